/* The screen: all panes of a session drawn into a grid of cells. */
#ifndef SHORTLIST_TUI_SCREEN_H
#define SHORTLIST_TUI_SCREEN_H

#include "session/session.h"
#include "tui/cells.h"
#include "tui/key.h"
#include "tui/keymap.h"

/* Draws the session at its size. CELLS keeps its is_ascii. */
void screen_draw(struct session *session, const struct keymap *keymap, struct cells *cells);

/* Does what a key means in the session's present context: runs its action, or types it. */
void screen_key(struct session *session, const struct keymap *keymap, const struct key *key);

#endif
