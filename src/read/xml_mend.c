/* XML as feeds have it, made XML as parsers take it. */
#include "config.h"

#include "read/xml_mend_int.h"

#include <stdio.h>
#include <string.h>

#include "read/entity_int.h"
#include "util/ascii.h"
#include "util/utf8.h"

#define ATTRIBUTES_MAX 64
#define ELEMENTS_MAX 700000      /* as many as 256 MiB hold */
#define DECLARATION_BYTES_MAX 200
#define ENCODING_BYTES_MAX 40
#define REPLACEMENT "\xef\xbf\xbd"

struct mending {
	struct strbuf *out;
	const char *bytes;
	size_t len, at;
	size_t line;             /* of byte `at` */
	size_t depth, elements;
	const char *name;
	struct err *err;
};

/* -- encodings */

/* The encoding that the first line declares; false where it is silent. */
static bool declared_encoding(const char *bytes, size_t len, char out[ENCODING_BYTES_MAX + 1])
{
	size_t start = 0, at = 0, end;

	ascii_trim(bytes, &start, &len);
	end = len - start < DECLARATION_BYTES_MAX ? len : start + DECLARATION_BYTES_MAX;
	if (!ascii_starts_len(bytes + start, end - start, "<?xml"))
		return false;
	while (start < end && bytes[start] != '>' &&
	       !ascii_starts_len(bytes + start, end - start, "encoding"))
		start++;
	while (start < end && bytes[start] != '>' && bytes[start] != '"' && bytes[start] != '\'')
		start++;
	for (start++; start < end && at < ENCODING_BYTES_MAX; start++) {
		if (!ascii_is_alnum(bytes[start]) && !strchr("-_.:", bytes[start]))
			break;
		out[at++] = bytes[start];
	}
	out[at] = '\0';
	return at > 0;
}

static bool is_one_of(const char *name, const char *const names[])
{
	while (*names && !ascii_equal(*names, name))
		names++;
	return *names != NULL;
}

/* Latin-1 means Windows-1252, as the Encoding standard of the web has it. */
static void add_latin(struct strbuf *out, const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t run = utf8_ascii_run(bytes + at, len - at);
		uint32_t code = UTF8_REPLACEMENT;
		char text[8];

		strbuf_add(out, bytes + at, run);
		at += run;
		if (at == len)
			break;
		snprintf(text, sizeof text, "&#%u;", (unsigned char)bytes[at++]);
		entity_read(text, strlen(text), &code);
		strbuf_add(out, text, utf8_encode(code, text));
	}
}

/* Adds BYTES as UTF-8. What is UTF-8 already is taken for it, whatever its first line says: it is
 * often left behind when a file is converted. */
static bool add_decoded(struct strbuf *out, const char *bytes, size_t len, const char *name,
			size_t *bad, struct err *err)
{
	static const char *const unicode[] = { "utf-8", "utf8", "us-ascii", "ascii", NULL };
	static const char *const latin[] = { "iso-8859-1", "iso8859-1", "latin1", "latin-1",
					     "windows-1252", "cp1252", NULL };
	char encoding[ENCODING_BYTES_MAX + 1];
	bool is_stated = declared_encoding(bytes, len, encoding);

	if (utf8_is_valid(bytes, len))
		*bad += utf8_mend(out, bytes, len);
	else if (!is_stated || is_one_of(encoding, unicode))
		*bad += utf8_mend(out, bytes, len);
	else if (is_one_of(encoding, latin))
		add_latin(out, bytes, len);
	else
		return err_set(err, STATUS_BAD_DATA,
			       "%s:1: the file is encoded in %s, not in UTF-8; run iconv -f %s -t "
			       "UTF-8 on it first", name, encoding, encoding);
	return true;
}

/* -- refusals */

static bool refuse(const struct mending *mending, const char *why)
{
	return err_set(mending->err, STATUS_BAD_DATA, "%s:%zu: %s", mending->name, mending->line,
		       why);
}

/* -- pieces */

/* No character of XML: but for blanks, tabs and line ends no control may stand in it. */
static size_t forbidden(const char *text, size_t len)
{
	unsigned char c = (unsigned char)text[0];

	if (c < ' ' && c != '\t' && c != '\n' && c != '\r')
		return 1;
	return len > 2 && c == 0xef && (unsigned char)text[1] == 0xbf &&
	       (unsigned char)text[2] >= 0xbe ? 3 : 0;
}

/* Copies the bytes up to END as they are. */
static void copy(struct mending *mending, size_t end)
{
	while (mending->at < end) {
		const char *text = mending->bytes + mending->at;
		size_t bytes = forbidden(text, end - mending->at);

		if (bytes > 0)
			strbuf_puts(mending->out, REPLACEMENT);
		else
			strbuf_putc(mending->out, *text);
		mending->line += *text == '\n';
		mending->at += bytes > 0 ? bytes : 1;
	}
}

/* Leaves out the bytes up to END, but for their line ends. */
static void drop(struct mending *mending, size_t end)
{
	for (; mending->at < end; mending->at++) {
		if (mending->bytes[mending->at] == '\n') {
			strbuf_putc(mending->out, '\n');
			mending->line++;
		}
	}
}

static bool starts(const struct mending *mending, const char *prefix)
{
	return ascii_starts_len(mending->bytes + mending->at, mending->len - mending->at, prefix);
}

static size_t find_after(const struct mending *mending, size_t from, const char *end)
{
	return xml_find_after(mending->bytes, mending->len, from, end);
}

