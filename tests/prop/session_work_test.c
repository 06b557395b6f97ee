/*
 * What a key costs, counted instead of timed: statements, steps of SQLite, pages, sets, passes over
 * all postings, bytes of memory. A key must stay below the limits of the table, whatever it is, and
 * eight times the postings must not make more of what has no need to grow.
 *
 * Run with SHOW=1 it prints what it counted.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../bench/advert.h"
#include "../unit/session_world.h"
#include "../unit/store_jobs.h"
#include "store/seal_int.h"
#include "store/work.h"
#include "util/alloc.h"
#include "util/utf8.h"

#define FEW 500
#define MANY 4000
#define COLS 200
#define ROWS 50
#define STACK_MAX 8

/* Typed letter by letter; a line is left with the cursor in an empty one. */
static const char *const lines[] = {
	"rust", "senior backend engineer", "python kubernetes", "zzqx", "a b c d e", "the and you",
	"of to in a", "s t", "stack:rust senior", "stack:rust loc:mumbai data engineer",
	"is:remote stack:java salary:>=100k backend", "loc:germany -java", "rust -senior",
	"\"memory safety\"", "\"the role", "(rust or go) senior", "company:a", "title:b",
	"posted:<30d stack:python", "salary:", "loc:", "-the",
	"seniority:senior,lead has:salary", "years:<=5 c++", "-is:remote -stack:rust e",
};

#define LINES (sizeof lines / sizeof lines[0])

/* Orders that no column has. */
static const char *const orders[] = { "sort:company", "sort:-salary,title", "sort:seniority e" };

#define ORDERS (sizeof orders / sizeof orders[0])

enum { STATEMENTS, STEPS, PAGES, SETS, SET_BYTES, PASSES, BYTES, COUNTERS };

/* About twice what it was when this was written: releases of SQLite differ in steps and pages. */
static const struct {
	const char *name;
	uint64_t most;           /* for one key, of 4,000 postings */
	double growth;           /* of the sum over all keys, from 500 postings to 4,000 */
} limits[COUNTERS] = {
	[STATEMENTS] = { "statements", 250, 1.3 },
	[STEPS] = { "steps", 5000, 1.5 },
	[PAGES] = { "pages", 500, 1.5 },
	[SETS] = { "sets", 70, 1.3 },
	[SET_BYTES] = { "bytes of sets", 10000, 9 },
	[PASSES] = { "passes", 160, 1.3 },
	[BYTES] = { "bytes of memory", 2000000, 2 },
};

struct count { uint64_t values[COUNTERS]; };

struct tally {
	struct count sum, most;
	char most_key[COUNTERS][64]; /* the line as it was when it cost most */
	size_t keys;
};

/* -- the postings */

static const char *const seniorities[] = { "junior", "mid", "senior", "lead" };
static const char *const workplaces[] = { "remote", "hybrid", "onsite" };
static const char *const pays[] = { "50000-60000 USD", "90000 EUR", "120000-150000 USD" };

#define MAYBE(random, list) \
	(random_percent(random, 60) ? (list)[random_below(random, sizeof(list) / sizeof(list)[0])] \
				    : NULL)

/* Some technologies, of those whose names are one word. */
static void add_stack(const struct corpus *corpus, struct random *random, struct strbuf *out)
{
	for (size_t i = random_below(random, STACK_MAX); i > 0; i--) {
		const char *name = corpus_technology(corpus, random);

		if (!strpbrk(name, " ?~"))
			strbuf_printf(out, "%s%s", out->len > 0 ? " " : "", name);
	}
}

static void make_posting(const struct corpus *corpus, uint64_t number, struct posting *posting)
{
	struct random random = random_of(number + 7);
	struct advert advert = ADVERT_INIT;
	struct strbuf stack = STRBUF_INIT;
	struct job job = {
		.workplace = MAYBE(&random, workplaces), .seniority = MAYBE(&random, seniorities),
		.pay = MAYBE(&random, pays), .places = corpus_place(corpus, &random)->city,
	};

	advert_make(&advert, corpus, number);
	add_stack(corpus, &random, &stack);
	job.title = advert.title.text;
	job.company = advert.company.text;
	job.url = advert.url.text;
	job.body = advert.body.text;
	job.posted = advert.date.text;
	job.stack = stack.text;
	jobs_posting(&job, posting);
	advert_release(&advert);
	strbuf_release(&stack);
}

