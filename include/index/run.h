/*
 * A run: some postings and the terms of each, turned round so that a term names its postings.
 *
 * A term is a string of bytes; the first says what kind it is (store/terms_int.h), the index knows
 * only that the kinds of RUN_PREFIXED are also looked for by their beginning. What a transaction
 * stores is one run; the runs that are not yet part of a segment are the tail (index/tail.h).
 *
 * Encoded, a run is: the numbers of its postings, rising; then its terms in the order of their
 * bytes, each with the places of its postings in that list. Bytes come from a file that may be
 * damaged: reading them stays in bounds and says when they are no run.
 */
#ifndef SHORTLIST_INDEX_RUN_H
#define SHORTLIST_INDEX_RUN_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TERM_MAX 1024            /* bytes of a term; what is longer is cut by who makes it */

/* -- the terms of one posting: a list of strings in one buffer, none twice, in any order */

/* Adds a term, without looking whether it is there. */
void terms_add(struct strbuf *terms, const char *term, size_t len);

/* The same of one of at most TERM_SHORT bytes, as nearly all are, where so many bytes of TERM may
 * be read: they are copied whatever its length is, which nobody could foretell. */
#define TERM_SHORT 16
void terms_add_short(struct strbuf *terms, const char *term, size_t len);

/* Steps through a list: *at is 0 before the first. False at the end, or where the bytes are no list
 * of terms. */
bool terms_next(const struct strbuf *terms, size_t *at, const char **term, size_t *len);

/* -- building */

struct run_builder;

struct run_builder *run_builder_new(void);
void run_builder_free(struct run_builder *builder);

/* Takes in a posting, with a copy of its terms. The same posting again replaces what was said of
 * it; numbers come in any order. */
void run_builder_add(struct run_builder *builder, uint32_t number, const struct strbuf *terms);

/* How many postings were added (also those that were replaced since), for cutting back to it when a
 * savepoint is rolled back: what was replaced is then as it was. */
size_t run_builder_count(const struct run_builder *builder);
void run_builder_cut(struct run_builder *builder, size_t count);
/* The bytes that it holds, for knowing when it is time to write. */
size_t run_builder_bytes(const struct run_builder *builder);

/* Adds the run to OUT and empties the builder. Nothing where it is empty. */
void run_builder_write(struct run_builder *builder, struct strbuf *out);

/* Adds to OUT the run BYTES, of which the postings are 0, 1, 2 and so on, with FIRST and those that
 * follow it in their place. False, with nothing added, where it is no such run. */
bool run_move(const void *bytes, size_t len, uint32_t first, struct strbuf *out);

/* -- reading */

/* Points into the bytes that it was opened with. */
struct run {
	uint32_t *numbers;       /* rising */
	size_t count;
	size_t term_count;
	const unsigned char *terms, *end;
};

/* False where the bytes are no run. Release with run_release(). */
bool run_open(struct run *run, const void *bytes, size_t len);
void run_release(struct run *run);

/* The terms of a run, in the order of their bytes. */
struct run_cursor {
	const struct run *run;
	const unsigned char *next;
	char term[TERM_MAX];
	size_t len;
	uint32_t *places;        /* into run->numbers, rising */
	size_t count, cap;
	size_t left;             /* terms that are still to come */
	bool is_bad;             /* it ended because the bytes are no run */
};

void run_cursor_init(struct run_cursor *cursor, const struct run *run);
bool run_cursor_next(struct run_cursor *cursor);
void run_cursor_release(struct run_cursor *cursor);

/* Two runs as one; of a posting that is in both what NEWER says holds. False where either is no
 * run. */
bool run_merge(const void *older, size_t older_len, const void *newer, size_t newer_len,
	       struct strbuf *out);

#endif
