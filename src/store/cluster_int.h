/*
 * Clusters: the postings that are one job (see posting/alike.h).
 *
 * A posting that is alone has cluster 0; else it has the lowest id of those that are one job with
 * it. Two that are alike are in one cluster, and so are those that each are alike to a third,
 * unless the user said that two of them are not the same (mark apart/KEY, of either). So the
 * clusters hardly depend on the order in which postings come.
 *
 * Candidates are found by clues, at most CLUSTER_TRIED by each: the time for a posting does not
 * grow with their number.
 */
#ifndef SHORTLIST_STORE_CLUSTER_INT_H
#define SHORTLIST_STORE_CLUSTER_INT_H

#include "store/likeness_int.h"
#include "store/store.h"

#define CLUSTER_TRIED 64

/* For a row that was inserted (OLD is NULL) or that says something else now: finds where it
 * belongs. Within the caller's transaction, after the row and its clues are written. */
bool cluster_place(struct store *store, const struct likeness *now, const struct likeness *old,
		   struct err *err);

/* For a row whose marks of being apart have changed: finds anew where it and those of its cluster
 * belong. */
bool cluster_settle(struct store *store, int64_t id, struct err *err);

/* The mark of one posting that names the key of another from which it is apart. */
#define CLUSTER_APART "apart/"

#endif
