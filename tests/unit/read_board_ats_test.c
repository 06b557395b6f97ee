/* What applicant systems publish as JSON. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_dump.h"

/* Each format with nothing in its list is a file without postings. */
static void lists_without_postings(void **state)
{
	(void)state;
	assert_json("{'total':0,'jobPostings':[]}",
		    "no postings in a.json: the list \"jobPostings\" is empty");
	assert_json("{'offers':[]}",
		    "no postings in a.json: the list \"offers\" is empty");
	assert_json("{'name':'Acme','jobs':[]}",
		    "no postings in a.json: the list \"jobs\" is empty");
	assert_json("{'content':[],'totalFound':0}",
		    "no postings in a.json: the list \"content\" is empty");
}

/* A posting stands once for each place. */
static void workable_in_two_places(void **state)
{
	(void)state;
	assert_json("{'name':'Quillworks','jobs':[{'title':'Kiln "
		    "Hand','shortcode':'A1','telecommuting':true,'department':['Ovens'],"
		    "'url':'https://apply.workable.com/j/A1','published_on':'2026-06-15',"
		    "'created_at':'2026-06-01','country':'Spain','city':'','state':'',"
		    "'experience':'Mid-Senior "
		    "level','employment_type':'Full-time','locations':[{'country':'Spain',"
		    "'countryCode':'ES','city':'','region':null,'hidden':false}],"
		    "'description':'<p>Fire <b>pots</b>.</p>'},{'title':'Kiln "
		    "Hand','shortcode':'A1','telecommuting':true,'department':['Ovens'],"
		    "'url':'https://apply.workable.com/j/A1','published_on':'2026-06-15',"
		    "'created_at':'2026-06-01','country':'Portugal','city':'','state':'',"
		    "'experience':'Mid-Senior "
		    "level','employment_type':'Full-time','locations':[{'country':'Portugal',"
		    "'countryCode':'PT','city':'','region':null,'hidden':false}],"
		    "'description':'<p>Fire <b>pots</b>.</p>'},{'title':'Kiln "
		    "Hand','shortcode':'A2','telecommuting':false,'country':'Peru',"
		    "'city':'Lima','state':''}]}",
		    "@1 workable:A1\ntitle=Kiln Hand\nlocations=Spain\nlocations=Portugal\n"
		    "workplace=remote\nemployment=Full-time\nseniority=Mid-Senior level\n"
		    "posted=2026-06-15\nurl=https://apply.workable.com/j/A1\ncompany=Quillworks\n"
		    "P Fire pots.\nP^ Department: Ovens\n@1 workable:A2\ntitle=Kiln Hand\n"
		    "locations=Lima, Peru\nurl=https://apply.workable.com/j/A2\n"
		    "company=Quillworks\n");
}

static void workable_version_3(void **state)
{
	(void)state;
	assert_json("{'total':1,'results':[{'id':7,'shortcode':'B7','title':'Clay "
		    "Tester','remote':false,'workplace':'on_site','type':'part',"
		    "'state':'published','published':'2026-09-16T00:00:00.000Z',"
		    "'department':['Clay'],'location':{'country':'Poland','countryCode':'PL',"
		    "'city':'','region':null},'locations':[]}]}",
		    "@1 workable:B7\ntitle=Clay Tester\nlocations=Poland\nworkplace=on_site\n"
		    "employment=part\nposted=2026-09-16T00:00:00.000Z\n"
		    "url=https://apply.workable.com/j/B7\nP Department: Clay\n");
}

static void smartrecruiters_list(void **state)
{
	(void)state;
	assert_json("{'offset':0,'content':[{'id':'744','name':'Weaver "
		    "','company':{'identifier':'LoomCo','name':'The Loom "
		    "Company'},'releasedDate':'2026-06-30T17:49:03.000Z',"
		    "'location':{'city':'Pune','country':'in','remote':false,'hybrid':true,"
		    "'fullLocation':'Pune, , "
		    "India'},'industry':{'id':'t','label':'Textiles'},'department':{},"
		    "'function':{'label':'Production'},'typeOfEmployment':{'id':'permanent',"
		    "'label':'Vollzeit'},'experienceLevel':{'id':'mid_senior_level',"
		    "'label':'Mid-Senior "
		    "Level'},'customField':[{'fieldLabel':'Brands','valueLabel':'Warp'},"
		    "{'fieldLabel':'Plant','valueLabel':'Hall "
		    "2--LOC_7'},{'fieldLabel':'Country/Region','valueLabel':'India'}],"
		    "'ref':'https://api.smartrecruiters.com/v1/companies/LoomCo/postings/744'}]}",
		    "@1 smartrecruiters:744 /LoomCo\ntitle=Weaver\ncompany=The Loom Company\n"
		    "locations=Pune, India\nworkplace=hybrid\nemployment=permanent\n"
		    "seniority=mid_senior_level\nposted=2026-06-30T17:49:03.000Z\n"
		    "url=https://jobs.smartrecruiters.com/LoomCo/744\nP Function: Production\n"
		    "P Industry: Textiles\nP Brands: Warp\n");
}

