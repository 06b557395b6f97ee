/* UTF-8: decoding, columns, grapheme clusters. */
#include "config.h"

#include "util/utf8.h"

#include "util/alloc.h"
#include "util/ascii.h"
#include "util/vec.h"

#include <string.h>
#include <utf8proc.h>

#define VARIATION_EMOJI 0xFE0Fu
#define ZERO_WIDTH_JOINER 0x200Du
#define CODE_LAST 0x10FFFFu

/* Longer clusters are hostile; they are cut, so that no cell has to hold more than
 * UTF8_GRAPHEME_MAX. */
#define GRAPHEME_CODES_MAX (UTF8_GRAPHEME_MAX / 4)

static bool is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

static bool is_printable_ascii(char c)
{
	return c >= 0x20 && c < 0x7F;
}

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* What may follow a lead byte: Unicode 3.9, table 3-7. Only the second byte has limits of its
 * own. */
struct lead { unsigned char len, second_first, second_last; };

static struct lead lead_of(unsigned char byte)
{
	if (byte >= 0xC2 && byte <= 0xDF)
		return (struct lead){ 2, 0x80, 0xBF };
	if (byte == 0xE0)
		return (struct lead){ 3, 0xA0, 0xBF };
	if (byte == 0xED)
		return (struct lead){ 3, 0x80, 0x9F };
	if (byte >= 0xE1 && byte <= 0xEF)
		return (struct lead){ 3, 0x80, 0xBF };
	if (byte == 0xF0)
		return (struct lead){ 4, 0x90, 0xBF };
	if (byte >= 0xF1 && byte <= 0xF3)
		return (struct lead){ 4, 0x80, 0xBF };
	if (byte == 0xF4)
		return (struct lead){ 4, 0x80, 0x8F };
	return (struct lead){ 0, 0, 0 };
}

size_t utf8_decode(const char *bytes, size_t len, uint32_t *code, bool *valid)
{
	unsigned char first = (unsigned char)bytes[0], byte;
	struct lead lead;
	uint32_t value;
	size_t i;

	if (first < 0x80) {
		*code = first;
		return 1;
	}
	lead = lead_of(first);
	value = first & (0x7Fu >> lead.len);
	for (i = 1; i < lead.len && i < len; i++) {
		byte = (unsigned char)bytes[i];
		if (i == 1 ? byte < lead.second_first || byte > lead.second_last
			   : !is_continuation(bytes[i]))
			break;
		value = value << 6 | (byte & 0x3Fu);
	}
	if (i == lead.len) {
		*code = value;
		return i;
	}
	*code = UTF8_REPLACEMENT;
	if (valid)
		*valid = false;
	return i;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	static const unsigned char marks[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	size_t i;

	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code > CODE_LAST || (code >= 0xD800 && code <= 0xDFFF))
		return utf8_encode(UTF8_REPLACEMENT, out);
	for (i = len - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code & 0x3F));
		code >>= 6;
	}
	out[0] = (char)(marks[len] | code);
	return len;
}

size_t utf8_ascii_run(const char *bytes, size_t len)
{
	const uint64_t high_bits = UINT64_C(0x8080808080808080);
	uint64_t eight;
	size_t at = 0;

	for (; len - at >= sizeof eight; at += sizeof eight) {
		memcpy(&eight, bytes + at, sizeof eight);
		if ((eight & high_bits) != 0)
			break;
	}
	while (at < len && is_ascii(bytes[at]))
		at++;
	return at;
}

bool utf8_is_valid(const char *bytes, size_t len)
{
	uint32_t code;
	bool valid = true;
	size_t at = utf8_ascii_run(bytes, len);

	while (at < len && valid) {
		at += utf8_decode(bytes + at, len - at, &code, &valid);
		at += utf8_ascii_run(bytes + at, len - at);
	}
	return valid;
}

static void add_code(struct strbuf *out, uint32_t code)
{
	char encoded[4];

	strbuf_add(out, encoded, utf8_encode(code, encoded));
}

/* Adds ASCII, with a mark for each NUL. Returns how many there were. */
static size_t mend_ascii(struct strbuf *out, const char *bytes, size_t len)
{
	size_t bad = 0;

	while (len > 0) {
		const char *nul = memchr(bytes, '\0', len);
		size_t plain = nul ? (size_t)(nul - bytes) : len;

		strbuf_add(out, bytes, plain);
		if (nul) {
			add_code(out, UTF8_REPLACEMENT);
			plain++;
			bad++;
		}
		bytes += plain;
		len -= plain;
	}
	return bad;
}

size_t utf8_mend(struct strbuf *out, const char *bytes, size_t len)
{
	size_t bad = 0;

	for (size_t at = 0; at < len;) {
		size_t plain = utf8_ascii_run(bytes + at, len - at);
		uint32_t code;
		bool valid = true;

		bad += mend_ascii(out, bytes + at, plain);
		at += plain;
		if (at == len)
			break;
		at += utf8_decode(bytes + at, len - at, &code, &valid);
		bad += !valid;
		add_code(out, valid ? code : UTF8_REPLACEMENT);
	}
	return bad;
}

