/* Markdown with front matter: a mapping of YAML between lines of "---", then the text. */
#include "config.h"

#include "read/front_matter_int.h"

#include <string.h>

#include "read/body_int.h"
#include "read/record_int.h"
#include "read/yaml_int.h"
#include "util/ascii.h"

/* Front matter has at most one line that is none for so many lines with a key. */
#define KEYS_FOR_PROSE 3

/* Longer front matter is not mended: each line of it would be parsed by itself. */
#define MENDED_BYTES_MAX ((size_t)64 << 10)

/* The parts of a file, in bytes. */
struct parts {
	size_t yaml;             /* where the lines after the first begin */
	size_t yaml_end;         /* where the line that closes them begins; 0: none does */
	size_t body;
};

/* The byte after the line at AT, with its end. */
static size_t next_line(const char *bytes, size_t len, size_t at)
{
	while (at < len && bytes[at] != '\n' && bytes[at] != '\r')
		at++;
	if (at + 1 < len && bytes[at] == '\r' && bytes[at + 1] == '\n')
		at++;
	return at < len ? at + 1 : at;
}

static bool is_fence(const char *bytes, size_t start, size_t end, const char *fence)
{
	while (end > start && ascii_is_space(bytes[end - 1]))
		end--;
	return end - start == 3 && memcmp(bytes + start, fence, 3) == 0;
}

static bool find_parts(struct parts *parts, const char *bytes, size_t len)
{
	size_t start = body_blank_lines(bytes, len);
	size_t at = next_line(bytes, len, start);

	*parts = (struct parts){ .yaml = at };
	if (!is_fence(bytes, start, at, "---"))
		return false;
	while (at < len && parts->yaml_end == 0) {
		size_t next = next_line(bytes, len, at);

		if (is_fence(bytes, at, next, "---") || is_fence(bytes, at, next, "..."))
			parts->yaml_end = at;
		at = next;
	}
	parts->body = at;
	return true;
}

/* The lines are keys and values, and not the text between two dividing lines. */
static bool looks_like_mapping(const char *bytes, size_t start, size_t end)
{
	struct yaml_lines lines;

	yaml_count_lines(&lines, bytes + start, end - start);
	return lines.keys >= KEYS_FOR_PROSE * lines.prose && (lines.known > 0 || lines.keys > 1);
}

/* The end of the lines up to the first blank one: what front matter without an end would be. */
static size_t first_blank_line(const char *bytes, size_t len, size_t at, size_t *lines)
{
	for (*lines = 0; at < len; ++*lines) {
		size_t next = next_line(bytes, len, at);
		size_t text = at;

		while (text < next && ascii_is_space(bytes[text]))
			text++;
		if (text == next)
			break;
		at = next;
	}
	return at;
}

static bool is_unclosed(const char *bytes, size_t len, const struct parts *parts, size_t *lines)
{
	size_t end = first_blank_line(bytes, len, parts->yaml, lines);
	struct yaml_lines found;

	yaml_count_lines(&found, bytes + parts->yaml, end - parts->yaml);
	return found.prose == 0 && found.keys > 1 && found.telling > 0;
}

bool front_matter_recognises(const char *bytes, size_t len)
{
	struct parts parts;
	size_t lines;

	if (!find_parts(&parts, bytes, len))
		return false;
	if (parts.yaml_end > 0)
		return looks_like_mapping(bytes, parts.yaml, parts.yaml_end);
	return is_unclosed(bytes, len, &parts, &lines);
}

/* -- reading */

/* The value begins with a bracket or a quotation mark that it does not close, or refers to another
 * value: what was meant cannot be known. */
static bool is_unclear(const char *value, size_t len)
{
	static const char *const pairs = "[]{}\"\"''";

	if (len == 0 || value[0] == '*' || value[0] == '&')
		return true;
	for (const char *pair = pairs; *pair; pair += 2) {
		if (value[0] == pair[0])
			return !memchr(value + 1, pair[1], len - 1);
	}
	return false;
}

/* "key: value" is YAML by itself. */
static bool is_yaml(const char *line, size_t len)
{
	struct node *stream = yaml_parse(line, len, "", NULL);

	node_free(stream);
	return stream != NULL;
}

