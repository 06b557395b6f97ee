/* Putting files into the store, and knowing postings again. */
#include "config.h"

#include "store/put.h"

#include "store/identify_int.h"
#include "store/row_int.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/date.h"
#include "util/vec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool put_begin(struct store *store, struct err *err)
{
	return store_begin(store, err);
}

bool put_commit(struct store *store, struct err *err)
{
	return store_end(store, true, err);
}

void put_rollback(struct store *store)
{
	store_end(store, false, NULL);
}

bool put_is_current(struct store *store, const char *path, const struct file_stamp *stamp,
		    size_t *count)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT postings FROM source WHERE path = ? AND bytes = ? AND mtime_ns = ?"
		" AND facts = ?", NULL);
	int64_t postings;

	if (!stmt)
		return false;
	stmt_text(stmt, 1, path);
	stmt_int(stmt, 2, stamp->bytes);
	stmt_int(stmt, 3, stamp->mtime_ns);
	stmt_int(stmt, 4, ROW_FACTS);
	if (!stmt_value(&store->connection, stmt, -1, &postings, NULL) || postings < 0)
		return false;
	if (count)
		*count = (size_t)postings;
	return true;
}

static bool put_source(struct putting *put, struct err *err)
{
	struct connection *connection = &put->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection,
		"INSERT INTO source(path, bytes, mtime_ns, hash, postings, loaded, facts)"
		" VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT(path) DO UPDATE SET bytes = ?2,"
		" mtime_ns = ?3, hash = ?4, postings = ?5, loaded = ?6, facts = ?7 RETURNING id",
		err);
	char hex[HASH_HEX_LEN + 1];

	if (!stmt)
		return false;
	hash_hex(&put->file->hash, hex);
	stmt_text(stmt, 1, put->file->path);
	stmt_int(stmt, 2, put->file->stamp.bytes);
	stmt_int(stmt, 3, put->file->stamp.mtime_ns);
	stmt_text(stmt, 4, hex);
	stmt_int(stmt, 5, (int64_t)put->file->count);
	stmt_int(stmt, 6, put->today);
	stmt_int(stmt, 7, ROW_FACTS);
	return stmt_value(connection, stmt, 0, &put->source, err) && put->source > 0;
}

/* A key is the hash of the content at first sight; a number is added where another row has that. */
static bool make_key(struct putting *put, size_t at, char key[HASH_HEX_LEN + 24], struct err *err)
{
	struct connection *connection = &put->store->connection;
	int64_t others;

	memcpy(key, put->contents[at], HASH_HEX_LEN + 1);
	for (int number = 2;; number++) {
		sqlite3_stmt *stmt = stmt_get(connection,
			"SELECT count(*) FROM posting WHERE key = ?", err);

		if (!stmt)
			return false;
		stmt_text(stmt, 1, key);
		if (!stmt_value(connection, stmt, 0, &others, err))
			return false;
		if (others == 0)
			return true;
		snprintf(key, HASH_HEX_LEN + 24, "%s-%d", put->contents[at], number);
	}
}

/* Whether the row says the same as the posting, and all that is read of it today. */
static bool compare(struct putting *put, size_t at, bool *is_same, bool *is_whole, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&put->store->connection,
		"SELECT facts FROM posting WHERE id = ? AND content = ?", err);
	int64_t facts;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, put->ids[at]);
	stmt_text(stmt, 2, put->contents[at]);
	if (!stmt_value(&put->store->connection, stmt, -1, &facts, err))
		return false;
	*is_same = facts >= 0;
	*is_whole = facts == ROW_FACTS;
	return true;
}

static bool set_present(struct putting *put, int64_t id, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&put->store->connection,
		"UPDATE posting SET gone = NULL WHERE id = ? AND gone IS NOT NULL", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	return stmt_run(&put->store->connection, stmt, err);
}

static bool put_posting(struct putting *put, size_t at, struct put_report *report, struct err *err)
{
	const struct posting *posting = &put->file->postings[at];
	char key[HASH_HEX_LEN + 24];
	bool is_same, is_whole;

	/* An equal one may stand further up in this very file. */
	if (put->ids[at] == 0 && !identify_by_content(put, at, err))
		return false;
	if (put->ids[at] == 0) {
		report->new_count++;
		if (!make_key(put, at, key, err) ||
		    !row_insert(put->store, posting, key, put->contents[at], put->today,
				&put->ids[at], err))
			return false;
		id_set_add(&put->taken, put->ids[at]);
		return true;
	}
	if (!compare(put, at, &is_same, &is_whole, err))
		return false;
	*(is_same ? &report->unchanged : &report->changed) += 1;
	if (is_same && is_whole)
		return set_present(put, put->ids[at], err);
	return row_update(put->store, put->ids[at], posting, put->contents[at],
			  is_same ? DATE_UNKNOWN : put->today, err);
}

