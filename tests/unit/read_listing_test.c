/* Tables of postings: columns by their names, cells as people read them, rows as postings. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "posting/raw.h"
#include "read/listing_int.h"
#include "read_dump.h"
#include "util/err.h"
#include "util/strbuf.h"

static void take_posting(struct raw_posting *raw, void *data)
{
	strbuf_printf(data, "@%zu", raw->line);
	strbuf_printf(data, "%s%s\n", raw->ref ? " " : "", raw->ref ? raw->ref : "");
	dump_posting(data, raw);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	strbuf_printf(data, "refused@%zu %s\n", line, why);
}

static void assert_listing(const char *text, const char *expected)
{
	struct strbuf out = STRBUF_INIT;
	struct reader_sink sink = { take_posting, take_refusal, &out };
	struct err err = ERR_INIT;

	assert_true(listing_recognises(text, strlen(text)));
	if (!listing_read(text, strlen(text), "a.md", &sink, &err))
		strbuf_puts(&out, err.text);
	assert_dump(&out, expected);
	err_release(&err);
	strbuf_release(&out);
}

static void assert_none(const char *text)
{
	assert_false(listing_recognises(text, strlen(text)));
}

static void assert_cell(const char *text, const char *expected, const char *url, unsigned signs)
{
	struct listing_cell cell;

	listing_cell_init(&cell);
	listing_cell_read(&cell, text, strlen(text));
	assert_string_equal(cell.text.text, expected);
	assert_string_equal(cell.url.text, url);
	assert_int_equal(cell.signs, signs);
	listing_cell_release(&cell);
}

#define HEAD "| Company | Role | Location | Application/Link | Date Posted |\n" \
	"| --- | --- | :---: | --- | --- |\n"

static void what_is_a_listing(void **state)
{
	(void)state;
	assert_none("");
	assert_none("| Company | Role |\n");
	assert_none("Company | Role | Location\nPan | Cook | Oslo\n");
	assert_none(HEAD);
	assert_none("| Field | Value |\n|---|---|\n| Role | Cook |\n| Company | Pan |\n");
	assert_none("| Role | Level | Team |\n|---|---|---|\n| Cook | 2 | Oven |\n");
	assert_none("Text with a | bar\nand another | one\n");
	assert_true(listing_recognises(HEAD "| Pan | Cook | Oslo | | |\n",
				       strlen(HEAD "| Pan | Cook | Oslo | | |\n")));
}

static void rows(void **state)
{
	(void)state;
	assert_listing("# Jobs\n\n## Kitchens :fire:\n" HEAD
		       "| **[Pan](https://pan.example)** | Cook | Oslo | "
		       "<a href=\"https://pan.example/jobs/1?utm_source=list\"><img src=\"a.png\" "
		       "alt=\"Apply\"></a> <a href=\"https://other.example/2\">x</a> | Aug 05 |\n"
		       "| \xe2\x86\xb3 | Baker | Bergen | [Apply](https://boards.greenhouse.io/pan/"
		       "jobs/7) "
		       "| 3d |\n\nEnd.\n",
		       "@6\ncompany=Pan\ntitle=Cook\nlocations=Oslo\nurl=https://pan.example/jobs/"
		       "1\n"
		       "posted=Aug 05\nP Section: Kitchens\n"
		       "@7 greenhouse:7\ncompany=Pan\ntitle=Baker\nlocations=Bergen\n"
		       "url=https://boards.greenhouse.io/pan/jobs/7\nposted=3d ago\n"
		       "P Section: Kitchens\n");
}

static void signs_and_several_places(void **state)
{
	(void)state;
	assert_listing(HEAD "| Pan | Cook \xf0\x9f\x87\xba\xf0\x9f\x87\xb8 | Oslo</br>Bergen | "
		       "\xf0\x9f\x94\x92 | |\n"
		       "| Pot | Baker \xf0\x9f\x9b\x82 | <details><summary>**2 "
		       "locations**</summary>"
		       "Rome<br>Bari</details> | https://pot.example/jobs/2 | |\n",
		       "@3\ncompany=Pan\ntitle=Cook\nlocations=Oslo\nlocations=Bergen\n"
		       "visa=U.S. Citizenship is Required\nP Status: closed\n"
		       "P Sponsorship: U.S. Citizenship is Required\n"
		       "@4\ncompany=Pot\ntitle=Baker\nlocations=Rome\nlocations=Bari\n"
		       "url=https://pot.example/jobs/2\nvisa=Does Not Offer Sponsorship\n"
		       "P Sponsorship: Does Not Offer Sponsorship\n");
}

static void places_with_nothing_between(void **state)
{
	(void)state;
	assert_listing(HEAD "| Pan | Cook | Oslo, Viken, Norway Bergen, Vestland, Norway Voss, "
			    "Norway "
		       "| | |\n| Pot | Baker | Lyon, France | | |\n",
		       "@3\ncompany=Pan\ntitle=Cook\nlocations=Oslo, Viken, Norway\n"
		       "locations=Bergen, Vestland, Norway\nlocations=Voss, Norway\n"
		       "@4\ncompany=Pot\ntitle=Baker\nlocations=Lyon, France\n");
}

static void other_columns(void **state)
{
	(void)state;
	assert_listing("Role|Company|Salary|Sponsorship|Batch|Posting\n---|---|---|---|---|---\n"
		       "Cook|Pan|$20/hr|yes|2027|[go](https://pan.example/jobs/1)\n",
		       "@3\ntitle=Cook\ncompany=Pan\nvisa=sponsors\n"
		       "url=https://pan.example/jobs/1\nsalary=$20/hr\nP Batch: 2027\n");
	/* the title leads there where no column does; cells too few and too many */
	assert_listing("| Name | Position | Where |\n|-|-|-|\n"
		       "| Pan | [Cook \\| Chef](https://pan.example/jobs/1) | Oslo | x | y |\n"
		       "| Pot | Baker |\n",
		       "@3\ncompany=Pan\ntitle=Cook | Chef\nurl=https://pan.example/jobs/1\n"
		       "locations=Oslo\n@4\ncompany=Pot\ntitle=Baker\n");
}

