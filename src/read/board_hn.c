/* Hacker News: the comments of "Who is hiring" threads, however they were fetched. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"

#define ITEM_URL "https://news.ycombinator.com/item?id="

/* The thread itself stands among the first items, if at all. */
#define STORY_WITHIN 8

/* The number of an item, which may stand in an address. */
static const char *number_of(const char *text, size_t *len)
{
	const char *id = strstr(text, "id=");

	text = id ? id + 3 : text;
	*len = strspn(text, "0123456789");
	return *len > 0 && (id || text[*len] == '\0') ? text : NULL;
}

static struct node *number(const struct node *value, const struct node *record)
{
	size_t len = 0;
	const char *id = node_text(value) ? number_of(node_text(value), &len) : NULL;

	(void)record;
	return id ? make_text_len(id, len) : NULL;
}

static struct node *address(const struct node *value, const struct node *record)
{
	size_t len = 0;
	const char *id = node_text(value) ? number_of(node_text(value), &len) : NULL;
	struct strbuf url = STRBUF_INIT;

	(void)record;
	if (id)
		strbuf_printf(&url, ITEM_URL "%.*s", (int)len, id);
	return value_take(&url);
}

/* Some keep what they read out of the text beside it. */
static struct node *internship(const struct node *value, const struct node *record)
{
	(void)record;
	return value_is_true(value) ? make_text("Internship") : NULL;
}

static struct node *visa(const struct node *value, const struct node *record)
{
	(void)record;
	return value_is_true(value) ? make_text("sponsors") : NULL;
}

static const struct board_row rows[] = {
	{ .to = "ref", .from = "id", .make = number },
	{ .to = "ref", .from = "objectID", .make = number },
	{ .to = "ref", .from = "url", .make = number },
	{ .to = "posted", .from = "created_at_i" },
	{ .to = "posted", .from = "created_at" },
	{ .to = "posted", .from = "time" },
	{ .to = "url", .from = "id", .make = address },
	{ .to = "url", .from = "objectID", .make = address },
	{ .to = "url", .from = "url", .make = address },
	{ .to = "url", .from = "url" },
	{ .to = "body", .from = "text" },
	{ .to = "body", .from = "comment_text" },
	{ .to = "body", .from = "full_html" },
	{ .to = NULL },
};

/* Deleted comments keep their place, without a text. */
static bool has_text(const struct node *record)
{
	return !value_is_true(node_get(record, "deleted")) &&
	       !value_is_true(node_get(record, "dead")) &&
	       (board_text_at(record, "text") || board_text_at(record, "comment_text") ||
		board_text_at(record, "full_html"));
}

static bool is_equal(const struct node *a, const struct node *b)
{
	return node_text(a) && node_text(b) && strcmp(node_text(a), node_text(b)) == 0;
}

/* -- a thread as one tree: only what stands right below the story is a posting */

static bool finish_child(struct node *made, const struct node *record, const struct node *file)
{
	(void)made;
	(void)file;
	return has_text(record);
}

const struct board board_hn_thread = {
	.name = "hn",
	.what = "Hacker News: a \"Who is hiring\" thread as a tree of items",
	.lists = "children[]",
	.signs = "id text author|by",
	.file_signs = "type=story title~iring children",
	.rows = rows,
	.finish = finish_child,
};

/* Other threads: people who look for work, and talk. */
static bool finish_none(struct node *made, const struct node *record, const struct node *file)
{
	(void)made;
	(void)record;
	(void)file;
	return false;
}

const struct board board_hn_other = {
	.name = "hn",
	.what = "Hacker News: other threads, which are left out",
	.lists = "children[] .",
	.signs = "id author|by type|text",
	.file_signs = "type=story title children",
	.rows = rows,
	.finish = finish_none,
};

/* -- what a search finds: its comments name their thread */

/* The title of a thread that is about jobs. */
static bool is_hiring(const char *title)
{
	return !title || strstr(title, "hiring") || strstr(title, "Hiring");
}

static bool finish_hit(struct node *made, const struct node *record, const struct node *file)
{
	const struct node *story = node_get(record, "story_id");

	(void)made;
	(void)file;
	if (node_text(story) && !is_equal(node_get(record, "parent_id"), story))
		return false;
	return is_hiring(board_text_at(record, "story_title")) && has_text(record);
}

const struct board board_hn_hits = {
	.name = "hn",
	.what = "Hacker News: comments that a search found",
	.lists = "hits[] [] .",
	.signs = "comment_text objectID author",
	.rows = rows,
	.finish = finish_hit,
};

/* -- single items: a reply has another comment above it */

/* What the items are comments on: the story, or what the first of them stands below. */
static const struct node *thread_of(const struct node *file)
{
	const struct node *parent = NULL;

	if (file->kind != NODE_LIST)
		return NULL;
	for (size_t i = 0; i < file->count && i < STORY_WITHIN; i++) {
		const struct node *item = file->items[i];
		const char *type = board_text_at(item, "type");

		if (type && strcmp(type, "story") == 0)
			return node_get(item, "id");
		if (!parent)
			parent = node_get(item, "parent");
	}
	return parent;
}

static bool finish_item(struct node *made, const struct node *record, const struct node *file)
{
	const char *type = board_text_at(record, "type");
	const struct node *thread = thread_of(file);

	if (type && strcmp(type, "job") == 0) {
		make_set(made, "title", make_text(board_text_at(record, "title")));
		make_set(made, "apply", make_text(board_text_at(record, "url")));
		return node_get(made, "title") != NULL || has_text(record);
	}
	if (type && strcmp(type, "comment") != 0)
		return false;
	if (thread && node_get(record, "parent") && !is_equal(node_get(record, "parent"), thread))
		return false;
	return has_text(record);
}

const struct board board_hn_items = {
	.name = "hn",
	.what = "Hacker News: single items, one or a list",
	.lists = "[] items[] .",
	.signs = "id by|deleted type=comment|type=job|type=story parent|title",
	.rows = rows,
	.finish = finish_item,
};

/* -- what programs made of threads */

static const struct board_row kept_rows[] = {
	{ .to = "ref", .from = "id", .make = number },
	{ .to = "ref", .from = "url", .make = number },
	{ .to = "posted", .from = "time" },
	{ .to = "locations", .from = "location" },
	{ .to = "workplace", .from = "remote", .make = make_remote },
	{ .to = "employment_type", .from = "intern", .make = internship },
	{ .to = "visa", .from = "h1b", .make = visa },
	{ .to = "url", .from = "id", .make = address },
	{ .to = "url", .from = "url", .make = address },
	{ .to = "url", .from = "url" },
	{ .to = "body", .from = "text" },
	{ .to = "body", .from = "full_html" },
	{ .to = NULL },
};

const struct board board_hn_kept = {
	.name = "hn",
	.what = "Hacker News: postings that programs kept of threads",
	.lists = "jobs[] []",
	.signs = "text|full_html by|user time|url id|h1b",
	.rows = kept_rows,
	.finish = finish_child,
};
