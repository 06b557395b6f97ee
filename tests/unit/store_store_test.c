/* Opening: what is ours is used, and whatever else is found is left exactly as it was. */
#include "config.h"

#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/find.h"
#include "store/schema_int.h"
#include "store/store_int.h"
#include "store/track.h"
#include "store_jobs.h"
#include "util/file.h"
#include "util/path.h"

#define PAGE_BYTES 16384          /* of a new database */

static const struct job jobs[] = {
	{ .title = "Rust engineer", .company = "Acme", .body = "Own the ledger." },
	{ .title = "Gardener", .company = "Green", .body = "Plant trees." },
};

struct scratch { char *folder, *path; };

static int make_scratch(void **state)
{
	static struct scratch scratch;

	scratch.folder = jobs_folder();
	scratch.path = path_join(scratch.folder, "shortlist.db");
	*state = &scratch;
	return 0;
}

static int remove_scratch(void **state)
{
	struct scratch *scratch = *state;

	free(scratch->path);
	jobs_remove_folder(scratch->folder);
	return 0;
}

static struct store *open_it(const struct scratch *scratch, enum store_mode mode)
{
	struct err err = ERR_INIT;
	struct store *store = store_open(scratch->path, mode, jobs_vocabulary(), &err);

	if (store)
		assert_null(err.text);
	else
		fprintf(stderr, "%s\n", err.text);
	err_release(&err);
	return store;
}

/* A database with two postings. */
static void fill(const struct scratch *scratch)
{
	struct store *store = open_it(scratch, STORE_READ_WRITE);

	assert_non_null(store);
	assert_true(jobs_put(store, "jobs.md", 1, jobs, 2, NULL));
	store_close(store);
}

/* Opening is refused with STATUS and a sentence that holds WORD, and no byte is changed. */
static void assert_refused(const struct scratch *scratch, enum status status, const char *word)
{
	static const enum store_mode modes[] = { STORE_READ_WRITE, STORE_READ_ONLY };
	uint64_t before = jobs_file_hash(scratch->path);

	for (size_t i = 0; i < 2; i++) {
		struct err err = ERR_INIT;

		assert_null(store_open(scratch->path, modes[i], jobs_vocabulary(), &err));
		assert_int_equal(err.status, status);
		if (!strstr(err.text, word) || !strstr(err.text, scratch->path))
			fail_msg("\"%s\" does not hold \"%s\" and the path", err.text, word);
		err_release(&err);
	}
	assert_true(jobs_file_hash(scratch->path) == before);
}

static void write_file(const char *path, const char *bytes, size_t len)
{
	assert_true(file_write(path, bytes, len, true, NULL));
}

