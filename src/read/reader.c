/* The table of readers, and what holds for all of them. */
#include "config.h"

#include "read/reader.h"

#include "read/body_int.h"
#include "read/delimited_int.h"
#include "read/front_matter_int.h"
#include "read/html_int.h"
#include "read/json_int.h"
#include "read/listing_int.h"
#include "read/mail_int.h"
#include "read/markdown_int.h"
#include "read/pen_int.h"
#include "read/refuse_int.h"
#include "read/xml_int.h"
#include "read/yaml_int.h"
#include "util/ascii.h"
#include "util/file.h"
#include "util/utf8.h"

#define BOM "\xef\xbb\xbf"

static bool read_as(enum body_format format, const char *bytes, size_t len, const char *name,
		    const struct reader_sink *sink, struct err *err)
{
	struct raw_posting raw;
	bool is_read;

	if (!body_is_allowed(bytes, len, name, 1, err))
		return false;
	raw_posting_init(&raw);
	raw.is_bare = true;
	strbuf_add(&raw.body, bytes, len);
	raw.format = format;
	body_cut(&raw);
	is_read = body_has_words(&raw.document);
	if (is_read)
		sink->posting(&raw, sink->data);
	else
		err_set(err, STATUS_BAD_DATA, "no postings in %s: it has no words", name);
	raw_posting_release(&raw);
	return is_read;
}

static bool markdown_read(const char *bytes, size_t len, const char *name,
			  const struct reader_sink *sink, struct err *err)
{
	return read_as(BODY_MARKDOWN, bytes, len, name, sink, err);
}

static bool text_recognises(const char *bytes, size_t len)
{
	(void)bytes;
	return len > 0;
}

static bool text_read(const char *bytes, size_t len, const char *name,
		      const struct reader_sink *sink, struct err *err)
{
	return read_as(BODY_TEXT, bytes, len, name, sink, err);
}

const struct reader reader_table[] = {
	{
		.name = "json",
		.what = "JSON and JSON lines: the answers of boards, and records of any shape",
		.recognises = json_recognises,
		.read = json_read,
	}, {
		.name = "mail",
		.what = "mail: one message or a mailbox, lists of jobs and single postings",
		.recognises = mail_recognises,
		.read = mail_read,
	}, {
		.name = "html",
		.what = "HTML: saved pages, with schema.org data or without, lists of jobs, "
			"\"Who is hiring\" threads",
		.recognises = html_recognises,
		.read = html_read,
	}, {
		.name = "xml",
		.what = "XML: feeds (RSS, Atom), Personio, HR-XML",
		.recognises = xml_recognises,
		.read = xml_read,
	}, {
		.name = "yaml",
		.what = "YAML: one posting, a list of them, or several documents",
		.recognises = yaml_recognises,
		.read = yaml_read,
	}, {
		.name = "front-matter",
		.what = "Markdown with YAML front matter between lines of three dashes",
		.recognises = front_matter_recognises,
		.read = front_matter_read,
	}, {
		.name = "listing",
		.what = "Markdown with tables of postings, a row each",
		.recognises = listing_recognises,
		.read = listing_read,
	}, {
		.name = "csv",
		.what = "tables: CSV, TSV and their kin, with a header",
		.recognises = delimited_recognises,
		.read = delimited_read,
	}, {
		.name = "html-part",
		.what = "a part of a page, as boards hand it out",
		.recognises = html_part_recognises,
		.read = html_part_read,
	}, {
		.name = "markdown",
		.what = "Markdown, and text with some tags of HTML in it",
		.recognises = markdown_likely,
		.read = markdown_read,
	}, {
		.name = "text",
		.what = "plain text, as pasted from a page",
		.recognises = text_recognises,
		.read = text_read,
	},
	{ .name = NULL },
};

static bool is_blank(const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		enum pen_class class;

		at += utf8_decode(bytes + at, len - at, &code, NULL);
		class = pen_class(code);
		if (class != PEN_BLANK && class != PEN_NOTHING)
			return false;
	}
	return true;
}

const struct reader *reader_find(const char *name)
{
	for (const struct reader *reader = reader_table; reader->name; reader++)
		if (ascii_equal(reader->name, name))
			return reader;
	return NULL;
}

/* The last takes any text. */
static const struct reader *recognise(const char *bytes, size_t len)
{
	const struct reader *reader = reader_table;

	while (reader->name && !reader->recognises(bytes, len))
		reader++;
	return reader;
}

bool reader_read_as(const struct reader *as, const char *bytes, size_t len, const char *name,
		    const struct reader_sink *sink, struct err *err)
{
	if (len > FILE_BYTES_MAX)
		return err_set(err, STATUS_BAD_DATA,
			       "%s: the file has %zu bytes, more than %zu; divide it", name, len,
			       FILE_BYTES_MAX);
	if (len >= 3 && ascii_starts_len(bytes, len, BOM)) {
		bytes += 3;
		len -= 3;
	}
	if (is_blank(bytes, len))
		return err_set(err, STATUS_BAD_DATA, "no postings in %s: it is %s", name,
			       len == 0 ? "empty" : "blank");
	if (!refuse_binary(bytes, len, name, err))
		return false;
	if (!as)
		as = recognise(bytes, len);
	return as->read(bytes, len, name, sink, err);
}

bool reader_read(const char *bytes, size_t len, const char *name, const struct reader_sink *sink,
		 struct err *err)
{
	return reader_read_as(NULL, bytes, len, name, sink, err);
}

void reader_document(const char *body, size_t len, enum body_format format,
		     struct document *document)
{
	body_document(body, len, format, document);
}
