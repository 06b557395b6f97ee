/* Technologies: a small vocabulary of the test's own, then the one that is built in. */
#include "config.h"

#include "posting/technology.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "posting/vocabulary.h"
#include "posting_config.h"
#include "util/strbuf.h"
#include "util/vec.h"

/* Replaces what is built in where a name is real, so that the tests do not depend on it. */
static const char user_entries[] =
	"- {name: Go, kind: language, replace: true, aliases: [golang], weak: [Go],\n"
	"   not: [go to]}\n"
	"- {name: C, kind: language, replace: true, weak: [C], not: [Series C]}\n"
	"- {name: C++, kind: language, replace: true, aliases: [cpp]}\n"
	"- {name: 'C#', kind: language, replace: true}\n"
	"- {name: R, kind: language, replace: true, weak: [R]}\n"
	"- {name: .NET, kind: framework, replace: true, aliases: [dotnet]}\n"
	"- {name: ASP.NET, kind: framework, replace: true}\n"
	"- {name: Java, kind: language, replace: true}\n"
	"- {name: JavaScript, kind: language, replace: true, aliases: [js]}\n"
	"- {name: TypeScript, kind: language, replace: true}\n"
	"- {name: Node.js, kind: framework, replace: true, aliases: [node, nodejs]}\n"
	"- {name: PHP, kind: language, replace: true}\n"
	"- {name: Python, kind: language, replace: true}\n"
	"- {name: PostgreSQL, kind: database, replace: true, aliases: [postgres]}\n"
	"- {name: MySQL, kind: database, replace: true}\n"
	"- {name: Redis, kind: database, replace: true}\n"
	"- {name: Quuxwork Boot, kind: framework}\n"
	"- {name: Boot Admin Quux Server, kind: tool}\n"
	"- {name: X-Quux, kind: tool}\n"
	"- {name: Quüx, kind: tool}\n"
	"- {name: Quux Make, kind: tool, weak: [Quux  Make]}\n";

static struct technologies *technologies;

static struct technologies *load(const char *entries, struct err *err)
{
	struct config config;
	struct technologies *loaded;

	assert_true(config_make(&config, "technologies.yaml", entries));
	loaded = technologies_new(config.directory, err);
	config_remove(&config);
	return loaded;
}

static int set_up(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	technologies = load(user_entries, &err);
	if (!technologies)
		print_message("%s\n", err.text);
	err_release(&err);
	return technologies ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	technologies_free(technologies);
	return 0;
}

static const char *find(const char *name)
{
	const struct technology *found = technologies_find(technologies, name, strlen(name));

	return found ? found->name : "";
}

/* EXPECTED names what stands in TEXT, in order, divided by blanks; "?" behind a weak one, and "_"
 * for a blank inside a name. */
static void assert_scan_in(const struct technologies *vocabulary, const char *text,
			   const char *expected)
{
	struct technology_matches matches = { NULL, 0, 0 };
	struct strbuf out = STRBUF_INIT;

	technologies_scan(vocabulary, text, strlen(text), &matches);
	for (size_t i = 0; i < matches.count; i++) {
		const struct technology_match *match = &matches.items[i];

		assert_true(match->start < match->end && match->end <= strlen(text));
		assert_true(i == 0 || matches.items[i - 1].end <= match->start);
		if (i > 0)
			strbuf_putc(&out, ' ');
		for (const char *c = match->technology->name; *c; c++)
			strbuf_putc(&out, *c == ' ' ? '_' : *c);
		if (match->is_weak)
			strbuf_putc(&out, '?');
	}
	if (strcmp(out.text, expected) != 0)
		fail_msg("in \"%s\": \"%s\" instead of \"%s\"", text, out.text, expected);
	strbuf_release(&out);
	VEC_RELEASE(&matches);
}

static void assert_scan(const char *text, const char *expected)
{
	assert_scan_in(technologies, text, expected);
}

static void test_nothing(void **state)
{
	(void)state;
	assert_string_equal(find(""), "");
	assert_string_equal(find("  "), "");
	assert_string_equal(find("no such technology"), "");
	assert_string_equal(find("\xff"), "");
	assert_scan("", "");
	assert_scan(" \n\t.,-+#", "");
	assert_scan("nothing of the kind", "");
	assert_scan("\xff\xc3\xe2\x80 \xf0", "");
}

