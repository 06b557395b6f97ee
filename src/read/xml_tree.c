/* XML into a tree, by libxml2. */
#include "config.h"

#include "read/xml_int.h"

#include <string.h>

#include <libxml/SAX2.h>
#include <libxml/dict.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include "read/xml_mend_int.h"
#include "util/alloc.h"
#include "util/ascii.h"

#define TEXT_BYTES_MAX ((size_t)1 << 20)
#define KEYS_MAX 256

/* Different names in a file; the parser gets slower with each. */
#define NAMES_MAX 10000
#define XHTML "http://www.w3.org/1999/xhtml"

/* An element that is not closed yet. */
struct open {
	char *key;
	struct node *map;        /* NULL while it has neither attributes nor elements */
	struct strbuf text;
	bool has_markup;         /* its text is HTML */
	size_t line;
};

struct building {
	xmlParserCtxt *parser;
	struct open open[XML_DEPTH_MAX + 1];
	size_t depth;
	size_t markup;           /* elements of HTML that are open in the last of them */
	char *root_prefix;       /* the prefix of the root's name is left out of all names */
	struct node *tree;
	const char *name;
	struct err *err;
	bool has_failed;
};

/* -- elements of HTML within a text */

/* HTML that is not escaped stands in many feeds; these elements are in no vocabulary of jobs. */
static bool is_html_name(const char *name)
{
	static const char *const names[] = { "p", "br", "div", "ul", "ol", "li", "b", "strong",
					     "i", "em", "u", "span", "h1", "h2", "h3", "h4", "h5",
					     "h6", "hr", "a", "blockquote", "pre", "font" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (ascii_equal(names[i], name))
			return true;
	}
	return false;
}

static void add_escaped(struct strbuf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '&')
			strbuf_puts(out, "&amp;");
		else if (text[i] == '<')
			strbuf_puts(out, "&lt;");
		else if (text[i] == '"')
			strbuf_puts(out, "&quot;");
		else
			strbuf_putc(out, text[i]);
	}
}

/* The text so far was plain; from now on it is HTML. */
static void begin_markup(struct open *open)
{
	struct strbuf plain = open->text;

	if (open->has_markup)
		return;
	open->has_markup = true;
	strbuf_init(&open->text);
	open->text.ceiling = TEXT_BYTES_MAX;
	add_escaped(&open->text, plain.text, plain.len);
	strbuf_release(&plain);
}

/* -- building the tree */

static struct open *top(struct building *building)
{
	return building->depth > 0 ? &building->open[building->depth - 1] : NULL;
}

static struct node *map_of(struct open *open)
{
	if (!open->map)
		open->map = node_new(NODE_MAP, open->line);
	return open->map;
}

static size_t key_index(const struct node *map, const char *key)
{
	for (size_t i = map->count; i > 0; i--) {
		if (strcmp(map->keys[i - 1], key) == 0)
			return i - 1;
	}
	return map->count;
}

/* Puts an element into its parent; a second one of its name makes a list. */
static void put_child(struct open *parent, const char *key, struct node *child)
{
	struct node *map = map_of(parent);
	size_t at = key_index(map, key);

	if (at == map->count && map->count == KEYS_MAX) {
		if (!map->fault)
			map->fault = xstrdup("it has more than 256 different elements; "
					     "leave some out");
		node_free(child);
	} else if (at == map->count) {
		node_put(map, key, child, child->line);
	} else {
		struct node *first = map->items[at];

		if (first->kind != NODE_LIST) {
			map->items[at] = node_new(NODE_LIST, first->line);
			node_add(map->items[at], first);
		}
		node_add(map->items[at], child);
	}
}

static struct node *text_node(struct open *open)
{
	size_t start = 0, end = open->text.len;
	struct node *node;

	ascii_trim(open->text.text, &start, &end);
	node = node_new_text(open->text.text + start, end - start, end == start, open->line);
	if (open->text.truncated)
		node->fault = xstrdup("the text of an element has more than 1 MiB; shorten it");
	return node;
}

/* What an element amounts to: its text, or a map with what stands in it. */
static struct node *finished(struct open *open)
{
	struct node *text = text_node(open);

