/* Sets as flat bits, with every kernel of this machine, against one byte a number. */
#include "config.h"

#include "index/bitset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "index/kernel_int.h"

#define BLOCKS_MAX 3
#define NUMBERS_MAX (BLOCKS_MAX * BLOCK_SIZE)
#define WORDS_MAX 200

static uint64_t seed;

static uint64_t next_random(void)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return seed >> 33 ^ seed << 31;
}

/* A set and what it should be. */
struct pair { struct bitset set; unsigned char *model; };

/* PER_64K: how many of 65,536 numbers are members. */
static void pair_init(struct pair *pair, size_t limit, unsigned per_64k)
{
	bitset_init(&pair->set, limit);
	pair->model = calloc(NUMBERS_MAX + 1, 1);
	for (size_t i = 0; i < bitset_limit(&pair->set); i++) {
		if (next_random() % BLOCK_SIZE >= per_64k)
			continue;
		bitset_add(&pair->set, (uint32_t)i);
		pair->model[i] = 1;
	}
}

static void pair_release(struct pair *pair)
{
	bitset_release(&pair->set);
	free(pair->model);
}

static void assert_same(const struct pair *pair)
{
	size_t limit = bitset_limit(&pair->set), count = 0, found = 0;
	uint32_t *numbers = malloc((limit + 1) * sizeof *numbers);
	uint32_t number;

	for (size_t i = 0; i < limit; i++)
		count += pair->model[i];
	assert_int_equal(bitset_count(&pair->set), count);
	numbers[count] = BITSET_END;
	bitset_list(&pair->set, numbers);
	for (size_t i = 0; i < count; i++)
		assert_true(numbers[i] < limit && pair->model[numbers[i]]);
	for (size_t i = 1; i < count; i++)
		assert_true(numbers[i - 1] < numbers[i]);
	assert_true(numbers[count] == BITSET_END);
	for (number = bitset_next(&pair->set, 0); number != BITSET_END;
	     number = bitset_next(&pair->set, number + 1))
		assert_true(numbers[found++] == number);
	assert_int_equal(found, count);
	free(numbers);
}

static size_t count_model(const struct pair *a, const struct pair *b, bool is_not)
{
	size_t count = 0;

	for (size_t i = 0; i < bitset_limit(&a->set); i++)
		count += (size_t)(a->model[i] && (b->model[i] != 0) != is_not);
	return count;
}

static void check_arithmetic(size_t limit, unsigned per_64k, unsigned others)
{
	struct pair a, b, c;

	pair_init(&a, limit, per_64k);
	pair_init(&b, limit, others);
	pair_init(&c, limit, BLOCK_SIZE / 2);
	assert_same(&a);
	assert_int_equal(bitset_count_and(&a.set, &b.set), count_model(&a, &b, false));
	assert_int_equal(bitset_count_and_not(&a.set, &b.set), count_model(&a, &b, true));
	bitset_copy(&c.set, &a.set);
	bitset_and(&c.set, &b.set);
	for (size_t i = 0; i < bitset_limit(&a.set); i++)
		c.model[i] = a.model[i] && b.model[i];
	assert_same(&c);
	bitset_copy(&c.set, &a.set);
	bitset_or(&c.set, &b.set);
	for (size_t i = 0; i < bitset_limit(&a.set); i++)
		c.model[i] = a.model[i] || b.model[i];
	assert_same(&c);
	bitset_copy(&c.set, &a.set);
	bitset_and_not(&c.set, &b.set);
	for (size_t i = 0; i < bitset_limit(&a.set); i++)
		c.model[i] = a.model[i] && !b.model[i];
	assert_same(&c);
	pair_release(&a);
	pair_release(&b);
	pair_release(&c);
}

/* Runs CHECK with each kernel, and leaves the best one. */
static void with_kernels(void (*check)(void))
{
	const char *const *names;
	size_t count = bitset_kernels(&names);

	assert_true(count > 0);
	for (size_t i = 0; i < count; i++) {
		assert_true(bitset_use_kernel(names[i]));
		assert_string_equal(bitset_kernel(), names[i]);
		seed = 20261122;
		check();
	}
	assert_true(bitset_use_kernel(NULL));
}

