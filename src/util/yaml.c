/*
 * YAML into a small tree.
 *
 * libyaml is asked for one event after another and never builds a document itself, since it has
 * no limits of its own: what is deeper, longer or more than ours allow ends the parse at the
 * event that says so, which for a million opening brackets is the 65th.
 */
#include "config.h"

#include "util/yaml.h"

#include "util/strbuf.h"
#include "util/yaml_source_int.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#define DEPTH_MAX 64
#define EVENTS_MAX 2000000
#define KEYS_MAX 256
#define SCALAR_BYTES_MAX ((size_t)1 << 20)
#define TAG_LINES_MAX 16

#define TAG_PREFIX "tag:yaml.org,2002:"

static const char *const accepted_tags[] = {
	"null", "bool", "int", "float", "str", "seq", "map", "timestamp",
};

struct parse {
	yaml_parser_t parser;
	const char *name;        /* for messages */
	struct yaml_source source;
	size_t events;
	size_t depth;
	bool has_records;        /* what is wrong with the keys of a mapping is its fault alone */
	struct err *err;
};

static bool fail_at(const struct parse *parse, size_t line, size_t col, const char *what,
		    const char *advice)
{
	return err_set(parse->err, STATUS_BAD_DATA, "%s:%zu:%zu: %s; %s", parse->name, line, col,
		       what, advice);
}

static bool fail_event(const struct parse *parse, const yaml_event_t *event, const char *what,
		       const char *advice)
{
	const yaml_mark_t *mark = &event->start_mark;

	return fail_at(parse, mark->line + 1, mark->column + 1, what, advice);
}

/* What libyaml's reader says of bytes that are no text; it knows the byte but not the line. */
static bool fail_reader(const struct parse *parse)
{
	size_t line, col;

	yaml_source_place(&parse->source, parse->parser.problem_offset, &line, &col);
	if (strstr(parse->parser.problem, "control"))
		return fail_at(parse, line, col, "a control character stands here",
			       "remove it, or write it as an escape in double quotes");
	return fail_at(parse, line, col, "this is not valid UTF-8",
		       "convert the file with iconv -t UTF-8");
}

static bool fail_parser(const struct parse *parse)
{
	const yaml_parser_t *parser = &parse->parser;
	const char *context = parser->context ? parser->context : "";

	if (parser->error == YAML_MEMORY_ERROR)
		return err_set(parse->err, STATUS_INTERNAL,
			       "%s: not enough memory to read it; divide it into smaller files",
			       parse->name);
	if (parser->error == YAML_READER_ERROR)
		return fail_reader(parse);
	return err_set(parse->err, STATUS_BAD_DATA, "%s:%zu:%zu: %s%s%s; correct the YAML there",
		       parse->name, parser->problem_mark.line + 1, parser->problem_mark.column + 1,
		       parser->problem ? parser->problem : "this is not YAML", *context ? " " : "",
		       context);
}

static bool check_tag(const struct parse *parse, const yaml_event_t *event, const yaml_char_t *tag)
{
	const char *text = (const char *)tag;
	size_t i;

	if (!tag)
		return true;
	if (strncmp(text, TAG_PREFIX, strlen(TAG_PREFIX)) == 0)
		for (i = 0; i < sizeof accepted_tags / sizeof accepted_tags[0]; i++)
			if (strcmp(text + strlen(TAG_PREFIX), accepted_tags[i]) == 0)
				return true;
	return fail_event(parse, event, "this YAML tag is not accepted",
			  "remove it and leave the value");
}

/* What no event may be or carry, wherever it stands. */
static bool check_event(const struct parse *parse, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_ALIAS_EVENT:
		return fail_event(parse, event, "YAML aliases are not accepted",
				  "write the value out");
	case YAML_SCALAR_EVENT:
		if (event->data.scalar.length > SCALAR_BYTES_MAX)
			return fail_event(parse, event, "this value has more than 1 MiB",
					  "shorten it");
		return check_tag(parse, event, event->data.scalar.tag);
	case YAML_SEQUENCE_START_EVENT:
		return check_tag(parse, event, event->data.sequence_start.tag);
	case YAML_MAPPING_START_EVENT:
		return check_tag(parse, event, event->data.mapping_start.tag);
	default:
		return true;
	}
}

/* Fetches the next event; on failure there is none to delete. */
static bool next_event(struct parse *parse, yaml_event_t *event)
{
	bool ok;

	if (!yaml_parser_parse(&parse->parser, event))
		return fail_parser(parse);
	if (++parse->events > EVENTS_MAX)
		ok = fail_event(parse, event, "more than 2,000,000 values and marks stand here",
				"divide it into smaller files");
	else
		ok = check_event(parse, event);
	if (!ok)
		yaml_event_delete(event);
	return ok;
}