/* Runs SQL on the file with SQLite's own defaults. */
static void run_sql(const char *path, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void fail_on_fault(const char *fault, void *data)
{
	(void)data;
	fail_msg("%s", fault);
}

static void test_new_and_again(void **state)
{
	struct store *store = open_it(*state, STORE_READ_WRITE);
	const struct scratch *scratch = *state;
	struct stat status;

	assert_non_null(store);
	assert_false(store_is_read_only(store));
	assert_null(store_read_only_reason(store));
	assert_int_equal(store_count(store), 0);
	assert_true(store_check(store, fail_on_fault, NULL, NULL));
	store_close(store);
	assert_int_equal(stat(scratch->path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	fill(*state);
	store = open_it(*state, STORE_READ_WRITE);
	assert_int_equal(store_count(store), 2);
	assert_true(store_check(store, fail_on_fault, NULL, NULL));
	store_close(store);
}

static void test_folder_is_made(void **state)
{
	const struct scratch *scratch = *state;
	char *folder = path_join(scratch->folder, "data"), *path = path_join(folder, "s.db");
	struct store *store = store_open(path, STORE_READ_WRITE, jobs_vocabulary(), NULL);
	struct stat status;

	assert_non_null(store);
	store_close(store);
	assert_int_equal(stat(folder, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
	unlink(path);
	rmdir(folder);
	free(path);
	free(folder);
}

static void test_closing_nothing(void **state)
{
	(void)state;
	store_close(NULL);
}

static void test_reading_only(void **state)
{
	struct err err = ERR_INIT;
	struct store *store;
	int64_t id = 1;

	fill(*state);
	store = open_it(*state, STORE_READ_ONLY);
	assert_non_null(store);
	assert_true(store_is_read_only(store));
	assert_non_null(store_read_only_reason(store));
	assert_int_equal(store_count(store), 2);
	assert_true(store_check(store, fail_on_fault, NULL, NULL));
	assert_false(track_shortlist(store, &id, 1, true, NULL, &err));
	assert_int_equal(err.status, STATUS_PERMISSION);
	err_release(&err);
	store_close(store);
}

static void test_empty_file(void **state)
{
	const struct scratch *scratch = *state;
	struct err err = ERR_INIT;
	struct store *store;

	write_file(scratch->path, "", 0);
	assert_null(store_open(scratch->path, STORE_READ_ONLY, jobs_vocabulary(), &err));
	assert_int_equal(err.status, STATUS_BAD_DATA);
	err_release(&err);
	store = open_it(scratch, STORE_READ_WRITE);
	assert_non_null(store);
	store_close(store);
}

static void test_not_a_database(void **state)
{
	static const char text[] = "title: Rust engineer\ncompany: Acme\n";
	const struct scratch *scratch = *state;

	write_file(scratch->path, text, sizeof text - 1);
	assert_refused(scratch, STATUS_BAD_DATA, "not a shortlist database");
}

static void test_other_program(void **state)
{
	const struct scratch *scratch = *state;

	run_sql(scratch->path, "CREATE TABLE posting(id INTEGER PRIMARY KEY)");
	assert_refused(scratch, STATUS_BAD_DATA, "another program");
	run_sql(scratch->path, "PRAGMA application_id = 4660");
	assert_refused(scratch, STATUS_BAD_DATA, "another program");
}

/* A file that only claims to be ours. */
static void test_other_tables(void **state)
{
	const struct scratch *scratch = *state;
	char sql[128];

	fill(scratch);
	run_sql(scratch->path, "CREATE TRIGGER t AFTER INSERT ON mark BEGIN DELETE FROM mark; END");
	assert_refused(scratch, STATUS_BAD_DATA, "tables");
	unlink(scratch->path);
	snprintf(sql, sizeof sql, "CREATE TABLE a(b); PRAGMA application_id = %d;"
		 "PRAGMA user_version = %d", SCHEMA_APPLICATION_ID, schema_version());
	run_sql(scratch->path, sql);
	assert_refused(scratch, STATUS_BAD_DATA, "tables");
}

static void test_newer(void **state)
{
	const struct scratch *scratch = *state;
	struct store *store;
	uint64_t before;
	int64_t id = 1;

	fill(scratch);
	run_sql(scratch->path, "PRAGMA user_version = 999");
	before = jobs_file_hash(scratch->path);
	store = open_it(scratch, STORE_READ_WRITE);
	assert_non_null(store);
	assert_true(store_is_read_only(store));
	assert_non_null(strstr(store_read_only_reason(store), "newer"));
	assert_int_equal(store_count(store), 2);
	assert_false(track_seen(store, &id, 1, true, NULL, NULL));
	store_close(store);
	assert_true(jobs_file_hash(scratch->path) == before);
}

static void test_truncated(void **state)
{
	const struct scratch *scratch = *state;
	struct stat status;

	fill(scratch);
	assert_int_equal(stat(scratch->path, &status), 0);
	assert_int_equal(truncate(scratch->path, status.st_size / 2 / PAGE_BYTES * PAGE_BYTES), 0);
	assert_refused(scratch, STATUS_BAD_DATA, "damaged");
}

/* Flips one byte; false where it stood already as wanted. */
static void flip(const char *path, long at)
{
	FILE *file = fopen(path, "r+b");
	int byte;

	assert_non_null(file);
	assert_int_equal(fseek(file, at, SEEK_SET), 0);
	byte = fgetc(file);
	assert_int_equal(fseek(file, at, SEEK_SET), 0);
	fputc(byte ^ 0xff, file);
	assert_int_equal(fclose(file), 0);
}

/* Flips bytes of the pages' heads, where a damage shows; whatever comes of it, no byte is
 * written and nothing crashes. */
static void test_flipped_bytes(void **state)
{
	const struct scratch *scratch = *state;
	size_t refused = 0, tries = 0;
	struct stat status;

	fill(scratch);
	assert_int_equal(stat(scratch->path, &status), 0);
	for (long at = 0; at < status.st_size; at += PAGE_BYTES / 8 + 1) {
		struct err err = ERR_INIT;
		struct store *store;
		uint64_t before;

		flip(scratch->path, at);
		before = jobs_file_hash(scratch->path);
		store = store_open(scratch->path, STORE_READ_WRITE, jobs_vocabulary(), &err);
		refused += store == NULL;
		tries++;
		assert_true(store != NULL || err.text != NULL);
		store_close(store);
		err_release(&err);
		assert_true(jobs_file_hash(scratch->path) == before);
		flip(scratch->path, at);
	}
	assert_true(tries > 20);
	assert_true(refused > 0);
}

static void test_smashed_page(void **state)
{
	const struct scratch *scratch = *state;

	fill(scratch);
	flip(scratch->path, PAGE_BYTES + 1);
	flip(scratch->path, PAGE_BYTES + 3);
	flip(scratch->path, PAGE_BYTES + 5);
	assert_refused(scratch, STATUS_BAD_DATA, "damaged");
}

static void test_symbolic_link(void **state)
{
	const struct scratch *scratch = *state;
	char *target = path_join(scratch->folder, "real.db");
	struct err err = ERR_INIT;

	fill(scratch);
	assert_int_equal(rename(scratch->path, target), 0);
	assert_int_equal(symlink(target, scratch->path), 0);
	assert_null(store_open(scratch->path, STORE_READ_WRITE, jobs_vocabulary(), &err));
	assert_int_equal(err.status, STATUS_PERMISSION);
	assert_non_null(strstr(err.text, "symbolic link"));
	err_release(&err);
	free(target);
}

/* The folder may be reached through one, as a home directory often is. */
static void test_linked_folder(void **state)
{
	const struct scratch *scratch = *state;
	char *link = path_join(scratch->folder, "link"), *path = path_join(link, "shortlist.db");
	struct store *store;

	assert_int_equal(symlink(scratch->folder, link), 0);
	store = store_open(path, STORE_READ_WRITE, jobs_vocabulary(), NULL);
	assert_non_null(store);
	store_close(store);
	free(path);
	free(link);
}

static void test_hard_link(void **state)
{
	const struct scratch *scratch = *state;
	char *other = path_join(scratch->folder, "other.db");

	fill(scratch);
	assert_int_equal(link(scratch->path, other), 0);
	assert_refused(scratch, STATUS_PERMISSION, "hard link");
	free(other);
}

static void test_folder_as_file(void **state)
{
	const struct scratch *scratch = *state;
	struct err err = ERR_INIT;

	assert_int_equal(mkdir(scratch->path, 0700), 0);
	assert_null(store_open(scratch->path, STORE_READ_WRITE, jobs_vocabulary(), &err));
	assert_int_equal(err.status, STATUS_BAD_DATA);
	err_release(&err);
	rmdir(scratch->path);
}

static void test_read_only_folder(void **state)
{
	const struct scratch *scratch = *state;
	struct store *store;
	int64_t id = 1;

	if (geteuid() == 0)
		skip();
	fill(scratch);
	assert_int_equal(chmod(scratch->folder, 0500), 0);
	store = open_it(scratch, STORE_READ_WRITE);
	assert_int_equal(chmod(scratch->folder, 0700), 0);
	assert_non_null(store);
	assert_true(store_is_read_only(store));
	assert_int_equal(store_count(store), 2);
	assert_false(track_seen(store, &id, 1, true, NULL, NULL));
	store_close(store);
}

/* Starts a change so large that SQLite writes before the end of it, and dies. */
static void die_while_writing(const char *path)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		sqlite3 *db;

		if (sqlite3_open(path, &db) == SQLITE_OK)
			sqlite3_exec(db, "PRAGMA cache_size = 2; BEGIN;"
				     "UPDATE document SET body = zeroblob(100000)", NULL, NULL,
				     NULL);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
}

/* What a killed process left half done is taken back, also by one that only reads. */
static void test_cut_off_change(void **state)
{
	static const enum store_mode modes[] = { STORE_READ_ONLY, STORE_READ_WRITE };
	const struct scratch *scratch = *state;
	char *journal = path_join(scratch->folder, "shortlist.db-journal");

	fill(scratch);
	for (size_t i = 0; i < 2; i++) {
		struct store *store;

		die_while_writing(scratch->path);
		assert_int_equal(access(journal, F_OK), 0);
		store = open_it(scratch, modes[i]);
		assert_non_null(store);
		assert_int_equal(store_count(store), 2);
		assert_true(store_check(store, fail_on_fault, NULL, NULL));
		store_close(store);
		assert_int_not_equal(access(journal, F_OK), 0);
	}
	free(journal);
}

static void test_others_change(void **state)
{
	struct store *first, *second;
	int64_t id = 1;

	fill(*state);
	first = open_it(*state, STORE_READ_WRITE);
	second = open_it(*state, STORE_READ_WRITE);
	assert_false(store_has_changed(first));
	assert_true(track_seen(first, &id, 1, true, NULL, NULL));
	assert_false(store_has_changed(first));
	assert_true(store_has_changed(second));
	assert_false(store_has_changed(second));
	store_close(first);
	store_close(second);
}

/* Several processes that find no database make one, and none fails. */
static void test_made_by_several_at_once(void **state)
{
	enum { COUNT = 8 };
	pid_t children[COUNT];

	jobs_vocabulary();
	for (int i = 0; i < COUNT; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			struct store *store = open_it(*state, STORE_READ_WRITE);
			int64_t count = store ? store_count(store) : -1;

			store_close(store);
			_exit(count == 0 ? 0 : 1);
		}
		assert_true(children[i] > 0);
	}
	for (int i = 0; i < COUNT; i++) {
		int status;

		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
}

/* Nothing that a text could smuggle in as SQL may change tables or open files. */
static void test_locked_down(void **state)
{
	static const char *const sqls[] = {
		"CREATE TABLE x(a)", "DROP TABLE mark", "ATTACH ':memory:' AS other",
		"PRAGMA journal_mode = OFF", "PRAGMA writable_schema = ON",
		"CREATE TRIGGER t AFTER INSERT ON mark BEGIN DELETE FROM mark; END",
		"UPDATE sqlite_schema SET sql = ''",
	};
	struct store *store = open_it(*state, STORE_READ_WRITE);

	assert_non_null(store);
	for (size_t i = 0; i < sizeof sqls / sizeof *sqls; i++)
		if (sqlite3_exec(store->connection.db, sqls[i], NULL, NULL, NULL) == SQLITE_OK)
			fail_msg("%s was done", sqls[i]);
	store_close(store);
}

/* With the SQLite of Debian 12; with others it is compared the long way. */
static void test_schema_is_known(void **state)
{
	struct store *store = open_it(*state, STORE_READ_WRITE);

	assert_non_null(store);
	if (sqlite3_libversion_number() == 3040001 &&
	    !schema_is_known(&store->connection))
		fail_msg("SCHEMA_HASH in schema.c is outdated");
	store_close(store);
}

static void count_faults(const char *fault, void *data)
{
	assert_non_null(fault);
	++*(int *)data;
}

static void test_check_finds_faults(void **state)
{
	const struct scratch *scratch = *state;
	struct store *store;
	int faults = 0;

	fill(scratch);
	run_sql(scratch->path, "UPDATE document SET body = CAST('Sell trees.' AS BLOB)"
		" WHERE id = 2; INSERT INTO origin(source, ordinal, posting) VALUES(77, 0, 1)");
	store = open_it(scratch, STORE_READ_WRITE);
	assert_non_null(store);
	assert_false(store_check(store, count_faults, &faults, NULL));
	/* The reference, and the sets; the index of words had not taken in the text before. */
	assert_int_equal(faults, 2);
	store_close(store);
}

/* Where the sets are not built nobody who only reads can; who may write builds them. */
static void test_not_built(void **state)
{
	const struct scratch *scratch = *state;
	struct query *query = query_parse("rust ", JOBS_TODAY);
	struct err err = ERR_INIT;
	struct store *store;

	fill(scratch);
	run_sql(scratch->path, "UPDATE engine SET is_built = 0, sealed = 1; DELETE FROM run");
	store = open_it(scratch, STORE_READ_ONLY);
	assert_non_null(store);
	assert_null(find_new(store, query, &err));
	assert_non_null(strstr(err.text, "check --rebuild"));
	assert_int_equal(find_count(store, query, NULL), -1);
	assert_false(store_rebuild(store, NULL));
	store_close(store);
	store = open_it(scratch, STORE_READ_WRITE);
	assert_non_null(store);
	assert_int_equal(find_count(store, query, NULL), 1);
	assert_true(store_check(store, fail_on_fault, NULL, NULL));
	store_close(store);
	err_release(&err);
	query_free(query);
}

/* A database of the version before this one is not brought up to date by who only reads. */
static void test_older_is_read(void **state)
{
	const struct scratch *scratch = *state;
	struct connection connection = { .path = scratch->path };
	struct err err = ERR_INIT;
	struct store *store;

	assert_int_equal(sqlite3_open(scratch->path, &connection.db), SQLITE_OK);
	for (int step = 0; step + 1 < schema_version(); step++)
		assert_true(schema_take_step(&connection, step, NULL));
	sqlite3_close(connection.db);
	store = store_open(scratch->path, STORE_READ_ONLY, jobs_vocabulary(), &err);
	assert_null(store);
	assert_non_null(strstr(err.text, "an older shortlist"));
	err_release(&err);
	store = open_it(scratch, STORE_READ_WRITE);
	assert_non_null(store);
	assert_true(store_check(store, fail_on_fault, NULL, NULL));
	store_close(store);
}

#define SCRATCH_TEST(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(test_new_and_again),
		SCRATCH_TEST(test_folder_is_made),
		cmocka_unit_test(test_closing_nothing),
		SCRATCH_TEST(test_reading_only),
		SCRATCH_TEST(test_empty_file),
		SCRATCH_TEST(test_not_a_database),
		SCRATCH_TEST(test_other_program),
		SCRATCH_TEST(test_other_tables),
		SCRATCH_TEST(test_newer),
		SCRATCH_TEST(test_truncated),
		SCRATCH_TEST(test_flipped_bytes),
		SCRATCH_TEST(test_smashed_page),
		SCRATCH_TEST(test_symbolic_link),
		SCRATCH_TEST(test_linked_folder),
		SCRATCH_TEST(test_hard_link),
		SCRATCH_TEST(test_folder_as_file),
		SCRATCH_TEST(test_read_only_folder),
		SCRATCH_TEST(test_cut_off_change),
		SCRATCH_TEST(test_others_change),
		SCRATCH_TEST(test_made_by_several_at_once),
		SCRATCH_TEST(test_locked_down),
		SCRATCH_TEST(test_schema_is_known),
		SCRATCH_TEST(test_check_finds_faults),
		SCRATCH_TEST(test_not_built),
		SCRATCH_TEST(test_older_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
