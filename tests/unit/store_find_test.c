/* Finding: what each kind of term selects, in which order, and by which page. */
#include "config.h"

#include "store/find.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/track.h"
#include "store_jobs.h"
#include "util/strbuf.h"

/* Numbered 1 to 7 in this order. */
static const struct job jobs[] = {
	{ .title = "Senior Rust engineer", .company = "Acme Rail", .places = "Toronto",
	  .stack = "Rust PostgreSQL Go?", .workplace = "remote", .seniority = "senior",
	  .employment = "full-time", .posted = "2026-11-20", .years = "5",
	  .pay = "150000-180000 CAD", .visa = "sponsors", .scope = "Canada",
	  .url = "https://acme.example/jobs/1", .body = "Event driven ledgers. No C++ here." },
	{ .title = "PHP developer", .company = "Top Hat", .places = "Montreal;Toronto",
	  .stack = "PHP MySQL Rust?", .workplace = "hybrid", .seniority = "mid",
	  .employment = "full-time contract", .posted = "2026-11-10", .years = "2-4",
	  .pay = "90000 CAD", .visa = "refuses", .body = "Caf\xc3\xa9 software, rusty tills." },
	{ .title = "Gardener", .company = "Green", .places = "San Francisco",
	  .employment = "part-time", .posted = "2026-09-01", .pay = "60000-70000 USD",
	  .body = "Plant trees, drive a van." },
	{ .title = "Embedded engineer", .company = "acme rail", .places = "Berlin",
	  .stack = "C++ C", .workplace = "onsite", .seniority = "senior", .years = "3",
	  .expires = "2026-12-24", .body = "Driven events in trains." },
	{ .body = "A posting that says nothing of itself." },
	{ .title = "Java developer", .company = "Portal", .places = "London",
	  .stack = "Java JavaScript~", .workplace = "remote", .seniority = "staff",
	  .posted = "2026-11-22", .scope = "United Kingdom;Germany", .body = "Enterprise." },
	{ .title = "JavaScript developer", .company = "Portal", .places = "Paris;Atlantis",
	  .stack = "JavaScript", .workplace = "remote", .posted = "2025-01-15",
	  .years = "10-12", .body = "Browsers and \"quotes\"." },
};

#define JOB_COUNT (sizeof jobs / sizeof *jobs)

static int make_store(void **state)
{
	*state = jobs_store(jobs, JOB_COUNT);
	return 0;
}

static int close_store(void **state)
{
	store_close(*state);
	return 0;
}

/* The ids of an answer as digits, in its order. */
static void find_digits(struct store *store, const char *line, char digits[16])
{
	struct query *query = query_parse(line, JOBS_TODAY);
	struct err err = ERR_INIT;
	struct find *find = find_new(store, query, &err);
	int64_t ids[12];
	size_t count = 0;

	if (!find || !find_ids(find, 0, 12, ids, &count, &err))
		fail_msg("%s: %s", line, err.text);
	assert_true(find_total(find) == (int64_t)count);
	for (size_t i = 0; i < count; i++)
		digits[i] = (char)('0' + ids[i]);
	digits[count] = '\0';
	find_free(find);
	query_free(query);
}

static void assert_found(struct store *store, const char *line, const char *wanted)
{
	char digits[16];

	find_digits(store, line, digits);
	if (strcmp(digits, wanted) != 0)
		fail_msg("\"%s\" found %s, not %s", line, digits, wanted);
}

/* Rows of a query (closed by a blank: nothing is still being typed) and what it finds, newest
 * first. */
struct expectation { const char *line, *ids; };

static void assert_all_found(struct store *store, const struct expectation *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_found(store, rows[i].line, rows[i].ids);
}

#define ASSERT_ALL(store, rows) assert_all_found(store, rows, sizeof rows / sizeof *rows)

static void test_no_store_of_any(void **state)
{
	struct store *store = jobs_store(NULL, 0);

	(void)state;
	assert_found(store, "", "");
	assert_found(store, "rust", "");
	store_close(store);
}

