/*
 * Markdown, written block by block: paragraphs, headings, lists, code, rows.
 *
 * The caller says what begins and ends; lines are made and divided as Markdown needs it. At most
 * one line is open at a time. What a gap is said to be is remembered until the next text, so that
 * empty blocks leave no trace.
 */
#ifndef SHORTLIST_READ_MD_OUT_INT_H
#define SHORTLIST_READ_MD_OUT_INT_H

#include "read/md_line_int.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

/* Deeper lists are written as if they were of this depth. */
#define MD_LISTS_MAX 8

enum md_gap { MD_GAP_NONE, MD_GAP_LINE, MD_GAP_BLOCK };

struct md_list {
	bool is_numbered, is_implied;
	size_t items;
	size_t indent;           /* columns of the mark of its open item, which what belongs to
				  * the item is indented by; 0: it has none */
};

enum md_last { MD_LAST_NONE, MD_LAST_TEXT, MD_LAST_ITEM, MD_LAST_OTHER };

struct md_out {
	struct strbuf *out;
	struct md_line line;
	size_t start;            /* the length of OUT before */
	enum md_gap before;      /* the open line, or the next if none is open */
	enum md_gap gap;         /* ... and what comes after the text that was added last */
	bool is_broken;          /* that gap is a line end of the text's own */
	enum md_last last;       /* what was written last */
	size_t last_indent;
	struct md_list lists[MD_LISTS_MAX];
	size_t depth;
	bool item_due;
	int heading;             /* the level; 0: none is open */
	bool keeps_lines;        /* a line end is one of the source, which may be one within a
				  * sentence; else it is meant */
	bool in_row, row_has_text;
	bool row_is_torn;        /* a cell of the row has several lines */
	bool cell_due;           /* the next text is that of a further cell */
};

void md_out_init(struct md_out *md, struct strbuf *out);
/* Writes what is open and ends. */
void md_out_finish(struct md_out *md);

/* The next text stands on a line or in a block of its own. */
void md_out_gap(struct md_out *md, enum md_gap gap);
/* A line ends; two in a row end the block. */
void md_out_break(struct md_out *md);

/* To be called before text is added to md->line: ends the line before it if a gap was said. */
void md_out_begin(struct md_out *md);

/* LEVEL 1 to 6; 0 ends the heading. */
void md_out_heading(struct md_out *md, int level);

/* A list is implied where items stand in none; it lasts for one of them. */
void md_out_open_list(struct md_out *md, bool is_numbered, bool is_implied);
void md_out_close_list(struct md_out *md);
void md_out_item(struct md_out *md);

void md_out_row(struct md_out *md, bool begins);
void md_out_cell(struct md_out *md);

void md_out_rule(struct md_out *md);

/* A block of code, its lines as they are. */
void md_out_code(struct md_out *md, const char *text, size_t len);

#endif
