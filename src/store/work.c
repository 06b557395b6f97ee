/* Work that is counted: SQLite tells it after each statement, the engine notes its own. */
#include "config.h"

#include "store/work.h"

#include "store/store_int.h"

/* Statements are counted from here on: what they did before is nobody's. */
static void forget(struct connection *connection)
{
	int now, most;

	for (sqlite3_stmt *stmt = NULL; (stmt = sqlite3_next_stmt(connection->db, stmt)) != NULL;)
		(void)sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_VM_STEP, 1);
	(void)sqlite3_db_status(connection->db, SQLITE_DBSTATUS_CACHE_HIT, &now, &most, 1);
	(void)sqlite3_db_status(connection->db, SQLITE_DBSTATUS_CACHE_MISS, &now, &most, 1);
}

static uint64_t pages(sqlite3 *db, int which)
{
	int now = 0, most;

	(void)sqlite3_db_status(db, which, &now, &most, 1);
	return now > 0 ? (uint64_t)now : 0;
}

/* Called by SQLite when a statement has come to its end. */
static int take_statement(unsigned kind, void *data, void *what, void *nanoseconds)
{
	struct store_work *work = data;
	sqlite3_stmt *stmt = what;
	sqlite3 *db = sqlite3_db_handle(stmt);

	(void)kind;
	(void)nanoseconds;
	work->statements++;
	work->steps += (uint64_t)sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_VM_STEP, 1);
	work->pages += pages(db, SQLITE_DBSTATUS_CACHE_HIT) +
		       pages(db, SQLITE_DBSTATUS_CACHE_MISS);
	return 0;
}

void store_count_work(struct store *store, struct store_work *work)
{
	store->work = work;
	forget(&store->connection);
	(void)sqlite3_trace_v2(store->connection.db, work ? SQLITE_TRACE_PROFILE : 0,
			       work ? take_statement : NULL, work);
}
