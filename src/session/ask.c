/* From the query line to the answer, and to all that follows from one. */
#include "config.h"

#include "session/session_int.h"

#include "store/get.h"
#include "util/alloc.h"
#include "util/gate.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

#define HINTS_MAX 9

void session_clear_hints(struct session *session)
{
	for (size_t i = 0; i < session->hints.count; i++)
		free(session->hints.items[i].text);
	VEC_CLEAR(&session->hints);
}

/* A term as it stands in the line, with all that was joined to it. */
static char *term_text(const struct query *query, const struct query_node *node)
{
	struct strbuf text = STRBUF_INIT;
	char *gated;

	for (size_t i = 0; node->kind == QUERY_FIELD && i < node->pieces.count; i++) {
		const struct query_range *piece = &node->pieces.items[i];

		strbuf_puts(&text, i > 0 ? " " : "");
		strbuf_add(&text, query->line + piece->start, piece->end - piece->start);
	}
	if (text.len == 0)
		strbuf_add(&text, query->line + node->start, node->end - node->start);
	gated = gate_line(text.text, text.len);
	strbuf_release(&text);
	return gated;
}

/* Counts what the query finds without a term, exactly or as fast as that can be done; -1 where it
 * cannot. */
static int64_t count_without(const struct session *session, struct hint *hint, bool is_refined,
			     struct err *err)
{
	struct query *query = query_without_term(session->query, hint->term, session->today);
	struct find *find = find_begin(session->store, query, err);
	int64_t count = -1;

	if (find && (!is_refined || find_refine(find, err))) {
		hint->is_exact = find_is_exact(find);
		count = find_total(find);
	}
	find_free(find);
	query_free(query);
	return count;
}

/* Puts a hint behind those that give as many or more. */
static void add_hint(struct session *session, struct hint hint)
{
	size_t at = session->hints.count;

	(void)VEC_PUSH(&session->hints);
	while (at > 0 && session->hints.items[at - 1].count < hint.count) {
		session->hints.items[at] = session->hints.items[at - 1];
		at--;
	}
	session->hints.items[at] = hint;
}

static void find_hints(struct session *session)
{
	size_t terms = query_terms(session->query);

	session_clear_hints(session);
	for (size_t i = 0; session->list.total == 0 && i < terms; i++) {
		struct hint hint = { .term = i };

		hint.count = count_without(session, &hint, false, NULL);
		if (hint.count <= 0)
			continue;
		hint.text = term_text(session->query, query_term(session->query, i));
		add_hint(session, hint);
	}
	while (session->hints.count > HINTS_MAX)
		free(session->hints.items[--session->hints.count].text);
}

static void drop_hint(struct session *session, size_t at)
{
	free(session->hints.items[at].text);
	VEC_REMOVE(&session->hints, at);
}

bool session_refine_hint(struct session *session, struct err *err)
{
	size_t at = 0;
	struct hint hint;

	while (at < session->hints.count && session->hints.items[at].is_exact)
		at++;
	if (at == session->hints.count)
		return true;
	hint = session->hints.items[at];
	hint.count = count_without(session, &hint, true, err);
	if (hint.count < 0 && err->status == STATUS_INTERRUPTED)
		return false;
	if (hint.count <= 0) {
		drop_hint(session, at);
		return true;
	}
	hint.is_exact = true;
	VEC_REMOVE(&session->hints, at);
	add_hint(session, hint);
	return true;
}

static bool same_words(const struct query_words *a, const struct query_words *b)
{
	for (size_t i = 0; i < a->count && a->count == b->count; i++)
		if (a->items[i].is_prefix != b->items[i].is_prefix ||
		    strcmp(a->items[i].text, b->items[i].text) != 0)
			return false;
	return a->count == b->count;
}

static void take_query(struct session *session, struct query *query)
{
	struct query_words words;

	query_free(session->query);
	session->query = query;
	query_words(query, &words);
	if (!same_words(&words, &session->words))
		detail_touch(&session->detail);
	query_words_release(&session->words);
	session->words = words;
}

void session_take_answer(struct session *session)
{
	session->is_facets_stale = true;
	find_hints(session);
	session_lay(session);
	session_follow(session);
}

bool session_ask(struct session *session, const char *line, struct err *err)
{
	struct query *query = query_parse(line, session->today);

	session_keep_opened(session);
	if (!result_list_refresh(&session->list, query, err)) {
		query_free(query);
		return false;
	}
	take_query(session, query);
	session->has_given_up = false;
	session_take_answer(session);
	return true;
}

bool session_ask_again(struct session *session, struct err *err)
{
	char *line = xstrdup(session->query->line);
	bool good;

	session->is_detail_stale = true;
	session->is_warm = false;
	session->store_total = find_all_rows(session->store);
	result_list_forget(&session->list);
	good = session_ask(session, line, err);
	free(line);
	return good;
}

