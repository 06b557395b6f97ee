/* The grid of cells: drawing text into it, and dumping it. */
#include "config.h"

#include "tui/cells.h"

#include <stdlib.h>
#include <string.h>

#include "tui/glyph_int.h"
#include "util/alloc.h"
#include "util/gate.h"
#include "util/utf8.h"
#include "util/vec.h"

/* Of a text that is longer only so much is looked at: no line on a screen has more. */
#define TEXT_BYTES_MAX ((size_t)16 << 10)

static const struct cell blank = { .text = " ", .cols = 1, .role = ROLE_TEXT, .over = ROLE_TEXT };

/* -- the grid */

void cells_init(struct cells *cells)
{
	memset(cells, 0, sizeof *cells);
}

void cells_release(struct cells *cells)
{
	free(cells->items);
	cells_init(cells);
}

void cells_clear(struct cells *cells, int cols, int rows)
{
	size_t count;

	cells->cols = cols > 0 ? cols : 0;
	cells->rows = rows > 0 ? rows : 0;
	count = (size_t)cells->cols * (size_t)cells->rows;
	cells->items = xrealloc(cells->items, count > 0 ? count : 1, sizeof *cells->items);
	for (int i = 0; i < cells->cols && count > 0; i++)
		cells->items[i] = blank;
	for (int row = 1; row < cells->rows; row++)
		memcpy(&cells->items[(size_t)row * (size_t)cells->cols], cells->items,
		       (size_t)cells->cols * sizeof *cells->items);
	cells->cursor_row = cells->cursor_col = 0;
	cells->has_cursor = false;
}

static struct cell *cell_at(const struct cells *cells, int row, int col)
{
	return &cells->items[(size_t)row * (size_t)cells->cols + (size_t)col];
}

const struct cell *cells_at(const struct cells *cells, int row, int col)
{
	return cell_at(cells, row, col);
}

