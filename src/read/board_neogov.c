/* The feeds of NEOGOV, which public agencies use. */
#include "config.h"

#include "read/board_table_int.h"
#include "read/board_make_int.h"
#include "read/feed_int.h"

static const struct board_row rows[] = {
	{ "title", "title", feed_text, 0 },
	{ "ref", "joblisting:jobId", feed_text, 0 },
	{ "ref", "guid", feed_text, 0 },
	{ "url", "link", feed_link, 0 },
	{ "url", "guid", feed_address, 0 },
	{ "locations", "joblisting:location", feed_text, 0 },
	{ "state", "joblisting:state", feed_text, 0 },
	{ "salary_min", "joblisting:minimumSalary", feed_amount, 0 },
	{ "salary_max", "joblisting:maximumSalary", feed_amount, 0 },
	{ "salary_currency", "joblisting:salaryCurrency", feed_text, 0 },
	{ "salary_period", "joblisting:salaryInterval", make_period, 0 },
	{ "employment_type", "joblisting:jobType", feed_text, 0 },
	{ "posted", "pubDate", feed_text, 0 },
	{ "posted", "joblisting:advertiseFromDate", feed_text, 0 },
	{ "posted", "joblisting:advertiseFromDateUTC", feed_text, 0 },
	{ "expires", "joblisting:advertiseToDateTime", feed_amount, 0 },
	{ "expires", "joblisting:advertiseToDateTimeUTC", feed_amount, 0 },
	{ "body", "description", feed_text, 0 },
	{ "+Examples of duties", "joblisting:examplesofduties", feed_text, 0 },
	{ "+Qualifications", "joblisting:qualifications", feed_text, 0 },
	{ "+Supplemental information", "joblisting:supplementalinformation", feed_text, 0 },
	{ "+Benefits", "joblisting:benefits", feed_text, 0 },
	{ "+Department", "joblisting:department", feed_text, 0 },
	{ "+Job type", "joblisting:jobType", feed_text, 0 },
	{ "+Category", "joblisting:categories.joblisting:category", feed_categories, 0 },
	{ "+Category", "categories.category[].Category", feed_text, 0 },
	{ "+Job number", "joblisting:jobNumberSingle", feed_text, 0 },
	{ .to = NULL },
};

/* The feed is one agency's. */
static bool finish(struct node *made, const struct node *item, const struct node *file)
{
	(void)item;
	make_set(made, "company", make_text(feed_channel_text(file, "title")));
	return true;
}

const struct board board_neogov = {
	.name = "neogov",
	.what = "NEOGOV's feeds of public agencies",
	.lists = FEED_LISTS,
	.signs = "title joblisting:jobId|joblisting:minimumSalary|joblisting:location",
	.rows = rows,
	.finish = finish,
};
