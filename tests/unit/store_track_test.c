/* Tracking: what the user says stays, can be taken back, and can be done again. */
#include "config.h"

#include "store/track.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/find.h"
#include "store/get.h"
#include "store_jobs.h"
#include "util/path.h"

static const struct job jobs[] = {
	{ .title = "One", .body = "1" }, { .title = "Two", .body = "2" },
	{ .title = "Three", .body = "3" }, { .title = "Four", .body = "4" },
};

static struct marks marks_of(struct store *store, int64_t id)
{
	struct record record;
	struct marks marks;

	record_init(&record);
	assert_true(get_record(store, id, GET_ROW, &record, NULL));
	marks = record.marks;
	marks_init(&record.marks);
	record_release(&record);
	return marks;
}

static enum stage stage_of(struct store *store, int64_t id)
{
	struct marks marks = marks_of(store, id);
	enum stage stage = marks.stage;

	marks_release(&marks);
	return stage;
}

/* The shortlist in its order as digits. */
static void assert_shortlist(struct store *store, const char *digits)
{
	struct query *query = query_parse("is:shortlisted sort:shortlisted ", JOBS_TODAY);
	struct find *find = find_new(store, query, NULL);
	char got[16] = "";
	int64_t ids[8];
	size_t count;

	assert_non_null(find);
	assert_true(find_ids(find, 0, 8, ids, &count, NULL));
	for (size_t i = 0; i < count; i++)
		got[i] = (char)('0' + ids[i]);
	assert_string_equal(got, digits);
	find_free(find);
	query_free(query);
}

static void test_nothing_to_undo(void **state)
{
	struct store *store = jobs_store(jobs, 4);
	struct err err = ERR_INIT;
	char *said = NULL;

	(void)state;
	assert_false(track_undo(store, NULL, &said, &err));
	assert_int_equal(err.status, STATUS_PARTIAL);
	assert_null(said);
	assert_false(track_redo(store, NULL, NULL, &err));
	assert_int_equal(err.status, STATUS_PARTIAL);
	err_release(&err);
	store_close(store);
}

static void test_no_such_posting(void **state)
{
	struct store *store = jobs_store(jobs, 4);
	const int64_t ids[] = { 1, 99 };
	struct err err = ERR_INIT;

	(void)state;
	assert_false(track_stage(store, ids, 2, STAGE_OFFER, NULL, &err));
	assert_int_equal(err.status, STATUS_NO_INPUT);
	assert_int_equal(stage_of(store, 1), STAGE_NONE);
	assert_false(track_undo(store, NULL, NULL, NULL));
	err_release(&err);
	store_close(store);
}

static void test_shortlist_in_order(void **state)
{
	struct store *store = jobs_store(jobs, 4);
	const int64_t first[] = { 3, 1 }, second[] = { 1, 2 }, off[] = { 3 };

	(void)state;
	assert_true(track_shortlist(store, first, 2, true, NULL, NULL));
	assert_shortlist(store, "31");
	assert_true(track_shortlist(store, second, 2, true, NULL, NULL));
	assert_shortlist(store, "312");
	assert_true(track_shortlist(store, off, 1, false, NULL, NULL));
	assert_shortlist(store, "12");
	assert_true(track_undo(store, NULL, NULL, NULL));
	assert_shortlist(store, "312");
	store_close(store);
}

static void test_shortlist_moves(void **state)
{
	struct store *store = jobs_store(jobs, 4);
	const int64_t all[] = { 1, 2, 3, 4 };
	struct err err = ERR_INIT;

	(void)state;
	assert_false(track_move(store, 1, 1, NULL, &err));
	assert_int_equal(err.status, STATUS_USAGE);
	err_release(&err);
	assert_true(track_shortlist(store, all, 4, true, NULL, NULL));
	assert_true(track_move(store, 4, -1, NULL, NULL));
	assert_shortlist(store, "1243");
	assert_true(track_move(store, 1, 2, NULL, NULL));
	assert_shortlist(store, "2413");
	assert_true(track_move(store, 3, -100, NULL, NULL));
	assert_shortlist(store, "3241");
	assert_true(track_move(store, 3, 100, NULL, NULL));
	assert_shortlist(store, "2413");
	assert_true(track_move(store, 3, 1, NULL, NULL));
	assert_shortlist(store, "2413");
	assert_true(track_undo(store, NULL, NULL, NULL));
	assert_shortlist(store, "3241");
	assert_true(track_redo(store, NULL, NULL, NULL));
	assert_shortlist(store, "2413");
	store_close(store);
}

static void test_undo_and_redo(void **state)
{
	struct store *store = jobs_store(jobs, 4);
	const int64_t ids[] = { 2, 3 };
	char *said = NULL;
	int64_t id = 0;

	(void)state;
	assert_true(track_stage(store, ids, 2, STAGE_APPLIED, &said, NULL));
	assert_non_null(strstr(said, "applied"));
	free(said);
	assert_true(track_stage(store, ids, 1, STAGE_OFFER, NULL, NULL));
	assert_true(track_undo(store, &id, &said, NULL));
	assert_true(id == 2);
	assert_non_null(strstr(said, "offer"));
	free(said);
	assert_int_equal(stage_of(store, 2), STAGE_APPLIED);
	assert_true(track_undo(store, &id, NULL, NULL));
	assert_int_equal(stage_of(store, 2), STAGE_NONE);
	assert_int_equal(stage_of(store, 3), STAGE_NONE);
	assert_true(track_redo(store, NULL, NULL, NULL));
	assert_int_equal(stage_of(store, 3), STAGE_APPLIED);
	assert_int_equal(stage_of(store, 2), STAGE_APPLIED);
	assert_true(track_redo(store, NULL, NULL, NULL));
	assert_int_equal(stage_of(store, 2), STAGE_OFFER);
	assert_false(track_redo(store, NULL, NULL, NULL));
	store_close(store);
}

