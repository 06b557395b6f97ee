/*
 * Panes: each draws one part of the session into its rectangle of the grid.
 *
 * A pane is one table of functions at the end of its file; it does the drawing and keeps no state.
 */
#ifndef SHORTLIST_TUI_PANE_H
#define SHORTLIST_TUI_PANE_H

#include "session/session.h"
#include "tui/cells.h"
#include "tui/keymap.h"

struct pane_view {
	struct session *session; /* rows are looked up through it; nothing else is changed */
	const struct keymap *keymap;
	struct cells *cells;
	struct rect area;        /* where to draw */
	struct rect title;       /* the rule above; rows = 0: none */
	bool has_focus;
};

struct pane_ops {
	const char *name;
	/* Adds the title for the rule, such as "Postings"; NULL for no title. */
	void (*title)(const struct pane_view *view, struct strbuf *out);
	/* Adds where it stands, for the end of the rule, such as "1 of 2"; NULL for nothing. */
	void (*position)(const struct pane_view *view, struct strbuf *out);
	void (*draw)(const struct pane_view *view);
};

extern const struct pane_ops pane_list, pane_detail, pane_filter, pane_help, pane_query, pane_bar;

#endif
