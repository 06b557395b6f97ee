/* Front matter: where it ends, what it states, what people do to it. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "posting/raw.h"
#include "read/front_matter_int.h"
#include "read_dump.h"
#include "util/err.h"
#include "util/strbuf.h"

static void take_posting(struct raw_posting *raw, void *data)
{
	dump_posting(data, raw);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	strbuf_printf(data, "refused@%zu %s\n", line, why);
}

static void assert_front_matter(const char *text, const char *expected)
{
	struct strbuf out = STRBUF_INIT;
	struct reader_sink sink = { take_posting, take_refusal, &out };
	struct err err = ERR_INIT;

	assert_true(front_matter_recognises(text, strlen(text)));
	if (!front_matter_read(text, strlen(text), "a.md", &sink, &err))
		strbuf_puts(&out, err.text);
	assert_dump(&out, expected);
	err_release(&err);
	strbuf_release(&out);
}

static void assert_none(const char *text)
{
	assert_false(front_matter_recognises(text, strlen(text)));
}

static void text_without_front_matter(void **state)
{
	(void)state;
	assert_none("");
	assert_none("---");
	assert_none("---\n");
	assert_none("---\n---\n");
	assert_none("title: Cook\n---\n");
	assert_none("----\ntitle: Cook\n----\n");
	assert_none("x\n---\ntitle: Cook\n---\n");
}

static void a_dividing_line_is_not_front_matter(void **state)
{
	(void)state;
	assert_none("---\nWe cook. Note: soup.\n---\nText\n");
	assert_none("---\nNote: soup\n---\nText\n");
	assert_none("---\nCook wanted\n\nWe cook.\n");
}

static void keys_then_markdown(void **state)
{
	(void)state;
	assert_front_matter(
	    "---\ntitle: Cook\ncompany: Pan\ncreated: !!timestamp '2026-11-01'\n"
	    "# a remark\ntags:\n  - soup\n  # another\n---\n\n# Duties\n\n* soup\n",
	    "title=Cook\ncompany=Pan\nposted=2026-11-01\nstack=soup\nH1 Duties\nI1^ soup\n");
	assert_front_matter("---\r\ntitle: Cook\r\n...\r\nText\r\n", "title=Cook\nP Text\n");
	assert_front_matter("\n \n---\ntitle: Cook\n---\nText\n", "title=Cook\nP Text\n");
	assert_front_matter("--- \ntitle: Cook\n---\t\nText", "title=Cook\nP Text\n");
}

static void a_body_that_is_missing(void **state)
{
	(void)state;
	assert_front_matter("---\ntitle: Cook\ndescription: We cook.\nhours: 35\n---\n\n",
			    "title=Cook\nP We cook.\nP^ Hours: 35\n");
	assert_front_matter("---\ntitle: Cook\n---", "title=Cook\n");
	assert_front_matter("---\ncompany: Pan\n---\n",
			    "no postings in a.md: neither a title nor a text");
}

static void values_without_quotes_are_mended(void **state)
{
	(void)state;
	assert_front_matter(
	    "---\ntitle: [NO] Cook: soups\ncompany: @Pan\nlocation: Oslo's\n---\nText\n",
	    "title=[NO] Cook: soups\ncompany=@Pan\nlocations=Oslo's\nP Text\n");
	assert_front_matter(
	    "---\ntitle: Lead: Soup's\ncreated: !!timestamp '2026-11-01' <- a date\n---\n",
	    "title=Lead: Soup's\nposted='2026-11-01' <- a date\n");
}

static void what_cannot_be_mended_says_where(void **state)
{
	(void)state;
	assert_front_matter(
	    "---\ntitle: Cook\ntags: [soup, bread\n---\nText\n",
	    "a.md:4:1: did not find expected ',' or ']' while parsing a flow sequence; "
	    "correct the YAML there");
	assert_front_matter("---\ntitle: Cook\ntags:\n  - soup\n- bread\n---\nText\n",
			    "a.md:5:1: did not find expected key while parsing a block mapping; "
			    "correct the YAML there");
	assert_front_matter(
	    "---\ntitle: Cook\ntitle: Baker\n---\nText\n",
	    "a.md:3:1: the key \"title\" stands in line 2 already; remove one of them");
	assert_front_matter("---\ntitle: &a Cook\ncompany: *a\n---\nText\n",
			    "a.md:3:10: YAML aliases are not accepted; write the value out");
	assert_front_matter(
	    "---\ntitle: Cook\ncompany: Pan\n\nText\n",
	    "a.md:1: the front matter that begins here has no end; put a line \"---\" "
	    "after line 3");
}

static void bad_bytes_in_both_parts(void **state)
{
	(void)state;
	assert_front_matter("---\ntitle: Caf\xe9\n---\nna\xefve\n",
			    "title=Caf\xef\xbf\xbd\nP na\xef\xbf\xbdve\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_without_front_matter),
		cmocka_unit_test(a_dividing_line_is_not_front_matter),
		cmocka_unit_test(keys_then_markdown),
		cmocka_unit_test(a_body_that_is_missing),
		cmocka_unit_test(values_without_quotes_are_mended),
		cmocka_unit_test(what_cannot_be_mended_says_where),
		cmocka_unit_test(bad_bytes_in_both_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
