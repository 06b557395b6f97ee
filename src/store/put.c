/* Putting files into the store. */
#include "config.h"

#include "store/put.h"

#include "store/clue_int.h"
#include "store/fresh_int.h"
#include "store/identify_int.h"
#include "store/marks_int.h"
#include "store/origin_int.h"
#include "store/row_int.h"
#include "store/rule_int.h"
#include "store/seal_int.h"
#include "store/start_int.h"
#include "store/store_int.h"
#include "store/turn_int.h"
#include "util/alloc.h"
#include "util/date.h"
#include "util/strbuf.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A body with less than this is a line of a list, and no text of a job. */
#define BODY_BYTES_REAL 200

bool put_begin(struct store *store, struct err *err)
{
	if (!turn_begin(store, err))
		return false;
	if (fresh_start(store, err) && clues_begin(store, err))
		return true;
	store_end(store, false, NULL);
	return false;
}

bool put_commit(struct store *store, struct err *err)
{
	return store_end(store, clues_flush(store, err) && fresh_flush(store, err), err);
}

bool put_settle(struct store *store, bool is_end, struct err *err)
{
	return seal_tail(store, is_end, err) && (!is_end || start_write(store, err));
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

/* A file of which some was refused has no size, and is read again each time. */
bool put_is_same_bytes(struct store *store, const char *path, const struct hash *hash,
		       const struct file_stamp *stamp, size_t *count)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"UPDATE source SET bytes = ?1, mtime_ns = ?2 WHERE path = ?3 AND hash = ?4"
		" AND facts = ?5 AND bytes >= 0 RETURNING postings", NULL);
	char hex[HASH_HEX_LEN + 1];
	int64_t postings;

	if (!stmt)
		return false;
	hash_hex(hash, hex);
	stmt_int(stmt, 1, stamp->bytes);
	stmt_int(stmt, 2, stamp->mtime_ns);
	stmt_text(stmt, 3, path);
	stmt_text(stmt, 4, hex);
	stmt_int(stmt, 5, ROW_FACTS);
	if (!stmt_value(&store->connection, stmt, -1, &postings, NULL) || postings < 0)
		return false;
	if (count)
		*count = (size_t)postings;
	return true;
}

/* Writes the row of the file. One that was not there is the last row inserted. */
static bool put_source(struct putting *put, struct err *err)
{
	struct connection *connection = &put->store->connection;
	const struct put_file *file = put->file;
	sqlite3_stmt *stmt = stmt_get(connection,
		"INSERT INTO source(path, bytes, mtime_ns, hash, postings, loaded, facts, name,"
		" kind) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(path) DO UPDATE SET"
		" bytes = ?2, mtime_ns = ?3, hash = ?4, postings = ?5, loaded = ?6, facts = ?7,"
		" name = coalesce(?8, name), kind = ?9 RETURNING id", err);
	char hex[HASH_HEX_LEN + 1];

	if (!stmt)
		return false;
	hash_hex(&file->hash, hex);
	stmt_text(stmt, 1, file->path);
	stmt_int(stmt, 2, file->stamp.bytes);
	stmt_int(stmt, 3, file->stamp.mtime_ns);
	stmt_text(stmt, 4, hex);
	stmt_int(stmt, 5, (int64_t)file->count);
	stmt_int(stmt, 6, put->today);
	stmt_int(stmt, 7, ROW_FACTS);
	stmt_text(stmt, 8, file->source);
	stmt_int(stmt, 9, put->is_stream ? PUT_STREAM : file->kind);
	sqlite3_set_last_insert_rowid(connection->db, 0);
	if (!stmt_value(connection, stmt, 0, &put->source, err))
		return false;
	put->is_known = sqlite3_last_insert_rowid(connection->db) != put->source;
	return true;
}

/* The tags of the file's source, as if the user had given them. */
static bool put_tags(struct putting *put, int64_t id, struct err *err)
{
	static const struct mark_value value = { .number = 1, .is_set = true };
	struct strbuf name = STRBUF_INIT;
	bool ok = true;
	char *key;

	if (put->file->tag_count == 0)
		return true;
	key = marks_key(put->store, id, err);
	ok = key != NULL;
	for (size_t i = 0; ok && i < put->file->tag_count; i++) {
		strbuf_clear(&name);
		strbuf_printf(&name, "tag/%s", put->file->tags[i]);
		ok = mark_set(put->store, key, name.text, &value, err);
	}
	strbuf_release(&name);
	free(key);
	return ok;
}

static struct row_facts facts_of(const struct putting *put, const struct put_item *item)
{
	return (struct row_facts){
		.content = item->content, .draft = item->draft, .source = put->source,
		.today = put->today,
	};
}

static bool put_new(struct putting *put, struct put_item *item, struct err *err)
{
	struct row_facts facts = facts_of(put, item);

	if (!row_insert(put->store, item->posting, &facts, &item->row.id, err))
		return false;
	id_set_add(&put->taken, item->row.id);
	return put_tags(put, item->row.id, err);
}

