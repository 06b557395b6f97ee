/* Who sponsors a visa, and who does not. */
#include "config.h"

#include "extract_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_unknown(void **state)
{
	static const struct world_fact facts[] = {
		{ "", "-" },
		{ "Visa is a network of payments. At Visa we serve kettles.", "-" },
		{ "Potter\n\nTea.\n\nYou know GPIB, USB, VISA and tea.", "-" },
		{ "You must be authorized to work in the US.", "-" },
		{ "Will you now or in the future require visa sponsorship?", "-" },
		{ "Kettles may be exported without sponsorship for an export license.", "-" },
		{ "We book flights and visas for our guests.", "-" },
	};

	WORLD_CHECK(state, FIELD_VISA, facts);
}

static void test_sponsors(void **state)
{
	static const struct world_fact facts[] = {
		{ "Quux | Potter | Berlin | VISA | Full-time", "sponsors" },
		{ "Quux - Palo Alto, H1B", "sponsors" },
		{ "We sponsor visas and help you move.", "sponsors" },
		{ "Visa sponsorship: Yes", "sponsors" },
		{ "H1B transfer ok.", "sponsors" },
		{ "We offer relocation and visa support.", "sponsors" },
		{ "Immigration support for potters from abroad.", "sponsors" },
	};

	WORLD_CHECK(state, FIELD_VISA, facts);
}

static void test_refuses(void **state)
{
	static const struct world_fact facts[] = {
		{ "Visa sponsorship: No", "refuses" },
		{ "No visa sponsorship/transfer.", "refuses" },
		{ "We are not currently sponsoring visas.", "refuses" },
		{ "Quux is not currently offering Visa sponsorship for this post.", "refuses" },
		{ "We are not able to offer visa sponsorships.", "refuses" },
		{ "Able to work here (without need for Visa sponsorship from us).", "refuses" },
		{ "Must work without the need for current or future sponsorship.", "refuses" },
		{ "Only those who don't require a visa to work in Britain may apply.", "refuses" },
		{ "We're not considering potters that need any type of immigration sponsorship.",
		  "refuses" },
		{ "Visa sponsorship is not available, and we sponsor no tea.", "refuses" },
		{ "U.S. Citizenship required.", "refuses" },
		{ "We sponsor visas. But we cannot sponsor this one.", "refuses" },
	};

	WORLD_CHECK(state, FIELD_VISA, facts);
}

static void test_stated(void **state)
{
	struct world *world = *state;

	world_read_stated(world, "We sponsor visas.", FIELD_VISA, "no");
	assert_int_equal(world->posting.visa, VISA_REFUSES);
	world_read_stated(world, "Tea.", FIELD_VISA, "sponsors");
	assert_int_equal(world->posting.visa, VISA_SPONSORS);
	world_read_stated(world, "Tea.", FIELD_VISA, "tea");
	assert_int_equal(world->posting.visa, VISA_UNKNOWN);
	world_read_stated(world, "Tea.", FIELD_VISA, "Yes");
	assert_int_equal(world->posting.visa, VISA_SPONSORS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_sponsors),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_stated),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}
