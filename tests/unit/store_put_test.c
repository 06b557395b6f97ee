/* Putting: what is new, changed, unchanged and gone; and the marks that must survive all of it. */
#include "config.h"

#include "store/put.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/get.h"
#include "store/track.h"
#include "store_jobs.h"

static const struct job three[] = {
	{ .title = "Rust engineer", .company = "Acme", .body = "Own the ledger." },
	{ .title = "Gardener", .company = "Green", .body = "Plant trees." },
	{ .title = "Night watch", .company = "Harbour", .body = "Watch the lights." },
};

static void assert_report(const struct put_report *report, size_t new_count, size_t changed,
			  size_t unchanged, size_t gone)
{
	assert_int_equal(report->new_count, new_count);
	assert_int_equal(report->changed, changed);
	assert_int_equal(report->unchanged, unchanged);
	assert_int_equal(report->gone, gone);
}

static void assert_title(struct store *store, int64_t id, const char *title)
{
	struct record record;

	record_init(&record);
	assert_true(get_record(store, id, GET_ROW, &record, NULL));
	assert_string_equal(record_title(&record), title);
	record_release(&record);
}

static bool is_shortlisted(struct store *store, int64_t id)
{
	struct record record;
	bool is_on;

	record_init(&record);
	assert_true(get_record(store, id, GET_ROW, &record, NULL));
	is_on = record.marks.is_shortlisted;
	record_release(&record);
	return is_on;
}

static bool is_gone(struct store *store, int64_t id)
{
	struct record record;
	bool gone;

	record_init(&record);
	assert_true(get_record(store, id, GET_ROW, &record, NULL));
	gone = record.is_gone;
	record_release(&record);
	return gone;
}

static void fail_on_fault(const char *fault, void *data)
{
	(void)data;
	fail_msg("%s", fault);
}

static void close_sound(struct store *store)
{
	assert_true(store_check(store, fail_on_fault, NULL, NULL));
	store_close(store);
}

static void test_no_postings(void **state)
{
	struct store *store = jobs_store(NULL, 0);
	struct put_report report = { 0 };

	(void)state;
	assert_true(jobs_put(store, "empty.md", 1, NULL, 0, &report));
	assert_report(&report, 0, 0, 0, 0);
	assert_int_equal(store_count(store), 0);
	close_sound(store);
}

static void test_same_file_twice(void **state)
{
	struct store *store = jobs_store(NULL, 0);
	struct put_report first = { 0 }, second = { 0 };

	(void)state;
	assert_true(jobs_put(store, "jobs.md", 1, three, 3, &first));
	assert_report(&first, 3, 0, 0, 0);
	assert_true(jobs_put(store, "jobs.md", 2, three, 3, &second));
	assert_report(&second, 0, 0, 3, 0);
	assert_int_equal(store_count(store), 3);
	close_sound(store);
}

static void test_is_current(void **state)
{
	struct store *store = jobs_store(three, 3);
	struct file_stamp stamp = { .bytes = 3, .mtime_ns = 1 };
	size_t count = 0;

	(void)state;
	assert_true(put_is_current(store, "jobs.md", &stamp, &count));
	assert_int_equal(count, 3);
	assert_false(put_is_current(store, "other.md", &stamp, NULL));
	stamp.mtime_ns = 2;
	assert_false(put_is_current(store, "jobs.md", &stamp, NULL));
	store_close(store);
}

static void test_changed_text_keeps_row_and_marks(void **state)
{
	struct store *store = jobs_store(three, 3);
	struct job edited[3];
	struct put_report report = { 0 };
	int64_t id = 2;

	(void)state;
	assert_true(track_shortlist(store, &id, 1, true, NULL, NULL));
	memcpy(edited, three, sizeof edited);
	edited[1].title = "Head gardener";
	edited[1].body = "Plant more trees.";
	assert_true(jobs_put(store, "jobs.md", 2, edited, 3, &report));
	assert_report(&report, 0, 1, 2, 0);
	assert_title(store, 2, "Head gardener");
	assert_true(is_shortlisted(store, 2));
	close_sound(store);
}

