/* Facts of whole postings: what the text says, and what only looks as if it said something. */
#include "config.h"

#include "extract/extract.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract_world.h"
#include "util/date.h"
#include "util/vec.h"

struct fact {
	const char *text;
	enum field_id field;
	const char *want;
};

static void check_facts(struct world *world, const struct fact *facts, size_t count)
{
	struct strbuf got = STRBUF_INIT;
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		world_read(world, facts[i].text);
		world_describe(world, facts[i].field, &got);
		if (strcmp(got.text, facts[i].want) == 0)
			continue;
		print_error("%s: want \"%s\", got \"%s\" of:\n%s\n",
			field_get(facts[i].field)->name,
			    facts[i].want, got.text, facts[i].text);
		wrong++;
	}
	strbuf_release(&got);
	assert_int_equal(wrong, 0);
}

#define CHECK(state, facts) check_facts(*(state), facts, sizeof(facts) / sizeof((facts)[0]))

static void test_nothing(void **state)
{
	static const char *const texts[] = { "", "\n\n", "x", ":", "|", "-", "$", "5", "years",
		"| | | |", " - - - " };
	struct world *world = *state;
	struct strbuf got = STRBUF_INIT;

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		world_read(world, texts[i]);
		assert_string_equal(world->posting.body.text, texts[i]);
		for (int field = FIELD_TITLE; field <= FIELD_URL; field++) {
			world_describe(world, (enum field_id)field, &got);
			assert_string_equal(got.text, "-");
		}
	}
	strbuf_release(&got);
}

static void test_titles(void **state)
{
	static const struct fact facts[] = {
		{ "Senior Backend Engineer\n\nWe make tea.", FIELD_TITLE,
			"Senior Backend Engineer" },
		{ "# Nurse (m/f/d)\n\nText.", FIELD_TITLE, "Nurse (m/f/d)" },
		{ "Job title: Tea Taster\nText.", FIELD_TITLE, "Tea Taster" },
		{ "Title\nData Engineer\nText.", FIELD_TITLE, "Data Engineer" },
		{ "Quuxcorp | Staff Engineer, Data | Berlin | ONSITE", FIELD_TITLE,
		  "Staff Engineer, Data" },
		{ "Quuxcorp makes tea. As a Tea Robotics Engineer, you will stir.", FIELD_TITLE,
		  "Tea Robotics Engineer (inferred)" },
		{ "We are looking for a talented Head of Tea to stir.", FIELD_TITLE,
		  "Head of Tea (inferred)" },
		{ "You need experience as a Software Engineer.", FIELD_TITLE, "-" },
		{ "The Core Backend team owns the kettle.", FIELD_TITLE,
		  "Core Backend Engineer (inferred)" },
		{ "Our firmware group sits in a lab.", FIELD_TITLE,
			"Firmware Engineer (inferred)" },
		{ "The Sr. Tea Engineer will stir.", FIELD_TITLE, "Sr. Tea Engineer (inferred)" },
		{ "Tea Engineer (Green & White) - Remote\nText.", FIELD_TITLE,
		  "Tea Engineer (Green & White)" },
		{ "Tea Engineer - Brewing, Kettles & Agents\n\nText.", FIELD_TITLE,
		  "Tea Engineer - Brewing, Kettles & Agents" },
		{ "Tea Taster Engineer - Job Description\n\nText.", FIELD_TITLE,
		  "Tea Taster Engineer" },
		{ "Tea Operations\n\nYou will stir all day.", FIELD_TITLE,
		  "Tea Operations (inferred)" },
		{ "Brewing Tea For Good\n\nYou will stir all day.", FIELD_TITLE, "-" },
		{ "We are seeking an execution-focused Head of Tea. "
		  "We need an organized, kind operator.", FIELD_TITLE, "Head of Tea (inferred)" },
		{ "The Principal Tea Engineer (Leaves) will stir.", FIELD_TITLE,
		  "Principal Tea Engineer (inferred)" },
		{ "The Executive Assistant to the CEO is busy.", FIELD_TITLE,
		  "Executive Assistant to the CEO (inferred)" },
		{ "Quuxcorp | Intern - IT | Berlin\n\nText.", FIELD_TITLE, "Intern - IT" },
		{ "Quux (quux.engineering) | Tea Engineers | Remote (US)", FIELD_TITLE,
		  "Tea Engineers" },
		{ "Quuxcorp | Berlin | ONSITE\n\nWe stir.\n\nAnd so on.\n\nCome.\n\n"
		  "- Tea Engineer\n- Tea Designer", FIELD_TITLE, "Tea Engineer (inferred)" },
		{ "Quux Engineering | Tea Engineer | Berlin", FIELD_TITLE, "Tea Engineer" },
		{ "Hello.\nPosition: Full-time. (No travel.)", FIELD_TITLE, "-" },
	};

	CHECK(state, facts);
}

