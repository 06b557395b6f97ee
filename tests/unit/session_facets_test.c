/* The filter pane's rows. */
#include "config.h"

#include "session/facets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "session_world.h"

static struct world world;
static struct facets facets;
static struct query *query;
static struct find *find;

static int set_up(void **state)
{
	(void)state;
	facets_init(&facets);
	return world_init(&world) ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	facets_release(&facets);
	find_free(find);
	query_free(query);
	find = NULL;
	query = NULL;
	world_release(&world);
	return 0;
}

static void refresh_to(enum field_id from, enum facets_extent extent)
{
	struct facets_source source = {
		.find = find, .store = world.store, .query = query, .today = WORLD_TODAY,
		.from = from, .extent = extent,
	};
	struct err err = ERR_INIT;

	if (!facets_refresh(&facets, &source, &err))
		fail_msg("%s", err.text);
}

static void refresh(void)
{
	refresh_to(FIELD_COUNT, FACETS_ALL);
}

static void ask(const char *line)
{
	find_free(find);
	query_free(query);
	query = query_parse(line, WORLD_TODAY);
	find = find_new(world.store, query, NULL);
	assert_non_null(find);
	refresh();
}

/* The row of a value, NULL for none. */
static const struct facet_row *row_of(enum field_id field, const char *value)
{
	for (size_t i = 0; i < facets.rows.count; i++)
		if (facets.rows.items[i].field == field && facets.rows.items[i].value &&
		    strcmp(facets.rows.items[i].value, value) == 0)
			return &facets.rows.items[i];
	return NULL;
}

static void go_to(enum field_id field, const char *value)
{
	const struct facet_row *row = row_of(field, value);

	assert_non_null(row);
	facets_move(&facets, row - facets.rows.items - (int64_t)facets.cursor);
	assert_ptr_equal(facets_current(&facets), row);
}

static void without_rows(void **state)
{
	(void)state;
	assert_null(facets_current(&facets));
	facets_move(&facets, 1);
	facets_jump(&facets, -1);
	assert_false(facets_unfold(&facets, true));
	facets_resize(&facets, -1);
	assert_int_equal(facets.cursor, 0);
}

static void counts(void **state)
{
	(void)state;
	ask("");
	assert_int_equal(row_of(FIELD_STACK, "linux")->count, 3);
	assert_int_equal(row_of(FIELD_STACK, "linux")->most, 3);
	assert_int_equal(row_of(FIELD_STACK, "rust")->count, 2);
	assert_int_equal(row_of(FIELD_WORKPLACE, "onsite")->count, 2);
	assert_int_equal(row_of(FIELD_SENIORITY, "none")->count, 1);
	assert_int_equal(facets.rows.items[0].kind, FACET_HEADING);
	/* Nothing has a stage, so the facet would say nothing. */
	assert_null(row_of(FIELD_STAGE, "none"));
}

static void states(void **state)
{
	(void)state;
	ask("stack:rust -stack:php ");
	assert_int_equal(row_of(FIELD_STACK, "rust")->state, QUERY_INCLUDED);
	assert_int_equal(row_of(FIELD_STACK, "linux")->state, QUERY_UNUSED);
	assert_int_equal(row_of(FIELD_STACK, "php")->state, QUERY_EXCLUDED);
	ask("-stack:php ");
	assert_int_equal(row_of(FIELD_STACK, "php")->count, 1);
	assert_int_equal(row_of(FIELD_STACK, "linux")->count, 2);
	ask("-workplace:onsite ");
	assert_int_equal(row_of(FIELD_WORKPLACE, "onsite")->count, 2);
	ask("workplace:hybrid -loc:berlin ");
	assert_int_equal(row_of(FIELD_LOCATION, "berlin")->state, QUERY_EXCLUDED);
}

static void folding(void **state)
{
	size_t count;

	(void)state;
	ask("");
	count = facets.rows.count;
	assert_int_equal(facets_current(&facets)->kind, FACET_HEADING);
	assert_false(facets_unfold(&facets, true));
	assert_true(facets_unfold(&facets, false));
	refresh();
	assert_true(facets.rows.count < count);
	assert_false(facets_current(&facets)->is_open);
	assert_true(facets_unfold(&facets, true));
	refresh();
	assert_int_equal(facets.rows.count, count);
}

