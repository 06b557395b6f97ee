/*
 * Rows: a posting that is alone is a row of the list, and so is a cluster of copies, whichever of
 * its postings are meant.
 */
#ifndef SHORTLIST_INDEX_ROWS_H
#define SHORTLIST_INDEX_ROWS_H

#include "index/bitset.h"
#include "index/column.h"

struct rows {
	struct bitset clustered; /* the postings that are in a cluster */
	uint32_t *members;       /* those, one cluster after another */
	uint32_t *cluster_of;    /* of each member: 0, 1, 2 ... */
	size_t count;            /* of members */
	size_t cluster_count;
	struct bitset inner;     /* the members, by their place, that are not the last of theirs */
	uint32_t *place_of;      /* by posting: its place among the members; UINT32_MAX: alone */
	size_t limit;
	/* Scratch: by cluster, what it was last counted for. */
	uint32_t *stamps;
	uint32_t stamp;
	struct bitset met;       /* by the place of a cluster's last member: it was met */
};

/* PAIRS: COUNT times the cluster's name (any number above 0) and the posting, sorted by both.
 * LIMIT is above every posting. */
struct cluster_pair { uint32_t cluster, posting; };
void rows_init(struct rows *rows, const struct cluster_pair *pairs, size_t count, size_t limit);
void rows_release(struct rows *rows);

/* The cluster that a posting is in, from 0 on; UINT32_MAX where it is alone. */
uint32_t rows_cluster(const struct rows *rows, uint32_t posting);

/* A set with its members of clusters, by their place: counting then costs as much as the words of
 * both, however many clusters there are. */
struct row_set { const struct bitset *set, *members; };
/* Fills MEMBERS, which is empty and has room for the count of members. */
void rows_find_members(const struct rows *rows, const struct bitset *set, struct bitset *members);

/* The rows that a set of postings makes; those that two sets have in common. */
uint64_t rows_count_set(struct rows *rows, const struct row_set *set);
uint64_t rows_count_shared(struct rows *rows, const struct row_set *set,
			   const struct row_set *other);
/* For a set that is counted once: finds its members itself. */
uint64_t rows_count(struct rows *rows, const struct bitset *set);

/* Adds to COUNTS (one a name of the column) the rows of SET with a posting in SET that has it. */
void rows_count_names(struct rows *rows, const struct bitset *set, const struct name_column *column,
		      uint64_t *counts);

/* Makes of the COUNTS that ALL has those that SET has, a part of it: in the time that the postings
 * take that SET has not, so for a set that is more than half of all. */
void rows_reduce_names(struct rows *rows, const struct bitset *all, const struct bitset *set,
		       const struct name_column *column, uint64_t *counts);

#endif