static void test_words(void **state)
{
	static const struct expectation rows[] = {
		{ "", "6123745" },
		{ "rust ", "12" },
		{ "rust", "12" },
		{ "rus", "12" },
		{ "rus ", "" },
		{ "RUST Toronto ", "12" },
		{ "cafe ", "2" },
		{ "caf\xc3\xa9 ", "2" },
		{ "CAF\xc3\x89", "2" },
		{ "rust gardener", "" },
		{ "montreal ", "2" },
		{ "canada ", "12" },
		{ "c++ ", "4" },
		{ "quotes", "7" },
		{ "* ", "6123745" },
		{ "xyzzy", "" },
	};

	ASSERT_ALL(*state, rows);
}

static void test_phrases(void **state)
{
	static const struct expectation rows[] = {
		{ "\"event driven\"", "1" },
		{ "\"driven events\"", "4" },
		{ "\"driven event", "4" },
		{ "\"driven event\"", "" },
		{ "\"top hat\"", "2" },
		{ "\"hat top\"", "" },
		{ "\"and \"\"quotes\"\"\"", "7" },
		{ "\"", "6123745" },
		{ "\"\"", "6123745" },
	};

	ASSERT_ALL(*state, rows);
}

static void test_text_fields(void **state)
{
	static const struct expectation rows[] = {
		{ "title:engineer ", "14" },
		{ "title:eng", "14" },
		{ "title:ledgers ", "" },
		{ "company:\"acme rail\" ", "14" },
		{ "company:ACME ", "14" },
		{ "company:none ", "5" },
		{ "title:none ", "5" },
		{ "url:acme.example ", "1" },
		{ "url:none -is:hidden ", "623745" },
		{ "source:jobs.md ", "6123745" },
		{ "source:other ", "" },
	};

	ASSERT_ALL(*state, rows);
}

static void test_places(void **state)
{
	static const struct expectation rows[] = {
		{ "loc:toronto ", "12" },
		{ "loc:toronto", "12" },
		{ "loc:tor", "12" },
		{ "loc:canada ", "12" },
		{ "loc:ontario ", "12" },
		{ "loc:quebec ", "2" },
		{ "loc:CA ", "123" },
		{ "loc:\"bay area\" ", "3" },
		{ "loc:sf ", "3" },
		{ "loc:emea ", "674" },
		{ "loc:\"toronto, canada\" ", "12" },
		{ "loc:\"toronto, germany\" ", "" },
		{ "loc:atlantis ", "7" },
		{ "loc:none ", "5" },
		{ "loc:berlin,paris ", "74" },
		{ "scope:canada ", "1" },
		{ "scope:germany ", "6" },
		{ "scope:none ", "23745" },
	};

	ASSERT_ALL(*state, rows);
}

static void test_stack(void **state)
{
	static const struct expectation rows[] = {
		{ "stack:rust ", "12" },
		{ "must:rust ", "1" },
		{ "nice:rust ", "2" },
		{ "stack:postgres ", "1" },
		{ "stack:c ", "4" },
		{ "stack:c++ ", "4" },
		{ "stack:java ", "6" },
		{ "stack:java", "6" },
		{ "stack:javas", "67" },
		{ "stack:golang ", "1" },
		{ "stack:php,c++ ", "24" },
		{ "stack:php stack:c++ ", "24" },
		{ "stack:none ", "35" },
		{ "has:stack ", "61274" },
		{ "stack:nosuchthing ", "" },
	};

	ASSERT_ALL(*state, rows);
}

static void test_choices(void **state)
{
	static const struct expectation rows[] = {
		{ "is:remote ", "617" },
		{ "workplace:hybrid,onsite ", "24" },
		{ "workplace:none ", "35" },
		{ "seniority:senior ", "14" },
		{ "seniority:senior,staff ", "614" },
		{ "employment:contract ", "2" },
		{ "employment:full-time ", "12" },
		{ "employment:none ", "6745" },
		{ "visa:sponsors ", "1" },
		{ "visa:no ", "2" },
		{ "visa:none ", "63745" },
	};

	ASSERT_ALL(*state, rows);
}

