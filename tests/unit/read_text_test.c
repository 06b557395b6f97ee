/* Plain text: blocks as they were meant by whoever pasted them. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "posting/document.h"
#include "read/reader.h"
#include "read_dump.h"

static void nothing_gives_nothing(void **state)
{
	(void)state;
	assert_text("", "");
	assert_text("\n", "");
	assert_text(" \t \r\n\r\n", "");
	assert_text("\xe2\x80\xa2", "");
	assert_text("\xe2\x80\xa2\n\n-\n", "");
}

static void a_line_needs_no_end(void **state)
{
	(void)state;
	assert_text("Cook", "P Cook\n");
	assert_text("x", "P x\n");
}

static void every_line_end_ends_a_line(void **state)
{
	(void)state;
	assert_text("a\nb\r\nc\rd\ve\ff\xc2\x85g\xe2\x80\xa8h\xe2\x80\xa9i",
		    "P a\nP b\nP c\nP d\nP e\nP f\nP g\nP h\nP i\n");
}

static void blank_lines_are_remembered(void **state)
{
	(void)state;
	assert_text("\n\na\n \t\nb\nc\n\n\n", "P^ a\nP^ b\nP c\n");
	/* A line of nothing to see is a blank one. */
	assert_text("a\n\xc2\xa0\xe2\x80\x8b\nb\n", "P a\nP^ b\n");
}

static void lines_of_labels_and_headings_stay_apart(void **state)
{
	(void)state;
	assert_text("Education\nSalary\nJob Type\n", "P Education\nP Salary\nP Job Type\n");
	assert_text("What you will do\nCook for sixty people at once\nclean up\n",
		    "P What you will do\nP Cook for sixty people at once\nP clean up\n");
	assert_text(
	    "Core systems used across the development of products and by customer support here\n"
	    "Performance and reliability of the system with the highest impact downstream of it\n",
	    "P Core systems used across the development of products and by customer support here\n"
	    "P Performance and reliability of the system with the highest impact downstream of "
	    "it\n");
}

static void wrapped_paragraphs_are_joined(void **state)
{
	(void)state;
	assert_text("The kitchen is small, the window does not open, and the cat is in\n"
		    "charge of everything that happens in the evening. We would not have\n"
		    "It otherwise, and neither would the guests who come here to eat a\n"
		    "soup.\n"
		    "Location: Oslo\n"
		    "\n"
		    "About you\n"
		    "You cook.\n",
		    "P The kitchen is small, the window does not open, and the cat is in charge of "
		    "everything that happens in the evening. We would not have It otherwise, and "
		    "neither would the guests who come here to eat a soup.\n"
		    "P Location: Oslo\n"
		    "P^ About you\n"
		    "P You cook.\n");
	/* One line end alone is enough where a small letter goes on. */
	assert_text("Your stack is made of Python and of all that grows around\nit.\n",
		    "P Your stack is made of Python and of all that grows around it.\n");
	assert_text("Makes the best of soups as part of a team that makes soups.\nlocation: Oslo\n",
		    "P Makes the best of soups as part of a team that makes soups.\n"
		    "P location: Oslo\n");
	assert_text("We are the people who make the best bread of all the front-\nend world.\n",
		    "P We are the people who make the best bread of all the front-end world.\n");
}

static void bullets_of_every_kind(void **state)
{
	(void)state;
	assert_text("- a\n* b\n+ c\n", "I1 a\nI1 b\nI1 c\n");
	assert_text("\xe2\x80\xa2 a\n\xe2\x97\x8f" "b\n\xe2\x96\xa0 c\n\xe2\x9e\xa2 d\n",
		    "I1 a\nI1 b\nI1 c\nI1 d\n");
	assert_text("\xe2\x80\x93 a\n\xc2\xb7 b\n\xe2\x9c\x94\xef\xb8\x8f c\n\xe2\x80\xa3 d\n"
		    "\xef\x82\xb7 e\n", "I1 a\nI1 b\nI1 c\nI1 d\nI1 e\n");
	assert_text("\xe2\x80\xa2\xc2\xa0\xc2\xad" "a\n\xe2\x80\xa2\tb\n", "I1 a\nI1 b\n");
	assert_text("1. a\n2) b\n(3) c\nd) e\niv) f\n", "I1 a\nI1 b\nI1 c\nI1 e\nI1 f\n");
	assert_text("-Design things\n", "I1 Design things\n");
}