	if (!open->map)
		return text;
	if (text->len > 0)
		node_put(open->map, "#text", text, open->line);
	else
		node_free(text);
	return open->map;
}

static void push(struct building *building, char *key, size_t line)
{
	struct open *open = &building->open[building->depth++];

	*open = (struct open){ .key = key, .line = line };
	strbuf_init(&open->text);
	open->text.ceiling = TEXT_BYTES_MAX;
}

static void pop(struct building *building)
{
	struct open *open = &building->open[--building->depth];
	struct node *node = finished(open);

	if (building->depth > 0) {
		put_child(top(building), open->key, node);
	} else {
		building->tree = node_new(NODE_MAP, 1);
		node_put(building->tree, open->key, node, open->line);
	}
	strbuf_release(&open->text);
	free(open->key);
}

/* -- what the parser tells */

static const char *chars(const xmlChar *text)
{
	return (const char *)text;
}

/* "content:encoded"; the prefix that the root has is everybody's and says nothing. */
static char *full_name(const struct building *building, const char *local, const char *prefix)
{
	struct strbuf name = STRBUF_INIT;

	if (prefix && (!building->root_prefix || strcmp(prefix, building->root_prefix) != 0))
		strbuf_printf(&name, "%s:", prefix);
	strbuf_puts(&name, local);
	return strbuf_detach(&name);
}

/* libxml2 gives five pointers for each attribute: name, prefix, address, and its value's ends. */
enum { PART_NAME, PART_PREFIX, PART_ADDRESS, PART_START, PART_END, PART_COUNT };

/* The parser leaves "&" in a value as "&#38;", for whoever would parse the value again. */
static struct node *value_node(const char *value, size_t len, size_t line)
{
	static const char escaped[] = "&#38;";
	struct strbuf text = STRBUF_INIT;
	struct node *node;

	for (size_t at = 0; at < len; at++) {
		strbuf_putc(&text, value[at]);
		if (ascii_starts_len(value + at, len - at, escaped))
			at += sizeof escaped - 2;
	}
	node = node_new_text(text.text, text.len, false, line);
	strbuf_release(&text);
	return node;
}

static void put_attributes(struct open *open, int count, const xmlChar **parts)
{
	for (int i = 0; i < count; i++, parts += PART_COUNT) {
		const char *prefix = parts[PART_PREFIX] ? chars(parts[PART_PREFIX]) : "";
		struct strbuf key = STRBUF_INIT;

		/* Which language it is in and how its blanks count are no facts. */
		if (strcmp(prefix, "xml") == 0)
			continue;
		strbuf_printf(&key, "@%s%s%s", prefix, *prefix ? ":" : "", chars(parts[PART_NAME]));
		node_put(map_of(open), key.text,
			 value_node(chars(parts[PART_START]),
				    (size_t)(parts[PART_END] - parts[PART_START]), open->line),
			 open->line);
		strbuf_release(&key);
	}
}

static void write_tag(struct strbuf *out, const char *name, int count, const xmlChar **parts)
{
	strbuf_printf(out, "<%s", name);
	for (int i = 0; i < count; i++, parts += PART_COUNT) {
		strbuf_printf(out, " %s=\"", chars(parts[PART_NAME]));
		add_escaped(out, chars(parts[PART_START]),
			    (size_t)(parts[PART_END] - parts[PART_START]));
		strbuf_putc(out, '"');
	}
	strbuf_putc(out, '>');
}

static void fail_names(struct building *building)
{
	building->has_failed = true;
	err_set(building->err, STATUS_BAD_DATA,
		"%s:%d: the file has more than %d different names of elements; it is no list of "
		"postings", building->name, xmlSAX2GetLineNumber(building->parser), NAMES_MAX);
	xmlStopParser(building->parser);
}

