/*
 * What must hold of putting, whatever is put in whatever order: the same files a second time change
 * nothing, and no posting is lost. Generated files of few jobs that look alike, from fixed seeds.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/get.h"
#include "store/track.h"
#include "util/strbuf.h"
#include "../unit/store_jobs.h"

#define ROUNDS 90
#define FILES_MAX 5
#define JOBS_MAX 5
#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* Marsaglia's xorshift64. */
static uint64_t seed;

static size_t pick(size_t count)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (size_t)(seed >> 11) % count;
}

#define PICK(rows) ((rows)[pick(COUNT(rows))])

static const char *const titles[] = { "Baker", "Gardener", NULL };
static const char *const companies[] = { "Acme", "Green", NULL };
static const char *const urls[] = { "https://a.example/1", "https://a.example/2", NULL, NULL };
static const char *const refs[] = { "board:1", "board:2", "board:3", NULL };
static const char *const days[] = { "2026-11-22", "2026-10-01", NULL };
static const char *const pays[] = { "50000 USD", NULL, NULL };

/* Texts of 40 to 1,600 bytes, so that one may say clearly more than another. */
static char bodies[6][1601];

static void make_bodies(void)
{
	static const size_t sizes[] = { 40, 150, 300, 320, 700, 1600 };

	for (size_t i = 0; i < COUNT(bodies); i++)
		for (size_t at = 0; at < sizes[i]; at++)
			bodies[i][at] = at % 8 == 7 ? ' ' : (char)('a' + (at / 8 + i) % 26);
}

struct file {
	char path[16];
	struct job jobs[JOBS_MAX];
	size_t count;
};

static void make_file(struct file *file, size_t number)
{
	snprintf(file->path, sizeof file->path, "%zu.json", number);
	file->count = pick(JOBS_MAX + 1);
	for (size_t i = 0; i < file->count; i++)
		file->jobs[i] = (struct job){
			.title = PICK(titles), .company = PICK(companies), .url = PICK(urls),
			.ref = PICK(refs), .posted = PICK(days), .pay = PICK(pays),
			.body = bodies[pick(COUNT(bodies))],
		};
}

/* Puts all files in a random order and adds up what came of it. */
static struct put_report put_all(struct store *store, const struct file *files, size_t count)
{
	struct put_report report = { 0 };
	size_t order[FILES_MAX];

	for (size_t i = 0; i < count; i++) {
		size_t at = pick(i + 1);

		order[i] = order[at];
		order[at] = i;
	}
	for (size_t i = 0; i < count; i++)
		assert_true(jobs_put(store, files[order[i]].path, 1, files[order[i]].jobs,
				     files[order[i]].count, &report));
	return report;
}

static size_t postings_of(const struct file *files, size_t count)
{
	size_t postings = 0;

	for (size_t i = 0; i < count; i++)
		postings += files[i].count;
	return postings;
}

static void fail_on_fault(const char *fault, void *data)
{
	(void)data;
	fail_msg("%s", fault);
}

/* The second time. */
static void assert_nothing_new(struct store *store, const struct file *files, size_t count)
{
	struct put_report again = put_all(store, files, count);

	assert_int_equal(again.new_count, 0);
	assert_int_equal(again.changed, 0);
	assert_int_equal(again.gone, 0);
	assert_int_equal(again.unchanged, postings_of(files, count));
}

static void test_again_changes_nothing(void **state)
{
	struct file files[FILES_MAX];
	struct put_report first;
	size_t changes = 0;

	(void)state;
	make_bodies();
	for (uint64_t round = 1; round <= ROUNDS; round++) {
		struct store *store = jobs_store(NULL, 0);
		size_t count;

		seed = round * 0x9E3779B97F4A7C15;
		count = 1 + pick(FILES_MAX);
		for (size_t i = 0; i < count; i++)
			make_file(&files[i], i);
		first = put_all(store, files, count);
		changes += first.changed;
		assert_nothing_new(store, files, count);
		/* And after some of the files were written anew. */
		for (size_t i = 0; i < count; i++)
			if (pick(2))
				make_file(&files[i], i);
		put_all(store, files, count);
		assert_nothing_new(store, files, count);
		assert_true(store_check(store, fail_on_fault, NULL, NULL));
		store_close(store);
	}
	assert_true(changes > ROUNDS / 10);
}

/* A file's postings that differ are so many rows that are not gone; none is taken for another. */
static void test_no_posting_is_lost(void **state)
{
	struct file file;

	(void)state;
	make_bodies();
	for (uint64_t round = 1; round <= ROUNDS; round++) {
		struct store *store = jobs_store(NULL, 0);
		size_t distinct = 0;
		struct put_report report;

		seed = round * 0xD1B54A32D192ED03;
		make_file(&file, 0);
		/* Bodies that differ, so that all jobs do. */
		for (size_t i = 0; i < file.count; i++)
			file.jobs[i].body = bodies[i];
		distinct = file.count;
		report = put_all(store, &file, 1);
		assert_int_equal(report.new_count, distinct);
		assert_int_equal(store_count(store), (int64_t)distinct);
		store_close(store);
	}
}

/* What the user said stays with its row through whatever is put. */
static void test_marks_stay(void **state)
{
	struct file files[FILES_MAX];

	(void)state;
	make_bodies();
	for (uint64_t round = 1; round <= ROUNDS / 3; round++) {
		struct store *store = jobs_store(NULL, 0);
		struct record record;
		int64_t rows;

		seed = round * 0xA24BAED4963EE407;
		for (size_t i = 0; i < FILES_MAX; i++)
			make_file(&files[i], i);
		put_all(store, files, FILES_MAX);
		rows = store_count(store);
		for (int64_t id = 1; id <= rows; id++)
			assert_true(track_shortlist(store, &id, 1, true, NULL, NULL));
		for (size_t i = 0; i < FILES_MAX; i++)
			make_file(&files[i], i);
		put_all(store, files, FILES_MAX);
		record_init(&record);
		for (int64_t id = 1; id <= rows; id++) {
			assert_true(get_record(store, id, GET_ROW, &record, NULL));
			assert_int_equal(record.marks.position, id);
		}
		record_release(&record);
		store_close(store);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_again_changes_nothing),
		cmocka_unit_test(test_no_posting_is_lost),
		cmocka_unit_test(test_marks_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
