/* A press selects what is under it; the wheel moves the pane under it. */
#include "config.h"

#include "tui/pointer_int.h"

#define WHEEL_ROWS 3

static const char *const focus_actions[PANE_COUNT] = {
	[PANE_LIST] = "focus-list", [PANE_DETAIL] = "focus-detail", [PANE_FILTER] = "focus-filter",
};

static void run(struct session *session, const char *name, int64_t times)
{
	while (times-- > 0)
		session_run(session, action_find(name), NULL);
}

static bool lies_in(const struct rect *rect, const struct pointer *pointer)
{
	return pointer->row >= rect->row && pointer->row < rect->row + rect->rows &&
	       pointer->col >= rect->col && pointer->col < rect->col + rect->cols;
}

/* The pane under the pointer; PANE_COUNT for none. */
static enum pane_id pane_at(const struct session *session, const struct pointer *pointer)
{
	int pane = 0;

	while (pane < PANE_COUNT && !lies_in(&session->layout.panes[pane], pointer))
		pane++;
	return (enum pane_id)pane;
}

static void move(struct session *session, int64_t by)
{
	run(session, by < 0 ? "up" : "down", by < 0 ? -by : by);
}

/* The row under the pointer, counted from the one that has the cursor. */
static int64_t rows_away(const struct session *session, enum pane_id pane,
			 const struct pointer *pointer)
{
	int64_t row = pointer->row - session->layout.panes[pane].row;

	switch (pane) {
	case PANE_LIST:
		return session->list.top + row / session->layout.row_lines - session->list.cursor;
	case PANE_FILTER:
		return (int64_t)session->facets.top + row - (int64_t)session->facets.cursor;
	case PANE_DETAIL:
	case PANE_COUNT:
		break;
	}
	return 0;
}

void pointer_press(struct session *session, const struct pointer *pointer)
{
	enum pane_id pane = pane_at(session, pointer);
	enum context context = session_context(session);

	if (context == CONTEXT_HELP && pointer->wheel != 0) {
		move(session, (int64_t)pointer->wheel * WHEEL_ROWS);
	} else if (lies_in(&session->layout.query, pointer) && (context & CONTEXT_PANES)) {
		run(session, "query", 1);
	} else if (pane != PANE_COUNT && (context & CONTEXT_PANES)) {
		run(session, focus_actions[pane], 1);
		move(session, pointer->wheel != 0 ? (int64_t)pointer->wheel * WHEEL_ROWS
						  : rows_away(session, pane, pointer));
	}
}
