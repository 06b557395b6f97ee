/* The files, and what becomes of them. */
#include "config.h"

#include "engine_world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine_query.h"
#include "store/put.h"
#include "store/track.h"
#include "util/alloc.h"
#include "util/vec.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))
#define PICK(rows) ((rows)[world_pick(COUNT(rows))])
/* One of them, or now and then none. */
#define MAYBE(rows) (world_pick(4) == 0 ? NULL : PICK(rows))

#define FILE_POSTINGS 60

/* -- one posting */

static const char *const grades[] = { "", "", "Senior ", "Junior ", "Staff ", "Lead " };
static const char *const kinds[] = {
	"Rust", "Backend", "Front-end", "C++", "Node.js", "Data", "Café", "Platform", "日本語",
};
static const char *const roles[] = {
	"Engineer", "Developer", "Baker", "Engineer, Payments", "Größe", "Manager", "Écrivain",
};
static const char *const companies[] = {
	"Acme", "ACME", "acme", "Top Hat", "top hat", "Müller & Söhne", "Node Works", "Zebra",
	"C3 Lab", "Ünder", "Example One", "Example Two", "Orbital", "Deep.ai", "Blue Ox",
	"Pre Paid",
};
static const char *const places[] = {
	"Toronto", "Berlin", "Canada", "London;Paris", "San Francisco", "Montreal;Toronto",
	"London, Ontario", "Atlantis", "Germany", "New York", "Cambridge",
	"Cambridge, Massachusetts", "Europe", "Ontario", "Zürich", "Springfield",
	"Portland;Berlin", "California", "EMEA",
};
static const char *const scopes[] = { "Canada", "Europe", "Germany;France", "Anywhere", "Mars" };
static const char *const stacks[] = {
	"Rust", "Go? Rust", "PHP~", "C++ C", "Java JavaScript?", "C# .NET", "Node.js", "Python Go~",
	"Rust? Go? Python?", "COBOL",
};
static const char *const workplaces[] = { "remote", "hybrid", "onsite" };
static const char *const seniorities[] = { "junior", "mid", "senior", "staff", "lead" };
static const char *const visas[] = { "sponsors", "refuses" };
static const char *const clearances[] = { "not-needed", "secret", "ts-sci" };
static const char *const educations[] = { "bachelor", "master", "not-needed", "doctorate" };
static const char *const languages[] = { "German", "English German?", "Chinese", "French" };
static const char *const zones[] = { "1", "-5..2", "-8..-5", "9" };
static const char *const extras[] = { "equity", "equity bonus", "commission" };
static const char *const employments[] = { "full-time", "contract", "full-time part-time" };
static const char *const conflicts[] = { "workplace", "salary", "salary workplace" };
static const char *const days[] = {
	"2026-11-22", "2026-11-21", "2026-11-12", "2026-11-01", "2026-08-01", "2025-11-22",
	"2025-11-21", "2020-02-29", "2026-12-24",
};
static const char *const pays[] = {
	"50000 USD", "100000-150000 CAD", "90000-91000 EUR", "120000-160000 USD", "70000",
	"0-1 EUR",
};
static const char *const years[] = { "2", "2-5", "5-10", "0-1" };

static const char *keep(struct world *world, char *text)
{
	return *VEC_PUSH(&world->texts) = text;
}

static const char *make_body(struct world *world)
{
	static const char *const gaps[] = { " ", " ", " ", " ", " ", ", ", ". ", "\n", "-", "/" };
	struct strbuf body = STRBUF_INIT;

	for (size_t i = 0, count = 3 + world_pick(world_pick(9) == 0 ? 150 : 50); i < count; i++) {
		world_word(&body);
		strbuf_puts(&body, PICK(gaps));
	}
	return keep(world, strbuf_detach(&body));
}

/* Nearly the same text. */
static const char *change_body(struct world *world, const char *text)
{
	struct strbuf body = STRBUF_INIT;

	strbuf_puts(&body, text);
	world_word(&body);
	return keep(world, strbuf_detach(&body));
}

static const char *make_text(struct world *world, const char *format, size_t number)
{
	struct strbuf text = STRBUF_INIT;
	const char *at = strchr(format, '#');

	strbuf_add(&text, format, (size_t)(at - format));
	strbuf_printf(&text, "%zu%s", number, at + 1);
	return keep(world, strbuf_detach(&text));
}

