/*
 * Makes the rows of a segment out of runs: all are read side by side, the lowest term of any first.
 *
 * Which run is next is asked of a tree of losers (Knuth, volume 3, 5.4.1): its leaves are the runs,
 * each inner node has the loser of the game played there, and a run that has moved on plays again
 * on the way from its leaf to the root, one game for each level.
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
#define SORT_MAX 64              /* places; more are sorted by setting bits */

/* A run that is read. */
struct source {
	struct run_cursor cursor;
	uint32_t *map;           /* of each of its postings: the place in the block */
	bool is_done;
};

/* The first bytes of a source's term, as numbers that sort as they do; at the end as high as can
 * be. */
struct key { uint64_t first, second; };

#define KEY_BYTES 16

struct build {
	struct source *sources;  /* the oldest first */
	struct key *keys;        /* of them */
	size_t count;
	size_t *losers;          /* of the games; [0] has the winner */
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
		run_cursor_init(&source->cursor, &runs[i]);
	}
	free(taken);
	build->count = (size_t)(end - source);
	memmove(build->sources, source, build->count * sizeof *source);
}

/* -- the next run */

static void step(struct build *build, size_t which)
{
	struct source *source = &build->sources[which];
	const struct run_cursor *cursor = &source->cursor;
	size_t len;

	source->is_done = !run_cursor_next(&source->cursor);
	len = cursor->len;
	if (source->is_done)
		build->keys[which] = (struct key){ UINT64_MAX, UINT64_MAX };
	else
		build->keys[which] = (struct key){ term_key(cursor->term, len), len > 8 ?
			term_key(cursor->term + 8, len - 8) : 0 };
}

/* The same where the keys do not tell. */
static bool is_really_before(const struct build *build, size_t a, size_t b)
{
	const struct source *x = &build->sources[a], *y = &build->sources[b];
	size_t x_len = x->cursor.len, y_len = y->cursor.len;
	int order;

	if (x->is_done || y->is_done)
		return !x->is_done || (y->is_done && a < b);
	if (x_len <= KEY_BYTES || y_len <= KEY_BYTES)
		return x_len != y_len ? x_len < y_len : a < b;
	order = term_compare(x->cursor.term, x_len, y->cursor.term, y_len);
	return order != 0 ? order < 0 : a < b;
}

/* Whether source A comes before B: by its term, and of equal ones the older. */
static inline bool is_before(const struct build *build, size_t a, size_t b)
{
	const struct key *x = &build->keys[a], *y = &build->keys[b];

	if (x->first != y->first)
		return x->first < y->first;
	if (x->second != y->second)
		return x->second < y->second;
	return is_really_before(build, a, b);
}

/* Plays the games above the leaf of a source that has a new term. */
static void play(struct build *build, size_t winner)
{
	for (size_t node = (winner + build->count) / 2; node > 0; node /= 2) {
		size_t other = build->losers[node];

		if (is_before(build, other, winner)) {
			build->losers[node] = winner;
			winner = other;
		}
	}
	build->losers[0] = winner;
}

/* Plays all games from the last one up. Node I is above 2I and 2I+1, which are leaves from COUNT
 * on. */
static void play_first(struct build *build)
{
	size_t count = build->count;
	size_t *winners = xmalloc(2 * count * sizeof *winners);

	for (size_t i = 0; i < count; i++)
		winners[count + i] = i;
	for (size_t node = count - 1; node > 0; node--) {
		size_t a = winners[2 * node], b = winners[2 * node + 1];
		bool is_a = is_before(build, a, b);

		winners[node] = is_a ? a : b;
		build->losers[node] = is_a ? b : a;
	}
	build->losers[0] = count > 1 ? winners[1] : 0;
	free(winners);
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

/* Adds the places of a source's term that hold. They rise; those of another one begin anywhere. */
static void gather(struct build *build, const struct source *source)
{
	const uint32_t *from = source->cursor.places, *map = source->map;
	size_t before = build->place_count, count = source->cursor.count;
	uint16_t *to = build->places + before;

	for (size_t i = 0; i < count; i++) {
		uint32_t place = map[from[i]];

		*to = (uint16_t)place;
		to += place != ELSEWHERE;
	}
	build->place_count = (size_t)(to - build->places);
	if (before > 0 && before < build->place_count)
		build->is_sorted &= build->places[before - 1] < build->places[before];
}

/* Collects the lowest term from all sources that have it. False where none has one left. */
static bool collect(struct build *build)
{
	size_t winner = build->losers[0];
	struct source *source = &build->sources[winner];

	if (source->is_done)
		return false;
	build->place_count = 0;
	build->is_sorted = true;
	build->len = source->cursor.len;
	memcpy(build->term, source->cursor.term, build->len);
	do {
		gather(build, source);
		step(build, winner);
		play(build, winner);
		winner = build->losers[0];
		source = &build->sources[winner];
	} while (!source->is_done && source->cursor.len == build->len &&
		 memcmp(source->cursor.term, build->term, build->len) == 0);
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
	if (build->count == 0)
		return true;
	for (size_t i = 0; i < build->count; i++)
		step(build, i);
	play_first(build);
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
	free(build->losers);
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
	build->losers = xcalloc(count, sizeof *build->losers);
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