static void tables_of_html(void **state)
{
	(void)state;
	assert_listing("# Jobs\n<table><thead>\n<tr><th>Company</th><th>Role</th><th>Location</th>"
		       "<th>Application</th><th>Age</th></tr></thead>\n<tbody>\n"
		       "<tr>\n<td><strong><a href=\"https://pan.example\">Pan</a></strong></td>\n"
		       "<td>Cook &amp; Chef</td><td>Oslo, <b>Norway</b></td>\n"
		       "<td><div><a href=\"https://pan.example/jobs/1\"><img></a></div></td>"
		       "<td>1mo</td></tr>\n"
		       "<tr><td>\xe2\x86\xb3</td><td>Baker</td><td>Remote</td><td>\xf0\x9f\x94\x92<"
		       "/td>"
		       "<td>2d</td></tr></tbody></table>\n\nEnd | of\n",
		       "@5\ncompany=Pan\ntitle=Cook & Chef\nlocations=Oslo, Norway\n"
		       "url=https://pan.example/jobs/1\nposted=1mo ago\nP Section: Jobs\n"
		       "@9\ncompany=Pan\ntitle=Baker\nlocations=Remote\nposted=2d ago\n"
		       "P Status: closed\nP Section: Jobs\n");
}

static void rows_that_name_no_job(void **state)
{
	(void)state;
	assert_listing(HEAD "| Pan | | Oslo | | |\n| | | | | |\n| Pot | Baker | | | |\n",
		       "refused@3 the row of the table names no job\n"
		       "@5\ncompany=Pot\ntitle=Baker\n");
	/* a table of another kind beside it */
	assert_listing("| Sign | Meaning |\n|---|---|\n| x | closed |\n\n" HEAD
		       "| Pot | Baker | | | |\n", "@7\ncompany=Pot\ntitle=Baker\n");
}

static void cells(void **state)
{
	(void)state;
	assert_cell("", "", "", 0);
	assert_cell("  a \t b\xc2\xa0 c ", "a b c", "", 0);
	assert_cell("**a** __b__ ~~c~~ `d` e_f", "a b c d e_f", "", 0);
	assert_cell("[a](https://x.example/(1)) [b](c)", "a b", "https://x.example/(1)", 0);
	assert_cell("[a](<https://x.example> \"t\")", "a", "https://x.example", 0);
	assert_cell("[![Apply](a.png)](https://x.example)", "", "https://x.example", 0);
	assert_cell("a[1] \\[b\\] a < b & c &lt;", "a[1] [b] a < b & c <", "", 0);
	assert_cell("<!-- x -->a<br/>b</p>\xf0\x9f\x94\xa5", "a\nb", "", 0);
	assert_cell(":lock: :us: :books:", ":books:", "", LISTING_CLOSED | LISTING_CITIZENS);
	assert_cell("](", "](", "", 0);
	assert_cell("<a href=", "<a href=", "", 0);
	assert_cell("![a", "![a", "", 0);
	assert_cell("a\xff", "a\xef\xbf\xbd", "", 0);
}

/* -- hostile */

static void assert_reads(struct strbuf *text)
{
	struct strbuf out = STRBUF_INIT;
	struct reader_sink sink = { take_posting, take_refusal, &out };

	listing_recognises(text->text, text->len);
	listing_read(text->text, text->len, "a.md", &sink, NULL);
	strbuf_release(&out);
	strbuf_clear(text);
}

static void tricks(void **state)
{
	static const char *const pieces[] = {
		"![", "](", "[", "<a", "<!--", "<table", "<tr", "<td", "<table><tr>", "\\", "|",
		"((", "<summary", "&", ":", "\xf0\x9f", "|-\n|-\n", "\n|",
	};
	struct strbuf text = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		strbuf_puts(&text, HEAD "| ");
		strbuf_repeat(&text, pieces[i], 100000);
		assert_reads(&text);
		strbuf_puts(&text, HEAD "| Pan | ");
		strbuf_repeat(&text, pieces[i], 10000);
		strbuf_puts(&text, " | Oslo | x | y |\n");
		assert_reads(&text);
	}
	strbuf_repeat(&text, HEAD "| Pan | Cook | | | |\n", 1000);
	assert_reads(&text);
	strbuf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_a_listing),
		cmocka_unit_test(rows),
		cmocka_unit_test(signs_and_several_places),
		cmocka_unit_test(places_with_nothing_between),
		cmocka_unit_test(other_columns),
		cmocka_unit_test(tables_of_html),
		cmocka_unit_test(rows_that_name_no_job),
		cmocka_unit_test(cells),
		cmocka_unit_test(tricks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
