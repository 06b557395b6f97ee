/* Outlines: lines, sections, labels with their values, header cells. */
#include "config.h"

#include "extract/outline_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract_world.h"

static struct lexicon *lexicon;

struct drawn {
	struct raw_posting raw;
	struct view view;
	struct outline outline;
};

static int set_up(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	lexicon = lexicon_new(NULL, &err);
	return lexicon != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	lexicon_free(lexicon);
	return 0;
}

static void draw(struct drawn *drawn, const char *text)
{
	world_raw(&drawn->raw, text);
	view_init(&drawn->view, lexicon, drawn->raw.document.text.text,
		  drawn->raw.document.text.len);
	outline_init(&drawn->outline, &drawn->view, &drawn->raw.document);
}

static void erase(struct drawn *drawn)
{
	outline_release(&drawn->outline);
	view_release(&drawn->view);
	raw_posting_release(&drawn->raw);
}

static void check_pairs(const char *text, const char *want)
{
	static const char *const names[] = { "title", "company", "location", "workplace",
		"employment", "seniority", "experience", "salary", "posted", "expires", "url",
		"stack", "scope", "visa", "other" };
	struct strbuf got = STRBUF_INIT;
	struct drawn drawn;

	draw(&drawn, text);
	for (size_t i = 0; i < drawn.outline.pairs.count; i++) {
		const struct pair *pair = &drawn.outline.pairs.items[i];

		strbuf_printf(&got, "%s%s=%.*s", i > 0 ? "; " : "", names[pair->label],
			      (int)(pair->end - pair->start), drawn.view.text + pair->start);
	}
	assert_string_equal(got.text, want);
	erase(&drawn);
	strbuf_release(&got);
}

static void test_pairs(void **state)
{
	(void)state;
	check_pairs("", "");
	check_pairs("Location", "");
	check_pairs("Location: Berlin", "location=Berlin");
	check_pairs("location:Berlin, Germany", "location=Berlin, Germany");
	check_pairs("Location\nBerlin\nTea", "location=Berlin");
	check_pairs("Salary\n$120k", "salary=$120k");
	check_pairs("Education\nSalary\nExperience\nJob Type", "");
	check_pairs("Location: United Kingdom (London) Type: Permanent",
		    "location=United Kingdom (London); employment=Permanent");
	check_pairs("Title: Core TeaDate: 12 Feb 2026Location: Hull, GBAbout UsFor 40 years",
		    "title=Core Tea; posted=12 Feb 2026; location=Hull, GB; other=For 40 years");
	check_pairs("The location of our tea is secret.", "");
	check_pairs("Location: Hull | Type: Permanent | Salary: 30k",
		    "location=Hull; employment=Permanent; salary=30k");
	check_pairs("Standort\nBerlin", "location=Berlin");
	check_pairs("Location\tHull", "location=Hull");
	check_pairs("Salary \xe2\x86\x92 30k", "salary=30k");
	check_pairs("\xf0\x9f\x93\x8d Hull, GB", "location=Hull, GB");
	check_pairs("\xf0\x9f\x92\xb0 $30k", "salary=$30k");
	check_pairs("# Requirements\n- Tea\n- Organization: you keep tea in order",
		    "other=Tea; other=you keep tea in order");
	check_pairs("Salary\nRequirements:\n- Tea", "other=Tea");
}

static void check_kind(const char *text, size_t line, enum section_kind kind)
{
	struct drawn drawn;

	draw(&drawn, text);
	if (line >= drawn.outline.lines.count)
		print_error("%zu lines in:\n%s\n", drawn.outline.lines.count, text);
	assert_true(line < drawn.outline.lines.count);
	if (drawn.outline.lines.items[line].kind != kind)
		print_error("line %zu of:\n%s\nis %s\n", line, text,
			    section_name(drawn.outline.lines.items[line].kind));
	assert_int_equal(drawn.outline.lines.items[line].kind, kind);
	erase(&drawn);
}

