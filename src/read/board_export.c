/* What shortlist itself exports as CSV, TSV, JSON and JSON lines, read again: the same facts. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"
#include "util/ascii.h"
#include "util/strbuf.h"

static void add_technology(struct node *list, const char *text, size_t start, size_t end)
{
	static const char preferred[] = " (preferred)";
	size_t len = sizeof preferred - 1;

	if (end - start > len && ascii_starts_len(text + end - len, len, preferred))
		end -= len;
	ascii_trim(text, &start, &end);
	if (end > start)
		node_add(list, make_text_len(text + start, end - start));
}

/* "C++, Rust (preferred)" as a list: short names are known only alone. */
static struct node *make_stack(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);
	struct node *list;
	size_t start = 0;

	(void)record;
	if (!text)
		return make_text(node_text(node_get(value, "name")));
	list = node_new(NODE_LIST, value->line);
	for (size_t at = 0; at <= value->len; at++) {
		if (at == value->len || text[at] == ',') {
			add_technology(list, text, start, at);
			start = at + 1;
		}
	}
	return list;
}

/* In JSON what has parts is a map. A place whose region and city are unknown may be a continent or
 * zone of which only the text says which; else the parts are surer. */
static struct node *make_export_place(const struct node *value, const struct node *record)
{
	const char *text = node_text(node_get(value, "text"));
	bool is_known = node_text(node_get(value, "city")) || node_text(node_get(value, "region"));

	return value->kind == NODE_MAP && is_known ? make_place(value, record) :
		value->kind == NODE_MAP ? make_text(text) : make_copy(value);
}

/* From, up to or between: a map's "min" and "max", of which one may be null. */
static struct node *make_years(const struct node *value, const struct node *record)
{
	const char *min = node_text(node_get(value, "min"));
	const char *max = node_text(node_get(value, "max"));
	struct strbuf years = STRBUF_INIT;

	(void)record;
	if (value->kind != NODE_MAP)
		return make_copy(value);
	if (min && max)
		strbuf_printf(&years, "%s-%s years", min, max);
	else if (min)
		strbuf_printf(&years, "%s+ years", min);
	else if (max)
		strbuf_printf(&years, "up to %s years", max);
	return value_take(&years);
}

/* The amounts without the passage that they were read from. */
static struct node *make_pay(const struct node *value, const struct node *record)
{
	struct node *pay = make_copy(value);

	(void)record;
	if (pay->kind == NODE_MAP && (node_text(node_get(pay, "min")) ||
				      node_text(node_get(pay, "max"))))
		make_set(pay, "text", NULL);
	return pay;
}

/* "Polish (preferred)" of a map with name and need; a technology's is its name. */
static struct node *make_language(const struct node *value, const struct node *record)
{
	const char *name = node_text(node_get(value, "name"));
	const char *need = node_text(node_get(value, "need"));
	struct strbuf language = STRBUF_INIT;

	(void)record;
	if (value->kind != NODE_MAP)
		return make_copy(value);
	strbuf_puts(&language, name ? name : "");
	if (need && strcmp(need, "preferred") == 0)
		strbuf_puts(&language, " (preferred)");
	return value_take(&language);
}

/* A title that was missing is written in words. */
static struct node *make_title(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);

	(void)record;
	return text && strcmp(text, "(no title)") != 0 ? make_text(text) : NULL;
}

static const struct board_row rows[] = {
	{ "title", "title", make_title, 0 },
	{ "company", "company", NULL, 0 },
	{ "locations", "locations[]", make_export_place, 0 },
	{ "workplace", "workplace", NULL, 0 },
	{ "remote_scope", "remote_scope[]", make_export_place, 0 },
	{ "employment_type", "employment", NULL, 0 },
	{ "seniority", "seniority", NULL, 0 },
	{ "experience", "experience", make_years, 0 },
	{ "salary", "salary", make_pay, 0 },
	{ "posted", "posted", NULL, 0 },
	{ "expires", "expires", NULL, 0 },
	{ "visa", "visa", NULL, 0 },
	{ "clearance", "clearance", NULL, 0 },
	{ "education", "education", NULL, 0 },
	{ "languages", "languages[]", make_language, 0 },
	{ "stack", "stack[]", make_stack, 0 },
	{ "url", "url", NULL, 0 },
	{ "description", "body", NULL, 0 },
	{ "+Office days", "office_days", NULL, 0 },
	{ "+Time zones", "time_zones", NULL, 0 },
	{ "+Extras", "extras", NULL, 0 },
	{ .to = NULL },
};

const struct board board_export = {
	.name = "shortlist",
	.what = "what shortlist exports as CSV, TSV and JSON",
	.lists = "[]",
	.signs = "title locations workplace office_days remote_scope time_zones shortlisted stage",
	.rows = rows,
};
