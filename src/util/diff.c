/*
 * What became of a text, word by word.
 *
 * Words that stand once in either text and in the same order in both are anchors (the patience
 * difference of Bram Cohen); what is between two of them is compared again, and where there is no
 * anchor by the shortest way from one to the other (Myers, "An O(ND) difference algorithm and its
 * variations", 1986), as long as that is short.
 */
#include "config.h"

#include "util/diff.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "util/alloc.h"
#include "util/ascii.h"
#include "util/hash.h"
#include "util/utf8.h"
#include "util/vec.h"

/* The longest way that is looked for, and the words compared in all of a difference before the rest
 * is taken for replaced. */
#define EDITS_MAX 200
#define WORK_MAX ((size_t)8 << 20)
/* Kept words that stand alone between changes of more are changed with them: easier to read. */
#define ISLAND_WORDS 2

struct word {
	size_t start, end;       /* without the blanks behind it */
	uint64_t hash;           /* two words are the same where their hashes are */
	bool is_kept;
};

struct words { struct word *items; size_t count, cap; };

/* Words [from, to) of both texts that are still to be compared. */
struct range { size_t from[2], to[2]; };

struct comparing {
	struct words words[2];
	struct { struct range *items; size_t count, cap; } ranges;
	int32_t *rows;           /* of find_way() */
	size_t work;
};

/* -- cutting */

/* Punctuation at either end of a word is a word of its own: "Berlin," is Berlin. */
static bool is_edge(char c)
{
	return c != '\0' && strchr(".,;:!?()[]{}\"'*_", c) != NULL;
}

/* Ideographs and kana are written without blanks; each is a word. */
static bool is_ideograph(unsigned char lead)
{
	return lead >= 0xE3 && lead <= 0xE9;
}

static size_t word_end(const char *text, size_t at, size_t len)
{
	size_t end = at;

	if (is_edge(text[at]))
		return at + 1;
	if (is_ideograph((unsigned char)text[at]))
		return at + utf8_grapheme(text + at, len - at);
	while (end < len && !ascii_is_space(text[end]) && !is_ideograph((unsigned char)text[end]))
		end++;
	while (end > at + 1 && is_edge(text[end - 1]))
		end--;
	return end;
}

static void cut(struct words *words, const char *text, size_t len)
{
	size_t at = 0;

	while (at < len) {
		struct hash hash;
		size_t end;

		if (ascii_is_space(text[at])) {
			at++;
			continue;
		}
		end = word_end(text, at, len);
		hash_init(&hash);
		hash_add(&hash, text + at, end - at);
		*VEC_PUSH(words) = (struct word){ at, end, hash.low, false };
		at = end;
	}
}

/* -- comparing */

static bool same(const struct comparing *comparing, size_t old, size_t new)
{
	return comparing->words[0].items[old].hash == comparing->words[1].items[new].hash;
}

static void keep(struct comparing *comparing, size_t old, size_t new)
{
	comparing->words[0].items[old].is_kept = true;
	comparing->words[1].items[new].is_kept = true;
}

static bool is_empty(const struct range *range)
{
	return range->from[0] == range->to[0] || range->from[1] == range->to[1];
}

/* Keeps what is equal at both ends. */
static void trim(struct comparing *comparing, struct range *range)
{
	while (!is_empty(range) && same(comparing, range->from[0], range->from[1]))
		keep(comparing, range->from[0]++, range->from[1]++);
	while (!is_empty(range) && same(comparing, range->to[0] - 1, range->to[1] - 1))
		keep(comparing, --range->to[0], --range->to[1]);
}

/* A word of a range, to be found among the others. */
struct place { uint64_t hash; size_t side, at; };

static int compare_places(const void *a, const void *b)
{
	const struct place *one = a, *other = b;

	if (one->hash != other->hash)
		return one->hash < other->hash ? -1 : 1;
	if (one->side != other->side)
		return one->side < other->side ? -1 : 1;
	return (one->at > other->at) - (one->at < other->at);
}

struct anchor { size_t at[2]; };

static int compare_anchors(const void *a, const void *b)
{
	const struct anchor *one = a, *other = b;

	return (one->at[0] > other->at[0]) - (one->at[0] < other->at[0]);
}

