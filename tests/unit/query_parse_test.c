/* The query line to a tree, to problems and to spans. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "util/date.h"
#include "query_dump.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static struct query *parse(const char *line)
{
	return query_parse(line, date_from_civil(2026, 11, 22));
}

struct row { const char *line, *tree; };

static void check(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct query *query = parse(rows[i].line);
		struct strbuf tree = STRBUF_INIT;

		dump_query(&tree, query);
		if (strcmp(tree.text, rows[i].tree) != 0)
			print_error("line: %s\n", rows[i].line);
		assert_string_equal(tree.text, rows[i].tree);
		strbuf_release(&tree);
		query_free(query);
	}
}

static void test_nothing(void **state)
{
	static const struct row rows[] = {
		{ "", "all" }, { " \t ", "all" }, { "\"\"", "all" }, { "\"", "all" },
		{ "()", "all" }, { "(", "all" }, { ")", "all" }, { "-", "all" }, { "OR", "all" },
		{ "@", "all" }, { "& / +", "all" }, { "\"--\"", "all" }, { "stack:", "all" },
		{ "\xff\xfe", "all" }, { "-() -(", "all" }, { "sort:", "all" },
	};

	(void)state;
	check(rows, COUNT(rows));
	query_free(NULL);
}

static void test_words(void **state)
{
	static const struct row rows[] = {
		{ "rust", "word(rust*)" }, { "rust ", "word(rust)" },
		{ "-rust", "not(word(rust*))" },
		{ "rust postgres", "and(word(rust) word(postgres*))" },
		{ "\"event driven\"", "phrase(event driven)" },
		{ "\"event dri", "phrase(event dri*)" },
		{ "\"a \"\"b\"\" c\"", "phrase(a \"b\" c)" },
		{ "c++ .net c# node.js", "and(word(c++) word(.net) word(c#) word(node.js*))" },
		{ "a\"b\"c", "and(word(a) phrase(b) word(c*))" },
		{ "f(x)", "and(word(f) word(x))" },
		{ "engineer - backend ", "and(word(engineer) word(backend))" },
		{ "a -- b -", "and(word(a) word(b))" },
		{ "-\"a b\" -x ", "and(not(phrase(a b)) not(word(x)))" },
		{ "Zürich 東京 ", "and(word(Zürich) word(東京))" },
		{ "a\xc2\xa0" "b\xe3\x80\x80" "c ", "and(word(a) word(b) word(c))" },
		{ "or and not", "and(word(or) word(and) word(not*))" },
		{ "https://x.com/a?b=c 10:30 C: std::vector ",
		  "and(word(https://x.com/a?b=c) word(10:30) word(C:) word(std::vector))" },
	};

	(void)state;
	check(rows, COUNT(rows));
}

static void test_groups(void **state)
{
	static const struct row rows[] = {
		{ "a OR b", "or(word(a) word(b*))" },
		{ "a b OR c d ", "or(and(word(a) word(b)) and(word(c) word(d)))" },
		{ "a (b OR c)", "and(word(a) or(word(b) word(c)))" },
		{ "(a OR b) c ", "and(or(word(a) word(b)) word(c))" },
		{ "-(a b)", "not(and(word(a) word(b)))" }, { "-(-a)", "not(not(word(a)))" },
		{ "(((a)))", "word(a)" }, { "(a)", "word(a)" },
		{ "(a b) (c d)", "and(and(word(a) word(b)) and(word(c) word(d)))" },
		{ "(a b", "and(word(a) word(b*))" },
		{ "x (a OR b", "and(word(x) or(word(a) word(b*)))" },
		{ "a) b ", "and(word(a) word(b))" }, { "a OR", "word(a)" }, { "OR a ", "word(a)" },
		{ "a OR OR b ", "or(word(a) word(b))" }, { "a OR () OR b ", "or(word(a) word(b))" },
		{ "-OR ", "not(word(OR))" }, { "\"OR\"", "phrase(OR)" },
	};

	(void)state;
	check(rows, COUNT(rows));
}

static void test_fields(void **state)
{
	static const struct row rows[] = {
		{ "loc:toronto ", "loc(toronto)" }, { "LOC:Toronto ", "loc(Toronto)" },
		{ "location:tor", "loc(tor*)" }, { "company:\"top hat\"", "company(top hat')" },
		{ "company:\"top ha", "company(top ha'*)" },
		{ "stack:rust,go", "stack(rust,go*)" },
		{ "-stack:php,java ", "not(stack(php,java))" },
		{ "stack:c++,.net,\"c#\"", "stack(c++,.net,c#')" },
		{ "must:rust nice:go ", "and(must stack(rust) nice stack(go))" },
		{ "seniority:senior,STAFF", "seniority(#3,#4)" }, { "level:sr", "seniority(#3)" },
		{ "employment:\"full time\"", "employment(#0)" },
		{ "stage:applied tag:later source:hn.txt ",
		  "and(stage(#1) tag(later) source(hn.txt))" },
		{ "url:https://a.b/c?d=e ", "url(https://a.b/c?d=e)" },
		{ "title:a\"b\"c ", "and(title(a) phrase(b) word(c))" },
		{ "(stack:rust)x ", "and(stack(rust) word(x))" },
		{ "visa:yes visa:no", "visa(#0,#1)" },
		{ "salary:none", "salary(NONE)" }, { "company:none", "company(NONE)" },
		{ "tag:\"none\"", "tag(none')" }, { "workplace:unknown", "workplace(NONE)" },
		{ "company:unknown ", "company(unknown)" }, { "notes:any", "notes(ANY)" },
		{ "posted:none", "posted(NONE)" }, { "must:none", "must stack(NONE)" },
	};

	(void)state;
	check(rows, COUNT(rows));
}

static void test_joining(void **state)
{
	static const struct row rows[] = {
		{ "loc:toronto loc:canada ", "loc(toronto,canada)" },
		{ "stack:a x stack:b ", "and(stack(a,b) word(x))" },
		{ "stack:a x stack:b", "and(word(x) stack(a,b*))" },
		{ "stack:a must:b stack:c ", "and(stack(a,c) must stack(b))" },
		{ "-stack:a -stack:b ", "and(not(stack(a)) not(stack(b)))" },
		{ "stack:a -stack:b stack:c ", "and(stack(a,c) not(stack(b)))" },
		{ "stack:a (stack:b)", "and(stack(a) stack(b))" },
		{ "(stack:a stack:b)", "stack(a,b)" },
		{ "stack:a OR stack:b stack:c ", "or(stack(a) stack(b,c))" },
		{ "-(stack:a stack:b)", "not(stack(a,b))" },
		{ "is:remote workplace:hybrid", "workplace(#0,#1)" },
		{ "is:remote is:new is:shortlisted",
		  "and(workplace(#0) seen(NONE) shortlisted(ANY))" },
		{ "is:new is:seen", "seen(NONE,ANY)" },
		{ "has:salary salary:>=150k", "and(salary(ANY) salary([150000..]))" },
		{ "has:salary has:salary", "salary(ANY,ANY)" },
		{ "salary:none salary:>1", "salary(NONE,[2..])" },
		{ "is:remote,new", "or(workplace(#0) seen(NONE))" },
		{ "is:remote,hybrid", "workplace(#0,#1)" },
		{ "has:salary,notes x ", "and(or(salary(ANY) notes(ANY)) word(x))" },
		{ "-has:salary", "not(salary(ANY))" },
		{ "is:hidden", "hidden(ANY) hidden" },
		{ "a -is:hidden", "and(word(a) not(hidden(ANY))) hidden" },
	};

	(void)state;
	check(rows, COUNT(rows));
}

static void test_amounts(void **state)
{
	static const struct row rows[] = {
		{ "salary:150k", "salary([150000..150000])" },
		{ "salary:>=150k", "salary([150000..])" },
		{ "salary:>100000", "salary([100001..])" }, { "salary:<100k", "salary([..99999])" },
		{ "salary:<=100k", "salary([..100000])" },
		{ "salary:120k..160k", "salary([120000..160000])" },
		{ "salary:..160k", "salary([..160000])" },
		{ "salary:120k..", "salary([120000..])" },
		{ "salary:120..160k", "salary([120000..160000])" },
		{ "salary:120k-160k", "salary([120000..160000])" },
		{ "salary:160k..120k", "salary([120000..160000])" },
		{ "salary:150k+", "salary([150000..])" },
		{ "pay:$150k", "salary([150000..150000])" },
		{ "salary:>=€80k", "salary([80000..]EUR)" },
		{ "salary:80kEUR", "salary([80000..80000]EUR)" },
		{ "salary:>=60/h", "salary([124800..])" },
		{ "salary:5k/month", "salary([60000..60000])" },
		{ "salary:100,000", "salary([100000..100000])" },
		{ "salary:>=150,000,200k", "salary([150000..],[200000..200000])" },
		{ "salary:100k,150k", "salary([100000..100000],[150000..150000])" },
		{ "salary:\"150k\"", "salary([150000..150000])" },
		{ "salary:99999999999999999999", "all" }, { "salary:x ", "all" },
		{ "salary:.. ", "all" },
		{ "years:3", "years([3..3])" }, { "years:<=5", "years([..5])" },
		{ "years:<5", "years([..4])" },
		{ "years:>5", "years([6..])" }, { "years:3+", "years([3..])" },
		{ "years:3..5", "years([3..5])" },
		{ "years:3-5", "years([3..5])" }, { "years:=3", "years([3..3])" },
		{ "years:5y", "years([5..5])" }, { "days:<=2", "days([..2])" },
		{ "days:2days", "days([2..2])" }, { "days:2y", "all" },
		{ "zone:cet", "zone([60..60])" }, { "zone:+2", "zone([120..120])" },
		{ "tz:UTC-3:30 ", "zone([-210..-210])" }, { "zone:-5..-3", "zone([-300..-180])" },
		{ "zone:est..utc", "zone([-300..0])" }, { "zone:99", "all" },
		{ "edu:bachelor", "edu(#3)" }, { "degree:<=ba ", "edu([..3])" },
		{ "edu:>bachelor", "edu([4..])" }, { "edu:school..bachelor", "edu([1..3])" },
		{ "edu:<=foo ", "all" }, { "clearance:>=top-secret", "clearance([4..])" },
		{ "clearance:top-secret", "clearance(#4)" }, { "visa:<=no ", "all" },
		{ "seniority:>=senior", "seniority([3..])" }, { "lang:de", "lang(de*)" },
		{ "extra:equity,bonus", "extra(#0,#1)" },
		{ "is:conflict", "conflict(ANY)" }, { "-is:gone", "not(gone(ANY))" },
		{ "years:3..5..7", "all" }, { "years:99999999999999999999", "all" },
	};

	(void)state;
	check(rows, COUNT(rows));
}

/* Today is 2026-11-22, day 20779. */
static void test_dates(void **state)
{
	static const struct row rows[] = {
		{ "posted:<14d", "posted([20765..])" }, { "posted:<=14d", "posted([20765..])" },
		{ "posted:14d", "posted([20765..])" }, { "posted:2w..", "posted([20765..])" },
		{ "posted:>14d", "posted([..20764])" }, { "posted:>=14d", "posted([..20765])" },
		{ "posted:..2w", "posted([..20765])" },
		{ "posted:4w..2w", "posted([20751..20765])" },
		{ "posted:2w..4w", "posted([20751..20765])" },
		{ "posted:today", "posted([20779..20779])" },
		{ "posted:yesterday", "posted([20778..20778])" },
		{ "posted:2026-11", "posted([20758..20787])" },
		{ "posted:2026", "posted([20454..20818])" },
		{ "posted:2028-02", "posted([21215..21243])" },
		{ "posted:2026-11-21", "posted([20778..20778])" },
		{ "posted:>2026-11", "posted([20788..])" },
		{ "posted:<2026-11", "posted([..20757])" },
		{ "posted:>=2026-11", "posted([20758..])" },
		{ "posted:<=2026-11", "posted([..20787])" },
		{ "posted:2026-11-01..yesterday", "posted([20758..20778])" },
		{ "posted:2026-10..2026-11", "posted([20727..20787])" },
		{ "expires:<14d", "expires([20779..20793])" },
		{ "expires:>14d", "expires([20794..])" },
		{ "expires:>=14d", "expires([20793..])" },
		{ "expires:tomorrow", "expires([20780..20780])" },
		{ "posted:2026-13", "all" }, { "posted:2026-02-30", "all" },
		{ "posted:1969", "all" },
		{ "posted:2026-", "all" }, { "posted:2026-11-", "all" }, { "posted:2026-1", "all" },
		{ "posted:2026-11-21-01", "all" }, { "posted:<", "all" }, { "posted:14", "all" },
	};

	(void)state;
	check(rows, COUNT(rows));
}

