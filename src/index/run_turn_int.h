/* Turns postings round, so that a term names them: the work behind run_builder_write(). */
#ifndef SHORTLIST_INDEX_RUN_TURN_INT_H
#define SHORTLIST_INDEX_RUN_TURN_INT_H

#include "util/strbuf.h"

#include <stdint.h>

/* A posting that was added: the bytes from START on are its terms. */
struct addition { uint32_t number; size_t start, len; };

/* The memory for the work, which is kept from one run to the next. */
struct turn;

struct turn *turn_new(void);
void turn_free(struct turn *turn);

/* Adds the run of some postings to OUT: their numbers rise, and their terms are in BYTES. */
void turn_write(struct turn *turn, const struct addition *postings, size_t count,
		const struct strbuf *bytes, struct strbuf *out);

#endif
