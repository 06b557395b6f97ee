/* Postings that are one job: who finds whom, in any order, and what the user says about it. */
#include "config.h"

#include "store/find.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "posting/record.h"
#include "store/get.h"
#include "store/track.h"
#include "store_jobs.h"
#include "util/strbuf.h"
#include "util/vec.h"

#define TEXTS 8

static char *texts[TEXTS];

/* A text of words that each stands in it once; it lives until the program ends. */
static const char *words(int first, int last)
{
	static size_t count;
	struct strbuf text = STRBUF_INIT;

	assert_true(count < TEXTS);
	for (int i = first; i < last; i++)
		strbuf_printf(&text, "word%d%s", i, i % 12 == 11 ? ".\n" : " ");
	texts[count] = strbuf_detach(&text);
	return texts[count++];
}

static const char *whole, *most, *tail, *other;

static int set_up(void **state)
{
	(void)state;
	whole = words(0, 400);
	most = words(0, 390);
	tail = words(400, 640);
	other = words(1000, 1400);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	for (size_t i = 0; i < TEXTS; i++)
		free(texts[i]);
	return 0;
}

static int64_t rows_of(struct store *store, const char *line)
{
	struct query *query = query_parse(line, JOBS_TODAY);
	int64_t count = find_count(store, query, NULL);

	query_free(query);
	return count;
}

/* The rows that these jobs make. */
static int64_t rows_of_jobs(const struct job *jobs, size_t count)
{
	struct store *store = jobs_store(jobs, count);
	int64_t rows = rows_of(store, "");

	store_close(store);
	return rows;
}

static int64_t rows_of_two(struct job a, struct job b)
{
	struct job jobs[] = { a, b }, turned[] = { b, a };
	int64_t rows = rows_of_jobs(jobs, 2);

	assert_int_equal(rows_of_jobs(turned, 2), rows);
	return rows;
}

#define KETTLES .title = "Kettle Engineer", .company = "Copper Kettle"

static void test_one_company(void **state)
{
	struct job here = { KETTLES, .body = whole, .places = "Toronto", .url = "https://a/1" };
	struct job there = { .title = "Engineer, Kettle (m/w/d) - Berlin",
			     .company = "copper-kettle", .body = most, .places = "Berlin" };
	struct job part = { KETTLES, .body = whole, .places = "Berlin" };
	struct job senior = { .title = "Senior Kettle Engineer", .company = "Copper Kettle",
			      .body = whole };
	struct job another = { KETTLES, .body = other, .places = "Toronto" };

	(void)state;
	part.body = most;
	assert_int_equal(rows_of_two(here, there), 1);
	assert_int_equal(rows_of_two(here, part), 1);
	assert_int_equal(rows_of_two(here, senior), 2);
	assert_int_equal(rows_of_two(here, another), 2);
}

static void test_other_companies(void **state)
{
	struct job own = { KETTLES, .body = whole };
	struct job nobodys = { .title = "Kettle Engineer", .body = most };
	struct job agency = { .title = "Kettle engineer (remote)", .company = "Handy Hands Ltd",
			      .body = most };
	struct job rival = { .title = "Kettle Engineer", .company = "Tin Kettle", .body = other };
	struct job role = { .title = "Kettle Manager", .body = most };

	(void)state;
	assert_int_equal(rows_of_two(own, nobodys), 1);
	assert_int_equal(rows_of_two(own, agency), 1);
	assert_int_equal(rows_of_two(own, rival), 2);
	assert_int_equal(rows_of_two(own, role), 2);
}

/* A listing without a text is known by its place or link. */
static void test_without_text(void **state)
{
	struct job listed = { KETTLES, .places = "Toronto", .url = "https://a/1" };
	struct job same = { KETTLES, .places = "Toronto; Berlin", .body = "Season: summer" };
	struct job link = { KETTLES, .url = "https://a/1", .body = "Term: 2026" };
	struct job elsewhere = { KETTLES, .places = "Berlin", .url = "https://a/2" };
	struct job nowhere = { KETTLES, .body = "Category: kettles" };
	struct job told = { KETTLES, .places = "Toronto", .body = whole };

	(void)state;
	same.places = "Toronto;Berlin";
	assert_int_equal(rows_of_two(listed, same), 1);
	assert_int_equal(rows_of_two(listed, link), 1);
	assert_int_equal(rows_of_two(listed, told), 1);
	assert_int_equal(rows_of_two(listed, elsewhere), 2);
	assert_int_equal(rows_of_two(listed, nowhere), 2);
}

