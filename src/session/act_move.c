/* Actions that move: in the pane that has the keys, and through a posting. */
#include "config.h"

#include "session/act_int.h"
#include "session/session_int.h"

#include "session/action.h"
#include "util/ascii.h"

#include <stdint.h>
#include <string.h>

#define FAR (INT64_C(1) << 40)
#define HELP_LINES_EXTRA 60      /* headings and blanks of the help screen, at most */
#define POSTINGS_TRIED 100       /* how far a match is looked for */

static void scroll_help(struct session *session, int64_t by)
{
	int64_t last = HELP_LINES_EXTRA, top = (int64_t)session->help_top + by;

	for (const struct action *action = action_table; action->name; action++)
		last++;
	top = top > last ? last : top;
	session->help_top = top > 0 ? (size_t)top : 0;
}

/* Rows that the part with the keys shows. */
static int64_t window(const struct session *session)
{
	int rows;

	switch (session_context(session)) {
	case CONTEXT_DETAIL:
		rows = session->layout.panes[PANE_DETAIL].rows;
		break;
	case CONTEXT_FILTER:
	case CONTEXT_NARROW:
		rows = session->layout.panes[PANE_FILTER].rows;
		break;
	case CONTEXT_HELP:
		rows = session->rows - 4;
		break;
	default:
		rows = session->list.rows;
		break;
	}
	return rows > 1 ? rows : 1;
}

static void move(struct session *session, int64_t by)
{
	switch (session_context(session)) {
	case CONTEXT_HELP:
		scroll_help(session, by);
		break;
	case CONTEXT_DETAIL:
		detail_scroll(&session->detail, by);
		break;
	case CONTEXT_FILTER:
	case CONTEXT_NARROW:
		facets_move(&session->facets, by);
		break;
	default:
		result_list_move(&session->list, by);
		session_follow(session);
		break;
	}
}

static int64_t page(const struct session *session)
{
	int64_t rows = window(session);

	return rows > 1 ? rows - 1 : 1;
}

static int64_t half(const struct session *session)
{
	return (window(session) + 1) / 2;
}

void act_down(struct session *session, const char *argument)
{
	(void)argument;
	move(session, 1);
}

void act_up(struct session *session, const char *argument)
{
	(void)argument;
	move(session, -1);
}

void act_half_down(struct session *session, const char *argument)
{
	(void)argument;
	move(session, half(session));
}

void act_half_up(struct session *session, const char *argument)
{
	(void)argument;
	move(session, -half(session));
}

void act_page_down(struct session *session, const char *argument)
{
	(void)argument;
	move(session, page(session));
}

void act_page_up(struct session *session, const char *argument)
{
	(void)argument;
	move(session, -page(session));
}

void act_top(struct session *session, const char *argument)
{
	(void)argument;
	move(session, -FAR);
}

void act_bottom(struct session *session, const char *argument)
{
	(void)argument;
	move(session, FAR);
}

/* Folds or unfolds in the filter pane; what changes there is looked up again. */
static bool fold(struct session *session, bool open)
{
	bool changed = facets_unfold(&session->facets, open);

	if (changed)
		session_refresh_facets(session);
	return changed;
}

void act_left(struct session *session, const char *argument)
{
	struct line_edit *edit = session_edit(session);

	(void)argument;
	if (edit) {
		line_edit_left(edit);
		session_edit_changed(session, false);
	} else if (session->focus == PANE_FILTER) {
		fold(session, false);
	} else {
		session_focus(session, session->focus == PANE_DETAIL ? PANE_LIST : PANE_FILTER);
	}
}

void act_right(struct session *session, const char *argument)
{
	struct line_edit *edit = session_edit(session);
	const struct facet_row *row = facets_current(&session->facets);

	(void)argument;
	if (edit) {
		line_edit_right(edit);
		session_edit_changed(session, false);
	} else if (session->focus != PANE_FILTER) {
		session_focus(session, PANE_DETAIL);
	} else if (!fold(session, true) && (!row || row->kind == FACET_VALUE)) {
		session_focus(session, PANE_LIST);
	}
}

