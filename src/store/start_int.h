/*
 * What is seen first: the answer to the empty line, as it was when it was last worked out.
 *
 * A browser opens on all postings, newest first. So that the first frame need not wait for what the
 * engine brings into memory, the numbers, the first rows and the frequent values of every facet are
 * kept in the database, with the counters of the state that they are of; in another state, or on
 * another day, they are not used.
 */
#ifndef SHORTLIST_STORE_START_INT_H
#define SHORTLIST_STORE_START_INT_H

#include "store/find_int.h"

/* One facet: its frequent values, and how many there are. */
struct start_facet {
	enum field_id field;
	struct facet_values values;
	size_t total;
};

struct start {
	struct find_counts counts;
	struct find_ids ids;
	struct { struct start_facet *items; size_t count, cap; } facets;
};

/* *start is NULL where there is none of the state that the database is in; else it is the
 * caller's to free. */
bool start_read(struct store *store, struct start **start, struct err *err);
void start_free(struct start *start);

/* The values of a facet, at most LIMIT; false where more would have to be known. */
bool start_values(const struct start *start, enum field_id field, size_t limit,
		  struct facet_values *values);

/* Works it out and keeps it, unless that was done. In a database that can only be read nothing is
 * done. */
bool start_write(struct store *store, struct err *err);

#endif