static void test_companies(void **state)
{
	static const struct fact facts[] = {
		{ "Company: Quuxcorp\nText.", FIELD_COMPANY, "Quuxcorp" },
		{ "Quuxcorp (YC S21) | Engineer | Berlin | ONSITE", FIELD_COMPANY, "Quuxcorp" },
		{ "# About Quux Works\n\nWe make tea.", FIELD_COMPANY, "Quux Works" },
		{ "At Quuxcorp, we make tea.", FIELD_COMPANY, "Quuxcorp" },
		{ "Quux & Sons is hiring. Come.", FIELD_COMPANY, "Quux & Sons" },
		{ "Quuxcorp - Berlin, Germany\n\nHello.", FIELD_COMPANY, "Quuxcorp" },
		{ "Data Engineer\nQuux & Sons Ltd\nBerlin", FIELD_COMPANY, "Quux & Sons Ltd" },
		{ "Data Engineer\nPosted 3 days ago\nReport this job", FIELD_COMPANY, "-" },
		{ "Why people love working at Quux Works:\n- Tea", FIELD_COMPANY, "Quux Works" },
		{ "Tea\nhttps://quux.example | Engineer | Berlin", FIELD_COMPANY, "-" },
		{ "Our client is looking for a nurse in Berlin.", FIELD_COMPANY, "-" },
		{ "Python is a language. Python is nice.", FIELD_COMPANY, "-" },
		{ "Data Engineer\nNational Kettles\nLocation: Berlin", FIELD_COMPANY,
		  "National Kettles" },
		{ "Data Engineer\nQuux & Sons\nLocation: Berlin", FIELD_COMPANY, "Quux & Sons" },
		{ "Quux Water Authority\n\nData Engineer\n\nText.", FIELD_COMPANY,
		  "Quux Water Authority" },
		{ "Data Engineer\nChanging Kettles For Good\nAt Quuxcorp, we make tea.",
		  FIELD_COMPANY, "Quuxcorp" },
		{ "Tea Partnerships - France\n\nAt Quuxcorp, we make tea.", FIELD_COMPANY,
		  "Quuxcorp" },
		{ "Quux (quux.engineering) | Tea Engineers | Remote (US)", FIELD_COMPANY, "Quux" },
		{ "Quux Engineering | Tea Engineer | Berlin", FIELD_COMPANY, "Quux Engineering" },
		{ "Data Engineer\nHello.\n\nCome.", FIELD_COMPANY, "-" },
		{ "Quuxcorp (Remote US) - Tea Engineer - Rust\n\nHello.", FIELD_COMPANY,
		  "Quuxcorp" },
	};

	CHECK(state, facts);
}

