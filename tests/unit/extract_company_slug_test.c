/* Companies that only the address of a posting names. */
#include "config.h"

#include "extract/extract.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract_world.h"
#include "posting/posting.h"
#include "posting/raw.h"

static void assert_company(struct world *world, const char *slug, const char *text,
			   const char *expected)
{
	struct raw_posting raw;

	raw_posting_init(&raw);
	world_raw(&raw, text);
	raw_posting_name(&raw.company_slug, slug, strlen(slug));
	posting_release(&world->posting);
	posting_init(&world->posting);
	extractor_run(world->extractor, &raw, WORLD_TODAY, &world->posting);
	raw_posting_release(&raw);
	assert_string_equal(world->posting.company, expected);
}

static void names_in_the_text(void **state)
{
	static const struct { const char *slug, *text, *company; } rows[] = {
		{ "top-kettle", "At Top Kettle, we make tea.", "Top Kettle" },
		{ "quuxtea", "Tea for all.\n\nQuux Tea is small.", "Quux Tea" },
		{ "quux.fi", "We at QUUX.FI make tea.", "QUUX.FI" },
		{ "QuuxTea", "quux tea is nice, and Quux Tea too.", "Quux Tea" },
		{ "quux", "Quux Inc. makes tea.", "Quux Inc" },
		{ "quux%20tea", "We love Quux Tea.", "Quux Tea" },
		{ "withquux", "Quux makes tea.", "Quux" },
		{ "quuxinsurance", "Quux makes tea.", "Quux" },
		{ "bistroapp", "About BistroPay\n\nBistroPay is a tea shop.", "BistroPay" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_company(*state, rows[i].slug, rows[i].text, rows[i].company);
}

static void the_address_alone(void **state)
{
	assert_company(*state, "top-kettle", "We make tea.", "Top Kettle");
	assert_company(*state, "top_kettle", "", "Top Kettle");
	assert_company(*state, "QuuxTea", "We make tea.", "QuuxTea");
	assert_company(*state, "quux%20tea%2", "We make tea.", "Quux Tea%2");
	assert_company(*state, "quux", "Another firm, Bazcorp Ltd, is our client.", "Quux");
}

static void no_address(void **state)
{
	struct world *world = *state;
	struct raw_posting raw;

	raw_posting_init(&raw);
	world_raw(&raw, "We make tea.");
	raw_posting_name(&raw.company_slug, "--", 2);
	posting_release(&world->posting);
	posting_init(&world->posting);
	extractor_run(world->extractor, &raw, WORLD_TODAY, &world->posting);
	raw_posting_release(&raw);
	assert_null(world->posting.company);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_in_the_text),
		cmocka_unit_test(the_address_alone),
		cmocka_unit_test(no_address),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}
