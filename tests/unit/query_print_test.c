/* A query back to a line, in plain words, and as words to mark. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "util/date.h"
#include "util/strbuf.h"
#include "query/query.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

struct row { const char *line, *text; };

static void check(const struct row *rows, size_t count,
		  void (*make)(const struct query *, struct strbuf *))
{
	for (size_t i = 0; i < count; i++) {
		struct query *query = query_parse(rows[i].line, date_from_civil(2026, 11, 22));
		struct strbuf text = STRBUF_INIT;

		make(query, &text);
		if (strcmp(text.text, rows[i].text) != 0)
			print_error("line: %s\n", rows[i].line);
		assert_string_equal(text.text, rows[i].text);
		strbuf_release(&text);
		query_free(query);
	}
}

static void test_print(void **state)
{
	static const struct row rows[] = {
		{ "", "" }, { "  ", "" }, { "foo:bar", "" }, { "rust", "rust" },
		{ " rust  ", "rust " },
		{ "rust  sort:pay", "rust sort:salary" }, { "sort:pay rust", "sort:salary rust" },
		{ "sort:-pay,posted", "sort:-salary,posted" }, { "\"a  b\"", "\"a  b\"" },
		{ "\"a", "\"a" }, { "\"a\"\"b\"", "\"a\"\"b\"" }, { "(((a)))", "a " },
		{ "(a b) OR c ", "a b OR c " }, { "(a OR b) c ", "(a OR b) c " },
		{ "a (b c)", "a (b c)" },
		{ "a (b OR c", "a (b OR c" }, { "-(a b)", "-(a b)" }, { "-(-a)", "-(-a)" },
		{ "Location:Toronto ", "loc:Toronto " }, { "level:sr", "seniority:senior" },
		{ "employment:\"full time\"", "employment:full-time" },
		{ "is:remote,hybrid", "workplace:remote,hybrid" }, { "is:new", "is:new" },
		{ "is:seen -is:hidden", "is:seen -is:hidden" },
		{ "is:remote,new", "workplace:remote OR is:new" }, { "has:salary", "salary:any" },
		{ "required:rust preferred:go ", "must:rust nice:go " },
		{ "salary:NONE", "salary:none" }, { "tag:\"none\"", "tag:\"none\"" },
		{ "tag:\"a,b\",c ", "tag:\"a,b\",c " }, { "tag:\"a\"\"b\"", "tag:\"a\"\"b\"" },
		{ "posted:<14d", "posted:<14d" }, { "posted:\"2026-11\"", "posted:2026-11" },
		{ "salary:>100,000", "salary:>100,000" },
		{ "salary:100 salary:200", "salary:100,\"200\"" },
		{ "salary:\"100,000\",\"200\"", "salary:100,000,\"200\"" },
		{ "stack:a x stack:b", "x stack:a,b" },
		{ "stack:a (stack:b)", "(stack:a) stack:b " },
		{ "(stack:a) stack:b", "(stack:a) stack:b" },
		{ "https://x.com C: ", "https://x.com C: " },
	};

	(void)state;
	check(rows, COUNT(rows), query_print);
}

#define ANY "any of title, company, place, stack, text has "

static void test_explain(void **state)
{
	static const struct row rows[] = {
		{ "", "every posting; newest first" },
		{ "rust loc:toronto,canada -stack:php sort:-salary",
		  ANY "\"rust\"; place is toronto or canada; not stack php; "
		  "ordered by pay, highest first" },
		{ "ru", ANY "\"ru...\"; newest first" },
		{ "-\"a b\"",
		  "none of title, company, place, stack, text has \"a b\"; newest first" },
		{ "-(a b)", "not (" ANY "\"a\" and " ANY "\"b\"); newest first" },
		{ "title:x OR is:new sort:posted,-title",
		  "(title has \"x\" or is new); ordered by posted, earliest first, "
		  "then title, z to a" },
		{ "must:rust", "required stack is \"rust...\"; newest first" },
		{ "salary:>=€80k,none", "pay is at least €80,000 a year or unknown; newest first" },
		{ "years:3..5", "experience is 3 to 5 years; newest first" },
		{ "years:<=5", "experience is at most 5 years; newest first" },
		{ "days:1", "office is 1 day; newest first" },
		{ "zone:-5..cet", "time zone is UTC-5 to UTC+1; newest first" },
		{ "edu:<=bachelor", "degree is at most bachelor; newest first" },
		{ "is:conflict", "is conflict; newest first" },
		{ "posted:<14d", "posted is 2026-11-08 or later; newest first" },
		{ "posted:2026-11", "posted is 2026-11-01 to 2026-11-30; newest first" },
		{ "posted:..yesterday", "posted is 2026-11-21 or earlier; newest first" },
		{ "notes:any -is:shortlisted", "notes is set; not shortlisted; newest first" },
		{ "foo:bar a ", ANY "\"a\"; newest first; not understood: foo:bar" },
		{ "tag:\"\x1b]52;x\" ", "tags is \xe2\x90\x9b]52;x; newest first" },
	};

	(void)state;
	check(rows, COUNT(rows), query_explain);
}

static void words(const struct query *query, struct strbuf *out)
{
	struct query_words list;

	query_words(query, &list);
	for (size_t i = 0; i < list.count; i++)
		strbuf_printf(out, "%s%s%s", i > 0 ? "|" : "", list.items[i].text,
			      list.items[i].is_prefix ? "*" : "");
	query_words_release(&list);
}

static void test_words(void **state)
{
	static const struct row rows[] = {
		{ "", "" }, { "Rust", "rust*" }, { "Zürich ÉTÉ ", "zurich|ete" },
		{ "\" Event \t Driven \"", "event driven" }, { "a -b -(c d) (e OR -f) ", "a|e" },
		{ "-(-a)", "a" }, { "title:Lead,x company:\"Top Hat\" ", "lead|x|top hat" },
		{ "stack:rust loc:x tag:y title:none", "" }, { "-title:x", "" },
	};

	(void)state;
	check(rows, COUNT(rows), words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_print), cmocka_unit_test(test_explain),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
