/*
 * The gate and the widths, given any bytes: what comes out is harmless, passing again changes
 * nothing, and a cut is never in the middle of a character.
 */
#include "config.h"

#include "must.h"

#include <stdint.h>
#include <string.h>

#include "util/gate.h"
#include "util/strbuf.h"
#include "util/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Nothing that a terminal would obey or that shows other than it is. */
static void check_harmless(const struct strbuf *text, enum gate_lines lines)
{
	MUST(utf8_is_valid(text->text, text->len));
	for (size_t at = 0; at < text->len;) {
		uint32_t code;

		at += utf8_decode(text->text + at, text->len - at, &code, NULL);
		MUST(code >= 0x20 || (code == '\n' && lines == GATE_LINES));
		MUST(code < 0x7f || code > 0x9f);
		MUST(code < 0x200b || code > 0x200f);
		MUST(code < 0x2028 || code > 0x202e);
		MUST(code < 0x2060 || code > 0x206f);
		MUST(code != 0xfeff && code != 0xad && code < 0xe0000);
	}
}

static void check_twice(const struct strbuf *once, enum gate_lines lines)
{
	struct strbuf twice = STRBUF_INIT;
	struct gate_count count = { 0, 0 };

	gate(&twice, once->text, once->len, lines, &count);
	MUST(twice.len == once->len && memcmp(twice.text, once->text, once->len) == 0);
	MUST(count.dropped == 0);
	strbuf_release(&twice);
}

static void check_ascii(const struct strbuf *text)
{
	struct strbuf ascii = STRBUF_INIT;

	gate_ascii(&ascii, text->text, text->len);
	for (size_t i = 0; i < ascii.len; i++)
		MUST((unsigned char)ascii.text[i] < 0x7f);
	strbuf_release(&ascii);
}

static void check_widths(const struct strbuf *text)
{
	for (size_t cols = 0; cols < 12; cols++) {
		size_t used, fits = utf8_fit(text->text, text->len, cols, &used);

		MUST(fits <= text->len && used <= cols);
		MUST(utf8_is_valid(text->text, fits));
		MUST(utf8_cols(text->text, fits) == used);
	}
	for (size_t at = 0; at < text->len;) {
		size_t grapheme = utf8_grapheme(text->text + at, text->len - at);

		MUST(grapheme > 0 && at + grapheme <= text->len);
		MUST(utf8_is_valid(text->text + at, grapheme));
		at += grapheme;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const enum gate_lines ways[] = { GATE_ONE_LINE, GATE_LINES };

	for (size_t i = 0; i < 2; i++) {
		struct strbuf text = STRBUF_INIT;

		gate(&text, (const char *)data, len, ways[i], NULL);
		check_harmless(&text, ways[i]);
		check_twice(&text, ways[i]);
		check_ascii(&text);
		if (ways[i] == GATE_ONE_LINE)
			check_widths(&text);
		strbuf_release(&text);
	}
	return 0;
}
