/* The terminal as a device: its streams and state, its size, what it can take. Without curses. */
#ifndef SHORTLIST_SRC_TUI_TTY_INT_H
#define SHORTLIST_SRC_TUI_TTY_INT_H

#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>
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
/* Whether the character set of the locale is UTF-8. */
bool tty_is_utf8(void);
/* Whether the terminal says that it has 24 bits of colour. */
bool tty_has_true_color(void);

/* Writes past curses: frames, and modes that it does not know. Nothing can be done where that
 * fails; the next wait will tell that the terminal is gone. */
void tty_write(const struct tty *tty, const char *bytes, size_t len);

#define TTY_CODES 5              /* code points of a grapheme that are written */

/* The code points that are shown of a grapheme, ended by 0: a base and its marks. */
void tty_codes(const char *grapheme, wchar_t codes[TTY_CODES + 1]);

#endif