/* The titles of sections are in the language of the posting. */
static void smartrecruiters_detail(void **state)
{
	(void)state;
	assert_json("{'id':'745','name':'Weberin','company':{'identifier':'LoomCo','name':'The "
		    "Loom Company'},'releasedDate':'2026-06-30T17:49:03.000Z',"
		    "'postingUrl':'https://jobs.smartrecruiters.com/LoomCo/745-weberin',"
		    "'location':{'city':'Remote','country':'de','remote':true,'hybrid':false,"
		    "'fullLocation':'Remote, , "
		    "Germany'},'jobAd':{'sections':{'qualifications':{'title':'Anforderungen',"
		    "'text':'<ul><li>Geduld</li></ul>'},'jobDescription':{'title':'Aufgaben',"
		    "'text':'<p>Weben &amp; kn&uuml;pfen.</p>'},'videos':{'urls':[]}}}}",
		    "@1 smartrecruiters:745 /LoomCo\ntitle=Weberin\ncompany=The Loom Company\n"
		    "locations=Remote, Germany\nworkplace=remote\n"
		    "posted=2026-06-30T17:49:03.000Z\n"
		    "url=https://jobs.smartrecruiters.com/LoomCo/745-weberin\nH2 Anforderungen\n"
		    "I1^ Geduld\nP^ Aufgaben: Weben & kn\xc3\xbcpfen.\n");
}

static void recruitee(void **state)
{
	(void)state;
	assert_json("{'offers':[{'id':27,'title':'Accountant','company_name':'Abacus "
		    "Row','careers_url':'https://jobs.abacus.example/o/accountant',"
		    "'careers_apply_url':'https://jobs.abacus.example/o/accountant/c/new',"
		    "'location':'Berlin, Berlin, "
		    "Germany','city':'Berlin','state_name':'Berlin','country':'Germany',"
		    "'country_code':'DE','locations':[{'id':1,'name':'Berlin','city':'Berlin',"
		    "'state':'Berlin','country':'Germany','country_code':'DE','note':'Or from "
		    "elsewhere in the EU.'}],'remote':false,'hybrid':true,'on_site':true,"
		    "'employment_type_code':'fulltime_permanent','experience_code':'mid_level',"
		    "'education_code':'bachelor_degree','category_code':'accountancy',"
		    "'min_hours':32,'max_hours':40,'salary':{'min':'60000','max':'75000',"
		    "'period':'year','currency':'EUR'},'published_at':'2026-08-05 10:10:39 "
		    "UTC','created_at':'2026-08-01 10:10:39 "
		    "UTC','close_at':null,'department':'Finance','description':'<p>Count.</p>',"
		    "'requirements':'<ul><li>Ten "
		    "fingers</li></ul>','tags':[],'open_questions':[{'body':'Can you "
		    "count?'}],'translations':{'en':{'title':'Accountant'}}},{'id':28,"
		    "'title':'Auditor','careers_url':'https://abacus.recruitee.com/o/auditor',"
		    "'description':'<p>Check.</p>','salary':{'min':null,'max':null,"
		    "'period':null,'currency':'EUR'},'remote':true,'hybrid':false,"
		    "'on_site':false,'location':'Remote job','min_hours':40,'max_hours':40}]}",
		    "@1 recruitee:27 /abacus\ntitle=Accountant\ncompany=Abacus Row\n"
		    "locations=Berlin, Germany\nworkplace=hybrid\nemployment=fulltime_permanent\n"
		    "seniority=mid_level\neducation=bachelor degree\n"
		    "posted=2026-08-05 10:10:39 UTC\n"
		    "url=https://jobs.abacus.example/o/accountant\n"
		    "salary=60000 - 75000 EUR per year\nP Count.\nH2^ Requirements\n"
		    "I1^ Ten fingers\nP^ Education: bachelor degree\nP Department: Finance\n"
		    "P Category: accountancy\nP Hours a week: 32 to 40\n"
		    "P Note: Or from elsewhere in the EU.\n@1 recruitee:28 /abacus\n"
		    "title=Auditor\nlocations=Remote job\nworkplace=remote\n"
		    "url=https://abacus.recruitee.com/o/auditor\nP Check.\nP^ Hours a week: 40\n");
}

