/*
 * Statements: prepared once, bound, stepped and reset in one place.
 *
 * A statement is named by its text, whose address is its key: a string literal, or one that lives
 * as long as the connection. Every failure of
 * SQLite becomes a sentence and an exit status here.
 */
#ifndef SHORTLIST_STORE_STMT_INT_H
#define SHORTLIST_STORE_STMT_INT_H

#include "util/err.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct stmt_cache;

/* One connection: what the modules of this folder share. */
struct connection {
	sqlite3 *db;
	const char *path;        /* for messages */
	struct stmt_cache *cache;
};

struct stmt_cache *stmt_cache_new(void);
void stmt_cache_free(struct stmt_cache *cache);

/* The statement for SQL, as said above, reset and with nothing bound. NULL on failure. */
sqlite3_stmt *stmt_get(struct connection *connection, const char *sql, struct err *err);

/* Prepares text that was put together; the caller finalizes it. */
sqlite3_stmt *stmt_make(struct connection *connection, const char *sql, struct err *err);

/* NULL text binds NULL. Text is copied; the bytes of a blob must stay until the statement has
 * run. */
void stmt_text(sqlite3_stmt *stmt, int at, const char *text);
void stmt_blob(sqlite3_stmt *stmt, int at, const char *bytes, size_t len);
void stmt_int(sqlite3_stmt *stmt, int at, int64_t value);
/* Binds NULL where VALUE is UNKNOWN. */
void stmt_known(sqlite3_stmt *stmt, int at, int64_t value, int64_t unknown);

enum stmt_step { STMT_ROW, STMT_DONE, STMT_FAILED };
/* One step; resets the statement when it is done or has failed. */
enum stmt_step stmt_step(struct connection *connection, sqlite3_stmt *stmt, struct err *err);
/* All steps of a statement that yields nothing. */
bool stmt_run(struct connection *connection, sqlite3_stmt *stmt, struct err *err);
/* The first column of the first row, FALLBACK where there is none. */
bool stmt_value(struct connection *connection, sqlite3_stmt *stmt, int64_t fallback, int64_t *value,
		struct err *err);

/* A new string, NULL for NULL. */
char *stmt_column_text(sqlite3_stmt *stmt, int column);
/* UNKNOWN for NULL. */
int64_t stmt_column_known(sqlite3_stmt *stmt, int column, int64_t unknown);

/* Runs literal SQL without values. */
bool stmt_exec(struct connection *connection, const char *sql, struct err *err);

/* Fills *err from the connection's last failure. Returns false. */
bool stmt_fail(struct connection *connection, struct err *err);

#endif
