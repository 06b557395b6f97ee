/*
 * The gate for untrusted text.
 *
 * One pass over the bytes. What becomes of a code point follows from it alone (fate_of), but for
 * three that look around: CR LF is one line end, a tab depends on the column, and a combining
 * mark on what was written before it. No CR and no tab comes out and the marks that do have their
 * base, which is why a second pass changes nothing.
 */
#include "config.h"

#include "util/gate.h"

#include "util/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#define TAB_COLS 8
#define MARKS_MAX 4

#define ESCAPE 0x1Bu
#define SYMBOL_FOR_ESCAPE 0x241Bu
#define DOTTED_CIRCLE 0x25CCu

enum fate {
	FATE_PLAIN,
	FATE_BLANK,             /* no base for a mark */
	FATE_MARK,              /* takes no column of its own */
	FATE_LINE_END,
	FATE_TAB,
	FATE_DROPPED,
	FATE_REPLACED,
};

/* Ranges whose fate does not follow from the Unicode category, in order. */
static const struct range {
	uint32_t first, last;
	enum fate fate;
} ranges[] = {
	{ 0x0009, 0x0009, FATE_TAB },
	{ 0x000A, 0x000A, FATE_LINE_END },
	{ 0x000D, 0x000D, FATE_LINE_END },
	{ 0x0085, 0x0085, FATE_LINE_END },       /* NEXT LINE */
	{ 0x00AD, 0x00AD, FATE_DROPPED },        /* SOFT HYPHEN */
	{ 0x034F, 0x034F, FATE_DROPPED },        /* COMBINING GRAPHEME JOINER */
	{ 0x061C, 0x061C, FATE_DROPPED },        /* ARABIC LETTER MARK */
	{ 0x115F, 0x1160, FATE_DROPPED },        /* Hangul fillers */
	{ 0x17B4, 0x17B5, FATE_DROPPED },        /* Khmer inherent vowels */
	{ 0x180B, 0x180F, FATE_DROPPED },        /* Mongolian variation selectors */
	{ 0x200B, 0x200F, FATE_DROPPED },        /* zero width, joiners, direction marks */
	{ 0x2028, 0x2029, FATE_LINE_END },       /* LINE and PARAGRAPH SEPARATOR */
	{ 0x202A, 0x202E, FATE_DROPPED },        /* bidirectional embedding and override */
	{ 0x2060, 0x206F, FATE_DROPPED },        /* invisible operators, bidirectional isolates */
	{ 0x3164, 0x3164, FATE_DROPPED },        /* HANGUL FILLER */
	{ 0xFE00, 0xFE0F, FATE_DROPPED },        /* variation selectors */
	{ 0xFEFF, 0xFEFF, FATE_DROPPED },        /* byte order mark */
	{ 0xFFA0, 0xFFA0, FATE_DROPPED },        /* HALFWIDTH HANGUL FILLER */
	{ 0xFFF0, 0xFFFB, FATE_DROPPED },        /* interlinear annotation */
	{ 0x13430, 0x1343F, FATE_DROPPED },      /* Egyptian hieroglyph joiners */
	{ 0x1BCA0, 0x1BCA3, FATE_DROPPED },      /* shorthand format controls */
	{ 0x1D173, 0x1D17A, FATE_DROPPED },      /* musical format controls */
	{ 0xE0000, 0xE0FFF, FATE_DROPPED },      /* tags, more variation selectors */
};

struct pass {
	struct strbuf *out;
	enum gate_lines lines;
	struct gate_count count;
	bool has_base;           /* what was written last can carry marks */
	unsigned marks;          /* that it carries already */
	size_t tab_at;           /* byte of OUT from which the column is counted */
	size_t tab_cols;         /* the column there */
};

