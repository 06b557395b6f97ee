/* JobPosting of schema.org: where it stands, and its properties in all their forms. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_dump.h"

static void no_postings(void **state)
{
	(void)state;
	assert_json("{'@context':'https://schema.org','@type':'WebSite','name':'Jobs'}",
		    "no postings in a.json: no record of this JSON has a title");
	assert_json("{'@graph':[{'@type':'Organization'}]}",
		    "no postings in a.json: no record of this JSON has a title");
}

static void one(void **state)
{
	(void)state;
	assert_json("{'@context':'http://schema.org','@type':'JobPosting','title':'Glazier',"
		    "'identifier':{'@type':'PropertyValue','name':'Panes','value':'G-7'},"
		    "'url':'https://jobs.panes.example:443/g/7?utm_source=x',"
		    "'datePosted':'2026-05-04','validThrough':'2026-06-30T23:59:59+02:00',"
		    "'employmentType':['FULL_TIME','CONTRACTOR'],"
		    "'hiringOrganization':{'@type':'Organization','name':'Panes & "
		    "Co','sameAs':'https://panes.example','logo':'x'},"
		    "'jobLocation':{'@type':'Place','address':{'@type':'PostalAddress',"
		    "'streetAddress':'1 "
		    "Way','addressLocality':'Ghent','addressRegion':'Flanders',"
		    "'postalCode':'9000','addressCountry':{'@type':'Country',"
		    "'name':'Belgium'}}},'baseSalary':{'@type':'MonetaryAmount',"
		    "'currency':'EUR','value':{'@type':'QuantitativeValue','minValue':'2800',"
		    "'maxValue':3400.5,'unitText':'MONTH'}},'description':'<p>Cut &amp; "
		    "fit.</p>','skills':'Glass cutting','qualifications':'Steady "
		    "hands','responsibilities':'Panes','jobBenefits':'Gloves',"
		    "'industry':'Building','occupationalCategory':{'@type':'CategoryCode',"
		    "'name':'Glaziers'},'workHours':'36 a week',"
		    "'experienceRequirements':{'@type':'OccupationalExperienceRequirements',"
		    "'monthsOfExperience':'24'},"
		    "'educationRequirements':{'@type':'EducationalOccupationalCredential',"
		    "'credentialCategory':'high school'},'directApply':true}",
		    "@1 jobs.panes.example:G-7\ntitle=Glazier\ncompany=Panes & Co\n"
		    "locations=Ghent, Flanders, Belgium\nemployment=FULL_TIME, CONTRACTOR\n"
		    "experience=2 years\neducation=high school\nposted=2026-05-04\n"
		    "expires=2026-06-30T23:59:59+02:00\nurl=https://jobs.panes.example:443/g/7\n"
		    "stack=Glass cutting\nsalary=2800 - 3400.5 EUR per month\nP Cut & fit.\n"
		    "P^ Responsibilities: Panes\nP Qualifications: Steady hands\n"
		    "P Benefits: Gloves\nP Working hours: 36 a week\nP Industry: Building\n"
		    "P Occupation: Glaziers\n");
}

/* In graphs, lists, and below other things; types may be lists and addresses. */
static void anywhere(void **state)
{
	(void)state;
	assert_json("{'@context':'https://schema.org','@graph':[{'@type':'WebSite'},"
		    "{'@type':'BreadcrumbList'},{'@type':'Organization'},{'@type':['JobPosting',"
		    "'Thing'],'title':'A','hiringOrganization':'Acme'},{'@type':'WebPage',"
		    "'mainEntity':{'@type':'http://schema.org/JobPosting','name':'B'}}]}",
		    "@1\ntitle=A\ncompany=Acme\n@1\ntitle=B\n");
	assert_json("[{'@type':'WebSite'},[{'@type':'JobPosting','title':'C'}],"
		    "{'@type':'ItemList','itemListElement':[{'@type':'ListItem','position':1,"
		    "'item':{'@type':'JobPosting','title':'D','identifier':44,"
		    "'url':'http://d.example/x'}}]}]",
		    "@1\ntitle=C\n@1 d.example:44\ntitle=D\nurl=http://d.example/x\n");
}

static void remote(void **state)
{
	(void)state;
	assert_json("{'@type':'JobPosting','title':'Caller','jobLocationType':'TELECOMMUTE',"
		    "'applicantLocationRequirements':[{'@type':'Country','name':'USA'},"
		    "{'@type':'State','name':'Ontario'},'Brazil'],'description':'x',"
		    "'datePosted':'1970-01-01','validThrough':'0001-01-01T00:00:00',"
		    "'jobLocation':[{'@type':'Place','address':'Rua 1, "
		    "Lisbon'},{'@type':'Place','name':'Porto'},'Faro']}",
		    "@1\ntitle=Caller\nlocations=Rua 1, Lisbon\nlocations=Porto\nlocations=Faro\n"
		    "workplace=remote\nremote_scope=USA\nremote_scope=Ontario\n"
		    "remote_scope=Brazil\nP x\n");
	assert_json("{'@type':'JobPosting','title':'Caller','jobLocationType':['TELECOMMUTE'],"
		    "'applicantLocationRequirements':{'@type':'Country','name':'Kenya'},"
		    "'experienceRequirements':'no "
		    "requirements','educationRequirements':['bachelor degree','master degree']}",
		    "@1\ntitle=Caller\nworkplace=remote\nremote_scope=Kenya\n"
		    "experience=no requirements\neducation=bachelor degree, master degree\n");
}

/* In all its forms; 0 is none. */
static void pay(void **state)
{
	(void)state;
	assert_json("[{'@type':'JobPosting','title':'a','baseSalary':{'currency':'USD',"
		    "'value':{'value':45,'unitText':'HOUR'}}},{'@type':'JobPosting','title':'b',"
		    "'baseSalary':{'currency':'USD','minValue':90000,'maxValue':0,"
		    "'unitText':'YEAR'}},{'@type':'JobPosting','title':'c','baseSalary':60000,"
		    "'salaryCurrency':'GBP'},{'@type':'JobPosting','title':'d','baseSalary':'60,"
		    "000 - 70,000 GBP per "
		    "year'},{'@type':'JobPosting','title':'e','baseSalary':{'currency':'USD',"
		    "'value':{'minValue':0,'maxValue':0,'unitText':'YEAR'}}},"
		    "{'@type':'JobPosting','title':'f','baseSalary':[{'currency':'CHF',"
		    "'value':[{'minValue':'95000.00','unitText':'ANNUAL'}]},{'currency':'USD',"
		    "'value':1}]},{'@type':'JobPosting','title':'g',"
		    "'baseSalary':{'currency':'EUR','value':'3000'}},{'@type':'JobPosting',"
		    "'title':'h','baseSalary':{'currency':'EUR',"
		    "'value':{'@type':'QuantitativeValue'}}},{'@type':'JobPosting','title':'i',"
		    "'baseSalary':null,'salaryCurrency':'EUR'}]",
		    "@1\ntitle=a\nsalary=45 USD per hour\n@1\ntitle=b\n"
		    "salary=from 90000 USD per year\n@1\ntitle=c\nsalary=60000 GBP\n@1\ntitle=d\n"
		    "salary=60,000 - 70,000 GBP per year\n@1\ntitle=e\n@1\ntitle=f\n"
		    "salary=from 95000 CHF per year\n@1\ntitle=g\nsalary=3000 EUR\n@1\ntitle=h\n"
		    "@1\ntitle=i\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_postings),
		cmocka_unit_test(one),
		cmocka_unit_test(anywhere),
		cmocka_unit_test(remote),
		cmocka_unit_test(pay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