static void test_ranges(void **state)
{
	static const struct expectation rows[] = {
		{ "salary:>=150k ", "1" },
		{ "salary:100k..160k ", "1" },
		{ "salary:>=180001 ", "" },
		{ "salary:<=65k ", "3" },
		{ "salary:90000 ", "2" },
		{ "salary:none ", "6745" },
		{ "has:salary ", "123" },
		{ "years:<=2 ", "2" },
		{ "years:5 ", "1" },
		{ "years:3..4 ", "24" },
		{ "years:>=11 ", "7" },
		{ "years:none ", "635" },
		{ "posted:<7d ", "61" },
		{ "posted:2026-11 ", "612" },
		{ "posted:2026-11-10 ", "2" },
		{ "posted:>365d ", "7" },
		{ "posted:none ", "45" },
		{ "expires:2026-12 ", "4" },
	};

	ASSERT_ALL(*state, rows);
}

/* Unknown is never taken for the excluded value. */
static void test_not(void **state)
{
	static const struct expectation rows[] = {
		{ "-stack:php ", "613745" },
		{ "-rust ", "63745" },
		{ "-is:remote ", "2345" },
		{ "-salary:>=100k ", "623745" },
		{ "-loc:canada ", "63745" },
		{ "-title:developer ", "1345" },
		{ "-company:portal -loc:none ", "1234" },
		{ "-posted:<7d ", "23745" },
		{ "-has:salary ", "6745" },
		{ "rust -stack:php ", "1" },
		{ "-employment:full-time ", "63745" },
		{ "-source:jobs.md ", "" },
	};

	ASSERT_ALL(*state, rows);
}

static void test_groups(void **state)
{
	static const struct expectation rows[] = {
		{ "gardener OR embedded ", "34" },
		{ "(gardener OR embedded) driven ", "4" },
		{ "gardener OR embedded driven ", "34" },
		{ "-(gardener OR embedded) ", "61275" },
		{ "(stack:rust -is:remote) OR title:gardener ", "23" },
		{ "-(-rust) ", "12" },
		{ "((((rust)))) ", "12" },
		{ "rust OR ", "12" },
		{ "(rust", "12" },
	};

	ASSERT_ALL(*state, rows);
}

static void test_order(void **state)
{
	static const struct expectation rows[] = {
		{ "sort:posted ", "7321645" },
		{ "sort:-posted ", "6123745" },
		{ "sort:-salary ", "1236745" },
		{ "sort:salary ", "3216745" },
		{ "sort:years ", "2417635" },
		{ "sort:title ", "4367215" },
		{ "sort:company,-posted ", "1436725" },
		{ "sort:workplace ", "6172435" },
		{ "sort:seniority,title ", "2416375" },
		{ "is:remote sort:-years ", "716" },
	};

	ASSERT_ALL(*state, rows);
}

static void test_marks(void **state)
{
	const int64_t one = 1, two = 2, three = 3;
	static const struct expectation rows[] = {
		{ "is:shortlisted ", "1" },
		{ "-is:shortlisted ", "623745" },
		{ "stage:applied ", "2" },
		{ "stage:none ", "613745" },
		{ "tag:later ", "1" },
		{ "tag:la", "1" },
		{ "tag:la ", "" },
		{ "tag:none ", "623745" },
		{ "notes:ada ", "3" },
		{ "has:notes ", "3" },
		{ "is:new ", "613745" },
		{ "is:seen ", "2" },
	};

	assert_true(track_shortlist(*state, &one, 1, true, NULL, NULL));
	assert_true(track_tag(*state, &one, 1, "later", true, NULL, NULL));
	assert_true(track_stage(*state, &two, 1, STAGE_APPLIED, NULL, NULL));
	assert_true(track_seen(*state, &two, 1, true, NULL, NULL));
	assert_true(track_notes(*state, three, "Ask for Ada", NULL, NULL));
	ASSERT_ALL(*state, rows);
}

static void assert_totals(struct store *store, const char *line, int64_t total, int64_t hidden)
{
	struct query *query = query_parse(line, JOBS_TODAY);
	struct find *find = find_new(store, query, NULL);

	assert_non_null(find);
	if (find_total(find) != total || find_hidden(find) != hidden)
		fail_msg("\"%s\" found %d and %d hidden", line, (int)find_total(find),
			 (int)find_hidden(find));
	assert_true(find_count(store, query, NULL) == total);
	find_free(find);
	query_free(query);
}

