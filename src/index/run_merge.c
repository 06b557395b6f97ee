/* Makes one run of two. */
#include "config.h"

#include "index/run.h"
#include "index/run_int.h"

#include <stdlib.h>

#include "util/alloc.h"

#define REPLACED UINT32_MAX      /* in a map: what the run says of this posting does not hold */

struct merge {
	struct run runs[2];      /* the older and the newer */
	struct run_cursor cursors[2];
	bool has_term[2];
	uint32_t *maps[2];       /* from places in a run to those in the result */
	uint32_t *numbers;       /* of the result */
	size_t count;
	uint32_t *places;        /* of one term; with room for one more */
};

static void join_numbers(struct merge *merge)
{
	const struct run *older = &merge->runs[0], *newer = &merge->runs[1];
	size_t i = 0, k = 0;

	while (i < older->count || k < newer->count) {
		uint32_t place = (uint32_t)merge->count;
		uint64_t a = i < older->count ? older->numbers[i] : UINT64_MAX;
		uint64_t b = k < newer->count ? newer->numbers[k] : UINT64_MAX;

		if (a <= b)
			merge->maps[0][i++] = a < b ? place : REPLACED;
		if (b <= a)
			merge->maps[1][k++] = place;
		merge->numbers[merge->count++] = (uint32_t)(a < b ? a : b);
	}
}

/* Adds the places of a cursor's term, as those in the result. */
static size_t add_places(const struct merge *merge, size_t which, uint32_t *places)
{
	const struct run_cursor *cursor = &merge->cursors[which];
	size_t count = 0;

	for (size_t i = 0; i < cursor->count; i++) {
		places[count] = merge->maps[which][cursor->places[i]];
		count += places[count] != REPLACED;
	}
	return count;
}

static int compare_places(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Whose term is lower: below 0 the older run's, above 0 the newer one's, 0 where both have it. */
static int compare_terms(const struct merge *merge)
{
	const struct run_cursor *cursors = merge->cursors;

	if (!merge->has_term[0] || !merge->has_term[1])
		return merge->has_term[0] ? -1 : 1;
	return term_compare(cursors[0].term, cursors[0].len, cursors[1].term, cursors[1].len);
}

/* Writes the lowest term of both, unless all its postings are replaced, and steps on. */
static void merge_term(struct merge *merge, struct run_writer *writer)
{
	int order = compare_terms(merge);
	struct run_cursor *lowest = &merge->cursors[order > 0];
	uint32_t *places = merge->places;
	size_t first = order <= 0 ? add_places(merge, 0, places) : 0;
	size_t count = first + (order >= 0 ? add_places(merge, 1, places + first) : 0);

	if (first > 0 && first < count && places[first] < places[first - 1])
		qsort(places, count, sizeof *places, compare_places);
	if (count > 0)
		run_writer_add(writer, lowest->term, lowest->len, places, count);
	if (order <= 0)
		merge->has_term[0] = run_cursor_next(&merge->cursors[0]);
	if (order >= 0)
		merge->has_term[1] = run_cursor_next(&merge->cursors[1]);
}

static bool merge_terms(struct merge *merge, struct strbuf *out)
{
	struct run_writer writer;

	run_writer_init(&writer, out, merge->numbers, merge->count);
	for (size_t i = 0; i < 2; i++)
		merge->has_term[i] = run_cursor_next(&merge->cursors[i]);
	while (merge->has_term[0] || merge->has_term[1])
		merge_term(merge, &writer);
	run_writer_end(&writer);
	return !merge->cursors[0].is_bad && !merge->cursors[1].is_bad;
}

static bool merge_opened(struct merge *merge, struct strbuf *out)
{
	size_t all = merge->runs[0].count + merge->runs[1].count, before = out->len;
	bool ok;

	for (size_t i = 0; i < 2; i++) {
		merge->maps[i] = xmalloc(merge->runs[i].count * sizeof *merge->maps[i]);
		run_cursor_init(&merge->cursors[i], &merge->runs[i]);
	}
	merge->numbers = xmalloc(all * sizeof *merge->numbers);
	merge->places = xmalloc((all + 1) * sizeof *merge->places);
	join_numbers(merge);
	ok = merge_terms(merge, out);
	if (!ok)
		strbuf_cut(out, before);
	for (size_t i = 0; i < 2; i++) {
		run_cursor_release(&merge->cursors[i]);
		free(merge->maps[i]);
	}
	free(merge->numbers);
	free(merge->places);
	return ok;
}

bool run_merge(const void *older, size_t older_len, const void *newer, size_t newer_len,
	       struct strbuf *out)
{
	struct merge *merge = xcalloc(1, sizeof *merge);
	bool ok = run_open(&merge->runs[0], older, older_len) &&
		  run_open(&merge->runs[1], newer, newer_len) && merge_opened(merge, out);

	run_release(&merge->runs[0]);
	run_release(&merge->runs[1]);
	free(merge);
	return ok;
}