static void test_find(void **state)
{
	(void)state;
	assert_string_equal(find("go"), "Go");
	assert_string_equal(find(" GOLANG "), "Go");
	assert_string_equal(find("c"), "C");
	assert_string_equal(find("c++"), "C++");
	assert_string_equal(find("c#"), "C#");
	assert_string_equal(find(".net"), ".NET");
	assert_string_equal(find("Postgres"), "PostgreSQL");
	assert_string_equal(find("quuxwork-boot"), "Quuxwork Boot");
	assert_string_equal(find("quuxwork   boot"), "Quuxwork Boot");
	assert_string_equal(find("x quux"), "X-Quux");
	assert_string_equal(find("quux"), "Quüx");
	assert_string_equal(find("series c"), "");
	assert_string_equal(find("pytho"), "");
}

static void test_list(void **state)
{
	size_t count = technologies_count(technologies);
	bool found = false;

	(void)state;
	for (size_t i = 0; i < count; i++) {
		const struct technology *technology = technologies_at(technologies, i);

		assert_true((size_t)technology->kind < TECHNOLOGY_KIND_COUNT);
		found |= strcmp(technology->name, "Quuxwork Boot") == 0;
	}
	assert_true(found);
}

static void test_words(void **state)
{
	(void)state;
	assert_scan("Python", "Python");
	assert_scan("PYTHON, python; (Python)", "Python Python Python");
	assert_scan("JavaScript", "JavaScript");
	assert_scan("Javanese Pythonic unpython", "");
	assert_scan("Python_ _Python", "");
	assert_scan("“Python” – •Redis", "Python Redis");
	assert_scan("naïvePython", "");
	assert_scan("Redis.", "Redis");
	assert_scan("Redis's", "Redis");
	assert_scan("Redis’s", "Redis");
	assert_scan("Python-based, pre-Redis", "Python Redis");
}

static void test_signs(void **state)
{
	(void)state;
	assert_scan("C++", "C++");
	assert_scan("C#", "C#");
	assert_scan("C", "C?");
	assert_scan("C/C++/C#", "C? C++ C#");
	assert_scan("C, C++, and C#.", "C? C++ C#");
	assert_scan("C++17 and C++11/14", "C++ C++");
	assert_scan("C+++", "");
	assert_scan(".NET", ".NET");
	assert_scan("C#/.NET", "C# .NET");
	assert_scan("ASP.NET", "ASP.NET");
	assert_scan("example.net", "");
	assert_scan("Python+Redis", "Python Redis");
	assert_scan("Python#", "");
}

static void test_dots(void **state)
{
	(void)state;
	assert_scan("Node.js", "Node.js");
	assert_scan("Node", "Node.js");
	assert_scan("Node.", "Node.js");
	assert_scan("Node.foo", "");
	assert_scan("foo.js", "");
	assert_scan(".js", "JavaScript");
	assert_scan("jobs@redis, redis@example.org", "");
	assert_scan("@redis/client redis@4", "Redis Redis");
	assert_scan("see https://redis.io/python/java and python", "Python");
	assert_scan("(www.example.com/python), Java", "Java");
	assert_scan("http://python", "");
}

static void test_versions(void **state)
{
	(void)state;
	assert_scan("PHP 8.2", "PHP");
	assert_scan("PHP8", "PHP");
	assert_scan("Python3", "Python");
	assert_scan("Python3.11.", "Python");
	assert_scan("Java17, Java 21", "Java Java");
	assert_scan("Python3x", "");
	assert_scan("js6", "");
	assert_scan("Go2 C2 R2", "");
}

