/* A small store in memory and a session on it, for the tests of the session. */
#ifndef SHORTLIST_TESTS_SESSION_WORLD_H
#define SHORTLIST_TESTS_SESSION_WORLD_H

#include "extract/extract.h"
#include "posting/posting.h"
#include "posting/vocabulary.h"
#include "session/session.h"
#include "session/settings.h"
#include "store/store.h"

/* The day of every test: 2026-11-22. */
#define WORLD_TODAY 20779

struct world {
	struct vocabulary vocabulary;
	struct extractor *extractor;
	struct settings settings;
	struct store *store;
	struct session *session;
};

/* The vocabularies, the settings, and a store of the four postings below; no session yet. */
bool world_init(struct world *world);
void world_release(struct world *world);

/* A session of 120 by 30, ended by world_release(); NULL where the store failed. */
struct session *world_session(struct world *world, const char *query);

/* Runs an action by name; fails the test where there is none. */
void world_run(struct world *world, const char *action, const char *argument);
void world_type(struct world *world, const char *text);

/* Puts one more posting in; its id. */
bool world_put(struct world *world, const char *path, const char *title, const char *body);

/* The title of a row of the list, "" for none. */
const char *world_title(struct world *world, int64_t row);

#endif
