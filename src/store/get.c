/* One posting out of the store. */
#include "config.h"

#include "store/get.h"

#include "store/column_int.h"
#include "store/copies_int.h"
#include "store/history_int.h"
#include "store/marks_int.h"
#include "store/rule_int.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/date.h"
#include "util/vec.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* A posting that was not opened counts as changed for so long. */
#define CHANGED_DAYS 14
/* More files than this may hold one posting; no one looks at so many links. */
#define URLS_MAX "64"

static bool get_facts(struct store *store, int64_t id, struct record *record, char **key,
		      struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, store->row_sqls.select, err);
	enum stmt_step step;
	int at;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	step = stmt_step(&store->connection, stmt, err);
	if (step == STMT_DONE)
		return err_set(err, STATUS_NO_INPUT, "there is no posting %" PRId64, id);
	if (step == STMT_FAILED)
		return false;
	at = columns_get(stmt, 0, &record->posting);
	*key = stmt_column_text(stmt, at++);
	record->is_gone = sqlite3_column_type(stmt, at++) != SQLITE_NULL;
	record->version = sqlite3_column_int(stmt, at++);
	record->added = sqlite3_column_int(stmt, at++);
	record->changed = (int32_t)stmt_column_known(stmt, at, DATE_UNKNOWN);
	sqlite3_reset(stmt);
	return true;
}

/* Names belong to the gazetteer, those of towns that it lacks to STMT; a row of a place that it no
 * longer knows keeps only its text. */
static void set_place(const struct gazetteer *gazetteer, struct place *place, sqlite3_stmt *stmt)
{
	struct place found[32];
	enum place_kind kind = (enum place_kind)sqlite3_column_int(stmt, 1);
	const char *country = (const char *)sqlite3_column_text(stmt, 2);
	const char *region = (const char *)sqlite3_column_text(stmt, 3);
	const char *city = (const char *)sqlite3_column_text(stmt, 4);
	const char *area = (const char *)sqlite3_column_text(stmt, 5);
	const char *name = kind == PLACE_AREA ? area : kind == PLACE_CITY ? city :
			   kind == PLACE_REGION ? gazetteer_region(gazetteer, region) :
			   gazetteer_country(gazetteer, country);
	size_t count = name ? gazetteer_find(gazetteer, name, strlen(name), found, 32) : 0;

	memset(place, 0, sizeof *place);
	place->city = place->region = place->region_code = place->country = place->area = "";
	for (size_t i = 0; i < count && i < 32; i++)
		if (found[i].kind == kind && strcmp(found[i].country, country) == 0 &&
		    strcmp(found[i].region_code, region) == 0 &&
		    (kind != PLACE_CITY || strcmp(found[i].city, city) == 0)) {
			*place = found[i];
			if (kind != PLACE_CITY && *city != '\0')
				place->city = city; /* a town; the posting copies it */
			return;
		}
}

static bool get_places(struct store *store, int64_t id, struct posting *posting, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT is_scope, kind, country, region, city, area, text FROM place WHERE posting"
		" = ? ORDER BY is_scope, ordinal", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	while ((step = stmt_step(&store->connection, stmt, err)) == STMT_ROW) {
		const char *text = (const char *)sqlite3_column_text(stmt, 6);
		struct place place;

		set_place(store->vocabulary->gazetteer, &place, stmt);
		if (sqlite3_column_int(stmt, 0))
			posting_add_scope(posting, &place, text, strlen(text));
		else
			posting_add_location(posting, &place, text, strlen(text));
	}
	return step == STMT_DONE;
}

static bool get_stack(struct store *store, int64_t id, struct posting *posting, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT name, need FROM technology WHERE posting = ? ORDER BY ordinal", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	while ((step = stmt_step(&store->connection, stmt, err)) == STMT_ROW)
		posting_add_technology(posting, (const char *)sqlite3_column_text(stmt, 0),
				       (enum need)sqlite3_column_int(stmt, 1));
	return step == STMT_DONE;
}

static bool get_languages(struct store *store, int64_t id, struct posting *posting,
			  struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT name, need FROM language WHERE posting = ? ORDER BY ordinal", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	while ((step = stmt_step(&store->connection, stmt, err)) == STMT_ROW)
		posting_add_language(posting, (const char *)sqlite3_column_text(stmt, 0),
				     (enum need)sqlite3_column_int(stmt, 1));
	return step == STMT_DONE;
}

static bool get_source(struct store *store, int64_t id, struct record *record, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT min(s.path) FROM origin o JOIN source s ON s.id = o.source WHERE o.posting "
		"= ?",
		err);
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	step = stmt_step(&store->connection, stmt, err);
	if (step == STMT_ROW)
		record->source = stmt_column_text(stmt, 0);
	sqlite3_reset(stmt);
	return step != STMT_FAILED;
}