static void test_places(void **state)
{
	static const struct fact facts[] = {
		{ "Location: San Francisco, Toronto", FIELD_LOCATION,
			"San Francisco/US, Toronto/CA" },
		{ "Location: Toronto, ON, Canada", FIELD_LOCATION, "Toronto/CA" },
		{ "Location: Paris, Texas", FIELD_LOCATION, "Paris/US" },
		{ "Location\nHamburg\nType\nFull-time", FIELD_LOCATION, "Hamburg/DE" },
		{ "Location: Quuxville Road", FIELD_LOCATION, "\"Quuxville Road\"" },
		{ "Location: Remote", FIELD_LOCATION, "-" },
		{ "Quuxcorp | Engineer | REMOTE (US, UK) or ONSITE", FIELD_LOCATION, "/US, /GB" },
		{ "This role is based in Berlin or Munich.", FIELD_LOCATION,
			"Berlin/DE, Munich/DE" },
		{ "We are headquartered in Berlin with offices in Paris.", FIELD_LOCATION, "-" },
		{ "Benefits\n- A welcoming Toronto HQ", FIELD_LOCATION, "Toronto/CA" },
		{ "Location: Berlin\nBenefits\n- A welcoming Toronto HQ", FIELD_LOCATION,
		  "Berlin/DE" },
		{ "This role is fully remote. You must be located in Canada.", FIELD_LOCATION,
			"/CA" },
		{ "This role is fully remote. You must be located in Canada.", FIELD_REMOTE_SCOPE,
		  "/CA" },
		{ "Location: Santa Clara", FIELD_LOCATION, "Santa Clara/US" },
		{ "Location: Athens", FIELD_LOCATION, "Athens/GR" },
		{ "Quuxcorp | Engineer | REMOTE (US, CA, UK)", FIELD_LOCATION, "/US, /CA, /GB" },
		{ "Location: San Jose, CA, US", FIELD_LOCATION, "San Jose/US" },
		{ "OUR MISSION:\nTea for all.", FIELD_LOCATION, "-" },
		{ "About Woodstock\nWe make tea.", FIELD_LOCATION, "-" },
		{ "Quuxcorp has offices in Mexico City and Oslo.", FIELD_LOCATION, "-" },
		{ "Quuxcorp is based in Oslo. We make tea.", FIELD_LOCATION, "-" },
		{ "The role is yours. You are based in Oslo.", FIELD_LOCATION, "Oslo/NO" },
		{ "You work with the India-based kettle team.", FIELD_LOCATION, "-" },
	};

	CHECK(state, facts);
}

static void test_workplaces(void **state)
{
	static const struct fact facts[] = {
		{ "This role is fully remote.", FIELD_WORKPLACE, "remote" },
		{ "Location: Berlin (Hybrid)", FIELD_WORKPLACE, "hybrid" },
		{ "Quuxcorp | Engineer | Berlin | ONSITE", FIELD_WORKPLACE, "onsite" },
		{ "You are in our office 3 days a week in office.", FIELD_WORKPLACE, "hybrid" },
		{ "Benefits\n- Flexible, remote first work environment", FIELD_WORKPLACE,
			"remote" },
		{ "Benefits\n- Work from anywhere four weeks a year", FIELD_WORKPLACE, "-" },
		{ "We build distributed systems and run remote servers.", FIELD_WORKPLACE, "-" },
		{ "Location: Remote\nThis is a hybrid role.", FIELD_WORKPLACE, "remote!" },
		{ "Work model\nHybrid\nPlace of work\nVienna", FIELD_WORKPLACE, "hybrid" },
		{ "This is not a remote position.", FIELD_WORKPLACE, "onsite" },
		{ "In-office perks: tea and snacks.", FIELD_WORKPLACE, "-" },
		{ "This is not a remote or hybrid position.", FIELD_WORKPLACE, "onsite" },
		{ "We are remote-first.\nBenefits\n- Flexible remote days", FIELD_WORKPLACE,
		  "remote" },
		{ "You tune hybrid retrieval and speak in person or by phone.", FIELD_WORKPLACE,
		  "-" },
		{ "Each week has 2 remote days.", FIELD_WORKPLACE, "hybrid" },
		{ "Benefits\n- Free lunch in-office on most days", FIELD_WORKPLACE, "-" },
		{ "You meet partners in person and present on paper.", FIELD_WORKPLACE, "-" },
	};

	CHECK(state, facts);
}

