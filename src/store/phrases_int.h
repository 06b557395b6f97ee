/*
 * The index of phrases (FTS5, table `word`), which follows the postings some way behind.
 *
 * FTS5 is quick when it is given much at once, and slow when each small transaction makes it write
 * out what it has. So postings from engine.phrased on are not in it yet: a phrase is looked for in
 * their texts. A posting below that whose text changed is in table `stale` with the text that the
 * index still has, since FTS5 forgets a text only when it is told that very text again.
 */
#ifndef SHORTLIST_STORE_PHRASES_INT_H
#define SHORTLIST_STORE_PHRASES_INT_H

#include "store/store.h"

#include <stdint.h>

/* Before the document of posting ID changes. */
bool phrases_forget(struct store *store, int64_t id, struct err *err);

/* Takes the next postings into the index, in a transaction of its own, while at least LEAST are
 * missing or changed. *is_more: call again. */
bool phrases_catch_up(struct store *store, int64_t least, bool *is_more, struct err *err);

/* Whether anything is missing or changed. */
bool phrases_are_behind(struct store *store, bool *are_behind, struct err *err);

/* Empties the index, inside a transaction; phrases_catch_up() fills it again. */
bool phrases_rebuild(struct store *store, struct err *err);

#endif
