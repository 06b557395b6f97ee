/* Where the job is, who may apply from where, in which zones, and how many days at the office. */
#include "config.h"

#include "extract_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void check(struct world *world, const char *text, enum field_id field, const char *want)
{
	struct strbuf got = STRBUF_INIT;

	world_read(world, text);
	world_describe(world, field, &got);
	if (strcmp(got.text, want) != 0)
		print_error("in: %s\n", text);
	assert_string_equal(got.text, want);
	strbuf_release(&got);
}

static void check_days(struct world *world, const char *text, int want)
{
	world_read(world, text);
	if (world->posting.office_days != want)
		print_error("in: %s\n", text);
	assert_int_equal(world->posting.office_days, want);
}

static void check_zones(struct world *world, const char *text, int min, int max)
{
	const struct zones *zones = &world->posting.zones;

	world_read(world, text);
	if (zones->text == NULL || zones->min != min || zones->max != max)
		print_error("in: %s\n%s %d %d\n", text, zones->text ? zones->text : "-",
			    zones->min, zones->max);
	assert_non_null(zones->text);
	assert_int_equal(zones->min, min);
	assert_int_equal(zones->max, max);
}

static void check_no_zones(struct world *world, const char *text)
{
	world_read(world, text);
	assert_null(world->posting.zones.text);
}

static void test_nothing(void **state)
{
	check(*state, "", FIELD_LOCATION, "-");
	check(*state, "", FIELD_WORKPLACE, "-");
	check_days(*state, "", -1);
	check_no_zones(*state, "");
}

static void test_surer_words_win(void **state)
{
	check(*state, "This role can be based remotely. Our teams enjoy a hybrid work model.",
	      FIELD_WORKPLACE, "remote!");
	check(*state, "Unless approved for full remote work, staff spend at least 50% of their "
	      "time in office. Some roles require full-time in-office presence.",
	      FIELD_WORKPLACE, "hybrid");
	check(*state, "Acme | Engineer | Poland | Remote | 2 days in office per month",
	      FIELD_WORKPLACE, "remote");
	check(*state, "Your tasks\n- Solve problems on site with limited help and report "
	      "to the lead of the team",
	      FIELD_WORKPLACE, "-");
	check(*state, "About us\nPeople work flexibly, from in-office, to office-flex, to fully "
	      "remote, depending on the role.",
	      FIELD_WORKPLACE, "-");
}

static void test_stated_against_the_text(void **state)
{
	struct world *world = *state;
	struct strbuf got = STRBUF_INIT;

	world_read_stated(world, "This role is fully remote.", FIELD_WORKPLACE, "on-site");
	world_describe(world, FIELD_WORKPLACE, &got);
	assert_string_equal(got.text, "onsite!");
	world_read_stated(world, "Location: Oslo", FIELD_LOCATION, "Norway");
	world_describe(world, FIELD_LOCATION, &got);
	assert_string_equal(got.text, "/NO");
	world_read_stated(world, "Build things.", FIELD_REMOTE_SCOPE, "Canada, Germany");
	world_describe(world, FIELD_REMOTE_SCOPE, &got);
	assert_string_equal(got.text, "/CA, /DE");
	strbuf_release(&got);
}

static void test_places_in_prose(void **state)
{
	check(*state, "All positions are in Berkeley, California.", FIELD_LOCATION, "Berkeley/US");
	check(*state, "# Requirements\n- Based in London, with flexibility to work from our office "
	      "several days per week", FIELD_LOCATION, "London/GB");
	check(*state, "For Denver, CO-based roles: pay is good.", FIELD_LOCATION, "Denver/US");
	check(*state, "We are seeking an analyst for our trading desk in Chicago.",
	      FIELD_LOCATION, "Chicago/US");
	check(*state, "A shuttle runs from select Seattle stops to the Redmond office.",
	      FIELD_LOCATION, "Redmond/US");
	check(*state, "This role is based in France. Later, join us in Stockholm for a day.",
	      FIELD_LOCATION, "/FR");
	check(*state, "Acme Storm - Full-time in Austin, TX\nWe build storms.",
	      FIELD_LOCATION, "Austin/US");
	check(*state, "Choose your working location from the following: Haifa, Israel; "
	      "Oslo, Norway.",
	      FIELD_LOCATION, "Haifa/IL, Oslo/NO");
}

