/* JSON: what is read, mended and refused, and where. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "read/json_int.h"
#include "read_dump.h"
#include "read_file.h"
#include "util/err.h"
#include "util/node.h"
#include "util/strbuf.h"

static void write_node(struct strbuf *out, const struct node *node)
{
	if (node->fault)
		strbuf_printf(out, "!%s!", node->fault);
	if (node->kind == NODE_SCALAR) {
		strbuf_puts(out, node->is_plain ? "" : "'");
		strbuf_add(out, node->text, node->len);
		return;
	}
	strbuf_putc(out, node->kind == NODE_LIST ? '[' : '{');
	for (size_t i = 0; i < node->count; i++) {
		strbuf_puts(out, i > 0 ? " " : "");
		if (node->kind == NODE_MAP)
			strbuf_printf(out, "%s@%zu=", node->keys[i], node->key_lines[i]);
		write_node(out, node->items[i]);
	}
	strbuf_putc(out, node->kind == NODE_LIST ? ']' : '}');
	if (node->kind == NODE_MAP)
		strbuf_printf(out, "@%zu:%zu", node->line, node->col);
}

static void assert_parsed(const char *text, size_t len, enum json_mode mode, const char *expected)
{
	struct err err = ERR_INIT;
	struct strbuf out = STRBUF_INIT;
	size_t bad = 0;
	struct node *values = json_parse(text, len, "a", 1, mode, &bad, &err);

	for (size_t i = 0; values && i < values->count; i++) {
		write_node(&out, values->items[i]);
		strbuf_putc(&out, '\n');
	}
	if (!values)
		strbuf_puts(&out, err.text);
	if (bad > 0)
		strbuf_printf(&out, "%zu bad\n", bad);
	assert_dump(&out, expected);
	strbuf_release(&out);
	err_release(&err);
	node_free(values);
}

#define STRICT(text, expected) assert_parsed(text, sizeof(text) - 1, JSON_STRICT, expected)
#define PAGE(text, expected) assert_parsed(text, sizeof(text) - 1, JSON_IN_PAGE, expected)

static void nothing(void **state)
{
	(void)state;
	STRICT("", "");
	STRICT(" \n", "");
	STRICT("{}", "{}@1:1\n");
	STRICT("[]", "[]\n");
	STRICT("[[], {}]", "[[] {}@1:6]\n");
}

static void values_keep_their_spelling(void **state)
{
	(void)state;
	STRICT("[1, -0.50, 1e3, true, null, \"1\", \"\", \"a\\u00e9\\n\"]",
	       "[1 -0.50 1e3 true null '1 ' 'a\xc3\xa9\n]\n");
}

static void places(void **state)
{
	(void)state;
	STRICT("{\"a\": 1,\n  \"b\": {\"c\": [\n{ }]}}",
	       "{a@1=1 b@2={c@2=[{}@3:1]}@2:8}@1:1\n");
}

static void values_in_a_row(void **state)
{
	(void)state;
	STRICT("{\"a\":1} {\"b\":2}{\"c\":3}\n\n[4],5", "{a@1=1}@1:1\n{b@1=2}@1:9\n{c@1=3}@1:16\n"
	       "[4]\n5\n");
	STRICT("\x1e{\"a\":1}\n\x1e{\"b\":2}\n", "{a@1=1}@1:2\n{b@2=2}@2:2\n");
}

static void broken_lines_cost_themselves(void **state)
{
	(void)state;
	STRICT("{\"a\":1}\n{\"b\":,}\n{\"c\":3}\n",
	       "{a@1=1}@1:1\n!this is not valid JSON (unexpected token); correct it there "
	       "(column 6)!'\n{c@3=3}@3:1\n");
	STRICT("{\"a\":\n{\"b\":2}\n",
	       "!the JSON ends here with brackets open; is the file cut off? (column 6)!'\n"
	       "{b@2=2}@2:1\n");
	STRICT("{\"a\":1}\n{\"b\":\"x\n{\"c\":3}\n",
	       "{a@1=1}@1:1\n!the text that begins here has no closing quote (column 6)!'\n"
	       "{c@3=3}@3:1\n");
}

static void broken_files(void **state)
{
	(void)state;
	STRICT("{\n \"a\": 1,\n \"b\": 2,,\n}",
	       "a:3:9: this is not valid JSON (string or '}' expected); correct it there");
	STRICT("[{\"a\": 1}, {\"b\": ",
	       "a:1:18: the JSON ends here with brackets open; is the file cut off?");
	STRICT("[1,]", "a:1:4: this is not valid JSON (unexpected token); correct it there");
	STRICT("[1 2]", "a:1:4: this is not valid JSON (']' expected); correct it there");
	STRICT("[}", "a:1:2: this is not valid JSON (unexpected token); correct it there");
	STRICT("]", "a:1:1: this bracket closes nothing");
	STRICT("[01]", "a:1:2: this is not a number of JSON");
	STRICT("[maybe]", "a:1:2: this word is no value of JSON; it should stand in quotes");
	STRICT("[#]", "a:1:2: this character does not belong here");
	STRICT("{\"a\":1, 2:3}", "a:1:9: a name in double quotes should stand here");
	STRICT("[\"a\\qb\"]", "a:1:4: this escape is none of JSON's");
	STRICT("[\"a\\u12g4\"]", "a:1:4: this escape is none of JSON's");
	STRICT("[\"a", "a:1:2: the text that begins here has no closing quote");
}

static void depth(void **state)
{
	struct strbuf text = STRBUF_INIT;

	(void)state;
	strbuf_repeat(&text, "[", 64);
	strbuf_repeat(&text, "]", 64);
	assert_parsed(text.text, text.len, JSON_STRICT,
		      "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
		      "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n");
	strbuf_clear(&text);
	strbuf_repeat(&text, "{\"a\":", 100000);
	assert_parsed(text.text, text.len, JSON_STRICT,
		      "a:1:321: this nests deeper than 64 levels; flatten it");
	strbuf_release(&text);
}

static void numbers_out_of_range(void **state)
{
	struct strbuf text = STRBUF_INIT, expected = STRBUF_INIT;

	(void)state;
	STRICT("[999999999999999999, 9999999999999999999, 1e999, 1e-999999, NaN, -Infinity]",
	       "[999999999999999999 '9999999999999999999 '1e999 '1e-999999 null '-Infinity]\n");
	strbuf_putc(&text, '[');
	strbuf_repeat(&text, "9", 1000000);
	strbuf_putc(&text, ']');
	strbuf_puts(&expected, "['");
	strbuf_repeat(&expected, "9", 64);
	strbuf_puts(&expected, "...]\n");
	assert_parsed(text.text, text.len, JSON_STRICT, expected.text);
	strbuf_release(&text);
	strbuf_release(&expected);
}

static void texts_are_mended(void **state)
{
	(void)state;
	STRICT("[\"a\tb\nc\x01\"]", "['a\tb\nc\x01]\n");
	STRICT("[\"a\xff" "b\xe2\x82\"]", "['a\xef\xbf\xbd" "b\xef\xbf\xbd]\n2 bad\n");
	STRICT("[\"\\ud800\", \"\\udc00x\", \"\\ud83d\\ude00\", \"\\ud83d\\ud83d\"]",
	       "['\xef\xbf\xbd '\xef\xbf\xbdx '\xf0\x9f\x98\x80 '\xef\xbf\xbd\xef\xbf\xbd]\n"
	       "4 bad\n");
	STRICT("{\"a\\u0000b\": 1}", "{a\xef\xbf\xbd" "b@1=1}@1:1\n1 bad\n");
}

static void nul_is_kept(void **state)
{
	static const char text[] = "[\"a\\u0000b\", \"c\0d\"]";
	size_t bad;
	struct node *values = json_parse(text, sizeof text - 1, "a", 1, JSON_STRICT, &bad, NULL);

	(void)state;
	assert_non_null(values);
	assert_int_equal(values->items[0]->items[0]->len, 3);
	assert_memory_equal(values->items[0]->items[0]->text, "a\0b", 3);
	assert_int_equal(values->items[0]->items[1]->len, 3);
	node_free(values);
}

static void keys_that_stand_twice(void **state)
{
	(void)state;
	STRICT("[{\"a\": 1,\n\"b\": 2, \"\\u0061\": 3}]",
	       "[!the key \"a\" stands twice, on line 1 and on line 2; remove one!"
	       "{a@1=1 b@2=2 a@2=3}@1:2]\n");
	STRICT("{\"\": 1, \"\": 2}",
	       "!the key \"\" stands twice, on line 1 and on line 1; remove one!{@1=1 @1=2}@1:1\n");
}

static void many_keys(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct node *values;
	size_t bad;

	(void)state;
	for (int i = 0; i < 257; i++)
		strbuf_printf(&text, "%s\"k%d\": 1", i > 0 ? "," : "{", i);
	strbuf_putc(&text, '}');
	values = json_parse(text.text, text.len, "a", 1, JSON_STRICT, &bad, NULL);
	assert_non_null(values);
	assert_string_equal(values->items[0]->fault,
			    "an object has 257 keys, more than 256; leave some out");
	node_free(values);
	strbuf_release(&text);
}

static void pages(void **state)
{
	(void)state;
	PAGE("//<![CDATA[\n{\"a\": [1,], // one\n \"b\": {\"c\": 2,},}\n//]]>",
	     "{a@2=[1] b@3={c@3=2}@3:7}@2:1\n");
	PAGE("<!-- {\"a\": /* x */ \"it\\'s \\x3cb>\"} -->;", "{a@1='it's <b>}@1:6\n");
	PAGE("[1,,2, undefined]", "[1 2 null]\n");
	PAGE("[\"a\nb\"]", "['a\nb]\n");
	PAGE("{\"a\":1,", "a:1:8: the JSON ends here with brackets open; is the file cut off?");
}

