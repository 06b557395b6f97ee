/* sources.yaml. */
#include "config.h"

#include "load/sources.h"

#include "util/alloc.h"
#include "util/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/shortlist-sources-XXXXXX";

static int set_up(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static void put(const char *name, const char *text)
{
	char *path = path_join(folder, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	free(path);
}

static void drop(const char *name)
{
	char *path = path_join(folder, name);

	assert_int_equal(unlink(path), 0);
	free(path);
}

static int tear_down(void **state)
{
	(void)state;
	return rmdir(folder);
}

static void no_file_is_no_source(void **state)
{
	struct sources sources = { 0 };

	(void)state;
	assert_true(sources_load(&sources, folder, NULL));
	assert_true(sources_load(&sources, NULL, NULL));
	assert_int_equal(sources.count, 0);
	assert_null(sources_find(&sources, "x"));
	assert_null(sources_nearest(&sources, "x"));
}

static void all_that_a_source_has(void **state)
{
	struct sources sources = { 0 };
	const struct source *source;

	(void)state;
	put("sources.yaml", "- name: acme\n"
			    "  command: [curl, -sSf, https://example.org/jobs]\n"
			    "  format: yaml\n  tags: direct\n  every: 6h\n  time-limit: 2min\n"
			    "- name: files\n  paths: [a, '~/b']\n");
	assert_true(sources_load(&sources, folder, NULL));
	assert_int_equal(sources.count, 2);
	source = sources_find(&sources, "acme");
	assert_int_equal(source->command.count, 3);
	assert_string_equal(source->command.items[1], "-sSf");
	assert_null(source->command.items[3]);
	assert_string_equal(source->as->name, "yaml");
	assert_string_equal(source->tags.items[0], "direct");
	assert_int_equal(source->every_s, 6 * 3600);
	assert_int_equal(source->time_s, 120);
	assert_int_equal(source->line, 1);
	source = sources_nearest(&sources, "file");
	assert_string_equal(source->name, "files");
	assert_int_equal(source->paths.count, 2);
	assert_int_equal(source->every_s, 0);
	assert_int_equal(source->time_s, 60);
	assert_null(source->as);
	sources_release(&sources);
	drop("sources.yaml");
}

static void what_is_refused(void **state)
{
	static const struct { const char *text, *part; } rows[] = {
		{ "- name: [a]\n  path: x\n", "sources.yaml:1: a name is made of" },
		{ "- name: -a\n  path: x\n", "a name is made of" },
		{ "- name: a b\n  path: x\n", "a name is made of" },
		{ "- path: x\n", "this source has no name" },
		{ "- name: a\n  path: x\n  command: [y]\n", "either a command or paths" },
		{ "- name: a\n  command: []\n", "each word of a command is a text" },
		{ "- name: a\n  command: ['']\n", "the name of a program" },
		{ "- name: a\n  command: [x, [y]]\n", "each word of a command is a text" },
		{ "- name: a\n  path: x\n  format: wurst\n", "there is no format \"wurst\"" },
		{ "- name: a\n  path: x\n  tags: [a b]\n", "a tag is one word" },
		{ "- name: a\n  path: x\n  every: 99999999999999999999h\n", "a time is a number" },
		{ "- name: a\n  path: x\n  every: 6\n", "a time is a number" },
		{ "- name: a\n  command: [x]\n  time-limit: 2h\n", "between 1s and 1h" },
		{ "- name: a\n  path: x\n  shape: x\n", "a source has no \"shape\"; it has" },
		{ "- just a text\n", "sources.yaml:1: a source has a name" },
		{ "just a text\n", "sources are a list" },
		{ "- [\n", "sources.yaml" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct sources sources = { 0 };
		struct err err = ERR_INIT;

		put("sources.yaml", rows[i].text);
		assert_false(sources_load(&sources, folder, &err));
		assert_int_equal(err.status, STATUS_CONFIG);
		if (!strstr(err.text, rows[i].part))
			fail_msg("\"%s\" is not in \"%s\"", rows[i].part, err.text);
		assert_int_equal(sources.count, 0);
		err_release(&err);
	}
	drop("sources.yaml");
}

static void assert_expands(const char *path, const char *expected)
{
	char *items[] = { xstrdup(path) };
	struct source source = { .paths = { items, 1, 1 } };
	struct strbuf seen = STRBUF_INIT;
	struct texts found = { 0 };

	source_expand(&source, folder, &found);
	for (size_t i = 0; i < found.count; i++)
		strbuf_printf(&seen, "[%s]", found.items[i] + (found.items[i][0] == '/' &&
			      strncmp(found.items[i], folder, strlen(folder)) == 0
			      ? strlen(folder) + 1 : 0));
	assert_string_equal(seen.text, expected);
	strbuf_release(&seen);
	texts_release(&found);
	free(items[0]);
}

static void paths_and_patterns(void **state)
{
	(void)state;
	put("b.xml", "");
	put("a.xml", "");
	put("c[1].xml", "");
	setenv("HOME", folder, 1);
	assert_expands("*.xml", "[a.xml][b.xml][c[1].xml]");
	assert_expands("?.xml", "[a.xml][b.xml]");
	assert_expands("c[1].xml", "[c[1].xml]");
	assert_expands("~/b.xml", "[b.xml]");
	assert_expands("none.xml", "[none.xml]");
	assert_expands("none*", "[none*]");
	assert_expands("/nowhere/x", "[/nowhere/x]");
	drop("a.xml");
	drop("b.xml");
	drop("c[1].xml");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_file_is_no_source),
		cmocka_unit_test(all_that_a_source_has),
		cmocka_unit_test(what_is_refused),
		cmocka_unit_test(paths_and_patterns),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
