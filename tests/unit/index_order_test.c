/* Orders, and the walk through the rows of a set. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "index/order.h"
#include "util/alloc.h"

#define POSTINGS_MAX 3000u
#define KEYS_MAX 3u
#define ALONE UINT32_MAX
#define COUNT(array) (sizeof (array) / sizeof (array)[0])

static uint64_t seed;

static uint32_t draw(uint32_t limit)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)((seed >> 33) % limit);
}

/* -- orders */

static const struct order_key *model_keys;
static size_t model_key_count;

static int compare_by(const struct order_key *key, uint32_t a, uint32_t b)
{
	int64_t x = key->values[a], y = key->values[b];

	if (x == y)
		return 0;
	if (x == NUMBER_NONE || y == NUMBER_NONE)
		return x == NUMBER_NONE ? 1 : -1;
	return (x < y) == key->is_descending ? 1 : -1;
}

static int compare_postings(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	for (size_t i = 0; i < model_key_count; i++) {
		int result = compare_by(&model_keys[i], x, y);

		if (result != 0)
			return result;
	}
	return (x > y) - (x < y);
}

static void check_order(const struct order_key *keys, size_t key_count, size_t count)
{
	uint32_t *model = xcalloc(count, sizeof *model);
	struct order order;

	for (uint32_t i = 0; i < count; i++)
		model[i] = i;
	model_keys = keys;
	model_key_count = key_count;
	qsort(model, count, sizeof *model, compare_postings);
	order_init(&order, keys, key_count, count);
	assert_int_equal(order.count, count);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(order.postings[i], model[i]);
		assert_int_equal(order.places[model[i]], i);
	}
	order_release(&order);
	order_release(&order);
	free(model);
}

static void an_order_without_keys_goes_by_number(void **state)
{
	(void)state;
	check_order(NULL, 0, 0);
	check_order(NULL, 0, 1);
	check_order(NULL, 0, 100);
}

static void what_is_not_known_comes_last(void **state)
{
	const int64_t nothing[] = { NUMBER_NONE, NUMBER_NONE };
	const int64_t ends[] = { NUMBER_NONE, INT64_MAX, 0, INT64_MIN + 1, NUMBER_NONE, -1, 0 };

	(void)state;
	for (int way = 0; way < 2; way++) {
		check_order(&(struct order_key){ nothing, way == 1 }, 1, COUNT(nothing));
		check_order(&(struct order_key){ ends, way == 1 }, 1, COUNT(ends));
		check_order(&(struct order_key){ ends + 1, way == 1 }, 1, 3);
		check_order(&(struct order_key){ ends + 1, way == 1 }, 1, 1);
	}
}

/* A number within 2 to the power of a drawn number of bits, so that every width comes up. */
static int64_t draw_value(unsigned bits)
{
	uint64_t high = draw(1u << 31), low = draw(1u << 31);
	uint64_t value = high << 33 ^ low << 11 ^ draw(2048);

	if (draw(5) == 0)
		return NUMBER_NONE;
	return bits == 64 ? (int64_t)value : (int64_t)(value >> (64 - bits)) - 100;
}

static void random_orders_are_those_of_the_model(void **state)
{
	static int64_t values[KEYS_MAX][POSTINGS_MAX];
	struct order_key keys[KEYS_MAX];

	(void)state;
	seed = 1;
	for (size_t round = 0; round < 300; round++) {
		size_t count = draw(draw(20) ? 200 : POSTINGS_MAX), key_count = draw(KEYS_MAX + 1);

		for (size_t k = 0; k < key_count; k++) {
			unsigned bits = draw(2) ? 1 + draw(3) : 1 + draw(64);

			for (size_t i = 0; i < count; i++)
				values[k][i] = draw_value(bits);
			keys[k] = (struct order_key){ values[k], draw(2) == 0 };
		}
		check_order(keys, key_count, count);
	}
}

/* -- the walk */

struct world {
	uint32_t limit;
	uint32_t cluster_of[POSTINGS_MAX];
	struct order order;
	struct rows rows;
	struct bitset set;
	uint32_t leads[POSTINGS_MAX];
	size_t lead_count;
};

