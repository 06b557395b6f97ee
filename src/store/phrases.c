/* The index of phrases, behind the postings. */
#include "config.h"

#include "store/phrases_int.h"

#include "store/store_int.h"

/* Postings that one transaction takes in: many, for FTS5 sorts what it is given at once, but no more
 * than are done before somebody who waits to write grows tired. */
#define STEP_POSTINGS 8192

bool phrases_forget(struct store *store, int64_t id, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"INSERT OR IGNORE INTO stale(id, title, company, places, stack, body)"
		" SELECT id, title, company, places, stack, body FROM document"
		" WHERE id = ? AND id < (SELECT phrased FROM engine)", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	return stmt_run(&store->connection, stmt, err);
}

/* Runs a sentence that may ask for the first posting and the one behind the last. */
static bool run(struct store *store, const char *sql, int64_t first, int64_t limit, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, err);

	if (!stmt)
		return false;
	if (sqlite3_bind_parameter_count(stmt) > 0) {
		stmt_int(stmt, 1, first);
		stmt_int(stmt, 2, limit);
	}
	return stmt_run(&store->connection, stmt, err);
}

static bool ask(struct store *store, const char *sql, int64_t *value, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, err);

	return stmt && stmt_value(&store->connection, stmt, 0, value, err);
}

static bool take_in(struct store *store, int64_t first, int64_t limit, struct err *err)
{
	return run(store, "INSERT INTO word(word, rowid, title, company, places, stack, body)"
		   " SELECT 'delete', id, title, company, places, stack, body FROM stale", 0, 0,
		   err) &&
	       run(store, "INSERT INTO word(rowid, title, company, places, stack, body)"
		   " SELECT id, title, company, places, stack, body FROM document"
		   " WHERE id IN (SELECT id FROM stale)", 0, 0, err) &&
	       run(store, "DELETE FROM stale", 0, 0, err) &&
	       run(store, "INSERT INTO word(rowid, title, company, places, stack, body)"
		   " SELECT id, title, company, places, stack, body FROM document"
		   " WHERE id >= ?1 AND id < ?2", first, limit, err) &&
	       run(store, "UPDATE engine SET phrased = ?2 WHERE phrased = ?1", first, limit, err);
}

/* What is missing: postings behind the last one, and changed ones. */
static bool measure(struct store *store, int64_t *first, int64_t *end, int64_t *stale,
		    struct err *err)
{
	return ask(store, "SELECT phrased FROM engine", first, err) &&
	       ask(store, "SELECT coalesce(max(id), 0) + 1 FROM posting", end, err) &&
	       ask(store, "SELECT count(*) FROM stale", stale, err);
}

bool phrases_catch_up(struct store *store, int64_t least, bool *is_more, struct err *err)
{
	int64_t first, end, stale, limit;
	bool ok;

	*is_more = false;
	if (!measure(store, &first, &end, &stale, err))
		return false;
	if (end - first + stale < least || end - first + stale == 0)
		return true;
	if (!store_begin(store, err))
		return false;
	ok = measure(store, &first, &end, &stale, err);
	limit = end - first > STEP_POSTINGS ? first + STEP_POSTINGS : end;
	ok = ok && take_in(store, first, limit, err);
	*is_more = ok && end - limit > 0 && end - limit >= least;
	return store_end(store, ok, err) && ok;
}

bool phrases_rebuild(struct store *store, struct err *err)
{
	return run(store, "INSERT INTO word(word) VALUES('rebuild')", 0, 0, err) &&
	       run(store, "DELETE FROM stale", 0, 0, err) &&
	       run(store, "UPDATE engine SET phrased ="
		   " (SELECT coalesce(max(id), 0) + 1 FROM posting)", 0, 0, err);
}
