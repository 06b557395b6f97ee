/* XDG directories and path names. */
#include "config.h"

#include "util/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void set(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

static void assert_path(const char *path, const char *expected)
{
	if (expected)
		assert_string_equal(path, expected);
	else
		assert_null(path);
}

static void where_things_are(void **state)
{
	static const struct { const char *home, *xdg, *config, *data, *state; } rows[] = {
		{ NULL, NULL, NULL, NULL, NULL },
		{ "", "", NULL, NULL, NULL },
		{ "home", "relative/xdg", NULL, NULL, NULL },
		{ "/home/kim", NULL, "/home/kim/.config/shortlist",
		  "/home/kim/.local/share/shortlist", "/home/kim/.local/state/shortlist" },
		{ "/home/kim/", "", "/home/kim/.config/shortlist",
		  "/home/kim/.local/share/shortlist", "/home/kim/.local/state/shortlist" },
		{ "/", NULL, "/.config/shortlist", "/.local/share/shortlist",
		  "/.local/state/shortlist" },
		{ NULL, "/xdg//", "/xdg/shortlist", "/xdg/shortlist", "/xdg/shortlist" },
		{ "/home/kim", "/xdg", "/xdg/shortlist", "/xdg/shortlist", "/xdg/shortlist" },
	};
	struct paths paths;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		set("HOME", rows[i].home);
		set("XDG_CONFIG_HOME", rows[i].xdg);
		set("XDG_DATA_HOME", rows[i].xdg);
		set("XDG_STATE_HOME", rows[i].xdg);
		paths_init(&paths);
		assert_path(paths.config, rows[i].config);
		assert_path(paths.data, rows[i].data);
		assert_path(paths.state, rows[i].state);
		paths_release(&paths);
		paths_release(&paths);
	}
}

static void names(void **state)
{
	static const struct { const char *path, *directory, *name; } rows[] = {
		{ "", ".", "" },
		{ "a", ".", "a" },
		{ "/", "/", "" },
		{ "/a", "/", "a" },
		{ "a/b", "a", "b" },
		{ "a//b", "a", "b" },
		{ "a/b/", "a", "" },
		{ "/a/b/c.yaml", "/a/b", "c.yaml" },
		{ "./a", ".", "a" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		char *directory = path_directory(rows[i].path);

		assert_string_equal(directory, rows[i].directory);
		assert_string_equal(path_name(rows[i].path), rows[i].name);
		free(directory);
	}
}

static void joins(void **state)
{
	static const struct { const char *directory, *name, *path; } rows[] = {
		{ "", "a", "a" },
		{ "a", "b", "a/b" },
		{ "a//", "b", "a/b" },
		{ "/", "b", "/b" },
		{ "a", "", "a/" },
		{ "a", "themes/dark.yaml", "a/themes/dark.yaml" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		char *path = path_join(rows[i].directory, rows[i].name);

		assert_string_equal(path, rows[i].path);
		free(path);
	}
}

static void directories_are_made(void **state)
{
	char root[] = "/tmp/shortlist-path-XXXXXX";
	char path[100], file[100];
	struct err err = ERR_INIT;
	struct stat found;
	FILE *stream;

	(void)state;
	assert_non_null(mkdtemp(root));
	snprintf(path, sizeof path, "%s/a/b//c", root);
	assert_true(path_make_directory(path, &err));
	assert_true(path_make_directory(path, &err));
	assert_int_equal(stat(path, &found), 0);
	assert_int_equal(found.st_mode & 07777, 0700);
	assert_null(err.text);

	snprintf(file, sizeof file, "%s/a/file", root);
	stream = fopen(file, "w");
	assert_non_null(stream);
	fclose(stream);
	assert_false(path_make_directory(file, &err));
	assert_int_equal(err.status, STATUS_CANNOT_CREATE);
	assert_non_null(strstr(err.text, "/a/file: is no folder; "));
	snprintf(file, sizeof file, "%s/a/file/below", root);
	assert_false(path_make_directory(file, &err));
	assert_false(path_make_directory("", &err));
	err_release(&err);

	snprintf(file, sizeof file, "%s/a/file", root);
	assert_int_equal(unlink(file), 0);
	assert_int_equal(rmdir(path), 0);
	snprintf(path, sizeof path, "%s/a/b", root);
	assert_int_equal(rmdir(path), 0);
	snprintf(path, sizeof path, "%s/a", root);
	assert_int_equal(rmdir(path), 0);
	assert_int_equal(rmdir(root), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(where_things_are),
		cmocka_unit_test(names),
		cmocka_unit_test(joins),
		cmocka_unit_test(directories_are_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