static void on_start(void *data, const xmlChar *local, const xmlChar *prefix,
		     const xmlChar *address, int spaces, const xmlChar **declared, int count,
		     int defaulted, const xmlChar **attributes)
{
	struct building *building = data;
	struct open *open = top(building);
	bool is_html = (address && strcmp(chars(address), XHTML) == 0) ||
		       (!prefix && is_html_name(chars(local)));

	(void)spaces;
	(void)declared;
	(void)defaulted;
	if (!building->has_failed && xmlDictSize(building->parser->dict) > NAMES_MAX)
		fail_names(building);
	if (building->has_failed)
		return;
	if (building->markup > 0 || (open && is_html)) {
		begin_markup(open);
		building->markup++;
		write_tag(&open->text, chars(local), count, attributes);
		return;
	}
	if (!open && prefix)
		building->root_prefix = xstrdup(chars(prefix));
	push(building, full_name(building, chars(local), prefix ? chars(prefix) : NULL),
	     (size_t)xmlSAX2GetLineNumber(building->parser));
	put_attributes(top(building), count, attributes);
}

static void on_end(void *data, const xmlChar *local, const xmlChar *prefix,
		   const xmlChar *address)
{
	struct building *building = data;

	(void)prefix;
	(void)address;
	if (building->has_failed || building->depth == 0)
		return;
	if (building->markup > 0) {
		building->markup--;
		strbuf_printf(&top(building)->text, "</%s>", chars(local));
	} else {
		pop(building);
	}
}

static void on_text(void *data, const xmlChar *text, int len)
{
	struct building *building = data;
	struct open *open = top(building);

	if (building->has_failed || !open)
		return;
	if (open->has_markup)
		add_escaped(&open->text, chars(text), (size_t)len);
	else
		strbuf_add(&open->text, chars(text), (size_t)len);
}

#if LIBXML_VERSION >= 21200
typedef const xmlError *parse_error;
#else
typedef xmlError *parse_error;
#endif

/* The first fault is told; what follows from it is not. Undeclared prefixes are no fault. */
static void on_error(void *data, parse_error error)
{
	struct building *building = data;
	struct strbuf what = STRBUF_INIT;

	if (building->has_failed || error->level != XML_ERR_FATAL)
		return;
	building->has_failed = true;
	strbuf_puts(&what, error->message ? error->message : "it cannot be read");
	while (what.len > 0 && ascii_is_space(what.text[what.len - 1]))
		strbuf_cut(&what, what.len - 1);
	err_set(building->err, STATUS_BAD_DATA,
		"%s:%d:%d: the XML is broken or cut off (%s); get the file again", building->name,
		error->line, error->int2, what.text);
	strbuf_release(&what);
	xmlStopParser(building->parser);
}

static xmlSAXHandler handler(void)
{
	return (xmlSAXHandler){
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_text,
		.serror = on_error,
	};
}

/* -- parsing */

static void release(struct building *building)
{
	while (building->depth > 0) {
		struct open *open = &building->open[--building->depth];

		node_free(open->map);
		strbuf_release(&open->text);
		free(open->key);
	}
	free(building->root_prefix);
}

/* The mended text has no DOCTYPE, so nothing is there to be fetched or expanded; the options say
 * so once more. */
static void parse(struct building *building, const struct strbuf *text)
{
	xmlInitParser();
	building->parser = xmlNewParserCtxt();
	if (building->parser) {
		*building->parser->sax = handler();
		building->parser->userData = building;
		xmlCtxtReadMemory(building->parser, text->text, (int)text->len, NULL, "UTF-8",
				  XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
	}
	if (!building->has_failed && (!building->parser || !building->parser->wellFormed)) {
		building->has_failed = true;
		err_set(building->err, STATUS_BAD_DATA, "%s:1: the XML is broken; get the file "
			"again", building->name);
	}
	xmlFreeParserCtxt(building->parser);
}

struct node *xml_parse(const char *bytes, size_t len, const char *name, size_t *bad,
		       struct err *err)
{
	struct building building = { .name = name, .err = err };
	struct strbuf text = STRBUF_INIT;

	if (xml_mend(&text, bytes, len, name, bad, err))
		parse(&building, &text);
	strbuf_release(&text);
	release(&building);
	if (!building.has_failed)
		return building.tree;
	node_free(building.tree);
	return NULL;
}
