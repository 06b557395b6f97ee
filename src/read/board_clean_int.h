/* Texts of records, repaired: what sources do to them is undone before they are understood. */
#ifndef SHORTLIST_READ_BOARD_CLEAN_INT_H
#define SHORTLIST_READ_BOARD_CLEAN_INT_H

#include "util/node.h"

#include <stdbool.h>
#include <stddef.h>

/* A copy of a value that goes under KEY of a record: text that was encoded twice is repaired, an
 * address loses what follows people about, and references of HTML are resolved where no tags are
 * in the text. */
struct node *board_clean(const struct node *value, const char *key);

/* The text is HTML, and not Markdown with a tag in it. */
bool board_is_html(const char *text, size_t len);

#endif
