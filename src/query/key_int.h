/* What the parts of the query layer ask of keys and of their other spellings. */
#ifndef SHORTLIST_QUERY_KEY_INT_H
#define SHORTLIST_QUERY_KEY_INT_H

#include "posting/field.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether a field has a key of its own: what is only set or not is asked for with is:. */
bool key_is_of(const struct field *field);

/* Whether one of WORDS, a list divided by blanks that may be NULL, is NAME, or with IS_PREFIX
 * starts with it; in any case. */
bool key_in_words(const char *words, const char *name, size_t len, bool is_prefix);

#endif
