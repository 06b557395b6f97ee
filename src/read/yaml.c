/* Postings in YAML: one, a list, or several documents. */
#include "config.h"

#include "read/yaml_int.h"

#include <string.h>

#include "read/board_record_int.h"
#include "read/body_int.h"
#include "read/record_int.h"
#include "util/utf8.h"

#define RECORDS_MAX 200000

/* YAML that is broken is still YAML, if so many lines of it look like it for each that does not. */
#define KEYS_FOR_PROSE 10

static struct node *parse(bool has_records, const char *bytes, size_t len, const char *name,
			  struct err *err)
{
	return has_records ? yaml_parse_records(bytes, len, name, err)
			   : yaml_parse(bytes, len, name, err);
}

static struct node *parse_valid(bool has_records, const char *bytes, size_t len, const char *name,
				size_t *bad, struct err *err)
{
	struct strbuf valid = STRBUF_INIT;
	struct node *stream;

	*bad = 0;
	if (utf8_is_valid(bytes, len))
		return parse(has_records, bytes, len, name, err);
	*bad = utf8_mend(&valid, bytes, len);
	stream = parse(has_records, valid.text, valid.len, name, err);
	strbuf_release(&valid);
	return stream;
}

struct node *yaml_parse_any(const char *bytes, size_t len, const char *name, size_t *bad,
			    struct err *err)
{
	return parse_valid(false, bytes, len, name, bad, err);
}

/* -- recognition */

/* At least half of the items are postings. (One of a text's labels in a list of bullets may well
 * be a title.) */
static bool holds_postings(const struct node *list)
{
	size_t postings = 0;

	for (size_t i = 0; list->kind == NODE_LIST && i < list->count; i++)
		postings += record_is_posting(list->items[i]);
	return postings > 0 && postings * 2 >= list->count;
}

/* The list of postings in a mapping that is none itself ("jobs:"); NULL where there is none. */
static const struct node *wrapped_list(const struct node *map)
{
	if (map->kind != NODE_MAP || record_is_posting(map))
		return NULL;
	for (size_t i = 0; i < map->count; i++) {
		if (holds_postings(map->items[i]))
			return map->items[i];
	}
	return NULL;
}

static bool is_posting_document(const struct node *node)
{
	return record_is_posting(node) || holds_postings(node) || wrapped_list(node);
}

/* More than half of the documents are postings. (Front matter and a text after it are two
 * documents, one of which is.) */
static bool is_posting_stream(const struct node *stream)
{
	size_t postings = 0, documents = 0;

	for (size_t i = 0; i < stream->count; i++) {
		documents += !node_is_null(stream->items[i]);
		postings += is_posting_document(stream->items[i]);
	}
	return postings * 2 > documents;
}

/* The text does not parse, but it was meant to be YAML: no line of it is prose, and its keys are
 * written as programs write them, not as the labels of a text. */
static bool is_plainly_yaml(const struct yaml_lines *lines)
{
	return lines->prose == 0 && lines->telling > 0 && lines->is_lower &&
	       (lines->keys > 1 || lines->signs > 0);
}

bool yaml_recognises(const char *bytes, size_t len)
{
	struct yaml_lines lines;
	struct node *stream;
	bool is_posting;
	size_t bad;

	yaml_count_lines(&lines, bytes, len);
	if (lines.keys == 0 || lines.prose * KEYS_FOR_PROSE > lines.keys)
		return false;
	stream = yaml_parse_any(bytes, len, "", &bad, NULL);
	if (!stream)
		return is_plainly_yaml(&lines);
	is_posting = is_posting_stream(stream);
	node_free(stream);
	return is_posting;
}

/* -- reading */

struct reading {
	const char *name;
	const struct reader_sink *sink;
	struct err *err;
	size_t records;
	size_t bad;              /* given to the first posting */
};

static void refuse(const struct reading *reading, const struct node *node, const char *why)
{
	reading->sink->refused(node->line, why, reading->sink->data);
}

static bool read_record(struct reading *reading, const struct node *node)
{
	const char *fault = board_record_fault(node);
	struct raw_posting raw;
	bool has_text, is_allowed;

	if (++reading->records > RECORDS_MAX)
		return err_set(reading->err, STATUS_BAD_DATA,
			       "%s:%zu: the file has more than %d postings; divide it",
			       reading->name, node->line, RECORDS_MAX);
	if (fault || node->kind != NODE_MAP) {
		refuse(reading, node, fault ? fault : "a posting should stand here, with keys such "
		       "as \"title:\"");
		return true;
	}
	raw_posting_init(&raw);
	raw.line = node->line;
	record_state(&raw, node);
	has_text = record_write_body(&raw, node);
	is_allowed = body_is_allowed(raw.body.text, raw.body.len, reading->name, node->line, NULL);
	if (!is_allowed) {
		refuse(reading, node, "the text is longer than a posting may be");
	} else if (!has_text && !raw_posting_stated(&raw, FIELD_TITLE)) {
		refuse(reading, node, "the posting has neither a title nor a description");
	} else {
		raw.bad_bytes += reading->bad;
		reading->bad = 0;
		reading->sink->posting(&raw, reading->sink->data);
	}
	raw_posting_release(&raw);
	return true;
}

static bool read_list(struct reading *reading, const struct node *list)
{
	for (size_t i = 0; i < list->count; i++) {
		if (!node_is_null(list->items[i]) && !read_record(reading, list->items[i]))
			return false;
	}
	return true;
}

static bool read_document(struct reading *reading, const struct node *node)
{
	const struct node *list = wrapped_list(node);

	if (node_is_null(node))
		return true;
	/* There may be two lists of postings. */
	if (list && node->fault)
		return err_set(reading->err, STATUS_BAD_DATA, "%s:%zu: %s", reading->name,
			       node->line, node->fault);
	if (list || node->kind == NODE_LIST)
		return read_list(reading, list ? list : node);
	return read_record(reading, node);
}

bool yaml_read(const char *bytes, size_t len, const char *name, const struct reader_sink *sink,
	       struct err *err)
{
	struct reading reading = { .name = name, .sink = sink, .err = err };
	struct node *stream = parse_valid(true, bytes, len, name, &reading.bad, err);
	bool is_read = stream != NULL;

	for (size_t i = 0; is_read && i < stream->count; i++)
		is_read = read_document(&reading, stream->items[i]);
	node_free(stream);
	return is_read;
}
