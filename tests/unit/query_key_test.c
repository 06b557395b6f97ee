/* The keys of the query language. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "query/key.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static void test_find(void **state)
{
	static const struct { const char *name, *key; enum query_key_kind kind; } rows[] = {
		{ "stack", "stack", KEY_FIELD }, { "Tech", "stack", KEY_FIELD },
		{ "location", "loc", KEY_FIELD }, { "pay", "salary", KEY_FIELD },
		{ "must", "must", KEY_FIELD }, { "required", "must", KEY_FIELD },
		{ "IS", "is", KEY_IS }, { "has", "has", KEY_HAS }, { "sort", "sort", KEY_SORT },
		{ "order", "sort", KEY_SORT },
	};
	static const char *const unknown[] = { "", "s", "stac", "stacks", "hidden", "seen",
		"remote" };
	struct query_key key;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_true(query_key_find(rows[i].name, strlen(rows[i].name), &key));
		assert_string_equal(key.name, rows[i].key);
		assert_int_equal(key.kind, rows[i].kind);
	}
	for (size_t i = 0; i < COUNT(unknown); i++)
		assert_false(query_key_find(unknown[i], strlen(unknown[i]), &key));
	assert_true(query_key_find("nice", 4, &key));
	assert_int_equal(key.field, FIELD_STACK);
	assert_int_equal(key.need, QUERY_NEED_PREFERRED);
}

/* What help and manual print must be there, and every example must be what it says. */
static void test_rows(void **state)
{
	(void)state;
	assert_true(query_key_count() > 15);
	for (size_t i = 0; i < query_key_count(); i++) {
		struct query_key key = query_key_at(i), found;
		struct query *query;

		assert_true(strlen(key.name) > 0);
		assert_int_equal(key.help[strlen(key.help) - 1], '.');
		assert_true(query_key_find(key.name, strlen(key.name), &found));
		assert_string_equal(found.name, key.name);
		query = query_parse(key.example, 20000);
		assert_int_equal(query->problems.count, 0);
		assert_true(query->root->kind == QUERY_FIELD || query->sort.count > 0);
		assert_int_equal(strncmp(key.example, key.name, strlen(key.name)), 0);
		query_free(query);
	}
}

static void test_nearest(void **state)
{
	static const struct { const char *name, *key; } rows[] = {
		{ "stak", "stack" }, { "salry", "salary" }, { "sal", "salary" }, { "srot", "sort" },
		{ "mst", "must" }, { "hsa", "has" }, { "compnay", "company" }, { "prefer", "nice" },
		{ "xyzzy", NULL }, { "q", NULL }, { "", NULL }, { "hiden", NULL },
		{ "abcdefghijklmnopqrstuvwxyzabcdefghijkl", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *near = query_key_nearest(rows[i].name, strlen(rows[i].name));

		if (!rows[i].key) {
			assert_null(near);
			continue;
		}
		assert_non_null(near);
		assert_string_equal(near, rows[i].key);
	}
}

static void test_is(void **state)
{
	(void)state;
	for (const struct query_is *row = query_is_table; row->name; row++) {
		const struct field *field = field_get(row->field);

		assert_ptr_equal(query_is_find(row->name, strlen(row->name)), row);
		if (row->choice < 0)
			assert_int_equal(field->kind, FIELD_FLAG);
		else
			assert_int_equal(field_choice(field, row->name, strlen(row->name)),
				row->choice);
	}
	assert_null(query_is_find("", 0));
	assert_null(query_is_find("rem", 3));
	assert_non_null(query_is_find("Remote", 6));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find), cmocka_unit_test(test_rows),
		cmocka_unit_test(test_nearest), cmocka_unit_test(test_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
