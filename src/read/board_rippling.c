/* Rippling: the list of a careers page, a row for each place. */
#include "config.h"

#include "read/board_make_int.h"
#include "read/board_table_int.h"

static const struct board_row rows[] = {
	{ .to = "ref", .from = "uuid" },
	{ .to = "title", .from = "name" },
	{ .to = "company_slug", .from = "url", .make = make_slug },
	{ .to = "locations", .from = "workLocation.label" },
	{ .to = "locations", .from = "workLocations[]" },
	{ .to = "employment_type", .from = "employmentType.label" },
	{ .to = "posted", .from = "createdOn" },
	{ .to = "url", .from = "url" },
	{ .to = "+About us", .from = "description.company" },
	{ .to = "body", .from = "description.role" },
	{ .to = "+Department", .from = "department", .make = make_name },
	{ .to = NULL },
};

const struct board board_rippling = {
	.name = "rippling",
	.what = "Rippling: the list of a careers page",
	.lists = "[] jobs[] items[] .",
	.signs = "uuid name workLocation|workLocations url",
	.rows = rows,
	.merges = true,
};
