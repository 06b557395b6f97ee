/* Markdown: the same blocks as in plain text, with the marks gone. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "posting/document.h"
#include "read/markdown_int.h"
#include "read/reader.h"
#include "read_dump.h"
#include "util/strbuf.h"

static void nothing_gives_nothing(void **state)
{
	(void)state;
	assert_markdown("", "");
	assert_markdown("\n \n", "");
	assert_markdown("**\n", "P **\n");
	assert_markdown("#\n", "");
	assert_markdown("-\n", "");
	assert_markdown("[](http://a.example)\n", "");
}

static void headings_have_levels(void **state)
{
	(void)state;
	assert_markdown("# a\n## b ##\n###### c\n", "H1 a\nH2 b\nH6 c\n");
	assert_markdown("##Pluses\ntext\n", "H2 Pluses\nP text\n");
	assert_markdown("Cook\n====\n\nDuties\n------\ntext\n", "H1 Cook\nH2^ Duties\nP text\n");
	assert_markdown("### **Pay**\n", "H3! Pay\n");
}

static void what_is_no_heading(void **state)
{
	(void)state;
	assert_markdown("#hiring #cooks\n", "P #hiring #cooks\n");
	assert_markdown(
	    "We are people who cook soup for other people, and who do it with all that we "
	    "have and can.\nAnd more.\n---\nb\n",
	    "P We are people who cook soup for other people, and who do it with all that "
	    "we have and can. And more.\n-\nP b\n");
}

static void items_have_depth(void **state)
{
	(void)state;
	assert_markdown("- a\n  - b\n- c\n\n1. d\n2. e\n", "I1 a\nI2 b\nI1 c\nI1^ d\nI1 e\n");
	assert_markdown("* a\n\n* b\n\n  more of b\n", "I1 a\nI1^ b\nP^ more of b\n");
	assert_markdown("- a\n  goes on\n- b\n", "I1 a goes on\nI1 b\n");
	/* What was pasted below a list does not become part of its last item. */
	assert_markdown("- a\nHow to apply\n- b\n", "I1 a\nP How to apply\nI1 b\n");
}

static void bullets_that_are_not_markdowns(void **state)
{
	(void)state;
	assert_markdown("## a\n\xe2\x80\xa2 b\n  \xe2\x97\xa6 c\n\xe2\x80\xa2 d\n",
			"H2 a\nI1 b\nI2 c\nI1 d\n");
	assert_markdown("Skills:\n2) b\n", "P Skills:\nI1 b\n");
	assert_markdown("&bull; a\n\n&#8226; b\n", "I1 a\nI1^ b\n");
	assert_markdown("> \xe2\x80\xa2 a\n> \xe2\x80\xa2 b\n", "I1 a\nI1 b\n");
}

static void lines_of_labels_stay_apart(void **state)
{
	(void)state;
	assert_markdown("**Location**: San Francisco, Toronto\n**Employment**: Full-time\n",
			"P Location: San Francisco, Toronto\nP Employment: Full-time\n");
	assert_markdown("**Location:** Oslo\n__Pay:__ much\n", "P Location: Oslo\nP Pay: much\n");
	assert_markdown("Linux\nPython & virtualenv\nDjango\n",
			"P Linux\nP Python & virtualenv\nP Django\n");
}

static void wrapped_paragraphs_are_joined(void **state)
{
	(void)state;
	assert_markdown("python\ndjango\n", "P python\nP django\n");
	assert_markdown(
	    "Baker (Oslo)\nhttps://a.example\n",
	    "P Baker (Oslo)\nP https://a.example\n< https://a.example = https://a.example\n");
	assert_markdown(
	    "We look for somebody who cooks, who does so every\nday, and who likes it.\n",
	    "P We look for somebody who cooks, who does so every day, and who likes it.\n");
	assert_markdown("> quoted text\n> that goes on\n", "P quoted text that goes on\n");
	assert_markdown("a  \nb\\\nc<br>d\n", "P a\nP b\nP c\nP d\n");
}

static void bold_lines(void **state)
{
	(void)state;
	assert_markdown("**About the role**\nWe cook.\n", "P! About the role\nP We cook.\n");
	assert_markdown("**About**:\n", "P! About:\n");
	assert_markdown("**a** b\n", "P a b\n");
	assert_markdown("We cook.\n**Pay**\nmuch\n", "P We cook.\nP! Pay\nP much\n");
	assert_markdown("*Essential*\n", "P! Essential\n");
	assert_markdown(
	    "*This is a long remark about the law that nobody takes for a heading of it.*\n",
	    "P This is a long remark about the law that nobody takes for a heading of it.\n");
}

