/* The rows of a segment, gathered in memory and written in pieces. */
#ifndef SHORTLIST_STORE_SEGMENT_ROWS_INT_H
#define SHORTLIST_STORE_SEGMENT_ROWS_INT_H

#include "index/segment.h"
#include "store/store.h"
#include "util/strbuf.h"

/* Packed sets above this stand in a table of their own: a row of table `term` keeps only a
 * quarter of a page at hand (sqlite.org/fileformat2.html, "index b-trees"). */
#define SEGMENT_ROW_BYTES 1000

struct segment_rows { struct strbuf bytes; };

void segment_rows_release(struct segment_rows *rows);

/* A segment_put_fn; DATA are the rows. */
bool segment_rows_put(const char *term, size_t len, const void *packed, size_t size, void *data);

/* A row in turn; *at is 0 before the first. */
struct segment_row { const char *term, *packed; size_t len, size; };
bool segment_rows_next(const struct segment_rows *rows, size_t *at, struct segment_row *row);

/* Writes the rows of a segment, each few megabytes in a transaction of its own. */
bool segment_rows_write(struct store *store, int64_t segment, const struct segment_rows *rows,
			struct err *err);

/* Takes away all rows of a segment and its own, likewise. */
bool segment_rows_drop(struct store *store, int64_t segment, struct err *err);

#endif