static const struct range *find_range(uint32_t code)
{
	size_t low = 0, high = sizeof ranges / sizeof ranges[0];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (code > ranges[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sizeof ranges / sizeof ranges[0] && code >= ranges[low].first ? &ranges[low]
										    : NULL;
}

static enum fate fate_of(uint32_t code)
{
	const struct range *range = find_range(code);

	if (range)
		return range->fate;
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
		return FATE_REPLACED;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return FATE_MARK;
	case UTF8PROC_CATEGORY_ZS:
		return FATE_BLANK;
	default:
		return utf8_code_cols(code) == 0 ? FATE_MARK : FATE_PLAIN;
	}
}

static void add_code(struct pass *pass, uint32_t code)
{
	char bytes[4];

	strbuf_add(pass->out, bytes, utf8_encode(code, bytes));
	pass->has_base = true;
	pass->marks = 0;
}

static void add_blank(struct pass *pass)
{
	strbuf_putc(pass->out, ' ');
	pass->has_base = false;
}

static void add_mark(struct pass *pass, const char *bytes, size_t len)
{
	if (!pass->has_base) {
		add_code(pass, DOTTED_CIRCLE);
		pass->count.replaced++;
	}
	if (pass->marks == MARKS_MAX) {
		pass->count.dropped++;
		return;
	}
	strbuf_add(pass->out, bytes, len);
	pass->marks++;
}

static void add_line_end(struct pass *pass)
{
	if (pass->lines == GATE_ONE_LINE) {
		add_blank(pass);
		return;
	}
	strbuf_putc(pass->out, '\n');
	pass->has_base = false;
	pass->tab_at = pass->out->len;
	pass->tab_cols = 0;
}

/* The column is counted from the last tab or line end on, so that many tabs cost no more than
 * few. */
static void add_tab(struct pass *pass)
{
	size_t blanks;

	if (pass->lines == GATE_ONE_LINE) {
		add_blank(pass);
		return;
	}
	pass->tab_cols += utf8_cols(pass->out->text + pass->tab_at, pass->out->len - pass->tab_at);
	blanks = TAB_COLS - pass->tab_cols % TAB_COLS;
	strbuf_repeat(pass->out, " ", blanks);
	pass->has_base = false;
	pass->tab_cols += blanks;
	pass->tab_at = pass->out->len;
}

/* Adds one code point that stands for LEN bytes. */
static void pass_code(struct pass *pass, uint32_t code, const char *bytes, size_t len)
{
	switch (fate_of(code)) {
	case FATE_PLAIN:
		add_code(pass, code);
		break;
	case FATE_BLANK:
		strbuf_add(pass->out, bytes, len);
		pass->has_base = false;
		break;
	case FATE_MARK:
		add_mark(pass, bytes, len);
		break;
	case FATE_LINE_END:
		add_line_end(pass);
		break;
	case FATE_TAB:
		add_tab(pass);
		break;
	case FATE_DROPPED:
		pass->count.dropped++;
		break;
	case FATE_REPLACED:
		add_code(pass, code == ESCAPE ? SYMBOL_FOR_ESCAPE : UTF8_REPLACEMENT);
		pass->count.replaced++;
		break;
	}
}

/* Adds the printable ASCII at the start of BYTES; returns how many bytes that was. */
static size_t pass_plain(struct pass *pass, const char *bytes, size_t len)
{
	size_t at = 0;

	while (at < len && bytes[at] >= 0x20 && bytes[at] < 0x7F)
		at++;
	if (at == 0)
		return 0;
	strbuf_add(pass->out, bytes, at);
	pass->has_base = bytes[at - 1] != ' ';
	pass->marks = 0;
	return at;
}

void gate(struct strbuf *out, const char *bytes, size_t len, enum gate_lines lines,
	  struct gate_count *count)
{
	struct pass pass = { .out = out, .lines = lines, .tab_at = out->len };
	size_t at = 0, step;
	uint32_t code;
	bool valid;

	while ((at += pass_plain(&pass, bytes + at, len - at)) < len) {
		valid = true;
		step = utf8_decode(bytes + at, len - at, &code, &valid);
		if (!valid)
			pass.count.replaced++;
		if (code == '\r' && at + 1 < len && bytes[at + 1] == '\n')
			step = 2;
		pass_code(&pass, code, bytes + at, step);
		at += step;
	}
	if (count) {
		count->replaced += pass.count.replaced;
		count->dropped += pass.count.dropped;
	}
}

char *gate_line(const char *bytes, size_t len)
{
	struct strbuf out = STRBUF_INIT;

	gate(&out, bytes, len, GATE_ONE_LINE, NULL);
	return strbuf_detach(&out);
}

/* What stands in for characters whose decomposition is not ASCII, in order. */
static const struct twin {
	uint32_t first, last;
	const char *text;
} twins[] = {
	{ 0x00A1, 0x00A1, "!" },     { 0x00A2, 0x00A2, "c" },     { 0x00A3, 0x00A3, "GBP " },
	{ 0x00A5, 0x00A5, "YEN " },  { 0x00A6, 0x00A6, "|" },     { 0x00A9, 0x00A9, "(c)" },
	{ 0x00AB, 0x00AB, "<<" },    { 0x00AC, 0x00AC, "-" },     { 0x00AE, 0x00AE, "(R)" },
	{ 0x00B1, 0x00B1, "+-" },    { 0x00B4, 0x00B4, "'" },     { 0x00B7, 0x00B7, "*" },
	{ 0x00BB, 0x00BB, ">>" },    { 0x00BC, 0x00BC, "1/4" },   { 0x00BD, 0x00BD, "1/2" },
	{ 0x00BE, 0x00BE, "3/4" },   { 0x00C6, 0x00C6, "AE" },    { 0x00D0, 0x00D0, "D" },
	{ 0x00D7, 0x00D7, "x" },     { 0x00D8, 0x00D8, "O" },     { 0x00DE, 0x00DE, "Th" },
	{ 0x00DF, 0x00DF, "ss" },    { 0x00E6, 0x00E6, "ae" },    { 0x00F0, 0x00F0, "d" },
	{ 0x00F7, 0x00F7, "/" },     { 0x00F8, 0x00F8, "o" },     { 0x00FE, 0x00FE, "th" },
	{ 0x0110, 0x0110, "D" },     { 0x0111, 0x0111, "d" },     { 0x0131, 0x0131, "i" },
	{ 0x0141, 0x0141, "L" },     { 0x0142, 0x0142, "l" },     { 0x0152, 0x0152, "OE" },
	{ 0x0153, 0x0153, "oe" },    { 0x02B9, 0x02BC, "'" },     { 0x2010, 0x2015, "-" },
	{ 0x2016, 0x2016, "||" },    { 0x2018, 0x201B, "'" },     { 0x201C, 0x201F, "\"" },
	{ 0x2020, 0x2021, "+" },     { 0x2022, 0x2023, "*" },     { 0x2032, 0x2032, "'" },
	{ 0x2033, 0x2033, "\"" },    { 0x2035, 0x2035, "'" },     { 0x2036, 0x2036, "\"" },
	{ 0x2039, 0x2039, "<" },     { 0x203A, 0x203A, ">" },     { 0x203B, 0x203B, "*" },
	{ 0x2043, 0x2043, "-" },     { 0x2044, 0x2044, "/" },     { 0x204E, 0x204E, "*" },
	{ 0x20AC, 0x20AC, "EUR " },  { 0x20B9, 0x20B9, "INR " },  { 0x2190, 0x2190, "<-" },
	{ 0x2192, 0x2192, "->" },    { 0x21D2, 0x21D2, "=>" },    { 0x2212, 0x2212, "-" },
	{ 0x2215, 0x2215, "/" },     { 0x2217, 0x2217, "*" },     { 0x2219, 0x2219, "*" },
	{ 0x2248, 0x2248, "~" },     { 0x2264, 0x2264, "<=" },    { 0x2265, 0x2265, ">=" },
	{ 0x22C5, 0x22C5, "*" },     { 0x2500, 0x2501, "-" },     { 0x2502, 0x2503, "|" },
	{ 0x2504, 0x2505, "-" },     { 0x2506, 0x2507, "|" },     { 0x250C, 0x254B, "+" },
	{ 0x2550, 0x2550, "=" },     { 0x2551, 0x2551, "|" },     { 0x2552, 0x256C, "+" },
	{ 0x2581, 0x258F, "#" },     { 0x25A0, 0x25A1, "*" },     { 0x25AA, 0x25AB, "*" },
	{ 0x25B6, 0x25B9, ">" },     { 0x25BA, 0x25BB, ">" },     { 0x25BE, 0x25BF, "v" },
	{ 0x25C6, 0x25C7, "*" },     { 0x25CB, 0x25CB, "o" },     { 0x25CF, 0x25CF, "*" },
	{ 0x25E6, 0x25E6, "*" },     { 0x2605, 0x2606, "*" },     { 0x2713, 0x2714, "v" },
	{ 0x2715, 0x2718, "x" },     { 0x2756, 0x2756, "*" },     { 0x276F, 0x276F, ">" },
	{ 0x2794, 0x2794, "->" },    { 0x279C, 0x279E, "->" },    { 0x27A2, 0x27A4, ">" },
	{ 0x3000, 0x3000, "  " },    { 0x3001, 0x3001, "," },     { 0x3002, 0x3002, "." },
};

static const char *find_twin(uint32_t code)
{
	size_t low = 0, high = sizeof twins / sizeof twins[0];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (code > twins[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sizeof twins / sizeof twins[0] && code >= twins[low].first ? twins[low].text
										 : NULL;
}

/* Adds the compatibility decomposition without marks, where that is all ASCII. */
static bool add_decomposed(struct strbuf *out, uint32_t code)
{
	utf8proc_int32_t codes[32];
	utf8proc_ssize_t count, i;
	int boundary = 0;

	count = utf8proc_decompose_char(
		(utf8proc_int32_t)code, codes, sizeof codes / sizeof codes[0],
		UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, &boundary);
	if (count < 1 || count > (utf8proc_ssize_t)(sizeof codes / sizeof codes[0]))
		return false;
	for (i = 0; i < count; i++)
		if (codes[i] >= 0x7F)
			return false;
	for (i = 0; i < count; i++)
		strbuf_putc(out, (char)codes[i]);
	return true;
}

void gate_ascii(struct strbuf *out, const char *text, size_t len)
{
	const char *twin;
	uint32_t code;
	size_t at = 0;

	while (at < len) {
		at += utf8_decode(text + at, len - at, &code, NULL);
		twin = code < 0x80 ? NULL : find_twin(code);
		if (code < 0x80)
			strbuf_putc(out, (char)code);
		else if (twin)
			strbuf_puts(out, twin);
		else if (utf8_code_cols(code) > 0 && !add_decomposed(out, code))
			strbuf_putc(out, '?');
	}
}
