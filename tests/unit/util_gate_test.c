/* The gate: every rule, every code point, and that a second pass changes nothing. */
#include "config.h"

#include "util/gate.h"

#include "util/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <utf8proc.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define MARK "\xEF\xBF\xBD"
#define ESC_MARK "\xE2\x90\x9B"
#define CIRCLE "\xE2\x97\x8C"
#define ACUTE "\xCC\x81"
#define HAN "\xE4\xB8\xAD"

struct row { const char *text, *lines, *one_line; size_t replaced, dropped; };

static void check(const struct row *row)
{
	struct strbuf out = STRBUF_INIT;
	struct gate_count count = { 0, 0 };
	char *line = gate_line(row->text, strlen(row->text));

	gate(&out, row->text, strlen(row->text), GATE_LINES, &count);
	assert_string_equal(out.text, row->lines);
	assert_int_equal(count.replaced, row->replaced);
	assert_int_equal(count.dropped, row->dropped);
	assert_string_equal(line, row->one_line ? row->one_line : row->lines);
	free(line);
	strbuf_release(&out);
}

static void check_all(const struct row *rows, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		check(&rows[i]);
}

static void plain_text_is_kept(void **state)
{
	static const struct row rows[] = {
		{ "", "", NULL, 0, 0 },
		{ " ", " ", NULL, 0, 0 },
		{ "  C++ & SQL ~50%  ", "  C++ & SQL ~50%  ", NULL, 0, 0 },
		{ "\xC3\x89" "a \xE2\x80\x94 \xE2\x82\xAC" "5",
		  "\xC3\x89" "a \xE2\x80\x94 \xE2\x82\xAC" "5", NULL, 0, 0 },
		{ HAN "\xE3\x80\x80" HAN, HAN "\xE3\x80\x80" HAN, NULL, 0, 0 },
		{ "\xF0\x9F\x98\x80\xF0\x9F\x87\xA8\xF0\x9F\x87\xA6",
		  "\xF0\x9F\x98\x80\xF0\x9F\x87\xA8\xF0\x9F\x87\xA6", NULL, 0, 0 },
		{ MARK, MARK, NULL, 0, 0 },
	};

	(void)state;
	check_all(rows, COUNT(rows));
}

static void line_ends(void **state)
{
	static const struct row rows[] = {
		{ "a\nb", "a\nb", "a b", 0, 0 },
		{ "a\r\nb", "a\nb", "a b", 0, 0 },
		{ "a\rb", "a\nb", "a b", 0, 0 },
		{ "\r\r\n\n", "\n\n\n", "   ", 0, 0 },
		{ "a\xC2\x85" "b", "a\nb", "a b", 0, 0 },
		{ "a\xE2\x80\xA8" "b\xE2\x80\xA9", "a\nb\n", "a b ", 0, 0 },
		{ "\r", "\n", " ", 0, 0 },
	};

	(void)state;
	check_all(rows, COUNT(rows));
}

static void tabs(void **state)
{
	static const struct row rows[] = {
		{ "\t", "        ", " ", 0, 0 },
		{ "a\tb", "a       b", "a b", 0, 0 },
		{ "1234567\tb", "1234567 b", "1234567 b", 0, 0 },
		{ "12345678\tb", "12345678        b", "12345678 b", 0, 0 },
		{ "a\n\tb\tc", "a\n        b       c", "a  b c", 0, 0 },
		{ HAN "\tb", HAN "      b", HAN " b", 0, 0 },
		{ "e" ACUTE "\tb", "e" ACUTE "       b", "e" ACUTE " b", 0, 0 },
		{ "\xC2\xAD\tb", "        b", " b", 0, 1 },
	};

	(void)state;
	check_all(rows, COUNT(rows));
}

