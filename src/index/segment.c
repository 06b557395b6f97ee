/*
 * Makes the rows of a segment out of runs: all are read side by side, the lowest term of any first.
 *
 * The first bytes of the sources' terms are numbers side by side, and the lowest is found by
 * looking at all of them. A tree would ask fewer, but for each source that moves on, and its
 * answers cannot be guessed by the processor; this asks once for a term, however many sources have
 * it. Where there are very many sources they are in groups, of which the lowest is remembered.
 */
#include "config.h"

#include "index/segment.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "index/beginnings_int.h"
#include "index/bits_int.h"
#include "index/packed.h"
#include "index/run_int.h"
#include "util/alloc.h"

#define ELSEWHERE UINT32_MAX     /* in a map: no place, or a later run replaces it */
#define GROUP 64                 /* sources; a bit for each fits a word */
#define KEY_DONE UINT64_MAX      /* a term may have it too */
#define SORT_MAX 64              /* places; more are sorted by setting bits */

/* A run that is read. */
struct source {
	struct run_cursor cursor;
	uint32_t *map;           /* of each of its postings: the place in the block */
	bool is_even;            /* the map is its first place and those that follow */
	bool is_done;
};

struct build {
	struct source *sources;  /* the oldest first */
	size_t count;
	uint64_t *keys;          /* the first bytes of their terms; KEY_DONE at the end */
	uint64_t *lowest;        /* of each group */
	size_t *holders;         /* sources of the lowest term */
	size_t holder_count;
	char term[TERM_MAX];     /* the one that is put together */
	size_t len;
	uint16_t *places;        /* of it */
	size_t place_count;
	bool is_sorted;          /* they rise */
	uint64_t *bits;          /* scratch, a block, all 0 */
	struct strbuf packed;
	struct beginnings *beginnings;
	segment_put_fn put;
	void *data;
};

/* -- the postings of each run that hold */

/* Fills the map of a run; TAKEN are the places that later runs have. How many it has. */
static size_t map_run(const struct run *run, uint32_t first, uint32_t limit, uint64_t *taken,
		      uint32_t *map)
{
	size_t count = 0;

	for (size_t i = 0; i < run->count; i++) {
		uint32_t number = run->numbers[i], place = number % BLOCK_SIZE;
		uint64_t bit = UINT64_C(1) << place % 64;

		map[i] = ELSEWHERE;
		if (number < first || number >= limit || (taken[place / 64] & bit) != 0)
			continue;
		taken[place / 64] |= bit;
		map[i] = place;
		count++;
	}
	return count;
}

static bool is_even(const uint32_t *map, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (map[i] == ELSEWHERE || map[i] != map[0] + i)
			return false;
	return true;
}

/* Makes a source of each run that says something that holds. */
static void open_sources(struct build *build, const struct run *runs, size_t count,
			 uint32_t first, uint32_t limit)
{
	uint64_t *taken = xcalloc(BLOCK_WORDS, sizeof *taken);
	struct source *end = build->sources + count, *source = end;

	for (size_t i = count; i-- > 0; ) {
		uint32_t *map = xmalloc(runs[i].count * sizeof *map);

		if (map_run(&runs[i], first, limit, taken, map) == 0) {
			free(map);
			continue;
		}
		source--;
		source->map = map;
		source->is_even = is_even(map, runs[i].count);
		run_cursor_init(&source->cursor, &runs[i]);
	}
	free(taken);
	build->count = (size_t)(end - source);
	memmove(build->sources, source, build->count * sizeof *source);
}

/* -- the lowest term */

static void step(struct build *build, size_t which)
{
	struct source *source = &build->sources[which];

	source->is_done = !run_cursor_next(&source->cursor);
	build->keys[which] = source->is_done ? KEY_DONE :
		term_key(source->cursor.term, source->cursor.len);
}

static size_t group_count(const struct build *build)
{
	return (build->count + GROUP - 1) / GROUP;
}

static size_t group_size(const struct build *build, size_t group)
{
	size_t left = build->count - group * GROUP;

	return left < GROUP ? left : GROUP;
}

static uint64_t lowest_of(const uint64_t *keys, size_t count)
{
	uint64_t lowest = UINT64_MAX;

	for (size_t i = 0; i < count; i++)
		lowest = keys[i] < lowest ? keys[i] : lowest;
	return lowest;
}

static void find_lowest(struct build *build, size_t group)
{
	build->lowest[group] = lowest_of(build->keys + group * GROUP, group_size(build, group));
}

/* A bit for each key that is KEY. */
static uint64_t match(const uint64_t *keys, size_t count, uint64_t key)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < count; i++)
		bits |= (uint64_t)(keys[i] == key) << i;
	return bits;
}

/* Makes a source whose key is the lowest a holder, if its term is no higher than that of those that
 * there are; if it is lower they are none. */
static void consider(struct build *build, size_t which)
{
	const struct run_cursor *cursor = &build->sources[which].cursor, *best;
	int order;

	if (build->sources[which].is_done)
		return;
	if (build->holder_count > 0) {
		best = &build->sources[build->holders[0]].cursor;
		order = term_compare(cursor->term, cursor->len, best->term, best->len);
		if (order > 0)
			return;
		if (order < 0)
			build->holder_count = 0;
	}
	build->holders[build->holder_count++] = which;
}

/* Finds the sources of the lowest term, the oldest first. */
static void find_holders(struct build *build)
{
	size_t groups = group_count(build);
	uint64_t key = lowest_of(build->lowest, groups);

	build->holder_count = 0;
	for (size_t group = 0; group < groups; group++) {
		uint64_t bits = build->lowest[group] == key ?
			match(build->keys + group * GROUP, group_size(build, group), key) : 0;

		while (bits != 0)
			consider(build, group * GROUP + bits_take(&bits));
	}
}

