/* HTML: saved pages, and parts of pages. */
#ifndef SHORTLIST_READ_HTML_INT_H
#define SHORTLIST_READ_HTML_INT_H

#include "read/sink.h"
#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>

/* A whole page: its postings, however they are in it. */
bool html_recognises(const char *bytes, size_t len);
bool html_read(const char *bytes, size_t len, const char *name, const struct reader_sink *sink,
	       struct err *err);

/* A part of a page, which is one posting: tags divide its text, and no marks of Markdown. */
bool html_part_recognises(const char *bytes, size_t len);
bool html_part_read(const char *bytes, size_t len, const char *name,
		    const struct reader_sink *sink, struct err *err);

#endif
