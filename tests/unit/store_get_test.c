/* Getting: every fact comes back as it was put. */
#include "config.h"

#include "store/get.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/track.h"
#include "store_jobs.h"
#include "util/date.h"

static const struct job full = {
	.title = "Staff engineer", .company = "Top Hat \xe2\x80\x93 Caf\xc3\xa9",
	.url = "https://tophat.example/7", .body = "Own the ledger.\nIn Toronto.",
	.places = "Toronto;Canada;Atlantis", .scope = "Germany", .stack = "Rust Go? PHP~",
	.workplace = "hybrid", .seniority = "staff", .visa = "refuses",
	.employment = "full-time contract", .posted = "2026-11-20", .expires = "2026-12-31",
	.years = "2-5", .pay = "100000-120000 CAD",
};

static const struct job nothing = { .body = "" };

static void test_no_such_posting(void **state)
{
	struct store *store = jobs_store(NULL, 0);
	struct err err = ERR_INIT;
	struct record record;

	(void)state;
	record_init(&record);
	assert_false(get_record(store, 1, GET_WHOLE, &record, &err));
	assert_int_equal(err.status, STATUS_NO_INPUT);
	assert_false(get_record(store, -1, GET_ROW, &record, NULL));
	err_release(&err);
	record_release(&record);
	store_close(store);
}

static void test_nothing_known(void **state)
{
	struct store *store = jobs_store(&nothing, 1);
	struct record record;

	(void)state;
	record_init(&record);
	assert_true(get_record(store, 1, GET_WHOLE, &record, NULL));
	assert_int_equal(record.id, 1);
	assert_null(record.posting.title);
	assert_null(record.posting.company);
	assert_null(record.posting.url);
	assert_null(record.posting.salary.text);
	assert_true(record.posting.salary.min == -1 && record.posting.salary.max == -1);
	assert_int_equal(record.posting.workplace, WORKPLACE_UNKNOWN);
	assert_int_equal(record.posting.seniority, SENIORITY_UNKNOWN);
	assert_int_equal(record.posting.visa, VISA_UNKNOWN);
	assert_int_equal(record.posting.employment, 0);
	assert_int_equal(record.posting.years_min, -1);
	assert_int_equal(record.posting.posted, DATE_UNKNOWN);
	assert_int_equal(record.posting.expires, DATE_UNKNOWN);
	assert_int_equal(record.posting.locations.count, 0);
	assert_int_equal(record.posting.stack.count, 0);
	assert_int_equal(record.marks.stage, STAGE_NONE);
	assert_false(record.is_gone);
	assert_string_equal(record.source, "jobs.md");
	record_release(&record);
	store_close(store);
}

static void assert_same_places(const struct posting *got, const struct posting *put)
{
	assert_int_equal(got->locations.count, put->locations.count);
	for (size_t i = 0; i < put->locations.count; i++) {
		assert_string_equal(got->locations.items[i].text, put->locations.items[i].text);
		assert_true(place_equal(&got->locations.items[i].place,
					&put->locations.items[i].place));
	}
	assert_int_equal(got->remote_scope.count, put->remote_scope.count);
	assert_true(place_equal(&got->remote_scope.items[0].place,
				&put->remote_scope.items[0].place));
}

static void test_everything_known(void **state)
{
	struct store *store = jobs_store(&full, 1);
	struct record record;
	struct posting put;

	(void)state;
	jobs_posting(&full, &put);
	record_init(&record);
	assert_true(get_record(store, 1, GET_WHOLE, &record, NULL));
	assert_string_equal(record.posting.title, put.title);
	assert_string_equal(record.posting.company, put.company);
	assert_string_equal(record.posting.url, put.url);
	assert_string_equal(record.posting.body.text, put.body.text);
	assert_int_equal(record.posting.workplace, put.workplace);
	assert_int_equal(record.posting.seniority, put.seniority);
	assert_int_equal(record.posting.visa, put.visa);
	assert_int_equal(record.posting.employment, put.employment);
	assert_int_equal(record.posting.years_min, 2);
	assert_int_equal(record.posting.years_max, 5);
	assert_true(record.posting.salary.min == 10000000);
	assert_true(record.posting.salary.max == 12000000);
	assert_string_equal(record.posting.salary.currency, "CAD");
	assert_int_equal(record.posting.salary.period, PAY_YEAR);
	assert_int_equal(record.posting.posted, put.posted);
	assert_int_equal(record.posting.expires, put.expires);
	assert_same_places(&record.posting, &put);
	assert_int_equal(record.posting.stack.count, 3);
	assert_string_equal(record.posting.stack.items[1].name, "Go");
	assert_int_equal(record.posting.stack.items[1].need, NEED_PREFERRED);
	posting_release(&put);
	record_release(&record);
	store_close(store);
}

