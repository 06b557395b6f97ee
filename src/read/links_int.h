/* Bare addresses in a text: http, https, www and mail. */
#ifndef SHORTLIST_READ_LINKS_INT_H
#define SHORTLIST_READ_LINKS_INT_H

#include "posting/document.h"

#include <stddef.h>

/* The longest address that is kept as a link. */
#define LINK_BYTES_MAX 2048

/* Adds a link for each address in [start, end) of the document's text. */
void links_find(struct document *document, size_t start, size_t end);

#endif
