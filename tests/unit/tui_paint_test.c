/* What is written to show a grid: played back on a terminal that is a grid itself. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/paint_int.h"
#include "util/alloc.h"
#include "util/utf8.h"

#define COLS 24
#define ROWS 5
#define LOOK_BYTES 16

/* A terminal that knows what the strings below mean, and nothing else. */
struct screen {
	char text[ROWS][COLS][CELL_BYTES + 1];
	char look[ROWS][COLS][LOOK_BYTES];
	int row, col;
	char now[LOOK_BYTES];
	bool has_cursor;
	int frames;
};

static char *look(enum role role, enum role over)
{
	struct strbuf text = STRBUF_INIT;

	if (role != ROLE_TEXT || over != ROLE_TEXT)
		strbuf_printf(&text, "<%d,%d>", (int)role, (int)over);
	return strbuf_detach(&text);
}

static int columns(uint32_t code)
{
	return code == 0xE000 ? -1 : (int)utf8_code_cols(code);
}

static void start(struct paint *paint)
{
	const struct paint_ops ops = { .look = look, .cols = columns };

	paint_init(paint, &ops);
	strbuf_puts(&paint->plain, "<->");
	strbuf_puts(&paint->hide, "<h>");
	strbuf_puts(&paint->show, "<s>");
	paint->begin = "<(>";
	paint->end = "<)>";
	paint->may_fill = true;
}

static const char *play_sign(struct screen *screen, const char *at)
{
	const char *end = strchr(at, '>');

	assert_non_null(end);
	if (strncmp(at, "<->", 3) == 0)
		screen->now[0] = '\0';
	else if (strncmp(at, "<h>", 3) == 0 || strncmp(at, "<s>", 3) == 0)
		screen->has_cursor = at[1] == 's';
	else if (strncmp(at, "<)>", 3) == 0)
		screen->frames++;
	else if (strncmp(at, "<(>", 3) != 0)
		snprintf(screen->now, sizeof screen->now, "%.*s", (int)(end + 1 - at), at);
	return end + 1;
}

static const char *play_move(struct screen *screen, const char *at)
{
	char *end;

	screen->row = (int)strtol(at + 2, &end, 10) - 1;
	assert_int_equal(*end, ';');
	screen->col = (int)strtol(end + 1, &end, 10) - 1;
	assert_int_equal(*end, 'H');
	return end + 1;
}

static void play(struct screen *screen, const struct strbuf *bytes)
{
	const char *at = bytes->text, *end = bytes->text + bytes->len;

	while (at < end) {
		uint32_t code;
		size_t len;

		if (*at == '<') {
			at = play_sign(screen, at);
			continue;
		}
		if (*at == '\033') {
			at = play_move(screen, at);
			continue;
		}
		len = utf8_decode(at, (size_t)(end - at), &code, NULL);
		assert_in_range(screen->row, 0, ROWS - 1);
		if (utf8_code_cols(code) == 0) {
			strncat(screen->text[screen->row][screen->col - 1], at, len);
		} else {
			assert_in_range(screen->col, 0, COLS - 1);
			snprintf(screen->text[screen->row][screen->col], CELL_BYTES + 1, "%.*s",
				 (int)len, at);
			memcpy(screen->look[screen->row][screen->col], screen->now, LOOK_BYTES);
			screen->col += (int)utf8_code_cols(code);
		}
		at += len;
	}
}

static void assert_shown(const struct screen *screen, const struct cells *cells)
{
	for (int row = 0; row < cells->rows; row++) {
		for (int col = 0; col < cells->cols; col++) {
			const struct cell *cell = cells_at(cells, row, col);
			char *wanted;

			if (cell->cols == 0)
				continue;
			wanted = look((enum role)cell->role, (enum role)cell->over);
			assert_string_equal(screen->text[row][col], cell->text);
			assert_string_equal(screen->look[row][col], wanted);
			free(wanted);
		}
	}
	assert_string_equal(screen->now, "");
	assert_int_equal(screen->row, cells->cursor_row);
	assert_int_equal(screen->col, cells->cursor_col);
	assert_int_equal(screen->has_cursor, cells->has_cursor);
}