/* The row stays as it is; at most it is here again, or has a file again that says this. */
static bool put_present(struct putting *put, const struct put_item *item, struct err *err)
{
	sqlite3_stmt *stmt;
	bool is_orphan = item->row.source == 0 && strcmp(item->row.content, item->content) == 0;

	if (!item->row.is_gone && !is_orphan)
		return true;
	stmt = stmt_get(&put->store->connection,
		"UPDATE posting SET gone = NULL, source = coalesce(?, source) WHERE id = ?", err);
	if (!stmt)
		return false;
	stmt_known(stmt, 1, is_orphan ? put->source : 0, 0);
	stmt_int(stmt, 2, item->row.id);
	return stmt_run(&put->store->connection, stmt, err);
}

/* Whether the posting clearly says more than the row: another file's text is not replaced for a
 * few words, nor by an older one. */
static bool says_more(struct putting *put, const struct put_item *item, bool *more,
		      struct err *err)
{
	struct connection *connection = &put->store->connection;
	const struct posting *posting = item->posting;
	sqlite3_stmt *stmt = stmt_get(connection, "SELECT length(d.body), p.posted FROM posting p"
				      " JOIN document d ON d.id = p.id WHERE p.id = ?", err);
	size_t bytes;
	int32_t posted;

	*more = false;
	if (!stmt)
		return false;
	stmt_int(stmt, 1, item->row.id);
	switch (stmt_step(connection, stmt, err)) {
	case STMT_FAILED:
		return false;
	case STMT_DONE:
		return true;
	case STMT_ROW:
		break;
	}
	bytes = (size_t)sqlite3_column_int64(stmt, 0);
	posted = (int32_t)stmt_column_known(stmt, 1, DATE_UNKNOWN);
	sqlite3_reset(stmt);
	*more = posting->body.len >= BODY_BYTES_REAL && posting->body.len / 3 >= bytes / 2 &&
		(bytes < BODY_BYTES_REAL || posting->posted == DATE_UNKNOWN ||
		 posted == DATE_UNKNOWN || posting->posted >= posted);
	return true;
}

/* What was known by another way than its text says something else: whether the row now says it. */
static bool takes_over(struct putting *put, const struct put_item *item, bool *takes,
		       struct err *err)
{
	const struct put_row *row = &item->row;

	*takes = row->source == 0 || row->source == put->source || row->is_gone;
	return *takes || says_more(put, item, takes, err);
}

static bool put_same(struct putting *put, const struct put_item *item, struct err *err)
{
	const struct put_row *row = &item->row;
	struct row_facts facts = facts_of(put, item);

	if (strcmp(row->content, item->content) == 0 &&
	    (!row->is_whole || (item->has_new_dates && row->source == put->source)))
		return row_update(put->store, row->id, item->posting, &facts, false, err);
	return put_present(put, item, err);
}

static bool put_other(struct putting *put, const struct put_item *item,
		      struct put_report *report, struct err *err)
{
	struct row_facts facts = facts_of(put, item);
	bool takes;

	if (!takes_over(put, item, &takes, err))
		return false;
	*(takes ? &report->changed : &report->unchanged) += 1;
	if (!takes)
		return put_present(put, item, err);
	return row_update(put->store, item->row.id, item->posting, &facts, true, err);
}

static bool put_item(struct putting *put, size_t at, struct put_report *report, struct err *err)
{
	struct put_item *item = &put->items[at];

	if (item->twin != at) {
		item->row = put->items[item->twin].row;
		report->unchanged++;
		return true;
	}
	switch (item->match) {
	case MATCH_NONE:
		report->new_count++;
		return put_new(put, item, err);
	case MATCH_ORIGIN:
	case MATCH_CONTENT:
		report->unchanged++;
		return put_same(put, item, err);
	default:
		return put_other(put, item, report, err);
	}
}

/* The rows of the file are known before the old origins go, since what it said before is one of the
 * ways to know a posting again. */
static bool put_all(struct putting *put, struct put_report *report, struct err *err)
{
	if (!put_source(put, err) || (put->is_known && !origins_read(put, err)) ||
	    !identify_rows(put, err))
		return false;
	for (size_t i = 0; i < put->file->count; i++)
		if (!put_item(put, i, report, err))
			return false;
	return fresh_take_run(put->store, put->mark, put->first, put->file->count, put->file->run,
			      err) &&
	       origins_write(put, err) && origins_mark_gone(put, report, err);
}

/* One of the three sentences of a savepoint, made once and kept. */
static bool run(struct store *store, const char *sql, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, err);

	return stmt && stmt_run(&store->connection, stmt, err);
}

bool put_file(struct store *store, const struct put_file *file, int32_t today,
	      struct put_report *report, struct err *err)
{
	struct putting put = {
		.store = store, .file = file, .today = today,
		.first = store->next_id, .mark = fresh_mark(store),
		.is_stream = strcmp(file->path, "-") == 0,
		.items = xcalloc(file->count + 1, sizeof *put.items),
	};
	size_t place = clues_place(store->clues);
	struct put_report added = *report;
	bool ok = run(store, "SAVEPOINT file", err);

	assert(put.first > 0);
	if (ok) {
		ok = put_all(&put, &added, err);
		if (!ok)
			run(store, "ROLLBACK TO file", NULL);
		ok = run(store, "RELEASE file", ok ? err : NULL) && ok;
	}
	if (ok) {
		*report = added;
	} else {
		store->next_id = put.first;
		clues_return(store->clues, place);
		rules_forget(store);
		fresh_cut(store, put.mark);
	}
	origins_release(&put);
	id_set_release(&put.taken);
	free(put.items);
	return ok;
}