static void places_unfold(void **state)
{
	(void)state;
	ask("");
	if (!row_of(FIELD_LOCATION, "canada"))
		skip();
	assert_null(row_of(FIELD_LOCATION, "toronto"));
	go_to(FIELD_LOCATION, "canada");
	assert_true(facets_unfold(&facets, true));
	refresh();
	go_to(FIELD_LOCATION, "ontario");
	assert_int_equal(facets_current(&facets)->depth, 1);
	assert_true(facets_unfold(&facets, true));
	refresh();
	assert_int_equal(row_of(FIELD_LOCATION, "toronto")->count, 2);
	go_to(FIELD_LOCATION, "toronto");
	assert_false(facets_unfold(&facets, false));
	assert_string_equal(facets_current(&facets)->value, "ontario");
}

static void the_cursor_stays_on_its_value(void **state)
{
	(void)state;
	ask("");
	go_to(FIELD_WORKPLACE, "onsite");
	ask("rust ");
	assert_string_equal(facets_current(&facets)->value, "onsite");
	ask("nothing_is_called_this ");
	assert_true(facets.rows.count == 0 || facets_current(&facets));
}

static void the_cursor_skips_blanks(void **state)
{
	(void)state;
	ask("");
	facets_resize(&facets, 5);
	for (size_t i = 0; i < facets.rows.count + 3; i++) {
		assert_int_not_equal(facets_current(&facets)->kind, FACET_BLANK);
		assert_true(facets.cursor >= facets.top && facets.cursor < facets.top + 5);
		facets_move(&facets, 1);
	}
	assert_int_equal(facets.cursor, facets.rows.count - 1);
	for (size_t i = 0; i < facets.rows.count + 3; i++) {
		facets_move(&facets, -1);
		assert_int_not_equal(facets_current(&facets)->kind, FACET_BLANK);
	}
	assert_int_equal(facets.cursor, 0);
	facets_jump(&facets, 1);
	assert_int_equal(facets_current(&facets)->field, FIELD_STACK);
	facets_jump(&facets, -1);
	facets_jump(&facets, -1);
	assert_int_equal(facets.cursor, 0);
}

/* A value is not read without its heading, which is no further than a row away. */
static void the_heading_in_sight(void **state)
{
	size_t heading;

	(void)state;
	ask("");
	facets_resize(&facets, 3);
	facets_jump(&facets, 1);
	heading = facets.cursor;
	facets_move(&facets, 4);
	assert_true(facets.top > heading);
	facets_move(&facets, (int64_t)heading + 1 - (int64_t)facets.cursor);
	assert_int_equal(facets.cursor, heading + 1);
	assert_int_equal(facets.top, heading);
}

static void narrowing(void **state)
{
	(void)state;
	ask("");
	facets.narrowed = FIELD_STACK;
	line_edit_set(&facets.narrow, "RU");
	refresh();
	assert_non_null(row_of(FIELD_STACK, "rust"));
	assert_null(row_of(FIELD_STACK, "linux"));
	assert_non_null(row_of(FIELD_WORKPLACE, "onsite"));
	line_edit_set(&facets.narrow, "zzz");
	refresh();
	assert_null(row_of(FIELD_STACK, "rust"));
	line_edit_set(&facets.narrow, "");
	refresh();
	assert_non_null(row_of(FIELD_STACK, "linux"));
}

/* What is out of sight is counted later, and makes the same rows. */
static void out_of_sight(void **state)
{
	size_t all, place;

	(void)state;
	ask("");
	all = facets.rows.count;
	assert_int_equal(facets.next, FIELD_COUNT);
	facets_resize(&facets, 4);
	refresh_to(FIELD_COUNT, FACETS_IN_SIGHT);
	assert_true(facets.rows.count > 4 && facets.rows.count < all);
	assert_int_not_equal(facets.next, FIELD_COUNT);
	facets_resize(&facets, 6);
	refresh_to(facets.next, FACETS_IN_SIGHT);
	assert_true(facets.rows.count > 6 && facets.rows.count < all);
	refresh_to(facets.next, FACETS_ALL);
	assert_int_equal(facets.next, FIELD_COUNT);
	assert_int_equal(facets.rows.count, all);
	/* The facet of the cursor is counted wherever it is. */
	facets_move(&facets, (int64_t)all);
	place = facets.cursor;
	refresh_to(FIELD_COUNT, FACETS_IN_SIGHT);
	assert_int_equal(facets.cursor, place);
	assert_int_equal(facets.rows.count, all);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_rows), TEST(counts), TEST(states), TEST(folding), TEST(places_unfold),
		TEST(the_cursor_stays_on_its_value), TEST(the_cursor_skips_blanks),
		TEST(the_heading_in_sight), TEST(narrowing), TEST(out_of_sight),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
