/*
 * The key map: which key runs which action where.
 *
 * Read from keys.yaml (compiled in), then the user's: a map of contexts ("list", "detail",
 * "filter", "panes" for these three, "query", "prompt", "narrow", "typing" for these three, "help")
 * to keys to an action and its argument, "~" to unbind. An unknown action, key or context, or an
 * action where it does not work, is an error with file, line and column.
 */
#ifndef SHORTLIST_TUI_KEYMAP_H
#define SHORTLIST_TUI_KEYMAP_H

#include "session/action.h"
#include "tui/key.h"
#include "util/err.h"

#include <stddef.h>

struct binding {
	enum context context;    /* one */
	struct key key;
	const struct action *action;
	char *argument;          /* NULL: none */
};

struct keymap { struct binding *items; size_t count, cap; };

bool keymap_load(struct keymap *keymap, const char *config_dir, struct err *err);
void keymap_release(struct keymap *keymap);

/* NULL where the key does nothing there. */
const struct binding *keymap_find(const struct keymap *keymap, enum context context,
				  const struct key *key);
/* Adds the keys of an action in a context, the first bound first, blanks between; at most MAX. */
void keymap_keys(const struct keymap *keymap, enum context context, const struct action *action,
		 size_t max, struct strbuf *out);

#endif
