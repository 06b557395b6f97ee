/* What several boards make of what stands at their paths. */
#include "config.h"

#include "read/board_make_int.h"

#include <stdlib.h>
#include <string.h>

#include "read/board_path_int.h"
#include "read/key_int.h"
#include "util/ascii.h"

#define DEPTH_MAX 64

/* -- putting a record together */

struct node *make_text_len(const char *text, size_t len)
{
	return text && len > 0 ? node_new_text(text, len, false, 0) : NULL;
}

struct node *make_text(const char *text)
{
	return text ? make_text_len(text, strlen(text)) : NULL;
}

static struct node *copy_node(const struct node *node, int depth)
{
	struct node *copy;

	if (node->kind == NODE_SCALAR)
		return node_new_text(node->text, node->len, node->is_plain, node->line);
	copy = node_new(node->kind, node->line);
	for (size_t i = 0; i < node->count && depth < DEPTH_MAX; i++) {
		struct node *item = copy_node(node->items[i], depth + 1);

		if (node->kind == NODE_MAP)
			node_put(copy, node->keys[i], item, node->key_lines[i]);
		else
			node_add(copy, item);
	}
	return copy;
}

struct node *make_copy(const struct node *node)
{
	return copy_node(node, 0);
}

static size_t key_index(const struct node *map, const char *key)
{
	size_t at = 0;

	while (at < map->count && strcmp(map->keys[at], key) != 0)
		at++;
	return at;
}

static void remove_at(struct node *map, size_t at)
{
	size_t behind = map->count - at - 1;

	free(map->keys[at]);
	node_free(map->items[at]);
	memmove(map->keys + at, map->keys + at + 1, behind * sizeof *map->keys);
	memmove(map->items + at, map->items + at + 1, behind * sizeof *map->items);
	memmove(map->key_lines + at, map->key_lines + at + 1, behind * sizeof *map->key_lines);
	map->count--;
}

void make_set(struct node *map, const char *key, struct node *item)
{
	size_t at = key_index(map, key);

	if (at < map->count && item) {
		node_free(map->items[at]);
		map->items[at] = item;
	} else if (at < map->count) {
		remove_at(map, at);
	} else if (item) {
		node_put(map, key, item, map->line);
	}
}

void make_also(struct node *map, const char *key, struct node *item)
{
	size_t at = key_index(map, key);
	struct node *list;

	if (!item || at == map->count) {
		make_set(map, key, item);
		return;
	}
	list = map->items[at];
	if (list->kind != NODE_LIST) {
		list = node_new(NODE_LIST, map->line);
		node_add(list, map->items[at]);
		map->items[at] = list;
	}
	if (item->kind != NODE_LIST) {
		node_add(list, item);
		return;
	}
	for (size_t i = 0; i < item->count; i++)
		node_add(list, item->items[i]);
	item->count = 0;
	node_free(item);
}

/* -- makes */

struct node *make_remote(const struct node *value, const struct node *record)
{
	static const char *const yes[] = { "true", "yes", "1", "y", "remote" };
	const char *text = node_text(value);

	(void)record;
	for (size_t i = 0; text && i < sizeof yes / sizeof yes[0]; i++) {
		if (ascii_equal(text, yes[i]))
			return make_text("remote");
	}
	return NULL;
}

struct node *make_place(const struct node *value, const struct node *record)
{
	struct node *place;

	(void)record;
	if (value->kind == NODE_SCALAR)
		return make_copy(value);
	place = node_new(NODE_MAP, value->line);
	for (size_t i = 0; value->kind == NODE_MAP && i < value->count; i++) {
		if (key_find_part(FIELD_LOCATION, value->keys[i]) != PART_NONE &&
		    !board_is_empty(value->items[i]))
			node_put(place, value->keys[i], make_copy(value->items[i]), value->line);
	}
	return place;
}

static const char *name_of(const struct node *node)
{
	static const char *const names[] = { "name", "title", "label", "text", "displayName",
		"display_name", "value" };
	const char *name = node_text(node);

	for (size_t i = 0; !name && i < sizeof names / sizeof names[0]; i++)
		name = node_text(node_get(node, names[i]));
	return name;
}

static void add_name(struct strbuf *line, const struct node *node)
{
	const char *name = name_of(node);

	if (!name || *name == '\0')
		return;
	strbuf_puts(line, line->len > 0 ? ", " : "");
	strbuf_puts(line, name);
}

struct node *make_name(const struct node *value, const struct node *record)
{
	struct strbuf line = STRBUF_INIT;
	struct node *made;

	(void)record;
	if (value->kind != NODE_LIST)
		add_name(&line, value);
	for (size_t i = 0; value->kind == NODE_LIST && i < value->count; i++)
		add_name(&line, value->items[i]);
	made = make_text_len(line.text, line.len);
	strbuf_release(&line);
	return made;
}

struct node *make_line(const struct node *value, const struct node *record)
{
	return make_name(value, record);
}

struct node *make_cents(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);
	struct strbuf units = STRBUF_INIT;
	struct node *made;
	int64_t cents;

	(void)record;
	if (!text || ascii_number(text, strlen(text), &cents) != strlen(text) || cents == 0)
		return NULL;
	strbuf_printf(&units, "%lld", (long long)(cents / 100));
	if (cents % 100 != 0)
		strbuf_printf(&units, ".%02d", (int)(cents % 100));
	made = make_text_len(units.text, units.len);
	strbuf_release(&units);
	return made;
}

/* The first that is found in what the API says; "per-year-salary" has a year in it, "PA" is one. */
static const struct { const char *word, *period; bool is_whole; } periods[] = {
	{ "year", "year", false }, { "annual", "year", false }, { "annum", "year", false },
	{ "month", "month", false }, { "week", "week", false }, { "day", "day", false },
	{ "daily", "day", false }, { "hour", "hour", false }, { "pa", "year", true },
	{ "ph", "hour", true }, { "pd", "day", true }, { "pm", "month", true },
	{ "pw", "week", true }, { "bw", "two weeks", true },
};

static bool holds(const char *text, const char *word)
{
	for (; *text; text++) {
		if (ascii_starts(text, word))
			return true;
	}
	return false;
}

struct node *make_period(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);

	(void)record;
	for (size_t i = 0; text && i < sizeof periods / sizeof periods[0]; i++) {
		if (periods[i].is_whole ? ascii_equal(text, periods[i].word) :
		    holds(text, periods[i].word))
			return make_text(periods[i].period);
	}
	return NULL;
}

static const struct node *first_of(const struct node *map, const char *const *names)
{
	for (; *names; names++) {
		const struct node *found = node_get(map, *names);

		if (found && !board_is_empty(found))
			return found;
	}
	return NULL;
}

struct node *make_sections(const struct node *value, const struct node *record)
{
	static const char *const heads[] = { "title", "text", "name", "label", "heading",
		"question", NULL };
	static const char *const texts[] = { "content", "value", "body", "description", "text",
		"answer", NULL };
	struct node *made = node_new(NODE_MAP, value->line);

	(void)record;
	for (size_t i = 0; value->kind == NODE_LIST && i < value->count; i++) {
		const struct node *head = first_of(value->items[i], heads);
		const struct node *text = first_of(value->items[i], texts);

		if (text && text != head)
			node_put(made, node_text(head) ? node_text(head) : "", make_copy(text),
				 text->line);
	}
	return made;
}
