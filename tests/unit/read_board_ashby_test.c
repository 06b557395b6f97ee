/* Ashby: places, workplaces, pay among other compensation. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_file.h"
#include "util/strbuf.h"

#define HEAD "{\"jobs\": [{\"id\": \"7a-1\", \"title\": \" Cook, Ovens\", \"department\": " \
	"\"Kitchen\", " \
	"\"team\": \"kitchen\", \"employmentType\": \"FullTime\", \"location\": \"Oslo (HQ)\", " \
	"\"publishedAt\": \"2026-04-07T17:12:35.753+00:00\", \"isListed\": true, " \
	"\"jobUrl\": \"https://jobs.ashbyhq.com/the-pan/7a-1\", " \
	"\"descriptionHtml\": \"<h2>About us</h2><p style=\\\"min-height:1.5em\\\">We " \
	"cook.</p>\", " \
	"\"descriptionPlain\": \"ABOUT US\\n\\nWe cook.\""
#define TAIL "}], \"apiVersion\": \"1\"}"

#define GIVEN "@1 ashby:7a-1 (the-pan)\ntitle=Cook, Ovens\n"
#define POSTED "employment=Full Time\nposted=2026-04-07T17:12:35.753+00:00\n" \
	"url=https://jobs.ashbyhq.com/the-pan/7a-1\n"
#define BODY "H2 About us\nP^ We cook.\n"

static void a_job(void **state)
{
	(void)state;
	assert_file(HEAD ", \"isRemote\": null, \"secondaryLocations\": [], \"compensation\": "
		    "{\"compensationTierSummary\": null, \"summaryComponents\": []}" TAIL,
		    GIVEN "locations=Oslo (HQ)\n" POSTED BODY "P^ Department: Kitchen\n");
}

static void places_and_workplaces(void **state)
{
	(void)state;
	assert_file(HEAD ", \"isRemote\": true, \"workplaceType\": \"Hybrid\", "
		    "\"secondaryLocations\": "
		    "[{\"location\": \"Bergen\", \"address\": {\"postalAddress\": {}}}, "
		    "{\"location\": \"Remote (EU)\"}]" TAIL,
		    GIVEN "locations=Oslo (HQ)\nlocations=Bergen\nlocations=Remote (EU)\n"
		    "workplace=Hybrid\n" POSTED BODY "P^ Department: Kitchen\n");
	assert_file(HEAD ", \"isRemote\": true, \"workplaceType\": null" TAIL,
		    GIVEN "locations=Oslo (HQ)\nworkplace=remote\n" POSTED BODY
		    "P^ Department: Kitchen\n");
}

#define COMPONENT(type, interval, min, max) "{\"compensationType\": \"" type "\", " \
	"\"interval\": \"" \
	interval "\", \"currencyCode\": \"USD\", \"minValue\": " min ", \"maxValue\": " max "}"

static void pay(void **state)
{
	(void)state;
	assert_file(HEAD ", \"compensation\": {\"compensationTierSummary\": \"$70K \xe2\x80\x93 "
		    "$95K \xe2\x80"
		    "\xa2 Offers Equity\", \"summaryComponents\": ["
		    COMPONENT("EquityPercentage", "NONE", "null", "null") ", "
		    COMPONENT("Salary", "1 YEAR", "70000", "80000") ", "
		    COMPONENT("Salary", "1 YEAR", "75000", "95000") ", "
		    COMPONENT("Salary", "1 HOUR", "20", "30") ", "
		    COMPONENT("Bonus", "1 YEAR", "1", "2") "]}" TAIL,
		    GIVEN "locations=Oslo (HQ)\n" POSTED "salary=70000 - 95000 USD per year\n" BODY
		    "P^ Compensation: $70K \xe2\x80\x93 $95K \xe2\x80\xa2 Offers Equity\n"
		    "P Department: Kitchen\n");
	assert_file(HEAD ", \"compensation\": {\"scrapeableCompensationSalarySummary\": "
		    "\"$200.00 - $275,000.00\", \"summaryComponents\": []}" TAIL,
		    GIVEN "locations=Oslo (HQ)\n" POSTED "salary=$200.00 - $275,000.00\n" BODY
		    "P^ Department: Kitchen\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_job),
		cmocka_unit_test(places_and_workplaces),
		cmocka_unit_test(pay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
