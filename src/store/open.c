/* Opening SQLite defensively. */
#include "config.h"

#include "store/open_int.h"

#include "store/functions_int.h"
#include "store/list_int.h"
#include "store/schema_int.h"
#include "store/turn_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/path.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The check at opening reads all of the file, so only a small one is checked whole; for a larger
 * one there is `shortlist check`. An unclean end needs no check: SQLite sees the journal that it
 * left and plays it back. */
#define QUICK_CHECK_BYTES_MAX ((int64_t)64 << 20)

/* The defensive column of "Defense Against The Dark Arts" (sqlite.org/security.html), with room
 * for our own queries. */
static const struct { int id, value; } limits[] = {
	{ SQLITE_LIMIT_LENGTH, 16 << 20 },
	{ SQLITE_LIMIT_SQL_LENGTH, 1 << 17 },
	{ SQLITE_LIMIT_COLUMN, 64 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 1000 },
	{ SQLITE_LIMIT_COMPOUND_SELECT, 5 },
	{ SQLITE_LIMIT_VDBE_OP, 100000 },
	{ SQLITE_LIMIT_FUNCTION_ARG, 8 },
	{ SQLITE_LIMIT_ATTACHED, 0 },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256 },
	{ SQLITE_LIMIT_VARIABLE_NUMBER, 4096 },
	{ SQLITE_LIMIT_TRIGGER_DEPTH, 4 },
	{ SQLITE_LIMIT_WORKER_THREADS, 0 },
};