/* What of the text the format marks as bold, the first range of it. */
static void assert_strong(const char *body, size_t count, const char *want)
{
	struct document document;

	document_init(&document);
	reader_document(body, strlen(body), BODY_MARKDOWN, &document);
	assert_int_equal(document.strongs.count, count);
	if (count > 0) {
		size_t start = document.strongs.items[0].start;

		assert_int_equal(document.strongs.items[0].end - start, strlen(want));
		assert_memory_equal(document.text.text + start, want, strlen(want));
	}
	document_release(&document);
}

static void bold_words(void **state)
{
	(void)state;
	assert_strong("a b\n", 0, "");
	assert_strong("As a **Cook: Soups &amp; Tea** you cook.\n", 1, "Cook: Soups & Tea");
	assert_strong("<p>As a <strong>Cook,</strong> <b>Soups</b> you <b>cook</b>.</p>\n", 2,
		      "Cook, Soups");
	assert_strong("- **a**\n- **b**\n", 2, "a");
}

static void banners_of_escaped_dashes(void **state)
{
	(void)state;
	assert_markdown("\\-\\-\\-\\- Duties ----\n\n**\\-\\- Pay --**\n", "H2 Duties\nH2!^ Pay\n");
	assert_markdown("\\- a\n", "I1 a\n");
	assert_markdown("\\* not\\_x 1\\. \\# x\n", "I1 not_x 1. # x\n");
}

static void tables_are_rows(void **state)
{
	(void)state;
	assert_markdown("| Place | Oslo |\n|---|---|\n| Pay | **much** |\n| | x |\n| y | |\n",
			"R Place | Oslo\nR Pay | much\nR | x\nR y\n");
}

static void code_and_rules(void **state)
{
	(void)state;
	assert_markdown("```\na b\n\n  c\n```\n***\n`x  y` z\n", "C a b\nC^ c\n-^\nP x y z\n");
	/* Pasted text is often indented. */
	assert_markdown("a\n\n    b\n", "P a\nP^ b\n");
}

static void links_have_addresses(void **state)
{
	(void)state;
	assert_markdown(
	    "See [the *page*](https://a.example/?x=1&amp;y=2 \"t\"), <https://b.example>, "
	    "www.c.example and d@e.example.\n",
	    "P See the page, https://b.example, www.c.example and d@e.example.\n"
	    "< https://a.example/?x=1&y=2 = the page\n"
	    "< https://b.example = https://b.example\n"
	    "< http://www.c.example = www.c.example\n"
	    "< mailto:d@e.example = d@e.example\n");
	assert_markdown("![logo](a.png) [x][1]\n\n[1]: http://b.example\n",
			"P logo x\n< http://b.example = x\n");
}

static void references_are_resolved(void **state)
{
	(void)state;
	assert_markdown("R&amp;D &euro;50k &#x27;a&#39; &nbsp; b &nope; &#0; &#150;\n",
			"P R&D \xe2\x82\xac" "50k 'a' b &nope; \xef\xbf\xbd \xe2\x80\x93\n");
}

static void tags_of_html(void **state)
{
	(void)state;
	assert_markdown("Pan | Cook | Oslo<p>We cook. <i>Daily.</i><p>Write to "
			"<a href=\"https:&#x2F;&#x2F;a.example\" rel=\"nofollow\">us</a>.\n",
			"P Pan | Cook | Oslo\nP^ We cook. Daily.\nP^ Write to us.\n"
			"< https://a.example = us\n");
	assert_markdown("<h2>Duties</h2><ul><li>soup</li><li><b>bread</b><ul><li>rye</ul></ul>"
			"<p><strong>Pay</strong></p>\n",
			"H2^ Duties\nI1^ soup\nI1! bread\nI2 rye\nP!^ Pay\n");
	assert_markdown("<pre><code>  - a\n  - b\n</code></pre>\nc\n", "I1^ a\nI1 b\nP^ c\n");
	assert_markdown("a <!-- b --> c <your name> d<br/>e\n", "P a c <your name> d\nP e\n");
	assert_markdown("1 < 2 and 3 > 2\n", "P 1 < 2 and 3 > 2\n");
}

static void odd_bytes(void **state)
{
	static const char nul[] = "a\0\0b **c**\0\n";
	struct document document;
	struct strbuf out = STRBUF_INIT;

	(void)state;
	assert_markdown("Caf\xe9 **a**\n", "P Caf\xef\xbf\xbd a\n");
	assert_markdown("a\vb\xe2\x80\xa8" "c\r\nD\rE\n", "P a\nP b\nP c\nP D\nP E\n");
	document_init(&document);
	reader_document(nul, sizeof nul - 1, BODY_MARKDOWN, &document);
	dump_document(&out, &document);
	assert_dump(&out, "P a\xef\xbf\xbd\xef\xbf\xbd" "b c\xef\xbf\xbd\n");
	strbuf_release(&out);
	document_release(&document);
}

