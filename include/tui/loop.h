/* The event loop: keys to the session, the session to the screen, requests carried out. */
#ifndef SHORTLIST_TUI_LOOP_H
#define SHORTLIST_TUI_LOOP_H

#include "session/session.h"
#include "tui/keymap.h"
#include "util/err.h"

struct loop_options {
	struct session *session;
	const struct keymap *keymap;
	const char *config_dir;  /* for themes; may be NULL */
	bool no_color;
};

/* Runs until the user quits or the terminal is gone. Returns the exit status; *err is set where it
 * is neither STATUS_OK nor a signal's. */
enum status loop_run(const struct loop_options *options, struct err *err);

#endif