static void test_inserted_on_top_keeps_rows(void **state)
{
	struct store *store = jobs_store(three, 3);
	struct job four[4] = { { .title = "Baker", .body = "Bake." } };
	struct put_report report = { 0 };
	int64_t id = 1;

	(void)state;
	assert_true(track_shortlist(store, &id, 1, true, NULL, NULL));
	memcpy(four + 1, three, sizeof three);
	assert_true(jobs_put(store, "jobs.md", 2, four, 4, &report));
	assert_report(&report, 1, 0, 3, 0);
	assert_title(store, 1, "Rust engineer");
	assert_true(is_shortlisted(store, 1));
	assert_title(store, 4, "Baker");
	close_sound(store);
}

static void test_gone_and_back(void **state)
{
	struct store *store = jobs_store(three, 3);
	struct put_report report = { 0 }, back = { 0 };
	int64_t id = 3;

	(void)state;
	assert_true(track_shortlist(store, &id, 1, true, NULL, NULL));
	assert_true(jobs_put(store, "jobs.md", 2, three, 2, &report));
	assert_report(&report, 0, 0, 2, 1);
	assert_int_equal(store_count(store), 3);
	assert_true(is_gone(store, 3));
	assert_true(jobs_put(store, "jobs.md", 3, three, 3, &back));
	assert_report(&back, 0, 0, 3, 0);
	assert_false(is_gone(store, 3));
	assert_true(is_shortlisted(store, 3));
	close_sound(store);
}

static void test_same_content_in_two_files(void **state)
{
	struct store *store = jobs_store(three, 3);
	struct put_report report = { 0 }, emptied = { 0 };

	(void)state;
	assert_true(jobs_put(store, "copy.md", 1, three, 2, &report));
	assert_report(&report, 0, 0, 2, 0);
	assert_int_equal(store_count(store), 3);
	assert_true(jobs_put(store, "jobs.md", 2, NULL, 0, &emptied));
	assert_report(&emptied, 0, 0, 0, 1);
	assert_false(is_gone(store, 1));
	assert_true(is_gone(store, 3));
	close_sound(store);
}

static void test_twice_in_one_file(void **state)
{
	struct job twins[2] = { three[0], three[0] };
	struct store *store = jobs_store(twins, 2);
	struct put_report report = { 0 };

	(void)state;
	assert_int_equal(store_count(store), 1);
	assert_true(jobs_put(store, "jobs.md", 2, twins, 2, &report));
	assert_report(&report, 0, 0, 2, 0);
	close_sound(store);
}

static void test_same_link_is_known_again(void **state)
{
	static const struct job before = {
		.title = "Baker", .url = "https://bakery.example/1", .body = "Bake bread.",
	};
	static const struct job after = {
		.title = "Baker", .url = "https://bakery.example/1",
		.body = "Bake bread and rolls.",
	};
	struct store *store = jobs_store(&before, 1);
	struct put_report gone = { 0 }, report = { 0 };

	(void)state;
	assert_true(jobs_put(store, "jobs.md", 2, NULL, 0, &gone));
	assert_true(jobs_put(store, "elsewhere.md", 1, &after, 1, &report));
	assert_report(&report, 0, 1, 0, 0);
	assert_int_equal(store_count(store), 1);
	close_sound(store);
}

/* Two files with one link and one title, and different texts, are two jobs; neither is lost. */
static void test_same_link_of_two_files(void **state)
{
	static const struct job one = {
		.title = "Baker", .url = "https://bakery.example/", .body = "In Bern.",
	};
	static const struct job other = {
		.title = "Baker", .url = "https://bakery.example/", .body = "In Basel.",
	};
	struct store *store = jobs_store(&one, 1);
	struct put_report report = { 0 };

	(void)state;
	assert_true(jobs_put(store, "elsewhere.md", 1, &other, 1, &report));
	assert_report(&report, 1, 0, 0, 0);
	assert_int_equal(store_count(store), 2);
	close_sound(store);
}

/* A page that lists several jobs gives all of them its own link, and often one title. */
static void test_one_link_for_several(void **state)
{
	static const struct job shared[] = {
		{ .title = "Baker", .url = "https://bakery.example/", .body = "In Bern." },
		{ .title = "Baker", .url = "https://bakery.example/", .body = "In Basel." },
	};
	struct store *store = jobs_store(shared, 2);
	struct job edited[2] = { shared[0], shared[1] };
	struct put_report again = { 0 }, changed = { 0 };

	(void)state;
	assert_int_equal(store_count(store), 2);
	assert_true(jobs_put(store, "jobs.md", 2, shared, 2, &again));
	assert_report(&again, 0, 0, 2, 0);
	edited[1].body = "In Basel, from May on.";
	assert_true(jobs_put(store, "jobs.md", 3, edited, 2, &changed));
	assert_report(&changed, 0, 1, 1, 0);
	assert_int_equal(store_count(store), 2);
	close_sound(store);
}