static void what_is_json(void **state)
{
	static const char *const texts[] = { "{}", "{\"a\":1", " [{\"a\"", "[{}]", "[\"a\"]", "[1]",
		"[[[[", "[[], []]" };
	static const char *const others[] = { "", "{", "[", "{a: 1}", "[a](b)", "[1] A note",
		"[\"a\"](b) [1]", "[ ] a task", "[[a]]", "x" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		assert_true(json_recognises(texts[i], strlen(texts[i])));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_false(json_recognises(others[i], strlen(others[i])));
}

static void files_without_postings(void **state)
{
	(void)state;
	assert_file("{}", "no postings in a: it is empty\n");
	assert_file("[]", "no postings in a: its list is empty\n");
	assert_file("{\"jobs\": [], \"meta\": {\"total\": 0}}",
		    "no postings in a: the list \"jobs\" is empty\n");
	assert_file("{\"ok\": false, \"error\": \"Document not found\"}",
		    "no postings in a: the board answered \"Document not found\"\n");
	assert_file("[1, 2]", "no postings in a: no record of this JSON has a title\n");
	assert_file("[{\"name\": \"left-pad\", \"description\": \"Pads.\"}]",
		    "no postings in a: no record of this JSON has a title\n");
}

static void torn_files(void **state)
{
	(void)state;
	assert_file("{\"jobs\": [{\"title\": \"Cook\", \"company\": \"Pan\"}],\n\"jobs\": []}",
		    "a:1: the key \"jobs\" stands twice, on line 1 and on line 2; remove one\n");
	assert_file("[{\"title\": \"Cook\",\n\"title\": \"Baker\", \"company\": \"Pan\"},\n"
		    "{\"title\": \"Waiter\", \"company\": \"Pan\"}]",
		    "refused@1 the key \"title\" stands twice, on line 1 and on line 2; remove "
		    "one\n@3\ntitle=Waiter\ncompany=Pan\n");
}

static void lines_of_records(void **state)
{
	(void)state;
	assert_file("{\"title\": \"Cook\", \"company\": \"Pan\"}\n{\"title\": \"Ba\n"
		    "{\"title\": \"Waiter\", \"company\": \"P\xff\"}\n",
		    "@1 1 bad\ntitle=Cook\ncompany=Pan\n"
		    "refused@2 the text that begins here has no closing quote (column 11)\n"
		    "@3\ntitle=Waiter\ncompany=P\xef\xbf\xbd\n");
	assert_file("{\"jobs\": [{\"title\": \"Cook\", \"company\": \"Pan\"}]}\n"
		    "{\"jobs\": [{\"title\": \"Waiter\", \"company\": \"Pan\"}]}\n",
		    "@1\ntitle=Cook\ncompany=Pan\n@2\ntitle=Waiter\ncompany=Pan\n");
}

static void long_fields(void **state)
{
	struct strbuf text = STRBUF_INIT;

	(void)state;
	strbuf_puts(&text, "[{\"title\": \"Cook\", \"company\": \"Pan\", \"description\": \"");
	strbuf_repeat(&text, "y", ((size_t)1 << 20) + 1);
	strbuf_puts(&text, "\"}, {\"title\": \"Baker\", \"company\": \"Pan\"}]");
	assert_file(text.text, "refused@1 a text has more than 1 MiB; shorten it\n"
		    "@1\ntitle=Baker\ncompany=Pan\n");
	strbuf_release(&text);
}

static void too_many_records(void **state)
{
	struct strbuf text = STRBUF_INIT;

	(void)state;
	strbuf_puts(&text, "[{\"title\": \"Cook\", \"company\": \"Pan\"}");
	strbuf_repeat(&text, ",null", 200000);
	strbuf_putc(&text, ']');
	assert_file(text.text, "@1\ntitle=Cook\ncompany=Pan\n"
		    "a:1: the file has more than 200000 postings; divide it\n");
	strbuf_release(&text);
}

static void too_many_values(void **state)
{
	struct strbuf text = STRBUF_INIT;

	(void)state;
	strbuf_puts(&text, "[0");
	strbuf_repeat(&text, ",0", 2000001);
	strbuf_putc(&text, ']');
	assert_file(text.text, "a:1:4000001: more than 2,000,000 values stand here; divide it into "
		    "smaller files\n");
	strbuf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing),
		cmocka_unit_test(values_keep_their_spelling),
		cmocka_unit_test(places),
		cmocka_unit_test(values_in_a_row),
		cmocka_unit_test(broken_lines_cost_themselves),
		cmocka_unit_test(broken_files),
		cmocka_unit_test(depth),
		cmocka_unit_test(numbers_out_of_range),
		cmocka_unit_test(texts_are_mended),
		cmocka_unit_test(nul_is_kept),
		cmocka_unit_test(keys_that_stand_twice),
		cmocka_unit_test(many_keys),
		cmocka_unit_test(pages),
		cmocka_unit_test(what_is_json),
		cmocka_unit_test(files_without_postings),
		cmocka_unit_test(torn_files),
		cmocka_unit_test(lines_of_records),
		cmocka_unit_test(long_fields),
		cmocka_unit_test(too_many_records),
		cmocka_unit_test(too_many_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