static void test_weak(void **state)
{
	(void)state;
	assert_scan("Go", "Go?");
	assert_scan("go", "");
	assert_scan("GO", "");
	assert_scan("golang", "Go");
	assert_scan("Go/Python", "Go? Python");
	assert_scan("R and Python", "R? Python");
	assert_scan("R&D", "");
	assert_scan("M&R", "");
	assert_scan("C-level, C-suite, Vitamin-C", "");
	assert_scan("Go-to-market", "");
	assert_scan("Go-", "Go?");
	assert_scan("-Go", "Go?");
	assert_scan("C‑level", "");
	assert_scan("Acme(R) (C) 2026", "");
	assert_scan("(R, Python)", "R? Python");
	assert_scan("C+Python", "Python");
	assert_scan("Quux Make", "Quux_Make?");
	assert_scan("Quux-Make", "Quux_Make?");
	assert_scan("quux make", "Quüx");
}

static void test_decoys(void **state)
{
	(void)state;
	assert_scan("Series C", "");
	assert_scan("a series-C company with C", "C?");
	assert_scan("Series C++", "C++");
	assert_scan("Go to our site", "");
	assert_scan("Go too", "Go?");
}

static void test_blanks(void **state)
{
	(void)state;
	assert_scan("Quuxwork Boot", "Quuxwork_Boot");
	assert_scan("quuxwork  \t boot", "Quuxwork_Boot");
	assert_scan("quuxwork\xc2\xa0" "boot", "Quuxwork_Boot");
	assert_scan("Quuxwork-Boot", "Quuxwork_Boot");
	assert_scan("quuxwork\nboot", "");
	assert_scan("quuxwork - boot", "");
	assert_scan("X-Quux", "X-Quux");
	assert_scan("x quux", "Quüx");
}

static void test_folded(void **state)
{
	struct technology_matches matches = { NULL, 0, 0 };
	const char text[] = "ÄÖ qúux\xcc\x81. Ｐｙｔｈｏｎ";

	(void)state;
	assert_scan(text, "Quüx Python");
	technologies_scan(technologies, text, strlen(text), &matches);
	assert_int_equal(matches.items[0].start, 5);
	assert_int_equal(matches.items[0].end, 12);
	assert_int_equal(matches.items[1].end, strlen(text));
	VEC_RELEASE(&matches);
}

static void test_longer_wins(void **state)
{
	(void)state;
	assert_scan("Quuxwork Boot Admin Quux Server", "Boot_Admin_Quux_Server");
	assert_scan("Quuxwork Boot Admin Server", "Quuxwork_Boot");
	assert_scan("PostgreSQL/MySQL", "PostgreSQL MySQL");
	assert_scan("TypeScript/JavaScript", "TypeScript JavaScript");
}

/* Matches are added behind what is there already. */
static void test_adds(void **state)
{
	struct technology_matches matches = { NULL, 0, 0 };

	(void)state;
	technologies_scan(technologies, "Python", 6, &matches);
	technologies_scan(technologies, "Python Redis", 12, &matches);
	technologies_scan(technologies, "Python", 3, &matches);
	assert_int_equal(matches.count, 3);
	assert_int_equal(matches.items[2].start, 7);
	VEC_RELEASE(&matches);
}

static void assert_refused(const char *entries, const char *expected)
{
	struct err err = ERR_INIT;

	assert_null(load(entries, &err));
	assert_non_null(strstr(err.text, "/technologies.yaml:"));
	if (!strstr(err.text, expected))
		fail_msg("\"%s\" is not in \"%s\"", expected, err.text);
	err_release(&err);
}

static void test_refused(void **state)
{
	(void)state;
	assert_refused("name: Foo\n", "a list of entries");
	assert_refused("- Foo\n", ":1: an entry is a mapping");
	assert_refused("\n- {kind: tool}\n", ":2: an entry needs a");
	assert_refused("- {name: Fooquux}\n", "needs a kind");
	assert_refused("- {name: Fooquux, kind: toy}\n", "\"toy\"");
	assert_refused("- {name: Fooquux, kind: [tool]}\n", "a kind is");
	assert_refused("- {name: Fooquux, kind: tool, alias: [x]}\n", "\"alias\"");
	assert_refused("- {name: Fooquux, kind: tool, aliases: x}\n", "a list belongs");
	assert_refused("- {name: Fooquux, kind: tool, aliases: [[x]]}\n", "only texts");
	assert_refused("- {name: Fooquux, kind: tool, aliases: ['']}\n", "1 to 80 bytes");
	assert_refused("- {name: Go, replace: maybe}\n", "true or false");
	assert_refused("- {name: Fooquux, kind: tool, aliases: [barquux]}\n"
		       "- {name: Bazquux, kind: tool, aliases: [Barquux]}\n",
		       ":2: a spelling belongs");
	assert_refused("- {name: [\n", "");
}

