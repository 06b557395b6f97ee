/* Bytes of mail as text: quoted-printable, base64, and charsets by iconv. */
#include "config.h"

#include "read/mime_int.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"

#define CHARSET_BYTES_MAX 24
#define REPLACEMENT "\xef\xbf\xbd"

static int hex_digit(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The bytes of a soft break at AT, which is a '=': blanks may follow it in its line; 0 for none. */
static size_t soft_break(const char *bytes, size_t len, size_t at)
{
	size_t end = at + 1;

	while (end < len && (bytes[end] == ' ' || bytes[end] == '\t'))
		end++;
	if (end < len && bytes[end] == '\r')
		end++;
	if (end < len && bytes[end] == '\n')
		return end + 1 - at;
	return end == len || bytes[end - 1] == '\r' ? end - at : 0;
}

/* Blanks at the end of a line were put there on the way. A run of them is looked at once. */
static size_t stray_blanks(const char *bytes, size_t len, size_t at)
{
	size_t end = at;

	while (end < len && (bytes[end] == ' ' || bytes[end] == '\t'))
		end++;
	return end - at;
}

static void decode_quoted(struct strbuf *out, const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t used = bytes[at] == '=' ? soft_break(bytes, len, at) : 0;
		size_t blanks = stray_blanks(bytes, len, at);
		int high = at + 2 < len ? hex_digit(bytes[at + 1]) : -1;
		int low = at + 2 < len ? hex_digit(bytes[at + 2]) : -1;

		if (used > 0) {
			at += used;
		} else if (bytes[at] == '=' && high >= 0 && low >= 0) {
			strbuf_putc(out, (char)(unsigned char)(high * 16 + low));
			at += 3;
		} else if (blanks > 0) {
			if (at + blanks < len && bytes[at + blanks] != '\n' &&
			    bytes[at + blanks] != '\r')
				strbuf_add(out, bytes + at, blanks);
			at += blanks;
		} else {
			strbuf_putc(out, bytes[at++]);
		}
	}
}

static int base64_digit(char c)
{
	if (ascii_is_upper(c))
		return c - 'A';
	if (ascii_is_lower(c))
		return c - 'a' + 26;
	if (ascii_is_digit(c))
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* Padding ends a group; what follows it begins another, as where several texts were put
 * together. */
static void decode_base64(struct strbuf *out, const char *bytes, size_t len)
{
	unsigned group = 0;
	int bits = 0;

	for (size_t at = 0; at < len; at++) {
		int digit = base64_digit(bytes[at]);

		if (bytes[at] == '=')
			bits = 0;
		if (digit < 0)
			continue;
		group = (group << 6 | (unsigned)digit) & 0xffff;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			strbuf_putc(out, (char)(unsigned char)(group >> bits & 0xff));
		}
	}
}

void mime_decode(struct strbuf *out, const char *bytes, size_t len, enum mime_encoding encoding)
{
	switch (encoding) {
	case MIME_QUOTED_PRINTABLE:
		decode_quoted(out, bytes, len);
		break;
	case MIME_BASE64:
		decode_base64(out, bytes, len);
		break;
	case MIME_AS_IT_IS:
		strbuf_add(out, bytes, len);
		break;
	}
}

/* -- charsets */

/* The charsets that mail is written in; no other name reaches iconv. A name that ends in a star
 * stands for all that begin so. Pages in the first of ISO 8859 are Windows' in truth (WHATWG
 * Encoding). */