static void test_swapped_places(void **state)
{
	struct store *store = jobs_store(three, 2);
	struct job swapped[2] = { three[1], three[0] };
	struct put_report report = { 0 };

	(void)state;
	assert_true(jobs_put(store, "jobs.md", 2, swapped, 2, &report));
	assert_report(&report, 0, 0, 2, 0);
	assert_title(store, 1, "Rust engineer");
	close_sound(store);
}

static void test_standard_input_adds(void **state)
{
	struct store *store = jobs_store(NULL, 0);
	struct put_report first = { 0 }, second = { 0 }, third = { 0 };

	(void)state;
	assert_true(jobs_put(store, "-", 0, three, 1, &first));
	assert_true(jobs_put(store, "-", 0, three + 1, 2, &second));
	assert_report(&first, 1, 0, 0, 0);
	assert_report(&second, 2, 0, 0, 0);
	assert_false(is_gone(store, 1));
	assert_true(jobs_put(store, "-", 0, three, 3, &third));
	assert_report(&third, 0, 0, 3, 0);
	close_sound(store);
}

static void test_rollback_keeps_nothing(void **state)
{
	struct store *store = jobs_store(NULL, 0);
	struct posting posting;
	struct put_file file = { .path = "a.md", .postings = &posting, .count = 1 };
	struct put_report report = { 0 };

	(void)state;
	jobs_posting(&three[0], &posting);
	hash_init(&file.hash);
	assert_true(put_begin(store, NULL));
	assert_true(put_file(store, &file, JOBS_TODAY, &report, NULL));
	put_rollback(store);
	assert_int_equal(store_count(store), 0);
	posting_release(&posting);
	close_sound(store);
}

/* One that SQLite refuses (its text is over the limit) takes nothing else of the batch with it. */
static void test_file_that_fails(void **state)
{
	struct store *store = jobs_store(NULL, 0);
	struct err err = ERR_INIT;
	struct posting good, huge[2];
	struct put_file file = { .path = "good.md", .postings = &good, .count = 1 };
	struct put_report report = { 0 };

	(void)state;
	jobs_posting(&three[0], &good);
	jobs_posting(&three[1], &huge[0]);
	jobs_posting(&three[2], &huge[1]);
	strbuf_repeat(&huge[1].body, "0123456789abcdef", (size_t)2 << 20);
	hash_init(&file.hash);
	assert_true(put_begin(store, NULL));
	assert_true(put_file(store, &file, JOBS_TODAY, &report, NULL));
	file = (struct put_file){ .path = "huge.md", .postings = huge, .count = 2,
				  .hash = file.hash };
	assert_false(put_file(store, &file, JOBS_TODAY, &report, &err));
	assert_non_null(err.text);
	assert_true(put_commit(store, NULL));
	assert_report(&report, 1, 0, 0, 0);
	assert_int_equal(store_count(store), 1);
	err_release(&err);
	posting_release(&good);
	posting_release(&huge[0]);
	posting_release(&huge[1]);
	close_sound(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_postings),
		cmocka_unit_test(test_same_file_twice),
		cmocka_unit_test(test_is_current),
		cmocka_unit_test(test_changed_text_keeps_row_and_marks),
		cmocka_unit_test(test_inserted_on_top_keeps_rows),
		cmocka_unit_test(test_gone_and_back),
		cmocka_unit_test(test_same_content_in_two_files),
		cmocka_unit_test(test_twice_in_one_file),
		cmocka_unit_test(test_same_link_is_known_again),
		cmocka_unit_test(test_same_link_of_two_files),
		cmocka_unit_test(test_one_link_for_several),
		cmocka_unit_test(test_swapped_places),
		cmocka_unit_test(test_standard_input_adds),
		cmocka_unit_test(test_rollback_keeps_nothing),
		cmocka_unit_test(test_file_that_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
