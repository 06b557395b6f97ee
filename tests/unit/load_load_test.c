/* Loading: a folder with all kinds of files in it, stopping midway, coming back. */
#include "config.h"

#include "load/load.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "load_world.h"
#include "store_jobs.h"
#include "util/file.h"
#include "util/path.h"

struct world {
	char *folder;
	struct store *store;
	struct load_report report;
};

static int make_world(void **state)
{
	static struct world world;

	world.folder = jobs_folder();
	world.store = jobs_store(NULL, 0);
	load_report_init(&world.report);
	*state = &world;
	return 0;
}

static int remove_world(void **state)
{
	struct world *world = *state;

	load_report_release(&world->report);
	store_close(world->store);
	jobs_remove_folder(world->folder);
	return 0;
}

static void write_text(const struct world *world, const char *name, const char *text)
{
	load_write_file(world->folder, name, text, strlen(text));
}

/* Loads the folder into a fresh report. */
static bool load_it(struct world *world, load_progress_fn progress, void *data, struct err *err)
{
	const char *path = world->folder;
	struct load_input input = { .paths = &path, .path_count = 1 };
	struct load_options options = { .progress = progress, .data = data };

	load_report_release(&world->report);
	load_report_init(&world->report);
	return load_run(world->store, load_extractor(), &input, 1, &options, &world->report, err);
}

static const char posting[] =
	"# Rust engineer\n\n**Company**: Acme\n\nOwn the ledger in Toronto.\n";

static void test_empty_folder(void **state)
{
	struct world *world = *state;

	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(world->report.files, 0);
	assert_int_equal(world->report.refusals.count, 0);
}

static void test_nothing_there(void **state)
{
	struct world *world = *state;
	char *path = path_join(world->folder, "missing");
	const char *paths[] = { path };
	struct load_input input = { .paths = paths, .path_count = 1 };

	assert_true(load_run(world->store, load_extractor(), &input, 1, NULL, &world->report,
			     NULL));
	assert_int_equal(world->report.refusals.count, 1);
	assert_string_equal(world->report.refusals.items[0].path, path);
	assert_int_equal(world->report.refusals.items[0].line, 0);
	free(path);
}

static void test_broken_files_among_good(void **state)
{
	struct world *world = *state;

	write_text(world, "a.md", posting);
	write_text(world, "b-empty.txt", "");
	load_write_file(world->folder, "c-binary.txt", "\x1f\x8b\x08\x00\x00\x00", 6);
	write_text(world, "d-unclosed.yaml", "title: \"Baker\ncompany: Oven\n");
	write_text(world, "e-list.yaml",
		   "- title: Baker\n  company: Oven\n- just a line\n"
		   "- title: Miller\n  company: Mill\n");
	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(world->report.files, 5);
	assert_int_equal(world->report.new_count, 3);
	assert_int_equal(store_count(world->store), 3);
	assert_int_equal(world->report.refusals.count, 4);
	assert_non_null(strstr(world->report.refusals.items[0].why, "no postings"));
	assert_non_null(strstr(world->report.refusals.items[1].why, "gunzip"));
	assert_non_null(strstr(world->report.refusals.items[2].path, "d-unclosed.yaml"));
	assert_int_equal(world->report.refusals.items[3].line, 3);
}

static void test_unchanged_is_skipped(void **state)
{
	struct world *world = *state;

	write_text(world, "a.md", posting);
	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(world->report.new_count, 1);
	assert_int_equal(world->report.skipped, 0);
	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(world->report.skipped, 1);
	assert_int_equal(world->report.unchanged, 1);
	assert_int_equal(world->report.new_count, 0);
	write_text(world, "a.md", "# Rust engineer\n\n**Company**: Acme\n\nOwn two ledgers.\n");
	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(world->report.skipped, 0);
	assert_int_equal(world->report.changed, 1);
	assert_int_equal(store_count(world->store), 1);
}

/* What was refused is said at every load, also where the rest of the file was loaded. */
static void test_refusals_are_repeated(void **state)
{
	struct world *world = *state;

	write_text(world, "a.yaml", "- title: Baker\n  company: Oven\n- just a line\n");
	for (int i = 0; i < 2; i++) {
		assert_true(load_it(world, NULL, NULL, NULL));
		assert_int_equal(world->report.refusals.count, 1);
		assert_int_equal(world->report.skipped, 0);
	}
	assert_int_equal(world->report.unchanged, 1);
}

