/* Degree, clearance, languages, days at the office, time zones, extras and contradictions: kept,
 * asked for, counted, ordered by; and a database of the version before they were kept. */
#include "config.h"

#include "store/find.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/get.h"
#include "store/schema_int.h"
#include "store/track.h"
#include "store_jobs.h"
#include "util/path.h"
#include "util/strbuf.h"

/* Numbered 1 to 4 in this order. */
static const struct job jobs[] = {
	{ .title = "A", .workplace = "hybrid", .days = 2, .zones = "-5..1",
	  .extras = "equity bonus", .clearance = "secret", .education = "bachelor",
	  .languages = "German French?",
	  .conflicts = "workplace salary" },
	{ .title = "B", .days = 4, .zones = "1", .extras = "commission",
	  .clearance = "ts-sci", .education = "doctorate", .languages = "English" },
	{ .title = "C", .clearance = "not-needed", .education = "not-needed",
	  .languages = "English Chinese~" },
	{ .title = "D" },
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

static void assert_found(struct store *store, const char *line, const char *wanted)
{
	struct query *query = query_parse(line, JOBS_TODAY);
	struct find *find = find_new(store, query, NULL);
	int64_t ids[12];
	char digits[16];
	size_t count = 0;

	assert_non_null(find);
	assert_int_equal(query->problems.count, 0);
	assert_true(find_ids(find, 0, 12, ids, &count, NULL));
	for (size_t i = 0; i < count; i++)
		digits[i] = (char)('0' + ids[i]);
	digits[count] = '\0';
	if (strcmp(digits, wanted) != 0)
		fail_msg("\"%s\" found %s, not %s", line, digits, wanted);
	find_free(find);
	query_free(query);
}

static void test_kept(void **state)
{
	struct record record;

	record_init(&record);
	assert_true(get_record(*state, 1, GET_WHOLE, &record, NULL));
	assert_int_equal(record.posting.office_days, 2);
	assert_int_equal(record.posting.zones.min, -300);
	assert_int_equal(record.posting.zones.max, 60);
	assert_string_equal(record.posting.zones.text, "-5..1");
	assert_int_equal(record.posting.extras, 1U << EXTRA_EQUITY | 1U << EXTRA_BONUS);
	assert_int_equal(record.posting.clearance, CLEARANCE_SECRET);
	assert_int_equal(record.posting.education, EDUCATION_BACHELOR);
	assert_int_equal(record.posting.languages.count, 2);
	assert_string_equal(record.posting.languages.items[1].name, "French");
	assert_int_equal(record.posting.languages.items[1].need, NEED_PREFERRED);
	assert_int_equal(record.posting.conflicts,
			 1U << FIELD_WORKPLACE | 1U << FIELD_SALARY);
	assert_true(get_record(*state, 4, GET_ROW, &record, NULL));
	assert_int_equal(record.posting.office_days, -1);
	assert_true(record.posting.zones.min > record.posting.zones.max);
	assert_null(record.posting.zones.text);
	assert_int_equal(record.posting.extras, 0);
	assert_int_equal(record.posting.clearance, CLEARANCE_UNKNOWN);
	assert_int_equal(record.posting.education, EDUCATION_UNKNOWN);
	assert_int_equal(record.posting.languages.count, 0);
	assert_int_equal(record.posting.conflicts, 0);
	record_release(&record);
}

static void test_asked_for(void **state)
{
	static const struct { const char *line, *ids; } rows[] = {
		{ "clearance:secret ", "1" }, { "clearance:>=secret ", "12" },
		{ "clearance:none ", "4" }, { "clearance:<secret ", "3" },
		{ "edu:bachelor ", "1" }, { "edu:<=bachelor ", "13" }, { "-edu:phd ", "134" },
		{ "edu:bachelor..master ", "1" }, { "has:edu ", "123" },
		{ "lang:german ", "1" }, { "lang:de ", "1" }, { "lang:Deutsch ", "1" },
		{ "lang:en ", "23" }, { "lang:eng", "23" }, { "lang:chin", "3" },
		{ "lang:klingon ", "" }, { "lang:none ", "4" }, { "-lang:english ", "14" },
		{ "days:<=2 ", "1" }, { "days:2..5 ", "12" }, { "days:none ", "34" },
		{ "zone:cet ", "12" }, { "zone:+1 ", "12" }, { "zone:utc ", "1" },
		{ "zone:+2 ", "" }, { "zone:pst..est ", "1" }, { "zone:any ", "12" },
		{ "extra:equity ", "1" }, { "extra:equity,commission ", "12" },
		{ "extra:none ", "34" }, { "is:conflict ", "1" }, { "-is:conflict ", "234" },
		{ "is:gone ", "" }, { "-is:gone ", "1234" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_found(*state, rows[i].line, rows[i].ids);
}

static void test_order(void **state)
{
	assert_found(*state, "sort:days ", "1234");
	assert_found(*state, "sort:-days ", "2134");
	assert_found(*state, "sort:edu ", "3124");
	assert_found(*state, "sort:-clearance ", "2134");
}

static void assert_facet(struct store *store, const char *line, enum field_id field,
			 const char *contains, const char *wanted)
{
	struct query *query = query_parse(line, JOBS_TODAY);
	struct find *find = find_new(store, query, NULL);
	struct strbuf got = STRBUF_INIT;
	struct facet_values values;

	assert_true(find_facet(find, field, NULL, contains, 100, &values, NULL));
	for (size_t i = 0; i < values.count; i++)
		strbuf_printf(&got, "%s=%d ", values.items[i].value, (int)values.items[i].count);
	strbuf_printf(&got, "?%d", (int)values.unknown);
	assert_string_equal(got.text, wanted);
	strbuf_release(&got);
	facet_values_release(&values);
	find_free(find);
	query_free(query);
}

static void test_counted(void **state)
{
	assert_facet(*state, "", FIELD_CLEARANCE, NULL, "not-needed=1 secret=1 ts-sci=1 ?1");
	assert_facet(*state, "edu:<=bachelor ", FIELD_CLEARANCE, NULL,
		     "not-needed=1 secret=1 ?0");
	assert_facet(*state, "edu:<=bachelor ", FIELD_EDUCATION, NULL,
		     "not-needed=1 bachelor=1 doctorate=1 ?1");
	assert_facet(*state, "", FIELD_LANGUAGES, NULL,
		     "english=2 chinese=1 french=1 german=1 ?1");
	assert_facet(*state, "", FIELD_LANGUAGES, "ger", "german=1 ?1");
	assert_facet(*state, "", FIELD_EXTRAS, NULL, "equity=1 bonus=1 commission=1 ?2");
}

static void test_gone(void **state)
{
	struct store *store = jobs_store(jobs, JOB_COUNT);

	(void)state;
	assert_true(jobs_put(store, "jobs.md", 2, jobs, 2, NULL));
	assert_found(store, "is:gone ", "34");
	assert_found(store, "-is:gone ", "12");
	store_close(store);
}

/* What the first version kept of one posting that the user has marked. */
static const char first_version[] =
	"INSERT INTO source VALUES(1, 'jobs.md', 1, 1, 'h', 1, 20000);"
	"INSERT INTO posting(id, key, content, title, title_inferred, workplace,"
	"  workplace_conflict, employment, format, added)"
	"  VALUES(1, 'k', 'c', 'Old', 0, 1, 1, 1, 0, 20000);"
	"INSERT INTO origin VALUES(1, 0, 1);"
	"INSERT INTO document VALUES(1, 'Old', NULL, '', '', x'');"
	"INSERT INTO word(rowid, title, company, places, stack, body)"
	"  VALUES(1, 'Old', NULL, '', '', x'');"
	"INSERT INTO mark VALUES('k', 'shortlist', 1)";

static void make_first_version(const char *path)
{
	struct connection connection = { .path = path };

	assert_int_equal(sqlite3_open(path, &connection.db), SQLITE_OK);
	assert_true(schema_take_step(&connection, 0, NULL));
	assert_int_equal(sqlite3_exec(connection.db, first_version, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(connection.db);
}

static void fail_on_fault(const char *fault, void *data)
{
	(void)data;
	fail_msg("%s", fault);
}

/* What the second version kept: a posting of two files, and one that no file holds. */
static const char second_version[] =
	"INSERT INTO source VALUES(1, 'jobs.md', 1, 1, 'h', 1, 20000, 1),"
	"  (2, 'more.md', 1, 1, 'h', 1, 20000, 1);"
	"INSERT INTO posting(id, key, content, title, title_inferred, url, employment, format,"
	"  added, facts, gone) VALUES(1, 'k', 'c', 'Old', 0, 'https://old.example/', 1, 0, 20000,"
	"  1, NULL), (2, 'l', 'd', 'Older', 0, NULL, 1, 0, 20000, 1, 20001);"
	"INSERT INTO origin VALUES(1, 0, 1), (2, 0, 1);"
	"INSERT INTO document VALUES(1, 'Old', NULL, '', '', x''), (2, 'Older', NULL, '', '', x'');"
	"INSERT INTO word(rowid, title, company, places, stack, body)"
	"  SELECT id, title, company, places, stack, body FROM document;"
	"INSERT INTO mark VALUES('k', 'shortlist', 1), ('k', 'seen', 1);";

static void make_second_version(const char *path)
{
	struct connection connection = { .path = path };

	assert_int_equal(sqlite3_open(path, &connection.db), SQLITE_OK);
	assert_true(schema_take_step(&connection, 0, NULL));
	assert_true(schema_take_step(&connection, 1, NULL));
	assert_int_equal(sqlite3_exec(connection.db, second_version, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(connection.db);
}

/* The number that SQL answers with. */
static int64_t ask(const char *path, const char *sql)
{
	struct connection connection = { .path = path };
	sqlite3_stmt *stmt;
	int64_t value;

	assert_int_equal(sqlite3_open(path, &connection.db), SQLITE_OK);
	stmt = stmt_make(&connection, sql, NULL);
	assert_true(stmt_value(&connection, stmt, -1, &value, NULL));
	sqlite3_finalize(stmt);
	sqlite3_close(connection.db);
	return value;
}

static void test_second_version(void **state)
{
	char *folder = jobs_folder(), *path = path_join(folder, "old.db");
	struct record record;
	struct store *store;

	(void)state;
	make_second_version(path);
	store = store_open(path, STORE_READ_WRITE, jobs_vocabulary(), NULL);
	assert_non_null(store);
	assert_true(store_check(store, fail_on_fault, NULL, NULL));
	record_init(&record);
	assert_true(get_record(store, 1, GET_WHOLE, &record, NULL));
	assert_true(record.marks.is_shortlisted && record.marks.is_seen);
	assert_true(get_record(store, 2, GET_WHOLE, &record, NULL));
	assert_true(record.is_gone);
	assert_found(store, "old ", "1");
	assert_found(store, "old", "12");
	assert_found(store, "is:gone ", "2");
	record_release(&record);
	store_close(store);
	assert_int_equal(ask(path, "SELECT count(*) FROM posting WHERE cluster = 0"), 2);
	assert_int_equal(ask(path, "SELECT source FROM posting WHERE id = 1"), 1);
	assert_int_equal(ask(path, "SELECT count(*) FROM posting WHERE source IS NULL"), 1);
	assert_int_equal(ask(path, "SELECT count(*) FROM origin WHERE url IS NOT NULL"), 2);
	free(path);
	jobs_remove_folder(folder);
}

static void test_version_before(void **state)
{
	const struct file_stamp stamp = { .bytes = 1, .mtime_ns = 1 };
	char *folder = jobs_folder(), *path = path_join(folder, "old.db");
	struct record record;
	struct store *store;

	(void)state;
	make_first_version(path);
	store = store_open(path, STORE_READ_WRITE, jobs_vocabulary(), NULL);
	assert_non_null(store);
	assert_true(store_check(store, fail_on_fault, NULL, NULL));
	record_init(&record);
	assert_true(get_record(store, 1, GET_WHOLE, &record, NULL));
	assert_string_equal(record.posting.title, "Old");
	assert_int_equal(record.posting.workplace, WORKPLACE_HYBRID);
	assert_int_equal(record.posting.conflicts, 1U << FIELD_WORKPLACE);
	assert_int_equal(record.posting.education, EDUCATION_UNKNOWN);
	assert_true(record.marks.is_shortlisted);
	/* Its file is read again, since more is read of it now. */
	assert_false(put_is_current(store, "jobs.md", &stamp, NULL));
	record_release(&record);
	store_close(store);
	store = store_open(path, STORE_READ_ONLY, jobs_vocabulary(), NULL);
	assert_non_null(store);
	store_close(store);
	free(path);
	jobs_remove_folder(folder);
}

static void run_sql(const char *path, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* Puts a job into the database, which is the same posting as before. */
static struct store *put_again(const char *path, const struct job *job)
{
	struct store *store = store_open(path, STORE_READ_WRITE, jobs_vocabulary(), NULL);
	struct put_report report = { 0 };

	assert_non_null(store);
	assert_true(jobs_put(store, "jobs.md", 1, job, 1, &report));
	assert_int_equal(report.changed, 0);
	return store;
}

/* Where more is understood of the same text than before, the row is written anew, but it has not
 * changed for the user. */
static void test_read_anew(void **state)
{
	char *folder = jobs_folder(), *path = path_join(folder, "s.db");
	struct job more = jobs[0];
	struct store *store;

	(void)state;
	store_close(put_again(path, &jobs[0]));
	more.education = "master";
	store_close(put_again(path, &more));
	run_sql(path, "UPDATE posting SET facts = 0");
	store = put_again(path, &more);
	assert_found(store, "edu:master ", "1");
	assert_found(store, "lang:german ", "1");
	store_close(store);
	free(path);
	jobs_remove_folder(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_kept, make_store, close_store),
		cmocka_unit_test_setup_teardown(test_asked_for, make_store, close_store),
		cmocka_unit_test_setup_teardown(test_order, make_store, close_store),
		cmocka_unit_test_setup_teardown(test_counted, make_store, close_store),
		cmocka_unit_test(test_gone),
		cmocka_unit_test(test_version_before),
		cmocka_unit_test(test_second_version),
		cmocka_unit_test(test_read_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
