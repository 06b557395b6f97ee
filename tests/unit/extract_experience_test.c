/* Which of the numbers of years in a text is what is asked for. */
#include "config.h"

#include "extract_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define CHECK(state, facts) WORLD_CHECK(state, FIELD_EXPERIENCE, facts)

static void test_no_years(void **state)
{
	static const struct world_fact facts[] = {
		{ "years", "-" },
		{ "Requirements\n- years", "-" },
		{ "Requirements\n- 3, years of tea", "-" },
		{ "Requirements\n- Several years of experience with kettles", "-" },
		{ "We are three years old, and forty people.", "-" },
		{ "The kiln is nine+ years old.", "-" },
		{ "During the first four years of operation we fired ten kilns.", "-" },
		{ "We would rather build what will take 5 years to realize.", "-" },
		{ "With over 45 years of experience, Quux knows tea.", "-" },
		{ "Requirements\n- Enrolled in a four-year degree in ceramics", "-" },
		{ "Requirements\n- A student may stay for one year", "-" },
		{ "Benefits\n- A ten-year exercise window for options", "-" },
		{ "The program has four rotations over the course of two years.", "-" },
		{ "The range is $145,000 - $155,000/year.", "-" },
		{ "In the next 2 years we open five kilns.", "-" },
		{ "You are at least 21 years old.", "-" },
		{ "Requirements\n- Tea\nBonus points\n- 2+ years of experience with kettles", "-" },
		{ "Requirements\n- 5+ years is preferred", "-" },
	};

	CHECK(state, facts);
}

static void test_forms(void **state)
{
	static const struct world_fact facts[] = {
		{ "Looking for: 6+ YOE in pottery", "6" },
		{ "We're hiring a lead potter with 5-9 YOE.", "5-9" },
		{ "Hiring 7+yrs senior potters", "7" },
		{ "Requirements\n- 4yrs experience with clay", "4" },
		{ "Requirements\n- Seven (7) years of progressive experience in glazing", "7" },
		{ "Requirements\n- A minimum of three (3) years at the wheel", "3" },
		{ "Requirements\n- Between 2 and 4 years of experience", "2-4" },
		{ "Requirements\n- 5 or more years of experience", "5" },
		{ "Requirements\n- 10\xe2\x80\x93" "15+ years in the clay trade", "10-15" },
		{ "Requirements\n- 2\xc3\xa2\xc2\x80\xc2\x93" "5 years of experience", "2-5" },
		{ "Requirements\n- Up to 3 years of experience", "-3" },
		{ "Requirements\n- 0-2 years of experience", "0-2" },
		{ "Requirements\n- 6 months of experience in a kitchen", "0" },
		{ "Requirements\n- 18 months of experience in a kitchen", "1" },
		{ "We seek an entry-level potter (1-3 years) to fire kilns.", "1-3" },
		{ "You: 7+ years of glaze sales in the north.", "7" },
		{ "Requirements\n- A degree in Ceramic Science2+ years of kiln work experience",
		  "2" },
		{ "Requirements\n- A degree from a college or university and 3 years of experience",
		  "3" },
	};

	CHECK(state, facts);
}

static void test_which(void **state)
{
	static const struct world_fact facts[] = {
		{ "Requirements\n- 4+ years of pottery experience\n- 1+ years with glaze", "4" },
		{ "Requirements\n- 2+ years of hands-on kiln experience\n"
		  "- 5+ years of professional experience", "5" },
		{ "Requirements\n- A degree and 5+ years of relevant experience, or 8 years of "
		  "professional experience without\n- 1+ years with glaze", "5" },
		{ "Requirements\n- 10+ years in pottery, with 3+ years of leadership experience",
		  "10" },
		{ "Ideally, you have\n- A minimum of 3 years of professional experience", "3" },
		{ "# About Quux\n\nAs our potter you should have 10+ years of experience, plus:\n"
		  "- 2-4+ years in a lead role", "10" },
	};

	CHECK(state, facts);
}

/* What the source states wins; what the text says else is shown beside it. */
static void test_stated(void **state)
{
	static const char text[] = "Requirements\n- 5+ years of professional experience";
	struct world *world = *state;

	world_read_stated(world, text, FIELD_EXPERIENCE, "3 years");
	assert_int_equal(world->posting.years_min, 3);
	assert_true(posting_has_conflict(&world->posting, FIELD_EXPERIENCE));
	world_read_stated(world, text, FIELD_EXPERIENCE, "5+");
	assert_int_equal(world->posting.years_min, 5);
	assert_false(posting_has_conflict(&world->posting, FIELD_EXPERIENCE));
	world_read_stated(world, text, FIELD_EXPERIENCE, "tea");
	assert_int_equal(world->posting.years_min, 5);
	world_read_stated(world, "Tea.", FIELD_EXPERIENCE, "4");
	assert_int_equal(world->posting.years_min, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_years),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_which),
		cmocka_unit_test(test_stated),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}
