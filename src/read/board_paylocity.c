/* Paylocity and Phenom: careers pages whose script holds the list. */
#include "config.h"

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"

static const struct board_row paylocity_rows[] = {
	{ .to = "ref", .from = "JobId" },
	{ .to = "title", .from = "JobTitle" },
	{ .to = "locations", .from = "JobLocation", .make = make_place },
	{ .to = "locations", .from = "LocationName" },
	{ .to = "remote", .from = "IsRemote", .make = make_remote },
	{ .to = "posted", .from = "PublishedDate" },
	{ .to = "description", .from = "Description" },
	{ .to = "+Location", .from = "LocationName" },
	{ .to = "+Department", .from = "HiringDepartment" },
	{ .to = NULL },
};

/* The company stands above the list. */
static bool finish_paylocity(struct node *made, const struct node *record,
			     const struct node *file)
{
	(void)record;
	make_set(made, "company", make_text(board_text_at(file, "ModuleTitle")));
	return true;
}

const struct board board_paylocity = {
	.name = "paylocity",
	.what = "Paylocity: the list in a careers page",
	.lists = "Jobs[]",
	.signs = "JobId JobTitle PublishedDate",
	.rows = paylocity_rows,
	.finish = finish_paylocity,
};

static const struct board_row phenom_rows[] = {
	{ .to = "ref", .from = "jobSeqNo" },
	{ .to = "title", .from = "title" },
	{ .to = "company", .from = "companyName" },
	{ .to = "locations", .from = "multi_location[]" },
	{ .to = "locations", .from = "location" },
	{ .to = "employment_type", .from = "type" },
	{ .to = "posted", .from = "postedDate" },
	{ .to = "url", .from = "applyUrl" },
	{ .to = "description", .from = "descriptionTeaser" },
	{ .to = "+Department", .from = "department" },
	{ .to = "+Category", .from = "category" },
	{ .to = NULL },
};

const struct board board_phenom = {
	.name = "phenom",
	.what = "Phenom: the list in a careers page",
	.signs = "jobSeqNo title",
	.is_anywhere = true,
	.rows = phenom_rows,
};
