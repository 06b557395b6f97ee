/* What the list says where there is nothing to list: why, and what to do. */
#include "config.h"

#include "tui/nothing_int.h"

#include <string.h>

#include "tui/draw_int.h"

#define MARGIN 2
#define GAP 4                    /* columns between two ways out */
#define HINTS_MAX 9              /* one for each digit */

static int max(int a, int b)
{
	return a > b ? a : b;
}

/* Draws a sentence from line LINE of the pane on. Returns the line after it. */
static int say_line(const struct pane_view *view, int line, enum role role, const char *text)
{
	struct rect area = view->area;

	area.col += MARGIN;
	area.cols -= MARGIN + 1;
	return line + draw_text(view->cells, &area, area.row + line, role, text);
}

/* What the keys do where nothing matches. */
static const struct { const char *action, *what; bool needs_hints; } ways_out[] = {
	{ "drop-term", "drop the term", true },
	{ "query", "change the line", false },
	{ "clear-query", "clear it", false },
	{ "explain", "how it was read", false },
};

static int draw_ways_out(const struct pane_view *view, int line)
{
	int first = view->area.col + MARGIN, end = view->area.col + view->area.cols - 1;
	size_t hints = view->session->hints.count;
	struct strbuf text = STRBUF_INIT;
	int col = first;

	for (size_t i = 0; i < sizeof ways_out / sizeof ways_out[0]; i++) {
		int cols;

		strbuf_clear(&text);
		if (!ways_out[i].needs_hints || hints > 0)
			keymap_keys(view->keymap, CONTEXT_LIST, action_find(ways_out[i].action),
				    ways_out[i].needs_hints ? hints : 1, &text);
		if (text.len == 0)
			continue;
		strbuf_printf(&text, " %s", ways_out[i].what);
		cols = cells_width(view->cells, text.text);
		if (col > first && col + cols > end) {
			col = first;
			line++;
		}
		cells_puts(view->cells, &view->area, view->area.row + line, col, ROLE_DIM,
			   text.text);
		col += cols + GAP;
	}
	strbuf_release(&text);
	return line + 1;
}

static void draw_hint(const struct pane_view *view, int line, size_t number,
		      const struct hint *hint, int col)
{
	struct rect area = view->area;
	struct strbuf text = STRBUF_INIT;
	int row = area.row + line;

	strbuf_printf(&text, "%zu", number);
	cells_puts_right(view->cells, &area, row, area.col + 5, ROLE_KEY, text.text);
	cells_put(view->cells, &area, row, area.col + 7, col - area.col - 9, ROLE_QUERY_VALUE,
		  hint->text, strlen(hint->text), true);
	strbuf_clear(&text);
	strbuf_puts(&text, hint->is_exact ? "" : "at most ");
	strbuf_count(&text, hint->count);
	strbuf_puts(&text, hint->count == 1 ? " posting" : " postings");
	cells_puts(view->cells, &area, row, col, ROLE_NUMBER, text.text);
	strbuf_release(&text);
}

static int draw_hints(const struct pane_view *view, int line, int gap)
{
	const struct session *session = view->session;
	int col = 0, last = view->area.cols - 16;

	for (size_t i = 0; i < session->hints.count; i++)
		col = max(col, cells_width(view->cells, session->hints.items[i].text) + 11);
	col = view->area.col + (col < last ? col : max(last, 9));
	line = say_line(view, line, ROLE_TEXT, session->hints.count > 0
			? "Nothing matches all of it. Without one of the terms:"
			: "Nothing matches.") + gap;
	for (size_t i = 0; i < session->hints.count && i < HINTS_MAX; i++)
		draw_hint(view, line++, i + 1, &session->hints.items[i], col);
	return session->hints.count > 0 ? line + gap : line;
}

static void draw_no_match(const struct pane_view *view)
{
	const struct session *session = view->session;
	int gap = view->area.rows > (int)session->hints.count + 6;
	struct strbuf text = STRBUF_INIT;
	int line = draw_hints(view, gap, gap);

	if (session->list.hidden > 0) {
		strbuf_count(&text, session->list.hidden);
		strbuf_puts(&text, session->list.hidden == 1
			    ? " that matches is hidden by you; is:hidden shows it"
			    : " that match are hidden by you; is:hidden shows them");
		line = say_line(view, line, ROLE_DIM, text.text) + gap;
	}
	draw_ways_out(view, line);
	strbuf_release(&text);
}

static void draw_no_postings(const struct pane_view *view)
{
	int gap = view->area.rows > 6, line = gap;

	if (session_is_loading(view->session)) {
		say_line(view, line, ROLE_DIM,
			 "No postings yet; they appear here as they are loaded.");
		return;
	}
	line = say_line(view, line, ROLE_TEXT, "No postings yet. Load some:") + gap;
	line = say_line(view, line, ROLE_KEY, "shortlist PATH") + gap;
	say_line(view, line, ROLE_DIM,
			 "PATH is a file of postings or a folder: text, Markdown, YAML.");
}

void nothing_draw(const struct pane_view *view)
{
	if (view->session->store_total == 0)
		draw_no_postings(view);
	else
		draw_no_match(view);
}