static void test_hidden(void **state)
{
	const int64_t ids[] = { 1, 3 };

	assert_totals(*state, "", 7, 0);
	assert_true(track_hide(*state, ids, 2, true, "too far", NULL, NULL));
	assert_totals(*state, "", 5, 2);
	assert_totals(*state, "rust ", 1, 1);
	assert_totals(*state, "php ", 1, 0);
	assert_totals(*state, "is:hidden ", 2, 0);
	assert_found(*state, "is:hidden rust ", "1");
	assert_true(track_undo(*state, NULL, NULL, NULL));
	assert_totals(*state, "", 7, 0);
}

static void test_pages(void **state)
{
	struct query *query = query_parse("sort:-posted", JOBS_TODAY);
	struct find *find = find_new(*state, query, NULL);
	int64_t ids[8] = { 0 };
	size_t got;

	assert_true(find_ids(find, 0, 2, ids, &got, NULL));
	assert_int_equal(got, 2);
	assert_true(ids[0] == 6 && ids[1] == 1 && ids[2] == 0);
	assert_true(find_ids(find, 5, 8, ids, &got, NULL));
	assert_int_equal(got, 2);
	assert_true(ids[0] == 4 && ids[1] == 5);
	assert_true(find_ids(find, 7, 8, ids, &got, NULL));
	assert_int_equal(got, 0);
	assert_true(find_ids(find, 0, 0, ids, &got, NULL));
	assert_int_equal(got, 0);
	find_free(find);
	query_free(query);
}

static void test_place_in_order(void **state)
{
	struct query *query = query_parse("is:remote", JOBS_TODAY);
	struct find *find = find_new(*state, query, NULL);

	assert_true(find_place(find, 6, NULL) == 0);
	assert_true(find_place(find, 1, NULL) == 1);
	assert_true(find_place(find, 7, NULL) == 2);
	assert_true(find_place(find, 2, NULL) == -1);
	assert_true(find_place(find, 99, NULL) == -1);
	find_free(find);
	query_free(query);
}

/* Whatever is typed is data: no text becomes SQL or a term of the word index. */
static void test_hostile_words(void **state)
{
	static const char *const lines[] = {
		"'; DROP TABLE posting; --", "\"\"\"\"", "NEAR(a b)", "title : x", "a* b*",
		"^a", "{a}", "a AND", "NOT", "-", "--", "- -", "((((((", "OR OR OR", "loc:",
		"stack:,,,", "%", "_", "tag:'", "company:\"", "loc:\"a, b, c\"", "sort:", "is:",
		"\xff\xfe", "\xe2\x80\xae",
	};
	char digits[16];

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		find_digits(*state, lines[i], digits);
	assert_found(*state, "", "6123745");
}

/* A line as long and as deep as the language allows. */
static void test_long_lines(void **state)
{
	struct strbuf line = STRBUF_INIT;
	char digits[16];

	strbuf_repeat(&line, "rust OR ", 300);
	find_digits(*state, line.text, digits);
	assert_string_equal(digits, "12");
	strbuf_clear(&line);
	strbuf_repeat(&line, "-(", QUERY_DEPTH * 2);
	strbuf_puts(&line, "rust");
	find_digits(*state, line.text, digits);
	strbuf_clear(&line);
	strbuf_repeat(&line, "loc:paris,toronto,berlin ", 40);
	find_digits(*state, line.text, digits);
	assert_string_equal(digits, "1274");
	strbuf_release(&line);
}

#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, make_store, close_store)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_store_of_any),
		STORE_TEST(test_words),
		STORE_TEST(test_phrases),
		STORE_TEST(test_text_fields),
		STORE_TEST(test_places),
		STORE_TEST(test_stack),
		STORE_TEST(test_choices),
		STORE_TEST(test_ranges),
		STORE_TEST(test_not),
		STORE_TEST(test_groups),
		STORE_TEST(test_order),
		STORE_TEST(test_marks),
		STORE_TEST(test_hidden),
		STORE_TEST(test_pages),
		STORE_TEST(test_place_in_order),
		STORE_TEST(test_hostile_words),
		STORE_TEST(test_long_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
