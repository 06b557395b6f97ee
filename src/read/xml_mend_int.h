/*
 * XML as feeds have it, made XML as parsers take it.
 *
 * Before the parser sees a file, its encoding is settled, and what feeds do wrong and is plain all
 * the same is put right: bare '&' and '<', references that only HTML has, control characters, bytes
 * that are no UTF-8. Comments, instructions and a plain DOCTYPE go. What could make a parser work
 * beyond all measure is refused: declarations of entities, nesting, attributes. Line ends stay, so
 * that lines keep their numbers.
 */
#ifndef SHORTLIST_READ_XML_MEND_INT_H
#define SHORTLIST_READ_XML_MEND_INT_H

#include "util/err.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

#define XML_DEPTH_MAX 64

/* Adds the mended text, which is UTF-8. *bad is the number of its bytes that were not. False, with
 * NAME and the line in *err, for what is refused. */
bool xml_mend(struct strbuf *out, const char *bytes, size_t len, const char *name, size_t *bad,
	      struct err *err);

/* The byte after the next END from byte AT on; LEN where there is none. */
size_t xml_find_after(const char *bytes, size_t len, size_t at, const char *end);

#endif
