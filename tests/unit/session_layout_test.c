/* The layout at sizes where it changes. That no two rectangles overlap is a property test. */
#include "config.h"

#include "session/layout.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct layout layout;

static void compute(int cols, int rows, enum layout_way wanted, enum pane_id focus)
{
	layout_compute(&layout, cols, rows, wanted, focus);
}

static void too_small(void **state)
{
	(void)state;
	static const int sizes[][2] = { { 0, 0 }, { 1, 1 }, { 19, 50 }, { 200, 5 }, { -1, -1 },
					{ INT_MIN, INT_MAX } };

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		compute(sizes[i][0], sizes[i][1], LAYOUT_AUTO, PANE_LIST);
		assert_true(layout.is_too_small);
		assert_int_equal(layout.panes[PANE_LIST].rows, 0);
		assert_int_equal(layout.query.rows, 0);
	}
}

static void the_smallest(void **state)
{
	(void)state;
	compute(20, 6, LAYOUT_AUTO, PANE_DETAIL);
	assert_false(layout.is_too_small);
	assert_int_equal(layout.way, LAYOUT_ONE);
	assert_int_equal(layout.panes[PANE_DETAIL].rows, 4);
	assert_int_equal(layout.bar_rule.rows, 0);
	assert_int_equal(layout.titles[PANE_DETAIL].rows, 0);
}

static void wide(void **state)
{
	(void)state;
	compute(120, 30, LAYOUT_AUTO, PANE_LIST);
	assert_int_equal(layout.way, LAYOUT_WIDE);
	assert_int_equal(layout.row_lines, 4);
	for (int pane = 0; pane < PANE_COUNT; pane++)
		assert_int_equal(layout.panes[pane].rows, 26);
	assert_int_equal(layout.dividers[0], layout.panes[PANE_LIST].col - 1);
	assert_int_equal(layout.dividers[1], layout.panes[PANE_DETAIL].col - 1);
	assert_int_equal(layout.panes[PANE_DETAIL].col + layout.panes[PANE_DETAIL].cols, 120);
}

static void list_over_detail(void **state)
{
	(void)state;
	compute(80, 24, LAYOUT_AUTO, PANE_LIST);
	assert_int_equal(layout.way, LAYOUT_TWO);
	assert_int_equal(layout.row_lines, 1);
	assert_int_equal(layout.dividers[0], -1);
	assert_int_equal(layout.panes[PANE_FILTER].rows, 0);
	assert_true(layout.panes[PANE_LIST].rows >= 5);
	assert_true(layout.panes[PANE_DETAIL].rows > layout.panes[PANE_LIST].rows);
	assert_int_equal(layout.titles[PANE_DETAIL].row,
			 layout.panes[PANE_LIST].row + layout.panes[PANE_LIST].rows);
}

static void the_filter_comes_over(void **state)
{
	(void)state;
	compute(80, 24, LAYOUT_AUTO, PANE_FILTER);
	assert_int_equal(layout.way, LAYOUT_TWO);
	assert_true(layout.panes[PANE_FILTER].rows > 15);
	assert_true(layout.panes[PANE_LIST].cols > 40);
	assert_int_equal(layout.panes[PANE_DETAIL].rows, 0);
}

static void one_at_a_time(void **state)
{
	(void)state;
	for (int pane = 0; pane < PANE_COUNT; pane++) {
		compute(40, 12, LAYOUT_AUTO, (enum pane_id)pane);
		assert_int_equal(layout.way, LAYOUT_ONE);
		for (int other = 0; other < PANE_COUNT; other++)
			assert_int_equal(layout.panes[other].rows, other == pane ? 8 : 0);
	}
}

static void two_lines_where_narrow(void **state)
{
	static const struct { int cols, rows, lines; } sizes[] = {
		{ 40, 12, 2 }, { 40, 10, 2 }, { 40, 9, 1 }, { 20, 6, 1 }, { 67, 30, 2 },
		{ 68, 30, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		compute(sizes[i].cols, sizes[i].rows, LAYOUT_ONE, PANE_LIST);
		assert_int_equal(layout.row_lines, sizes[i].lines);
		assert_true(layout.panes[PANE_LIST].rows >= layout.row_lines);
	}
	compute(40, 12, LAYOUT_ONE, PANE_DETAIL);
	assert_int_equal(layout.row_lines, 1);
}

static void what_does_not_fit_is_narrowed(void **state)
{
	(void)state;
	compute(80, 24, LAYOUT_WIDE, PANE_LIST);
	assert_int_equal(layout.way, LAYOUT_TWO);
	compute(30, 24, LAYOUT_WIDE, PANE_LIST);
	assert_int_equal(layout.way, LAYOUT_ONE);
	compute(300, 100, LAYOUT_ONE, PANE_LIST);
	assert_int_equal(layout.way, LAYOUT_ONE);
	compute(90, 30, LAYOUT_WIDE, PANE_LIST);
	assert_int_equal(layout.way, LAYOUT_WIDE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(too_small),
		cmocka_unit_test(the_smallest),
		cmocka_unit_test(wide),
		cmocka_unit_test(list_over_detail),
		cmocka_unit_test(the_filter_comes_over),
		cmocka_unit_test(one_at_a_time),
		cmocka_unit_test(two_lines_where_narrow),
		cmocka_unit_test(what_does_not_fit_is_narrowed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