static void put(struct store *store, const struct corpus *corpus, size_t count)
{
	struct posting *postings = xcalloc(count, sizeof *postings);
	struct put_file file = { .path = "jobs.jsonl", .postings = postings, .count = count };
	struct put_report report = { 0 };
	struct err err = ERR_INIT;

	hash_init(&file.hash);
	for (size_t i = 0; i < count; i++)
		make_posting(corpus, i, &postings[i]);
	if (!put_begin(store, &err) || !put_file(store, &file, JOBS_TODAY, &report, &err) ||
	    !put_commit(store, &err) || !seal_rebuild(store, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < count; i++)
		posting_release(&postings[i]);
	free(postings);
}

/* A session on a store of COUNT postings, all of them sealed and warm. */
static struct session *begin(struct world *world, const struct corpus *corpus, size_t count)
{
	assert_true(world_init(world));
	store_close(world->store);
	world->store = store_open_memory(&world->vocabulary, NULL);
	put(world->store, corpus, count);
	assert_non_null(world_session(world, ""));
	session_resize(world->session, COLS, ROWS);
	world_run(world, "query", NULL);
	while (session_has_work(world->session))
		session_idle(world->session, NULL, NULL);
	return world->session;
}

/* -- keys */

/* What a screen asks for after each key. */
static void show(struct session *session)
{
	for (int row = 0; row < session->list.rows; row++)
		(void)result_list_row(&session->list, session->list.top + row);
}

static void tally_key(struct tally *tally, const struct store_work *work, uint64_t bytes,
		      const char *line)
{
	const struct count count = { {
		work->statements, work->steps, work->pages, work->sets, work->set_bytes,
		work->passes, bytes,
	} };

	tally->keys++;
	for (size_t i = 0; i < COUNTERS; i++) {
		tally->sum.values[i] += count.values[i];
		if (count.values[i] <= tally->most.values[i])
			continue;
		tally->most.values[i] = count.values[i];
		snprintf(tally->most_key[i], sizeof tally->most_key[i], "%s", line);
	}
}

static void press(struct session *session, const char *text, size_t len, struct tally *tally)
{
	struct store_work work = { 0 };
	uint64_t before = alloc_bytes();

	store_count_work(session->store, &work);
	session_type(session, text, len);
	show(session);
	store_count_work(session->store, NULL);
	tally_key(tally, &work, alloc_bytes() - before, session->line.text.text);
}

static void type_line(struct world *world, const char *line, struct tally *tally)
{
	for (const char *p = line; *p; p++)
		press(world->session, p, 1, tally);
	world_run(world, "delete-to-start", NULL);
	show(world->session);
}

/* -- what must hold */

static double grown(const struct tally *few, const struct tally *many, size_t counter)
{
	uint64_t before = few->sum.values[counter];

	return before > 0 ? (double)many->sum.values[counter] / (double)before : 0;
}

static void show_tallies(const struct tally *few, const struct tally *many)
{
	print_message("%zu keys; a key on average and at most, of %d and of %d postings\n",
		      few->keys, FEW, MANY);
	for (size_t i = 0; i < COUNTERS; i++)
		print_message("%-16s %9.0f %9.0f %9.0f %9.0f  x%.2f  %s\n", limits[i].name,
			      (double)few->sum.values[i] / (double)few->keys,
			      (double)few->most.values[i],
			      (double)many->sum.values[i] / (double)many->keys,
			      (double)many->most.values[i], grown(few, many, i),
			      many->most_key[i]);
}

static void check_most(const struct tally *tally)
{
	for (size_t i = 0; i < COUNTERS; i++)
		if (tally->most.values[i] > limits[i].most)
			fail_msg("\"%s\" costs %.0f %s; at most %.0f were expected",
				 tally->most_key[i], (double)tally->most.values[i], limits[i].name,
				 (double)limits[i].most);
}

static void check_growth(const struct tally *few, const struct tally *many)
{
	for (size_t i = 0; i < COUNTERS; i++)
		if (grown(few, many, i) > limits[i].growth)
			fail_msg("%s grow by %.2f with eight times the postings; by %.2f was "
				 "expected", limits[i].name, grown(few, many, i),
				 limits[i].growth);
}

static void count_lines(const struct corpus *corpus, size_t postings, struct tally *tally)
{
	struct world world;

	begin(&world, corpus, postings);
	for (size_t i = 0; i < LINES; i++)
		type_line(&world, lines[i], tally);
	world_release(&world);
}

static void a_key_costs_no_more_than_this(void **state)
{
	struct tally few = { 0 }, many = { 0 };

	count_lines(*state, FEW, &few);
	count_lines(*state, MANY, &many);
	if (getenv("SHOW"))
		show_tallies(&few, &many);
	check_most(&many);
	check_growth(&few, &many);
}

/* The first time all postings may be looked at. */
static void an_order_is_made_once(void **state)
{
	struct tally first = { 0 }, again = { 0 };
	struct world world;

	begin(&world, *state, FEW);
	for (size_t i = 0; i < ORDERS; i++) {
		type_line(&world, orders[i], &first);
		type_line(&world, orders[i], &again);
	}
	if (getenv("SHOW"))
		show_tallies(&first, &again);
	check_most(&again);
	world_release(&world);
}

static int make_corpus(void **state)
{
	*state = xmalloc(sizeof(struct corpus));
	corpus_init(*state);
	return 0;
}

static int release_corpus(void **state)
{
	corpus_release(*state);
	free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_costs_no_more_than_this),
		cmocka_unit_test(an_order_is_made_once),
	};

	return cmocka_run_group_tests(tests, make_corpus, release_corpus);
}
