/* Growing strings and their ceiling. */
#include "config.h"

#include "util/strbuf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void empty_is_a_string(void **state)
{
	struct strbuf buf = STRBUF_INIT;
	char *text;

	(void)state;
	assert_string_equal(buf.text, "");
	strbuf_add(&buf, "", 0);
	strbuf_puts(&buf, "");
	strbuf_repeat(&buf, "", 1000000000);
	strbuf_repeat(&buf, "x", 0);
	strbuf_printf(&buf, "%s", "");
	strbuf_insert(&buf, 0, "", 0);
	strbuf_remove(&buf, 0, 0);
	strbuf_cut(&buf, 0);
	strbuf_clear(&buf);
	assert_int_equal(buf.cap, 0);
	assert_string_equal(buf.text, "");
	text = strbuf_detach(&buf);
	assert_string_equal(text, "");
	free(text);
	strbuf_release(&buf);
	strbuf_release(&buf);
	assert_string_equal(buf.text, "");
}

static void adds_of_all_kinds(void **state)
{
	struct strbuf buf;
	char *text;

	(void)state;
	strbuf_init(&buf);
	strbuf_add(&buf, "a\0b", 3);
	strbuf_add(&buf, NULL, 0);
	assert_int_equal(buf.len, 3);
	assert_memory_equal(buf.text, "a\0b", 4);
	strbuf_clear(&buf);
	strbuf_puts(&buf, "stack");
	strbuf_putc(&buf, ':');
	strbuf_repeat(&buf, "ab", 2);
	strbuf_printf(&buf, "%d%%", 7);
	assert_string_equal(buf.text, "stack:abab7%");
	strbuf_insert(&buf, 0, ">", 1);
	strbuf_insert(&buf, 6, "-", 1);
	strbuf_insert(&buf, buf.len, "<", 1);
	assert_string_equal(buf.text, ">stack-:abab7%<");
	strbuf_remove(&buf, 6, 1);
	strbuf_remove(&buf, 0, 1);
	strbuf_remove(&buf, buf.len - 1, 1);
	assert_string_equal(buf.text, "stack:abab7%");
	strbuf_cut(&buf, 5);
	text = strbuf_detach(&buf);
	assert_string_equal(text, "stack");
	assert_int_equal(buf.len, 0);
	free(text);
	strbuf_release(&buf);
}

static void long_formats_fit(void **state)
{
	struct strbuf buf = STRBUF_INIT;
	int width;

	(void)state;
	for (width = 250; width < 260; width++) {
		strbuf_clear(&buf);
		strbuf_printf(&buf, "%*d", width, 1);
		assert_int_equal(buf.len, width);
		assert_int_equal(strlen(buf.text), width);
	}
	strbuf_release(&buf);
}

static void bytes_one_by_one(void **state)
{
	struct strbuf buf = STRBUF_INIT;
	int i;

	(void)state;
	for (i = 0; i < 100000; i++)
		strbuf_putc(&buf, (char)('a' + i % 26));
	assert_int_equal(buf.len, 100000);
	assert_int_equal(strlen(buf.text), 100000);
	assert_int_equal(buf.text[99999], 'a' + 99999 % 26);
	strbuf_release(&buf);
}

static void the_ceiling_holds(void **state)
{
	struct strbuf buf = STRBUF_INIT;

	(void)state;
	buf.ceiling = 5;
	strbuf_puts(&buf, "12345");
	assert_false(buf.truncated);
	strbuf_putc(&buf, '6');
	assert_true(buf.truncated);
	assert_string_equal(buf.text, "12345");
	strbuf_insert(&buf, 0, "0", 1);
	assert_string_equal(buf.text, "12345");
	strbuf_remove(&buf, 0, 2);
	strbuf_insert(&buf, 0, "abc", 3);
	assert_string_equal(buf.text, "ab345");
	strbuf_clear(&buf);
	assert_false(buf.truncated);
	strbuf_repeat(&buf, "xyz", 1000000000);
	assert_string_equal(buf.text, "xyzxy");
	strbuf_release(&buf);
	assert_int_equal(buf.ceiling, 5);
	strbuf_printf(&buf, "%s", "1234567");
	assert_string_equal(buf.text, "12345");
	strbuf_release(&buf);
}

static void the_ceiling_splits_no_character(void **state)
{
	static const char text[] = "a\xF0\x9F\x98\x80" "b";
	static const size_t lens[] = { 0, 1, 1, 1, 1, 5, 6, 6 };
	struct strbuf buf;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof lens / sizeof lens[0]; i++) {
		strbuf_init(&buf);
		buf.ceiling = i;
		strbuf_puts(&buf, text);
		assert_int_equal(buf.len, lens[i]);
		assert_memory_equal(buf.text, text, lens[i]);
		assert_int_equal(buf.truncated, lens[i] < 6);
		strbuf_release(&buf);
	}
}

static void room_is_made_at_once(void **state)
{
	struct strbuf buf = STRBUF_INIT;
	const char *text;

	(void)state;
	strbuf_reserve(&buf, 0);
	assert_ptr_equal(buf.text, strbuf_empty);
	strbuf_reserve(&buf, 1000);
	text = buf.text;
	assert_string_equal(text, "");
	strbuf_repeat(&buf, "ab", 500);
	assert_ptr_equal(buf.text, text);
	assert_int_equal(buf.len, 1000);
	buf.ceiling = 1001;
	strbuf_reserve(&buf, 1000);
	assert_ptr_equal(buf.text, text);
	assert_false(buf.truncated);
	strbuf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(room_is_made_at_once),
		cmocka_unit_test(empty_is_a_string),
		cmocka_unit_test(adds_of_all_kinds),
		cmocka_unit_test(long_formats_fit),
		cmocka_unit_test(bytes_one_by_one),
		cmocka_unit_test(the_ceiling_holds),
		cmocka_unit_test(the_ceiling_splits_no_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
