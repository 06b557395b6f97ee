/* Oracle Recruiting: the list of a candidate site, and single requisitions. */
#include "config.h"

#include "read/board_make_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"

/* A requisition's number is its company's, which nothing names. */
static const struct board_row rows[] = {
	{ .to = "title", .from = "Title" },
	{ .to = "locations", .from = "PrimaryLocation" },
	{ .to = "locations", .from = "secondaryLocations[].Name", .flags = BOARD_ALSO },
	{ .to = "country", .from = "PrimaryLocationCountry" },
	{ .to = "workplace", .from = "WorkplaceType" },
	{ .to = "employment_type", .from = "JobSchedule" },
	{ .to = "employment_type", .from = "ContractType" },
	{ .to = "education", .from = "StudyLevel" },
	{ .to = "posted", .from = "PostedDate", .make = value_day },
	{ .to = "posted", .from = "ExternalPostedStartDate", .make = value_day },
	{ .to = "expires", .from = "PostingEndDate", .make = value_day },
	{ .to = "expires", .from = "ExternalPostedEndDate", .make = value_day },
	{ .to = "body", .from = "ShortDescriptionStr" },
	{ .to = "body", .from = "ExternalDescriptionStr" },
	{ .to = "+Responsibilities", .from = "ExternalResponsibilitiesStr" },
	{ .to = "+Qualifications", .from = "ExternalQualificationsStr" },
	{ .to = "+Company", .from = "CorporateDescriptionStr" },
	{ .to = "+Organization", .from = "OrganizationDescriptionStr" },
	{ .to = "+Function", .from = "JobFunction" },
	{ .to = "+Family", .from = "JobFamily" },
	{ .to = "+Category", .from = "Category" },
	{ .to = NULL },
};

const struct board board_oracle = {
	.name = "oracle",
	.what = "Oracle Recruiting: the list of a site and single requisitions",
	.lists = "items[].requisitionList[] requisitionList[] items[] [] .",
	.signs = "Id Title PrimaryLocation",
	.rows = rows,
};
