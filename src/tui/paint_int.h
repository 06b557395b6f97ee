/*
 * Painting: the bytes that make a terminal show a grid, given what it shows already.
 *
 * Curses could do this too, but takes longer for a frame than all the rest of a key: it interprets
 * the description of the terminal for each change of colour. Here the strings are made once, by
 * whoever has the description.
 */
#ifndef SHORTLIST_SRC_TUI_PAINT_INT_H
#define SHORTLIST_SRC_TUI_PAINT_INT_H

#include "tui/cells.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stdint.h>

/* How a terminal is told. */
struct paint_ops {
	/* What gives text the look of a role from the terminal's own look on, as a new string;
	 * "" for that look itself. Asked once for each. */
	char *(*look)(enum role role, enum role over);
	/* Adds what puts the cursor to a cell; NULL: as ECMA-48 has it. */
	void (*move)(struct strbuf *out, int row, int col);
	/* The columns that the terminal takes a character for; 0 or less: it cannot be shown. */
	int (*cols)(uint32_t code);
};

struct paint {
	struct paint_ops ops;
	/* What is written for these, set by whoever has the terminal; empty for what it has not. */
	struct strbuf plain;     /* back to the terminal's own look */
	struct strbuf hide, show;/* the cursor */
	const char *begin, *end; /* around all that belongs to one frame */
	bool may_fill;           /* the last cell can be written without scrolling */

	char *looks[ROLE_COUNT][ROLE_COUNT];
	struct cells shown;
	struct strbuf out;
	const char *look;        /* that text has now */
	int row, col;            /* of the cursor; row -1: not known */
	bool has_cursor;         /* it is visible */
};

void paint_init(struct paint *paint, const struct paint_ops *ops);
void paint_release(struct paint *paint);

/* What is to be written so that the terminal shows CELLS; empty where it does. ALL: whatever it
 * shows now. Valid until the next call. */
const struct strbuf *paint_frame(struct paint *paint, const struct cells *cells, bool all);

/* Another program, or another theme, has had the terminal: the next frame is painted whole. */
void paint_forget(struct paint *paint);

#endif