static void mark_node(const struct parse *parse, struct node *node, const yaml_event_t *event)
{
	node->col = event->start_mark.column + 1;
	node->start = yaml_source_byte(&parse->source, event->start_mark.index);
	node->end = yaml_source_byte(&parse->source, event->end_mark.index);
}

/* "!!str null" is the word and "!!null ''" is null, whatever the quotes. */
static bool is_plain(const yaml_event_t *event)
{
	const char *tag = (const char *)event->data.scalar.tag;

	if (!tag)
		return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	return strcmp(tag, TAG_PREFIX "str") != 0;
}

static struct node *new_scalar(const struct parse *parse, const yaml_event_t *event)
{
	struct node *node = node_new_text((const char *)event->data.scalar.value,
					  event->data.scalar.length, is_plain(event),
					  event->start_mark.line + 1);

	mark_node(parse, node, event);
	return node;
}

static bool check_key(const struct parse *parse, const yaml_event_t *event)
{
	const char *key = (const char *)event->data.scalar.value;

	if (event->type != YAML_SCALAR_EVENT)
		return fail_event(parse, event, "a key must be a single value",
				  "write \"key: value\"");
	if (strlen(key) != event->data.scalar.length)
		return fail_event(parse, event, "a key must not contain a NUL", "remove it");
	return true;
}

static void set_fault(struct node *map, struct strbuf *why)
{
	if (!map->fault)
		map->fault = strbuf_detach(why);
	strbuf_release(why);
}

static bool refuse_full(const struct parse *parse, struct node *map, const yaml_event_t *event)
{
	struct strbuf why = STRBUF_INIT;

	if (!parse->has_records)
		return fail_event(parse, event, "more than 256 keys stand in one mapping",
				  "divide it into several");
	strbuf_puts(&why, "it has more than 256 keys; leave some out");
	set_fault(map, &why);
	return true;
}

static bool refuse_twice(const struct parse *parse, struct node *map, size_t first,
			 const yaml_event_t *event)
{
	const char *key = map->keys[first];
	const yaml_mark_t *mark = &event->start_mark;
	struct strbuf why = STRBUF_INIT;

	if (!parse->has_records)
		return err_set(parse->err, STATUS_BAD_DATA,
			       "%s:%zu:%zu: the key \"%s\" stands in line %zu already; "
			       "remove one of them", parse->name, mark->line + 1,
			       mark->column + 1, key, map->key_lines[first]);
	strbuf_printf(&why, "the key \"%.80s\" stands twice, on line %zu and on line %zu; "
		      "remove one", key, map->key_lines[first], mark->line + 1);
	set_fault(map, &why);
	return true;
}

/* Whether the key that EVENT is has room in the map; false where nothing can be read at all. */
static bool find_room(const struct parse *parse, struct node *map, const yaml_event_t *event,
		      bool *has_room)
{
	*has_room = false;
	if (map->count == KEYS_MAX)
		return refuse_full(parse, map, event);
	for (size_t i = 0; i < map->count; i++)
		if (strcmp(map->keys[i], (const char *)event->data.scalar.value) == 0)
			return refuse_twice(parse, map, i, event);
	*has_room = true;
	return true;
}

static struct node *build(struct parse *parse, const yaml_event_t *event);

/* Builds the item of a list that EVENT starts. */
static bool add_value(struct parse *parse, struct node *list, const yaml_event_t *event)
{
	struct node *child = build(parse, event);

	if (child)
		node_add(list, child);
	return child != NULL;
}

/* Reads one key and its value, the key being EVENT. */
static bool add_pair(struct parse *parse, struct node *map, const yaml_event_t *event)
{
	const char *key = (const char *)event->data.scalar.value;
	struct node *child;
	yaml_event_t value;
	bool has_room;

	if (!check_key(parse, event) || !find_room(parse, map, event, &has_room) ||
	    !next_event(parse, &value))
		return false;
	child = build(parse, &value);
	yaml_event_delete(&value);
	if (!child)
		return false;
	if (has_room)
		node_put(map, key, child, event->start_mark.line + 1);
	else
		node_free(child);
	return true;
}

/* A block ends where its last value does, and not after the blank lines and comments that
 * follow. */
static void end_node(const struct parse *parse, struct node *node, const yaml_event_t *event,
		     bool is_block)
{
	if (!is_block)
		node->end = yaml_source_byte(&parse->source, event->end_mark.index);
	else if (node->count > 0)
		node->end = node->items[node->count - 1]->end;
}