static const struct { int id, on; } switches[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
	{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
	{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
	{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
	{ SQLITE_DBCONFIG_DQS_DML, 0 },
	{ SQLITE_DBCONFIG_DQS_DDL, 0 },
};

static bool set_up(struct connection *connection, struct err *err)
{
	sqlite3 *db = connection->db;

	for (size_t i = 0; i < sizeof switches / sizeof *switches; i++)
		sqlite3_db_config(db, switches[i].id, switches[i].on, NULL);
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		sqlite3_limit(db, limits[i].id, limits[i].value);
	turn_init(connection);
	if (functions_add(db) != SQLITE_OK || list_tables_add(db) != SQLITE_OK)
		return stmt_fail(connection, err);
	/* What a transaction changes stays in memory until it is committed, so that others can
	 * read all the while. The size of pages is that of a file without tables; postings lie
	 * better in large ones. What is deleted is overwritten where that costs nothing more. */
	return stmt_exec(connection, "PRAGMA page_size = 16384; PRAGMA cell_size_check = ON;"
			 "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;"
			 "PRAGMA foreign_keys = ON; PRAGMA cache_spill = OFF;"
			 "PRAGMA cache_size = -32768; PRAGMA secure_delete = FAST", err);
}

/* The number that a pragma answers with. */
static bool ask(struct connection *connection, const char *sql, int64_t *value, struct err *err)
{
	sqlite3_stmt *stmt = stmt_make(connection, sql, err);
	bool ok = stmt && stmt_value(connection, stmt, 0, value, err);

	sqlite3_finalize(stmt);
	return ok;
}

/* The verdict is the text "ok"; the result code says nothing of it. */
static bool is_sound(struct connection *connection, struct err *err)
{
	sqlite3_stmt *stmt = stmt_make(connection, "PRAGMA quick_check(1)", err);
	enum stmt_step step;
	bool ok = false;

	if (!stmt)
		return false;
	step = stmt_step(connection, stmt, err);
	if (step == STMT_ROW) {
		const char *verdict = (const char *)sqlite3_column_text(stmt, 0);

		ok = verdict && strcmp(verdict, "ok") == 0;
		if (!ok)
			err_set(err, STATUS_BAD_DATA, "%s: the database is damaged (%s); nothing "
				"was written to it; restore a copy or name another with --db",
				connection->path, verdict ? verdict : "no answer");
	}
	sqlite3_finalize(stmt);
	return ok;
}

static bool look(struct connection *connection, int64_t bytes, enum open_state *state, int *version,
		 struct err *err)
{
	int64_t application, user_version, tables;

	if (!ask(connection, "PRAGMA application_id", &application, err) ||
	    !ask(connection, "PRAGMA user_version", &user_version, err) ||
	    !ask(connection, "SELECT count(*) FROM sqlite_schema", &tables, err))
		return false;
	*version = (int)user_version;
	if (tables == 0 && application == 0 && user_version == 0) {
		*state = OPEN_EMPTY;
		return true;
	}
	if (application != SCHEMA_APPLICATION_ID)
		return err_set(err, STATUS_BAD_DATA, "%s: it is a database of another program; "
			       "nothing was written to it; name another with "
			       "--db", connection->path);
	*state = user_version < schema_version() ? OPEN_OLDER :
		 user_version > schema_version() ? OPEN_NEWER : OPEN_CURRENT;
	return bytes > QUICK_CHECK_BYTES_MAX || is_sound(connection, err);
}

/* All is seen in one state of the file, which another process may be making right now. */
static bool look_at_once(struct connection *connection, int64_t bytes, enum open_state *state,
			 int *version, struct err *err)
{
	return stmt_exec(connection, "BEGIN", err) &&
	       look(connection, bytes, state, version, err) && stmt_exec(connection, "COMMIT", err);
}

/* A name whose folder has no symbolic link left in it (SQLITE_OPEN_NOFOLLOW refuses those too). */
static char *real_name(const char *path, struct err *err)
{
	char *directory, *real, *name = NULL;

	if (strcmp(path, OPEN_MEMORY) == 0)
		return xstrdup(path);
	directory = path_directory(path);
	real = realpath(directory, NULL);
	if (real)
		name = path_join(real, path_name(path));
	else
		err_set(err, STATUS_CANNOT_CREATE, "%s: the folder cannot be used: %s", directory,
			strerror(errno));
	free(real);
	free(directory);
	return name;
}

/* Looks before SQLite opens it: never by opening, which would drop SQLite's locks on closing. */
static bool is_plain_file(const char *path, int64_t *bytes, struct err *err)
{
	struct stat status;

	*bytes = 0;
	if (lstat(path, &status) != 0)
		return true;
	*bytes = status.st_size;
	if (S_ISLNK(status.st_mode))
		return err_set(err, STATUS_PERMISSION, "%s: it is a symbolic link; name the file "
						       "itself",
			       path);
	if (!S_ISREG(status.st_mode))
		return err_set(err, STATUS_BAD_DATA, "%s: it is not a regular file; name another "
			       "with --db", path);
	if (status.st_nlink > 1)
		return err_set(err, STATUS_PERMISSION, "%s: the file has a second name (a hard "
			       "link), which is not safe for a database; remove one", path);
	return true;
}

#define OPEN_FLAGS (SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE | \
		    SQLITE_OPEN_NOMUTEX)

/* A transaction that was cut off is taken back by the next one that may write; then the file can be
 * read. Whether that was done. */
static bool play_back(const char *name)
{
	sqlite3 *db;
	int code = sqlite3_open_v2(name, &db, OPEN_FLAGS | SQLITE_OPEN_READWRITE, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
	sqlite3_close(db);
	return code == SQLITE_OK;
}

/* A file as open_connection() looks at it. */
struct opening {
	char *name;              /* with no symbolic link in it */
	int64_t bytes;
	enum open_state *state;
	int *version;
	int code;                /* SQLite's, where it failed */
};

static bool open_as(struct connection *connection, struct opening *opening, int flags,
		    struct err *err)
{
	mode_t mask = umask(077);

	opening->code = sqlite3_open_v2(opening->name, &connection->db, OPEN_FLAGS | flags, NULL);
	umask(mask);
	if (opening->code != SQLITE_OK)
		stmt_fail(connection, err);
	else if (set_up(connection, err) &&
		 look_at_once(connection, opening->bytes, opening->state, opening->version, err))
		return true;
	opening->code = sqlite3_extended_errcode(connection->db);
	sqlite3_close(connection->db);
	connection->db = NULL;
	return false;
}

/* SQLite counts the memory it takes, for all threads together, which costs each a lock for every
 * piece; nobody asks. */
static void stop_counting(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

bool open_connection(struct connection *connection, const char *path, bool writable,
		     enum open_state *state, int *version, struct err *err)
{
	static pthread_once_t is_counting = PTHREAD_ONCE_INIT;
	struct opening opening = { .state = state, .version = version };
	bool ok;

	pthread_once(&is_counting, stop_counting);
	opening.name = real_name(path, err);
	ok = opening.name && is_plain_file(opening.name, &opening.bytes, err);
	if (ok) {
		int flags = writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
				     : SQLITE_OPEN_READONLY;

		ok = open_as(connection, &opening, flags, err);
		if (!ok && opening.code == SQLITE_READONLY_ROLLBACK && play_back(opening.name)) {
			if (err)
				err_release(err);
			ok = open_as(connection, &opening, flags, err);
		}
	}
	free(opening.name);
	return ok;
}

static int authorize(void *data, int action, const char *first, const char *second,
		     const char *database, const char *trigger)
{
	static const char *const pragmas[] = {
		"data_version", "quick_check", "integrity_check", "foreign_key_check",
	};

	(void)data;
	(void)second;
	(void)database;
	(void)trigger;
	switch (action) {
	case SQLITE_ATTACH:
	case SQLITE_DETACH:
	case SQLITE_CREATE_INDEX:
	case SQLITE_CREATE_TABLE:
	case SQLITE_CREATE_TRIGGER:
	case SQLITE_CREATE_VIEW:
	case SQLITE_CREATE_VTABLE:
	case SQLITE_ALTER_TABLE:
	case SQLITE_DROP_INDEX:
	case SQLITE_DROP_TABLE:
	case SQLITE_DROP_TRIGGER:
	case SQLITE_DROP_VIEW:
	case SQLITE_DROP_VTABLE:
		return SQLITE_DENY;
	case SQLITE_PRAGMA:
		for (size_t i = 0; i < sizeof pragmas / sizeof *pragmas; i++)
			if (ascii_equal(first, pragmas[i]))
				return SQLITE_OK;
		return SQLITE_DENY;
	default:
		return SQLITE_OK;
	}
}

void open_lock_down(struct connection *connection)
{
	sqlite3_db_config(connection->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_set_authorizer(connection->db, authorize, NULL);
}

void open_unlock(struct connection *connection)
{
	sqlite3_db_config(connection->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	sqlite3_set_authorizer(connection->db, NULL, NULL);
}
