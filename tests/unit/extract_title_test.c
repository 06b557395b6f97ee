/* Titles: what of a header, a line or a sentence is the role, and what is none. */
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

#define CHECK(state, facts) WORLD_CHECK(state, FIELD_TITLE, facts)

static void test_no_titles(void **state)
{
	static const struct world_fact titles[] = {
		{ "(", "-" },
		{ "[ ]", "-" },
		{ "Quuxcorp | Full Time, Intern, H1B | ONSITE\n\nText.", "-" },
		{ "Quuxcorp | Full time or Intern in Berlin | ONSITE\n\nText.", "-" },
		{ "Quuxcorp - Berlin - is hiring for most posts, also for a Lead Stirrer.\n\nText.",
		  "-" },
		{ "Reports to: Head of Tea\n\nText.", "-" },
		{ "Quuxcorp\n\nWorker Type\n\nText.", "-" },
		{ "Quuxcorp\n\nCore Development\n\nText.", "-" },
		{ "We serve people. You will act as an independent worker.", "-" },
		{ "You will serve as a trusted point of contact.", "-" },
		{ "You come from a fast high-growth organization.", "-" },
		{ "You will talk with backend team about tea.", "-" },
		{ "Under the Data Platform Team Lead, you stir.", "-" },
		{ "We are looking for an expert.", "-" },
		{ "FOR TEA EXPERTS ONLY\n\nText.", "-" },
		{ "Quux.com\n\nBerlin - Full time\n\nWe make tea.", "-" },
		{ "Quuxcorp | Berlin | ONSITE\n\nText.\n\nJo, co-founder & CEO", "-" },
	};

	CHECK(state, titles);
}

static void test_what_stands_before(void **state)
{
	static const struct world_fact titles[] = {
		{ "Quuxcorp | Multiple Openings: Tea Engineer (all levels), Tea Designer | Berlin",
		  "Tea Engineer (all levels) (inferred)" },
		{ "Quuxcorp | Openings: Tea Engineer | Berlin", "Tea Engineer" },
		{ "Quuxcorp | 3 open Senior Tea Engineer roles | Berlin", "Senior Tea Engineer" },
		{ "Quuxcorp | full time member of technical staff | Berlin",
		  "member of technical staff" },
		{ "Quuxcorp | Berlin | ONSITE\n\nHiring Tea Engineers and Designers",
		  "Tea Engineers and Designers" },
		{ "Berlin: Junior Tea Developer\n\nText.", "Junior Tea Developer" },
		{ "= Lead Tea Developer =\n\nText.", "Lead Tea Developer" },
		{ "[Kitchen] Tea Engineer\n\nText.", "Tea Engineer" },
		{ "Quuxcorp | 2x Founding Tea Engineers | Berlin", "Founding Tea Engineers" },
		{ ".NET Developer\n\nText.", ".NET Developer" },
		{ "(Senior) Tea Engineer\n\nText.", "(Senior) Tea Engineer" },
	};

	CHECK(state, titles);
}

static void test_what_stands_behind(void **state)
{
	static const struct world_fact titles[] = {
		{ "Senior Tea Engineer - $178,500 USD + equity\n\nText.", "Senior Tea Engineer" },
		{ "Senior Tea Engineer (Berlin, Germany)\n\nText.", "Senior Tea Engineer" },
		{ "Senior Tea Engineer (Remote)\n\nText.", "Senior Tea Engineer" },
		{ "Senior Tea Engineer (m/f/d)\n\nText.", "Senior Tea Engineer (m/f/d)" },
		{ "Senior Tea Engineer (Leaves)\n\nText.", "Senior Tea Engineer (Leaves)" },
		{ "Founding Tea Engineer - London\n\nText.", "Founding Tea Engineer" },
		{ "Tea Manager, Germany\n\nText.", "Tea Manager, Germany" },
		{ "Kettle and Tea Engineers @Quuxcorp in Berlin\n\nText.",
		  "Kettle and Tea Engineers" },
		{ "Quuxcorp (Berlin) - Tea Engineers and Cooks.\n\nText.",
		  "Tea Engineers and Cooks" },
		{ "Job Title: UX ResearcherClient: A kettle maker\n\nText.", "UX Researcher" },
		{ "Associate, Tea Science, Leaves-2001417\n\nText.",
		  "Associate, Tea Science, Leaves" },
		{ "Tea Administrator$60-80k plus bonusBerlin, we stir tea all day long in here.",
		  "Tea Administrator" },
		{ "Senior C++ Developer\n\nText.", "Senior C++ Developer" },
		{ "Sr. Tea Engineer FTE for Berlin\n\nText.", "Sr. Tea Engineer" },
		{ "Tea Engineer (Leaves, hybrid)\n\nText.", "Tea Engineer (Leaves, hybrid)" },
		{ "Tea Desk Engineer / Junior TraderWe are seeking somebody to stir tea all day.",
		  "Tea Desk Engineer / Junior Trader" },
	};

	CHECK(state, titles);
}

