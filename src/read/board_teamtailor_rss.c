/* The feeds of career pages by Teamtailor. */
#include "config.h"

#include <string.h>

#include "read/board_table_int.h"
#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/feed_int.h"
#include "util/ascii.h"

static struct node *make_workplace(const struct node *value, const struct node *record)
{
	static const struct { const char *word, *workplace; } words[] = {
		{ "fully", "remote" }, { "hybrid", "hybrid" }, { "none", "onsite" },
	};
	const char *text = node_text(value);

	(void)record;
	for (size_t i = 0; text && i < sizeof words / sizeof words[0]; i++) {
		if (ascii_equal(text, words[i].word))
			return make_text(words[i].workplace);
	}
	return NULL;
}

/* City and country; a name that an office has only where there is no city. */
static struct node *make_office(const struct node *value, const struct node *record)
{
	const struct node *country = board_at(value, "tt:country");
	const struct node *city = board_at(value, "tt:city");
	struct node *place = node_new(NODE_MAP, value->line);

	(void)record;
	if (!city)
		city = board_at(value, "tt:name");
	if (city)
		node_put(place, "city", feed_text(city, record), value->line);
	if (country)
		node_put(place, "country", feed_text(country, record), value->line);
	return place;
}

static const struct board_row rows[] = {
	{ "title", "title", feed_text, 0 },
	{ "ref", "guid", feed_text, 0 },
	{ "ref", "link", feed_text, 0 },
	{ "url", "link", feed_link, 0 },
	{ "locations", "tt:locations.tt:location[]", make_office, 0 },
	{ "workplace", "remoteStatus", make_workplace, 0 },
	{ "posted", "pubDate", feed_text, 0 },
	{ "company", "company", feed_text, 0 },
	{ "description", "description", feed_text, 0 },
	{ "+Department", "tt:department", feed_text, 0 },
	{ "+Role", "tt:role", feed_text, 0 },
	{ .to = NULL },
};

/* The feed is one company's. */
static bool finish(struct node *made, const struct node *item, const struct node *file)
{
	(void)item;
	if (!node_get(made, "company"))
		make_set(made, "company", make_text(feed_channel_text(file, "title")));
	return true;
}

const struct board board_teamtailor_rss = {
	.name = "teamtailor",
	.what = "Teamtailor's feeds",
	.lists = FEED_LISTS,
	.signs = "title tt:locations|tt:department|remoteStatus",
	.rows = rows,
	.finish = finish,
};
