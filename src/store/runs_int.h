/* The runs of the tail, as they stand in the database. */
#ifndef SHORTLIST_STORE_RUNS_INT_H
#define SHORTLIST_STORE_RUNS_INT_H

#include "index/run.h"
#include "store/store.h"

/* All runs, the oldest first; ids[i] is the number of runs[i]. */
struct runs {
	struct strbuf *bytes;
	struct run *runs;
	int64_t *ids;
	size_t count;
};

/* False where the store failed or a run is damaged (STATUS_BAD_DATA). */
bool runs_read(struct store *store, struct runs *runs, struct err *err);
void runs_release(struct runs *runs);

/* Takes the postings [first, limit) out of those runs, in the transaction at hand. */
bool runs_take_out(struct store *store, const struct runs *runs, int64_t first, int64_t limit,
		   struct err *err);

#endif
