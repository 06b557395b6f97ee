/* Errors: a sentence and a status. */
#include "config.h"

#include "util/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void nobody_wants_to_know(void **state)
{
	(void)state;
	assert_false(err_set(NULL, STATUS_IO, "%s", "x"));
	assert_false(err_prefix(NULL, "%s", "x"));
}

static void starts_as_nothing(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_null(err.text);
	assert_int_equal(err.status, STATUS_OK);
	err_release(&err);
	err_release(&err);
}

static void set_replaces(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_false(err_set(&err, STATUS_IO, "%s: is full", "disk"));
	assert_false(err_set(&err, STATUS_BUSY, "before: %s", err.text));
	assert_string_equal(err.text, "before: disk: is full");
	assert_int_equal(err.status, STATUS_BUSY);
	err_release(&err);
	assert_null(err.text);
}

static void prefix_says_where(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_false(err_prefix(&err, "line %d", 3));
	assert_string_equal(err.text, "line 3: ");
	err_set(&err, STATUS_BAD_DATA, "no title");
	assert_false(err_prefix(&err, "%s:%d", "a.yaml", 3));
	assert_string_equal(err.text, "a.yaml:3: no title");
	assert_int_equal(err.status, STATUS_BAD_DATA);
	err_release(&err);
}

static void a_long_text_is_cut(void **state)
{
	struct err err = ERR_INIT;
	char *value = malloc(100001);
	int i;

	(void)state;
	assert_non_null(value);
	memset(value, 'x', 100000);
	value[100000] = '\0';
	err_set(&err, STATUS_BAD_DATA, "%s", value);
	for (i = 0; i < 10; i++)
		err_prefix(&err, "again");
	assert_int_equal(strlen(err.text), 4096);
	err_release(&err);
	free(value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_wants_to_know),
		cmocka_unit_test(starts_as_nothing),
		cmocka_unit_test(set_replaces),
		cmocka_unit_test(prefix_says_where),
		cmocka_unit_test(a_long_text_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
