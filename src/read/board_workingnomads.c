/* Working Nomads: remote jobs. */
#include "config.h"

#include "read/board_make_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"

static const struct board_row rows[] = {
	{ .to = "ref", .from = "url", .make = make_last_part },
	{ .to = "title", .from = "title" },
	{ .to = "company", .from = "company_name" },
	{ .to = "workplace", .from = "title", .make = value_always_remote },
	{ .to = "remote_scope", .from = "location" },
	{ .to = "posted", .from = "pub_date" },
	{ .to = "expires", .from = "expiration_date" },
	{ .to = "url", .from = "url" },
	{ .to = "tags", .from = "tags", .make = value_list },
	{ .to = "body", .from = "description" },
	{ .to = "+Open to", .from = "location", .make = value_worldwide },
	{ .to = "+Category", .from = "category_name" },
	{ .to = NULL },
};

const struct board board_workingnomads = {
	.name = "workingnomads",
	.what = "Working Nomads: the board's list",
	.lists = "[] jobs[] .",
	.signs = "category_name pub_date company_name url",
	.rows = rows,
};
