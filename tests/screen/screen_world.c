/* The postings of the screen tests. */
#include "config.h"

#include "screen_world.h"

#include "posting/gazetteer.h"
#include "posting/posting.h"
#include "store/put.h"
#include "util/alloc.h"
#include "util/date.h"
#include "util/hash.h"

#include <stdlib.h>
#include <string.h>

static const char rust_body[] =
	"# About the role\n\n"
	"We are looking for engineers to design, build and operate services in Rust. You will "
	"shape resilient, secure and observable systems that power products used by ferry "
	"companies, from small islands to large ports.\n\n"
	"# Responsibilities\n\n"
	"- Design, build and operate services in Rust with a focus on performance and security.\n"
	"- Own services end to end: discovery, rollout, and what comes after.\n"
	"  - Take part in an on-call rota, one week in six.\n"
	"- Write down why, not only what.\n\n"
	"# Requirements\n\n"
	"- 5+ years of running backend services in production.\n"
	"- Fluent in Rust and its async ecosystem.\n"
	"- PostgreSQL beyond the basics: plans, locks, vacuum.\n\n"
	"# Nice to have\n\n"
	"- Tokio, Axum or SQLx.\n"
	"- Terraform.\n\n"
	"# Benefits\n\n"
	"A week in Tofino each autumn, and the [handbook](https://example.com/handbook).\n\n"
	"# How to apply\n\n"
	"Write to jobs@example.com.\n";

static const char plain_body[] =
	"We keep the lanterns of the harbour.\n\nYou will trim wicks, write Python and answer the "
	"harbour master.\n";

static const char hostile_body[] =
	"Ring the bell \007 and paint it \033[31mred\033[0m.\n\n"
	"Turn \xE2\x80\xAE" "around\xE2\x80\xAC, "
	"invisible\xE2\x80\x8B joint.\n";

static const char wide_body[] =
	"# \xE4\xBB\x95\xE4\xBA\x8B\xE5\x86\x85\xE5\xAE\xB9\n\n"
	"\xE6\x9D\xB1\xE4\xBA\xAC\xE3\x81\xAE\xE3\x83\x81\xE3\x83\xBC\xE3\x83\xA0\xE3\x81\xA7 Go "
	"\xE3\x82\x92\xE6\x9B\xB8\xE3\x81\x8D\xE3\x81\xBE\xE3\x81\x99\xE3\x80\x82"
	"\xE4\xB8\x80\xE7\xB7\x92\xE3\x81\xAB\xE4\xBD\x9C\xE3\x82\x8A\xE3\x81\xBE"
	"\xE3\x81\x97\xE3\x82\x87\xE3\x81\x86 \xF0\x9F\x8E\x89\n";

