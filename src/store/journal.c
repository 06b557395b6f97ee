/* The undo journal. */
#include "config.h"

#include "store/journal_int.h"

#include "store/cluster_int.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/date.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

bool journal_begin(struct journal *journal, struct store *store, const char *what, struct err *err)
{
	*journal = (struct journal){ .store = store, .what = what };
	return store_begin(store, err);
}

/* What was taken back can no longer be done again once something else is done. */
static bool drop_undone(struct store *store, struct err *err)
{
	static const char *const sqls[] = {
		("DELETE FROM journal_change WHERE entry IN"
		 " (SELECT id FROM journal WHERE is_undone)"),
		"DELETE FROM journal WHERE is_undone",
	};

	for (size_t i = 0; i < 2; i++) {
		sqlite3_stmt *stmt = stmt_get(&store->connection, sqls[i], err);

		if (!stmt || !stmt_run(&store->connection, stmt, err))
			return false;
	}
	return true;
}

static bool open_entry(struct journal *journal, struct err *err)
{
	struct store *store = journal->store;
	sqlite3_stmt *stmt;

	if (journal->entry > 0)
		return true;
	if (!drop_undone(store, err))
		return false;
	stmt = stmt_get(&store->connection, "INSERT INTO journal(at, what) VALUES(?, ?)", err);
	if (!stmt)
		return false;
	stmt_int(stmt, 1, clock_seconds());
	stmt_text(stmt, 2, journal->what);
	if (!stmt_run(&store->connection, stmt, err))
		return false;
	journal->entry = sqlite3_last_insert_rowid(store->connection.db);
	return true;
}

static bool write_change(struct journal *journal, const char *key, const char *name,
			 const struct mark_value *before, const struct mark_value *after,
			 struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&journal->store->connection,
		"INSERT INTO journal_change(entry, ordinal, key, name, before, after)"
		" VALUES(?, ?, ?, ?, ?, ?)", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, journal->entry);
	stmt_int(stmt, 2, journal->count++);
	stmt_text(stmt, 3, key);
	stmt_text(stmt, 4, name);
	mark_value_bind(stmt, 5, before);
	mark_value_bind(stmt, 6, after);
	return stmt_run(&journal->store->connection, stmt, err);
}

bool journal_change(struct journal *journal, const char *key, const char *name,
		    const struct mark_value *after, struct err *err)
{
	struct mark_value before;
	bool ok = mark_get(journal->store, key, name, &before, err);

	if (ok && !mark_value_equal(&before, after))
		ok = open_entry(journal, err) &&
		     write_change(journal, key, name, &before, after, err) &&
		     mark_set(journal->store, key, name, after, err);
	mark_value_release(&before);
	return ok;
}

bool journal_end(struct journal *journal, bool ok, struct err *err)
{
	return store_end(journal->store, ok, err);
}

/* The entry to walk to, and its sentence. */
static bool find_entry(struct store *store, bool back, int64_t *entry, char **what, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, back
		? "SELECT id, what FROM journal WHERE NOT is_undone ORDER BY id DESC LIMIT 1"
		: "SELECT id, what FROM journal WHERE is_undone ORDER BY id LIMIT 1", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	step = stmt_step(&store->connection, stmt, err);
	if (step == STMT_DONE)
		return err_set(err, STATUS_PARTIAL, back ? "there is nothing to undo"
							 : "there is nothing to redo");
	if (step == STMT_FAILED)
		return false;
	*entry = sqlite3_column_int64(stmt, 0);
	*what = stmt_column_text(stmt, 1);
	sqlite3_reset(stmt);
	return true;
}

struct change { char *key, *name; struct mark_value value; };
struct changes { struct change *items; size_t count, cap; };

/* Read whole before any is applied. */
static bool read_changes(struct store *store, int64_t entry, bool back, struct changes *changes,
			 struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, back
		? "SELECT key, name, before FROM journal_change WHERE entry = ? ORDER BY ordinal "
		  "DESC"
		: "SELECT key, name, after FROM journal_change WHERE entry = ? ORDER BY "
		  "ordinal", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, entry);
	while ((step = stmt_step(&store->connection, stmt, err)) == STMT_ROW) {
		struct change *change = VEC_PUSH(changes);

		change->key = stmt_column_text(stmt, 0);
		change->name = stmt_column_text(stmt, 1);
		mark_value_column(stmt, 2, &change->value);
	}
	return step == STMT_DONE;
}

static void release_changes(struct changes *changes)
{
	for (size_t i = 0; i < changes->count; i++) {
		free(changes->items[i].key);
		free(changes->items[i].name);
		mark_value_release(&changes->items[i].value);
	}
	VEC_RELEASE(changes);
}

static bool find_posting(struct store *store, const char *key, int64_t *id, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT posting FROM marked WHERE key = ?", err);

	if (!stmt)
		return false;
	stmt_text(stmt, 1, key);
	return stmt_value(&store->connection, stmt, 0, id, err);
}

static bool set_undone(struct store *store, int64_t entry, bool undone, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"UPDATE journal SET is_undone = ? WHERE id = ?", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, undone);
	stmt_int(stmt, 2, entry);
	return stmt_run(&store->connection, stmt, err);
}

/* Postings that are no longer kept apart find each other again, and the other way round. */
static bool settle(struct store *store, const struct changes *changes, struct err *err)
{
	const char *done = "";

	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->items[i];
		int64_t id = 0;

		if (!ascii_starts(change->name, CLUSTER_APART) || strcmp(change->key, done) == 0)
			continue;
		done = change->key;
		if (!find_posting(store, done, &id, err) ||
		    (id > 0 && !cluster_settle(store, id, err)))
			return false;
	}
	return true;
}

static bool walk(struct store *store, bool back, char **what, int64_t *id, struct err *err)
{
	struct changes changes = { 0 };
	int64_t entry = 0;
	bool ok = find_entry(store, back, &entry, what, err) &&
		  read_changes(store, entry, back, &changes, err) &&
		  set_undone(store, entry, back, err);

	for (size_t i = 0; ok && i < changes.count; i++)
		ok = mark_set(store, changes.items[i].key, changes.items[i].name,
			      &changes.items[i].value, err);
	ok = ok && settle(store, &changes, err);
	if (ok && changes.count > 0)
		ok = find_posting(store, changes.items[0].key, id, err);
	release_changes(&changes);
	return ok;
}

bool journal_walk(struct store *store, bool back, char **what, int64_t *id, struct err *err)
{
	bool ok;

	*what = NULL;
	*id = 0;
	if (!store_begin(store, err))
		return false;
	ok = store_end(store, walk(store, back, what, id, err), err);
	if (!ok) {
		free(*what);
		*what = NULL;
	}
	return ok;
}
