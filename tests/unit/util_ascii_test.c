/* Letters, numbers and distances of ASCII. */
#include "config.h"

#include "util/ascii.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_byte_has_its_kind(void **state)
{
	static const char upper[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const char lower[] = "abcdefghijklmnopqrstuvwxyz";
	static const char digits[] = "0123456789", spaces[] = " \t\n\v\f\r";
	int byte;

	(void)state;
	for (byte = 0; byte < 256; byte++) {
		char c = (char)byte;
		bool is_upper = c && strchr(upper, c), is_lower = c && strchr(lower, c);
		bool is_digit = c && strchr(digits, c);

		assert_int_equal(ascii_is_upper(c), is_upper);
		assert_int_equal(ascii_is_lower(c), is_lower);
		assert_int_equal(ascii_is_alpha(c), is_upper || is_lower);
		assert_int_equal(ascii_is_digit(c), is_digit);
		assert_int_equal(ascii_is_alnum(c), is_upper || is_lower || is_digit);
		assert_int_equal(ascii_is_space(c), c && strchr(spaces, c));
		assert_int_equal(ascii_lower(c), is_upper ? lower[strchr(upper, c) - upper] : c);
		assert_int_equal(ascii_upper(c), is_lower ? upper[strchr(lower, c) - lower] : c);
	}
}

static void comparing_folds_case(void **state)
{
	(void)state;
	assert_true(ascii_equal("", ""));
	assert_true(ascii_equal("Rust", "rUST"));
	assert_false(ascii_equal("Rust", "Rus"));
	assert_false(ascii_equal("\xC3\x89", "\xC3\xA9"));
	assert_true(ascii_compare("a", "B") < 0);
	assert_true(ascii_compare("Z", "a") > 0);
	assert_true(ascii_compare("a", "a\xC3") < 0);
	assert_true(ascii_starts("", ""));
	assert_true(ascii_starts("HTTPS://x", "https://"));
	assert_false(ascii_starts("http", "https"));
	assert_true(ascii_starts_len("", 0, ""));
	assert_true(ascii_starts_len("Posted", 6, "posted"));
	assert_false(ascii_starts_len("Posted", 5, "posted"));
	assert_false(ascii_starts_len("a\0b", 3, "abc"));
}

static void numbers(void **state)
{
	static const struct { const char *text; size_t len, read; int64_t value; } rows[] = {
		{ "", 0, 0, -1 },
		{ "x", 1, 0, -1 },
		{ "-5", 2, 0, -1 },
		{ "0", 1, 1, 0 },
		{ "007x", 4, 3, 7 },
		{ "1234", 2, 2, 12 },
		{ "9223372036854775807", 19, 19, INT64_MAX },
		{ "9223372036854775808", 19, 0, -1 },
		{ "99999999999999999999", 20, 0, -1 },
		{ "00000000000000000000000012", 26, 26, 12 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int64_t value = -1;

		assert_int_equal(ascii_number(rows[i].text, rows[i].len, &value), rows[i].read);
		assert_true(value == rows[i].value);
	}
}

static void trimming(void **state)
{
	static const struct { const char *text; size_t start, end; } rows[] = {
		{ "", 0, 0 }, { "  ", 2, 2 }, { "a", 0, 1 }, { " \ta b\r\n", 2, 5 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		size_t start = 0, end = strlen(rows[i].text);

		ascii_trim(rows[i].text, &start, &end);
		assert_int_equal(start, rows[i].start);
		assert_int_equal(end, rows[i].end);
	}
}

static void distances(void **state)
{
	static const struct { const char *a, *b; size_t limit, distance; } rows[] = {
		{ "", "", 0, 0 },
		{ "", "abc", 3, 3 },
		{ "", "abc", 2, 3 },
		{ "abc", "", 9, 3 },
		{ "loc", "LOC", 0, 0 },
		{ "stack", "satck", 2, 1 },
		{ "stack", "stck", 2, 1 },
		{ "stack", "stackk", 2, 1 },
		{ "stack", "stuck", 2, 1 },
		{ "stack", "stuck", 0, 1 },
		{ "ab", "ba", 1, 1 },
		{ "abcd", "badc", 2, 2 },
		{ "abcd", "badc", 1, 2 },
		{ "ca", "abc", 3, 3 },
		{ "salary", "loc", 2, 3 },
		{ "kitten", "sitting", 3, 3 },
		{ "kitten", "sitting", 2, 3 },
		{ "senority", "seniority", 2, 1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_int_equal(ascii_distance(rows[i].a, rows[i].b, rows[i].limit),
				 rows[i].distance);
		assert_int_equal(ascii_distance(rows[i].b, rows[i].a, rows[i].limit),
				 rows[i].distance);
	}
}

/* What the runs say, byte by byte. */
static size_t plain_visible_run(const char *text, size_t len, char a, char b)
{
	size_t at = 0;

	while (at < len && text[at] >= ' ' && text[at] <= '~' && text[at] != a && text[at] != b)
		at++;
	return at;
}

static size_t plain_words_run(const char *text, size_t len)
{
	size_t at = 0;

	while (at < len && text[at] >= ' ' && text[at] <= '~' &&
	       (text[at] != ' ' || (at + 1 < len && text[at + 1] > ' ' && text[at + 1] <= '~')))
		at++;
	return at;
}

/* Each byte at each place of texts of letters and of single blanks. */
static void runs_are_those_of_a_byte_by_byte_look(void **state)
{
	static const char *const texts[] = {
		"abcdefghijklmnopqrstuvwxyz", "a b c d e f g h i j k l m",
	};

	(void)state;
	assert_int_equal(ascii_visible_run("", 0, '<', '&'), 0);
	assert_int_equal(ascii_words_run("", 0), 0);
	for (size_t i = 0; i < 2 * 26 * 256; i++) {
		char text[28];
		size_t at = i / 256 % 26;

		memcpy(text, texts[i / 256 / 26], 26);
		text[25] = 'z';
		text[26] = text[27] = '!';
		text[at] = (char)(i % 256);
		for (size_t len = 0; len <= 26; len++) {
			assert_int_equal(ascii_visible_run(text, len, '<', '&'),
					 plain_visible_run(text, len, '<', '&'));
			assert_int_equal(ascii_words_run(text, len), plain_words_run(text, len));
		}
		text[at + 1] = ' ';
		assert_int_equal(ascii_words_run(text, 26), plain_words_run(text, 26));
	}
}

/* The first of a text of letters that is another byte; LOWER gets what stands before it. */
static size_t plain_word(char *lower, size_t room, const char *text, size_t len)
{
	size_t at = 0;

	for (; at < len && at < room && ascii_is_alnum(text[at]); at++)
		lower[at] = ascii_lower(text[at]);
	return at;
}

static void words_are_copied_in_lower_case(void **state)
{
	static const char letters[] = "AbCdEfGhIjKlMnOpQrStUvWxYz";

	(void)state;
	for (size_t i = 0; i < 26 * 256; i++) {
		char text[27], lower[24], expected[24];
		size_t bytes;

		memcpy(text, letters, sizeof text);
		text[i / 256] = (char)(i % 256);
		for (size_t len = 0; len <= 26; len++) {
			bytes = ascii_lower_word(lower, 24, text, len);
			assert_int_equal(bytes, plain_word(expected, 24, text, len));
			assert_memory_equal(lower, expected, bytes);
		}
		assert_int_equal(ascii_lower_word(lower, 8, text, 26),
				 plain_word(expected, 8, text, 26));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_are_those_of_a_byte_by_byte_look),
		cmocka_unit_test(words_are_copied_in_lower_case),
		cmocka_unit_test(every_byte_has_its_kind),
		cmocka_unit_test(comparing_folds_case),
		cmocka_unit_test(numbers),
		cmocka_unit_test(trimming),
		cmocka_unit_test(distances),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
