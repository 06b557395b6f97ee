/* Decoding, clusters, columns and folding. */
#include "config.h"

#include "util/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define GRIN "\xF0\x9F\x98\x80"
#define WOMAN "\xF0\x9F\x91\xA9"
#define LAPTOP "\xF0\x9F\x92\xBB"
#define JOINER "\xE2\x80\x8D"
#define FLAG_C "\xF0\x9F\x87\xA8"
#define FLAG_A "\xF0\x9F\x87\xA6"
#define ACUTE "\xCC\x81"
#define HEART "\xE2\x9D\xA4"
#define EMOJI_STYLE "\xEF\xB8\x8F"
#define HAN "\xE4\xB8\xAD"
#define SKIN "\xF0\x9F\x8F\xBD"

/* The lengths of the parts that BYTES decode into, as digits; 'x' before a bad one. */
static void shape(struct strbuf *out, const char *bytes, size_t len)
{
	uint32_t code;
	size_t at, step;
	bool valid;

	strbuf_clear(out);
	for (at = 0; at < len; at += step) {
		valid = true;
		step = utf8_decode(bytes + at, len - at, &code, &valid);
		assert_true(step >= 1 && step <= 4 && step <= len - at);
		assert_true(valid || code == UTF8_REPLACEMENT);
		strbuf_printf(out, "%s%zu", valid ? "" : "x", step);
	}
}

