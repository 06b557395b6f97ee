/*
 * One line of text with bold words, links and code in it, and how Markdown writes it.
 *
 * Text is added in pieces; blanks are collapsed as it comes. What holds for the text that is added
 * next (bold, a link, code) is set before.
 */
#ifndef SHORTLIST_READ_MD_LINE_INT_H
#define SHORTLIST_READ_MD_LINE_INT_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From byte `at` of the text on. */
struct md_run {
	size_t at;
	bool is_strong, is_code;
	size_t link;             /* of the addresses, from 1; 0: none */
};

struct md_line {
	struct strbuf text;
	struct strbuf urls;      /* each with a NUL behind it */
	struct { struct md_run *items; size_t count, cap; } runs;
	bool is_strong, is_code;
	size_t link;             /* where in `urls` the open one begins, plus 1 */
	bool has_blank;          /* one is due before the next text */
};

void md_line_init(struct md_line *line);
void md_line_release(struct md_line *line);
/* Empties it; a link that is open stays. */
void md_line_clear(struct md_line *line);

/* Opens a link; NULL closes it. */
void md_line_link(struct md_line *line, const char *url);

/* Adds text as HTML lays it out: runs of blanks are one blank, invisible characters nothing. */
void md_line_add(struct md_line *line, const char *text, size_t len);
void md_line_add_code(struct md_line *line, uint32_t code);

/* Writes the line; IS_HEADING: behind the marks of a heading, without bold. */
void md_line_write(const struct md_line *line, struct strbuf *out, bool is_heading);

#endif