static void test_order(void **state)
{
	static const struct row rows[] = {
		{ "sort:-salary,posted", "all sort:-salary,posted" },
		{ "rust sort:title ", "word(rust) sort:title" }, { "sort:pay", "all sort:salary" },
		{ "sort:salary sort:-posted", "all sort:salary,-posted" },
		{ "sort:salary,-salary,salary", "all sort:salary" },
		{ "a OR b sort:posted", "or(word(a) word(b)) sort:posted" },
		{ "sort:shortlisted", "all sort:shortlisted" }, { "sort:stack", "all" },
		{ "sort:foo,posted", "all sort:posted" }, { "-sort:posted x ", "word(x)" },
	};

	(void)state;
	check(rows, COUNT(rows));
}

/* What is wrong: whether it may mend itself, where, and a part of the sentence. */
static const struct {
	const char *line;
	bool is_unfinished;
	size_t start, end;
	const char *part;
} problem_rows[] = {
	{ "stak:rust", false, 0, 9, "There is no key \"stak\"; did you mean \"stack\"?" },
	{ "foo:bar x", false, 0, 7, "put it in quotes" },
	{ "remote:yes", false, 0, 10, "did you mean is:remote?" },
	{ "-srot:salary", false, 1, 12, "did you mean \"sort\"?" },
	{ "seniority:sen", true, 10, 13, "go on to senior." },
	{ "seniority:sen ", false, 10, 13, "did you mean seniority:senior?" },
	{ "seniority:foo ", false, 10, 13, "takes intern, junior, mid, senior, staff," },
	{ "seniority:senior,foo", false, 17, 20, "executive, none or any." },
	{ "stage:applid ", false, 6, 12, "did you mean stage:applied?" },
	{ "is:rem", true, 3, 6, "go on to remote." },
	{ "is:s", true, 3, 4, "go on to seen or shortlisted." },
	{ "is:senior", false, 3, 9, "did you mean seniority:senior?" },
	{ "is:salary", false, 3, 9, "did you mean has:salary?" },
	{ "has:remote", false, 4, 10, "did you mean is:remote?" },
	{ "has:salry ", false, 4, 9, "did you mean has:salary?" },
	{ "sort:sal", true, 5, 8, "go on to salary." },
	{ "sort:stack ", false, 5, 10, "which takes title, company" },
	{ "-sort:salary", false, 0, 6, "as in sort:-salary" },
	{ "stack:", true, 0, 6, "Type a value of stack:, such as stack:rust." },
	{ "x stack:rust,", true, 12, 13, "Type a value" },
	{ "stack: x", false, 0, 6, "right after the colon, such as stack:rust." },
	{ "stack:a, b", false, 7, 8, "without blanks" },
	{ "company:\"", true, 0, 9, "Type a value" },
	{ "company:\"\"", false, 0, 10, "Nothing stands between the quotes" },
	{ "company:\"top", true, 8, 12, "The quote is open" },
	{ "title:++ ", false, 6, 8, "has no letter or digit" },
	{ "salary:>=", true, 7, 9, "write 150k, >=150k" },
	{ "salary:lots ", false, 7, 11, "write 150k, >=150k" },
	{ "years:x ", false, 6, 7, "write 3, <=5" },
	{ "zone:xyz ", false, 5, 8, "write cet, utc+2" }, { "zone:c", true, 5, 6, "write cet" },
	{ "zone:foo", false, 5, 8, "is not understood" },
	{ "zone:-5..p", true, 5, 10, "is not finished" },
	{ "edu:<=bac", true, 4, 9, "go on to bachelor." },
	{ "edu:<=foo ", false, 4, 9, "takes not-needed, school," },
	{ "posted:<14", true, 7, 10, "write 2026-11-21" },
	{ "posted:yes", true, 7, 10, "is not finished" },
	{ "posted:no", true, 7, 9, "is not finished" },
	{ "posted:soon", false, 7, 11, "is not understood" },
	{ "posted:2026-13 ", false, 7, 14, "is not understood" },
	{ "\"event dri", true, 0, 10, "The quote is open" },
	{ "\"\" x", false, 0, 2, "Nothing to look for" },
	{ "(a", true, 0, 1, "The parenthesis is open" },
	{ "()", false, 0, 2, "Nothing stands between the parentheses" },
	{ "a)", false, 1, 2, "closes nothing" },
	{ "a OR", true, 2, 4, "missing behind it" },
	{ "OR a", true, 0, 2, "missing before it" },
	{ "(a OR) b", false, 3, 5, "missing behind it" },
	{ "a OR OR b", false, 5, 7, "missing before it" },
	{ "a -", true, 2, 3, "right behind the \"-\"" },
	{ "a --", true, 2, 4, "right behind the \"-\"" },
	{ "--x y", false, 0, 3, "One \"-\" is enough" },
	{ "--\"x\"", false, 0, 2, "One \"-\" is enough" },
	{ "@", true, 0, 1, "Saved searches" },
	{ "@mine x", false, 0, 5, "Saved searches" },
	{ "\x1b[31mno:x seniority:\x1b[31m ", false, 20, 25, "\xe2\x90\x9b" },
};

