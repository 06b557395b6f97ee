/* Postings and stores for tests. */
#include "config.h"

#include "store_jobs.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "posting/field.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/date.h"
#include "util/file.h"
#include "util/hash.h"
#include "util/path.h"
#include "util/strbuf.h"

static struct vocabulary shared;

static void release_shared(void)
{
	vocabulary_release(&shared);
}

const struct vocabulary *jobs_vocabulary(void)
{
	struct err err = ERR_INIT;

	if (shared.gazetteer)
		return &shared;
	if (!vocabulary_load(&shared, NULL, &err)) {
		fprintf(stderr, "%s\n", err.text);
		abort();
	}
	atexit(release_shared);
	return &shared;
}

static int choice(enum field_id field, const char *name)
{
	int at = name ? field_choice(field_get(field), name, strlen(name)) : -1;

	if (name && at < 0) {
		fprintf(stderr, "there is no %s in the table of choices\n", name);
		abort();
	}
	return at;
}

static int32_t day(const char *text)
{
	int32_t days = DATE_UNKNOWN;

	if (text && date_parse_iso(text, strlen(text), &days) == 0)
		abort();
	return days;
}

static void add_place(struct posting *posting, bool is_scope, const char *name, size_t len)
{
	struct place place = { PLACE_NONE, "", "", "", "", "", 0 };

	gazetteer_find(jobs_vocabulary()->gazetteer, name, len, &place, 1);
	if (is_scope)
		posting_add_scope(posting, &place, name, len);
	else
		posting_add_location(posting, &place, name, len);
}

static void add_places(struct posting *posting, bool is_scope, const char *names)
{
	while (names && *names) {
		size_t len = strcspn(names, ";");

		add_place(posting, is_scope, names, len);
		names += len + (names[len] != '\0');
	}
}

/* Calls ADD for each of NAMES with the need that its last letter says. */
static void add_named(struct posting *posting, const char *names,
		      void (*add)(struct posting *posting, const char *name, enum need need))
{
	while (names && *names) {
		size_t len = strcspn(names, " ");
		char last = names[len - 1];
		enum need need = last == '~' ? NEED_MENTIONED :
				 last == '?' ? NEED_PREFERRED : NEED_REQUIRED;
		char *name = xstrndup(names, len - (need != NEED_REQUIRED));

		add(posting, name, need);
		free(name);
		names += len + (names[len] != '\0');
	}
}

/* A set of the choices of FIELD. */
static unsigned choices(enum field_id field, const char *names)
{
	unsigned set = 0;

	while (names && *names) {
		size_t len = strcspn(names, " ");
		char *name = xstrndup(names, len);

		set |= 1U << choice(field, name);
		free(name);
		names += len + (names[len] != '\0');
	}
	return set;
}

static void add_conflicts(struct posting *posting, const char *keys)
{
	while (keys && *keys) {
		size_t len = strcspn(keys, " ");

		posting_set_conflict(posting, field_by_key(keys, len)->id);
		keys += len + (keys[len] != '\0');
	}
}

static void add_zones(struct zones *zones, const char *text)
{
	const char *dots = text ? strstr(text, "..") : NULL;

	if (!text)
		return;
	zones->min = (int)strtol(text, NULL, 10) * 60;
	zones->max = dots ? (int)strtol(dots + 2, NULL, 10) * 60 : zones->min;
	zones->text = xstrdup(text);
}

/* Reads "2-5" or "2"; -1 where there is no second. */
static const char *read_range(const char *text, int64_t *min, int64_t *max)
{
	*min = *max = -1;
	text += ascii_number(text, strlen(text), min);
	if (*text == '-')
		text += 1 + ascii_number(text + 1, strlen(text + 1), max);
	return text;
}

static void add_years(struct posting *posting, const char *text)
{
	int64_t min, max;

	if (!text)
		return;
	read_range(text, &min, &max);
	posting->years_min = (int)min;
	posting->years_max = (int)max;
}

static void add_pay(struct salary *pay, const char *text)
{
	const char *rest;

	if (!text)
		return;
	pay->text = xstrdup(text);
	rest = read_range(text, &pay->min, &pay->max);
	pay->min = pay->min < 0 ? -1 : pay->min * 100;
	pay->max = pay->max < 0 ? -1 : pay->max * 100;
	pay->period = PAY_YEAR;
	if (strlen(rest) == 4)
		memcpy(pay->currency, rest + 1, 4);
}

static char *copy(const char *text)
{
	return text ? xstrdup(text) : NULL;
}

static uint64_t hash_texts(const char *const *texts, size_t count)
{
	struct hash hash;

	hash_init(&hash);
	for (size_t i = 0; i < count; i++)
		hash_add(&hash, texts[i] ? texts[i] : "", texts[i] ? strlen(texts[i]) + 1 : 1);
	return hash.low;
}

