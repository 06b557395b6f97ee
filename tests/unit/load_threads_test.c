/* Loading by several threads: what comes of it is the same as with one. */
#include "config.h"

#include "load/load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "load_world.h"
#include "store_jobs.h"
#include "store/get.h"

/* Files, and the postings of the first. */
#define FILES 24
#define LARGE 2000

struct world {
	char *folder;
};

static int make_world(void **state)
{
	static struct world world;

	world.folder = jobs_folder();
	*state = &world;
	return 0;
}

static int remove_world(void **state)
{
	struct world *world = *state;

	jobs_remove_folder(world->folder);
	return 0;
}

/* The first file takes longest to read, so that with several threads others are done before it. */
static void write_slow_first(const struct world *world)
{
	struct strbuf text = STRBUF_INIT;

	for (int i = 0; i < LARGE; i++)
		strbuf_printf(&text, "- title: Miller %d\n  description: Grind %d.\n", i, i);
	load_write_file(world->folder, "00.yaml", text.text, text.len);
	for (int i = 1; i < FILES; i++) {
		char name[16];

		snprintf(name, sizeof name, "%02d.md", i);
		strbuf_clear(&text);
		strbuf_printf(&text, "---\ntitle: Baker %d\n---\nBake number %d.\n", i, i);
		if (i % 8 == 0)
			strbuf_clear(&text);
		load_write_file(world->folder, name, text.text, text.len);
	}
	strbuf_release(&text);
}

/* What a load by so many threads leaves: each posting by its number, what was stored and what was
 * refused, in order. */
static void describe_load(const struct world *world, size_t readers, struct strbuf *out)
{
	const char *path = world->folder;
	struct load_input input = { .paths = &path, .path_count = 1 };
	struct load_options options = { .readers = readers, .lists_stored = true };
	struct store *store = jobs_store(NULL, 0);
	struct load_report report;
	struct record record;

	load_report_init(&report);
	assert_true(load_run(store, load_extractor(), &input, 1, &options, &report, NULL));
	for (size_t i = 0; i < report.stored.count; i++)
		strbuf_printf(out, "%s %zu\n", report.stored.items[i].path,
			      report.stored.items[i].new_count);
	for (size_t i = 0; i < report.refusals.count; i++)
		strbuf_printf(out, "%s: %s\n", report.refusals.items[i].path,
			      report.refusals.items[i].why);
	for (int64_t id = 1; id <= (int64_t)store_count(store); id++) {
		record_init(&record);
		assert_true(get_record(store, id, GET_ROW, &record, NULL));
		strbuf_printf(out, "%lld %s\n", (long long)id, record.posting.title);
		record_release(&record);
	}
	load_report_release(&report);
	store_close(store);
}

static void test_order_whoever_reads(void **state)
{
	struct world *world = *state;
	struct strbuf one = STRBUF_INIT, several = STRBUF_INIT;

	write_slow_first(world);
	describe_load(world, 1, &one);
	assert_non_null(strstr(one.text, " Baker 23\n"));
	for (size_t readers = 2; readers <= 4; readers++) {
		strbuf_clear(&several);
		describe_load(world, readers, &several);
		assert_string_equal(several.text, one.text);
	}
	strbuf_release(&one);
	strbuf_release(&several);
}

static const struct extractor *no_extractor(void *data, struct err *err)
{
	++*(int *)data;
	err_set(err, STATUS_CONFIG, "no words");
	return NULL;
}

/* The words are asked for once, and the load ends where there are none. */
static void test_no_words_for_any(void **state)
{
	struct world *world = *state;
	const char *path = world->folder;
	int made = 0;
	struct load_input input = { .paths = &path, .path_count = 1 };
	struct load_options options = { .readers = 4, .make_extractor = no_extractor,
					.make_data = &made };
	struct store *store = jobs_store(NULL, 0);
	struct load_report report;
	struct err err = ERR_INIT;

	write_slow_first(world);
	load_report_init(&report);
	assert_false(load_run(store, NULL, &input, 1, &options, &report, &err));
	assert_int_equal(made, 1);
	assert_string_equal(err.text, "no words");
	assert_int_equal(store_count(store), 0);
	load_report_release(&report);
	store_close(store);
	err_release(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_order_whoever_reads, make_world,
						remove_world),
		cmocka_unit_test_setup_teardown(test_no_words_for_any, make_world, remove_world),
	};

	return cmocka_run_group_tests(tests, load_make_extractor, load_free_extractor);
}
