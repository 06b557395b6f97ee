/*
 * Work: what a store's answers cost, counted instead of timed.
 *
 * The numbers depend on the postings, on what is asked and on the release of SQLite, but not on the
 * machine or on what else it does, so that a test can hold them to a limit.
 */
#ifndef SHORTLIST_STORE_WORK_H
#define SHORTLIST_STORE_WORK_H

#include "store/store.h"

#include <stdint.h>

struct store_work {
	uint64_t statements;     /* of SQL that ran to their end */
	uint64_t steps;          /* of SQLite's machine in them */
	uint64_t pages;          /* of the database that they looked at, in memory or not */
	uint64_t sets, set_bytes;/* of postings, read from it */
	uint64_t passes;         /* over a set or a column of all postings, to count or combine */
};

/* From now on adds to WORK what the store does; NULL: no longer. */
void store_count_work(struct store *store, struct store_work *work);

#endif
