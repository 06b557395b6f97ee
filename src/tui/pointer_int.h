/* The mouse: what a press or the wheel means, as actions that keys have too. */
#ifndef SHORTLIST_SRC_TUI_POINTER_INT_H
#define SHORTLIST_SRC_TUI_POINTER_INT_H

#include "session/session.h"
#include "tui/terminal.h"

void pointer_press(struct session *session, const struct pointer *pointer);

#endif
