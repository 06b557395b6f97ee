/*
 * The words of a text, just as FTS5's tokenizer unicode61 (remove_diacritics 2) gives them: the
 * sets and the index of phrases must mean the same by a word.
 *
 * One thread, one tokenizer.
 */
#ifndef SHORTLIST_STORE_TOKENS_INT_H
#define SHORTLIST_STORE_TOKENS_INT_H

#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>

struct tokens;

struct tokens *tokens_new(struct err *err);
void tokens_free(struct tokens *tokens);

/* Calls FN with each word of the text, folded, in order; the bytes live only as long as the call.
 * Those up to TOKENS_ROOM may be read where the word is shorter. */
#define TOKENS_ROOM 1024
typedef void (*token_fn)(const char *token, size_t len, void *data);
void tokens_each(struct tokens *tokens, const char *text, size_t len, token_fn fn, void *data);

#endif
