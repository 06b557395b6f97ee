/*
 * Ashby: the public board API.
 *
 * The company stands in the addresses alone. "isRemote" is true of hybrid jobs as well, so
 * "workplaceType" goes first. Pay comes in components, of which only those of type Salary are pay.
 */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "util/ascii.h"

static int64_t whole(const struct node *number)
{
	int64_t value = 0;

	ascii_number(number->text, number->len, &value);
	return value;
}

/* Puts VALUE under KEY unless a lower one is there, or for the maximum a higher one. */
static void widen(struct node *pay, const char *key, const struct node *value, bool is_max)
{
	const struct node *known = node_get(pay, key);

	if (value && value->kind == NODE_SCALAR &&
	    (!known || (is_max ? whole(value) > whole(known) : whole(value) < whole(known))))
		make_set(pay, key, make_copy(value));
}

static bool is_same(const struct node *a, const struct node *b, const char *key)
{
	const char *one = node_text(node_get(a, key)), *other = node_text(node_get(b, key));

	return one == other || (one && other && strcmp(one, other) == 0);
}

/* Components {compensationType, interval, currencyCode, minValue, maxValue}: from the lowest to the
 * highest of the salaries that are in the first one's currency and interval. */
static struct node *make_salary(const struct node *value, const struct node *record)
{
	const struct node *first = NULL;
	struct node *pay = node_new(NODE_MAP, value->line);

	for (size_t i = 0; value->kind == NODE_LIST && i < value->count; i++) {
		const struct node *item = value->items[i];
		const char *type = node_text(node_get(item, "compensationType"));

		if (!type || strcmp(type, "Salary") != 0 ||
		    (first && (!is_same(first, item, "currencyCode") ||
			       !is_same(first, item, "interval"))))
			continue;
		widen(pay, "min", board_at(item, "minValue"), false);
		widen(pay, "max", board_at(item, "maxValue"), true);
		first = first ? first : item;
	}
	if (pay->count > 0 && board_at(first, "currencyCode"))
		make_set(pay, "currency", make_copy(board_at(first, "currencyCode")));
	if (pay->count > 0 && board_at(first, "interval"))
		make_set(pay, "period", make_period(board_at(first, "interval"), record));
	return pay;
}

/* The team is worth a line where it is not the department's other name. */
static struct node *make_team(const struct node *value, const struct node *record)
{
	const char *team = node_text(value);
	const char *department = board_text_at(record, "department");

	return team && department && ascii_equal(team, department) ? NULL : make_text(team);
}

static const struct board_row rows[] = {
	{ "ref", "id", NULL, 0 },
	{ "title", "title", NULL, 0 },
	{ "company_slug", "jobUrl", make_slug, 0 },
	{ "locations", "location", NULL, 0 },
	{ "locations", "address.postalAddress", make_place, 0 },
	{ "locations", "secondaryLocations[].location", NULL, BOARD_ALSO },
	{ "workplace", "workplaceType", NULL, 0 },
	{ "workplace", "isRemote", make_remote, 0 },
	{ "employment_type", "employmentType", NULL, 0 },
	{ "salary", "compensation.summaryComponents", make_salary, 0 },
	{ "salary", "compensation.compensationTiers[].components", make_salary, 0 },
	{ "salary", "compensation.scrapeableCompensationSalarySummary", NULL, 0 },
	{ "posted", "publishedAt", NULL, 0 },
	{ "url", "jobUrl", NULL, 0 },
	{ "body", "descriptionHtml|descriptionPlain", NULL, 0 },
	{ "+Compensation", "compensation.compensationTierSummary", NULL, 0 },
	{ "+Department", "department", NULL, 0 },
	{ "+Team", "team", make_team, 0 },
	{ NULL, NULL, NULL, 0 },
};

const struct board board_ashby = {
	.name = "ashby",
	.what = "Ashby job boards",
	.lists = "jobs[] []",
	.signs = "descriptionPlain|descriptionHtml jobUrl employmentType",
	.rows = rows,
};
