/* Files that are not there any more. */
#include "config.h"

#include "store/put.h"

#include "store/origin_int.h"
#include "store/store_int.h"
#include "util/strbuf.h"
#include "util/vec.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A file that was put, as long as it holds a posting. */
struct held { int64_t source; char *path; };

struct vanishing {
	struct store *store;
	int32_t today;
	struct { struct held *items; size_t count, cap; } files;
};

/* Anything but "there is none" says nothing. */
static bool stands(const char *path, void *unused)
{
	struct stat status;

	(void)unused;
	return stat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

/* All names below a folder stand between it with a slash and it with the character after that. */
static void bind_folder(sqlite3_stmt *stmt, const char *folder)
{
	struct strbuf bound = STRBUF_INIT;

	if (!folder)
		return;
	strbuf_puts(&bound, folder);
	while (bound.len > 0 && bound.text[bound.len - 1] == '/')
		strbuf_cut(&bound, bound.len - 1);
	strbuf_putc(&bound, '/');
	stmt_text(stmt, 1, bound.text);
	bound.text[bound.len - 1] = '/' + 1;
	stmt_text(stmt, 2, bound.text);
	strbuf_release(&bound);
}

static bool read_files(struct vanishing *vanishing, const struct put_scope *scope, struct err *err)
{
	struct connection *connection = &vanishing->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT id, path FROM source WHERE (?1 IS NULL OR (path >= ?1 AND path < ?2))"
		" AND (?3 IS NULL OR name = ?3) AND kind = ?4"
		" AND EXISTS (SELECT 1 FROM origin WHERE origin.source = source.id)", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	bind_folder(stmt, scope->folder);
	stmt_text(stmt, 3, scope->source);
	stmt_int(stmt, 4, PUT_FILE);
	while ((step = stmt_step(connection, stmt, err)) == STMT_ROW)
		*VEC_PUSH(&vanishing->files) = (struct held){
			.source = sqlite3_column_int64(stmt, 0), .path = stmt_column_text(stmt, 1),
		};
	return step == STMT_DONE;
}

/* The row of the file stays for the history, in no state that a file could have. */
static bool empty_file(struct store *store, int64_t source, struct err *err)
{
	static const char *const sqls[] = {
		"DELETE FROM origin WHERE source = ?",
		"UPDATE source SET bytes = -1, mtime_ns = -1, hash = '', postings = 0 WHERE id = ?",
	};

	for (size_t i = 0; i < 2; i++) {
		sqlite3_stmt *stmt = stmt_get(&store->connection, sqls[i], err);

		if (!stmt)
			return false;
		stmt_int(stmt, 1, source);
		if (!stmt_run(&store->connection, stmt, err))
			return false;
	}
	return true;
}

static bool let_go(struct vanishing *vanishing, int64_t source, size_t *gone, struct err *err)
{
	struct connection *connection = &vanishing->store->connection;
	struct { int64_t *items; size_t count, cap; } ids = { 0 };
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT DISTINCT posting FROM origin WHERE source = ?", err);
	enum stmt_step step;
	bool ok;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, source);
	while ((step = stmt_step(connection, stmt, err)) == STMT_ROW)
		*VEC_PUSH(&ids) = sqlite3_column_int64(stmt, 0);
	ok = step == STMT_DONE && empty_file(vanishing->store, source, err);
	for (size_t i = 0; ok && i < ids.count; i++)
		ok = origin_let_go(vanishing->store, ids.items[i], source, vanishing->today, gone,
				   err);
	VEC_RELEASE(&ids);
	return ok;
}

bool put_vanished(struct store *store, const struct put_scope *scope, put_is_there_fn is_there,
		  void *data, int32_t today, struct put_report *report, struct err *err)
{
	struct vanishing vanishing = { .store = store, .today = today };
	size_t gone = 0;
	bool ok = read_files(&vanishing, scope, err);

	for (size_t i = 0; i < vanishing.files.count; i++) {
		struct held *file = &vanishing.files.items[i];

		if (ok && !(is_there ? is_there : stands)(file->path, data))
			ok = let_go(&vanishing, file->source, &gone, err);
		free(file->path);
	}
	VEC_RELEASE(&vanishing.files);
	if (ok)
		report->gone += gone;
	return ok;
}
