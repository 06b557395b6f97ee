/* Arbeitnow: jobs in Germany and remote ones. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_table_int.h"

#define AD_START "<p>Find "
#define AD_END "on Arbeitnow"
#define AD_BYTES_MAX 200

/* Without the line by which the board commends itself below each text. */
static struct node *text(const struct node *value, const struct node *record)
{
	const char *all = node_text(value), *last = NULL;

	(void)record;
	for (const char *at = all; at && (at = strstr(at, AD_START)) != NULL; at++)
		last = at;
	if (!last || strlen(last) > AD_BYTES_MAX || !strstr(last, AD_END))
		return all ? make_copy(value) : NULL;
	return make_text_len(all, (size_t)(last - all));
}

/* The kinds of a job are of its hours, its level, or both. */
static struct node *level(const struct node *value, const struct node *record)
{
	const char *kind = node_text(value);

	(void)record;
	return kind && !strstr(kind, "ime") ? make_copy(value) : NULL;
}

static const struct board_row rows[] = {
	{ .to = "ref", .from = "slug" },
	{ .to = "title", .from = "title" },
	{ .to = "company", .from = "company_name" },
	{ .to = "locations", .from = "location" },
	{ .to = "workplace", .from = "remote", .make = make_remote },
	{ .to = "employment_type", .from = "job_types[]" },
	{ .to = "seniority", .from = "job_types[]", .make = level },
	{ .to = "posted", .from = "created_at" },
	{ .to = "url", .from = "url" },
	{ .to = "tags", .from = "tags[]" },
	{ .to = "body", .from = "description", .make = text },
	{ .to = "+Fields", .from = "tags", .make = make_line },
	{ .to = NULL },
};

const struct board board_arbeitnow = {
	.name = "arbeitnow",
	.what = "Arbeitnow: the board's list",
	.lists = "data[] [] .",
	.signs = "job_types created_at company_name slug",
	.rows = rows,
};
