/* Pinpoint: the postings of a careers page. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"

/* The sections under their own headings, where they have some. */
static struct node *sections(const struct node *value, const struct node *record)
{
	static const struct { const char *key, *header, *label; } parts[] = {
		{ "key_responsibilities", "key_responsibilities_header", "Responsibilities" },
		{ "skills_knowledge_expertise", "skills_knowledge_expertise_header",
		  "Requirements" },
		{ "benefits", "benefits_header", "Benefits" },
	};
	struct node *made = node_new(NODE_MAP, value->line);

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		const struct node *text = board_at(record, parts[i].key);
		const char *header = board_text_at(record, parts[i].header);

		if (text)
			node_put(made, header ? header : parts[i].label, make_copy(text),
				 value->line);
	}
	return made;
}

static bool hides_pay(const struct node *record)
{
	const char *visible = board_text_at(record, "compensation_visible");

	return visible && strcmp(visible, "false") == 0;
}

static struct node *amount(const struct node *value, const struct node *record)
{
	return hides_pay(record) ? NULL : value_amount(value, record);
}

static struct node *text_of_pay(const struct node *value, const struct node *record)
{
	return hides_pay(record) || board_at(record, "compensation_minimum") ? NULL :
		make_copy(value);
}

static const struct board_row rows[] = {
	{ .to = "ref", .from = "id" },
	{ .to = "title", .from = "title" },
	{ .to = "company_slug", .from = "url", .make = make_slug },
	{ .to = "locations", .from = "location.name" },
	{ .to = "workplace", .from = "workplace_type" },
	{ .to = "workplace", .from = "workplace_type_text" },
	{ .to = "employment_type", .from = "employment_type" },
	{ .to = "employment_type", .from = "employment_type_text" },
	{ .to = "salary_min", .from = "compensation_minimum", .make = amount },
	{ .to = "salary_max", .from = "compensation_maximum", .make = amount },
	{ .to = "salary_currency", .from = "compensation_currency" },
	{ .to = "salary_period", .from = "compensation_frequency" },
	{ .to = "salary", .from = "compensation", .make = text_of_pay },
	{ .to = "expires", .from = "deadline_at" },
	{ .to = "url", .from = "url" },
	{ .to = "body", .from = "description" },
	{ .to = "+", .from = ".", .make = sections },
	{ .to = "+Department", .from = "job.department", .make = make_name },
	{ .to = "+Department", .from = "department", .make = make_name },
	{ .to = "+Division", .from = "job.division", .make = make_name },
	{ .to = NULL },
};

const struct board board_pinpoint = {
	.name = "pinpoint",
	.what = "Pinpoint: the postings of a careers page",
	.lists = "data[] [] .",
	.signs = "title key_responsibilities|skills_knowledge_expertise compensation_visible|path",
	.rows = rows,
};