static void maximal_bad_parts(void **state)
{
	static const struct { const char *bytes, *shape; } rows[] = {
		{ "", "" },
		{ "a", "1" },
		{ "\xC3\xA9", "2" },
		{ HAN, "3" },
		{ GRIN, "4" },
		/* Unicode 3.9: tables 3-8 to 3-11. */
		{ "\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "x1x1x1x1x1x1x1x11" },
		{ "\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "x1x1x1x1x1x1x1x11" },
		{ "\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "x1x1x1x1x11x1x11" },
		{ "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "x2x1x3x21" },
		{ "\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64", "1x3x2x11x11x1x11" },
		{ "\xC3", "x1" },
		{ "\xE4\xB8", "x2" },
		{ "\xF0\x9F\x98", "x3" },
		{ "\xC1\xBF\xF5\x80\xFE", "x1x1x1x1x1" },
		{ "\xEF\xBF\xBF\xF4\x8F\xBF\xBF", "34" },
	};
	struct strbuf out = STRBUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		shape(&out, rows[i].bytes, strlen(rows[i].bytes));
		assert_string_equal(out.text, rows[i].shape);
		assert_int_equal(utf8_is_valid(rows[i].bytes, strlen(rows[i].bytes)),
				 strchr(rows[i].shape, 'x') == NULL);
	}
	shape(&out, "a\0b", 3);
	assert_string_equal(out.text, "111");
	strbuf_release(&out);
}

static void every_code_there_and_back(void **state)
{
	char bytes[4];
	uint32_t code, back;
	bool valid = true;

	(void)state;
	for (code = 0; code <= 0x10FFFF; code++) {
		size_t len = utf8_encode(code, bytes);

		assert_true(utf8_decode(bytes, len, &back, &valid) == len && valid);
		assert_true(back == (code >= 0xD800 && code <= 0xDFFF ? UTF8_REPLACEMENT : code));
	}
	assert_int_equal(utf8_encode(0x110000, bytes), 3);
	assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

/* One cluster each, with its columns. */
static void clusters(void **state)
{
	static const struct { const char *text; int cols; } rows[] = {
		{ "a", 1 },
		{ "\n", 0 },
		{ "\r\n", 0 },
		{ "e" ACUTE, 1 },
		{ "e" ACUTE ACUTE ACUTE, 1 },
		{ ACUTE, 0 },
		{ "\xC3\xA9", 1 },
		{ HAN, 2 },
		{ "\xED\x95\x9C", 2 },                           /* a Hangul syllable */
		{ "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 2 },   /* the same, conjoining */
		{ GRIN, 2 },
		{ WOMAN JOINER LAPTOP, 2 },
		{ "\xF0\x9F\x91\x8D" SKIN, 2 },
		{ FLAG_C FLAG_A, 2 },
		{ FLAG_C, 1 },
		{ HEART, 1 },
		{ HEART EMOJI_STYLE, 2 },
		{ "1" EMOJI_STYLE "\xE2\x83\xA3", 2 },           /* a keycap */
		{ "\xE0\xB8\x81\xE0\xB8\xB3", 2 },               /* Thai with SARA AM */
		{ "\xE0\xA4\x95\xE0\xA4\xBE", 2 },               /* Devanagari, spacing mark */
		{ "\xEF\xBD\xB6\xEF\xBE\x9E", 2 },               /* half-width katakana, voiced */
		{ "\xFF", 1 },
		{ "\xE4\xB8", 1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		size_t len = strlen(rows[i].text);

		assert_int_equal(utf8_grapheme(rows[i].text, len), len);
		assert_int_equal(utf8_grapheme_cols(rows[i].text, len), rows[i].cols);
		assert_int_equal(utf8_cols(rows[i].text, len), rows[i].cols);
		assert_int_equal(utf8_previous(rows[i].text, len), 0);
	}
}

/* Texts as their clusters, divided by '|'. */
static void walks_forth_and_back(void **state)
{
	static const char *const rows[] = {
		"a", "a|b|c", "a|\r\n|b", "\n|\r|\r\n|\n", "a|e" ACUTE "|b",
		FLAG_C FLAG_A "|" FLAG_C FLAG_A "|" FLAG_C, "x|" FLAG_C FLAG_A "|" FLAG_C "|y",
		WOMAN JOINER LAPTOP "|" GRIN "|" HAN "|" HAN, "a" JOINER "|" GRIN,
		"\xFF|\xE4\xB8|a|\x80|\x80", "\xF0|\x80|\x80", HAN "|\xE4\xB8|" HAN,
		"\xF0\x9F\x91\x8D" SKIN "|!", " " ACUTE "| |" HEART EMOJI_STYLE,
	};
	struct strbuf text = STRBUF_INIT;
	size_t ends[32];
	size_t i, at, count;
	const char *c;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		strbuf_clear(&text);
		count = 0;
		for (c = rows[i]; *c; c++) {
			if (*c == '|')
				ends[count++] = text.len;
			else
				strbuf_putc(&text, *c);
		}
		ends[count++] = text.len;
		for (at = 0, count = 0; at < text.len; count++) {
			at += utf8_grapheme(text.text + at, text.len - at);
			assert_int_equal(at, ends[count]);
		}
		for (; count > 0; count--) {
			at = utf8_previous(text.text, at);
			assert_int_equal(at, count > 1 ? ends[count - 2] : 0);
		}
	}
	assert_int_equal(utf8_previous("abc", 0), 0);
	strbuf_release(&text);
}

static void clusters_have_a_largest_size(void **state)
{
	struct strbuf text = STRBUF_INIT;
	size_t at, step;

	(void)state;
	strbuf_putc(&text, 'a');
	strbuf_repeat(&text, ACUTE, 100000);
	for (at = 0; at < text.len; at += step) {
		step = utf8_grapheme(text.text + at, text.len - at);
		assert_true(step >= 1 && step <= UTF8_GRAPHEME_MAX);
	}
	assert_int_equal(at, text.len);
	assert_int_equal(utf8_cols(text.text, text.len), 1);
	strbuf_release(&text);
}

static void code_columns(void **state)
{
	static const struct { uint32_t code; int cols; } rows[] = {
		{ 0, -1 }, { 0x1B, -1 }, { 0x7F, -1 }, { 0x85, -1 }, { 0x2028, -1 }, { 0x2029, -1 },
		{ 0xD800, -1 }, { 0x110000, -1 }, { ' ', 1 }, { '~', 1 }, { 0xA0, 1 }, { 0xA7, 1 },
		{ 0x301, 0 }, { 0x200B, 0 }, { 0x3000, 2 }, { 0x4E2D, 2 }, { 0xFF21, 2 },
		{ 0x1100, 2 }, { 0x1161, 0 }, { 0x11A8, 0 }, { 0x1F600, 2 }, { 0x2605, 1 },
		{ 0x2022, 1 }, { 0x25CC, 1 }, { 0xFFFD, 1 }, { 0x20000, 2 }, { 0x903, 1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++)
		assert_int_equal(utf8_code_cols(rows[i].code), rows[i].cols);
}

static void fitting(void **state)
{
	static const struct { const char *text; size_t cols, bytes, used; } rows[] = {
		{ "", 0, 0, 0 },
		{ "", 5, 0, 0 },
		{ "abc", 0, 0, 0 },
		{ "abc", 2, 2, 2 },
		{ "abc", 3, 3, 3 },
		{ "abc", 9, 3, 3 },
		{ "ae" ACUTE "b", 1, 1, 1 },
		{ "ae" ACUTE "b", 2, 4, 2 },
		{ HAN HAN, 1, 0, 0 },
		{ HAN HAN, 2, 3, 2 },
		{ HAN HAN, 3, 3, 2 },
		{ "a" HAN "b", 2, 1, 1 },
		{ "a" HAN "b", 3, 4, 3 },
		{ "a" FLAG_C FLAG_A "b", 2, 1, 1 },
		{ "a" FLAG_C FLAG_A "b", 3, 9, 3 },
		{ "a\xFF" "b", 2, 2, 2 },
	};
	size_t i, used;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		size_t len = strlen(rows[i].text);

		assert_int_equal(utf8_fit(rows[i].text, len, rows[i].cols, &used), rows[i].bytes);
		assert_int_equal(used, rows[i].used);
		assert_int_equal(utf8_fit(rows[i].text, len, rows[i].cols, NULL), rows[i].bytes);
		assert_int_equal(utf8_cols(rows[i].text, rows[i].bytes), rows[i].used);
	}
}

static void folding(void **state)
{
	static const struct { const char *text, *folded; } rows[] = {
		{ "", "" },
		{ "Senior RUST / C++", "senior rust / c++" },
		{ "Montr\xC3\xA9" "al", "montreal" },
		{ "Montre" ACUTE "al", "montreal" },
		{ "\xC3\x84\xC3\x96\xC3\x9C", "aou" },
		{ "STRASSE", "strasse" },
		{ "Stra\xC3\x9F" "e", "strasse" },
		{ "\xEF\xAC\x81ne", "fine" },                    /* a ligature */
		{ "\xEF\xBC\xA1\xEF\xBC\xA2", "ab" },            /* full-width */
		{ "\xE2\x84\xAB", "a" },                         /* ANGSTROM SIGN */
		{ "\xC4\xB0stanbul", "istanbul" },
		{ "\xCE\xA3\xCF\x82\xCF\x83", "\xCF\x83\xCF\x83\xCF\x83" },
		{ "soft\xC2\xADware", "software" },
		{ "zero\xE2\x80\x8Bwidth", "zerowidth" },
		{ "a\xC2\xA0" "b", "a b" },
		{ "m\xC2\xB2", "m2" },
		{ "\xE2\x80\xA6", "..." },
		{ ACUTE, "" },
		{ "\xFF", "\xEF\xBF\xBD" },
	};
	struct strbuf once = STRBUF_INIT, twice = STRBUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		strbuf_clear(&once);
		utf8_fold(&once, rows[i].text, strlen(rows[i].text));
		assert_string_equal(once.text, rows[i].folded);
		strbuf_clear(&twice);
		utf8_fold(&twice, once.text, once.len);
		assert_string_equal(twice.text, once.text);
	}
	strbuf_clear(&once);
	utf8_fold(&once, "A\0B", 3);
	assert_memory_equal(once.text, "a\0b", 4);
	strbuf_release(&once);
	strbuf_release(&twice);
}

static void folding_every_code_is_valid(void **state)
{
	struct strbuf out = STRBUF_INIT;
	uint32_t code;
	char bytes[4];

	(void)state;
	for (code = 0; code <= 0x10FFFF; code++) {
		strbuf_clear(&out);
		utf8_fold(&out, bytes, utf8_encode(code, bytes));
		assert_true(utf8_is_valid(out.text, out.len));
	}
	strbuf_release(&out);
}

static void folding_knows_its_source(void **state)
{
	static const char text[] = "A\xC3\x89" "x\xEF\xAC\x81" ACUTE "\xFF!";
	static const size_t sources[] = { 0, 1, 3, 4, 4, 9, 9, 9, 10 };
	struct strbuf out = STRBUF_INIT;
	struct utf8_map map = { NULL, 0, 0 };
	size_t i;

	(void)state;
	utf8_fold_map(&out, &map, text, strlen(text));
	assert_string_equal(out.text, "aexfi\xEF\xBF\xBD!");
	assert_int_equal(map.count, COUNT(sources));
	for (i = 0; i < map.count; i++)
		assert_int_equal(map.items[i], sources[i]);

	/* More than the buffer may hold: as much map as text. */
	strbuf_clear(&out);
	map.count = 0;
	out.ceiling = 6;
	utf8_fold_map(&out, &map, text, strlen(text));
	assert_int_equal(map.count, out.len);
	strbuf_release(&out);
	free(map.items);
}

/* What is dropped before anything was added leaves the map without memory. */
static void a_dropped_character_maps_to_nothing(void **state)
{
	struct strbuf out = STRBUF_INIT;
	struct utf8_map map = { NULL, 0, 0 };

	(void)state;
	utf8_fold_map(&out, &map, "\xC2\xAD", 2);
	assert_int_equal(out.len, 0);
	assert_int_equal(map.count, 0);
	strbuf_release(&out);
	free(map.items);
}

static void long_ascii_is_mapped_one_for_one(void **state)
{
	struct strbuf text = STRBUF_INIT, out = STRBUF_INIT;
	struct utf8_map map = { NULL, 0, 0 };
	size_t i;

	(void)state;
	strbuf_repeat(&text, "Abcde", 1000);
	utf8_fold_map(&out, &map, text.text, text.len);
	assert_int_equal(map.count, 5000);
	for (i = 0; i < map.count; i++)
		assert_int_equal(map.items[i], i);
	strbuf_release(&text);
	strbuf_release(&out);
	free(map.items);
}

static void plain_folding_knows_its_source(void **state)
{
	static const char text[] = "A\xC3\x89" "x\xEF\xAC\x81" ACUTE "\xE2\x80\x99S\xE2\x80\x91"
		"\xE2\x80\x93\xE2\x80\xA6!";
	static const size_t sources[] = { 0, 1, 3, 4, 4, 9, 12, 13, 16, 16, 16, 19, 19, 19, 22,
		23 };
	struct strbuf out = STRBUF_INIT;
	struct utf8_runs runs = { NULL, 0, 0 };

	(void)state;
	utf8_fold_plain(&out, &runs, text, strlen(text));
	assert_string_equal(out.text, "aexfi's-\xE2\x80\x93...!");
	assert_int_equal(out.len + 1, COUNT(sources));
	for (size_t i = 0; i < COUNT(sources); i++)
		assert_int_equal(utf8_source(&runs, i), sources[i]);
	strbuf_release(&out);
	free(runs.items);
}

static void plain_ascii_has_no_runs(void **state)
{
	struct strbuf out = STRBUF_INIT;
	struct utf8_runs runs = { NULL, 0, 0 };

	(void)state;
	utf8_fold_plain(&out, &runs, "", 0);
	utf8_fold_plain(&out, &runs, "AZ[@`az{ 09 Long Enough", 23);
	assert_string_equal(out.text, "az[@`az{ 09 long enough");
	assert_int_equal(runs.count, 0);
	assert_int_equal(utf8_source(&runs, 17), 17);
	strbuf_release(&out);
}

/* What folds to itself by a short cut does so by the tables. */
static void dashes_and_quotes_fold_to_themselves(void **state)
{
	(void)state;
	for (uint32_t code = 0x2000; code < 0x2070; code++) {
		struct strbuf plain = STRBUF_INIT, full = STRBUF_INIT;
		char bytes[4];
		size_t len = utf8_encode(code, bytes);

		utf8_fold_plain(&plain, NULL, bytes, len);
		utf8_fold(&full, bytes, len);
		if (code == 0x2010 || code == 0x2011)
			assert_string_equal(plain.text, "-");
		else if (code == 0x2019)
			assert_string_equal(plain.text, "'");
		else
			assert_string_equal(plain.text, full.text);
		strbuf_release(&plain);
		strbuf_release(&full);
	}
}

static void words_and_blanks(void **state)
{
	static const struct { uint32_t code; bool is_word, is_blank; } rows[] = {
		{ 'a', true, false },     { 'Z', true, false },    { '7', true, false },
		{ '_', false, false },    { '-', false, false },   { ' ', false, true },
		{ '\t', false, true },    { '\n', false, false },  { 0xE9, true, false },
		{ 0x301, true, false },   { 0x4E2D, true, false }, { 0xA0, false, true },
		{ 0x3000, false, true },  { 0x2028, false, false },{ 0x2019, false, false },
		{ 0x1F600, false, false },{ 0x110000, false, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		assert_int_equal(utf8_is_word(rows[i].code), rows[i].is_word);
		assert_int_equal(utf8_is_blank(rows[i].code), rows[i].is_blank);
	}
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Whatever the bytes: walking forth and back meets the same places, and a fit is what it says. */
static void random_bytes(void **state)
{
	static const char alphabet[] =
		"ab \xCC\x81\xE4\xB8\xAD\xF0\x9F\x87\xA8\x80\xFF\r\n\xE2\x80\x8D";
	char text[24];
	size_t ends[25];
	uint32_t seed = 20261122;
	int round;

	(void)state;
	for (round = 0; round < 20000; round++) {
		size_t len = next_random(&seed) % sizeof text, at, count = 0, used, i;

		for (i = 0; i < len; i++)
			text[i] = alphabet[next_random(&seed) % (sizeof alphabet - 1)];
		for (at = 0; at < len; ends[count++] = at)
			at += utf8_grapheme(text + at, len - at);
		assert_int_equal(at, len);
		for (; count > 0; count--) {
			at = utf8_previous(text, at);
			assert_int_equal(at, count > 1 ? ends[count - 2] : 0);
		}
		at = utf8_fit(text, len, 3, &used);
		assert_true(at <= len && used <= 3);
		assert_int_equal(utf8_cols(text, at), used);
	}
}

/* Each NUL costs no more than itself. */
static void many_nuls(void **state)
{
	const size_t len = (size_t)1 << 20;
	char *bytes = calloc(len, 1);
	struct strbuf out = STRBUF_INIT;

	(void)state;
	assert_non_null(bytes);
	assert_int_equal(utf8_mend(&out, bytes, len), len);
	assert_int_equal(out.len, 3 * len);
	strbuf_release(&out);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(maximal_bad_parts),
		cmocka_unit_test(every_code_there_and_back),
		cmocka_unit_test(clusters),
		cmocka_unit_test(walks_forth_and_back),
		cmocka_unit_test(clusters_have_a_largest_size),
		cmocka_unit_test(code_columns),
		cmocka_unit_test(fitting),
		cmocka_unit_test(folding),
		cmocka_unit_test(folding_every_code_is_valid),
		cmocka_unit_test(folding_knows_its_source),
		cmocka_unit_test(a_dropped_character_maps_to_nothing),
		cmocka_unit_test(long_ascii_is_mapped_one_for_one),
		cmocka_unit_test(plain_folding_knows_its_source),
		cmocka_unit_test(plain_ascii_has_no_runs),
		cmocka_unit_test(dashes_and_quotes_fold_to_themselves),
		cmocka_unit_test(words_and_blanks),
		cmocka_unit_test(random_bytes),
		cmocka_unit_test(many_nuls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
