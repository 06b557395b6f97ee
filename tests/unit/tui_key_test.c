/* Names of keys, and keys from what a terminal sends. */
#include "config.h"

#include "tui/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/keycode_int.h"

static struct key parsed(const char *name)
{
	struct key key;

	if (!key_parse(name, strlen(name), &key))
		fail_msg("%s is no key", name);
	return key;
}

static void names_that_are_none(void **state)
{
	static const char *const names[] = {
		"", "jj", "Foo", "^", "^1", "^^^", "F0", "F13", "M-", "C-", "\xFF", "\033", "\x01",
		"Shift-x", "^S-Tab", "C-Esc", "\xCC\x81",
	};
	struct key key;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (key_parse(names[i], strlen(names[i]), &key) && strcmp(names[i], "^") != 0)
			fail_msg("\"%s\" is taken for a key", names[i]);
}

static void names_are_printed_back(void **state)
{
	static const char *const names[] = {
		"j", "G", "?", ":", "^D", "^\\", "^_", "^@", "M-x", "M-^D", "Enter", "Tab", "S-Tab",
		"Space", "Esc", "F1", "F10", "F12", "PageDown", "C-Left", "M-Backspace", "\xC3\xA9",
		"~", "^", "-",
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct key key = parsed(names[i]), again;
		struct strbuf out = STRBUF_INIT;

		key_format(&out, &key);
		assert_string_equal(out.text, names[i]);
		again = parsed(out.text);
		assert_true(key_equal(&key, &again));
		strbuf_release(&out);
	}
}

static void other_spellings(void **state)
{
	static const char *const pairs[][2] = {
		{ "Escape", "Esc" }, { "PgDn", "PageDown" }, { "return", "Enter" }, { "^d", "^D" },
		{ "C-d", "^D" }, { "^I", "Tab" }, { "^M", "Enter" }, { "^H", "Backspace" },
		{ "^[", "Esc" }, { " ", "Space" }, { "^Space", "^@" }, { "DEL", "Delete" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		struct key a = parsed(pairs[i][0]), b = parsed(pairs[i][1]);

		if (!key_equal(&a, &b))
			fail_msg("%s is not %s", pairs[i][0], pairs[i][1]);
	}
}

static void assert_character(uint32_t code, const char *name)
{
	struct key key = { .special = KEYS_NONE }, wanted = parsed(name);

	assert_true(keycode_character(code, &key));
	if (!key_equal(&key, &wanted))
		fail_msg("%u is not %s", code, name);
}

static void characters_are_keys(void **state)
{
	struct key key = { .special = KEYS_NONE };

	(void)state;
	assert_character('j', "j");
	assert_character(' ', "Space");
	assert_character(4, "^D");
	assert_character(0, "^@");
	assert_character(9, "Tab");
	assert_character(13, "Enter");
	assert_character(10, "Enter");
	assert_character(27, "Esc");
	assert_character(127, "Backspace");
	assert_character(8, "Backspace");
	assert_character(0x4E2D, "\xE4\xB8\xAD");
	assert_false(keycode_character(0x9B, &key));
}

static void assert_named(const char *said, const char *name)
{
	struct key key = { .special = KEYS_NONE }, wanted = parsed(name);

	assert_true(keycode_named(said, &key));
	if (!key_equal(&key, &wanted))
		fail_msg("%s is not %s", said, name);
}

static void names_of_curses_are_keys(void **state)
{
	struct key key = { .special = KEYS_NONE };

	(void)state;
	assert_named("KEY_UP", "Up");
	assert_named("KEY_NPAGE", "PageDown");
	assert_named("KEY_BTAB", "S-Tab");
	assert_named("KEY_F(1)", "F1");
	assert_named("KEY_F(12)", "F12");
	assert_named("kLFT5", "C-Left");
	assert_named("kRIT3", "M-Right");
	assert_false(keycode_named("", &key));
	assert_false(keycode_named("KEY_F(13)", &key));
	assert_false(keycode_named("KEY_F(", &key));
	assert_false(keycode_named("kLFT", &key));
	assert_false(keycode_named("kLFT55", &key));
	assert_false(keycode_named("KEY_MOUSE", &key));
}

static void sequences_have_known_names(void **state)
{
	(void)state;
	for (const struct keycode_sequence *row = keycode_sequences; row->sequence; row++) {
		struct key key = { .special = KEYS_NONE };
		bool is_paste = strcmp(row->name, KEYCODE_PASTE_START) == 0 ||
				strcmp(row->name, KEYCODE_PASTE_END) == 0;

		assert_true(is_paste || keycode_named(row->name, &key));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_that_are_none),
		cmocka_unit_test(names_are_printed_back),
		cmocka_unit_test(other_spellings),
		cmocka_unit_test(characters_are_keys),
		cmocka_unit_test(names_of_curses_are_keys),
		cmocka_unit_test(sequences_have_known_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
