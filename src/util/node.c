/* A tree of texts, lists and mappings. */
#include "config.h"

#include "util/node.h"

#include "util/alloc.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_CAP 4

/* An empty value is common and need not be allocated. */
static char empty_text[1] = "";

struct node *node_new(enum node_kind kind, size_t line)
{
	struct node *node = xcalloc(1, sizeof *node);

	node->kind = kind;
	node->line = line;
	return node;
}

struct node *node_new_text(const char *text, size_t len, bool is_plain, size_t line)
{
	struct node *node = node_new(NODE_SCALAR, line);

	node->is_plain = is_plain;
	node->len = len;
	node->text = empty_text;
	if (len > 0) {
		node->text = xstrndup(text, len);
	}
	return node;
}

struct node *node_new_taken(struct strbuf *text, size_t line)
{
	struct node *node = node_new(NODE_SCALAR, line);

	node->len = text->len;
	node->text = strbuf_detach(text);
	return node;
}

void node_free(struct node *node)
{
	if (!node)
		return;
	for (size_t i = 0; i < node->count; i++) {
		if (node->keys)
			free(node->keys[i]);
		node_free(node->items[i]);
	}
	if (node->text != empty_text)
		free(node->text);
	free(node->keys);
	free(node->key_lines);
	free(node->items);
	free(node->fault);
	free(node);
}

static void grow(struct node *node)
{
	if (node->count < node->cap)
		return;
	node->cap = node->cap > 0 ? node->cap * 2 : FIRST_CAP;
	node->items = xrealloc(node->items, node->cap, sizeof *node->items);
	if (node->kind != NODE_MAP)
		return;
	node->keys = xrealloc(node->keys, node->cap, sizeof *node->keys);
	node->key_lines = xrealloc(node->key_lines, node->cap, sizeof *node->key_lines);
}

struct node *node_add(struct node *list, struct node *item)
{
	grow(list);
	list->items[list->count++] = item;
	return item;
}

struct node *node_put(struct node *map, const char *key, struct node *item, size_t line)
{
	grow(map);
	map->keys[map->count] = xstrdup(key);
	map->key_lines[map->count] = line;
	map->items[map->count++] = item;
	return item;
}

const struct node *node_get(const struct node *map, const char *key)
{
	size_t i;

	if (!map || map->kind != NODE_MAP)
		return NULL;
	for (i = 0; i < map->count; i++)
		if (strcmp(map->keys[i], key) == 0)
			return map->items[i];
	return NULL;
}

const char *node_text(const struct node *node)
{
	return node && node->kind == NODE_SCALAR && !node_is_null(node) ? node->text : NULL;
}

bool node_is_null(const struct node *node)
{
	static const char *const nulls[] = { "", "~", "null", "Null", "NULL" };
	size_t i;

	if (!node)
		return true;
	if (node->kind != NODE_SCALAR || !node->is_plain)
		return false;
	for (i = 0; i < sizeof nulls / sizeof nulls[0]; i++)
		if (strcmp(node->text, nulls[i]) == 0 && node->len == strlen(nulls[i]))
			return true;
	return false;
}
