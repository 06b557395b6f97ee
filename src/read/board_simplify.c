/* Lists of internships and first jobs that people keep together: listings.json. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"
#include "util/ascii.h"

/* "Other" says nothing of visas. */
static struct node *visa(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);

	(void)record;
	return text && !ascii_equal(text, "Other") ? make_text(text) : NULL;
}

/* Only lists of internships have terms. */
static struct node *internship(const struct node *value, const struct node *record)
{
	(void)record;
	return board_is_empty(value) ? NULL : make_text("Internship");
}

static bool is_false(const struct node *value)
{
	return node_text(value) && strcmp(node_text(value), "false") == 0;
}

static struct node *closed(const struct node *value, const struct node *record)
{
	(void)record;
	return is_false(value) ? make_text("closed") : NULL;
}

static struct node *hidden(const struct node *value, const struct node *record)
{
	(void)record;
	return is_false(value) ? make_text("taken off the list") : NULL;
}

static const struct board_row rows[] = {
	{ .to = "ref", .from = "id" },
	{ .to = "title", .from = "title" },
	{ .to = "company", .from = "company_name" },
	{ .to = "locations", .from = "locations[]" },
	{ .to = "employment_type", .from = "terms", .make = internship },
	{ .to = "education", .from = "degrees" },
	{ .to = "visa", .from = "sponsorship", .make = visa },
	{ .to = "posted", .from = "date_posted" },
	{ .to = "url", .from = "url" },
	{ .to = "+Terms", .from = "terms", .make = make_line },
	{ .to = "+Term", .from = "season" },
	{ .to = "+Category", .from = "category" },
	{ .to = "+Sponsorship", .from = "sponsorship", .make = visa },
	{ .to = "+Status", .from = "active", .make = closed },
	{ .to = "+Status", .from = "is_visible", .make = hidden },
	{ .to = NULL },
};

const struct board board_simplify = {
	.name = "simplify",
	.what = "listings.json of lists of internships and first jobs",
	.lists = "[] listings[] .",
	.signs = "company_name date_posted title is_visible|active locations",
	.rows = rows,
};
