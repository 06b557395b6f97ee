/* Sets of row numbers. */
#include "config.h"

#include "store/id_set_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_empty(void **state)
{
	struct id_set set = { 0 };

	(void)state;
	assert_false(id_set_has(&set, 1));
	id_set_release(&set);
}

static void test_added_twice(void **state)
{
	struct id_set set = { 0 };

	(void)state;
	id_set_add(&set, 7);
	id_set_add(&set, 7);
	assert_int_equal(set.count, 1);
	assert_true(id_set_has(&set, 7));
	assert_false(id_set_has(&set, 8));
	id_set_release(&set);
}

static void test_many(void **state)
{
	struct id_set set = { 0 };

	(void)state;
	for (int64_t id = 3; id <= 300000; id += 3)
		id_set_add(&set, id);
	assert_int_equal(set.count, 100000);
	for (int64_t id = 1; id <= 300000; id++)
		assert_int_equal(id_set_has(&set, id), id % 3 == 0);
	id_set_release(&set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_added_twice),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
