/* Feeds and what applicant systems publish in XML: what their items state. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "posting/raw.h"
#include "read/xml_int.h"
#include "read_dump.h"
#include "util/err.h"
#include "util/strbuf.h"

static void take_posting(struct raw_posting *raw, void *data)
{
	struct strbuf *out = data;

	strbuf_printf(out, "@%zu", raw->line);
	if (raw->ref)
		strbuf_printf(out, " %s", raw->ref);
	strbuf_putc(out, '\n');
	dump_posting(out, raw);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	strbuf_printf(data, "refused@%zu %s\n", line, why);
}

static void assert_xml(const char *text, const char *expected)
{
	struct strbuf out = STRBUF_INIT;
	struct reader_sink sink = { take_posting, take_refusal, &out };
	struct err err = ERR_INIT;

	assert_true(xml_recognises(text, strlen(text)));
	if (!xml_read(text, strlen(text), "a.xml", &sink, &err))
		strbuf_puts(&out, err.text);
	assert_dump(&out, expected);
	err_release(&err);
	strbuf_release(&out);
}

#define JOBS "<rss version='2.0'><channel><title>Jobs</title><link>https://a.example/</link>"
#define END "</channel></rss>"

static void feeds_without_postings(void **state)
{
	static const char nothing[] =
		"no postings in a.xml: nothing in its <rss> looks like a posting (an element with "
		"a title, and with a description, a company, a place or pay)";

	(void)state;
	assert_xml("<rss/>", nothing);
	assert_xml("<rss><channel/></rss>", nothing);
	assert_xml(JOBS END, nothing);
	assert_xml("<rss><channel><title>My garden</title><item><title>Roses</title><link>"
		   "https://g.example/roses</link><description>Red.</description></item>" END,
		   nothing);
}

static void an_item(void **state)
{
	(void)state;
	assert_xml(JOBS "\n<item><title>Cook</title><link>https://a.example/1?utm_source=x</link>"
		   "<pubDate>Fri, 06 Nov 2026 22:45:30 +0000</pubDate>"
		   "<description>&lt;p&gt;We &lt;b&gt;cook&lt;/b&gt;.&lt;/p&gt;</description>"
		   "<guid isPermaLink='false'>0b9a1f0c-1111-2222-3333-444455556666</guid>"
		   "<category>Kitchen</category><category>Soup</category></item>" END,
		   "@2 feed:0b9a1f0c-1111-2222-3333-444455556666\ntitle=Cook\n"
		   "url=https://a.example/1\nposted=Fri, 06 Nov 2026 22:45:30 +0000\n"
		   "stack=Kitchen\nstack=Soup\nP We cook.\nP^ Category: Kitchen, Soup\n");
}

static void the_fuller_text_counts(void **state)
{
	(void)state;
	assert_xml(JOBS "<item><title>Cook</title><guid>7</guid><description>We...</description>"
		   "<content:encoded><![CDATA[<p>We cook &amp; bake.</p>]]></content:encoded>"
		   "<dc:creator>Pan Ltd</dc:creator></item>" END,
		   "@1\ntitle=Cook\ncompany=Pan Ltd\nP We cook & bake.\n");
}

static void companies_in_titles(void **state)
{
	(void)state;
	assert_xml(JOBS "<item><title>Cook at Pan</title></item><item><title>Chef at night at Pot"
		   "</title></item>" END,
		   "@1\ntitle=Cook\ncompany=Pan\n@1\ntitle=Chef at night\ncompany=Pot\n");
	assert_xml(JOBS "<item><title>Pan: Cook</title></item><item><title>Pot: Chef</title>"
		   "</item>" END,
		   "@1\ntitle=Cook\ncompany=Pan\n@1\ntitle=Chef\ncompany=Pot\n");
	assert_xml(JOBS "<item><title>Level 2: Cook</title></item><item><title>Chef</title>"
		   "</item>" END, "@1\ntitle=Level 2: Cook\n@1\ntitle=Chef\n");
	assert_xml(JOBS "<item><title>Cook - Pan</title><company>Pan</company></item>" END,
		   "@1\ntitle=Cook\ncompany=Pan\n");
	assert_xml(JOBS "<item><title>[Oslo] Cook (Remote)</title><author>hr@a.example (Pan)"
		   "</author></item><item><title>[Hiring] Chef</title><author>admin</author></item>"
		   END,
		   "@1\ntitle=Cook (Remote)\nworkplace=Remote\nlocations=Oslo\ncompany=Pan\n"
		   "@1\ntitle=Chef\n");
}

static void elements_of_their_own(void **state)
{
	(void)state;
	assert_xml(JOBS "<item><title>Cook</title><job_listing:location><![CDATA[Oslo]]>"
		   "</job_listing:location><job_listing:company>Pan</job_listing:company>"
		   "<job_listing:job_type>Full Time</job_listing:job_type>"
		   "<job_listing:shift>Night</job_listing:shift>"
		   "<media:content url='https://a.example/1.png'/></item>" END,
		   "@1\ntitle=Cook\nlocations=Oslo\ncompany=Pan\nemployment=Full Time\n"
		   "P Shift: Night\n");
}

static void a_blog_with_a_job(void **state)
{
	(void)state;
	assert_xml("<rss><channel><title>My garden</title><item><title>Roses</title></item><item>"
		   "<title>Gardener</title><link>https://g.example/jobs/1</link></item>" END,
		   "@1 feed:https://g.example/jobs/1\ntitle=Gardener\n"
		   "url=https://g.example/jobs/1\n");
}

static void atom(void **state)
{
	(void)state;
	assert_xml("<feed xmlns='http://www.w3.org/2005/Atom'><title>Careers</title><entry>"
		   "<title type='html'>Cook &amp;amp; chef</title><id>tag:a.example,2026:1</id>"
		   "<link rel='self' href='https://a.example/1.atom'/>"
		   "<link rel='alternate' href='https://a.example/1'/>"
		   "<published>2026-11-06T10:00:00Z</published><updated>2026-11-09T10:00:00Z"
		   "</updated><author><name>Pan</name></author><summary>Short.</summary>"
		   "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>We cook.</p>"
		   "</div></content><category term='food' label='Food'/></entry></feed>",
		   "@1 feed:tag:a.example,2026:1\ntitle=Cook & chef\nurl=https://a.example/1\n"
		   "posted=2026-11-06T10:00:00Z\nstack=Food\ncompany=Pan\nP We cook.\n"
		   "P^ Category: Food\n");
	assert_xml("<rdf:RDF xmlns:rdf='urn:rdf' xmlns='http://purl.org/rss/1.0/'><channel><title>"
		   "Jobs</title></channel><item rdf:about='x'><title>Cook</title></item></rdf:RDF>",
		   "@1\ntitle=Cook\n");
}

static void we_work_remotely(void **state)
{
	(void)state;
	assert_xml("<rss><channel><item><title>Pan: Cook: soups</title><region>Europe Only"
		   "</region><country/><state>Oslo</state><skills>Soup</skills><category>Food"
		   "</category><type>Contract</type><description>&lt;img src='a.png' /&gt;&lt;p&gt;"
		   "&lt;strong&gt;Headquarters:&lt;/strong&gt; Oslo&lt;/p&gt;&lt;p&gt;We cook."
		   "&lt;/p&gt;</description><pubDate>Fri, 06 Nov 2026 22:45:30 +0000</pubDate>"
		   "<expires_at>Sun, 06 Dec 2026 22:45:30 +0000</expires_at>"
		   "<guid>https://a.example/pan-cook</guid><link>https://a.example/pan-cook</link>"
		   "</item>" END,
		   "@1 wwr:https://a.example/pan-cook\ntitle=Cook: soups\n"
		   "url=https://a.example/pan-cook\nworkplace=Remote\nremote_scope=Europe Only\n"
		   "employment=Contract\nposted=Fri, 06 Nov 2026 22:45:30 +0000\n"
		   "expires=Sun, 06 Dec 2026 22:45:30 +0000\nstack=Soup\ncompany=Pan\n"
		   "P Headquarters: Oslo\nP^ We cook.\nP^ Category: Food\n");
}

static void neogov(void **state)
{
	(void)state;
	assert_xml("<rss xmlns:joblisting='urn:j'><channel><title>County of Pan</title><item>"
		   "<title>Cook</title><pubDate>2026-11-06 15:52:34.19</pubDate>"
		   "<description>We cook.</description><joblisting:jobId>77</joblisting:jobId>"
		   "<joblisting:minimumSalary>20.5</joblisting:minimumSalary>"
		   "<joblisting:maximumSalary>25</joblisting:maximumSalary>"
		   "<joblisting:salaryCurrency>USD</joblisting:salaryCurrency>"
		   "<joblisting:salaryInterval>Hour</joblisting:salaryInterval>"
		   "<joblisting:location>Lansing</joblisting:location>"
		   "<joblisting:state>Michigan</joblisting:state>"
		   "<joblisting:advertiseToDateTime>Continuous</joblisting:advertiseToDateTime>"
		   "</item><item><title>Chef</title><joblisting:jobId>78</joblisting:jobId>"
		   "<joblisting:minimumSalary>Not Displayed</joblisting:minimumSalary></item>" END,
		   "@1 neogov:77\ntitle=Cook\nlocations=Lansing, Michigan\n"
		   "posted=2026-11-06 15:52:34.19\ncompany=County of Pan\n"
		   "salary=20.5 - 25 USD per hour\nP We cook.\n"
		   "@1 neogov:78\ntitle=Chef\ncompany=County of Pan\n");
}

static void teamtailor(void **state)
{
	(void)state;
	assert_xml("<rss xmlns:tt='urn:t'><channel><title>Pan</title><item><title>Cook</title>"
		   "<guid>u-1</guid><remoteStatus>none</remoteStatus><tt:locations><tt:location>"
		   "<tt:name>Head office</tt:name><tt:city>Oslo</tt:city><tt:country>Norway"
		   "</tt:country></tt:location><tt:location><tt:name>Bergen</tt:name></tt:location>"
		   "</tt:locations><tt:department>Kitchen</tt:department></item>" END,
		   "@1 teamtailor:u-1\ntitle=Cook\nlocations=Oslo, Norway\nlocations=Bergen\n"
		   "workplace=onsite\ncompany=Pan\nP Department: Kitchen\n");
}

static void personio(void **state)
{
	(void)state;
	assert_xml("<workzag-jobs><position><id>1</id><subcompany>Pan</subcompany><office>Bonn"
		   "</office><additionalOffices><office>Ulm</office><office>Kiel</office>"
		   "</additionalOffices><name>Koch (m/w/d)</name><jobDescriptions><jobDescription>"
		   "<name>Aufgaben</name><value><![CDATA[<p>Kochen.</p>]]></value></jobDescription>"
		   "</jobDescriptions><employmentType>permanent</employmentType><seniority>"
		   "experienced</seniority><schedule>full-or-part-time</schedule>"
		   "<yearsOfExperience>gt-15</yearsOfExperience><occupation>food_and_drink"
		   "</occupation></position></workzag-jobs>",
		   "@1 personio:1\ntitle=Koch (m/w/d)\ncompany=Pan\nlocations=Bonn\nlocations=Ulm\n"
		   "locations=Kiel\nemployment=permanent, full-time, part-time\n"
		   "seniority=experienced\nexperience=15+ years\nP Aufgaben: Kochen.\n"
		   "P Occupation: food and drink\n");
}

static void hr_xml(void **state)
{
	(void)state;
	assert_xml("<ShowPositionOpening xmlns='urn:h'><DataArea><PositionOpening><DocumentID>9"
		   "</DocumentID><PositionProfile><PositionTitle>Cook</PositionTitle>"
		   "<PositionLocation><LocationName>Austin, TX United States</LocationName>"
		   "</PositionLocation><PositionOrganization><OrganizationIdentifiers>"
		   "<OrganizationName>Mess Office</OrganizationName></OrganizationIdentifiers>"
		   "</PositionOrganization><PositionScheduleTypeCode>1-Full-Time"
		   "</PositionScheduleTypeCode><OfferedRemunerationPackage><RemunerationRange>"
		   "<RemunerationMinimumAmount currencyID='USD'>60274</RemunerationMinimumAmount>"
		   "<RemunerationMaximumAmount currencyID='USD'>70000</RemunerationMaximumAmount>"
		   "<RemunerationRateIntervalCode>PA</RemunerationRateIntervalCode>"
		   "</RemunerationRange></OfferedRemunerationPackage></PositionProfile>"
		   "</PositionOpening></DataArea></ShowPositionOpening>",
		   "@1 usajobs:9\ntitle=Cook\ncompany=Mess Office\n"
		   "locations=Austin, TX United States\nemployment=Full-Time\n"
		   "salary=60274 - 70000 USD per year\n");
}

static void unknown_xml_by_its_names(void **state)
{
	(void)state;
	assert_xml("<source><job><title>Cook</title><company>Pan</company><city>Oslo</city>"
		   "<description>We cook.</description></job><job><title>Chef</title><company>Pot"
		   "</company></job></source>\n",
		   "@1\ntitle=Cook\ncompany=Pan\nlocations=Oslo\nP We cook.\n"
		   "@1\ntitle=Chef\ncompany=Pot\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(feeds_without_postings),
		cmocka_unit_test(an_item),
		cmocka_unit_test(the_fuller_text_counts),
		cmocka_unit_test(companies_in_titles),
		cmocka_unit_test(elements_of_their_own),
		cmocka_unit_test(a_blog_with_a_job),
		cmocka_unit_test(atom),
		cmocka_unit_test(we_work_remotely),
		cmocka_unit_test(neogov),
		cmocka_unit_test(teamtailor),
		cmocka_unit_test(personio),
		cmocka_unit_test(hr_xml),
		cmocka_unit_test(unknown_xml_by_its_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
