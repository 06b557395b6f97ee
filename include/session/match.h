/*
 * Where a text says what the query looks for.
 *
 * Both are compared folded. A word or phrase must begin where a word begins and, unless it is still
 * being typed, end where one ends; between the words of a phrase any characters that make no word
 * may stand, as in the index of the store.
 */
#ifndef SHORTLIST_SESSION_MATCH_H
#define SHORTLIST_SESSION_MATCH_H

#include "query/query.h"

#include <stddef.h>

/* Calls FN with DATA for bytes [start, end) of each place in TEXT that WORDS (may be NULL) look
 * for, in order. */
typedef void (*match_fn)(void *data, size_t start, size_t end);
void match_words(const char *text, size_t len, const struct query_words *words, match_fn fn,
		 void *data);

#endif
