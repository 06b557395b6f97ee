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
#include "util/strbuf.h"

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

/* Three copies of a posting, the last ones of the list. */
static void put_copies(void)
{
	static const char *const ends[] = { "tea", "salt", "rope" };

	for (size_t copy = 0; copy < 3; copy++) {
		struct strbuf body = STRBUF_INIT;
		char path[16];

		for (int i = 0; i < 100; i++)
			strbuf_printf(&body, "crate%d ", i);
		strbuf_printf(&body, "of %s.", ends[copy]);
		snprintf(path, sizeof path, "copy-%zu.txt", copy);
		assert_true(world_put(&world, path, "Crate Mover", body.text));
		strbuf_release(&body);
	}
}

static void a_row_opens_in_place(void **state)
{
	int64_t first, second;

	(void)state;
	put_copies();
	ask("");
	assert_int_equal(list.total, 5);
	assert_int_equal(list.extent, 5);
	assert_false(result_list_fold(&list));
	result_list_go(&list, 4);
	first = list.id;
	assert_string_equal(title(4), "Crate Mover");
	assert_null(result_list_row(&list, 5));
	assert_true(result_list_fold(&list));
	assert_int_equal(list.total, 5);
	assert_int_equal(list.extent, 7);
	assert_int_equal(list.cursor, 4);
	assert_true(result_list_is_open(&list, 4));
	assert_false(result_list_is_copy(&list, 4));
	result_list_move(&list, 2);
	assert_true(result_list_is_copy(&list, 6));
	assert_int_equal(result_list_place(&list), 4);
	assert_string_equal(title(5), "Crate Mover");
	assert_string_equal(title(6), "Crate Mover");
	second = list.id;
	assert_int_not_equal(second, first);
	assert_int_equal(result_list_row(&list, 6)->id, second);
	assert_int_equal(result_list_row(&list, 6)->copies, 3);
	/* On a copy: closes the row above it. */
	assert_true(result_list_fold(&list));
	assert_int_equal(list.extent, 5);
	assert_int_equal(list.cursor, 4);
	assert_int_equal(list.id, first);
	assert_true(result_list_select(&list, second));
	assert_int_equal(list.cursor, 4);
}

static void what_is_open_stays_open(void **state)
{
	int64_t id;

	(void)state;
	put_copies();
	ask("");
	result_list_go(&list, 4);
	assert_true(result_list_fold(&list));
	result_list_move(&list, 1);
	id = list.id;
	ask("sort:title ");
	assert_int_equal(list.extent, 7);
	assert_int_equal(list.id, id);
	assert_int_equal(list.cursor, 1);
	assert_true(result_list_is_open(&list, 0));
	assert_string_equal(title(3), "Lantern Keeper");
	ask("rust ");
	assert_int_equal(list.extent, 2);
	assert_int_equal(list.cursor, 1);
	ask("crate ");
	assert_int_equal(list.extent, 1);
}

static void windows_of_opened_rows(void **state)
{
	char path[32], name[32];

	(void)state;
	put_copies();
	for (int i = 0; i < 10; i++) {
		snprintf(path, sizeof path, "many-%d.txt", i);
		snprintf(name, sizeof name, "Clerk %02d", i);
		assert_true(world_put(&world, path, name, "Clerks wanted.\n"));
	}
	ask("sort:title");
	result_list_resize(&list, 3);
	assert_true(result_list_select(&list, 5));
	assert_int_equal(list.cursor, 10);
	assert_true(result_list_fold(&list));
	for (int64_t row = 0; row < list.extent; row++) {
		result_list_go(&list, row);
		snprintf(name, sizeof name, "Clerk %02d", (int)row);
		if (row < 10)
			assert_string_equal(title(row), name);
		else if (row < 13)
			assert_string_equal(title(row), "Crate Mover");
		else if (row == 13)
			assert_string_equal(title(row), "Lantern Keeper");
		assert_int_equal(result_list_row(&list, row)->id, list.id);
		assert_true(list.top <= row && row < list.top + 3);
	}
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(before_anything_is_asked), TEST(newest_first), TEST(an_empty_answer),
		TEST(the_cursor_stays_on_its_posting), TEST(moving_ends_at_the_ends),
		TEST(the_window_follows), TEST(a_row_opens_in_place),
		TEST(what_is_open_stays_open), TEST(windows_of_opened_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
