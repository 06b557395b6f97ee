/* Texts in JSON: read, and mended. */
#ifndef SHORTLIST_READ_JSON_TEXT_INT_H
#define SHORTLIST_READ_JSON_TEXT_INT_H

#include "read/json_scan_int.h"
#include <stdbool.h>

/* Adds the text whose quote stands at AT. Bytes that are no UTF-8, lone surrogates and NULs of a
 * key become U+FFFD. False with a problem where the text has no end. */
bool json_text_add(struct json_scan *scan, struct json_copy *copy, bool is_key);

#endif
