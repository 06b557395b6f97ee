/* The history of a posting, and what counts as changed. */
#include "config.h"

#include "store/version.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/find.h"
#include "store/get.h"
#include "store/track.h"
#include "store_jobs.h"
#include "util/date.h"

static const struct job first = {
	.title = "Baker", .company = "Acme", .places = "Berlin;Paris", .workplace = "onsite",
	.pay = "50000 EUR", .body = "Bake bread.",
};

/* Puts one job as "jobs.md" on a day. */
static void put_on(struct store *store, const struct job *job, int32_t today)
{
	struct put_file file = { .path = "jobs.md", .count = 1 };
	struct put_report report = { 0 };
	struct posting posting;

	jobs_posting(job, &posting);
	file.postings = &posting;
	hash_init(&file.hash);
	assert_true(put_begin(store, NULL));
	assert_true(put_file(store, &file, today, &report, NULL));
	assert_true(put_commit(store, NULL));
	posting_release(&posting);
}

static size_t count_of(struct store *store, const char *line)
{
	struct query *query = query_parse(line, JOBS_TODAY);
	int64_t count = find_count(store, query, NULL);

	query_free(query);
	return (size_t)count;
}

/* is:changed and the record say the same. */
static void assert_changed(struct store *store, bool is_changed)
{
	struct record record;

	record_init(&record);
	assert_true(get_record(store, 1, GET_ROW, &record, NULL));
	assert_int_equal(record.is_changed, is_changed);
	assert_int_equal(count_of(store, "is:changed "), is_changed);
	assert_int_equal(count_of(store, "-is:changed "), !is_changed);
	record_release(&record);
}

static void test_no_posting(void **state)
{
	struct store *store = jobs_store(NULL, 0);
	struct versions versions = { 0 };
	struct err err = ERR_INIT;

	(void)state;
	assert_false(version_list(store, 7, &versions, &err));
	assert_int_equal(err.status, STATUS_NO_INPUT);
	err_release(&err);
	versions_release(&versions);
	store_close(store);
}

static void test_one_version(void **state)
{
	struct store *store = jobs_store(&first, 1);
	struct versions versions = { 0 };

	(void)state;
	assert_true(version_list(store, 1, &versions, NULL));
	assert_int_equal(versions.count, 1);
	assert_int_equal(versions.items[0].number, 1);
	assert_int_equal(versions.items[0].first, JOBS_TODAY);
	assert_int_equal(versions.items[0].replaced, DATE_UNKNOWN);
	assert_string_equal(versions.items[0].places, "Berlin; Paris");
	assert_string_equal(versions.items[0].source, "jobs.md");
	assert_string_equal(versions.items[0].body.text, "Bake bread.");
	versions_release(&versions);
	assert_changed(store, false);
	store_close(store);
}

static void test_three_versions(void **state)
{
	struct store *store = jobs_store(NULL, 0);
	struct versions versions = { 0 };
	struct job job = first;

	(void)state;
	put_on(store, &job, JOBS_TODAY - 20);
	job.pay = "60000 EUR";
	job.places = "Berlin";
	put_on(store, &job, JOBS_TODAY - 10);
	job.workplace = "remote";
	job.body = "Bake bread and rolls.";
	put_on(store, &job, JOBS_TODAY - 5);
	put_on(store, &job, JOBS_TODAY);
	assert_true(version_list(store, 1, &versions, NULL));
	assert_int_equal(versions.count, 3);
	assert_string_equal(versions.items[0].pay, "50000 EUR");
	assert_string_equal(versions.items[0].places, "Berlin; Paris");
	assert_int_equal(versions.items[0].first, JOBS_TODAY - 20);
	assert_int_equal(versions.items[0].replaced, JOBS_TODAY - 10);
	assert_string_equal(versions.items[1].pay, "60000 EUR");
	assert_int_equal(versions.items[1].first, JOBS_TODAY - 10);
	assert_int_equal(versions.items[1].workplace, WORKPLACE_ONSITE);
	assert_int_equal(versions.items[2].number, 3);
	assert_int_equal(versions.items[2].first, JOBS_TODAY - 5);
	assert_int_equal(versions.items[2].workplace, WORKPLACE_REMOTE);
	assert_string_equal(versions.items[2].body.text, "Bake bread and rolls.");
	versions_release(&versions);
	store_close(store);
}

/* A text that changes all the time does not fill the disk. */
static void test_only_the_latest_are_kept(void **state)
{
	struct store *store = jobs_store(NULL, 0);
	struct versions versions = { 0 };
	struct job job = first;
	char body[32];

	(void)state;
	job.body = body;
	for (int i = 1; i <= 60; i++) {
		snprintf(body, sizeof body, "%d people applied.", i);
		put_on(store, &job, JOBS_TODAY);
	}
	assert_true(version_list(store, 1, &versions, NULL));
	assert_true(versions.count > 10 && versions.count < 50);
	assert_int_equal(versions.items[versions.count - 1].number, 60);
	assert_string_equal(versions.items[0].body.text + 2, " people applied.");
	versions_release(&versions);
	store_close(store);
}

static void test_changed_since_it_was_opened(void **state)
{
	struct store *store = jobs_store(&first, 1);
	struct job job = first;
	int64_t id = 1;

	(void)state;
	assert_true(track_opened(store, 1, NULL));
	assert_changed(store, false);
	job.body = "Bake rolls.";
	put_on(store, &job, JOBS_TODAY);
	assert_changed(store, true);
	assert_int_equal(count_of(store, "is:seen "), 1);
	assert_true(track_opened(store, 1, NULL));
	assert_changed(store, false);
	job.body = "Bake cakes.";
	put_on(store, &job, JOBS_TODAY);
	assert_true(track_seen(store, &id, 1, true, NULL, NULL));
	assert_changed(store, false);
	assert_true(track_undo(store, NULL, NULL, NULL));
	assert_changed(store, true);
	store_close(store);
}

/* What was never opened counts for two weeks, but not on the day it was first read. */
static void test_changed_of_a_new_one(void **state)
{
	static const struct { int32_t first, second; bool is_changed; } table[] = {
		{ 40, 14, true }, { 40, 15, false }, { 40, 0, true }, { 1, 0, true },
		{ 0, 0, false }, { 5, 5, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct store *store = jobs_store(NULL, 0);
		struct job job = first;

		put_on(store, &job, JOBS_TODAY - table[i].first);
		job.body = "Bake rolls.";
		put_on(store, &job, JOBS_TODAY - table[i].second);
		assert_changed(store, table[i].is_changed);
		store_close(store);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_posting),
		cmocka_unit_test(test_one_version),
		cmocka_unit_test(test_three_versions),
		cmocka_unit_test(test_only_the_latest_are_kept),
		cmocka_unit_test(test_changed_since_it_was_opened),
		cmocka_unit_test(test_changed_of_a_new_one),
	};

	setenv("SHORTLIST_NOW", "2026-11-22T12:00:00Z", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
