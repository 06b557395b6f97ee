/*
 * JSON: one value, values that follow each other (JSON lines, or on one line), into a tree.
 *
 * The parser is jansson's. What goes into it is looked over first: for nesting that is too deep,
 * for bytes that are not UTF-8, lone surrogates and numbers out of range (which are mended, so that
 * one of them costs no more than itself), for keys that stand twice (a fault of that object), and
 * for the lines on which objects begin.
 */
#ifndef SHORTLIST_READ_JSON_INT_H
#define SHORTLIST_READ_JSON_INT_H

#include "read/sink.h"
#include "util/err.h"
#include "util/node.h"

#include <stdbool.h>
#include <stddef.h>

enum json_mode {
	JSON_STRICT,
	JSON_IN_PAGE,            /* as pages hold it: comments and CDATA around it, raw control
				  * characters in strings, commas too many */
};

/* A list of the top-level values, each object with its line, counted from LINE for the first byte;
 * free with node_free(). Texts are scalars that are not plain; numbers, true, false and null are
 * plain and keep their spelling. A number beyond all range is a text of it, cut where it is long;
 * NaN is null. A value that cannot be read among JSON lines is a text with a fault. *bad, where not
 * NULL, counts parts that were no UTF-8. NULL with NAME, line and column in *err where nothing can
 * be read. */
struct node *json_parse(const char *bytes, size_t len, const char *name, size_t line,
			enum json_mode mode, size_t *bad, struct err *err);

bool json_recognises(const char *bytes, size_t len);
bool json_read(const char *bytes, size_t len, const char *name, const struct reader_sink *sink,
	       struct err *err);

#endif