static const char *make_title(struct world *world)
{
	struct strbuf title = STRBUF_INIT;

	strbuf_printf(&title, "%s%s %s", PICK(grades), PICK(kinds), PICK(roles));
	return keep(world, strbuf_detach(&title));
}

static void make_facts(struct job *job)
{
	job->places = MAYBE(places);
	job->scope = world_pick(4) == 0 ? PICK(scopes) : NULL;
	job->stack = MAYBE(stacks);
	job->workplace = MAYBE(workplaces);
	job->seniority = MAYBE(seniorities);
	job->visa = world_pick(3) == 0 ? PICK(visas) : NULL;
	job->clearance = world_pick(5) == 0 ? PICK(clearances) : NULL;
	job->education = MAYBE(educations);
	job->languages = world_pick(3) == 0 ? PICK(languages) : NULL;
	job->employment = MAYBE(employments);
	job->extras = world_pick(3) == 0 ? PICK(extras) : NULL;
	job->conflicts = world_pick(9) == 0 ? PICK(conflicts) : NULL;
	job->days = (int)world_pick(4);
	job->zones = world_pick(4) == 0 ? PICK(zones) : NULL;
	job->posted = MAYBE(days);
	job->expires = world_pick(4) == 0 ? PICK(days) : NULL;
	job->years = world_pick(3) == 0 ? PICK(years) : NULL;
	job->pay = world_pick(2) == 0 ? PICK(pays) : NULL;
}

/* A posting, often nearly one that is there: a copy of the same job. */
static void make_job(struct world *world, struct job *job)
{
	const struct job *other = world_pick(3) == 0 ? world_job(world) : NULL;

	if (other) {
		*job = *other;
		job->body = change_body(world, other->body);
	} else {
		*job = (struct job){ .title = world_pick(30) == 0 ? NULL : make_title(world) };
		make_facts(job);
		job->company = MAYBE(companies);
		job->body = make_body(world);
	}
	if (world_pick(3) == 0)
		job->posted = PICK(days);
	job->url = world_pick(3) == 0 ? NULL :
		   make_text(world, "https://jobs.example/#", world_pick(100000));
	job->ref = world_pick(4) ? NULL : make_text(world, "board:#", world_pick(100000));
}

/* -- files */

static void add_job(struct world *world, size_t file)
{
	struct job job;

	make_job(world, &job);
	*VEC_PUSH(&world->files.items[file].jobs) = job;
}

static size_t add_file(struct world *world)
{
	static const char *const folders[] = { "mail", "boards/one", "boards/two", "old" };
	struct world_file *file = VEC_PUSH(&world->files);

	*file = (struct world_file){ .mtime = 1, .is_there = true };
	snprintf(file->path, sizeof file->path, "/%s/%zu.json", PICK(folders), world->files.count);
	return world->files.count - 1;
}

void world_init(struct world *world, size_t postings)
{
	memset(world, 0, sizeof *world);
	while (postings > 0) {
		size_t file = add_file(world), count = 1 + world_pick(FILE_POSTINGS);

		for (; count > 0 && postings > 0; count--, postings--)
			add_job(world, file);
	}
}

void world_release(struct world *world)
{
	for (size_t i = 0; i < world->files.count; i++)
		VEC_RELEASE(&world->files.items[i].jobs);
	for (size_t i = 0; i < world->texts.count; i++)
		free(world->texts.items[i]);
	VEC_RELEASE(&world->files);
	VEC_RELEASE(&world->texts);
}

/* -- putting */

static void check(bool ok, struct err *err)
{
	if (ok)
		return;
	fprintf(stderr, "%s\n", err->text ? err->text : "no reason");
	abort();
}

/* In a transaction. */
static void put(struct store *store, const struct world_file *file)
{
	static const char *const tags[] = { "later", "größe" };
	static const char *const sources[] = { NULL, "board one", "Mail" };
	struct posting *postings = xcalloc(file->jobs.count + 1, sizeof *postings);
	struct put_report report = { 0 };
	struct put_file what = {
		.path = file->path, .source = PICK(sources), .tags = tags,
		.tag_count = world_pick(8) == 0 ? 1 + world_pick(2) : 0,
		.stamp = { .bytes = (int64_t)file->jobs.count, .mtime_ns = file->mtime },
		.postings = postings, .count = file->jobs.count,
		.is_partial = world_pick(10) == 0,
	};
	struct err err = ERR_INIT;

	hash_init(&what.hash);
	for (size_t i = 0; i < file->jobs.count; i++)
		jobs_posting(&file->jobs.items[i], &postings[i]);
	check(put_file(store, &what, JOBS_TODAY, &report, &err), &err);
	for (size_t i = 0; i < file->jobs.count; i++)
		posting_release(&postings[i]);
	free(postings);
}