static void kernels_have_names(void **state)
{
	const char *const *names;
	size_t count = bitset_kernels(&names);

	(void)state;
	assert_string_equal(bitset_kernel(), names[0]);
	assert_string_equal(names[count - 1], "portable");
	assert_false(bitset_use_kernel("none of them"));
	assert_string_equal(bitset_kernel(), names[0]);
}

static void check_nothing(void)
{
	struct bitset set, other;

	bitset_init(&set, 0);
	bitset_init(&other, 0);
	assert_int_equal(bitset_limit(&set), 0);
	bitset_add(&set, 0);
	bitset_add_range(&set, 0, UINT32_MAX);
	bitset_drop(&set, UINT32_MAX);
	bitset_clear(&set);
	bitset_and(&set, &other);
	bitset_or(&set, &other);
	bitset_and_not(&set, &other);
	bitset_copy(&set, &other);
	bitset_list(&set, NULL);
	assert_false(bitset_has(&set, 0));
	assert_int_equal(bitset_count(&set), 0);
	assert_int_equal(bitset_count_and(&set, &other), 0);
	assert_true(bitset_next(&set, 0) == BITSET_END);
	bitset_release(&set);
	bitset_release(&other);
}

static void a_set_without_room(void **state)
{
	(void)state;
	with_kernels(check_nothing);
}

