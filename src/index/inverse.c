/* Name columns the other way round. */
#include "config.h"

#include "index/inverse.h"

#include <stdlib.h>
#include <string.h>

#include "index/bits_int.h"
#include "util/alloc.h"

/* A name that one posting in so many has is kept as a set. A list takes about as much room then,
 * and a set is counted far sooner. */
#define FREQUENT 48u

/* -- making */

struct name_total { uint64_t total; uint32_t name; };

static int compare_totals(const void *a, const void *b)
{
	const struct name_total *one = a, *other = b;

	if (one->total != other->total)
		return one->total > other->total ? -1 : 1;
	return one->name < other->name ? -1 : one->name > other->name;
}

static uint32_t end_of(const struct name_column *column, size_t limit)
{
	return (uint32_t)(column->count < limit ? column->count : limit);
}

/* The postings of each name, by its number. */
static uint64_t *count_postings(const struct name_column *column, uint32_t end)
{
	uint64_t *totals = xcalloc(column->name_count + 1, sizeof *totals);

	for (uint32_t id = 0; id < end; id++)
		for (size_t i = 0; i < column->counts[id]; i++)
			totals[column->values[column->starts[id] + i]]++;
	return totals;
}

static struct name_total *sort_names(const struct name_column *column, const uint64_t *totals,
				     bool (*is_wanted)(const char *name), size_t *count)
{
	struct name_total *sorted = xcalloc(column->name_count + 1, sizeof *sorted);

	*count = 0;
	for (uint32_t i = 0; i < column->name_count; i++)
		if (totals[i] > 0 && (!is_wanted || is_wanted(column->names[i])))
			sorted[(*count)++] = (struct name_total){ totals[i], i };
	if (*count > 1)
		qsort(sorted, *count, sizeof *sorted, compare_totals);
	return sorted;
}

/* Lays out names, totals and lists, and where each name of the column is. */
static void lay_out(struct inverse *inverse, const struct name_total *sorted, size_t name_count)
{
	size_t listed = 0;

	inverse->places = xcalloc(name_count + 1, sizeof *inverse->places);
	memset(inverse->places, 0xFF, name_count * sizeof *inverse->places);
	inverse->names = xcalloc(inverse->count + 1, sizeof *inverse->names);
	inverse->totals = xcalloc(inverse->count + 1, sizeof *inverse->totals);
	inverse->alone = xcalloc(inverse->count + 1, sizeof *inverse->alone);
	inverse->starts = xcalloc(inverse->count + 1, sizeof *inverse->starts);
	inverse->ends = xcalloc(inverse->count + 1, sizeof *inverse->ends);
	for (size_t i = 0; i < inverse->count; i++) {
		bool is_frequent = sorted[i].total * FREQUENT >= inverse->end;

		inverse->names[i] = sorted[i].name;
		inverse->totals[i] = sorted[i].total;
		inverse->starts[i] = inverse->ends[i] = listed;
		listed += is_frequent ? 0 : sorted[i].total;
		inverse->frequent += is_frequent;
		inverse->places[sorted[i].name] = (uint32_t)i;
	}
	inverse->postings = xcalloc(listed + 1, sizeof *inverse->postings);
}

void inverse_init(struct inverse *inverse, const struct name_column *column,
		  bool (*is_wanted)(const char *name), size_t limit)
{
	uint32_t end = end_of(column, limit);
	uint64_t *totals = count_postings(column, end);
	struct name_total *sorted;

	*inverse = (struct inverse){ .end = end };
	sorted = sort_names(column, totals, is_wanted, &inverse->count);
	lay_out(inverse, sorted, column->name_count);
	inverse->sets = xcalloc(inverse->frequent + 1, sizeof *inverse->sets);
	inverse->members = xcalloc(inverse->frequent + 1, sizeof *inverse->members);
	for (size_t i = 0; i < inverse->frequent; i++)
		bitset_init(&inverse->sets[i], limit);
	free(sorted);
	free(totals);
}

static void fill_in(struct inverse *inverse, const struct name_column *column, uint32_t posting)
{
	const uint32_t *names = column->values + column->starts[posting];

	for (size_t i = 0; i < column->counts[posting]; i++) {
		uint32_t at = inverse->places[names[i]];

		if (at < inverse->frequent)
			inverse->sets[at].words[posting / 64] |= UINT64_C(1) << posting % 64;
		else if (at != UINT32_MAX)
			inverse->postings[inverse->ends[at]++] = posting;
	}
}

