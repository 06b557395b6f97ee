/*
 * Properties of the grid: whatever is drawn wherever, no character is split, nothing stands outside
 * its area, and what a line is said to take is what it takes. Seeded, so that a failure can be
 * repeated.
 */
#include "config.h"

#include "tui/cells.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/draw_int.h"
#include "util/gate.h"
#include "util/utf8.h"

#define TRIES 20000
#define COLS 24
#define ROWS 6

static uint64_t seed;

/* xorshift64 (George Marsaglia, 2003). */
static unsigned draw_lot(unsigned below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 33) % below;
}

static int between(int low, int high)
{
	return low + (int)draw_lot((unsigned)(high - low + 1));
}

/* Pieces that are hard: wide, combining, joined, controls, bad bytes. */
static const char *const pieces[] = {
	"a", "Z", " ", "-", "\xC3\xA9", "e\xCC\x81", "\xCC\x81", "\xE4\xB8\xAD", "\xEF\xBD\xB1",
	"\xF0\x9F\x8E\x89", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB",
	"\xF0\x9F\x87\xA8\xF0\x9F\x87\xA6",
	"\xE2\x9D\xA4\xEF\xB8\x8F", "\033", "\t", "\n", "\xFF", "\xE4\xB8",
	"\xE2\x80\xAE", "\xE2\x80\x8B",
	"\xE2\x80\xA6", "\xEA\xB0\x81", "\xE1\x84\x80\xE1\x85\xA1",
	"\xE0\xA4\x95\xE0\xA5\x8D\xE0\xA4\xB7",
};

static void make_text(struct strbuf *out)
{
	unsigned count = draw_lot(20);

	strbuf_clear(out);
	while (count-- > 0)
		strbuf_puts(out, pieces[draw_lot(sizeof pieces / sizeof pieces[0])]);
}

static void assert_whole(const struct cells *cells)
{
	for (int row = 0; row < cells->rows; row++) {
		for (int col = 0; col < cells->cols; col++) {
			const struct cell *cell = cells_at(cells, row, col);
			bool is_second = col > 0 && cells_at(cells, row, col - 1)->cols == 2;

			assert_int_equal(cell->cols == 0, is_second);
			assert_false(cell->cols == 2 && col + 1 == cells->cols);
			assert_true(utf8_is_valid(cell->text, strlen(cell->text)));
			if (cell->cols == 0)
				assert_string_equal(cell->text, "");
			else
				assert_int_equal(utf8_cols(cell->text, strlen(cell->text)),
						 cell->cols);
		}
	}
}

static bool is_inside(const struct rect *area, int row, int col)
{
	return row >= area->row && row < area->row + area->rows && col >= area->col &&
	       col < area->col + area->cols;
}

/* Only cells of the area have changed, but for halves of wide characters on its edge. */
static void assert_only_inside(const struct cells *before, const struct cells *after,
			       const struct rect *area)
{
	for (int row = 0; row < after->rows; row++) {
		for (int col = 0; col < after->cols; col++) {
			const struct cell *cell = cells_at(after, row, col);

			if (is_inside(area, row, col) ||
			    cells_same(cells_at(before, row, col), cell))
				continue;
			assert_string_equal(cell->text, " ");
			assert_int_not_equal(cells_at(before, row, col)->cols, 1);
		}
	}
}

static void nothing_is_split_or_drawn_outside(void **state)
{
	struct cells cells, before;
	struct strbuf text = STRBUF_INIT;

	(void)state;
	seed = 20261122;
	cells_init(&cells);
	cells_init(&before);
	cells_clear(&cells, COLS, ROWS);
	for (int i = 0; i < TRIES; i++) {
		struct rect area = { between(-2, ROWS), between(-3, COLS), between(0, ROWS),
				     between(0, COLS) };
		int cols = between(-1, COLS + 4), used;

		make_text(&text);
		cells_copy(&before, &cells);
		cells.is_ascii = draw_lot(8) == 0;
		used = cells_put(&cells, &area, between(-1, ROWS), between(-3, COLS + 2), cols,
				 (enum role)draw_lot(ROLE_COUNT), text.text, text.len,
				 draw_lot(2) == 0);
		assert_in_range(used, 0, cols > 0 ? cols : 0);
		assert_whole(&cells);
		assert_only_inside(&before, &cells, &area);
		if (i % 500 == 0)
			cells_clear(&cells, COLS, ROWS);
	}
	cells_release(&cells);
	cells_release(&before);
	strbuf_release(&text);
}

/* What fits takes the columns that were announced, from the first on. */
static void a_text_takes_its_columns(void **state)
{
	struct rect area = { 0, 0, 1, 60 };
	struct cells cells;
	struct strbuf text = STRBUF_INIT;

	(void)state;
	seed = 7;
	cells_init(&cells);
	for (int i = 0; i < TRIES; i++) {
		int width, used, end = 0;

		make_text(&text);
		cells_clear(&cells, 60, 1);
		cells.is_ascii = i % 5 == 0;
		width = cells_width(&cells, text.text);
		used = cells_puts(&cells, &area, 0, 0, ROLE_TITLE, text.text);
		assert_int_equal(used, width < 60 ? width : used);
		while (end < 60 && cells_at(&cells, 0, end)->role == ROLE_TITLE)
			end++;
		assert_int_equal(end, used);
	}
	cells_release(&cells);
	strbuf_release(&text);
}

/* The cursor of a line under edit is on the line, wherever it stands. */
static void the_cursor_is_on_its_line(void **state)
{
	struct cells cells;
	struct strbuf text = STRBUF_INIT, gated = STRBUF_INIT;

	(void)state;
	seed = 99;
	cells_init(&cells);
	for (int i = 0; i < TRIES / 4; i++) {
		struct rect area = { 0, between(0, 5), 1, between(1, 20) };
		size_t cursor = 0, steps = draw_lot(12);

		make_text(&text);
		strbuf_clear(&gated);
		gate(&gated, text.text, text.len, GATE_ONE_LINE, NULL);
		while (steps-- > 0 && cursor < gated.len)
			cursor += utf8_grapheme(gated.text + cursor, gated.len - cursor);
		cells_clear(&cells, COLS + 1, 1);
		draw_line(&cells, &area, gated.text, NULL, cursor);
		assert_true(cells.has_cursor);
		assert_in_range(cells.cursor_col, area.col, area.col + area.cols - 1);
		assert_whole(&cells);
	}
	cells_release(&cells);
	strbuf_release(&text);
	strbuf_release(&gated);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_split_or_drawn_outside),
		cmocka_unit_test(a_text_takes_its_columns),
		cmocka_unit_test(the_cursor_is_on_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
