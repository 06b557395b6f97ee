/* The detail of a posting: the lines that the session has laid out. */
#include "config.h"

#include "tui/pane.h"

#include <string.h>

#define MARGIN 1

static void title(const struct pane_view *view, struct strbuf *out)
{
	const struct detail *detail = &view->session->detail;

	/* Once its first line has been scrolled away, the rule says which posting it is. */
	if (detail->record.id != 0 && detail->top > 0)
		strbuf_puts(out, record_title(&detail->record));
	else
		strbuf_puts(out, "Detail");
}

static void position(const struct pane_view *view, struct strbuf *out)
{
	const struct session *session = view->session;
	const struct detail *detail = &session->detail;
	size_t rows = view->area.rows > 0 ? (size_t)view->area.rows : 0;

	if (detail->record.id == 0)
		return;
	if (session->layout.panes[PANE_LIST].rows == 0)
		strbuf_printf(out, "%lld of %s%lld",
			      (long long)result_list_place(&session->list) + 1,
			      session->list.is_exact ? "" : "at most ",
			      (long long)session->list.total);
	if (detail->lines.count <= rows)
		return;
	if (out->len > 0)
		strbuf_puts(out, " · ");
	if (detail->top == 0)
		strbuf_puts(out, "top");
	else if (detail->top + rows >= detail->lines.count)
		strbuf_puts(out, "end");
	else
		strbuf_printf(out, "%zu%%", 100 * (detail->top + rows) / detail->lines.count);
}

/* Draws a line piece by piece: its spans, and what is between them. */
static void draw_line_of(const struct pane_view *view, int row, const struct detail_line *line)
{
	struct rect area = view->area;
	size_t at = 0, len = strlen(line->text);
	int col;

	area.col += MARGIN;
	area.cols -= area.cols > 2 * MARGIN ? 2 * MARGIN : MARGIN;
	col = area.col;
	for (size_t i = 0; i <= line->spans.count; i++) {
		const struct detail_span *span = i < line->spans.count ? &line->spans.items[i]
								       : NULL;
		size_t start = span ? span->start : len;
		int room = area.col + area.cols;

		if (at < start && start <= len)
			col += cells_put(view->cells, &area, row, col, room - col, ROLE_TEXT,
					 line->text + at, start - at, true);
		if (!span || span->end > len)
			break;
		col += cells_put(view->cells, &area, row, col, room - col, span->role,
				 line->text + span->start, span->end - span->start, true);
		at = span->end;
	}
}

static void draw(const struct pane_view *view)
{
	const struct detail *detail = &view->session->detail;

	for (int i = 0; i < view->area.rows; i++) {
		size_t at = detail->top + (size_t)i;

		if (at >= detail->lines.count)
			break;
		draw_line_of(view, view->area.row + i, &detail->lines.items[at]);
	}
	if (view->has_focus)
		cells_cursor(view->cells, view->area.row, view->area.col, false);
}

const struct pane_ops pane_detail = {
	.name = "detail", .title = title, .position = position, .draw = draw,
};
