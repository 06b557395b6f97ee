/* Lists of words divided by blanks, as keys and choices have them for their other spellings. */
#ifndef SHORTLIST_QUERY_KEY_INT_H
#define SHORTLIST_QUERY_KEY_INT_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a word of WORDS (which may be NULL) is NAME, or with IS_PREFIX starts with it; in any
 * case. */
bool key_in_words(const char *words, const char *name, size_t len, bool is_prefix);

#endif
