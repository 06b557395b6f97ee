/* BambooHR: the list of a careers page, and single openings. */
#include "config.h"

#include "read/board_make_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"

/* The kinds of places have numbers. */
static struct node *workplace(const struct node *value, const struct node *record)
{
	static const char *const kinds[] = { "onsite", "remote", "hybrid" };
	const char *text = node_text(value);

	(void)record;
	if (!text || text[0] < '0' || text[0] > '2' || text[1] != '\0')
		return NULL;
	return make_text(kinds[text[0] - '0']);
}

/* An opening's number is its company's, which only its address names. */
static const struct board_row rows[] = {
	{ .to = "ref", .from = "jobOpeningShareUrl", .make = value_company_and_last },
	{ .to = "title", .from = "jobOpeningName" },
	{ .to = "company_slug", .from = "jobOpeningShareUrl", .make = make_slug },
	{ .to = "locations", .from = "location", .make = make_place },
	{ .to = "locations", .from = "atsLocation", .make = make_place },
	{ .to = "workplace", .from = "isRemote", .make = make_remote },
	{ .to = "workplace", .from = "locationType", .make = workplace },
	{ .to = "employment_type", .from = "employmentStatusLabel" },
	{ .to = "employment_type", .from = "employmentType" },
	{ .to = "seniority", .from = "minimumExperience" },
	{ .to = "salary", .from = "compensation" },
	{ .to = "posted", .from = "datePosted", .make = value_day },
	{ .to = "url", .from = "jobOpeningShareUrl" },
	{ .to = "body", .from = "description" },
	{ .to = "+Department", .from = "departmentLabel" },
	{ .to = NULL },
};

const struct board board_bamboohr = {
	.name = "bamboohr",
	.what = "BambooHR: the list of a careers page and single openings",
	.lists = "result[] result.jobOpening jobOpening [] .",
	.signs = "jobOpeningName departmentLabel|employmentStatusLabel|description",
	.rows = rows,
};
