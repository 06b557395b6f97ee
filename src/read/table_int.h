/*
 * Rows of delimited text: CSV, TSV and their kin.
 *
 * Cells are as RFC 4180 has them: those in quotes may hold dividers and line ends, a quote in them
 * is doubled. What programs do besides is found out from the text: the divider, whether quotes
 * count at all, whether a backslash escapes a quote.
 */
#ifndef SHORTLIST_READ_TABLE_INT_H
#define SHORTLIST_READ_TABLE_INT_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

#define TABLE_COLUMNS_MAX 256
#define TABLE_CELL_BYTES_MAX ((size_t)1 << 20)

struct table_dialect {
	char divider;
	bool has_quotes;
	bool has_escapes;        /* "\"" is a quote, "\\" a backslash, in quotes */
	size_t start;            /* the byte where the header begins */
	size_t line;             /* and its line */
};

struct table_cell {
	size_t start, len;       /* in `text` */
	bool is_quoted;
};

struct table {
	const char *bytes;
	size_t len, at, line;
	struct table_dialect dialect;
	bool has_newlines;       /* else a carriage return ends a line */
	/* The row that was read last. */
	struct strbuf text;
	struct { struct table_cell *items; size_t count, cap; } cells;
	size_t row_line;
	size_t fault_line;       /* of the quote that is not closed, or the cell that is too long */
};

enum table_step {
	TABLE_ROW,
	TABLE_END,
	TABLE_UNCLOSED,          /* a quote is not closed within a cell's limit */
	TABLE_LONG,              /* a cell is too long */
	TABLE_WIDE,              /* a row has too many cells */
};

/* BYTES must be valid UTF-8 and outlive the table; release it. */
void table_init(struct table *table, const char *bytes, size_t len,
		const struct table_dialect *dialect);
void table_release(struct table *table);

/* Reads the next row that is not blank. */
enum table_step table_next(struct table *table);

/* The text of a cell of the last row, NUL-terminated. */
const char *table_text(const struct table *table, size_t cell);

/* The name of a column in English, where it is one that people write in another language; else
 * NAME itself. */
const char *table_name(const char *name);

/* What the header and the first rows look like. */
struct table_look {
	size_t columns;          /* cells of the header */
	size_t known, telling;   /* of them that name a field, and that name a title or a text */
	size_t short_names;      /* of them that could be names */
	size_t rows;             /* after it, as far as was looked */
	size_t even;             /* of them that have as many cells */
	bool has_quotes;
};

/* Finds how the text is written. False where it is no table: see table_look for how sure that
 * is. */
bool table_find_dialect(const char *bytes, size_t len, struct table_dialect *dialect,
			struct table_look *look);

/* The header names what a posting has. */
bool table_look_is_known(const struct table_look *look);

#endif