/* The feed is titled with the company; a continent is no region of a country. */
static void teamtailor(void **state)
{
	(void)state;
	assert_json("{'version':'https://jsonfeed.org/version/1.1','title':'Fjord "
		    "Cable','items':[{'id':'20fa-1','title':'Cable "
		    "Layer','url':'https://career.fjordcable.example/jobs/7-cable-layer',"
		    "'date_published':'2026-02-04T23:30:00+01:00','content_html':'<p>Lay "
		    "cable.</p>','_jobposting':{'@type':'JobPosting','title':'Cable "
		    "Layer','identifier':{'@type':'PropertyValue','name':'Fjord "
		    "Cable','value':7},'datePosted':'2026-02-03','employmentType':'FULL_TIME',"
		    "'jobLocation':[{'@type':'Place','address':{'addressLocality':'Madrid',"
		    "'addressRegion':'Europe','addressCountry':'ES'}},{'@type':'Place',"
		    "'address':{'addressLocality':'Lund','addressRegion':'Sk\xc3\xa5ne',"
		    "'addressCountry':'SE'}}]}}]}",
		    "@1 teamtailor:20fa-1 /fjordcable\ntitle=Cable Layer\n"
		    "posted=2026-02-04T23:30:00+01:00\n"
		    "url=https://career.fjordcable.example/jobs/7-cable-layer\n"
		    "locations=Madrid, ES\nlocations=Lund, Sk\xc3\xa5ne, SE\n"
		    "employment=FULL_TIME\ncompany=Fjord Cable\nP Lay cable.\n");
}

/* An opening has a number of its company alone. */
static void bamboohr(void **state)
{
	(void)state;
	assert_json("{'meta':{'totalCount':1},'result':[{'id':'86','jobOpeningName':'Nurse',"
		    "'departmentLabel':'Ward ','employmentStatusLabel':'Part "
		    "Time','location':{'city':'Tampa','state':'Florida'},"
		    "'atsLocation':{'country':null,'state':null,'city':null},'isRemote':null,"
		    "'locationType':'2'}]}",
		    "@1\ntitle=Nurse\nlocations=Tampa, Florida\nworkplace=hybrid\n"
		    "employment=Part Time\nP Department: Ward\n");
	assert_json("{'result':{'jobOpening':{'jobOpeningName':'Nurse',"
		    "'jobOpeningShareUrl':'https://saltward.bamboohr.com/careers/86',"
		    "'departmentLabel':'Ward','employmentStatusLabel':'Part "
		    "Time','description':'<p>Nurse.</p>','datePosted':'2026-05-04',"
		    "'compensation':'$30 - $35 per "
		    "hour','minimumExperience':'Entry-level','location':{'city':'Tampa',"
		    "'state':'Florida'},'locationType':'0'}}}",
		    "@1 bamboohr:saltward:86 /saltward\ntitle=Nurse\nlocations=Tampa, Florida\n"
		    "workplace=onsite\nemployment=Part Time\nseniority=Entry-level\n"
		    "posted=2026-05-04\nurl=https://saltward.bamboohr.com/careers/86\n"
		    "salary=$30 - $35 per hour\nP Nurse.\nP^ Department: Ward\n");
}

/* Places stand the wide before the narrow, or in the path alone. */
static void workday_list(void **state)
{
	(void)state;
	assert_json("{'total':3,'jobPostings':[{'title':'Verifier',"
		    "'externalPath':'/job/US-CA-Santa-Clara/Verifier_JR1','locationsText':'3 "
		    "Locations','postedOn':'Posted "
		    "Yesterday','bulletFields':['JR1']},{'title':'Welder',"
		    "'externalPath':'/job/US-AR-Remote/Welder_JR2','locationsText':'US, AR, "
		    "Remote','postedOn':'Posted 30+ Days Ago','bulletFields':['JR2','Night "
		    "shift']},{'title':'Rigger',"
		    "'externalPath':'/job/Illinois---Chicago/Rigger_JR3','locationsText':'2 "
		    "Locations','postedOn':'Posted "
		    "Today'},{'title':'Fitter','externalPath':'/job/Fitter_JR4',"
		    "'locationsText':'2 Locations','postedOn':'Posted Today'}]}",
		    "@1 workday:/job/US-CA-Santa-Clara/Verifier_JR1\ntitle=Verifier\n"
		    "locations=Santa Clara, CA, US\nposted=Posted Yesterday\n"
		    "P Offered in: 3 Locations\n@1 workday:/job/US-AR-Remote/Welder_JR2\n"
		    "title=Welder\nlocations=Remote, AR, US\nposted=Posted 30+ Days Ago\n"
		    "P Also shown: Night shift\n@1 workday:/job/Illinois---Chicago/Rigger_JR3\n"
		    "title=Rigger\nlocations=Illinois, Chicago\nposted=Posted Today\n"
		    "P Offered in: 2 Locations\n@1 workday:/job/Fitter_JR4\ntitle=Fitter\n"
		    "posted=Posted Today\nP Offered in: 2 Locations\n");
}

