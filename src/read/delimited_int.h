/*
 * Postings in delimited text: a row each, under a header that names the columns.
 *
 * A row becomes a map, its keys the names of the columns; what programs write for "nothing" is no
 * value, an apostrophe before what a spreadsheet would take for a formula goes, and a list as
 * Python prints it is a list. Rows are made and read one at a time.
 */
#ifndef SHORTLIST_READ_DELIMITED_INT_H
#define SHORTLIST_READ_DELIMITED_INT_H

#include "read/sink.h"
#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Whatever is plainly a table, so that one without a header that says anything is refused rather
 * than taken for a text. */
bool delimited_recognises(const char *bytes, size_t len);
bool delimited_read(const char *bytes, size_t len, const char *name,
		    const struct reader_sink *sink, struct err *err);

#endif
