/*
 * Names in a text: words with capitals in a row, such as a company's.
 */
#ifndef SHORTLIST_EXTRACT_NAMES_INT_H
#define SHORTLIST_EXTRACT_NAMES_INT_H

#include "extract/view_int.h"

#include <stdbool.h>
#include <stddef.h>

#define NAME_WORDS_MAX 4

/* Words [first, last); none where they are equal. */
struct name { size_t first, last; };

/* The name that begins at word AT and ends before LIMIT; a possessive ends it. */
struct name name_from(const struct view *view, size_t at, size_t limit);
/* The name that ends before word END. */
struct name name_before(const struct view *view, size_t end);

/* The byte where the name ends, without a possessive's s. */
size_t name_end(const struct view *view, const struct name *name);
bool name_is_possessive(const struct view *view, size_t at);

/* Whether two are the same but for capitals. */
bool name_equal(const struct view *view, const struct name *a, const struct name *b);

/* Whether words [FIRST, LAST) are written as a name is: capitals but for small words between. */
bool name_fills(const struct view *view, size_t first, size_t last);

/* Whether it is written so as a whole or ends with a company's form: "acme GmbH". */
bool name_is_written(const struct view *view, const struct name *name);

/* Whether a word of one is also in the other. */
bool name_shares_word(const struct view *view, const struct name *a, const struct name *b);

#endif
