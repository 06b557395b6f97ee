/* The terms of a transaction's postings, and the run that they become. */
#include "config.h"

#include "store/fresh_int.h"

#include "index/run.h"
#include "store/store_int.h"
#include "store/terms.h"

/* What is gathered of one large file takes no more memory than about this. */
#define GATHERED_BYTES_MAX ((size_t)32 << 20)

bool fresh_start(struct store *store, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT coalesce(max(id), 0) + 1 FROM posting", err);

	if (!stmt || !stmt_value(&store->connection, stmt, 1, &store->first_new, err))
		return false;
	store->next_id = store->first_new;
	if (!store->fresh)
		store->fresh = run_builder_new();
	run_builder_cut(store->fresh, 0);
	return true;
}

static bool flush_run(struct store *store, struct err *err);

bool fresh_put(struct store *store, int64_t id, const struct posting *posting,
	       const struct strbuf *terms, struct err *err)
{
	struct strbuf made = STRBUF_INIT;

	if (terms && terms->len == 0)
		terms = NULL;
	if (!terms) {
		if (!store->terms_maker)
			store->terms_maker = terms_maker_new(store->vocabulary, err);
		if (!store->terms_maker)
			return false;
		terms_make(store->terms_maker, posting, &made);
	}
	run_builder_add(store->fresh, (uint32_t)id, terms ? terms : &made);
	strbuf_release(&made);
	return !store->fresh_is_whole || run_builder_bytes(store->fresh) < GATHERED_BYTES_MAX ||
	       flush_run(store, err);
}

size_t fresh_mark(struct store *store)
{
	size_t count = run_builder_count(store->fresh);

	store->fresh_is_whole = count == 0;
	return count;
}

void fresh_cut(struct store *store, size_t mark)
{
	run_builder_cut(store->fresh, mark);
}

static bool write_run(struct store *store, size_t postings, const struct strbuf *bytes,
		      struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"INSERT INTO run(id, postings, bytes) SELECT coalesce(max(id), 0) + 1, ?, ?"
		" FROM run", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, (int64_t)postings);
	stmt_blob(stmt, 2, bytes->text, bytes->len);
	return stmt_run(&store->connection, stmt, err);
}

bool fresh_take_run(struct store *store, size_t mark, int64_t first, size_t count,
		    const struct strbuf *run, struct err *err)
{
	struct strbuf moved = STRBUF_INIT;
	bool ok = true;

	if (run && run_builder_count(store->fresh) == mark + count &&
	    store->next_id == first + (int64_t)count &&
	    run_move(run->text, run->len, (uint32_t)first, &moved)) {
		run_builder_cut(store->fresh, mark);
		ok = write_run(store, count, &moved, err);
	}
	strbuf_release(&moved);
	return ok;
}

/* The newest run where it is small, else an empty one. */
static bool read_last(struct store *store, int64_t *id, int64_t *postings, struct strbuf *bytes,
		      struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT id, postings, bytes FROM run ORDER BY id DESC LIMIT 1", err);
	enum stmt_step step;

	*id = 0;
	if (!stmt)
		return false;
	step = stmt_step(&store->connection, stmt, err);
	if (step == STMT_ROW && sqlite3_column_int64(stmt, 1) < DRAFTS_RUN) {
		*id = sqlite3_column_int64(stmt, 0);
		*postings = sqlite3_column_int64(stmt, 1);
		strbuf_add(bytes, sqlite3_column_blob(stmt, 2),
			   (size_t)sqlite3_column_bytes(stmt, 2));
	}
	sqlite3_reset(stmt);
	return step != STMT_FAILED;
}

/* The new run has a new number, so that who reads the tail sees that there is more. */
static bool replace_last(struct store *store, int64_t id, int64_t postings,
			 const struct strbuf *merged, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"UPDATE run SET id = id + 1, postings = ?, bytes = ? WHERE id = ?", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, postings);
	stmt_blob(stmt, 2, merged->text, merged->len);
	stmt_int(stmt, 3, id);
	return stmt_run(&store->connection, stmt, err);
}

static bool add_run(struct store *store, size_t count, const struct strbuf *bytes, struct err *err)
{
	struct strbuf last = STRBUF_INIT, merged = STRBUF_INIT;
	int64_t id = 0, postings = 0;
	bool ok = read_last(store, &id, &postings, &last, err);

	if (ok && id > 0 && count < DRAFTS_RUN &&
	    run_merge(last.text, last.len, bytes->text, bytes->len, &merged))
		ok = replace_last(store, id, postings + (int64_t)count, &merged, err);
	else if (ok)
		ok = write_run(store, count, bytes, err);
	strbuf_release(&last);
	strbuf_release(&merged);
	return ok;
}

static bool flush_run(struct store *store, struct err *err)
{
	size_t count = run_builder_count(store->fresh);
	struct strbuf bytes = STRBUF_INIT;
	bool ok = true;

	if (count > 0) {
		run_builder_write(store->fresh, &bytes);
		ok = add_run(store, count, &bytes, err);
	}
	strbuf_release(&bytes);
	return ok;
}

bool fresh_flush(struct store *store, struct err *err)
{
	return flush_run(store, err) &&
	       stmt_exec(&store->connection, "UPDATE engine SET change = change + 1", err);
}

void fresh_free(struct store *store)
{
	run_builder_free(store->fresh);
	terms_maker_free(store->terms_maker);
	store->fresh = NULL;
	store->terms_maker = NULL;
}
