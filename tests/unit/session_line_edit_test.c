/* The line under edit. */
#include "config.h"

#include "session/line_edit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "util/alloc.h"

#include <stdlib.h>

static struct line_edit edit;

static int set_up(void **state)
{
	(void)state;
	line_edit_init(&edit);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	line_edit_release(&edit);
	return 0;
}

static void type(const char *text)
{
	line_edit_insert(&edit, text, strlen(text));
}

static void nothing_happens_in_an_empty_line(void **state)
{
	(void)state;
	assert_false(line_edit_left(&edit));
	assert_false(line_edit_right(&edit));
	assert_false(line_edit_word_left(&edit));
	assert_false(line_edit_word_right(&edit));
	assert_false(line_edit_home(&edit));
	assert_false(line_edit_end(&edit));
	assert_false(line_edit_backspace(&edit));
	assert_false(line_edit_delete(&edit));
	assert_false(line_edit_delete_word(&edit));
	assert_false(line_edit_delete_to_start(&edit));
	assert_false(line_edit_delete_to_end(&edit));
	assert_string_equal(edit.text.text, "");
	assert_int_equal(edit.cursor, 0);
}

static void typing_in_the_middle(void **state)
{
	(void)state;
	type("rst");
	assert_true(line_edit_left(&edit));
	assert_true(line_edit_left(&edit));
	type("u");
	assert_string_equal(edit.text.text, "rust");
	assert_int_equal(edit.cursor, 2);
	assert_true(line_edit_end(&edit));
	assert_int_equal(edit.cursor, 4);
}

static void controls_become_marks(void **state)
{
	(void)state;
	type("a\x1b]0;x\x07" "b\r\nc\td");
	assert_null(strchr(edit.text.text, '\x1b'));
	assert_null(strchr(edit.text.text, '\n'));
	assert_null(strchr(edit.text.text, '\t'));
	assert_int_equal(edit.cursor, edit.text.len);
}

static void a_mark_joins_what_stands_before_it(void **state)
{
	(void)state;
	type("e");
	type("\xCC\x81");
	assert_string_equal(edit.text.text, "e\xCC\x81");
	assert_true(line_edit_backspace(&edit));
	assert_string_equal(edit.text.text, "");
}

static void flags_are_not_split(void **state)
{
	(void)state;
	/* The second half of a flag, typed before the first half of what stands there. */
	type("\xF0\x9F\x87\xA8\xF0\x9F\x87\xA6");
	assert_true(line_edit_left(&edit));
	assert_int_equal(edit.cursor, 0);
	assert_true(line_edit_delete(&edit));
	assert_int_equal(edit.text.len, 0);
}

static void a_long_paste_is_cut_between_characters(void **state)
{
	struct strbuf long_text = STRBUF_INIT;

	(void)state;
	strbuf_puts(&long_text, "x");
	strbuf_repeat(&long_text, "\xE2\x82\xAC", 1000);
	line_edit_insert(&edit, long_text.text, long_text.len);
	assert_true(edit.text.len <= LINE_EDIT_BYTES);
	assert_true(edit.text.len > LINE_EDIT_BYTES - 4);
	assert_int_equal((edit.text.len - 1) % 3, 0);
	type("more");
	assert_true(edit.text.len <= LINE_EDIT_BYTES);
	strbuf_release(&long_text);
}

static void bytes_that_are_no_text(void **state)
{
	(void)state;
	line_edit_insert(&edit, "\xFF\x00\x80", 3);
	assert_true(edit.text.len > 0);
	assert_null(memchr(edit.text.text, '\0', edit.text.len));
}

static void words(void **state)
{
	(void)state;
	type("loc:toronto  \"event driven\"");
	assert_true(line_edit_word_left(&edit));
	assert_string_equal(edit.text.text + edit.cursor, "driven\"");
	assert_true(line_edit_delete_word(&edit));
	assert_string_equal(edit.text.text, "loc:toronto  \"driven\"");
	assert_true(line_edit_home(&edit));
	assert_true(line_edit_word_right(&edit));
	assert_int_equal(edit.cursor, 3);
	assert_true(line_edit_delete_to_end(&edit));
	assert_string_equal(edit.text.text, "loc");
	assert_true(line_edit_delete_to_start(&edit));
	assert_string_equal(edit.text.text, "");
}

static void setting_puts_the_cursor_behind(void **state)
{
	(void)state;
	line_edit_set(&edit, "caf\xC3\xA9");
	assert_int_equal(edit.cursor, 5);
	line_edit_set(&edit, "");
	assert_int_equal(edit.cursor, 0);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_happens_in_an_empty_line), TEST(typing_in_the_middle),
		TEST(controls_become_marks), TEST(a_mark_joins_what_stands_before_it),
		TEST(flags_are_not_split), TEST(a_long_paste_is_cut_between_characters),
		TEST(bytes_that_are_no_text), TEST(words), TEST(setting_puts_the_cursor_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
