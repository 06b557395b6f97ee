/* What is done while nobody waits, and what a mark brings up to date. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "session_world.h"

#include "store/get.h"
#include "store/track.h"

#define MANY 320                 /* more texts than are looked through at once */
#define PIECES_MAX 200

static struct world world;
static struct session *session;

static int set_up(void **state)
{
	(void)state;
	if (!world_init(&world))
		return -1;
	session = world_session(&world, NULL);
	return session ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	world_release(&world);
	return 0;
}

static bool always(void *data)
{
	(void)data;
	return true;
}

static void idle(void)
{
	for (int i = 0; session_has_work(session); i++) {
		assert_true(i < PIECES_MAX);
		session_idle(session, always, NULL);
	}
}

/* Two words that half of the postings have side by side, and in the other order the rest. */
static void put_many(void)
{
	for (int i = 0; i < MANY; i++) {
		char path[32], title[32], body[96];

		snprintf(path, sizeof path, "many/%d.txt", i);
		snprintf(title, sizeof title, "Keeper %d of lamp %d", i, i * 7);
		snprintf(body, sizeof body, "Number %d says %s to all %d lamps.\n", i * 31,
			 i % 2 == 0 ? "amber basil" : "basil amber", i * 17);
		assert_true(world_put(&world, path, title, body));
	}
	session = world_session(&world, NULL);
	assert_non_null(session);
	idle();
}

static void ask(const char *line)
{
	world_run(&world, "query", line);
}

static bool says_at_most(void)
{
	struct strbuf text = STRBUF_INIT;
	bool says;

	session_counts(session, &text);
	says = strncmp(text.text, "at most ", 8) == 0;
	strbuf_release(&text);
	return says;
}

static bool is_kept_as_seen(int64_t id)
{
	struct record record;
	bool is_seen;

	record_init(&record);
	assert_true(get_record(world.store, id, GET_LINE, &record, NULL));
	is_seen = record.marks.is_seen;
	record_release(&record);
	return is_seen;
}

/* -- answers */

static void idleness_comes_to_an_end(void **state)
{
	(void)state;
	idle();
	assert_false(session_has_work(session));
	assert_true(session->list.is_exact);
	assert_false(says_at_most());
}

static void an_answer_becomes_exact(void **state)
{
	int64_t id;

	(void)state;
	put_many();
	ask("\"amber basil\" ");
	assert_false(session->list.is_exact);
	assert_int_equal(session->list.total, MANY);
	assert_true(says_at_most());
	assert_true(session_has_work(session));
	world_run(&world, "down", NULL);
	world_run(&world, "down", NULL);
	id = session->list.id;
	idle();
	assert_true(session->list.is_exact);
	assert_int_equal(session->list.total, MANY / 2);
	assert_false(says_at_most());
	assert_int_equal(session->list.id, id);
	/* It is known now. */
	ask("amber ");
	ask("\"amber basil\" ");
	assert_true(session->list.is_exact);
}

static void a_key_asks_something_else(void **state)
{
	(void)state;
	put_many();
	ask("\"basil amber\" ");
	assert_false(session->list.is_exact);
	ask("amber ");
	assert_true(session->list.is_exact);
	assert_int_equal(session->list.total, MANY);
	assert_false(session_has_work(session));
}

static void hints_become_exact(void **state)
{
	(void)state;
	put_many();
	ask("\"amber basil\" nowhere ");
	assert_int_equal(session->list.total, 0);
	assert_int_equal(session->hints.count, 1);
	assert_false(session->hints.items[0].is_exact);
	assert_int_equal(session->hints.items[0].count, MANY);
	idle();
	assert_int_equal(session->hints.count, 1);
	assert_true(session->hints.items[0].is_exact);
	assert_int_equal(session->hints.items[0].count, MANY / 2);
}

static void facets_become_exact(void **state)
{
	(void)state;
	session_resize(session, 200, 40);
	put_many();
	session_resize(session, 200, 40);
	ask("\"amber basil\" ");
	assert_false(session->facets.is_exact);
	idle();
	assert_true(session->facets.is_exact);
}

static void candidates_have_no_rough_counts(void **state)
{
	(void)state;
	put_many();
	world_run(&world, "query", NULL);
	world_type(&world, "\"basil amber\" workplace:");
	world_run(&world, "complete", NULL);
	assert_true(session->candidates.count > 1);
	for (size_t i = 0; i < session->candidates.count; i++)
		assert_int_equal(session->candidates.items[i].count, -1);
}

/* -- marks */

static void what_is_opened_is_kept_later(void **state)
{
	int64_t id = session->list.id;

	(void)state;
	idle();
	world_run(&world, "open", NULL);
	assert_true(result_list_row(&session->list, 0)->marks.is_seen);
	assert_true(session->detail.record.marks.is_seen);
	assert_false(is_kept_as_seen(id));
	assert_true(session_has_work(session));
	idle();
	assert_true(is_kept_as_seen(id));
	/* Once more is nothing new. */
	world_run(&world, "back", NULL);
	world_run(&world, "open", NULL);
	assert_false(session_has_work(session));
}

