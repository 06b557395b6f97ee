/* Facets: the values of each field, and how many postings have them under the query. */
#include "config.h"

#include "store/find.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/track.h"
#include "store_jobs.h"

static const struct job jobs[] = {
	{ .title = "A", .company = "Acme", .places = "Toronto", .stack = "Rust Go?",
	  .workplace = "remote", .seniority = "senior", .employment = "full-time contract",
	  .posted = "2026-11-22", .visa = "sponsors" },
	{ .title = "B", .company = "Acme", .places = "Toronto;Montreal", .stack = "Rust",
	  .workplace = "remote", .employment = "full-time", .posted = "2026-11-01" },
	{ .title = "C", .company = "ACME", .places = "San Francisco", .stack = "PHP~",
	  .workplace = "hybrid", .posted = "2025-01-01" },
	{ .title = "D", .company = "Top Hat", .places = "Berlin;London", .stack = "PHP",
	  .workplace = "onsite" },
	{ .title = "E", .places = "EMEA" },
	{ .title = "F" },
};

#define JOB_COUNT (sizeof jobs / sizeof *jobs)

static int make_store(void **state)
{
	setenv("SHORTLIST_NOW", "2026-11-22T12:00:00Z", 1);
	*state = jobs_store(jobs, JOB_COUNT);
	return 0;
}

static int close_store(void **state)
{
	store_close(*state);
	return 0;
}

struct ask { const char *parent, *contains; size_t limit; };

static void get_facet(struct store *store, const char *line, enum field_id field,
		      const struct ask *ask, struct facet_values *values)
{
	struct query *query = query_parse(line, JOBS_TODAY);
	struct find *find = find_new(store, query, NULL);
	struct err err = ERR_INIT;

	assert_non_null(find);
	if (!find_facet(find, field, ask ? ask->parent : NULL, ask ? ask->contains : NULL,
			ask && ask->limit ? ask->limit : 100, values, &err))
		fail_msg("%s", err.text);
	find_free(find);
	query_free(query);
}

/* WANTED: "value=count value=count ?unknown". */
static void assert_values(const struct facet_values *values, const char *wanted)
{
	struct strbuf got = STRBUF_INIT;

	for (size_t i = 0; i < values->count; i++)
		strbuf_printf(&got, "%s=%d ", values->items[i].value, (int)values->items[i].count);
	strbuf_printf(&got, "?%d", (int)values->unknown);
	assert_string_equal(got.text, wanted);
	strbuf_release(&got);
}

static void assert_facet(struct store *store, const char *line, enum field_id field,
			 const char *wanted)
{
	struct facet_values values;

	get_facet(store, line, field, NULL, &values);
	assert_values(&values, wanted);
	facet_values_release(&values);
}

static void assert_asked(struct store *store, enum field_id field, const struct ask *ask,
			 const char *wanted)
{
	struct facet_values values;

	get_facet(store, "", field, ask, &values);
	assert_values(&values, wanted);
	facet_values_release(&values);
}

static void test_of_nothing(void **state)
{
	struct store *store = jobs_store(NULL, 0);

	(void)state;
	for (int field = 0; field < FIELD_COUNT; field++)
		if (field_get((enum field_id)field)->is_facet)
			assert_facet(store, "", (enum field_id)field, "?0");
	store_close(store);
}

/* Each field that stands in the filter pane can be counted; others say that they cannot. */
static void test_every_field(void **state)
{
	struct query *query = query_parse("", JOBS_TODAY);
	struct find *find = find_new(*state, query, NULL);
	struct facet_values values;
	struct err err = ERR_INIT;

	for (int id = 0; id < FIELD_COUNT; id++) {
		bool ok = find_facet(find, (enum field_id)id, NULL, NULL, 10, &values, &err);

		if (field_get((enum field_id)id)->is_facet && !ok)
			fail_msg("%s: %s", field_get((enum field_id)id)->name, err.text);
		if (ok)
			facet_values_release(&values);
	}
	assert_false(find_facet(find, FIELD_TITLE, NULL, NULL, 10, &values, &err));
	assert_int_equal(err.status, STATUS_USAGE);
	err_release(&err);
	find_free(find);
	query_free(query);
}

static void test_choices(void **state)
{
	assert_facet(*state, "", FIELD_WORKPLACE, "remote=2 hybrid=1 onsite=1 ?2");
	assert_facet(*state, "", FIELD_SENIORITY, "senior=1 ?5");
	assert_facet(*state, "", FIELD_VISA, "sponsors=1 ?5");
	assert_facet(*state, "", FIELD_EMPLOYMENT, "full-time=2 contract=1 ?4");
	assert_facet(*state, "stack:php ", FIELD_WORKPLACE, "hybrid=1 onsite=1 ?0");
	assert_facet(*state, "xyzzy ", FIELD_WORKPLACE, "?0");
}

