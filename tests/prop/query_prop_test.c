/*
 * What must hold of every query line: generated lines, from a fixed seed, some of whole terms and
 * some of any bytes.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "util/date.h"
#include "util/gate.h"
#include "query/complete.h"
#include "query/edit.h"
#include "../unit/query_dump.h"

#define ROUNDS 6000
#define LINE_BYTES 1024
#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* Marsaglia's xorshift64. */
static uint64_t seed;

static size_t pick(size_t count)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (size_t)(seed >> 11) % count;
}

static const char *const terms[] = {
	"rust", "c++", "https://a.b", "10:30", "Zürich", "\"event driven\"", "\"a \"\"b\"\" c\"",
	"loc:toronto", "loc:\"new york\",paris", "stack:rust", "stack:go,php", "stack:none",
		"must:rust",
	"nice:go", "title:lead", "company:\"top hat\"", "tag:later", "tag:\"none\"", "notes:any",
	"seniority:senior", "level:sr,staff", "is:remote", "is:new", "is:seen,remote", "is:hidden",
	"has:salary", "has:notes,salary", "salary:>=150k", "salary:100", "salary:200,300k",
	"salary:150,000", "salary:none", "years:3..5", "posted:<14d", "posted:2026-11",
		"posted:2w..",
	"sort:-salary", "sort:posted,title", "edu:<=bachelor", "clearance:secret", "lang:de,french",
	"days:<=2", "zone:cet", "zone:-5..utc+1", "extra:equity", "is:conflict",
	"seniority:>=senior",
};

static const char *const scraps[] = {
	"(", ")", "-(", "OR", "-", "--", "\"", "\"\"", ",", ":", "@", "@x", "a:b", "foo:bar",
		"stack:",
	"salary:", "posted:<", "seniority:sen", "seniority:foo", "is:", "sort:", "sort:foo",
		"-sort:x",
	"--x", "stack:a,", "stack:,a", "tag:\"", "tag:\"x", "title:++", "\xff", "\xc2\xa0",
		"\x1b[31m",
	"\xe2\x80\xae", "company:\"\"", "& ", "...", "years:x", "salary:..", "-@", "-OR", "stack:(",
	"edu:<=", "edu:<=foo", "zone:", "zone:xyz", "days:2y", "visa:<=no",
};

/* Adds whole terms in balanced groups; the line is good as far as it goes. */
static void add_terms(struct strbuf *line, int depth)
{
	for (size_t count = 1 + pick(4), i = 0; i < count; i++) {
		if (i > 0)
			strbuf_puts(line, pick(5) == 0 ? " OR " : " ");
		if (pick(5) == 0)
			strbuf_putc(line, '-');
		if (depth < 4 && pick(5) == 0) {
			strbuf_putc(line, '(');
			add_terms(line, depth + 1);
			strbuf_putc(line, ')');
		} else {
			strbuf_puts(line, terms[pick(COUNT(terms))]);
		}
	}
}

static void add_scraps(struct strbuf *line)
{
	for (size_t count = pick(9), i = 0; i < count; i++) {
		if (pick(2) == 0)
			strbuf_puts(line, scraps[pick(COUNT(scraps))]);
		else
			strbuf_puts(line, terms[pick(COUNT(terms))]);
		if (pick(3) > 0)
			strbuf_putc(line, ' ');
	}
}

static void add_bytes(struct strbuf *line)
{
	static const char common[] = "\"\"(()),,::--  OROR<>=.0123kdabis";

	for (size_t count = pick(60), i = 0; i < count; i++) {
		if (pick(4) > 0)
			strbuf_putc(line, common[pick(sizeof common - 1)]);
		else
			strbuf_putc(line, (char)(1 + pick(255)));
	}
}

/* A line of one of the three kinds, at times as if cut off while it was typed. */
static void make_line(struct strbuf *line)
{
	strbuf_clear(line);
	switch (pick(3)) {
	case 0:
		add_terms(line, 0);
		break;
	case 1:
		add_scraps(line);
		break;
	default:
		add_bytes(line);
	}
	if (line->len > LINE_BYTES)
		strbuf_cut(line, LINE_BYTES);
	if (line->len > 0 && pick(4) == 0)
		strbuf_cut(line, pick(line->len));
	if (pick(3) == 0)
		strbuf_putc(line, ' ');
}

