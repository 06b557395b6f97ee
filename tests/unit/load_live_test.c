/* A load in the background: others read and write meanwhile; it is stopped; it fails. */
#include "config.h"

#include "load/live.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "load_world.h"
#include "store/track.h"
#include "store_jobs.h"
#include "util/path.h"

#define FILES 120

struct world {
	char *folder, *jobs, *database;
	struct store *store;
};

static void write_job(const struct world *world, int number)
{
	char name[32], text[256];

	snprintf(name, sizeof name, "%04d.md", number);
	snprintf(text, sizeof text, "---\ntitle: Baker number %d\n---\n**Company**: Oven %d\n\n"
		 "Bake loaf %d, and no other than that loaf, in street %d.\n", number, number,
		 number, number * 7);
	load_write_file(world->jobs, name, text, strlen(text));
}

static int make_world(void **state)
{
	static struct world world;

	world.folder = jobs_folder();
	world.database = path_join(world.folder, ".shortlist.db");
	world.jobs = path_join(world.folder, "jobs");
	assert_true(path_make_directory(world.jobs, NULL));
	for (int i = 0; i < FILES; i++)
		write_job(&world, i);
	world.store = store_open(world.database, STORE_READ_WRITE, jobs_vocabulary(), NULL);
	assert_non_null(world.store);
	*state = &world;
	return 0;
}

static int remove_world(void **state)
{
	struct world *world = *state;

	store_close(world->store);
	free(world->database);
	free(world->jobs);
	jobs_remove_folder(world->folder);
	return 0;
}

static struct live *start(const struct world *world, const struct load_input *input)
{
	struct live_options options = {
		.database = world->database, .vocabulary = jobs_vocabulary(),
		.extractor = load_extractor(), .inputs = input, .count = 1,
	};

	return live_start(&options, NULL);
}

/* While it goes on, the connection that is here marks and reads without a failure. */
static void test_marks_meanwhile(void **state)
{
	struct world *world = *state;
	const char *const paths[] = { world->jobs };
	struct load_input input = { .paths = paths, .path_count = 1 };
	struct job job = { .title = "Miller", .body = "Mill.\n" };
	struct put_report put = { 0 };
	struct load_report report;
	struct live_state live_state;
	struct live *live;
	int64_t id = 1;
	bool on = false;

	assert_true(jobs_put(world->store, "miller.md", 1, &job, 1, &put));
	load_report_init(&report);
	live_state_init(&live_state);
	live = start(world, &input);
	assert_non_null(live);
	do {
		struct err err = ERR_INIT;

		on = !on;
		if (!track_shortlist(world->store, &id, 1, on, NULL, &err))
			fail_msg("%s", err.text);
		assert_true(store_count(world->store) >= 1);
		live_look(live, &live_state);
	} while (!live_state.is_over);
	assert_false(live_state.is_bad);
	assert_non_null(strstr(live_state.said.text, "120 new"));
	assert_int_equal(live_state.files, FILES);
	assert_true(live_end(live, &report, NULL));
	assert_int_equal(report.new_count, FILES);
	assert_int_equal(store_count(world->store), FILES + 1);
	assert_true(store_has_changed(world->store));
	live_state_release(&live_state);
	load_report_release(&report);
}

/* What was committed stays, and the next load brings the rest. */
static void test_stopped(void **state)
{
	struct world *world = *state;
	const char *const paths[] = { world->jobs };
	struct load_input input = { .paths = paths, .path_count = 1 };
	struct load_report report;
	struct err err = ERR_INIT;
	struct live *live = start(world, &input);
	size_t before;

	load_report_init(&report);
	live_stop(live);
	if (!live_end(live, &report, &err))
		assert_int_equal(err.status, STATUS_INTERRUPTED);
	err_release(&err);
	before = report.new_count;
	assert_int_equal(store_count(world->store), before);
	live = start(world, &input);
	assert_true(live_end(live, &report, NULL));
	assert_int_equal(report.skipped, before);
	assert_int_equal(report.new_count, FILES - before);
	assert_int_equal(store_count(world->store), FILES);
	load_report_release(&report);
}

static void test_refusals_are_told(void **state)
{
	struct world *world = *state;
	char *missing = path_join(world->folder, "missing");
	const char *const paths[] = { missing };
	struct load_input input = { .paths = paths, .path_count = 1 };
	struct live_state live_state;
	struct load_report report;
	struct live *live = start(world, &input);

	load_report_init(&report);
	live_state_init(&live_state);
	do
		live_look(live, &live_state);
	while (!live_state.is_over);
	assert_true(live_state.is_bad);
	assert_int_equal(live_state.refused, 1);
	assert_true(live_end(live, &report, NULL));
	assert_int_equal(report.refusals.count, 1);
	live_state_release(&live_state);
	load_report_release(&report);
	free(missing);
}

static void test_store_that_cannot_be_opened(void **state)
{
	struct world *world = *state;
	const char *const paths[] = { world->jobs };
	struct load_input input = { .paths = paths, .path_count = 1 };
	struct live_options options = {
		.database = world->jobs, .vocabulary = jobs_vocabulary(),
		.extractor = load_extractor(), .inputs = &input, .count = 1,
	};
	struct live *live = live_start(&options, NULL);
	struct load_report report;
	struct err err = ERR_INIT;

	load_report_init(&report);
	assert_false(live_end(live, &report, &err));
	assert_non_null(strstr(err.text, world->jobs));
	err_release(&err);
	load_report_release(&report);
}

#define WORLD_TEST(name) cmocka_unit_test_setup_teardown(name, make_world, remove_world)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_marks_meanwhile),
		WORLD_TEST(test_stopped),
		WORLD_TEST(test_refusals_are_told),
		WORLD_TEST(test_store_that_cannot_be_opened),
	};

	return cmocka_run_group_tests(tests, load_make_extractor, load_free_extractor);
}
