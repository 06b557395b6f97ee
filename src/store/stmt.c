/* Prepared statements, and SQLite's failures as sentences. */
#include "config.h"

#include "store/stmt_int.h"

#include "util/alloc.h"

#include <stdlib.h>

#define CACHE_FIRST 128

struct cached {
	const char *sql;
	sqlite3_stmt *stmt;
};

/* A table that is asked for each row that is written: by the address of the text, an empty place
 * after the last that may hold it. CAP is a power of two, at least twice the count. */
struct stmt_cache {
	struct cached *items;
	size_t count, cap;
};

struct failure {
	int code;
	enum status status;
	const char *sentence;
};

/* By extended code first, then by primary code; what a user can do about it stands in each. */
static const struct failure failures[] = {
	{ SQLITE_CANTOPEN_SYMLINK, STATUS_PERMISSION,
	  "it is a symbolic link; name the file itself" },
	{ SQLITE_READONLY_ROLLBACK, STATUS_PERMISSION,
	  "a program that was killed left a journal beside it that must be played back first; open "
	  "it where it may be written" },
	{ SQLITE_READONLY_DBMOVED, STATUS_IO,
	  "it was moved or deleted while in use; start again" },
	{ SQLITE_BUSY, STATUS_BUSY, "another shortlist is writing; try again in a moment" },
	{ SQLITE_LOCKED, STATUS_BUSY, "another shortlist is writing; try again in a moment" },
	{ SQLITE_FULL, STATUS_IO, "the disk is full; make room and try again" },
	{ SQLITE_IOERR, STATUS_IO, "the disk did not answer; check it, then start again" },
	{ SQLITE_CORRUPT, STATUS_BAD_DATA, "it is damaged; nothing was written to it" },
	{ SQLITE_NOTADB, STATUS_BAD_DATA, "it is not a shortlist database; name another with "
					  "--db" },
	{ SQLITE_READONLY, STATUS_PERMISSION, "it can only be read" },
	{ SQLITE_PERM, STATUS_PERMISSION, "it may not be opened; check its permissions" },
	{ SQLITE_CANTOPEN, STATUS_CANNOT_CREATE, "it cannot be opened or made; check the folder" },
	{ SQLITE_TOOBIG, STATUS_BAD_DATA, "a text in it is too long" },
	{ SQLITE_INTERRUPT, STATUS_INTERRUPTED, "it was interrupted" },
};

struct stmt_cache *stmt_cache_new(void)
{
	struct stmt_cache *cache = xcalloc(1, sizeof *cache);

	cache->cap = CACHE_FIRST;
	cache->items = xcalloc(cache->cap, sizeof *cache->items);
	return cache;
}

void stmt_cache_free(struct stmt_cache *cache)
{
	for (size_t i = 0; i < cache->cap; i++)
		sqlite3_finalize(cache->items[i].stmt);
	free(cache->items);
	free(cache);
}

/* The place of SQL, or the empty one where it belongs. */
static struct cached *find_cached(const struct stmt_cache *cache, const char *sql)
{
	uint64_t hash = (uint64_t)(uintptr_t)sql * UINT64_C(0x9E3779B97F4A7C15);
	size_t at = (size_t)(hash >> 32) & (cache->cap - 1);

	while (cache->items[at].sql && cache->items[at].sql != sql)
		at = (at + 1) & (cache->cap - 1);
	return &cache->items[at];
}

static void add_cached(struct stmt_cache *cache, const char *sql, sqlite3_stmt *stmt)
{
	if (2 * ++cache->count > cache->cap) {
		struct stmt_cache old = *cache;

		cache->cap *= 2;
		cache->items = xcalloc(cache->cap, sizeof *cache->items);
		for (size_t i = 0; i < old.cap; i++)
			if (old.items[i].sql)
				*find_cached(cache, old.items[i].sql) = old.items[i];
		free(old.items);
	}
	*find_cached(cache, sql) = (struct cached){ .sql = sql, .stmt = stmt };
}

