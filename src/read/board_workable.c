/* Workable: what the widget on a company's site is fed with, and the list of version 3. */
#include "config.h"

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"

/* Version 3 gives no address, but all have the same form. */
static struct node *address(const struct node *value, const struct node *record)
{
	const char *code = node_text(value);
	struct strbuf url = STRBUF_INIT;

	(void)record;
	if (code)
		strbuf_printf(&url, "https://apply.workable.com/j/%s", code);
	return value_take(&url);
}

/* The keys of old widgets; in version 3 "state" is the posting's own. */
static struct node *widget_place(const struct node *value, const struct node *record)
{
	return node_get(record, "telecommuting") ? make_place(value, record) : NULL;
}

static const struct board_row rows[] = {
	{ .to = "ref", .from = "shortcode" },
	{ .to = "title", .from = "title" },
	{ .to = "locations", .from = "locations[]", .make = make_place },
	{ .to = "locations", .from = "location", .make = make_place },
	{ .to = "locations", .from = ".", .make = widget_place },
	{ .to = "workplace", .from = "workplace" },
	{ .to = "workplace", .from = "telecommuting", .make = make_remote },
	{ .to = "workplace", .from = "remote", .make = make_remote },
	{ .to = "employment_type", .from = "employment_type" },
	{ .to = "employment_type", .from = "type" },
	{ .to = "seniority", .from = "experience" },
	{ .to = "education", .from = "education" },
	{ .to = "posted", .from = "published_on" },
	{ .to = "posted", .from = "published" },
	{ .to = "posted", .from = "created_at" },
	{ .to = "url", .from = "url" },
	{ .to = "url", .from = "shortlink" },
	{ .to = "url", .from = "application_url" },
	{ .to = "url", .from = "shortcode", .make = address },
	{ .to = "body", .from = "description" },
	{ .to = "+Department", .from = "department", .make = make_name },
	{ .to = "+Function", .from = "function", .make = make_name },
	{ .to = "+Industry", .from = "industry", .make = make_name },
	{ .to = NULL },
};

/* The company is named once, above the list. */
static bool finish(struct node *made, const struct node *record, const struct node *file)
{
	const char *name = board_text_at(file, "name");

	(void)record;
	if (!name)
		name = board_text_at(file, "widget.name");
	make_set(made, "company", make_text(name));
	return true;
}

const struct board board_workable = {
	.name = "workable",
	.what = "Workable: the widget's jobs and the list of version 3",
	.lists = "jobs[] widget.jobs[] results[] [] .",
	.signs = "shortcode telecommuting|workplace",
	.rows = rows,
	.finish = finish,
	.merges = true,
};
