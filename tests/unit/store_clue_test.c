/* Clues: what was added is found, in whatever runs it lies, against a plain table of it. */
#include "config.h"

#include "store/clue_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/put.h"
#include "store/store_int.h"
#include "store_jobs.h"
#include "util/vec.h"

#define NUMBERS 2000
#define POSTINGS 300
#define ROUNDS 120
#define ADDED 700

/* Marsaglia's xorshift64. */
static uint64_t seed;

static size_t pick(size_t count)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (size_t)(seed >> 11) % count;
}

/* Which postings have which clue. */
struct model { bool has[NUMBERS][POSTINGS + 1]; };

static uint64_t clue_of(size_t number)
{
	return clue_number(CLUE_REF, (int64_t)number);
}

static void begin(struct store *store)
{
	assert_true(store_begin(store, NULL));
	assert_true(clues_begin(store, NULL));
}

static void assert_found(struct store *store, const struct model *model, size_t number,
			 size_t limit)
{
	struct clue_finds found = { 0 };
	size_t at = 0, all = 0;
	bool is_all;

	assert_true(clues_find(store, clue_of(number), limit, &found, &is_all, NULL));
	for (int64_t id = 1; id <= POSTINGS; id++) {
		if (!model->has[number][id])
			continue;
		if (all++ >= limit)
			continue;
		assert_true(at < found.count);
		assert_int_equal(found.items[at++], id);
	}
	assert_int_equal(found.count, at);
	assert_int_equal(is_all, all <= limit);
	VEC_RELEASE(&found);
}

static void add(struct store *store, struct model *model)
{
	for (size_t i = pick(ADDED); i > 0; i--) {
		size_t number = pick(pick(3) ? NUMBERS : 20), posting = 1 + pick(POSTINGS);

		clues_add(store->clues, clue_of(number), (int64_t)posting);
		model->has[number][posting] = true;
	}
}

static void look(struct store *store, const struct model *model)
{
	static const size_t limits[] = { 1, 4, 64, 1000 };

	for (int i = 0; i < 60; i++)
		assert_found(store, model, pick(pick(2) ? NUMBERS : 20), limits[pick(4)]);
}

/* Some of it is taken back, by a savepoint or with all of the transaction. */
static void round_of(struct store *store, struct model *model)
{
	struct model *before = malloc(sizeof *before);
	bool ok = pick(8) > 0;
	size_t place;

	assert_non_null(before);
	*before = *model;
	begin(store);
	add(store, model);
	if (pick(2)) {
		struct model *kept = malloc(sizeof *kept);

		assert_non_null(kept);
		*kept = *model;
		place = clues_place(store->clues);
		add(store, model);
		look(store, model);
		clues_return(store->clues, place);
		*model = *kept;
		free(kept);
	}
	look(store, model);
	assert_true(clues_flush(store, NULL));
	look(store, model);
	assert_int_equal(store_end(store, ok, NULL), ok);
	if (!ok)
		*model = *before;
	free(before);
}

static void test_against_a_model(void **state)
{
	struct store *store = jobs_store(NULL, 0);
	struct model *model = calloc(1, sizeof *model);

	(void)state;
	assert_non_null(model);
	seed = 5;
	for (int i = 0; i < ROUNDS; i++)
		round_of(store, model);
	begin(store);
	for (size_t number = 0; number < NUMBERS; number++)
		assert_found(store, model, number, POSTINGS);
	assert_true(store_end(store, true, NULL));
	free(model);
	store_close(store);
}

static int64_t count_runs(struct store *store)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, "SELECT count(*) FROM clue_run", NULL);
	int64_t count;

	assert_true(stmt_value(&store->connection, stmt, 0, &count, NULL));
	return count;
}

static void test_runs_stay_few(void **state)
{
	struct store *store = jobs_store(NULL, 0);

	(void)state;
	for (int64_t i = 1; i <= 300; i++) {
		begin(store);
		clues_add(store->clues, clue_of((size_t)i), i);
		assert_true(clues_flush(store, NULL));
		assert_true(store_end(store, true, NULL));
	}
	assert_true(count_runs(store) <= 15);
	store_close(store);
}

/* A crowd keeps its lowest. */
static void test_crowd(void **state)
{
	struct store *store = jobs_store(NULL, 0);
	struct clue_finds found = { 0 };
	bool is_all;

	(void)state;
	begin(store);
	for (int64_t i = CLUE_POSTINGS_MAX + 10; i > 0; i--)
		clues_add(store->clues, clue_of(1), i);
	assert_true(clues_flush(store, NULL));
	assert_true(clues_find(store, clue_of(1), SIZE_MAX, &found, &is_all, NULL));
	assert_int_equal(found.count, CLUE_POSTINGS_MAX);
	assert_int_equal(found.items[0], 1);
	assert_true(store_end(store, true, NULL));
	VEC_RELEASE(&found);
	store_close(store);
}

/* Without runs they are made from the rows: what is put again is known again. */
static void test_made_from_rows(void **state)
{
	static const struct job jobs[] = {
		{ .title = "Baker", .company = "Acme", .body = "Bake bread.", .ref = "board:1" },
		{ .title = "Gardener", .company = "Green", .body = "Plant trees.",
		  .url = "https://green.example/1" },
	};
	struct store *store = jobs_store(jobs, 2);
	struct put_report report = { 0 };

	(void)state;
	assert_true(stmt_exec(&store->connection, "DELETE FROM clue_run; DELETE FROM clue_page",
			      NULL));
	assert_true(jobs_put(store, "elsewhere.md", 1, jobs, 2, &report));
	assert_int_equal(report.new_count, 0);
	assert_int_equal(report.unchanged, 2);
	assert_true(count_runs(store) > 0);
	store_close(store);
}

/* Pages that are no pages hide what they had, and do no other harm. */
static void test_damaged(void **state)
{
	static const char *const sqls[] = {
		"UPDATE clue_page SET bytes = x'01'", "DELETE FROM clue_page",
		"UPDATE clue_page SET bytes = zeroblob(12345)",
		"UPDATE clue_page SET bytes = randomblob(4000)",
	};

	(void)state;
	seed = 7;
	for (size_t i = 0; i < sizeof sqls / sizeof *sqls; i++) {
		struct store *store = jobs_store(NULL, 0);

		for (int round = 0; round < 12; round++) {
			struct clue_finds found = { 0 };
			bool is_all;

			begin(store);
			for (size_t k = 0; k < 2000; k++)
				clues_add(store->clues, clue_of(pick(NUMBERS)), 1);
			assert_true(clues_flush(store, NULL));
			assert_true(stmt_exec(&store->connection, sqls[i], NULL));
			for (size_t k = 0; k < 100; k++)
				assert_true(clues_find(store, clue_of(k), 10, &found, &is_all,
						       NULL));
			assert_true(store_end(store, true, NULL));
			clues_forget(store->clues);
			VEC_RELEASE(&found);
		}
		store_close(store);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_a_model),
		cmocka_unit_test(test_runs_stay_few),
		cmocka_unit_test(test_crowd),
		cmocka_unit_test(test_made_from_rows),
		cmocka_unit_test(test_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