static void test_new_change_drops_redo(void **state)
{
	struct store *store = jobs_store(jobs, 4);
	int64_t id = 1;

	(void)state;
	assert_true(track_stage(store, &id, 1, STAGE_APPLIED, NULL, NULL));
	assert_true(track_undo(store, NULL, NULL, NULL));
	assert_true(track_stage(store, &id, 1, STAGE_REJECTED, NULL, NULL));
	assert_false(track_redo(store, NULL, NULL, NULL));
	assert_int_equal(stage_of(store, 1), STAGE_REJECTED);
	assert_true(track_undo(store, NULL, NULL, NULL));
	assert_int_equal(stage_of(store, 1), STAGE_NONE);
	assert_false(track_undo(store, NULL, NULL, NULL));
	store_close(store);
}

/* What changes nothing is no action: there is nothing to take back, and what was undone stays. */
static void test_change_of_nothing(void **state)
{
	struct store *store = jobs_store(jobs, 4);
	int64_t id = 1;

	(void)state;
	assert_true(track_stage(store, &id, 1, STAGE_NONE, NULL, NULL));
	assert_true(track_shortlist(store, &id, 1, false, NULL, NULL));
	assert_true(track_notes(store, 1, "  \n", NULL, NULL));
	assert_false(track_undo(store, NULL, NULL, NULL));
	store_close(store);
}

static void test_tags(void **state)
{
	struct store *store = jobs_store(jobs, 4);
	static const char *const wrong[] = { "", "two words", "a,b", "a\"b" };
	struct err err = ERR_INIT;
	struct marks marks;
	int64_t id = 1;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_false(track_tag(store, &id, 1, wrong[i], true, NULL, &err));
		assert_int_equal(err.status, STATUS_USAGE);
	}
	err_release(&err);
	assert_true(track_tag(store, &id, 1, "Later", true, NULL, NULL));
	assert_true(track_tag(store, &id, 1, "later", true, NULL, NULL));
	marks = marks_of(store, 1);
	assert_int_equal(marks.tags.count, 1);
	marks_release(&marks);
	assert_true(track_tag(store, &id, 1, "LATER", false, NULL, NULL));
	marks = marks_of(store, 1);
	assert_int_equal(marks.tags.count, 0);
	marks_release(&marks);
	store_close(store);
}

static void test_notes(void **state)
{
	struct store *store = jobs_store(jobs, 4);
	struct marks marks;

	(void)state;
	assert_true(track_notes(store, 1, "first", NULL, NULL));
	assert_true(track_notes(store, 1, "second", NULL, NULL));
	assert_true(track_notes(store, 1, NULL, NULL, NULL));
	marks = marks_of(store, 1);
	assert_null(marks.notes);
	marks_release(&marks);
	assert_true(track_undo(store, NULL, NULL, NULL));
	assert_true(track_undo(store, NULL, NULL, NULL));
	marks = marks_of(store, 1);
	assert_string_equal(marks.notes, "first");
	marks_release(&marks);
	store_close(store);
}

static void test_seen_and_opened(void **state)
{
	struct store *store = jobs_store(jobs, 4);
	struct marks marks;
	int64_t id = 1;

	(void)state;
	assert_true(track_opened(store, 1, NULL));
	assert_true(track_opened(store, 1, NULL));
	assert_false(track_undo(store, NULL, NULL, NULL));
	assert_true(track_seen(store, &id, 1, false, NULL, NULL));
	marks = marks_of(store, 1);
	assert_false(marks.is_seen);
	marks_release(&marks);
	assert_true(track_undo(store, NULL, NULL, NULL));
	marks = marks_of(store, 1);
	assert_true(marks.is_seen);
	marks_release(&marks);
	assert_false(track_opened(store, 99, NULL));
	store_close(store);
}

static void test_journal_survives(void **state)
{
	char *folder = jobs_folder(), *path = path_join(folder, "s.db");
	struct store *store = store_open(path, STORE_READ_WRITE, jobs_vocabulary(), NULL);
	int64_t id = 1;

	(void)state;
	assert_true(jobs_put(store, "jobs.md", 1, jobs, 4, NULL));
	assert_true(track_stage(store, &id, 1, STAGE_APPLIED, NULL, NULL));
	assert_true(track_stage(store, &id, 1, STAGE_OFFER, NULL, NULL));
	assert_true(track_undo(store, NULL, NULL, NULL));
	store_close(store);
	store = store_open(path, STORE_READ_WRITE, jobs_vocabulary(), NULL);
	assert_int_equal(stage_of(store, 1), STAGE_APPLIED);
	assert_true(track_redo(store, NULL, NULL, NULL));
	assert_int_equal(stage_of(store, 1), STAGE_OFFER);
	assert_true(track_undo(store, NULL, NULL, NULL));
	assert_true(track_undo(store, NULL, NULL, NULL));
	assert_int_equal(stage_of(store, 1), STAGE_NONE);
	store_close(store);
	free(path);
	jobs_remove_folder(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_to_undo),
		cmocka_unit_test(test_no_such_posting),
		cmocka_unit_test(test_shortlist_in_order),
		cmocka_unit_test(test_shortlist_moves),
		cmocka_unit_test(test_undo_and_redo),
		cmocka_unit_test(test_new_change_drops_redo),
		cmocka_unit_test(test_change_of_nothing),
		cmocka_unit_test(test_tags),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_seen_and_opened),
		cmocka_unit_test(test_journal_survives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
