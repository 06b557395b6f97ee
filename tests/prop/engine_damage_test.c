/*
 * Damage of what is derived from the postings: nothing crashes, whoever asks gets an answer or a
 * sentence, the check names it, and a rebuild mends it.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "engine_compare.h"
#include "engine_query.h"
#include "store/find.h"
#include "store/put.h"
#include "util/alloc.h"
#include "util/vec.h"

#define ROUNDS 30
#define QUERIES 12

/* What is damaged: bytes of a row that two values name. IS_SURE: every bit of them says something,
 * unless the tail speaks for the posting. */
static const struct part {
	const char *count, *select, *update, *drop;
	bool is_sure;
} parts[] = {
	{ "SELECT count(*) FROM term", "SELECT segment, text, postings FROM term LIMIT 1 OFFSET ?",
	  "UPDATE term SET postings = ?3 WHERE segment = ?1 AND text = ?2",
	  "DELETE FROM term WHERE segment = ?1 AND text = ?2", true },
	{ "SELECT count(*) FROM term", "SELECT segment, text, text FROM term LIMIT 1 OFFSET ?",
	  "UPDATE OR REPLACE term SET text = ?3 WHERE segment = ?1 AND text = ?2",
	  "DELETE FROM term WHERE segment = ?1 AND text = ?2", true },
	{ "SELECT count(*) FROM piece", "SELECT segment, field, bytes FROM piece LIMIT 1 OFFSET ?",
	  "UPDATE piece SET bytes = ?3 WHERE segment = ?1 AND field = ?2",
	  "DELETE FROM piece WHERE segment = ?1 AND field = ?2", false },
	{ "SELECT count(*) FROM run", "SELECT id, 0, bytes FROM run LIMIT 1 OFFSET ?",
	  "UPDATE run SET bytes = ?3 WHERE id = ?1 + ?2", "DELETE FROM run WHERE id = ?1 + ?2",
	  false },
	{ "SELECT count(*) FROM word_data", "SELECT id, 0, block FROM word_data LIMIT 1 OFFSET ?",
	  "UPDATE word_data SET block = ?3 WHERE id = ?1 + ?2",
	  "DELETE FROM word_data WHERE id = ?1 + ?2", false },
	{ "SELECT count(*) FROM word_docsize",
	  "SELECT id, 0, sz FROM word_docsize LIMIT 1 OFFSET ?",
	  "UPDATE word_docsize SET sz = ?3 WHERE id = ?1 + ?2",
	  "DELETE FROM word_docsize WHERE id = ?1 + ?2", false },
};
#define PARTS (sizeof parts / sizeof *parts)

/* Numbers that cannot be, or are not right. */
static const char *const numbers[] = {
	"UPDATE segment SET first = first + 1", "UPDATE segment SET end = -5",
	"UPDATE segment SET first = 9000000000000000000", "UPDATE segment SET end = end + 70000",
	"DELETE FROM segment", "UPDATE segment SET is_whole = 0", "DELETE FROM run",
	"UPDATE engine SET sealed = 0", "UPDATE engine SET sealed = sealed + 1000",
	"UPDATE engine SET phrased = 0", "UPDATE engine SET phrased = phrased + 5000",
	"UPDATE engine SET is_built = 0", "UPDATE engine SET sealed = -9000000000000000000",
	"DELETE FROM engine", "DELETE FROM term", "DELETE FROM piece",
	"UPDATE run SET bytes = zeroblob(0)", "UPDATE term SET postings = 77",
	"UPDATE term SET postings = 'text'", "UPDATE piece SET bytes = zeroblob(9)",
	"INSERT OR REPLACE INTO touched(posting, change) VALUES(-3, 1), (9000000000000000, 1)",
	"UPDATE word_data SET block = zeroblob(9)",
	"UPDATE word_data SET block = x'FFFF' WHERE id = 10",
	"UPDATE word_data SET block = x'FF' WHERE id = 1", "DELETE FROM word_data",
	"DELETE FROM word_idx", "DELETE FROM word_config",
};
#define NUMBERS (sizeof numbers / sizeof *numbers)

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	return stmt;
}

static int64_t count_rows(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt = prepare(db, sql);
	int64_t count = 0;

	if (sqlite3_step(stmt) == SQLITE_ROW)
		count = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return count;
}

/* Flips a bit, cuts the end off, or adds a byte. */
static size_t spoil(unsigned char *bytes, size_t len)
{
	switch (world_pick(6)) {
	case 0:
		return world_pick(len + 1);
	case 1:
		bytes[len] = (unsigned char)world_pick(256);
		return len + 1;
	default:
		if (len > 0)
			bytes[world_pick(len)] ^= (unsigned char)(1 << world_pick(8));
		return len;
	}
}

static void write_row(sqlite3 *db, const struct part *part, sqlite3_stmt *row)
{
	size_t len = (size_t)sqlite3_column_bytes(row, 2);
	unsigned char *bytes = xcalloc(len + 1, 1);
	bool is_dropped = world_pick(8) == 0;
	sqlite3_stmt *stmt = prepare(db, is_dropped ? part->drop : part->update);
	const void *was = sqlite3_column_blob(row, 2);

	if (len > 0)
		memcpy(bytes, was, len);
	sqlite3_bind_value(stmt, 1, sqlite3_column_value(row, 0));
	sqlite3_bind_value(stmt, 2, sqlite3_column_value(row, 1));
	if (!is_dropped)
		sqlite3_bind_blob(stmt, 3, bytes, (int)spoil(bytes, len), SQLITE_STATIC);
	assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
	sqlite3_finalize(stmt);
	free(bytes);
}