static void scroll_detail(struct session *session, int sign, const char *argument)
{
	int64_t lines = 1;

	if (argument && ascii_number(argument, strlen(argument), &lines) == 0)
		lines = 1;
	detail_scroll(&session->detail, sign * (lines < FAR ? lines : FAR));
}

void act_scroll_down(struct session *session, const char *argument)
{
	scroll_detail(session, 1, argument);
}

void act_scroll_up(struct session *session, const char *argument)
{
	scroll_detail(session, -1, argument);
}

/* Reading needs the pane in sight. */
static bool see_detail(struct session *session)
{
	if (session->list.id == 0) {
		session_say(session, MESSAGE_INFO, "there is no posting here");
		return false;
	}
	if (session->layout.panes[PANE_DETAIL].rows <= 0)
		session_focus(session, PANE_DETAIL);
	return session->layout.panes[PANE_DETAIL].rows > 0;
}

static void say_match(struct session *session)
{
	session_say(session, MESSAGE_INFO, "match %zu of %zu", session->detail.match + 1,
		    session->detail.matches.count);
}

/* Goes to the next posting that has a match, and to its first (backwards: its last). */
static bool match_in_others(struct session *session, int direction)
{
	int64_t before = session->list.cursor;

	for (int tried = 0; tried < POSTINGS_TRIED; tried++) {
		int64_t row = session->list.cursor;

		result_list_move(&session->list, direction);
		if (session->list.cursor == row)
			break;
		session_follow(session);
		if (direction < 0)
			detail_scroll(&session->detail, FAR);
		if (detail_next_match(&session->detail, direction))
			return true;
	}
	result_list_go(&session->list, before);
	session_follow(session);
	return false;
}

static void next_match(struct session *session, int direction)
{
	if (!see_detail(session))
		return;
	if (session->words.count == 0)
		session_say(session, MESSAGE_INFO, "the query has no words to look for");
	else if (detail_next_match(&session->detail, direction) ||
		 match_in_others(session, direction))
		say_match(session);
	else
		session_say(session, MESSAGE_INFO, "no further match");
}

void act_next_match(struct session *session, const char *argument)
{
	(void)argument;
	next_match(session, 1);
}

void act_previous_match(struct session *session, const char *argument)
{
	(void)argument;
	next_match(session, -1);
}

static void next_section(struct session *session, int direction)
{
	if (see_detail(session) && !detail_next_section(&session->detail, direction))
		session_say(session, MESSAGE_INFO, "no further section");
}

void act_next_section(struct session *session, const char *argument)
{
	(void)argument;
	next_section(session, 1);
}

void act_previous_section(struct session *session, const char *argument)
{
	(void)argument;
	next_section(session, -1);
}

static void next_evidence(struct session *session, int direction)
{
	struct strbuf what = STRBUF_INIT;

	if (!see_detail(session))
		return;
	if (detail_next_evidence(&session->detail, direction, &what))
		session_say(session, MESSAGE_INFO, "%s", what.text);
	else
		session_say(session, MESSAGE_INFO,
			    "no fact of this posting was read from its text");
	strbuf_release(&what);
}

void act_next_evidence(struct session *session, const char *argument)
{
	(void)argument;
	next_evidence(session, 1);
}

void act_previous_evidence(struct session *session, const char *argument)
{
	(void)argument;
	next_evidence(session, -1);
}

/* Shows what changed with the latest version. */
static void show_changes(struct session *session)
{
	struct versions versions = { 0 };
	struct err err = ERR_INIT;

	if (!version_list(session->store, session->list.id, &versions, &err))
		session_fail(session, &err);
	else if (versions.count < 2)
		session_say(session, MESSAGE_INFO, "it has only one version");
	else
		detail_show_changes(&session->detail, &versions);
	versions_release(&versions);
}

void act_changes(struct session *session, const char *argument)
{
	const struct detail_changes *changes = &session->detail.changes;

	(void)argument;
	if (!see_detail(session))
		return;
	if (changes->at == 0)
		show_changes(session);
	else if (!detail_earlier_change(&session->detail))
		session_say(session, MESSAGE_INFO, "the text as it is now");
	if (changes->at > 0)
		session_say(session, MESSAGE_INFO, "change %zu of %zu, the latest first",
			    changes->versions.count - changes->at, changes->versions.count - 1);
}
