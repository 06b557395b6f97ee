/* Data files: what is compiled in, and what a user adds. */
#include "config.h"

#include "util/resource.h"

#include "util/file.h"
#include "util/path.h"
#include "util/strbuf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* In place of the table that the build makes. */
const struct resource resource_table[] = {
	{ "words.yaml", "built in", 8 },
	{ "themes/dark.yaml", "dark", 4 },
	{ "empty.tsv", "", 0 },
	{ NULL, NULL, 0 },
};

static char root[] = "/tmp/shortlist-resource-XXXXXX";

static int make_root(void **state)
{
	(void)state;
	return mkdtemp(root) ? 0 : -1;
}

static int remove_root(void **state)
{
	(void)state;
	return rmdir(root);
}

static bool note_file(const char *bytes, size_t len, const char *shown, void *data, struct err *err)
{
	struct strbuf *seen = data;

	strbuf_printf(seen, "%s=", path_name(shown));
	strbuf_add(seen, bytes, len);
	strbuf_putc(seen, ';');
	return !memchr(bytes, '!', len) || err_set(err, STATUS_CONFIG, "%s: bad", shown);
}

static bool load(struct strbuf *seen, const char *name, const char *dir, struct err *err)
{
	strbuf_clear(seen);
	return resource_load(name, dir, note_file, seen, err);
}

static void finding(void **state)
{
	(void)state;
	assert_null(resource_find(""));
	assert_null(resource_find("words"));
	assert_string_equal(resource_find("words.yaml")->bytes, "built in");
	assert_int_equal(resource_find("empty.tsv")->len, 0);
}

static void built_in_alone(void **state)
{
	struct strbuf seen = STRBUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	assert_true(load(&seen, "none.yaml", NULL, &err));
	assert_string_equal(seen.text, "");
	assert_true(load(&seen, "words.yaml", NULL, &err));
	assert_string_equal(seen.text, "words.yaml (built in)=built in;");
	assert_true(load(&seen, "words.yaml", root, &err));
	assert_string_equal(seen.text, "words.yaml (built in)=built in;");
	assert_true(load(&seen, "words.yaml", "/nowhere/at/all", &err));
	assert_true(load(&seen, "words.yaml", "/dev/null", &err));
	assert_null(err.text);
	strbuf_release(&seen);
}

static void the_users_file_comes_after(void **state)
{
	struct strbuf seen = STRBUF_INIT;
	struct err err = ERR_INIT;
	char *path = path_join(root, "words.yaml");
	char *other = path_join(root, "own.yaml");

	(void)state;
	assert_true(file_write(path, "mine", 4, false, &err));
	assert_true(file_write(other, "own", 3, false, &err));
	assert_true(load(&seen, "words.yaml", root, &err));
	assert_string_equal(seen.text, "words.yaml (built in)=built in;words.yaml=mine;");
	assert_true(load(&seen, "own.yaml", root, &err));
	assert_string_equal(seen.text, "own.yaml=own;");
	assert_true(file_write(path, "not!", 4, true, &err));
	assert_false(load(&seen, "words.yaml", root, &err));
	assert_int_equal(err.status, STATUS_CONFIG);
	assert_non_null(strstr(err.text, "/words.yaml: bad"));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(unlink(other), 0);
	err_release(&err);
	free(path);
	free(other);
	strbuf_release(&seen);
}

static void a_users_folder_is_refused(void **state)
{
	struct strbuf seen = STRBUF_INIT;
	struct err err = ERR_INIT;
	char *path = path_join(root, "words.yaml");

	(void)state;
	assert_int_equal(mkdir(path, 0700), 0);
	assert_false(load(&seen, "words.yaml", root, &err));
	assert_non_null(strstr(err.text, "/words.yaml: is a folder"));
	assert_int_equal(rmdir(path), 0);
	err_release(&err);
	free(path);
	strbuf_release(&seen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finding),
		cmocka_unit_test(built_in_alone),
		cmocka_unit_test(the_users_file_comes_after),
		cmocka_unit_test(a_users_folder_is_refused),
	};

	return cmocka_run_group_tests(tests, make_root, remove_root);
}
