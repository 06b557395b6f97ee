/* The feeds of We Work Remotely. */
#include "config.h"

#include <string.h>

#include "read/board_table_int.h"
#include "read/board_make_int.h"
#include "read/feed_int.h"

static const struct board_row rows[] = {
	{ "title", "title", feed_text, 0 },
	{ "ref", "guid", feed_text, 0 },
	{ "ref", "link", feed_text, 0 },
	{ "url", "link", feed_link, 0 },
	{ "url", "guid", feed_address, 0 },
	{ "workplace", "title", feed_always_remote, 0 },
	{ "remote_scope", "region", feed_text, 0 },
	{ "remote_scope", "country", feed_text, BOARD_ALSO },
	{ "employment_type", "type", feed_text, 0 },
	{ "posted", "pubDate", feed_text, 0 },
	{ "expires", "expires_at", feed_text, 0 },
	{ "tags", "skills", feed_text, 0 },
	{ "description", "description", feed_text, 0 },
	{ "+Category", "category", feed_categories, 0 },
	{ .to = NULL },
};

/* The town of the head office begins the text; where it does not, it is shown. */
static bool finish(struct node *made, const struct node *item, const struct node *file)
{
	const char *state = node_text(node_get(item, "state"));
	const char *text = node_text(node_get(made, "description"));

	(void)file;
	feed_split_prefix(made);
	if (state && *state && !(text && strstr(text, state)))
		make_set(made, "+Headquarters", make_text(state));
	return true;
}

const struct board board_wwr = {
	.name = "wwr",
	.what = "We Work Remotely's feeds",
	.lists = FEED_LISTS,
	.signs = "region type title",
	.file_signs = "rss",
	.rows = rows,
	.finish = finish,
};
