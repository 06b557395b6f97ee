/* Freehire: its search, and single postings with what it read out of them. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"

/* Of a job in an office the countries say no more than its place. */
static struct node *scope(const struct node *value, const struct node *record)
{
	const char *mode = board_text_at(record, "work_mode");
	const char *place = board_text_at(record, "location");
	bool is_remote = mode ? strcmp(mode, "remote") == 0 : place && strstr(place, "emote");

	return is_remote ? value_words(value, record) : NULL;
}

static const struct board_row rows[] = {
	{ .to = "ref", .from = "public_slug" },
	{ .to = "title", .from = "title" },
	{ .to = "company", .from = "company" },
	{ .to = "company_slug", .from = "company_slug" },
	{ .to = "locations", .from = "location" },
	{ .to = "locations", .from = "cities[]" },
	{ .to = "workplace", .from = "work_mode" },
	{ .to = "remote_scope", .from = "countries[]", .make = scope },
	{ .to = "remote_scope", .from = "regions[]", .make = scope },
	{ .to = "employment_type", .from = "enrichment.employment_type" },
	{ .to = "seniority", .from = "enrichment.seniority" },
	{ .to = "salary_min", .from = "enrichment.salary_min", .make = value_amount },
	{ .to = "salary_max", .from = "enrichment.salary_max", .make = value_amount },
	{ .to = "salary_currency", .from = "enrichment.salary_currency" },
	{ .to = "salary_period", .from = "enrichment.salary_period" },
	{ .to = "posted", .from = "posted_at" },
	{ .to = "posted", .from = "created_at" },
	{ .to = "url", .from = "url" },
	{ .to = "tags", .from = "skills[]" },
	{ .to = "body", .from = "description" },
	{ .to = "+Category", .from = "enrichment.category", .make = value_words },
	{ .to = "+Closed", .from = "closed_at" },
	{ .to = NULL },
};

const struct board board_freehire = {
	.name = "freehire",
	.what = "Freehire: its search and single postings",
	.lists = "data[] [] .",
	.signs = "public_slug title company",
	.rows = rows,
};
