/*
 * What happens between two transactions of a sealing, of a rebuild or of a change: the writer is
 * killed there, another one takes its turn, or the disk is full. Answers stay right, and the next
 * one completes it.
 */
#include "config.h"

#include "store/seal_int.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/find.h"
#include "store/store_int.h"
#include "store_jobs.h"
#include "util/file.h"
#include "util/path.h"
#include "util/strbuf.h"

#define FILES 4
#define JOBS 6                   /* a file */
#define ALL (FILES * JOBS)
#define COMMITS_MAX 200          /* no work here has more, */
#define PAGES_MAX 1000           /* or needs more pages */
#define PAGE_BYTES 16384
#define FILLER_BYTES 30000

struct world { char *folder, *path; struct strbuf before; };

static struct store *open_world(struct world *world)
{
	struct err err = ERR_INIT;
	struct store *store = store_open(world->path, STORE_READ_WRITE, jobs_vocabulary(), &err);

	if (!store)
		fail_msg("%s", err.text);
	store->seal_limits = (struct seal_limits){
		.tail = 1, .phrases = 1, .phrases_step = 1, .segments = 2, .changed = 4,
	};
	return store;
}

/* Stands at the end of every text, for what needs more room. */
static char filler[FILLER_BYTES];

static void fill(void)
{
	size_t len = 0;

	for (int i = 0; len + 16 < sizeof filler; i++)
		len += (size_t)snprintf(filler + len, sizeof filler - len, " flour%d", i);
}

/* File NUMBER, in which every text has the word STATE. */
static bool put_state(struct store *store, int number, const char *word, int64_t mtime)
{
	static char texts[JOBS][96 + FILLER_BYTES], titles[JOBS][48], companies[JOBS][48];
	struct job jobs[JOBS];
	char path[32];

	memset(jobs, 0, sizeof jobs);
	for (int i = 0; i < JOBS; i++) {
		snprintf(titles[i], sizeof titles[i], "Baker %d of batch%d", i, number);
		snprintf(companies[i], sizeof companies[i], "Oven %d at %d", i, number);
		snprintf(texts[i], sizeof texts[i], "Bake many %s loaves, number %d-%d.%s", word,
			 number, i, filler);
		jobs[i] = (struct job){ .title = titles[i], .company = companies[i],
					.body = texts[i] };
	}
	snprintf(path, sizeof path, "%d.md", number);
	return jobs_put(store, path, mtime, jobs, JOBS, NULL);
}

static int64_t rows_of(struct store *store, const char *line)
{
	struct query *query = query_parse(line, JOBS_TODAY);
	int64_t count = find_count(store, query, NULL);

	query_free(query);
	return count;
}

/* Each text is found, by what it says now only; whole files say the same. */
static void check_answers(struct store *store)
{
	int64_t old = rows_of(store, "old"), fresh = rows_of(store, "fresh");

	assert_int_equal(rows_of(store, ""), ALL);
	assert_int_equal(rows_of(store, "loaves"), ALL);
	assert_int_equal(old + fresh, ALL);
	assert_int_equal(fresh % JOBS, 0);
	assert_int_equal(rows_of(store, "\"many old loaves\""), old);
	assert_int_equal(rows_of(store, "\"many fresh loaves\""), fresh);
	assert_int_equal(rows_of(store, "batch1"), JOBS);
}

static int64_t ask(struct store *store, const char *sql)
{
	sqlite3_stmt *stmt = stmt_make(&store->connection, sql, NULL);
	int64_t value = -1;

	assert_non_null(stmt);
	assert_true(stmt_value(&store->connection, stmt, 0, &value, NULL));
	sqlite3_finalize(stmt);
	return value;
}

/* Nothing is left in the tail, or to be built. */
static void check_complete(struct store *store)
{
	check_answers(store);
	assert_int_equal(ask(store, "SELECT count(*) FROM run"), 0);
	assert_int_equal(ask(store, "SELECT count(*) FROM stale"), 0);
	assert_int_equal(ask(store, "SELECT sealed FROM engine"), ALL + 1);
	assert_int_equal(ask(store, "SELECT phrased FROM engine"), ALL + 1);
	assert_int_equal(ask(store, "SELECT is_built FROM engine"), 1);
	assert_int_equal(ask(store, "SELECT sum(end - first) FROM segment WHERE is_whole"), ALL);
}

/* A rebuild that was cut off is said to who asks, and made up for by the next who writes. */
static void check_answers_or_unbuilt(struct store *store)
{
	if (ask(store, "SELECT is_built FROM engine"))
		check_answers(store);
	else
		assert_int_equal(rows_of(store, "loaves"), -1);
}

/* -- the works */

typedef bool (*work_fn)(struct store *store);

static bool seal(struct store *store)
{
	return seal_tail(store, true, NULL);
}

static bool rebuild(struct store *store)
{
	return seal_rebuild(store, NULL);
}

static bool change(struct store *store)
{
	return put_state(store, 0, "fresh", 2) && put_state(store, 1, "fresh", 2) &&
	       seal_tail(store, true, NULL);
}

