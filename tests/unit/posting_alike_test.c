/* Titles and companies in their plainest form, and when two texts are one job's. */
#include "config.h"

#include "posting/alike.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "util/alloc.h"

static const struct place berlin = { PLACE_CITY, "Berlin", "Berlin", "DE-BE", "DE", "", 3000000 };
static const struct place texas = { PLACE_REGION, "", "Texas", "US-TX", "US", "", 0 };

static void fill(struct posting *posting, const char *title, const char *company,
		 const struct place *place, const char *text)
{
	posting_init(posting);
	posting->title = title ? xstrdup(title) : NULL;
	posting->company = company ? xstrdup(company) : NULL;
	if (place)
		posting_add_location(posting, place, text, strlen(text));
}

static void assert_title(const char *title, const char *company, const struct place *place,
			 const char *text, const char *wanted)
{
	struct strbuf out = STRBUF_INIT;
	struct posting posting;

	fill(&posting, title, company, place, text);
	alike_title(&out, &posting, NULL);
	assert_string_equal(out.text ? out.text : "", wanted);
	strbuf_release(&out);
	posting_release(&posting);
}

static void test_titles(void **state)
{
	static const struct { const char *title, *wanted; } rows[] = {
		{ NULL, "" },
		{ "Engineer", "engineer" },
		{ "Senior Engineer, Platform", "engineer platform senior" },
		{ "Sr. Platform Engineer", "engineer platform senior" },
		{ "Platform Engineer II", "2 engineer platform" },
		{ "Platform Engineer 2 (m/w/d)", "2 engineer platform" },
		{ "Softwareentwickler*in (m/w/d) in Vollzeit", "softwareentwickler" },
		{ "Softwareentwickler (w|m|x)", "softwareentwickler" },
		{ "Lehrer/-in", "lehrer" },
		{ "Backend Engineer - Remote", "back end engineer" },
		{ "Back-end Engineer (100% remote, full-time)", "back end engineer" },
		{ "Data Analyst (JR2021016)", "analyst data" },
		{ "Data Analyst #48213", "analyst data" },
		{ "Intern, Summer 2026", "2026 intern summer" },
		{ "C++ Developer", "c++ developer" },
		{ "C# Developer", "c# developer" },
		{ "C Developer", "c developer" },
		{ "R&D Manager", "d manager r" },
		{ "Nurse (Night Shift)", "night nurse shift" },
		{ "Remote", "remote" },
		{ "\xc3\x89tudes / D\xc3\xa9veloppeur H/F", "developpeur etudes" },
		{ "???", "???" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_title(rows[i].title, NULL, NULL, NULL, rows[i].wanted);
}

static void test_places_and_company(void **state)
{
	(void)state;
	assert_title("Account Executive - Berlin", NULL, &berlin, "Berlin", "account executive");
	assert_title("Account Executive, Deutschland", NULL, &berlin, "Berlin, DE",
		     "account executive");
	assert_title("Account Executive (TX)", NULL, &texas, "Texas", "account executive");
	assert_title("Account Executive (Berlin)", NULL, &texas, "Texas",
		     "account berlin executive");
	assert_title("Engineer at Copper Kettle", "Copper Kettle", NULL, NULL, "engineer");
	assert_title("Country Manager - Texas", NULL, &texas, "Texas", "country manager texas");
}

/* What says how senior, how specialised or when must stay. */
static void test_what_makes_another_job(void **state)
{
	static const char *const titles[] = {
		"Software Engineer", "Senior Software Engineer", "Staff Software Engineer",
		"Software Engineer I", "Software Engineer II", "Software Engineer, iOS",
		"Software Engineer, Android", "Software Engineer Intern", "Lead Software Engineer",
		"Software Engineering Manager", "Software Engineer (Night Shift)",
		"Software Engineer (Part-time)", "Software Engineer, Contract",
	};
	size_t count = sizeof titles / sizeof *titles;

	(void)state;
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < i; k++) {
			struct posting a, b;
			struct alike one, other;

			fill(&a, titles[i], "Acme", NULL, NULL);
			fill(&b, titles[k], "Acme", NULL, NULL);
			alike_make(&one, &a, NULL);
			alike_make(&other, &b, NULL);
			if (one.job == other.job || one.company == other.company)
				fail_msg("\"%s\" is \"%s\"", titles[i], titles[k]);
			posting_release(&a);
			posting_release(&b);
		}
	}
}

static void test_companies(void **state)
{
	static const struct { const char *name, *wanted; } rows[] = {
		{ "Top Hat", "tophat" }, { "top-hat", "tophat" }, { "Top Hat, Inc.", "tophat" },
		{ "The Top Hat Company Ltd", "tophat" }, { "TOP HAT GmbH & Co. KG", "tophat" },
		{ "Top Hat (YC W20)", "tophat" }, { "Tophat.com", "tophat" }, { "Inc.", "inc" },
		{ "The", "the" }, { "Sully.ai", "sullyai" }, { "sully-ai", "sullyai" }, { "", "" },
		{ "(Acme)", "acme" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct strbuf out = STRBUF_INIT;

		alike_company(&out, rows[i].name);
		assert_string_equal(out.text ? out.text : "", rows[i].wanted);
		strbuf_release(&out);
	}
}

static void test_unknown_company_or_title(void **state)
{
	struct posting nobody, untitled;
	struct alike alike;

	(void)state;
	fill(&nobody, "Engineer", NULL, NULL, NULL);
	fill(&untitled, NULL, "Acme", NULL, NULL);
	alike_make(&alike, &nobody, NULL);
	assert_true(alike.job != 0 && alike.company == 0);
	alike_make(&alike, &untitled, NULL);
	assert_true(alike.job != 0 && alike.company == 0);
	posting_release(&nobody);
	posting_release(&untitled);
}

static struct signature of_words(int first, int last)
{
	struct strbuf text = STRBUF_INIT;
	struct signature signature;

	for (int i = first; i < last; i++)
		strbuf_printf(&text, "word%d ", i);
	signature_make(&signature, text.text, text.len);
	strbuf_release(&text);
	return signature;
}

static void test_texts(void **state)
{
	struct signature whole = of_words(0, 500), near = of_words(0, 490), part = of_words(0, 350);
	struct signature little = of_words(350, 900), lines = of_words(0, 30);
	int64_t hashes[SIGNATURE_BANDS];

	(void)state;
	assert_true(alike_texts(&whole, &near, false));
	assert_true(alike_texts(&whole, &part, true));
	assert_false(alike_texts(&whole, &part, false));
	assert_false(alike_texts(&whole, &little, true));
	assert_false(alike_has_text(&lines));
	assert_false(alike_texts(&lines, &lines, true));
	assert_int_equal(alike_meeting(1, &lines, hashes), 0);
	assert_int_equal(alike_meeting(1, &whole, hashes), SIGNATURE_BANDS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_titles), cmocka_unit_test(test_places_and_company),
		cmocka_unit_test(test_what_makes_another_job), cmocka_unit_test(test_companies),
		cmocka_unit_test(test_unknown_company_or_title), cmocka_unit_test(test_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
