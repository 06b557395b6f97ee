/* The last line: what the keys do here, what the last action did, and questions. */
#include "config.h"

#include "tui/pane.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "tui/draw_int.h"
#include "tui/glyph_int.h"

#define GAP 2                    /* columns between two keys */
#define CANDIDATES_MAX 10
#define KEYS_COLS_MIN 24         /* beside a message */

/* Which actions the bar names, the most useful first; an action without a key or label is passed
 * over. Those that have no room are left out, but for the last, which is named first of all. */
static const struct bar { enum context context; const char *const *actions; } bars[] = {
	{ CONTEXT_LIST, (const char *const[]){
		"query", "filter", "open", "shortlist", "stage", "export", "undo", "note",
		"open-link", "tag", "hide", "sort", "command", "help", NULL } },
	{ CONTEXT_DETAIL, (const char *const[]){
		"back", "query", "shortlist", "stage", "note", "open-link", "next-evidence",
		"export", "undo", "tag", "hide", "command", "help", NULL } },
	{ CONTEXT_FILTER, (const char *const[]){
		"include", "exclude", "narrow", "filter", "query", "undo", "command", "help",
		NULL } },
	{ CONTEXT_QUERY, (const char *const[]){ "complete", "clear", "accept", NULL } },
	{ CONTEXT_PROMPT, (const char *const[]){ "complete", "clear", "accept", NULL } },
	{ CONTEXT_NARROW, (const char *const[]){ "clear", "accept", NULL } },
	{ CONTEXT_HELP, (const char *const[]){ "command", "back", NULL } },
};

/* -- keys */

/* One entry of the bar: "Space shortlist". Columns it takes; 0: it has no key here. */
static int draw_entry(const struct pane_view *view, enum context context, const char *name,
		      int col, bool is_measured)
{
	const struct action *action = action_find(name);
	struct strbuf key = STRBUF_INIT;
	int cols = 0;

	assert(action);
	keymap_keys(view->keymap, context, action, 1, &key);
	if (action->label && key.len > 0) {
		cols = cells_width(view->cells, key.text) + 1 +
		       cells_width(view->cells, action->label);
		if (!is_measured) {
			col += cells_puts(view->cells, &view->area, view->area.row, col, ROLE_KEY,
					  key.text) + 1;
			cells_puts(view->cells, &view->area, view->area.row, col, ROLE_KEY_TEXT,
				   action->label);
		}
	}
	strbuf_release(&key);
	return cols;
}

static const char *const *actions_of(enum context context)
{
	size_t i = 0;

	while (bars[i].context != context)
		i++;
	return bars[i].actions;
}

/* Draws the keys from COL on, before column END. */
static void draw_keys(const struct pane_view *view, int col, int end)
{
	enum context context = session_context(view->session);
	const char *const *actions = actions_of(context);
	size_t last = 0;
	int last_cols;

	while (actions[last + 1])
		last++;
	last_cols = draw_entry(view, context, actions[last], 0, true);
	for (size_t i = 0; i <= last; i++) {
		int cols = draw_entry(view, context, actions[i], 0, true);
		int reserved = i < last && last_cols > 0 ? GAP + last_cols : 0;

		if (cols == 0 || col + cols + reserved > end)
			continue;
		draw_entry(view, context, actions[i], col, false);
		col += cols + GAP;
	}
}

/* -- messages */

/* What is to be said: the last message, or what is wrong with the line under edit. */
static const char *said(const struct session *session, bool *is_warning)
{
	const struct query *typed = session->typed;

	*is_warning = session->message_kind == MESSAGE_WARNING;
	if (session->message.len > 0 || !session->is_line_edited || typed->problems.count == 0)
		return session->message.text;
	*is_warning = !typed->problems.items[0].is_unfinished;
	return typed->problems.items[0].text;
}

static int count_lines(const char *text, int cols)
{
	int lines = 0;

	while (*text) {
		size_t len = draw_break(text, cols);

		if (len == 0)
			break;
		lines++;
		text += len;
		text += *text == ' ';
	}
	return lines;
}

