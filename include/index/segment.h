/*
 * A segment: the terms of the postings of one block, or of a part of it, as sets for good.
 *
 * Its rows are a term and a packed set of the places in the block. A term of the kinds that are
 * typed also has rows for its beginnings: of one to six characters, where more than SEGMENT_SHARED
 * terms of the segment begin so; shorter lists are put together from the terms themselves. Such a
 * row has the kind's capital letter, so that 'wrust' is a word and 'Wru' all words that begin
 * with "ru".
 */
#ifndef SHORTLIST_INDEX_SEGMENT_H
#define SHORTLIST_INDEX_SEGMENT_H

#include "index/bitset.h"
#include "index/run.h"

#define SEGMENT_SHARED 32        /* terms that are put together where there is no row for all */
#define SEGMENT_PREFIX_MAX 6     /* characters */

/* The kinds that are typed; small letters. */
#define SEGMENT_PREFIXED "wtcl"

/* Takes one row; false ends the work. Rows come in the order of their terms' bytes, but for those
 * of the beginnings, which come after all others, in their own order. */
typedef bool (*segment_put_fn)(const char *term, size_t len, const void *packed, size_t size,
			       void *data);

/* The rows of the postings [first, limit), all of one block, out of COUNT runs, the oldest first: a
 * later run replaces what an earlier one says of a posting. Postings outside of the range are
 * passed over. False where PUT returned false, or *is_bad where a run is none. */
bool segment_build(const struct run *runs, size_t count, uint32_t first, uint32_t limit,
		   segment_put_fn put, void *data, bool *is_bad);

/* The number of characters of a term's text that a row of beginnings can stand for: 0 where the
 * kind has none or the text is longer or empty. Fills ROW with that row's term. */
size_t segment_prefix_row(const char *term, size_t len, char row[TERM_MAX]);

#endif
