/*
 * Signals of a program on a terminal. Handlers only set flags; they are let through only while the
 * program waits. One that means a fault of the program restores the terminal and ends it.
 */
#ifndef SHORTLIST_SRC_TUI_SIGNALS_INT_H
#define SHORTLIST_SRC_TUI_SIGNALS_INT_H

#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/* What has come, as a set. */
enum signal_flag {
	SIGNAL_INTERRUPT = 1, SIGNAL_TERMINATE = 2, SIGNAL_HANGUP = 4, SIGNAL_RESIZE = 8,
	SIGNAL_STOP = 16, SIGNAL_CONTINUE = 32,
};

enum signals_input {
	INPUT_READY,
	INPUT_GONE,              /* the other end of the terminal is closed */
	INPUT_SIGNAL,
	INPUT_TIMEOUT,
};

bool signals_open(struct err *err);
void signals_close(void);

/* What is written to FD, and the state set there, when the program is at fault. Not copied. */
void signals_set_rescue(int fd, const char *bytes, size_t len, const struct termios *state);

/* Waits until FD can be read or a signal comes, at most MILLISECONDS (negative: for ever). */
enum signals_input signals_wait(int fd, int milliseconds);
/* What has come since the last call. */
unsigned signals_take(void);

/* Stops the process group as the key ^Z would; returns when it is continued. */
void signals_stop(void);

#endif