static void test_employment_and_seniority(void **state)
{
	static const struct fact facts[] = {
		{ "Employment: Full-time", FIELD_EMPLOYMENT, "full-time" },
		{ "Job type\nContract", FIELD_EMPLOYMENT, "contract" },
		{ "Education\nSalary\nExperience\nJob Type\nReport this job", FIELD_EMPLOYMENT,
			"-" },
		{ "This is a part-time position.", FIELD_EMPLOYMENT, "part-time" },
		{ "You will write smart contracts.", FIELD_EMPLOYMENT, "-" },
		{ "Machine Learning Intern", FIELD_EMPLOYMENT, "internship" },
		{ "Machine Learning Intern", FIELD_SENIORITY, "intern" },
		{ "Senior Staff Engineer", FIELD_SENIORITY, "staff" },
		{ "Engineers (Senior, Staff, Principal)", FIELD_SENIORITY, "senior" },
		{ "Product Manager", FIELD_SENIORITY, "-" },
		{ "Engineering Manager", FIELD_SENIORITY, "manager" },
		{ "Engineer\nSeniority level\nMid-Senior level", FIELD_SENIORITY, "senior" },
		{ "Engineer\nRequirements\n- 12 years of experience", FIELD_SENIORITY, "-" },
		{ "Data Entry Clerk", FIELD_SENIORITY, "-" },
		{ "Entry-level Tea Taster Engineer", FIELD_SENIORITY, "junior" },
		{ "Executive Assistant to the CEO", FIELD_SENIORITY, "-" },
		{ "Chief Tea Officer", FIELD_SENIORITY, "executive" },
		{ "Coop | Engineer | Remote (PT preferred) | B2B SaaS | Full-time",
		  FIELD_EMPLOYMENT, "full-time" },
		{ "Tea Engineer\n\nThis is a senior-level role.", FIELD_SENIORITY, "senior" },
		{ "Tea Engineer\n\nYou play a lead role and report to a senior leader.",
		  FIELD_SENIORITY, "-" },
	};

	CHECK(state, facts);
}

static void test_years(void **state)
{
	static const struct fact facts[] = {
		{ "Requirements\n- 5+ years of experience", FIELD_EXPERIENCE, "5" },
		{ "Requirements\n- 3\xe2\x80\x93" "5 years of experience", FIELD_EXPERIENCE,
			"3-5" },
		{ "Requirements\n- Three or more years in baking", FIELD_EXPERIENCE, "3" },
		{ "Experience: 4 to 6 years", FIELD_EXPERIENCE, "4-6" },
		{ "For 40 years we have baked.", FIELD_EXPERIENCE, "-" },
		{ "25+ years of excellence", FIELD_EXPERIENCE, "-" },
		{ "Benefits\n- More leave after 3 years of service", FIELD_EXPERIENCE, "-" },
		{ "Own the fix when something misbehaves at 2am.", FIELD_EXPERIENCE, "-" },
		{ "No prior experience needed.", FIELD_EXPERIENCE, "0" },
		{ "- 3 years of experience in business development or private equity.",
		  FIELD_EXPERIENCE, "3" },
		{ "Who you are\n- 5+ years of experience in program management", FIELD_EXPERIENCE,
		  "5" },
		{ "A team of 5 with 15+ years of experience working together.", FIELD_EXPERIENCE,
		  "-" },
		{ "Robotics experience not required.", FIELD_EXPERIENCE, "-" },
		{ "What we value\n- 4+ years of teapot engineering experience", FIELD_EXPERIENCE,
		  "4" },
		{ "You may be a good fit if you\n- Have 3+ years as a Program Manager",
		  FIELD_EXPERIENCE, "3" },
		{ "Bonus points\n- 4+ years of experience with kettles", FIELD_EXPERIENCE, "-" },
	};

	CHECK(state, facts);
}