/* Places and technologies are divided by '|'; a technology that begins with '+' is preferred. */
static const struct row {
	const char *path, *title, *company, *places, *stack, *body, *url, *pay;
	int64_t pay_min, pay_max;
	enum workplace workplace;
	enum seniority seniority;
	int years;
	int32_t age;             /* -1: not stated */
	bool is_inferred;
} rows[] = {
	{ "ferries/backend.md", "Senior Backend Software Engineer", "Ferrous Ferries",
	  "Toronto|San Francisco", "Rust|gRPC|PostgreSQL|Redis|AWS|Kubernetes|+Tokio|+Axum|+SQLx|"
	  "+Terraform", rust_body, "https://ferries.example/jobs/7", "CAD", 16500000, 19000000,
	  WORKPLACE_REMOTE, SENIORITY_SENIOR, 5, 2, false },
	{ "globex.txt", "Platform Engineer, Storage", "Globex", "Toronto", "Rust|Linux|RocksDB",
	  plain_body, NULL, "CAD", 15000000, 17500000, WORKPLACE_HYBRID, SENIORITY_MID, 3, 5,
	  false },
	{ "hat.txt", "Core Backend", "Bowler & Daughters", "Waterloo", "Python|FastAPI|Django",
	  plain_body, NULL, NULL, -1, -1, WORKPLACE_REMOTE, SENIORITY_UNKNOWN, 2, 9, true },
	{ "initech.md", "Staff Engineer, Realtime", "Initech", "Vancouver", "Rust|Tokio|Kafka|Go",
	  rust_body, NULL, "CAD", 18000000, 21000000, WORKPLACE_ONSITE, SENIORITY_STAFF, 8, 61,
	  false },
	{ "board/lisbon.txt", "Lantern Keeper and Part-time Programmer of Harbour Machinery", NULL,
	  "Lisbon", "Python|PHP|Linux", plain_body, NULL, "EUR", 4200000, -1, WORKPLACE_ONSITE,
	  SENIORITY_UNKNOWN, -1, 14, false },
	{ "board/berlin.txt", "Praktikum Webentwicklung (m/w/d)", "Tinte & S\xC3\xB6hne", "Berlin",
	  "TypeScript|React|PHP", plain_body, NULL, NULL, -1, -1, WORKPLACE_HYBRID,
	  SENIORITY_INTERN, -1, 0, false },
	{ "board/tokyo.txt",
	  "\xE3\x83\x90\xE3\x83\x83\xE3\x82\xAF\xE3\x82\xA8\xE3\x83\xB3\xE3\x83\x89"
	  "\xE3\x82\xA8\xE3\x83\xB3\xE3\x82\xB8\xE3\x83\x8B\xE3\x82\xA2",
	  "\xE9\x9B\xA8\xE5\x85\x89",
	  "Tokyo", "Go|Kubernetes|+Rust", wide_body, NULL, "JPY", 800000000, 1200000000,
	  WORKPLACE_UNKNOWN, SENIORITY_SENIOR, 6, 3, false },
	{ "bad.txt", "Bell\033[2J Ringer\r\n (on \xE2\x80\xAE" "call)", "Evil\007 Corp", "", "",
	  hostile_body, NULL, NULL, -1, -1, WORKPLACE_UNKNOWN, SENIORITY_UNKNOWN, -1, 20, false },
	{ "nothing.txt", NULL, NULL, "", "", "A line.\n", NULL, NULL, -1, -1, WORKPLACE_UNKNOWN,
	  SENIORITY_UNKNOWN, -1, -1, false },
	{ "board/ops.txt", "Site Reliability Engineer", "Night & Day", "London|Paris|Berlin",
	  "Go|Kubernetes|Terraform|Linux|Prometheus", plain_body, NULL, "GBP", 8000000, 9500000,
	  WORKPLACE_REMOTE, SENIORITY_SENIOR, 4, 1, false },
	{ "board/data.txt", "Data Engineer", "Sardine Analytics", "Lisbon", "Python|SQL|Kafka",
	  plain_body, NULL, "EUR", 5500000, 6500000, WORKPLACE_REMOTE, SENIORITY_MID, 3, 30,
	  false },
	{ "board/php.txt", "PHP Developer", "Globex", "Montreal", "PHP|Laravel|MySQL", plain_body,
	  NULL, "CAD", 9000000, 11000000, WORKPLACE_HYBRID, SENIORITY_MID, 2, 7, false },
};

/* The next part of a list divided by '|', as a new string; NULL at its end. */
static char *next_part(const char **list)
{
	size_t len = strcspn(*list, "|");
	char *part = len > 0 ? xstrndup(*list, len) : NULL;

	*list += len + ((*list)[len] == '|');
	return part;
}

static void add_places(struct posting *posting, const struct gazetteer *gazetteer,
		       const char *places)
{
	struct place place;
	char *name;

	while ((name = next_part(&places))) {
		if (gazetteer_find(gazetteer, name, strlen(name), &place, 1) > 0)
			posting_add_location(posting, &place, name, strlen(name));
		free(name);
	}
}

static void add_stack(struct posting *posting, const char *stack)
{
	char *name;

	while ((name = next_part(&stack))) {
		if (*name == '+')
			posting_add_technology(posting, name + 1, NEED_PREFERRED);
		else
			posting_add_technology(posting, name, NEED_REQUIRED);
		free(name);
	}
}

