/* Tokens of the query line: where they start and end, and what is a key. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "util/strbuf.h"
#include "query/lex_int.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* All tokens as letters with their ranges: "W0-4". Values of a key follow it as "v", quoted "q". */
static void dump(struct strbuf *out, const char *line, bool groups_digits)
{
	struct lexer lexer;
	struct lex_token token;
	struct lex_value value;

	lex_init(&lexer, line);
	for (lex_next(&lexer, &token); token.kind != LEX_END; lex_next(&lexer, &token)) {
		strbuf_printf(out, "%s%c%zu-%zu", out->len > 0 ? " " : "", "E()|WPK"[token.kind],
			      token.start, token.end);
		if (token.body > token.start)
			strbuf_putc(out, '!');
		if (!token.is_closed)
			strbuf_putc(out, '~');
		for (value.has_more = token.kind == LEX_KEY; value.has_more;) {
			lex_value(&lexer, groups_digits, &value);
			strbuf_printf(out, " %c%zu-%zu", value.is_quoted ? 'q' : 'v', value.start,
				      value.end);
			if (value.is_quoted && !value.is_closed)
				strbuf_putc(out, '~');
		}
	}
}

struct row { const char *line, *tokens; };

static void check(const struct row *rows, size_t count, bool groups_digits)
{
	for (size_t i = 0; i < count; i++) {
		struct strbuf tokens = STRBUF_INIT;

		dump(&tokens, rows[i].line, groups_digits);
		if (strcmp(tokens.text, rows[i].tokens) != 0)
			print_error("line: %s\n", rows[i].line);
		assert_string_equal(tokens.text, rows[i].tokens);
		strbuf_release(&tokens);
	}
}

static void test_tokens(void **state)
{
	static const struct row rows[] = {
		{ "", "" }, { "  ", "" }, { "a", "W0-1" }, { " a b ", "W1-2 W3-4" },
		{ "-a", "W0-2!" },
		{ "-", "W0-1!" }, { "--", "W0-2!" }, { "- a", "W0-1! W2-3" },
		{ "-)", "W0-1! )1-2" },
		{ "OR", "|0-2" }, { "or", "W0-2" }, { "ORE -OR", "W0-3 W4-7!" },
		{ "(a)", "(0-1 W1-2 )2-3" }, { "-(a", "(0-2! W2-3" },
		{ "\"a b\"", "P0-5" }, { "-\"a", "P0-3!~" }, { "\"a\"\"b\"", "P0-6" },
		{ "\"a\"\"", "P0-4~" }, { "\"", "P0-1~" }, { "\"\"", "P0-2" },
		{ "a\"b\"", "W0-1 P1-4" },
	};

	(void)state;
	check(rows, COUNT(rows), false);
}

static void test_keys(void **state)
{
	static const struct row rows[] = {
		{ "stack:a", "K0-6 v6-7" }, { "-stack:a", "K0-7! v7-8" },
		{ "STACK:a", "K0-6 v6-7" },
		{ "stack:", "K0-6 v6-6" }, { "stack: a", "K0-6 v6-6 W7-8" },
		{ "stack:a,b", "K0-6 v6-7 v8-9" }, { "stack:a,", "K0-6 v6-7 v8-8" },
		{ "stack:,a", "K0-6 v6-6 v7-8" }, { "stack:\"a,b\",c", "K0-6 q6-11 v12-13" },
		{ "stack:\"a", "K0-6 q6-8~" }, { "stack:a(b)", "K0-6 v6-7 (7-8 W8-9 )9-10" },
		{ "stack:a\"b\"", "K0-6 v6-7 P7-10" }, { "foo:a", "K0-4 v4-5" },
		{ "foo-bar:a", "K0-8 v8-9" }, { "remote_scope:x", "K0-13 v13-14" },
		{ "a:b", "W0-3" }, { "C:", "W0-2" }, { ":a", "W0-2" }, { "10:30", "W0-5" },
		{ "foo://x", "W0-7" }, { "foo::bar", "W0-8" }, { "a.b:c", "W0-5" },
		{ "url://x", "K0-4 v4-7" },
		{ "abcdefghijklmnopqrstuvwxyzabcdefgh:x", "W0-36" },
	};

	(void)state;
	check(rows, COUNT(rows), false);
}

static void test_grouped_digits(void **state)
{
	static const struct row grouped[] = {
		{ "pay:1,000", "K0-4 v4-9" }, { "pay:1,000,000", "K0-4 v4-13" },
		{ "pay:1,00", "K0-4 v4-5 v6-8" }, { "pay:1,0000", "K0-4 v4-5 v6-10" },
		{ "pay:1k,000", "K0-4 v4-6 v7-10" }, { "pay:1,000k", "K0-4 v4-5 v6-10" },
		{ "pay:,000", "K0-4 v4-4 v5-8" },
	};
	static const struct row plain[] = { { "pay:1,000", "K0-4 v4-5 v6-9" } };

	(void)state;
	check(grouped, COUNT(grouped), true);
	check(plain, COUNT(plain), false);
}

static void test_text(void **state)
{
	static const struct { const char *line, *text; } rows[] = {
		{ "", "" }, { "a", "a" }, { "\"a\"", "a" }, { "\"a", "a" }, { "\"", "" },
		{ "\"a\"\"b\"", "a\"b" }, { "\"a\"\"", "a\"" }, { "\"a\\\"", "a\\" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char *text = lex_text(rows[i].line, 0, strlen(rows[i].line));

		assert_string_equal(text, rows[i].text);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tokens), cmocka_unit_test(test_keys),
		cmocka_unit_test(test_grouped_digits), cmocka_unit_test(test_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