static void controls_become_marks(void **state)
{
	static const struct row rows[] = {
		{ "\x1B]52;c;eA==\x07", ESC_MARK "]52;c;eA==" MARK, NULL, 2, 0 },
		{ "\x1B[2J\x1B" "c", ESC_MARK "[2J" ESC_MARK "c", NULL, 2, 0 },
		{ "a\bb\vc\fd\x7F", "a" MARK "b" MARK "c" MARK "d" MARK, NULL, 4, 0 },
		{ "\x01\x1F", MARK MARK, NULL, 2, 0 },
		{ "\xC2\x9B" "31m", MARK "31m", NULL, 1, 0 },
		{ "\x9B" "31m", MARK "31m", NULL, 1, 0 },
	};
	struct strbuf out = STRBUF_INIT;

	(void)state;
	check_all(rows, COUNT(rows));
	gate(&out, "a\0b", 3, GATE_LINES, NULL);
	assert_string_equal(out.text, "a" MARK "b");
	strbuf_release(&out);
}

static void bad_bytes_become_marks(void **state)
{
	static const struct row rows[] = {
		{ "\xFF", MARK, NULL, 1, 0 },
		{ "\xC0\xAF", MARK MARK, NULL, 2, 0 },
		{ "\xE4\xB8" "a", MARK "a", NULL, 1, 0 },
		{ "\xED\xA0\x80", MARK MARK MARK, NULL, 3, 0 },
		{ "\xF4\x90\x80\x80", MARK MARK MARK MARK, NULL, 4, 0 },
		{ "a\xF0\x9F\x98", "a" MARK, NULL, 1, 0 },
		{ "\xE4\r\n", MARK "\n", MARK " ", 1, 0 },
	};

	(void)state;
	check_all(rows, COUNT(rows));
}

/* Every code point of a range alone between two letters: dropped and counted. */
static void invisible_ranges_are_dropped(void **state)
{
	static const uint32_t ranges[][2] = {
		{ 0xAD, 0xAD },       { 0x34F, 0x34F },     { 0x61C, 0x61C },
		{ 0x115F, 0x1160 },   { 0x17B4, 0x17B5 },   { 0x180B, 0x180F },
		{ 0x200B, 0x200F },   { 0x202A, 0x202E },   { 0x2060, 0x206F },
		{ 0x3164, 0x3164 },   { 0xFE00, 0xFE0F },   { 0xFEFF, 0xFEFF },
		{ 0xFFA0, 0xFFA0 },   { 0xFFF0, 0xFFFB },   { 0xE0000, 0xE0FFF },
	};
	struct strbuf out = STRBUF_INIT;
	char text[8];
	uint32_t code;
	size_t i, len;

	(void)state;
	for (i = 0; i < COUNT(ranges); i++) {
		for (code = ranges[i][0]; code <= ranges[i][1]; code++) {
			struct gate_count count = { 5, 7 };

			text[0] = 'a';
			len = 1 + utf8_encode(code, text + 1);
			text[len++] = 'b';
			strbuf_clear(&out);
			gate(&out, text, len, GATE_LINES, &count);
			assert_string_equal(out.text, "ab");
			assert_true(count.replaced == 5 && count.dropped == 8);
		}
	}
	strbuf_release(&out);
}

static void strangers_become_marks(void **state)
{
	static const uint32_t codes[] = {
		0x378, 0xE000, 0xF8FF, 0xF0000, 0x10FFFD, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE,
		0x10FFFF, 0x50000, 0x600, 0x6DD,
	};
	struct strbuf out = STRBUF_INIT;
	char text[4];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(codes); i++) {
		struct gate_count count = { 0, 0 };

		strbuf_clear(&out);
		gate(&out, text, utf8_encode(codes[i], text), GATE_LINES, &count);
		assert_string_equal(out.text, MARK);
		assert_true(count.replaced == 1 && count.dropped == 0);
	}
	strbuf_release(&out);
}