/* A file that cannot be read any more takes nothing away. */
static void test_broken_later(void **state)
{
	struct world *world = *state;

	write_text(world, "a.yaml", "title: Baker\ncompany: Oven\n");
	assert_true(load_it(world, NULL, NULL, NULL));
	write_text(world, "a.yaml", "title: \"Baker\ncompany: Oven\n");
	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(world->report.refusals.count, 1);
	assert_int_equal(world->report.gone, 0);
	assert_int_equal(store_count(world->store), 1);
}

static bool stop_after(const struct load_progress *progress, void *data)
{
	assert_non_null(progress->path);
	return progress->report->files < *(const size_t *)data;
}

static void test_stopped_midway(void **state)
{
	struct world *world = *state;
	struct err err = ERR_INIT;
	size_t most = 3;

	for (int i = 0; i < 6; i++) {
		char name[16], text[64];

		snprintf(name, sizeof name, "%d.md", i);
		snprintf(text, sizeof text, "---\ntitle: Baker %d\n---\nBake number %d.\n", i, i);
		write_text(world, name, text);
	}
	assert_false(load_it(world, stop_after, &most, &err));
	assert_int_equal(err.status, STATUS_INTERRUPTED);
	assert_true(world->report.was_stopped);
	assert_int_equal(world->report.new_count, 3);
	assert_int_equal(store_count(world->store), 3);
	err_release(&err);
	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(world->report.skipped, 3);
	assert_int_equal(world->report.new_count, 3);
}

static void test_store_that_cannot_be_written(void **state)
{
	struct world *world = *state;
	char *path = path_join(world->folder, ".s.db");
	const char *paths[] = { world->folder };
	struct load_input input = { .paths = paths, .path_count = 1 };
	struct err err = ERR_INIT;
	struct store *store;

	write_text(world, "a.md", posting);
	store_close(store_open(path, STORE_READ_WRITE, jobs_vocabulary(), NULL));
	store = store_open(path, STORE_READ_ONLY, jobs_vocabulary(), NULL);
	assert_non_null(store);
	assert_false(load_run(store, load_extractor(), &input, 1, NULL, &world->report, &err));
	assert_int_equal(err.status, STATUS_PERMISSION);
	err_release(&err);
	store_close(store);
	free(path);
}

/* A file that was only touched is known by its bytes, and from then on by its new time. */
static void test_touched(void **state)
{
	static const struct timespec times[2] = { { 1000000000, 0 }, { 1000000000, 0 } };
	struct world *world = *state;
	char *path = path_join(world->folder, "a.md");

	write_text(world, "a.md", posting);
	assert_true(load_it(world, NULL, NULL, NULL));
	for (int i = 0; i < 2; i++) {
		assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
		assert_true(load_it(world, NULL, NULL, NULL));
		assert_int_equal(world->report.skipped, 1);
		assert_int_equal(world->report.unchanged, 1);
		assert_int_equal(world->report.changed, 0);
	}
	free(path);
}

static bool load_with(struct world *world, const struct load_input *input,
		      const struct load_options *options)
{
	load_report_release(&world->report);
	load_report_init(&world->report);
	return load_run(world->store, load_extractor(), input, 1, options, &world->report, NULL);
}

static void test_forced(void **state)
{
	struct world *world = *state;
	const char *path = world->folder;
	struct load_input input = { .paths = &path, .path_count = 1 };
	struct load_options options = { .is_forced = true, .lists_stored = true };

	write_text(world, "a.md", posting);
	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(world->report.stored.count, 0);
	assert_true(load_with(world, &input, &options));
	assert_int_equal(world->report.skipped, 0);
	assert_int_equal(world->report.unchanged, 1);
	assert_int_equal(world->report.stored.count, 1);
	assert_int_equal(world->report.stored.items[0].postings, 1);
	assert_int_equal(world->report.stored.items[0].unchanged, 1);
}

/* What looks like one format is read as the one that is named. */
static void test_read_as(void **state)
{
	struct world *world = *state;
	const char *path = world->folder;
	struct load_source source = { .as = reader_find("text") };
	struct load_input input = { .paths = &path, .path_count = 1, .source = &source };

	assert_non_null(source.as);
	assert_null(reader_find("papyrus"));
	write_text(world, "a.yaml", "- title: Baker\n  company: Oven\n- title: Miller\n");
	assert_true(load_with(world, &input, NULL));
	assert_int_equal(world->report.new_count, 1);
	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(world->report.skipped, 1);
}

