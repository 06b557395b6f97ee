/* YAML: the tree, where its nodes stand, and everything that is refused. */
#include "config.h"

#include "util/yaml.h"

#include "util/strbuf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct node *parse(const char *text)
{
	struct err err = ERR_INIT;
	struct node *documents = yaml_parse(text, strlen(text), "a.yaml", &err);

	if (err.text)
		print_message("%s\n", err.text);
	assert_null(err.text);
	assert_non_null(documents);
	assert_int_equal(documents->kind, NODE_LIST);
	assert_int_equal(documents->end, strlen(text));
	return documents;
}

static void assert_refused_len(const char *text, size_t len, const char *why)
{
	struct err err = ERR_INIT;
	struct node *documents = yaml_parse(text, len, "a.yaml", &err);

	assert_null(documents);
	assert_int_equal(err.status, STATUS_BAD_DATA);
	assert_non_null(err.text);
	if (!strstr(err.text, why))
		print_message("%s\n", err.text);
	assert_ptr_equal(strstr(err.text, why), err.text);
	assert_non_null(strchr(err.text, ';'));
	err_release(&err);
}

static void assert_refused(const char *text, const char *why)
{
	assert_refused_len(text, strlen(text), why);
}

/* The tree as text: lists in (), maps in {}, null as ~, quoted values in ''. */
static void print_node(struct strbuf *out, const struct node *node)
{
	size_t i;

	if (node->kind == NODE_SCALAR) {
		if (node_is_null(node))
			strbuf_putc(out, '~');
		else
			strbuf_printf(out, node->is_plain ? "%s" : "'%s'", node->text);
		return;
	}
	strbuf_putc(out, node->kind == NODE_LIST ? '(' : '{');
	for (i = 0; i < node->count; i++) {
		strbuf_puts(out, i > 0 ? " " : "");
		if (node->kind == NODE_MAP)
			strbuf_printf(out, "%s=", node->keys[i]);
		print_node(out, node->items[i]);
	}
	strbuf_putc(out, node->kind == NODE_LIST ? ')' : '}');
}

static void trees(void **state)
{
	static const struct { const char *text, *tree; } rows[] = {
		{ "", "()" },
		{ " \n\n", "()" },
		{ "# nothing\n", "()" },
		{ "\xEF\xBB\xBF", "()" },
		{ "---\n", "(~)" },
		{ "---\n---\n", "(~ ~)" },
		{ "a", "(a)" },
		{ "'a'", "('a')" },
		{ "\xEF\xBB\xBF" "a: b", "({a=b})" },
		{ "a: 1\nb: [x, 'y', {z: \"w\"}]\n", "({a=1 b=(x 'y' {z='w'})})" },
		{ "- \n- ~\n- null\n- Null\n- NULL\n- nULL\n- ''\n- 'null'\n- \"~\"\n",
		  "((~ ~ ~ ~ ~ nULL '' 'null' '~'))" },
		{ "- !!str null\n- !!null ''\n- !!timestamp 2026-11-22\n- !!int 3\n",
		  "(('null' ~ 2026-11-22 3))" },
		{ "a: |\n  one\n\n   two\n\nb: |-\n  x\n", "({a='one\n\n two\n' b='x'})" },
		{ "a: |+\n  x\n\nb: >\n  one\n  two\n\n  three\n",
		  "({a='x\n\n' b='one two\nthree\n'})" },
		{ "a: |2\n   indented\n", "({a=' indented\n'})" },
		{ "a: one\n  two\n", "({a=one two})" },
		{ "a:\r\n- b\r\n", "({a=(b)})" },
		{ "a: 1\n---\nb: 2\n...\n", "({a=1} {b=2})" },
		{ "? a\n: b\n", "({a=b})" },
		{ "a:\nb:\n", "({a=~ b=~})" },
		{ "{}", "({})" },
		{ "[]", "(())" },
		{ "a: &anchor b\n", "({a=b})" },
		{ "url: https://a.example/?x=1#y\n", "({url=https://a.example/?x=1#y})" },
		{ "title: C++ / \"quoted\"\n", "({title=C++ / \"quoted\"})" },
		{ "%YAML 1.1\n---\na\n", "(a)" },
	};
	struct strbuf out = STRBUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		struct node *documents = parse(rows[i].text);

		strbuf_clear(&out);
		print_node(&out, documents);
		assert_string_equal(out.text, rows[i].tree);
		node_free(documents);
	}
	node_free(NULL);
	assert_null(node_get(NULL, "a"));
	strbuf_release(&out);
}