/* One without a text does not bring together what differs. */
static void test_no_bridge_without_text(void **state)
{
	struct job jobs[] = {
		{ KETTLES, .places = "Toronto", .body = whole },
		{ KETTLES, .places = "Toronto" },
		{ KETTLES, .places = "Toronto", .body = other },
	};

	(void)state;
	for (size_t first = 0; first < 3; first++) {
		struct job turned[3] = { jobs[first], jobs[(first + 1) % 3],
					 jobs[(first + 2) % 3] };

		assert_int_equal(rows_of_jobs(turned, 3), 2);
	}
}

/* Two that have little in common are one job through a third, whichever comes last. */
static void test_bridge_in_any_order(void **state)
{
	static const int orders[][3] = {
		{ 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 },
	};
	struct strbuf both = STRBUF_INIT;
	struct job jobs[] = {
		{ KETTLES, .body = whole }, { KETTLES, .body = tail }, { KETTLES },
	};

	(void)state;
	strbuf_printf(&both, "%s%s", whole, tail);
	jobs[2].body = both.text;
	assert_int_equal(rows_of_two(jobs[0], jobs[1]), 2);
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		struct job turned[] = { jobs[orders[i][0]], jobs[orders[i][1]],
					jobs[orders[i][2]] };

		assert_int_equal(rows_of_jobs(turned, 3), 1);
	}
	strbuf_release(&both);
}

/* Three copies and two others; the copies have the ids 1, 2 and 4. */
static struct store *small_store(void)
{
	const struct job jobs[] = {
		{ KETTLES, .body = whole, .places = "Toronto", .posted = "2026-09-22",
		  .url = "https://a/1", .employment = "full-time" },
		{ KETTLES, .body = most, .places = "Berlin", .posted = "2026-11-20",
		  .url = "https://b/2", .employment = "full-time contract" },
		{ .title = "Lantern Keeper", .company = "Harbour Lights", .body = other,
		  .places = "Toronto", .posted = "2026-11-21" },
		{ KETTLES, .body = whole, .places = "Toronto;Lisbon", .posted = "2026-09-25",
		  .url = "https://c/3" },
		{ .title = "Ink Maker", .company = "Copper Kettle", .body = tail },
	};

	return jobs_store(jobs, sizeof jobs / sizeof *jobs);
}

static void assert_ids(struct store *store, const char *line, const char *wanted)
{
	struct query *query = query_parse(line, JOBS_TODAY);
	struct find *find = find_new(store, query, NULL);
	struct strbuf text = STRBUF_INIT;
	int64_t ids[16];
	size_t got;

	assert_true(find_ids(find, 0, 16, ids, &got, NULL));
	assert_int_equal(find_total(find), got);
	for (size_t i = 0; i < got; i++) {
		strbuf_printf(&text, "%s%d", i > 0 ? " " : "", (int)ids[i]);
		assert_int_equal(find_place(find, ids[i], NULL), i);
	}
	assert_string_equal(text.text ? text.text : "", wanted);
	strbuf_release(&text);
	find_free(find);
	query_free(query);
}

/* The first that matches stands for all. */
static void test_rows(void **state)
{
	struct store *store = small_store();

	(void)state;
	assert_ids(store, "", "3 2 5");
	assert_ids(store, "loc:toronto ", "3 4");
	assert_ids(store, "loc:toronto sort:posted ", "1 3");
	assert_ids(store, "sort:posted ", "1 3 5");
	assert_ids(store, "copies:>=2 ", "2");
	assert_ids(store, "copies:1 ", "3 5");
	assert_ids(store, "is:repost ", "2");
	assert_ids(store, "-is:repost ", "3 4 5");
	assert_int_equal(find_all_rows(store), 3);
	assert_int_equal(store_count(store), 5);
	store_close(store);
}

