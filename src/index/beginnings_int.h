/*
 * The rows for beginnings of a segment, put together while its terms go by in order.
 *
 * Beginnings that are open form a path: of one character, of two, and so on. Postings are added to
 * the longest of them only; one that ends, since the next term begins otherwise, hands them down to
 * the next shorter one. A beginning keeps few postings as a list and many as bits.
 */
#ifndef SHORTLIST_INDEX_BEGINNINGS_INT_H
#define SHORTLIST_INDEX_BEGINNINGS_INT_H

#include "index/segment.h"
#include "util/strbuf.h"

struct beginnings;

struct beginnings *beginnings_new(void);
void beginnings_free(struct beginnings *beginnings);

/* Takes in a term, above the one before, and its places in the block. */
void beginnings_add(struct beginnings *beginnings, const char *term, size_t len,
		    const uint16_t *places, size_t count);

/* After the last term: puts the rows, in order. False where PUT did. */
bool beginnings_put(struct beginnings *beginnings, segment_put_fn put, void *data);

#endif