static void test_problems(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(problem_rows); i++) {
		struct query *query = parse(problem_rows[i].line);
		const struct query_problem *problem;

		if (query->problems.count != 1)
			print_error("line: %s\n", problem_rows[i].line);
		assert_int_equal(query->problems.count, 1);
		problem = &query->problems.items[0];
		if (!strstr(problem->text, problem_rows[i].part))
			print_error("line: %s\nsays: %s\n", problem_rows[i].line, problem->text);
		assert_non_null(strstr(problem->text, problem_rows[i].part));
		if (problem->start != problem_rows[i].start || problem->end != problem_rows[i].end)
			print_error("line: %s\n", problem_rows[i].line);
		assert_int_equal(problem->start, problem_rows[i].start);
		assert_int_equal(problem->end, problem_rows[i].end);
		assert_int_equal(problem->is_unfinished, problem_rows[i].is_unfinished);
		query_free(query);
	}
}

static void test_no_problem(void **state)
{
	static const char *const lines[] = {
		"", "rust", "a - b", "a -- b", "& x", "\"a b\" c", "(a OR b) -c", "stack:rust,go",
		"https://x.com", "10:30", "std::vector", "tag:\"a,b\"", "a OR b sort:posted",
		"(a OR -(b c)) is:new,remote has:salary,notes sort:-posted,salary",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct query *query = parse(lines[i]);

		if (query->problems.count > 0)
			print_error("%s: %s\n", lines[i], query->problems.items[0].text);
		assert_int_equal(query->problems.count, 0);
		query_free(query);
	}
}