static bool get_evidence(struct store *store, int64_t id, struct posting *posting, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT evidence FROM posting WHERE id = ? AND evidence IS NOT NULL", err);
	enum stmt_step step;
	char *list = NULL;
	bool ok;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	step = stmt_step(&store->connection, stmt, err);
	if (step == STMT_ROW)
		list = stmt_column_text(stmt, 0);
	sqlite3_reset(stmt);
	ok = step != STMT_FAILED && (!list || rules_read(store, list, posting, err));
	free(list);
	return ok;
}

static bool get_body(struct store *store, int64_t id, struct posting *posting, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, "SELECT body FROM document WHERE id = ?",
				      err);
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	step = stmt_step(&store->connection, stmt, err);
	if (step == STMT_ROW)
		strbuf_add(&posting->body, sqlite3_column_blob(stmt, 0),
			   (size_t)sqlite3_column_bytes(stmt, 0));
	sqlite3_reset(stmt);
	return step != STMT_FAILED;
}

/* A link once, however many files give it. */
static void add_url(struct record *record, const char *url)
{
	for (size_t i = 0; i < record->urls.count; i++)
		if (strcmp(record->urls.items[i], url) == 0)
			return;
	*VEC_PUSH(&record->urls) = xstrdup(url);
}

static bool get_urls(struct store *store, int64_t id, struct record *record, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT o.url FROM origin o JOIN source s ON s.id = o.source WHERE"
		" (o.posting = ?1 OR o.posting IN (SELECT q.id FROM posting p JOIN posting q"
		" ON q.cluster > 0 AND q.cluster = p.cluster WHERE p.id = ?1))"
		" AND o.url IS NOT NULL"
		" ORDER BY o.posting <> ?1, s.path, o.ordinal LIMIT " URLS_MAX, err);
	enum stmt_step step;

	if (!stmt)
		return false;
	if (record->posting.url)
		add_url(record, record->posting.url);
	stmt_int(stmt, 1, id);
	while ((step = stmt_step(&store->connection, stmt, err)) == STMT_ROW)
		add_url(record, (const char *)sqlite3_column_text(stmt, 0));
	return step == STMT_DONE;
}

/* As the query has it (where.c, FIELD_CHANGED). */
static bool has_changed(const struct record *record)
{
	if (record->version < 2 || record->marks.is_seen)
		return record->version > 1 && record->version > record->marks.seen_version;
	return record->changed > record->added && record->changed >= clock_today() - CHANGED_DAYS;
}

static bool get_parts_of(struct store *store, int64_t id, enum get_parts parts,
			 struct record *record, const char *key, struct err *err)
{
	if (!get_places(store, id, &record->posting, err) ||
	    !get_stack(store, id, &record->posting, err) || !copies_read(store, id, record, err) ||
	    !marks_read(store, key, &record->marks, err))
		return false;
	if (parts != GET_LINE && (!get_languages(store, id, &record->posting, err) ||
				  !get_source(store, id, record, err)))
		return false;
	return parts != GET_WHOLE || (get_body(store, id, &record->posting, err) &&
				      history_read(store, key, record, err) &&
				      get_evidence(store, id, &record->posting, err) &&
				      get_urls(store, id, record, err));
}

static bool get_one(struct store *store, int64_t id, enum get_parts parts, struct record *record,
		    struct err *err)
{
	char *key = NULL;
	bool ok;

	record_release(record);
	record_init(record);
	ok = get_facts(store, id, record, &key, err) &&
	     get_parts_of(store, id, parts, record, key, err);
	record->is_changed = ok && has_changed(record);
	if (ok)
		record->id = id;
	free(key);
	return ok;
}

static bool run(struct store *store, const char *sql)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, NULL);

	return stmt && stmt_run(&store->connection, stmt, NULL);
}

/* Each statement alone would lock the file, look for a journal and let go again, which costs
 * more than most of them. Where there is a transaction already, or none can be begun, they go
 * without. */
static bool begin(struct store *store)
{
	return sqlite3_get_autocommit(store->connection.db) && run(store, "BEGIN");
}

static void end(struct store *store, bool is_begun)
{
	if (is_begun && !sqlite3_get_autocommit(store->connection.db) && !run(store, "COMMIT"))
		sqlite3_exec(store->connection.db, "ROLLBACK", NULL, NULL, NULL);
}

bool get_record(struct store *store, int64_t id, enum get_parts parts, struct record *record,
		struct err *err)
{
	bool is_begun = begin(store);
	bool ok = get_one(store, id, parts, record, err);

	end(store, is_begun);
	return ok;
}

bool get_records(struct store *store, const int64_t *ids, size_t count, enum get_parts parts,
		 struct record *records, struct err *err)
{
	bool is_begun = begin(store), ok = true;

	for (size_t i = 0; i < count; i++) {
		struct err one = ERR_INIT;

		if (get_one(store, ids[i], parts, &records[i], &one))
			continue;
		record_release(&records[i]);
		record_init(&records[i]);
		if (ok && one.status != STATUS_NO_INPUT)
			ok = err_set(err, one.status, "%s", one.text ? one.text : "");
		err_release(&one);
	}
	end(store, is_begun);
	return ok;
}
