/* JSON Resume: its schema of a job. */
#include "config.h"

#include "read/board_make_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"
#include "util/ascii.h"

/* How much of the work may be done from elsewhere. */
static struct node *workplace(const struct node *value, const struct node *record)
{
	static const struct { const char *word, *workplace; } kinds[] = {
		{ "full", "remote" }, { "hybrid", "hybrid" }, { "none", "onsite" },
	};
	const char *text = node_text(value);

	(void)record;
	for (size_t i = 0; text && i < sizeof kinds / sizeof kinds[0]; i++) {
		if (ascii_equal(kinds[i].word, text))
			return make_text(kinds[i].workplace);
	}
	return NULL;
}

static const struct board_row rows[] = {
	{ .to = "title", .from = "title" },
	{ .to = "company", .from = "company" },
	{ .to = "locations", .from = "location", .make = make_place },
	{ .to = "workplace", .from = "remote", .make = workplace },
	{ .to = "employment_type", .from = "type" },
	{ .to = "seniority", .from = "experience" },
	{ .to = "experience", .from = "experience" },
	{ .to = "salary", .from = "salary" },
	{ .to = "posted", .from = "date", .make = value_day },
	{ .to = "url", .from = "meta.canonical" },
	{ .to = "tags", .from = "skills[].name" },
	{ .to = "tags", .from = "skills[].keywords[]", .flags = BOARD_ALSO },
	{ .to = "body", .from = "description" },
	{ .to = "+Responsibilities", .from = "responsibilities" },
	{ .to = "+Qualifications", .from = "qualifications" },
	{ .to = "+Skills", .from = "skills" },
	{ .to = NULL },
};

const struct board board_json_resume = {
	.name = "json-resume",
	.what = "JSON Resume: jobs in its schema",
	.lists = "jobs[] [] .",
	.signs = "title remote=Full|remote=Hybrid|remote=None "
		 "qualifications|responsibilities|skills",
	.rows = rows,
};
