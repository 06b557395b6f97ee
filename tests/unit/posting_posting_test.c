/* Postings, raw postings and records: nothing known at first, facts added once, all let go. */
#include "config.h"

#include "posting/posting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "posting/raw.h"
#include "posting/record.h"
#include "util/alloc.h"
#include "util/date.h"
#include "util/vec.h"

static const struct place nowhere = { PLACE_NONE, "", "", "", "", "", 0 };
static const struct place toronto = { PLACE_CITY, "Toronto", "Ontario", "CA-ON", "CA", "", 1 };

static void test_nothing_known(void **state)
{
	struct posting posting;

	(void)state;
	posting_init(&posting);
	assert_null(posting.title);
	assert_int_equal(posting.workplace, WORKPLACE_UNKNOWN);
	assert_int_equal(posting.seniority, SENIORITY_UNKNOWN);
	assert_int_equal(posting.visa, VISA_UNKNOWN);
	assert_int_equal(posting.years_min, -1);
	assert_int_equal(posting.posted, DATE_UNKNOWN);
	assert_true(salary_year_min(&posting.salary) == -1);
	assert_true(salary_year_max(&posting.salary) == -1);
	posting_release(&posting);
	posting_release(&posting);
}

static void test_technologies(void **state)
{
	struct posting posting;

	(void)state;
	posting_init(&posting);
	posting_add_technology(&posting, "Rust", NEED_MENTIONED);
	posting_add_technology(&posting, "Go", NEED_PREFERRED);
	posting_add_technology(&posting, "Rust", NEED_REQUIRED);
	posting_add_technology(&posting, "Rust", NEED_PREFERRED);
	assert_int_equal(posting.stack.count, 2);
	assert_string_equal(posting.stack.items[0].name, "Rust");
	assert_int_equal(posting.stack.items[0].need, NEED_REQUIRED);
	assert_string_equal(need_name(posting.stack.items[1].need), "preferred");
	posting_release(&posting);
}

static void test_places(void **state)
{
	struct posting posting;

	(void)state;
	posting_init(&posting);
	posting_add_location(&posting, &toronto, " Toronto, ON ", 13);
	posting_add_location(&posting, &toronto, "Toronto", 7);
	posting_add_location(&posting, &nowhere, "Atlantis", 8);
	posting_add_location(&posting, &nowhere, "ATLANTIS ", 9);
	posting_add_location(&posting, &nowhere, "Atlant", 6);
	assert_int_equal(posting.locations.count, 3);
	assert_string_equal(posting.locations.items[0].text, "Toronto, ON");
	posting_add_scope(&posting, &toronto, "Toronto", 7);
	posting_add_scope(&posting, &toronto, "Toronto", 7);
	assert_int_equal(posting.remote_scope.count, 1);
	posting_release(&posting);
}

static void test_evidence(void **state)
{
	struct posting posting;

	(void)state;
	posting_init(&posting);
	posting_add_evidence(&posting, FIELD_WORKPLACE, 8, 12, "label");
	assert_int_equal(posting.evidence.count, 1);
	assert_int_equal(posting.evidence.items[0].end, 12);
	posting_release(&posting);
}

static void test_pay_by_the_year(void **state)
{
	struct salary salary = { .min = 4500, .max = 6050, .period = PAY_HOUR };

	(void)state;
	assert_true(salary_year_min(&salary) == 93600);
	assert_true(salary_year_max(&salary) == 125840);
	salary.period = PAY_PERIOD_UNKNOWN;
	assert_true(salary_year_min(&salary) == 45);
	salary.max = INT64_MAX;
	salary.period = PAY_HOUR;
	assert_true(salary_year_max(&salary) > 0);
}

static void test_raw_facts(void **state)
{
	struct raw_posting raw;

	(void)state;
	raw_posting_init(&raw);
	assert_null(raw_posting_stated(&raw, FIELD_TITLE));
	raw_posting_state(&raw, FIELD_TITLE, "", 0);
	raw_posting_state(&raw, FIELD_TITLE, " \n\t", 3);
	assert_null(raw_posting_stated(&raw, FIELD_TITLE));
	raw_posting_state(&raw, FIELD_LOCATION, "  Toronto \n", 11);
	raw_posting_state(&raw, FIELD_LOCATION, "Paris", 5);
	raw_posting_state(&raw, FIELD_TITLE, "a\xff" "b\0c", 5);
	assert_string_equal(raw_posting_stated(&raw, FIELD_LOCATION), "Toronto");
	assert_string_equal(raw_posting_stated(&raw, FIELD_TITLE),
			    "a\xef\xbf\xbd" "b\xef\xbf\xbd" "c");
	assert_int_equal(raw.facts.count, 3);
	raw_posting_release(&raw);
	raw_posting_release(&raw);
}

static void test_record(void **state)
{
	struct record record;

	(void)state;
	record_init(&record);
	assert_string_equal(record_title(&record), "(no title)");
	assert_int_equal(record.marks.stage, STAGE_NONE);
	record.posting.title = xstrdup("");
	assert_string_equal(record_title(&record), "(no title)");
	record_release(&record);
	record.posting.title = xstrdup("Night watch");
	record.marks.notes = xstrdup("ask for Ada");
	*VEC_PUSH(&record.marks.tags) = xstrdup("later");
	assert_string_equal(record_title(&record), "Night watch");
	record_release(&record);
	assert_null(record.posting.title);
	record_release(&record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_known),
		cmocka_unit_test(test_technologies),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_evidence),
		cmocka_unit_test(test_pay_by_the_year),
		cmocka_unit_test(test_raw_facts),
		cmocka_unit_test(test_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
