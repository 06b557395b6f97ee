/* JobPosting of schema.org, as JSON: wherever it stands in what a page or a program gives. */
#include "config.h"

#include "read/board_schema_org_int.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"
#include "util/ascii.h"

/* -- places */

/* Regions that are wider than a country say nothing beside one. */
static bool is_continent(const char *name)
{
	static const char *const names[] = { "Europe", "Asia", "Africa", "Americas", "Oceania",
		"North America", "South America", "EMEA", "APAC", "LATAM" };

	for (size_t i = 0; name && i < sizeof names / sizeof names[0]; i++) {
		if (ascii_equal(names[i], name))
			return true;
	}
	return false;
}

static struct node *place_of_address(const struct node *address)
{
	static const struct { const char *from, *to; } parts[] = {
		{ "addressLocality", "city" }, { "addressRegion", "region" },
		{ "addressCountry", "country" },
	};
	struct node *place = node_new(NODE_MAP, address->line);

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		const struct node *value = node_get(address, parts[i].from);
		struct node *name = value ? make_name(value, address) : NULL;

		if (name && !(strcmp(parts[i].to, "region") == 0 && is_continent(node_text(name))))
			node_put(place, parts[i].to, name, address->line);
		else
			node_free(name);
	}
	return place;
}

struct node *schema_org_place(const struct node *value, const struct node *record)
{
	const struct node *address = node_get(value, "address");
	struct node *place;

	if (value->kind != NODE_MAP)
		return make_copy(value);
	if (address && address->kind == NODE_LIST && address->count > 0)
		address = address->items[0];
	if (node_text(address))
		return make_copy(address);
	place = place_of_address(address && address->kind == NODE_MAP ? address : value);
	if (place->count > 0)
		return place;
	node_free(place);
	return make_name(value, record);
}

struct node *schema_org_area(const struct node *value, const struct node *record)
{
	struct node *name = make_name(value, record);

	if (name)
		return name;
	return value->kind == NODE_MAP ? schema_org_place(value, record) : NULL;
}

struct node *schema_org_workplace(const struct node *value, const struct node *record)
{
	struct node *words = make_name(value, record);
	bool is_remote = false;

	for (const char *at = words ? node_text(words) : ""; *at && !is_remote; at++)
		is_remote = ascii_starts(at, "telecommut") || ascii_starts(at, "remote");
	node_free(words);
	return is_remote ? make_text("remote") : NULL;
}

/* -- pay */

/* The first of several. */
static const struct node *one_of(const struct node *value)
{
	return value && value->kind == NODE_LIST && value->count > 0 ? value->items[0] : value;
}

static void put_amount(struct node *pay, const char *key, const struct node *value)
{
	struct node *amount = value ? value_amount(value, NULL) : NULL;

	if (amount && !node_get(pay, key))
		node_put(pay, key, amount, 0);
	else
		node_free(amount);
}

/* The amounts and the unit of a MonetaryAmount or a QuantitativeValue. */
static void put_amounts(struct node *pay, const struct node *value)
{
	const struct node *unit = board_at(value, "unitText");
	const struct node *single = node_get(value, "value");

	put_amount(pay, "min", board_at(value, "minValue"));
	put_amount(pay, "max", board_at(value, "maxValue"));
	if (single && single->kind == NODE_SCALAR && !node_get(pay, "min") &&
	    !node_get(pay, "max")) {
		put_amount(pay, "min", single);
		put_amount(pay, "max", single);
	}
	if (unit && !node_get(pay, "period"))
		make_set(pay, "period", make_period(unit, NULL));
}

static bool is_money(const struct node *value)
{
	const char *text = node_text(value);

	return text && value_is_number(text);
}

struct node *schema_org_pay(const struct node *value, const struct node *record)
{
	const struct node *salary = one_of(value);
	const struct node *currency = board_at(salary, "currency");
	struct node *pay;

	if (node_text(salary) && !is_money(salary))
		return make_copy(salary);
	pay = node_new(NODE_MAP, value->line);
	put_amount(pay, "min", salary);
	put_amount(pay, "max", salary);
	if (salary->kind == NODE_MAP) {
		put_amounts(pay, salary);
		put_amounts(pay, one_of(node_get(salary, "value")));
	}
	if (!currency)
		currency = board_at(salary, "value.currency");
	if (!currency)
		currency = board_at(record, "salaryCurrency");
	if (currency && (node_get(pay, "min") || node_get(pay, "max")))
		node_put(pay, "currency", make_copy(currency), value->line);
	if (node_get(pay, "currency"))
		return pay;
	return node_get(pay, "min") || node_get(pay, "max") ? pay : (node_free(pay), NULL);
}

/* -- what is asked for */

struct node *schema_org_experience(const struct node *value, const struct node *record)
{
	const char *text = board_text_at(value, "monthsOfExperience");
	struct strbuf years = STRBUF_INIT;
	int64_t months = 0;

	if (!text)
		return make_name(value, record);
	if (ascii_number(text, strlen(text), &months) == 0 || months <= 0)
		return NULL;
	if (months % 12 == 0)
		strbuf_printf(&years, "%lld years", (long long)(months / 12));
	else
		strbuf_printf(&years, "%lld months", (long long)months);
	return value_take(&years);
}

struct node *schema_org_education(const struct node *value, const struct node *record)
{
	const char *text = board_text_at(value, "[].credentialCategory");

	return text ? make_text(text) : make_name(value, record);
}

/* -- the posting itself */

/* "jobs.acme.example:4711": what the posting's own host calls it. */
static struct node *name(const struct node *value, const struct node *record)
{
	const char *url = board_text_at(record, "url");
	const struct node *id = value->kind == NODE_MAP ? board_at(value, "value") : value;
	size_t len = 0;
	const char *host = url ? value_host(url, &len) : NULL;
	struct strbuf ref = STRBUF_INIT;

	if (host && node_text(id) && !strstr(node_text(id), "://"))
		strbuf_printf(&ref, "%.*s:%s", (int)len, host, node_text(id));
	return value_take(&ref);
}

static const struct board_row rows[] = {
	{ .to = "ref", .from = "identifier", .make = name },
	SCHEMA_ORG_ROWS(""),
	{ .to = NULL },
};

const struct board board_schema_org = {
	.name = "schema.org",
	.what = "JobPosting of schema.org as JSON",
	.signs = "@type[]~JobPosting",
	.is_anywhere = true,
	.refs_have_host = true,
	.rows = rows,
};
