/*
 * The walk through the rows of a set, in an order.
 *
 * Going through the order finds the first rows of a large set soon, but those of a small one, or of
 * one that has most of its members at the far end, only after much of it. So a walk has patience
 * for a part of the order that depends on the size of the set; where that is used up, what is left
 * of the set is sorted by its places.
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

/* To sort one member takes as long as to pass so many places of the order. */
#define PLACES_A_MEMBER 16u

/* Postings are looked at by so many at a time: memory is asked for what is known of all of them
 * before the first one is needed, and few branches depend on it. */
#define CHUNK 64u
#define NO_POSTING UINT32_MAX

static size_t patience_of(size_t members, size_t places)
{
	if ((uint64_t)members * members < (uint64_t)places * SQUARE_FACTOR)
		return 0;
	return members < places / PLACES_A_MEMBER ? members * PLACES_A_MEMBER : places;
}

void walk_init(struct walk *walk, const struct order *order, const struct rows *rows,
	       const struct bitset *set)
{
	*walk = (struct walk){ .order = order, .rows = rows, .set = set };
	bitset_init(&walk->seen, rows ? rows->cluster_count : 0);
	walk->patience = patience_of(bitset_count(set), order->count);
}

void walk_release(struct walk *walk)
{
	free(walk->found);
	bitset_release(&walk->seen);
	*walk = (struct walk){ .found = NULL };
}

/* Of the postings of a chunk, which are in the set, those in clusters: their places in it. */
static size_t find_clustered(const struct rows *rows, const uint32_t *postings, size_t count,
			     uint32_t clustered[CHUNK])
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		clustered[found] = (uint32_t)i;
		found += bits_has(&rows->clustered, postings[i]);
	}
	for (size_t i = 0; i < found; i++)
		__builtin_prefetch(&rows->place_of[postings[clustered[i]]]);
	for (size_t i = 0; i < found; i++)
		__builtin_prefetch(&rows->cluster_of[rows->place_of[postings[clustered[i]]]]);
	return found;
}

/* Puts NO_POSTING for those whose cluster has a lead. */
static void drop_hidden(struct walk *walk, uint32_t *postings, size_t count)
{
	uint32_t clustered[CHUNK];
	size_t found = find_clustered(walk->rows, postings, count, clustered);

	for (size_t i = 0; i < found; i++) {
		uint32_t *posting = &postings[clustered[i]];
		uint32_t cluster = walk->rows->cluster_of[walk->rows->place_of[*posting]];
		uint64_t *word = &walk->seen.words[cluster / 64];
		uint64_t bit = UINT64_C(1) << cluster % 64;

		*posting = *word & bit ? NO_POSTING : *posting;
		*word |= bit;
	}
}

/* Takes at most a chunk of postings of the set, in order. */
static void take_chunk(struct walk *walk, uint32_t *postings, size_t count)
{
	if (walk->rows)
		drop_hidden(walk, postings, count);
	if (walk->found_cap - walk->found_count < count) {
		walk->found_cap += walk->found_cap / 2 + CHUNK;
		walk->found = xrealloc(walk->found, walk->found_cap, sizeof *walk->found);
	}
	for (size_t i = 0; i < count; i++) {
		walk->found[walk->found_count] = postings[i];
		walk->found_count += postings[i] != NO_POSTING;
	}
}

/* Looks at the next places of the order. */
static void walk_on(struct walk *walk)
{
	const struct order *order = walk->order;
	size_t left = order->count - walk->next;
	size_t limit = walk->next + (left < CHUNK ? left : CHUNK);
	uint32_t postings[CHUNK];
	size_t count = 0;

	for (size_t i = walk->next; i < limit; i++) {
		postings[count] = order->postings[i];
		count += bits_has(walk->set, order->postings[i]);
	}
	take_chunk(walk, postings, count);
	walk->next = limit;
}

/* The places of the set's members from the next one on, as keys to sort. */
static uint64_t *list_places(const struct walk *walk, size_t members, size_t *count)
{
	uint32_t *postings = xrealloc(NULL, members, sizeof *postings);
	uint64_t *places = xrealloc(NULL, members, sizeof *places);

	*count = 0;
	bitset_list(walk->set, postings);
	for (size_t i = 0; i < members; i++) {
		size_t place = postings[i] < walk->order->count ?
			walk->order->places[postings[i]] : 0;

		if (place >= walk->next && postings[i] < walk->order->count)
			places[(*count)++] = (uint64_t)place << 32 | postings[i];
	}
	free(postings);
	return places;
}

/* Finds all that are left at once. */
static void finish(struct walk *walk)
{
	size_t members = (size_t)bitset_count(walk->set), count;
	uint64_t *places = list_places(walk, members, &count), *sorted;
	uint64_t *spare = xrealloc(NULL, count, sizeof *spare);

	sorted = radix_sort(places, spare, count, radix_bits(walk->order->count));
	for (size_t i = 0; i < count; i += CHUNK) {
		uint32_t postings[CHUNK];
		size_t size = count - i < CHUNK ? count - i : CHUNK;

		for (size_t k = 0; k < size; k++)
			postings[k] = (uint32_t)sorted[i + k];
		take_chunk(walk, postings, size);
	}
	free(places);
	free(spare);
	walk->next = walk->order->count;
	walk->is_done = true;
}

/* Goes on until COUNT leads are found and the place before PLACE of the order is passed. */
static void go_on(struct walk *walk, size_t count, size_t place)
{
	while (!walk->is_done && (walk->found_count < count || walk->next < place)) {
		if (walk->next >= walk->order->count)
			walk->is_done = true;
		else if (walk->next >= walk->patience)
			finish(walk);
		else
			walk_on(walk);
	}
}

size_t walk_get(struct walk *walk, size_t first, size_t count, uint32_t *postings)
{
	size_t got = 0;

	go_on(walk, count < SIZE_MAX - first ? first + count : SIZE_MAX, 0);
	while (got < count && first + got < walk->found_count) {
		postings[got] = walk->found[first + got];
		got++;
	}
	return got;
}

/* The place in the order of a posting that is in the set; behind all where it is not. */
static size_t place_in_order(const struct walk *walk, uint32_t posting)
{
	if (posting >= walk->order->count || !bits_has(walk->set, posting))
		return SIZE_MAX;
	return walk->order->places[posting];
}

/* The place in the order of the lead of the row that a posting is in. */
static size_t place_of_lead(const struct walk *walk, uint32_t posting)
{
	const struct rows *rows = walk->rows;
	uint32_t cluster = rows ? rows_cluster(rows, posting) : UINT32_MAX;
	size_t best = SIZE_MAX, first;

	if (cluster == UINT32_MAX)
		return place_in_order(walk, posting);
	for (first = rows->place_of[posting]; first > 0; first--)
		if (rows->cluster_of[first - 1] != cluster)
			break;
	for (size_t i = first; i < rows->count && rows->cluster_of[i] == cluster; i++) {
		size_t place = place_in_order(walk, rows->members[i]);

		best = place < best ? place : best;
	}
	return best;
}

size_t walk_place(struct walk *walk, uint32_t posting)
{
	size_t place = place_of_lead(walk, posting);
	size_t low = 0, high;

	if (place == SIZE_MAX)
		return SIZE_MAX;
	go_on(walk, 0, place + 1);
	for (high = walk->found_count; low < high;) {
		size_t middle = low + (high - low) / 2;

		if (walk->order->places[walk->found[middle]] < place)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