static void what_only_looks_like_a_bullet(void **state)
{
	(void)state;
	assert_text("-5 degrees\n", "P -5 degrees\n");
	assert_text("*required\n", "P *required\n");
	assert_text("2.5 years\n", "P 2.5 years\n");
	assert_text("401(k) matching\n", "P 401(k) matching\n");
	assert_text("C++ and C#\n", "P C++ and C#\n");
	assert_text("e.g. this\n", "P e.g. this\n");
	assert_text("of it\n", "P of it\n");
}

static void depth_follows_columns(void **state)
{
	(void)state;
	assert_text("- a\n  - b\n    - c\n  - d\n- e\n", "I1 a\nI2 b\nI3 c\nI2 d\nI1 e\n");
	assert_text("  - a\n\n  - b\n\t- c\n", "I1 a\nI1^ b\nI2 c\n");
	/* The indentation was lost; the bullet of the second level was not. */
	assert_text("\xe2\x80\xa2 a\no\tb\no\tc\n\xe2\x80\xa2 d\n", "I1 a\nI2 b\nI2 c\nI1 d\n");
	assert_text("- a\nText\n  - b\n", "I1 a\nP Text\nI1 b\n");
}

static void numbers_may_head_lists(void **state)
{
	(void)state;
	assert_text("1. Skills:\n- soup\n2. Hours\n\n- few\n",
		    "P Skills:\nI1 soup\nP Hours\nI1^ few\n");
	assert_text("1. soup\n   - thick\n2. bread\n", "I1 soup\nI2 thick\nI1 bread\n");
	assert_text("1. soup\n2. bread\nText\n", "I1 soup\nI1 bread\nP Text\n");
	assert_markdown("1. Skills:\n- soup\n\n2. Hours\n\n- few\n",
			"P Skills:\nI1 soup\nP^ Hours\nI1^ few\n");
}

static void items_go_on(void **state)
{
	(void)state;
	assert_text("- a\n  goes on\n- b\nText\n", "I1 a goes on\nI1 b\nP Text\n");
	assert_text("- a\n  - b\n    goes on\n", "I1 a\nI2 b goes on\n");
	assert_text("- Cook with purpose\n  Make soups that people like\n- Bread of rye, of "
		    "oats,\n  Wheat\n",
		    "I1 Cook with purpose\nP Make soups that people like\nI1 Bread of rye, of "
		    "oats, Wheat\n");
	assert_text("\xe2\x80\xa2\nOwn it\n\xe2\x80\xa2\n\nRead it\nText\n",
		    "I1 Own it\nI1^ Read it\nP Text\n");
}

static void lists_without_line_ends(void **state)
{
	(void)state;
	assert_text("Duties: \xe2\x80\xa2 Cook a great many things on each day of the week "
		    "\xe2\x80\xa2 Clean the kitchen at the end of each of them\n",
		    "P Duties:\n"
		    "I1 Cook a great many things on each day of the week\n"
		    "I1 Clean the kitchen at the end of each of them\n");
	/* Facts in a row are not a list. */
	assert_text("Oslo \xe2\x80\xa2 Remote \xe2\x80\xa2 Full-time\n",
		    "P Oslo \xe2\x80\xa2 Remote \xe2\x80\xa2 Full-time\n");
	assert_text("The Pan \xc2\xb7 Oslo \xc2\xb7 Remote\n",
		    "P The Pan \xc2\xb7 Oslo \xc2\xb7 Remote\n");
}

