/*
 * The terms of a posting: what sets of postings it is in (index/run.h).
 *
 * A term is a kind and a text. Making them is most of the work of finding postings later, and needs
 * no database: the thread that reads postings does it, so that the one that writes need not.
 */
#ifndef SHORTLIST_STORE_TERMS_H
#define SHORTLIST_STORE_TERMS_H

#include "posting/posting.h"
#include "posting/vocabulary.h"
#include "util/err.h"
#include "util/strbuf.h"

struct terms_maker;

/* One thread, one maker. VOCABULARY must outlive it. NULL where this SQLite cannot cut words. */
struct terms_maker *terms_maker_new(const struct vocabulary *vocabulary, struct err *err);
void terms_maker_free(struct terms_maker *maker);

/* Adds all terms of the posting to an empty TERMS, none twice. */
void terms_make(struct terms_maker *maker, const struct posting *posting, struct strbuf *terms);

#endif
