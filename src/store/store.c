/* The store: opening, closing, transactions, the check. */
#include "config.h"

#include "store/store.h"

#include "store/clue_int.h"
#include "store/engine_int.h"
#include "store/fresh_int.h"
#include "store/open_int.h"
#include "store/phrases_int.h"
#include "store/rule_int.h"
#include "store/schema_int.h"
#include "store/seal_int.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/path.h"
#include "util/vec.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* SQLite's virtual steps between two looks of store_watch(): about a millisecond. */
#define STEPS_BETWEEN_LOOKS 10000

static struct store *new_store(const char *path, const struct vocabulary *vocabulary)
{
	struct store *store = xcalloc(1, sizeof *store);

	store->path = xstrdup(path);
	store->vocabulary = vocabulary;
	store->connection.path = store->path;
	store->connection.cache = stmt_cache_new();
	store->seal_limits = seal_defaults;
	row_sqls_init(&store->row_sqls);
	store->clues = clues_new();
	return store;
}

/* The rollback journal, synced to the end: a committed change survives kill -9 and a power cut, on
 * every SQLite that is in use (write-ahead logging is not safe before 3.51.3). */
static bool set_journal(struct connection *connection, struct err *err)
{
	return stmt_exec(connection, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA",
			 err);
}

static const char *const read_only_reasons[] = {
	"the database was opened for reading only",
	"the database was made by a newer shortlist; this one only reads it",
	"the database or its folder may not be written; changes cannot be saved",
};
enum read_only { READ_ONLY_ASKED, READ_ONLY_NEWER, READ_ONLY_FILE };

static void set_read_only(struct store *store, enum read_only why)
{
	free(store->read_only_reason);
	store->read_only_reason = xstrdup(read_only_reasons[why]);
}

static bool folder_is_writable(const char *path)
{
	char *directory = path_directory(path);
	bool writable = access(directory, W_OK) == 0;

	free(directory);
	return writable;
}

/* A newer database is opened again so that SQLite itself refuses every write. */
static bool reopen_read_only(struct store *store, enum read_only why, struct err *err)
{
	enum open_state state;
	int version;

	sqlite3_close(store->connection.db);
	set_read_only(store, why);
	return open_connection(&store->connection, store->path, false, &state, &version, err);
}

static bool is_older(const struct store *store, struct err *err)
{
	return err_set(err, STATUS_BAD_DATA, "%s: it was made by an older shortlist; open it once "
		       "where it may be written, so that it is brought up to date", store->path);
}

static bool bring_up_to_date(struct store *store, bool writable, enum open_state state, int version,
			     struct err *err)
{
	if (state == OPEN_NEWER)
		return reopen_read_only(store, READ_ONLY_NEWER, err);
	if (writable && (sqlite3_db_readonly(store->connection.db, "main") == 1 ||
			 !folder_is_writable(store->path))) {
		if (state == OPEN_EMPTY)
			return err_set(err, STATUS_CANNOT_CREATE, "%s: the database cannot be made "
				       "here; name another place with --db", store->path);
		if (state == OPEN_OLDER)
			return is_older(store, err);
		return reopen_read_only(store, READ_ONLY_FILE, err);
	}
	if (!writable) {
		if (state == OPEN_OLDER)
			return is_older(store, err);
		if (state != OPEN_CURRENT)
			return err_set(err, STATUS_BAD_DATA, "%s: it holds no postings yet; load "
				       "some first", store->path);
		set_read_only(store, READ_ONLY_ASKED);
		return true;
	}
	return set_journal(&store->connection, err) &&
	       (state == OPEN_CURRENT || schema_upgrade(&store->connection, version, err));
}

/* What is derived and damaged keeps nobody from opening: who asks is told, and it can be
 * rebuilt. */
static bool build(struct store *store, struct err *err)
{
	struct err why = ERR_INIT;
	bool ok = seal_build(store, &why);

	if (!ok && why.status != STATUS_BAD_DATA)
		err_set(err, why.status, "%s", why.text);
	else
		ok = true;
	err_release(&why);
	return ok;
}

static bool open_store(struct store *store, bool writable, struct err *err)
{
	enum open_state state;
	int version;

	if (!open_connection(&store->connection, store->path, writable, &state, &version, err) ||
	    !bring_up_to_date(store, writable, state, version, err))
		return false;
	if (state != OPEN_NEWER && !schema_matches(&store->connection, err))
		return false;
	open_lock_down(&store->connection);
	store_has_changed(store);
	return store->read_only_reason || build(store, err);
}

static bool make_folder(const char *path, struct err *err)
{
	char *directory = path_directory(path);
	bool ok = access(directory, F_OK) == 0 || path_make_directory(directory, err);

	free(directory);
	return ok;
}

struct store *store_open(const char *path, enum store_mode mode,
			 const struct vocabulary *vocabulary, struct err *err)
{
	bool writable = mode == STORE_READ_WRITE;
	struct store *store;

	if (writable && !make_folder(path, err))
		return NULL;
	store = new_store(path, vocabulary);
	if (open_store(store, writable, err))
		return store;
	store_close(store);
	return NULL;
}

struct store *store_open_memory(const struct vocabulary *vocabulary, struct err *err)
{
	struct store *store = new_store(OPEN_MEMORY, vocabulary);
	enum open_state state;
	int version;

	if (open_connection(&store->connection, OPEN_MEMORY, true, &state, &version, err) &&
	    schema_upgrade(&store->connection, 0, err)) {
		open_lock_down(&store->connection);
		store_has_changed(store);
		return store;
	}
	store_close(store);
	return NULL;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	engine_free(store->engine);
	fresh_free(store);
	stmt_cache_free(store->connection.cache);
	sqlite3_close(store->connection.db);
	for (size_t i = 0; i < store->rules.count; i++)
		free(store->rules.items[i]);
	VEC_RELEASE(&store->rules);
	rules_free(store->rule_numbers);
	clues_free(store->clues);
	row_sqls_release(&store->row_sqls);
	free(store->read_only_reason);
	free(store->path);
	free(store);
}