static const struct { const char *name, *iconv; bool is_single; } charsets[] = {
	{ "iso-8859-1", "CP1252", true }, { "iso8859-1", "CP1252", true },
	{ "latin1", "CP1252", true }, { "iso-8859-*", NULL, true },
	{ "windows-125*", NULL, true }, { "cp125*", NULL, true }, { "koi8-*", NULL, true },
	{ "macintosh", "MACINTOSH", true }, { "ibm850", "IBM850", true },
	{ "cp850", "IBM850", true },
	{ "windows-874", "CP874", true }, { "tis-620", "TIS-620", true },
	{ "gb2312", "GB18030", false }, { "gbk", "GB18030", false },
	{ "gb18030", "GB18030", false },
	{ "big5*", "BIG5", false }, { "shift_jis", "SHIFT_JIS", false },
	{ "windows-31j", "CP932", false }, { "cp932", "CP932", false },
	{ "euc-jp", "EUC-JP", false }, { "iso-2022-jp*", "ISO-2022-JP", false },
	{ "euc-kr", "EUC-KR", false }, { "ks_c_5601*", "EUC-KR", false },
	{ "utf-16", "UTF-16", false }, { "utf-16le", "UTF-16LE", false },
	{ "utf-16be", "UTF-16BE", false }, { "utf-7", "UTF-7", false },
};

#define CHARSETS (sizeof charsets / sizeof charsets[0])

static bool is_named(const char *pattern, const char *name)
{
	size_t len = strlen(pattern);

	if (pattern[len - 1] != '*')
		return ascii_equal(pattern, name);
	for (size_t i = 0; i + 1 < len; i++) {
		if (ascii_lower(name[i]) != pattern[i])
			return false;
	}
	for (const char *p = name + len - 1; *p; p++) {
		if (!ascii_is_alnum(*p) && *p != '-' && *p != '_')
			return false;
	}
	return strlen(name) <= CHARSET_BYTES_MAX;
}

/* The name that iconv is asked by, or NULL; whether each byte is a character. */
static const char *find_charset(const char *name, bool *is_single)
{
	for (size_t i = 0; i < CHARSETS; i++) {
		if (is_named(charsets[i].name, name)) {
			*is_single = charsets[i].is_single;
			return charsets[i].iconv ? charsets[i].iconv : name;
		}
	}
	*is_single = false;
	return NULL;
}

/* Adds the text converted; what is no text in CHARSET becomes U+FFFD, a byte at a time. False where
 * iconv does not know the charset. */
static bool convert(struct strbuf *out, const char *bytes, size_t len, const char *charset)
{
	iconv_t conversion = iconv_open("UTF-8", charset);
	char *in = (char *)(uintptr_t)bytes; /* iconv does not write to it */

	if (conversion == (iconv_t)-1)
		return false;
	while (len > 0) {
		char chunk[4096], *to = chunk;
		size_t room = sizeof chunk;
		bool is_bad = iconv(conversion, &in, &len, &to, &room) == (size_t)-1 &&
			      errno != E2BIG;

		utf8_mend(out, chunk, sizeof chunk - room);
		if (is_bad) {
			strbuf_puts(out, REPLACEMENT);
			in++;
			len--;
		}
	}
	iconv_close(conversion);
	return true;
}

/* Parts of the text that are not UTF-8, and characters beyond ASCII that are. */
static void count_utf8(const char *bytes, size_t len, size_t *bad, size_t *good)
{
	*bad = *good = 0;
	for (size_t at = utf8_ascii_run(bytes, len); at < len;) {
		uint32_t code;
		bool valid = true;

		at += utf8_decode(bytes + at, len - at, &code, &valid);
		at += utf8_ascii_run(bytes + at, len - at);
		*bad += !valid;
		*good += valid;
	}
}

/* Text of one byte a character that has the form of UTF-8 is UTF-8, whatever it claims; and what
 * claims nothing or UTF-8 and is mostly not is Windows'. */
void mime_to_utf8(struct strbuf *out, const char *bytes, size_t len, const char *charset)
{
	bool is_single;
	const char *name = find_charset(charset, &is_single);
	size_t bad, good;

	count_utf8(bytes, len, &bad, &good);
	if (name && is_single && bad == 0 && good > 0)
		name = NULL;
	else if (!name && bad > good)
		name = "CP1252";
	if (!name || !convert(out, bytes, len, name))
		utf8_mend(out, bytes, len);
}
