/* What tests of a condition are made of. */
#ifndef SHORTLIST_STORE_WHERE_TERM_INT_H
#define SHORTLIST_STORE_WHERE_TERM_INT_H

#include "store/where_int.h"

#include <stdbool.h>
#include <stdint.h>

/* Each adds a value for the next question mark; where_folded() adds the text as it is compared. */
void where_number(struct where *where, int64_t number);
void where_text(struct where *where, const char *text);
void where_folded(struct where *where, const char *text);

/* Adds the test that words stand in a row in COLUMN of the word index (NULL: in any). Text
 * without a letter or digit tests nothing. */
void where_match(struct where *where, const char *column, const char *text, bool is_prefix);

#endif
