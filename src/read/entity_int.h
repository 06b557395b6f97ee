/* Character references of HTML, as they stand in pasted texts and in Markdown. */
#ifndef SHORTLIST_READ_ENTITY_INT_H
#define SHORTLIST_READ_ENTITY_INT_H

#include <stddef.h>
#include <stdint.h>

/* Reads a reference such as "&amp;", "&#39;" or "&#x27;" from the start of TEXT. Returns the
 * bytes it takes and the character in *code; 0 for none that is known. */
size_t entity_read(const char *text, size_t len, uint32_t *code);

#endif
