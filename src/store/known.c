/* What is known of the files that were loaded. */
#include "config.h"

#include "store/known.h"

#include "store/row_int.h"
#include "store/store_int.h"
#include "util/strbuf.h"

static void take(sqlite3_stmt *stmt, known_fn fn, void *data)
{
	struct known_source source = {
		.path = (const char *)sqlite3_column_text(stmt, 0),
		.stamp = { .bytes = sqlite3_column_int64(stmt, 1),
			   .mtime_ns = sqlite3_column_int64(stmt, 2) },
		.hash = (const char *)sqlite3_column_text(stmt, 3),
		.postings = (size_t)sqlite3_column_int64(stmt, 4),
		.is_current = sqlite3_column_int64(stmt, 5) == ROW_FACTS,
		.name = (const char *)sqlite3_column_text(stmt, 6),
	};

	if (source.path && source.hash)
		fn(&source, data);
}

/* All names below a folder stand between it with a slash and it with the character after that. */
static void bounds(const char *path, struct strbuf *first, struct strbuf *end)
{
	strbuf_puts(first, path);
	while (first->len > 0 && first->text[first->len - 1] == '/')
		strbuf_cut(first, first->len - 1);
	strbuf_add(end, first->text, first->len);
	strbuf_putc(first, '/');
	strbuf_putc(end, '/' + 1);
}

bool known_each(struct store *store, const char *path, known_fn fn, void *data, struct err *err)
{
	struct connection *connection = &store->connection;
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT path, bytes, mtime_ns, hash, postings, facts, name FROM source"
		" WHERE path = ?1 OR (path >= ?2 AND path < ?3)", err);
	struct strbuf first = STRBUF_INIT, end = STRBUF_INIT;
	enum stmt_step step;

	if (!stmt)
		return false;
	bounds(path, &first, &end);
	stmt_text(stmt, 1, path);
	stmt_text(stmt, 2, first.text);
	stmt_text(stmt, 3, end.text);
	while ((step = stmt_step(connection, stmt, err)) == STMT_ROW)
		take(stmt, fn, data);
	strbuf_release(&first);
	strbuf_release(&end);
	return step == STMT_DONE;
}
