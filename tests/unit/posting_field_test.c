/* The field table: every row complete, every key found, near misses named. */
#include "config.h"

#include "posting/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "posting/posting.h"
#include "posting/record.h"

static const struct field *by_key(const char *key)
{
	return field_by_key(key, strlen(key));
}

static int choice(enum field_id id, const char *name)
{
	return field_choice(field_get(id), name, strlen(name));
}

static void test_no_key(void **state)
{
	(void)state;
	assert_null(by_key(""));
	assert_null(by_key(" "));
	assert_null(by_key("nosuch"));
	assert_null(by_key("titl"));
	assert_null(by_key("titles"));
	assert_null(by_key("location place"));
	assert_null(field_nearest_key("", 0));
	assert_null(field_nearest_key("x", 1));
	assert_null(field_nearest_key("qqqqqq", 6));
	assert_null(field_nearest_key("an extraordinarily long word that is no key", 43));
}

static void test_rows_are_complete(void **state)
{
	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = field_get((enum field_id)i);

		assert_int_equal(field->id, i);
		assert_non_null(field->name);
		assert_non_null(field->label);
		assert_non_null(field->example);
		assert_ptr_equal(by_key(field->key), field);
		assert_ptr_equal(by_key(field->name), field);
		assert_int_equal(field->help[strlen(field->help) - 1], '.');
		assert_int_equal(field->choices != NULL,
				 field->kind == FIELD_CHOICE || field->kind == FIELD_CHOICES);
	}
}

/* No key or alias may mean two fields: the first of each must be found by every spelling it has. */
static void test_keys_are_unique(void **state)
{
	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = field_get((enum field_id)i);
		const char *alias = field->key_aliases;

		while (alias && *alias) {
			size_t len = strcspn(alias, " ");

			assert_ptr_equal(field_by_key(alias, len), field);
			alias += len + (alias[len] == ' ');
		}
	}
}

static void test_keys(void **state)
{
	(void)state;
	assert_int_equal(by_key("loc")->id, FIELD_LOCATION);
	assert_int_equal(by_key("City")->id, FIELD_LOCATION);
	assert_int_equal(by_key("type")->id, FIELD_EMPLOYMENT);
	assert_int_equal(by_key("level")->id, FIELD_SENIORITY);
	assert_int_equal(by_key("experience")->id, FIELD_EXPERIENCE);
	assert_int_equal(by_key("PAY")->id, FIELD_SALARY);
	assert_int_equal(by_key("age")->id, FIELD_POSTED);
	assert_int_equal(by_key("tech")->id, FIELD_STACK);
	assert_int_equal(by_key("remote_scope")->id, FIELD_REMOTE_SCOPE);
	assert_int_equal(field_by_key("stack:rust", 5)->id, FIELD_STACK);
}

static void test_nearest(void **state)
{
	(void)state;
	assert_string_equal(field_nearest_key("salry", 5), "salary");
	assert_string_equal(field_nearest_key("staek", 5), "stack");
	assert_string_equal(field_nearest_key("compnay", 7), "company");
	assert_string_equal(field_nearest_key("senior", 6), "seniority");
	assert_string_equal(field_nearest_key("locaton", 7), "loc");
	assert_string_equal(field_nearest_key("lco", 3), "loc");
	assert_string_equal(field_nearest_key("TITEL", 5), "title");
	assert_string_equal(field_nearest_key("stakc:rust", 5), "stack");
	assert_null(field_nearest_key("abc", 3));
}

static void test_no_choice(void **state)
{
	(void)state;
	assert_int_equal(choice(FIELD_WORKPLACE, ""), -1);
	assert_int_equal(choice(FIELD_WORKPLACE, "remot"), -1);
	assert_int_equal(choice(FIELD_WORKPLACE, "unknown"), -1);
	assert_int_equal(choice(FIELD_TITLE, "remote"), -1);
}

static void test_choices_follow_their_enums(void **state)
{
	(void)state;
	assert_int_equal(choice(FIELD_WORKPLACE, "remote"), WORKPLACE_REMOTE);
	assert_int_equal(choice(FIELD_WORKPLACE, "On-Site"), WORKPLACE_ONSITE);
	assert_int_equal(choice(FIELD_WORKPLACE, "on site"), WORKPLACE_ONSITE);
	assert_int_equal(choice(FIELD_EMPLOYMENT, "full_time"), EMPLOYMENT_FULL_TIME);
	assert_int_equal(choice(FIELD_EMPLOYMENT, "volunteer"), EMPLOYMENT_VOLUNTEER);
	assert_int_equal(choice(FIELD_SENIORITY, "sr"), SENIORITY_SENIOR);
	assert_int_equal(choice(FIELD_SENIORITY, "executive"), SENIORITY_EXECUTIVE);
	assert_int_equal(choice(FIELD_VISA, "refuses"), VISA_REFUSES);
	assert_int_equal(choice(FIELD_STAGE, "saved"), STAGE_SAVED);
	assert_int_equal(choice(FIELD_STAGE, "withdrawn"), STAGE_WITHDRAWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_key),
		cmocka_unit_test(test_rows_are_complete),
		cmocka_unit_test(test_keys_are_unique),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_no_choice),
		cmocka_unit_test(test_choices_follow_their_enums),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
