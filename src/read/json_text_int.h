/* Texts in JSON: copied for the parser, and mended. */
#ifndef SHORTLIST_READ_JSON_TEXT_INT_H
#define SHORTLIST_READ_JSON_TEXT_INT_H

#include "read/json_scan_int.h"
#include "util/strbuf.h"

#include <stdbool.h>

/* Adds the text whose quote stands at AT, led by its place where it is a key and by "'" where it is
 * none. Raw control characters become escapes, bytes that are no UTF-8 and lone surrogates U+FFFD.
 * False with a problem where the text has no end. */
bool json_text_add(struct json_scan *scan, struct strbuf *out, bool is_key);

#endif
