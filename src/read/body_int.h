/* The body of a posting: its limits, and its document. */
#ifndef SHORTLIST_READ_BODY_INT_H
#define SHORTLIST_READ_BODY_INT_H

#include "posting/raw.h"
#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>

/* DOCUMENT must be initialised and empty. */
void body_document(const char *body, size_t len, enum body_format format,
		   struct document *document);

/* Cuts raw->body, which is in raw->format, into raw->document, and counts its bad bytes. */
void body_cut(struct raw_posting *raw);

/* The same where it is not known to be Markdown: where it has the marks of that it is read as it,
 * and is said to be. */
void body_cut_likely(struct raw_posting *raw);

/* The text of NAME, from line LINE of it on, is not too long for a posting. */
bool body_is_allowed(const char *body, size_t len, const char *name, size_t line, struct err *err);

/* The text has anything to read: a letter or a digit. */
bool body_has_words(const struct document *document);

/* The bytes at the start that are blank lines. */
size_t body_blank_lines(const char *body, size_t len);

/* Parts of the text that are not UTF-8. */
size_t body_bad_parts(const char *body, size_t len);

#endif
