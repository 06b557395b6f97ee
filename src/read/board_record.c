/* One record of a board: made of its rows, named, joined with the one before. */
#include "config.h"

#include "read/board_record_int.h"

#include <stdlib.h>
#include <string.h>

#include "read/board_clean_int.h"
#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/key_int.h"
#include "util/vec.h"

#define DEPTH_MAX 64
#define KEYS_MAX 256

/* A posting in more places than this has no more of them stated. */
#define PLACES_MAX 64

/* A value that is longer is a section of its own. */
#define WORD_BYTES_MAX 60

/* What stands at the path of one row. */
struct found {
	const struct board_row *row;
	const struct node *record;
	struct { struct node **items; size_t count, cap; } values;
};

static bool see_value(const struct node *value, void *data)
{
	struct found *found = data;
	struct node *made = NULL, *clean;

	if (found->row->make)
		made = found->row->make(value, found->record);
	else if (board_is_empty(value))
		return true;
	if (found->row->make && board_is_empty(made)) {
		node_free(made);
		return true;
	}
	clean = board_clean(made ? made : value, found->row->to);
	*VEC_PUSH(&found->values) = clean;
	node_free(made);
	return true;
}

static bool are_words(const struct found *found)
{
	for (size_t i = 0; i < found->values.count; i++) {
		const struct node *value = found->values.items[i];

		if (value->kind != NODE_SCALAR || value->len > WORD_BYTES_MAX)
			return false;
	}
	return true;
}

/* Each key of the map is a heading. */
static void put_sections(struct node *made, const struct node *map)
{
	struct strbuf key = STRBUF_INIT;

	for (size_t i = 0; map->kind == NODE_MAP && i < map->count; i++) {
		strbuf_clear(&key);
		strbuf_printf(&key, "+%s", map->keys[i]);
		node_put(made, key.text, make_copy(map->items[i]), map->line);
	}
	strbuf_release(&key);
}

/* A few words each stand in one line; else each is a text of its own. */
static void put_shown(struct node *made, const struct found *found)
{
	const char *to = found->row->to;
	struct node *list;

	if (strcmp(to, "+") == 0) {
		for (size_t i = 0; i < found->values.count; i++)
			put_sections(made, found->values.items[i]);
	} else if (found->values.count > 1 && are_words(found)) {
		list = node_new(NODE_LIST, made->line);
		for (size_t i = 0; i < found->values.count; i++)
			node_add(list, make_copy(found->values.items[i]));
		node_put(made, to, make_line(list, found->record), made->line);
		node_free(list);
	} else {
		for (size_t i = 0; i < found->values.count; i++)
			node_put(made, to, make_copy(found->values.items[i]), made->line);
	}
}

static void put_fact(struct node *made, const struct found *found)
{
	for (size_t i = 0; i < found->values.count; i++) {
		struct node *value = make_copy(found->values.items[i]);

		if (i == 0 && !node_get(made, found->row->to))
			node_put(made, found->row->to, value, made->line);
		else
			make_also(made, found->row->to, value);
	}
}

static bool is_shown(const char *to)
{
	return *to == '+' || strcmp(to, "body") == 0;
}

static void put_row(struct node *made, const struct board_row *row, const struct node *record)
{
	struct found found = { .row = row, .record = record };

	if (!is_shown(row->to) && (row->flags & BOARD_ALSO) == 0 && node_get(made, row->to))
		return;
	for (const char *path = row->from; *path && found.values.count == 0;) {
		board_walk(record, path, see_value, &found);
		path += strcspn(path, "|");
		path += *path == '|';
	}
	if (is_shown(row->to))
		put_shown(made, &found);
	else
		put_fact(made, &found);
	for (size_t i = 0; i < found.values.count; i++)
		node_free(found.values.items[i]);
	VEC_RELEASE(&found.values);
}

struct node *board_record_make(const struct board *board, const struct node *record)
{
	struct node *made;

	if (board->make)
		return board->make(record);
	made = node_new(NODE_MAP, record->line);
	for (const struct board_row *row = board->rows; row->to; row++)
		put_row(made, row, record);
	return made;
}

void board_record_name(const struct board *board, struct node *made)
{
	const char *ref = node_text(node_get(made, "ref"));
	struct strbuf name = STRBUF_INIT;
	size_t len = strlen(board->name);

	if (!ref || board->make || board->refs_have_host ||
	    (strncmp(ref, board->name, len) == 0 && ref[len] == ':'))
		return;
	strbuf_printf(&name, "%s:%s", board->name, ref);
	make_set(made, "ref", make_text_len(name.text, name.len));
	strbuf_release(&name);
}

static const char *find_fault(const struct node *node, int depth)
{
	const char *fault = node->fault;

	for (size_t i = 0; !fault && i < node->count && depth < DEPTH_MAX; i++)
		fault = find_fault(node->items[i], depth + 1);
	return fault;
}

const char *board_record_fault(const struct node *record)
{
	return find_fault(record, 0);
}

/* -- the same posting again */

static bool is_same(const struct node *a, const struct node *b, const char *key)
{
	const char *one = node_text(node_get(a, key)), *other = node_text(node_get(b, key));

	return one == other || (one && other && strcmp(one, other) == 0);
}

static bool is_equal(const struct node *a, const struct node *b, int depth)
{
	if (a->kind != b->kind || a->count != b->count || a->len != b->len)
		return false;
	if (a->kind == NODE_SCALAR)
		return memcmp(a->text, b->text, a->len) == 0;
	for (size_t i = 0; i < a->count && depth < DEPTH_MAX; i++) {
		if ((a->kind == NODE_MAP && strcmp(a->keys[i], b->keys[i]) != 0) ||
		    !is_equal(a->items[i], b->items[i], depth + 1))
			return false;
	}
	return true;
}

static bool has_place(const struct node *places, const struct node *place)
{
	if (places->kind != NODE_LIST)
		return is_equal(places, place, 0);
	for (size_t i = 0; i < places->count; i++) {
		if (is_equal(places->items[i], place, 0))
			return true;
	}
	return false;
}

static void join_place(struct node *made, const struct node *place)
{
	const struct node *places = node_get(made, "locations");
	bool is_full = places && places->kind == NODE_LIST && places->count >= PLACES_MAX;

	if (!places || (!is_full && !has_place(places, place)))
		make_also(made, "locations", make_copy(place));
}

bool board_record_joins(struct node *made, const struct node *next)
{
	const struct node *places = node_get(next, "locations");

	if (!node_get(made, "ref") || !is_same(made, next, "ref") ||
	    !is_same(made, next, "title") || !is_same(made, next, "body") ||
	    !is_same(made, next, "description"))
		return false;
	if (places && places->kind != NODE_LIST)
		join_place(made, places);
	for (size_t i = 0; places && places->kind == NODE_LIST && i < places->count; i++)
		join_place(made, places->items[i]);
	return true;
}

/* -- maps around records */

bool board_record_is_huge(const struct node *node)
{
	return node->kind == NODE_MAP && node->count > KEYS_MAX;
}

bool board_record_is_map_of_records(const struct node *node)
{
	for (size_t i = 0; node->kind == NODE_MAP && i < node->count; i++) {
		if (node->items[i]->kind != NODE_MAP)
			return false;
	}
	return node->kind == NODE_MAP && node->count > 0;
}
