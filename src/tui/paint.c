/* The bytes that make a terminal show a grid. */
#include "config.h"

#include "tui/paint_int.h"

#include <stdlib.h>
#include <string.h>

#include "tui/tty_int.h"
#include "util/utf8.h"

/* So many cells that have not changed are written again rather than passed over. */
#define GAP_MAX 4

/* Adds a number below 10,000, of which a frame may have thousands. */
static void add_number(struct strbuf *out, int number)
{
	int unit = 1000;

	while (unit > 1 && number < unit)
		unit /= 10;
	for (; unit > 0; unit /= 10)
		strbuf_putc(out, (char)('0' + number / unit % 10));
}

static void move_usually(struct strbuf *out, int row, int col)
{
	strbuf_puts(out, "\033[");
	add_number(out, row + 1);
	strbuf_putc(out, ';');
	add_number(out, col + 1);
	strbuf_putc(out, 'H');
}

void paint_init(struct paint *paint, const struct paint_ops *ops)
{
	*paint = (struct paint){ .ops = *ops, .begin = "", .end = "", .look = "", .row = -1 };
	if (!ops->move)
		paint->ops.move = move_usually;
	cells_init(&paint->shown);
	strbuf_init(&paint->out);
	strbuf_init(&paint->plain);
	strbuf_init(&paint->hide);
	strbuf_init(&paint->show);
}

void paint_release(struct paint *paint)
{
	paint_forget(paint);
	strbuf_release(&paint->out);
	strbuf_release(&paint->plain);
	strbuf_release(&paint->hide);
	strbuf_release(&paint->show);
}

void paint_forget(struct paint *paint)
{
	for (int role = 0; role < ROLE_COUNT; role++) {
		for (int over = 0; over < ROLE_COUNT; over++) {
			free(paint->looks[role][over]);
			paint->looks[role][over] = NULL;
		}
	}
	cells_release(&paint->shown);
	paint->look = "";
	paint->row = -1;
	paint->has_cursor = false;
}

/* -- one cell */

static void set_look(struct paint *paint, const struct cell *cell)
{
	char **look_of = &paint->looks[cell->role][cell->over];
	const char *look;

	if (!*look_of)
		*look_of = paint->ops.look((enum role)cell->role, (enum role)cell->over);
	look = *look_of;
	if (look == paint->look || strcmp(look, paint->look) == 0)
		return;
	if (*paint->look)
		strbuf_add(&paint->out, paint->plain.text, paint->plain.len);
	strbuf_puts(&paint->out, look);
	paint->look = look;
}

static void move_to(struct paint *paint, int row, int col)
{
	if (row == paint->row && col == paint->col)
		return;
	paint->ops.move(&paint->out, row, col);
	paint->row = row;
	paint->col = col;
}

/* A base and its marks. Where the terminal and the grid do not agree on the columns, a mark stands,
 * or a blank after it; and where they may still not, the cursor is put anew. */
static void put_grapheme(struct paint *paint, const struct cell *cell)
{
	wchar_t codes[TTY_CODES + 1];
	char bytes[4];
	int cols;

	tty_codes(cell->text, codes);
	cols = paint->ops.cols((uint32_t)codes[0]);
	if (cols <= 0 || cols > cell->cols) {
		strbuf_putc(&paint->out, '?');
		cols = 1;
	} else {
		for (int i = 0; codes[i]; i++)
			strbuf_add(&paint->out, bytes, utf8_encode((uint32_t)codes[i], bytes));
	}
	if (cell->cols > cols)
		strbuf_putc(&paint->out, ' ');
	paint->col += cell->cols;
	if (cell->cols > 1 || (codes[0] && codes[1]))
		paint->row = -1;
}

static void put_cell(struct paint *paint, const struct cell *cell)
{
	set_look(paint, cell);
	if (cell->text[0] && (cell->text[1] || (unsigned char)cell->text[0] >= 0x80)) {
		put_grapheme(paint, cell);
	} else {
		strbuf_putc(&paint->out, cell->text[0] ? cell->text[0] : ' ');
		paint->col++;
	}
}

/* -- rows */

/* The next cell of a row from COL on that the terminal does not show. */
static int next_changed(const struct paint *paint, const struct cells *cells, int row, int col,
			bool all)
{
	if (!all)
		col = cells_differ(cells, &paint->shown, row, col);
	/* The second half of a wide grapheme comes with the first. */
	while (col < cells->cols && cells_at(cells, row, col)->cols == 0)
		col++;
	return col;
}

static bool may_write(const struct paint *paint, const struct cells *cells, int row, int col)
{
	const struct cell *cell = cells_at(cells, row, col);

	return paint->may_fill || row + 1 < cells->rows || col + cell->cols < cells->cols;
}

static void paint_row(struct paint *paint, const struct cells *cells, int row, bool all)
{
	int col = next_changed(paint, cells, row, 0, all), next;

	while (col < cells->cols) {
		const struct cell *cell = cells_at(cells, row, col);

		if (may_write(paint, cells, row, col)) {
			move_to(paint, row, col);
			put_cell(paint, cell);
		}
		col += cell->cols > 0 ? cell->cols : 1;
		next = next_changed(paint, cells, row, col, all);
		if (next - col > GAP_MAX || next >= cells->cols || paint->row < 0 ||
		    cells_at(cells, row, col)->cols == 0)
			col = next;
	}
}

/* Paints a row unless the terminal shows it, and remembers it. */
static void follow_row(struct paint *paint, const struct cells *cells, int row, bool all)
{
	size_t at = (size_t)row * (size_t)cells->cols;
	size_t bytes = (size_t)cells->cols * sizeof *cells->items;

	if (!all && memcmp(&cells->items[at], &paint->shown.items[at], bytes) == 0)
		return;
	paint_row(paint, cells, row, all);
	if (!all)
		memcpy(&paint->shown.items[at], &cells->items[at], bytes);
}

static void set_cursor(struct paint *paint, const struct cells *cells, bool all)
{
	move_to(paint, cells->cursor_row, cells->cursor_col);
	if (cells->has_cursor != paint->has_cursor || all)
		strbuf_puts(&paint->out, cells->has_cursor ? paint->show.text : paint->hide.text);
	paint->has_cursor = cells->has_cursor;
}

const struct strbuf *paint_frame(struct paint *paint, const struct cells *cells, bool all)
{
	size_t before;

	if (paint->shown.cols != cells->cols || paint->shown.rows != cells->rows)
		all = true;
	strbuf_clear(&paint->out);
	strbuf_puts(&paint->out, paint->begin);
	before = paint->out.len;
	if (all)
		paint->row = -1;
	for (int row = 0; row < cells->rows; row++)
		follow_row(paint, cells, row, all);
	if (all)
		cells_copy(&paint->shown, cells);
	if (*paint->look)
		strbuf_add(&paint->out, paint->plain.text, paint->plain.len);
	paint->look = "";
	set_cursor(paint, cells, all);
	if (paint->out.len > before)
		strbuf_puts(&paint->out, paint->end);
	else
		strbuf_clear(&paint->out);
	return &paint->out;
}