static void test_body_with_any_byte(void **state)
{
	struct store *store = jobs_store(NULL, 0);
	struct posting posting;
	struct put_file file = { .path = "a.md", .postings = &posting, .count = 1 };
	struct put_report report = { 0 };
	struct record record;

	(void)state;
	jobs_posting(&nothing, &posting);
	strbuf_add(&posting.body, "a\0b\xff\x1b[c", 7);
	posting_add_evidence(&posting, FIELD_TITLE, 1, 3, "first-line");
	posting.format = BODY_MARKDOWN;
	posting_set_conflict(&posting, FIELD_WORKPLACE);
	hash_init(&file.hash);
	assert_true(put_begin(store, NULL));
	assert_true(put_file(store, &file, JOBS_TODAY, &report, NULL));
	assert_true(put_commit(store, NULL));
	record_init(&record);
	assert_true(get_record(store, 1, GET_WHOLE, &record, NULL));
	assert_int_equal(record.posting.body.len, 7);
	assert_memory_equal(record.posting.body.text, "a\0b\xff\x1b[c", 7);
	assert_int_equal(record.posting.evidence.count, 1);
	assert_int_equal(record.posting.evidence.items[0].field, FIELD_TITLE);
	assert_int_equal(record.posting.evidence.items[0].end, 3);
	assert_string_equal(record.posting.evidence.items[0].rule, "first-line");
	assert_int_equal(record.posting.format, BODY_MARKDOWN);
	assert_true(posting_has_conflict(&record.posting, FIELD_WORKPLACE));
	posting_release(&posting);
	record_release(&record);
	store_close(store);
}

static void test_row_has_no_body(void **state)
{
	struct store *store = jobs_store(&full, 1);
	struct record record;

	(void)state;
	record_init(&record);
	assert_true(get_record(store, 1, GET_WHOLE, &record, NULL));
	assert_true(get_record(store, 1, GET_ROW, &record, NULL));
	assert_int_equal(record.posting.body.len, 0);
	assert_int_equal(record.posting.evidence.count, 0);
	assert_string_equal(record.posting.title, full.title);
	record_release(&record);
	store_close(store);
}

static void test_marks(void **state)
{
	struct store *store = jobs_store(&full, 1);
	struct record record;
	int64_t id = 1;

	(void)state;
	assert_true(track_shortlist(store, &id, 1, true, NULL, NULL));
	assert_true(track_stage(store, &id, 1, STAGE_INTERVIEW, NULL, NULL));
	assert_true(track_tag(store, &id, 1, "Later", true, NULL, NULL));
	assert_true(track_tag(store, &id, 1, "far", true, NULL, NULL));
	assert_true(track_notes(store, 1, "ask for Ada\nbring the book", NULL, NULL));
	assert_true(track_hide(store, &id, 1, true, "too far", NULL, NULL));
	assert_true(track_opened(store, 1, NULL));
	record_init(&record);
	assert_true(get_record(store, 1, GET_ROW, &record, NULL));
	assert_true(record.marks.is_shortlisted);
	assert_true(record.marks.position == 1);
	assert_int_equal(record.marks.stage, STAGE_INTERVIEW);
	assert_int_equal(record.marks.tags.count, 2);
	assert_string_equal(record.marks.tags.items[0], "far");
	assert_string_equal(record.marks.tags.items[1], "later");
	assert_string_equal(record.marks.notes, "ask for Ada\nbring the book");
	assert_true(record.marks.is_hidden);
	assert_string_equal(record.marks.hidden_reason, "too far");
	assert_true(record.marks.is_seen);
	record_release(&record);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_such_posting),
		cmocka_unit_test(test_nothing_known),
		cmocka_unit_test(test_everything_known),
		cmocka_unit_test(test_body_with_any_byte),
		cmocka_unit_test(test_row_has_no_body),
		cmocka_unit_test(test_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
