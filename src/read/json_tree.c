/* The copy that the scan makes of a value, as a tree; jansson says what is wrong with one. */
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

/*
 * The marks are read here, as the scan writes them: brackets, commas, colons, and strings in which
 * no quote stands. The parser's own tree of them would be thrown away for each value.
 */
struct marks {
	const char *at, *end;
	const struct strbuf *texts;
};

static bool take_mark(struct marks *marks, char mark)
{
	if (marks->at == marks->end || *marks->at != mark)
		return false;
	marks->at++;
	return true;
}

/* What stands between the quotes of a string. */
static bool take_string(struct marks *marks, const char **text, size_t *len)
{
	const char *quote;

	if (!take_mark(marks, '"'))
		return false;
	*text = marks->at;
	quote = memchr(marks->at, '"', (size_t)(marks->end - marks->at));
	if (!quote)
		return false;
	*len = (size_t)(quote - *text);
	marks->at = quote + 1;
	return true;
}

/* Reads "12:34" from the start of TEXT; returns what is behind it and a colon. */
static const char *read_pair(const char *text, const char *end, size_t *first, size_t *second)
{
	int64_t value = 0;

	text += ascii_number(text, (size_t)(end - text), &value);
	*first = (size_t)value;
	text += text < end && *text == ':';
	text += ascii_number(text, (size_t)(end - text), &value);
	*second = (size_t)value;
	return text + (text < end && *text == ':');
}

/* The text that two numbers say. The texts have a ceiling; what was dropped there is empty. */
static const char *find_text(const struct strbuf *texts, const char *pair, const char *end,
			     size_t *len)
{
	size_t start;

	read_pair(pair, end, &start, len);
	if (start > texts->len)
		start = texts->len;
	if (*len > texts->len - start)
		*len = texts->len - start;
	return texts->text + start;
}

static struct node *read_text(struct marks *marks, size_t line)
{
	const char *text;
	size_t len;
	struct node *node;

	if (!take_string(marks, &text, &len))
		return NULL;
	if (len == 0)
		return node_new_text("", 0, false, line);
	if (*text != '@')
		return node_new_text(text + 1, len - 1, *text == '#', line);
	text = find_text(marks->texts, text + 1, text + len, &len);
	node = node_new_text(text, len, false, line);
	if (node->len > FIELD_BYTES_MAX)
		node->fault = xstrdup("a text has more than 1 MiB; shorten it");
	return node;
}

static struct node *read_value(struct marks *marks, size_t line);

/* A key and its value; the first of each object says where that stands. */
static bool read_member(struct marks *marks, struct node *map)
{
	const char *key, *text, *name;
	size_t bytes, key_line, col, len;
	struct node *value;

	if (!take_string(marks, &key, &bytes) || !take_mark(marks, ':'))
		return false;
	if (bytes == 0) {
		if (!take_string(marks, &text, &len))
			return false;
		read_pair(text, text + len, &map->line, &map->col);
		return true;
	}
	name = read_pair(key, key + bytes, &key_line, &col);
	value = read_value(marks, key_line);
	if (value)
		node_put(map, find_text(marks->texts, name, key + bytes, &len), value, key_line);
	return value != NULL;
}

static bool read_item(struct marks *marks, struct node *list)
{
	struct node *item = read_value(marks, list->line);

	if (item)
		node_add(list, item);
	return item != NULL;
}

/* What stands between two brackets, the first of which was taken. */
static struct node *read_nest(struct marks *marks, struct node *nest, char close,
			      bool (*read_one)(struct marks *marks, struct node *nest))
{
	bool is_read = true;

	if (take_mark(marks, close))
		return nest;
	do
		is_read = read_one(marks, nest);
	while (is_read && take_mark(marks, ','));
	if (is_read && take_mark(marks, close))
		return nest;
	node_free(nest);
	return NULL;
}

/* No deeper than the scan lets pass; NULL for what is no JSON. */
static struct node *read_value(struct marks *marks, size_t line)
{
	struct node *map;

	if (take_mark(marks, '['))
		return read_nest(marks, node_new(NODE_LIST, line), ']', read_item);
	if (!take_mark(marks, '{'))
		return read_text(marks, line);
	map = read_nest(marks, node_new(NODE_MAP, line), '}', read_member);
	if (map)
		check_keys(map);
	return map;
}

/* What jansson says is wrong, without the piece of the copy that it quotes. */
static void describe(const struct strbuf *marks, struct strbuf *what, size_t *bytes)
{
	json_error_t error = { .position = 0 };
	json_t *json = json_loadb(marks->text, marks->len, JSON_DECODE_ANY, &error);
	const char *near = strstr(error.text, " near ");

	json_decref(json);
	strbuf_add(what, error.text, near ? (size_t)(near - error.text) : strlen(error.text));
	*bytes = error.position > 0 ? (size_t)error.position : 0;
}

struct node *json_tree(const struct json_copy *copy, size_t line, struct strbuf *what,
		       size_t *bytes)
{
	struct marks marks = {
		.at = copy->marks.text, .end = copy->marks.text + copy->marks.len,
		.texts = &copy->texts,
	};
	struct node *node = read_value(&marks, line);

	if (node && marks.at == marks.end)
		return node;
	node_free(node);
	describe(&copy->marks, what, bytes);
	return NULL;
}
