/* What JobSpy writes, as CSV or JSON: the same columns for all the boards that it asks. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"
#include "util/ascii.h"
#include "util/strbuf.h"

/* "li-4296181596" says the board itself; another number is one of its site's. */
static struct node *make_ref(const struct node *value, const struct node *record)
{
	const char *id = node_text(value), *site = node_text(node_get(record, "site"));
	struct strbuf ref = STRBUF_INIT;

	if (id && site && !(ascii_is_lower(id[0]) && strcspn(id, "-") == 2))
		strbuf_printf(&ref, "%s/", site);
	strbuf_puts(&ref, id ? id : "");
	return value_take(&ref);
}

/* The columns in which a workplace may stand hold other things too. */
static struct node *make_workplace(const struct node *value, const struct node *record)
{
	static const struct { const char *word, *workplace; } words[] = {
		{ "remote", "remote" }, { "hybrid", "hybrid" }, { "onsite", "onsite" },
		{ "on-site", "onsite" }, { "in_person", "onsite" }, { "in person", "onsite" },
		{ "work from office", "onsite" }, { "work from home", "remote" },
	};
	const char *text = node_text(value);

	(void)record;
	for (size_t i = 0; text && i < sizeof words / sizeof words[0]; i++) {
		if (ascii_equal(text, words[i].word))
			return make_text(words[i].workplace);
	}
	return NULL;
}

/* Minimum and maximum are sometimes the wrong way round. */
static struct node *make_end(const struct node *record, bool is_max)
{
	const struct node *low = node_get(record, "min_amount");
	const struct node *high = node_get(record, "max_amount");
	struct node *a = low ? value_amount(low, record) : NULL;
	struct node *b = high ? value_amount(high, record) : NULL;
	int64_t first = 0, second = 0;
	bool is_swapped;
	struct node *end;

	if (a && b) {
		ascii_number(a->text, a->len, &first);
		ascii_number(b->text, b->len, &second);
	}
	is_swapped = first > second;
	end = is_max != is_swapped ? b : a;
	node_free(end == a ? b : a);
	return end;
}

static struct node *make_min(const struct node *value, const struct node *record)
{
	(void)value;
	return make_end(record, false);
}

static struct node *make_max(const struct node *value, const struct node *record)
{
	(void)value;
	return make_end(record, true);
}

static struct node *make_level(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);

	(void)record;
	return text && !ascii_equal(text, "not applicable") ? make_text(text) : NULL;
}

static const struct board_row rows[] = {
	{ "title", "title", NULL, 0 },
	{ "ref", "id", make_ref, 0 },
	{ "company", "company", NULL, 0 },
	{ "locations", "location", NULL, 0 },
	{ "url", "job_url", NULL, 0 },
	{ "url", "job_url_direct", NULL, 0 },
	{ "posted", "date_posted", NULL, 0 },
	{ "employment_type", "job_type", NULL, 0 },
	{ "salary_min", "min_amount", make_min, 0 },
	{ "salary_max", "max_amount", make_max, 0 },
	{ "salary_currency", "currency", NULL, 0 },
	{ "salary_period", "interval", make_period, 0 },
	{ "workplace", "work_from_home_type", make_workplace, 0 },
	{ "workplace", "listing_type", make_workplace, 0 },
	{ "workplace", "is_remote", make_remote, 0 },
	{ "seniority", "job_level", make_level, 0 },
	{ "experience", "experience_range", NULL, 0 },
	{ "tags", "skills", value_list, 0 },
	{ "description", "description", NULL, 0 },
	{ "+Function", "job_function", NULL, 0 },
	{ "+Industry", "company_industry", NULL, 0 },
	{ "+About the company", "company_description", NULL, 0 },
	{ "+Company size", "company_num_employees", NULL, 0 },
	{ "+Company address", "company_addresses", NULL, 0 },
	{ "+Company website", "company_url_direct", NULL, 0 },
	{ "+Mail", "emails", make_line, 0 },
	{ .to = NULL },
};

const struct board board_jobspy = {
	.name = "jobspy",
	.what = "JobSpy's CSV and JSON",
	.lists = "[] jobs[]",
	.signs = "title job_url|job_url_hyper date_posted is_remote|job_type company",
	.rows = rows,
};
