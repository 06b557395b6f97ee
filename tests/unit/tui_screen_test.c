/* The screen: what keys mean, what the mouse means, and that every table of a pane is right. */
#include "config.h"

#include "tui/screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "session_world.h"
#include "tui/draw_int.h"
#include "tui/help_int.h"
#include "tui/pointer_int.h"

static struct world world;
static struct keymap keymap;
static struct cells cells;
static struct session *session;

static int set_up(void **state)
{
	(void)state;
	if (!world_init(&world) || !keymap_load(&keymap, NULL, NULL))
		return -1;
	session = world_session(&world, NULL);
	cells_init(&cells);
	return session ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	cells_release(&cells);
	keymap_release(&keymap);
	world_release(&world);
	return 0;
}

static void press(const char *name)
{
	struct key key;

	assert_true(key_parse(name, strlen(name), &key));
	screen_key(session, &keymap, &key);
	screen_draw(session, &keymap, &cells);
}

static bool shows(const char *text)
{
	struct strbuf out = STRBUF_INIT;
	bool found;

	screen_draw(session, &keymap, &cells);
	cells_dump_text(&cells, &out);
	found = strstr(out.text, text) != NULL;
	strbuf_release(&out);
	return found;
}

static void keys_run_actions_and_letters_are_typed(void **state)
{
	(void)state;
	press("j");
	assert_int_equal(session->list.cursor, 1);
	press("/");
	press("j");
	press("Space");
	press("\xC3\xA9");
	assert_string_equal(session->line.text.text, "j \xC3\xA9");
	press("^U");
	assert_string_equal(session->line.text.text, "");
}

static void keys_that_mean_nothing_are_ignored(void **state)
{
	(void)state;
	press("F12");
	press("^_");
	press("w");
	assert_int_equal(session->list.cursor, 0);
	press("/");
	press("F12");
	press("^_");
	assert_string_equal(session->line.text.text, "");
}

/* A terminal cannot tell Alt from Escape; what is not bound with Alt was Escape. */
static void alt_that_is_not_bound_is_escape(void **state)
{
	(void)state;
	press("?");
	assert_true(session->is_help_open);
	press("M-j");
	assert_false(session->is_help_open);
	assert_int_equal(session->list.cursor, 1);
	press("/");
	press("a");
	press("M-b");
	assert_true(session->is_line_edited);
	assert_int_equal(session->line.cursor, 0);
}

static void a_message_stands_until_the_next_key(void **state)
{
	(void)state;
	press("Space");
	assert_true(session->message.len > 0);
	press("j");
	assert_int_equal(session->message.len, 0);
}

static void help_ends_with_its_last_line(void **state)
{
	struct rect area = { 2, 0, 26, 120 };

	(void)state;
	press("?");
	press("G");
	assert_int_equal(session->help_top, help_top(session, &keymap, &area));
	press("k");
	press("j");
	press("j");
	press("j");
	assert_int_equal(session->help_top, help_lines(&keymap, 120) - 26);
}

static void help_names_every_action(void **state)
{
	(void)state;
	session_resize(session, 400, 400);
	press("?");
	for (const struct action *action = action_table; action->name; action++)
		if (!shows(action->help))
			fail_msg("help does not tell of %s", action->name);
}

/* Each context has its bar, and nothing that is said there is made up. */
static void the_bar_is_true_in_every_context(void **state)
{
	(void)state;
	assert_true(shows("/ query"));
	press("Enter");
	assert_true(shows("Esc back"));
	press("f");
	assert_true(shows("Space include"));
	press("n");
	assert_true(shows("Enter done"));
	press("Enter");
	press(":");
	assert_true(shows("Tab complete") == false);
	press("Esc");
	press("/");
	assert_true(shows("Tab complete"));
	press("Enter");
	press("?");
	assert_true(shows("Esc back"));
}

static void press_at(int row, int col, int wheel)
{
	struct pointer pointer = { row, col, wheel };

	pointer_press(session, &pointer);
}