static int32_t today(void)
{
	return date_from_civil(2026, 11, 22);
}

static char *dump(const struct query *query, bool with_order)
{
	struct strbuf out = STRBUF_INIT;

	if (with_order)
		dump_query(&out, query);
	else
		dump_node(&out, query->root);
	return strbuf_detach(&out);
}

/* Fails with the line where A and B differ. Frees both. */
static void same(const char *line, char *a, char *b)
{
	if (strcmp(a, b) != 0)
		print_error("line: [%s]\n", line);
	assert_string_equal(a, b);
	free(a);
	free(b);
}

static void for_each_line(uint64_t from, void (*check)(const struct query *query))
{
	struct strbuf line = STRBUF_INIT;

	seed = from;
	for (size_t i = 0; i < ROUNDS; i++) {
		struct query *query;

		make_line(&line);
		query = query_parse(line.text, today());
		check(query);
		query_free(query);
	}
	strbuf_release(&line);
}

/* -- what a parse yields lies in the line and may be shown */

static void check_ranges(const struct query *query)
{
	size_t len = strlen(query->line), at = 0;

	for (size_t i = 0; i < query->problems.count; i++) {
		const struct query_problem *problem = &query->problems.items[i];
		char *gated = gate_line(problem->text, strlen(problem->text));
		char last = problem->text[strlen(problem->text) - 1];

		assert_true(problem->start < problem->end && problem->end <= len);
		assert_string_equal(gated, problem->text);
		assert_true(last == '.' || last == '?');
		free(gated);
	}
	for (size_t i = 0; i < query->spans.count; i++) {
		const struct query_span *span = &query->spans.items[i];

		if (span->start < at || span->start >= span->end || span->end > len)
			print_error("line: [%s]\n", query->line);
		assert_true(span->start >= at && span->start < span->end && span->end <= len);
		at = span->end;
	}
	for (size_t i = 0; i < query_terms(query); i++) {
		const struct query_node *term = query_term(query, i);

		assert_true(term->start < term->end && term->end <= len);
	}
}

static void test_ranges(void **state)
{
	(void)state;
	for_each_line(1, check_ranges);
}

/* -- print after parse is a fixed point and means the same */

static void check_print(const struct query *query)
{
	struct strbuf first = STRBUF_INIT, second = STRBUF_INIT, said = STRBUF_INIT;
	struct query *again;
	struct query_words words;

	query_print(query, &first);
	again = query_parse(first.text, today());
	same(query->line, dump(query, true), dump(again, true));
	query_print(again, &second);
	assert_string_equal(first.text, second.text);
	for (size_t i = 0; i < again->problems.count; i++)
		assert_true(again->problems.items[i].is_unfinished);
	query_explain(query, &said);
	assert_true(said.len > 0);
	query_words(query, &words);
	query_words_release(&words);
	query_free(again);
	strbuf_release(&first);
	strbuf_release(&second);
	strbuf_release(&said);
}

static void test_print(void **state)
{
	(void)state;
	for_each_line(2, check_print);
}

/* -- without a term, the others are as they were */

static void check_without(const struct query *query)
{
	for (size_t gone = 0; gone < query_terms(query); gone++) {
		struct query *rest = query_without_term(query, gone, today());
		struct strbuf wanted = STRBUF_INIT;
		size_t left = query_terms(query) - 1;

		strbuf_puts(&wanted, left == 0 ? "all" : left == 1 ? "" : "and(");
		for (size_t i = 0; i < query_terms(query); i++) {
			if (i == gone)
				continue;
			if (wanted.len > strlen("and("))
				strbuf_putc(&wanted, ' ');
			dump_node(&wanted, query_term(query, i));
		}
		strbuf_puts(&wanted, left > 1 ? ")" : "");
		same(query->line, dump(rest, false), strbuf_detach(&wanted));
		if (rest->sort.count != query->sort.count)
			print_error("line: [%s]\nrest: [%s]\n", query->line, rest->line);
		assert_int_equal(rest->sort.count, query->sort.count);
		query_free(rest);
	}
}

