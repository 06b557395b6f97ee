/* HR-XML 3, in which USAJOBS published before it had an API. */
#include "config.h"

#include <string.h>

#include "read/board_table_int.h"
#include "read/board_make_int.h"
#include "read/feed_int.h"
#include "util/ascii.h"
#include "util/strbuf.h"

#define PROFILE "PositionProfile."
#define PAY PROFILE "OfferedRemunerationPackage.RemunerationRange."
#define TEXT PROFILE "UserArea.GOVT_XMLJobBody."

/* "1-Full-Time", "15514-United States Citizens": a code and what it means. */
static struct node *make_meaning(const struct node *value, const struct node *record)
{
	struct node *text = feed_text(value, record), *made;
	const char *start = text ? text->text : "";
	size_t digits = 0;

	while (ascii_is_digit(start[digits]))
		digits++;
	if (digits > 0 && start[digits] == '-')
		start += digits + 1;
	made = make_text(start);
	node_free(text);
	return made;
}

static struct node *make_currency(const struct node *value, const struct node *record)
{
	(void)record;
	return make_text(node_text(node_get(value, "@currencyID")));
}

static const struct board_row rows[] = {
	{ "title", PROFILE "PositionTitle", feed_text, 0 },
	{ "ref", "DocumentID", feed_text, 0 },
	{ "ref", PROFILE "PositionID", feed_text, 0 },
	{ "company", PROFILE "PositionOrganization.OrganizationIdentifiers.OrganizationName",
	  feed_text, 0 },
	{ "company", "PostingRequester.PartyName", feed_text, 0 },
	{ "locations", PROFILE "PositionLocation[].LocationName", feed_text, 0 },
	{ "employment_type", PROFILE "PositionScheduleTypeCode", make_meaning, 0 },
	{ "employment_type", PROFILE "PositionOfferingTypeCode", make_meaning, BOARD_ALSO },
	{ "salary_min", PAY "RemunerationMinimumAmount", feed_amount, 0 },
	{ "salary_max", PAY "RemunerationMaximumAmount", feed_amount, 0 },
	{ "salary_currency", PAY "RemunerationMinimumAmount", make_currency, 0 },
	{ "salary_period", PAY "RemunerationRateIntervalCode", make_period, 0 },
	{ "posted", PROFILE "PositionPeriod.StartDate.FormattedDateTime", feed_text, 0 },
	{ "expires", PROFILE "PositionPeriod.EndDate.FormattedDateTime", feed_text, 0 },
	{ "url", PROFILE "PositionURI", feed_address, 0 },
	{ "body", TEXT "Overview.JobSummary", feed_text, 0 },
	{ "body", PROFILE "PositionFormattedDescription.Content", feed_text, 0 },
	{ "+About the agency", TEXT "Overview.AgencyMarketingStatement", feed_text, 0 },
	{ "+Key requirements", TEXT "Overview.KeyRequirement[]", feed_text, 0 },
	{ "+Major duties", TEXT "Duties.MajorDuties", feed_text, 0 },
	{ "+Qualifications", TEXT "QualificationsAndEvaluations.Qualifications", feed_text, 0 },
	{ "+Qualifications", TEXT "Qualifications.Qualifications", feed_text, 0 },
	{ "+Benefits", TEXT "BenefitsAndOtherInfo.Benefits", feed_text, 0 },
	{ "+Who may apply", PROFILE "UserArea.GOVT_WhoMayApply", make_meaning, 0 },
	{ "+Category", PROFILE "JobCategoryCode", make_meaning, 0 },
	{ "+Grade", PROFILE "JobGradeCode", feed_text, 0 },
	{ .to = NULL },
};

const struct board board_hr_xml = {
	.name = "usajobs",
	.what = "HR-XML, as USAJOBS had it",
	.lists = "ShowPositionOpening.DataArea.PositionOpening[]",
	.signs = "PositionProfile.PositionTitle",
	.rows = rows,
};