/* What stood in this file before. */
static bool read_old(struct putting *put, struct err *err)
{
	struct connection *connection = &put->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT DISTINCT posting FROM origin WHERE source = ?", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, put->source);
	while ((step = stmt_step(connection, stmt, err)) == STMT_ROW)
		*VEC_PUSH(&put->old) = sqlite3_column_int64(stmt, 0);
	return step == STMT_DONE;
}

/* What this file held, holds no longer, and no other file holds is marked gone, not deleted. */
static bool mark_gone(struct putting *put, struct put_report *report, struct err *err)
{
	struct connection *connection = &put->store->connection;

	for (size_t i = 0; i < put->old.count; i++) {
		sqlite3_stmt *stmt;

		if (id_set_has(&put->taken, put->old.items[i]))
			continue;
		stmt = stmt_get(connection, "UPDATE posting SET gone = ?1 WHERE id = ?2 AND NOT"
				" EXISTS (SELECT 1 FROM origin WHERE posting = ?2)", err);
		if (!stmt)
			return false;
		stmt_int(stmt, 1, put->today);
		stmt_int(stmt, 2, put->old.items[i]);
		if (!stmt_run(connection, stmt, err))
			return false;
		report->gone += (size_t)sqlite3_changes(connection->db);
	}
	return true;
}

static bool forget_origins(struct putting *put, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&put->store->connection,
		"DELETE FROM origin WHERE source = ?", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, put->source);
	return stmt_run(&put->store->connection, stmt, err);
}

static bool next_ordinal(struct putting *put, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&put->store->connection,
		"SELECT max(ordinal) + 1 FROM origin WHERE source = ?", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, put->source);
	return stmt_value(&put->store->connection, stmt, 0, &put->first, err);
}

static bool put_origins(struct putting *put, struct err *err)
{
	for (size_t i = 0; i < put->file->count; i++) {
		sqlite3_stmt *stmt = stmt_get(&put->store->connection,
			"INSERT INTO origin(source, ordinal, posting) VALUES(?, ?, ?)", err);

		if (!stmt)
			return false;
		stmt_int(stmt, 1, put->source);
		stmt_int(stmt, 2, put->first + (int64_t)i);
		stmt_int(stmt, 3, put->ids[i]);
		if (!stmt_run(&put->store->connection, stmt, err))
			return false;
	}
	return true;
}

/* The rows of the file are known before the old origins go, since a place in the file is one of the
 * ways to know a posting again. Standard input is no file: what came through it before stays. */
static bool put_all(struct putting *put, struct put_report *report, struct err *err)
{
	if (!put_source(put, err) || !identify_rows(put, err))
		return false;
	for (size_t i = 0; i < put->file->count; i++)
		if (!put_posting(put, i, report, err))
			return false;
	if (put->is_stream)
		return next_ordinal(put, err) && put_origins(put, err);
	return read_old(put, err) && forget_origins(put, err) && put_origins(put, err) &&
	       mark_gone(put, report, err);
}

bool put_file(struct store *store, const struct put_file *file, int32_t today,
	      struct put_report *report, struct err *err)
{
	struct putting put = {
		.store = store, .file = file, .today = today,
		.is_stream = strcmp(file->path, "-") == 0,
		.ids = xcalloc(file->count + 1, sizeof(int64_t)),
		.contents = xcalloc(file->count + 1, HASH_HEX_LEN + 1),
	};
	struct put_report added = *report;
	bool ok = stmt_exec(&store->connection, "SAVEPOINT file", err);

	if (ok) {
		ok = put_all(&put, &added, err);
		if (!ok)
			stmt_exec(&store->connection, "ROLLBACK TO file", NULL);
		ok = stmt_exec(&store->connection, "RELEASE file", ok ? err : NULL) && ok;
	}
	if (ok)
		*report = added;
	VEC_RELEASE(&put.old);
	id_set_release(&put.taken);
	free(put.ids);
	free(put.contents);
	return ok;
}