static void room_is_whole_blocks(void **state)
{
	static const struct { size_t limit, room; } rows[] = {
		{ 0, 0 }, { 1, BLOCK_SIZE }, { BLOCK_SIZE, BLOCK_SIZE },
		{ BLOCK_SIZE + 1, (size_t)2 * BLOCK_SIZE }, { 1000000, (size_t)16 * BLOCK_SIZE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct bitset set;

		bitset_init(&set, rows[i].limit);
		assert_int_equal(bitset_limit(&set), rows[i].room);
		assert_int_equal(bitset_count(&set), 0);
		bitset_release(&set);
	}
}

static void numbers_beyond_the_room(void **state)
{
	static const uint32_t beyond[] = { BLOCK_SIZE, BLOCK_SIZE + 1, UINT32_MAX };
	struct bitset set;

	(void)state;
	bitset_init(&set, 1);
	for (size_t i = 0; i < sizeof beyond / sizeof beyond[0]; i++) {
		bitset_add(&set, beyond[i]);
		assert_false(bitset_has(&set, beyond[i]));
		bitset_drop(&set, beyond[i]);
		assert_true(bitset_next(&set, beyond[i]) == BITSET_END);
	}
	assert_int_equal(bitset_count(&set), 0);
	bitset_add(&set, BLOCK_SIZE - 1);
	assert_true(bitset_has(&set, BLOCK_SIZE - 1));
	assert_int_equal(bitset_next(&set, 0), BLOCK_SIZE - 1);
	bitset_drop(&set, BLOCK_SIZE - 1);
	assert_true(bitset_next(&set, 0) == BITSET_END);
	bitset_release(&set);
}

static void check_range(uint32_t first, uint32_t limit)
{
	struct bitset set;
	uint32_t room, end;

	bitset_init(&set, (size_t)2 * BLOCK_SIZE);
	room = (uint32_t)bitset_limit(&set);
	end = limit < room ? limit : room;
	bitset_add_range(&set, first, limit);
	assert_int_equal(bitset_count(&set), first < end ? end - first : 0);
	if (first < end) {
		assert_int_equal(bitset_next(&set, 0), first);
		assert_true(bitset_has(&set, end - 1));
	}
	assert_false(bitset_has(&set, end));
	bitset_release(&set);
}

static void ranges(void **state)
{
	static const uint32_t edges[] = {
		0, 1, 2, 62, 63, 64, 65, 127, 128, 129, 1000, BLOCK_SIZE - 1, BLOCK_SIZE,
		BLOCK_SIZE + 1, 2 * BLOCK_SIZE - 1, 2 * BLOCK_SIZE, 2 * BLOCK_SIZE + 1, UINT32_MAX,
	};
	size_t count = sizeof edges / sizeof edges[0];

	(void)state;
	for (size_t i = 0; i < count * count; i++)
		check_range(edges[i / count], edges[i % count]);
}

static void check_densities(void)
{
	static const unsigned densities[] = { 0, 1, 60, 4000, 33000, 65000, 65535, 65536 };
	size_t count = sizeof densities / sizeof densities[0];

	for (size_t i = 0; i < count * count; i++)
		check_arithmetic(i % 5 == 0 ? NUMBERS_MAX : BLOCK_SIZE, densities[i / count],
				 densities[i % count]);
}

static void sets_are_as_the_model(void **state)
{
	(void)state;
	with_kernels(check_densities);
}

static unsigned ones(uint64_t word)
{
	unsigned count = 0;

	for (; word != 0; word &= word - 1)
		count++;
	return count;
}

/* Mixes and counts COUNT words, of which the second lie at an odd address. */
/* Numbers on both sides of a limit, the greatest among them, of fewer and more than the set has. */
static void check_below(void)
{
	static uint32_t numbers[NUMBERS_MAX];
	static const uint32_t limits[] = { 0, 1, 1000, INT32_MAX, UINT32_C(1) << 31, UINT32_MAX };
	static const size_t counts[] = { 0, 1, 63, 64, 1000, BLOCK_SIZE, BLOCK_SIZE + 77 };

	seed = 5;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		for (size_t k = 0; k < sizeof limits / sizeof *limits; k++) {
			struct pair pair;

			pair_init(&pair, BLOCK_SIZE, 30000);
			for (size_t n = 0; n < counts[i]; n++)
				numbers[n] = next_random() % 3 ? (uint32_t)next_random() :
					     limits[k] - 1 + (uint32_t)(next_random() % 3);
			for (size_t n = 0; n < BLOCK_SIZE; n++)
				pair.model[n] &= n < counts[i] && numbers[n] < limits[k];
			bitset_keep_below(&pair.set, numbers, counts[i], limits[k]);
			assert_same(&pair);
			pair_release(&pair);
		}
}

static void members_are_kept_by_their_numbers(void **state)
{
	(void)state;
	with_kernels(check_below);
}

static void check_words(const struct kernel *kernel, size_t count)
{
	uint64_t a[WORDS_MAX + 1], b[WORDS_MAX], to[WORDS_MAX + 1];
	unsigned char *odd = malloc(count * sizeof *b + 1);
	uint64_t both = 0, only = 0;

	for (size_t i = 0; i <= count; i++)
		a[i] = next_random();
	for (size_t i = 0; i < count; i++) {
		b[i] = next_random() & next_random();
		both += ones(a[i] & b[i]);
		only += ones(a[i] & ~b[i]);
	}
	memcpy(odd + 1, b, count * sizeof *b);
	assert_int_equal(kernel->count_and(a, odd + 1, count), both);
	assert_int_equal(kernel->count_and_not(a, odd + 1, count), only);
	memcpy(to, a, sizeof to);
	kernel->and(to, odd + 1, count);
	for (size_t i = 0; i <= count; i++)
		assert_true(to[i] == (i < count ? a[i] & b[i] : a[i]));
	memcpy(to, a, sizeof to);
	kernel->or(to, odd + 1, count);
	for (size_t i = 0; i <= count; i++)
		assert_true(to[i] == (i < count ? a[i] | b[i] : a[i]));
	memcpy(to, a, sizeof to);
	kernel->and_not(to, odd + 1, count);
	for (size_t i = 0; i <= count; i++)
		assert_true(to[i] == (i < count ? a[i] & ~b[i] : a[i]));
	free(odd);
}

static void check_lengths(void)
{
	for (size_t count = 0; count < WORDS_MAX; count++)
		check_words(kernel_get(), count);
}

static void any_number_of_words(void **state)
{
	(void)state;
	with_kernels(check_lengths);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kernels_have_names),
		cmocka_unit_test(members_are_kept_by_their_numbers),
		cmocka_unit_test(a_set_without_room),
		cmocka_unit_test(room_is_whole_blocks),
		cmocka_unit_test(numbers_beyond_the_room),
		cmocka_unit_test(ranges),
		cmocka_unit_test(any_number_of_words),
		cmocka_unit_test(sets_are_as_the_model),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
