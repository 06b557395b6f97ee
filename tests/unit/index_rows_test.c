/* Rows: what a set of postings makes where some are copies of others. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "index/inverse.h"
#include "index/rows.h"
#include "util/alloc.h"

#define POSTINGS_MAX 1500u
#define NAMES 60u
#define ALONE UINT32_MAX

static uint64_t seed;

static uint32_t draw(uint32_t limit)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)((seed >> 33) % limit);
}

/* A world, and what the plain model knows of it. */
struct world {
	uint32_t limit;
	uint32_t cluster_of[POSTINGS_MAX]; /* by posting; ALONE for none */
	bool has_name[POSTINGS_MAX][NAMES];
	struct rows rows;
	struct name_column column;
};

static int by_cluster(const void *a, const void *b)
{
	const struct cluster_pair *x = a, *y = b;

	if (x->cluster != y->cluster)
		return x->cluster < y->cluster ? -1 : 1;
	return (x->posting > y->posting) - (x->posting < y->posting);
}

static void make_rows(struct world *world)
{
	struct cluster_pair pairs[POSTINGS_MAX];
	size_t count = 0;

	for (uint32_t i = 0; i < world->limit; i++)
		if (world->cluster_of[i] != ALONE)
			pairs[count++] = (struct cluster_pair){ 7 + 3 * world->cluster_of[i], i };
	qsort(pairs, count, sizeof *pairs, by_cluster);
	rows_init(&world->rows, pairs, count, world->limit);
	assert_int_equal(world->rows.count, count);
}

/* CLUSTERED of 100 postings are in one of CLUSTERS; the first ones have more. */
static void make_clusters(struct world *world, uint32_t clustered, uint32_t clusters)
{
	for (uint32_t i = 0; i < world->limit; i++)
		world->cluster_of[i] = draw(100) >= clustered ? ALONE : draw(1 + draw(clusters));
	make_rows(world);
}

static void make_names(struct world *world, uint32_t known, uint32_t most)
{
	char name[16];

	memset(world->has_name, 0, sizeof world->has_name);
	world->column = (struct name_column){ .starts = NULL };
	for (uint32_t i = 0; i < NAMES; i++) {
		snprintf(name, sizeof name, "%u", i);
		name_column_name(&world->column, name);
	}
	for (uint32_t i = 0; i < known; i++) {
		uint32_t names[NAMES];
		size_t count = 0;

		for (uint32_t k = draw(most + 1); k > 0; k--)
			world->has_name[i][draw(1 + draw(NAMES))] = true;
		for (uint32_t k = 0; k < NAMES; k++)
			if (world->has_name[i][k])
				names[count++] = k;
		name_column_set(&world->column, i, names, count);
	}
}

static void release_world(struct world *world)
{
	rows_release(&world->rows);
	name_column_release(&world->column);
}

static void add_counts(struct world *world, const struct bitset *set, uint64_t *counts)
{
	for (uint64_t i = 0; i < NAMES; i++)
		counts[i] = 7 * i;
	rows_count_names(&world->rows, set, &world->column, counts);
}

/* The rows of the postings of both sets that have a name; of all where NAME is NAMES. */
static uint64_t model_count(const struct world *world, const struct bitset *set,
			    const struct bitset *other, uint32_t name)
{
	static bool seen[POSTINGS_MAX];
	uint64_t count = 0;

	memset(seen, 0, sizeof seen);
	for (uint32_t i = bitset_next(set, 0); i != BITSET_END; i = bitset_next(set, i + 1)) {
		uint32_t cluster = i < world->limit ? world->cluster_of[i] : ALONE;

		if ((other && !bitset_has(other, i)) ||
		    (name < NAMES && (i >= POSTINGS_MAX || !world->has_name[i][name])))
			continue;
		if (cluster == ALONE) {
			count++;
		} else {
			count += !seen[cluster];
			seen[cluster] = true;
		}
	}
	return count;
}

static uint64_t count_shared(struct rows *rows, const struct bitset *set,
			     const struct bitset *other)
{
	struct bitset members, others;
	uint64_t count;

	bitset_init(&members, rows->count);
	bitset_init(&others, rows->count);
	rows_find_members(rows, set, &members);
	rows_find_members(rows, other, &others);
	count = rows_count_shared(rows, &(struct row_set){ set, &members },
				  &(struct row_set){ other, &others });
	bitset_release(&members);
	bitset_release(&others);
	return count;
}

static void check_inverse(struct world *world, const struct bitset *set)
{
	struct bitset members;
	struct row_set selection = { set, &members };
	struct inverse inverse;

	bitset_init(&members, world->rows.count);
	rows_find_members(&world->rows, set, &members);
	inverse_init(&inverse, &world->column, NULL, bitset_limit(set));
	while (!inverse_fill(&inverse, &world->column))
		;
	inverse_learn_rows(&inverse, &world->rows);
	for (size_t i = 0; i < inverse.count; i++) {
		uint64_t count = inverse_count(&inverse, i, &world->rows, &selection);

		assert_int_equal(count, model_count(world, set, NULL, inverse.names[i]));
		assert_true(inverse_meets(&inverse, i, set) == (count > 0));
		assert_true(i == 0 || inverse.totals[i] <= inverse.totals[i - 1]);
	}
	inverse_release(&inverse);
	bitset_release(&members);
}

