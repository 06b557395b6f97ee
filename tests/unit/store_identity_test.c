/* Identity: which posting is the same, whose text a row shows, and what is gone. */
#include "config.h"

#include "store/put.h"

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
#include "util/strbuf.h"

static void assert_report(const struct put_report *report, size_t new_count, size_t changed,
			  size_t unchanged, size_t gone)
{
	assert_int_equal(report->new_count, new_count);
	assert_int_equal(report->changed, changed);
	assert_int_equal(report->unchanged, unchanged);
	assert_int_equal(report->gone, gone);
}

/* Puts one job as a file and says what came of it. */
static void put_one(struct store *store, const char *path, const struct job *job, size_t new_count,
		    size_t changed, size_t unchanged)
{
	struct put_report report = { 0 };

	assert_true(jobs_put(store, path, 1, job, 1, &report));
	assert_report(&report, new_count, changed, unchanged, 0);
}

static void read_record(struct store *store, int64_t id, struct record *record)
{
	record_init(record);
	assert_true(get_record(store, id, GET_WHOLE, record, NULL));
}

static void assert_body(struct store *store, int64_t id, const char *body)
{
	struct record record;

	read_record(store, id, &record);
	assert_string_equal(record.posting.body.text, body);
	record_release(&record);
}

static bool is_gone(struct store *store, int64_t id)
{
	struct record record;
	bool gone;

	read_record(store, id, &record);
	gone = record.is_gone;
	record_release(&record);
	return gone;
}

static void fail_on_fault(const char *fault, void *data)
{
	(void)data;
	fail_msg("%s", fault);
}

static void close_sound(struct store *store)
{
	assert_true(store_check(store, fail_on_fault, NULL, NULL));
	store_close(store);
}

/* A text of BYTES bytes; free it. */
static char *text_of(char letter, size_t bytes)
{
	struct strbuf text = STRBUF_INIT;

	for (size_t i = 0; i < bytes; i++)
		strbuf_putc(&text, i % 8 == 7 ? ' ' : letter);
	return strbuf_detach(&text);
}

static const struct job baker = {
	.title = "Baker", .ref = "board:1", .url = "https://a.example/1", .body = "Bake bread.",
};

/* -- by what its source calls it */

static void test_same_ref_in_another_file(void **state)
{
	struct store *store = jobs_store(NULL, 0);
	struct job other = baker;
	struct record record;

	(void)state;
	other.url = "https://b.example/1";
	other.title = "baker";
	put_one(store, "a.json", &baker, 1, 0, 0);
	put_one(store, "b.json", &other, 0, 0, 1);
	assert_int_equal(store_count(store), 1);
	read_record(store, 1, &record);
	assert_string_equal(record.posting.title, "Baker");
	assert_int_equal(record.urls.count, 2);
	assert_string_equal(record.urls.items[0], "https://a.example/1");
	assert_string_equal(record.urls.items[1], "https://b.example/1");
	assert_int_equal(record.version, 1);
	record_release(&record);
	put_one(store, "a.json", &baker, 0, 0, 1);
	put_one(store, "b.json", &other, 0, 0, 1);
	close_sound(store);
}

static void test_same_link_but_another_ref(void **state)
{
	struct store *store = jobs_store(&baker, 1);
	struct job other = baker;
	struct put_report report = { 0 };

	(void)state;
	other.ref = "board:2";
	other.body = "Bake cakes.";
	assert_true(jobs_put(store, "jobs.md", 2, &other, 1, &report));
	assert_report(&report, 1, 0, 0, 1);
	assert_int_equal(store_count(store), 2);
	close_sound(store);
}

/* A page may call all its jobs by the name of the company. */
static void test_same_ref_but_another_job(void **state)
{
	struct store *store = jobs_store(&baker, 1);
	struct job other = baker, renamed = baker;

	(void)state;
	other.title = "Diver";
	other.url = "https://a.example/2";
	put_one(store, "b.html", &other, 1, 0, 0);
	renamed.title = "Head baker";
	put_one(store, "c.html", &renamed, 0, 0, 1);
	assert_int_equal(store_count(store), 2);
	close_sound(store);
}

/* A source that uses a name twice keeps both of its postings. */
static void test_ref_twice_in_one_file(void **state)
{
	struct job two[2] = { baker, baker };
	struct job edited[2];
	struct store *store;
	struct put_report again = { 0 }, changed = { 0 };

	(void)state;
	two[1].body = "Bake cakes.";
	store = jobs_store(two, 2);
	assert_int_equal(store_count(store), 2);
	assert_true(jobs_put(store, "jobs.md", 2, two, 2, &again));
	assert_report(&again, 0, 0, 2, 0);
	memcpy(edited, two, sizeof two);
	edited[1].body = "Bake cakes and rolls.";
	assert_true(jobs_put(store, "jobs.md", 3, edited, 2, &changed));
	assert_report(&changed, 0, 1, 1, 0);
	assert_body(store, 2, "Bake cakes and rolls.");
	close_sound(store);
}

