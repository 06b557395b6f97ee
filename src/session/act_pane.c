/* Actions on the panes: which has the keys, where they stand, what is closed. */
#include "config.h"

#include "session/act_int.h"
#include "session/session_int.h"

#include <string.h>

static const char *const way_names[LAYOUT_WAY_COUNT] = {
	[LAYOUT_AUTO] = "auto", [LAYOUT_WIDE] = "wide", [LAYOUT_TWO] = "two",
	[LAYOUT_ONE] = "one",
};

/* Leaves the narrowing of a facet, and forgets what was typed. */
static bool stop_narrowing(struct session *session)
{
	struct facets *facets = &session->facets;

	if (!facets->is_narrowing && facets->narrow.text.len == 0)
		return false;
	facets->is_narrowing = false;
	line_edit_set(&facets->narrow, "");
	session_refresh_facets(session);
	return true;
}

/* Closes the innermost thing that is open; false where there is none. */
static bool close_one(struct session *session)
{
	if (session->prompt.kind != PROMPT_NONE) {
		prompt_close(session);
	} else if (session->is_help_open) {
		session->is_help_open = false;
	} else if (session->is_line_edited) {
		session->is_line_edited = false;
		candidates_clear(session);
	} else if (session->focus == PANE_FILTER && stop_narrowing(session)) {
		return true;
	} else if (session->focus != PANE_LIST) {
		session_focus(session, PANE_LIST);
	} else {
		return false;
	}
	return true;
}

/* A posting counts as seen once it was opened; a store that cannot be written keeps it as new. What
 * the disk takes to keep it is no reason for the text to come later. */
static void mark_opened(struct session *session)
{
	const struct record *record = session_current(session);

	if (store_is_read_only(session->store) || !record ||
	    (record->marks.is_seen && record->marks.seen_version >= record->version))
		return;
	session_keep_opened(session);
	session->opened_id = record->id;
	result_list_set_seen(&session->list, record->id);
	if (session->detail.record.id == record->id)
		detail_set_seen(&session->detail);
}

void act_open(struct session *session, const char *argument)
{
	const struct facet_row *row = facets_current(&session->facets);

	(void)argument;
	if (session->focus == PANE_DETAIL) {
		act_page_down(session, NULL);
	} else if (session->focus == PANE_LIST && session->list.id != 0) {
		mark_opened(session);
		session_focus(session, PANE_DETAIL);
	} else if (session->focus == PANE_FILTER && row &&
		   (row->kind == FACET_VALUE || row->kind == FACET_UNKNOWN)) {
		act_include(session, NULL);
	} else if (session->focus == PANE_FILTER) {
		act_unfold(session, NULL);
	}
}

void act_back(struct session *session, const char *argument)
{
	(void)argument;
	if (!close_one(session))
		session_say(session, MESSAGE_INFO, "%s", "");
}

void act_quit(struct session *session, const char *argument)
{
	if (!close_one(session))
		act_quit_all(session, argument);
}

void act_quit_all(struct session *session, const char *argument)
{
	(void)argument;
	session->is_quitting = true;
	session_request(session, REQUEST_QUIT, NULL);
}

void act_focus_next(struct session *session, const char *argument)
{
	(void)argument;
	session_focus(session, (enum pane_id)((session->focus + 1) % PANE_COUNT));
}

void act_focus_previous(struct session *session, const char *argument)
{
	(void)argument;
	session_focus(session, (enum pane_id)((session->focus + PANE_COUNT - 1) % PANE_COUNT));
}

void act_focus_list(struct session *session, const char *argument)
{
	(void)argument;
	session_focus(session, PANE_LIST);
}

void act_focus_detail(struct session *session, const char *argument)
{
	(void)argument;
	session_focus(session, PANE_DETAIL);
}

void act_focus_filter(struct session *session, const char *argument)
{
	(void)argument;
	session_focus(session, PANE_FILTER);
}

void act_filter(struct session *session, const char *argument)
{
	(void)argument;
	session_focus(session, session->focus == PANE_FILTER ? PANE_LIST : PANE_FILTER);
}

/* The way of that name; LAYOUT_WAY_COUNT for none. */
static enum layout_way find_way(const char *name)
{
	int way = 0;

	while (way < LAYOUT_WAY_COUNT && strcmp(way_names[way], name) != 0)
		way++;
	return (enum layout_way)way;
}

void act_layout(struct session *session, const char *argument)
{
	enum layout_way way = argument ? find_way(argument)
				       : (enum layout_way)((session->way + 1) % LAYOUT_WAY_COUNT);

	if (way == LAYOUT_WAY_COUNT) {
		session_say(session, MESSAGE_WARNING,
			    "the layout is one of auto, wide, two, one; not \"%s\"", argument);
		return;
	}
	session->way = way;
	session_lay(session);
	session_follow(session);
	if (way == LAYOUT_AUTO || session->layout.way == way)
		session_say(session, MESSAGE_INFO, "layout: %s", way_names[way]);
	else
		session_say(session, MESSAGE_INFO, "layout: %s does not fit, so %s", way_names[way],
			    way_names[session->layout.way]);
}

void act_help(struct session *session, const char *argument)
{
	(void)argument;
	session->is_help_open = !session->is_help_open;
	session->help_top = 0;
}

void act_redraw(struct session *session, const char *argument)
{
	(void)argument;
	session_request(session, REQUEST_REDRAW, NULL);
}

void act_suspend(struct session *session, const char *argument)
{
	(void)argument;
	session_request(session, REQUEST_SUSPEND, NULL);
}
