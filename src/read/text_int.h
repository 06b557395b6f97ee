/* Plain text, as pasted: to a document. */
#ifndef SHORTLIST_READ_TEXT_INT_H
#define SHORTLIST_READ_TEXT_INT_H

#include "posting/document.h"
#include "read/lines_int.h"

#include <stddef.h>

/* DOCUMENT must be initialised and empty. */
void text_document(const char *body, size_t len, struct document *document);

/* The same of a body that was cut into lines, of LEN bytes; takes them over. */
void text_document_lines(struct lines *lines, size_t len, struct document *document);

#endif
