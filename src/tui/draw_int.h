/* What several panes draw: a line under edit, candidates for it, numbers, marked text. */
#ifndef SHORTLIST_SRC_TUI_DRAW_INT_H
#define SHORTLIST_SRC_TUI_DRAW_INT_H

#include "query/query.h"
#include "tui/pane.h"

#include <stddef.h>
#include <stdint.h>

#define DRAW_NO_CURSOR SIZE_MAX


/*
 * Draws one line of text into the one row of AREA, moved to the left where the cursor would not be
 * in sight. ROLES has one role a byte; NULL: ROLE_TEXT. CURSOR is a byte, DRAW_NO_CURSOR for none.
 */
void draw_line(struct cells *cells, const struct rect *area, const char *text,
	       const uint8_t *roles, size_t cursor);

/* The bytes of a text that stand on its first line of COLS columns, to a blank if there is one. */
size_t draw_break(const char *text, int cols);
/* Draws text from row ROW of AREA on, broken at blanks. Returns the rows that it took. */
int draw_text(struct cells *cells, const struct rect *area, int row, enum role role,
	      const char *text);

/* What may be put in at the cursor of a line; HELP may be NULL, a COUNT of -1 is not shown. */
struct candidate { const char *text, *help; int64_t count; };

/* Draws COUNT candidates into the rows of AREA from its top; their text begins at column COL where
 * there is room. CHOSEN is the selected one. */
void draw_candidates(struct cells *cells, const struct rect *area, int col,
		     const struct candidate *candidates, size_t count, size_t chosen);

/* As cells_put() with the cut marked; what the query looks for gets the role of a match. */
int draw_marked(struct cells *cells, const struct rect *area, int row, int col, int cols,
		enum role role, const char *text, const struct query_words *words);

#endif
