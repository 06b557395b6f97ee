/* When a posting was published and when it ends, seen from 2026-11-22. */
#include "config.h"

#include "extract_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "util/date.h"

static void test_posted(void **state)
{
	static const struct world_fact facts[] = {
		{ "", "-" },
		{ "Posted", "-" },
		{ "Founded 6 years ago.", "-" },
		{ "If none is listed submit a kettle. Get started today!", "-" },
		{ "Posted 3 May 2030", "-" },
		{ "Posted yesterday", "2026-11-21" },
		{ "Reposted 2 weeks ago", "2026-11-08" },
		{ "Posted 30+ days ago", "2026-10-23" },
		{ "Posted on 2026/03/05", "2026-03-05" },
		{ "Posted: 13/02/2026", "2026-02-13" },
		{ "Date posted: Thursday, March 19, 2020", "2020-03-19" },
		{ "Posted 19 March", "2026-03-19" },
		{ "Posted 24 December", "2025-12-24" },
		{ "Ver\xc3\xb6" "ffentlicht am 5. M\xc3\xa4rz 2026", "2026-03-05" },
		{ "Posted: vor 3 Tagen", "2026-11-19" },
		{ "Posted il y a 2 semaines", "2026-11-08" },
	};

	WORLD_CHECK(state, FIELD_POSTED, facts);
}

static void test_expires(void **state)
{
	static const struct world_fact facts[] = {
		{ "You close deals of 10 kettles a day.", "-" },
		{ "Apply by 12 March 2027", "2027-03-12" },
		{ "Apply by 12 March", "2027-03-12" },
		{ "Apply by Dec 5th", "2026-12-05" },
		{ "Closing date: 31/01/27", "2027-01-31" },
		{ "Applications close Friday 5 Dec 2026 at 5pm.", "2026-12-05" },
		{ "We take applications. Applications close in 5 days", "2026-11-27" },
		{ "Quux will accept applications for the role until October, 27th, 2026.",
		  "2026-10-27" },
		{ "This post is open until 31.12.2026.", "2026-12-31" },
		{ "We are accepting applications for this kiln from 11/8/2026 - 11/14/2026.",
		  "2026-11-14" },
		{ "Deadline: 03/04/2027", "-" },
		{ "Deadline: 03/04/2027\nPosted 11/20/2026", "2027-03-04" },
		{ "Location: Austin, TX\nDeadline: 03/04/2027", "2027-03-04" },
		{ "Location: Leeds, UK\nDeadline: 03/04/2027", "2027-04-03" },
		{ "Deadline: 04/12/2026", "2026-12-04" },
		{ "Bewerbungsfrist: 31. Januar 2027", "2027-01-31" },
	};

	WORLD_CHECK(state, FIELD_EXPIRES, facts);
}

static void test_stated(void **state)
{
	struct world *world = *state;

	world_read_stated(world, "Tea.", FIELD_POSTED, "1785792634");
	assert_int_equal(world->posting.posted, 1785792634 / 86400);
	world_read_stated(world, "Tea.", FIELD_POSTED, "1785792634000");
	assert_int_equal(world->posting.posted, 1785792634 / 86400);
	world_read_stated(world, "Tea.", FIELD_POSTED, "2026-11-20T10:00:00Z");
	assert_int_equal(world->posting.posted, WORLD_TODAY - 2);
	world_read_stated(world, "Tea.", FIELD_POSTED, "1785792634.25");
	assert_int_equal(world->posting.posted, 1785792634 / 86400);
	world_read_stated(world, "Tea.", FIELD_POSTED, "1785792634.");
	assert_int_equal(world->posting.posted, 1785792634 / 86400);
	world_read_stated(world, "Tea.", FIELD_POSTED, "1785792634x");
	assert_int_equal(world->posting.posted, DATE_UNKNOWN);
	world_read_stated(world, "Tea.", FIELD_EXPIRES, "2026-11-22T23:59:59-04:00");
	assert_int_equal(world->posting.expires, WORLD_TODAY);
	world_read_stated(world, "Tea.", FIELD_POSTED, "2026-11-20 00:30:00 +0900");
	assert_int_equal(world->posting.posted, WORLD_TODAY - 2);
	world_read_stated(world, "Closing date: 31 Dec 2026", FIELD_EXPIRES, "2026-12-01");
	assert_int_equal(world->posting.expires, WORLD_TODAY + 9);
	assert_true(posting_has_conflict(&world->posting, FIELD_EXPIRES));
	world_read_stated(world, "Closing date: 1 Dec 2026", FIELD_EXPIRES, "2026-12-01");
	assert_false(posting_has_conflict(&world->posting, FIELD_EXPIRES));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_posted),
		cmocka_unit_test(test_expires),
		cmocka_unit_test(test_stated),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}
