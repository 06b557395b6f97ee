/* How long the help is, for scrolling it. */
#ifndef SHORTLIST_SRC_TUI_HELP_INT_H
#define SHORTLIST_SRC_TUI_HELP_INT_H

#include "session/session.h"
#include "tui/keymap.h"

#include <stddef.h>

size_t help_lines(const struct keymap *keymap);
/* The first line shown in a window of ROWS: what the session says, as far as there are lines. */
size_t help_top(const struct session *session, const struct keymap *keymap, int rows);

#endif
