/*
 * A grid of cells: what the screen shall show, before any terminal is asked.
 *
 * Panes draw text by role; a cell keeps one grapheme, its role, and the role that lies over it (the
 * selected row). All text passes the gate here once more, so nothing else can reach the terminal. A
 * wide grapheme takes a cell and an empty one after it, and is never cut in half: what does not fit
 * is left blank. Drawing outside the grid or a clip is dropped.
 */
#ifndef SHORTLIST_TUI_CELLS_H
#define SHORTLIST_TUI_CELLS_H

#include "session/layout.h"
#include "session/role.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CELL_BYTES 28            /* of a grapheme; a longer one is shown by its first code point */

/* Without gaps, and zeroed behind its text, so that what looks the same is the same in memory. */
struct cell {
	char text[CELL_BYTES + 1];/* NUL-terminated; "" in the second half of a wide grapheme */
	uint8_t cols;            /* 1 or 2; 0 for the second half */
	uint8_t role;
	uint8_t over;            /* whose background and attributes lie over it, or ROLE_TEXT */
};

struct cells {
	int cols, rows;
	struct cell *items;      /* rows of cols */
	int cursor_row, cursor_col; /* where the hardware cursor stands */
	bool has_cursor;         /* and whether it is visible */
	bool is_ascii;           /* text becomes ASCII as it is drawn */
};

void cells_init(struct cells *cells);
void cells_release(struct cells *cells);
/* Sets the size and clears to blanks of ROLE_TEXT. */
void cells_clear(struct cells *cells, int cols, int rows);

/* Draws TEXT from (ROW, COL) within AREA, at most COLS columns; what is longer ends with an
 * ellipsis where IS_CUT_MARKED. Returns the columns used. Coordinates are the grid's. */
int cells_put(struct cells *cells, const struct rect *area, int row, int col, int cols,
	      enum role role, const char *text, size_t len, bool is_cut_marked);
/* The same to the end of AREA, for plain strings, with the cut marked. */
int cells_puts(struct cells *cells, const struct rect *area, int row, int col, enum role role,
	       const char *text);
/* The columns that TEXT takes when it is drawn whole. */
int cells_width(const struct cells *cells, const char *text);
/* Draws TEXT so that it ends before column END. Returns the column where it starts. */
int cells_puts_right(struct cells *cells, const struct rect *area, int row, int end,
		     enum role role, const char *text);
void cells_fill(struct cells *cells, const struct rect *area, enum role role, const char *grapheme);
/* Gives COLS cells from (ROW, COL) another role. */
void cells_role(struct cells *cells, const struct rect *area, int row, int col, int cols,
		enum role role);
/* Lays a role over COLS cells from (ROW, COL). */
void cells_over(struct cells *cells, const struct rect *area, int row, int col, int cols,
		enum role over);
void cells_cursor(struct cells *cells, int row, int col, bool is_visible);

const struct cell *cells_at(const struct cells *cells, int row, int col);
bool cells_same(const struct cell *a, const struct cell *b);
/* The first cell from column COL on where a row of two grids of one size is not the same; COLS of
 * the grid for none. */
int cells_differ(const struct cells *a, const struct cells *b, int row, int col);
/* Makes TO show what FROM shows. */
void cells_copy(struct cells *to, const struct cells *from);

/* Adds the grid as lines of text, blanks at the ends removed. */
void cells_dump_text(const struct cells *cells, struct strbuf *out);
/* Adds for each line one letter a cell for its role and what lies over it, then the letters'
 * meaning, then where the cursor is. */
void cells_dump_roles(const struct cells *cells, struct strbuf *out);

#endif