/* As if a source had stated these; the others are understood. */
static void add_stated(const struct job *job, struct posting *posting)
{
	const char *const facts[] = {
		job->title, job->company, job->url, job->places, job->workplace, job->employment,
		job->pay,
	};
	const char *const dates[] = { job->posted, job->expires };

	posting->stated.facts = hash_texts(facts, sizeof facts / sizeof *facts);
	posting->stated.dates = hash_texts(dates, 2);
}

void jobs_posting(const struct job *job, struct posting *posting)
{
	posting_init(posting);
	posting->title = copy(job->title);
	posting->company = copy(job->company);
	posting->url = copy(job->url);
	strbuf_puts(&posting->body, job->body ? job->body : "");
	signature_make(&posting->signature, posting->body.text, posting->body.len);
	add_places(posting, false, job->places);
	add_places(posting, true, job->scope);
	add_named(posting, job->stack, posting_add_technology);
	add_named(posting, job->languages, posting_add_language);
	posting->employment = choices(FIELD_EMPLOYMENT, job->employment);
	posting->extras = choices(FIELD_EXTRAS, job->extras);
	add_conflicts(posting, job->conflicts);
	add_zones(&posting->zones, job->zones);
	posting->office_days = job->days > 0 ? job->days : -1;
	posting->clearance = (enum clearance)choice(FIELD_CLEARANCE, job->clearance);
	posting->education = (enum education)choice(FIELD_EDUCATION, job->education);
	add_years(posting, job->years);
	add_pay(&posting->salary, job->pay);
	posting->workplace = (enum workplace)choice(FIELD_WORKPLACE, job->workplace);
	posting->seniority = (enum seniority)choice(FIELD_SENIORITY, job->seniority);
	posting->visa = (enum visa)choice(FIELD_VISA, job->visa);
	posting->posted = day(job->posted);
	posting->expires = day(job->expires);
	posting->ref = copy(job->ref);
	add_stated(job, posting);
}

static bool put_postings(struct store *store, const struct put_file *file,
			 struct put_report *report)
{
	struct err err = ERR_INIT;
	bool ok = put_begin(store, &err) && put_file(store, file, JOBS_TODAY, report, &err) &&
		  put_commit(store, &err);

	if (!ok) {
		fprintf(stderr, "%s\n", err.text ? err.text : "no reason");
		put_rollback(store);
		err_release(&err);
	}
	return ok;
}

bool jobs_put(struct store *store, const char *path, int64_t mtime, const struct job *jobs,
	      size_t count, struct put_report *report)
{
	struct posting *postings = xcalloc(count + 1, sizeof *postings);
	struct put_report unused = { 0 };
	struct put_file file = {
		.path = path, .stamp = { .bytes = (int64_t)count, .mtime_ns = mtime },
		.postings = postings, .count = count,
	};
	bool ok;

	hash_init(&file.hash);
	for (size_t i = 0; i < count; i++)
		jobs_posting(&jobs[i], &postings[i]);
	ok = put_postings(store, &file, report ? report : &unused);
	for (size_t i = 0; i < count; i++)
		posting_release(&postings[i]);
	free(postings);
	return ok;
}

struct store *jobs_store(const struct job *jobs, size_t count)
{
	struct err err = ERR_INIT;
	struct store *store = store_open_memory(jobs_vocabulary(), &err);

	if (store && (count == 0 || jobs_put(store, "jobs.md", 1, jobs, count, NULL)))
		return store;
	fprintf(stderr, "%s\n", err.text ? err.text : "no store");
	abort();
}

char *jobs_folder(void)
{
	const char *base = getenv("TMPDIR");
	char *folder = path_join(base && base[0] ? base : "/tmp", "shortlist-test-XXXXXX");

	if (!mkdtemp(folder))
		abort();
	return folder;
}

void jobs_remove_folder(char *folder)
{
	DIR *entries = opendir(folder);
	struct dirent *entry;

	while (entries && (entry = readdir(entries))) {
		char *path = path_join(folder, entry->d_name);

		unlink(path);
		free(path);
	}
	if (entries)
		closedir(entries);
	rmdir(folder);
	free(folder);
}

uint64_t jobs_file_hash(const char *path)
{
	struct strbuf bytes = STRBUF_INIT;
	struct hash hash;

	hash_init(&hash);
	if (file_read(path, (size_t)64 << 20, &bytes, NULL, NULL))
		hash_add(&hash, bytes.text, bytes.len);
	else
		hash.low = 0;
	strbuf_release(&bytes);
	return hash.low;
}
