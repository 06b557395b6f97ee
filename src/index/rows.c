/*
 * Rows.
 *
 * All is counted by words: the postings of a set by its own, the clusters among them by a set of
 * places in the list of members, in which those of a cluster lie together. Which members a set has
 * is looked up by that list where they are many, and by the words that the set shares with all
 * clusters where they are few.
 */
#include "config.h"

#include "index/rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "index/bits_int.h"
#include "index/rows_int.h"
#include "util/alloc.h"

#define ALONE UINT32_MAX

#define FEW 6u                   /* members in the time that one is looked up from its bit */

static void add_member(struct rows *rows, const struct cluster_pair *pair, uint32_t cluster)
{
	rows->place_of[pair->posting] = (uint32_t)rows->count;
	rows->members[rows->count] = pair->posting;
	rows->cluster_of[rows->count++] = cluster;
	bitset_add(&rows->clustered, pair->posting);
}

void rows_init(struct rows *rows, const struct cluster_pair *pairs, size_t count, size_t limit)
{
	uint32_t last = 0;

	*rows = (struct rows){ .limit = limit };
	bitset_init(&rows->clustered, limit);
	rows->members = xcalloc(count, sizeof *rows->members);
	rows->cluster_of = xcalloc(count, sizeof *rows->cluster_of);
	rows->place_of = xrealloc(NULL, limit, sizeof *rows->place_of);
	for (size_t i = 0; i < limit; i++)
		rows->place_of[i] = ALONE;
	for (size_t i = 0; i < count; i++) {
		assert(pairs[i].posting < limit);
		if (rows->place_of[pairs[i].posting] != ALONE)
			continue;
		if (rows->cluster_count == 0 || pairs[i].cluster != last)
			rows->cluster_count++;
		last = pairs[i].cluster;
		add_member(rows, &pairs[i], (uint32_t)rows->cluster_count - 1);
	}
	rows->stamps = xcalloc(rows->cluster_count, sizeof *rows->stamps);
	bitset_init(&rows->inner, rows->count);
	bitset_init(&rows->met, rows->count);
	for (size_t i = 1; i < rows->count; i++)
		if (rows->cluster_of[i] == rows->cluster_of[i - 1])
			bitset_add(&rows->inner, (uint32_t)i - 1);
}

void rows_release(struct rows *rows)
{
	bitset_release(&rows->clustered);
	bitset_release(&rows->inner);
	bitset_release(&rows->met);
	free(rows->members);
	free(rows->cluster_of);
	free(rows->place_of);
	free(rows->stamps);
	*rows = (struct rows){ .members = NULL };
}

uint32_t rows_cluster(const struct rows *rows, uint32_t posting)
{
	if (posting >= rows->limit || rows->place_of[posting] == ALONE)
		return ALONE;
	return rows->cluster_of[rows->place_of[posting]];
}

uint64_t rows_shared(const struct bitset *a, const struct bitset *b)
{
	size_t count = a->count < b->count ? a->count : b->count;
	const struct bitset first = { a->words, count }, second = { b->words, count };

	return bitset_count_and(&first, &second);
}

/* -- members */

static void find_many(const struct rows *rows, const struct bitset *set, struct bitset *members)
{
	for (size_t i = 0; i < rows->count; i++)
		members->words[i / 64] |= (uint64_t)bits_has(set, rows->members[i]) << i % 64;
}

static void find_few(const struct rows *rows, const struct bitset *set, struct bitset *members)
{
	for (size_t i = 0; i < rows->clustered.count; i++) {
		uint64_t word = rows->clustered.words[i] & bits_word(set, i);

		while (word != 0) {
			uint32_t place = rows->place_of[64 * i + bits_take(&word)];

			members->words[place / 64] |= UINT64_C(1) << place % 64;
		}
	}
}

void rows_find_members(const struct rows *rows, const struct bitset *set, struct bitset *members)
{
	if (rows->count == 0)
		return;
	if (rows_shared(set, &rows->clustered) * FEW < rows->count)
		find_few(rows, set, members);
	else
		find_many(rows, set, members);
}

/* -- counting */

/*
 * The clusters that have one of the members. The bits of a cluster lie together, the last of them
 * is not an inner one. Adding all inner bits to those that are met carries into the last one of the
 * cluster where any of the others was met, and never further, for the last one is added nothing.
 */
static uint64_t count_clusters(struct rows *rows, const uint64_t *one, const uint64_t *other)
{
	const struct bitset met = { rows->met.words, (rows->count + 63) / 64 };
	uint64_t carry = 0;

	for (size_t i = 0; i < met.count; i++) {
		uint64_t inner = rows->inner.words[i], members = one[i] & other[i];
		uint64_t sum = (members & inner) + inner, carried = sum < inner;

		sum += carry;
		carry = carried | (sum < carry);
		met.words[i] = (sum | members) & ~inner;
	}
	return bitset_count(&met);
}

uint64_t rows_count_shared(struct rows *rows, const struct row_set *set,
			   const struct row_set *other)
{
	return rows_shared(set->set, other->set) - rows_shared(set->members, other->members) +
	       count_clusters(rows, set->members->words, other->members->words);
}

uint64_t rows_count_set(struct rows *rows, const struct row_set *set)
{
	return bitset_count(set->set) - bitset_count(set->members) +
	       count_clusters(rows, set->members->words, set->members->words);
}

uint64_t rows_count(struct rows *rows, const struct bitset *set)
{
	struct bitset members;
	uint64_t count;

	bitset_init(&members, rows->count);
	rows_find_members(rows, set, &members);
	count = rows_count_set(rows, &(struct row_set){ set, &members });
	bitset_release(&members);
	return count;
}