static void test_empty_file(void **state)
{
	struct err err = ERR_INIT;
	struct technologies *loaded = load("# nothing\n", &err);

	(void)state;
	assert_non_null(loaded);
	assert_null(err.text);
	technologies_free(loaded);
	technologies_free(NULL);
}

static void test_users_entries(void **state)
{
	struct err err = ERR_INIT;
	struct technologies *loaded = load(
		"- {name: Fooquux, kind: tool, aliases: [foq], weak: [Fq]}\n"
		"- {name: fooquux, aliases: [fooq], weak: [FQ]}\n"
		"- {name: Barquux, kind: tool, aliases: [barq]}\n"
		"- {name: Barquux, remove: true}\n"
		"- {name: Nosuchquux, remove: true}\n"
		"- {name: Bazquux, kind: tool, aliases: [bazq]}\n"
		"- {name: Bazquux, kind: library, replace: true, aliases: [bzq]}\n"
		"- {name: Quuxword, kind: tool}\n"
		"- {name: Quuxword, weak: [Quuxword]}\n"
		"- {name: Spacequux, kind: tool, aliases: ['  space   quuxy ']}\n", &err);

	(void)state;
	assert_non_null(loaded);
	assert_scan_in(loaded, "foq fooq Fq FQ fq Fooquux",
		       "Fooquux Fooquux Fooquux? Fooquux? Fooquux");
	assert_scan_in(loaded, "Barquux barq", "");
	assert_scan_in(loaded, "Bazquux bazq bzq", "Bazquux Bazquux");
	assert_scan_in(loaded, "quuxword Quuxword", "Quuxword?");
	assert_scan_in(loaded, "Space quuxy", "Spacequux");
	assert_null(technologies_find(loaded, "barq", 4));
	assert_int_equal(technologies_find(loaded, "bzq", 3)->kind, TECHNOLOGY_LIBRARY);
	for (size_t i = 0; i < technologies_count(loaded); i++)
		assert_string_not_equal(technologies_at(loaded, i)->name, "Barquux");
	technologies_free(loaded);
}

/* Every technology that is built in is found by its own name. */
static void test_built_in(void **state)
{
	struct err err = ERR_INIT;
	struct technologies *loaded = technologies_new(NULL, &err);

	(void)state;
	if (!loaded)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < technologies_count(loaded); i++) {
		const struct technology *technology = technologies_at(loaded, i);

		assert_ptr_equal(technologies_find(loaded, technology->name,
						   strlen(technology->name)), technology);
	}
	assert_scan_in(loaded, "Rust, PostgreSQL, k8s", "Rust? PostgreSQL Kubernetes");
	technologies_free(loaded);
}

static void test_vocabulary(void **state)
{
	struct err err = ERR_INIT;
	struct config config;
	struct vocabulary vocabulary;

	(void)state;
	assert_true(vocabulary_load(&vocabulary, NULL, &err));
	assert_non_null(vocabulary.gazetteer);
	assert_true(technologies_count(vocabulary.technologies) > 0);
	vocabulary_release(&vocabulary);
	vocabulary_release(&vocabulary);
	assert_true(config_make(&config, "technologies.yaml", "- 1\n"));
	assert_false(vocabulary_load(&vocabulary, config.directory, &err));
	config_remove(&config);
	assert_null(vocabulary.gazetteer);
	err_release(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_signs),
		cmocka_unit_test(test_dots),
		cmocka_unit_test(test_versions),
		cmocka_unit_test(test_weak),
		cmocka_unit_test(test_decoys),
		cmocka_unit_test(test_blanks),
		cmocka_unit_test(test_folded),
		cmocka_unit_test(test_longer_wins),
		cmocka_unit_test(test_adds),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_empty_file),
		cmocka_unit_test(test_users_entries),
		cmocka_unit_test(test_built_in),
		cmocka_unit_test(test_vocabulary),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
