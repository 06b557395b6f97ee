/* What a terminal sends as keys: characters, and keys that its description names. */
#ifndef SHORTLIST_SRC_TUI_KEYCODE_INT_H
#define SHORTLIST_SRC_TUI_KEYCODE_INT_H

#include "tui/key.h"

#define KEYCODE_ESCAPE 27

/* Each adds to a key, which may have a modifier already; false where it means nothing. */
bool keycode_character(uint32_t code, struct key *key);
/* By a capability of terminfo such as "kLFT5", Control and Left. */
bool keycode_named(const char *name, struct key *key);

#endif
