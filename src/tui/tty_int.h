/* The terminal as a device: its streams and state, its size, what it can take. Without curses. */
#ifndef SHORTLIST_SRC_TUI_TTY_INT_H
#define SHORTLIST_SRC_TUI_TTY_INT_H

#include "tui/cells.h"
#include "util/err.h"

#include <stdbool.h>
#include <stdio.h>
#include <termios.h>
#include <wchar.h>

struct tty {
	FILE *in, *out;          /* the standard streams where they are a terminal, else /dev/tty */
	struct termios before;
	int empty_reads;         /* in a row */
};

bool tty_open(struct tty *tty, struct err *err);
void tty_close(struct tty *tty);

/* Sets the size where the device knows it. */
void tty_size(const struct tty *tty, int *cols, int *rows);
/* How many bytes can be read at once. */
int tty_bytes(const struct tty *tty);
/* Whether a device that could be read, where there were BYTES, and gave no key is at its end. One
 * that gives bytes without meaning is not, as long as they come to an end. */
bool tty_is_at_end(struct tty *tty, int bytes);
/* Whether TERM names a terminal that knows the modes of xterm. */
bool tty_is_like_xterm(void);

#define TTY_CODES 5              /* code points of a cell that are shown */

/* The code points of a cell, ended by 0: those that the C library takes for as many columns as the
 * grid does; else a mark. */
void tty_codes(const struct cell *cell, wchar_t codes[TTY_CODES + 1]);

#endif
