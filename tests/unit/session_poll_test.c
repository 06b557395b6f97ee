/* What goes on beside a session, stepped by hand: a load, and postings that it brings. */
#include "config.h"

#include "session/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "session_world.h"
#include "util/path.h"

/* A load that is where the test says. */
static struct live_state told;

static void look(void *data, struct live_state *state)
{
	const struct live_state *from = data;

	state->is_over = from->is_over;
	state->is_bad = from->is_bad;
	state->files = from->files;
	state->total_files = from->total_files;
	state->refused = from->refused;
	strbuf_clear(&state->said);
	strbuf_puts(&state->said, from->said.text);
}

static const struct session_load load = { .look = look, .data = &told };

static int make(void **state)
{
	static struct world world;

	live_state_init(&told);
	if (!world_init(&world) || !world_session(&world, NULL))
		return -1;
	*state = &world;
	return 0;
}

static int drop(void **state)
{
	world_release(*state);
	live_state_release(&told);
	return 0;
}

static void expect_loading(const struct session *session, const char *wanted)
{
	struct strbuf text = STRBUF_INIT;

	session_loading(session, &text);
	assert_string_equal(text.text, wanted);
	strbuf_release(&text);
}

static void test_no_load(void **state)
{
	struct world *world = *state;

	assert_false(session_is_loading(world->session));
	assert_false(session_poll(world->session));
}

static void test_steps(void **state)
{
	struct world *world = *state;
	struct session *session = world->session;

	session_follow_load(session, &load);
	assert_true(session_is_loading(session));
	expect_loading(session, "loading 0 files");
	assert_false(session_poll(session));
	told.files = 1240;
	assert_true(session_poll(session));
	expect_loading(session, "loading 1,240 files");
	told.total_files = 20000;
	told.refused = 3;
	assert_true(session_poll(session));
	expect_loading(session, "loading 1,240 of 20,000 files, 3 refused");
	assert_false(session_poll(session));
	told.is_over = true;
	strbuf_puts(&told.said, "9 new, 0 changed, 0 unchanged (9 files)");
	assert_true(session_poll(session));
	assert_false(session_is_loading(session));
	assert_string_equal(session->message.text,
			    "loaded: 9 new, 0 changed, 0 unchanged (9 files)");
	assert_int_equal(session->message_kind, MESSAGE_INFO);
	assert_false(session_poll(session));
}

static void test_bad_end(void **state)
{
	struct world *world = *state;

	session_follow_load(world->session, &load);
	told.is_over = told.is_bad = true;
	strbuf_puts(&told.said, "the disk is full");
	assert_true(session_poll(world->session));
	assert_int_equal(world->session->message_kind, MESSAGE_WARNING);
}

/* What an action said gives way to the progress after a while; a warning stays. */
static void test_messages_meanwhile(void **state)
{
	struct world *world = *state;
	struct session *session = world->session;

	session_follow_load(session, &load);
	session_say(session, MESSAGE_INFO, "done");
	assert_false(session_poll(session));
	assert_string_equal(session->message.text, "done");
	for (int i = 0; i < 100; i++)
		session_poll(session);
	assert_int_equal(session->message.len, 0);
	session_say(session, MESSAGE_WARNING, "look out");
	for (int i = 0; i < 100; i++)
		session_poll(session);
	assert_string_equal(session->message.text, "look out");
}

/* Another connection puts postings: they are shown. The cursor stays on the first row until the
 * user has touched anything, and on its posting from then on. */
static void test_postings_come(void **state)
{
	struct world *world = *state;
	char folder[] = "/tmp/shortlist-poll-XXXXXX";
	char *path;
	struct store *store, *memory = world->store;

	assert_non_null(mkdtemp(folder));
	path = path_join(folder, "s.db");
	store = store_open(path, STORE_READ_WRITE, &world->vocabulary, NULL);
	world->store = store;
	assert_true(world_put(world, "a.md", "Alder", "Plant alders."));
	assert_true(world_put(world, "b.md", "Birch", "Plant birches."));
	world_session(world, "sort:-title");
	session_follow_load(world->session, &load);
	assert_string_equal(world_title(world, 0), "Birch");
	world->store = store_open(path, STORE_READ_WRITE, &world->vocabulary, NULL);
	assert_true(world_put(world, "c.md", "Cedar", "Plant cedars."));
	assert_true(session_poll(world->session));
	assert_int_equal(world->session->list.total, 3);
	assert_string_equal(world_title(world, 0), "Cedar");
	assert_int_equal(world->session->list.cursor, 0);
	world_run(world, "down", NULL);
	assert_true(world_put(world, "d.md", "Dogwood", "Plant dogwoods."));
	assert_true(session_poll(world->session));
	assert_string_equal(world_title(world, 0), "Dogwood");
	assert_string_equal(world_title(world, 2), "Birch");
	assert_int_equal(world->session->list.cursor, 2);
	session_free(world->session);
	world->session = NULL;
	store_close(world->store);
	store_close(store);
	world->store = memory;
	unlink(path);
	rmdir(folder);
	free(path);
}

#define WORLD_TEST(name) cmocka_unit_test_setup_teardown(name, make, drop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_no_load),
		WORLD_TEST(test_steps),
		WORLD_TEST(test_bad_end),
		WORLD_TEST(test_messages_meanwhile),
		WORLD_TEST(test_postings_come),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
