/*
 * A name column the other way round: for each name the postings that have it, so that the most
 * frequent names of a large selection are found without looking at every posting of it.
 *
 * The few names that many postings have are kept as sets, the many that few have as lists.
 */
#ifndef SHORTLIST_INDEX_INVERSE_H
#define SHORTLIST_INDEX_INVERSE_H

#include "index/bitset.h"
#include "index/column.h"
#include "index/rows.h"

struct inverse {
	uint32_t *names;         /* numbers of the column's names, the most frequent first */
	size_t count;
	size_t *starts;          /* of a name's list in `postings` */
	uint32_t *postings;      /* of a name first those that are alone, then cluster by cluster */
	uint64_t *alone;         /* how many these are */
	struct bitset *sets;     /* instead of lists, of the first FREQUENT names */
	struct bitset *members;  /* of those, the clusters' */
	size_t frequent;
	uint64_t *totals;        /* the postings that have each name */
	/* While it is made: */
	uint32_t next, end;      /* the postings that are not filled in yet */
	uint32_t *places;        /* by the number of a name; UINT32_MAX: it is not wanted */
	size_t *ends;            /* of the lists */
};

/* Lays out the names of the column that IS_WANTED takes (NULL: all), of the postings below LIMIT;
 * then inverse_fill() takes in a block of them, until it says that it was the last. */
void inverse_init(struct inverse *inverse, const struct name_column *column,
		  bool (*is_wanted)(const char *name), size_t limit);
bool inverse_fill(struct inverse *inverse, const struct name_column *column);
void inverse_release(struct inverse *inverse);

/* Learns the clusters; again after ROWS was made anew, and before anything is counted. */
void inverse_learn_rows(struct inverse *inverse, const struct rows *rows);

/* The rows of a selection with a posting in it that has the name at AT (from 0, by frequency). */
uint64_t inverse_count(const struct inverse *inverse, size_t at, struct rows *rows,
		       const struct row_set *selection);
/* Whether there is one. */
bool inverse_meets(const struct inverse *inverse, size_t at, const struct bitset *selection);

#endif
