/* Plain text, as pasted: to a document. */
#ifndef SHORTLIST_READ_TEXT_INT_H
#define SHORTLIST_READ_TEXT_INT_H

#include "posting/document.h"

#include <stddef.h>

/* DOCUMENT must be initialised and empty. */
void text_document(const char *body, size_t len, struct document *document);

#endif
