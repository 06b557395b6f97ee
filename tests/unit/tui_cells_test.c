/* The grid of cells: clipping, cutting, wide characters, the gate, ASCII, dumps. */
#include "config.h"

#include "tui/cells.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HAN "\xE4\xB8\xAD"
#define FAMILY "\xF0\x9F\x91\xA9\xF0\x9F\x8F\xBD"

static struct cells cells;
static struct rect all;

static int set_up(void **state)
{
	(void)state;
	cells_init(&cells);
	cells_clear(&cells, 10, 3);
	all = (struct rect){ 0, 0, 3, 10 };
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	cells_release(&cells);
	return 0;
}

static void assert_shows(const char *text)
{
	struct strbuf out = STRBUF_INIT;

	cells_dump_text(&cells, &out);
	assert_string_equal(out.text, text);
	strbuf_release(&out);
}

static void a_grid_without_cells(void **state)
{
	struct rect none = { 0, 0, 0, 0 };

	(void)state;
	cells_clear(&cells, 0, 0);
	assert_int_equal(cells_puts(&cells, &none, 0, 0, ROLE_TEXT, "x"), 0);
	cells_fill(&cells, &all, ROLE_RULE, "-");
	cells_over(&cells, &all, 0, 0, 5, ROLE_SELECTED);
	cells_cursor(&cells, 0, 0, true);
	assert_false(cells.has_cursor);
	assert_shows("");
	cells_clear(&cells, -3, 7);
	assert_int_equal(cells.cols, 0);
}

static void text_is_drawn_in_its_role(void **state)
{
	(void)state;
	assert_int_equal(cells_puts(&cells, &all, 1, 2, ROLE_TITLE, "abc"), 3);
	assert_shows("\n  abc\n\n");
	assert_int_equal(cells_at(&cells, 1, 2)->role, ROLE_TITLE);
	assert_int_equal(cells_at(&cells, 1, 1)->role, ROLE_TEXT);
}

static void what_is_too_long_is_cut(void **state)
{
	(void)state;
	assert_int_equal(cells_puts(&cells, &all, 0, 0, ROLE_TEXT, "0123456789ab"), 10);
	assert_int_equal(cells_put(&cells, &all, 1, 0, 4, ROLE_TEXT, "abcdef", 6, false), 4);
	assert_int_equal(cells_put(&cells, &all, 2, 0, 1, ROLE_TEXT, "abcdef", 6, true), 1);
	assert_shows("012345678…\nabcd\na\n");
}

static void nothing_is_drawn_outside(void **state)
{
	struct rect inner = { 1, 3, 1, 4 };

	(void)state;
	cells_put(&cells, &inner, 1, 1, 20, ROLE_TEXT, "0123456789", 10, false);
	cells_put(&cells, &inner, 0, 3, 20, ROLE_TEXT, "above", 5, false);
	cells_put(&cells, &inner, 2, 3, 20, ROLE_TEXT, "below", 5, false);
	cells_put(&cells, &all, 5, 0, 9, ROLE_TEXT, "far", 3, false);
	cells_put(&cells, &all, -1, -1, 9, ROLE_TEXT, "far", 3, false);
	cells_put(&cells, &all, 2, 0, -4, ROLE_TEXT, "far", 3, true);
	assert_shows("\n   2345\n\n");
}

static void a_wide_character_is_never_cut(void **state)
{
	(void)state;
	assert_int_equal(cells_put(&cells, &all, 0, 0, 3, ROLE_TEXT, HAN HAN, 6, false), 2);
	assert_int_equal(cells_put(&cells, &all, 1, 0, 4, ROLE_TEXT, HAN HAN HAN, 9, true), 3);
	assert_int_equal(cells_puts(&cells, &all, 2, 9, ROLE_TEXT, HAN), 0);
	assert_shows(HAN "\n" HAN "…\n\n");
	assert_int_equal(cells_at(&cells, 0, 0)->cols, 2);
	assert_int_equal(cells_at(&cells, 0, 1)->cols, 0);
}

static void half_of_a_wide_character_goes_with_the_other(void **state)
{
	(void)state;
	cells_puts(&cells, &all, 0, 0, ROLE_TEXT, HAN HAN);
	cells_puts(&cells, &all, 0, 1, ROLE_TEXT, "x");
	cells_puts(&cells, &all, 1, 0, ROLE_TEXT, HAN HAN);
	cells_puts(&cells, &all, 1, 2, ROLE_TEXT, "x");
	cells_puts(&cells, &all, 2, 0, ROLE_TEXT, HAN HAN);
	cells_puts(&cells, &all, 2, 1, ROLE_TEXT, HAN);
	assert_shows(" x" HAN "\n" HAN "x\n " HAN "\n");
}

