/*
 * The flow of a Markdown text into a document: blocks by the shape of their lines, links, bold
 * text.
 *
 * The pieces of text come in the order of the body. Where CommonMark would melt lines that were
 * pasted one below the other into one paragraph, they stay apart, by the same rules as in plain
 * text.
 */
#ifndef SHORTLIST_READ_FLOW_INT_H
#define SHORTLIST_READ_FLOW_INT_H

#include "posting/document.h"
#include "read/lines_int.h"
#include "read/pen_int.h"
#include "read/shape_int.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct flow {
	const char *body;
	size_t len;
	struct lines lines;
	struct pen pen;
	struct nesting nesting;  /* of bullets that are not Markdown's */
	size_t line;             /* the line that the last text came from */
	size_t first_line;       /* the one that the open block began in */
	size_t from, to;         /* the part of the line that is text */
	size_t read_to;          /* the body is read up to this byte */
	int depth, html_depth;   /* of lists */
	int heading;             /* the level, in a heading */
	bool html_heading;       /* ... which a tag began */
	bool is_code, is_row;
	bool item_due;           /* the next block is the text of an item */
	bool blank_due;          /* the next block stands apart, though not by a blank line */
	bool has_cell;           /* of the row */
	int cells_due;           /* cells that have begun since the last text of the row */
	int strong, html_strong, slanted;
	size_t strong_chars, slanted_chars, other_chars;
	bool in_link;
	struct strbuf url;
	size_t link_start;       /* SIZE_MAX: at the next text */
};

void flow_init(struct flow *flow, const char *body, size_t len, struct document *document);
void flow_release(struct flow *flow);

/* Closes the block that is open, if any. */
void flow_close_block(struct flow *flow);
void flow_close_heading(struct flow *flow);

/* Ends the part of a link that the open block has; the rest of it may go on in the next. */
void flow_end_link(struct flow *flow);

/* A line of the source ends within a block. */
void flow_break_line(struct flow *flow);

/* A line or a paragraph ends because the text says so. */
void flow_end_line(struct flow *flow);

/* Adds bytes [start, end) of the body, and one character that the body spells as [start, end). */
void flow_add_text(struct flow *flow, size_t start, size_t end);
void flow_add_code(struct flow *flow, uint32_t code, size_t start, size_t end);

/* The text stands within md4c's heading or in a row of a table, where lines do not end. */
bool flow_is_one_line(const struct flow *flow);

#endif