/* A feed that loses its first posting and wins another at the same time. */
static void test_other_ref_at_the_place(void **state)
{
	static const struct job before[2] = {
		{ .title = "Baker", .ref = "board:1", .body = "Bake." },
		{ .title = "Cook", .ref = "board:2", .body = "Cook." },
	};
	static const struct job after[2] = {
		{ .title = "Diver", .ref = "board:3", .body = "Dive." },
		{ .title = "Cook", .ref = "board:2", .body = "Cook." },
	};
	struct store *store = jobs_store(before, 2);
	struct put_report report = { 0 };

	(void)state;
	assert_true(jobs_put(store, "jobs.md", 2, after, 2, &report));
	assert_report(&report, 1, 0, 1, 1);
	assert_true(is_gone(store, 1));
	close_sound(store);
}

static void test_other_job_at_the_place(void **state)
{
	static const struct job before = { .title = "Baker", .company = "Acme", .body = "Bake." };
	static const struct job after = { .title = "Diver", .company = "Deep", .body = "Dive." };
	struct store *store = jobs_store(&before, 1);
	struct put_report report = { 0 };

	(void)state;
	assert_true(jobs_put(store, "jobs.md", 2, &after, 1, &report));
	assert_report(&report, 1, 0, 0, 1);
	close_sound(store);
}

/* -- whose text it is */

static void test_changed_in_place(void **state)
{
	struct store *store = jobs_store(NULL, 0);
	struct job other = baker, edited = baker;

	(void)state;
	put_one(store, "a.json", &baker, 1, 0, 0);
	other.body = "Bakes bread.";
	put_one(store, "b.json", &other, 0, 0, 1);
	/* The file that the row shows changes. */
	edited.body = "Bake rolls.";
	put_one(store, "a.json", &edited, 0, 1, 0);
	assert_body(store, 1, "Bake rolls.");
	/* The other one changes. */
	other.body = "Bakes rolls.";
	put_one(store, "b.json", &other, 0, 0, 1);
	assert_body(store, 1, "Bake rolls.");
	put_one(store, "b.json", &other, 0, 0, 1);
	close_sound(store);
}

/* What is stated beside the text is a change too; dates are not, but they are kept up. */
static void test_changed_facts(void **state)
{
	struct job job = { .title = "Baker", .body = "Bake.", .posted = "2026-11-12" };
	struct store *store = jobs_store(&job, 1);
	struct record record;

	(void)state;
	job.posted = "2026-11-20";
	put_one(store, "jobs.md", &job, 0, 0, 1);
	read_record(store, 1, &record);
	assert_int_equal(record.posting.posted, JOBS_TODAY - 2);
	assert_int_equal(record.version, 1);
	record_release(&record);
	job.pay = "50000 USD";
	put_one(store, "jobs.md", &job, 0, 1, 0);
	read_record(store, 1, &record);
	assert_int_equal(record.posting.salary.min, 5000000);
	assert_int_equal(record.version, 2);
	record_release(&record);
	close_sound(store);
}

/* The longest of three texts of one job is shown, in whatever order they come. */
static void test_says_clearly_more(void **state)
{
	static const size_t orders[][3] = { { 0, 1, 2 }, { 2, 1, 0 }, { 1, 2, 0 }, { 1, 0, 2 } };
	static const char *const paths[] = { "a.csv", "b.json", "c.html" };
	char *texts[] = { text_of('a', 40), text_of('b', 400), text_of('c', 900) };

	(void)state;
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		struct store *store = jobs_store(NULL, 0);

		for (size_t j = 0; j < 3; j++) {
			struct job job = baker;

			job.body = texts[orders[i][j]];
			assert_true(jobs_put(store, paths[orders[i][j]], 1, &job, 1, NULL));
		}
		assert_int_equal(store_count(store), 1);
		assert_body(store, 1, texts[2]);
		close_sound(store);
	}
	for (size_t i = 0; i < 3; i++)
		free(texts[i]);
}

static void test_a_little_more_or_older(void **state)
{
	char *text = text_of('a', 600), *longer = text_of('b', 850), *longest = text_of('c', 900);
	struct store *store = jobs_store(NULL, 0);
	struct job job = baker;

	(void)state;
	job.body = text;
	job.posted = "2026-11-12";
	put_one(store, "a.json", &job, 1, 0, 0);
	job.body = longer;
	put_one(store, "b.json", &job, 0, 0, 1);
	job.body = longest;
	job.posted = "2026-10-12";
	put_one(store, "c.json", &job, 0, 0, 1);
	assert_body(store, 1, text);
	job.posted = NULL;
	put_one(store, "d.json", &job, 0, 1, 0);
	assert_body(store, 1, longest);
	close_sound(store);
	free(text);
	free(longer);
	free(longest);
}