/* One posting of a list and of its own has one name. */
static void workday_detail(void **state)
{
	(void)state;
	assert_json("{'jobPostingInfo':{'id':'26a','title':'Verifier',"
		    "'jobDescription':'<p>Verify.</p>','location':'US, CA, Santa "
		    "Clara','additionalLocations':['US, TX, Remote'],'postedOn':'Posted 5 Days "
		    "Ago','startDate':'2026-06-25','timeType':'Full time','jobReqId':'JR1',"
		    "'externalUrl':'https://acme.wd5.myworkdayjobs.com/External/job/US-CA-Santa-C"
		    "lara/Verifier_JR1'},'hiringOrganization':{'name':'Acme USA','url':''}}",
		    "@1 workday:/job/US-CA-Santa-Clara/Verifier_JR1 /acme\ntitle=Verifier\n"
		    "company=Acme USA\nlocations=Santa Clara, CA, US\nlocations=Remote, TX, US\n"
		    "employment=Full time\nposted=2026-06-25\n"
		    "url=https://acme.wd5.myworkdayjobs.com/External/job/US-CA-Santa-Clara/Verifi"
		    "er_JR1\nP Verify.\n");
	assert_json("{'details':{'/job/a':{'jobPostingInfo':{'title':'A'}},"
		    "'/job/b':{'jobPostingInfo':{'title':'B'}}}}",
		    "@1\ntitle=A\n@1\ntitle=B\n");
}

static void eightfold(void **state)
{
	(void)state;
	assert_json("{'domain':'brineworks.com','positions':[{'id':1099,'name':'Planner, Salt',"
		    "'canonicalPositionUrl':'https://brineworks.eightfold.ai/careers/job/1099',"
		    "'location':'Charlotte, North Carolina, United States of "
		    "America','locations':['Charlotte, North Carolina, United States of "
		    "America','Magnolia, Arkansas, United States of "
		    "America'],'job_description':'','t_create':1785801600,"
		    "'department':'Supply'}]}",
		    "@1 eightfold:1099 /brineworks\ntitle=Planner, Salt\n"
		    "locations=Charlotte, North Carolina, United States of America\n"
		    "locations=Magnolia, Arkansas, United States of America\nposted=1785801600\n"
		    "url=https://brineworks.eightfold.ai/careers/job/1099\nP Department: Supply\n");
}

static void oracle(void **state)
{
	(void)state;
	assert_json("{'items':[{'requisitionList':[{'Id':'25587','Title':'Bridge "
		    "Inspector','PostedDate':'2026-08-07','PrimaryLocation':'PERTH, WESTERN "
		    "AUSTRALIA, "
		    "Australia','ShortDescriptionStr':'','secondaryLocations':[{'Name':'HOBART, "
		    "TAS, Australia','CountryCode':'AU'}]}]}],'count':1}",
		    "@1\ntitle=Bridge Inspector\nlocations=PERTH, WESTERN AUSTRALIA, Australia\n"
		    "locations=HOBART, TAS, Australia\nposted=2026-08-07\n");
	assert_json("{'Id':'7','Title':'Sector Leader','ShortDescriptionStr':'<p>Lead.</p>',"
		    "'ExternalDescriptionStr':'<p>Lead "
		    "on.</p>','ExternalResponsibilitiesStr':'<ul><li>Own "
		    "it</li></ul>','ExternalQualificationsStr':'<p>Five "
		    "years.</p>','PrimaryLocation':'Atlanta, "
		    "GA','PrimaryLocationCountry':'US','WorkplaceType':'Hybrid',"
		    "'ExternalPostedStartDate':'2026-08-19T00:00:00+00:00'}",
		    "@1\ntitle=Sector Leader\nlocations=Atlanta, GA, US\nworkplace=Hybrid\n"
		    "posted=2026-08-19T00:00:00+00:00\nP Lead.\nP^ Lead on.\n"
		    "H2^ Responsibilities\nI1^ Own it\nP^ Qualifications: Five years.\n");
}