static void test_pay(void **state)
{
	static const struct fact facts[] = {
		{ "Salary: $120,000 - $150,000 a year", FIELD_SALARY, "120000-150000 USD year" },
		{ "Location: Toronto\nSalary: $150-180K", FIELD_SALARY, "150000-180000 CAD year" },
		{ "Pay: $75 - $96 per hour", FIELD_SALARY, "75-96 USD hour" },
		{ "Salary\nfrom 47,600 EUR yearly", FIELD_SALARY, "47600- EUR year" },
		{ "Salary: up to \xc2\xa3" "70k", FIELD_SALARY, "-70000 GBP year" },
		{ "Quuxcorp | Engineer | Berlin | \xe2\x82\xac" "80k-95k", FIELD_SALARY,
		  "80000-95000 EUR year" },
		{ "Quuxcorp | Senior Tea Engineer | Berlin, Germany or Remote | Full-time | "
		  "\xe2\x82\xac" "85k\xe2\x80\x93\xe2\x82\xac" "110k", FIELD_SALARY,
		  "85000-110000 EUR year" },
		{ "We raised $40M and have $100m in revenue.", FIELD_SALARY, "-" },
		{ "Tools used by 40M+ players", FIELD_SALARY, "-" },
		{ "Benefits\n- $5,000 referral bonus\n- $1,500 annual learning budget",
			FIELD_SALARY, "-" },
		{ "Salary: competitive", FIELD_SALARY, "-" },
		{ "Compensation\nZone 1: $150,000 - $180,000\nZone 2: $130,000 - $160,000",
		  FIELD_SALARY, "130000-180000 USD year" },
	};

	CHECK(state, facts);
}

static void test_dates_and_visas(void **state)
{
	static const struct fact facts[] = {
		{ "Engineer\nPosted 6hrs ago", FIELD_POSTED, "2026-11-22" },
		{ "Engineer\nPosted 21hrs ago", FIELD_POSTED, "2026-11-21" },
		{ "Engineer\nPosted 2 weeks ago", FIELD_POSTED, "2026-11-08" },
		{ "Engineer\nAcme \xc2\xb7 Berlin \xc2\xb7 3 days ago", FIELD_POSTED,
			"2026-11-19" },
		{ "date posted: Thursday, March 19, 2020", FIELD_POSTED, "2020-03-19" },
		{ "Apply by 3 May 2027.", FIELD_EXPIRES, "2027-05-03" },
		{ "Deadline: 2027-01-31", FIELD_EXPIRES, "2027-01-31" },
		{ "Founded 6 years ago.", FIELD_POSTED, "-" },
		{ "We sponsor visas.", FIELD_VISA, "sponsors" },
		{ "We do not offer visa sponsorship.", FIELD_VISA, "refuses" },
		{ "Tea.", FIELD_VISA, "-" },
	};

	CHECK(state, facts);
}

static void test_stacks(void **state)
{
	static const struct fact facts[] = {
		{ "Requirements\n- Python (FastAPI, Django)", FIELD_STACK,
			"Python FastAPI Django" },
		{ "Nice to have\n- Terraform\n- Go", FIELD_STACK, "Terraform+ Go+" },
		{ "Requirements\n- Deep Kotlin (TypeScript experience is a plus)", FIELD_STACK,
		  "Kotlin TypeScript+" },
		{ "Requirements\n- Frameworks (Keras, PyTorch etc.) preferred\n- SQL", FIELD_STACK,
		  "Keras+ PyTorch+ SQL" },
		{ "Requirements\n- Vue.js or React,familiarity with TypeScript is a plus",
			FIELD_STACK,
		  "Vue.js React TypeScript+" },
		{ "You will go far and react to spring.", FIELD_STACK, "-" },
		{ "We need people who go deep. You are a Go developer.", FIELD_STACK, "Go" },
		{ "Requirements\n- REST, HTTP, TCP and JSON", FIELD_STACK, "-" },
		{ "Requirements\n- Programming on Linux/BSD/MacOS", FIELD_STACK, "-" },
		{ "Requirements\n- Linux", FIELD_STACK, "Linux" },
		{ "Benefits\n- A subscription to Python weekly", FIELD_STACK, "-" },
		{ "Customers like Figma and OpenAI love us.", FIELD_STACK, "-" },
		{ "Apply at https://github.com/quux", FIELD_STACK, "-" },
	};

	CHECK(state, facts);
}

