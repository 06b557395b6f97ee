/* Actions on the query: typing it, completing it, its history, its order. */
#include "config.h"

#include "session/act_int.h"
#include "session/session_int.h"

#include "query/edit.h"
#include "util/alloc.h"
#include "util/ascii.h"

#include <stdlib.h>
#include <string.h>

/* The usual orders, which `sort` without an argument goes through. */
static const struct { const char *sort, *label; } orders[] = {
	{ NULL, "newest first" },
	{ "-salary", "best paid first" },
	{ "company", "by company" },
	{ "title", "by title" },
	{ "seniority", "least senior first" },
};

#define ORDERS (sizeof orders / sizeof orders[0])

/* Remembers the line as one that was asked. */
static void remember(struct session *session)
{
	history_add(&session->history, session->line.text.text);
	session->history_at = session->history.count;
}

void act_query(struct session *session, const char *argument)
{
	session->is_help_open = false;
	if (argument) {
		session_set_line(session, argument);
		remember(session);
		return;
	}
	session->is_line_edited = true;
	session->history_at = session->history.count;
	line_edit_end(&session->line);
	if (session->focus != PANE_LIST)
		session_focus(session, PANE_LIST);
}

static void leave_line(struct session *session)
{
	session->is_line_edited = false;
	candidates_clear(session);
	remember(session);
	session_focus(session, PANE_LIST);
}

void act_accept(struct session *session, const char *argument)
{
	(void)argument;
	switch (session_context(session)) {
	case CONTEXT_PROMPT:
		prompt_accept(session);
		break;
	case CONTEXT_QUERY:
		leave_line(session);
		break;
	case CONTEXT_NARROW:
		session->facets.is_narrowing = false;
		break;
	default:
		break;
	}
}

void act_clear(struct session *session, const char *argument)
{
	struct line_edit *edit = session_edit(session);

	(void)argument;
	if (!edit)
		return;
	if (session_context(session) != CONTEXT_QUERY || edit->text.len == 0)
		act_back(session, NULL);
	else
		session_set_line(session, "");
}

void act_clear_query(struct session *session, const char *argument)
{
	(void)argument;
	remember(session);
	session_set_line(session, "");
	session_say(session, MESSAGE_INFO, "the query line is empty: everything is shown");
}

static void complete(struct session *session, int direction)
{
	if (session_context(session) == CONTEXT_PROMPT)
		prompt_step(session, direction);
	else if (session_context(session) == CONTEXT_QUERY)
		candidates_step(session, direction);
}

void act_complete(struct session *session, const char *argument)
{
	(void)argument;
	complete(session, 1);
}

void act_complete_previous(struct session *session, const char *argument)
{
	(void)argument;
	complete(session, -1);
}

/* Puts entry AT of the history into the line; behind the last stands what was typed before. */
static void bring_back(struct session *session, size_t at)
{
	if (session->history_at == session->history.count) {
		free(session->draft);
		session->draft = xstrdup(session->line.text.text);
	}
	session->history_at = at;
	if (at < session->history.count)
		session_set_line(session, session->history.items[at]);
	else
		session_set_line(session, session->draft ? session->draft : "");
}

/* At a prompt the keys of the history go through the candidates. */
void act_history_previous(struct session *session, const char *argument)
{
	(void)argument;
	if (session_context(session) == CONTEXT_PROMPT)
		prompt_step(session, -1);
	else if (session->is_line_edited && session->history_at > 0)
		bring_back(session, session->history_at - 1);
}

void act_history_next(struct session *session, const char *argument)
{
	(void)argument;
	if (session_context(session) == CONTEXT_PROMPT)
		prompt_step(session, 1);
	else if (session->is_line_edited && session->history_at < session->history.count)
		bring_back(session, session->history_at + 1);
}

void act_drop_term(struct session *session, const char *argument)
{
	struct strbuf line = STRBUF_INIT;
	int64_t number = 0;

	if (!argument || ascii_number(argument, strlen(argument), &number) == 0 || number < 1 ||
	    (size_t)number > session->hints.count) {
		if (session->hints.count > 0)
			session_say(session, MESSAGE_WARNING, "there are terms 1 to %zu to drop",
				    session->hints.count);
		return;
	}
	query_drop_term(session->query, session->hints.items[number - 1].term, &line);
	session_set_line(session, line.text);
	session_say(session, MESSAGE_INFO, "dropped; %s%lld postings",
		    session->list.is_exact ? "" : "at most ", (long long)session->list.total);
	strbuf_release(&line);
}

/* Which of the usual orders the query has; ORDERS for another. */
static size_t present_order(const struct query *query)
{
	struct strbuf text = STRBUF_INIT;
	size_t at = 0;

	for (size_t i = 0; i < query->sort.count; i++)
		strbuf_printf(&text, "%s%s%s", i > 0 ? "," : "",
			      query->sort.items[i].is_descending ? "-" : "",
			      field_get(query->sort.items[i].field)->key);
	while (at < ORDERS && strcmp(orders[at].sort ? orders[at].sort : "", text.text) != 0)
		at++;
	strbuf_release(&text);
	return at;
}

void act_sort(struct session *session, const char *argument)
{
	size_t next = (present_order(session->query) + 1) % (ORDERS + 1) % ORDERS;
	struct strbuf line = STRBUF_INIT;
	const char *sort = argument ? argument : orders[next].sort;

	if (sort && strcmp(sort, "none") == 0)
		sort = NULL;
	query_set_sort(session->query, sort, &line);
	session_set_line(session, line.text);
	if (session->typed->problems.count == 0)
		session_say(session, MESSAGE_INFO, "order: %s",
			    argument ? argument : orders[next].label);
	strbuf_release(&line);
}

void act_explain(struct session *session, const char *argument)
{
	struct strbuf text = STRBUF_INIT;

	(void)argument;
	query_explain(session->typed, &text);
	session_say(session, MESSAGE_INFO, "%s",
		    text.len > 0 ? text.text : "everything is asked for");
	strbuf_release(&text);
}

void act_reload(struct session *session, const char *argument)
{
	struct err err = ERR_INIT;
	struct strbuf counts = STRBUF_INIT;

	(void)argument;
	if (session_ask_again(session, &err)) {
		session_counts(session, &counts);
		session_say(session, MESSAGE_INFO, "asked anew: %s", counts.text);
	} else {
		session_fail(session, &err);
	}
	strbuf_release(&counts);
}

void act_show_shortlist(struct session *session, const char *argument)
{
	char *before = session->line_before;

	(void)argument;
	if (strcmp(session->line.text.text, SHORTLIST_LINE) == 0) {
		session->line_before = NULL;
		session_set_line(session, before ? before : "");
	} else {
		session->line_before = xstrdup(session->line.text.text);
		session_set_line(session, SHORTLIST_LINE);
		result_list_go(&session->list, 0);
		session_follow(session);
	}
	free(before);
	session_focus(session, PANE_LIST);
}
