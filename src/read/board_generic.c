/*
 * Records of unknown shape, known by the names of their keys.
 *
 * The list of records is looked for: at the top, or below a few keys ("data", "hits.hits"), each
 * item itself or within a wrapper ("_source", "attributes"). What key.c knows is stated; the rest
 * is shown in the text where people would read it.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "read/board_clean_int.h"
#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_record_int.h"
#include "read/board_show_int.h"
#include "read/board_table_int.h"
#include "read/board_texts_int.h"
#include "read/key_int.h"
#include "util/alloc.h"
#include "util/ascii.h"

#define SEARCH_DEPTH 4
#define SAMPLE_RECORDS 5

/* -- finding the records */

/* Fields beside a title that make a posting of a record. */
static bool is_of_posting(const struct key *key)
{
	return key->role == KEY_BODY || key->role == KEY_PLACE || key->role == KEY_PAY ||
	       key->role == KEY_REMOTE ||
	       (key->role == KEY_FACT &&
		(key->field == FIELD_COMPANY || key->field == FIELD_LOCATION ||
		 key->field == FIELD_URL || key->field == FIELD_SALARY ||
		 key->field == FIELD_EMPLOYMENT || key->field == FIELD_WORKPLACE));
}

/* Where no key means a title, "name" is the job's, if enough else is of a job. */
static bool is_name(const char *key)
{
	return ascii_equal(key, "name");
}

#define OTHERS_BESIDE_NAME 2

/* A record with more is refused; so many tell what it is. */
#define KEYS_MAX 256

/* How many keys of a posting the record has; 0 where it is none: it has a title and one more, or a
 * text and a company, place or pay. */
