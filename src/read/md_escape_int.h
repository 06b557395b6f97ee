/* Text written so that Markdown takes it for text. */
#ifndef SHORTLIST_READ_MD_ESCAPE_INT_H
#define SHORTLIST_READ_MD_ESCAPE_INT_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

/* A line of text, and what in it lets single characters mean something. */
struct md_context {
	const char *text;
	size_t len;
	bool has_link_marks;     /* a ']' that a link may go on behind, or none for a '[' */
	bool has_tildes;         /* more than one */
	bool has_address;        /* which takes what marks stand by it for its own */
};

void md_context_init(struct md_context *context, const char *text, size_t len);

/* Adds what begins a line, up to the byte that is returned, from where on md_escape() goes on:
 * typed bullets and numbers that are items to Markdown as to a reader stay, headings and quotes do
 * not come about. What is added ends before byte END, unless it is all of a dividing line. */
size_t md_escape_start(struct strbuf *out, const struct md_context *context, size_t end);

/* Adds bytes [start, end) of the line. */
void md_escape(struct strbuf *out, const struct md_context *context, size_t start, size_t end,
	       bool in_link);

#endif
