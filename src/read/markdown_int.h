/* Markdown: to a document; and what tells it from plain text. */
#ifndef SHORTLIST_READ_MARKDOWN_INT_H
#define SHORTLIST_READ_MARKDOWN_INT_H

#include "posting/document.h"
#include "read/lines_int.h"

#include <stdbool.h>
#include <stddef.h>

/* DOCUMENT must be initialised and empty. A text that Markdown's rules would take too long for
 * is read as plain text. */
void markdown_document(const char *body, size_t len, struct document *document);

/* The text has marks that only Markdown has (tags and references of HTML in a text are among them).
 * Bullets and dividing lines are not: plain text has them too, and is read alike. */
bool markdown_likely(const char *body, size_t len);
bool markdown_likely_lines(const struct lines *lines);

/* Reading the text as Markdown takes time in proportion to its length. Some texts made for the
 * purpose take md4c time in proportion to the square of it. */
bool markdown_is_cheap(const char *body, size_t len);

#endif
