/* The Muse: the board's list. */
#include "config.h"

#include "read/board_table_int.h"

static const struct board_row rows[] = {
	{ .to = "ref", .from = "id" },
	{ .to = "title", .from = "name" },
	{ .to = "company", .from = "company.name" },
	{ .to = "company_slug", .from = "company.short_name" },
	{ .to = "locations", .from = "locations[].name" },
	{ .to = "seniority", .from = "levels[].name" },
	{ .to = "posted", .from = "publication_date" },
	{ .to = "url", .from = "refs.landing_page" },
	{ .to = "body", .from = "contents" },
	{ .to = "+Category", .from = "categories[].name" },
	{ .to = "+Tags", .from = "tags[].name" },
	{ .to = NULL },
};

const struct board board_themuse = {
	.name = "themuse",
	.what = "The Muse: the board's list",
	.lists = "results[] jobs[] [] .",
	.signs = "contents refs.landing_page",
	.rows = rows,
};
