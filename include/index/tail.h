/*
 * The tail: the newest postings, whose terms are in no segment yet, or changed since.
 *
 * It is made of runs, the oldest first, and answers for its postings alone; what a segment says of
 * them does not hold.
 */
#ifndef SHORTLIST_INDEX_TAIL_H
#define SHORTLIST_INDEX_TAIL_H

#include "index/bitset.h"
#include "index/run.h"

struct tail;

struct tail *tail_new(void);
void tail_free(struct tail *tail);

/* Takes in a run; it need not outlive the call. What was said of its postings before is forgotten.
 * False where the bytes are no run; then nothing changed. */
bool tail_add(struct tail *tail, const void *bytes, size_t len);

/* The postings of it. */
size_t tail_count(const struct tail *tail);
bool tail_has(const struct tail *tail, uint32_t number);
/* Adds all its postings. */
void tail_members(const struct tail *tail, struct bitset *set);

/* Adds the postings with this very term; with a term that begins so. */
void tail_term(struct tail *tail, const char *term, size_t len, struct bitset *set);
void tail_prefix(struct tail *tail, const char *start, size_t len, struct bitset *set);

/* The bytes that it holds. */
size_t tail_bytes(const struct tail *tail);

#endif
