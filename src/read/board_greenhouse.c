/*
 * Greenhouse: the public board API, a list of jobs or one.
 *
 * There is no field for workplace, employment or pay but in what each company adds ("metadata",
 * under names of its own), or where the pay was asked for ("pay_input_ranges", in cents).
 */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "read/key_int.h"
#include "util/ascii.h"

static bool is_none(const struct node *value)
{
	static const char *const words[] = { "n/a", "na", "none", "-", "not applicable" };
	const char *text = node_text(value);

	for (size_t i = 0; text && i < sizeof words / sizeof words[0]; i++) {
		if (ascii_equal(text, words[i]))
			return true;
	}
	return board_is_empty(value);
}

static bool is_range(const struct node *value)
{
	return value->kind == NODE_MAP && node_get(value, "min_value");
}

/* What a company adds is shown under its name for it. */
static struct node *make_metadata(const struct node *value, const struct node *record)
{
	struct node *made = node_new(NODE_MAP, value->line);

	(void)record;
	for (size_t i = 0; value->kind == NODE_LIST && i < value->count; i++) {
		const char *name = node_text(node_get(value->items[i], "name"));
		const struct node *what = node_get(value->items[i], "value");

		if (!name || !what || is_none(what) || is_range(what))
			continue;
		node_put(made, name, what->kind == NODE_LIST ? make_line(what, record) :
			 make_copy(what), value->line);
	}
	return made;
}

/* The value of the first thing added whose name means FIELD. */
static const struct node *find_metadata(const struct node *record, enum field_id field)
{
	const struct node *list = node_get(record, "metadata");

	for (size_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++) {
		const char *name = node_text(node_get(list->items[i], "name"));
		const struct node *what = node_get(list->items[i], "value");

		if (name && what && !is_none(what) && key_find(name).role == KEY_FACT &&
		    key_find(name).field == field)
			return what;
	}
	return NULL;
}

static struct node *make_employment(const struct node *value, const struct node *record)
{
	const struct node *what = find_metadata(record, FIELD_EMPLOYMENT);

	(void)value;
	return what ? make_name(what, record) : NULL;
}

static struct node *make_workplace(const struct node *value, const struct node *record)
{
	const struct node *what = find_metadata(record, FIELD_WORKPLACE);

	(void)value;
	return what ? make_name(what, record) : NULL;
}

/* {unit, min_value, max_value} of "Pay Transparency Range" */
static struct node *make_range(const struct node *value, const struct node *record)
{
	const char *type = node_text(node_get(value, "value_type"));
	const struct node *range = node_get(value, "value");
	struct node *pay;

	(void)record;
	if (!type || strcmp(type, "currency_range") != 0 || !range || !is_range(range))
		return NULL;
	pay = node_new(NODE_MAP, value->line);
	make_set(pay, "min", make_copy(node_get(range, "min_value")));
	if (node_get(range, "max_value"))
		make_set(pay, "max", make_copy(node_get(range, "max_value")));
	if (node_get(range, "unit"))
		make_set(pay, "currency", make_copy(node_get(range, "unit")));
	return pay;
}

/* {min_cents, max_cents, currency_type, title, blurb} */
static struct node *make_cent_range(const struct node *value, const struct node *record)
{
	const struct node *min = node_get(value, "min_cents"), *max = node_get(value, "max_cents");
	struct node *pay = node_new(NODE_MAP, value->line);

	if (min)
		make_set(pay, "min", make_cents(min, record));
	if (max)
		make_set(pay, "max", make_cents(max, record));
	if (pay->count > 0 && node_get(value, "currency_type"))
		make_set(pay, "currency", make_copy(node_get(value, "currency_type")));
	return pay;
}

static const struct board_row rows[] = {
	{ "ref", "id", NULL, 0 },
	{ "title", "title", NULL, 0 },
	{ "company", "company_name", NULL, 0 },
	{ "company_slug", "absolute_url", make_slug, 0 },
	{ "location", "location.name", NULL, 0 },
	{ "url", "absolute_url", NULL, 0 },
	{ "posted", "first_published", NULL, 0 },
	{ "posted", "updated_at", NULL, 0 },
	{ "expires", "application_deadline", NULL, 0 },
	{ "workplace", ".", make_workplace, 0 },
	{ "employment_type", ".", make_employment, 0 },
	{ "salary", "pay_input_ranges[]", make_cent_range, 0 },
	{ "salary", "metadata[]", make_range, 0 },
	{ "body", "content", NULL, 0 },
	{ "+Pay", "pay_input_ranges[].blurb", NULL, 0 },
	{ "+Department", "departments[].name", NULL, 0 },
	{ "+Office", "offices[].name", NULL, 0 },
	{ "+", "metadata", make_metadata, 0 },
	{ "+Requisition", "requisition_id", NULL, 0 },
	{ NULL, NULL, NULL, 0 },
};

/* A dump of several boards names the board, by which its addresses know it, once for all jobs. */
static bool finish(struct node *made, const struct node *record, const struct node *file)
{
	const char *company = board_text_at(file, "company");

	(void)record;
	if (company && !node_get(made, "company"))
		make_set(made, "company_slug", make_text(company));
	return true;
}

const struct board board_greenhouse = {
	.name = "greenhouse",
	.what = "Greenhouse job boards",
	.lists = "jobs[] []",
	.signs = "absolute_url location.name internal_job_id|content id",
	.rows = rows,
	.finish = finish,
};