static bool is_there(const char *path, void *data)
{
	const struct world *world = data;

	for (size_t i = 0; i < world->files.count; i++)
		if (strcmp(world->files.items[i].path, path) == 0)
			return world->files.items[i].is_there;
	return false;
}

static void let_vanish(struct world *world, struct store *store)
{
	struct put_report report = { 0 };
	struct put_scope scope = { NULL, NULL };
	struct err err = ERR_INIT;

	check(put_begin(store, &err) &&
	      put_vanished(store, &scope, is_there, world, JOBS_TODAY, &report, &err) &&
	      put_commit(store, &err), &err);
}

void world_put(struct world *world, struct store *store)
{
	struct err err = ERR_INIT;

	for (size_t i = 0; i < world->files.count;) {
		check(put_begin(store, &err), &err);
		for (size_t left = 1 + world_pick(20); left > 0 && i < world->files.count; left--)
			put(store, &world->files.items[i++]);
		check(put_commit(store, &err), &err);
	}
}

/* -- changes */

static void change_job(struct world *world, struct job *job)
{
	switch (world_pick(5)) {
	case 0:
		make_facts(job);
		break;
	case 1:
		job->company = MAYBE(companies);
		break;
	case 2:
		job->body = change_body(world, job->body);
		break;
	case 3:
		job->posted = MAYBE(days);
		break;
	default:
		job->body = make_body(world);
		break;
	}
}

static void change_file(struct world *world, size_t at)
{
	struct world_file *file = &world->files.items[at];
	size_t changes = world_pick(6);

	file->mtime++;
	file->is_there = world_pick(8) > 0;
	for (size_t i = 0; i < changes && file->jobs.count > 0; i++)
		change_job(world, &file->jobs.items[world_pick(file->jobs.count)]);
	if (world_pick(4) == 0)
		file->jobs.count -= world_pick(file->jobs.count + 1);
	for (size_t i = world_pick(4); i > 0; i--)
		add_job(world, at);
}

void world_change(struct world *world, struct store *store)
{
	struct err err = ERR_INIT;
	bool is_kept = world_pick(6) > 0, has_gone = false;

	check(put_begin(store, &err), &err);
	for (size_t i = 1 + world_pick(5); i > 0; i--) {
		size_t at = world_pick(5) == 0 ? add_file(world) : world_pick(world->files.count);

		change_file(world, at);
		has_gone |= !world->files.items[at].is_there;
		if (world->files.items[at].is_there)
			put(store, &world->files.items[at]);
	}
	if (is_kept)
		check(put_commit(store, &err), &err);
	else
		put_rollback(store);
	if (has_gone)
		let_vanish(world, store);
}

void world_act(struct store *store, int64_t postings)
{
	static const char *const tags[] = { "later", "far", "größe", "dream" };
	static const char *const notes[] = { "Call Zoë", "no rust", "  ", NULL };
	static const char *const reasons[] = { "far", "Low pay", NULL };
	int64_t ids[5];
	size_t count = 1 + world_pick(COUNT(ids));
	bool on = world_pick(3) > 0;

	for (size_t i = 0; i < count; i++)
		ids[i] = 1 + (int64_t)world_pick((size_t)postings);
	switch (world_pick(11)) {
	case 0:
		track_shortlist(store, ids, count, on, NULL, NULL);
		break;
	case 1:
		track_move(store, ids[0], (int)world_pick(7) - 3, NULL, NULL);
		break;
	case 2:
		track_stage(store, ids, count, (enum stage)((int)world_pick(7) - 1), NULL, NULL);
		break;
	case 3:
	case 4:
		track_tag(store, ids, count, PICK(tags), on, NULL, NULL);
		break;
	case 5:
		track_notes(store, ids[0], PICK(notes), NULL, NULL);
		break;
	case 6:
		track_hide(store, ids, count, on, PICK(reasons), NULL, NULL);
		break;
	case 7:
		track_seen(store, ids, count, on, NULL, NULL);
		break;
	case 8:
		track_opened(store, ids[0], NULL);
		break;
	case 9:
		track_split(store, ids[0], NULL, NULL);
		break;
	default:
		if (on)
			track_undo(store, NULL, NULL, NULL);
		else
			track_redo(store, NULL, NULL, NULL);
		break;
	}
}
