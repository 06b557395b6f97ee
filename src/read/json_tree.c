/* The copy that the scan makes of a value, parsed by jansson, and its values as nodes. */
#include "config.h"

#include "read/json_tree_int.h"

#include <jansson.h>
#include <string.h>

#include "util/alloc.h"
#include "util/ascii.h"

#define KEYS_MAX 256
#define FIELD_BYTES_MAX ((size_t)1 << 20)

/* A table of the keys of one object, with room for all at half its size. */
#define SLOTS (KEYS_MAX * 2)

static void set_fault(struct node *node, const struct strbuf *why)
{
	if (!node->fault)
		node->fault = xstrdup(why->text);
}

static size_t key_hash(const char *key)
{
	size_t hash = 2166136261u;

	for (; *key; key++)
		hash = (hash ^ (unsigned char)*key) * 16777619u;
	return hash;
}

/* The earlier key that is the same as key AT; AT for none. SLOTS of the table hold keys plus 1. */
static size_t find_same(const struct node *map, size_t at, uint16_t table[SLOTS])
{
	size_t slot = key_hash(map->keys[at]) % SLOTS;

	while (table[slot] > 0) {
		size_t other = (size_t)table[slot] - 1;

		if (strcmp(map->keys[other], map->keys[at]) == 0)
			return other;
		slot = (slot + 1) % SLOTS;
	}
	table[slot] = (uint16_t)(at + 1);
	return at;
}

/* Why what holds this object must be refused: a key that stands twice, or too many of them. */
static void check_keys(struct node *map)
{
	uint16_t table[SLOTS] = { 0 };
	struct strbuf why = STRBUF_INIT;

	if (map->count > KEYS_MAX) {
		strbuf_printf(&why, "an object has %zu keys, more than %d; leave some out",
			      map->count, KEYS_MAX);
		set_fault(map, &why);
	}
	for (size_t i = 0; i < map->count && map->count <= KEYS_MAX && !map->fault; i++) {
		size_t same = find_same(map, i, table);

		if (same == i)
			continue;
		strbuf_printf(&why, "the key \"%.80s\" stands twice, on line %zu and on line %zu; "
			      "remove one", map->keys[i], map->key_lines[same], map->key_lines[i]);
		set_fault(map, &why);
	}
	strbuf_release(&why);
}

/* Reads "12:34" from the start of TEXT; returns what is behind it and a colon. */
static const char *read_pair(const char *text, size_t *first, size_t *second)
{
	int64_t value = 0;

	text += ascii_number(text, strlen(text), &value);
	*first = (size_t)value;
	text += *text == ':';
	text += ascii_number(text, strlen(text), &value);
	*second = (size_t)value;
	return text + (*text == ':');
}

/* The text that two numbers say. The texts have a ceiling; what was dropped there is empty. */
static const char *find_text(const struct strbuf *texts, const char *pair, size_t *len)
{
	size_t start;

	read_pair(pair, &start, len);
	if (start > texts->len)
		start = texts->len;
	if (*len > texts->len - start)
		*len = texts->len - start;
	return texts->text + start;
}

static struct node *make_text(const struct strbuf *texts, const json_t *json, size_t line)
{
	const char *text = json_string_value(json);
	size_t len = json_string_length(json);
	struct node *node;

	if (!text || len == 0)
		return node_new_text("", 0, false, line);
	if (*text != '@')
		return node_new_text(text + 1, len - 1, *text == '#', line);
	text = find_text(texts, text + 1, &len);
	node = node_new_text(text, len, false, line);
	if (node->len > FIELD_BYTES_MAX)
		node->fault = xstrdup("a text has more than 1 MiB; shorten it");
	return node;
}

static struct node *make_node(const struct strbuf *texts, json_t *json, size_t line);

static struct node *make_map(const struct strbuf *texts, json_t *json, size_t line)
{
	struct node *map = node_new(NODE_MAP, line);
	const char *key;
	json_t *value;

	json_object_foreach(json, key, value) {
		size_t key_line, col, len;
		const char *name = read_pair(key, &key_line, &col);

		if (*key == '\0') {
			const char *place = json_string_value(value);

			read_pair(place ? place : "", &map->line, &map->col);
			continue;
		}
		node_put(map, find_text(texts, name, &len), make_node(texts, value, key_line),
			 key_line);
	}
	check_keys(map);
	return map;
}

/* No deeper than the scan lets pass. */
static struct node *make_node(const struct strbuf *texts, json_t *json, size_t line)
{
	struct node *node;

	if (json_is_object(json))
		return make_map(texts, json, line);
	if (!json_is_array(json))
		return make_text(texts, json, line);
	node = node_new(NODE_LIST, line);
	for (size_t i = 0; i < json_array_size(json); i++)
		node_add(node, make_node(texts, json_array_get(json, i), line));
	return node;
}

/* What jansson says, without the piece of the copy that it quotes. */
static void describe(const json_error_t *error, struct strbuf *what)
{
	const char *near = strstr(error->text, " near ");

	strbuf_add(what, error->text, near ? (size_t)(near - error->text) : strlen(error->text));
}

struct node *json_tree(const struct json_copy *copy, size_t line, struct strbuf *what,
		       size_t *bytes)
{
	json_error_t error;
	json_t *json = json_loadb(copy->marks.text, copy->marks.len, JSON_DECODE_ANY, &error);
	struct node *node;

	if (!json) {
		describe(&error, what);
		*bytes = error.position > 0 ? (size_t)error.position : 0;
		return NULL;
	}
	node = make_node(&copy->texts, json, line);
	json_decref(json);
	return node;
}
