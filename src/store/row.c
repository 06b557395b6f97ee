/* Writing the rows of one posting. */
#include "config.h"

#include "store/row_int.h"

#include "store/clue_int.h"
#include "store/clue_row_int.h"
#include "store/cluster_int.h"
#include "store/column_int.h"
#include "store/draft_int.h"
#include "store/fresh_int.h"
#include "store/phrases_int.h"
#include "store/rule_int.h"
#include "store/store_int.h"
#include "store/version_int.h"
#include "util/date.h"
#include "util/strbuf.h"
#include "util/vec.h"

#include <stdio.h>
#include <stdlib.h>

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
			 const struct posting *posting, const struct word_texts *texts,
			 struct err *err)
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
			 const struct word_texts *texts, struct err *err)
{
	return run_document(store, "INSERT INTO document(id, title, company, places, stack, body)"
			    " VALUES(?1, ?2, ?3, ?4, ?5, ?6)", id, posting, texts, err);
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
			   const struct word_texts *texts, struct err *err)
{
	bool is_same;

	return is_same_document(store, id, posting, texts, &is_same, err) &&
	       (is_same || (phrases_forget(store, id, err) &&
			    run_document(store, "UPDATE document SET title = ?2, company = ?3,"
					 " places = ?4, stack = ?5, body = ?6 WHERE id = ?1", id,
					 posting, texts, err)));
}