static void marks_need_a_base_and_a_limit(void **state)
{
	static const struct row rows[] = {
		{ ACUTE, CIRCLE ACUTE, NULL, 1, 0 },
		{ " " ACUTE, " " CIRCLE ACUTE, NULL, 1, 0 },
		{ "a\n" ACUTE, "a\n" CIRCLE ACUTE, "a " CIRCLE ACUTE, 1, 0 },
		{ "a\t" ACUTE, "a       " CIRCLE ACUTE, "a " CIRCLE ACUTE, 1, 0 },
		{ "\xC2\xA0" ACUTE, "\xC2\xA0" CIRCLE ACUTE, NULL, 1, 0 },
		{ "\xE2\x80\x8B" ACUTE, CIRCLE ACUTE, NULL, 1, 1 },
		{ "\x1B" ACUTE, ESC_MARK ACUTE, NULL, 1, 0 },
		{ "e" ACUTE ACUTE ACUTE ACUTE, "e" ACUTE ACUTE ACUTE ACUTE, NULL, 0, 0 },
		{ "e" ACUTE ACUTE ACUTE ACUTE ACUTE "f",
		  "e" ACUTE ACUTE ACUTE ACUTE "f", NULL, 0, 1 },
		{ "e" ACUTE ACUTE "\xE2\x80\x8D" ACUTE ACUTE ACUTE,
		  "e" ACUTE ACUTE ACUTE ACUTE, NULL, 0, 2 },
		{ ACUTE ACUTE ACUTE ACUTE ACUTE, CIRCLE ACUTE ACUTE ACUTE ACUTE, NULL, 1, 1 },
		/* A vowel of conjoining Hangul takes no column either. */
		{ "\xE1\x85\xA1", CIRCLE "\xE1\x85\xA1", NULL, 1, 0 },
	};

	(void)state;
	check_all(rows, COUNT(rows));
}

static void what_is_there_already_is_kept(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	strbuf_puts(&out, "abc");
	gate(&out, "d\te\n\tf", 6, GATE_LINES, NULL);
	assert_string_equal(out.text, "abcd       e\n        f");
	gate(&out, ACUTE, 2, GATE_LINES, NULL);
	assert_string_equal(out.text, "abcd       e\n        f" CIRCLE ACUTE);
	strbuf_release(&out);
}

static bool is_safe_code(uint32_t code, enum gate_lines lines)
{
	if (code == '\n')
		return lines == GATE_LINES;
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return false;
	default:
		return utf8_code_cols(code) >= 0;
	}
}

/* What came out is safe, and comes out of a second pass as it is. */
static void assert_safe(const struct strbuf *once, enum gate_lines lines)
{
	struct strbuf twice = STRBUF_INIT;
	struct gate_count count = { 0, 0 };
	uint32_t code;
	size_t at;
	bool valid = true;

	for (at = 0; at < once->len; ) {
		at += utf8_decode(once->text + at, once->len - at, &code, &valid);
		assert_true(valid && is_safe_code(code, lines));
	}
	gate(&twice, once->text, once->len, lines, &count);
	assert_int_equal(twice.len, once->len);
	assert_memory_equal(twice.text, once->text, once->len);
	assert_true(count.replaced == 0 && count.dropped == 0);
	strbuf_release(&twice);
}

