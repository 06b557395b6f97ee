/* Mail: lists of jobs in the shapes that boards send, letters about one, mailboxes, and neither. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "posting/raw.h"
#include "read/job_link_int.h"
#include "read/mail_int.h"
#include "read_dump.h"
#include "util/err.h"
#include "util/strbuf.h"

static void take_posting(struct raw_posting *raw, void *data)
{
	if (raw->ref)
		strbuf_printf(data, "ref=%s\n", raw->ref);
	dump_posting(data, raw);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	strbuf_printf(data, "refused@%zu %s\n", line, why);
}

static void assert_mail(const char *text, const char *expected)
{
	struct strbuf out = STRBUF_INIT;
	struct reader_sink sink = { take_posting, take_refusal, &out };
	struct err err = ERR_INIT;

	assert_true(mail_recognises(text, strlen(text)));
	if (!mail_read(text, strlen(text), "a.eml", &sink, &err))
		strbuf_puts(&out, err.text);
	assert_dump(&out, expected);
	err_release(&err);
	strbuf_release(&out);
}

static void assert_none(const char *text)
{
	assert_false(mail_recognises(text, strlen(text)));
}

#define DATE "Date: Fri, 20 Nov 2026 09:00:00 +0000\n"
#define LINKEDIN "From: LinkedIn Job Alerts <jobalerts-noreply@linkedin.com>\n" DATE
#define PAGE "Content-Type: text/html; charset=utf-8\n\n"
#define RULE "---------------------------------------------------------\n"

static void what_is_mail(void **state)
{
	(void)state;
	assert_none("");
	assert_none("From: here to there we build ferries\n");
	assert_none("Subject: Cook\nDate: today\n\nText\n");
	assert_none("Title: Cook\nFrom: Berlin\nText\n");
	assert_none("From Monday on we look for a cook.\n");
	assert_true(mail_recognises("From: a@b.c\nSubject: x\n\ny\n", 27));
	assert_true(mail_recognises("\n\nReceived: x\n by y\nDate: z\n\n", 30));
}

static void a_list_as_text(void **state)
{
	(void)state;
	assert_mail(LINKEDIN "Subject: Kiln Operator at Clayworks\n\n"
		    "Your job alert for kiln in DenverManage your job alerts:  "
		    "https://www.linkedin.com"
		    "/comm/jobs/alerts?trk=x\n\nKiln Operator\nClayworks\nDenver, CO\n\n4 school "
		    "alumni\n"
		    "View job: https://www.linkedin.com/comm/jobs/view/111/?otpToken=secre"
		    "t\n\n" RULE
		    "\nGlaze Chemist (Nights)\nPotter, Sons & Co\nUnited States (Hybrid)\n"
		    "View job: https://www.linkedin.com/comm/jobs/view/222/?otpToken=secre"
		    "t\n\n" RULE
		    "\nSee all jobs on LinkedIn:  https://www.linkedin.com/comm/jobs/search?x=y\n\n"
		    "This email was intended for Sam\n",
		    "ref=linkedin:111\ntitle=Kiln Operator\ncompany=Clayworks\nlocations=Denver, "
		    "CO\n"
		    "posted=2026-11-20\nurl=https://www.linkedin.com/jobs/view/111/\n"
		    "ref=linkedin:222\nworkplace=hybrid\ntitle=Glaze Chemist (Nights)\n"
		    "company=Potter, Sons & Co\nlocations=United States\nposted=2026-11-20\n"
		    "url=https://www.linkedin.com/jobs/view/222/\n");
}

static void a_greeting_on_the_card(void **state)
{
	(void)state;
	assert_mail(LINKEDIN "Subject: x\n\nHand picked by our oven\nKiln "
			     "Operator\nClayworks\nDenver\n"
		    "View job: https://www.linkedin.com/comm/jobs/view/111/\n" RULE
		    "Glaze Chemist\nPotter\nBoise\n"
		    "View job: https://www.linkedin.com/comm/jobs/view/222/\n" RULE,
		    "ref=linkedin:111\ntitle=Kiln Operator\ncompany=Clayworks\nlocations=Denver\n"
		    "posted=2026-11-20\nurl=https://www.linkedin.com/jobs/view/111/\n"
		    "ref=linkedin:222\ntitle=Glaze Chemist\ncompany=Potter\nlocations=Boise\n"
		    "posted=2026-11-20\nurl=https://www.linkedin.com/jobs/view/222/\n");
}

static void a_list_as_a_page(void **state)
{
	(void)state;
	assert_mail(LINKEDIN PAGE "<table>"
		    "<tr><td><a href=\"https://www.linkedin.com/comm/jobs/view/11/?trackingId=a\">K"
		    "iln "
		    "Operator</a></td></tr><tr><td>Clayworks \xc2\xb7 Oslo (Remote)</td></tr>"
		    "<tr><td>Actively recruiting</td></tr>"
		    "<tr><td><a href=\"https://www.linkedin.com/comm/jobs/view/22/\">Glaze Chemist"
		    "</a></td></tr><tr><td>Potter \xc2\xb7 Gent (Sur site)</td></tr>"
		    "<tr><td><a href=\"https://www.linkedin.com/help\">See all jobs</a></td></tr>"
		    "</table>\n",
		    "ref=linkedin:11\nworkplace=remote\ntitle=Kiln Operator\ncompany=Clayworks\n"
		    "locations=Oslo\nposted=2026-11-20\nurl=https://www.linkedin.com/jobs/view/11"
		    "/\n"
		    "ref=linkedin:22\nworkplace=on-site\ntitle=Glaze Chemist\ncompany=Potter\n"
		    "locations=Gent\nposted=2026-11-20\nurl=https://www.linkedin.com/jobs/view/22"
		    "/\n");
}

static void pay_ages_and_stars(void **state)
{
	(void)state;
	assert_mail("From: Indeed <alert@indeed.com>\n" DATE PAGE "<table><tr><td>2 new "
		    "jobs</td></tr>"
		    "<tr><td><h2><a href=\"https://www.indeed.com/rc/clk/dl?jk=abc123&tk=SECRET\">P"
		    "astry "
		    "Cook</a></h2></td></tr><tr><td>Blue Ladle</td></tr><tr><td>3.9</td></tr>"
		    "<tr><td>Austin, TX</td></tr><tr><td>$22 - $28 an hour</td></tr>"
		    "<tr><td>Easily apply</td></tr><tr><td>We bake for forty cafes each night, and "
		    "you "
		    "would lead the crew.</td></tr><tr><td>2 days ago</td></tr>"
		    "<tr><td><h2><a href=\"https://www.indeed.com/pagead/clk/dl?mo=r&ad=SECRET\">Li"
		    "ne "
		    "Cook</a></h2></td></tr><tr><td>Harbour Grill</td></tr><tr><td>Boston, "
		    "MA</td></tr>"
		    "<tr><td>Just posted</td></tr><tr><td>&copy; 2026 Somebody</td></tr></table>\n",
		    "ref=indeed:abc123\ntitle=Pastry Cook\ncompany=Blue Ladle\nlocations=Austin, "
		    "TX\n"
		    "posted=2026-11-18\nurl=https://www.indeed.com/viewjob?jk=abc123\n"
		    "salary=$22 - $28 an hour\n"
		    "P We bake for forty cafes each night, and you would lead the crew.\n"
		    "title=Line Cook\ncompany=Harbour Grill\nlocations=Boston, MA\n"
		    "posted=2026-11-20\n");
}

static void the_company_first(void **state)
{
	(void)state;
	assert_mail("From: Glassdoor Jobs <noreply@glassdoor.com>\n" DATE PAGE
		    "<a href=\"https://www.glassdoor.com/partner/jobListing.htm?pos=1&jobListingId="
		    "101\">"
		    "<div>Clayworks</div><div>4.1 \xe2\x98\x85</div><div>Kiln Operator</div>"
		    "<div>Denver, CO</div><div>$94K - $130K (Employer est.)</div></a>"
		    "<a href=\"https://www.glassdoor.com/partner/jobListing.htm?jobListingId=102&x="
		    "y\">"
		    "<div>Potter</div><div>Glaze Chemist</div><div>Boise, "
		    "ID</div><div>3d</div></a>\n",
		    "ref=glassdoor:101\ncompany=Clayworks\ntitle=Kiln Operator\nlocations=Denver, "
		    "CO\n"
		    "posted=2026-11-20\n"
		    "url=https://www.glassdoor.com/partner/jobListing.htm?jobListingId=101\n"
		    "salary=$94K - $130K (Employer est.)\n"
		    "ref=glassdoor:102\ncompany=Potter\ntitle=Glaze Chemist\nlocations=Boise, ID\n"
		    "posted=2026-11-17\n"
		    "url=https://www.glassdoor.com/partner/jobListing.htm?jobListingId=102\n");
}

static void the_address_between(void **state)
{
	(void)state;
	assert_mail("From: Dice <dice@connect.dice.com>\nSubject: New jobs\n" DATE "\nHi Sam,\n\n"
		    "<https://www.dice.com/company/91>\n\nKiln Engineer\n"
		    "<https://www.dice.com/job-detail/aa-1>\n\nClayworks\n\nDenver, CO\n\n"
		    "Posted: 11-18-2026\n\n<https://www.dice.com/company/92>\n\nGlaze Analyst\n"
		    "<https://www.dice.com/job-detail/aa-2>\n\nPotter\n\nBoise, ID\n\n"
		    "Unsubscribe <https://www.dice.com/u>\n",
		    "ref=dice:aa-1\nposted=11-18-2026\ntitle=Kiln Engineer\ncompany=Clayworks\n"
		    "locations=Denver, CO\nurl=https://www.dice.com/job-detail/aa-1\n"
		    "ref=dice:aa-2\ntitle=Glaze Analyst\ncompany=Potter\nlocations=Boise, ID\n"
		    "posted=2026-11-20\nurl=https://www.dice.com/job-detail/aa-2\n");
}

static void one_job_by_labels(void **state)
{
	(void)state;
	assert_mail("From: Indeed <donotreply@match.indeed.com>\nSubject: Kiln Engineer @ "
		    "Clayworks\n"
		    DATE "\nHi Sam,\nWe think that this job is a good match for you.\n\nKiln "
			 "Engineer\n"
		    "Clayworks\nDenver, CO\nSalary: $120,000 a year\nJob type: Full-time\n"
		    "View job: https://cts.indeed.com/v3/H4sI\n"
		    "Apply now: https://cts.indeed.com/v3/H4sJ\n",
		    "employment=Full-time\ntitle=Kiln Engineer\ncompany=Clayworks\n"
		    "locations=Denver, CO\nposted=2026-11-20\nurl=https://cts.indeed.com/v3/H4sI\n"
		    "salary=$120,000 a year\n");
}

static void counters_of_clicks(void **state)
{
	(void)state;
	assert_mail("From: Wellfound <team@hi.wellfound.com>\n" DATE PAGE
		    "<p><b><a href=\"https://links.wellfound.com/ls/click?upn=SECRET\">Founding "
		    "Engineer"
		    "</a></b></p><p>Clayworks / 11-50 employees</p>"
		    "<p>$120k \xe2\x80\x93 $160k \xc2\xb7 0.1% \xe2\x80\x93 0.5%</p>"
		    "<p>Remote only \xc2\xb7 Europe</p><p>Full-time</p>"
		    "<p><a href=\"https://links.wellfound.com/ls/click?upn=SECRET2\">Platform "
		    "Engineer"
		    "</a></p><p>Potter / 51-200 employees</p><p>Berlin</p>"
		    "<p><a href=\"https://links.wellfound.com/ls/click?upn=S\">Unsubscribe</a></p"
		    ">\n",
		    "workplace=remote\nemployment=Full-time\ntitle=Founding Engineer\n"
		    "company=Clayworks\nlocations=Europe\nposted=2026-11-20\n"
		    "salary=$120k \xe2\x80\x93 $160k\nP 0.1% \xe2\x80\x93 0.5%\n"
		    "title=Platform Engineer\ncompany=Potter\nlocations=Berlin\nposted=2026-11-2"
		    "0\n");
}

static void a_letter(void **state)
{
	(void)state;
	assert_mail("From: Ann Lee (Tidewater) <ann@tidewater.example>\n"
		    "Subject: Re: Senior Go Engineer\n" DATE "\nHi Sam,\n\nWe are hiring a Senior "
		    "Go "
		    "Engineer, fully remote, EUR 80,000 a year.\n\nMore: "
		    "https://jobs.lever.co/tidewater/"
		    "11111111-2222-3333-4444-555555555555/apply?token=SECRET\n",
		    "ref=lever:11111111-2222-3333-4444-555555555555\ncompany=Tidewater\n"
		    "posted=2026-11-20\nurl=https://jobs.lever.co/tidewater/"
		    "11111111-2222-3333-4444-555555555555/apply\n"
		    "P Senior Go Engineer\n"
		    "P^ We are hiring a Senior Go Engineer, fully remote, EUR 80,000 a year.\n"
		    "P^ More: https://jobs.lever.co/tidewater/11111111-2222-3333-4444-555555555555/"
		    "apply\n< https://jobs.lever.co/tidewater/11111111-2222-3333-4444-555555555555/"
		    "apply = https://jobs.lever.co/tidewater/11111111-2222-3333-4444-555555555555/"
		    "apply\n");
}

static void what_was_sent_on(void **state)
{
	(void)state;
	assert_mail("From: Bo <bo@example.com>\nSubject: Fwd: Scheduler\n" DATE "\nHave a look!\n\n"
		    "---------- Forwarded message ---------\n"
		    "From: Tidewater Careers <jobs@tidewater.example>\n"
		    "Date: Wed, Nov 18, 2026 at 10:00 AM\nSubject: Harbour Scheduler\n"
		    "To: <sam@example.com>\n\nFull-time role, on-site, EUR 4,000 a month.\n"
		    "Requirements: experience in shipping.\n",
		    "company=Tidewater\nposted=2026-11-18\nP Harbour Scheduler\n"
		    "P^ Full-time role, on-site, EUR 4,000 a month.\n"
		    "P Requirements: experience in shipping.\nP^ Have a look!\n");
	assert_mail("From: Bo <bo@example.com>\nSubject: Scheduler\n" DATE "\n> We are hiring for "
		    "a "
		    "role with us.\n> Full-time, on-site, with bonus.\n",
		    "posted=2026-11-20\nP Scheduler\nP^ We are hiring for a role with us.\n"
		    "P Full-time, on-site, with bonus.\n");
}

static void no_posting(void **state)
{
	(void)state;
	assert_mail("From: a@b.c\nSubject: Lunch\n\nShall we eat?\n",
		    "no postings in a.eml: it holds neither a list of jobs nor the text of one");
	assert_mail("From: a@b.c\nSubject: Your role\n\nThank you for applying to the role of "
		    "engineer. Our recruiters look at your experience; benefits follow.\n",
		    "no postings in a.eml: it answers an application");
	assert_mail("From: a@b.c\nSubject: CV\nContent-Type: application/pdf\n\nJVBERi0=\n",
		    "no postings in a.eml: it has no text, only attachments; save the posting that "
		    "is "
		    "attached");
	assert_mail("From: a@b.c\nSubject: x\n", "no postings in a.eml: it has no text");
}

#define FROM_LINE "From ann@example.com Fri Nov 20 09:00:00 2026\n"

static void mailboxes(void **state)
{
	(void)state;
	assert_mail(FROM_LINE "From: a@b.c\nSubject: Cook\n\nWe are hiring for the role of cook, "
		    "full-time.\n>From here you see the sea.\nFrom Monday on.\n\n"
		    FROM_LINE "From: a@b.c\nSubject: Lunch\n\nEat?\n\n"
		    FROM_LINE "From: a@b.c\nSubject: Baker\n\nWe are hiring for the role of baker, "
		    "part-time, with benefits.\n",
		    "P Cook\nP^ We are hiring for the role of cook, full-time.\n"
		    "P From here you see the sea.\nP From Monday on.\n"
		    "refused@9 no posting in this mail: it holds neither a list of jobs nor the "
		    "text "
		    "of one\n"
		    "P Baker\nP^ We are hiring for the role of baker, part-time, with benefits.\n");
}

/* -- addresses */

