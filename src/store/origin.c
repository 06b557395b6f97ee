/* Origins: which posting stands at which place of a file, and what the file says of it. */
#include "config.h"

#include "store/origin_int.h"

#include "store/row_int.h"
#include "store/store_int.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

static void read_content(sqlite3_stmt *stmt, int at, char content[HASH_HEX_LEN + 1])
{
	const char *text = (const char *)sqlite3_column_text(stmt, at);

	content[0] = '\0';
	if (text && strlen(text) == HASH_HEX_LEN)
		memcpy(content, text, HASH_HEX_LEN + 1);
}

void origin_read_row(sqlite3_stmt *stmt, int at, struct put_row *row)
{
	row->id = sqlite3_column_int64(stmt, at);
	row->source = sqlite3_column_int64(stmt, at + 1);
	row->is_whole = sqlite3_column_int64(stmt, at + 2) == ROW_FACTS;
	row->is_gone = sqlite3_column_int(stmt, at + 3) != 0;
	read_content(stmt, at + 4, row->content);
}

bool origins_read(struct putting *put, struct err *err)
{
	struct connection *connection = &put->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT " PUT_ROW_COLUMNS ", o.ordinal, o.content, o.dates, o.url, o.ref, p.title,"
		" p.company FROM origin o JOIN posting p ON p.id = o.posting WHERE o.source = ?"
		" ORDER BY o.ordinal", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, put->source);
	while ((step = stmt_step(connection, stmt, err)) == STMT_ROW) {
		struct put_origin *origin = VEC_PUSH(&put->old);
		int at = PUT_ROW_COLUMN_COUNT;

		origin_read_row(stmt, 0, &origin->row);
		origin->ordinal = sqlite3_column_int64(stmt, at++);
		read_content(stmt, at++, origin->content);
		origin->dates = sqlite3_column_int64(stmt, at++);
		origin->url = stmt_column_text(stmt, at++);
		origin->ref = stmt_column_text(stmt, at++);
		origin->title = stmt_column_text(stmt, at++);
		origin->company = stmt_column_text(stmt, at);
	}
	return step == STMT_DONE;
}

void origins_release(struct putting *put)
{
	for (size_t i = 0; i < put->old.count; i++) {
		free(put->old.items[i].url);
		free(put->old.items[i].ref);
		free(put->old.items[i].title);
		free(put->old.items[i].company);
	}
	VEC_RELEASE(&put->old);
}

/* NULL is nothing said, and so equal to nothing said. */
static bool is_same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool is_same_origin(const struct put_origin *old, const struct put_item *item)
{
	const struct posting *posting = item->posting;

	return old->row.id == item->row.id && strcmp(old->content, item->content) == 0 &&
	       old->dates == (int64_t)posting->stated.dates &&
	       is_same_text(old->url, posting->url) && is_same_text(old->ref, posting->ref);
}

/* Nothing is to be written, as mostly where a file is read again. */
static bool is_same_file(const struct putting *put)
{
	if (put->old.count != put->file->count)
		return false;
	for (size_t i = 0; i < put->old.count; i++)
		if (put->old.items[i].ordinal != (int64_t)i ||
		    !is_same_origin(&put->old.items[i], &put->items[i]))
			return false;
	return true;
}

static bool add(struct putting *put, int64_t ordinal, int64_t id, const char *content,
		int64_t dates, const char *url, const char *ref, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&put->store->connection,
		"INSERT INTO origin(source, ordinal, posting, content, dates, url, ref)"
		" VALUES(?, ?, ?, ?, ?, ?, ?)", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, put->source);
	stmt_int(stmt, 2, ordinal);
	stmt_int(stmt, 3, id);
	stmt_text(stmt, 4, content);
	stmt_int(stmt, 5, dates);
	stmt_text(stmt, 6, url);
	stmt_text(stmt, 7, ref);
	return stmt_run(&put->store->connection, stmt, err);
}