static void values_by_key(void **state)
{
	struct node *documents = parse("title: Engineer\nempty:\nlist: [a]\nquoted: ''\n");
	const struct node *map = documents->items[0];

	(void)state;
	assert_string_equal(node_text(node_get(map, "title")), "Engineer");
	assert_null(node_get(map, "Title"));
	assert_null(node_text(node_get(map, "missing")));
	assert_null(node_text(node_get(map, "empty")));
	assert_null(node_text(node_get(map, "list")));
	assert_null(node_get(node_get(map, "list"), "a"));
	assert_string_equal(node_text(node_get(map, "quoted")), "");
	assert_true(node_is_null(NULL));
	assert_true(node_is_null(node_get(map, "empty")));
	assert_false(node_is_null(node_get(map, "quoted")));
	assert_false(node_is_null(map));
	node_free(documents);
}

static void a_value_may_hold_nul(void **state)
{
	struct node *documents = parse("a: \"x\\0y\"\n");
	const struct node *node = node_get(documents->items[0], "a");

	(void)state;
	assert_int_equal(node->len, 3);
	assert_memory_equal(node->text, "x\0y", 4);
	node_free(documents);
}

/* Finds the scalar TEXT; NULL where there is none. */
static const struct node *find(const struct node *node, const char *text)
{
	const struct node *found = NULL;
	size_t i;

	if (node->kind == NODE_SCALAR)
		return strcmp(node->text, text) == 0 ? node : NULL;
	for (i = 0; i < node->count && !found; i++)
		found = find(node->items[i], text);
	return found;
}

static void nodes_know_their_place(void **state)
{
	static const char text[] =
		"# caf\xC3\xA9 \xF0\x9F\x98\x80\n"
		"title: Caf\xC3\xA9 \xE4\xB8\xAD\xE6\x96\x87\n"
		"\xC3\xA9t\xC3\xA9: [\xC3\xA9, \"b\xE2\x80\xA2\", c]\n"
		"body: |\n"
		"  \xE2\x80\xA2 one\n"
		"  two\n"
		"\n"
		"# end\n"
		"last: end\r\n";
	static const struct { const char *value, *source; size_t line, col; } rows[] = {
		{ "Caf\xC3\xA9 \xE4\xB8\xAD\xE6\x96\x87",
		  "Caf\xC3\xA9 \xE4\xB8\xAD\xE6\x96\x87", 2, 8 },
		{ "\xC3\xA9", "\xC3\xA9", 3, 7 },
		{ "b\xE2\x80\xA2", "\"b\xE2\x80\xA2\"", 3, 10 },
		{ "c", "c", 3, 16 },
		{ "end", "end", 9, 7 },
	};
	struct strbuf source = STRBUF_INIT;
	int has_mark;
	size_t i;

	(void)state;
	for (has_mark = 0; has_mark < 2; has_mark++) {
		struct node *documents;
		const struct node *map, *node;

		strbuf_clear(&source);
		strbuf_puts(&source, has_mark ? "\xEF\xBB\xBF" : "");
		strbuf_puts(&source, text);
		documents = parse(source.text);
		map = documents->items[0];
		for (i = 0; i < COUNT(rows); i++) {
			node = find(documents, rows[i].value);
			assert_non_null(node);
			assert_int_equal(node->line, rows[i].line);
			assert_int_equal(node->col, rows[i].col);
			assert_int_equal(node->end - node->start, strlen(rows[i].source));
			assert_memory_equal(source.text + node->start, rows[i].source,
					    strlen(rows[i].source));
		}
		assert_int_equal(map->line, 2);
		assert_int_equal(map->key_lines[1], 3);
		assert_int_equal(map->key_lines[3], 9);
		assert_memory_equal(source.text + map->start, "title", 5);
		assert_memory_equal(source.text + map->end - 3, "end\r\n", 5);
		node = node_get(map, "\xC3\xA9t\xC3\xA9");
		assert_int_equal(source.text[node->start], '[');
		assert_int_equal(source.text[node->end - 1], ']');
		node = node_get(map, "body");
		assert_memory_equal(source.text + node->start, "|\n", 2);
		assert_true(node->end <= (size_t)(strstr(source.text, "# end") - source.text));
		node_free(documents);
	}
	strbuf_release(&source);
}