static void test_bytes(void **state)
{
	struct world *world = *state;
	struct load_source source = { .name = "bakery" };
	struct load_input input = {
		.bytes = posting, .len = strlen(posting), .bytes_name = "source:bakery",
		.source = &source,
	};

	struct load_options options = { .base = "/" };

	assert_true(load_with(world, &input, NULL));
	assert_int_equal(world->report.new_count, 1);
	assert_int_equal(world->report.files, 1);
	assert_true(load_with(world, &input, &options));
	assert_int_equal(world->report.skipped, 1);
	assert_int_equal(world->report.unchanged, 1);
	input.bytes = "";
	input.len = 0;
	assert_true(load_with(world, &input, NULL));
	assert_int_equal(world->report.refusals.count, 1);
	assert_string_equal(world->report.refusals.items[0].path, "source:bakery");
	assert_int_equal(store_count(world->store), 1);
}

/* A file that is gone from a folder takes its postings along; one that cannot be seen does not. */
static void test_missed(void **state)
{
	struct world *world = *state;
	char *path = path_join(world->folder, "a.md");

	write_text(world, "a.md", posting);
	write_text(world, "b.md", "---\ntitle: Baker\n---\nBake bread.\n");
	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(unlink(path), 0);
	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(world->report.gone, 1);
	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(world->report.gone, 0);
	assert_int_equal(store_count(world->store), 2);
	write_text(world, "a.md", posting);
	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(world->report.new_count, 0);
	free(path);
}

/* However a file is called, it is one file where it is told where names start from. */
static void test_base(void **state)
{
	struct world *world = *state;
	const char *paths[] = { "./a.md" };
	struct load_input input = { .paths = paths, .path_count = 1 };
	struct load_options options = { .base = world->folder };
	char *before = realpath(".", NULL);

	write_text(world, "a.md", posting);
	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(chdir(world->folder), 0);
	assert_true(load_with(world, &input, &options));
	assert_int_equal(world->report.skipped, 1);
	paths[0] = ".";
	assert_true(load_with(world, &input, &options));
	assert_int_equal(world->report.skipped, 1);
	assert_int_equal(world->report.gone, 0);
	assert_int_equal(chdir(before), 0);
	free(before);
}

/* Links: to a file they are that file, to nothing they are refused, to a folder they are left out,
 * so that a circle of them ends. */
static void test_links(void **state)
{
	struct world *world = *state;
	char *file = path_join(world->folder, "to-file.md");
	char *nothing = path_join(world->folder, "to-nothing.md");
	char *circle = path_join(world->folder, "circle");

	write_text(world, "a.md", posting);
	assert_int_equal(symlink("a.md", file), 0);
	assert_int_equal(symlink("missing", nothing), 0);
	assert_int_equal(symlink(".", circle), 0);
	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(world->report.files, 3);
	assert_int_equal(world->report.new_count, 1);
	assert_int_equal(world->report.refusals.count, 1);
	assert_string_equal(world->report.refusals.items[0].path, nothing);
	free(file);
	free(nothing);
	free(circle);
}

/* Closing the database's file after reading it would drop the locks that SQLite has on it. */
static void test_the_database_itself(void **state)
{
	struct world *world = *state;
	char *path = path_join(world->folder, "s.db");
	const char *paths[] = { world->folder };
	struct load_input input = { .paths = paths, .path_count = 1 };
	struct store *store = store_open(path, STORE_READ_WRITE, jobs_vocabulary(), NULL);

	write_text(world, "a.md", posting);
	assert_non_null(store);
	assert_true(load_run(store, load_extractor(), &input, 1, NULL, &world->report, NULL));
	assert_int_equal(world->report.new_count, 1);
	assert_int_equal(world->report.refusals.count, 1);
	assert_non_null(strstr(world->report.refusals.items[0].why, "database itself"));
	store_close(store);
	free(path);
}

/* A large file that is stopped halfway leaves nothing, and takes nothing of others with it. Storing
 * it takes several times as long as lies between two questions whether to go on. */
#define LARGE 12000

static bool stop_late(const struct load_progress *progress, void *data)
{
	(void)data;
	return progress->postings < 2000;
}

