/* The history of a posting: its stages with their days, without what was undone. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/get.h"
#include "store/track.h"
#include "store_jobs.h"
#include "util/date.h"
#include "util/strbuf.h"

static const struct job jobs[] = { { .title = "One", .body = "1" },
{ .title = "Two", .body = "2" } };

static void assert_history(struct store *store, int64_t id, const char *expected)
{
	struct strbuf got = STRBUF_INIT;
	struct record record;

	record_init(&record);
	assert_true(get_record(store, id, GET_WHOLE, &record, NULL));
	for (size_t i = 0; i < record.history.count; i++) {
		date_format_iso(&got, record.history.items[i].day);
		strbuf_printf(&got, " %s\n", record.history.items[i].what);
	}
	assert_string_equal(got.text, expected);
	strbuf_release(&got);
	record_release(&record);
}

static void put(struct store *store, int64_t id, enum stage stage, const char *now)
{
	setenv("SHORTLIST_NOW", now, 1);
	assert_true(track_stage(store, &id, 1, stage, NULL, NULL));
}

static void test_stages(void **state)
{
	struct store *store = jobs_store(jobs, 2);
	const int64_t id = 1;
	struct record record;

	(void)state;
	assert_history(store, 1, "");
	assert_true(track_shortlist(store, &id, 1, true, NULL, NULL));
	assert_history(store, 1, "");
	put(store, 1, STAGE_SAVED, "2026-11-18T12:00:00Z");
	put(store, 1, STAGE_APPLIED, "2026-11-20T12:00:00Z");
	put(store, 2, STAGE_OFFER, "2026-11-20T12:00:00Z");
	put(store, 1, STAGE_NONE, "2026-11-22T12:00:00Z");
	assert_history(store, 1, "2026-11-18 saved\n2026-11-20 applied\n2026-11-22 none\n");
	assert_history(store, 2, "2026-11-20 offer\n");
	record_init(&record);
	assert_true(get_record(store, 1, GET_ROW, &record, NULL));
	assert_int_equal(record.history.count, 0);
	record_release(&record);
	store_close(store);
}

static void test_what_was_undone(void **state)
{
	struct store *store = jobs_store(jobs, 2);

	(void)state;
	put(store, 1, STAGE_SAVED, "2026-11-18T12:00:00Z");
	put(store, 1, STAGE_REJECTED, "2026-11-19T12:00:00Z");
	assert_true(track_undo(store, NULL, NULL, NULL));
	assert_history(store, 1, "2026-11-18 saved\n");
	assert_true(track_redo(store, NULL, NULL, NULL));
	assert_history(store, 1, "2026-11-18 saved\n2026-11-19 rejected\n");
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stages),
		cmocka_unit_test(test_what_was_undone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