void session_line_changed(struct session *session)
{
	struct err err = ERR_INIT;

	query_free(session->typed);
	session->typed = query_parse(session->line.text.text, session->today);
	if (session->typed->problems.count > 0) {
		const struct query_problem *problem = &session->typed->problems.items[0];

		session_say(session, problem->is_unfinished ? MESSAGE_INFO : MESSAGE_WARNING, "%s",
			    problem->text);
		return;
	}
	session_say(session, MESSAGE_INFO, "%s", "");
	if (!session_ask(session, session->line.text.text, &err))
		session_fail(session, &err);
}

void session_set_line(struct session *session, const char *text)
{
	line_edit_set(&session->line, text);
	candidates_clear(session);
	session_line_changed(session);
}

/* Whether a part of the query, or its order, asks for a field. Queries nest QUERY_DEPTH deep. */
static bool asks_for(const struct query_node *node, enum field_id field)
{
	if (node->kind == QUERY_FIELD && node->field == field)
		return true;
	for (size_t i = 0; i < node->children.count; i++)
		if (asks_for(node->children.items[i], field))
			return true;
	return false;
}

static bool speaks_of(const struct query *query, enum field_id field)
{
	for (size_t i = 0; i < query->sort.count; i++)
		if (query->sort.items[i].field == field)
			return true;
	return asks_for(query->root, field);
}

bool session_refresh_marks(struct session *session, int64_t id, enum field_id field)
{
	/* What is hidden is left out of every answer; whether a text has changed depends on which
	 * of them was seen. */
	if (field == FIELD_HIDDEN || speaks_of(session->query, field) ||
	    (field == FIELD_SEEN && speaks_of(session->query, FIELD_CHANGED)))
		return false;
	/* Another one's place on the shortlist may be another now. */
	if (field == FIELD_SHORTLISTED)
		result_list_forget(&session->list);
	else
		result_list_forget_posting(&session->list, id);
	if (session->detail.record.id == id)
		session->is_detail_stale = true;
	if (field_get(field)->is_facet)
		session->is_stage_stale = true;
	session_lay(session);
	session_follow(session);
	return true;
}

static void count_facets(struct session *session, enum field_id from, enum facets_extent extent)
{
	struct facets_source source = {
		.find = session->list.find, .store = session->store, .query = session->query,
		.today = session->today, .from = from, .extent = extent,
	};
	struct err err = ERR_INIT;

	if (!facets_refresh(&session->facets, &source, &err)) {
		session->facets.next = FIELD_COUNT;
		session_fail(session, &err);
	}
}

/* Whoever moves in the pane wants all of it; otherwise what is not seen is not counted. */
static enum facets_extent wanted_extent(const struct session *session)
{
	return session->focus == PANE_FILTER ? FACETS_ALL : FACETS_IN_SIGHT;
}

void session_refresh_facets(struct session *session)
{
	bool is_stage_alone = !session->is_facets_stale && session->is_stage_stale;
	bool is_behind = session->facets.next != FIELD_COUNT;

	session->is_facets_stale = session->is_stage_stale = false;
	if (!is_stage_alone || !is_behind)
		count_facets(session, is_stage_alone ? FIELD_STAGE : FIELD_COUNT,
			     wanted_extent(session));
}

void session_count_facets(struct session *session)
{
	if (session->facets.next != FIELD_COUNT)
		count_facets(session, session->facets.next, wanted_extent(session));
}

/* Reads the selected posting whole; its place in the text stays where it is shown already. */
static void load_detail(struct session *session)
{
	struct err err = ERR_INIT;
	struct record record;

	session->is_detail_stale = false;
	record_init(&record);
	if (session->list.id == 0) {
		detail_clear(&session->detail);
	} else if (get_record(session->store, session->list.id, GET_WHOLE, &record, &err)) {
		detail_show(&session->detail, session->extractor, &record);
	} else {
		detail_clear(&session->detail);
		session_fail(session, &err);
	}
	record_release(&record);
}

void session_follow(struct session *session)
{
	const struct rect *area = &session->layout.panes[PANE_DETAIL];

	if (area->rows <= 0)
		return;
	if (session->is_detail_stale || session->detail.record.id != session->list.id)
		load_detail(session);
	detail_layout(&session->detail, area->cols > 2 ? area->cols - 2 : area->cols, area->rows,
		      &session->words, session->vocabulary ? session->vocabulary->gazetteer : NULL,
		      session->today);
}

const struct record *session_current(struct session *session)
{
	return result_list_row(&session->list, session->list.cursor);
}
