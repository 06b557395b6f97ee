/* Edits of the query line: values, terms, order. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "util/date.h"
#include "query/edit.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static struct query *parse(const char *line)
{
	return query_parse(line, date_from_civil(2026, 11, 22));
}

/* Compares what an edit made of LINE, and releases it. */
static void expect(const char *line, struct strbuf *out, const char *wanted)
{
	if (strcmp(out->text, wanted) != 0)
		print_error("line: [%s]\n", line);
	assert_string_equal(out->text, wanted);
	strbuf_release(out);
}

struct row {
	const char *line;
	enum field_id field;
	const char *value;
	const char *wanted;
};

static void check_set(const struct row *rows, size_t count, enum query_state state)
{
	for (size_t i = 0; i < count; i++) {
		struct query *query = parse(rows[i].line), *after;
		struct strbuf out = STRBUF_INIT;

		query_set_value(query, rows[i].field, rows[i].value, state, &out);
		after = parse(out.text);
		assert_int_equal(query_value_state(after, rows[i].field, rows[i].value), state);
		query_free(after);
		expect(rows[i].line, &out, rows[i].wanted);
		query_free(query);
	}
}

static void test_include(void **state)
{
	static const struct row rows[] = {
		{ "", FIELD_STACK, "go", "stack:go " },
		{ "stack:rust ", FIELD_STACK, "go", "stack:rust,go " },
		{ "stack:rust x ", FIELD_STACK, "go", "stack:rust,go x " },
		{ "stack:rust, x ", FIELD_STACK, "go", "stack:rust,go x " },
		{ "stack:a x stack:b y ", FIELD_STACK, "go", "stack:a x stack:b,go y " },
		{ "stack:\"a\"x ", FIELD_STACK, "go", "stack:\"a\",go x " },
		{ "stack:Go ", FIELD_STACK, "go", "stack:Go " },
		{ "must:go ", FIELD_STACK, "go", "must:go stack:go " },
		{ "has:stack ", FIELD_STACK, "go", "has:stack stack:go " },
		{ "-stack:go,php ", FIELD_STACK, "go", "-stack:php stack:go " },
		{ "-stack:go", FIELD_STACK, "go", "stack:go " },
		{ "(stack:a b) ", FIELD_STACK, "go", "(stack:a,go b) " },
		{ "(stack:a) b ", FIELD_STACK, "go", "(stack:a) b stack:go " },
		{ "", FIELD_COMPANY, "Top Hat", "company:\"Top Hat\" " },
		{ "", FIELD_TAG, "a\"b", "tag:\"a\"\"b\" " },
		{ "", FIELD_WORKPLACE, "remote", "workplace:remote " },
		{ "is:remote ", FIELD_WORKPLACE, "hybrid", "is:remote,hybrid " },
		{ "is:remote ", FIELD_WORKPLACE, "none", "is:remote workplace:none " },
		{ "level:senior ", FIELD_SENIORITY, "staff", "level:senior,staff " },
		{ "x ", FIELD_SALARY, "none", "x salary:none " },
		{ "posted:2026 ", FIELD_POSTED, "<7d", "posted:2026,<7d " },
		{ "x ", FIELD_SEEN, "new", "x is:new " },
		{ "is:seen ", FIELD_SEEN, "new", "is:seen,new " },
		/* What is still being typed stays open and last, or is what was meant. */
		{ "rus", FIELD_LOCATION, "toronto", "loc:toronto rus" },
		{ "stack:a rus", FIELD_STACK, "go", "stack:a,go rus" },
		{ "stack:ru", FIELD_STACK, "go", "stack:go,ru" },
		{ "stack:a:( ", FIELD_STACK, "go", "stack:a:,go ( " },
		{ "stack:ru", FIELD_STACK, "Rust", "stack:Rust " },
		{ "company:\"top h", FIELD_COMPANY, "Top Hat", "company:\"Top Hat\" " },
		{ "a -", FIELD_STACK, "go", "a - stack:go " },
		/* What is open is closed, and an OR is put in parentheses. */
		{ "a OR b ", FIELD_STACK, "go", "(a OR b) stack:go " },
		{ "a OR b", FIELD_STACK, "go", "(a OR b) stack:go " },
		{ "a) OR b", FIELD_STACK, "go", "(a OR b) stack:go " },
		{ "(a OR b", FIELD_STACK, "go", "(a OR b) stack:go " },
		{ "\"event dri", FIELD_STACK, "go", "\"event dri\" stack:go " },
		{ "-(a \"b", FIELD_STACK, "go", "-(a \"b\") stack:go " },
	};

	(void)state;
	check_set(rows, COUNT(rows), QUERY_INCLUDED);
}

