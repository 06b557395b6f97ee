/*
 * Records of unknown shape, known by the names of their keys.
 *
 * The list of records is looked for: at the top, or below a few keys ("data", "hits.hits"), each
 * item itself or within a wrapper ("_source", "attributes"). What key.c knows is stated; the rest is
 * shown in the text where people would read it.
 */
#include "config.h"

#include <string.h>

#include "read/board_clean_int.h"
#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_record_int.h"
#include "read/board_show_int.h"
#include "read/board_table_int.h"
#include "read/key_int.h"
#include "read/record_int.h"

#define SEARCH_DEPTH 4
#define SAMPLE_RECORDS 5

/* -- finding the records */

/* A title and one more field that postings have, or a text and one more. */
static size_t count_known(const struct node *map)
{
	size_t known = 0;

	if (map->kind != NODE_MAP || !record_is_posting(map))
		return 0;
	for (size_t i = 0; i < map->count; i++) {
		enum key_role role = key_find(map->keys[i]).role;

		known += role != KEY_UNKNOWN && role != KEY_IGNORED &&
			 !board_is_empty(map->items[i]);
	}
	return known > 1 ? known : 0;
}

/* The record in an item: itself, or a map in it that is one. */
static const struct node *unwrap(const struct node *item)
{
	const struct node *best = item;
	size_t most = count_known(item);

	for (size_t i = 0; item->kind == NODE_MAP && i < item->count && most == 0; i++) {
		most = count_known(item->items[i]);
		best = most > 0 ? item->items[i] : item;
	}
	return best;
}

/* How much a list, or a map of maps, looks like postings: keys known in the first records, where
 * half of them are postings. */
static size_t rate(const struct node *list)
{
	size_t known = 0, postings = 0, seen = 0;

	for (size_t i = 0; i < list->count && seen < SAMPLE_RECORDS; i++) {
		size_t rating;

		if (list->items[i]->kind != NODE_MAP)
			continue;
		rating = count_known(unwrap(list->items[i]));
		known += rating;
		postings += rating > 0;
		seen++;
	}
	return postings * 2 >= seen ? known : 0;
}

struct search {
	const struct node *best;
	size_t rating;
};

static void search(struct search *found, const struct node *node, int depth)
{
	size_t rating = 0;

	if (node->kind == NODE_LIST || board_record_is_map_of_records(node))
		rating = rate(node);
	if (node->kind == NODE_MAP && rating == 0)
		rating = count_known(node);
	if (rating > found->rating) {
		found->best = node;
		found->rating = rating;
	}
	for (size_t i = 0; i < node->count && depth < SEARCH_DEPTH && rating == 0; i++) {
		if (node->kind == NODE_MAP || i < SAMPLE_RECORDS)
			search(found, node->items[i], depth + 1);
	}
}

static const struct node *find(const struct node *tree)
{
	struct search found = { NULL, 0 };

	search(&found, tree, 0);
	return found.best;
}

/* -- one record */

static struct node *make(const struct node *item)
{
	const struct node *record = unwrap(item);
	struct node *made = node_new(NODE_MAP, record->line > 0 ? record->line : item->line);

	for (size_t i = 0; i < record->count; i++) {
		if (key_find(record->keys[i]).role == KEY_BODY)
			node_put(made, record->keys[i],
				 board_clean(record->items[i], record->keys[i]), record->line);
	}
	for (size_t i = 0; i < record->count; i++) {
		enum key_role role = key_find(record->keys[i]).role;

		if (role == KEY_UNKNOWN)
			board_show(made, record->keys[i], record->items[i]);
		else if (role != KEY_BODY && role != KEY_IGNORED)
			node_put(made, record->keys[i],
				 board_clean(record->items[i], record->keys[i]), record->line);
	}
	return made;
}

const struct board board_generic = {
	.name = "records",
	.what = "records of unknown shape, by the names of their keys",
	.find = find,
	.make = make,
};
