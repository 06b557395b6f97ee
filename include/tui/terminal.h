/*
 * The terminal: the one file with curses.
 *
 * There is one terminal a process. Opening checks that it can be used at all, saves its state and
 * sets handlers so that it is restored whatever ends the program. Signals only set flags; they are
 * let through inside terminal_wait().
 */
#ifndef SHORTLIST_TUI_TERMINAL_H
#define SHORTLIST_TUI_TERMINAL_H

#include "tui/cells.h"
#include "tui/key.h"
#include "tui/theme.h"
#include "util/err.h"

#include <stdbool.h>

enum terminal_event {
	EVENT_KEY,
	EVENT_PASTE,             /* text that was pasted; see terminal_wait() */
	EVENT_POINTER,           /* the mouse, where it is used */
	EVENT_RESIZE,
	EVENT_TIMEOUT,
	EVENT_RESUMED,           /* after a suspension: draw everything */
	EVENT_HANGUP,            /* the terminal is gone */
	EVENT_TERMINATE,         /* SIGTERM; SIGINT comes as the key ^C */
};

struct terminal_options { bool use_mouse; bool no_color; };

/* Where the mouse was pressed, or its wheel turned: -1 up, 1 down. */
struct pointer { int row, col, wheel; };

/* What came with an event. */
struct terminal_input {
	struct key key;          /* EVENT_KEY */
	struct pointer pointer;  /* EVENT_POINTER */
	struct strbuf pasted;    /* EVENT_PASTE: at most 1 KiB; the caller releases it */
};

bool terminal_open(const struct terminal_options *options, struct err *err);
void terminal_close(void);

void terminal_size(int *cols, int *rows);
enum color_depth terminal_depth(void);

/* Shows the grid; only cells that differ from what is shown are written. ALL writes every cell. */
void terminal_draw(const struct cells *cells, const struct theme *theme, bool all);

/* Waits for the next event, at most MILLISECONDS (negative: for ever). INPUT keeps its buffer from
 * call to call. */
enum terminal_event terminal_wait(int milliseconds, struct terminal_input *input);

/* Whether terminal_wait() would have something at once. */
bool terminal_has_input(void);

/* Gives the terminal back for another program or a stop, and takes it again. */
void terminal_leave(void);
void terminal_enter(void);
/* Stops this process as ^Z would; returns when it is continued. */
void terminal_suspend(void);

#endif