static void every_code_point_is_safe(void **state)
{
	struct strbuf out = STRBUF_INIT;
	uint32_t code;
	char text[4];

	(void)state;
	for (code = 0; code <= 0x10FFFF; code += code < 0x3400 || code > 0xE00FF ? 1 : 7) {
		size_t len = utf8_encode(code, text);

		strbuf_clear(&out);
		gate(&out, text, len, GATE_LINES, NULL);
		assert_safe(&out, GATE_LINES);
	}
	strbuf_release(&out);
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void random_bytes_are_safe(void **state)
{
	/* Bytes that meet each other in interesting ways, more often than chance has it. */
	static const char alphabet[] =
		"a \t\r\n\x1B\x07\xC2\x85\xC2\xAD\xCC\x81\xE2\x80\x8B\xE2\x80\xAE\xE4\xB8\xAD"
		"\xEF\xBB\xBF\xF0\x9F\x98\x80\xE1\x84\x92\xE1\x85\xA1\xFF\xC0\xF3\xA0\x81\x81";
	struct strbuf out = STRBUF_INIT;
	char text[48];
	uint32_t seed = 7;
	int round;

	(void)state;
	for (round = 0; round < 40000; round++) {
		enum gate_lines lines = round % 2 ? GATE_LINES : GATE_ONE_LINE;
		size_t len = next_random(&seed) % sizeof text, i;

		for (i = 0; i < len; i++)
			text[i] = round % 3 ? alphabet[next_random(&seed) % (sizeof alphabet - 1)]
					    : (char)(next_random(&seed) & 0xFF);
		strbuf_clear(&out);
		gate(&out, text, len, lines, NULL);
		assert_safe(&out, lines);
	}
	strbuf_release(&out);
}

/* Processor time for COUNT copies of UNIT. */
static double seconds_for(const char *unit, size_t count)
{
	struct strbuf in = STRBUF_INIT, out = STRBUF_INIT;
	clock_t start;
	double taken;

	strbuf_repeat(&in, unit, count);
	start = clock();
	gate(&out, in.text, in.len, GATE_LINES, NULL);
	taken = (double)(clock() - start) / CLOCKS_PER_SEC;
	strbuf_release(&in);
	strbuf_release(&out);
	return taken;
}

/* A million of the worst take well under the second a MiB that is promised, sanitizers or not. */
static void time_is_linear(void **state)
{
	static const char *const units[] = {
		"\t", "a\t", ACUTE, "\xFF", "\r\n", HAN, "\xE2\x80\x8B",
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(units); i++)
		assert_true(seconds_for(units[i], 1000000) < 5.0);
}

static void ascii_twins(void **state)
{
	static const struct { const char *text, *ascii; } rows[] = {
		{ "", "" },
		{ "plain\ntext", "plain\ntext" },
		{ "\xE2\x80\x93 \xE2\x80\x94 \xE2\x88\x92", "- - -" },
		{ "\xE2\x80\x98" "a\xE2\x80\x99 \xE2\x80\x9C" "b\xE2\x80\x9D", "'a' \"b\"" },
		{ "\xE2\x80\xA2 x", "* x" },
		{ "Montr\xC3\xA9" "al Montre" ACUTE "al", "Montreal Montreal" },
		{ "\xC3\x85ngstr\xC3\xB6m", "Angstrom" },
		{ "\xE2\x80\xA6", "..." },
		{ "\xE2\x82\xAC" "60k", "EUR 60k" },
		{ "\xC2\xA0", " " },
		{ "\xC2\xBD", "1/2" },
		{ "\xEF\xAC\x81", "fi" },
		{ "\xEF\xBC\xA1", "A" },
		{ "\xE2\x98\x85", "*" },
		{ HAN, "?" },
		{ MARK ESC_MARK, "??" },
		{ CIRCLE ACUTE, "?" },
		{ "\xF0\x9F\x98\x80", "?" },
		{ "\xE2\x84\xA2\xC2\xAE", "TM(R)" },
	};
	struct strbuf out = STRBUF_INIT;
	uint32_t code;
	char text[4];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		strbuf_clear(&out);
		gate_ascii(&out, rows[i].text, strlen(rows[i].text));
		assert_string_equal(out.text, rows[i].ascii);
	}
	strbuf_clear(&out);
	for (code = 0x20; code <= 0x1FFFF; code++)
		gate_ascii(&out, text, utf8_encode(code, text));
	for (i = 0; i < out.len; i++)
		assert_true((unsigned char)out.text[i] < 0x80);
	strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_is_kept),
		cmocka_unit_test(line_ends),
		cmocka_unit_test(tabs),
		cmocka_unit_test(controls_become_marks),
		cmocka_unit_test(bad_bytes_become_marks),
		cmocka_unit_test(invisible_ranges_are_dropped),
		cmocka_unit_test(strangers_become_marks),
		cmocka_unit_test(marks_need_a_base_and_a_limit),
		cmocka_unit_test(what_is_there_already_is_kept),
		cmocka_unit_test(every_code_point_is_safe),
		cmocka_unit_test(random_bytes_are_safe),
		cmocka_unit_test(time_is_linear),
		cmocka_unit_test(ascii_twins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
