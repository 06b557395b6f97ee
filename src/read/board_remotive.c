/* Remotive: remote jobs with where one may live. */
#include "config.h"

#include "read/board_table_int.h"
#include "read/board_value_int.h"

static const struct board_row rows[] = {
	{ .to = "ref", .from = "id" },
	{ .to = "title", .from = "title" },
	{ .to = "company", .from = "company_name" },
	{ .to = "workplace", .from = "title", .make = value_always_remote },
	{ .to = "remote_scope", .from = "candidate_required_location" },
	{ .to = "employment_type", .from = "job_type" },
	{ .to = "salary", .from = "salary" },
	{ .to = "posted", .from = "publication_date" },
	{ .to = "url", .from = "url" },
	{ .to = "tags", .from = "tags[]" },
	{ .to = "body", .from = "description" },
	{ .to = "+Open to", .from = "candidate_required_location", .make = value_worldwide },
	{ .to = "+Category", .from = "category" },
	{ .to = NULL },
};

const struct board board_remotive = {
	.name = "remotive",
	.what = "Remotive: the board's list",
	.lists = "jobs[] [] .",
	.signs = "candidate_required_location company_name publication_date",
	.rows = rows,
};