bool cells_same(const struct cell *a, const struct cell *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

int cells_differ(const struct cells *a, const struct cells *b, int row, int col)
{
	while (col < a->cols && cells_same(cell_at(a, row, col), cell_at(b, row, col)))
		col++;
	return col;
}

void cells_copy(struct cells *to, const struct cells *from)
{
	size_t count = (size_t)from->cols * (size_t)from->rows;

	to->items = xrealloc(to->items, count > 0 ? count : 1, sizeof *to->items);
	to->cols = from->cols;
	to->rows = from->rows;
	if (count > 0)
		memcpy(to->items, from->items, count * sizeof *from->items);
	cells_cursor(to, from->cursor_row, from->cursor_col, from->has_cursor);
	to->is_ascii = from->is_ascii;
}

static int max(int a, int b)
{
	return a > b ? a : b;
}

static int min(int a, int b)
{
	return a < b ? a : b;
}

/* What of AREA lies on the grid. */
static struct rect clip(const struct cells *cells, const struct rect *area)
{
	struct rect clip = { max(area->row, 0), max(area->col, 0), 0, 0 };

	clip.rows = min(area->row + area->rows, cells->rows) - clip.row;
	clip.cols = min(area->col + area->cols, cells->cols) - clip.col;
	return clip;
}

/* -- graphemes */

/* One grapheme as a cell shows it. */
struct piece {
	size_t len;              /* bytes of the text that it stands for */
	size_t shown;            /* the first of them, which are shown */
	int cols;
};

/* Text that needs no look at its characters: each is a cell, and none means anything but itself. */
static bool is_plain(const char *text, size_t len)
{
	size_t at = 0;

	while (at < len && text[at] >= 0x20 && text[at] < 0x7F)
		at++;
	return at == len;
}

/* Whether the piece that ended at TEXT comes again, as in a rule. What follows must not belong
 * to it; flags, which go in pairs, are longer. */
static bool is_again(const char *text, size_t len, const struct piece *before)
{
	size_t same = before->len;

	return same > 1 && same < 4 && len >= same && memcmp(text, text - same, same) == 0 &&
	       (len == same || is_plain(text + same, 1) ||
		(len >= 2 * same && memcmp(text + same, text, same) == 0));
}

/* BEFORE is the piece that ended at TEXT, or has no length. */
static struct piece next_piece(const char *text, size_t len, const struct piece *before)
{
	struct piece piece = { .len = 1, .shown = 1, .cols = 1 };
	uint32_t code;

	/* A mark that belongs to a letter is not ASCII. */
	if (is_plain(text, len < 2 ? len : 2))
		return piece;
	if (is_again(text, len, before))
		return *before;
	piece.len = utf8_grapheme(text, len);
	piece.shown = piece.len;
	if (piece.len > CELL_BYTES)
		piece.shown = utf8_decode(text, piece.len, &code, NULL);
	piece.cols = utf8_grapheme_cols(text, piece.shown);
	return piece;
}

static int cols_of(const char *text, size_t len)
{
	struct piece piece = { 0, 0, 0 };
	int cols = 0;

	for (size_t at = 0; at < len; ) {
		piece = next_piece(text + at, len - at, &piece);
		cols += piece.cols;
		at += piece.len;
	}
	return cols;
}

/* The bytes of whole graphemes from the start that take at most COLS columns. */
static size_t fit(const char *text, size_t len, int cols)
{
	struct piece piece = { 0, 0, 0 };
	size_t at = 0;

	while (at < len) {
		piece = next_piece(text + at, len - at, &piece);
		if (piece.cols > cols)
			break;
		cols -= piece.cols;
		at += piece.len;
	}
	return at;
}

/* Blanks the other half of a wide grapheme that is about to lose this cell. */
static void mend(struct cells *cells, int row, int col)
{
	struct cell *cell = cell_at(cells, row, col);

	if (cell->cols == 0 && col > 0)
		*cell_at(cells, row, col - 1) = blank;
	else if (cell->cols == 2 && col + 1 < cells->cols)
		*cell_at(cells, row, col + 1) = blank;
}

static void put_piece(struct cells *cells, int row, int col, enum role role, const char *text,
		      const struct piece *piece)
{
	for (int i = 0; i < piece->cols; i++) {
		struct cell *cell = cell_at(cells, row, col + i);

		mend(cells, row, col + i);
		*cell = (struct cell){ .role = (uint8_t)role, .over = ROLE_TEXT };
		if (i == 0) {
			cell->cols = (uint8_t)piece->cols;
			memcpy(cell->text, text, piece->shown);
		}
	}
}

/* Draws what of a text lies in the clip; a wide grapheme across its edge is left out. */
static void put(struct cells *cells, const struct rect *clip, int row, int col, enum role role,
		const char *text, size_t len)
{
	struct piece piece = { 0, 0, 0 };

	if (row < clip->row || row >= clip->row + clip->rows)
		return;
	for (size_t at = 0; at < len && col < clip->col + clip->cols; ) {
		piece = next_piece(text + at, len - at, &piece);
		if (piece.cols > 0 && col >= clip->col &&
		    col + piece.cols <= clip->col + clip->cols)
			put_piece(cells, row, col, role, text + at, &piece);
		col += piece.cols;
		at += piece.len;
	}
}

/* The same for plain text. */
static void put_plain(struct cells *cells, const struct rect *clip, int row, int col,
		      enum role role, const char *text, size_t len)
{
	int end = min(col + (int)len, clip->col + clip->cols), start = max(col, clip->col);

	if (row < clip->row || row >= clip->row + clip->rows || start >= end)
		return;
	mend(cells, row, start);
	mend(cells, row, end - 1);
	for (int at = start; at < end; at++)
		*cell_at(cells, row, at) = (struct cell){
			.text = { text[at - col] }, .cols = 1, .role = (uint8_t)role,
			.over = ROLE_TEXT };
}

/* -- text */

/* Adds TEXT as it may be shown. */
static void prepare(const struct cells *cells, const char *text, size_t len, struct strbuf *out)
{
	struct strbuf gated = STRBUF_INIT;

	if (len > TEXT_BYTES_MAX)
		len = utf8_previous(text, TEXT_BYTES_MAX);
	if (is_plain(text, len)) {
		strbuf_add(out, text, len);
		return;
	}
	if (!cells->is_ascii) {
		gate(out, text, len, GATE_ONE_LINE, NULL);
		return;
	}
	gate(&gated, text, len, GATE_ONE_LINE, NULL);
	glyph_ascii(out, gated.text, gated.len);
	strbuf_release(&gated);
}

int cells_put(struct cells *cells, const struct rect *area, int row, int col, int cols,
	      enum role role, const char *text, size_t len, bool is_cut_marked)
{
	const char *mark = glyph(cells, GLYPH_MORE);
	struct rect inside = clip(cells, area);
	struct strbuf shown = STRBUF_INIT;
	int used, mark_cols;

	if (cols >= 0 && len <= (size_t)cols && is_plain(text, len)) {
		put_plain(cells, &inside, row, col, role, text, len);
		return (int)len;
	}
	mark_cols = cols_of(mark, strlen(mark));
	prepare(cells, text, len, &shown);
	used = cols_of(shown.text, shown.len);
	if (used > cols) {
		bool is_marked = is_cut_marked && cols > mark_cols;

		strbuf_cut(&shown, fit(shown.text, shown.len, cols - (is_marked ? mark_cols : 0)));
		used = cols_of(shown.text, shown.len);
		if (is_marked) {
			put(cells, &inside, row, col + used, role, mark, strlen(mark));
			put(cells, &inside, row, col, role, shown.text, shown.len);
			strbuf_release(&shown);
			return used + mark_cols;
		}
	}
	put(cells, &inside, row, col, role, shown.text, shown.len);
	strbuf_release(&shown);
	return used;
}

int cells_puts(struct cells *cells, const struct rect *area, int row, int col, enum role role,
	       const char *text)
{
	return cells_put(cells, area, row, col, area->col + area->cols - col, role, text,
			 strlen(text), true);
}

int cells_puts_right(struct cells *cells, const struct rect *area, int row, int end,
		     enum role role, const char *text)
{
	int cols = min(cells_width(cells, text), max(end - area->col, 0));

	cells_put(cells, area, row, end - cols, cols, role, text, strlen(text), true);
	return end - cols;
}

int cells_width(const struct cells *cells, const char *text)
{
	size_t len = strlen(text);
	struct strbuf shown = STRBUF_INIT;
	int cols;

	if (len <= TEXT_BYTES_MAX && is_plain(text, len))
		return (int)len;
	prepare(cells, text, len, &shown);
	cols = cols_of(shown.text, shown.len);
	strbuf_release(&shown);
	return cols;
}

void cells_fill(struct cells *cells, const struct rect *area, enum role role, const char *grapheme)
{
	struct rect inside = clip(cells, area);
	struct strbuf shown = STRBUF_INIT;
	struct piece piece = { 0, 0, 0 };

	prepare(cells, grapheme, strlen(grapheme), &shown);
	if (shown.len > 0)
		piece = next_piece(shown.text, shown.len, &piece);
	for (int row = inside.row; piece.cols == 1 && row < inside.row + inside.rows; row++)
		for (int col = inside.col; col < inside.col + inside.cols; col++)
			put_piece(cells, row, col, role, shown.text, &piece);
	strbuf_release(&shown);
}

/* Narrows columns [*col, *end) to those of the clip; false where the row is not in it. */
static bool clip_row(const struct rect *clip, int row, int *col, int *end)
{
	*col = max(*col, clip->col);
	*end = min(*end, clip->col + clip->cols);
	return row >= clip->row && row < clip->row + clip->rows;
}

void cells_role(struct cells *cells, const struct rect *area, int row, int col, int cols,
		enum role role)
{
	struct rect inside = clip(cells, area);
	int end = col + cols;

	if (!clip_row(&inside, row, &col, &end))
		return;
	for (; col < end; col++)
		cell_at(cells, row, col)->role = (uint8_t)role;
}

void cells_over(struct cells *cells, const struct rect *area, int row, int col, int cols,
		enum role over)
{
	struct rect inside = clip(cells, area);
	int end = col + cols;

	if (!clip_row(&inside, row, &col, &end))
		return;
	for (; col < end; col++)
		cell_at(cells, row, col)->over = (uint8_t)over;
}

void cells_cursor(struct cells *cells, int row, int col, bool is_visible)
{
	if (row < 0 || row >= cells->rows || col < 0 || col >= cells->cols)
		return;
	cells->cursor_row = row;
	cells->cursor_col = col;
	cells->has_cursor = is_visible;
}

/* -- dumping */

static void cut_blanks(struct strbuf *out, size_t start)
{
	while (out->len > start && out->text[out->len - 1] == ' ')
		strbuf_cut(out, out->len - 1);
}

void cells_dump_text(const struct cells *cells, struct strbuf *out)
{
	for (int row = 0; row < cells->rows; row++) {
		size_t start = out->len;

		for (int col = 0; col < cells->cols; col++)
			strbuf_puts(out, cell_at(cells, row, col)->text);
		cut_blanks(out, start);
		strbuf_putc(out, '\n');
	}
}

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/* The pairs of roles that were met, in that order. */
struct legend {
	struct { uint8_t role, over; } items[sizeof letters - 1];
	size_t count;
};

static char letter_of(struct legend *legend, const struct cell *cell)
{
	size_t i = 0;

	if (cell->role == ROLE_TEXT && cell->over == ROLE_TEXT)
		return '.';
	while (i < legend->count && (legend->items[i].role != cell->role ||
				     legend->items[i].over != cell->over))
		i++;
	if (i == sizeof letters - 1)
		return '+';
	if (i == legend->count) {
		legend->items[i].role = cell->role;
		legend->items[i].over = cell->over;
		legend->count++;
	}
	return letters[i];
}

void cells_dump_roles(const struct cells *cells, struct strbuf *out)
{
	struct legend legend = { .count = 0 };

	for (int row = 0; row < cells->rows; row++) {
		for (int col = 0; col < cells->cols; col++)
			strbuf_putc(out, letter_of(&legend, cell_at(cells, row, col)));
		strbuf_putc(out, '\n');
	}
	for (size_t i = 0; i < legend.count; i++) {
		strbuf_printf(out, "%c %s", letters[i], role_table[legend.items[i].role].name);
		if (legend.items[i].over != ROLE_TEXT)
			strbuf_printf(out, " under %s", role_table[legend.items[i].over].name);
		strbuf_putc(out, '\n');
	}
	strbuf_printf(out, "cursor %d,%d%s\n", cells->cursor_row, cells->cursor_col,
		      cells->has_cursor ? "" : " hidden");
}