static bool add_item(struct putting *put, int64_t ordinal, const struct put_item *item,
		     struct err *err)
{
	const struct posting *posting = item->posting;

	return add(put, ordinal, item->row.id, item->content, (int64_t)posting->stated.dates,
		   posting->url, posting->ref, err);
}

static bool forget(struct putting *put, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&put->store->connection,
		"DELETE FROM origin WHERE source = ?", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, put->source);
	return stmt_run(&put->store->connection, stmt, err);
}

/* What came through standard input before stays; it goes on counting. */
static bool write_stream(struct putting *put, struct err *err)
{
	size_t count = put->old.count;
	int64_t ordinal = count > 0 ? put->old.items[count - 1].ordinal + 1 : 0;

	for (size_t i = 0; i < put->file->count; i++) {
		const struct put_item *item = &put->items[i];

		if (item->match == MATCH_ORIGIN || item->twin != i)
			continue;
		if (!add_item(put, ordinal++, item, err))
			return false;
	}
	return true;
}

/* Where some of the file could not be read, what it held before is held still. */
static bool keep_old(struct putting *put, struct err *err)
{
	int64_t ordinal = (int64_t)put->file->count;

	for (size_t i = 0; i < put->old.count; i++) {
		const struct put_origin *old = &put->old.items[i];

		if (id_set_has(&put->taken, old->row.id))
			continue;
		if (!add(put, ordinal++, old->row.id, old->content[0] ? old->content : NULL,
			 old->dates, old->url, old->ref, err))
			return false;
	}
	return true;
}

/* Notes the postings that were there before and that this file did not hold. */
static bool touch_held(struct putting *put, struct err *err)
{
	struct id_set had = { 0 };
	bool ok = true;

	for (size_t i = 0; i < put->old.count; i++)
		id_set_add(&had, put->old.items[i].row.id);
	for (size_t i = 0; ok && i < put->file->count; i++)
		if (!id_set_has(&had, put->items[i].row.id))
			ok = store_touch(put->store, put->items[i].row.id, err);
	id_set_release(&had);
	return ok;
}

bool origins_write(struct putting *put, struct err *err)
{
	if (!put->is_stream && put->is_known && is_same_file(put))
		return true;
	if (!touch_held(put, err))
		return false;
	if (put->is_stream)
		return write_stream(put, err);
	if (put->is_known && !forget(put, err))
		return false;
	for (size_t i = 0; i < put->file->count; i++)
		if (!add_item(put, (int64_t)i, &put->items[i], err))
			return false;
	return !put->file->is_partial || keep_old(put, err);
}

/* The text of a row that some file holds stays, though it came from one that does not; the next
 * that says something else may replace it. */
bool origin_let_go(struct store *store, int64_t id, int64_t source, int32_t today, size_t *gone,
		   struct err *err)
{
	struct connection *connection = &store->connection;
	sqlite3_stmt *stmt = stmt_get(connection,
		"UPDATE posting SET source = NULL, gone = iif(EXISTS(SELECT 1 FROM origin"
		" WHERE posting = ?1), NULL, ?2) WHERE id = ?1 AND gone IS NULL"
		" AND (source = ?3 OR NOT EXISTS(SELECT 1 FROM origin WHERE posting = ?1))"
		" RETURNING gone IS NOT NULL", err);
	int64_t is_gone;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	stmt_int(stmt, 2, today);
	stmt_int(stmt, 3, source);
	if (!stmt_value(connection, stmt, 0, &is_gone, err))
		return false;
	*gone += (size_t)is_gone;
	return store_touch(store, id, err);
}

bool origins_mark_gone(struct putting *put, struct put_report *report, struct err *err)
{
	if (put->is_stream || put->file->is_partial)
		return true;
	for (size_t i = 0; i < put->old.count; i++) {
		int64_t id = put->old.items[i].row.id;

		if (!id_set_has(&put->taken, id) &&
		    !origin_let_go(put->store, id, put->source, put->today, &report->gone, err))
			return false;
	}
	return true;
}
