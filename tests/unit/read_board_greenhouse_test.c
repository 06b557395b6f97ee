/* Greenhouse: boards with and without texts, what companies add, pay in cents. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_file.h"

static void a_list_without_texts(void **state)
{
	(void)state;
	assert_file("{\"company\": \"pan\", \"fetched_at\": \"2026-08-20T03:38:16\", "
		    "\"job_count\": 1, "
		    "\"jobs\": [{\"absolute_url\": "
		    "\"https://job-boards.greenhouse.io/pan/jobs/12\", "
		    "\"data_compliance\": [{\"type\": \"gdpr\"}], \"internal_job_id\": null, "
		    "\"location\": {\"name\": \"Oslo; Bergen\"}, \"metadata\": null, \"id\": 12, "
		    "\"updated_at\": \"2026-08-17T15:40:54-04:00\", \"requisition_id\": \"R-7\", "
		    "\"title\": \"Cook, Bridge\xc2\xa0\"}]}",
		    "@1 greenhouse:12 (pan)\ntitle=Cook, Bridge\nlocations=Oslo; Bergen\n"
		    "url=https://job-boards.greenhouse.io/pan/jobs/12\n"
		    "posted=2026-08-17T15:40:54-04:00\nP Requisition: R-7\n");
}

static void one_job(void **state)
{
	(void)state;
	assert_file("{\"absolute_url\": \"https://pan.example/jobs?gh_jid=12&utm_source=x\",\n"
		    "\"location\": {\"name\": \"Oslo\"}, \"id\": 12, \"internal_job_id\": 3,\n"
		    "\"title\": \"Cook &amp; Baker\", \"company_name\": \"The Pan\",\n"
		    "\"first_published\": \"2026-06-05T05:06:01-04:00\",\n"
		    "\"updated_at\": \"2026-08-17T15:40:54-04:00\",\n"
		    "\"application_deadline\": \"2026-12-31\",\n"
		    "\"content\": \"&lt;p&gt;We "
		    "&lt;strong&gt;cook&lt;/strong&gt;&amp;nbsp;here.&lt;/p&gt;"
		    "&lt;ul&gt;&lt;li&gt;Stir&lt;/li&gt;&lt;/ul&gt;\",\n"
		    "\"departments\": [{\"id\": 1, \"name\": \"Kitchen\"}],\n"
		    "\"offices\": [{\"id\": 2, \"name\": \"Oslo\", \"location\": null}]}",
		    "@1 greenhouse:12 (pan)\ntitle=Cook & Baker\ncompany=The Pan\nlocations=Oslo\n"
		    "url=https://pan.example/jobs?gh_jid=12\nposted=2026-06-05T05:06:01-04:00\n"
		    "expires=2026-12-31\nP We cook here.\nI1^ Stir\nP^ Department: Kitchen\n"
		    "P Office: Oslo\n");
}

static void what_companies_add(void **state)
{
	(void)state;
	assert_file("{\"jobs\": [{\"absolute_url\": \"https://boards.greenhouse.io/pan/jobs/1\", "
		    "\"location\": {\"name\": \"Oslo\"}, \"id\": 1, \"internal_job_id\": 3, "
		    "\"title\": \"Cook\", \"metadata\": ["
		    "{\"name\": \"Workplace Type\", \"value\": \"Hybrid\", \"value_type\": "
		    "\"single_select\"}, {\"name\": \"Time Type\", \"value\": null}, "
		    "{\"name\": \"Geography\", \"value\": [\"EMEA\", \"APAC\"]}, "
		    "{\"name\": \"Quota\", \"value\": \"n/a\"}, "
		    "{\"name\": \"Employment Type\", \"value\": \"Full-time\"}, "
		    "{\"name\": \"Pay Transparency Range\", \"value\": {\"unit\": \"USD\", "
		    "\"min_value\": \"120000.0\", \"max_value\": \"150000.0\"}, "
		    "\"value_type\": \"currency_range\"}]}]}",
		    "@1 greenhouse:1 (pan)\ntitle=Cook\nlocations=Oslo\n"
		    "url=https://boards.greenhouse.io/pan/jobs/1\nworkplace=Hybrid\n"
		    "employment=Full-time\nsalary=120000.0 - 150000.0 USD\n"
		    "P Workplace Type: Hybrid\nP Geography: EMEA, APAC\n"
		    "P Employment Type: Full-time\n");
}

static void pay_in_cents(void **state)
{
	(void)state;
	assert_file("{\"jobs\": [{\"absolute_url\": \"https://boards.greenhouse.io/pan/jobs/1\", "
		    "\"location\": {\"name\": \"Oslo\"}, \"id\": 1, \"content\": \"\", "
		    "\"title\": \"Cook\", \"pay_input_ranges\": [{\"min_cents\": 5000000, "
		    "\"max_cents\": 7500000, \"currency_type\": \"USD\", \"title\": \"NYC\", "
		    "\"blurb\": \"<p>Depends on the pan.</p>\"}, {\"min_cents\": 4000000, "
		    "\"max_cents\": 6000000, \"currency_type\": \"USD\"}]}]}",
		    "@1 greenhouse:1 (pan)\ntitle=Cook\nlocations=Oslo\n"
		    "url=https://boards.greenhouse.io/pan/jobs/1\nsalary=40000 - 75000 USD\n"
		    "P Pay: Depends on the pan.\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_without_texts),
		cmocka_unit_test(one_job),
		cmocka_unit_test(what_companies_add),
		cmocka_unit_test(pay_in_cents),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