/* Past the first notes of where characters start, with characters of every length. */
static void far_nodes_know_their_place(void **state)
{
	static const char *const units[] = { "x", "\xC3\xA9", "\xE4\xB8\xAD", "\xF0\x9F\x98\x80" };
	struct strbuf source = STRBUF_INIT, item = STRBUF_INIT;
	struct node *documents;
	const struct node *list;
	size_t i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		strbuf_puts(&source, "- ");
		strbuf_repeat(&source, units[i % 4], 1 + i % 70);
		strbuf_puts(&source, "\n");
	}
	documents = parse(source.text);
	list = documents->items[0];
	assert_int_equal(list->count, 1000);
	for (i = 0; i < 1000; i++) {
		strbuf_clear(&item);
		strbuf_repeat(&item, units[i % 4], 1 + i % 70);
		assert_string_equal(list->items[i]->text, item.text);
		assert_int_equal(list->items[i]->line, i + 1);
		assert_int_equal(list->items[i]->end - list->items[i]->start, item.len);
		assert_memory_equal(source.text + list->items[i]->start, item.text, item.len);
	}
	node_free(documents);
	strbuf_release(&source);
	strbuf_release(&item);
}

static void what_is_refused(void **state)
{
	static const struct { const char *text, *why; } rows[] = {
		{ "a: &x 1\nb: *x\n", "a.yaml:2:4: YAML aliases are not accepted; " },
		{ "a: &x [*x]\n", "a.yaml:1:8: YAML aliases are not accepted; " },
		{ "a: {b: 1}\n<<: *x\n", "a.yaml:2:5: YAML aliases are not accepted; " },
		{ "a: 1\nb: 2\na: 3\n", "a.yaml:3:1: the key \"a\" stands in line 1 already; " },
		{ "x: {b: 1, 'b': 2}", "a.yaml:1:11: the key \"b\" stands in line 1 already; " },
		{ "? [a]\n: b\n", "a.yaml:1:3: a key must be a single value; " },
		{ "{a: b}: c\n", "a.yaml:1:1: a key must be a single value; " },
		{ "\"a\\0b\": c\n", "a.yaml:1:1: a key must not contain a NUL; " },
		{ "a: !python/object:os.x x\n", "a.yaml:1:4: this YAML tag is not accepted; " },
		{ "a: !!binary aGk=\n", "a.yaml:1:4: this YAML tag is not accepted; " },
		{ "!!set {a}\n", "a.yaml:1:1: this YAML tag is not accepted; " },
		{ "- !!omap []\n", "a.yaml:1:3: this YAML tag is not accepted; " },
		{ "a: ! b\n", "a.yaml:1:4: this YAML tag is not accepted; " },
		{ "a: b: c\n", "a.yaml:1:5: mapping values are not allowed in this context" },
		{ "a: [1, 2\nb: 3\n", "a.yaml:2:2: did not find expected ',' or ']'" },
		{ "a:\n\t- b\n", "a.yaml:2:1: found character that cannot start any token" },
		{ "a: \"open\n", "a.yaml:2:1: found unexpected end of stream" },
		{ "a: `b`\n", "a.yaml:1:4: " },
		{ "a: \xC3\xA9\nb: \xFF\n", "a.yaml:2:4: this is not valid UTF-8; " },
		{ "a: b\x01\n", "a.yaml:1:5: a control character stands here; " },
		{ "\xFF\xFE" "a", "a.yaml:1:1: this is UTF-16; " },
		{ "\xFE\xFF" "a", "a.yaml:1:1: this is UTF-16; " },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++)
		assert_refused(rows[i].text, rows[i].why);
	assert_refused_len("a: b\0c\n", 7, "a.yaml:1:5: a control character stands here; ");
}

static void nobody_asks_why(void **state)
{
	(void)state;
	assert_null(yaml_parse("[", 1, "a.yaml", NULL));
	node_free(yaml_parse(NULL, 0, "a.yaml", NULL));
}

static void assert_repeated_refused(const char *unit, size_t times, const char *why)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_repeat(&text, unit, times);
	assert_refused(text.text, why);
	strbuf_release(&text);
}

static void depth(void **state)
{
	struct strbuf text = STRBUF_INIT;
	int i;

	(void)state;
	strbuf_repeat(&text, "[", 64);
	strbuf_repeat(&text, "]", 64);
	node_free(parse(text.text));
	strbuf_clear(&text);
	for (i = 0; i < 64; i++)
		strbuf_printf(&text, "%*sa:\n", i, "");
	node_free(parse(text.text));
	strbuf_printf(&text, "%*sa:\n", i, "");
	assert_refused(text.text, "a.yaml:65:65: this is nested more than 64 levels deep; ");
	strbuf_release(&text);
	assert_repeated_refused("[", 65, "a.yaml:1:65: this is nested more than 64 levels deep; ");
	assert_repeated_refused("{a: ", 65, "a.yaml:1:257: this is nested more than 64 levels");
	assert_repeated_refused("- ", 65, "a.yaml:1:129: this is nested more than 64 levels");
}

