/* Character references of HTML, as they stand in pasted texts and in Markdown. */
#include "config.h"

#include "read/entity_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"

#define REFERENCE_BYTES_MAX 12

/* The names of HTML 4 that stand for Latin letters, punctuation and money, and a few others. */
static const struct { const char *name; uint16_t code; } entities[] = {
	{ "quot", 0x22 }, { "amp", 0x26 }, { "apos", 0x27 }, { "lt", 0x3c }, { "gt", 0x3e },
	{ "nbsp", 0xa0 }, { "iexcl", 0xa1 }, { "cent", 0xa2 }, { "pound", 0xa3 },
	{ "curren", 0xa4 }, { "yen", 0xa5 }, { "brvbar", 0xa6 }, { "sect", 0xa7 },
	{ "uml", 0xa8 }, { "copy", 0xa9 }, { "ordf", 0xaa }, { "laquo", 0xab }, { "not", 0xac },
	{ "shy", 0xad }, { "reg", 0xae }, { "macr", 0xaf }, { "deg", 0xb0 }, { "plusmn", 0xb1 },
	{ "sup2", 0xb2 }, { "sup3", 0xb3 }, { "acute", 0xb4 }, { "micro", 0xb5 },
	{ "para", 0xb6 }, { "middot", 0xb7 }, { "cedil", 0xb8 }, { "sup1", 0xb9 },
	{ "ordm", 0xba }, { "raquo", 0xbb }, { "frac14", 0xbc }, { "frac12", 0xbd },
	{ "frac34", 0xbe }, { "iquest", 0xbf }, { "Agrave", 0xc0 }, { "Aacute", 0xc1 },
	{ "Acirc", 0xc2 }, { "Atilde", 0xc3 }, { "Auml", 0xc4 }, { "Aring", 0xc5 },
	{ "AElig", 0xc6 }, { "Ccedil", 0xc7 }, { "Egrave", 0xc8 }, { "Eacute", 0xc9 },
	{ "Ecirc", 0xca }, { "Euml", 0xcb }, { "Igrave", 0xcc }, { "Iacute", 0xcd },
	{ "Icirc", 0xce }, { "Iuml", 0xcf }, { "ETH", 0xd0 }, { "Ntilde", 0xd1 },
	{ "Ograve", 0xd2 }, { "Oacute", 0xd3 }, { "Ocirc", 0xd4 }, { "Otilde", 0xd5 },
	{ "Ouml", 0xd6 }, { "times", 0xd7 }, { "Oslash", 0xd8 }, { "Ugrave", 0xd9 },
	{ "Uacute", 0xda }, { "Ucirc", 0xdb }, { "Uuml", 0xdc }, { "Yacute", 0xdd },
	{ "THORN", 0xde }, { "szlig", 0xdf }, { "agrave", 0xe0 }, { "aacute", 0xe1 },
	{ "acirc", 0xe2 }, { "atilde", 0xe3 }, { "auml", 0xe4 }, { "aring", 0xe5 },
	{ "aelig", 0xe6 }, { "ccedil", 0xe7 }, { "egrave", 0xe8 }, { "eacute", 0xe9 },
	{ "ecirc", 0xea }, { "euml", 0xeb }, { "igrave", 0xec }, { "iacute", 0xed },
	{ "icirc", 0xee }, { "iuml", 0xef }, { "eth", 0xf0 }, { "ntilde", 0xf1 },
	{ "ograve", 0xf2 }, { "oacute", 0xf3 }, { "ocirc", 0xf4 }, { "otilde", 0xf5 },
	{ "ouml", 0xf6 }, { "divide", 0xf7 }, { "oslash", 0xf8 }, { "ugrave", 0xf9 },
	{ "uacute", 0xfa }, { "ucirc", 0xfb }, { "uuml", 0xfc }, { "yacute", 0xfd },
	{ "thorn", 0xfe }, { "yuml", 0xff }, { "OElig", 0x152 }, { "oelig", 0x153 },
	{ "Scaron", 0x160 }, { "scaron", 0x161 }, { "Yuml", 0x178 }, { "ensp", 0x2002 },
	{ "emsp", 0x2003 }, { "thinsp", 0x2009 }, { "zwnj", 0x200c }, { "zwj", 0x200d },
	{ "ndash", 0x2013 }, { "mdash", 0x2014 }, { "lsquo", 0x2018 }, { "rsquo", 0x2019 },
	{ "sbquo", 0x201a }, { "ldquo", 0x201c }, { "rdquo", 0x201d }, { "bdquo", 0x201e },
	{ "dagger", 0x2020 }, { "bull", 0x2022 }, { "hellip", 0x2026 }, { "permil", 0x2030 },
	{ "prime", 0x2032 }, { "lsaquo", 0x2039 }, { "rsaquo", 0x203a }, { "euro", 0x20ac },
	{ "trade", 0x2122 }, { "larr", 0x2190 }, { "rarr", 0x2192 }, { "rArr", 0x21d2 },
	{ "minus", 0x2212 }, { "le", 0x2264 }, { "ge", 0x2265 }, { "ne", 0x2260 },
	{ "check", 0x2713 },
};

#define ENTITIES (sizeof entities / sizeof entities[0])

/* What the numbers 128 to 159 mean in practice: Windows-1252, as the HTML standard has it. */
static const uint16_t windows[32] = {
	0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039,
	0x152, 0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
};

static int digit_value(char c, uint32_t base)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return base == 16 && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static uint32_t sound_code(uint32_t code)
{
	if (code >= 0x80 && code < 0xa0)
		return windows[code - 0x80];
	if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
		return UTF8_REPLACEMENT;
	return code;
}

/* "&#39;" or "&#x27;" */
static size_t read_number(const char *text, size_t len, uint32_t *code)
{
	uint32_t base = len > 2 && ascii_lower(text[2]) == 'x' ? 16 : 10;
	size_t first = base == 16 ? 3 : 2, at = first;
	uint32_t value = 0;

	while (at < len && at < REFERENCE_BYTES_MAX && digit_value(text[at], base) >= 0) {
		value = value * base + (uint32_t)digit_value(text[at], base);
		if (value > 0x10ffff)
			value = 0x110000;
		at++;
	}
	if (at == first || at >= len || text[at] != ';')
		return 0;
	*code = sound_code(value);
	return at + 1;
}

static size_t read_name(const char *text, size_t len, uint32_t *code)
{
	size_t at = 1;

	while (at < len && at < REFERENCE_BYTES_MAX && ascii_is_alnum(text[at]))
		at++;
	if (at >= len || text[at] != ';')
		return 0;
	for (size_t i = 0; i < ENTITIES; i++) {
		if (strlen(entities[i].name) == at - 1 &&
		    memcmp(entities[i].name, text + 1, at - 1) == 0) {
			*code = entities[i].code;
			return at + 1;
		}
	}
	return 0;
}

size_t entity_read(const char *text, size_t len, uint32_t *code)
{
	if (len < 3 || text[0] != '&')
		return 0;
	return text[1] == '#' ? read_number(text, len, code) : read_name(text, len, code);
}
