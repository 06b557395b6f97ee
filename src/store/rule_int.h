/*
 * The rules of evidence, by number: a posting has a score of them, and all postings the same few
 * hundred. A rule is a field and a name.
 */
#ifndef SHORTLIST_STORE_RULE_INT_H
#define SHORTLIST_STORE_RULE_INT_H

#include "posting/posting.h"
#include "store/store.h"
#include "util/strbuf.h"

struct rules;

void rules_free(struct rules *rules);

/* After what was written is taken back: the numbers are read anew. */
void rules_forget(struct store *store);

/* Adds the posting's evidence to LIST (see list_int.h); within a transaction. */
bool rules_write(struct store *store, const struct posting *posting, struct strbuf *list,
		 struct err *err);

/* Adds what rules_write() wrote to the posting. What has no rule any more is left out. */
bool rules_read(struct store *store, const char *list, struct posting *posting, struct err *err);

#endif