static void add_pay(struct salary *salary, const struct row *row)
{
	if (!row->pay)
		return;
	salary->min = row->pay_min;
	salary->max = row->pay_max;
	salary->period = PAY_YEAR;
	salary->text = xstrdup(row->pay);
	memcpy(salary->currency, row->pay, sizeof salary->currency);
}

/* As if the source had stated the title and the link. */
static void add_stated(struct posting *posting)
{
	const char *const texts[] = { posting->title, posting->url };

	for (size_t i = 0; i < 2; i++)
		for (const char *c = texts[i]; c && *c; c++)
			posting->stated.facts = posting->stated.facts * 31 + (unsigned char)*c;
}

static void fill(struct posting *posting, const struct row *row,
		 const struct gazetteer *gazetteer, int32_t today)
{
	posting_init(posting);
	posting->title = row->title ? xstrdup(row->title) : NULL;
	posting->title_inferred = row->is_inferred;
	posting->company = row->company ? xstrdup(row->company) : NULL;
	posting->url = row->url ? xstrdup(row->url) : NULL;
	posting->workplace = row->workplace;
	posting->seniority = row->seniority;
	posting->years_min = row->years;
	posting->posted = row->age < 0 ? DATE_UNKNOWN : today - row->age;
	posting->format = BODY_MARKDOWN;
	strbuf_puts(&posting->body, row->body);
	add_places(posting, gazetteer, row->places);
	add_stack(posting, row->stack);
	add_pay(&posting->salary, row);
	add_stated(posting);
}

static bool put(struct store *store, const char *path, const struct posting *posting, int32_t today,
		struct err *err)
{
	struct put_file file = { .path = path, .postings = posting, .count = 1 };
	struct put_report report = { 0 };

	hash_init(&file.hash);
	hash_add(&file.hash, path, strlen(path));
	return put_file(store, &file, today, &report, err);
}

bool screen_world_put(struct store *store, const struct gazetteer *gazetteer, int32_t today,
		      struct err *err)
{
	bool good = put_begin(store, err);

	for (size_t i = 0; good && i < sizeof rows / sizeof rows[0]; i++) {
		struct posting posting;

		fill(&posting, &rows[i], gazetteer, today);
		good = put(store, rows[i].path, &posting, today, err);
		posting_release(&posting);
	}
	return good && put_commit(store, err);
}

/* What the first posting of the world said, and on which day. */
static const struct { int32_t age; const char *pay; enum workplace workplace; const char *body; }
changes[] = {
	{ 20, "CAD 150,000 a year", WORKPLACE_ONSITE, plain_body },
	{ 9, "CAD 150,000 a year", WORKPLACE_HYBRID,
	  "We keep the lanterns of the harbour and its two piers.\n\nYou will trim wicks, write "
	  "Python and answer the harbour master, who calls at dawn, at noon and whenever a ship "
	  "comes in that nobody has heard of before; what she asks is written down in a book.\n\n"
	  "- Trim wicks.\n- Count ships.\n" },
	{ 3, "CAD 165,000 a year", WORKPLACE_REMOTE,
	  "We keep the lanterns of the harbour and its three piers.\n\nYou will trim wicks, write "
	  "Rust and answer the harbour master, who calls at dawn, at noon and whenever a ship "
	  "comes in that nobody has heard of before; what she asks is written down in a log.\n\n"
	  "- Trim wicks.\n- Polish brass.\n- Count ships.\n" },
};

bool screen_world_change(struct store *store, const struct gazetteer *gazetteer, int32_t today,
			 struct err *err)
{
	bool good = put_begin(store, err);

	for (size_t i = 0; good && i < sizeof changes / sizeof changes[0]; i++) {
		struct posting posting;

		fill(&posting, &rows[0], gazetteer, today);
		posting.workplace = changes[i].workplace;
		free(posting.salary.text);
		posting.salary.text = xstrdup(changes[i].pay);
		strbuf_clear(&posting.body);
		strbuf_puts(&posting.body, changes[i].body);
		good = put(store, rows[0].path, &posting, today - changes[i].age, err);
		posting_release(&posting);
	}
	return good && put_commit(store, err);
}