static void test_exclude(void **state)
{
	static const struct row rows[] = {
		{ "", FIELD_STACK, "php", "-stack:php " },
		{ "rust ", FIELD_STACK, "php", "rust -stack:php " },
		{ "-stack:a ", FIELD_STACK, "php", "-stack:a -stack:php " },
		{ "stack:php,go x ", FIELD_STACK, "php", "stack:go x -stack:php " },
		{ "stack:php", FIELD_STACK, "php", "-stack:php " },
		{ "x ", FIELD_SALARY, "none", "x -salary:none " },
		{ "x ", FIELD_SEEN, "seen", "x -is:seen " },
		{ "x ", FIELD_LOCATION, "New York", "x -loc:\"New York\" " },
		{ "a OR b", FIELD_STACK, "php", "(a OR b) -stack:php " },
	};

	(void)state;
	check_set(rows, COUNT(rows), QUERY_EXCLUDED);
}

static void test_unused(void **state)
{
	static const struct row rows[] = {
		{ "", FIELD_STACK, "go", "" }, { "x", FIELD_STACK, "go", "x" },
		{ "stack:go", FIELD_STACK, "go", "" }, { "stack:go x", FIELD_STACK, "go", "x" },
		{ "x stack:go", FIELD_STACK, "go", "x " },
		{ "x stack:GO y", FIELD_STACK, "go", "x y" },
		{ "stack:a,go", FIELD_STACK, "go", "stack:a " },
		{ "stack:go,a", FIELD_STACK, "go", "stack:a" },
		{ "stack:a,go,b ", FIELD_STACK, "go", "stack:a,b " },
		{ "stack:go,go,a ", FIELD_STACK, "go", "stack:a " },
		{ "stack:a stack:go x ", FIELD_STACK, "go", "stack:a x " },
		{ "stack:go, x ", FIELD_STACK, "go", "x " },
		{ "-stack:go x -stack:go ", FIELD_STACK, "go", "x " },
		{ "-stack:go,a stack:go ", FIELD_STACK, "go", "-stack:a " },
		{ "(stack:go) x ", FIELD_STACK, "go", "x " },
		{ "(stack:go stack:a) x ", FIELD_STACK, "go", "(stack:a) x " },
		{ "-(stack:go stack:a) ", FIELD_STACK, "go", "-(stack:a) " },
		{ "(stack:go x) ", FIELD_STACK, "go", "(x) " },
		{ "(x stack:go)", FIELD_STACK, "go", "(x)" },
		{ "a\"b\"stack:go", FIELD_STACK, "go", "a\"b\" " },
		{ "is:remote,hybrid ", FIELD_WORKPLACE, "remote", "is:hybrid " },
		{ "salary:none,>1 ", FIELD_SALARY, "none", "salary:>1 " },
		{ "posted:<=7d ", FIELD_POSTED, "<7d", "" },
		{ "is:new x ", FIELD_SEEN, "new", "x " },
		{ "company:\"Top Hat\" x", FIELD_COMPANY, "top hat", "x" },
	};

	(void)state;
	check_set(rows, COUNT(rows), QUERY_UNUSED);
}

static void test_state(void **state)
{
	static const struct {
		const char *line;
		enum field_id field;
		const char *value;
		enum query_state is;
	} rows[] = {
		{ "stack:Rust", FIELD_STACK, "rust", QUERY_INCLUDED },
		{ "stack:rust,go", FIELD_STACK, "go", QUERY_INCLUDED },
		{ "-stack:rust", FIELD_STACK, "rust", QUERY_EXCLUDED },
		{ "must:rust", FIELD_STACK, "rust", QUERY_UNUSED },
		{ "loc:zürich ", FIELD_LOCATION, "ZURICH", QUERY_INCLUDED },
		{ "level:sr", FIELD_SENIORITY, "senior", QUERY_INCLUDED },
		{ "has:salary", FIELD_SALARY, "any", QUERY_INCLUDED },
		{ "salary:none", FIELD_SALARY, "none", QUERY_INCLUDED },
		{ "tag:\"none\"", FIELD_TAG, "none", QUERY_UNUSED },
		{ "a OR stack:rust", FIELD_STACK, "rust", QUERY_UNUSED },
		{ "(a stack:rust)", FIELD_STACK, "rust", QUERY_INCLUDED },
		{ "a (b stack:rust)", FIELD_STACK, "rust", QUERY_UNUSED },
		{ "is:remote", FIELD_WORKPLACE, "remote", QUERY_INCLUDED },
		{ "-is:seen", FIELD_SEEN, "seen", QUERY_EXCLUDED },
		{ "-is:seen", FIELD_SEEN, "new", QUERY_UNUSED },
		{ "posted:<7d", FIELD_POSTED, "<14d", QUERY_UNUSED },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct query *query = parse(rows[i].line);

		if (query_value_state(query, rows[i].field, rows[i].value) != rows[i].is)
			print_error("line: %s\n", rows[i].line);
		assert_int_equal(query_value_state(query, rows[i].field, rows[i].value),
			rows[i].is);
		query_free(query);
	}
}

