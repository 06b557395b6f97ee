/* Answers of the engine held against those of the oracle. */
#include "config.h"

#include "engine_compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "engine_query.h"
#include "store/find.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/path.h"
#include "util/vec.h"
#include "../oracle/oracle_facet.h"

static const enum field_id facets[] = {
	FIELD_LOCATION, FIELD_POSTED, FIELD_WORKPLACE, FIELD_SENIORITY, FIELD_VISA,
	FIELD_CLEARANCE, FIELD_EDUCATION, FIELD_EMPLOYMENT, FIELD_EXTRAS, FIELD_LANGUAGES,
	FIELD_STAGE, FIELD_STACK, FIELD_COMPANY, FIELD_TAG, FIELD_SOURCE,
};
#define FACETS (sizeof facets / sizeof *facets)

struct store *test_open(struct test *test)
{
	struct err err = ERR_INIT;
	struct store *store = store_open(test->path, STORE_READ_WRITE, jobs_vocabulary(), &err);

	if (!store)
		fail_msg("%s", err.text);
	/* Of a size at which everything happens. */
	store->seal_limits = (struct seal_limits){
		.tail = 150, .phrases = 100, .phrases_step = 300, .segments = 3, .changed = 60,
	};
	return store;
}

void test_begin(struct test *test, uint64_t seed)
{
	memset(test, 0, sizeof *test);
	setenv("SHORTLIST_NOW", "2026-11-22T12:00:00Z", 1);
	world_seed(seed);
	test->folder = jobs_folder();
	test->path = path_join(test->folder, "exact.db");
	test->store = test_open(test);
	test->other = test_open(test);
	test->facets = getenv("EXACT") ? 5 : 3;
}

void test_end(struct test *test)
{
	world_release(&test->world);
	if (test->oracle)
		oracle_close(test->oracle);
	store_close(test->other);
	store_close(test->store);
	jobs_remove_folder(test->folder);
	free(test->path);
}

void test_renew(struct test *test)
{
	if (!test->oracle)
		test->oracle = oracle_open(test->path, jobs_vocabulary());
	else
		oracle_renew(test->oracle);
}

/* -- comparing */

#define FAIL(test, ...) do { \
	print_error("\"%s\": ", (test)->line); \
	fail_msg(__VA_ARGS__); \
} while (0)

static void compare_number(struct test *test, const char *what, int64_t got, int64_t want)
{
	if (got != want)
		FAIL(test, "%s is %d, not %d", what, (int)got, (int)want);
}

static void compare_ids(struct test *test, struct find *find, const struct oracle_answer *answer)
{
	int64_t *ids = xcalloc(answer->ids.count + 9, sizeof *ids);
	size_t first = world_pick(answer->ids.count + 1), at = first, got = 1;

	/* Some from the middle on, then all; in stretches. */
	for (int round = 0; round < 2; round++, at = 0, got = 1)
		while (got > 0 && at < answer->ids.count) {
			size_t room = 1 + world_pick(answer->ids.count + 8);

			assert_true(find_ids(find, (int64_t)at, room, ids, &got, NULL));
			for (size_t i = 0; i < got; i++, at++)
				if (at >= answer->ids.count || ids[i] != answer->ids.items[at])
					FAIL(test, "at %d stands %d, not %d", (int)at, (int)ids[i],
					     at < answer->ids.count
					     ? (int)answer->ids.items[at] : -1);
			if (got == 0 && at < answer->ids.count)
				FAIL(test, "at %d stands nothing", (int)at);
		}
	free(ids);
}

static void compare_places(struct test *test, struct find *find, bool is_spread,
			   const struct oracle_answer *answer)
{
	int64_t count = store_count(test->store);

	for (int i = 0; i < 2; i++) {
		int64_t id = 1 + (int64_t)world_pick((size_t)count + 3);

		if (i == 0 && answer->hits.count > 0)
			id = answer->hits.items[world_pick(answer->hits.count)].id;
		compare_number(test, "place", find_place(find, id, NULL),
			       oracle_place(test->oracle, answer, is_spread, id));
	}
}

#define COPIES_MAX 4096