static void test_behind_a_row(void **state)
{
	struct store *store = small_store();
	struct query *query = query_parse("loc:berlin ", JOBS_TODAY);
	struct find *find = find_new(store, query, NULL);
	struct find_ids copies = { 0 };

	(void)state;
	assert_int_equal(find_total(find), 1);
	assert_int_equal(find_postings(find), 1);
	assert_int_equal(find_place(find, 1, NULL), 0);
	assert_int_equal(find_place(find, 3, NULL), -1);
	assert_true(find_copies(find, 2, &copies, NULL));
	assert_int_equal(copies.count, 2);
	assert_int_equal(copies.items[0], 4);
	assert_int_equal(copies.items[1], 1);
	VEC_CLEAR(&copies);
	assert_true(find_copies(find, 3, &copies, NULL));
	assert_int_equal(copies.count, 0);
	VEC_RELEASE(&copies);
	find_free(find);
	query_free(query);
	store_close(store);
}

static void test_spread(void **state)
{
	struct store *store = small_store();
	struct query *query = query_parse("", JOBS_TODAY);
	struct find *find = find_new(store, query, NULL);
	int64_t ids[8];
	size_t got;

	(void)state;
	assert_int_equal(find_postings(find), 5);
	find_spread(find);
	assert_int_equal(find_total(find), 5);
	assert_true(find_ids(find, 1, 8, ids, &got, NULL));
	assert_int_equal(got, 4);
	assert_int_equal(ids[1], 4);
	assert_int_equal(find_place(find, 1, NULL), 3);
	find_free(find);
	query_free(query);
	store_close(store);
}

static int64_t facet_count(struct store *store, const char *line, enum field_id field,
			   const char *value)
{
	struct query *query = query_parse(line, JOBS_TODAY);
	struct find *find = find_new(store, query, NULL);
	struct facet_values values;
	int64_t count = 0;

	assert_true(find_facet(find, field, NULL, NULL, 99, &values, NULL));
	for (size_t i = 0; i < values.count; i++)
		if (strcmp(values.items[i].value, value) == 0)
			count = values.items[i].count;
	facet_values_release(&values);
	find_free(find);
	query_free(query);
	return count;
}

/* A count is what adding the value would give. */
static void test_facets(void **state)
{
	static const struct { enum field_id field; const char *key, *value; } rows[] = {
		{ FIELD_COMPANY, "company", "copper kettle" }, { FIELD_LOCATION, "loc", "canada" },
		{ FIELD_LOCATION, "loc", "germany" }, { FIELD_EMPLOYMENT, "type", "full-time" },
		{ FIELD_EMPLOYMENT, "type", "contract" }, { FIELD_POSTED, "posted", "<91d" },
		{ FIELD_POSTED, "posted", "<8d" },
	};
	struct store *store = small_store();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct strbuf line = STRBUF_INIT;
		int64_t count = facet_count(store, "", rows[i].field, rows[i].value);

		strbuf_printf(&line, "%s:\"%s\" ", rows[i].key, rows[i].value);
		if (strchr(rows[i].value, '<')) {
			strbuf_clear(&line);
			strbuf_printf(&line, "%s:%s ", rows[i].key, rows[i].value);
		}
		if (count == 0 || count != rows_of(store, line.text))
			fail_msg("%s gives %d rows, not %d", line.text,
				 (int)rows_of(store, line.text), (int)count);
		strbuf_release(&line);
	}
	assert_int_equal(facet_count(store, "", FIELD_EMPLOYMENT, "full-time"), 1);
	assert_int_equal(facet_count(store, "", FIELD_LOCATION, "canada"), 2);
	store_close(store);
}

static void test_record(void **state)
{
	struct store *store = small_store();
	struct record record;

	(void)state;
	record_init(&record);
	assert_true(get_record(store, 2, GET_WHOLE, &record, NULL));
	assert_int_equal(record.copies, 3);
	assert_int_equal(record.first_seen, JOBS_TODAY - 61);
	assert_true(record.is_repost);
	assert_int_equal(record.urls.count, 3);
	assert_string_equal(record.urls.items[0], "https://b/2");
	assert_true(get_record(store, 4, GET_ROW, &record, NULL));
	assert_false(record.is_repost);
	assert_true(get_record(store, 3, GET_WHOLE, &record, NULL));
	assert_int_equal(record.copies, 1);
	assert_false(record.is_repost);
	record_release(&record);
	store_close(store);
}