static void assert_link(const char *url, const char *expected, const char *ref)
{
	struct job_link link;

	job_link_init(&link);
	job_link_read(&link, url, strlen(url));
	assert_string_equal(link.kind == JOB_LINK_JOB ? link.url.text : "", expected);
	assert_string_equal(link.ref.text, ref);
	job_link_release(&link);
}

static void addresses_are_cut_to_what_names_the_posting(void **state)
{
	(void)state;
	assert_link("", "", "");
	assert_link("https://", "", "");
	assert_link("ftp://linkedin.com/jobs/view/1/", "", "");
	assert_link("https://www.linkedin.com/jobs/view/cook-at-pan-123?midToken=x#y",
		    "https://www.linkedin.com/jobs/view/123/", "linkedin:123");
	assert_link("https://www.linkedin.com/comm/jobs/search?keywords=x", "", "");
	assert_link("https://de.indeed.com/viewjob?tk=1&jk=0a1b", "https://www.indeed.com/viewjob?j"
		    "k=0a1b",
		    "indeed:0a1b");
	assert_link("https://boards.greenhouse.io/pan/jobs/77?t=1",
		    "https://boards.greenhouse.io/pan/jobs/77", "greenhouse:77");
	assert_link("https://pan.example/careers/cook-two?gh_jid=77&sid=s",
		    "https://pan.example/careers/cook-two?gh_jid=77", "greenhouse:77");
	assert_link("https://pan.example/careers", "", "");
	assert_link("https://pan.example/jobs/search", "", "");
	assert_link("https://x.awstrack.me/L0/https:%2F%2Fbuiltin.com%2Fjob%2Fcook%2F12%3Futm=1/1/"
		    "z",
		    "https://builtin.com/job/cook/12", "");
	assert_link("https://click.example/?u=https%3A%2F%2Fpan.example%2Fjobs%2Fcook-12%3Fa%3Db&t="
		    "s",
		    "https://pan.example/jobs/cook-12", "");
	assert_link("https://click.example/?u=https%3A%2F%2Fpan.example%2Fjobs%2F1%0d%0aX", "", "");
}

