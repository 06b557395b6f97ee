/* The query line: its parts in their colours, what is shown of how many, what may be put in. */
#include "config.h"

#include "tui/pane.h"

#include <stdlib.h>
#include <string.h>

#include "tui/draw_int.h"
#include "tui/glyph_int.h"
#include "util/alloc.h"
#include "util/vec.h"

#define LINE_COLS_MIN 20         /* of the line, before the counts get shorter */
#define GAP 2
#define CANDIDATES_MAX 10

/* -- the line */

static enum role role_of(enum query_part part)
{
	switch (part) {
	case PART_KEY:
		return ROLE_QUERY_KEY;
	case PART_VALUE:
		return ROLE_QUERY_VALUE;
	case PART_OPERATOR:
	case PART_SORT:
		return ROLE_QUERY_OPERATOR;
	case PART_WRONG:
		return ROLE_QUERY_WRONG;
	case PART_WORD:
	case PART_PHRASE:
		break;
	}
	return ROLE_TEXT;
}

static void set_roles(uint8_t *roles, size_t len, size_t start, size_t end, enum role role)
{
	for (size_t i = start; i < end && i < len; i++)
		roles[i] = (uint8_t)role;
}

/* A role for each byte of the line. The problems belong to the line as typed. */
static uint8_t *roles_of(const struct session *session)
{
	const struct query *typed = session->typed;
	size_t len = session->line.text.len;
	uint8_t *roles = xcalloc(len + 1, 1);

	if (strcmp(typed->line, session->line.text.text) != 0)
		return roles;
	for (size_t i = 0; i < typed->spans.count; i++)
		set_roles(roles, len, typed->spans.items[i].start, typed->spans.items[i].end,
			  role_of(typed->spans.items[i].part));
	for (size_t i = 0; i < typed->problems.count; i++)
		set_roles(roles, len, typed->problems.items[i].start,
			  typed->problems.items[i].end, ROLE_QUERY_WRONG);
	return roles;
}

static void draw_empty(const struct pane_view *view, const struct rect *area)
{
	struct strbuf text = STRBUF_INIT;

	keymap_keys(view->keymap, CONTEXT_LIST, action_find("query"), 1, &text);
	if (text.len > 0)
		strbuf_puts(&text, " asks: rust loc:toronto -stack:php posted:<14d");
	cells_puts(view->cells, area, area->row, area->col, ROLE_DIM, text.text);
	strbuf_release(&text);
}

static void draw_query(const struct pane_view *view, const struct rect *area)
{
	const struct session *session = view->session;
	uint8_t *roles = roles_of(session);

	if (session->line.text.len == 0 && !session->is_line_edited)
		draw_empty(view, area);
	draw_line(view->cells, area, session->line.text.text, roles,
		  session->is_line_edited && session->prompt.kind == PROMPT_NONE
		  ? session->line.cursor : DRAW_NO_CURSOR);
	free(roles);
}

/* -- the counts */

static void say_short(const struct session *session, struct strbuf *out)
{
	strbuf_puts(out, session->list.is_exact ? "" : "at most ");
	strbuf_count(out, session->list.total);
	strbuf_puts(out, " of ");
	strbuf_count(out, session->store_total);
}

static void say_order(const struct session *session, struct strbuf *out)
{
	session_counts(session, out);
	if (session->query->sort.count == 0)
		strbuf_puts(out, " · newest first");
}

/* From long to short; the first that leaves the line its room is taken. */
static void (*const counts[])(const struct session *session, struct strbuf *out) = {
	say_order, session_counts, say_short,
};

/* Draws the counts at the end of the area. Returns the column before which the line has room. */
static int draw_counts(const struct pane_view *view)
{
	const struct rect *area = &view->area;
	struct strbuf text = STRBUF_INIT;
	int wanted = cells_width(view->cells, view->session->line.text.text) + 1;
	int end = area->col + area->cols - 1;

	wanted = wanted > LINE_COLS_MIN ? wanted : LINE_COLS_MIN;
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		bool is_last = i + 1 == sizeof counts / sizeof counts[0];
		int cols;

		strbuf_clear(&text);
		counts[i](view->session, &text);
		cols = cells_width(view->cells, text.text);
		if (cols + GAP + wanted + 1 > area->cols &&
		    (!is_last || cols + GAP + LINE_COLS_MIN / 2 > area->cols))
			continue;
		end = cells_puts_right(view->cells, area, area->row, end, ROLE_NUMBER,
				       text.text) - GAP;
		break;
	}
	strbuf_release(&text);
	return end;
}

/* -- candidates */

/* They stand below the line; the first that is shown follows the chosen one. */
static void draw_completion(const struct pane_view *view, const struct rect *line)
{
	const struct session *session = view->session;
	struct candidate shown[CANDIDATES_MAX];
	struct rect below = { line->row + 1, 0, session->rows - 2 - line->row, view->area.cols };
	size_t first = 0, count = 0, chosen = session->chosen;
	size_t room = below.rows < CANDIDATES_MAX ? (size_t)(below.rows > 0 ? below.rows : 0)
						  : CANDIDATES_MAX;
	int col = line->col;

	if (!session->is_line_edited || session->candidates.count == 0 || room == 0)
		return;
	if (chosen < session->candidates.count && chosen >= room)
		first = chosen - room + 1;
	for (; count < room && first + count < session->candidates.count; count++)
		shown[count] = (struct candidate){
			session->candidates.items[first + count].text,
			session->candidates.items[first + count].help,
			session->candidates.items[first + count].count };
	if (session->completion.start <= session->line.text.len) {
		char *before = xstrndup(session->line.text.text, session->completion.start);

		col += cells_width(view->cells, before);
		free(before);
	}
	draw_candidates(view->cells, &below, col, shown, count, chosen - first);
}

static void draw(const struct pane_view *view)
{
	struct rect line = view->area;
	int end = draw_counts(view);

	line.col++;
	line.cols = end - line.col;
	draw_query(view, &line);
	draw_completion(view, &line);
}

const struct pane_ops pane_query = { .name = "query", .draw = draw };
