/* How the last refresh of each entry of sources.yaml went. */
#include "config.h"

#include "store/refresh.h"

#include "store/store_int.h"

#include <stdlib.h>
#include <string.h>

void refresh_release(struct refresh *refresh)
{
	free(refresh->message);
	memset(refresh, 0, sizeof *refresh);
}

bool refresh_get(struct store *store, const char *name, struct refresh *refresh, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT began, ended, ok, message, new_count, changed, unchanged, gone"
		" FROM refresh WHERE name = ?", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_text(stmt, 1, name);
	step = stmt_step(&store->connection, stmt, err);
	if (step == STMT_ROW) {
		refresh->began = sqlite3_column_int64(stmt, 0);
		refresh->ended = sqlite3_column_int64(stmt, 1);
		refresh->ok = sqlite3_column_int64(stmt, 2) != 0;
		refresh->message = stmt_column_text(stmt, 3);
		refresh->new_count = sqlite3_column_int64(stmt, 4);
		refresh->changed = sqlite3_column_int64(stmt, 5);
		refresh->unchanged = sqlite3_column_int64(stmt, 6);
		refresh->gone = sqlite3_column_int64(stmt, 7);
	}
	sqlite3_reset(stmt);
	return step != STMT_FAILED;
}

static bool put(struct store *store, const char *name, const struct refresh *refresh,
		struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"INSERT OR REPLACE INTO refresh(name, began, ended, ok, message, new_count,"
		" changed, unchanged, gone) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)", err);

	if (!stmt)
		return false;
	stmt_text(stmt, 1, name);
	stmt_int(stmt, 2, refresh->began);
	stmt_int(stmt, 3, refresh->ended);
	stmt_int(stmt, 4, refresh->ok);
	stmt_text(stmt, 5, refresh->message);
	stmt_int(stmt, 6, refresh->new_count);
	stmt_int(stmt, 7, refresh->changed);
	stmt_int(stmt, 8, refresh->unchanged);
	stmt_int(stmt, 9, refresh->gone);
	return stmt_run(&store->connection, stmt, err);
}

bool refresh_put(struct store *store, const char *name, const struct refresh *refresh,
		 struct err *err)
{
	bool ok;

	if (!store_begin(store, err))
		return false;
	ok = put(store, name, refresh, err);
	return store_end(store, ok, err) && ok;
}
