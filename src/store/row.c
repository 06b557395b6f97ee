/* Writing the rows of one posting. */
#include "config.h"

#include "store/row_int.h"

#include "posting/field.h"
#include "store/cluster_int.h"
#include "store/column_int.h"
#include "store/fresh_int.h"
#include "store/phrases_int.h"
#include "store/store_int.h"
#include "store/texts_int.h"
#include "store/version_int.h"
#include "util/date.h"
#include "util/hash.h"
#include "util/strbuf.h"

#include <stdio.h>
#include <stdlib.h>

static bool put_place(struct store *store, int64_t id, bool is_scope, size_t ordinal,
		      const struct posting_place *item, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"INSERT INTO place(posting, is_scope, ordinal, kind, country, region, city, area,"
		" text) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)", err);
	const struct place *place = &item->place;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	stmt_int(stmt, 2, is_scope);
	stmt_int(stmt, 3, (int64_t)ordinal);
	stmt_int(stmt, 4, place->kind);
	stmt_text(stmt, 5, place->country ? place->country : "");
	stmt_text(stmt, 6, place->region_code ? place->region_code : "");
	stmt_text(stmt, 7, place->city ? place->city : "");
	stmt_text(stmt, 8, place->area ? place->area : "");
	stmt_text(stmt, 9, item->text);
	return stmt_run(&store->connection, stmt, err);
}

static bool put_places(struct store *store, int64_t id, const struct posting *posting,
		       struct err *err)
{
	for (size_t i = 0; i < posting->locations.count; i++)
		if (!put_place(store, id, false, i, &posting->locations.items[i], err))
			return false;
	for (size_t i = 0; i < posting->remote_scope.count; i++)
		if (!put_place(store, id, true, i, &posting->remote_scope.items[i], err))
			return false;
	return true;
}

/* A row of a table of names with their needs; SQL is a literal. */
static bool put_named(struct store *store, const char *sql, int64_t id, size_t ordinal,
		      const char *name, enum need need, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	stmt_int(stmt, 2, (int64_t)ordinal);
	stmt_text(stmt, 3, name);
	stmt_int(stmt, 4, need);
	return stmt_run(&store->connection, stmt, err);
}

static bool put_stack(struct store *store, int64_t id, const struct posting *posting,
		      struct err *err)
{
	static const char sql[] =
		"INSERT INTO technology(posting, ordinal, name, need) VALUES(?, ?, ?, ?)";

	for (size_t i = 0; i < posting->stack.count; i++)
		if (!put_named(store, sql, id, i, posting->stack.items[i].name,
			       posting->stack.items[i].need, err))
			return false;
	return true;
}

static bool put_languages(struct store *store, int64_t id, const struct posting *posting,
			  struct err *err)
{
	static const char sql[] =
		"INSERT INTO language(posting, ordinal, name, need) VALUES(?, ?, ?, ?)";

	for (size_t i = 0; i < posting->languages.count; i++)
		if (!put_named(store, sql, id, i, posting->languages.items[i].name,
			       posting->languages.items[i].need, err))
			return false;
	return true;
}

static bool put_evidence(struct store *store, int64_t id, const struct posting *posting,
			 struct err *err)
{
	for (size_t i = 0; i < posting->evidence.count; i++) {
		const struct evidence *evidence = &posting->evidence.items[i];
		sqlite3_stmt *stmt = stmt_get(&store->connection,
			"INSERT INTO evidence(posting, ordinal, field, start, end, rule)"
			" VALUES(?, ?, ?, ?, ?, ?)", err);

		if (!stmt)
			return false;
		stmt_int(stmt, 1, id);
		stmt_int(stmt, 2, (int64_t)i);
		stmt_text(stmt, 3, field_get(evidence->field)->name);
		stmt_int(stmt, 4, (int64_t)evidence->start);
		stmt_int(stmt, 5, (int64_t)evidence->end);
		stmt_text(stmt, 6, evidence->rule);
		if (!stmt_run(&store->connection, stmt, err))
			return false;
	}
	return true;
}

static void bind_document(sqlite3_stmt *stmt, int64_t id, const struct posting *posting,
			  const struct word_texts *texts)
{
	stmt_int(stmt, 1, id);
	stmt_text(stmt, 2, posting->title);
	stmt_text(stmt, 3, posting->company);
	stmt_text(stmt, 4, texts->places.text);
	stmt_text(stmt, 5, texts->stack.text);
	stmt_blob(stmt, 6, posting->body.text, posting->body.len);
}

/* SQL is a literal, the same parameters in each. */
static bool run_document(struct store *store, const char *sql, int64_t id,
			 const struct posting *posting, const struct word_texts *texts, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, err);

	if (!stmt)
		return false;
	bind_document(stmt, id, posting, texts);
	return stmt_run(&store->connection, stmt, err);
}

/* A new row is inserted and nothing else: to replace one, SQLite would note how it was before the
 * statement, which takes as long as what the file has written so far is large. */
static bool put_document(struct store *store, int64_t id, const struct posting *posting,
			 struct err *err)
{
	struct word_texts texts;
	bool ok;

	word_texts_init(&texts, store->vocabulary, posting);
	ok = run_document(store, "INSERT INTO document(id, title, company, places, stack, body)"
			  " VALUES(?1, ?2, ?3, ?4, ?5, ?6)", id, posting, &texts, err);
	word_texts_release(&texts);
	return ok;
}

/* Whether the same words stand there as before; then the index can be left alone. */
static bool is_same_document(struct store *store, int64_t id, const struct posting *posting,
			     const struct word_texts *texts, bool *is_same, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT count(*) FROM document WHERE id = ?1 AND title IS ?2 AND company IS ?3"
		" AND places IS ?4 AND stack IS ?5 AND body IS ?6", err);
	int64_t same;

	if (!stmt)
		return false;
	bind_document(stmt, id, posting, texts);
	if (!stmt_value(&store->connection, stmt, 0, &same, err))
		return false;
	*is_same = same > 0;
	return true;
}

