/* An answer, as the modules of this folder see it. */
#ifndef SHORTLIST_STORE_FIND_INT_H
#define SHORTLIST_STORE_FIND_INT_H

#include "store/find.h"
#include "store/plan_int.h"

struct start;

struct find {
	struct store *store;
	const struct query *query;
	bool is_spread;          /* each posting is a row */
	bool may_wait;           /* until all is exact */
	bool is_patient;         /* that was done, though it may not be the next time */
	bool is_exact;
	uint64_t stamp;          /* of the engine when it was made */
	struct bitset shown;     /* the postings */
	struct bitset members;   /* of clusters, of those (index/rows.h); no words: not looked up */
	/* What matches: rows and postings, without those that are hidden and with them. */
	struct find_counts { int64_t rows, all_rows, postings, all_postings; } counts;
	struct walk walk;
	bool has_walk;
	const struct order *order; /* of the walk */
	struct start *start;     /* while that is enough: what is seen first; else NULL */
};

/* As find_new(), without what is kept for the start. */
struct find *find_make(struct store *store, const struct query *query, struct err *err);

/* Enters the engine, and answers again where the store has changed since. NULL where that
 * failed. */
struct engine *find_enter(struct find *find, struct err *err);

/* The postings that QUERY selects and that are shown, into an empty set; COUNTS may be NULL. */
bool find_select(const struct plan *plan, const struct query *query, struct bitset *shown,
		 struct find_counts *counts, bool *exact, struct err *err);

#endif