static void test_headers(void **state)
{
	static const struct world_fact titles[] = {
		{ "Engineering Square | Tea Engineer | Berlin", "Tea Engineer" },
		{ "Tea Engineer | Quuxcorp | Berlin", "Tea Engineer" },
		{ "Quuxcorp | Berlin | Tea Engineer (Leaves) Quuxcorp is building kettles that "
		  "stir on their own and never stop for anyone.", "Tea Engineer (Leaves)" },
		{ "Quuxcorp | Leaf Biologists (all levels), Principal Full-stack Engineer, "
		  "Senior Data Engineer, Staff Tea Scientist (Brewing) | Berlin",
		  "Leaf Biologists (all levels), Principal Full-stack Engineer, "
		  "Senior Data Engineer, Staff Tea Scientist (Brewing)" },
	};

	CHECK(state, titles);
}

static void test_lists(void **state)
{
	static const struct world_fact titles[] = {
		{ "We make tea.\n\nWe stir it.\n\nAnd so on.\n\n"
		  "Hiring for two positions:\n- Tea Engineer\n- Tea Cook",
		  "Tea Engineer (inferred)" },
		{ "Quuxcorp | Berlin | ONSITE\n\nWe stir.\n\nAnd so on.\n\nCome.\n\n"
		  "1. Tea Executive | 140k - 240k USD Base Salary + Uncapped Commission On Every "
		  "Cup And More Than That", "Tea Executive (inferred)" },
		{ "Quuxcorp | Berlin | ONSITE\n\nWe stir.\n\nAnd so on.\n\nCome.\n\n"
		  "- Founding Tea Engineer - London,UK", "Founding Tea Engineer (inferred)" },
	};

	CHECK(state, titles);
}

static void test_one_of_several(void **state)
{
	static const struct world_fact titles[] = {
		{ "Quuxcorp | Multiple Roles | Berlin\n\nWe stir.\n\nSenior Tea Engineer\n\n"
		  "Tea Designer", "Senior Tea Engineer (inferred)" },
		{ "Quuxcorp | Remote | Berlin\n\nSenior Tea Engineer\n\nWe stir.",
		  "Senior Tea Engineer" },
		{ "Quuxcorp | Berlin | ONSITE\n\nWe stir.\n\nAnd so on.\n\nCome.\n\n"
		  "- Tea Engineer: https://quux.example/jobs/1", "Tea Engineer (inferred)" },
		{ "Quuxcorp | Berlin | ONSITE\n\nWe stir.\n\nAnd so on.\n\nCome.\n\n"
		  "We're hiring Tea, Cup and Kettle Engineers",
		  "Tea, Cup and Kettle Engineers (inferred)" },
	};

	CHECK(state, titles);
}

static void test_sentences(void **state)
{
	static const struct world_fact titles[] = {
		{ "As a Forward Tea Engineer (FTE) at Quuxcorp, you will stir.",
		  "Forward Tea Engineer (inferred)" },
		{ "As a Tea Development Engineer II, API at Quuxcorp, you'll stir.",
		  "Tea Development Engineer II, API (inferred)" },
		{ "As Sr. Tea Analyst, Leaves & Cups, you'll stir.",
		  "Sr. Tea Analyst, Leaves & Cups (inferred)" },
		{ "Quuxcorp is seeking a Manager, Strategic Tea to serve.",
		  "Manager, Strategic Tea (inferred)" },
		{ "We are seeking a Principal Tea Manager \xe2\x80\x93 Kettles to define it.",
		  "Principal Tea Manager \xe2\x80\x93 Kettles (inferred)" },
		{ "Come as a Tea Partnerships Manager and lead growth.",
		  "Tea Partnerships Manager (inferred)" },
		{ "We need a Senior Tea Manager to lead development of kettles.",
		  "Senior Tea Manager (inferred)" },
		{ "We are hiring tea engineers, cup engineers and growth.",
		  "tea engineers (inferred)" },
		{ "We search. We are searching for dynamic Tea Agents to join.",
		  "Tea Agents (inferred)" },
		{ "As a member of technical staff, you will stir.",
		  "member of technical staff (inferred)" },
		{ "The Tea Analyst will be a key member of the team.", "Tea Analyst (inferred)" },
		{ "Our Tea Manager for Green Leaves at Quuxcorp will own it.",
		  "Tea Manager (inferred)" },
		{ "The Senior Tea Scientist independently develops leaves.",
		  "Senior Tea Scientist (inferred)" },
		{ "The Head of Tea will report to us.", "Head of Tea (inferred)" },
		{ "Engagement Managers are people who stir.", "Engagement Managers (inferred)" },
		{ "The Manager, Tea and Kettle Care, is responsible for leaves.",
		  "Manager, Tea and Kettle Care (inferred)" },
		{ "As a Tea Engineer, you stir. As a Senior Tea Engineer, you lead.",
		  "Senior Tea Engineer (inferred)" },
		{ "We are looking for talented iOS Engineers to join.",
		  "iOS Engineers (inferred)" },
		{ "We need tea. We are looking for senior tea engineers / CTO consultants.",
		  "senior tea engineers / CTO consultants (inferred)" },
		{ "Quux is looking for a U.S.-based, fully remote Tea Engineer (3+ yrs) to help.",
		  "Tea Engineer (inferred)" },
		{ "We are seeking a motivated intern to support us.", "intern (inferred)" },
		{ "A day in the life of our Tea Architect: stir.", "Tea Architect (inferred)" },
	};

	CHECK(state, titles);
}

