/* The list of results: its cursor, its window, its rows. */
#include "config.h"

#include "session/result_list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "session_world.h"

#define MANY 60

static struct world world;
static struct result_list list;
static struct query *query;

static int set_up(void **state)
{
	(void)state;
	if (!world_init(&world))
		return -1;
	result_list_init(&list, world.store);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	result_list_release(&list);
	query_free(query);
	query = NULL;
	world_release(&world);
	return 0;
}

static void ask(const char *line)
{
	struct query *next = query_parse(line, WORLD_TODAY);

	assert_true(result_list_refresh(&list, next, NULL));
	query_free(query);
	query = next;
}

static const char *title(int64_t row)
{
	const struct record *record = result_list_row(&list, row);

	return record ? record_title(record) : "";
}

static void before_anything_is_asked(void **state)
{
	(void)state;
	result_list_move(&list, 1);
	result_list_go(&list, 5);
	result_list_resize(&list, -3);
	assert_false(result_list_select(&list, 1));
	assert_null(result_list_row(&list, 0));
	assert_int_equal(list.cursor, 0);
	assert_int_equal(list.id, 0);
}

static void newest_first(void **state)
{
	(void)state;
	ask("");
	assert_int_equal(list.total, 4);
	assert_string_equal(title(0), "Rust Intern");
	assert_string_equal(title(3), "Lantern Keeper");
	assert_null(result_list_row(&list, 4));
	assert_null(result_list_row(&list, -1));
	assert_int_equal(list.id, result_list_row(&list, 0)->id);
}

static void an_empty_answer(void **state)
{
	(void)state;
	ask("");
	ask("nothing_is_called_this ");
	assert_int_equal(list.total, 0);
	assert_int_equal(list.id, 0);
	assert_int_equal(list.cursor, 0);
	result_list_move(&list, 3);
	result_list_move(&list, INT64_MIN);
	assert_int_equal(list.cursor, 0);
	assert_null(result_list_row(&list, 0));
	ask("");
	assert_int_equal(list.total, 4);
	assert_true(list.id != 0);
}

static void the_cursor_stays_on_its_posting(void **state)
{
	int64_t id;

	(void)state;
	ask("");
	result_list_go(&list, 2);
	id = list.id;
	assert_string_equal(title(2), "Rust Engineer");
	ask("rust ");
	assert_int_equal(list.id, id);
	assert_int_equal(list.cursor, 1);
	ask("sort:title");
	assert_int_equal(list.id, id);
	ask("loc:berlin ");
	assert_int_equal(list.cursor, 0);
	assert_int_not_equal(list.id, id);
}

static void moving_ends_at_the_ends(void **state)
{
	(void)state;
	ask("");
	result_list_move(&list, INT64_MAX);
	assert_int_equal(list.cursor, 3);
	result_list_move(&list, -1);
	assert_int_equal(list.cursor, 2);
	result_list_go(&list, -9);
	assert_int_equal(list.cursor, 0);
	assert_false(result_list_select(&list, 123456));
	assert_int_equal(list.cursor, 0);
}

static void the_window_follows(void **state)
{
	char path[32], name[32];

	(void)state;
	for (int i = 0; i < MANY; i++) {
		snprintf(path, sizeof path, "many-%d.txt", i);
		snprintf(name, sizeof name, "Clerk %02d", i);
		assert_true(world_put(&world, path, name, "Clerks wanted.\n"));
	}
	ask("clerk sort:title");
	assert_int_equal(list.total, MANY);
	result_list_resize(&list, 10);
	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof name, "Clerk %02d", (int)list.cursor);
		assert_string_equal(title(list.cursor), name);
		assert_true(list.cursor >= list.top && list.cursor < list.top + 10);
		result_list_move(&list, 1);
	}
	assert_int_equal(list.top, MANY - 10);
	result_list_resize(&list, 25);
	assert_int_equal(list.top, MANY - 25);
	assert_string_equal(title(0), "Clerk 00");
	assert_string_equal(title(MANY - 1), "Clerk 59");
	result_list_go(&list, 0);
	assert_int_equal(list.top, 0);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(before_anything_is_asked), TEST(newest_first), TEST(an_empty_answer),
		TEST(the_cursor_stays_on_its_posting), TEST(moving_ends_at_the_ends),
		TEST(the_window_follows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