static void text_knows_where_it_came_from(void **state)
{
	static const char body[] = "x\n\n- **Pay**: &euro;50k&#43; a &amp; b\n";
	struct document document;
	const char *found;
	size_t at, start, end;

	(void)state;
	document_init(&document);
	reader_document(body, sizeof body - 1, BODY_MARKDOWN, &document);
	found = strstr(document.text.text, "\xe2\x82\xac" "50k+");
	assert_non_null(found);
	at = (size_t)(found - document.text.text);
	assert_true(document_source(&document, at, at + 7, &start, &end));
	assert_int_equal(end - start, strlen("&euro;50k&#43;"));
	assert_memory_equal(body + start, "&euro;50k&#43;", end - start);
	document_release(&document);
}

static void assert_likely(const char *text, bool expected)
{
	if (markdown_likely(text, strlen(text)) != expected)
		print_message("%s: %d\n", text, !expected);
	assert_int_equal(markdown_likely(text, strlen(text)), expected);
}

static void markdown_is_told_by_its_marks(void **state)
{
	(void)state;
	assert_likely("", false);
	assert_likely("Cook\n\n- a\n* b\n1. c\n\n-----\n", false);
	assert_likely("Duties\n======\n", false);
	assert_likely("## Duties\n", true);
	assert_likely("##Duties\n", true);
	assert_likely("#hiring\n", false);
	assert_likely("a **b** c\n", true);
	assert_likely("a ** b\nc** d**\n", false);
	assert_likely("[a](https://b.example)\n", true);
	assert_likely("[a] (b)\n", false);
	assert_likely("| a |\n|---|\n", true);
	assert_likely("```\na\n", true);
	assert_likely("a<p>b\n", true);
	assert_likely("a <your name> 3 < 4\n", false);
	assert_likely("R&amp;D\n", false);
	assert_likely("a &amp; b &#x27;c&#x27;\n", true);
	assert_likely("\\- a\n\\- b\n\\- c\n", true);
	assert_likely("Tom & Jerry; 5 * 3 * 2; snake_case_name\n", false);
}

/* Texts that md4c alone takes seconds for; each must take next to nothing. */
static void no_text_takes_long(void **state)
{
	static const struct { const char *unit, *end; size_t times;
	} texts[] = {
	    {"a <![CDATA[", "", 40000}, {"*_", "", 100000},	      {"[](", "", 100000},
	    {"<!--", "", 100000},	{"[](\n", "", 60000},	      {"[a\n", "]", 60000},
	    {"(http://a.b", "", 60000}, {"(http://a.b\n", "", 60000}, {"- ", "x\n", 40000},
	    {"http://a.b ", "", 80000},
	    {"> ", "x\n\n\n", 40000},	{"|a", "\n|-\n", 60000},      {"`a``", "", 60000},
	    {"[a](\"\n", "", 60000},	{"**a", "", 100000},	      {"<a b=\"\n", "", 60000},
	};
	struct timespec start, end;

	(void)state;
	clock_gettime(CLOCK_MONOTONIC, &start);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct strbuf body = STRBUF_INIT;
		struct document document;

		strbuf_repeat(&body, texts[i].unit, texts[i].times);
		strbuf_repeat(&body, texts[i].end, 20000);
		document_init(&document);
		reader_document(body.text, body.len, BODY_MARKDOWN, &document);
		document_release(&document);
		strbuf_release(&body);
	}
	clock_gettime(CLOCK_MONOTONIC, &end);
	/* A tenth of that on a slow machine; without the bounds, minutes. */
	assert_true(end.tv_sec - start.tv_sec < 30);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_gives_nothing),
		cmocka_unit_test(headings_have_levels),
		cmocka_unit_test(what_is_no_heading),
		cmocka_unit_test(items_have_depth),
		cmocka_unit_test(bullets_that_are_not_markdowns),
		cmocka_unit_test(lines_of_labels_stay_apart),
		cmocka_unit_test(wrapped_paragraphs_are_joined),
		cmocka_unit_test(bold_lines),
		cmocka_unit_test(bold_words),
		cmocka_unit_test(banners_of_escaped_dashes),
		cmocka_unit_test(tables_are_rows),
		cmocka_unit_test(code_and_rules),
		cmocka_unit_test(links_have_addresses),
		cmocka_unit_test(references_are_resolved),
		cmocka_unit_test(tags_of_html),
		cmocka_unit_test(odd_bytes),
		cmocka_unit_test(text_knows_where_it_came_from),
		cmocka_unit_test(markdown_is_told_by_its_marks),
		cmocka_unit_test(no_text_takes_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
