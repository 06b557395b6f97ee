/* The texts of a record of unknown shape: each once, however often the record has it. */
#ifndef SHORTLIST_READ_BOARD_TEXTS_INT_H
#define SHORTLIST_READ_BOARD_TEXTS_INT_H

#include "util/node.h"

#include <stdbool.h>

/* Puts the texts of a record into MADE, but for those that are an excerpt of another, or the same
 * without its layout. */
void board_texts_put(struct node *made, const struct node *record);

/* The key is one of a text that board_texts_put() takes, though key.c does not know it. */
bool board_texts_is_one(const char *key);

#endif