static void test_what_is_stated_wins(void **state)
{
	struct world *world = *state;
	struct strbuf got = STRBUF_INIT;

	world_read_stated(world, "Salary: $50k", FIELD_SALARY, "$120k-140k");
	world_describe(world, FIELD_SALARY, &got);
	assert_string_equal(got.text, "120000-140000 USD year");
	world_read_stated(world, "Location: Berlin", FIELD_LOCATION, "San Francisco, Toronto");
	world_describe(world, FIELD_LOCATION, &got);
	assert_string_equal(got.text, "San Francisco/US, Toronto/CA!");
	world_read_stated(world, "Posted today", FIELD_POSTED, "2 weeks ago");
	world_describe(world, FIELD_POSTED, &got);
	assert_string_equal(got.text, "2026-11-08");
	world_read_stated(world, "Location: Remote", FIELD_WORKPLACE, "on-site");
	world_describe(world, FIELD_WORKPLACE, &got);
	assert_string_equal(got.text, "onsite!");
	assert_int_equal(world->posting.evidence.items[0].end, 0);
	world_read_stated(world, "Senior Nurse", FIELD_TITLE, "Junior Nurse");
	world_describe(world, FIELD_SENIORITY, &got);
	assert_string_equal(got.text, "junior");
	world_read_stated(world, "Tea.", FIELD_STACK, "python, k8s; tea");
	world_describe(world, FIELD_STACK, &got);
	assert_string_equal(got.text, "Python Kubernetes");
	strbuf_release(&got);
}

static void test_evidence_quotes_the_body(void **state)
{
	struct world *world = *state;
	const struct posting *posting = &world->posting;
	bool is_seen = false;

	world_read(world, "# Engineer\n\n- Location: Berlin\n- 5+ years of experience with Rust\n");
	assert_true(posting->evidence.count > 0);
	for (size_t i = 0; i < posting->evidence.count; i++) {
		const struct evidence *evidence = &posting->evidence.items[i];

		assert_true(evidence->start < evidence->end && evidence->end <= posting->body.len);
		assert_non_null(evidence->rule);
		if (evidence->field == FIELD_EXPERIENCE)
			is_seen = strncmp(posting->body.text + evidence->start, "5+ years", 8) == 0;
	}
	assert_true(is_seen);
}

static void test_sections(void **state)
{
	static const enum section_kind want[] = { SECTION_OTHER, SECTION_ABOUT,
		SECTION_REQUIREMENTS,
		SECTION_PREFERRED, SECTION_BENEFITS };
	struct world *world = *state;
	struct raw_posting raw;
	struct sections sections = { .count = 0 };

	world_raw(&raw, "Engineer\n\n# About the role\n\nTea.\n\nWhat You Bring\n- Rust\n\n"
		  "| Nice to have\n- Go\n\nBENEFITS\nTea");
	extractor_sections(world->extractor, &raw.document, &sections);
	assert_int_equal(sections.count, 5);
	for (size_t i = 0; i < sections.count; i++) {
		assert_int_equal(sections.items[i].kind, want[i]);
		assert_int_equal(sections.items[i].first, i > 0 ? sections.items[i - 1].last : 0);
		assert_int_equal(sections.items[i].has_heading, i > 0);
	}
	assert_int_equal(sections.items[4].last, raw.document.blocks.count);
	assert_string_equal(section_name(SECTION_PREFERRED), "preferred");
	VEC_RELEASE(&sections);
	raw_posting_release(&raw);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_companies),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_workplaces),
		cmocka_unit_test(test_employment_and_seniority),
		cmocka_unit_test(test_years),
		cmocka_unit_test(test_pay),
		cmocka_unit_test(test_dates_and_visas),
		cmocka_unit_test(test_stacks),
		cmocka_unit_test(test_what_is_stated_wins),
		cmocka_unit_test(test_evidence_quotes_the_body),
		cmocka_unit_test(test_sections),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}
