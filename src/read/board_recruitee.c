/* Recruitee: the offers of a careers page. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"

/* Three answers, of which several may be yes. */
static struct node *workplace(const struct node *value, const struct node *record)
{
	(void)value;
	if (value_is_true(node_get(record, "hybrid")))
		return make_text("hybrid");
	if (value_is_true(node_get(record, "remote")))
		return make_text("remote");
	return value_is_true(node_get(record, "on_site")) ? make_text("onsite") : NULL;
}

/* "32 to 40", or "40". */
static struct node *hours(const struct node *value, const struct node *record)
{
	const char *least = node_text(value), *most = board_text_at(record, "max_hours");
	struct strbuf text = STRBUF_INIT;

	if (least)
		strbuf_puts(&text, least);
	if (least && most && strcmp(least, most) != 0)
		strbuf_printf(&text, " to %s", most);
	return value_take(&text);
}

static const struct board_row rows[] = {
	{ .to = "ref", .from = "id" },
	{ .to = "title", .from = "title" },
	{ .to = "company", .from = "company_name" },
	{ .to = "company_slug", .from = "careers_url", .make = make_slug },
	{ .to = "locations", .from = "locations[]", .make = make_place },
	{ .to = "locations", .from = "location", .make = value_place_text },
	{ .to = "locations", .from = ".", .make = make_place },
	{ .to = "workplace", .from = ".", .make = workplace },
	{ .to = "employment_type", .from = "employment_type_code" },
	{ .to = "seniority", .from = "experience_code" },
	{ .to = "education", .from = "education_code", .make = value_words },
	{ .to = "salary_min", .from = "salary.min", .make = value_amount },
	{ .to = "salary_max", .from = "salary.max", .make = value_amount },
	{ .to = "salary_currency", .from = "salary.currency" },
	{ .to = "salary_period", .from = "salary.period" },
	{ .to = "posted", .from = "published_at" },
	{ .to = "posted", .from = "created_at" },
	{ .to = "expires", .from = "close_at" },
	{ .to = "url", .from = "careers_url" },
	{ .to = "url", .from = "careers_apply_url" },
	{ .to = "tags", .from = "tags" },
	{ .to = "body", .from = "description" },
	{ .to = "+Requirements", .from = "requirements" },
	{ .to = "+Education", .from = "education_code", .make = value_words },
	{ .to = "+Department", .from = "department" },
	{ .to = "+Category", .from = "category_code", .make = value_words },
	{ .to = "+Hours a week", .from = "min_hours", .make = hours },
	{ .to = "+Note", .from = "locations[].note" },
	{ .to = NULL },
};

const struct board board_recruitee = {
	.name = "recruitee",
	.what = "Recruitee: the offers of a careers page",
	.lists = "offers[] offer [] .",
	.signs = "careers_url title description|requirements|careers_apply_url",
	.rows = rows,
};
