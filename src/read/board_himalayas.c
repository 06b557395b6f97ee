/* Himalayas: remote jobs with the countries and time zones that they are open to. */
#include "config.h"

#include <stdlib.h>

#include "read/board_make_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"
#include "util/ascii.h"

/* No restriction at all is one, too. */
static struct node *unrestricted(const struct node *value, const struct node *record)
{
	(void)record;
	return value->kind == NODE_LIST && value->count == 0 ? make_text("Worldwide") : NULL;
}

/* "-3.5" is "UTC-3:30". */
static void add_zone(struct strbuf *out, const char *text)
{
	bool is_west = *text == '-';
	int64_t hours = 0, tenths = 0;
	size_t len;

	text += is_west || *text == '+';
	len = ascii_number(text, 2, &hours);
	if (len == 0)
		return;
	if (text[len] == '.')
		ascii_number(text + len + 1, 1, &tenths);
	strbuf_printf(out, "%sUTC%c%d", out->len > 0 ? ", " : "", is_west ? '-' : '+', (int)hours);
	if (tenths > 0)
		strbuf_printf(out, ":%02d", tenths == 5 ? 30 : tenths == 7 ? 45 : 15);
}

static struct node *zones(const struct node *value, const struct node *record)
{
	struct strbuf line = STRBUF_INIT;

	(void)record;
	for (size_t i = 0; value->kind == NODE_LIST && i < value->count; i++) {
		const char *text = node_text(value->items[i]);

		if (text)
			add_zone(&line, text);
	}
	return value_take(&line);
}

static const struct board_row rows[] = {
	{ .to = "ref", .from = "guid", .make = value_path },
	{ .to = "title", .from = "title" },
	{ .to = "company", .from = "companyName" },
	{ .to = "company_slug", .from = "companySlug" },
	{ .to = "workplace", .from = "title", .make = value_always_remote },
	{ .to = "remote_scope", .from = "locationRestrictions[]", .make = make_name },
	{ .to = "remote_scope", .from = "locationRestrictions", .make = unrestricted },
	{ .to = "employment_type", .from = "employmentType" },
	{ .to = "seniority", .from = "seniority" },
	{ .to = "salary_min", .from = "minSalary", .make = value_amount },
	{ .to = "salary_max", .from = "maxSalary", .make = value_amount },
	{ .to = "salary_currency", .from = "currency" },
	{ .to = "salary_period", .from = "salaryPeriod" },
	{ .to = "posted", .from = "pubDate" },
	{ .to = "expires", .from = "expiryDate" },
	{ .to = "url", .from = "applicationLink" },
	{ .to = "url", .from = "guid" },
	{ .to = "description", .from = "description" },
	{ .to = "description", .from = "excerpt" },
	{ .to = "+Open to", .from = "locationRestrictions", .make = unrestricted },
	{ .to = "+Time zones", .from = "timezoneRestrictions", .make = zones },
	{ .to = "+Categories", .from = "categories[]", .make = value_words },
	{ .to = NULL },
};

const struct board board_himalayas = {
	.name = "himalayas",
	.what = "Himalayas: the board's list",
	.lists = "jobs[] [] .",
	.signs = "locationRestrictions companyName applicationLink|guid",
	.rows = rows,
};
