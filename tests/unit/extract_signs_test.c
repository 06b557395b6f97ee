/* Whether a bare text is a posting at all. */
#include "config.h"

#include "extract_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool is_doubtful(struct world *world, const char *text, bool is_bare)
{
	struct raw_posting raw;

	posting_release(&world->posting);
	posting_init(&world->posting);
	raw_posting_init(&raw);
	world_raw(&raw, text);
	raw.is_bare = is_bare;
	extractor_run(world->extractor, &raw, WORLD_TODAY, &world->posting);
	raw_posting_release(&raw);
	return world->posting.is_doubtful;
}

static void check(struct world *world, const char *const *texts, size_t count, bool want)
{
	for (size_t i = 0; i < count; i++)
		if (is_doubtful(world, texts[i], true) != want)
			fail_msg("this is%s one: %s", want ? " no" : "", texts[i]);
}

/* What lies in folders beside postings. */
static void test_none(void **state)
{
	static const char *const texts[] = {
		"",
		"eggs, flour, butter",
		"# Kettle\n\nA small library in C. It boils water.\n\n# Requirements\n\n- make",
		"# Kettle\n\n# Install\n\n- run make\n\n# Licence\n\nMIT",
		"Dear Anna,\n\nthe days in Porto were fine. The weather was remote from good.",
		"# Real kettles, for trying and measuring\n\nKettles as shops publish them.",
		"# Notes of the meeting\n\n- the roof leaks\n- Paul calls the roofer",
	};

	check(*state, texts, sizeof texts / sizeof texts[0], true);
}

static void test_signs(void **state)
{
	static const char *const texts[] = {
		"Nurse",
		"Position: Potter",
		"Potter\n\nCompany: Quux\n\nLocation: Berlin",
		"Senior Backend Engineer\n\nQuux, Berlin",
		"Quux | Engineer | Berlin | REMOTE",
		"Quux | Several roles | Berlin | https://quux.example",
		"At Quux our kettles boil water for all of you.",
		"We at Quux are looking for a teacher who likes tea.",
		"# Join us\n\nPay: $20 per hour. Call Paul.",
		"# Join us\n\n# What you will do\n\n- fill kettles",
		"# Join us\n\nYou have 3+ years of experience with kettles.",
		"# Join us\n\n# Nice to have\n\n- a kettle of your own",
		"# Join us\n\n# How to apply\n\nSend a letter to Paul.",
	};

	check(*state, texts, sizeof texts / sizeof texts[0], false);
}

/* A source that lists postings needs no further sign. */
static void test_not_bare(void **state)
{
	assert_false(is_doubtful(*state, "eggs, flour, butter", false));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_signs),
		cmocka_unit_test(test_not_bare),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}
