/* Teamtailor: the JSON Feed of a career site, whose items hold a JobPosting of schema.org. */
#include "config.h"

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_schema_org_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"

static const struct board_row rows[] = {
	{ .to = "ref", .from = "id" },
	{ .to = "title", .from = "title" },
	{ .to = "company_slug", .from = "url", .make = make_slug },
	{ .to = "posted", .from = "date_published" },
	{ .to = "url", .from = "url" },
	{ .to = "description", .from = "content_html" },
	{ .to = "description", .from = "content_text" },
	SCHEMA_ORG_ROWS("_jobposting."),
	{ .to = NULL },
};

/* A career site's feed is titled with the company's name. */
static bool finish(struct node *made, const struct node *record, const struct node *file)
{
	(void)record;
	if (!node_get(made, "company"))
		make_set(made, "company", make_text(board_text_at(file, "title")));
	return true;
}

const struct board board_teamtailor = {
	.name = "teamtailor",
	.what = "Teamtailor: the JSON Feed of a career site",
	.lists = "items[] [] .",
	.signs = "_jobposting url",
	.rows = rows,
	.finish = finish,
};
