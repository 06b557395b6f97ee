/* Job boards with a list in JSON. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_dump.h"

static void lists_without_postings(void **state)
{
	(void)state;
	assert_json("[{'last_updated':1,'legal':'Link back.'}]",
		    "no postings in a.json: no record of this JSON has a title");
	assert_json("{'jobs':[],'job-count':0}",
		    "no postings in a.json: the list \"jobs\" is empty");
	assert_json("{'data':[],'links':{},'meta':{}}",
		    "no postings in a.json: the list \"data\" is empty");
}

/* The notice is no posting, the guard no text, 0 no pay; what was encoded twice is repaired. */
static void remoteok(void **state)
{
	(void)state;
	assert_json("[{'last_updated':1,'legal':'Link "
		    "back.'},{'slug':'s','id':'11','epoch':1773619203,"
		    "'date':'2026-03-16T00:00:03+00:00','company':'Zo\\u00c3\\u00ab "
		    "Ltd','position':'Kettle "
		    "Tester','tags':['testing','go'],'description':'You\\u00e2\\u0080\\u0099ll "
		    "boil.<br/><br/>Please mention the word **KETTLE** and tag RMj= when "
		    "applying to show you read the job post completely (#RMj=). This is a beta "
		    "feature to avoid spam applicants. Companies can search these words to find "
		    "applicants that read this and see they\\u0027re "
		    "human.','location':'Gda\\u00c5\\u0084sk','salary_min':0,'salary_max':0,"
		    "'url':'https:\\/\\/remoteOK.com\\/remote-jobs\\/11','original':true},"
		    "{'slug':'t','id':'12','epoch':1773619203,"
		    "'date':'2026-03-16T00:00:03+00:00','company':'Tea','position':'Pourer',"
		    "'tags':['go'],'description':'<p>We pour all day. We pour all day. We pour "
		    "all day. We pour all day. We pour all day. We pour all day. We pour all "
		    "day. We pour all day. We pour all day. We pour all day. We pour all day. We "
		    "pour all day. We pour all day. We pour all day. We pour all day. We pour "
		    "all day. We pour all day. We pour all day. We pour all day. We pour all "
		    "day. We pour all day. We pour all day. We pour all day. We pour all day. We "
		    "pour all day. We pour all day. We pour all day. We pour all day. We pour "
		    "all day. We pour all day. We pour all day. We pour all day. We pour all "
		    "day. We pour all day. We pour all day. We pour all day. We pour all day. We "
		    "pour all day. We pour all day. We pour all day. We pour all day. We pour "
		    "all day. We pour all day. We pour all day. We pour all day. "
		    "</p>','location':'','salary_min':25,'salary_max':27,"
		    "'url':'https://remoteOK.com/remote-jobs/12'},{'slug':'u','id':'13',"
		    "'epoch':1773619203,'company':'Tea','position':'Boss','tags':[],"
		    "'description':'x','location':'Remote','salary_min':90000,'salary_max':0,"
		    "'apply_url':'https://remoteOK.com/l/13'},{'slug':'v','id':'14','epoch':1,"
		    "'company':'','position':'','tags':[],'description':'Please mention the word "
		    "**KETTLE** and tag RMj= when applying to show you read the job post "
		    "completely (#RMj=). This is a beta feature to avoid spam applicants. "
		    "Companies can search these words to find applicants that read this and see "
		    "they\\u0027re human.','location':'','salary_min':0,'salary_max':0,"
		    "'url':'https://remoteOK.com/14'}]",
		    "@1 remoteok:11\ntitle=Kettle Tester\ncompany=Zo\xc3\xab Ltd\n"
		    "locations=Gda\xc5\x84sk\nworkplace=remote\n"
		    "posted=2026-03-16T00:00:03+00:00\nurl=https://remoteOK.com/remote-jobs/11\n"
		    "stack=testing\nstack=go\nP You\xe2\x80\x99ll boil.\n@1 remoteok:12\n"
		    "title=Pourer\ncompany=Tea\nworkplace=remote\n"
		    "posted=2026-03-16T00:00:03+00:00\nurl=https://remoteOK.com/remote-jobs/12\n"
		    "salary=25 - 27 USD per hour\n"
		    "P We pour all day. We pour all day. We pour all day. We pour all day. We "
		    "pour all day. We pour all day. We pour all day. We pour all day. We pour "
		    "all day. We pour all day. We pour all day. We pour all day. We pour all "
		    "day. We pour all day. We pour all day. We pour all day. We pour all day. We "
		    "pour all day. We pour all day. We pour all day. We pour all day. We pour "
		    "all day. We pour all day. We pour all day. We pour all day. We pour all "
		    "day. We pour all day. We pour all day. We pour all day. We pour all day. We "
		    "pour all day. We pour all day. We pour all day. We pour all day. We pour "
		    "all day. We pour all day. We pour all day. We pour all day. We pour all "
		    "day. We pour all day. We pour all day. We pour all day. We pour all day. We "
		    "pour all day. We pour all day.\n@1 remoteok:13\ntitle=Boss\ncompany=Tea\n"
		    "locations=Remote\nworkplace=remote\nposted=1773619203\n"
		    "url=https://remoteOK.com/l/13\nsalary=from 90000 USD per year\nP x\n"
		    "refused@1 the posting has neither a title nor a description\n");
}