static void test_sites_and_tags(void **state)
{
	check(*state, "For our plant in Linz, we are looking for a baker.", FIELD_LOCATION,
	      "Linz/AT");
	check(*state, "Our Bremen plant is hiring a baker.", FIELD_LOCATION, "Bremen/DE");
	check(*state, "We bake bread.\nCome and see.\n#Ramat Gan", FIELD_LOCATION, "Ramat Gan/IL");
	check(*state, "Acme | Baker | Remote (London based, some travel)", FIELD_LOCATION,
	      "London/GB");
	check(*state, "Acme | Baker | Remote (US) (a few meetings there)", FIELD_LOCATION, "/US");
	check(*state, "acme | baker | sf bay area only | full time", FIELD_LOCATION,
	      "San Francisco Bay Area/");
	check(*state, "This role is in Boston.\nFor Ohio based candidates, pay is $90,000.",
	      FIELD_LOCATION, "Boston/US");
	check(*state, "Bread.\nFor Ohio based candidates, pay is $90,000 a year.", FIELD_LOCATION,
	      "-");
	check(*state, "Acme is a bakery firm based in Oslo.", FIELD_LOCATION, "-");
	check(*state, "Location: Welch, MN", FIELD_LOCATION, "Welch/US");
}

static void test_words_for_other_things(void **state)
{
	check(*state, "You run hybrid setups of metal and cloud.", FIELD_WORKPLACE, "-");
	check(*state, "Administer hybrid Active Directory.", FIELD_WORKPLACE, "-");
	check(*state, "Whether remote, hybrid, or in-office, we care for you.\n"
	      "This role is based onsite in Oslo.", FIELD_WORKPLACE, "onsite");
	check(*state, "We are remote-first, and you can be based anywhere in the UK.",
	      FIELD_WORKPLACE, "remote");
	check(*state, "You work onsite in Oslo. Remote or hybrid work is not considered.",
	      FIELD_WORKPLACE, "onsite");
	check(*state, "# Benefits\nHealth insurance, and work with remote, hybrid or office "
	      "schedules.", FIELD_WORKPLACE, "-");
	check_days(*state, "We bake 2 days a week in the downtown Oslo office.", 2);
	check_days(*state, "You work Tuesdays and Thursdays in the office.", 2);
}

static void test_places_of_the_company(void **state)
{
	check(*state, "About\nBased in Oslo, Norway, Acme Rounds is reshaping the job interview.",
	      FIELD_LOCATION, "-");
	check(*state, "About\nOur operations are located in Norway, Germany and Spain.",
	      FIELD_LOCATION, "-");
	check(*state, "About\nBased in Oslo, you will lead our team of three in that office.",
	      FIELD_LOCATION, "Oslo/NO");
}

static void test_presence(void **state)
{
	const char *text = "The job\nThis position requires presence in our Oslo office location 4 "
		"days per week; work from home on Tuesdays.";

	check(*state, text, FIELD_WORKPLACE, "hybrid");
	check(*state, text, FIELD_LOCATION, "Oslo/NO");
	check_days(*state, text, 4);
	text = "The job\nThis position will be in-person at ACME'S Headquarters in Tampa, FL.";
	check(*state, text, FIELD_WORKPLACE, "onsite");
	check(*state, text, FIELD_LOCATION, "Tampa/US");
}

