/* Arbeitnow: jobs in Germany and remote ones. */
#include "config.h"

#include "read/board_make_int.h"
#include "read/board_table_int.h"

/* The kinds of a job are of its hours, its level, or both: each field takes what it knows. */
static const struct board_row rows[] = {
	{ .to = "ref", .from = "slug" },
	{ .to = "title", .from = "title" },
	{ .to = "company", .from = "company_name" },
	{ .to = "locations", .from = "location" },
	{ .to = "workplace", .from = "remote", .make = make_remote },
	{ .to = "employment_type", .from = "job_types[]" },
	{ .to = "seniority", .from = "job_types[]" },
	{ .to = "posted", .from = "created_at" },
	{ .to = "url", .from = "url" },
	{ .to = "tags", .from = "tags[]" },
	{ .to = "body", .from = "description" },
	{ .to = "+Fields", .from = "tags", .make = make_line },
	{ .to = NULL },
};

const struct board board_arbeitnow = {
	.name = "arbeitnow",
	.what = "Arbeitnow: the board's list",
	.lists = "data[] [] .",
	.signs = "job_types created_at company_name slug",
	.rows = rows,
};