static bool renew_document(struct store *store, int64_t id, const struct posting *posting,
			   struct err *err)
{
	struct word_texts texts;
	bool is_same, ok;

	word_texts_init(&texts, store->vocabulary, posting);
	ok = is_same_document(store, id, posting, &texts, &is_same, err) &&
	     (is_same || (phrases_forget(store, id, err) &&
			  run_document(store, "UPDATE document SET title = ?2, company = ?3,"
				       " places = ?4, stack = ?5, body = ?6 WHERE id = ?1", id,
				       posting, &texts, err)));
	word_texts_release(&texts);
	return ok;
}

/* The rows of lists of facts. */
static bool put_lists(struct store *store, int64_t id, const struct posting *posting,
		      struct err *err)
{
	return put_places(store, id, posting, err) && put_stack(store, id, posting, err) &&
	       put_languages(store, id, posting, err) && put_evidence(store, id, posting, err);
}

static bool drop_lists(struct store *store, int64_t id, struct err *err)
{
	static const char *const sqls[] = {
		"DELETE FROM place WHERE posting = ?",
		"DELETE FROM technology WHERE posting = ?",
		"DELETE FROM language WHERE posting = ?",
		"DELETE FROM evidence WHERE posting = ?",
	};

	for (size_t i = 0; i < sizeof sqls / sizeof *sqls; i++) {
		sqlite3_stmt *stmt = stmt_get(&store->connection, sqls[i], err);

		if (!stmt)
			return false;
		stmt_int(stmt, 1, id);
		if (!stmt_run(&store->connection, stmt, err))
			return false;
	}
	return true;
}

void row_sqls_init(struct row_sqls *sqls)
{
	struct strbuf sql = STRBUF_INIT;

	strbuf_puts(&sql, "INSERT OR IGNORE INTO posting(");
	columns_names(&sql, "");
	strbuf_puts(&sql, ", content, ref, source, facts, id, key, added) VALUES(");
	columns_parameters(&sql);
	strbuf_puts(&sql, ", ?, ?, ?, ?, ?, ?, ?)");
	sqls->insert = strbuf_detach(&sql);
	strbuf_puts(&sql, "UPDATE posting SET ");
	columns_names(&sql, " = ?");
	strbuf_puts(&sql, ", content = ?, ref = coalesce(?, ref), source = ?, facts = ?,"
		    " changed = coalesce(?, changed), version = version + ?, gone = NULL"
		    " WHERE id = ?");
	sqls->update = strbuf_detach(&sql);
	strbuf_puts(&sql, "SELECT ");
	columns_names(&sql, "");
	strbuf_puts(&sql, ", key, gone, version, added, changed FROM posting WHERE id = ?");
	sqls->select = strbuf_detach(&sql);
}

void row_sqls_release(struct row_sqls *sqls)
{
	free(sqls->insert);
	free(sqls->update);
	free(sqls->select);
}

/* What is written whenever a posting is; returns the next parameter. */
static int bind_row(sqlite3_stmt *stmt, const struct posting *posting,
		    const struct row_facts *facts)
{
	int at = columns_put(stmt, 1, posting);

	stmt_text(stmt, at++, facts->content);
	stmt_text(stmt, at++, posting->ref);
	stmt_int(stmt, at++, facts->source);
	stmt_int(stmt, at++, ROW_FACTS);
	return at;
}

/* Nothing is inserted where another row has the key. */
static bool insert(struct store *store, const struct posting *posting,
		   const struct row_facts *facts, const char *key, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, store->row_sqls.insert, err);
	int at;

	if (!stmt)
		return false;
	at = bind_row(stmt, posting, facts);
	stmt_int(stmt, at++, store->next_id);
	stmt_text(stmt, at++, key);
	stmt_int(stmt, at, facts->today);
	return stmt_run(&store->connection, stmt, err);
}

bool row_insert(struct store *store, const struct posting *posting, const struct row_facts *facts,
		int64_t *id, struct err *err)
{
	char key[HASH_HEX_LEN + 24];

	snprintf(key, sizeof key, "%s", facts->content);
	for (int number = 2;; number++) {
		if (!insert(store, posting, facts, key, err))
			return false;
		if (sqlite3_changes(store->connection.db) > 0)
			break;
		snprintf(key, sizeof key, "%s-%d", facts->content, number);
	}
	*id = store->next_id++;
	return put_lists(store, *id, posting, err) && put_document(store, *id, posting, err) &&
	       fresh_put(store, *id, posting, facts->terms, err) &&
	       cluster_place(store, *id, posting, err);
}

bool row_update(struct store *store, int64_t id, const struct posting *posting,
		const struct row_facts *facts, bool is_change, struct err *err)
{
	sqlite3_stmt *stmt;
	int at;

	if (is_change && !version_keep(store, id, facts->today, err))
		return false;
	stmt = stmt_get(&store->connection, store->row_sqls.update, err);
	if (!stmt)
		return false;
	at = bind_row(stmt, posting, facts);
	stmt_known(stmt, at++, is_change ? facts->today : DATE_UNKNOWN, DATE_UNKNOWN);
	stmt_int(stmt, at++, is_change);
	stmt_int(stmt, at, id);
	return stmt_run(&store->connection, stmt, err) && drop_lists(store, id, err) &&
	       put_lists(store, id, posting, err) && renew_document(store, id, posting, err) &&
	       fresh_put(store, id, posting, facts->terms, err) &&
	       store_touch(store, id, err) && cluster_place(store, id, posting, err);
}
