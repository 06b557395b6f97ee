/* Texts in JSON: read, and mended. */
#include "config.h"

#include "read/json_text_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"

#define NUMBER_BYTES_MAX 20      /* of 64 bits in tens */

static int hex_value(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Reads COUNT hexadecimal digits from byte AT on; -1 where they are none. */
static int32_t hex_at(const struct json_scan *scan, size_t at, size_t count)
{
	int32_t code = 0;

	if (at > scan->len || scan->len - at < count)
		return -1;
	for (size_t i = 0; i < count; i++) {
		int value = hex_value(scan->bytes[at + i]);

		if (value < 0)
			return -1;
		code = code * 16 + value;
	}
	return code;
}

static bool is_high(int32_t code)
{
	return code >= 0xd800 && code <= 0xdbff;
}

static bool is_low(int32_t code)
{
	return code >= 0xdc00 && code <= 0xdfff;
}

/* Reads BYTES as the character CODE. */
static void take_code(struct json_scan *scan, struct strbuf *out, size_t bytes, uint32_t code)
{
	char encoded[4];

	strbuf_add(out, encoded, utf8_encode(code, encoded));
	scan->at += bytes;
}

static void mend(struct json_scan *scan, struct strbuf *out, size_t bytes)
{
	take_code(scan, out, bytes, UTF8_REPLACEMENT);
	scan->bad++;
}

static uint32_t join(int32_t high, int32_t low)
{
	return 0x10000 + ((uint32_t)high - 0xd800) * 0x400 + ((uint32_t)low - 0xdc00);
}

/* "\u00e9", "\ud83d\ude00"; half of such a pair is no character. A key takes no NUL. False for what
 * is no escape. */
static bool add_code(struct json_scan *scan, struct strbuf *out, bool is_key)
{
	int32_t code = hex_at(scan, scan->at + 2, 4), low = -1;

	if (is_high(code) && scan->len - scan->at > 7 &&
	    memcmp(scan->bytes + scan->at + 6, "\\u", 2) == 0)
		low = hex_at(scan, scan->at + 8, 4);
	if (code < 0 && scan->mode == JSON_STRICT)
		return false;
	if (is_low(low))
		take_code(scan, out, 12, join(code, low));
	else if (code < 0)
		mend(scan, out, 2);
	else if (is_high(code) || is_low(code) || (is_key && code == 0))
		mend(scan, out, 6);
	else
		take_code(scan, out, 6, (uint32_t)code);
	return true;
}

/* The escapes that scripts have and JSON has not: "\x3c", "\'", a line that goes on. */
static void add_page_escape(struct json_scan *scan, struct strbuf *out, char kind)
{
	int32_t code = kind == 'x' ? hex_at(scan, scan->at + 2, 2) : -1;

	if (code > 0)
		take_code(scan, out, 4, (uint32_t)code);
	else if (kind > ' ' && kind < 0x7f)
		take_code(scan, out, 2, (unsigned char)kind);
	else
		scan->at++;
}

static bool add_escape(struct json_scan *scan, struct strbuf *out, bool is_key)
{
	static const char kinds[] = "\"\\/bfnrt", codes[] = "\"\\/\b\f\n\r\t";
	char kind = scan->len - scan->at > 1 ? scan->bytes[scan->at + 1] : '\0';
	const char *found = kind == '\0' ? NULL : strchr(kinds, kind);

	if (kind == 'u')
		return add_code(scan, out, is_key);
	if (found)
		take_code(scan, out, 2, (unsigned char)codes[found - kinds]);
	else if (scan->mode == JSON_IN_PAGE)
		add_page_escape(scan, out, kind);
	else
		return false;
	return true;
}

/* A line end or another control character as it is, where an escape of it should stand. */
static void add_control(struct json_scan *scan, struct strbuf *out, bool is_key)
{
	unsigned char c = (unsigned char)scan->bytes[scan->at];

	take_code(scan, out, 1, is_key && c == '\0' ? UTF8_REPLACEMENT : c);
	if (c == '\n') {
		scan->line++;
		scan->line_start = scan->at;
	}
}

/* The bytes from AT on that are what they say. */
static size_t plain_run(const struct json_scan *scan)
{
	size_t at = scan->at;

	while (at < scan->len) {
		bool is_valid = true;
		uint32_t code;
		size_t bytes;

		at += ascii_visible_run(scan->bytes + at, scan->len - at, '"', '\\');
		if (at == scan->len || (unsigned char)scan->bytes[at] < 0x7f)
			break;
		bytes = utf8_decode(scan->bytes + at, scan->len - at, &code, &is_valid);
		if (!is_valid)
			break;
		at += bytes;
	}
	return at - scan->at;
}

static void add_bad(struct json_scan *scan, struct strbuf *out)
{
	uint32_t code;

	mend(scan, out, utf8_decode(scan->bytes + scan->at, scan->len - scan->at, &code, NULL));
}

/* Reads up to the closing quote. */
static bool read_text(struct json_scan *scan, struct strbuf *out, bool is_key)
{
	scan->at++;
	while (scan->at < scan->len && scan->bytes[scan->at] != '"') {
		size_t bytes = plain_run(scan);
		unsigned char c;

		strbuf_add(out, scan->bytes + scan->at, bytes);
		scan->at += bytes;
		if (bytes > 0)
			continue;
		c = (unsigned char)scan->bytes[scan->at];
		if (c == '\\' && !add_escape(scan, out, is_key)) {
			scan->problem = "this escape is none of JSON's";
			return false;
		}
		if (c == '\\')
			continue;
		if (c < 0x20)
			add_control(scan, out, is_key);
		else
			add_bad(scan, out);
	}
	return true;
}

/* Adds "12:34". */
static void add_pair(struct strbuf *out, size_t first, size_t second)
{
	char digits[2 * NUMBER_BYTES_MAX + 1], *at = digits + sizeof digits;

	do
		*--at = (char)('0' + second % 10);
	while ((second /= 10) > 0);
	*--at = ':';
	do
		*--at = (char)('0' + first % 10);
	while ((first /= 10) > 0);
	strbuf_add(out, at, (size_t)(digits + sizeof digits - at));
}

bool json_text_add(struct json_scan *scan, struct json_copy *copy, bool is_key)
{
	const struct json_scan start = *scan;
	struct strbuf *marks = &copy->marks;
	size_t from = copy->texts.len, len;

	if (!read_text(scan, &copy->texts, is_key))
		return false;
	if (scan->at == scan->len) {
		scan->at = start.at;
		scan->line = start.line;
		scan->line_start = start.line_start;
		scan->problem = "the text that begins here has no closing quote";
		return false;
	}
	scan->at++;
	len = copy->texts.len - from;
	strbuf_putc(&copy->texts, '\0');
	strbuf_puts(marks, is_key ? "\"" : "\"@");
	if (is_key) {
		add_pair(marks, start.line, json_scan_col(&start));
		strbuf_putc(marks, ':');
	}
	add_pair(marks, from, len);
	strbuf_putc(marks, '"');
	return true;
}