/* A line of DEPTH nested groups around "a". */
static void nest(char *line, size_t depth)
{
	memset(line, '(', depth);
	line[depth] = 'a';
	memset(line + depth + 1, ')', depth);
	memcpy(line + 2 * depth + 1, " b ", sizeof " b ");
}

static void test_depth(void **state)
{
	static char line[300000];
	struct query *query;

	(void)state;
	nest(line, QUERY_DEPTH);
	query = parse(line);
	assert_int_equal(query->problems.count, 0);
	assert_int_equal(query_terms(query), 2);
	query_free(query);
	nest(line, QUERY_DEPTH + 1);
	query = parse(line);
	assert_int_equal(query->problems.count, 1);
	assert_non_null(strstr(query->problems.items[0].text, "nest more than 32 deep"));
	assert_int_equal(query->root->kind, QUERY_WORD);
	assert_string_equal(query->root->text, "b");
	query_free(query);
	nest(line, 100000);
	query = parse(line);
	assert_int_equal(query->problems.count, 1);
	assert_string_equal(query->root->text, "b");
	query_free(query);
	memset(line, '(', sizeof line - 1);
	query_free(parse(line));
}

/* Parsing takes one pass: a long line of anything is no trouble. */
static void test_long(void **state)
{
	static const char *const parts[] = { "stack:a ", "\"", ",", "-(x OR ", "is:new,", "a:",
		") " };
	static char line[200000];

	(void)state;
	for (size_t i = 0; i < COUNT(parts); i++) {
		size_t len = strlen(parts[i]);

		for (size_t at = 0; at + len < sizeof line; at += len)
			memcpy(line + at, parts[i], len + 1);
		query_free(parse(line));
	}
}

