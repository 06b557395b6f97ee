/* The index of phrases, behind the postings. */
#include "config.h"

#include "store/phrases_int.h"

#include "store/open_int.h"
#include "store/schema_int.h"
#include "store/store_int.h"
#include "store/turn_int.h"
#include "util/date.h"

/* What one transaction takes in: much, for FTS5 sorts what it is given at once, but no more than is
 * done in about STEP_MS, going by the step before, for others wait. */
#define STEP_POSTINGS_MIN 256
#define STEP_POSTINGS_MAX 2048
#define STEP_BYTES ((int64_t)8 << 20)
#define STEP_MS 300

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

/* The one behind the last posting that a step from FIRST on takes: SQL yields ids from there on,
 * with the bytes of their texts. */
static bool find_limit(struct store *store, const char *sql, int64_t first, int64_t *limit,
		       struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, err);
	enum stmt_step step = STMT_FAILED;
	int64_t bytes = 0, count = 0;

	*limit = first;
	if (stmt)
		stmt_int(stmt, 1, first);
	while (stmt && bytes < STEP_BYTES && count < store->phrases_at_once &&
	       (step = stmt_step(&store->connection, stmt, err)) == STMT_ROW) {
		*limit = sqlite3_column_int64(stmt, 0) + 1;
		bytes += sqlite3_column_int64(stmt, 1);
		count++;
	}
	if (stmt)
		sqlite3_reset(stmt);
	return step != STMT_FAILED;
}

static bool take_changed(struct store *store, struct err *err)
{
	int64_t limit;

	return find_limit(store, "SELECT id, length(body) FROM stale WHERE id >= ? ORDER BY id", 0,
			  &limit, err) &&
	       run(store, "INSERT INTO word(word, rowid, title, company, places, stack, body)"
		   " SELECT 'delete', id, title, company, places, stack, body FROM stale"
		   " WHERE id >= ?1 AND id < ?2", 0, limit, err) &&
	       run(store, "INSERT INTO word(rowid, title, company, places, stack, body)"
		   " SELECT id, title, company, places, stack, body FROM document"
		   " WHERE id IN (SELECT id FROM stale WHERE id >= ?1 AND id < ?2)", 0, limit,
		   err) &&
	       run(store, "DELETE FROM stale WHERE id >= ?1 AND id < ?2", 0, limit, err);
}

/* Where there are no texts, there is nothing to take. */
static bool take_new(struct store *store, int64_t first, int64_t end, struct err *err)
{
	int64_t limit;

	if (!find_limit(store, "SELECT id, length(body) FROM document WHERE id >= ? ORDER BY id",
			first, &limit, err))
		return false;
	if (limit == first)
		limit = end;
	return run(store, "INSERT INTO word(rowid, title, company, places, stack, body)"
		   " SELECT id, title, company, places, stack, body FROM document"
		   " WHERE id >= ?1 AND id < ?2", first, limit, err) &&
	       run(store, "UPDATE engine SET phrased = ?2 WHERE phrased = ?1", first, limit, err);
}

/* What is missing: postings behind the last one, and changed ones. */
static bool measure(struct store *store, int64_t *first, int64_t *end, int64_t *stale,
		    struct err *err)
{
	if (!ask(store, "SELECT phrased FROM engine", first, err) ||
	    !ask(store, "SELECT coalesce(max(id), 0) + 1 FROM posting", end, err) ||
	    !ask(store, "SELECT count(*) FROM stale", stale, err))
		return false;
	if (*first >= 1 && *first <= *end)
		return true;
	return err_set(err, STATUS_BAD_DATA, "%s: it says wrongly how far its phrases are; run "
		       "shortlist check --rebuild", store->path);
}

/* From how long the last step took; slower machines take smaller ones. */
static void adapt(struct store *store, int64_t taken_ms)
{
	int64_t next = store->phrases_at_once * STEP_MS / (taken_ms + 1);

	store->phrases_at_once = next < STEP_POSTINGS_MIN ? STEP_POSTINGS_MIN :
				 next > STEP_POSTINGS_MAX ? STEP_POSTINGS_MAX : next;
}

bool phrases_catch_up(struct store *store, int64_t least, bool *is_more, struct err *err)
{
	int64_t first, end, stale, began_ms;
	bool ok;

	*is_more = false;
	if (!measure(store, &first, &end, &stale, err))
		return false;
	if (end - first + stale < least || end - first + stale == 0)
		return true;
	if (!turn_begin(store, err))
		return false;
	began_ms = clock_ms();
	if (store->phrases_at_once == 0)
		store->phrases_at_once = STEP_POSTINGS_MAX / 4;
	ok = measure(store, &first, &end, &stale, err) &&
	     (stale > 0 ? take_changed(store, err) : take_new(store, first, end, err));
	*is_more = store_end(store, ok, err);
	adapt(store, clock_ms() - began_ms);
	return *is_more;
}

bool phrases_are_behind(struct store *store, bool *are_behind, struct err *err)
{
	int64_t first, end, stale;

	if (!measure(store, &first, &end, &stale, err))
		return false;
	*are_behind = end - first + stale != 0;
	return true;
}

/* FTS5 neither empties nor drops a table of which it cannot read the head, so that is written as it
 * is in an empty one (fts5_index.c of SQLite, "the %_data table": record 1 has the averages, record
 * 10 a cookie and the numbers of levels, segments and writes), and the table made anew. */
static bool make_anew(struct store *store, struct err *err)
{
	static const char sql[] =
		"DELETE FROM word_data;"
		"INSERT INTO word_data(id, block) VALUES(1, x''), (10, x'00000000000000');"
		"INSERT OR REPLACE INTO word_config(k, v) VALUES('version', 4);"
		"DROP TABLE word;" SCHEMA_WORD SCHEMA_WORD_SETTINGS;
	bool ok;

	open_unlock(&store->connection);
	ok = stmt_exec(&store->connection, sql, err);
	open_lock_down(&store->connection);
	return ok;
}

bool phrases_rebuild(struct store *store, struct err *err)
{
	return make_anew(store, err) &&
	       run(store, "DELETE FROM stale", 0, 0, err) &&
	       run(store, "UPDATE engine SET phrased = 1", 0, 0, err);
}
