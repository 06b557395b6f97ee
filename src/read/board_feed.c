/* Feeds of any origin: RSS and Atom. */
#include "config.h"

#include <string.h>

#include "read/board_clean_int.h"
#include "read/board_table_int.h"
#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_show_int.h"
#include "read/feed_int.h"
#include "read/key_int.h"
#include "util/ascii.h"

static const struct board_row rows[] = {
	{ "title", "title", feed_text, 0 },
	{ "url", "link", feed_link, 0 },
	{ "url", "guid", feed_address, 0 },
	{ "url", "id", feed_address, 0 },
	{ "posted", "pubDate", feed_text, 0 },
	{ "posted", "published", feed_text, 0 },
	{ "posted", "dc:date", feed_text, 0 },
	{ "posted", "issued", feed_text, 0 },
	{ "posted", "updated", feed_text, 0 },
	{ "description", "content:encoded", feed_text, 0 },
	{ "description", "content", feed_text, 0 },
	{ "description", "description", feed_text, 0 },
	{ "description", "summary", feed_text, 0 },
	{ "tags", "category", feed_terms, 0 },
	{ "+Category", "category", feed_categories, 0 },
	{ .to = NULL },
};

/* Prefixes of what is about the feed or its pictures. */
static bool is_noise(const char *key)
{
	static const char *const prefixes[] = { "@", "#", "atom:", "media:", "sy:", "slash:",
						"wfw:", "itunes:", "thr:", "feedburner:", "dc:",
						"content:", "georss:", "geo:" };
	static const char *const names[] = { "title", "link", "guid", "id", "description",
					     "content", "summary", "category", "author",
					     "comments", "source", "enclosure", "image", "pubDate",
					     "published", "updated", "issued", "rights",
					     "generator" };

	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
		if (ascii_starts(key, prefixes[i]))
			return true;
	}
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (strcmp(key, names[i]) == 0)
			return true;
	}
	return false;
}

/* What the feed adds in a namespace of its own ("job_listing:company") is understood by name; what
 * has a name that is not known is shown under it. */
static void take_own(struct node *made, const struct node *item)
{
	for (size_t i = 0; i < item->count; i++) {
		const char *colon = strchr(item->keys[i], ':');
		const char *name = colon ? colon + 1 : item->keys[i];
		struct key key = key_find(name);
		struct node *text;

		if (is_noise(item->keys[i]) || key.role == KEY_IGNORED || key.role == KEY_BODY)
			continue;
		text = item->items[i]->kind == NODE_MAP && !node_get(item->items[i], "#text") ?
			make_copy(item->items[i]) : feed_terms(item->items[i], item);
		if (key.role != KEY_UNKNOWN && !board_is_empty(text)) {
			if (!node_get(made, name))
				make_set(made, name, board_clean(text, name));
		} else if (!board_is_empty(text)) {
			board_show(made, name, text);
		}
		node_free(text);
	}
}

/* Who writes is the company where nothing else says who it is. */
static void take_writer(struct node *made, const struct node *item)
{
	static const char *const paths[] = { "dc:creator", "author", "source" };

	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		const struct node *writer = node_get(item, paths[i]);

		if (writer && !node_get(made, "company"))
			make_set(made, "company", feed_person(writer, item));
	}
}

static bool has_company(const struct node *made)
{
	for (size_t i = 0; i < made->count; i++) {
		struct key key = key_find(made->keys[i]);

		if (key.role == KEY_FACT && key.field == FIELD_COMPANY)
			return true;
	}
	return false;
}

/* A feed that is not about jobs may still have some among its items. */
static bool finish(struct node *made, const struct node *item, const struct node *file)
{
	take_own(made, item);
	if (!feed_is_of_jobs(file) && !feed_item_is_job(made, item))
		return false;
	feed_take_marks(made);
	feed_split_title(made, file);
	if (!has_company(made))
		take_writer(made, item);
	feed_name(made, item);
	return true;
}

const struct board board_feed = {
	.name = "feed",
	.what = "feeds of jobs: RSS and Atom",
	.lists = FEED_LISTS,
	.signs = "title|description|summary",
	.rows = rows,
	.finish = finish,
};
