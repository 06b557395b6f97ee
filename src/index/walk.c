/*
 * The walk through the rows of a set, in an order.
 *
 * The first rows of a large set are found soon by going through the order, and on the way to a row
 * far away it is only counted how many are passed; how many are before a posting is counted by what
 * is in the set. The rows of a small set are sorted at once.
 */
#include "config.h"

#include "index/order.h"

#include <stdlib.h>

#include "index/bits_int.h"
#include "index/radix_int.h"
#include "util/alloc.h"

/* A set with fewer members than the root of so many times the order is sorted at once: that takes
 * less time than a first page of it takes by walking. */
#define SQUARE_FACTOR 50u

/* Places of the order that are counted together. */
#define STEP 1024u

/* Further away it pays to find all leads by the clusters, or to count the set. */
#define STEPS_NEAR 8u

void walk_init(struct walk *walk, const struct order *order, struct rows *rows,
	       const struct bitset *set)
{
	uint64_t members = bitset_count(set);

	*walk = (struct walk){ .order = order, .rows = rows, .set = set };
	walk->is_sorted = members * members < (uint64_t)order->count * SQUARE_FACTOR;
}

void walk_release(struct walk *walk)
{
	free(walk->sorted);
	bitset_release(&walk->leads);
	*walk = (struct walk){ .sorted = NULL };
}

/* -- leads */

static size_t first_of_cluster(const struct rows *rows, size_t place)
{
	while (place > 0 && rows->cluster_of[place - 1] == rows->cluster_of[place])
		place--;
	return place;
}

/* The place in the order of a posting that is in the set; behind all where it is not. */
static size_t place_in_order(const struct walk *walk, uint32_t posting)
{
	if (posting >= walk->order->count || !bits_has(walk->set, posting))
		return SIZE_MAX;
	return walk->order->places[posting];
}

/* The place in the order of the lead of the cluster whose first member is at FIRST; *end is behind
 * its last one. */
static size_t lead_of_cluster(const struct walk *walk, size_t first, size_t *end)
{
	const struct rows *rows = walk->rows;
	size_t best = SIZE_MAX, at;

	for (at = first; at < rows->count; at++) {
		size_t place;

		if (rows->cluster_of[at] != rows->cluster_of[first])
			break;
		place = place_in_order(walk, rows->members[at]);
		best = place < best ? place : best;
	}
	*end = at;
	return best;
}

/* The place in the order of the lead of the row that a posting is in. */
static size_t place_of_lead(const struct walk *walk, uint32_t posting)
{
	const struct rows *rows = walk->rows;
	size_t end;

	if (!rows || rows_cluster(rows, posting) == UINT32_MAX)
		return place_in_order(walk, posting);
	return lead_of_cluster(walk, first_of_cluster(rows, rows->place_of[posting]), &end);
}

/* Of each cluster only the lead is left. */
static void find_leads(struct walk *walk)
{
	const struct rows *rows = walk->rows;
	size_t end;

	bitset_init(&walk->leads, bitset_limit(walk->set));
	bitset_copy(&walk->leads, walk->set);
	for (size_t first = 0; rows && first < rows->count; first = end) {
		size_t lead = lead_of_cluster(walk, first, &end);

		for (size_t at = first; lead != SIZE_MAX && at < end; at++)
			if (rows->members[at] != walk->order->postings[lead])
				bitset_drop(&walk->leads, rows->members[at]);
	}
	walk->has_leads = true;
}

static inline bool is_lead(const struct walk *walk, uint32_t posting)
{
	if (walk->has_leads)
		return bits_has(&walk->leads, posting);
	return bits_has(walk->set, posting) &&
	       (!walk->rows || !bits_has(&walk->rows->clustered, posting) ||
		place_of_lead(walk, posting) == walk->order->places[posting]);
}

/* -- small sets */

/* The places of the set's members, as keys to sort. */
static uint64_t *list_places(const struct walk *walk, size_t members, size_t *count)
{
	uint32_t *postings = xrealloc(NULL, members, sizeof *postings);
	uint64_t *places = xrealloc(NULL, members, sizeof *places);

	*count = 0;
	bitset_list(walk->set, postings);
	for (size_t i = 0; i < members; i++)
		if (postings[i] < walk->order->count && is_lead(walk, postings[i]))
			places[(*count)++] =
				(uint64_t)walk->order->places[postings[i]] << 32 | postings[i];
	free(postings);
	return places;
}