/* Pay that is not to be shown is not stated. */
static void pinpoint(void **state)
{
	(void)state;
	assert_json("{'data':[{'id':'p1','title':'Architect',"
		    "'url':'https://acme.pinpointhq.com/en/postings/p1',"
		    "'path':'/en/postings/p1','description':'<p>Draw.</p>',"
		    "'key_responsibilities_header':'What you will "
		    "do','key_responsibilities':'<ul><li>Lines</li></ul>',"
		    "'skills_knowledge_expertise':'<p>Rulers</p>','benefits':'',"
		    "'workplace_type':'remote','compensation':'$135,000 - $198,000 / "
		    "year','compensation_minimum':135000.0,'compensation_maximum':198000.5,"
		    "'compensation_currency':'USD','compensation_frequency':'year',"
		    "'compensation_visible':true,'deadline_at':'2026-08-28T23:59:59-04:00',"
		    "'job':{'department':{'name':'Design'},'division':null},"
		    "'location':{'id':'l','name':'United "
		    "States'}},{'id':'p2','title':'Drafter','path':'/postings/p2',"
		    "'description':'<p>Trace.</p>','key_responsibilities':null,"
		    "'compensation':'$1','compensation_minimum':1,'compensation_maximum':2,"
		    "'compensation_currency':'USD','compensation_frequency':'hour',"
		    "'compensation_visible':false}]}",
		    "@1 pinpoint:p1 /acme\ntitle=Architect\nlocations=United States\n"
		    "workplace=remote\nexpires=2026-08-28T23:59:59-04:00\n"
		    "url=https://acme.pinpointhq.com/en/postings/p1\n"
		    "salary=135000 - 198000.5 USD per year\nP Draw.\nH2^ What you will do\n"
		    "I1^ Lines\nP^ Requirements: Rulers\nP Department: Design\n@1 pinpoint:p2\n"
		    "title=Drafter\nP Trace.\n");
}

static void rippling(void **state)
{
	(void)state;
	assert_json("[{'uuid':'2f06','name':'Account "
		    "Executive','department':{'id':'Sales','label':'Sales'},"
		    "'url':'https://ats.rippling.com/acme/jobs/2f06',"
		    "'workLocation':{'label':'Remote (New Jersey, "
		    "US)','id':'r'}},{'uuid':'2f06','name':'Account "
		    "Executive','department':{'id':'Sales','label':'Sales'},"
		    "'url':'https://ats.rippling.com/acme/jobs/2f06',"
		    "'workLocation':{'label':'New York, NY','id':'n'}}]",
		    "@1 rippling:2f06 /acme\ntitle=Account Executive\n"
		    "locations=Remote (New Jersey, US)\nlocations=New York, NY\n"
		    "url=https://ats.rippling.com/acme/jobs/2f06\nP Department: Sales\n");
}

/* What should be a text may be anything. */
static void values_of_other_kinds(void **state)
{
	(void)state;
	assert_json("{'offers':[{'careers_url':['https://a.example/x'],'title':{'en':'Cook'},"
		    "'description':7,'salary':'none','locations':'Oslo','remote':[true]},"
		    "{'careers_url':'https://a.example/y','title':null,'description':null}]}",
		    "@1\ntitle=Cook\nlocations=Oslo\nurl=https://a.example/x\nP 7\n"
		    "refused@1 the posting has neither a title nor a description\n");
	assert_json("{'jobPostings':[{'title':5,'externalPath':{},'locationsText':['3 "
		    "Locations'],'postedOn':null,'bulletFields':'x'}]}",
		    "@1\ntitle=5\nP Also shown: x\n");
	assert_json("{'content':[{'name':['Weaver'],'company':{'identifier':[],'name':{}},"
		    "'releasedDate':{},'location':'Oslo','customField':{'fieldLabel':'x'}}]}",
		    "@1\ntitle=Weaver\nlocations=Oslo\n");
	assert_json("{'data':[{'title':'Clerk','key_responsibilities':[],"
		    "'compensation_visible':[],'location':'Oslo'}]}",
		    "@1\ntitle=Clerk\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_without_postings),
		cmocka_unit_test(workable_in_two_places),
		cmocka_unit_test(workable_version_3),
		cmocka_unit_test(smartrecruiters_list),
		cmocka_unit_test(smartrecruiters_detail),
		cmocka_unit_test(recruitee),
		cmocka_unit_test(teamtailor),
		cmocka_unit_test(bamboohr),
		cmocka_unit_test(workday_list),
		cmocka_unit_test(workday_detail),
		cmocka_unit_test(eightfold),
		cmocka_unit_test(oracle),
		cmocka_unit_test(pinpoint),
		cmocka_unit_test(rippling),
		cmocka_unit_test(values_of_other_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
