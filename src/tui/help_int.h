/* How long the help is, for scrolling it. */
#ifndef SHORTLIST_SRC_TUI_HELP_INT_H
#define SHORTLIST_SRC_TUI_HELP_INT_H

#include "session/session.h"
#include "tui/keymap.h"

#include <stddef.h>

/* The lines of the help in an area of COLS columns. */
size_t help_lines(const struct keymap *keymap, int cols);
/* The first line shown in an area: what the session says, as far as there are lines. */
size_t help_top(const struct session *session, const struct keymap *keymap,
		const struct rect *area);

#endif
