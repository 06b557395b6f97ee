/*
 * Properties of the session: a layout keeps its rectangles apart, an edit never splits a character,
 * and undo after do is the same. Whatever is drawn by chance comes from a fixed seed.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/session_world.h"
#include "session/layout.h"
#include "session/line_edit.h"
#include "util/gate.h"
#include "util/utf8.h"

#define COLS_MAX 400
#define ROWS_MAX 200
#define EDITS 4000
#define CHANGES 60

static uint32_t seed;

/* A number below LIMIT (Numerical Recipes' generator; its high bits). */
static unsigned draw(unsigned limit)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 16) % limit;
}

/* -- layout */

static unsigned char grid[ROWS_MAX][COLS_MAX];

static void claim(const struct rect *rect, int cols, int rows)
{
	if (rect->rows == 0)
		return;
	assert_true(rect->rows > 0 && rect->cols > 0);
	assert_true(rect->row >= 0 && rect->col >= 0);
	assert_true(rect->row + rect->rows <= rows && rect->col + rect->cols <= cols);
	for (int row = rect->row; row < rect->row + rect->rows; row++)
		for (int col = rect->col; col < rect->col + rect->cols; col++)
			assert_int_equal(grid[row][col]++, 0);
}

static void check_dividers(const struct layout *layout, int cols)
{
	for (int i = 0; i < 2; i++) {
		int col = layout->dividers[i];

		if (col < 0)
			continue;
		assert_true(col < cols);
		for (int pane = 0; pane < PANE_COUNT; pane++) {
			const struct rect *rect = &layout->panes[pane];

			assert_false(rect->rows > 0 && col >= rect->col &&
				     col < rect->col + rect->cols);
		}
	}
}

static void check_layout(int cols, int rows, enum layout_way way, enum pane_id focus)
{
	struct layout layout;

	layout_compute(&layout, cols, rows, way, focus);
	assert_true(layout.is_too_small == (cols < 20 || rows < 6));
	if (layout.is_too_small)
		return;
	memset(grid, 0, sizeof grid);
	claim(&layout.query, cols, rows);
	claim(&layout.bar, cols, rows);
	claim(&layout.bar_rule, cols, rows);
	for (int pane = 0; pane < PANE_COUNT; pane++) {
		claim(&layout.panes[pane], cols, rows);
		claim(&layout.titles[pane], cols, rows);
	}
	check_dividers(&layout, cols);
	assert_true(layout.way != LAYOUT_AUTO);
	assert_true(layout.panes[focus].rows > 0);
	assert_true(layout.query.rows == 1 && layout.bar.rows == 1);
	if (layout.panes[PANE_LIST].rows > 0)
		assert_true(layout.panes[PANE_LIST].rows >= layout.row_lines);
}

static void rectangles_stay_apart(void **state)
{
	(void)state;
	for (int cols = 1; cols <= COLS_MAX; cols += cols < 130 ? 3 : 31)
		for (int rows = 1; rows <= ROWS_MAX; rows += rows < 40 ? 1 : 23)
			for (int way = 0; way < LAYOUT_WAY_COUNT; way++)
				for (int focus = 0; focus < PANE_COUNT; focus++)
					check_layout(cols, rows, (enum layout_way)way,
						     (enum pane_id)focus);
}

/* -- the line under edit */

static const char *const pieces[] = {
	"a", "b ", "e\xCC\x81", "\xCC\x81", "\xE2\x82\xAC", "\xF0\x9F\x87\xA8", "\xF0\x9F\x87\xA6",
	"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80", "\xE2\x80\x8D", "\xEF\xB8\x8F", "\x1b[3",
	"\xFF", "\xE1\x84\x80", "\xE1\x85\xA1", "\xE1\x86\xA8", "\xE4\xBD\xA0", "\t", "\r\n",
	"\xE0\xA4\x95\xE0\xA4\xBF", "\xE2\x80\xAE", "loc:toronto",
};

static bool (*const edits[])(struct line_edit *edit) = {
	line_edit_left, line_edit_right, line_edit_word_left, line_edit_word_right,
	line_edit_home, line_edit_end, line_edit_backspace, line_edit_delete,
	line_edit_delete_word, line_edit_left, line_edit_right, line_edit_left,
	line_edit_backspace,
};

