/* Tables: what their rows state, how they are written, and what is refused. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "posting/raw.h"
#include "read/delimited_int.h"
#include "read_dump.h"
#include "util/err.h"
#include "util/strbuf.h"

static void take_posting(struct raw_posting *raw, void *data)
{
	struct strbuf *out = data;

	strbuf_printf(out, "@%zu", raw->line);
	if (raw->ref)
		strbuf_printf(out, " %s", raw->ref);
	strbuf_putc(out, '\n');
	dump_posting(out, raw);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	strbuf_printf(data, "refused@%zu %s\n", line, why);
}

static void read_table(struct strbuf *out, const char *text, size_t len)
{
	struct reader_sink sink = { take_posting, take_refusal, out };
	struct err err = ERR_INIT;

	assert_true(delimited_recognises(text, len));
	if (!delimited_read(text, len, "a.csv", &sink, &err))
		strbuf_puts(out, err.text);
	err_release(&err);
}

static void assert_table(const char *text, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	read_table(&out, text, strlen(text));
	assert_dump(&out, expected);
	strbuf_release(&out);
}

static bool recognises(const char *text)
{
	return delimited_recognises(text, strlen(text));
}

static void what_is_no_table(void **state)
{
	(void)state;
	assert_false(recognises(""));
	assert_false(recognises("\n"));
	assert_false(recognises(","));
	assert_false(recognises("title"));
	assert_false(recognises("title, company\n"));
	assert_false(recognises("We cook, bake and fry.\nJoin us, please.\n"));
	assert_false(recognises("Cook | The Pan | Oslo | Full-time\n\nWe cook.\n"));
	assert_false(recognises("| Company | Role | Location |\n|---|---|---|\n| A | B | C |\n"));
	assert_false(recognises("Title: Cook, Company: Pan\nLocation: Oslo, Norway\n"));
}

static void a_table_without_a_header(void **state)
{
	struct strbuf out = STRBUF_INIT;
	const char *text = "1,2,3,x\n4,5,6,y\n7,8,9,z\n1,2,3,4\n";

	(void)state;
	read_table(&out, text, strlen(text));
	assert_non_null(strstr(out.text, "a.csv:1: this is a table, but its first line"));
	assert_non_null(strstr(out.text, "\"title\""));
	strbuf_release(&out);
}

static void a_header_alone(void **state)
{
	(void)state;
	assert_table("title,company,location\n",
		     "no postings in a.csv: the table has a header and no rows");
}

static void one_row(void **state)
{
	(void)state;
	assert_table("title,company,location\nCook,The Pan,Oslo\n",
		     "@2\ntitle=Cook\ncompany=The Pan\nlocations=Oslo\n");
	assert_table("title,company,location\r\nCook,The Pan,Oslo\r\nWaiter,,\r\n",
		     "@2\ntitle=Cook\ncompany=The Pan\nlocations=Oslo\n@3\ntitle=Waiter\n");
	assert_table("title,company,location\rCook,The Pan,Oslo",
		     "@2\ntitle=Cook\ncompany=The Pan\nlocations=Oslo\n");
}

static void quotes(void **state)
{
	(void)state;
	assert_table("title,company,description\n\"Cook, \"\"Chef\"\"\",Pan,\"We\n\ncook,\nbake\"\n"
		     "Waiter,Pan,\n",
		     "@2\ntitle=Cook, \"Chef\"\ncompany=Pan\nP We\nP^ cook,\nP bake\n"
		     "@6\ntitle=Waiter\ncompany=Pan\n");
	assert_table("title,company,location\n\"Best\" cook,Pan,\"Oslo\" \n",
		     "@2\ntitle=\"Best\" cook\ncompany=Pan\nlocations=Oslo\n");
	assert_table("title,company,location\n Cook , \"Pan, Inc\" ,5\" pans\n",
		     "@2\ntitle=Cook\ncompany=Pan, Inc\nlocations=5\" pans\n");
}

static void backslashes(void **state)
{
	(void)state;
	assert_table("\"title\",\"company\",\"location\"\n"
		     "\"a \\\"cook\\\", too\",\"P\",\"x\\\\y\"\n",
		     "@2\ntitle=a \"cook\", too\ncompany=P\nlocations=x\\y\n");
	assert_table("\"title\",\"company\",\"location\"\n\"cook \\\",\"P\",\"x\\y\"\n",
		     "@2\ntitle=cook \\\ncompany=P\nlocations=x\\y\n");
}

static void dividers(void **state)
{
	(void)state;
	assert_table("title;company;location\nCook, chief;Pan;Oslo\n",
		     "@2\ntitle=Cook, chief\ncompany=Pan\nlocations=Oslo\n");
	assert_table("title\tcompany\tlocation\n\"Best\" cook\tPan, Inc\tOslo\n",
		     "@2\ntitle=\"Best\" cook\ncompany=Pan, Inc\nlocations=Oslo\n");
	assert_table("sep=;\nTitel;Firma;Ort\nKoch;Pfanne;Bonn\n",
		     "@3\ntitle=Koch\ncompany=Pfanne\nlocations=Bonn\n");
	assert_table(" title | company | location\n-------+---------+---------\n Cook  | Pan     | "
		     "Oslo\n(1 row)\n",
		     "@3\ntitle=Cook\ncompany=Pan\nlocations=Oslo\n");
}

static void ragged_rows(void **state)
{
	(void)state;
	assert_table("title,company,location\nCook\n\nWaiter,Pan,Oslo,,\nA,b,c,d\n,,\n",
		     "@2\ntitle=Cook\n@4\ntitle=Waiter\ncompany=Pan\nlocations=Oslo\n"
		     "refused@5 the row has 4 cells, the header 3; put a text with ',' in it in "
		     "quotes\n");
}

static void nothing_in_words(void **state)
{
	(void)state;
	assert_table(",title,company,location,Unnamed: 4,salary\n0,Cook,nan,-1,7,N/A\n",
		     "@2\ntitle=Cook\n");
}

static void what_exports_guard(void **state)
{
	(void)state;
	assert_table("title,company,location\n'=Cook,'quoted',\"' -x\"\n",
		     "@2\ntitle==Cook\ncompany='quoted'\nlocations=-x\n");
}

static void lists_in_a_cell(void **state)
{
	(void)state;
	assert_table("title,company,tags\nCook,Pan,\"['C++', \"\"it's\"\"]\"\nChef,Pan,\"{Go,"
		     "\"\"Visual Basic\"\"}\"\nBaker,Pan,[x\n",
		     "@2\ntitle=Cook\ncompany=Pan\nstack=C++\nstack=it's\n"
		     "@3\ntitle=Chef\ncompany=Pan\nstack=Go\nstack=Visual Basic\n"
		     "@4\ntitle=Baker\ncompany=Pan\nstack=[x\n");
}

static void a_database_speaks(void **state)
{
	(void)state;
	assert_table("id,position,employer,city,country,salary_from,salary_to,currency,is_remote\n"
		     "7,Cook,Pan,Oslo,Norway,40000,50000,NOK,t\n8,Chef,Pan,Oslo,Norway,,,,f\n",
		     "@2\ntitle=Cook\ncompany=Pan\nworkplace=remote\nsalary=40000 - 50000 NOK\n"
		     "locations=Oslo, Norway\n"
		     "@3\ntitle=Chef\ncompany=Pan\nlocations=Oslo, Norway\n");
}

static void a_rating_is_no_name(void **state)
{
	(void)state;
	assert_table(",Job Title,Salary Estimate,Job Description,Rating,Company Name,Location\n"
		     "0,Cook,$40K-$50K (Glassdoor est.),We cook.,3.9,\"Pan 24\n3.9\",Oslo\n",
		     "@2\ntitle=Cook\ncompany=Pan 24\nlocations=Oslo\n"
		     "salary=$40K-$50K (Glassdoor est.)\nP We cook.\n");
}

static void numbers_of_boards(void **state)
{
	(void)state;
	assert_table("Title,Company,Location,Link,Description,Requirements,EmploymentType\n"
		     "Cook,Pan,Oslo,https://www.linkedin.com/jobs/view/4200000001/?trk=a,We cook "
		     "soup.,\"['cook soup', 'a hat']\",Full Time\n",
		     "@2 linkedin:4200000001\ntitle=Cook\ncompany=Pan\nlocations=Oslo\n"
		     "url=https://www.linkedin.com/jobs/view/4200000001/\nemployment=Full Time\n"
		     "P We cook soup.\nH2^ Requirements\nI1^ a hat\n");
	assert_table("id,site,job_url,title,company,date_posted,job_type,interval,min_amount,"
		     "max_amount,currency,is_remote,listing_type\n"
		     "in-1,indeed,https://a.example/1,Cook,Pan,2026-11-01,fulltime,hourly,30.0,"
		     "20.0,USD,False,in_person\n",
		     "@2 jobspy:in-1\ntitle=Cook\ncompany=Pan\nurl=https://a.example/1\n"
		     "posted=2026-11-01\nemployment=fulltime\nworkplace=onsite\n"
		     "salary=20 - 30 USD per hour\n");
}

/* -- limits */