static void test_stopped_in_a_large_file(void **state)
{
	struct world *world = *state;
	struct strbuf text = STRBUF_INIT;
	struct err err = ERR_INIT;

	for (int i = 0; i < LARGE; i++)
		strbuf_printf(&text, "- title: Baker %d\n  description: Bake %d.\n", i, i);
	write_text(world, "a.md", posting);
	load_write_file(world->folder, "b.yaml", text.text, text.len);
	assert_false(load_it(world, stop_late, NULL, &err));
	assert_int_equal(err.status, STATUS_INTERRUPTED);
	assert_int_equal(store_count(world->store), world->report.new_count);
	assert_true(world->report.new_count <= 1);
	err_release(&err);
	assert_true(load_it(world, NULL, NULL, NULL));
	assert_int_equal(store_count(world->store), LARGE + 1);
	strbuf_release(&text);
}

static const struct extractor *no_extractor(void *data, struct err *err)
{
	++*(int *)data;
	err_set(err, STATUS_CONFIG, "no words");
	return NULL;
}

/* An extractor is made only where something is to be read. */
static void test_late_extractor(void **state)
{
	struct world *world = *state;
	const char *path = world->folder;
	int made = 0;
	struct load_input input = { .paths = &path, .path_count = 1 };
	struct load_options options = { .make_extractor = no_extractor, .make_data = &made };
	struct err err = ERR_INIT;

	assert_true(load_run(world->store, NULL, &input, 1, &options, &world->report, &err));
	assert_int_equal(made, 0);
	write_text(world, "a.md", posting);
	assert_false(load_run(world->store, NULL, &input, 1, &options, &world->report, &err));
	assert_int_equal(made, 1);
	assert_string_equal(err.text, "no words");
	assert_int_equal(store_count(world->store), 0);
	err_release(&err);
}

static bool count_up(struct posting *read, const char *path, void *data)
{
	assert_non_null(read);
	assert_non_null(path);
	return ++*(size_t *)data < 2;
}

static void test_inspect(void **state)
{
	struct world *world = *state;
	const char *path = world->folder;
	struct err err = ERR_INIT;
	size_t count = 0;

	write_text(world, "a.md", posting);
	assert_true(load_inspect(load_extractor(), &path, 1, NULL, count_up, &count,
				 &world->report, &err));
	assert_int_equal(count, 1);
	write_text(world, "b.md", posting);
	write_text(world, "c.md", posting);
	count = 0;
	assert_false(load_inspect(load_extractor(), &path, 1, NULL, count_up, &count,
				 &world->report, &err));
	assert_int_equal(count, 2);
	assert_int_equal(err.status, STATUS_INTERRUPTED);
	assert_int_equal(store_count(world->store), 0);
	err_release(&err);
}

static void test_report_in_words(void **state)
{
	struct load_report report = { .files = 1, .new_count = 2, .unchanged = 3 };
	struct strbuf text = STRBUF_INIT;

	(void)state;
	load_report_format(&report, &text);
	assert_string_equal(text.text, "2 new, 0 changed, 3 unchanged (1 file)");
	strbuf_clear(&text);
	report.files = 2;
	report.gone = 4;
	load_report_format(&report, &text);
	assert_string_equal(text.text, "2 new, 0 changed, 3 unchanged, 4 gone (2 files)");
	strbuf_release(&text);
}

#define WORLD_TEST(name) cmocka_unit_test_setup_teardown(name, make_world, remove_world)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_empty_folder),
		WORLD_TEST(test_nothing_there),
		WORLD_TEST(test_broken_files_among_good),
		WORLD_TEST(test_unchanged_is_skipped),
		WORLD_TEST(test_refusals_are_repeated),
		WORLD_TEST(test_broken_later),
		WORLD_TEST(test_stopped_midway),
		WORLD_TEST(test_touched),
		WORLD_TEST(test_forced),
		WORLD_TEST(test_read_as),
		WORLD_TEST(test_bytes),
		WORLD_TEST(test_missed),
		WORLD_TEST(test_base),
		WORLD_TEST(test_links),
		WORLD_TEST(test_the_database_itself),
		WORLD_TEST(test_stopped_in_a_large_file),
		WORLD_TEST(test_late_extractor),
		WORLD_TEST(test_store_that_cannot_be_written),
		WORLD_TEST(test_inspect),
		cmocka_unit_test(test_report_in_words),
	};

	return cmocka_run_group_tests(tests, load_make_extractor, load_free_extractor);
}