/* Reads to the end of the list or map that NODE has begun. */
static bool fill(struct parse *parse, struct node *node, yaml_event_type_t last, bool is_block)
{
	yaml_event_t event;
	bool ok = true, is_last = false;

	while (ok && !is_last) {
		if (!next_event(parse, &event))
			return false;
		is_last = event.type == last;
		if (is_last)
			end_node(parse, node, &event, is_block);
		else if (node->kind == NODE_MAP)
			ok = add_pair(parse, node, &event);
		else
			ok = add_value(parse, node, &event);
		yaml_event_delete(&event);
	}
	return ok;
}

static struct node *build_collection(struct parse *parse, const yaml_event_t *event)
{
	bool is_map = event->type == YAML_MAPPING_START_EVENT;
	yaml_event_type_t last = is_map ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT;
	bool is_block = is_map
		? event->data.mapping_start.style != YAML_FLOW_MAPPING_STYLE
		: event->data.sequence_start.style != YAML_FLOW_SEQUENCE_STYLE;
	struct node *node;

	if (parse->depth == DEPTH_MAX) {
		fail_event(parse, event, "this is nested more than 64 levels deep", "flatten it");
		return NULL;
	}
	parse->depth++;
	node = node_new(is_map ? NODE_MAP : NODE_LIST, event->start_mark.line + 1);
	mark_node(parse, node, event);
	if (!fill(parse, node, last, is_block)) {
		node_free(node);
		return NULL;
	}
	parse->depth--;
	return node;
}

/* The node that EVENT is or starts. Recurses no deeper than DEPTH_MAX. */
static struct node *build(struct parse *parse, const yaml_event_t *event)
{
	return event->type == YAML_SCALAR_EVENT ? new_scalar(parse, event)
						: build_collection(parse, event);
}

/* Between the marks of a document stands exactly one value. */
static bool add_document(struct parse *parse, struct node *documents)
{
	yaml_event_t event;
	bool ok;

	if (!next_event(parse, &event))
		return false;
	ok = add_value(parse, documents, &event);
	yaml_event_delete(&event);
	if (!ok || !next_event(parse, &event))
		return false;
	yaml_event_delete(&event);
	return true;
}

static bool add_documents(struct parse *parse, struct node *documents)
{
	yaml_event_t event;
	yaml_event_type_t type;

	do {
		if (!next_event(parse, &event))
			return false;
		type = event.type;
		yaml_event_delete(&event);
		if (type == YAML_DOCUMENT_START_EVENT && !add_document(parse, documents))
			return false;
	} while (type != YAML_STREAM_END_EVENT);
	return true;
}

/* What libyaml would take badly: UTF-16, and %TAG lines by the thousand, whose number it
 * squares. */
static bool check_source(struct parse *parse)
{
	const char *at = parse->source.bytes, *end = at + parse->source.len;
	size_t tags = 0;

	if (end - at >= 2 && (memcmp(at, "\xFE\xFF", 2) == 0 || memcmp(at, "\xFF\xFE", 2) == 0))
		return fail_at(parse, 1, 1, "this is UTF-16",
			       "convert the file with iconv -f UTF-16 -t UTF-8");
	while (at && at < end) {
		if (end - at >= 4 && memcmp(at, "%TAG", 4) == 0)
			tags++;
		at = memchr(at, '\n', (size_t)(end - at));
		at = at ? at + 1 : NULL;
	}
	return tags <= TAG_LINES_MAX ||
	       fail_at(parse, 1, 1, "this has more than 16 %TAG lines", "remove them");
}

static bool parse_source(struct parse *parse, struct node *root)
{
	bool ok;

	if (!yaml_parser_initialize(&parse->parser))
		return err_set(parse->err, STATUS_INTERNAL,
			       "%s: not enough memory to read it; close other programs",
			       parse->name);
	yaml_parser_set_encoding(&parse->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parse->parser, (const unsigned char *)parse->source.bytes,
				     parse->source.len);
	ok = add_documents(parse, root);
	yaml_parser_delete(&parse->parser);
	return ok;
}

static struct node *parse_bytes(struct parse *parse, const char *bytes, size_t len)
{
	struct node *root = node_new(NODE_LIST, 1);

	root->col = 1;
	root->end = len;
	yaml_source_init(&parse->source, bytes ? bytes : "", len);
	if (!check_source(parse) || !parse_source(parse, root)) {
		node_free(root);
		root = NULL;
	}
	yaml_source_release(&parse->source);
	return root;
}

struct node *yaml_parse(const char *bytes, size_t len, const char *name, struct err *err)
{
	struct parse parse = { .name = name, .err = err };

	return parse_bytes(&parse, bytes, len);
}

struct node *yaml_parse_records(const char *bytes, size_t len, const char *name,
				struct err *err)
{
	struct parse parse = { .name = name, .has_records = true, .err = err };

	return parse_bytes(&parse, bytes, len);
}