static void dividing_lines_and_headings(void **state)
{
	(void)state;
	assert_text("a\n\n-----\n\nb\n", "P a\n-^\nP^ b\n");
	assert_text("Cook\n====\n\nDuties\n------\nSoup.\n", "H1 Cook\nH2^ Duties\nP Soup.\n");
	assert_text("Text that ends.\n---------------\nmore\n", "P Text that ends.\n-\nP more\n");
	assert_text("One line\nof two\n------------------------------\n",
		    "P One line\nP of two\n-\n");
	assert_text("*** Pay ***\n== Hours ==\n---- Duties ----\n",
		    "H2 Pay\nH2 Hours\nH2 Duties\n");
	assert_text("* * *\n_____\n\xe2\xb8\xbb\n\xe2\x94\x80\xe2\x94\x80\n", "-\n-\n-\n-\n");
	assert_text("--\n", "P --\n");
}

static void asterisks_around_a_line(void **state)
{
	(void)state;
	assert_text("*Pay:**\nmuch\n**Hours**:\n_Few_\n", "P! Pay:\nP much\nP! Hours\nP! Few\n");
	assert_text("*a\nb*\n", "P *a\nP b*\n");
	assert_text("**\n", "P **\n");
}

static void odd_characters(void **state)
{
	(void)state;
	assert_text("a\xc2\xa0\xe2\x80\x83 b\t\tc", "P a b c\n");
	assert_text("so\xc2\xad" "ft\xe2\x80\x8bly \xef\xbb\xbf" "full\xe2\x80\x91time",
		    "P softly full-time\n");
	assert_text("Caf\xe9 \xc0\xaf", "P Caf\xef\xbf\xbd \xef\xbf\xbd\xef\xbf\xbd\n");
}

static void bare_addresses_are_links(void **state)
{
	(void)state;
	assert_text("See https://a.example/(b), (www.c.example) or d@e.example.",
		    "P See https://a.example/(b), (www.c.example) or d@e.example.\n"
		    "< https://a.example/(b) = https://a.example/(b)\n"
		    "< http://www.c.example = www.c.example\n"
		    "< mailto:d@e.example = d@e.example\n");
	assert_text("http:// www. x@y @z.example Xhttp://a.example",
		    "P http:// www. x@y @z.example Xhttp://a.example\n");
}

/* The bytes of BODY that PART of its document came from. */
static void assert_source(const char *body, const char *part, const char *expected)
{
	struct document document;
	const char *found;
	size_t at, start = 0, end = 0;

	document_init(&document);
	reader_document(body, strlen(body), BODY_TEXT, &document);
	found = strstr(document.text.text, part);
	assert_non_null(found);
	at = (size_t)(found - document.text.text);
	assert_true(document_source(&document, at, at + strlen(part), &start, &end));
	assert_int_equal(end - start, strlen(expected));
	assert_memory_equal(body + start, expected, strlen(expected));
	document_release(&document);
}

static void text_knows_where_it_came_from(void **state)
{
	(void)state;
	assert_source("\n  - Oslo, Norway", "Norway", "Norway");
	assert_source("a  b", "a b", "a  b");
	assert_source("full\xe2\x80\x91time x", "full-time", "full\xe2\x80\x91time");
	assert_source("Caf\xe9 x", "Caf\xef\xbf\xbd", "Caf\xe9");
	assert_source("x \xe9nd", "\xef\xbf\xbdnd", "\xe9nd");
	assert_source("This is wrapped text that goes on, and on, in\nthe next line too.",
		      "in the", "in\nthe");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_gives_nothing),
		cmocka_unit_test(a_line_needs_no_end),
		cmocka_unit_test(every_line_end_ends_a_line),
		cmocka_unit_test(blank_lines_are_remembered),
		cmocka_unit_test(lines_of_labels_and_headings_stay_apart),
		cmocka_unit_test(wrapped_paragraphs_are_joined),
		cmocka_unit_test(bullets_of_every_kind),
		cmocka_unit_test(what_only_looks_like_a_bullet),
		cmocka_unit_test(depth_follows_columns),
		cmocka_unit_test(numbers_may_head_lists),
		cmocka_unit_test(items_go_on),
		cmocka_unit_test(lists_without_line_ends),
		cmocka_unit_test(dividing_lines_and_headings),
		cmocka_unit_test(asterisks_around_a_line),
		cmocka_unit_test(odd_characters),
		cmocka_unit_test(bare_addresses_are_links),
		cmocka_unit_test(text_knows_where_it_came_from),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