/* The cursor stands where a grapheme ends, and the text is as the gate leaves it. */
static void check_line(const struct line_edit *edit)
{
	struct strbuf gated = STRBUF_INIT;
	size_t at = 0;

	assert_true(edit->text.len <= LINE_EDIT_BYTES);
	assert_true(edit->cursor <= edit->text.len);
	while (at < edit->cursor)
		at += utf8_grapheme(edit->text.text + at, edit->text.len - at);
	assert_int_equal(at, edit->cursor);
	gate(&gated, edit->text.text, edit->text.len, GATE_ONE_LINE, NULL);
	assert_string_equal(gated.text, edit->text.text);
	strbuf_release(&gated);
}

static void an_edit_splits_no_character(void **state)
{
	struct line_edit edit;

	(void)state;
	seed = 20260101;
	line_edit_init(&edit);
	for (int i = 0; i < EDITS; i++) {
		if (draw(2) == 0) {
			const char *piece = pieces[draw(sizeof pieces / sizeof pieces[0])];

			line_edit_insert(&edit, piece, strlen(piece));
		} else {
			edits[draw(sizeof edits / sizeof edits[0])](&edit);
		}
		check_line(&edit);
		if (draw(500) == 0)
			line_edit_delete_to_start(&edit);
	}
	line_edit_release(&edit);
}

/* -- undo */

/* All that the user said, as text. */
static void take_picture(struct world *world, struct strbuf *out)
{
	struct session *session = world->session;

	world_run(world, "query", "is:hidden OR -is:hidden sort:title");
	for (int64_t row = 0; row < session->list.total; row++) {
		const struct marks *marks = &result_list_row(&session->list, row)->marks;

		strbuf_printf(out, "%d %lld %d %d %d %s;", marks->is_shortlisted,
			      (long long)marks->position, (int)marks->stage, marks->is_hidden,
			      marks->is_seen, marks->hidden_reason ? marks->hidden_reason : "-");
		for (size_t i = 0; i < marks->tags.count; i++)
			strbuf_printf(out, " %s", marks->tags.items[i]);
		strbuf_puts(out, "\n");
	}
}

static const struct { const char *action, *argument; } changes[] = {
	{ "shortlist", NULL },     { "shortlist", NULL },    { "move-earlier", NULL },
	{ "move-later", NULL },    { "stage", "applied" },   { "stage", "offer" },
	{ "stage", "none" },       { "tag", "later" },       { "tag", "+soon" },
	{ "hide", "too far" },     { "unhide", NULL },       { "mark-seen", NULL },
	{ "mark-new", NULL },
};

/* Makes one change to some posting; whether the journal has an entry of it. */
static bool change(struct world *world, const struct strbuf *before)
{
	size_t at = draw(sizeof changes / sizeof changes[0]);
	struct strbuf after = STRBUF_INIT;
	bool changed;

	world_run(world, "query", "is:hidden OR -is:hidden sort:title");
	result_list_go(&world->session->list, (int64_t)draw(4));
	world_run(world, changes[at].action, changes[at].argument);
	take_picture(world, &after);
	changed = strcmp(before->text, after.text) != 0;
	strbuf_release(&after);
	return changed;
}

static void undo_after_do_is_the_same(void **state)
{
	struct world world;
	struct strbuf before = STRBUF_INIT, after = STRBUF_INIT, again = STRBUF_INIT;

	(void)state;
	seed = 7;
	assert_true(world_init(&world));
	assert_non_null(world_session(&world, NULL));
	for (int i = 0; i < CHANGES; i++) {
		strbuf_clear(&before);
		strbuf_clear(&after);
		strbuf_clear(&again);
		take_picture(&world, &before);
		if (!change(&world, &before))
			continue;
		take_picture(&world, &again);
		world_run(&world, "undo", NULL);
		take_picture(&world, &after);
		assert_string_equal(after.text, before.text);
		world_run(&world, "redo", NULL);
		strbuf_clear(&after);
		take_picture(&world, &after);
		assert_string_equal(after.text, again.text);
	}
	strbuf_release(&before);
	strbuf_release(&after);
	strbuf_release(&again);
	world_release(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rectangles_stay_apart),
		cmocka_unit_test(an_edit_splits_no_character),
		cmocka_unit_test(undo_after_do_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
