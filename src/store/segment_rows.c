/* The rows of a segment. */
#include "config.h"

#include "store/segment_rows_int.h"

#include "store/store_int.h"
#include "store/turn_int.h"

#include <string.h>

#define TRANSACTION_BYTES ((size_t)2 << 20)
#define TRANSACTION_ROWS 10000   /* taken away at once */

void segment_rows_release(struct segment_rows *rows)
{
	strbuf_release(&rows->bytes);
}

bool segment_rows_put(const char *term, size_t len, const void *packed, size_t size, void *data)
{
	struct segment_rows *rows = data;
	uint32_t sizes[2] = { (uint32_t)len, (uint32_t)size };

	strbuf_add(&rows->bytes, (const char *)sizes, sizeof sizes);
	strbuf_add(&rows->bytes, term, len);
	strbuf_add(&rows->bytes, packed, size);
	return true;
}

bool segment_rows_next(const struct segment_rows *rows, size_t *at, struct segment_row *row)
{
	uint32_t sizes[2];

	if (*at >= rows->bytes.len)
		return false;
	memcpy(sizes, rows->bytes.text + *at, sizeof sizes);
	row->term = rows->bytes.text + *at + sizeof sizes;
	row->len = sizes[0];
	row->packed = row->term + row->len;
	row->size = sizes[1];
	*at += sizeof sizes + row->len + row->size;
	return true;
}

/* Adds a large set; *id is its number. */
static bool write_set(struct store *store, const struct segment_row *row, int64_t *id,
		      struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"INSERT INTO posting_set(bits) VALUES(?)", err);

	if (!stmt)
		return false;
	stmt_blob(stmt, 1, row->packed, row->size);
	if (!stmt_run(&store->connection, stmt, err))
		return false;
	*id = sqlite3_last_insert_rowid(store->connection.db);
	return true;
}

static bool write_row(struct store *store, int64_t segment, const struct segment_row *row,
		      struct err *err)
{
	bool is_large = row->size > SEGMENT_ROW_BYTES;
	sqlite3_stmt *stmt;
	int64_t id = 0;

	if (is_large && !write_set(store, row, &id, err))
		return false;
	stmt = stmt_get(&store->connection,
		"INSERT INTO term(segment, text, postings) VALUES(?, ?, ?)", err);
	if (!stmt)
		return false;
	stmt_int(stmt, 1, segment);
	stmt_blob(stmt, 2, row->term, row->len);
	if (is_large)
		stmt_int(stmt, 3, id);
	else
		stmt_blob(stmt, 3, row->packed, row->size);
	return stmt_run(&store->connection, stmt, err);
}

/* One transaction. */
static bool write_some(struct store *store, int64_t segment, const struct segment_rows *rows,
		       size_t *at, struct err *err)
{
	size_t end = *at + TRANSACTION_BYTES;
	struct segment_row row;
	bool ok = turn_begin(store, err);

	if (!ok)
		return false;
	while (ok && *at < end && segment_rows_next(rows, at, &row))
		ok = write_row(store, segment, &row, err);
	return store_end(store, ok, err);
}

bool segment_rows_write(struct store *store, int64_t segment, const struct segment_rows *rows,
			struct err *err)
{
	bool ok = true;

	for (size_t at = 0; ok && at < rows->bytes.len;)
		ok = write_some(store, segment, rows, &at, err);
	return ok;
}

static bool drop_some(struct store *store, int64_t segment, bool *is_done, struct err *err)
{
	static const char *const sqls[] = {
		"DELETE FROM posting_set WHERE id IN (SELECT postings FROM term WHERE segment = ?1"
		" AND typeof(postings) = 'integer' LIMIT ?2)",
		"DELETE FROM term WHERE segment = ?1 AND text IN"
		" (SELECT text FROM term WHERE segment = ?1 AND (typeof(postings) = 'blob' OR"
		" NOT EXISTS (SELECT 1 FROM posting_set WHERE id = postings)) LIMIT ?2)",
	};
	bool ok = turn_begin(store, err);

	if (!ok)
		return false;
	*is_done = true;
	for (size_t i = 0; ok && i < 2; i++) {
		sqlite3_stmt *stmt = stmt_get(&store->connection, sqls[i], err);

		ok = stmt != NULL;
		if (!ok)
			break;
		stmt_int(stmt, 1, segment);
		stmt_int(stmt, 2, TRANSACTION_ROWS);
		ok = stmt_run(&store->connection, stmt, err);
		*is_done = *is_done && sqlite3_changes(store->connection.db) == 0;
	}
	return store_end(store, ok, err);
}

bool segment_rows_drop(struct store *store, int64_t segment, struct err *err)
{
	static const char *const sqls[] = { "DELETE FROM piece WHERE segment = ?",
					    "DELETE FROM segment WHERE id = ?" };
	bool is_done = false, ok = true;

	while (ok && !is_done)
		ok = drop_some(store, segment, &is_done, err);
	ok = ok && turn_begin(store, err);
	if (!ok)
		return false;
	for (size_t i = 0; ok && i < 2; i++) {
		sqlite3_stmt *stmt = stmt_get(&store->connection, sqls[i], err);

		ok = stmt != NULL;
		if (!ok)
			break;
		stmt_int(stmt, 1, segment);
		ok = stmt_run(&store->connection, stmt, err);
	}
	return store_end(store, ok, err);
}
