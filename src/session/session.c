/* The session: its life, its size, where keys go, requests and messages. */
#include "config.h"

#include "session/session.h"

#include "session/session_int.h"
#include "util/alloc.h"
#include "util/gate.h"
#include "util/vec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MESSAGE_BYTES_MAX 4096

static void init_parts(struct session *session, const struct session_options *options)
{
	session->store = options->store;
	session->vocabulary = options->vocabulary;
	session->extractor = options->extractor;
	session->settings = options->settings;
	session->today = options->today;
	session->way = options->settings ? options->settings->layout : LAYOUT_AUTO;
	session->chosen = SIZE_MAX;
	session->prompt.chosen = SIZE_MAX;
	line_edit_init(&session->line);
	line_edit_init(&session->prompt.edit);
	result_list_init(&session->list, options->store);
	facets_init(&session->facets);
	history_init(&session->history, options->history);
	session->history_at = session->history.count;
	detail_init(&session->detail);
	strbuf_init(&session->message);
	live_state_init(&session->loading);
	layout_compute(&session->layout, 0, 0, LAYOUT_AUTO, PANE_LIST);
}

struct session *session_new(const struct session_options *options, struct err *err)
{
	struct session *session = xcalloc(1, sizeof *session);

	init_parts(session, options);
	line_edit_set(&session->line, options->query ? options->query : "");
	session->typed = query_parse(session->line.text.text, session->today);
	session->store_total = find_all_rows(session->store);
	if (!session_ask(session, session->line.text.text, err)) {
		session_free(session);
		return NULL;
	}
	if (session->typed->problems.count > 0)
		session_say(session, MESSAGE_WARNING, "%s",
			    session->typed->problems.items[0].text);
	else if (store_is_read_only(session->store))
		session_say(session, MESSAGE_WARNING, "%s",
			    store_read_only_reason(session->store));
	return session;
}

void session_free(struct session *session)
{
	if (!session)
		return;
	session_keep_opened(session);
	candidates_clear(session);
	VEC_RELEASE(&session->candidates);
	completion_release(&session->completion);
	session_clear_hints(session);
	VEC_RELEASE(&session->hints);
	history_save(&session->history);
	history_release(&session->history);
	prompt_close(session);
	VEC_RELEASE(&session->prompt.candidates);
	line_edit_release(&session->prompt.edit);
	line_edit_release(&session->line);
	result_list_release(&session->list);
	facets_release(&session->facets);
	detail_release(&session->detail);
	query_words_release(&session->words);
	query_free(session->query);
	query_free(session->typed);
	strbuf_release(&session->message);
	live_state_release(&session->loading);
	free(session->request.text);
	free(session->draft);
	free(session->line_before);
	free(session);
}

void session_lay(struct session *session)
{
	struct layout *layout = &session->layout;
	const struct rect *list = &layout->panes[PANE_LIST];

	layout_compute(layout, session->cols, session->rows, session->way, session->focus);
	if (list->rows > 0)
		result_list_resize(&session->list, list->rows / layout->row_lines);
	if (layout->panes[PANE_FILTER].rows > 0) {
		facets_resize(&session->facets, layout->panes[PANE_FILTER].rows);
		if (session->is_facets_stale || session->is_stage_stale)
			session_refresh_facets(session);
		else
			session_count_facets(session);
	}
}

void session_resize(struct session *session, int cols, int rows)
{
	session->cols = cols;
	session->rows = rows;
	session_lay(session);
	session_follow(session);
}

void session_focus(struct session *session, enum pane_id pane)
{
	session->focus = pane;
	if (pane != PANE_FILTER)
		session->facets.is_narrowing = false;
	session_lay(session);
	session_follow(session);
}

enum context session_context(const struct session *session)
{
	if (session->prompt.kind != PROMPT_NONE)
		return CONTEXT_PROMPT;
	if (session->is_help_open)
		return CONTEXT_HELP;
	if (session->is_line_edited)
		return CONTEXT_QUERY;
	switch (session->focus) {
	case PANE_DETAIL:
		return CONTEXT_DETAIL;
	case PANE_FILTER:
		return session->facets.is_narrowing ? CONTEXT_NARROW : CONTEXT_FILTER;
	case PANE_LIST:
	case PANE_COUNT:
		break;
	}
	return CONTEXT_LIST;
}

void session_run(struct session *session, const struct action *action, const char *argument)
{
	if (argument && !*argument)
		argument = NULL;
	session->stays_on_top = false;
	action->run(session, argument);
}

struct line_edit *session_edit(struct session *session)
{
	switch (session_context(session)) {
	case CONTEXT_PROMPT:
		return &session->prompt.edit;
	case CONTEXT_QUERY:
		return &session->line;
	case CONTEXT_NARROW:
		return &session->facets.narrow;
	default:
		return NULL;
	}
}

/* Puts the cursor on the first value of the facet that is narrowed, by way of its heading, which
 * thereby comes into sight. */
static void go_to_narrowed(struct facets *facets)
{
	for (size_t i = 0; i < facets->rows.count; i++) {
		if (facets->rows.items[i].kind != FACET_HEADING ||
		    facets->rows.items[i].field != facets->narrowed)
			continue;
		facets_move(facets, (int64_t)i - (int64_t)facets->cursor);
		if (i + 1 < facets->rows.count && facets->rows.items[i + 1].kind != FACET_BLANK)
			facets_move(facets, 1);
		return;
	}
}

void session_edit_changed(struct session *session, bool is_text_changed)
{
	switch (session_context(session)) {
	case CONTEXT_PROMPT:
		prompt_changed(session);
		break;
	case CONTEXT_QUERY:
		candidates_clear(session);
		if (is_text_changed)
			session_line_changed(session);
		break;
	case CONTEXT_NARROW:
		if (is_text_changed) {
			session_refresh_facets(session);
			go_to_narrowed(&session->facets);
		}
		break;
	default:
		break;
	}
}

void session_type(struct session *session, const char *text, size_t len)
{
	struct line_edit *edit = session_edit(session);

	session->stays_on_top = false;
	if (session_context(session) == CONTEXT_PROMPT) {
		prompt_type(session, text, len);
	} else if (edit) {
		line_edit_insert(edit, text, len);
		session_edit_changed(session, true);
	}
}

void session_request(struct session *session, enum request_kind kind, const char *text)
{
	free(session->request.text);
	session->request.kind = kind;
	session->request.text = text ? xstrdup(text) : NULL;
}

struct request session_take_request(struct session *session)
{
	struct request request = session->request;

	session->request = (struct request){ REQUEST_NONE, NULL };
	return request;
}

void session_say(struct session *session, enum message_kind kind, const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list args;

	va_start(args, format);
	strbuf_vprintf(&text, format, args);
	va_end(args);
	session->message_kind = kind;
	session->polls_of_message = 0;
	strbuf_clear(&session->message);
	gate(&session->message, text.text,
	     text.len < MESSAGE_BYTES_MAX ? text.len : MESSAGE_BYTES_MAX, GATE_ONE_LINE, NULL);
	strbuf_release(&text);
}

void session_fail(struct session *session, struct err *err)
{
	session_say(session, MESSAGE_WARNING, "%s", err->text ? err->text : "that did not work");
	err_release(err);
}

void session_counts(const struct session *session, struct strbuf *out)
{
	strbuf_puts(out, session->list.is_exact ? "" : "at most ");
	strbuf_count(out, session->list.total);
	strbuf_puts(out, " of ");
	strbuf_count(out, session->store_total);
	strbuf_puts(out, " shown · ");
	strbuf_count(out, session->list.hidden);
	strbuf_puts(out, " hidden");
}