/* The words that stand once in both halves of the range, in the order of the old text. */
static struct anchor *find_unique(const struct comparing *comparing, const struct range *range,
				  size_t *found)
{
	size_t count = 0, sizes[2] = {
		range->to[0] - range->from[0], range->to[1] - range->from[1],
	};
	struct place *places = xcalloc(sizes[0] + sizes[1], sizeof *places);
	struct anchor *anchors = xcalloc(sizes[0] < sizes[1] ? sizes[0] : sizes[1],
					 sizeof *anchors);

	for (size_t side = 0; side < 2; side++)
		for (size_t at = range->from[side]; at < range->to[side]; at++)
			places[count++] = (struct place){
				comparing->words[side].items[at].hash, side, at,
			};
	qsort(places, count, sizeof *places, compare_places);
	*found = 0;
	for (size_t i = 0; i < count;) {
		size_t end = i + 1;

		while (end < count && places[end].hash == places[i].hash)
			end++;
		if (end - i == 2 && places[i].side == 0 && places[i + 1].side == 1)
			anchors[(*found)++] = (struct anchor){ { places[i].at, places[i + 1].at } };
		i = end;
	}
	free(places);
	qsort(anchors, *found, sizeof *anchors, compare_anchors);
	return anchors;
}

/* The pile on whose top the anchor goes: the first whose top does not stand before it. */
static size_t find_pile(const struct anchor *anchors, const size_t *tops, size_t piles, size_t at)
{
	size_t low = 0, high = piles;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (anchors[tops[middle]].at[1] < anchors[at].at[1])
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Leaves those of ANCHORS that rise in the new text too, the most that can be: patience sorting.
 * Returns how many. */
static size_t leave_rising(struct anchor *anchors, size_t count)
{
	size_t *tops = xcalloc(count, sizeof *tops), *before = xcalloc(count, sizeof *before);
	struct anchor *left = xcalloc(count, sizeof *left);
	size_t piles = 0;

	for (size_t i = 0; i < count; i++) {
		size_t pile = find_pile(anchors, tops, piles, i);

		before[i] = pile > 0 ? tops[pile - 1] : SIZE_MAX;
		tops[pile] = i;
		piles += pile == piles;
	}
	for (size_t pile = piles, at = piles > 0 ? tops[piles - 1] : SIZE_MAX; pile > 0; pile--) {
		left[pile - 1] = anchors[at];
		at = before[at];
	}
	memcpy(anchors, left, piles * sizeof *left);
	free(left);
	free(before);
	free(tops);
	return piles;
}

/* Cuts the range at its anchors; false where it has none. */
static bool cut_at_anchors(struct comparing *comparing, const struct range *range)
{
	struct range rest = *range;
	size_t count;
	struct anchor *anchors = find_unique(comparing, range, &count);

	count = count > 0 ? leave_rising(anchors, count) : 0;
	for (size_t i = 0; i < count; i++) {
		struct range part = { { rest.from[0], rest.from[1] },
				      { anchors[i].at[0], anchors[i].at[1] } };

		keep(comparing, anchors[i].at[0], anchors[i].at[1]);
		if (!is_empty(&part))
			*VEC_PUSH(&comparing->ranges) = part;
		rest.from[0] = anchors[i].at[0] + 1;
		rest.from[1] = anchors[i].at[1] + 1;
	}
	if (count > 0 && !is_empty(&rest))
		*VEC_PUSH(&comparing->ranges) = rest;
	free(anchors);
	return count > 0;
}

/* The furthest that N edits reach on each diagonal, for each N: the place in the old text. Diagonal
 * D, its place less that in the new text, is at [N][EDITS_MAX + 1 + D]. No edit reaches nothing, as
 * what is equal at the start has been trimmed. */
#define DIAGONALS (2 * EDITS_MAX + 3)

/* From where the furthest point on DIAGONAL with EDITS is come to: one word taken away (from the
 * diagonal below) or put in (from that above). */
static bool comes_from_below(const int32_t *row, int edits, int diagonal)
{
	return diagonal == edits ||
		(diagonal != -edits && row[diagonal - 1] >= row[diagonal + 1]);
}

/* Walks back from the end, keeping what is equal. */
static void keep_way(struct comparing *comparing, const struct range *range, int edits,
		     int diagonal)
{
	const int32_t *rows = comparing->rows;
	int32_t old = rows[(size_t)edits * DIAGONALS + (size_t)(EDITS_MAX + 1 + diagonal)];

	for (; edits > 0; edits--) {
		const int32_t *row = rows + (size_t)(edits - 1) * DIAGONALS + EDITS_MAX + 1;
		bool is_below = comes_from_below(row, edits, diagonal);
		int32_t start = is_below ? row[diagonal - 1] + 1 : row[diagonal + 1];

		for (; old > start; old--)
			keep(comparing, range->from[0] + (size_t)old - 1,
			     range->from[1] + (size_t)(old - diagonal) - 1);
		old = is_below ? start - 1 : start;
		diagonal += is_below ? -1 : 1;
	}
}

/* One more edit on each diagonal; whether the end was reached, on *end. */
static bool go_on(struct comparing *comparing, const struct range *range, int edits, int *end)
{
	int32_t sizes[2] = { (int32_t)(range->to[0] - range->from[0]),
			     (int32_t)(range->to[1] - range->from[1]) };
	int32_t *row = comparing->rows + (size_t)edits * DIAGONALS + EDITS_MAX + 1;
	const int32_t *last = row - DIAGONALS;

	for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
		int32_t old = comes_from_below(last, edits, diagonal) ? last[diagonal - 1] + 1
								     : last[diagonal + 1];
		int32_t new = old - diagonal;

		while (old < sizes[0] && new >= 0 && new < sizes[1] && comparing->work > 0 &&
		       same(comparing, range->from[0] + (size_t)old,
			    range->from[1] + (size_t)new)) {
			old++;
			new++;
			comparing->work--;
		}
		row[diagonal] = old;
		*end = diagonal;
		if (old == sizes[0] && new == sizes[1])
			return true;
	}
	comparing->work -= (size_t)edits < comparing->work ? (size_t)edits : comparing->work;
	return false;
}