/* Once the file whose text is shown no longer holds the job, the next that changes is shown. */
static void test_text_without_a_file(void **state)
{
	struct store *store = jobs_store(NULL, 0);
	struct job other = baker;
	struct put_report report = { 0 };

	(void)state;
	put_one(store, "a.json", &baker, 1, 0, 0);
	other.body = "Bakes bread.";
	put_one(store, "b.json", &other, 0, 0, 1);
	assert_true(jobs_put(store, "a.json", 2, NULL, 0, &report));
	assert_report(&report, 0, 0, 0, 0);
	assert_false(is_gone(store, 1));
	put_one(store, "b.json", &other, 0, 0, 1);
	assert_body(store, 1, "Bake bread.");
	other.body = "Bakes rolls.";
	put_one(store, "b.json", &other, 0, 1, 0);
	assert_body(store, 1, "Bakes rolls.");
	close_sound(store);
}

static void test_stream_again(void **state)
{
	struct store *store = jobs_store(&baker, 1);
	struct job other = baker;

	(void)state;
	other.body = "Bakes bread.";
	put_one(store, "-", &other, 0, 0, 1);
	put_one(store, "-", &other, 0, 0, 1);
	put_one(store, "-", &baker, 0, 0, 1);
	assert_body(store, 1, "Bake bread.");
	assert_int_equal(store_count(store), 1);
	close_sound(store);
}

/* -- files */

static bool put_with(struct store *store, struct put_file *file, const struct job *job,
		     struct put_report *report)
{
	struct posting posting;
	bool ok;

	jobs_posting(job, &posting);
	file->postings = &posting;
	file->count = 1;
	hash_init(&file->hash);
	ok = put_begin(store, NULL) && put_file(store, file, JOBS_TODAY, report, NULL) &&
	     put_commit(store, NULL);
	posting_release(&posting);
	return ok;
}

static void test_partial_file(void **state)
{
	struct job two[2] = { baker, { .title = "Cook", .ref = "board:2", .body = "Cook." } };
	struct store *store = jobs_store(two, 2);
	struct put_file file = { .path = "jobs.md", .is_partial = true };
	struct put_report report = { 0 }, whole = { 0 };

	(void)state;
	assert_true(put_with(store, &file, &two[1], &report));
	assert_report(&report, 0, 0, 1, 0);
	assert_false(is_gone(store, 1));
	/* It is held still, and known where it comes again. */
	assert_true(jobs_put(store, "jobs.md", 3, two, 2, &whole));
	assert_report(&whole, 0, 0, 2, 0);
	assert_true(jobs_put(store, "jobs.md", 4, two + 1, 1, &whole));
	assert_int_equal(whole.gone, 1);
	assert_true(is_gone(store, 1));
	close_sound(store);
}

static void test_tags_of_new_ones(void **state)
{
	static const char *const tags[] = { "remote-boards", "daily" };
	struct store *store = jobs_store(&baker, 1);
	struct put_file file = {
		.path = "b.json", .source = "boards", .tags = tags, .tag_count = 2,
	};
	struct job cook = { .title = "Cook", .ref = "board:2", .body = "Cook." };
	struct put_report report = { 0 };
	struct record record;

	(void)state;
	assert_true(put_with(store, &file, &cook, &report));
	file.path = "c.json";
	assert_true(put_with(store, &file, &baker, &report));
	assert_report(&report, 1, 0, 1, 0);
	read_record(store, 1, &record);
	assert_int_equal(record.marks.tags.count, 0);
	record_release(&record);
	read_record(store, 2, &record);
	assert_int_equal(record.marks.tags.count, 2);
	assert_string_equal(record.marks.tags.items[0], "daily");
	record_release(&record);
	/* It was not the user who did that. */
	assert_false(track_undo(store, NULL, NULL, NULL));
	close_sound(store);
}

static void test_same_bytes(void **state)
{
	struct store *store = jobs_store(&baker, 1);
	struct file_stamp touched = { .bytes = 1, .mtime_ns = 99 };
	struct hash hash, other;
	size_t count = 0;

	(void)state;
	hash_init(&hash);
	other = hash;
	hash_add(&other, "x", 1);
	assert_false(put_is_current(store, "jobs.md", &touched, NULL));
	assert_false(put_is_same_bytes(store, "jobs.md", &other, &touched, NULL));
	assert_false(put_is_same_bytes(store, "no.md", &hash, &touched, NULL));
	assert_true(put_is_same_bytes(store, "jobs.md", &hash, &touched, &count));
	assert_int_equal(count, 1);
	assert_true(put_is_current(store, "jobs.md", &touched, NULL));
	store_close(store);
}

