/* What a terminal sends as keys: characters, and keys that curses names. */
#ifndef SHORTLIST_SRC_TUI_KEYCODE_INT_H
#define SHORTLIST_SRC_TUI_KEYCODE_INT_H

#include "tui/key.h"

#define KEYCODE_ESCAPE 27
#define KEYCODE_PASTE_START "PASTE_START"
#define KEYCODE_PASTE_END "PASTE_END"

/* Each adds to a key, which may have a modifier already; false where it means nothing. */
bool keycode_character(uint32_t code, struct key *key);
/* By a name that curses has for it, "KEY_UP", or that of a capability, "kLFT5" for ^Left. */
bool keycode_named(const char *name, struct key *key);

/* What terminals send that many a description of them leaves out. Ends with a NULL sequence. */
struct keycode_sequence { const char *sequence, *name; };
extern const struct keycode_sequence keycode_sequences[];

#endif
