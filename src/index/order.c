/*
 * Orders.
 *
 * The keys are sorted by one after another, the last one first, each time without changing the
 * order of those that are the same: so the first key decides, and where all are the same the
 * number does.
 */
#include "config.h"

#include "index/order.h"

#include <assert.h>
#include <stdlib.h>

#include "index/radix_int.h"
#include "util/alloc.h"

/* The numbers that a key has, as numbers from 0 on in the order that is asked for. */
struct scale { int64_t low, high; bool is_descending, has_unknown; };

static struct scale scale_of(const struct order_key *key, size_t count)
{
	struct scale scale = { INT64_MAX, INT64_MIN, key->is_descending, false };

	for (size_t i = 0; i < count; i++) {
		int64_t value = key->values[i];

		scale.has_unknown |= value == NUMBER_NONE;
		scale.low = value != NUMBER_NONE && value < scale.low ? value : scale.low;
		scale.high = value > scale.high ? value : scale.high;
	}
	return scale;
}

/* What stands for an unknown number, behind all others; the highest there is. */
static uint64_t last_of(const struct scale *scale)
{
	if (scale->high == NUMBER_NONE)
		return 0;
	return (uint64_t)scale->high - (uint64_t)scale->low + (scale->has_unknown ? 1 : 0);
}

static inline uint64_t scaled(const struct scale *scale, uint64_t last, int64_t value)
{
	if (value == NUMBER_NONE)
		return last;
	return scale->is_descending ? (uint64_t)scale->high - (uint64_t)value :
		(uint64_t)value - (uint64_t)scale->low;
}

struct sorting { uint64_t *pairs, *spare; size_t count; };

/* Sorts by half of a key: the 32 bits from SHIFT on. */
static void sort_by(struct sorting *sorting, const struct order_key *key, const struct scale *scale,
		    unsigned shift)
{
	uint64_t last = last_of(scale);
	unsigned bits = radix_bits(last >> shift);
	uint64_t *sorted;

	for (size_t i = 0; i < sorting->count; i++) {
		uint32_t posting = (uint32_t)sorting->pairs[i];
		uint64_t value = scaled(scale, last, key->values[posting]);

		sorting->pairs[i] = value >> shift << 32 | posting;
	}
	sorted = radix_sort(sorting->pairs, sorting->spare, sorting->count, bits < 32 ? bits : 32);
	if (sorted != sorting->pairs) {
		sorting->spare = sorting->pairs;
		sorting->pairs = sorted;
	}
}

static void sort_by_key(struct sorting *sorting, const struct order_key *key)
{
	struct scale scale = scale_of(key, sorting->count);
	uint64_t last = last_of(&scale);

	if (last > 0)
		sort_by(sorting, key, &scale, 0);
	if (last > UINT32_MAX)
		sort_by(sorting, key, &scale, 32);
}

void order_init(struct order *order, const struct order_key *keys, size_t key_count, size_t count)
{
	struct sorting sorting = { .count = count };

	assert(count <= UINT32_MAX);
	sorting.pairs = xrealloc(NULL, count, sizeof *sorting.pairs);
	sorting.spare = xrealloc(NULL, count, sizeof *sorting.spare);
	for (size_t i = 0; i < count; i++)
		sorting.pairs[i] = i;
	while (key_count-- > 0)
		sort_by_key(&sorting, &keys[key_count]);
	order->count = count;
	order->postings = xrealloc(NULL, count, sizeof *order->postings);
	order->places = xrealloc(NULL, count, sizeof *order->places);
	for (size_t i = 0; i < count; i++) {
		order->postings[i] = (uint32_t)sorting.pairs[i];
		order->places[order->postings[i]] = (uint32_t)i;
	}
	free(sorting.pairs);
	free(sorting.spare);
}

void order_release(struct order *order)
{
	free(order->postings);
	free(order->places);
	*order = (struct order){ .postings = NULL };
}