static void add_quoted(struct strbuf *out, const char *text, size_t len)
{
	strbuf_putc(out, '\'');
	for (size_t at = 0; at < len; at++) {
		if (text[at] == '\'')
			strbuf_putc(out, '\'');
		strbuf_putc(out, text[at]);
	}
	strbuf_putc(out, '\'');
}

/* Adds one line of YAML, with its value in quotes where the line is none without: "[FR]
 * Developer" and "Lead: Go" are titles that people write. */
static void add_mended(struct strbuf *out, const char *line, size_t len)
{
	const char *colon = memchr(line, ':', len);
	size_t value = colon ? (size_t)(colon - line) + 1 : len, end = len;

	while (end > 0 && ascii_is_space(line[end - 1]))
		end--;
	while (value < end && ascii_is_space(line[value]))
		value++;
	if (value >= end || !ascii_is_alpha(line[0]) || is_yaml(line, end) ||
	    is_unclear(line + value, end - value)) {
		strbuf_add(out, line, len);
		return;
	}
	strbuf_add(out, line, value);
	if (line[value] == '!') {
		const char *blank = memchr(line + value, ' ', end - value);

		value = blank ? (size_t)(blank - line) : value;
	}
	add_quoted(out, line + value, end - value);
	strbuf_add(out, line + end, len - end);
}

/* Parses the front matter; if it is no YAML, again with quotes around the values that lack them. */
static struct node *parse(const char *bytes, size_t len, const char *name, size_t *bad,
			  struct err *err)
{
	struct node *stream = yaml_parse_any(bytes, len, name, bad, err);
	struct strbuf mended = STRBUF_INIT;

	if (stream || len > MENDED_BYTES_MAX)
		return stream;
	for (size_t at = 0; at < len;) {
		size_t next = next_line(bytes, len, at);

		add_mended(&mended, bytes + at, next - at);
		at = next;
	}
	stream = yaml_parse_any(mended.text, mended.len, name, bad, NULL);
	if (stream)
		err_release(err);
	strbuf_release(&mended);
	return stream;
}

static bool read_body(struct raw_posting *raw, const struct node *map, const char *bytes,
		      size_t len, const char *name, size_t line, struct err *err)
{
	size_t blank = body_blank_lines(bytes, len);

	if (!body_is_allowed(bytes, len, name, line, err))
		return false;
	strbuf_add(&raw->body, bytes + blank, len - blank);
	raw->format = BODY_MARKDOWN;
	body_cut(raw);
	if (body_has_words(&raw->document))
		return true;
	strbuf_clear(&raw->body);
	document_release(&raw->document);
	if (!record_write_body(raw, map) && !raw_posting_stated(raw, FIELD_TITLE))
		return err_set(err, STATUS_BAD_DATA,
			       "no postings in %s: neither a title nor a text", name);
	return true;
}

static size_t count_lines(const char *bytes, size_t end)
{
	size_t lines = 0;

	for (size_t at = 0; at < end; lines++)
		at = next_line(bytes, end, at);
	return lines;
}

bool front_matter_read(const char *bytes, size_t len, const char *name,
		       const struct reader_sink *sink, struct err *err)
{
	struct raw_posting raw;
	struct parts parts;
	struct node *stream;
	size_t lines;
	bool is_read;

	find_parts(&parts, bytes, len);
	if (parts.yaml_end == 0) {
		size_t first = count_lines(bytes, parts.yaml);

		first_blank_line(bytes, len, parts.yaml, &lines);
		return err_set(err, STATUS_BAD_DATA,
			       "%s:%zu: the front matter that begins here has no end; put a line "
			       "\"---\" after line %zu",
			       name, first, first + lines);
	}
	raw_posting_init(&raw);
	stream = parse(bytes, parts.yaml_end, name, &raw.bad_bytes, err);
	if (!stream || stream->count != 1 || stream->items[0]->kind != NODE_MAP) {
		is_read = stream == NULL ? false :
			  err_set(err, STATUS_BAD_DATA,
				  "%s:1: the front matter is not a mapping of keys to values; "
				  "correct it or take the line \"---\" away", name);
	} else {
		record_state(&raw, stream->items[0]);
		is_read = read_body(&raw, stream->items[0], bytes + parts.body, len - parts.body,
				    name, count_lines(bytes, parts.body) + 1, err);
	}
	if (is_read)
		sink->posting(&raw, sink->data);
	raw_posting_release(&raw);
	node_free(stream);
	return is_read;
}