static void test_headings(void **state)
{
	(void)state;
	check_kind("Tea", 0, SECTION_OTHER);
	check_kind("# What you'll do\n\n- Tea", 1, SECTION_RESPONSIBILITIES);
	check_kind("Requirements:\nTea", 1, SECTION_REQUIREMENTS);
	check_kind("WHAT WE OFFER\nTea", 1, SECTION_BENEFITS);
	check_kind("| Nice-to-Have(s)\n- Tea", 1, SECTION_PREFERRED);
	check_kind("\xf0\x9f\x8e\x81 Perks & Benefits\nTea", 1, SECTION_BENEFITS);
	check_kind("About Quux Works\nTea", 1, SECTION_COMPANY);
	check_kind("Requirements gathering is what you love.\nTea", 1, SECTION_OTHER);
	check_kind("# Requirements\nTea\nMilk\n# Quuxly\nTea", 4, SECTION_OTHER);
	check_kind("# Requirements\n| Quuxly\nTea", 2, SECTION_REQUIREMENTS);
	check_kind("Nice To Haves\nDistributed Systems\nTea", 2, SECTION_PREFERRED);
	check_kind("Nice To Haves\nTea\nHow You Work\nTea", 3, SECTION_OTHER);
	check_kind("We bake.What You\xe2\x80\x99ll DoBake bread all day", 2,
		   SECTION_RESPONSIBILITIES);
}

/* Words of headings, whatever the format: what they say decides, not one word among them. */
static void test_heading_words(void **state)
{
	(void)state;
	check_kind("# Ihre Aufgaben\nTee", 1, SECTION_RESPONSIBILITIES);
	check_kind("Votre profil\nDu th\xc3\xa9", 1, SECTION_REQUIREMENTS);
	check_kind("Wat wij bieden:\nThee", 1, SECTION_BENEFITS);
	check_kind("# \xe4\xbb\xbb\xe8\x81\x8c\xe8\xa6\x81\xe6\xb1\x82\nTea", 1,
		   SECTION_REQUIREMENTS);
	check_kind("What will you do?\nTea", 1, SECTION_RESPONSIBILITIES);
	check_kind("Why Quux?\nTea", 1, SECTION_BENEFITS);
	check_kind("# Why OneQuux\nTea", 1, SECTION_BENEFITS);
	check_kind("About the Tea Engineer role\nTea", 1, SECTION_ABOUT);
	check_kind("# Retention & Growth\nTea", 1, SECTION_OTHER);
	check_kind("# Payroll and Benefits Specialist\nTea", 1, SECTION_OTHER);
	check_kind("Experience with modern tea stacks\nTea", 1, SECTION_OTHER);
	check_kind("Tea industry experience is a plus\nTea", 1, SECTION_OTHER);
	check_kind("All of us at Quux enjoy these perks:\nTea", 1, SECTION_BENEFITS);
	check_kind("responsibilities:\nTea", 1, SECTION_RESPONSIBILITIES);
	check_kind("You should not apply if:\nTea", 1, SECTION_OTHER);
}

/* Where a section ends, and what stays in it. */
static void test_section_ends(void **state)
{
	(void)state;
	check_kind("# Requirements\n# Milk Work\n- a\n# Sugar Work\n- b", 4,
		   SECTION_REQUIREMENTS);
	check_kind("# Requirements\nTea\n- a\n# Milk Work\n- b", 4, SECTION_OTHER);
	check_kind("# Requirements\n- Bonus: milk\n- Tea", 1, SECTION_PREFERRED);
	check_kind("# Requirements\n- Bonus: milk\n- Tea", 2, SECTION_REQUIREMENTS);
	check_kind("# Requirements\n- Growth: of leaves\n- Tea", 1, SECTION_REQUIREMENTS);
	check_kind("# Benefits\n- Health and wellness stipend\n- Tea", 1, SECTION_BENEFITS);
	check_kind("# Benefits\nTea\nMilk\nHealth and wellness\nSugar", 3, SECTION_BENEFITS);
	check_kind("# Requirements\n- a\nNote: we like tea.\n- b", 2, SECTION_FACTS);
	check_kind("# Requirements\n- a\nNote: we like tea.\n- b", 3, SECTION_REQUIREMENTS);
}