/* Where the way is longer, all of the range is replaced. */
static void find_way(struct comparing *comparing, const struct range *range)
{
	int end = 0;

	if (!comparing->rows)
		comparing->rows = xcalloc((size_t)(EDITS_MAX + 1) * DIAGONALS,
					  sizeof *comparing->rows);
	for (int edits = 1; edits <= EDITS_MAX && comparing->work > 0; edits++) {
		if (go_on(comparing, range, edits, &end)) {
			keep_way(comparing, range, edits, end);
			return;
		}
	}
}

static void compare(struct comparing *comparing)
{
	*VEC_PUSH(&comparing->ranges) = (struct range){
		.to = { comparing->words[0].count, comparing->words[1].count },
	};
	while (comparing->ranges.count > 0) {
		struct range range = comparing->ranges.items[--comparing->ranges.count];
		size_t words = range.to[0] - range.from[0] + range.to[1] - range.from[1];

		if (words > comparing->work || words > INT32_MAX)
			continue;
		comparing->work -= words;
		trim(comparing, &range);
		if (!is_empty(&range) && !cut_at_anchors(comparing, &range))
			find_way(comparing, &range);
	}
}

/* -- runs */

/* A stretch of words that were kept, or of words that were not, in both texts. */
struct stretch { bool is_kept; size_t from[2], to[2]; };

struct stretches { struct stretch *items; size_t count, cap; };

static void find_stretches(const struct comparing *comparing, struct stretches *stretches)
{
	const struct words *words = comparing->words;
	size_t at[2] = { 0, 0 };

	while (at[0] < words[0].count || at[1] < words[1].count) {
		struct stretch stretch = { .from = { at[0], at[1] } };

		stretch.is_kept = at[0] < words[0].count && at[1] < words[1].count &&
				  words[0].items[at[0]].is_kept && words[1].items[at[1]].is_kept;
		for (size_t side = 0; side < 2; side++)
			while (at[side] < words[side].count &&
			       words[side].items[at[side]].is_kept == stretch.is_kept)
				at[side]++;
		if (stretch.is_kept) {
			size_t count = at[0] - stretch.from[0];

			if (at[1] - stretch.from[1] < count)
				count = at[1] - stretch.from[1];
			at[0] = stretch.from[0] + count;
			at[1] = stretch.from[1] + count;
		}
		stretch.to[0] = at[0];
		stretch.to[1] = at[1];
		*VEC_PUSH(stretches) = stretch;
	}
}

static size_t stretch_words(const struct stretch *stretch)
{
	return stretch->to[0] - stretch->from[0] + stretch->to[1] - stretch->from[1];
}