static void test_ranges_of_nodes(void **state)
{
	struct query *query = parse("-(a b) stack:x,y z stack:w sort:title");
	const struct query_node *stack;

	(void)state;
	assert_int_equal(query_terms(query), 3);
	assert_int_equal(query_term(query, 0)->start, 0);
	assert_int_equal(query_term(query, 0)->end, 6);
	stack = query_term(query, 1);
	assert_int_equal(stack->start, 7);
	assert_int_equal(stack->end, 16);
	assert_int_equal(stack->pieces.count, 2);
	assert_int_equal(stack->pieces.items[1].start, 19);
	assert_int_equal(stack->pieces.items[1].end, 26);
	assert_int_equal(stack->values.items[1].start, 15);
	assert_int_equal(stack->values.items[2].end, 26);
	assert_int_equal(query->sort_terms.count, 1);
	assert_int_equal(query->sort_terms.items[0].start, 27);
	query_free(query);
}

static void test_spans(void **state)
{
	static const struct query_span wanted[] = {
		{ PART_OPERATOR, 0, 1 }, { PART_OPERATOR, 1, 2 }, { PART_KEY, 2, 8 },
		{ PART_VALUE, 8, 9 }, { PART_OPERATOR, 9, 10 }, { PART_VALUE, 10, 13 },
		{ PART_OPERATOR, 14, 16 }, { PART_WORD, 17, 18 }, { PART_OPERATOR, 18, 19 },
		{ PART_PHRASE, 20, 23 }, { PART_WRONG, 24, 29 }, { PART_KEY, 30, 35 },
		{ PART_SORT, 35, 40 }, { PART_OPERATOR, 40, 41 }, { PART_WRONG, 41, 42 },
	};
	struct query *query = parse("(-stack:a,\"b\" OR c) \"d\" foo:x sort:title,x");

	(void)state;
	assert_int_equal(query->spans.count, COUNT(wanted));
	for (size_t i = 0; i < COUNT(wanted); i++) {
		assert_int_equal(query->spans.items[i].part, wanted[i].part);
		assert_int_equal(query->spans.items[i].start, wanted[i].start);
		assert_int_equal(query->spans.items[i].end, wanted[i].end);
	}
	query_free(query);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing), cmocka_unit_test(test_words),
		cmocka_unit_test(test_groups), cmocka_unit_test(test_fields),
		cmocka_unit_test(test_joining), cmocka_unit_test(test_amounts),
		cmocka_unit_test(test_dates), cmocka_unit_test(test_order),
		cmocka_unit_test(test_problems), cmocka_unit_test(test_no_problem),
		cmocka_unit_test(test_depth), cmocka_unit_test(test_long),
		cmocka_unit_test(test_ranges_of_nodes), cmocka_unit_test(test_spans),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
