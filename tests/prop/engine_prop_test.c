/*
 * The engine of sets says what plain SQL says, whatever is stored, asked and changed: totals, ids
 * in their order, what is hidden, copies, counts of facets; by the handle that stores, by one that
 * only looks on, and by one that was just opened.
 *
 * EXACT=20000,10000 in the environment asks for so many postings and queries.
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

#include "engine_compare.h"
#include "engine_query.h"
#include "store/find.h"
#include "store/phrases_int.h"
#include "store/seal_int.h"
#include "util/alloc.h"
#include "util/vec.h"

#define POSTINGS 800
#define QUERIES 200
#define ROUNDS 12                /* of changes */
#define QUERIES_A_ROUND 20       /* at least */

static size_t asked_for(size_t at, size_t fallback)
{
	const char *text = getenv("EXACT");
	const char *comma = text ? strchr(text, ',') : NULL;

	if (!comma)
		return fallback;
	return (size_t)strtoul(at == 0 ? text : comma + 1, NULL, 10);
}

static void fail_on_fault(const char *fault, void *data)
{
	(void)data;
	fail_msg("%s", fault);
}

/* As it stands after a load. */
static void test_says_what_sql_says(void **state)
{
	size_t queries = asked_for(1, QUERIES), late;
	struct test test;

	(void)state;
	test_begin(&test, 0x9E3779B97F4A7C15);
	world_init(&test.world, asked_for(0, POSTINGS));
	world_put(&test.world, test.store);
	assert_true(put_settle(test.store, true, NULL));
	for (int i = 0; i < 200; i++)
		world_act(test.store, store_count(test.store));
	assert_true(put_settle(test.store, true, NULL));
	test_renew(&test);
	test_compare_start(&test);
	late = test_compare_many(&test, test.store, queries / 2);
	late += test_compare_many(&test, test.other, queries / 2);
	print_message("%d postings, %d queries, %d not exact at once\n",
		      (int)store_count(test.store), (int)queries, (int)late);
	test_end(&test);
}

static void settle(struct test *test)
{
	struct store *store = test->store;
	bool is_more;

	switch (world_pick(12)) {
	case 0:
		assert_true(seal_rebuild(store, NULL));
		break;
	case 1:
	case 2:
		assert_true(phrases_catch_up(store, 1, &is_more, NULL));
		break;
	case 3:
	case 4:
	case 5:
	case 6:
		assert_true(put_settle(store, true, NULL));
		break;
	case 7:
	case 8:
		assert_true(put_settle(store, false, NULL));
		break;
	default:
		break;
	}
}

static void change(struct test *test)
{
	for (size_t i = 1 + world_pick(4); i > 0; i--) {
		if (world_pick(2) == 0)
			world_change(&test->world, world_pick(4) ? test->store : test->other);
		for (size_t k = world_pick(20); k > 0; k--)
			world_act(world_pick(4) ? test->store : test->other,
				  store_count(test->store));
		settle(test);
		/* What one of them has in memory is of some state before. */
		if (world_pick(3) == 0)
			find_all_rows(test->store);
	}
}

/* And after changes, whoever looks. */
static void test_follows_changes(void **state)
{
	size_t queries = asked_for(1, QUERIES_A_ROUND * ROUNDS) / ROUNDS, late = 0;
	struct test test;

	(void)state;
	test_begin(&test, 0xD1B54A32D192ED03);
	world_init(&test.world, asked_for(0, POSTINGS) / 3);
	world_put(&test.world, test.store);
	for (int round = 0; round < ROUNDS; round++) {
		struct store *fresh;

		change(&test);
		test_renew(&test);
		test_compare_start(&test);
		fresh = test_open(&test);
		late += test_compare_many(&test, test.store, queries * 2 / 5);
		late += test_compare_many(&test, test.other, queries * 2 / 5);
		late += test_compare_many(&test, fresh, queries / 5);
		if (round % 4 == 3)
			assert_true(store_check(fresh, fail_on_fault, NULL, NULL));
		store_close(fresh);
	}
	print_message("%d postings at last, %d queries, %d not exact at once\n",
		      (int)store_count(test.store), (int)(queries * ROUNDS), (int)late);
	test_end(&test);
}

/* So many postings without much to say that what follows lies on both sides of a border of blocks,
 * and that some things are left for later. */
#define FILLERS 65300

static void put_fillers(struct test *test)
{
	struct world fillers = { 0 };
	struct world_file *file = VEC_PUSH(&fillers.files);

	*file = (struct world_file){ .path = "/fill/1.json", .mtime = 1, .is_there = true };
	for (size_t i = 0; i < FILLERS; i++) {
		char *text = xcalloc(1, 32);

		snprintf(text, 32, "filler %zu rust", i);
		*VEC_PUSH(&fillers.texts) = text;
		*VEC_PUSH(&file->jobs) = (struct job){ .title = text };
	}
	world_put(&fillers, test->store);
	world_release(&fillers);
}

static void test_blocks(void **state)
{
	struct test test;
	size_t late;

	(void)state;
	test_begin(&test, 0x94D049BB133111EB);
	test.facets = 1;
	put_fillers(&test);
	assert_true(put_settle(test.store, true, NULL));
	world_init(&test.world, 700);
	world_put(&test.world, test.store);
	test_renew(&test);
	late = test_compare_many(&test, test.store, 4);
	assert_true(put_settle(test.store, true, NULL));
	late += test_compare_many(&test, test.store, 5);
	late += test_compare_many(&test, test.other, 5);
	for (int i = 0; i < 4; i++)
		world_change(&test.world, test.store);
	test_renew(&test);
	late += test_compare_many(&test, test.other, 6);
	print_message("%d postings, %d not exact at once\n", (int)store_count(test.store),
		      (int)late);
	test_end(&test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_says_what_sql_says),
		cmocka_unit_test(test_follows_changes),
		cmocka_unit_test(test_blocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