static void test_bold_in_sentences(void **state)
{
	static const struct world_fact titles[] = {
		{ "As a **Tea Cloud for Offices: Solution Architect** you will stir.",
		  "Tea Cloud for Offices: Solution Architect (inferred)" },
		{ "We need **an able Tea Engineer, Kettles (full-time)** to help.",
		  "Tea Engineer, Kettles (inferred)" },
		{ "As a **Tea Engineer** for Leaves: Green you will stir.",
		  "Tea Engineer (inferred)" },
		{ "We need a Senior Tea Engineer to **lead Green Tea Engineers**.",
		  "Senior Tea Engineer (inferred)" },
		{ "We are looking for **future Tea Leaders** now.",
		  "Tea Leaders (inferred)" },
		{ "We are looking for **great people**.", "-" },
	};

	CHECK(state, titles);
}

static void test_team_leads(void **state)
{
	static const struct world_fact titles[] = {
		{ "We are looking for a DevOps Team Leader to stir.",
		  "DevOps Team Leader (inferred)" },
		{ "As a Tea Team Lead, you will stir.", "Tea Team Lead (inferred)" },
		{ "We are hiring a Tea Team Manager to stir.", "Tea Team Manager (inferred)" },
		{ "We are looking for a Tea Engineer who will work with the team.",
		  "Tea Engineer (inferred)" },
	};

	CHECK(state, titles);
}

static void test_past_and_short_forms(void **state)
{
	static const struct world_fact titles[] = {
		{ "The Tea Intern will stir. Training as Scrum Master is a plus.",
		  "Tea Intern (inferred)" },
		{ "We have experience as a Tea Engineer.", "-" },
		{ "We like experience\n\nAs a Tea Engineer, you stir.",
		  "Tea Engineer (inferred)" },
		{ "We're hiring **Tea Engineers at all levels of experience**.",
		  "Tea Engineers (inferred)" },
		{ "We are seeking a Senior Tea Experience (TeaEx) Engineer who stirs.",
		  "Senior Tea Experience (TeaEx) Engineer (inferred)" },
		{ "As an Administrative Business Partner, you stir.",
		  "Administrative Business Partner (inferred)" },
		{ "You talk with business partners as a business partner.", "-" },
		{ "We're hiring staff ML engineers to stir.", "staff ML engineers (inferred)" },
		{ "We're currently hiring Senior II and Staff Engineers to stir.",
		  "Senior II and Staff Engineers (inferred)" },
		{ "(With a Quuxcorp Client)Tea Account Executive\n\nText.",
		  "Tea Account Executive" },
		{ "(Senior) Tea Engineer\n\nText.", "(Senior) Tea Engineer" },
		{ "Quuxcorp | Remote | https://quux.example Quux is for developers.", "-" },
		{ "Tea Desk Intern - full timeStarting Pay Range\n\nText.", "Tea Desk Intern" },
	};

	CHECK(state, titles);
}