static void tokens_leave_texts(void **state)
{
	const char *text = "See https://a.example/x?token=1 and (http://b.example/y#z), "
			   "hhttps://c.example.";
	struct strbuf out = STRBUF_INIT;

	(void)state;
	job_link_clean(&out, text, strlen(text));
	assert_string_equal(out.text, "See https://a.example/x and (http://b.example/y), "
			    "hhttps://c.example.");
	strbuf_release(&out);
}

/* -- hostile */

static void long_lists(void **state)
{
	struct strbuf text = STRBUF_INIT, out = STRBUF_INIT;
	struct reader_sink sink = { take_posting, take_refusal, &out };

	(void)state;
	strbuf_puts(&text, LINKEDIN "\n");
	for (int i = 0; i < 3000; i++)
		strbuf_printf(&text, "Cook\nPan\nOslo\nView job: "
				     "https://www.linkedin.com/jobs/view/%d/"
			      "\n\n", i);
	assert_true(mail_read(text.text, text.len, "a.eml", &sink, NULL));
	assert_true(out.len > 10000);
	strbuf_release(&text);
	strbuf_release(&out);
}

static void odd_shapes(void **state)
{
	struct strbuf out = STRBUF_INIT;
	struct reader_sink sink = { take_posting, take_refusal, &out };
	struct strbuf text = STRBUF_INIT;

	(void)state;
	strbuf_puts(&text, LINKEDIN "\n");
	strbuf_repeat(&text, "https://www.linkedin.com/jobs/view/1/ ", 5000);
	strbuf_repeat(&text, "----------\n", 5000);
	strbuf_repeat(&text, "(", 100000);
	strbuf_repeat(&text, " \xc2\xb7 ", 100000);
	assert_false(mail_read(text.text, text.len, "a.eml", &sink, NULL));
	strbuf_release(&text);
	strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_mail),
		cmocka_unit_test(a_list_as_text),
		cmocka_unit_test(a_greeting_on_the_card),
		cmocka_unit_test(a_list_as_a_page),
		cmocka_unit_test(pay_ages_and_stars),
		cmocka_unit_test(the_company_first),
		cmocka_unit_test(the_address_between),
		cmocka_unit_test(one_job_by_labels),
		cmocka_unit_test(counters_of_clicks),
		cmocka_unit_test(a_letter),
		cmocka_unit_test(what_was_sent_on),
		cmocka_unit_test(no_posting),
		cmocka_unit_test(mailboxes),
		cmocka_unit_test(addresses_are_cut_to_what_names_the_posting),
		cmocka_unit_test(tokens_leave_texts),
		cmocka_unit_test(long_lists),
		cmocka_unit_test(odd_shapes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
