/* Lever: the text in its pieces, pay by interval, addresses. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_file.h"

static void a_job(void **state)
{
	(void)state;
	assert_file("[{\"id\": \"7a-1\", \"text\": \"Cook\", \"categories\": {\"location\": "
		    "\"Oslo\", "
		    "\"commitment\": \"Full-time\", \"team\": \"Kitchen\", \"department\": "
		    "\"Food\", "
		    "\"allLocations\": [\"Oslo\", \"Bergen\"]}, \"country\": \"NO\", "
		    "\"workplaceType\": \"onsite\", \"createdAt\": 1711403416463, "
		    "\"opening\": \"<div>We cook.</div>\", \"openingPlain\": \"We cook.\", "
		    "\"description\": \"<div>We cook.</div><div>All day.</div>\", "
		    "\"descriptionPlain\": \"We cook.\\nAll day.\", \"lists\": [{\"text\": "
		    "\"What *we* ask\", \"content\": \"\\n<li>A pan</li>\\n<li>A lid</li>\"}, "
		    "{\"text\": \"Empty\", \"content\": \"\"}], "
		    "\"additional\": \"<div>Come by bike.</div>\", \"additionalPlain\": "
		    "\"Come by bike.\", \"salaryRange\": {\"currency\": \"USD\", \"interval\": "
		    "\"per-hour-wage\", \"min\": 20, \"max\": 25}, \"salaryDescription\": "
		    "\"<p>And tips.</p>\", "
		    "\"hostedUrl\": \"https://jobs.lever.co/the-pan/7a-1?lever-source=x\", "
		    "\"applyUrl\": \"https://jobs.lever.co/the-pan/7a-1/apply\"}]",
		    "@1 lever:7a-1 (the-pan)\ntitle=Cook\nlocations=Oslo\nlocations=Bergen\n"
		    "workplace=onsite\nemployment=Full-time\nposted=1711403416463\n"
		    "url=https://jobs.lever.co/the-pan/7a-1\nsalary=20 - 25 USD per hour\n"
		    "P We cook.\nP^ All day.\nH2^ What *we* ask\nI1^ A pan\nI1 A lid\n"
		    "P^ Additional information: Come by bike.\n"
		    "P Salary: And tips.\nP Department: Food\nP Team: Kitchen\n");
}

static void what_is_missing(void **state)
{
	(void)state;
	assert_file("[{\"id\": \"7a-1\", \"text\": \"Cook\", \"categories\": {}, \"country\": "
		    "null, "
		    "\"workplaceType\": \"unspecified\", \"descriptionPlain\": \"We cook.\\nAll "
		    "day.\", "
		    "\"lists\": [], \"hostedUrl\": \"https://jobs.eu.lever.co/the-pan/7a-1\"}]",
		    "@1 lever:7a-1 "
		    "(the-pan)\ntitle=Cook\nurl=https://jobs.eu.lever.co/the-pan/7a-1\n"
		    "P We cook.\nP All day.\n");
	assert_file("{\"ok\": false, \"error\": \"Document not found\"}",
		    "no postings in a: the board answered \"Document not found\"\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_job),
		cmocka_unit_test(what_is_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