static void a_wide_character_on_the_edge_of_the_clip_is_left_out(void **state)
{
	struct rect inner = { 0, 1, 1, 4 };

	(void)state;
	cells_put(&cells, &inner, 0, 0, 10, ROLE_TEXT, HAN "ab" HAN, 8, false);
	assert_shows("  ab\n\n\n");
}

static void hostile_text_passes_the_gate(void **state)
{
	(void)state;
	cells_puts(&cells, &all, 0, 0, ROLE_TEXT, "a\033[2Jb");
	cells_puts(&cells, &all, 1, 0, ROLE_TEXT, "a\r\nb\tc");
	cells_put(&cells, &all, 2, 0, 10, ROLE_TEXT, "\xE2\x80\xAE" "x\xFF\0y", 7, false);
	assert_shows("a␛[2Jb\na b c\nx��y\n");
}

static void a_long_grapheme_is_shown_by_its_first_character(void **state)
{
	char text[64] = "e";

	(void)state;
	for (size_t i = 0; i < 20; i++)
		strncat(text, "\xCC\x81", sizeof text - strlen(text) - 1);
	cells_puts(&cells, &all, 0, 0, ROLE_TEXT, text);
	assert_int_equal(cells_at(&cells, 0, 0)->cols, 1);
	assert_true(strlen(cells_at(&cells, 0, 0)->text) <= CELL_BYTES);
	cells_puts(&cells, &all, 1, 0, ROLE_TEXT, FAMILY "x");
	assert_string_equal(cells_at(&cells, 1, 2)->text, "x");
}

static void text_to_the_right(void **state)
{
	(void)state;
	assert_int_equal(cells_puts_right(&cells, &all, 0, 10, ROLE_TEXT, "14"), 8);
	assert_int_equal(cells_puts_right(&cells, &all, 1, 4, ROLE_TEXT, "too long"), 0);
	assert_int_equal(cells_puts_right(&cells, &all, 2, 5, ROLE_TEXT, ""), 5);
	assert_shows("        14\ntoo…\n\n");
}

static void ascii_has_twins(void **state)
{
	(void)state;
	cells.is_ascii = true;
	assert_int_equal(cells_puts(&cells, &all, 0, 0, ROLE_TEXT, "caf\xC3\xA9 · 5€"), 10);
	assert_int_equal(cells_puts(&cells, &all, 1, 0, ROLE_TEXT, HAN "x"), 2);
	assert_int_equal(cells_puts(&cells, &all, 2, 0, ROLE_TEXT, "0123456789ab"), 10);
	assert_shows("cafe - ...\n?x\n0123456...\n");
	assert_int_equal(cells_width(&cells, "€"), 4);
}

static void roles_lie_over_others(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	cells_clear(&cells, 4, 1);
	all = (struct rect){ 0, 0, 1, 4 };
	cells_puts(&cells, &all, 0, 0, ROLE_TITLE, "ab");
	cells_over(&cells, &all, 0, 1, 9, ROLE_SELECTED);
	cells_cursor(&cells, 0, 3, true);
	cells_dump_roles(&cells, &out);
	assert_string_equal(out.text, "abcc\na title\nb title under selected\n"
			    "c text under selected\ncursor 0,3\n");
	strbuf_release(&out);
}

static void a_fill_covers_its_part(void **state)
{
	struct rect part = { 1, 2, 5, 3 };

	(void)state;
	cells_fill(&cells, &part, ROLE_RULE, "─");
	cells_fill(&cells, &part, ROLE_RULE, HAN);
	cells_fill(&cells, &part, ROLE_RULE, "");
	assert_shows("\n  ───\n  ───\n");
}

static void a_copy_is_the_same(void **state)
{
	struct cells copy;

	(void)state;
	cells_puts(&cells, &all, 0, 0, ROLE_TITLE, "ab");
	cells_cursor(&cells, 2, 1, true);
	cells_init(&copy);
	cells_copy(&copy, &cells);
	assert_true(cells_same(cells_at(&copy, 0, 1), cells_at(&cells, 0, 1)));
	assert_false(cells_same(cells_at(&copy, 0, 1), cells_at(&cells, 0, 0)));
	assert_int_equal(copy.cursor_row, 2);
	assert_true(copy.has_cursor);
	cells_release(&copy);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_grid_without_cells),
		TEST(text_is_drawn_in_its_role),
		TEST(what_is_too_long_is_cut),
		TEST(nothing_is_drawn_outside),
		TEST(a_wide_character_is_never_cut),
		TEST(half_of_a_wide_character_goes_with_the_other),
		TEST(a_wide_character_on_the_edge_of_the_clip_is_left_out),
		TEST(hostile_text_passes_the_gate),
		TEST(a_long_grapheme_is_shown_by_its_first_character),
		TEST(text_to_the_right),
		TEST(ascii_has_twins),
		TEST(roles_lie_over_others),
		TEST(a_fill_covers_its_part),
		TEST(a_copy_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
