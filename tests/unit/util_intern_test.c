/* Interned strings. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "util/intern.h"

static void nothing_is_in_an_empty_table(void **state)
{
	struct intern intern = { .count = 0 };

	(void)state;
	assert_int_equal(intern_find(&intern, "", 0, 0), 0);
	assert_int_equal(intern_find(&intern, "long enough a word", 18, 18), 0);
	intern_release(&intern);
	intern_release(&intern);
}

static void numbers_are_in_order(void **state)
{
	struct intern intern = { .count = 0 };
	const char *text;
	size_t len;

	(void)state;
	assert_int_equal(intern_add(&intern, "one", 3), 1);
	assert_int_equal(intern_add(&intern, "", 0), 2);
	assert_int_equal(intern_add(&intern, "one", 3), 1);
	assert_int_equal(intern_add(&intern, "eightlet", 8), 3);
	assert_int_equal(intern_add(&intern, "eightletters", 12), 4);
	assert_int_equal(intern_add(&intern, "one\0", 4), 5);
	assert_int_equal(intern.count, 5);
	text = intern_text(&intern, 4, &len);
	assert_int_equal(len, 12);
	assert_memory_equal(text, "eightletters", 12);
	intern_text(&intern, 2, &len);
	assert_int_equal(len, 0);
	intern_release(&intern);
}

/* A word of a longer text is found whatever stands behind it, and at the end of what may be
 * read. */
static void what_follows_does_not_matter(void **state)
{
	static const char text[] = "pay payment payments";
	struct intern intern = { .count = 0 };

	(void)state;
	intern_add(&intern, "pay", 3);
	intern_add(&intern, "payment", 7);
	intern_add(&intern, "payments", 8);
	assert_int_equal(intern_find(&intern, text, 3, 20), 1);
	assert_int_equal(intern_find(&intern, text, 3, 3), 1);
	assert_int_equal(intern_find(&intern, text + 4, 7, 16), 2);
	assert_int_equal(intern_find(&intern, text + 12, 7, 7), 2);
	assert_int_equal(intern_find(&intern, text + 12, 8, 8), 3);
	assert_int_equal(intern_find(&intern, text + 4, 8, 16), 0);
	intern_release(&intern);
}

static size_t name(uint32_t number, char out[64])
{
	static const char *const before[] = { "", "w", "a longer word ", "eightlet" };

	return (size_t)snprintf(out, 64, "%s%u", before[number % 4], (unsigned)number);
}

static void all_are_found_again(void **state)
{
	struct intern intern = { .count = 0 };
	char bytes[64];

	(void)state;
	for (uint32_t i = 1; i <= 20000; i++)
		assert_int_equal(intern_add(&intern, bytes, name(i, bytes)), i);
	for (uint32_t i = 1; i <= 20000; i++) {
		size_t len = name(i, bytes);

		assert_int_equal(intern_find(&intern, bytes, len, len), i);
		assert_int_equal(intern_find(&intern, bytes, len, sizeof bytes), i);
		bytes[len - 1] = '!';
		assert_int_equal(intern_find(&intern, bytes, len, len), 0);
	}
	intern_release(&intern);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_in_an_empty_table),
		cmocka_unit_test(numbers_are_in_order),
		cmocka_unit_test(what_follows_does_not_matter),
		cmocka_unit_test(all_are_found_again),
	};

	return cmocka_run_group_tests_name("intern", tests, NULL, NULL);
}