static void test_no_place_beside_a_label(void **state)
{
	check(*state, "Location: Multiple locations", FIELD_LOCATION, "-");
	check(*state, "Location: N/A", FIELD_LOCATION, "-");
	check(*state, "Location: Xyzzyville", FIELD_LOCATION, "\"Xyzzyville\"");
}

static void test_scope(void **state)
{
	check(*state, "Acme | Engineer | Remote (US)", FIELD_REMOTE_SCOPE, "/US");
	check(*state, "Location: Remote, US", FIELD_REMOTE_SCOPE, "/US");
	check(*state, "Acme | Engineer | Remote or Brussels", FIELD_REMOTE_SCOPE, "-");
	check(*state, "Location: Remote (except Ohio)", FIELD_REMOTE_SCOPE, "-");
	check(*state, "Location: Remote (except Ohio)", FIELD_LOCATION, "-");
	check(*state, "Location: Remote, US (excluding Ohio and Maine)", FIELD_REMOTE_SCOPE, "/US");
	check(*state, "This is a remote position. We can only accept US-based developers.",
	      FIELD_REMOTE_SCOPE, "/US");
}

static void test_office_days(void **state)
{
	check_days(*state, "Hybrid: three days in the office.", 3);
	check_days(*state, "Hybrid role, 2-3 days a week onsite.", 3);
	check_days(*state, "Hybrid (Tue-Thu) in Oslo", 3);
	check_days(*state, "Hybrid, Tuesdays and Thursdays in our office.", 2);
	check_days(*state, "A hybrid role: work from home up to 2 days a week.", 3);
	check_days(*state, "Hybrid role, come to the office once a week.", 1);
	check_days(*state, "Hybrid role with 2 days in office per month.", -1);
	check_days(*state, "Hybrid role with 5 days off for learning.", -1);
	check_days(*state, "Hybrid schedule, in-office presence on Monday, Tuesday and Thursday, "
		   "remote on Wednesday and Friday.", 3);
	check_days(*state, "Fully remote role.", -1);
}

static void test_zones(void **state)
{
	check_zones(*state, "Acme | Engineer | Remote (UTC-5 to UTC+2)", -300, 120);
	check_zones(*state, "Acme | Engineer | Remote (CET +/- 2)", -60, 180);
	check_zones(*state, "Acme | Engineer | Remote (CET \xc2\xb1" "2h)", -60, 180);
	check_zones(*state, "Acme | Engineer | Remote \xc2\xb1 3 hours from UTC+8", 300, 660);
	check_zones(*state, "Remote, but you must be within 2 hours of CET.", -60, 180);
	check_zones(*state, "Remote role with at least 4 hours of overlap with EST.", -540, -60);
	check_zones(*state, "Remote (EST or PST)", -480, -300);
	check_zones(*state, "We hire remotely in EU time zones.", 0, 120);
	check_zones(*state, "You work in the Eastern time zone.", -300, -300);
	check_zones(*state, "Remote (UTC+5:30)", 330, 330);
	check_zones(*state, "Remote within two hours of CET (UTC-1 to UTC+3).", -60, 180);
}

static void test_no_zones(void **state)
{
	check_no_zones(*state, "Apply by Friday, 5 pm EST.");
	check_no_zones(*state, "The office closes at 11:30 a.m. Central Time.");
	check_no_zones(*state, "CT Gardens | Engineer | Remote | Full-time");
	check_no_zones(*state, "We are et al. and the cat sat on the mt.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_surer_words_win),
		cmocka_unit_test(test_stated_against_the_text),
		cmocka_unit_test(test_places_in_prose),
		cmocka_unit_test(test_sites_and_tags),
		cmocka_unit_test(test_words_for_other_things),
		cmocka_unit_test(test_places_of_the_company),
		cmocka_unit_test(test_presence),
		cmocka_unit_test(test_no_place_beside_a_label),
		cmocka_unit_test(test_scope),
		cmocka_unit_test(test_office_days),
		cmocka_unit_test(test_zones),
		cmocka_unit_test(test_no_zones),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}