/* What is there before: some in segments, some not. */
static void make_before(struct world *world)
{
	struct store *store = open_world(world);

	for (int i = 0; i < FILES; i++) {
		assert_true(put_state(store, i, "old", 1));
		assert_true(i % 2 == 1 || seal_tail(store, true, NULL));
	}
	check_answers(store);
	store_close(store);
	assert_true(file_read(world->path, SIZE_MAX, &world->before, NULL, NULL));
}

static void prepare(const struct world *world)
{
	FILE *file = fopen(world->path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(world->before.text, 1, world->before.len, file),
			 world->before.len);
	assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
	struct world *world = calloc(1, sizeof *world);

	assert_non_null(world);
	world->folder = jobs_folder();
	world->path = path_join(world->folder, "turns.db");
	strbuf_init(&world->before);
	*state = world;
	make_before(world);
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	jobs_remove_folder(world->folder);
	free(world->path);
	strbuf_release(&world->before);
	free(world);
	return 0;
}

/* -- killed */

static int die_in(void *data)
{
	int *left = data;

	if (--*left == 0)
		raise(SIGKILL);
	return 0;
}

/* Whether the work ended before its commit number AT. */
static bool is_done_by(struct world *world, work_fn work, int at)
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		struct store *store = open_world(world);

		sqlite3_commit_hook(store->connection.db, die_in, &at);
		_exit(work(store) ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
	return !WIFSIGNALED(status);
}

static void test_killed(struct world *world, work_fn work)
{
	bool is_done = false;
	int at;

	for (at = 1; !is_done && at < COMMITS_MAX; at++) {
		struct store *store;

		prepare(world);
		is_done = is_done_by(world, work, at);
		store = open_world(world);
		check_answers(store);
		assert_true(seal_tail(store, true, NULL));
		check_complete(store);
		store_close(store);
	}
	assert_true(is_done && at > 4);
}

static void test_killed_sealing(void **state)
{
	test_killed(*state, seal);
}

static void test_killed_rebuilding(void **state)
{
	test_killed(*state, rebuild);
}

static void test_killed_changing(void **state)
{
	test_killed(*state, change);
}

/* -- another one's turn */

struct turn { struct store *other; work_fn work; int left; };

/* After COMMIT number `left` of the first one the other one does all of its work. */
static int take_turn(unsigned what, void *data, void *stmt, void *unused)
{
	struct turn *turn = data;
	const char *sql = sqlite3_sql(stmt);

	(void)what;
	(void)unused;
	if (sql && strcmp(sql, "COMMIT") == 0 && --turn->left == 0)
		assert_true(turn->work(turn->other));
	return 0;
}

static void test_between(struct world *world, work_fn work, work_fn others)
{
	struct turn turn = { .work = others };
	int at;

	for (at = 1; turn.left <= 0 && at < COMMITS_MAX; at++) {
		struct store *store;

		prepare(world);
		store = open_world(world);
		turn.other = open_world(world);
		turn.left = at;
		sqlite3_trace_v2(store->connection.db, SQLITE_TRACE_PROFILE, take_turn, &turn);
		assert_true(work(store));
		sqlite3_trace_v2(store->connection.db, 0, NULL, NULL);
		check_answers(store);
		check_answers(turn.other);
		assert_true(seal_tail(store, true, NULL));
		check_complete(store);
		check_complete(turn.other);
		store_close(turn.other);
		store_close(store);
	}
	assert_true(turn.left > 0 && at > 4);
}

static void test_others_between(void **state)
{
	static const struct { work_fn work, others; } pairs[] = {
		{ seal, seal }, { seal, change }, { rebuild, change }, { change, rebuild },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		test_between(*state, pairs[i].work, pairs[i].others);
}

/* -- no room */

static void limit_pages(struct store *store, int64_t most)
{
	char sql[64];

	snprintf(sql, sizeof sql, "PRAGMA max_page_count = %lld", (long long)most);
	sqlite3_set_authorizer(store->connection.db, NULL, NULL);
	assert_int_equal(sqlite3_exec(store->connection.db, sql, NULL, NULL, NULL), SQLITE_OK);
}

/* The file may grow by no page, by one, by ever more; how often that was too little. */
static int64_t test_full(struct world *world, work_fn work)
{
	bool is_done = false;
	int64_t more = 0, failed = 0;

	for (; !is_done && more < PAGES_MAX; more += 1 + more / 4) {
		struct store *store;

		prepare(world);
		store = open_world(world);
		limit_pages(store, (int64_t)world->before.len / PAGE_BYTES + more);
		is_done = work(store);
		failed += !is_done;
		assert_true(sqlite3_get_autocommit(store->connection.db));
		check_answers_or_unbuilt(store);
		limit_pages(store, PAGES_MAX * PAGES_MAX);
		assert_true(seal_tail(store, true, NULL));
		check_complete(store);
		store_close(store);
	}
	assert_true(is_done);
	return failed;
}

static void test_no_room(void **state)
{
	struct world *world = *state;

	int64_t failures;

	fill();
	unlink(world->path);
	make_before(world);
	failures = test_full(world, seal) + test_full(world, rebuild) + test_full(world, change);
	assert_true(failures > 0);
	filler[0] = '\0';
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_killed_sealing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_killed_rebuilding, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_killed_changing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_others_between, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_no_room, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