static void make_rows(struct world *world, uint32_t clustered, uint32_t clusters)
{
	struct cluster_pair pairs[POSTINGS_MAX];
	size_t count = 0;

	for (uint32_t i = 0; i < world->limit; i++)
		world->cluster_of[i] = draw(100) < clustered ? draw(clusters) : ALONE;
	for (uint32_t cluster = 0; cluster < clusters; cluster++)
		for (uint32_t i = 0; i < world->limit; i++)
			if (world->cluster_of[i] == cluster)
				pairs[count++] = (struct cluster_pair){ cluster + 1, i };
	rows_init(&world->rows, pairs, count, world->limit);
}

static void make_order(struct world *world, size_t count)
{
	static int64_t values[POSTINGS_MAX];
	const struct order_key key = { values, draw(2) == 0 };

	for (size_t i = 0; i < count; i++)
		values[i] = draw_value(1 + draw(40));
	order_init(&world->order, &key, 1, count);
}

/* Members in part of the order only, so that some sets are all at its end. */
static void make_set(struct world *world, uint32_t percent)
{
	size_t from = draw(3) ? 0 : draw((uint32_t)world->order.count + 1);

	bitset_init(&world->set, world->limit);
	for (uint32_t i = 0; i < world->limit; i++)
		if (draw(100) < percent &&
		    (i >= world->order.count || world->order.places[i] >= from))
			bitset_add(&world->set, i);
}

static void list_leads(struct world *world)
{
	static bool seen[POSTINGS_MAX];

	memset(seen, 0, sizeof seen);
	world->lead_count = 0;
	for (size_t i = 0; i < world->order.count; i++) {
		uint32_t posting = world->order.postings[i];
		uint32_t cluster = posting < world->limit ? world->cluster_of[posting] : ALONE;

		if (!bitset_has(&world->set, posting) || (cluster != ALONE && seen[cluster]))
			continue;
		if (cluster != ALONE)
			seen[cluster] = true;
		world->leads[world->lead_count++] = posting;
	}
}

static size_t model_place(const struct world *world, uint32_t posting)
{
	for (size_t i = 0; i < world->lead_count; i++)
		if (world->leads[i] == posting ||
		    (world->cluster_of[posting] != ALONE &&
		     world->cluster_of[world->leads[i]] == world->cluster_of[posting]))
			return i;
	return SIZE_MAX;
}

static void check_page(const struct world *world, struct walk *walk, size_t first, size_t count)
{
	uint32_t page[POSTINGS_MAX];
	size_t left = first < world->lead_count ? world->lead_count - first : 0;
	size_t got = walk_get(walk, first, count, page);

	assert_int_equal(got, left < count ? left : count);
	for (size_t i = 0; i < got; i++)
		assert_int_equal(page[i], world->leads[first + i]);
}

static void check_walk(const struct world *world, struct rows *rows)
{
	struct walk walk;

	walk_init(&walk, &world->order, rows, &world->set);
	for (size_t i = 0; i < 6; i++) {
		uint32_t posting = draw(world->limit);

		check_page(world, &walk, draw(1 + draw(world->limit)), draw(60));
		assert_true(walk_place(&walk, posting) == model_place(world, posting));
	}
	check_page(world, &walk, 0, world->limit);
	for (uint32_t i = 0; i < world->limit; i++)
		assert_true(walk_place(&walk, i) == model_place(world, i));
	assert_int_equal(walk_get(&walk, SIZE_MAX, SIZE_MAX, NULL), 0);
	walk_release(&walk);
	walk_release(&walk);
}

static void a_walk_through_nothing_ends(void **state)
{
	struct order order;
	struct bitset set;
	struct walk walk;
	uint32_t postings[4];

	(void)state;
	order_init(&order, NULL, 0, 0);
	bitset_init(&set, 10);
	bitset_add(&set, 3);
	walk_init(&walk, &order, NULL, &set);
	assert_int_equal(walk_get(&walk, 0, 4, postings), 0);
	assert_true(walk_place(&walk, 3) == SIZE_MAX);
	assert_true(walk_place(&walk, UINT32_MAX) == SIZE_MAX);
	walk_release(&walk);
	bitset_release(&set);
	order_release(&order);
}

