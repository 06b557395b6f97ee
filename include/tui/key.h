/*
 * Keys as they are named in bindings, help and tests: "j", "G", "^D", "Enter", "S-Tab", "Space",
 * "F1", "PageDown", "M-x" (Alt).
 */
#ifndef SHORTLIST_TUI_KEY_H
#define SHORTLIST_TUI_KEY_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_special {
	KEYS_NONE, KEYS_UP, KEYS_DOWN, KEYS_LEFT, KEYS_RIGHT, KEYS_HOME, KEYS_END, KEYS_PAGE_UP,
	KEYS_PAGE_DOWN, KEYS_INSERT, KEYS_DELETE, KEYS_BACKSPACE, KEYS_ENTER, KEYS_TAB,
	KEYS_SHIFT_TAB, KEYS_ESCAPE, KEYS_F1, KEYS_F2, KEYS_F3, KEYS_F4, KEYS_F5, KEYS_F6, KEYS_F7,
	KEYS_F8, KEYS_F9, KEYS_F10, KEYS_F11, KEYS_F12, KEYS_COUNT
};

struct key {
	enum key_special special;/* KEYS_NONE: a character */
	uint32_t code;           /* the character; of a control key its letter ('D' of ^D) */
	bool has_control, has_alt;
};

/* Reads a name of LEN bytes; false for an unknown one. */
bool key_parse(const char *name, size_t len, struct key *key);
void key_format(struct strbuf *out, const struct key *key);
bool key_equal(const struct key *a, const struct key *b);

#endif