static void sort_leads(struct walk *walk)
{
	size_t members = (size_t)bitset_count(walk->set), count;
	uint64_t *places = list_places(walk, members, &count), *sorted;
	uint64_t *spare = xrealloc(NULL, count, sizeof *spare);

	sorted = radix_sort(places, spare, count, radix_bits(walk->order->count));
	walk->sorted = xcalloc(count + 1, sizeof *walk->sorted);
	walk->sorted_count = count;
	for (size_t i = 0; i < count; i++)
		walk->sorted[i] = (uint32_t)sorted[i];
	free(places);
	free(spare);
}

static size_t get_sorted(struct walk *walk, size_t first, size_t count, uint32_t *postings)
{
	size_t got = 0;

	for (; got < count && first + got < walk->sorted_count; got++)
		postings[got] = walk->sorted[first + got];
	return got;
}

static size_t count_sorted_before(const struct walk *walk, size_t place)
{
	size_t low = 0, high = walk->sorted_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (walk->order->places[walk->sorted[middle]] < place)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* -- large sets */

/* The leads from place FIRST of the order to before LIMIT. */
static size_t count_leads(const struct walk *walk, size_t first, size_t limit)
{
	const uint32_t *postings = walk->order->postings;
	size_t count = 0;

	if (walk->has_leads)
		for (size_t i = first; i < limit; i++)
			count += bits_has(&walk->leads, postings[i]);
	else
		for (size_t i = first; i < limit; i++)
			count += is_lead(walk, postings[i]);
	return count;
}

/* The leads of a step. */
static size_t count_step(const struct walk *walk, size_t step)
{
	size_t first = step * STEP, left = walk->order->count - first;

	return count_leads(walk, first, first + (left < STEP ? left : STEP));
}

/* Goes to the step in which the lead is that has FIRST before it; to the last one where there are
 * not so many. */
static void go_to_row(struct walk *walk, size_t first)
{
	size_t last = walk->order->count > 0 ? (walk->order->count - 1) / STEP : 0, gone = 0, count;

	if (first < walk->before / 2)
		walk->step = walk->before = 0;
	for (; walk->before > first; gone++) {
		if (gone == STEPS_NEAR && !walk->has_leads)
			find_leads(walk);
		walk->before -= count_step(walk, --walk->step);
	}
	for (; walk->step < last; gone++) {
		if (gone == STEPS_NEAR && !walk->has_leads)
			find_leads(walk);
		count = count_step(walk, walk->step);
		if (walk->before + count > first)
			break;
		walk->before += count;
		walk->step++;
	}
}

static size_t get_walking(struct walk *walk, size_t first, size_t count, uint32_t *postings)
{
	size_t left, got = 0;

	go_to_row(walk, first);
	left = first - walk->before;
	for (size_t i = walk->step * STEP; i < walk->order->count && got < count; i++) {
		if (!is_lead(walk, walk->order->postings[i]))
			continue;
		if (left > 0)
			left--;
		else
			postings[got++] = walk->order->postings[i];
	}
	return got;
}

/* The leads before a place: the rows of those postings of the set that stand before it. */
static size_t count_set_before(const struct walk *walk, size_t place)
{
	const struct order *order = walk->order;
	struct bitset before;
	size_t count;

	bitset_init(&before, bitset_limit(walk->set));
	bitset_copy(&before, walk->set);
	bitset_keep_below(&before, order->places, order->count, (uint32_t)place);
	count = (size_t)(walk->rows ? rows_count(walk->rows, &before) : bitset_count(&before));
	bitset_release(&before);
	return count;
}

static void go_to_place(struct walk *walk, size_t place)
{
	size_t step = place / STEP;

	if (step > walk->step + STEPS_NEAR || step + STEPS_NEAR < walk->step) {
		walk->before = count_set_before(walk, step * STEP);
		walk->step = step;
	}
	while (walk->step < step)
		walk->before += count_step(walk, walk->step++);
	while (walk->step > step)
		walk->before -= count_step(walk, --walk->step);
}

static size_t count_before(struct walk *walk, size_t place)
{
	go_to_place(walk, place);
	return walk->before + count_leads(walk, walk->step * STEP, place);
}

/* -- both */

size_t walk_get(struct walk *walk, size_t first, size_t count, uint32_t *postings)
{
	if (walk->is_sorted && !walk->sorted)
		sort_leads(walk);
	return walk->is_sorted ? get_sorted(walk, first, count, postings)
			       : get_walking(walk, first, count, postings);
}

size_t walk_place(struct walk *walk, uint32_t posting)
{
	size_t place = place_of_lead(walk, posting);

	if (place == SIZE_MAX)
		return SIZE_MAX;
	if (walk->is_sorted && !walk->sorted)
		sort_leads(walk);
	return walk->is_sorted ? count_sorted_before(walk, place) : count_before(walk, place);
}
