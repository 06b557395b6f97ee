/* The runs of the tail. */
#include "config.h"

#include "store/runs_int.h"

#include "store/store_int.h"
#include "util/alloc.h"

#include <stdlib.h>
#include <string.h>

static bool is_damaged(struct store *store, struct err *err)
{
	return err_set(err, STATUS_BAD_DATA, "%s: the words of its newest postings are damaged; "
		       "run shortlist check --rebuild", store->path);
}

static bool count_runs(struct store *store, int64_t *count, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, "SELECT count(*) FROM run", err);

	return stmt && stmt_value(&store->connection, stmt, 0, count, err);
}

static bool read_all(struct store *store, struct runs *runs, size_t room, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, "SELECT id, bytes FROM run ORDER BY id",
				      err);
	enum stmt_step step = STMT_FAILED;

	while (stmt && runs->count < room &&
	       (step = stmt_step(&store->connection, stmt, err)) == STMT_ROW) {
		struct strbuf *bytes = &runs->bytes[runs->count];

		runs->ids[runs->count] = sqlite3_column_int64(stmt, 0);
		strbuf_init(bytes);
		strbuf_add(bytes, sqlite3_column_blob(stmt, 1),
			   (size_t)sqlite3_column_bytes(stmt, 1));
		if (!run_open(&runs->runs[runs->count++], bytes->text, bytes->len)) {
			sqlite3_reset(stmt);
			return is_damaged(store, err);
		}
	}
	if (stmt)
		sqlite3_reset(stmt);
	return stmt && (step != STMT_FAILED || room == 0);
}

bool runs_read(struct store *store, struct runs *runs, struct err *err)
{
	int64_t count = 0;

	memset(runs, 0, sizeof *runs);
	if (!count_runs(store, &count, err))
		return false;
	runs->bytes = xcalloc((size_t)count + 1, sizeof *runs->bytes);
	runs->runs = xcalloc((size_t)count + 1, sizeof *runs->runs);
	runs->ids = xcalloc((size_t)count + 1, sizeof *runs->ids);
	if (read_all(store, runs, (size_t)count, err))
		return true;
	runs_release(runs);
	return false;
}

void runs_release(struct runs *runs)
{
	for (size_t i = 0; i < runs->count; i++) {
		run_release(&runs->runs[i]);
		strbuf_release(&runs->bytes[i]);
	}
	free(runs->bytes);
	free(runs->runs);
	free(runs->ids);
	memset(runs, 0, sizeof *runs);
}

static bool is_in(uint32_t number, int64_t first, int64_t limit)
{
	return number >= first && number < limit;
}

static size_t count_in(const struct run *run, int64_t first, int64_t limit)
{
	size_t count = 0;

	for (size_t i = 0; i < run->count; i++)
		count += is_in(run->numbers[i], first, limit);
	return count;
}

/* Turns a run round again: the terms of each posting that stays. */
static bool write_rest(const struct run *run, int64_t first, int64_t limit, struct strbuf *out)
{
	struct strbuf *terms = xcalloc(run->count + 1, sizeof *terms);
	struct run_builder *builder = run_builder_new();
	struct run_cursor cursor;

	for (size_t i = 0; i < run->count; i++)
		strbuf_init(&terms[i]);
	run_cursor_init(&cursor, run);
	while (run_cursor_next(&cursor))
		for (size_t i = 0; i < cursor.count; i++)
			if (!is_in(run->numbers[cursor.places[i]], first, limit))
				terms_add(&terms[cursor.places[i]], cursor.term, cursor.len);
	for (size_t i = 0; i < run->count; i++) {
		if (!is_in(run->numbers[i], first, limit))
			run_builder_add(builder, run->numbers[i], &terms[i]);
		strbuf_release(&terms[i]);
	}
	run_builder_write(builder, out);
	run_builder_free(builder);
	free(terms);
	run_cursor_release(&cursor);
	return !cursor.is_bad;
}

static bool drop(struct store *store, int64_t id, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, "DELETE FROM run WHERE id = ?", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	return stmt_run(&store->connection, stmt, err);
}

static bool replace(struct store *store, int64_t id, size_t postings, const struct strbuf *bytes,
		    struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"UPDATE run SET postings = ?, bytes = ? WHERE id = ?", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, (int64_t)postings);
	stmt_blob(stmt, 2, bytes->text, bytes->len);
	stmt_int(stmt, 3, id);
	return stmt_run(&store->connection, stmt, err);
}

static bool take_out(struct store *store, int64_t id, const struct run *run, int64_t first,
		     int64_t limit, struct err *err)
{
	size_t in = count_in(run, first, limit);
	struct strbuf rest = STRBUF_INIT;
	bool ok;

	if (in == 0)
		return true;
	if (in == run->count)
		return drop(store, id, err);
	ok = write_rest(run, first, limit, &rest) ? replace(store, id, run->count - in, &rest, err)
						  : is_damaged(store, err);
	strbuf_release(&rest);
	return ok;
}

bool runs_take_out(struct store *store, const struct runs *runs, int64_t first, int64_t limit,
		   struct err *err)
{
	for (size_t i = 0; i < runs->count; i++)
		if (!take_out(store, runs->ids[i], &runs->runs[i], first, limit, err))
			return false;
	return true;
}
