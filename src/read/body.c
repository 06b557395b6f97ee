/* The body of a posting: its limits, and its document. */
#include "config.h"

#include "read/body_int.h"

#include <string.h>

#include "read/markdown_int.h"
#include "read/text_int.h"
#include "util/ascii.h"
#include "util/utf8.h"

#define LINE_BYTES_MAX ((size_t)1 << 20)
#define BODY_BYTES_MAX ((size_t)2 << 20)

void body_document(const char *body, size_t len, enum body_format format,
		   struct document *document)
{
	if (format == BODY_MARKDOWN)
		markdown_document(body, len, document);
	else
		text_document(body, len, document);
}

size_t body_bad_parts(const char *body, size_t len)
{
	size_t bad = 0;

	for (size_t at = utf8_ascii_run(body, len); at < len;) {
		uint32_t code;
		bool valid = true;

		at += utf8_decode(body + at, len - at, &code, &valid);
		at += utf8_ascii_run(body + at, len - at);
		bad += !valid;
	}
	return bad;
}

void body_cut(struct raw_posting *raw)
{
	raw->bad_bytes += body_bad_parts(raw->body.text, raw->body.len);
	body_document(raw->body.text, raw->body.len, raw->format, &raw->document);
}

void body_cut_likely(struct raw_posting *raw)
{
	struct lines lines;

	lines_init_cut(&lines, raw->body.text, raw->body.len);
	if (markdown_likely_lines(&lines)) {
		raw->format = BODY_MARKDOWN;
		lines_release(&lines);
		body_cut(raw);
		return;
	}
	raw->bad_bytes += body_bad_parts(raw->body.text, raw->body.len);
	text_document_lines(&lines, raw->body.len, &raw->document);
}

bool body_is_allowed(const char *body, size_t len, const char *name, size_t line, struct err *err)
{
	size_t start = 0;

	if (len <= LINE_BYTES_MAX)
		return true;
	if (len > BODY_BYTES_MAX)
		return err_set(err, STATUS_BAD_DATA,
			       "%s: the text has %zu bytes, more than the %zu that a posting may "
			       "have; divide the file",
			       name, len, BODY_BYTES_MAX);
	for (size_t at = 0; at <= len; at++) {
		if (at < len && body[at] != '\n' && body[at] != '\r')
			continue;
		if (at - start > LINE_BYTES_MAX)
			return err_set(err, STATUS_BAD_DATA,
				       "%s:%zu: the line has %zu bytes, more than the %zu that one "
				       "may have; divide it",
				       name, line, at - start, LINE_BYTES_MAX);
		line += at < len && (body[at] == '\n' || at + 1 == len || body[at + 1] != '\n');
		start = at + 1;
	}
	return true;
}

bool body_has_words(const struct document *document)
{
	const struct strbuf *text = &document->text;

	for (size_t at = 0; at < text->len;) {
		uint32_t code;

		at += utf8_decode(text->text + at, text->len - at, &code, NULL);
		if (utf8_is_word(code) || code == UTF8_REPLACEMENT)
			return true;
	}
	return false;
}

size_t body_blank_lines(const char *body, size_t len)
{
	size_t start = 0;

	for (size_t at = 0; at < len && ascii_is_space(body[at]); at++) {
		if (body[at] == '\n' || body[at] == '\r')
			start = at + 1;
	}
	return start;
}
