/* The terms of stored postings. */
#include "config.h"

#include "store/documents_int.h"

#include "store/column_int.h"
#include "store/store_int.h"
#include "store/terms_int.h"
#include "util/alloc.h"
#include "util/vec.h"

#include <inttypes.h>
#include <stdlib.h>

#define POSTINGS_AT_ONCE 512

/* A posting as its rows say it. Of the places the codes are taken as they stand, whatever the
 * gazetteer of today says. */
struct reading {
	struct store *store;
	int64_t id;
	struct posting posting;
	struct { char **items; size_t count, cap; } strings; /* of the places */
	char *places, *stack;
};

static sqlite3_stmt *ask(const struct reading *reading, const char *sql, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&reading->store->connection, sql, err);

	if (stmt)
		stmt_int(stmt, 1, reading->id);
	return stmt;
}

static bool read_facts(struct reading *reading, struct err *err)
{
	sqlite3_stmt *stmt = ask(reading, reading->store->row_sqls.select, err);
	enum stmt_step step = STMT_FAILED;

	if (stmt)
		step = stmt_step(&reading->store->connection, stmt, err);
	if (step == STMT_ROW) {
		columns_get(stmt, 0, &reading->posting);
		sqlite3_reset(stmt);
	}
	return step != STMT_FAILED;
}

static bool read_texts(struct reading *reading, struct err *err)
{
	sqlite3_stmt *stmt = ask(reading, "SELECT places, stack, body FROM document WHERE id = ?",
				 err);
	enum stmt_step step = STMT_FAILED;

	if (stmt)
		step = stmt_step(&reading->store->connection, stmt, err);
	if (step == STMT_ROW) {
		reading->places = stmt_column_text(stmt, 0);
		reading->stack = stmt_column_text(stmt, 1);
		strbuf_add(&reading->posting.body, sqlite3_column_blob(stmt, 2),
			   (size_t)sqlite3_column_bytes(stmt, 2));
		sqlite3_reset(stmt);
	}
	return step != STMT_FAILED;
}

/* A text of the row that lives as long as the reading. */
static const char *keep(struct reading *reading, sqlite3_stmt *stmt, int at)
{
	char *text = stmt_column_text(stmt, at);

	return *VEC_PUSH(&reading->strings) = text ? text : xstrdup("");
}

static bool read_places(struct reading *reading, struct err *err)
{
	sqlite3_stmt *stmt = ask(reading, "SELECT is_scope, country, region, city, area, text"
				 " FROM place WHERE posting = ? ORDER BY is_scope, ordinal", err);
	enum stmt_step step = STMT_FAILED;

	while (stmt &&
	       (step = stmt_step(&reading->store->connection, stmt, err)) == STMT_ROW) {
		struct posting_place item = { .place = {
			.country = keep(reading, stmt, 1), .region_code = keep(reading, stmt, 2),
			.city = keep(reading, stmt, 3), .area = keep(reading, stmt, 4),
		}, .text = stmt_column_text(stmt, 5) };

		if (sqlite3_column_int(stmt, 0))
			*VEC_PUSH(&reading->posting.remote_scope) = item;
		else
			*VEC_PUSH(&reading->posting.locations) = item;
	}
	return step == STMT_DONE;
}

/* A list of names with their needs. */
static bool read_names(struct reading *reading, const char *sql,
		       void (*add)(struct posting *posting, const char *name, enum need need),
		       struct err *err)
{
	sqlite3_stmt *stmt = ask(reading, sql, err);
	enum stmt_step step = STMT_FAILED;

	while (stmt && (step = stmt_step(&reading->store->connection, stmt, err)) == STMT_ROW)
		add(&reading->posting, (const char *)sqlite3_column_text(stmt, 0),
		    (enum need)sqlite3_column_int(stmt, 1));
	return step == STMT_DONE;
}

static bool read_all(struct reading *reading, struct err *err)
{
	return read_facts(reading, err) && read_texts(reading, err) && read_places(reading, err) &&
	       read_names(reading, "SELECT name, need FROM technology WHERE posting = ?"
			  " ORDER BY ordinal", posting_add_technology, err) &&
	       read_names(reading, "SELECT name, need FROM language WHERE posting = ?"
			  " ORDER BY ordinal", posting_add_language, err);
}

static void reading_release(struct reading *reading)
{
	for (size_t i = 0; i < reading->strings.count; i++)
		free(reading->strings.items[i]);
	VEC_RELEASE(&reading->strings);
	free(reading->places);
	free(reading->stack);
	posting_release(&reading->posting);
}

bool documents_terms(struct store *store, int64_t id, struct strbuf *terms, struct err *err)
{
	struct reading reading = { .store = store, .id = id };
	bool ok;

	if (!store->terms_maker)
		store->terms_maker = terms_maker_new(store->vocabulary, err);
	if (!store->terms_maker)
		return false;
	posting_init(&reading.posting);
	ok = read_all(&reading, err);
	if (ok)
		terms_make_of(store->terms_maker, &reading.posting, reading.places, reading.stack,
			      terms);
	reading_release(&reading);
	return ok;
}

/* Many in one transaction, since each takes several statements; few enough that one who writes need
 * not wait long. A caller's own transaction goes on. */
static bool take_breath(struct store *store, bool is_ours, int64_t at, struct err *err)
{
	if (!is_ours || at % POSTINGS_AT_ONCE != 0)
		return true;
	return stmt_exec(&store->connection, "COMMIT", err) &&
	       stmt_exec(&store->connection, "BEGIN", err);
}

bool documents_run(struct store *store, int64_t first, int64_t limit, struct strbuf *out,
		   struct err *err)
{
	bool is_ours = sqlite3_get_autocommit(store->connection.db) != 0;
	struct run_builder *builder = run_builder_new();
	struct strbuf terms = STRBUF_INIT;
	bool ok = !is_ours || stmt_exec(&store->connection, "BEGIN", err);

	for (int64_t id = first; ok && id < limit; id++) {
		strbuf_clear(&terms);
		ok = take_breath(store, is_ours, id, err) &&
		     documents_terms(store, id, &terms, err);
		if (ok)
			run_builder_add(builder, (uint32_t)id, &terms);
	}
	if (is_ours && !sqlite3_get_autocommit(store->connection.db))
		ok = stmt_exec(&store->connection, "COMMIT", err) && ok;
	if (ok)
		run_builder_write(builder, out);
	strbuf_release(&terms);
	run_builder_free(builder);
	return ok;
}