/* Draws a message over the last line and, where it is longer, over lines above it with a rule. */
static void draw_lines(const struct pane_view *view, enum role role, const char *text)
{
	int bottom = view->area.row, cols = view->area.cols - 2;
	int lines = count_lines(text, cols), top;
	struct rect row = { 0, view->area.col, 1, view->area.cols };

	lines = lines < bottom ? lines : bottom;
	top = bottom - lines + 1;
	if (lines > 1 && top > 2) {
		row.row = top - 1;
		cells_fill(view->cells, &row, ROLE_RULE, glyph(view->cells, GLYPH_ROW));
	}
	for (row.row = top; row.row <= bottom; row.row++) {
		size_t len = row.row < bottom ? draw_break(text, cols) : strlen(text);

		cells_fill(view->cells, &row, ROLE_TEXT, " ");
		cells_put(view->cells, &row, row.row, row.col + 1, cols, role, text, len, true);
		text += len;
		text += *text == ' ';
	}
}

/* Draws the message: at the end where keys have room beside it, else alone. Returns the column
 * before which the keys may stand. */
static int draw_message(const struct pane_view *view)
{
	const struct rect *area = &view->area;
	int end = area->col + area->cols - 1, cols;
	struct strbuf text = STRBUF_INIT;
	bool is_warning;
	const char *message = said(view->session, &is_warning);
	enum role role = is_warning ? ROLE_WARNING : ROLE_MESSAGE;

	if (!*message && !session_is_loading(view->session))
		return end;
	strbuf_puts(&text, is_warning ? "! " : "");
	strbuf_puts(&text, message);
	if (!*message)
		session_loading(view->session, &text);
	cols = cells_width(view->cells, text.text);
	if (cols + GAP + KEYS_COLS_MIN + 1 < area->cols) {
		end = cells_puts_right(view->cells, area, area->row, end, role, text.text) - GAP;
	} else {
		draw_lines(view, role, text.text);
		end = area->col;
	}
	strbuf_release(&text);
	return end;
}

/* -- questions */

/* They stand above the line, the chosen one in sight. */
static void draw_answers(const struct pane_view *view, int col)
{
	const struct prompt *prompt = &view->session->prompt;
	struct candidate shown[CANDIDATES_MAX];
	int rows = view->area.row - 1;
	size_t count = prompt->candidates.count, first = 0, room;
	struct rect above;

	room = rows < CANDIDATES_MAX ? (size_t)(rows > 0 ? rows : 0) : CANDIDATES_MAX;
	if (prompt->chosen < count && prompt->chosen >= room && room > 0)
		first = prompt->chosen - room + 1;
	count = count - first < room ? count - first : room;
	for (size_t i = 0; i < count; i++)
		shown[i] = (struct candidate){ prompt->candidates.items[first + i].text,
					       prompt->candidates.items[first + i].help, -1 };
	above = (struct rect){ view->area.row - (int)count, 0, (int)count, view->area.cols };
	draw_candidates(view->cells, &above, col, shown, count, prompt->chosen - first);
}

static void draw_prompt(const struct pane_view *view)
{
	const struct prompt *prompt = &view->session->prompt;
	struct rect line = view->area;
	struct strbuf label = STRBUF_INIT;
	int start;

	line.col++;
	line.cols -= 2;
	strbuf_puts(&label, prompt_label(prompt->kind));
	line.col += cells_put(view->cells, &view->area, line.row, line.col, line.cols, ROLE_PROMPT,
			      label.text, label.len, true);
	line.cols = view->area.col + view->area.cols - 1 - line.col;
	start = line.col;
	if (prompt->subject) {
		int used = cells_put(view->cells, &view->area, line.row, line.col, line.cols - 1,
				     ROLE_LINK, prompt->subject, strlen(prompt->subject), true);

		line.col += used + 1;
		line.cols -= used + 1;
	}
	draw_line(view->cells, &line, prompt->edit.text.text, NULL, prompt->edit.cursor);
	if (prompt->candidates.count > 0)
		draw_answers(view, start);
	strbuf_release(&label);
}

static void draw(const struct pane_view *view)
{
	if (view->session->prompt.kind != PROMPT_NONE)
		draw_prompt(view);
	else
		draw_keys(view, view->area.col + 1, draw_message(view));
}

const struct pane_ops pane_bar = { .name = "bar", .draw = draw };