static void remotive(void **state)
{
	(void)state;
	assert_json("{'00-warning':'x','0-legal-notice':'y','job-count':2,'jobs':[{'id':209,"
		    "'url':'https://remotive.com/remote-jobs/design/x-209',"
		    "'title':'Illustrator','company_name':'Inkwell',"
		    "'company_logo':'https://remotive.com/l','category':'Design',"
		    "'tags':['figma'],'job_type':'full_time',"
		    "'publication_date':'2026-07-28T14:23:05',"
		    "'candidate_required_location':'Americas, Europe','salary':'$18 - "
		    "$22/hr','description':'<p>Draw.</p>'},{'id':210,"
		    "'url':'https://remotive.com/remote-jobs/design/x-210','title':'Inker',"
		    "'company_name':'Inkwell','category':'Design','tags':[],'job_type':'',"
		    "'publication_date':'2026-07-28T14:23:05',"
		    "'candidate_required_location':'Worldwide','salary':'',"
		    "'description':'<p>Ink.</p>'}]}",
		    "@1 remotive:209\ntitle=Illustrator\ncompany=Inkwell\nworkplace=remote\n"
		    "remote_scope=Americas, Europe\nemployment=full_time\n"
		    "posted=2026-07-28T14:23:05\n"
		    "url=https://remotive.com/remote-jobs/design/x-209\nstack=figma\n"
		    "salary=$18 - $22/hr\nP Draw.\nP^ Category: Design\n@1 remotive:210\n"
		    "title=Inker\ncompany=Inkwell\nworkplace=remote\nremote_scope=Worldwide\n"
		    "posted=2026-07-28T14:23:05\n"
		    "url=https://remotive.com/remote-jobs/design/x-210\nP Ink.\n"
		    "P^ Open to: Worldwide\nP Category: Design\n");
}

static void arbeitnow(void **state)
{
	(void)state;
	assert_json("{'data':[{'slug':'topfer-1','company_name':'Ton & "
		    "S\xc3\xb6hne','title':'T\xc3\xb6pfer (m/w/d)','description':'<p>Find "
		    "clay.</p>\\n<p>Find <a href=x>Jobs in Germany</a> on "
		    "Arbeitnow</a>','remote':true,"
		    "'url':'https://www.arbeitnow.com/jobs/topfer-1','tags':['Crafts'],"
		    "'job_types':['berufserfahren','Full "
		    "Time'],'location':'Heidelberg','created_at':1785792634}],"
		    "'links':{'next':null},'meta':{}}",
		    "@1 arbeitnow:topfer-1\ntitle=T\xc3\xb6pfer (m/w/d)\n"
		    "company=Ton & S\xc3\xb6hne\nlocations=Heidelberg\nworkplace=remote\n"
		    "employment=berufserfahren, Full Time\nseniority=berufserfahren\n"
		    "posted=1785792634\nurl=https://www.arbeitnow.com/jobs/topfer-1\n"
		    "stack=Crafts\nP Find clay.\nP^ Fields: Crafts\n");
}

