/* Drawing that several panes share. */
#include "config.h"

#include "tui/draw_int.h"

#include <stdio.h>
#include <string.h>

#include "session/match.h"
#include "tui/glyph_int.h"
#include "util/gate.h"
#include "util/utf8.h"

#define TEXT_BYTES_MAX ((size_t)4 << 10) /* of marked text; a line of the list shows less */
#define GAP 2                    /* columns between a candidate, its help and its count */

/* -- a line under edit */

/* The columns of the first grapheme of TEXT as the grid shows it; its bytes into *len. */
static int step_cols(const struct cells *cells, const char *text, size_t rest, size_t *len)
{
	char grapheme[UTF8_GRAPHEME_MAX + 1];

	*len = utf8_grapheme(text, rest);
	if (*len > UTF8_GRAPHEME_MAX)
		*len = UTF8_GRAPHEME_MAX;
	memcpy(grapheme, text, *len);
	grapheme[*len] = '\0';
	return cells_width(cells, grapheme);
}

static int cols_between(const struct cells *cells, const char *text, size_t start, size_t end)
{
	size_t len;
	int cols = 0;

	for (; start < end; start += len)
		cols += step_cols(cells, text + start, end - start, &len);
	return cols;
}

/* The first byte to draw, so that the cursor stands before column COLS. */
static size_t first_shown(const struct cells *cells, const char *text, size_t cursor, int cols)
{
	size_t start = 0, len;
	int before;

	if (cursor == DRAW_NO_CURSOR)
		return 0;
	before = cols_between(cells, text, 0, cursor);
	for (; start < cursor && before >= cols; start += len)
		before -= step_cols(cells, text + start, cursor - start, &len);
	return start;
}

void draw_line(struct cells *cells, const struct rect *area, const char *text,
	       const uint8_t *roles, size_t cursor)
{
	size_t end = strlen(text), at, len;
	int col = area->col, last = area->col + area->cols;

	if (area->cols <= 0)
		return;
	at = first_shown(cells, text, cursor, area->cols);
	for (; at < end && col < last; at += len) {
		int cols = step_cols(cells, text + at, end - at, &len);
		enum role role = roles ? (enum role)roles[at] : ROLE_TEXT;

		if (at == cursor)
			cells_cursor(cells, area->row, col, true);
		if (col + cols > last)
			break;
		cells_put(cells, area, area->row, col, last - col, role, text + at, len, false);
		col += cols;
	}
	if (cursor != DRAW_NO_CURSOR && cursor >= end)
		cells_cursor(cells, area->row, col < last ? col : last - 1, true);
}

/* -- sentences */

size_t draw_break(const char *text, int cols)
{
	size_t len = strlen(text), fit = utf8_fit(text, len, cols > 0 ? (size_t)cols : 0, NULL);
	size_t at = fit;

	if (fit == len)
		return len;
	while (at > 0 && text[at] != ' ')
		at--;
	return at > 0 ? at : fit;
}

int draw_text(struct cells *cells, const struct rect *area, int row, enum role role,
	      const char *text)
{
	int rows = 0;

	while (*text && area->cols > 0) {
		size_t len = draw_break(text, area->cols);

		if (len == 0)
			break;
		cells_put(cells, area, row + rows, area->col, area->cols, role, text, len, true);
		rows++;
		text += len;
		text += *text == ' ';
	}
	return rows;
}

/* -- candidates */

struct widths { int text, help, count; };

static void format_count(const struct candidate *candidate, struct strbuf *out)
{
	strbuf_clear(out);
	if (candidate->count >= 0)
		strbuf_count(out, candidate->count);
}

static int max(int a, int b)
{
	return a > b ? a : b;
}

static struct widths measure(const struct cells *cells, const struct candidate *candidates,
			     size_t count)
{
	struct widths widths = { 0, 0, 0 };
	struct strbuf number = STRBUF_INIT;

	for (size_t i = 0; i < count; i++) {
		widths.text = max(widths.text, cells_width(cells, candidates[i].text));
		if (candidates[i].help)
			widths.help = max(widths.help, cells_width(cells, candidates[i].help));
		format_count(&candidates[i], &number);
		widths.count = max(widths.count, (int)number.len);
	}
	strbuf_release(&number);
	return widths;
}

/* Draws one between columns COL and END of its row. */
static void draw_candidate(struct cells *cells, const struct rect *row, int col, int end,
			   const struct candidate *candidate, const struct widths *widths)
{
	struct strbuf number = STRBUF_INIT;

	format_count(candidate, &number);
	if (widths->count > 0) {
		cells_puts_right(cells, row, row->row, end, ROLE_NUMBER, number.text);
		end -= widths->count + GAP;
	}
	if (end > col)
		cells_put(cells, row, row->row, col, end - col, ROLE_TEXT, candidate->text,
			  strlen(candidate->text), true);
	col += widths->text + GAP;
	if (candidate->help && end - col >= GAP)
		cells_put(cells, row, row->row, col, end - col, ROLE_DIM, candidate->help,
			  strlen(candidate->help), true);
	strbuf_release(&number);
}

void draw_candidates(struct cells *cells, const struct rect *area, int col,
		     const struct candidate *candidates, size_t count, size_t chosen)
{
	struct widths widths = measure(cells, candidates, count);
	int cols = widths.text + (widths.help > 0 ? GAP + widths.help : 0) +
		   (widths.count > 0 ? GAP + widths.count : 0);
	struct rect row = { area->row, area->col, 1, area->cols };
	int last = area->col + area->cols - 1;

	if (col + cols > last)
		col = max(last - cols, area->col + 1);
	for (size_t i = 0; i < count && (int)i < area->rows; i++, row.row++) {
		cells_fill(cells, &row, ROLE_TEXT, " ");
		if (i == chosen)
			cells_puts(cells, &row, row.row, col - 1, ROLE_TEXT,
				   glyph(cells, GLYPH_CURSOR));
		draw_candidate(cells, &row, col, col + cols < last ? col + cols : last,
			       &candidates[i], &widths);
		cells_over(cells, &row, row.row, row.col, row.cols,
			   i == chosen ? ROLE_SELECTED : ROLE_UNFOCUSED);
	}
}

/* -- marked text */

/* Text that has been drawn from column COL on, before column END. */
struct drawn {
	struct cells *cells;
	const struct rect *area;
	int row, col, end;
	const char *text;
};

static void mark_match(void *data, size_t start, size_t end)
{
	struct drawn *drawn = data;
	int col = drawn->col + cols_between(drawn->cells, drawn->text, 0, start);
	int cols = cols_between(drawn->cells, drawn->text, start, end);

	if (col + cols > drawn->end)
		cols = drawn->end - col;
	cells_role(drawn->cells, drawn->area, drawn->row, col, cols, ROLE_MATCH);
}

int draw_marked(struct cells *cells, const struct rect *area, int row, int col, int cols,
		enum role role, const char *text, const struct query_words *words)
{
	struct strbuf gated = STRBUF_INIT;
	struct drawn drawn = { cells, area, row, col, 0, NULL };
	size_t len = strlen(text);
	int used;

	if (len > TEXT_BYTES_MAX)
		len = utf8_previous(text, TEXT_BYTES_MAX);
	gate(&gated, text, len, GATE_ONE_LINE, NULL);
	used = cells_put(cells, area, row, col, cols, role, gated.text, gated.len, true);
	drawn.text = gated.text;
	drawn.end = col + used;
	match_words(gated.text, gated.len, words, mark_match, &drawn);
	strbuf_release(&gated);
	return used;
}