/* -- a term */

static void sort_few(uint16_t *places, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		uint16_t place = places[i];
		size_t at = i;

		for (; at > 0 && places[at - 1] > place; at--)
			places[at] = places[at - 1];
		places[at] = place;
	}
}

static void sort_many(struct build *build)
{
	uint16_t *place = build->places;

	for (size_t i = 0; i < build->place_count; i++)
		build->bits[place[i] / 64] |= UINT64_C(1) << place[i] % 64;
	for (size_t i = 0; i < BLOCK_WORDS; i++)
		while (build->bits[i] != 0)
			*place++ = (uint16_t)(64 * i + bits_take(&build->bits[i]));
}

static void sort_places(struct build *build)
{
	if (build->is_sorted)
		return;
	if (build->place_count <= SORT_MAX)
		sort_few(build->places, build->place_count);
	else
		sort_many(build);
}

/* Adds the places of a term in the block; how many of them hold. */
static size_t map_places(const struct source *source, uint16_t *to)
{
	const uint32_t *from = source->cursor.places, *map = source->map;
	size_t count = source->cursor.count, kept = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t place = map[from[i]];

		to[kept] = (uint16_t)place;
		kept += place != ELSEWHERE;
	}
	return kept;
}

/* The same for a run that was loaded into an empty part of the block, as most are. */
static size_t move_places(const struct source *source, uint16_t *to)
{
	const uint32_t *from = source->cursor.places, first = source->map[0];
	size_t count = source->cursor.count;

	for (size_t i = 0; i < count; i++)
		to[i] = (uint16_t)(first + from[i]);
	return count;
}

/* Adds the places of a source's term that hold. They rise; those of another one begin anywhere. */
static void gather(struct build *build, const struct source *source)
{
	size_t before = build->place_count;
	uint16_t *to = build->places + before;

	build->place_count += source->is_even ? move_places(source, to) : map_places(source, to);
	if (before > 0 && before < build->place_count)
		build->is_sorted &= build->places[before - 1] < build->places[before];
}

/* Collects the lowest term from all sources that have it, which move on. False where none has one
 * left. */
static bool collect(struct build *build)
{
	find_holders(build);
	if (build->holder_count == 0)
		return false;
	build->place_count = 0;
	build->is_sorted = true;
	build->len = build->sources[build->holders[0]].cursor.len;
	memcpy(build->term, build->sources[build->holders[0]].cursor.term, build->len);
	for (size_t i = 0; i < build->holder_count; i++) {
		size_t which = build->holders[i];

		gather(build, &build->sources[which]);
		step(build, which);
		if (i + 1 == build->holder_count || build->holders[i + 1] / GROUP != which / GROUP)
			find_lowest(build, which / GROUP);
	}
	return true;
}

static bool put_term(struct build *build)
{
	if (build->place_count == 0)
		return true;
	sort_places(build);
	strbuf_clear(&build->packed);
	packed_write(&build->packed, build->places, build->place_count);
	beginnings_add(build->beginnings, build->term, build->len, build->places,
		       build->place_count);
	return build->put(build->term, build->len, build->packed.text, build->packed.len,
			  build->data);
}

static bool is_any_bad(const struct build *build)
{
	for (size_t i = 0; i < build->count; i++)
		if (build->sources[i].cursor.is_bad)
			return true;
	return false;
}

/* False where PUT returned false; a run that is none ends as one that is done. */
static bool put_all(struct build *build)
{
	for (size_t i = 0; i < build->count; i++)
		step(build, i);
	for (size_t i = 0; i < group_count(build); i++)
		find_lowest(build, i);
	while (collect(build))
		if (!put_term(build))
			return false;
	return is_any_bad(build) || beginnings_put(build->beginnings, build->put, build->data);
}

static void release(struct build *build)
{
	for (size_t i = 0; i < build->count; i++) {
		run_cursor_release(&build->sources[i].cursor);
		free(build->sources[i].map);
	}
	free(build->sources);
	free(build->keys);
	free(build->lowest);
	free(build->holders);
	free(build->places);
	free(build->bits);
	strbuf_release(&build->packed);
	beginnings_free(build->beginnings);
	free(build);
}

bool segment_build(const struct run *runs, size_t count, uint32_t first, uint32_t limit,
		   segment_put_fn put, void *data, bool *is_bad)
{
	struct build *build = xcalloc(1, sizeof *build);
	bool ok;

	assert(first >= limit || first / BLOCK_SIZE == (limit - 1) / BLOCK_SIZE);
	build->sources = xcalloc(count, sizeof *build->sources);
	build->keys = xcalloc(count, sizeof *build->keys);
	build->lowest = xcalloc(count, sizeof *build->lowest);
	build->holders = xcalloc(count, sizeof *build->holders);
	/* Each posting has one source, so that no term has more; one that is elsewhere is written
	 * behind the last of them and not kept. */
	build->places = xmalloc((BLOCK_SIZE + 1) * sizeof *build->places);
	build->bits = xcalloc(BLOCK_WORDS, sizeof *build->bits);
	strbuf_init(&build->packed);
	build->beginnings = beginnings_new();
	build->put = put;
	build->data = data;
	open_sources(build, runs, count, first, limit);
	ok = put_all(build);
	*is_bad = is_any_bad(build);
	release(build);
	return ok && !*is_bad;
}