static void damage_row(sqlite3 *db, const struct part *part)
{
	int64_t count = count_rows(db, part->count);
	sqlite3_stmt *row = prepare(db, part->select);

	if (count == 0)
		fail_msg("nothing there: %s", part->count);
	sqlite3_bind_int64(row, 1, (int64_t)world_pick((size_t)count));
	assert_int_equal(sqlite3_step(row), SQLITE_ROW);
	write_row(db, part, row);
	sqlite3_finalize(row);
}

/* Looks at all that an answer has. */
static void look_around(struct find *find)
{
	struct find_ids copies = { 0 };
	struct facet_values values;
	int64_t ids[100];
	size_t got;

	find_ids(find, 0, 100, ids, &got, NULL);
	find_place(find, 1 + (int64_t)world_pick(900), NULL);
	find_copies(find, 1 + (int64_t)world_pick(900), &copies, NULL);
	VEC_RELEASE(&copies);
	for (int field = 0; field < FIELD_COUNT; field++)
		if (find_facet(find, (enum field_id)field, NULL, NULL, 10, &values, NULL))
			facet_values_release(&values);
}

/* Whoever asks gets an answer, or a sentence that says why not. */
static void browse(struct test *test, struct store *store)
{
	struct strbuf line = STRBUF_INIT;

	for (int i = 0; i < QUERIES; i++) {
		struct err err = ERR_INIT;
		struct query *query;
		struct find *find;

		world_query(&test->world, &line);
		query = query_parse(i == 0 ? "" : line.text, JOBS_TODAY);
		find = i % 2 ? find_new(store, query, &err) : find_begin(store, query, &err);
		if (find)
			look_around(find);
		else if (!err.text)
			fail_msg("\"%s\" failed, and nothing says why", query->line);
		find_free(find);
		query_free(query);
		err_release(&err);
	}
	strbuf_release(&line);
}

static void count_fault(const char *fault, void *data)
{
	assert_true(strlen(fault) > 10);
	++*(size_t *)data;
}

static void fail_on_fault(const char *fault, void *data)
{
	(void)data;
	fail_msg("%s", fault);
}

/* Whether the check found a fault; it says which, or why it cannot look. */
static bool is_found(struct store *store)
{
	struct err err = ERR_INIT;
	size_t faults = 0;
	bool sound = store_check(store, count_fault, &faults, &err);

	if (!sound && faults == 0 && !err.text)
		fail_msg("the check failed, and nothing says why");
	if (sound && faults > 0)
		fail_msg("there are faults, but all is sound");
	err_release(&err);
	return !sound;
}

/* Damages, asks, checks, mends. */
static void go_through(struct test *test, const struct part *part, const char *sql)
{
	struct err err = ERR_INIT;
	struct store *store;
	sqlite3 *db;
	bool found, is_sure;

	assert_int_equal(sqlite3_open(test->path, &db), SQLITE_OK);
	if (part)
		damage_row(db, part);
	else if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
	store = store_open(test->path, STORE_READ_WRITE, jobs_vocabulary(), &err);
	if (!store)
		fail_msg("%s: %s", part ? part->select : sql, err.text);
	browse(test, store);
	is_sure = part && part->is_sure &&
		  count_rows(test->oracle->db, "SELECT count(*) FROM touched") == 0;
	found = is_found(store);
	if (!found && is_sure)
		fail_msg("the check does not see it: %s", part->select);
	if (!found)
		test_compare_many(test, store, QUERIES);
	if (!store_rebuild(store, &err))
		fail_msg("%s: %s", part ? part->select : sql, err.text);
	assert_true(store_check(store, fail_on_fault, NULL, NULL));
	test_compare_many(test, store, 3);
	browse(test, test->store);
	store_close(store);
}

/* Some of it sealed, some in the tail, some changed since. */
static void settle(struct test *test)
{
	assert_true(put_settle(test->store, true, NULL));
	world_change(&test->world, test->store);
	world_change(&test->world, test->store);
	test_renew(test);
}

static void begin(struct test *test, uint64_t seed)
{
	test_begin(test, seed);
	world_init(&test->world, 300);
	world_put(&test->world, test->store);
	settle(test);
}

static void test_bytes(void **state)
{
	struct test test;

	(void)state;
	begin(&test, 0xA0761D6478BD642F);
	for (int round = 0; round < ROUNDS; round++) {
		go_through(&test, &parts[(size_t)round % PARTS], NULL);
		settle(&test);
		while (count_rows(test.oracle->db, "SELECT count(*) FROM run") == 0) {
			world_change(&test.world, test.store);
			test_renew(&test);
		}
	}
	test_end(&test);
}

static void test_numbers(void **state)
{
	struct test test;

	(void)state;
	begin(&test, 0xE7037ED1A0B428DB);
	for (size_t i = 0; i < NUMBERS; i++) {
		go_through(&test, NULL, numbers[i]);
		settle(&test);
	}
	test_end(&test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
