/*
 * Lever: the postings API.
 *
 * The text is in pieces: the description (which holds the opening), lists under their own headings
 * (the requirements stand there), and what is additional. The company stands in the addresses
 * alone.
 */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "util/ascii.h"

/* {currency, interval: "per-year-salary", min, max} */
static struct node *make_range(const struct node *value, const struct node *record)
{
	const struct node *interval = board_at(value, "interval");
	struct node *pay = node_new(NODE_MAP, value->line);

	for (size_t i = 0; value->kind == NODE_MAP && i < value->count; i++) {
		if (strcmp(value->keys[i], "interval") != 0 && !board_is_empty(value->items[i]))
			node_put(pay, value->keys[i], make_copy(value->items[i]), value->line);
	}
	make_set(pay, "period", interval ? make_period(interval, record) : NULL);
	return pay;
}

/* "unspecified" says nothing. */
static struct node *make_workplace(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);

	(void)record;
	return text && !ascii_equal(text, "unspecified") ? make_text(text) : NULL;
}

static const struct board_row rows[] = {
	{ "ref", "id", NULL, 0 },
	{ "title", "text", NULL, 0 },
	{ "company_slug", "hostedUrl", make_slug, 0 },
	{ "locations", "categories.allLocations[]", NULL, 0 },
	{ "locations", "categories.location", NULL, 0 },
	{ "locations", "country", NULL, 0 },
	{ "workplace", "workplaceType", make_workplace, 0 },
	{ "employment_type", "categories.commitment", NULL, 0 },
	{ "salary", "salaryRange", make_range, 0 },
	{ "posted", "createdAt", NULL, 0 },
	{ "url", "hostedUrl", NULL, 0 },
	{ "body", "description|descriptionPlain", NULL, 0 },
	{ "+", "lists", make_sections, 0 },
	{ "+Additional information", "additional|additionalPlain", NULL, 0 },
	{ "+Salary", "salaryDescription|salaryDescriptionPlain", NULL, 0 },
	{ "+Department", "categories.department", NULL, 0 },
	{ "+Team", "categories.team", NULL, 0 },
	{ NULL, NULL, NULL, 0 },
};

const struct board board_lever = {
	.name = "lever",
	.what = "Lever postings",
	.lists = "[] jobs[] postings[] data[]",
	.signs = "text categories hostedUrl",
	.rows = rows,
};