static void test_without(void **state)
{
	(void)state;
	for_each_line(3, check_without);
}

/* -- a value set and taken out again */

static const struct { enum field_id field; const char *value; } values[] = {
	{ FIELD_STACK, "rust" }, { FIELD_STACK, "Visual Basic" }, { FIELD_LOCATION, "toronto" },
	{ FIELD_WORKPLACE, "remote" }, { FIELD_WORKPLACE, "none" }, { FIELD_SENIORITY, "senior" },
	{ FIELD_COMPANY, "O\"Neil, (Sons)" }, { FIELD_TAG, "later" }, { FIELD_SEEN, "new" },
	{ FIELD_POSTED, "<14d" }, { FIELD_SALARY, "none" },
};

static struct query *set(const struct query *query, size_t row, enum query_state state)
{
	struct strbuf line = STRBUF_INIT;
	struct query *result;

	query_set_value(query, values[row].field, values[row].value, state, &line);
	result = query_parse(line.text, today());
	if (query_value_state(result, values[row].field, values[row].value) != state)
		print_error("line: [%s]\nset:  [%s]\n", query->line, line.text);
	assert_int_equal(query_value_state(result, values[row].field, values[row].value), state);
	strbuf_release(&line);
	return result;
}

/* Whether an edit may close what is open, and so change a prefix to a whole word. */
static bool may_close(const struct query *query)
{
	size_t len = strlen(query->line);

	for (size_t i = 0; i < query->problems.count; i++) {
		if (query->problems.items[i].is_unfinished)
			return true;
	}
	return strstr(query->line, "OR") || (len > 0 && query->line[len - 1] != ' ');
}

static void check_set(const struct query *query)
{
	size_t row = pick(COUNT(values));
	struct query *without = set(query, row, QUERY_UNUSED);
	struct query *with = set(query, row, pick(2) == 0 ? QUERY_INCLUDED : QUERY_EXCLUDED);
	struct query *back = set(with, row, QUERY_UNUSED);

	if (!may_close(query))
		same(query->line, dump(without, true), dump(back, true));
	assert_int_equal(without->sort.count, query->sort.count);
	assert_int_equal(with->sort.count, query->sort.count);
	query_free(without);
	query_free(with);
	query_free(back);
}

static void test_set(void **state)
{
	(void)state;
	for_each_line(4, check_set);
}

/* -- the order changes alone */

static void check_sort(const struct query *query)
{
	struct strbuf line = STRBUF_INIT;
	struct query *ordered, *plain;

	query_set_sort(query, "-posted,title", &line);
	ordered = query_parse(line.text, today());
	assert_int_equal(ordered->sort.count, 2);
	assert_true(ordered->sort.items[0].is_descending);
	same(query->line, dump(query, false), dump(ordered, false));
	strbuf_clear(&line);
	query_set_sort(ordered, NULL, &line);
	plain = query_parse(line.text, today());
	assert_int_equal(plain->sort.count, 0);
	same(query->line, dump(query, false), dump(plain, false));
	query_free(ordered);
	query_free(plain);
	strbuf_release(&line);
}

static void test_sort(void **state)
{
	(void)state;
	for_each_line(5, check_sort);
}

/* -- completion stays around the cursor */

static void check_complete(const struct query *query)
{
	size_t len = strlen(query->line), cursor = pick(len + 1);
	struct completion completion;

	completion_find(query->line, cursor, &completion);
	assert_true(completion.start <= cursor && cursor <= completion.end);
	assert_true(completion.end <= len);
	assert_non_null(completion.prefix);
	assert_true(completion.kind != COMPLETE_NOTHING || completion.items.count == 0);
	completion_release(&completion);
}

static void test_complete(void **state)
{
	(void)state;
	for_each_line(6, check_complete);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ranges), cmocka_unit_test(test_print),
		cmocka_unit_test(test_without), cmocka_unit_test(test_set),
		cmocka_unit_test(test_sort), cmocka_unit_test(test_complete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