void row_sqls_init(struct row_sqls *sqls)
{
	struct strbuf sql = STRBUF_INIT;

	strbuf_puts(&sql, "INSERT INTO posting(");
	columns_names(&sql, "");
	strbuf_puts(&sql, ", content, ref, source, facts, places, stack, languages, evidence,"
		    " job, alike, signature, meetings, id, key, added) VALUES(");
	columns_parameters(&sql);
	strbuf_puts(&sql, ", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
	sqls->insert = strbuf_detach(&sql);
	strbuf_puts(&sql, "UPDATE posting SET ");
	columns_names(&sql, " = ?");
	strbuf_puts(&sql, ", content = ?, ref = coalesce(?, ref), source = ?, facts = ?,"
		    " places = ?, stack = ?, languages = ?, evidence = ?, job = ?, alike = ?,"
		    " signature = ?, meetings = ?, changed = coalesce(?, changed),"
		    " version = version + ?, gone = NULL"
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

/* A row on its way: what is written of it beside the posting itself. */
struct writing {
	const struct posting *posting;
	const struct row_facts *facts;
	const struct draft *draft;
	struct draft *made;      /* the same, where it was made here */
	struct likeness likeness; /* of the draft, and its row */
	struct strbuf evidence;  /* packed, see list_int.h */
};

static bool writing_init(struct writing *writing, struct store *store,
			 const struct posting *posting, const struct row_facts *facts,
			 struct err *err)
{
	*writing = (struct writing){
		.posting = posting, .facts = facts, .draft = facts->draft,
		.evidence = STRBUF_INIT,
	};
	if (!facts->draft)
		writing->draft = writing->made = draft_make(store->vocabulary, NULL, posting);
	writing->likeness = writing->draft->likeness;
	return rules_write(store, posting, &writing->evidence, err);
}

static void writing_release(struct writing *writing)
{
	draft_free(writing->made);
	strbuf_release(&writing->evidence);
}

/* An empty list is NULL. */
static void bind_list(sqlite3_stmt *stmt, int at, const struct strbuf *list)
{
	if (list->len > 0)
		sqlite3_bind_text64(stmt, at, list->text, list->len, SQLITE_STATIC, SQLITE_UTF8);
}

/* What is written whenever a posting is; returns the next parameter. */
static int bind_row(sqlite3_stmt *stmt, const struct writing *writing)
{
	const struct row_facts *facts = writing->facts;
	const struct draft *draft = writing->draft;
	int at = columns_put(stmt, 1, writing->posting);

	stmt_text(stmt, at++, facts->content);
	stmt_text(stmt, at++, writing->posting->ref);
	stmt_int(stmt, at++, facts->source);
	stmt_int(stmt, at++, ROW_FACTS);
	bind_list(stmt, at++, &draft->places);
	bind_list(stmt, at++, &draft->stack);
	bind_list(stmt, at++, &draft->languages);
	bind_list(stmt, at++, &writing->evidence);
	return likeness_bind(stmt, at, &draft->likeness, &draft->meetings);
}

static bool insert(struct store *store, const struct writing *writing, const char *key,
		   struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, store->row_sqls.insert, err);
	int at;

	if (!stmt)
		return false;
	at = bind_row(stmt, writing);
	stmt_int(stmt, at++, store->next_id);
	stmt_text(stmt, at++, key);
	stmt_int(stmt, at, writing->facts->today);
	return stmt_run(&store->connection, stmt, err);
}

static void add_clues(struct store *store, const struct writing *writing)
{
	const struct posting *posting = writing->posting;

	clue_row_add(store->clues, &(struct clue_row){
		.posting = writing->likeness.id, .content = writing->facts->content,
		.ref = posting->ref, .url = posting->url, .title = posting->title,
		.likeness = &writing->likeness,
	});
}

/* Whether one of the rows that were found has the key. */
static bool has_key(struct store *store, const struct clue_finds *found, const char *key, bool *has,
		    struct err *err)
{
	sqlite3_stmt *stmt;
	int64_t count = 0;

	for (size_t i = 0; count == 0 && i < found->count; i++) {
		stmt = stmt_get(&store->connection,
				"SELECT count(*) FROM posting WHERE id = ? AND key = ?", err);
		if (!stmt)
			return false;
		stmt_int(stmt, 1, found->items[i]);
		stmt_text(stmt, 2, key);
		if (!stmt_value(&store->connection, stmt, 0, &count, err))
			return false;
	}
	*has = count > 0;
	return true;
}

/* The content, with a number where another row has that. */
static bool make_key(struct store *store, const char *content, char *key, size_t size,
		     struct err *err)
{
	struct clue_finds found = { 0 };
	bool is_all, has = true;
	bool ok = clues_find(store, clue_of_content(content), CLUE_POSTINGS_MAX, &found, &is_all,
			     err);

	snprintf(key, size, "%s", content);
	for (int number = 2; (ok = ok && has_key(store, &found, key, &has, err)) && has; number++)
		snprintf(key, size, "%s-%d", content, number);
	VEC_RELEASE(&found);
	return ok;
}

static bool insert_all(struct store *store, struct writing *writing, struct err *err)
{
	char key[HASH_HEX_LEN + 24];

	if (!make_key(store, writing->facts->content, key, sizeof key, err) ||
	    !insert(store, writing, key, err))
		return false;
	writing->likeness.id = store->next_id++;
	add_clues(store, writing);
	return put_document(store, writing->likeness.id, writing->posting, &writing->draft->texts,
			    err) &&
	       fresh_put(store, writing->likeness.id, writing->posting, &writing->draft->terms,
			 err) &&
	       cluster_place(store, &writing->likeness, NULL, err);
}

bool row_insert(struct store *store, const struct posting *posting, const struct row_facts *facts,
		int64_t *id, struct err *err)
{
	struct writing writing;
	bool ok = writing_init(&writing, store, posting, facts, err) &&
		  insert_all(store, &writing, err);

	*id = writing.likeness.id;
	writing_release(&writing);
	return ok;
}

static bool update(struct store *store, int64_t id, const struct writing *writing, bool is_change,
		   struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, store->row_sqls.update, err);
	int at;

	if (!stmt)
		return false;
	at = bind_row(stmt, writing);
	stmt_known(stmt, at++, is_change ? writing->facts->today : DATE_UNKNOWN, DATE_UNKNOWN);
	stmt_int(stmt, at++, is_change);
	stmt_int(stmt, at, id);
	return stmt_run(&store->connection, stmt, err);
}

static bool update_all(struct store *store, int64_t id, struct writing *writing, bool is_change,
		       struct err *err)
{
	struct likeness old;

	if ((is_change && !version_keep(store, id, writing->facts->today, err)) ||
	    !likeness_read(&store->connection, id, &old, err) ||
	    !update(store, id, writing, is_change, err) || !store_touch(store, id, err))
		return false;
	writing->likeness.id = id;
	add_clues(store, writing);
	return renew_document(store, id, writing->posting, &writing->draft->texts, err) &&
	       fresh_put(store, id, writing->posting, &writing->draft->terms, err) &&
	       cluster_place(store, &writing->likeness, &old, err);
}

bool row_update(struct store *store, int64_t id, const struct posting *posting,
		const struct row_facts *facts, bool is_change, struct err *err)
{
	struct writing writing;
	bool ok = writing_init(&writing, store, posting, facts, err) &&
		  update_all(store, id, &writing, is_change, err);

	writing_release(&writing);
	return ok;
}