/* The field's own positive tests are left out, its negative ones are not. */
static void test_own_tests(void **state)
{
	assert_facet(*state, "is:remote ", FIELD_WORKPLACE, "remote=2 hybrid=1 onsite=1 ?2");
	assert_facet(*state, "is:remote stack:php ", FIELD_WORKPLACE, "hybrid=1 onsite=1 ?0");
	assert_facet(*state, "-is:remote ", FIELD_WORKPLACE, "hybrid=1 onsite=1 ?2");
	assert_facet(*state, "stack:rust ", FIELD_STACK, "php=2 rust=2 go=1 ?2");
}

static void test_names(void **state)
{
	assert_facet(*state, "", FIELD_COMPANY, "acme=3 top hat=1 ?2");
	assert_facet(*state, "", FIELD_SOURCE, "jobs.md=6 ?0");
	assert_facet(*state, "loc:toronto ", FIELD_STACK, "rust=2 go=1 ?0");
}

static void test_ages(void **state)
{
	assert_facet(*state, "", FIELD_POSTED, "<2d=1 <8d=1 <31d=2 <91d=2 <366d=2 >365d=1 ?3");
	assert_facet(*state, "posted:<2d is:remote ", FIELD_POSTED,
		     "<2d=1 <8d=1 <31d=2 <91d=2 <366d=2 ?0");
}

static void test_countries(void **state)
{
	struct facet_values values;

	get_facet(*state, "", FIELD_LOCATION, NULL, &values);
	assert_string_equal(values.items[0].value, "canada");
	assert_string_equal(values.items[0].label, "Canada");
	assert_string_equal(values.items[0].code, "CA");
	assert_int_equal(values.items[0].count, 2);
	assert_true(values.items[0].has_parts);
	assert_int_equal(values.unknown, 1);
	facet_values_release(&values);
}

static void test_parts(void **state)
{
	assert_asked(*state, FIELD_LOCATION, &(struct ask){ .parent = "CA" },
		     "ontario=2 quebec=1 ?0");
	assert_asked(*state, FIELD_LOCATION, &(struct ask){ .parent = "CA-ON" }, "toronto=2 ?0");
	assert_asked(*state, FIELD_LOCATION, &(struct ask){ .parent = "CA-AB" }, "?0");
	assert_asked(*state, FIELD_LOCATION, &(struct ask){ .parent = "XX" }, "?0");
}

static void test_narrowed(void **state)
{
	assert_asked(*state, FIELD_LOCATION, &(struct ask){ .contains = "TOR" }, "toronto=2 ?1");
	assert_asked(*state, FIELD_LOCATION, &(struct ask){ .contains = "ontar" }, "ontario=2 ?1");
	assert_asked(*state, FIELD_STACK, &(struct ask){ .contains = "h" }, "php=2 ?2");
	assert_asked(*state, FIELD_STACK, &(struct ask){ .contains = "xyz" }, "?2");
}

static void test_limit(void **state)
{
	struct facet_values values;

	get_facet(*state, "", FIELD_STACK, &(struct ask){ .limit = 1 }, &values);
	assert_int_equal(values.count, 1);
	assert_int_equal(values.more, 2);
	facet_values_release(&values);
}

static void test_hidden_and_marks(void **state)
{
	const int64_t one = 1, two = 2;

	assert_true(track_stage(*state, &two, 1, STAGE_OFFER, NULL, NULL));
	assert_true(track_tag(*state, &two, 1, "later", true, NULL, NULL));
	assert_facet(*state, "", FIELD_STAGE, "offer=1 ?5");
	assert_facet(*state, "", FIELD_TAG, "later=1 ?5");
	assert_true(track_hide(*state, &one, 1, true, NULL, NULL, NULL));
	assert_facet(*state, "", FIELD_WORKPLACE, "remote=1 hybrid=1 onsite=1 ?2");
	assert_facet(*state, "is:hidden ", FIELD_WORKPLACE, "remote=1 ?0");
}

#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, make_store, close_store)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_of_nothing),
		STORE_TEST(test_every_field),
		STORE_TEST(test_choices),
		STORE_TEST(test_own_tests),
		STORE_TEST(test_names),
		STORE_TEST(test_ages),
		STORE_TEST(test_countries),
		STORE_TEST(test_parts),
		STORE_TEST(test_narrowed),
		STORE_TEST(test_limit),
		STORE_TEST(test_hidden_and_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
