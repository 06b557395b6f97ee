/*
 * The index of words, behind the postings.
 *
 * FTS5 writes out what it has gathered at every savepoint, and each file that is put is one; so the
 * index is brought up to date in one go, at the end of the transaction. Until then the texts that
 * it still holds of changed postings wait in a table of this connection's own, which goes back with
 * a savepoint as all tables do.
 *
 *     words_begin(); BEGIN; words_start(); { words_forget() } ...; words_flush(); COMMIT
 */
#ifndef SHORTLIST_STORE_WORDS_INT_H
#define SHORTLIST_STORE_WORDS_INT_H

#include "store/store.h"

/* Before and after the BEGIN of a transaction that puts postings, and before its end. */
bool words_begin(struct store *store, struct err *err);
bool words_start(struct store *store, struct err *err);
bool words_flush(struct store *store, struct err *err);

/* Before the document of posting ID goes or changes. */
bool words_forget(struct store *store, int64_t id, struct err *err);

#endif
