/* The filter pane: the values of each facet, with counts and bars. */
#include "config.h"

#include "tui/pane.h"

#include <string.h>

#include "tui/draw_int.h"
#include "tui/glyph_int.h"
#include "util/ascii.h"

#define STATE_COL 1              /* the cursor stands before it */
#define TEXT_COL 3
#define INDENT 2                 /* columns for each depth of a place */
#define BAR_COLS 5
#define BAR_PANE_COLS_MIN 24     /* of a pane in which there are bars */

struct line {
	const struct pane_view *view;
	const struct facet_row *facet;
	int row;
};

static int put(const struct line *line, int col, enum role role, const char *text)
{
	return cells_puts(line->view->cells, &line->view->area, line->row, col, role, text);
}

/* -- headings */

static const struct line_edit *narrowing(const struct line *line)
{
	const struct facets *facets = &line->view->session->facets;
	bool is_narrowed = facets->is_narrowing || facets->narrow.text.len > 0;

	return is_narrowed && facets->narrowed == line->facet->field ? &facets->narrow : NULL;
}

static void draw_heading(const struct line *line)
{
	const struct pane_view *view = line->view;
	const struct line_edit *narrow = narrowing(line);
	bool is_typed = narrow && session_context(view->session) == CONTEXT_NARROW;
	struct strbuf text = STRBUF_INIT;
	struct rect rest = { line->row, 0, 1, 0 };
	int col = view->area.col + STATE_COL;

	strbuf_puts(&text, line->facet->label);
	if (text.len > 0)
		text.text[0] = ascii_upper(text.text[0]);
	if (narrow)
		strbuf_puts(&text, ": ");
	if (!line->facet->is_open)
		col += put(line, col, ROLE_DIM, glyph(view->cells, GLYPH_CLOSED)) + 1;
	col += put(line, col, ROLE_HEADING, text.text);
	rest.col = col;
	rest.cols = view->area.col + view->area.cols - 1 - col;
	if (narrow)
		draw_line(view->cells, &rest, narrow->text.text, NULL,
			  is_typed ? narrow->cursor : DRAW_NO_CURSOR);
	strbuf_release(&text);
}

/* -- values */

static void draw_bar(const struct line *line, int col)
{
	const struct facet_row *facet = line->facet;
	struct cells *cells = line->view->cells;
	int64_t quarters;

	if (facet->most <= 0 || facet->count <= 0 || facet->state == QUERY_EXCLUDED)
		return;
	/* In whole numbers; the count of what is named beyond the most frequent may be larger. */
	quarters = facet->count >= facet->most ? 4 * BAR_COLS
					       : facet->count * 4 * BAR_COLS / facet->most;
	for (; quarters >= 4; quarters -= 4)
		col += put(line, col, ROLE_BAR, glyph(cells, GLYPH_BAR));
	if (quarters >= 1 || facet->count * BAR_COLS < facet->most)
		put(line, col, ROLE_BAR, glyph(cells, GLYPH_BAR_TAIL));
}

/* Draws the count to the right, and its bar; the column before which there is room. */
static int draw_count(const struct line *line)
{
	const struct pane_view *view = line->view;
	int end = view->area.col + view->area.cols - 1;
	bool has_bars = view->area.cols >= BAR_PANE_COLS_MIN;
	struct strbuf text = STRBUF_INIT;

	if (has_bars)
		end -= BAR_COLS + 1;
	strbuf_count(&text, line->facet->count);
	if (line->facet->state == QUERY_EXCLUDED) {
		strbuf_insert(&text, 0, "(", 1);
		strbuf_putc(&text, ')');
	}
	if (has_bars)
		draw_bar(line, end + 1);
	/* The bracket hangs over, so that the digits stand in one column. */
	end = cells_puts_right(view->cells, &view->area, line->row,
			       end + (line->facet->state == QUERY_EXCLUDED), ROLE_NUMBER,
			       text.text);
	strbuf_release(&text);
	return end - 1;
}

static enum role state_role(enum query_state state)
{
	return state == QUERY_INCLUDED ? ROLE_INCLUDED
	     : state == QUERY_EXCLUDED ? ROLE_EXCLUDED : ROLE_TEXT;
}

static void draw_value(const struct line *line)
{
	const struct facet_row *facet = line->facet;
	const struct pane_view *view = line->view;
	enum role role = state_role(facet->state);
	int end = draw_count(line), col = view->area.col + TEXT_COL + INDENT * facet->depth;

	if (facet->state != QUERY_UNUSED)
		put(line, view->area.col + STATE_COL, role,
		    glyph(view->cells, facet->state == QUERY_INCLUDED ? GLYPH_INCLUDED
								     : GLYPH_EXCLUDED));
	if (facet->has_parts)
		col += put(line, col, ROLE_DIM,
			   glyph(view->cells, facet->is_open ? GLYPH_OPEN : GLYPH_CLOSED)) + 1;
	if (facet->kind == FACET_UNKNOWN && role == ROLE_TEXT)
		role = ROLE_UNKNOWN;
	if (end > col)
		cells_put(view->cells, &view->area, line->row, col, end - col, role, facet->label,
			  strlen(facet->label), true);
}

static void draw_more(const struct line *line)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_printf(&text, "%s ", glyph(line->view->cells, GLYPH_MORE));
	strbuf_count(&text, line->facet->count);
	strbuf_puts(&text, " more");
	put(line, line->view->area.col + TEXT_COL, ROLE_DIM, text.text);
	strbuf_release(&text);
}

/* -- the pane */

static void title(const struct pane_view *view, struct strbuf *out)
{
	(void)view;
	strbuf_puts(out, "Filter");
}

static void position(const struct pane_view *view, struct strbuf *out)
{
	if (!view->session->facets.is_exact && view->session->facets.rows.count > 0)
		strbuf_puts(out, "at most");
}

static void draw_facet(const struct line *line)
{
	switch (line->facet->kind) {
	case FACET_HEADING:
		draw_heading(line);
		break;
	case FACET_VALUE:
	case FACET_UNKNOWN:
		draw_value(line);
		break;
	case FACET_MORE:
		draw_more(line);
		break;
	case FACET_BLANK:
		break;
	}
}

static void draw_selected(const struct line *line)
{
	const struct pane_view *view = line->view;

	put(line, view->area.col, ROLE_HEADING, glyph(view->cells, GLYPH_CURSOR));
	cells_over(view->cells, &view->area, line->row, view->area.col, view->area.cols,
		   ROLE_SELECTED);
}

static void draw(const struct pane_view *view)
{
	const struct facets *facets = &view->session->facets;
	int selected = view->area.row + (int)(facets->cursor - facets->top);

	if (view->has_focus)
		cells_cursor(view->cells, selected, view->area.col, false);
	for (int i = 0; i < view->area.rows; i++) {
		size_t at = facets->top + (size_t)i;
		struct line line = { view, NULL, view->area.row + i };

		if (at >= facets->rows.count)
			break;
		line.facet = &facets->rows.items[at];
		draw_facet(&line);
		if (at == facets->cursor && view->has_focus)
			draw_selected(&line);
	}
	if (facets->rows.count == 0)
		cells_puts(view->cells, &view->area, view->area.row, view->area.col + STATE_COL,
			   ROLE_DIM, "nothing to choose from");
}

const struct pane_ops pane_filter = {
	.name = "filter", .title = title, .position = position, .draw = draw,
};
