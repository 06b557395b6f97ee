/* Actions of the filter pane: each edits the query line, or folds. */
#include "config.h"

#include "session/act_int.h"
#include "session/session_int.h"

#include "query/edit.h"
#include "util/strbuf.h"

static const struct facet_row *value_row(struct session *session)
{
	const struct facet_row *row = facets_current(&session->facets);

	if (row && row->value && (row->kind == FACET_VALUE || row->kind == FACET_UNKNOWN))
		return row;
	session_say(session, MESSAGE_INFO, "go to a value first");
	return NULL;
}

/* Says what the line is about now. */
static void say_state(struct session *session, const char *label, enum query_state state)
{
	static const char *const what[] = {
		[QUERY_UNUSED] = "no longer asked about",
		[QUERY_INCLUDED] = "asked for",
		[QUERY_EXCLUDED] = "left out",
	};

	session_say(session, MESSAGE_INFO, "%s: %s", label, what[state]);
}

static void set_state(struct session *session, enum query_state state)
{
	const struct facet_row *row = value_row(session);
	struct strbuf line = STRBUF_INIT, label = STRBUF_INIT;

	if (!row)
		return;
	strbuf_puts(&label, row->label);
	query_set_value(session->query, row->field, row->value, state, &line);
	/* A place that is asked for shows its parts. */
	if (state == QUERY_INCLUDED && row->has_parts)
		facets_unfold(&session->facets, true);
	session_set_line(session, line.text);
	if (session->typed->problems.count == 0)
		say_state(session, label.text, state);
	strbuf_release(&line);
	strbuf_release(&label);
}

static void toggle(struct session *session, enum query_state state)
{
	const struct facet_row *row = facets_current(&session->facets);

	set_state(session, row && row->state == state ? QUERY_UNUSED : state);
}

void act_include(struct session *session, const char *argument)
{
	(void)argument;
	toggle(session, QUERY_INCLUDED);
}

void act_exclude(struct session *session, const char *argument)
{
	(void)argument;
	toggle(session, QUERY_EXCLUDED);
}

void act_clear_value(struct session *session, const char *argument)
{
	const struct facet_row *row = facets_current(&session->facets);
	struct strbuf line = STRBUF_INIT;

	(void)argument;
	if (row && row->kind == FACET_HEADING) {
		query_drop_field(session->query, row->field, true, &line);
		session_set_line(session, line.text);
	} else {
		set_state(session, QUERY_UNUSED);
	}
	strbuf_release(&line);
}

void act_unfold(struct session *session, const char *argument)
{
	const struct facet_row *row = facets_current(&session->facets);
	bool open = row && (row->kind == FACET_MORE || !row->is_open);

	(void)argument;
	if (row && facets_unfold(&session->facets, open))
		session_refresh_facets(session);
}

void act_next_facet(struct session *session, const char *argument)
{
	(void)argument;
	facets_jump(&session->facets, 1);
}

void act_previous_facet(struct session *session, const char *argument)
{
	(void)argument;
	facets_jump(&session->facets, -1);
}

void act_narrow(struct session *session, const char *argument)
{
	struct facets *facets = &session->facets;
	const struct facet_row *row = facets_current(facets);

	(void)argument;
	if (!row)
		return;
	session_focus(session, PANE_FILTER);
	facets->narrowed = row->field;
	facets->is_closed[row->field] = false;
	facets->is_narrowing = true;
	line_edit_set(&facets->narrow, "");
	session_refresh_facets(session);
}