size_t utf8_grapheme(const char *bytes, size_t len)
{
	utf8proc_int32_t state = 0;
	uint32_t code, next;
	size_t at, step, count;

	if (is_ascii(bytes[0]) && (len == 1 || is_ascii(bytes[1])))
		return len > 1 && bytes[0] == '\r' && bytes[1] == '\n' ? 2 : 1;
	at = utf8_decode(bytes, len, &code, NULL);
	for (count = 1; at < len && count < GRAPHEME_CODES_MAX; count++) {
		step = utf8_decode(bytes + at, len - at, &next, NULL);
		if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)code,
						     (utf8proc_int32_t)next, &state))
			break;
		at += step;
		code = next;
	}
	return at;
}

/* The byte where the code point (or bad part) that ends at byte AT starts. A lead byte always
 * starts one, so the longest that ends there is it. */
static size_t previous_code(const char *bytes, size_t at, uint32_t *code)
{
	size_t back = 1;

	while (back < 4 && back < at && is_continuation(bytes[at - back]))
		back++;
	if (utf8_decode(bytes + at - back, back, code, NULL) == back)
		return at - back;
	utf8_decode(bytes + at - 1, 1, code, NULL);
	return at - 1;
}

/* Walks back to where a cluster surely starts, whatever stands before. */
static size_t sure_start(const char *bytes, size_t at)
{
	uint32_t code, before;
	size_t start = previous_code(bytes, at, &code);
	size_t earlier;

	while (start > 0) {
		earlier = previous_code(bytes, start, &before);
		/* After a joiner it depends on what stands before that. */
		if (before != ZERO_WIDTH_JOINER &&
		    utf8proc_grapheme_break((utf8proc_int32_t)before, (utf8proc_int32_t)code))
			break;
		start = earlier;
		code = before;
	}
	return start;
}

size_t utf8_previous(const char *bytes, size_t at)
{
	size_t start, next;

	if (at <= 1)
		return 0;
	if (is_printable_ascii(bytes[at - 1]) && is_ascii(bytes[at - 2]))
		return at - 1;
	start = sure_start(bytes, at);
	while ((next = start + utf8_grapheme(bytes + start, at - start)) < at)
		start = next;
	return start;
}

/* Where terminals differ from utf8proc's table: the vowels and final consonants of conjoining
 * Hangul add nothing to the syllable they belong to, and a spacing mark has a cell of its own. */
static int special_cols(uint32_t code, const utf8proc_property_t *property)
{
	if ((code >= 0x1160 && code <= 0x11FF) || (code >= 0xD7B0 && code <= 0xD7FB))
		return 0;
	if (property->category == UTF8PROC_CATEGORY_MC && property->charwidth == 0)
		return 1;
	return (int)property->charwidth;
}

int utf8_code_cols(uint32_t code)
{
	const utf8proc_property_t *property;

	if (code < 0x80)
		return is_printable_ascii((char)code) ? 1 : -1;
	if (code > CODE_LAST)
		return -1;
	property = utf8proc_get_property((utf8proc_int32_t)code);
	switch (property->category) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return -1;
	default:
		return special_cols(code, property);
	}
}

int utf8_grapheme_cols(const char *bytes, size_t len)
{
	uint32_t code;
	size_t at = 0;
	int cols = 0, own;

	while (at < len && cols < 2) {
		at += utf8_decode(bytes + at, len - at, &code, NULL);
		if (code == VARIATION_EMOJI && cols > 0)
			return 2;
		own = utf8_code_cols(code);
		cols += own > 0 ? own : 0;
	}
	return cols < 2 ? cols : 2;
}

/* The bytes at the start of TEXT that are clusters of one printable ASCII character each. */
static size_t plain_run(const char *bytes, size_t len)
{
	size_t at = 0;

	while (at < len && is_printable_ascii(bytes[at]))
		at++;
	/* The last may be the base of marks that follow. */
	return at > 0 && at < len && !is_ascii(bytes[at]) ? at - 1 : at;
}

size_t utf8_cols(const char *bytes, size_t len)
{
	size_t cols = 0, at = 0, step;

	while (at < len) {
		step = plain_run(bytes + at, len - at);
		at += step;
		cols += step;
		if (at == len)
			break;
		step = utf8_grapheme(bytes + at, len - at);
		cols += (size_t)utf8_grapheme_cols(bytes + at, step);
		at += step;
	}
	return cols;
}

size_t utf8_fit(const char *bytes, size_t len, size_t cols, size_t *used)
{
	size_t taken = 0, at = 0, step, wide;

	while (at < len) {
		step = plain_run(bytes + at, len - at);
		step = step < cols - taken ? step : cols - taken;
		at += step;
		taken += step;
		if (at == len)
			break;
		step = utf8_grapheme(bytes + at, len - at);
		wide = (size_t)utf8_grapheme_cols(bytes + at, step);
		if (wide > cols - taken)
			break;
		at += step;
		taken += wide;
	}
	if (used)
		*used = taken;
	return at;
}

bool utf8_is_word(uint32_t code)
{
	int category;

	if (code < 0x80)
		return ascii_is_alnum((char)code);
	if (code > CODE_LAST)
		return false;
	category = utf8proc_get_property((utf8proc_int32_t)code)->category;
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

bool utf8_is_blank(uint32_t code)
{
	if (code < 0x80)
		return code == ' ' || code == '\t';
	return code <= CODE_LAST &&
	       utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_ZS;
}