/* Joins to the changes around them the few words between. */
static void flood_islands(struct stretches *stretches)
{
	size_t count = 0;

	for (size_t i = 0; i < stretches->count; i++) {
		struct stretch *stretch = &stretches->items[i];
		struct stretch *last = count > 0 ? &stretches->items[count - 1] : NULL;
		size_t kept = stretch->to[0] - stretch->from[0];

		if (stretch->is_kept && last && i + 1 < stretches->count && kept <= ISLAND_WORDS &&
		    stretch_words(last) > 2 * kept &&
		    stretch_words(&stretches->items[i + 1]) > 2 * kept)
			stretch->is_kept = false;
		if (last && last->is_kept == stretch->is_kept) {
			last->to[0] = stretch->to[0];
			last->to[1] = stretch->to[1];
		} else {
			stretches->items[count++] = *stretch;
		}
	}
	stretches->count = count;
}

/* Whether a line ends between word AT and the one before it. */
static bool starts_line(const struct words *words, size_t at, const char *text)
{
	size_t end = words->items[at - 1].end;

	return memchr(text + end, '\n', words->items[at].start - end) != NULL;
}

/* How far words [from, to) can move on, past words that are those they begin with, so that they
 * begin a line; 0 where they cannot, or do so already. LIMIT is the words behind them. */
static size_t find_slide(const struct words *words, size_t from, size_t to, size_t limit,
			 const char *text)
{
	size_t best = 0;

	if (from == 0 || starts_line(words, from, text))
		return 0;
	for (size_t by = 1; by <= limit && by <= to - from; by++) {
		if (words->items[from + by - 1].hash != words->items[to + by - 1].hash)
			break;
		if (starts_line(words, from + by, text))
			best = by;
	}
	return best;
}

/* Of two ways to say what was put in or taken away, as in "one. {+Two. +}" for "one{+. Two+}. ",
 * the one that is whole lines is easier to read. */
static void slide(struct stretches *stretches, const struct words *words, const char *const *text)
{
	for (size_t i = 1; i + 1 < stretches->count; i++) {
		struct stretch *stretch = &stretches->items[i];
		size_t side = stretch->from[0] == stretch->to[0] ? 1 : 0, by;
		size_t behind = stretch[1].to[1] - stretch[1].from[1];

		if (stretch->is_kept || stretch->from[1 - side] != stretch->to[1 - side])
			continue;
		by = find_slide(&words[side], stretch->from[side], stretch->to[side],
				behind - (i + 2 < stretches->count), text[side]);
		for (size_t at = 0; at < 2; at++) {
			stretch[-1].to[at] += by;
			stretch->from[at] += by;
			stretch->to[at] += by;
			stretch[1].from[at] += by;
		}
	}
}

static void add_run(struct diff *diff, enum diff_kind kind, const struct words *words, size_t from,
		    size_t to, size_t len)
{
	if (from == to)
		return;
	*VEC_PUSH(diff) = (struct diff_run){
		.kind = kind, .start = words->items[from].start,
		.end = to < words->count ? words->items[to].start : len,
	};
}

void diff_words(struct diff *diff, const char *before, size_t before_len, const char *after,
		size_t after_len)
{
	struct comparing comparing = { .work = WORK_MAX };
	struct stretches stretches = { 0 };
	const char *const texts[2] = { before, after };

	diff_release(diff);
	cut(&comparing.words[0], before, before_len);
	cut(&comparing.words[1], after, after_len);
	compare(&comparing);
	find_stretches(&comparing, &stretches);
	flood_islands(&stretches);
	slide(&stretches, comparing.words, texts);
	for (size_t i = 0; i < stretches.count; i++) {
		const struct stretch *stretch = &stretches.items[i];

		if (!stretch->is_kept)
			add_run(diff, DIFF_REMOVED, &comparing.words[0], stretch->from[0],
				stretch->to[0], before_len);
		add_run(diff, stretch->is_kept ? DIFF_KEPT : DIFF_ADDED, &comparing.words[1],
			stretch->from[1], stretch->to[1], after_len);
	}
	VEC_RELEASE(&stretches);
	VEC_RELEASE(&comparing.ranges);
	free(comparing.rows);
	VEC_RELEASE(&comparing.words[0]);
	VEC_RELEASE(&comparing.words[1]);
}

void diff_release(struct diff *diff)
{
	VEC_RELEASE(diff);
}