static void jobicy(void **state)
{
	(void)state;
	assert_json("{'apiVersion':'2.1','jobs':[{'id':15,'url':'https://jobicy.com/jobs/15',"
		    "'jobSlug':'15','jobTitle':'Research &amp; Tea','companyName':'Cup &amp; "
		    "Co','jobIndustry':['Content &amp; "
		    "Editorial'],'jobType':['Full-Time'],'jobGeo':'Europe,  "
		    "UK','jobLevel':'Midweight','jobExcerpt':'Brew&hellip;',"
		    "'jobDescription':'<p>Brew.</p>','pubDate':'2026-08-03T18:45:05+00:00',"
		    "'salaryMin':null,'salaryMax':204400,'salaryCurrency':'USD',"
		    "'salaryPeriod':'yearly'},{'id':14,'url':'https://jobicy.com/jobs/14',"
		    "'jobTitle':'Taster','companyName':'Cup','jobIndustry':'Tea',"
		    "'jobType':'contract','jobGeo':'Anywhere','jobLevel':'Any',"
		    "'jobExcerpt':'Taste.','pubDate':'2024-05-01 "
		    "10:00:00','annualSalaryMin':'40000','annualSalaryMax':'50000',"
		    "'salaryCurrency':'EUR'}]}",
		    "@1 jobicy:15\ntitle=Research & Tea\ncompany=Cup & Co\nworkplace=remote\n"
		    "remote_scope=Europe, UK\nemployment=Full-Time\nseniority=Midweight\n"
		    "posted=2026-08-03T18:45:05+00:00\nurl=https://jobicy.com/jobs/15\n"
		    "salary=up to 204400 USD yearly\nP Brew.\nP^ Industry: Content & Editorial\n"
		    "@1 jobicy:14\ntitle=Taster\ncompany=Cup\nworkplace=remote\n"
		    "remote_scope=Anywhere\nemployment=contract\nseniority=Any\n"
		    "posted=2024-05-01 10:00:00\nurl=https://jobicy.com/jobs/14\n"
		    "salary=40000 - 50000 EUR per year\nP Taste.\nP^ Open to: Anywhere\n"
		    "P Industry: Tea\n");
}

/* No restriction is one, too. */
static void himalayas(void **state)
{
	(void)state;
	assert_json("{'updatedAt':1,'limit':2,'jobs':[{'title':'Guide','excerpt':'Climb',"
		    "'companyName':'Ropes','companySlug':'ropes','employmentType':'Full "
		    "Time','minSalary':50,'maxSalary':50,'salaryPeriod':'hourly',"
		    "'currency':'USD','seniority':['Mid-level','Senior'],"
		    "'locationRestrictions':['Nepal','India'],'timezoneRestrictions':[5.5,5.75,"
		    "-3.5,-10],'categories':['Rope-Work'],'parentCategories':[],"
		    "'description':'<p>Climb.</p>','pubDate':1783731532,'expiryDate':1788915531,"
		    "'applicationLink':'https://himalayas.app/companies/ropes/jobs/guide',"
		    "'guid':'https://himalayas.app/companies/ropes/jobs/guide'},"
		    "{'title':'Porter','companyName':'Ropes','locationRestrictions':[],"
		    "'timezoneRestrictions':[],'minSalary':null,'maxSalary':null,"
		    "'salaryPeriod':'annual','currency':null,'description':'','excerpt':'Carry',"
		    "'guid':'https://himalayas.app/companies/ropes/jobs/porter',"
		    "'pubDate':1783731532},{'title':'Cook','companyName':'Ropes',"
		    "'locationRestrictions':[{'alpha2':'NP','name':'Nepal'}],"
		    "'timezoneRestrictions':null,'guid':'https://himalayas.app/x'}]}",
		    "@1 himalayas:/companies/ropes/jobs/guide /ropes\ntitle=Guide\n"
		    "company=Ropes\nworkplace=remote\nremote_scope=Nepal\nremote_scope=India\n"
		    "employment=Full Time\nseniority=Mid-level, Senior\nposted=1783731532\n"
		    "expires=1788915531\nurl=https://himalayas.app/companies/ropes/jobs/guide\n"
		    "salary=50 USD hourly\nP Climb.\n"
		    "P^ Time zones: UTC+5:30, UTC+5:45, UTC-3:30, UTC-10\n"
		    "P Categories: Rope Work\n@1 himalayas:/companies/ropes/jobs/porter\n"
		    "title=Porter\ncompany=Ropes\nworkplace=remote\nremote_scope=Worldwide\n"
		    "posted=1783731532\nurl=https://himalayas.app/companies/ropes/jobs/porter\n"
		    "P Carry\nP^ Open to: Worldwide\n@1 himalayas:/x\ntitle=Cook\ncompany=Ropes\n"
		    "workplace=remote\nremote_scope=Nepal\nurl=https://himalayas.app/x\n");
}