static void test_vague_headers(void **state)
{
	static const struct world_fact titles[] = {
		{ "Quuxcorp | Multiple Engineering Roles | REMOTE\n\nWe are hiring a Tea Engineer.",
		  "Tea Engineer (inferred)" },
		{ "Quuxcorp | Development roles | REMOTE\n\nWe stir.", "Development roles" },
		{ "Quuxcorp | Multiple Tea Engineers | REMOTE\n\nWe are hiring a Cup Engineer.",
		  "Multiple Tea Engineers" },
	};

	CHECK(state, titles);
}

#define PROSE "Quux makes tea for all of us.\n\nWe like tea.\n\nCome and stir.\n\nSo do.\n\n"

static void test_lone_lines(void **state)
{
	static const struct world_fact titles[] = {
		{ PROSE "Tea Engineer (F/M/X)\n\nIt is a good job.", "Tea Engineer (F/M/X)" },
		{ PROSE "| Tea Engineer (all genders)\n\n| Your Responsibilities\n\n- Stir",
		  "Tea Engineer (all genders)" },
		{ PROSE "Tea Engineer - Green Leaves\n\n# Your Responsibilities\n\n- Stir",
		  "Tea Engineer - Green Leaves" },
		{ PROSE "Tea Engineer\n\nIt is a good job.\n\n# Your Responsibilities\n\n- Stir",
		  "-" },
		{ PROSE "Your Role as Tea Engineer\n\n# Your Responsibilities\n\n- Stir",
		  "Tea Engineer (inferred)" },
		{ PROSE "# Requirements\n\n- Stir\n\nTea Engineer (m/w/d)", "-" },
		{ PROSE "Tea Engineer (Berlin)\n\nText.", "-" },
	};

	CHECK(state, titles);
}

static void test_heads_and_tails(void **state)
{
	static const struct world_fact titles[] = {
		{ "Quux (S10) seeks Tea Engineer (quux.com)\n\nWe make tea.", "Tea Engineer" },
		{ "Berlin, Germany \xe2\x94\x82 Quux \xe2\x94\x82 Tea Engineer\n\nText.",
		  "Tea Engineer" },
		{ "Tea Engineer Job Description\n\nText.", "Tea Engineer" },
		{ "About the Tea Engineer II Role\n\nText.", "Tea Engineer II" },
		{ "Tea Engineer Wanted\n\nText.", "Tea Engineer" },
		{ "Position: Tea Engineer (.NET / Cups)r\n\nText.", "Tea Engineer (.NET / Cups)" },
		{ "Tea Engineer \xc3\xa2\xc2\x80\xc2\x93 Job Description\n\nText.",
		  "Tea Engineer" },
		{ "Tea Engineer (Node.js)\n\nText.", "Tea Engineer (Node.js)" },
		{ "Quux | Berlin, INTERN are welcome\n\nWe make tea.", "-" },
		{ "We make tea and cups.\n\nInternship dates: June 1, 2026 - August 14, 2026\n\n"
		  "Text.", "-" },
		{ "# [Android Team]\n\nWe make tea.", "-" },
	};

	CHECK(state, titles);
}

static void test_names_in_sentences(void **state)
{
	static const struct world_fact titles[] = {
		{ "We seek a talented Tea Designer to stir.", "Tea Designer (inferred)" },
		{ "We are looking for a Director of Go-To-Market Strategy to stir.",
		  "Director of Go-To-Market Strategy (inferred)" },
		{ "We are looking for experienced SWEs that stir.", "SWEs (inferred)" },
		{ "As Quux\xe2\x80\x99s founding Tea engineer, you stir.",
		  "founding Tea engineer (inferred)" },
		{ "We are hiring a Director level Tea Manager.", "Tea Manager (inferred)" },
		{ "We are hiring a Lead Level Designer.", "Lead Level Designer (inferred)" },
		{ "As a Partner Tea Architect, you will stir.",
		  "Partner Tea Architect (inferred)" },
		{ "Text.\n\nThe Tea Strategy and Cups Manager plays a role in this.",
		  "Tea Strategy and Cups Manager (inferred)" },
		{ "Our Green Tea Engineers play a role.", "Green Tea Engineers (inferred)" },
		{ "I'm CEO at Quux and we like tea.", "-" },
	};

	CHECK(state, titles);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_titles),
		cmocka_unit_test(test_what_stands_before),
		cmocka_unit_test(test_what_stands_behind),
		cmocka_unit_test(test_headers),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_one_of_several),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_bold_in_sentences),
		cmocka_unit_test(test_team_leads),
		cmocka_unit_test(test_lone_lines),
		cmocka_unit_test(test_past_and_short_forms),
		cmocka_unit_test(test_vague_headers),
		cmocka_unit_test(test_heads_and_tails),
		cmocka_unit_test(test_names_in_sentences),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}
