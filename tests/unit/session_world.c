/* A small store in memory and a session on it. */
#include "config.h"

#include "session_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/put.h"
#include "util/alloc.h"

/* The postings, the newest last. */
static const struct row {
	const char *path, *title, *company, *city, *stack, *body;
	enum workplace workplace;
	enum seniority seniority;
	int64_t pay;
	int32_t age;
} rows[] = {
	{ "one.md", "Lantern Keeper", "Harbour Lights", "Lisbon", "PHP Linux",
	  "Keep the lanterns of the harbour.\n", WORKPLACE_ONSITE, SENIORITY_UNKNOWN, -1, 40 },
	{ "two.md", "Rust Engineer", "Copper Kettle", "Toronto", "Rust Linux",
	  "# About\n\nWe brew with Rust.\n\n# Requirements\n\n- Rust in production\n- Patience\n",
	  WORKPLACE_REMOTE, SENIORITY_SENIOR, 15000000, 10 },
	{ "three.md", "Platform Engineer", "Copper Kettle", "Toronto", "Go Linux",
	  "We run kettles. Event-driven kettles.\n", WORKPLACE_HYBRID, SENIORITY_MID, 12000000, 5 },
	{ "four.md", "Rust Intern", "Ink and Sons", "Berlin", "Rust",
	  "Learn Rust with ink.\n", WORKPLACE_ONSITE, SENIORITY_INTERN, -1, 2 },
};

static void add_stack(struct posting *posting, const char *stack)
{
	while (*stack) {
		size_t len = strcspn(stack, " ");
		char *name = xstrndup(stack, len);

		posting_add_technology(posting, name, NEED_REQUIRED);
		free(name);
		stack += len + strspn(stack + len, " ");
	}
}

static void add_city(struct posting *posting, const struct gazetteer *gazetteer, const char *city)
{
	struct place place;

	if (gazetteer_find(gazetteer, city, strlen(city), &place, 1) > 0)
		posting_add_location(posting, &place, city, strlen(city));
}

static bool put(struct world *world, const char *path, const struct posting *posting)
{
	struct put_file file = { .path = path, .postings = posting, .count = 1 };
	struct put_report report = { 0 };
	struct err err = ERR_INIT;
	bool good;

	hash_init(&file.hash);
	hash_add(&file.hash, path, strlen(path));
	good = put_begin(world->store, &err) &&
	       put_file(world->store, &file, WORLD_TODAY, &report, &err) &&
	       put_commit(world->store, &err);
	if (!good)
		print_message("%s\n", err.text);
	err_release(&err);
	return good;
}

static bool put_row(struct world *world, const struct row *row)
{
	struct posting posting;
	bool good;

	posting_init(&posting);
	posting.title = xstrdup(row->title);
	posting.company = xstrdup(row->company);
	posting.workplace = row->workplace;
	posting.seniority = row->seniority;
	posting.posted = WORLD_TODAY - row->age;
	posting.format = BODY_MARKDOWN;
	strbuf_puts(&posting.body, row->body);
	add_stack(&posting, row->stack);
	add_city(&posting, world->vocabulary.gazetteer, row->city);
	if (row->pay >= 0) {
		posting.salary.min = posting.salary.max = row->pay;
		posting.salary.period = PAY_YEAR;
		memcpy(posting.salary.currency, "CAD", 4);
		posting.salary.text = xstrdup("as agreed");
	}
	good = put(world, row->path, &posting);
	posting_release(&posting);
	return good;
}

bool world_init(struct world *world)
{
	struct err err = ERR_INIT;
	bool good;

	setenv("SHORTLIST_NOW", "2026-11-22T12:00:00Z", 1);
	memset(world, 0, sizeof *world);
	good = vocabulary_load(&world->vocabulary, NULL, &err) &&
	       (world->extractor = extractor_new(&world->vocabulary, NULL, &err)) &&
	       settings_load(&world->settings, NULL, false, &err) &&
	       (world->store = store_open_memory(&world->vocabulary, &err));
	for (size_t i = 0; good && i < sizeof rows / sizeof rows[0]; i++)
		good = put_row(world, &rows[i]);
	if (err.text)
		print_message("%s\n", err.text);
	err_release(&err);
	return good;
}

void world_release(struct world *world)
{
	session_free(world->session);
	store_close(world->store);
	extractor_free(world->extractor);
	settings_release(&world->settings);
	vocabulary_release(&world->vocabulary);
}

struct session *world_session(struct world *world, const char *query)
{
	struct session_options options = {
		.store = world->store, .vocabulary = &world->vocabulary,
		.extractor = world->extractor, .settings = &world->settings, .query = query,
		.today = WORLD_TODAY,
	};
	struct err err = ERR_INIT;

	session_free(world->session);
	world->session = session_new(&options, &err);
	if (world->session)
		session_resize(world->session, 120, 30);
	else
		print_message("%s\n", err.text);
	err_release(&err);
	return world->session;
}

void world_run(struct world *world, const char *action, const char *argument)
{
	const struct action *row = action_find(action);

	assert_non_null(row);
	session_run(world->session, row, argument);
}

void world_type(struct world *world, const char *text)
{
	session_type(world->session, text, strlen(text));
}

bool world_put(struct world *world, const char *path, const char *title, const char *body)
{
	struct posting posting;
	bool good;

	posting_init(&posting);
	posting.title = xstrdup(title);
	for (const char *c = title; *c; c++)
		posting.stated.facts = posting.stated.facts * 31 + (unsigned char)*c;
	strbuf_puts(&posting.body, body);
	signature_make(&posting.signature, body, strlen(body));
	good = put(world, path, &posting);
	posting_release(&posting);
	return good;
}

const char *world_title(struct world *world, int64_t row)
{
	const struct record *record = result_list_row(&world->session->list, row);

	return record ? record_title(record) : "";
}
