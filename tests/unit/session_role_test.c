/* Roles: the table and its names. */
#include "config.h"

#include "session/role.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void unknown_names(void **state)
{
	(void)state;
	assert_int_equal(role_find(""), ROLE_COUNT);
	assert_int_equal(role_find("Text"), ROLE_COUNT);
	assert_int_equal(role_find("texts"), ROLE_COUNT);
}

static void every_role_has_its_name(void **state)
{
	(void)state;
	for (int i = 0; i < ROLE_COUNT; i++) {
		assert_int_equal(role_find(role_table[i].name), i);
		assert_true(role_table[i].help[0] != '\0');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unknown_names),
		cmocka_unit_test(every_role_has_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