static void nothing_is_written_for_nothing(void **state)
{
	struct paint paint;
	struct cells cells;

	(void)state;
	start(&paint);
	cells_init(&cells);
	cells_clear(&cells, 3, 1);
	assert_true(paint_frame(&paint, &cells, false)->len > 0);
	assert_int_equal(paint_frame(&paint, &cells, false)->len, 0);
	assert_true(paint_frame(&paint, &cells, true)->len > 0);
	paint_forget(&paint);
	assert_true(paint_frame(&paint, &cells, false)->len > 0);
	cells_release(&cells);
	paint_release(&paint);
}

static void only_what_changed_is_written(void **state)
{
	const struct rect all = { 0, 0, 1, 12 };
	struct paint paint;
	struct cells cells;

	(void)state;
	start(&paint);
	cells_init(&cells);
	cells_clear(&cells, 12, 1);
	cells_puts(&cells, &all, 0, 0, ROLE_TEXT, "abcdefghijkl");
	paint_frame(&paint, &cells, false);
	cells_puts(&cells, &all, 0, 1, ROLE_TEXT, "B");
	cells_puts(&cells, &all, 0, 10, ROLE_DIM, "K");
	assert_string_equal(paint_frame(&paint, &cells, false)->text,
			    "<(>\033[1;2HB\033[1;11H<1,0>K<->\033[1;1H<)>");
	cells_cursor(&cells, 0, 2, true);
	assert_string_equal(paint_frame(&paint, &cells, false)->text, "<(>\033[1;3H<s><)>");
	cells_release(&cells);
	paint_release(&paint);
}

static void what_cannot_be_shown_is_a_mark(void **state)
{
	struct paint paint;
	struct cells cells;

	(void)state;
	start(&paint);
	cells_init(&cells);
	cells_clear(&cells, 4, 1);
	memcpy(cells.items[1].text, "\xEE\x80\x80", 4);
	assert_non_null(strstr(paint_frame(&paint, &cells, false)->text, " ?  "));
	cells_release(&cells);
	paint_release(&paint);
}

static void the_last_cell_may_scroll(void **state)
{
	const struct rect all = { 0, 0, 2, 3 };
	struct paint paint;
	struct cells cells;

	(void)state;
	start(&paint);
	paint.may_fill = false;
	cells_init(&cells);
	cells_clear(&cells, 3, 2);
	cells_puts(&cells, &all, 0, 0, ROLE_TEXT, "abc");
	cells_puts(&cells, &all, 1, 0, ROLE_TEXT, "def");
	assert_non_null(strstr(paint_frame(&paint, &cells, false)->text, "abc"));
	assert_null(strchr(paint_frame(&paint, &cells, true)->text, 'f'));
	cells_release(&cells);
	paint_release(&paint);
}

/* Any grid after any other is what the terminal then shows. */
static void random_frames_are_shown(void **state)
{
	static const char *const texts[] = {
		"a", "rust tokio", "  ", "caf\xC3\xA9", "\xE6\x9D\xB1\xE4\xBA\xAC", "e\xCC\x81x",
		"\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80", "0123456789",
	};
	const struct rect all = { 0, 0, ROWS, COLS };
	struct screen *screen = xcalloc(1, sizeof *screen);
	unsigned seed = 7;
	struct paint paint;
	struct cells cells;

	(void)state;
	start(&paint);
	cells_init(&cells);
	for (int round = 0; round < 3000; round++) {
		if (round % 7 == 0)
			cells_clear(&cells, COLS, ROWS);
		for (int i = 0; i < 3; i++) {
			seed = seed * 1103515245 + 12345;
			cells_puts(&cells, &all, (int)(seed >> 16) % ROWS, (int)(seed >> 20) % COLS,
				   (enum role)((seed >> 25) % 3), texts[(seed >> 28) % 8]);
		}
		cells_over(&cells, &all, (int)(seed >> 8) % ROWS, 0, COLS,
			   (enum role)(seed >> 12 & 1));
		cells_cursor(&cells, (int)(seed >> 9) % ROWS, 0, seed >> 13 & 1);
		play(screen, paint_frame(&paint, &cells, round % 50 == 0));
		assert_shown(screen, &cells);
	}
	cells_release(&cells);
	paint_release(&paint);
	free(screen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_written_for_nothing),
		cmocka_unit_test(only_what_changed_is_written),
		cmocka_unit_test(what_cannot_be_shown_is_a_mark),
		cmocka_unit_test(the_last_cell_may_scroll),
		cmocka_unit_test(random_frames_are_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
