/* Eightfold: the positions of a careers page. */
#include "config.h"

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"

static const struct board_row rows[] = {
	{ .to = "ref", .from = "canonicalPositionUrl", .make = value_company_and_last },
	{ .to = "title", .from = "name" },
	{ .to = "title", .from = "posting_name" },
	{ .to = "locations", .from = "locations[]" },
	{ .to = "locations", .from = "location" },
	{ .to = "workplace", .from = "work_location_option" },
	{ .to = "employment_type", .from = "type" },
	{ .to = "posted", .from = "t_create" },
	{ .to = "url", .from = "canonicalPositionUrl" },
	{ .to = "body", .from = "job_description" },
	{ .to = "+Department", .from = "department" },
	{ .to = "+Business unit", .from = "business_unit" },
	{ .to = NULL },
};

/* The company is known by its domain. */
static bool finish(struct node *made, const struct node *record, const struct node *file)
{
	const struct node *domain = board_at(file, "domain");
	const struct node *url = board_at(record, "canonicalPositionUrl");

	if (domain)
		make_set(made, "company_slug", make_slug(domain, record));
	else if (url)
		make_set(made, "company_slug", make_slug(url, record));
	return true;
}

const struct board board_eightfold = {
	.name = "eightfold",
	.what = "Eightfold: the positions of a careers page",
	.lists = "positions[] [] .",
	.signs = "name|posting_name canonicalPositionUrl t_create|job_description|location",
	.rows = rows,
	.finish = finish,
};