static void a_quote_that_never_closes(void **state)
{
	struct strbuf text = STRBUF_INIT, out = STRBUF_INIT;

	(void)state;
	assert_table("title,company,location\nCook,Pan,Oslo\nChef,\"Pan,Oslo\nWaiter,Pan,Oslo\n",
		     "@2\ntitle=Cook\ncompany=Pan\nlocations=Oslo\n"
		     "a.csv:3: the quote that opens here is not closed within 1 MiB or before the "
		     "file ends; close or double it");
	strbuf_puts(&text, "title,company,location\nCook,\"Pan,Oslo\n");
	strbuf_repeat(&text, "Waiter,Pan,Oslo\n", 100000);
	read_table(&out, text.text, text.len);
	assert_non_null(strstr(out.text, "a.csv:2: the quote that opens here"));
	strbuf_release(&text);
	strbuf_release(&out);
}

static void too_many_columns(void **state)
{
	struct strbuf text = STRBUF_INIT, out = STRBUF_INIT;

	(void)state;
	strbuf_repeat(&text, "title,", 1000);
	strbuf_puts(&text, "company\n");
	read_table(&out, text.text, text.len);
	assert_string_equal(out.text, "a.csv:1: the row has more than 256 columns; leave some out");
	strbuf_release(&text);
	strbuf_release(&out);
}