static void test_drop_term(void **state)
{
	static const struct { const char *line; size_t index; const char *wanted; } rows[] = {
		{ "a", 0, "" }, { "a b", 0, "b" }, { "a b", 1, "a " }, { "a b c", 1, "a c" },
		{ "a  b  c", 1, "a  c" }, { "a\"b\"c", 1, "a c" }, { "a\"b\"", 1, "a " },
		{ "-a b", 0, "b" }, { "(a b)", 0, "(b)" }, { "(a b)", 1, "(a)" },
		{ "(a) b", 0, "b" },
		{ "a OR b", 0, "" }, { "x (a OR b)", 1, "x " },
		{ "a sort:title OR b", 0, "sort:title " },
		{ "stack:a x stack:b y", 0, "x y" }, { "stack:a,b x", 0, "x" },
		{ "foo:x a", 0, "foo:x " }, { "a stack:,", 0, "stack:," },
		{ "-is:remote,new x", 0, "x" },
		{ "stack:a OR stack:b x stack:c ", 0, "" },
		{ "x (a sort:title", 1, "x sort:title " },
		{ "stack:(a)b", 0, "stack: b" }, { "sort:title a b", 1, "sort:title a " },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct query *query = parse(rows[i].line);
		struct strbuf out = STRBUF_INIT;

		query_drop_term(query, rows[i].index, &out);
		expect(rows[i].line, &out, rows[i].wanted);
		query_free(query);
	}
}

static void test_drop_field(void **state)
{
	static const struct { const char *line; bool negative; const char *wanted; } rows[] = {
		{ "", false, "" }, { "stack:a", false, "" },
		{ "stack:a must:b x -stack:c", false, "x -stack:c" },
		{ "stack:a must:b x -stack:c", true, "x " },
		{ "x OR stack:a", true, "x OR stack:a" },
		{ "has:stack x stack:a stack:b ", false, "x " },
		{ "(stack:a) (x stack:b)", false, "(x stack:b)" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct query *query = parse(rows[i].line), *rest;
		struct strbuf out = STRBUF_INIT;

		query_drop_field(query, FIELD_STACK, rows[i].negative, &out);
		rest = query_without_field(query, FIELD_STACK, rows[i].negative, query->today);
		assert_string_equal(rest->line, out.text);
		query_free(rest);
		expect(rows[i].line, &out, rows[i].wanted);
		query_free(query);
	}
}

static void test_set_sort(void **state)
{
	static const struct { const char *line, *sort, *wanted; } rows[] = {
		{ "", NULL, "" }, { "", "title", "sort:title " }, { "a", NULL, "a" },
		{ "a ", "-salary", "a sort:-salary " }, { "rus", "title", "sort:title rus" },
		{ "a sort:title b ", "posted", "a b sort:posted " }, { "a sort:title", NULL, "a " },
		{ "sort:foo sort:title a ", NULL, "a " },
		{ "a OR b ", "title", "a OR b sort:title " },
		{ "a OR b", "title", "sort:title a OR b" }, { "(a b", "title", "sort:title (a b" },
		{ "\"a b", "title", "sort:title \"a b" },
		{ "-sort:x a ", "title", "a sort:title " },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct query *query = parse(rows[i].line);
		struct strbuf out = STRBUF_INIT;

		query_set_sort(query, rows[i].sort, &out);
		expect(rows[i].line, &out, rows[i].wanted);
		query_free(query);
	}
}

static void test_quote(void **state)
{
	static const struct { const char *value, *wanted; } rows[] = {
		{ "a", "a" }, { "c++", "c++" }, { "", "\"\"" }, { "a b", "\"a b\"" },
		{ "a,b", "\"a,b\"" }, { "a(b", "\"a(b\"" }, { "a\"b", "\"a\"\"b\"" },
		{ "none", "\"none\"" }, { "Any", "\"Any\"" }, { "-a", "-a" },
		{ "a\nb", "\"a\nb\"" },
		{ "a\xc2\xa0" "b", "\"a\xc2\xa0" "b\"" }, { "Zürich", "Zürich" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct strbuf out = STRBUF_INIT;

		query_quote(&out, rows[i].value);
		expect(rows[i].value, &out, rows[i].wanted);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_include), cmocka_unit_test(test_exclude),
		cmocka_unit_test(test_unused), cmocka_unit_test(test_state),
		cmocka_unit_test(test_drop_term), cmocka_unit_test(test_drop_field),
		cmocka_unit_test(test_set_sort), cmocka_unit_test(test_quote),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