static const struct failure *find_failure(int code)
{
	for (size_t i = 0; i < sizeof failures / sizeof *failures; i++)
		if (failures[i].code == code)
			return &failures[i];
	return NULL;
}

bool stmt_fail(struct connection *connection, struct err *err)
{
	int code = sqlite3_extended_errcode(connection->db);
	const struct failure *failure = find_failure(code);

	if (!failure)
		failure = find_failure(code & 0xff);
	if (failure)
		return err_set(err, failure->status, "%s: %s (SQLite %d)", connection->path,
			       failure->sentence, code);
	return err_set(err, STATUS_INTERNAL, "%s: %s (SQLite %d)", connection->path,
		       sqlite3_errmsg(connection->db), code);
}

sqlite3_stmt *stmt_make(struct connection *connection, const char *sql, struct err *err)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v3(connection->db, sql, -1, 0, &stmt, NULL) != SQLITE_OK) {
		stmt_fail(connection, err);
		return NULL;
	}
	return stmt;
}

sqlite3_stmt *stmt_get(struct connection *connection, const char *sql, struct err *err)
{
	sqlite3_stmt *stmt = find_cached(connection->cache, sql)->stmt;

	if (stmt) {
		sqlite3_reset(stmt);
		sqlite3_clear_bindings(stmt);
		return stmt;
	}
	if (sqlite3_prepare_v3(connection->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) !=
	    SQLITE_OK) {
		stmt_fail(connection, err);
		return NULL;
	}
	add_cached(connection->cache, sql, stmt);
	return stmt;
}

void stmt_text(sqlite3_stmt *stmt, int at, const char *text)
{
	sqlite3_bind_text(stmt, at, text, -1, SQLITE_TRANSIENT);
}

void stmt_blob(sqlite3_stmt *stmt, int at, const char *bytes, size_t len)
{
	sqlite3_bind_blob64(stmt, at, bytes, len, SQLITE_STATIC);
}

void stmt_int(sqlite3_stmt *stmt, int at, int64_t value)
{
	sqlite3_bind_int64(stmt, at, value);
}

void stmt_known(sqlite3_stmt *stmt, int at, int64_t value, int64_t unknown)
{
	if (value == unknown)
		sqlite3_bind_null(stmt, at);
	else
		sqlite3_bind_int64(stmt, at, value);
}

enum stmt_step stmt_step(struct connection *connection, sqlite3_stmt *stmt, struct err *err)
{
	switch (sqlite3_step(stmt)) {
	case SQLITE_ROW:
		return STMT_ROW;
	case SQLITE_DONE:
		sqlite3_reset(stmt);
		return STMT_DONE;
	default:
		stmt_fail(connection, err);
		sqlite3_reset(stmt);
		return STMT_FAILED;
	}
}

bool stmt_run(struct connection *connection, sqlite3_stmt *stmt, struct err *err)
{
	enum stmt_step step;

	do {
		step = stmt_step(connection, stmt, err);
	} while (step == STMT_ROW);
	return step == STMT_DONE;
}

bool stmt_value(struct connection *connection, sqlite3_stmt *stmt, int64_t fallback, int64_t *value,
		struct err *err)
{
	enum stmt_step step = stmt_step(connection, stmt, err);

	*value = fallback;
	if (step == STMT_ROW)
		*value = stmt_column_known(stmt, 0, fallback);
	sqlite3_reset(stmt);
	return step != STMT_FAILED;
}

char *stmt_column_text(sqlite3_stmt *stmt, int column)
{
	const unsigned char *text = sqlite3_column_text(stmt, column);

	if (!text)
		return NULL;
	return xstrndup((const char *)text, (size_t)sqlite3_column_bytes(stmt, column));
}

int64_t stmt_column_known(sqlite3_stmt *stmt, int column, int64_t unknown)
{
	if (sqlite3_column_type(stmt, column) == SQLITE_NULL)
		return unknown;
	return sqlite3_column_int64(stmt, column);
}

bool stmt_exec(struct connection *connection, const char *sql, struct err *err)
{
	if (sqlite3_exec(connection->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return stmt_fail(connection, err);
	return true;
}
