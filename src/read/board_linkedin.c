/* Tables of LinkedIn's postings, as those who gather them write them. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"
#include "read/job_link_int.h"
#include "util/ascii.h"
#include "util/strbuf.h"

/* LinkedIn's own number, without the board's name, which is put before it. */
static struct node *make_ref(const struct node *value, const struct node *record)
{
	const char *text = node_text(value), *number;
	struct job_link link;
	struct node *ref = NULL;

	(void)record;
	if (!text)
		return NULL;
	job_link_init(&link);
	job_link_read(&link, text, strlen(text));
	number = strchr(link.ref.text, ':');
	if (number && ascii_starts(link.ref.text, "linkedin:"))
		ref = make_text(number + 1);
	job_link_release(&link);
	return ref;
}

/* The address without what says who looked at it. */
static struct node *make_link(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);
	struct strbuf url = STRBUF_INIT;

	(void)record;
	if (text)
		job_link_clean(&url, text, strlen(text));
	return value_take(&url);
}

static bool is_in(const char *text, const struct node *item)
{
	return item->kind == NODE_SCALAR && text && strstr(text, item->text) != NULL;
}

/* Lists that were cut out of the description repeat it: what it holds is left out. */
static struct node *make_rest(const struct node *value, const struct node *record)
{
	const char *text = board_text_at(record, "Description");
	struct node *rest;

	if (!text)
		text = board_text_at(record, "description");
	if (value->kind != NODE_LIST)
		return is_in(text, value) ? NULL : make_copy(value);
	rest = node_new(NODE_LIST, value->line);
	for (size_t i = 0; i < value->count; i++) {
		if (!is_in(text, value->items[i]))
			node_add(rest, make_copy(value->items[i]));
	}
	return rest;
}

/* One spelling of a row is in capitals, the other as programs have it. */
#define EITHER(to, capital, small, make) \
	{ to, capital, make, 0 }, { to, small, make, 0 }

static const struct board_row rows[] = {
	EITHER("title", "Title", "title", NULL),
	EITHER("ref", "Link", "url", make_ref),
	EITHER("company", "Company", "company", NULL),
	EITHER("locations", "Location", "location", NULL),
	EITHER("url", "Link", "url", make_link),
	EITHER("salary", "Salary", "salary", NULL),
	EITHER("employment_type", "EmploymentType", "employmentType", NULL),
	EITHER("workplace", "WorkplaceType", "workplaceType", NULL),
	EITHER("seniority", "SeniorityLevel", "seniority", NULL),
	EITHER("posted", "Posted_date", "postedAt", NULL),
	EITHER("description", "Description", "description", NULL),
	{ "+Responsibilities", "Responsibilities", make_rest, 0 },
	{ "+Required qualifications", "QualificationsRequired", make_rest, 0 },
	{ "+Preferred qualifications", "QualificationsPreferred", make_rest, 0 },
	{ "+Requirements", "Requirements", make_rest, 0 },
	{ "+About the company", "AboutTheCompany", make_rest, 0 },
	{ .to = NULL },
};

const struct board board_linkedin = {
	.name = "linkedin",
	.what = "tables of LinkedIn's postings",
	.lists = "[]",
	.signs = "Title|title Company|company Link~linkedin.com|url~linkedin.com "
		 "EmploymentType|employmentType",
	.rows = rows,
};