static size_t count_known(const struct node *map)
{
	bool has_title = false, has_name = false, has_body = false;
	size_t known = 0;

	for (size_t i = 0; map->kind == NODE_MAP && i < map->count && i < KEYS_MAX; i++) {
		struct key key = key_find(map->keys[i]);

		if (board_is_empty(map->items[i]))
			continue;
		has_title = has_title || (key.role == KEY_FACT && key.field == FIELD_TITLE);
		has_name = has_name || is_name(map->keys[i]);
		has_body = has_body || key.role == KEY_BODY;
		known += is_of_posting(&key);
	}
	if (has_title)
		return known > 0 ? known + 1 : 0;
	if (has_name)
		return known >= OTHERS_BESIDE_NAME && known > (has_body ? 1 : 0) ? known : 0;
	return has_body && known > 2 ? known : 0;
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

/* A record's own lists and maps are not looked into; of a list, the first items are. */
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

/* Fields of which a posting has one: where several keys mean it, the surest. */
static bool is_single(const struct key *key)
{
	return key->role == KEY_FACT &&
	       (key->field == FIELD_TITLE || key->field == FIELD_COMPANY ||
		key->field == FIELD_URL || key->field == FIELD_POSTED ||
		key->field == FIELD_EXPIRES || key->field == FIELD_SALARY);
}

/* A record, and what each of its keys means. */
struct keyed {
	const struct node *record;
	struct key *keys;
};

/* Another key that means the same field does so more surely. */
static bool is_beaten(const struct keyed *keyed, size_t at)
{
	const struct key *key = &keyed->keys[at];

	for (size_t i = 0; is_single(key) && i < keyed->record->count; i++) {
		const struct key *other = &keyed->keys[i];

		if (i != at && other->role == key->role && other->field == key->field &&
		    (other->rank < key->rank || (other->rank == key->rank && i < at)) &&
		    !board_is_empty(keyed->record->items[i]))
			return true;
	}
	return false;
}

static bool is_numeric(const char *text)
{
	return text[strspn(text, "0123456789.-")] == '\0';
}

/* Another place, address or day is of no use; another name may be. */
static bool is_worth_showing(const struct key *key, const struct node *value)
{
	return (key->field == FIELD_TITLE || key->field == FIELD_COMPANY) && node_text(value) &&
	       !is_numeric(value->text);
}

static void put_fact(struct node *made, const struct keyed *keyed, size_t at)
{
	const struct node *value = keyed->record->items[at];
	const char *name = keyed->record->keys[at];

	if (board_is_empty(value))
		return;
	if (!is_beaten(keyed, at))
		node_put(made, name, board_clean(value, name), keyed->record->line);
	else if (is_worth_showing(&keyed->keys[at], value))
		board_show(made, name, value);
}

static bool has_title(const struct node *made)
{
	for (size_t i = 0; i < made->count; i++) {
		struct key key = key_find(made->keys[i]);

		if (key.role == KEY_FACT && key.field == FIELD_TITLE)
			return true;
	}
	return false;
}

static void put_others(struct node *made, const struct keyed *keyed)
{
	const struct node *record = keyed->record;

	for (size_t i = 0; i < record->count; i++) {
		if (keyed->keys[i].role != KEY_UNKNOWN)
			continue;
		if (is_name(record->keys[i]) && !has_title(made))
			node_put(made, "title", board_clean(record->items[i], "title"),
				 record->line);
		else if (!board_texts_is_one(record->keys[i]))
			board_show(made, record->keys[i], record->items[i]);
	}
}

static void put_facts(struct node *made, const struct keyed *keyed)
{
	static const enum key_role roles[] = { KEY_FACT, KEY_REMOTE, KEY_PLACE, KEY_PAY };

	for (size_t role = 0; role < sizeof roles / sizeof roles[0]; role++) {
		for (size_t i = 0; i < keyed->record->count; i++) {
			if (keyed->keys[i].role == roles[role])
				put_fact(made, keyed, i);
		}
	}
}

/* Maps under these keys only group what is the record's own. */
static bool is_group(const char *key, const struct node *value)
{
	static const char *const names[] = { "details", "detail", "meta", "metadata", "info",
		"attributes", "fields", "data", "properties", "specs", "job", "position",
		"posting", "vacancy", "opening", "listing", "job_details", "jobDetails",
		"job_info", "jobInfo" };

	for (size_t i = 0; value->kind == NODE_MAP && i < sizeof names / sizeof names[0]; i++) {
		if (ascii_equal(key, names[i]))
			return true;
	}
	return false;
}

/* The record with what its groups hold beside the rest; NULL where it has none. */
static struct node *ungroup(const struct node *record)
{
	struct node *flat;
	size_t groups = 0;

	for (size_t i = 0; i < record->count; i++)
		groups += is_group(record->keys[i], record->items[i]);
	if (groups == 0)
		return NULL;
	flat = node_new(NODE_MAP, record->line);
	for (size_t i = 0; i < record->count; i++) {
		const struct node *item = record->items[i];
		bool is_grouped = is_group(record->keys[i], item);

		if (!is_grouped)
			node_put(flat, record->keys[i], make_copy(item), record->line);
		for (size_t j = 0; is_grouped && j < item->count; j++) {
			if (!node_get(record, item->keys[j]))
				node_put(flat, item->keys[j], make_copy(item->items[j]),
					 record->line);
		}
	}
	return flat;
}

static void make_of(struct node *made, const struct node *record)
{
	struct keyed keyed = { record, xcalloc(record->count + 1, sizeof *keyed.keys) };

	for (size_t i = 0; i < record->count; i++)
		keyed.keys[i] = key_find(record->keys[i]);
	board_texts_put(made, record);
	put_facts(made, &keyed);
	put_others(made, &keyed);
	free(keyed.keys);
}

static struct node *make(const struct node *item)
{
	const struct node *record = unwrap(item);
	struct node *made = node_new(NODE_MAP, record->line > 0 ? record->line : item->line);
	struct node *flat = ungroup(record);

	make_of(made, flat ? flat : record);
	node_free(flat);
	return made;
}

const struct board board_generic = {
	.name = "records",
	.what = "records of unknown shape, by the names of their keys",
	.find = find,
	.make = make,
};