static void compare_copies(struct test *test, struct find *find, const struct query *query)
{
	int64_t id = 1 + (int64_t)world_pick((size_t)store_count(test->store));
	int64_t *want = xcalloc(COPIES_MAX, sizeof *want);
	size_t count = oracle_copies(test->oracle, query, id, want, COPIES_MAX);
	struct find_ids copies = { 0 };

	assert_true(find_copies(find, id, &copies, NULL));
	compare_number(test, "number of copies", (int64_t)copies.count, (int64_t)count);
	for (size_t i = 0; i < count; i++)
		compare_number(test, "copy", copies.items[i], want[i]);
	VEC_RELEASE(&copies);
	free(want);
}

/* -- facets */

/* In lower case, for companies: which way of writing a name is shown is not said. */
static bool is_same_label(enum field_id field, const char *got, const char *want)
{
	return field == FIELD_COMPANY ? ascii_equal(got, want) : strcmp(got, want) == 0;
}

/* Of a city that shared its name with another the longer name does no harm. */
static bool is_same_value(const struct facet_value *got, const struct facet_value *want)
{
	size_t len = strlen(want->value);

	return strcmp(got->value, want->value) == 0 ||
	       (!got->code && strncmp(got->value, want->value, len) == 0 &&
		strncmp(got->value + len, ", ", 2) == 0);
}

static bool is_same_code(const char *got, const char *want)
{
	return got && want ? strcmp(got, want) == 0 : got == want;
}

static void compare_facet(struct test *test, struct find *find, const struct query *query,
			  enum field_id field, const char *parent, const char *contains,
			  size_t limit)
{
	struct facet_values got, want;

	assert_true(find_facet(find, field, parent, contains, limit, &got, NULL));
	oracle_facet(test->oracle, query, field, parent, contains, limit, &want);
	for (size_t i = 0; i < got.count && i < want.count; i++) {
		const struct facet_value *a = &got.items[i], *b = &want.items[i];

		if (a->count != b->count || !is_same_label(field, a->label, b->label) ||
		    !is_same_value(a, b) || !is_same_code(a->code, b->code) ||
		    a->has_parts != b->has_parts)
			FAIL(test, "%s (%s, %s): value %d is %s (%s) with %d, not %s (%s) with %d",
			     field_get(field)->name, parent ? parent : "-",
			     contains ? contains : "-", (int)i, a->value, a->label, (int)a->count,
			     b->value, b->label, (int)b->count);
	}
	if (got.count != want.count || got.more != want.more)
		FAIL(test, "%s (%s, %s): %d and %d more, not %d and %d more",
		     field_get(field)->name, parent ? parent : "-", contains ? contains : "-",
		     (int)got.count, (int)got.more, (int)want.count, (int)want.more);
	compare_number(test, field_get(field)->name, got.unknown, want.unknown);
	facet_values_release(&got);
	facet_values_release(&want);
}

static void compare_facets(struct test *test, struct find *find, const struct query *query)
{
	static const char *const parents[] = { "CA", "CA-ON", "GB", "US", "US-CA", "DE", "XX" };
	static const char *const parts[] = { "o", "TOR", "lon", "é", "zzz", "e" };
	static const size_t limits[] = { 0, 1, 3, 10, 1000 };
	size_t first = world_pick(FACETS);

	oracle_fill(test->oracle, query, "hit");
	for (size_t i = 0; i < FACETS && i < test->facets; i++)
		compare_facet(test, find, query, facets[(first + i) % FACETS], NULL,
			      world_pick(4) == 0 ? parts[world_pick(6)] : NULL,
			      limits[world_pick(5)]);
	if (world_pick(2) == 0)
		compare_facet(test, find, query, FIELD_LOCATION, parents[world_pick(7)],
			      world_pick(6) == 0 ? "o" : NULL, limits[world_pick(5)]);
}

/* -- an answer */

static void compare_find(struct test *test, struct find *find, const struct query *query,
			 bool is_spread, const struct oracle_answer *answer)
{
	compare_number(test, "total", find_total(find), (int64_t)answer->ids.count);
	compare_number(test, "hidden", find_hidden(find), answer->hidden);
	compare_number(test, "postings", find_postings(find), answer->postings);
	compare_ids(test, find, answer);
	compare_places(test, find, is_spread, answer);
	if (world_pick(4) == 0)
		compare_copies(test, find, query);
	compare_facets(test, find, query);
}

