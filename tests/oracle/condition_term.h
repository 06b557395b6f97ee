/* What tests of a condition are made of. */
#ifndef SHORTLIST_ORACLE_CONDITION_TERM_H
#define SHORTLIST_ORACLE_CONDITION_TERM_H

#include "condition.h"

#include <stdbool.h>
#include <stdint.h>

/* Each adds a value for the next question mark; condition_folded() the text as it is compared. */
void condition_number(struct condition *out, int64_t number);
void condition_text(struct condition *out, const char *text);
void condition_folded(struct condition *out, const char *text);

/* Adds the test that words stand in a row in COLUMN of the word index (NULL: in any). Text
 * without a letter or digit tests nothing. */
void condition_match(struct condition *out, const char *column, const char *text, bool is_prefix);

#endif
