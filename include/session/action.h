/*
 * Actions: everything that can be done in a session, one row each.
 *
 * The key bindings, the help screen, the key bar, the ':' command line and the manual come from
 * these rows. An action is run with an argument (NULL: none): from ':' what follows its name, from
 * a key what the binding gives.
 */
#ifndef SHORTLIST_SESSION_ACTION_H
#define SHORTLIST_SESSION_ACTION_H

#include <stdbool.h>
#include <stddef.h>

struct session;

/* Where the keys go; a set, for an action that works in several. */
enum context {
	CONTEXT_LIST = 1 << 0,
	CONTEXT_DETAIL = 1 << 1,
	CONTEXT_FILTER = 1 << 2,
	CONTEXT_QUERY = 1 << 3,  /* the query line is edited */
	CONTEXT_PROMPT = 1 << 4,
	CONTEXT_NARROW = 1 << 5, /* a facet is narrowed by typing */
	CONTEXT_HELP = 1 << 6,
	CONTEXT_PANES = CONTEXT_LIST | CONTEXT_DETAIL | CONTEXT_FILTER,
	CONTEXT_TYPING = CONTEXT_QUERY | CONTEXT_PROMPT | CONTEXT_NARROW,
};

struct action {
	const char *name;        /* as bound, and as typed after ':' */
	unsigned contexts;       /* where a key can be bound to it */
	const char *argument;    /* what it takes, for help: "FILE"; NULL: nothing */
	const char *label;       /* one or two words for the key bar; NULL: never shown there */
	const char *help;        /* one sentence */
	void (*run)(struct session *session, const char *argument);
};

/* The table; ends with a NULL name. */
extern const struct action action_table[];
/* NULL for an unknown name. */
const struct action *action_find(const char *name);
/* "list", "detail", ... for one context. */
const char *context_name(enum context context);
bool context_find(const char *name, enum context *context);

#endif