static void add_code(struct strbuf *out, uint32_t code)
{
	char bytes[4];
	size_t len = utf8_encode(code, bytes);

	if (forbidden(bytes, len) > 0)
		strbuf_puts(out, REPLACEMENT);
	else
		strbuf_add(out, bytes, len);
}

/* A reference that XML has stays; one that HTML has becomes its character; what is none is text. */
static void mend_reference(struct mending *mending)
{
	const char *text = mending->bytes + mending->at;
	uint32_t code;
	size_t len = entity_read(text, mending->len - mending->at, &code);

	if (len == 0) {
		strbuf_puts(mending->out, "&amp;");
		mending->at++;
	} else if (code == '&' || code == '<' || code == '>' || code == '"' || code == '\'' ||
		   code == '\n' || code == '\r' || code == '\t') {
		copy(mending, mending->at + len);
	} else {
		add_code(mending->out, code);
		mending->at += len;
	}
}

static bool begins_name(char c)
{
	return ascii_is_alpha(c) || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

/* The bytes up to END, which are in quotes or between tags. */
static void mend_text(struct mending *mending, size_t end)
{
	while (mending->at < end) {
		char c = mending->bytes[mending->at];

		if (c == '&') {
			mend_reference(mending);
		} else if (c == '<' || (c == '>' && mending->at > 0 &&
					mending->bytes[mending->at - 1] == ']')) {
			strbuf_puts(mending->out, c == '<' ? "&lt;" : "&gt;");
			mending->at++;
		} else {
			copy(mending, mending->at + 1);
		}
	}
}

/* -- tags */

static bool enter(struct mending *mending)
{
	if (++mending->elements > ELEMENTS_MAX)
		return refuse(mending, "the file has more elements than can be read; divide it");
	if (++mending->depth > XML_DEPTH_MAX)
		return refuse(mending, "elements are nested more than 64 deep, which no feed is");
	return true;
}

/* "<name a="b">", with what stands in quotes mended. */
static bool mend_start(struct mending *mending)
{
	size_t attributes = 0;

	if (!enter(mending))
		return false;
	copy(mending, mending->at + 1);
	while (mending->at < mending->len && mending->bytes[mending->at] != '>') {
		char c = mending->bytes[mending->at];

		copy(mending, mending->at + 1);
		if (c == '=' && ++attributes > ATTRIBUTES_MAX)
			return refuse(mending, "an element has more than 64 attributes; leave "
				      "some out");
		if (c == '"' || c == '\'') {
			char quote[2] = { c, '\0' };
			size_t end = find_after(mending, mending->at, quote);

			mend_text(mending, end > mending->at ? end - 1 : end);
			copy(mending, end);
		}
	}
	if (mending->bytes[mending->at - 1] == '/')
		mending->depth--;
	if (mending->at < mending->len)
		copy(mending, mending->at + 1);
	return true;
}

/* A DOCTYPE without declarations says nothing; one with them is refused. */
static bool mend_doctype(struct mending *mending)
{
	size_t end = find_after(mending, mending->at, ">");

	if (memchr(mending->bytes + mending->at, '[', end - mending->at))
		return refuse(mending, "a DOCTYPE with declarations of its own is not accepted; "
			      "take it out of the file");
	drop(mending, end);
	return true;
}

static bool mend_tag(struct mending *mending)
{
	char next = mending->at + 1 < mending->len ? mending->bytes[mending->at + 1] : '\0';

	if (starts(mending, "<!--")) {
		drop(mending, find_after(mending, mending->at + 4, "-->"));
	} else if (starts(mending, "<![CDATA[")) {
		copy(mending, find_after(mending, mending->at, "]]>"));
	} else if (next == '?') {
		drop(mending, find_after(mending, mending->at, "?>"));
	} else if (starts(mending, "<!DOCTYPE")) {
		return mend_doctype(mending);
	} else if (starts(mending, "<!ENTITY") || starts(mending, "<!ELEMENT") ||
		   starts(mending, "<!ATTLIST") || starts(mending, "<!NOTATION")) {
		return refuse(mending, "declarations of entities and the like are not accepted; "
			      "take them out of the file");
	} else if (next == '/') {
		mending->depth -= mending->depth > 0;
		copy(mending, find_after(mending, mending->at, ">"));
	} else if (begins_name(next)) {
		return mend_start(mending);
	} else {
		mend_text(mending, mending->at + 1);
	}
	return true;
}

static bool mend_all(struct mending *mending)
{
	while (mending->at < mending->len) {
		const char *tag = memchr(mending->bytes + mending->at, '<',
					 mending->len - mending->at);

		mend_text(mending, tag ? (size_t)(tag - mending->bytes) : mending->len);
		if (tag && !mend_tag(mending))
			return false;
	}
	return true;
}

bool xml_mend(struct strbuf *out, const char *bytes, size_t len, const char *name, size_t *bad,
	      struct err *err)
{
	struct strbuf text = STRBUF_INIT;
	struct mending mending = { .out = out, .line = 1, .name = name, .err = err };
	bool is_mended;

	*bad = 0;
	is_mended = add_decoded(&text, bytes, len, name, bad, err);
	mending.bytes = text.text;
	mending.len = text.len;
	is_mended = is_mended && mend_all(&mending);
	strbuf_release(&text);
	return is_mended;
}

size_t xml_find_after(const char *bytes, size_t len, size_t at, const char *end)
{
	size_t size = strlen(end);

	while (at + size <= len) {
		const char *next = memchr(bytes + at, *end, len - at);

		if (!next)
			break;
		at = (size_t)(next - bytes);
		if (at + size <= len && memcmp(next, end, size) == 0)
			return at + size;
		at++;
	}
	return len;
}
