/* What the files about rows share. */
#ifndef SHORTLIST_INDEX_ROWS_INT_H
#define SHORTLIST_INDEX_ROWS_INT_H

#include "index/rows.h"

/* The members that two sets share; they need not have the same room. */
uint64_t rows_shared(const struct bitset *a, const struct bitset *b);

#endif