static bool is_there(const char *path, void *data)
{
	return strcmp(path, data) != 0;
}

static void vanish(struct store *store, const struct put_scope *scope, const char *path,
		   size_t gone)
{
	struct put_report report = { 0 };
	char copy[32];

	strncpy(copy, path, sizeof copy - 1);
	copy[sizeof copy - 1] = '\0';
	assert_true(put_begin(store, NULL));
	assert_true(put_vanished(store, scope, is_there, copy, JOBS_TODAY, &report, NULL));
	assert_true(put_commit(store, NULL));
	assert_report(&report, 0, 0, 0, gone);
}

static void test_vanished(void **state)
{
	static const struct job cook = { .title = "Cook", .ref = "board:2", .body = "Cook." };
	static const struct put_scope folder = { .folder = "jobs/" }, source = { .source = "s" },
				      other = { .folder = "job" };
	struct store *store = jobs_store(NULL, 0);
	struct put_file named = { .path = "elsewhere/c.md", .source = "s" };
	struct put_report report = { 0 };
	struct file_stamp stamp = { .bytes = 1, .mtime_ns = 1 };

	(void)state;
	put_one(store, "jobs/a.md", &baker, 1, 0, 0);
	put_one(store, "jobs/b.md", &baker, 0, 0, 1);
	assert_true(put_with(store, &named, &cook, &report));
	vanish(store, &other, "jobs/a.md", 0);
	vanish(store, &source, "jobs/a.md", 0);
	vanish(store, &folder, "jobs/a.md", 0);
	assert_false(is_gone(store, 1));
	vanish(store, &folder, "jobs/b.md", 1);
	assert_true(is_gone(store, 1));
	vanish(store, &folder, "jobs/b.md", 0);
	vanish(store, &folder, "elsewhere/c.md", 0);
	vanish(store, &source, "elsewhere/c.md", 1);
	/* The file comes back as it was. */
	assert_false(put_is_current(store, "jobs/a.md", &stamp, NULL));
	put_one(store, "jobs/a.md", &baker, 0, 0, 1);
	assert_false(is_gone(store, 1));
	close_sound(store);
}

static void test_vanished_asks_the_disk(void **state)
{
	static const struct put_scope folder = { .folder = "/nowhere/at/all" };
	struct store *store = jobs_store(NULL, 0);
	struct put_report report = { 0 };

	(void)state;
	put_one(store, "/nowhere/at/all/a.md", &baker, 1, 0, 0);
	assert_true(put_begin(store, NULL));
	assert_true(put_vanished(store, &folder, NULL, NULL, JOBS_TODAY, &report, NULL));
	assert_true(put_commit(store, NULL));
	assert_report(&report, 0, 0, 0, 1);
	close_sound(store);
}

/* Words of a changed text are found at once, those of the old one no longer. */
static void test_words_follow(void **state)
{
	struct store *store = jobs_store(&baker, 1);
	struct job edited = baker;
	struct put_report report = { 0 };

	(void)state;
	edited.body = "Bake rolls.";
	assert_true(jobs_put(store, "jobs.md", 2, &edited, 1, &report));
	edited.body = "Bake cakes.";
	assert_true(put_begin(store, NULL));
	put_rollback(store);
	assert_true(jobs_put(store, "jobs.md", 3, &edited, 1, &report));
	assert_report(&report, 0, 2, 0, 0);
	close_sound(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_ref_in_another_file),
		cmocka_unit_test(test_same_link_but_another_ref),
		cmocka_unit_test(test_same_ref_but_another_job),
		cmocka_unit_test(test_ref_twice_in_one_file),
		cmocka_unit_test(test_other_ref_at_the_place),
		cmocka_unit_test(test_other_job_at_the_place),
		cmocka_unit_test(test_changed_in_place),
		cmocka_unit_test(test_changed_facts),
		cmocka_unit_test(test_says_clearly_more),
		cmocka_unit_test(test_a_little_more_or_older),
		cmocka_unit_test(test_text_without_a_file),
		cmocka_unit_test(test_stream_again),
		cmocka_unit_test(test_partial_file),
		cmocka_unit_test(test_tags_of_new_ones),
		cmocka_unit_test(test_same_bytes),
		cmocka_unit_test(test_vanished),
		cmocka_unit_test(test_vanished_asks_the_disk),
		cmocka_unit_test(test_words_follow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
