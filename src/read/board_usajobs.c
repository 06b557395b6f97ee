/* USAJOBS: what its search finds. */
#include "config.h"

#include "read/board_make_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"

#define AT "MatchedObjectDescriptor."
#define PAY AT "PositionRemuneration"
#define DETAILS AT "UserArea.Details."

static struct node *first_of(const struct node *value, const char *key)
{
	const struct node *pay = value->kind == NODE_LIST && value->count > 0 ?
		value->items[0] : value;
	const struct node *found = node_get(pay, key);

	return found ? make_copy(found) : NULL;
}

static struct node *amount_of(const struct node *value, const char *key)
{
	struct node *range = first_of(value, key);
	struct node *amount = range ? value_amount(range, value) : NULL;

	node_free(range);
	return amount;
}

static struct node *least(const struct node *value, const struct node *record)
{
	(void)record;
	return amount_of(value, "MinimumRange");
}

static struct node *most(const struct node *value, const struct node *record)
{
	(void)record;
	return amount_of(value, "MaximumRange");
}

static struct node *period(const struct node *value, const struct node *record)
{
	struct node *code = first_of(value, "RateIntervalCode");
	struct node *made = code ? make_period(code, record) : NULL;

	node_free(code);
	return made;
}

static const struct board_row rows[] = {
	{ .to = "ref", .from = AT "PositionURI", .make = make_last_part },
	{ .to = "ref", .from = "MatchedObjectId" },
	{ .to = "title", .from = AT "PositionTitle" },
	{ .to = "company", .from = AT "OrganizationName" },
	{ .to = "company", .from = AT "DepartmentName" },
	{ .to = "locations", .from = AT "PositionLocation[].LocationName" },
	{ .to = "locations", .from = AT "PositionLocationDisplay" },
	{ .to = "workplace", .from = DETAILS "RemoteIndicator", .make = make_remote },
	{ .to = "employment_type", .from = AT "PositionSchedule[].Name" },
	{ .to = "employment_type", .from = AT "PositionOfferingType[].Name",
	  .flags = BOARD_ALSO },
	{ .to = "salary_min", .from = PAY, .make = least },
	{ .to = "salary_max", .from = PAY, .make = most },
	{ .to = "salary_currency", .from = PAY, .make = value_always_dollars },
	{ .to = "salary_period", .from = PAY, .make = period },
	{ .to = "posted", .from = AT "PublicationStartDate" },
	{ .to = "posted", .from = AT "PositionStartDate" },
	{ .to = "expires", .from = AT "ApplicationCloseDate" },
	{ .to = "expires", .from = AT "PositionEndDate" },
	{ .to = "clearance", .from = DETAILS "SecurityClearance" },
	{ .to = "url", .from = AT "PositionURI" },
	{ .to = "body", .from = DETAILS "JobSummary" },
	{ .to = "+Duties", .from = DETAILS "MajorDuties" },
	{ .to = "+Qualifications", .from = AT "QualificationSummary" },
	{ .to = "+Requirements", .from = DETAILS "Requirements" },
	{ .to = "+Education", .from = DETAILS "Education" },
	{ .to = "+Benefits", .from = DETAILS "Benefits" },
	{ .to = "+How to apply", .from = DETAILS "HowToApply" },
	{ .to = "+Department", .from = AT "DepartmentName" },
	{ .to = "+Category", .from = AT "JobCategory[].Name" },
	{ .to = "+Grade", .from = AT "JobGrade[].Code" },
	{ .to = NULL },
};

const struct board board_usajobs = {
	.name = "usajobs",
	.what = "USAJOBS: what its search finds",
	.lists = "SearchResult.SearchResultItems[] SearchResultItems[] [] .",
	.signs = AT "PositionTitle",
	.rows = rows,
};