static void count_posting(struct raw_posting *raw, void *data)
{
	(void)raw;
	++*(size_t *)data;
}

static void count_refusal(size_t line, const char *why, void *data)
{
	(void)line;
	(void)why;
	(void)data;
}

static void too_many_rows(void **state)
{
	struct strbuf text = STRBUF_INIT;
	size_t postings = 0;
	struct reader_sink sink = { count_posting, count_refusal, &postings };
	struct err err = ERR_INIT;

	(void)state;
	strbuf_puts(&text, "title,company\n");
	strbuf_repeat(&text, "a,b\n", 200001);
	assert_false(delimited_read(text.text, text.len, "a.csv", &sink, &err));
	assert_string_equal(err.text, "a.csv:200002: the file has more than 200000 postings; "
			    "divide it");
	assert_int_equal(postings, 200000);
	err_release(&err);
	strbuf_release(&text);
}

static void bad_bytes_are_counted(void **state)
{
	static const char text[] = "title,company,location\nC\xffok,P\0n,Oslo\n";
	struct strbuf out = STRBUF_INIT;

	(void)state;
	read_table(&out, text, sizeof text - 1);
	assert_dump(&out, "@2\ntitle=C\xef\xbf\xbdok\ncompany=P\xef\xbf\xbdn\nlocations=Oslo\n");
	strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_no_table),
		cmocka_unit_test(a_table_without_a_header),
		cmocka_unit_test(a_header_alone),
		cmocka_unit_test(one_row),
		cmocka_unit_test(quotes),
		cmocka_unit_test(backslashes),
		cmocka_unit_test(dividers),
		cmocka_unit_test(ragged_rows),
		cmocka_unit_test(nothing_in_words),
		cmocka_unit_test(what_exports_guard),
		cmocka_unit_test(lists_in_a_cell),
		cmocka_unit_test(a_database_speaks),
		cmocka_unit_test(a_rating_is_no_name),
		cmocka_unit_test(numbers_of_boards),
		cmocka_unit_test(a_quote_that_never_closes),
		cmocka_unit_test(too_many_columns),
		cmocka_unit_test(too_many_rows),
		cmocka_unit_test(bad_bytes_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