/* Whether all that match are among what is said at once. */
static void compare_bound(struct test *test, struct find *find, const struct oracle_answer *answer)
{
	int64_t total = find_total(find);

	if (total < (int64_t)answer->ids.count)
		FAIL(test, "at most %d are not %d", (int)total, (int)answer->ids.count);
	for (size_t i = 0; i < answer->ids.count; i += 1 + answer->ids.count / 50)
		if (find_place(find, answer->ids.items[i], NULL) < 0)
			FAIL(test, "%d may match, too", (int)answer->ids.items[i]);
}

static bool go_on(void *data)
{
	size_t *looks = data;

	return (*looks)-- > 0;
}

/* At once, and then, broken off or not, exactly. How many were not exact at once. */
static size_t compare_begun(struct test *test, struct store *store, const struct query *query,
			    bool is_spread, const struct oracle_answer *answer)
{
	struct find *find = find_begin(store, query, NULL);
	size_t looks = world_pick(20), is_late;

	assert_non_null(find);
	if (is_spread)
		find_spread(find);
	compare_bound(test, find, answer);
	is_late = !find_is_exact(find);
	if (world_pick(3) == 0) {
		struct err err = ERR_INIT;

		store_watch(store, go_on, &looks);
		if (!find_refine(find, &err))
			compare_number(test, "status", err.status, STATUS_INTERRUPTED);
		err_release(&err);
		store_watch(store, NULL, NULL);
		compare_bound(test, find, answer);
	}
	assert_true(find_refine(find, NULL));
	assert_true(find_is_exact(find));
	compare_find(test, find, query, is_spread, answer);
	find_free(find);
	return is_late;
}

/* Whichever of the handles. */
size_t test_compare(struct test *test, struct store *store, const char *line)
{
	struct query *query = query_parse(line, JOBS_TODAY);
	bool is_spread = world_pick(6) == 0;
	struct oracle_answer answer;
	size_t late = 0;

	test->line = line;
	oracle_answer(test->oracle, query, is_spread, &answer);
	if (world_pick(2) == 0) {
		late = compare_begun(test, store, query, is_spread, &answer);
	} else {
		struct err err = ERR_INIT;
		struct find *find = find_new(store, query, &err);

		if (!find)
			FAIL(test, "%s", err.text);
		if (is_spread)
			find_spread(find);
		compare_find(test, find, query, is_spread, &answer);
		find_free(find);
		if (!is_spread)
			compare_number(test, "count", find_count(store, query, NULL),
				       (int64_t)answer.ids.count);
	}
	oracle_answer_release(&answer);
	query_free(query);
	return late;
}

static void warm(struct store *store)
{
	bool is_done = false;

	while (!is_done && find_warm(store, &is_done, NULL))
		;
}

size_t test_compare_many(struct test *test, struct store *store, size_t count)
{
	struct strbuf line = STRBUF_INIT;
	size_t late = 0;

	/* What is made while nobody waits answers as that does which is not. */
	if (world_pick(2) > 0)
		warm(store);
	for (size_t i = 0; i < count; i++) {
		world_query(&test->world, &line);
		late += test_compare(test, store, line.text);
	}
	strbuf_release(&line);
	return late;
}

void test_compare_start(struct test *test)
{
	struct query *query = query_parse("", JOBS_TODAY);
	struct store *store = test_open(test);
	struct find *find = find_begin(store, query, NULL);
	struct oracle_answer answer;

	test->line = "";
	oracle_answer(test->oracle, query, false, &answer);
	assert_non_null(find);
	oracle_fill(test->oracle, query, "hit");
	compare_number(test, "total", find_total(find), (int64_t)answer.ids.count);
	for (size_t i = 0; i < FACETS; i++)
		compare_facet(test, find, query, facets[i], NULL, NULL, 1 + world_pick(60));
	compare_find(test, find, query, false, &answer);
	find_free(find);
	store_close(store);
	oracle_answer_release(&answer);
	query_free(query);
}
