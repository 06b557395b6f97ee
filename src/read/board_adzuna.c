/* Adzuna: what its search finds. */
#include "config.h"

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"

/* Pay that the board guesses is not stated. */
static struct node *amount(const struct node *value, const struct node *record)
{
	return value_is_true(node_get(record, "salary_is_predicted")) ? NULL :
		value_amount(value, record);
}

static const struct board_row rows[] = {
	{ .to = "ref", .from = "id" },
	{ .to = "title", .from = "title" },
	{ .to = "company", .from = "company.display_name" },
	{ .to = "locations", .from = "location.display_name" },
	{ .to = "employment_type", .from = "contract_time" },
	{ .to = "employment_type", .from = "contract_type", .flags = BOARD_ALSO },
	{ .to = "salary_min", .from = "salary_min", .make = amount },
	{ .to = "salary_max", .from = "salary_max", .make = amount },
	{ .to = "salary_currency", .from = "salary_currency" },
	{ .to = "salary_period", .from = "salary_min", .make = value_always_year },
	{ .to = "salary_period", .from = "salary_max", .make = value_always_year },
	{ .to = "posted", .from = "created" },
	{ .to = "url", .from = "redirect_url" },
	{ .to = "body", .from = "description" },
	{ .to = "+Category", .from = "category.label" },
	{ .to = NULL },
};

const struct board board_adzuna = {
	.name = "adzuna",
	.what = "Adzuna: what its search finds",
	.lists = "results[] [] .",
	.signs = "redirect_url company.display_name location.display_name",
	.rows = rows,
};
