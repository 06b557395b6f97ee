/* The terms of postings as their rows and texts say, for making sets anew and for comparing. */
#ifndef SHORTLIST_STORE_DOCUMENTS_INT_H
#define SHORTLIST_STORE_DOCUMENTS_INT_H

#include "index/run.h"
#include "store/store.h"

/* Adds the terms of posting ID to an empty TERMS. */
bool documents_terms(struct store *store, int64_t id, struct strbuf *terms, struct err *err);

/* Adds a run of the postings [first, limit) to OUT. */
bool documents_run(struct store *store, int64_t first, int64_t limit, struct strbuf *out,
		   struct err *err);

#endif
