/* The list without postings. */
#ifndef SHORTLIST_SRC_TUI_NOTHING_INT_H
#define SHORTLIST_SRC_TUI_NOTHING_INT_H

#include "tui/pane.h"

/* Says why nothing is listed, and what to do: load postings, or drop a term of the query. */
void nothing_draw(const struct pane_view *view);

#endif
