/* Writing the rows of one posting. */
#include "config.h"

#include "store/row_int.h"

#include "posting/field.h"
#include "store/column_int.h"
#include "store/store_int.h"
#include "util/date.h"
#include "util/strbuf.h"

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

static void add_words(struct strbuf *out, const char *words)
{
	if (words && words[0])
		strbuf_printf(out, "%s ", words);
}

/* What is searched of the places: as written and by their names. */
static void place_words(struct store *store, const struct posting *posting, struct strbuf *out)
{
	const struct gazetteer *gazetteer = store->vocabulary->gazetteer;

	for (size_t i = 0; i < posting->locations.count; i++) {
		const struct posting_place *item = &posting->locations.items[i];

		add_words(out, item->text);
		if (item->place.kind == PLACE_NONE)
			continue;
		place_format(gazetteer, out, &item->place, false);
		strbuf_puts(out, " | ");
	}
}

static bool put_document(struct store *store, int64_t id, const struct posting *posting,
			 struct err *err)
{
	struct strbuf places = STRBUF_INIT, stack = STRBUF_INIT;
	static const char *const sqls[] = {
		"INSERT INTO document(id, title, company, places, stack, body)"
		" VALUES(?, ?, ?, ?, ?, ?)",
		"INSERT INTO word(rowid, title, company, places, stack, body)"
		" VALUES(?, ?, ?, ?, ?, ?)",
	};
	bool ok = true;

	place_words(store, posting, &places);
	for (size_t i = 0; i < posting->stack.count; i++)
		add_words(&stack, posting->stack.items[i].name);
	for (size_t i = 0; ok && i < 2; i++) {
		sqlite3_stmt *stmt = stmt_get(&store->connection, sqls[i], err);

		ok = stmt != NULL;
		if (!ok)
			break;
		stmt_int(stmt, 1, id);
		stmt_text(stmt, 2, posting->title);
		stmt_text(stmt, 3, posting->company);
		stmt_text(stmt, 4, places.text);
		stmt_text(stmt, 5, stack.text);
		stmt_blob(stmt, 6, posting->body.text, posting->body.len);
		ok = stmt_run(&store->connection, stmt, err);
	}
	strbuf_release(&places);
	strbuf_release(&stack);
	return ok;
}

static bool put_parts(struct store *store, int64_t id, const struct posting *posting,
		      struct err *err)
{
	return put_places(store, id, posting, err) && put_stack(store, id, posting, err) &&
	       put_languages(store, id, posting, err) &&
	       put_evidence(store, id, posting, err) && put_document(store, id, posting, err);
}

/* The index of words forgets a text only when it is told that very text again. */
static bool drop_parts(struct store *store, int64_t id, struct err *err)
{
	static const char *const sqls[] = {
		("INSERT INTO word(word, rowid, title, company, places, stack, body) SELECT"
		 " 'delete', id, title, company, places, stack, body FROM document WHERE id = ?"),
		"DELETE FROM document WHERE id = ?",
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

	strbuf_puts(&sql, "INSERT INTO posting(");
	columns_names(&sql, "");
	strbuf_puts(&sql, ", content, facts, key, added) VALUES(");
	columns_parameters(&sql);
	strbuf_puts(&sql, ", ?, ?, ?, ?)");
	sqls->insert = strbuf_detach(&sql);
	strbuf_puts(&sql, "UPDATE posting SET ");
	columns_names(&sql, " = ?");
	strbuf_puts(&sql, ", content = ?, facts = ?, changed = coalesce(?, changed), gone = NULL"
		    " WHERE id = ?");
	sqls->update = strbuf_detach(&sql);
	strbuf_puts(&sql, "SELECT ");
	columns_names(&sql, "");
	strbuf_puts(&sql, ", key, gone FROM posting WHERE id = ?");
	sqls->select = strbuf_detach(&sql);
}

void row_sqls_release(struct row_sqls *sqls)
{
	free(sqls->insert);
	free(sqls->update);
	free(sqls->select);
}

bool row_insert(struct store *store, const struct posting *posting, const char *key,
		const char *content, int32_t today, int64_t *id, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, store->row_sqls.insert, err);
	int at;

	if (!stmt)
		return false;
	at = columns_put(stmt, 1, posting);
	stmt_text(stmt, at++, content);
	stmt_int(stmt, at++, ROW_FACTS);
	stmt_text(stmt, at++, key);
	stmt_int(stmt, at, today);
	if (!stmt_run(&store->connection, stmt, err))
		return false;
	*id = sqlite3_last_insert_rowid(store->connection.db);
	return put_parts(store, *id, posting, err);
}

bool row_update(struct store *store, int64_t id, const struct posting *posting, const char *content,
		int32_t today, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, store->row_sqls.update, err);
	int at;

	if (!stmt)
		return false;
	at = columns_put(stmt, 1, posting);
	stmt_text(stmt, at++, content);
	stmt_int(stmt, at++, ROW_FACTS);
	stmt_known(stmt, at++, today, DATE_UNKNOWN);
	stmt_int(stmt, at, id);
	return stmt_run(&store->connection, stmt, err) && drop_parts(store, id, err) &&
	       put_parts(store, id, posting, err);
}
