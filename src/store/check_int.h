/* A look at all sets, as its modules share it. */
#ifndef SHORTLIST_STORE_CHECK_INT_H
#define SHORTLIST_STORE_CHECK_INT_H

#include "index/bitset.h"
#include "store/runs_int.h"
#include "store/seal_int.h"
#include "util/strbuf.h"

struct stretch { int64_t id, first, end; };

/* What is looked at, as it stood when the look began. */
struct checking {
	struct store *store;
	int64_t change, layout, sealed, last; /* LAST: the highest number of a posting */
	struct { struct stretch *items; size_t count, cap; } segments;
	struct runs runs;
	struct bitset tail;      /* the postings that the runs speak for */
	struct bitset touched;
	struct strbuf faults;    /* sentences, each with a NUL */
	struct err *err;
};

/* Adds a sentence. */
void check_fault(struct checking *checking, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Compares the sets of a segment with what the texts of its postings make, but for the postings
 * that the tail speaks for. False where the store failed. */
bool check_terms(struct checking *checking, const struct stretch *segment);

#endif