static void test_hidden(void **state)
{
	struct store *store = small_store();
	struct query *query = query_parse("", JOBS_TODAY);
	struct find *find;
	int64_t all[] = { 1, 2, 4 };

	(void)state;
	assert_true(track_hide(store, &all[1], 1, true, NULL, NULL, NULL));
	assert_ids(store, "", "3 4 5");
	assert_ids(store, "is:hidden ", "2");
	assert_true(track_hide(store, all, 3, true, NULL, NULL, NULL));
	assert_ids(store, "", "3 5");
	find = find_new(store, query, NULL);
	assert_int_equal(find_hidden(find), 1);
	find_free(find);
	query_free(query);
	store_close(store);
}

/* Again as it is; then with a new word, so that it finds its place anew. */
static void put_again(struct store *store, const char *body, int64_t mtime)
{
	struct job job = { KETTLES, .body = body, .places = "Berlin", .url = "https://b/2" };

	assert_true(jobs_put(store, "again.md", mtime, &job, 1, NULL));
}

static void test_split(void **state)
{
	struct store *store = small_store();
	struct strbuf longer = STRBUF_INIT;
	char *said = NULL;
	struct err err = ERR_INIT;

	(void)state;
	assert_false(track_split(store, 3, NULL, &err));
	assert_int_equal(err.status, STATUS_PARTIAL);
	err_release(&err);
	assert_true(track_split(store, 2, &said, NULL));
	assert_string_equal(said, "taken apart from its copies");
	free(said);
	assert_ids(store, "", "3 2 4 5");
	assert_ids(store, "copies:>1 ", "4");
	strbuf_printf(&longer, "%s and tea", most);
	put_again(store, most, 1);
	put_again(store, longer.text, 2);
	assert_int_equal(rows_of(store, "copies:1 company:copper "), 2);
	strbuf_release(&longer);
	store_close(store);
}

static void test_split_undone(void **state)
{
	struct store *store = small_store();

	(void)state;
	assert_true(track_split(store, 1, NULL, NULL));
	assert_ids(store, "sort:posted ", "1 4 3 5");
	assert_true(track_undo(store, NULL, NULL, NULL));
	assert_ids(store, "sort:posted ", "1 3 5");
	assert_true(track_redo(store, NULL, NULL, NULL));
	assert_ids(store, "sort:posted ", "1 4 3 5");
	store_close(store);
}

/* A posting whose text becomes another leaves; with its text it comes back. */
static void test_changed_text(void **state)
{
	struct job jobs[] = {
		{ KETTLES, .body = whole, .places = "Toronto" },
		{ KETTLES, .body = most, .places = "Berlin" },
	};
	struct store *store = jobs_store(jobs, 2);

	(void)state;
	assert_int_equal(rows_of(store, ""), 1);
	jobs[0].body = other;
	assert_true(jobs_put(store, "jobs.md", 2, jobs, 2, NULL));
	assert_int_equal(rows_of(store, ""), 2);
	jobs[0].body = whole;
	assert_true(jobs_put(store, "jobs.md", 3, jobs, 2, NULL));
	assert_int_equal(rows_of(store, ""), 1);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_company), cmocka_unit_test(test_other_companies),
		cmocka_unit_test(test_without_text),
		cmocka_unit_test(test_no_bridge_without_text),
		cmocka_unit_test(test_bridge_in_any_order), cmocka_unit_test(test_rows),
		cmocka_unit_test(test_behind_a_row), cmocka_unit_test(test_spread),
		cmocka_unit_test(test_facets), cmocka_unit_test(test_record),
		cmocka_unit_test(test_hidden), cmocka_unit_test(test_split),
		cmocka_unit_test(test_split_undone), cmocka_unit_test(test_changed_text),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
