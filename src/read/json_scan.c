/* JSON looked over before it is parsed: marks, words and numbers. Texts are json_text.c's. */
#include "config.h"

#include "read/json_scan_int.h"

#include <string.h>

#include "read/json_text_int.h"
#include "util/ascii.h"

#define VALUES_MAX 2000000

/* A number with more digits, or a power of ten beyond, is none that anyone means. */
#define DIGITS_MAX 18
#define EXPONENT_MAX 308
#define WORD_BYTES_MAX 64

/* What is open around the token, and what the last one was. */
struct nest {
	char open[JSON_DEPTH_MAX];
	size_t depth;
	char last;               /* '{', '[', ',', ':'; 0 after a value */
};

size_t json_scan_col(const struct json_scan *scan)
{
	return scan->at - scan->line_start + 1;
}

static bool fail(struct json_scan *scan, const char *problem)
{
	scan->problem = problem;
	return false;
}

static char peek(const struct json_scan *scan, size_t ahead)
{
	return scan->at + ahead < scan->len ? scan->bytes[scan->at + ahead] : '\0';
}

static bool stands(const struct json_scan *scan, const char *word)
{
	size_t len = strlen(word);

	return scan->len - scan->at >= len && memcmp(scan->bytes + scan->at, word, len) == 0;
}

/* Takes one byte, or up to and with the END that comes next. */
static void take(struct json_scan *scan)
{
	if (scan->bytes[scan->at++] == '\n') {
		scan->line++;
		scan->line_start = scan->at;
	}
}

static void take_to(struct json_scan *scan, const char *end)
{
	while (scan->at < scan->len && !stands(scan, end))
		take(scan);
	for (size_t i = 0; i < strlen(end) && scan->at < scan->len; i++)
		take(scan);
}

/* What pages put around JSON: comments of scripts and of HTML, marks of CDATA. */
static bool take_page_mark(struct json_scan *scan)
{
	static const struct { const char *start, *end; } marks[] = {
		{ "<![CDATA[", "" }, { "]]>", "" }, { "//<![CDATA[", "" }, { "//]]>", "" },
		{ "<!--", "" }, { "-->", "" }, { "//-->", "" }, { "//", "\n" }, { "/*", "*/" },
	};

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (!stands(scan, marks[i].start))
			continue;
		for (size_t left = strlen(marks[i].start); left > 0; left--)
			take(scan);
		if (*marks[i].end)
			take_to(scan, marks[i].end);
		return true;
	}
	return false;
}

/* Blanks, and in pages comments. */
static void skip(struct json_scan *scan)
{
	while (scan->at < scan->len) {
		if (ascii_is_space(scan->bytes[scan->at]))
			take(scan);
		else if (scan->mode != JSON_IN_PAGE || !take_page_mark(scan))
			return;
	}
}

/* Between values stand, at most, a comma, a semicolon in a page, or RFC 7464's mark. */
bool json_scan_next(struct json_scan *scan)
{
	skip(scan);
	while (scan->at < scan->len &&
	       (peek(scan, 0) == ',' || peek(scan, 0) == 0x1e ||
		(scan->mode == JSON_IN_PAGE && peek(scan, 0) == ';'))) {
		take(scan);
		skip(scan);
	}
	return scan->at < scan->len;
}

/* -- words and numbers */

static size_t count_digits(const char *text, size_t len)
{
	size_t count = 0;

	while (count < len && ascii_is_digit(text[count]))
		count++;
	return count;
}

/* A number as RFC 8259 has it; *is_sane is false where it is out of all range. */
static bool is_number(const char *text, size_t len, bool *is_sane)
{
	size_t at = len > 0 && *text == '-', whole, part = 0, digits;
	int64_t exponent = 0;

	whole = count_digits(text + at, len - at);
	if (whole == 0 || (whole > 1 && text[at] == '0'))
		return false;
	at += whole;
	if (at < len && text[at] == '.') {
		part = count_digits(text + at + 1, len - at - 1);
		if (part == 0)
			return false;
		at += part + 1;
	}
	if (at < len && ascii_lower(text[at]) == 'e') {
		at++;
		at += at < len && (text[at] == '-' || text[at] == '+');
		digits = count_digits(text + at, len - at);
		if (digits == 0)
			return false;
		if (digits > 3 || ascii_number(text + at, digits, &exponent) == 0)
			exponent = EXPONENT_MAX + 1;
		at += digits;
	}
	*is_sane = whole + part <= DIGITS_MAX && exponent <= EXPONENT_MAX;
	return at == len;
}

static bool is_word(const char *text, size_t len, const char *const *words)
{
	for (; *words; words++) {
		if (strlen(*words) == len && ascii_starts_len(text, len, *words))
			return true;
	}
	return false;
}

static bool is_one_of(const char *text, size_t len, const char *const *words)
{
	for (; *words; words++) {
		if (strlen(*words) == len && memcmp(text, *words, len) == 0)
			return true;
	}
	return false;
}

