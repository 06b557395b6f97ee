/*
 * What the transaction at hand stores, on its way to the tail: the terms of its postings, gathered
 * in memory and written as one run before the commit.
 */
#ifndef SHORTLIST_STORE_FRESH_INT_H
#define SHORTLIST_STORE_FRESH_INT_H

#include "posting/posting.h"
#include "store/store.h"
#include "util/strbuf.h"

#include <stddef.h>
#include <stdint.h>

/* After the BEGIN of a transaction that puts postings: from here on the next row has
 * store->next_id. And before its COMMIT. */
bool fresh_start(struct store *store, struct err *err);
bool fresh_flush(struct store *store, struct err *err);

/* Posting ID has these terms now; NULL or empty where they are still to be made. */
bool fresh_put(struct store *store, int64_t id, const struct posting *posting,
	       const struct strbuf *terms, struct err *err);

/* For a savepoint: what was gathered after fresh_mark() is forgotten by fresh_cut(). Where
 * nothing was gathered before it, a run may be written inside, and goes with the savepoint. */
size_t fresh_mark(struct store *store);
void fresh_cut(struct store *store, size_t mark);

/* Where what was put after fresh_mark() is just the COUNT postings from FIRST on, which are those
 * of RUN, that is written in its place. */
bool fresh_take_run(struct store *store, size_t mark, int64_t first, size_t count,
		    const struct strbuf *run, struct err *err);

/* Closes what was opened for it. */
void fresh_free(struct store *store);

#endif