static void the_mouse_does_what_keys_do(void **state)
{
	const struct rect *list = &session->layout.panes[PANE_LIST];
	const struct rect *filter = &session->layout.panes[PANE_FILTER];

	(void)state;
	press_at(list->row + session->layout.row_lines * 2, list->col + 3, 0);
	assert_int_equal(session->list.cursor, 2);
	press_at(list->row, list->col, 1);
	assert_int_equal(session->list.cursor, session->list.total - 1);
	press_at(list->row, list->col, -1);
	assert_int_equal(session->list.cursor, 0);
	press_at(filter->row + 1, filter->col, 0);
	assert_int_equal(session->focus, PANE_FILTER);
	assert_int_equal(session->facets.cursor, 1);
	press_at(0, 10, 0);
	assert_true(session->is_line_edited);
	press_at(-5, 4000, 1);
	press_at(list->row, list->col, 0);
	assert_true(session->is_line_edited);
}

static void numbers_have_commas(void **state)
{
	static const struct { int64_t number; const char *text; } rows[] = {
		{ 0, "0" }, { 7, "7" }, { 999, "999" }, { 1000, "1,000" }, { -1000, "-1,000" },
		{ -100, "-100" }, { 1234567, "1,234,567" },
		{ INT64_MIN, "-9,223,372,036,854,775,808" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct strbuf out = STRBUF_INIT;

		strbuf_count(&out, rows[i].number);
		assert_string_equal(out.text, rows[i].text);
		strbuf_release(&out);
	}
}

static void text_is_broken_at_blanks(void **state)
{
	(void)state;
	assert_int_equal(draw_break("", 5), 0);
	assert_int_equal(draw_break("one two", 0), 0);
	assert_int_equal(draw_break("one two", 7), 7);
	assert_int_equal(draw_break("one two", 6), 3);
	assert_int_equal(draw_break("one two", 3), 3);
	assert_int_equal(draw_break("longword", 4), 4);
	assert_int_equal(draw_break("\xE4\xB8\xAD\xE4\xB8\xAD", 3), 3);
}

/* A long line is moved so that the cursor is on it. */
static void the_cursor_of_a_line_is_in_sight(void **state)
{
	struct rect area = { 0, 0, 1, 8 };
	const char *text = "0123456789abcdef";

	(void)state;
	cells_clear(&cells, 8, 1);
	draw_line(&cells, &area, text, NULL, strlen(text));
	assert_true(cells.has_cursor);
	assert_int_equal(cells.cursor_col, 7);
	assert_string_equal(cells_at(&cells, 0, 6)->text, "f");
	cells_clear(&cells, 8, 1);
	draw_line(&cells, &area, text, NULL, 3);
	assert_int_equal(cells.cursor_col, 3);
	cells_clear(&cells, 8, 1);
	draw_line(&cells, &area, text, NULL, DRAW_NO_CURSOR);
	assert_false(cells.has_cursor);
}

static void matches_are_marked(void **state)
{
	bool found = false;

	(void)state;
	press("/");
	press("r");
	press("u");
	press("s");
	press("t");
	for (int i = 0; i < cells.cols * cells.rows; i++)
		found = found || (cells.items[i].role == ROLE_MATCH &&
				  i % cells.cols > session->layout.panes[PANE_LIST].col &&
				  i % cells.cols < session->layout.panes[PANE_DETAIL].col);
	assert_true(found);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keys_run_actions_and_letters_are_typed),
		TEST(keys_that_mean_nothing_are_ignored),
		TEST(alt_that_is_not_bound_is_escape),
		TEST(a_message_stands_until_the_next_key),
		TEST(help_ends_with_its_last_line),
		TEST(help_names_every_action),
		TEST(the_bar_is_true_in_every_context),
		TEST(the_mouse_does_what_keys_do),
		TEST(numbers_have_commas),
		TEST(text_is_broken_at_blanks),
		TEST(the_cursor_of_a_line_is_in_sight),
		TEST(matches_are_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