static void what_is_opened_is_kept_in_the_end(void **state)
{
	int64_t id = session->list.id;

	(void)state;
	world_run(&world, "open", NULL);
	session = world_session(&world, NULL);
	assert_true(is_kept_as_seen(id));
}

static void what_is_opened_counts_when_asked_for(void **state)
{
	int64_t total = session->list.total;

	(void)state;
	world_run(&world, "open", NULL);
	ask("is:new ");
	assert_int_equal(session->list.total, total - 1);
}

static void a_mark_renews_a_row(void **state)
{
	const struct find *find = session->list.find;
	int64_t id = session->list.id;

	(void)state;
	world_run(&world, "shortlist", NULL);
	assert_ptr_equal(session->list.find, find);
	assert_true(result_list_row(&session->list, 0)->marks.is_shortlisted);
	world_run(&world, "tag", "later");
	world_run(&world, "stage", "applied");
	assert_ptr_equal(session->list.find, find);
	assert_int_equal(result_list_row(&session->list, 0)->marks.tags.count, 1);
	assert_int_equal(result_list_row(&session->list, 0)->marks.stage, STAGE_APPLIED);
	world_run(&world, "focus-detail", NULL);
	assert_int_equal(session->detail.record.id, id);
	assert_int_equal(session->detail.record.marks.stage, STAGE_APPLIED);
}

static void a_mark_that_is_asked_for_asks_anew(void **state)
{
	(void)state;
	world_run(&world, "shortlist", NULL);
	ask("is:shortlisted ");
	assert_int_equal(session->list.total, 1);
	world_run(&world, "shortlist", NULL);
	assert_int_equal(session->list.total, 0);
	ask("-tag:later ");
	world_run(&world, "tag", "later");
	assert_int_equal(session->list.total, 3);
	ask("sort:stage ");
	world_run(&world, "bottom", NULL);
	world_run(&world, "stage", "saved");
	assert_int_equal(session->list.cursor, 0);
}

static void hiding_asks_anew(void **state)
{
	int64_t total = session->list.total;

	(void)state;
	world_run(&world, "hide", "no");
	assert_int_equal(session->list.total, total - 1);
	assert_int_equal(session->list.hidden, 1);
	world_run(&world, "undo", NULL);
	assert_int_equal(session->list.total, total);
}

/* The count of a value of the stage's facet; -1 where it has no row. */
static int64_t stage_count(const char *value)
{
	/* Whoever goes there has all of it counted. */
	world_run(&world, "focus-filter", NULL);
	world_run(&world, "focus-list", NULL);
	for (size_t i = 0; i < session->facets.rows.count; i++) {
		const struct facet_row *row = &session->facets.rows.items[i];

		if (row->field == FIELD_STAGE && row->value && strcmp(row->value, value) == 0)
			return row->count;
	}
	return -1;
}

static void a_stage_is_counted(void **state)
{
	size_t before;

	(void)state;
	session_resize(session, 200, 40);
	before = session->facets.rows.count;
	assert_true(before > 0);
	world_run(&world, "stage", "applied");
	assert_int_equal(stage_count("applied"), 1);
	world_run(&world, "down", NULL);
	world_run(&world, "stage", "applied");
	assert_int_equal(stage_count("applied"), 2);
	world_run(&world, "stage", "none");
	assert_int_equal(stage_count("applied"), 1);
	/* Where the pane is not shown, it is brought up to date later. */
	session_resize(session, 60, 20);
	world_run(&world, "stage", "offer");
	session_resize(session, 200, 40);
	assert_int_equal(stage_count("offer"), 1);
}

static void a_place_on_the_shortlist_is_that_of_all(void **state)
{
	(void)state;
	world_run(&world, "shortlist", NULL);
	world_run(&world, "down", NULL);
	world_run(&world, "shortlist", NULL);
	assert_int_equal(result_list_row(&session->list, 0)->marks.position, 1);
	world_run(&world, "move-earlier", NULL);
	assert_int_equal(result_list_row(&session->list, 0)->marks.position, 2);
	assert_int_equal(result_list_row(&session->list, 1)->marks.position, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(idleness_comes_to_an_end),
		TEST(an_answer_becomes_exact),
		TEST(a_key_asks_something_else),
		TEST(hints_become_exact),
		TEST(facets_become_exact),
		TEST(candidates_have_no_rough_counts),
		TEST(what_is_opened_is_kept_later),
		TEST(what_is_opened_is_kept_in_the_end),
		TEST(what_is_opened_counts_when_asked_for),
		TEST(a_mark_renews_a_row),
		TEST(a_mark_that_is_asked_for_asks_anew),
		TEST(hiding_asks_anew),
		TEST(a_stage_is_counted),
		TEST(a_place_on_the_shortlist_is_that_of_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
