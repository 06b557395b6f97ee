/* The level of a job: from its title, or from plain words. */
#include "config.h"

#include "extract_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_titles(void **state)
{
	static const struct world_fact facts[] = {
		{ "", "-" },
		{ "Engineer", "-" },
		{ "Quux | Senior Kettle Engineer | Berlin", "senior" },
		{ "Quux | Sr. Software Engineer | Berlin", "senior" },
		{ "Quux | Jr. Software Engineer | Berlin", "junior" },
		{ "Quux | Senior Staff Engineer | Berlin", "staff" },
		{ "Quux | Member of Technical Staff | Berlin", "staff" },
		{ "Quux | Engineering Manager | Berlin", "manager" },
		{ "Quux | Product Manager | Berlin", "-" },
		{ "Quux | Technical Account Manager | Berlin", "-" },
		{ "Quux | Account Executive | Berlin", "-" },
		{ "Quux | Executive Assistant | Berlin", "-" },
		{ "Quux | Head of Engineering | Berlin", "director" },
		{ "Quux | VP of Engineering | Berlin", "executive" },
		{ "Quux | Software Engineer II | Berlin", "-" },
		{ "Quux | Investment Associate | Berlin", "-" },
		{ "Quux | Associate Software Engineer | Berlin", "junior" },
		{ "Quux | Graduate Software Engineer | Berlin", "junior" },
		{ "Quux | Advanced Kettle Engineer | Berlin", "-" },
		{ "Quux | Software Engineering Intern | Berlin", "intern" },
	};

	WORLD_CHECK(state, FIELD_SENIORITY, facts);
}

static void test_prose(void **state)
{
	static const struct world_fact facts[] = {
		{ "# Software Engineer\n\nThis is a senior role.", "senior" },
		{ "# Software Engineer\n\nYou will mentor junior engineers.", "-" },
		{ "# Software Engineer\n\nYou report to the Director of Engineering.", "-" },
		{ "# Software Engineer\n\nRequirements\n- 5 years as a senior software engineer",
		  "-" },
		{ "# Software Engineer\n\nWe are looking for a senior software engineer who "
		  "stirs.", "senior" },
		{ "# Software Engineer\n\nLooking for an engineering manager too.", "-" },
		{ "# Software Engineer\n\nOur staff love tea.", "-" },
		{ "Quux is a firm of tea.\n\nAs a Member of Technical Staff, you will brew.",
		  "staff" },
		{ "Quux is a firm of tea.\n\nAbout the Senior Kettle Taster role", "senior" },
		{ "Quux is a firm of tea.\n\nThe Director of Tea will lead the tasting.",
		  "director" },
		{ "Seniority level: Mid-Senior level", "senior" },
		{ "Level: Entry level", "junior" },
	};

	WORLD_CHECK(state, FIELD_SENIORITY, facts);
}

/* What the source states wins; a title of quite another level is shown beside it. */
static void test_stated(void **state)
{
	struct world *world = *state;

	world_read_stated(world, "# Junior Software Engineer\n\nTea.", FIELD_SENIORITY, "Senior");
	assert_int_equal(world->posting.seniority, SENIORITY_SENIOR);
	assert_true(posting_has_conflict(&world->posting, FIELD_SENIORITY));
	world_read_stated(world, "Tea.", FIELD_SENIORITY, "Executive");
	assert_int_equal(world->posting.seniority, SENIORITY_EXECUTIVE);
	world_read_stated(world, "# Staff Software Engineer\n\nTea.", FIELD_SENIORITY,
			  "Mid-Senior level");
	assert_int_equal(world->posting.seniority, SENIORITY_SENIOR);
	assert_false(posting_has_conflict(&world->posting, FIELD_SENIORITY));
}

/* What boards have in a field for nothing but levels. */
static void test_stated_words(void **state)
{
	static const struct world_fact facts[] = {
		{ "not_applicable", "-" },
		{ "Any", "-" },
		{ "Experienced wheel potter wanted", "-" },
		{ "professional / experienced", "mid" },
		{ "berufserfahren", "mid" },
		{ "Midweight", "mid" },
		{ "Middle", "mid" },
		{ "mid_senior_level", "senior" },
		{ "entry_level", "junior" },
		{ "Berufseinstieg", "junior" },
		{ "Fresher", "junior" },
		{ "student_college", "intern" },
		{ "Teamleitung", "lead" },
		{ "Bereichsleitung", "director" },
		{ "Gesch\xc3\xa4" "ftsleitung", "executive" },
		{ "C-Suite", "executive" },
	};
	struct strbuf got = STRBUF_INIT;
	struct world *world = *state;

	for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
		world_read_stated(world, "Tea.", FIELD_SENIORITY, facts[i].text);
		world_describe(world, FIELD_SENIORITY, &got);
		assert_string_equal(got.text, facts[i].want);
	}
	strbuf_release(&got);
	/* A title says more than "experienced" does. */
	world_read_stated(world, "# Senior Software Engineer\n\nTea.", FIELD_SENIORITY,
			  "Experienced");
	assert_int_equal(world->posting.seniority, SENIORITY_SENIOR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_prose),
		cmocka_unit_test(test_stated),
		cmocka_unit_test(test_stated_words),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}
