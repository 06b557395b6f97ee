/* What Tab goes through in the query line: keys, then values with their counts. */
#include "config.h"

#include "session/session_int.h"

#include "query/edit.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/gate.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

#define VALUES_MAX 40

void candidates_clear(struct session *session)
{
	for (size_t i = 0; i < session->candidates.count; i++) {
		free(session->candidates.items[i].text);
		free(session->candidates.items[i].help);
	}
	VEC_CLEAR(&session->candidates);
	session->chosen = SIZE_MAX;
}

size_t edit_replace(struct line_edit *edit, size_t start, size_t end, const char *text)
{
	struct strbuf line = STRBUF_INIT;
	size_t stop = start + strlen(text);

	strbuf_add(&line, edit->text.text, start);
	strbuf_puts(&line, text);
	strbuf_add(&line, edit->text.text + end, edit->text.len - end);
	line_edit_set(edit, line.text);
	stop = stop < edit->text.len ? stop : edit->text.len;
	edit->cursor = stop;
	strbuf_release(&line);
	return stop;
}

/* Adds a candidate; HELP may be NULL. The count of what is not counted is -1. */
static void add(struct session *session, const char *text, const char *help, int64_t count)
{
	size_t len = help ? strlen(help) : 0;

	VEC_PUSH(&session->candidates);
	session->candidates.items[session->candidates.count - 1].text =
		gate_line(text, strlen(text));
	session->candidates.items[session->candidates.count - 1].help =
		help ? gate_line(help, len) : NULL;
	session->candidates.items[session->candidates.count - 1].count = count;
}

/* What the values are counted in, where that is known at once: the line without the term that is
 * being typed, which as far as it goes would leave out those that it may become. */
struct around { struct query *query; struct find *find; };

static struct around ask_around(const struct session *session)
{
	const struct completion *completion = &session->completion;
	const char *line = session->line.text.text;
	struct strbuf rest = STRBUF_INIT;
	struct around around;
	size_t start = completion->start;

	while (start > 0 && line[start - 1] != ' ' && line[start - 1] != '(')
		start--;
	strbuf_add(&rest, line, start);
	strbuf_puts(&rest, line + completion->end);
	around.query = query_parse(rest.text, session->today);
	around.find = find_begin(session->store, around.query, NULL);
	strbuf_release(&rest);
	return around;
}

static void around_release(struct around *around)
{
	find_free(around->find);
	query_free(around->query);
}

static void add_values(struct session *session, const struct around *around)
{
	const struct completion *completion = &session->completion;
	struct facet_values values = { 0 };
	struct strbuf quoted = STRBUF_INIT;

	if (!around->find || !find_facet(around->find, completion->field, NULL, completion->prefix,
					 VALUES_MAX, &values, NULL))
		return;
	for (size_t i = 0; i < values.count; i++) {
		strbuf_clear(&quoted);
		query_quote(&quoted, values.items[i].value);
		add(session, quoted.text,
		    ascii_equal(values.items[i].value, values.items[i].label)
		    ? NULL : values.items[i].label,
		    find_is_exact(around->find) ? values.items[i].count : -1);
	}
	facet_values_release(&values);
	strbuf_release(&quoted);
}

static int64_t count_of(const struct facet_values *values, const char *value)
{
	for (size_t i = 0; i < values->count; i++)
		if (ascii_equal(values->items[i].value, value))
			return values->items[i].count;
	if (ascii_equal(value, "none"))
		return values->unknown;
	return ascii_equal(value, "any") ? -1 : 0;
}

/* Choices, counted where they are those of one field. */
static void add_items(struct session *session, const struct around *around)
{
	const struct completion *completion = &session->completion;
	struct facet_values values = { 0 };
	bool is_counted = completion->kind == COMPLETE_CHOICE &&
			  completion->field != FIELD_COUNT &&
			  field_get(completion->field)->choices && around->find &&
			  find_is_exact(around->find) &&
			  find_facet(around->find, completion->field, NULL, NULL, VALUES_MAX,
				     &values, NULL);

	for (size_t i = 0; i < completion->items.count; i++) {
		const char *text = completion->items.items[i].text;

		add(session, text, completion->items.items[i].help,
		    is_counted ? count_of(&values, text) : -1);
	}
	facet_values_release(&values);
}

static void find_candidates(struct session *session)
{
	struct around around;

	completion_release(&session->completion);
	memset(&session->completion, 0, sizeof session->completion);
	completion_find(session->line.text.text, session->line.cursor, &session->completion);
	around = ask_around(session);
	switch (session->completion.kind) {
	case COMPLETE_NOTHING:
		break;
	case COMPLETE_KEY:
	case COMPLETE_CHOICE:
		add_items(session, &around);
		break;
	case COMPLETE_VALUE:
		add_values(session, &around);
		break;
	}
	around_release(&around);
}

/* The candidate after or before the chosen one, round and round. */
static size_t next_of(size_t chosen, size_t count, int direction)
{
	if (chosen >= count)
		return direction > 0 ? 0 : count - 1;
	if (direction > 0)
		return chosen + 1 < count ? chosen + 1 : 0;
	return chosen > 0 ? chosen - 1 : count - 1;
}

void candidates_step(struct session *session, int direction)
{
	struct completion *completion = &session->completion;

	if (session->candidates.count == 0)
		find_candidates(session);
	if (session->candidates.count == 0) {
		session_say(session, MESSAGE_INFO, "nothing completes this");
		return;
	}
	session->chosen = next_of(session->chosen, session->candidates.count, direction);
	completion->end = edit_replace(&session->line, completion->start, completion->end,
				       session->candidates.items[session->chosen].text);
	/* The only one is as good as typed: the next Tab goes on from there. */
	if (session->candidates.count == 1)
		candidates_clear(session);
	session_line_changed(session);
}