static void check_counts(struct world *world, const struct bitset *set, const struct bitset *other)
{
	uint64_t *counts = xcalloc(NAMES, sizeof *counts);
	struct bitset part;

	assert_int_equal(rows_count(&world->rows, set), model_count(world, set, NULL, NAMES));
	assert_int_equal(count_shared(&world->rows, set, other),
			 model_count(world, set, other, NAMES));
	check_inverse(world, set);
	add_counts(world, set, counts);
	for (uint32_t i = 0; i < NAMES; i++)
		assert_int_equal(counts[i] - 7 * i, model_count(world, set, NULL, i));
	bitset_init(&part, bitset_limit(set));
	bitset_or(&part, set);
	bitset_and(&part, other);
	rows_reduce_names(&world->rows, set, &part, &world->column, counts);
	for (uint32_t i = 0; i < NAMES; i++)
		assert_int_equal(counts[i] - 7 * i, model_count(world, &part, NULL, i));
	bitset_release(&part);
	free(counts);
}

static void draw_set(struct bitset *set, uint32_t limit, uint32_t percent)
{
	bitset_init(set, limit);
	for (uint32_t i = 0; i < limit; i++)
		if (draw(100) < percent)
			bitset_add(set, i);
}

static void nothing_makes_no_rows(void **state)
{
	struct name_column column = { .starts = NULL };
	struct rows rows;
	struct bitset set;

	(void)state;
	rows_init(&rows, NULL, 0, 0);
	bitset_init(&set, 0);
	assert_int_equal(rows_count(&rows, &set), 0);
	assert_int_equal(count_shared(&rows, &set, &set), 0);
	assert_int_equal(rows_cluster(&rows, 0), ALONE);
	rows_count_names(&rows, &set, &column, NULL);
	bitset_release(&set);
	bitset_init(&set, 10);
	bitset_add(&set, 4);
	assert_int_equal(rows_count(&rows, &set), 1);
	assert_int_equal(count_shared(&rows, &set, &set), 1);
	rows_count_names(&rows, &set, &column, NULL);
	bitset_release(&set);
	rows_release(&rows);
	rows_release(&rows);
}

static void copies_are_one_row(void **state)
{
	const struct cluster_pair pairs[] = { { 2, 2 }, { 2, 5 }, { 4, 4 }, { 4, 9 }, { 4, 11 } };
	struct rows rows;
	struct bitset set, other;

	(void)state;
	rows_init(&rows, pairs, 5, 20);
	assert_int_equal(rows.cluster_count, 2);
	assert_int_equal(rows_cluster(&rows, 5), 0);
	assert_int_equal(rows_cluster(&rows, 4), 1);
	assert_int_equal(rows_cluster(&rows, 3), ALONE);
	assert_int_equal(rows_cluster(&rows, 1000), ALONE);
	bitset_init(&set, 20);
	bitset_init(&other, 20);
	bitset_add_range(&set, 0, 20);
	assert_int_equal(rows_count(&rows, &set), 17);
	assert_int_equal(count_shared(&rows, &set, &other), 0);
	bitset_add(&other, 9);
	bitset_add(&other, 11);
	bitset_add(&other, 3);
	assert_int_equal(count_shared(&rows, &set, &other), 2);
	assert_int_equal(count_shared(&rows, &other, &set), 2);
	bitset_release(&set);
	bitset_release(&other);
	rows_release(&rows);
}

static void counts_are_those_of_the_model(void **state)
{
	static const uint32_t percents[] = { 0, 1, 5, 30, 70, 99, 100 };
	static struct world world;

	(void)state;
	seed = 1;
	for (size_t round = 0; round < 300; round++) {
		uint32_t limit = 1 + draw(POSTINGS_MAX);
		struct bitset set, other;

		world.limit = limit;
		make_clusters(&world, percents[draw(7)], 1 + draw(POSTINGS_MAX));
		if (draw(2)) /* its last stamps before they begin anew */
			world.rows.stamp = UINT32_MAX - 1;
		make_names(&world, draw(3) ? limit : draw(limit), draw(30));
		draw_set(&set, limit, percents[draw(7)]);
		draw_set(&other, limit, percents[draw(7)]);
		check_counts(&world, &set, &other);
		check_counts(&world, &other, &set);
		bitset_release(&set);
		bitset_release(&other);
		release_world(&world);
	}
}

/* The set knows of more postings than the clusters and the column do, or of fewer. */
static void sets_may_have_another_room(void **state)
{
	static struct world world;
	struct bitset set, other, nothing;

	(void)state;
	seed = 2;
	world.limit = 900;
	make_clusters(&world, 50, 200);
	make_names(&world, 1200, 10);
	draw_set(&set, 2 * BLOCK_SIZE, 5);
	draw_set(&other, 2 * BLOCK_SIZE, 60);
	bitset_init(&nothing, 0);
	check_counts(&world, &set, &other);
	check_counts(&world, &nothing, &nothing);
	bitset_release(&set);
	bitset_release(&other);
	bitset_release(&nothing);
	release_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_makes_no_rows),
		cmocka_unit_test(copies_are_one_row),
		cmocka_unit_test(counts_are_those_of_the_model),
		cmocka_unit_test(sets_may_have_another_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
