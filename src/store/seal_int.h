/*
 * Sealing: the tail's postings become a segment.
 *
 * A segment is written in several transactions, so that nobody waits long for a turn, and counts
 * only from the last of them on. What is left of one whose writer was killed is taken away by the
 * next that seals.
 */
#ifndef SHORTLIST_STORE_SEAL_INT_H
#define SHORTLIST_STORE_SEAL_INT_H

#include "store/store.h"

#include <stdint.h>

/* When it is worth it; numbers of postings, but for the segments. */
struct seal_limits {
	int64_t tail;            /* at the end of a load so many are sealed */
	int64_t phrases;         /* and so many are taken into the index of phrases; */
	int64_t phrases_step;    /* while the load goes on these */
	int64_t segments;        /* of one block, that are kept side by side */
	int64_t changed;         /* since they were sealed, that are kept in the tail */
};
extern const struct seal_limits seal_defaults;

/* Seals what can be: whole blocks, and at the end of a load (IS_END) also less, where it is worth
 * it. */
bool seal_tail(struct store *store, bool is_end, struct err *err);

/* Makes what is not built yet, in a database of an older version or where a rebuild was cut off. */
bool seal_build(struct store *store, struct err *err);

/* Takes away all that is derived from the postings, and makes it anew from their texts. */
bool seal_rebuild(struct store *store, struct err *err);

/* Compares the sets with the texts, and calls FN with a sentence for each fault. */
bool seal_check(struct store *store, void (*fn)(const char *fault, void *data), void *data,
		bool *is_sound, struct err *err);

#endif
