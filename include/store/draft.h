/*
 * A draft: what is written of a posting beside the posting itself, such as its terms, its hash and
 * what it is compared by.
 *
 * Making it is most of the work of storing, and needs no database: the threads that read postings
 * do it, so that the one that writes need not.
 */
#ifndef SHORTLIST_STORE_DRAFT_H
#define SHORTLIST_STORE_DRAFT_H

#include "index/run.h"
#include "posting/posting.h"
#include "posting/vocabulary.h"
#include "store/terms.h"

#include <stddef.h>

struct draft;

/* Of a POSTING that does not change any more. MAKER may be NULL: the terms are then made when it is
 * stored. */
struct draft *draft_make(const struct vocabulary *vocabulary, struct terms_maker *maker,
			 const struct posting *posting);
void draft_free(struct draft *draft);

/* Fewer postings than these make no run of their own: it takes the next ones in. */
#define DRAFTS_RUN 512

/* Adds to RUN the run (index/run.h) of the COUNT postings of a file, numbered from 0, so that they
 * need not be turned round when they are stored. All need their terms. */
void drafts_turn(struct run_builder *builder, struct draft *const *drafts, size_t count,
		 struct strbuf *run);

/* About how much memory it takes. */
size_t draft_bytes(const struct draft *draft);

#endif
