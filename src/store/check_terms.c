/* Whether the rows of a segment are those that the texts make. */
#include "config.h"

#include "store/check_int.h"

#include "index/packed.h"
#include "index/segment.h"
#include "store/documents_int.h"
#include "store/segment_rows_int.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/vec.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct row_list { struct segment_row *items; size_t count, cap; };

/* The rows as the index has them: by their bytes. */
static int compare_rows(const void *a, const void *b)
{
	const struct segment_row *one = a, *other = b;
	size_t len = one->len < other->len ? one->len : other->len;
	/* A damaged row may have no text at all. */
	int order = len > 0 ? memcmp(one->term, other->term, len) : 0;

	return order != 0 ? order : (one->len > other->len) - (one->len < other->len);
}

static void list_rows(const struct segment_rows *rows, struct row_list *list)
{
	struct segment_row row;

	for (size_t at = 0; segment_rows_next(rows, &at, &row);)
		*VEC_PUSH(list) = row;
	if (list->count > 0)
		qsort(list->items, list->count, sizeof *list->items, compare_rows);
}

/* The rows that the texts of postings [first, end) make. */
static bool make_rows(struct checking *checking, int64_t first, int64_t end,
		      struct segment_rows *rows)
{
	struct strbuf bytes = STRBUF_INIT;
	bool is_bad = false, ok = documents_run(checking->store, first, end, &bytes, checking->err);
	struct run run;

	ok = ok && run_open(&run, bytes.text, bytes.len);
	if (ok) {
		ok = segment_build(&run, 1, (uint32_t)first, (uint32_t)end, segment_rows_put, rows,
				   &is_bad);
		run_release(&run);
	}
	strbuf_release(&bytes);
	return ok;
}

/* -- a segment */

/* A comparison of the rows of a segment, which are in the order of their bytes. */
struct comparing {
	struct checking *checking;
	const struct stretch *segment;
	struct row_list want;
	uint64_t but[BLOCK_WORDS];  /* the postings that the tail speaks for instead */
	bool has_others;            /* there are such */
	size_t wrong;
};

/* A row for the beginnings of terms has a capital letter. */
static bool is_beginning(const struct segment_row *row)
{
	return row->len > 0 && row->term[0] >= 'A' && row->term[0] <= 'Z';
}

static bool is_empty(const struct comparing *comparing, const uint64_t *bits)
{
	for (size_t i = 0; i < BLOCK_WORDS; i++)
		if (bits[i] & ~comparing->but[i])
			return false;
	return true;
}

/* Whether two sets are the same but for the postings of the tail. */
static bool is_same(const struct comparing *comparing, const uint64_t *a, const uint64_t *b)
{
	for (size_t i = 0; i < BLOCK_WORDS; i++)
		if ((a[i] ^ b[i]) & ~comparing->but[i])
			return false;
	return true;
}

/* All terms that begin as the row says. */
static void unite(const struct comparing *comparing, const struct segment_row *row, uint64_t *bits)
{
	const struct row_list *want = &comparing->want;
	size_t low = 0, high = want->count;
	char start[TERM_MAX];
	struct segment_row first = { .term = start, .len = row->len };

	if (row->len > TERM_MAX)
		return;
	memcpy(start, row->term, row->len);
	start[0] = (char)(start[0] - 'A' + 'a');
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_rows(&want->items[middle], &first) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < want->count; low++) {
		const struct segment_row *term = &want->items[low];

		if (term->len < first.len || memcmp(term->term, start, first.len) != 0)
			break;
		packed_or(term->packed, term->size, bits);
	}
}

/* A stored row, and what there should be; NULL for none. Where others stand in for some of the
 * postings it is not said which beginnings have rows, only what these must say. */
static void compare_row(struct comparing *comparing, const struct segment_row *have,
			const struct segment_row *want)
{
	uint64_t got[BLOCK_WORDS] = { 0 }, should[BLOCK_WORDS] = { 0 };
	bool is_start = have ? is_beginning(have) : want && is_beginning(want);
	bool is_right = !have || packed_or(have->packed, have->size, got);

	if (have && is_start && comparing->has_others)
		unite(comparing, have, should);
	else if (want)
		packed_or(want->packed, want->size, should);
	if (is_start && !comparing->has_others && (!have || !want))
		is_right = false;
	else if (is_start && !have)
		is_right = true;
	else
		is_right = is_right && (want || is_start ? is_same(comparing, got, should)
							 : is_empty(comparing, got));
	comparing->wrong += !is_right;
}

/* Both lists rise: this one, and what the statement yields. */
static bool compare_all(struct comparing *comparing)
{
	struct connection *connection = &comparing->checking->store->connection;
	const struct row_list *want = &comparing->want;
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT text, CASE typeof(postings) WHEN 'integer' THEN (SELECT bits FROM"
		" posting_set WHERE id = postings) ELSE postings END FROM term WHERE segment = ?"
		" ORDER BY text", comparing->checking->err);
	enum stmt_step step = STMT_FAILED;
	size_t at = 0;

	if (stmt)
		stmt_int(stmt, 1, comparing->segment->id);
	while (stmt &&
	       (step = stmt_step(connection, stmt, comparing->checking->err)) == STMT_ROW) {
		struct segment_row have = {
			sqlite3_column_blob(stmt, 0), sqlite3_column_blob(stmt, 1),
			(size_t)sqlite3_column_bytes(stmt, 0),
			(size_t)sqlite3_column_bytes(stmt, 1),
		};

		while (at < want->count && compare_rows(&want->items[at], &have) < 0)
			compare_row(comparing, NULL, &want->items[at++]);
		if (at < want->count && compare_rows(&want->items[at], &have) == 0)
			compare_row(comparing, &have, &want->items[at++]);
		else
			compare_row(comparing, &have, NULL);
	}
	while (step == STMT_DONE && at < want->count)
		compare_row(comparing, NULL, &want->items[at++]);
	return step == STMT_DONE;
}

static void find_others(struct comparing *comparing)
{
	const struct stretch *segment = comparing->segment;

	for (int64_t id = segment->first; id < segment->end; id++)
		if (bitset_has(&comparing->checking->tail, (uint32_t)id)) {
			comparing->but[id % BLOCK_SIZE / 64] |= UINT64_C(1) << id % 64;
			comparing->has_others = true;
		}
}

bool check_terms(struct checking *checking, const struct stretch *segment)
{
	struct comparing *comparing = xcalloc(1, sizeof *comparing);
	struct segment_rows rows = { STRBUF_INIT };
	bool ok = make_rows(checking, segment->first, segment->end, &rows);

	comparing->checking = checking;
	comparing->segment = segment;
	list_rows(&rows, &comparing->want);
	find_others(comparing);
	ok = ok && compare_all(comparing);
	if (comparing->wrong > 0)
		check_fault(checking, "of the postings %" PRId64 " to %" PRId64
			    " %zu sets do not agree with the texts", segment->first,
			    segment->end - 1, comparing->wrong);
	VEC_RELEASE(&comparing->want);
	segment_rows_release(&rows);
	free(comparing);
	return ok;
}