/* Counting events ends at the 65th bracket what libyaml itself would take minutes for. */
static void a_million_brackets_are_quick(void **state)
{
	static const char *const units[] = { "[", "{\"\":[", "{a: ", "- ", "[a," };
	clock_t start = clock();
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(units); i++)
		assert_repeated_refused(units[i], 1000000, "a.yaml:1:");
	assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 5.0);
}

static void keys_and_bytes(void **state)
{
	struct strbuf text = STRBUF_INIT;
	int i;

	(void)state;
	for (i = 0; i < 256; i++)
		strbuf_printf(&text, "k%d: %d\n", i, i);
	node_free(parse(text.text));
	strbuf_puts(&text, "k256: 256\n");
	assert_refused(text.text, "a.yaml:257:1: more than 256 keys stand in one mapping; ");
	strbuf_clear(&text);
	strbuf_repeat(&text, "x", (size_t)1 << 20);
	node_free(parse(text.text));
	strbuf_putc(&text, 'x');
	assert_refused(text.text, "a.yaml:1:1: this value has more than 1 MiB; ");
	strbuf_release(&text);
}

static void events_and_tag_lines(void **state)
{
	struct strbuf text = STRBUF_INIT;

	(void)state;
	/* A vocabulary of many small maps is nothing unusual. */
	strbuf_repeat(&text, "- name: Rust\n  also: [rustlang]\n", 3000);
	node_free(parse(text.text));
	strbuf_release(&text);
	assert_repeated_refused("-\n", 2100000, "a.yaml:1999998:2: more than 2,000,000 values");
	assert_repeated_refused("%TAG !a! b\n", 100000, "a.yaml:1:1: this has more than 16 %TAG");
}

/* Whatever is cut or changed: a tree or a refusal, and no byte out of bounds. */
static void damaged_sources(void **state)
{
	static const char text[] =
		"---\n- title: \"Caf\xC3\xA9 \\u00e9\"\n  tags: [a, {b: c}]\n"
		"  body: |\n    \xE2\x80\xA2 x\n"
		"  when: !!timestamp 2026-11-22\n...\n";
	static const char marks[] = "[]{}:-\n \"'|&*!\xC3\xFF";
	char copy[sizeof text];
	uint32_t seed = 42;
	size_t len, i;
	int round;

	(void)state;
	for (len = 0; len < sizeof text; len++)
		node_free(yaml_parse(text, len, "a", NULL));
	for (round = 0; round < 3000; round++) {
		memcpy(copy, text, sizeof text);
		for (i = 0; i < 3; i++) {
			seed = seed * 1664525u + 1013904223u;
			copy[(seed >> 8) % (sizeof text - 1)] = marks[seed >> 28];
		}
		node_free(yaml_parse(copy, sizeof text - 1, "a", NULL));
	}
}

/* Of records, the one that is broken says so, and the rest is there. */
static void faults_of_records(void **state)
{
	static const char text[] = "- a: 1\n  b: 2\n  a: {c: 3}\n- d: 4\n";
	struct node *stream = yaml_parse_records(text, sizeof text - 1, "a.yaml", NULL);
	const struct node *list;

	(void)state;
	assert_non_null(stream);
	list = stream->items[0];
	assert_int_equal(list->count, 2);
	assert_string_equal(list->items[0]->fault,
			    "the key \"a\" stands twice, on line 1 and on line 3; remove one");
	assert_string_equal(node_text(node_get(list->items[0], "a")), "1");
	assert_null(list->items[1]->fault);
	assert_string_equal(node_text(node_get(list->items[1], "d")), "4");
	node_free(stream);
	assert_null(yaml_parse_records("a: *b", 5, "a.yaml", NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trees),
		cmocka_unit_test(values_by_key),
		cmocka_unit_test(a_value_may_hold_nul),
		cmocka_unit_test(nodes_know_their_place),
		cmocka_unit_test(far_nodes_know_their_place),
		cmocka_unit_test(what_is_refused),
		cmocka_unit_test(nobody_asks_why),
		cmocka_unit_test(depth),
		cmocka_unit_test(a_million_brackets_are_quick),
		cmocka_unit_test(keys_and_bytes),
		cmocka_unit_test(events_and_tag_lines),
		cmocka_unit_test(damaged_sources),
		cmocka_unit_test(faults_of_records),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