/* What nobody means to read whole is cut. */
static void add_scalar_word(struct strbuf *out, char kind, const char *word, size_t len)
{
	size_t kept = len > WORD_BYTES_MAX ? WORD_BYTES_MAX : len;

	strbuf_printf(out, "\"%c%.*s%s\"", kind, (int)kept, word, kept < len ? "..." : "");
}

/* The word at AT, as a scalar. A number that is out of all range is a text; "NaN", as some programs
 * write what is missing, is null. */
static bool add_word(struct json_scan *scan, struct strbuf *out)
{
	static const char *const plain[] = { "true", "false", "null", NULL };
	static const char *const infinite[] = { "inf", "infinity", "-inf", "-infinity", NULL };
	static const char *const nothing[] = { "undefined", "none", NULL };
	const char *word = scan->bytes + scan->at;
	size_t len = 0;
	bool is_sane = true;

	while (scan->at + len < scan->len &&
	       (ascii_is_alnum(word[len]) || memchr("+-._", word[len], 4)))
		len++;
	if (len == 0)
		return fail(scan, "this character does not belong here");
	if (is_number(word, len, &is_sane) || is_one_of(word, len, plain))
		add_scalar_word(out, is_sane ? '#' : '\'', word, len);
	else if (is_word(word, len, infinite))
		add_scalar_word(out, '\'', word, len);
	else if (ascii_starts_len(word, len, "nan") || ascii_starts_len(word, len, "-nan") ||
		 (scan->mode == JSON_IN_PAGE && is_word(word, len, nothing)))
		add_scalar_word(out, '#', "null", 4);
	else
		return fail(scan, ascii_is_digit(*word) || *word == '-' || *word == '.' ?
			    "this is not a number of JSON" :
			    "this word is no value of JSON; it should stand in quotes");
	scan->at += len;
	return true;
}

/* -- marks */

static bool is_key_due(const struct nest *nest)
{
	return nest->depth > 0 && nest->open[nest->depth - 1] == '{' &&
	       (nest->last == '{' || nest->last == ',');
}

static bool open_bracket(struct json_scan *scan, struct nest *nest, struct strbuf *out)
{
	char mark = scan->bytes[scan->at];

	if (nest->depth == JSON_DEPTH_MAX)
		return fail(scan, "this nests deeper than 64 levels; flatten it");
	if (is_key_due(nest))
		return fail(scan, "a name in double quotes should stand here");
	scan->values++;
	nest->open[nest->depth++] = mark;
	nest->last = mark;
	strbuf_putc(out, mark);
	if (mark == '{')
		strbuf_printf(out, "\"\":\"%zu:%zu\"", scan->line, json_scan_col(scan));
	take(scan);
	return true;
}

static bool close_bracket(struct json_scan *scan, struct nest *nest, struct strbuf *out)
{
	if (nest->depth == 0)
		return fail(scan, "this bracket closes nothing");
	if (nest->last == ',' && scan->mode == JSON_IN_PAGE)
		strbuf_cut(out, out->len - 1);
	nest->depth--;
	nest->last = '\0';
	strbuf_putc(out, scan->bytes[scan->at]);
	take(scan);
	return true;
}

static bool add_scalar(struct json_scan *scan, struct nest *nest, struct json_copy *copy)
{
	bool is_key = is_key_due(nest), is_text = peek(scan, 0) == '"';

	if (is_key && !is_text)
		return fail(scan, "a name in double quotes should stand here");
	scan->values += !is_key;
	nest->last = '\0';
	return is_text ? json_text_add(scan, copy, is_key) : add_word(scan, &copy->marks);
}

/* A comma is due between the member that every object begins with and its own first one. A comma
 * too many in a page is kept until it is seen what comes after it. */
static void end_open(const struct json_scan *scan, const struct nest *nest, struct strbuf *out)
{
	if (nest->last == '{' && peek(scan, 0) != '}')
		strbuf_putc(out, ',');
}

static bool add_token(struct json_scan *scan, struct nest *nest, struct json_copy *copy)
{
	struct strbuf *out = &copy->marks;
	char mark = peek(scan, 0);

	end_open(scan, nest, out);
	if (mark == '{' || mark == '[')
		return open_bracket(scan, nest, out);
	if (mark == '}' || mark == ']')
		return close_bracket(scan, nest, out);
	if (mark != ',' && mark != ':')
		return add_scalar(scan, nest, copy);
	if (mark == ',' && nest->last == ',' && scan->mode == JSON_IN_PAGE) {
		take(scan);
		return true;
	}
	nest->last = mark;
	strbuf_putc(out, mark);
	take(scan);
	return true;
}

bool json_scan_value(struct json_scan *scan, struct json_copy *copy, size_t stop)
{
	struct nest nest = { .depth = 0 };

	do {
		struct json_scan before;

		skip(scan);
		before = *scan;
		if (scan->at == scan->len)
			return fail(scan, "the JSON ends here with brackets open; is the file "
				    "cut off?");
		if (scan->values > VALUES_MAX)
			return fail(scan, "more than 2,000,000 values stand here; divide it into "
				    "smaller files");
		if (!add_token(scan, &nest, copy))
			return false;
		if (copy->marks.len >= stop) {
			*scan = before;
			return false;
		}
	} while (nest.depth > 0);
	return true;
}