/* Paragraphs and lists that say themselves what they are. */
static void test_passages(void **state)
{
	(void)state;
	check_kind("# Requirements\n- a\n\nQuux is an equal opportunity employer.", 2,
		   SECTION_LEGAL);
	check_kind("# Requirements\n- a\n\nQuux is an equal opportunity employer.\n\n"
		   "We drink tea at five.", 3, SECTION_OTHER);
	check_kind("Tea\nMilk\nSugar\nTo apply, write to the cook of our house.", 3,
		   SECTION_APPLY);
	check_kind("# Requirements\n- a\n\nQuux was founded in 1999 by two cooks.", 2,
		   SECTION_COMPANY);
	check_kind("- Dental insurance\n- Tea\n- Paid vacation\n- Free lunch", 1, SECTION_BENEFITS);
	check_kind("- Knowledge of tea\n- Experience with cups\n- Ability to pour", 0,
		   SECTION_REQUIREMENTS);
	check_kind("- Senior Tea Engineer, dental\n- Milk Engineer, dental\n- Cook, dental", 0,
		   SECTION_OTHER);
}

static void test_glue(void **state)
{
	(void)state;
	check_kind("DescriptionJoin us for tea", 1, SECTION_ABOUT);
	check_kind("We bake.QualificationsBasic QualificationsLess sugar", 3,
		   SECTION_REQUIREMENTS);
	check_kind("We pour tea.Preferred Skills (a Plus)Sugar", 2, SECTION_PREFERRED);
	check_kind("We pour tea.Our vision is to pour more", 0, SECTION_OTHER);
}

static void test_cells(void **state)
{
	static const char *const want[] = { "Quux (YC S21)", "Tea Engineer",
		("$90k\xe2\x80\x93" "95k"), "Berlin" };
	struct drawn drawn;

	(void)state;
	draw(&drawn,
		"Quux (YC S21) | Tea Engineer| $90k\xe2\x80\x93" "95k |Berlin\nTea | with milk");
	assert_int_equal(drawn.outline.header_cells, 4);
	assert_int_equal(drawn.outline.cells.count, 6);
	for (size_t i = 0; i < 4; i++) {
		const struct cell *cell = &drawn.outline.cells.items[i];

		assert_int_equal(cell->end - cell->start, strlen(want[i]));
		assert_memory_equal(drawn.view.text + cell->start, want[i], strlen(want[i]));
	}
	erase(&drawn);
	draw(&drawn, "Quux - Berlin - REMOTE");
	assert_int_equal(drawn.outline.header_cells, 0);
	assert_int_equal(drawn.outline.dash_cells, 3);
	erase(&drawn);
}

/* Sections begin at headings, and where a paragraph is about something else; a block with more in
 * it than its heading is no heading. */
static void test_sections(void **state)
{
	static const struct section want[] = {
		{ SECTION_REQUIREMENTS, true, 0, 2 }, { SECTION_LEGAL, false, 2, 3 },
		{ SECTION_BENEFITS, true, 3, 5 },
	};
	struct vocabulary vocabulary;
	struct extractor *extractor;
	struct sections sections = { NULL, 0, 0 };
	struct raw_posting raw;
	struct err err = ERR_INIT;

	(void)state;
	assert_true(vocabulary_load(&vocabulary, NULL, &err));
	extractor = extractor_new(&vocabulary, NULL, &err);
	assert_non_null(extractor);
	world_raw(&raw, "# Requirements\n- Tea\n\nQuux is an equal opportunity employer.\n"
		  "Benefits\n- Milk");
	extractor_sections(extractor, &raw.document, &sections);
	assert_int_equal(sections.count, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(sections.items[i].kind, want[i].kind);
		assert_int_equal(sections.items[i].has_heading, want[i].has_heading);
		assert_int_equal(sections.items[i].first, want[i].first);
		assert_int_equal(sections.items[i].last, want[i].last);
	}
	raw_posting_release(&raw);
	world_raw(&raw, "DescriptionJoin us for tea");
	sections.count = 0;
	extractor_sections(extractor, &raw.document, &sections);
	assert_int_equal(sections.count, 1);
	assert_false(sections.items[0].has_heading);
	raw_posting_release(&raw);
	free(sections.items);
	extractor_free(extractor);
	vocabulary_release(&vocabulary);
}

static void test_no_lines(void **state)
{
	struct drawn drawn;

	(void)state;
	draw(&drawn, "");
	assert_null(outline_line_at(&drawn.outline, 0));
	assert_int_equal(outline_kind_at(&drawn.outline, 7), SECTION_OTHER);
	erase(&drawn);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_lines),
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_headings),
		cmocka_unit_test(test_heading_words),
		cmocka_unit_test(test_section_ends),
		cmocka_unit_test(test_passages),
		cmocka_unit_test(test_glue),
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_cells),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