static void walks_are_those_of_the_model(void **state)
{
	static const uint32_t percents[] = { 0, 1, 5, 30, 70, 99, 100 };
	static struct world world;

	(void)state;
	seed = 2;
	for (size_t round = 0; round < 400; round++) {
		world.limit = 1 + draw(draw(20) ? 300 : POSTINGS_MAX);
		make_rows(&world, percents[draw(7)], 1 + draw(world.limit / 2 + 1));
		make_order(&world, draw(4) ? world.limit : draw(world.limit));
		make_set(&world, percents[draw(7)]);
		list_leads(&world);
		check_walk(&world, &world.rows);
		memset(world.cluster_of, 0xFF, sizeof world.cluster_of);
		list_leads(&world);
		check_walk(&world, NULL);
		check_walk(&world, &(struct rows){ .limit = 0 });
		rows_release(&world.rows);
		order_release(&world.order);
		bitset_release(&world.set);
	}
}

/* Copies that lie far apart, in a set that has some of them, seen from far away. */
#define FAR 60000u

static void leads_of_a_long_walk(void **state)
{
	static struct cluster_pair pairs[FAR];
	static uint32_t leads[FAR], page[60];
	static bool is_taken[FAR / 3];
	struct order order;
	struct bitset set;
	struct rows rows;
	struct walk walk;
	size_t count = 0;

	(void)state;
	seed = 77;
	for (uint32_t i = 0; i < FAR; i++)
		pairs[i] = (struct cluster_pair){ 1 + i / 3, i / 3 + i % 3 * (FAR / 3) };
	rows_init(&rows, pairs, FAR, FAR);
	order_init(&order, NULL, 0, FAR);
	bitset_init(&set, FAR);
	memset(is_taken, 0, sizeof is_taken);
	for (uint32_t i = 0; i < FAR; i++) {
		uint32_t cluster = i % (FAR / 3);

		if (draw(10) >= 4)
			continue;
		bitset_add(&set, i);
		if (!is_taken[cluster])
			leads[count++] = i;
		is_taken[cluster] = true;
	}
	walk_init(&walk, &order, &rows, &set);
	for (size_t round = 0; round < 400; round++) {
		size_t first = draw((uint32_t)count), wanted = 1 + draw(60);
		size_t got = walk_get(&walk, first, wanted, page);

		assert_int_equal(got, count - first < wanted ? count - first : wanted);
		assert_memory_equal(page, leads + first, got * sizeof *page);
		assert_int_equal(walk_place(&walk, leads[first]), first);
	}
	assert_true(walk.has_leads);
	walk_release(&walk);
	bitset_release(&set);
	order_release(&order);
	rows_release(&rows);
}

/* A large set is gone through only as far as it is asked for; a small one is sorted at once, and
 * one that is all at the far end is counted. */
static void a_walk_goes_no_further_than_needed(void **state)
{
	struct order order;
	struct bitset set;
	struct walk walk;
	uint32_t postings[50];

	(void)state;
	order_init(&order, NULL, 0, BLOCK_SIZE);
	bitset_init(&set, BLOCK_SIZE);
	bitset_add_range(&set, 0, BLOCK_SIZE);
	walk_init(&walk, &order, NULL, &set);
	assert_int_equal(walk_get(&walk, 0, 50, postings), 50);
	assert_true(walk.step == 0);
	assert_int_equal(walk_place(&walk, 770), 770);
	assert_true(walk.step == 0);
	walk_release(&walk);
	bitset_clear(&set);
	bitset_add_range(&set, BLOCK_SIZE - 2000, BLOCK_SIZE);
	walk_init(&walk, &order, NULL, &set);
	assert_int_equal(walk_get(&walk, 1990, 50, postings), 10);
	assert_int_equal(postings[0], BLOCK_SIZE - 10);
	assert_true(walk.has_leads);
	walk_release(&walk);
	bitset_clear(&set);
	bitset_add_range(&set, BLOCK_SIZE - 200, BLOCK_SIZE);
	walk_init(&walk, &order, NULL, &set);
	assert_int_equal(walk_get(&walk, 190, 50, postings), 10);
	assert_int_equal(postings[0], BLOCK_SIZE - 10);
	assert_int_equal(walk.sorted_count, 200);
	walk_release(&walk);
	bitset_release(&set);
	order_release(&order);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_order_without_keys_goes_by_number),
		cmocka_unit_test(what_is_not_known_comes_last),
		cmocka_unit_test(random_orders_are_those_of_the_model),
		cmocka_unit_test(a_walk_through_nothing_ends),
		cmocka_unit_test(walks_are_those_of_the_model),
		cmocka_unit_test(a_walk_goes_no_further_than_needed),
		cmocka_unit_test(leads_of_a_long_walk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