static void the_muse(void **state)
{
	(void)state;
	assert_json("{'page':1,'results':[{'contents':'<p>Plan &amp; "
		    "order.</p>','name':'Planner','type':'external',"
		    "'publication_date':'2026-08-06T23:36:54Z','short_name':'planner',"
		    "'model_type':'jobs','id':220,'locations':[{'name':'Redmond, "
		    "WA'},{'name':'Flexible / "
		    "Remote'}],'categories':[{'name':'Operations'}],'levels':[{'name':'Mid "
		    "Level','short_name':'mid'}],'tags':[{'name':'Fortune 1000'}],"
		    "'refs':{'landing_page':'https://www.themuse.com/jobs/pots/planner'},"
		    "'company':{'id':1,'short_name':'pots','name':'Pots'}}]}",
		    "@1 themuse:220 /pots\ntitle=Planner\ncompany=Pots\nlocations=Redmond, WA\n"
		    "locations=Flexible / Remote\nseniority=Mid Level\n"
		    "posted=2026-08-06T23:36:54Z\nurl=https://www.themuse.com/jobs/pots/planner\n"
		    "P Plan & order.\nP^ Category: Operations\nP Tags: Fortune 1000\n");
}

static void working_nomads(void **state)
{
	(void)state;
	assert_json("[{'url':'https://www.workingnomads.com/job/go/1719512/','title':'Analyst',"
		    "'description':'<p>Look.</p>','company_name':'Lens',"
		    "'category_name':'Administration','tags':'analyst,media, maps "
		    ",','location':'Global','pub_date':'2026-07-10T09:24:39-04:00'}]",
		    "@1 workingnomads:1719512\ntitle=Analyst\ncompany=Lens\nworkplace=remote\n"
		    "remote_scope=Global\nposted=2026-07-10T09:24:39-04:00\n"
		    "url=https://www.workingnomads.com/job/go/1719512/\nstack=analyst\n"
		    "stack=media\nstack=maps\nP Look.\nP^ Open to: Global\n"
		    "P Category: Administration\n");
}

/* Countries of a job in an office say no more than its place. */
static void freehire(void **state)
{
	(void)state;
	assert_json("{'data':{'public_slug':'potter-1','source':'greenhouse','external_id':'p1',"
		    "'url':'https://job-boards.greenhouse.io/pots/jobs/1','title':'Potter',"
		    "'company':'Pots','company_slug':'pots','location':'Atlanta, "
		    "Georgia','description':'Throw.','skills':['clay'],'work_mode':'remote',"
		    "'regions':['north_america'],'countries':['us'],'cities':['Atlanta'],"
		    "'posted_at':'2026-08-19T00:00:00Z','created_at':'2026-08-19T03:00:00Z',"
		    "'closed_at':null,'enrichment':{'seniority':'senior',"
		    "'category':'hand_craft','employment_type':'full_time','salary_min':135000,"
		    "'salary_max':175000,'salary_currency':'USD','salary_period':'year'}}}",
		    "@1 freehire:potter-1 /pots\ntitle=Potter\ncompany=Pots\n"
		    "locations=Atlanta, Georgia\nworkplace=remote\nremote_scope=us\n"
		    "employment=full_time\nseniority=senior\nposted=2026-08-19T00:00:00Z\n"
		    "url=https://job-boards.greenhouse.io/pots/jobs/1\nstack=clay\n"
		    "salary=135000 - 175000 USD per year\nP Throw.\nP^ Category: hand craft\n");
	assert_json("{'data':[{'public_slug':'potter-2','title':'Potter','company':'Pots',"
		    "'location':'Oslo','work_mode':'hybrid','countries':['no'],'regions':[],"
		    "'enrichment':{}}],'meta':{'total':1}}",
		    "@1 freehire:potter-2\ntitle=Potter\ncompany=Pots\nlocations=Oslo\n"
		    "workplace=hybrid\n");
}