static void end_filling(struct inverse *inverse)
{
	free(inverse->places);
	free(inverse->ends);
	inverse->places = NULL;
	inverse->ends = NULL;
}

bool inverse_fill(struct inverse *inverse, const struct name_column *column)
{
	uint32_t left = inverse->end - inverse->next;
	uint32_t limit = inverse->next + (left < BLOCK_SIZE ? left : BLOCK_SIZE);

	for (; inverse->next < limit; inverse->next++)
		fill_in(inverse, column, inverse->next);
	if (inverse->next < inverse->end)
		return false;
	end_filling(inverse);
	return true;
}

void inverse_release(struct inverse *inverse)
{
	for (size_t i = 0; i < inverse->frequent; i++) {
		bitset_release(&inverse->sets[i]);
		bitset_release(&inverse->members[i]);
	}
	free(inverse->sets);
	free(inverse->members);
	free(inverse->names);
	free(inverse->totals);
	free(inverse->starts);
	free(inverse->postings);
	free(inverse->alone);
	end_filling(inverse);
	*inverse = (struct inverse){ .names = NULL };
}

/* -- clusters */

static int compare_places(const void *a, const void *b)
{
	uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;

	return one < other ? -1 : one > other;
}

/* The postings of a list that are in clusters are named by their places while they are sorted. */
static void part_list(struct inverse *inverse, size_t at, const struct rows *rows,
		      uint32_t *places)
{
	uint32_t *postings = inverse->postings + inverse->starts[at];
	size_t alone = 0, count = 0;

	for (uint64_t i = 0; i < inverse->totals[at]; i++)
		if (bits_has(&rows->clustered, postings[i]))
			places[count++] = rows->place_of[postings[i]];
		else
			postings[alone++] = postings[i];
	if (count > 1)
		qsort(places, count, sizeof *places, compare_places);
	for (size_t i = 0; i < count; i++)
		postings[alone + i] = rows->members[places[i]];
	inverse->alone[at] = alone;
}

void inverse_learn_rows(struct inverse *inverse, const struct rows *rows)
{
	uint32_t *places = xcalloc(rows->count + 1, sizeof *places);

	for (size_t i = 0; i < inverse->frequent; i++) {
		bitset_release(&inverse->members[i]);
		bitset_init(&inverse->members[i], rows->count);
		rows_find_members(rows, &inverse->sets[i], &inverse->members[i]);
	}
	for (size_t i = inverse->frequent; i < inverse->count; i++)
		part_list(inverse, i, rows, places);
	free(places);
}

/* -- asking */

static uint64_t count_list(const struct inverse *inverse, size_t at, const struct rows *rows,
			   const struct bitset *selection)
{
	const uint32_t *postings = inverse->postings + inverse->starts[at];
	uint32_t last = UINT32_MAX;
	uint64_t count = 0;

	for (uint64_t i = 0; i < inverse->alone[at]; i++)
		count += bits_has(selection, postings[i]);
	for (uint64_t i = inverse->alone[at]; i < inverse->totals[at]; i++) {
		uint32_t cluster = rows->cluster_of[rows->place_of[postings[i]]];

		if (!bits_has(selection, postings[i]))
			continue;
		count += cluster != last;
		last = cluster;
	}
	return count;
}

uint64_t inverse_count(const struct inverse *inverse, size_t at, struct rows *rows,
		       const struct row_set *selection)
{
	struct row_set set;

	if (at >= inverse->frequent)
		return count_list(inverse, at, rows, selection->set);
	set = (struct row_set){ &inverse->sets[at], &inverse->members[at] };
	return rows_count_shared(rows, selection, &set);
}

static bool sets_meet(const struct bitset *one, const struct bitset *other)
{
	size_t count = one->count < other->count ? one->count : other->count;

	for (size_t i = 0; i < count; i++)
		if ((one->words[i] & other->words[i]) != 0)
			return true;
	return false;
}

bool inverse_meets(const struct inverse *inverse, size_t at, const struct bitset *selection)
{
	const uint32_t *postings = inverse->postings + inverse->starts[at];

	if (at < inverse->frequent)
		return sets_meet(&inverse->sets[at], selection);
	for (uint64_t i = 0; i < inverse->totals[at]; i++)
		if (bits_has(selection, postings[i]))
			return true;
	return false;
}
