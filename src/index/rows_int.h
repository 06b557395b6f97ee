/* What the files about rows share. */
#ifndef SHORTLIST_INDEX_ROWS_INT_H
#define SHORTLIST_INDEX_ROWS_INT_H

#include "index/rows.h"

/* A stamp that no cluster has. */
uint32_t rows_stamp(struct rows *rows);

/* Whether so few of the SHARED members of a set are in clusters that following each from its bit
 * takes less time than going through all members. */
bool rows_are_few(const struct rows *rows, uint64_t shared);

/* The members that two sets share; they need not have the same room. */
uint64_t rows_shared(const struct bitset *a, const struct bitset *b);

#endif
