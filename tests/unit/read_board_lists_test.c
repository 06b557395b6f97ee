/* Lists that people keep, and the job of JSON Resume. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_dump.h"

/* A list says what is closed; most say nothing of visas. */
static void simplify(void **state)
{
	(void)state;
	assert_json("[{'company_name':'Pots','locations':['Oslo','Remote in "
		    "Norway'],'title':'Potter Intern ','date_posted':1683864000,'terms':['Summer "
		    "2026','Fall "
		    "2026'],'active':false,'url':'https://pots.example/1?utm_source=Simplify',"
		    "'is_visible':true,'source':'Simplify',"
		    "'company_url':'https://simplify.jobs/c/Pots','date_updated':1691190624,"
		    "'id':'98b2','sponsorship':'Does Not Offer "
		    "Sponsorship'},{'company_name':'Pans','locations':[],'title':'Panner',"
		    "'date_posted':1683864000,'active':true,'url':'https://pans.example/2',"
		    "'is_visible':false,'id':'98b3','sponsorship':'Other','category':'Hardware',"
		    "'degrees':['Bachelor\\u0027s','Master']}]",
		    "@1 simplify:98b2\ntitle=Potter Intern\ncompany=Pots\nlocations=Oslo\n"
		    "locations=Remote in Norway\nemployment=Internship\n"
		    "visa=Does Not Offer Sponsorship\nposted=1683864000\n"
		    "url=https://pots.example/1\nP Terms: Summer 2026, Fall 2026\n"
		    "P Sponsorship: Does Not Offer Sponsorship\nP Status: closed\n"
		    "@1 simplify:98b3\ntitle=Panner\ncompany=Pans\neducation=Bachelor's, Master\n"
		    "posted=1683864000\nurl=https://pans.example/2\nP Category: Hardware\n"
		    "P Status: taken off the list\n");
}

static void json_resume(void **state)
{
	(void)state;
	assert_json("{'title':'Weaver','company':'Loom','type':'Full-time','date':'2023-04',"
		    "'description':'Weave.','location':{'address':'1 "
		    "Way','postalCode':'M5V','city':'Toronto','countryCode':'CA',"
		    "'region':'Ontario'},'remote':'Hybrid','salary':'100000',"
		    "'experience':'Mid-level','responsibilities':['Weave cloth','Mend "
		    "it'],'qualifications':['Two "
		    "hands'],'skills':[{'name':'Cloth','level':'Master','keywords':['Twill',"
		    "'Felt']}],'meta':{'version':'v1',"
		    "'canonical':'https://loom.example/job.json'}}",
		    "@1\ntitle=Weaver\ncompany=Loom\nlocations=Toronto, Ontario, CA\n"
		    "workplace=hybrid\nemployment=Full-time\nseniority=Mid-level\n"
		    "experience=Mid-level\nposted=2023-04-01\nurl=https://loom.example/job.json\n"
		    "stack=Cloth\nstack=Twill\nstack=Felt\nsalary=100000\nP Weave.\n"
		    "H2^ Responsibilities\nI1^ Weave cloth\nI1 Mend it\nH2^ Qualifications\n"
		    "I1^ Two hands\nH2^ Skills\n"
		    "I1^ Name: Cloth, Level: Master, Keywords: Twill, Felt\n");
	assert_json("{'title':'Spinner','remote':'None','qualifications':[],'location':{}}",
		    "@1\ntitle=Spinner\nworkplace=onsite\n");
	assert_json("{'title':'Dyer','remote':'Full','skills':[]}",
		    "@1\ntitle=Dyer\nworkplace=remote\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(simplify),
		cmocka_unit_test(json_resume),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
