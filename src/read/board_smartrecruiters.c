/* SmartRecruiters: lists, and single postings with their text. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"

/* Lists give only the address of the API; the page's has the same parts. */
static struct node *address(const struct node *value, const struct node *record)
{
	const char *company = board_text_at(record, "company.identifier");
	struct strbuf url = STRBUF_INIT;

	if (company && node_text(value))
		strbuf_printf(&url, "https://jobs.smartrecruiters.com/%s/%s", company,
			      node_text(value));
	return value_take(&url);
}

static struct node *workplace(const struct node *value, const struct node *record)
{
	(void)record;
	if (value_is_true(node_get(value, "hybrid")))
		return make_text("hybrid");
	return value_is_true(node_get(value, "remote")) ? make_text("remote") : NULL;
}

/* The sections in their order, each under its own title, which is in the posting's language. */
static struct node *sections(const struct node *value, const struct node *record)
{
	static const char *const names[] = { "companyDescription", "jobDescription",
		"qualifications", "additionalInformation" };
	struct node *list = node_new(NODE_LIST, value->line);
	struct node *made;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const struct node *section = node_get(value, names[i]);

		if (board_text_at(section, "text"))
			node_add(list, make_copy(section));
	}
	made = make_sections(list, record);
	node_free(list);
	return made;
}

/* What the company adds of its own: its brands, its kinds of jobs. Codes of its other programs
 * ("Plant 2--LOC_0703") and the country, which the place has, are no reading. */
static struct node *field(const struct node *value, const struct node *record)
{
	const char *label = board_text_at(value, "fieldLabel");
	const char *text = board_text_at(value, "valueLabel");
	struct node *made;

	(void)record;
	if (!label || !text || strstr(text, "--") || strncmp(label, "Country", 7) == 0)
		return NULL;
	made = node_new(NODE_MAP, value->line);
	node_put(made, label, make_text(text), value->line);
	return made;
}

static const struct board_row rows[] = {
	{ .to = "ref", .from = "id" },
	{ .to = "title", .from = "name" },
	{ .to = "company", .from = "company.name" },
	{ .to = "company_slug", .from = "company.identifier" },
	{ .to = "locations", .from = "location.fullLocation", .make = value_place_text },
	{ .to = "locations", .from = "location", .make = make_place },
	{ .to = "workplace", .from = "location", .make = workplace },
	{ .to = "employment_type", .from = "typeOfEmployment.id" },
	{ .to = "employment_type", .from = "typeOfEmployment.label" },
	{ .to = "seniority", .from = "experienceLevel.id" },
	{ .to = "seniority", .from = "experienceLevel.label" },
	{ .to = "posted", .from = "releasedDate" },
	{ .to = "url", .from = "postingUrl" },
	{ .to = "url", .from = "id", .make = address },
	{ .to = "url", .from = "applyUrl" },
	{ .to = "+", .from = "jobAd.sections", .make = sections },
	{ .to = "+Department", .from = "department.label" },
	{ .to = "+Function", .from = "function.label" },
	{ .to = "+Industry", .from = "industry.label" },
	{ .to = "+", .from = "customField[]", .make = field },
	{ .to = NULL },
};

const struct board board_smartrecruiters = {
	.name = "smartrecruiters",
	.what = "SmartRecruiters: lists of postings and single ones",
	.lists = "details.{} content[] list_pages[].content[] [] .",
	.signs = "name company.identifier releasedDate|jobAd.sections",
	.rows = rows,
};
