/* The index of words, behind the postings. */
#include "config.h"

#include "store/words_int.h"

#include "store/store_int.h"

bool words_begin(struct store *store, struct err *err)
{
	return stmt_exec(&store->connection, "CREATE TEMP TABLE IF NOT EXISTS stale("
			 "id INTEGER PRIMARY KEY, title, company, places, stack, body)", err);
}

bool words_start(struct store *store, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT coalesce(max(id), 0) + 1 FROM posting", err);

	if (!stmt || !stmt_value(&store->connection, stmt, 1, &store->first_new, err))
		return false;
	store->next_id = store->first_new;
	return true;
}

/* One of the sentences below, which may ask for the first row that is new. */
static bool run(struct store *store, const char *sql, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, err);

	if (!stmt)
		return false;
	if (sqlite3_bind_parameter_count(stmt) > 0)
		stmt_int(stmt, 1, store->first_new);
	return stmt_run(&store->connection, stmt, err);
}

/* The index forgets a text only when it is told that very text again. */
bool words_flush(struct store *store, struct err *err)
{
	return run(store, "INSERT INTO word(word, rowid, title, company, places, stack, body)"
		   " SELECT 'delete', id, title, company, places, stack, body FROM temp.stale",
		   err) &&
	       run(store, "INSERT INTO word(rowid, title, company, places, stack, body)"
		   " SELECT id, title, company, places, stack, body FROM document"
		   " WHERE id >= ?1 OR id IN (SELECT id FROM temp.stale)", err) &&
	       run(store, "DELETE FROM temp.stale", err);
}

bool words_forget(struct store *store, int64_t id, struct err *err)
{
	sqlite3_stmt *stmt;

	if (id >= store->first_new)
		return true;
	stmt = stmt_get(&store->connection, "INSERT OR IGNORE INTO temp.stale"
		" SELECT id, title, company, places, stack, body FROM document WHERE id = ?", err);
	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	return stmt_run(&store->connection, stmt, err);
}
