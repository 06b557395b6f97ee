/*
 * Layout: where each pane stands on a screen of some size. Pure arithmetic.
 *
 * Three ways: all panes side by side (wide), list over detail with the filter pane over the list
 * when it is asked for (two), one pane at a time (one). The first row is the query line, the last
 * the key bar, with a rule next to each where there is room. Below 20 columns or 6 rows nothing is
 * laid out.
 */
#ifndef SHORTLIST_SESSION_LAYOUT_H
#define SHORTLIST_SESSION_LAYOUT_H

#include <stdbool.h>

enum pane_id { PANE_LIST, PANE_DETAIL, PANE_FILTER, PANE_COUNT };

enum layout_way { LAYOUT_AUTO, LAYOUT_WIDE, LAYOUT_TWO, LAYOUT_ONE, LAYOUT_WAY_COUNT };

struct rect { int row, col, rows, cols; };

struct layout {
	bool is_too_small;
	enum layout_way way;     /* what was chosen; never LAYOUT_AUTO */
	struct rect query;
	/* The content, without its rule or title; rows = 0: not shown. */
	struct rect panes[PANE_COUNT];
	struct rect titles[PANE_COUNT];/* the rule above each pane with its title; rows = 0: none */
	int dividers[2];         /* columns of the vertical rules; -1: none */
	struct rect bar_rule;    /* the rule above the key bar; rows = 0: none */
	struct rect bar;         /* key bar, messages, prompts */
	int row_lines;           /* lines that a row of the list takes: 1, 2, or 4 as a card */
};

/* A wanted way that does not fit is narrowed to one that does. FOCUS decides which pane is shown
 * where there is room for one only. */
void layout_compute(struct layout *layout, int cols, int rows, enum layout_way wanted,
		    enum pane_id focus);

#endif