const char *store_path(const struct store *store)
{
	return strcmp(store->path, OPEN_MEMORY) == 0 ? NULL : store->path;
}

const struct vocabulary *store_vocabulary(const struct store *store)
{
	return store->vocabulary;
}

static int look(void *data)
{
	const struct store *store = data;

	return !store->go_on(store->go_on_data);
}

void store_watch(struct store *store, bool (*go_on)(void *data), void *data)
{
	store->go_on = go_on;
	store->go_on_data = data;
	sqlite3_progress_handler(store->connection.db, STEPS_BETWEEN_LOOKS, go_on ? look : NULL,
				 store);
}

bool store_is_read_only(const struct store *store)
{
	return store->read_only_reason != NULL;
}

const char *store_read_only_reason(const struct store *store)
{
	return store->read_only_reason;
}

bool store_has_changed(struct store *store)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, "PRAGMA data_version", NULL);
	int64_t version = store->data_version;
	bool changed;

	if (!stmt || !stmt_value(&store->connection, stmt, version, &version, NULL))
		return false;
	changed = version != store->data_version;
	store->data_version = version;
	return changed;
}

int64_t store_count(struct store *store)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, "SELECT count(*) FROM posting", NULL);
	int64_t count = 0;

	return stmt && stmt_value(&store->connection, stmt, 0, &count, NULL) ? count : 0;
}

bool store_begin(struct store *store, struct err *err)
{
	if (store->read_only_reason)
		return err_set(err, STATUS_PERMISSION, "%s: %s",
			       store->path, store->read_only_reason);
	return stmt_exec(&store->connection, "BEGIN IMMEDIATE", err);
}

bool store_end(struct store *store, bool ok, struct err *err)
{
	if (ok && stmt_exec(&store->connection, "COMMIT", err))
		return true;
	if (!sqlite3_get_autocommit(store->connection.db))
		sqlite3_exec(store->connection.db, "ROLLBACK", NULL, NULL, NULL);
	clues_forget(store->clues);
	rules_forget(store);
	return false;
}

bool store_touch(struct store *store, int64_t id, struct err *err)
{
	sqlite3_stmt *stmt;

	if (id >= store->first_new)
		return true;
	stmt = stmt_get(&store->connection, "INSERT OR REPLACE INTO touched(posting, change)"
		" SELECT ?, change + 1 FROM engine", err);
	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	return stmt_run(&store->connection, stmt, err);
}

const char *store_rule(struct store *store, const char *name)
{
	for (size_t i = 0; i < store->rules.count; i++)
		if (strcmp(store->rules.items[i], name) == 0)
			return store->rules.items[i];
	return *VEC_PUSH(&store->rules) = xstrdup(name);
}

/* Runs a check that yields a row of text for each fault. */
static bool check_rows(struct store *store, const char *sql, const char *fine,
		       void (*fn)(const char *fault, void *data), void *data, bool *sound,
		       struct err *err)
{
	sqlite3_stmt *stmt = stmt_make(&store->connection, sql, err);
	enum stmt_step step;

	if (!stmt)
		return false;
	while ((step = stmt_step(&store->connection, stmt, err)) == STMT_ROW) {
		const char *text = (const char *)sqlite3_column_text(stmt, 0);

		if (fine && text && strcmp(text, fine) == 0)
			continue;
		*sound = false;
		fn(text ? text : "a fault without a name", data);
	}
	sqlite3_finalize(stmt);
	return step == STMT_DONE;
}

/* FTS5 compares its index with the texts by a write that changes nothing. */
static bool are_words_right(struct store *store)
{
	return sqlite3_exec(store->connection.db,
			    "INSERT INTO word(word, rank) VALUES('integrity-check', 1)", NULL, NULL,
			    NULL) == SQLITE_OK;
}

/* What the index is behind, another one's load included, it takes in first; then, with nobody
 * writing, it must be equal to the texts. */
static bool compare_whole(struct store *store, bool *is_same)
{
	for (;;) {
		bool is_more = true, is_behind = true, ok;

		while (is_more)
			if (!phrases_catch_up(store, 1, &is_more, NULL))
				return false;
		if (!store_begin(store, NULL))
			return false;
		ok = phrases_are_behind(store, &is_behind, NULL);
		*is_same = ok && !is_behind && are_words_right(store);
		store_end(store, false, NULL);
		if (!ok || !is_behind)
			return ok;
	}
}

/* It needs a store that can be written. */
static void check_words(struct store *store, void (*fn)(const char *fault, void *data), void *data,
			bool *sound)
{
	bool is_same = false;

	if (store->read_only_reason)
		return;
	if (!compare_whole(store, &is_same))
		fn("the index of words cannot take in what is new", data);
	else if (!is_same)
		fn("the index of words does not agree with the texts", data);
	*sound = *sound && is_same;
}

bool store_check(struct store *store, void (*fn)(const char *fault, void *data), void *data,
		 struct err *err)
{
	bool sound = true;

	if (!check_rows(store, "PRAGMA integrity_check(20)", "ok", fn, data, &sound, err) ||
	    !check_rows(store, "SELECT 'a row of ' || \"table\" || ' refers to one that is not "
			       "there'"
			" FROM pragma_foreign_key_check", NULL, fn, data, &sound, err))
		return false;
	check_words(store, fn, data, &sound);
	return seal_check(store, fn, data, &sound, err) && sound;
}

bool store_rebuild(struct store *store, struct err *err)
{
	return seal_rebuild(store, err);
}
