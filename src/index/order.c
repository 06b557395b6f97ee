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

#define PILES 4096u              /* dates of eleven years, and whatever else has few numbers */

/* The numbers that a key has, as they are sorted: from 0 on, and rising. */
struct scale {
	uint64_t flip;           /* all bits, to turn them round */
	uint64_t base;           /* the first one */
	uint64_t last;           /* the highest that comes up; that of what is unknown, if any is */
};

/* A number without its sign, in the same order: one that is not known is 0. */
static inline uint64_t unsigned_of(int64_t value)
{
	return (uint64_t)value ^ (uint64_t)NUMBER_NONE;
}

/* Without a branch that depends on a value: half of them may be unknown, in any order. */
static struct scale scale_of(const struct order_key *key, size_t count)
{
	uint64_t below = UINT64_MAX, high = 0, unknown = 0;
	struct scale scale = { .flip = key->is_descending ? UINT64_MAX : 0 };

	for (size_t i = 0; i < count; i++) {
		uint64_t value = unsigned_of(key->values[i]);

		unknown |= value == 0;
		below = value - 1 < below ? value - 1 : below;
		high = value > high ? value : high;
	}
	if (high == 0)
		return scale;
	scale.base = (key->is_descending ? high : below + 1) ^ scale.flip;
	scale.last = high - (below + 1) + unknown;
	return scale;
}

static inline uint64_t scaled(const struct scale *scale, int64_t value)
{
	uint64_t number = (unsigned_of(value) ^ scale->flip) - scale->base;

	return value == NUMBER_NONE ? scale->last : number;
}

/* The only key has so few numbers that one pass does it: each number's postings go to a pile. */
static void sort_at_once(struct order *order, const struct order_key *key,
			 const struct scale *scale)
{
	uint32_t piles[PILES + 1] = { 0 };

	for (size_t i = 0; i < order->count; i++)
		piles[scaled(scale, key->values[i]) + 1]++;
	for (size_t i = 1; i < PILES; i++)
		piles[i] += piles[i - 1];
	for (size_t i = 0; i < order->count; i++) {
		uint32_t place = piles[scaled(scale, key->values[i])]++;

		order->places[i] = place;
		order->postings[place] = (uint32_t)i;
	}
}

/* A posting in the lower half and a part of its key in the upper one. */
struct sorting { uint64_t *pairs, *spare; size_t count; };

/* Sorts by half of a key: the 32 bits from SHIFT on. */
static void sort_by(struct sorting *sorting, const struct order_key *key, const struct scale *scale,
		    unsigned shift)
{
	unsigned bits = radix_bits(scale->last >> shift);
	uint64_t *sorted;

	for (size_t i = 0; i < sorting->count; i++) {
		uint32_t posting = (uint32_t)sorting->pairs[i];
		uint64_t value = scaled(scale, key->values[posting]);

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

	if (scale.last > 0)
		sort_by(sorting, key, &scale, 0);
	if (scale.last > UINT32_MAX)
		sort_by(sorting, key, &scale, 32);
}

static void sort_by_keys(struct order *order, const struct order_key *keys, size_t key_count)
{
	struct sorting sorting = { .count = order->count };

	sorting.pairs = xrealloc(NULL, order->count, sizeof *sorting.pairs);
	sorting.spare = xrealloc(NULL, order->count, sizeof *sorting.spare);
	for (size_t i = 0; i < order->count; i++)
		sorting.pairs[i] = i;
	while (key_count-- > 0)
		sort_by_key(&sorting, &keys[key_count]);
	for (size_t i = 0; i < order->count; i++) {
		order->postings[i] = (uint32_t)sorting.pairs[i];
		order->places[order->postings[i]] = (uint32_t)i;
	}
	free(sorting.pairs);
	free(sorting.spare);
}

void order_init(struct order *order, const struct order_key *keys, size_t key_count, size_t count)
{
	struct scale scale = { 0 };

	assert(count <= UINT32_MAX);
	order->count = count;
	order->postings = xrealloc(NULL, count, sizeof *order->postings);
	order->places = xrealloc(NULL, count, sizeof *order->places);
	if (key_count == 1)
		scale = scale_of(keys, count);
	if (key_count == 1 && scale.last < PILES)
		sort_at_once(order, keys, &scale);
	else
		sort_by_keys(order, keys, key_count);
}

void order_release(struct order *order)
{
	free(order->postings);
	free(order->places);
	*order = (struct order){ .postings = NULL };
}
