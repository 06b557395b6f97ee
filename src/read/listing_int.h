/*
 * Tables of postings in Markdown, as lists on code hosts have them: a row is a posting.
 *
 * The table is one of Markdown or of HTML within it; its first row names the columns, by the words
 * of read/key.c and some that only such lists have.
 */
#ifndef SHORTLIST_READ_LISTING_INT_H
#define SHORTLIST_READ_LISTING_INT_H

#include "read/sink.h"
#include "util/err.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

bool listing_recognises(const char *bytes, size_t len);
bool listing_read(const char *bytes, size_t len, const char *name, const struct reader_sink *sink,
		  struct err *err);

/* Signs in a cell that say something of the posting. */
enum listing_sign {
	LISTING_CLOSED = 1, LISTING_CITIZENS = 2, LISTING_NO_SPONSOR = 4, LISTING_DEGREE = 8,
	LISTING_AS_ABOVE = 16,
};

/* A cell as people read it. */
struct listing_cell {
	struct strbuf text;      /* lines, where it has several; each trimmed */
	struct strbuf url;       /* of its first link; empty: none */
	unsigned signs;
};

void listing_cell_init(struct listing_cell *cell);
void listing_cell_release(struct listing_cell *cell);
/* Reads Markdown and HTML of one cell; CELL is initialised or was read into before. */
void listing_cell_read(struct listing_cell *cell, const char *bytes, size_t len);

/* A row of a table: its cells as ranges of the file. */
#define LISTING_CELLS_MAX 32

struct listing_row {
	struct { size_t start, end; } cells[LISTING_CELLS_MAX];
	size_t count;
	size_t line;             /* from 1 */
	bool is_first;           /* of its table: it names the columns */
	size_t heading_start, heading_end; /* of the heading above the table; equal: none */
};

/* Walks the rows of all tables of a file, in order. */
struct listing_walk {
	const char *bytes;
	size_t len, at, line;
	bool in_table;           /* of Markdown */
	size_t html_end;         /* where the table of HTML that is open ends; 0: none is */
	bool has_html_row;
	size_t heading_start, heading_end;
};

void listing_walk_init(struct listing_walk *walk, const char *bytes, size_t len);
bool listing_walk_next(struct listing_walk *walk, struct listing_row *row);

#endif