/* Pay that the board guesses is not stated. */
static void adzuna(void **state)
{
	(void)state;
	assert_json("{'results':[{'id':'a1','title':'Intern','company':{'display_name':'Acme'},"
		    "'location':{'display_name':'Bengaluru, India','area':['India','Bengaluru']},"
		    "'redirect_url':'https://www.adzuna.in/land/ad/123?utm_medium=api',"
		    "'description':'Intern.','salary_min':30000.0,'salary_max':50000.5,"
		    "'salary_is_predicted':'0','contract_time':'full_time',"
		    "'contract_type':'permanent','category':{'label':'IT "
		    "Jobs','tag':'it-jobs'},'created':'2026-07-10T00:00:00Z'},{'id':'a2',"
		    "'title':'Clerk','company':{'display_name':'Acme'},"
		    "'location':{'display_name':'Leeds'},"
		    "'redirect_url':'https://www.adzuna.co.uk/land/ad/124','salary_min':30000,"
		    "'salary_max':30000,'salary_is_predicted':'1',"
		    "'created':'2026-07-10T00:00:00Z'}]}",
		    "@1 adzuna:a1\ntitle=Intern\ncompany=Acme\nlocations=Bengaluru, India\n"
		    "employment=full_time, permanent\nposted=2026-07-10T00:00:00Z\n"
		    "url=https://www.adzuna.in/land/ad/123\nsalary=30000 - 50000.5 per year\n"
		    "P Intern.\nP^ Category: IT Jobs\n@1 adzuna:a2\ntitle=Clerk\ncompany=Acme\n"
		    "locations=Leeds\nposted=2026-07-10T00:00:00Z\n"
		    "url=https://www.adzuna.co.uk/land/ad/124\n");
}

static void usajobs(void **state)
{
	(void)state;
	assert_json("{'SearchResult':{'SearchResultCount':1,"
		    "'SearchResultItems':[{'MatchedObjectId':'700001',"
		    "'MatchedObjectDescriptor':{'PositionTitle':'Ranger',"
		    "'PositionURI':'https://www.usajobs.gov:443/GetJob/ViewDetails/700001',"
		    "'OrganizationName':'Park "
		    "Service','DepartmentName':'Interior','PositionLocationDisplay':'Multiple "
		    "Locations','PositionLocation':[{'LocationName':'Moab, "
		    "Utah','CountryCode':'United States'},{'LocationName':'Page, "
		    "Arizona'}],'PublicationStartDate':'2026-07-10T00:00:00.0000000',"
		    "'ApplicationCloseDate':'2026-07-20',"
		    "'PositionSchedule':[{'Name':'Full-time','Code':'1'}],"
		    "'PositionOfferingType':[{'Name':'Permanent'}],"
		    "'PositionRemuneration':[{'MinimumRange':'48.0','MaximumRange':'62.5',"
		    "'RateIntervalCode':'PH'}],'QualificationSummary':'Walks "
		    "far.','JobCategory':[{'Name':'Park Ranger'}],'JobGrade':[{'Code':'GS'}],"
		    "'UserArea':{'Details':{'JobSummary':'Walk.','MajorDuties':['Greet','Count "
		    "bears'],'RemoteIndicator':false,'SecurityClearance':'Secret'}}}}]}}",
		    "@1 usajobs:700001\ntitle=Ranger\ncompany=Park Service\n"
		    "locations=Moab, Utah\nlocations=Page, Arizona\n"
		    "employment=Full-time, Permanent\nposted=2026-07-10T00:00:00.0000000\n"
		    "expires=2026-07-20\nclearance=Secret\n"
		    "url=https://www.usajobs.gov:443/GetJob/ViewDetails/700001\n"
		    "salary=48 - 62.5 USD per hour\nP Walk.\nH2^ Duties\nI1^ Greet\n"
		    "I1 Count bears\nP^ Qualifications: Walks far.\nP Department: Interior\n"
		    "P Category: Park Ranger\nP Grade: GS\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_without_postings),
		cmocka_unit_test(remoteok),
		cmocka_unit_test(remotive),
		cmocka_unit_test(arbeitnow),
		cmocka_unit_test(jobicy),
		cmocka_unit_test(himalayas),
		cmocka_unit_test(the_muse),
		cmocka_unit_test(working_nomads),
		cmocka_unit_test(freehire),
		cmocka_unit_test(adzuna),
		cmocka_unit_test(usajobs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
