/* The answer to the empty line. */
#include "config.h"

#include "store/start_int.h"

#include "store/column_int.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/date.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_KEPT 300            /* more than a screen shows */
#define VALUES_KEPT 64           /* of a facet */

/* Whether the row of table start is of the state that the database is in. */
#define IS_CURRENT "s.change = e.change AND s.marked = e.marked AND s.today = today()"

/* -- reading */

static bool read_counts(struct store *store, struct find_counts *counts, bool *is_there,
			struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT s.rows, s.all_rows, s.postings, s.all_postings FROM start s, engine e"
		" WHERE e.is_built AND " IS_CURRENT, err);
	enum stmt_step step;

	*is_there = false;
	if (!stmt)
		return false;
	step = stmt_step(&store->connection, stmt, err);
	if (step == STMT_ROW) {
		*is_there = true;
		*counts = (struct find_counts){
			sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
			sqlite3_column_int64(stmt, 2), sqlite3_column_int64(stmt, 3),
		};
		sqlite3_reset(stmt);
	}
	return step != STMT_FAILED;
}

static bool read_rows(struct store *store, struct start *start, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT posting FROM start_row ORDER BY place", err);
	enum stmt_step step = STMT_FAILED;

	while (stmt && (step = stmt_step(&store->connection, stmt, err)) == STMT_ROW)
		*VEC_PUSH(&start->ids) = sqlite3_column_int64(stmt, 0);
	return step == STMT_DONE;
}

static enum field_id field_of(sqlite3_stmt *stmt)
{
	const char *name = (const char *)sqlite3_column_text(stmt, 0);

	return name ? column_field(name, strlen(name)) : FIELD_COUNT;
}

static bool read_facets(struct store *store, struct start *start, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT field, unknown, total FROM start_facet", err);
	enum stmt_step step = STMT_FAILED;

	while (stmt && (step = stmt_step(&store->connection, stmt, err)) == STMT_ROW)
		*VEC_PUSH(&start->facets) = (struct start_facet){
			.field = field_of(stmt),
			.values.unknown = sqlite3_column_int64(stmt, 1),
			.total = (size_t)sqlite3_column_int64(stmt, 2),
		};
	return step == STMT_DONE;
}

static struct start_facet *find_facet_of(const struct start *start, enum field_id field)
{
	for (size_t i = 0; i < start->facets.count; i++)
		if (start->facets.items[i].field == field)
			return &start->facets.items[i];
	return NULL;
}

static bool read_values(struct store *store, struct start *start, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT field, value, label, code, has_parts, count FROM start_value"
		" ORDER BY field, place", err);
	enum stmt_step step = STMT_FAILED;

	while (stmt && (step = stmt_step(&store->connection, stmt, err)) == STMT_ROW) {
		struct start_facet *facet = find_facet_of(start, field_of(stmt));

		if (facet)
			*VEC_PUSH(&facet->values) = (struct facet_value){
				stmt_column_text(stmt, 1), stmt_column_text(stmt, 2),
				stmt_column_text(stmt, 3), sqlite3_column_int(stmt, 4) != 0,
				sqlite3_column_int64(stmt, 5),
			};
	}
	return step == STMT_DONE;
}

/* All is of one moment. */
bool start_read(struct store *store, struct start **start, struct err *err)
{
	bool begins = sqlite3_get_autocommit(store->connection.db) != 0, is_there, ok;
	struct start *made = xcalloc(1, sizeof *made);

	*start = NULL;
	ok = (!begins || stmt_exec(&store->connection, "BEGIN", err)) &&
	     read_counts(store, &made->counts, &is_there, err);
	if (ok && is_there)
		ok = read_rows(store, made, err) && read_facets(store, made, err) &&
		     read_values(store, made, err);
	if (begins && !sqlite3_get_autocommit(store->connection.db))
		stmt_exec(&store->connection, "COMMIT", NULL);
	if (ok && is_there)
		*start = made;
	else
		start_free(made);
	return ok;
}

void start_free(struct start *start)
{
	if (!start)
		return;
	for (size_t i = 0; i < start->facets.count; i++)
		facet_values_release(&start->facets.items[i].values);
	VEC_RELEASE(&start->facets);
	VEC_RELEASE(&start->ids);
	free(start);
}

static char *copy(const char *text)
{
	return text ? xstrdup(text) : NULL;
}

bool start_values(const struct start *start, enum field_id field, size_t limit,
		  struct facet_values *values)
{
	const struct start_facet *facet = find_facet_of(start, field);
	size_t count;

	if (!facet || (limit > facet->values.count && facet->total > facet->values.count))
		return false;
	count = limit < facet->values.count ? limit : facet->values.count;
	for (size_t i = 0; i < count; i++) {
		const struct facet_value *value = &facet->values.items[i];

		*VEC_PUSH(values) = (struct facet_value){
			copy(value->value), copy(value->label), copy(value->code),
			value->has_parts, value->count,
		};
	}
	values->unknown = facet->values.unknown;
	values->more = facet->total - count;
	return true;
}

/* -- writing */

/* What was worked out, and of which state. */
struct keeping {
	struct store *store;
	struct find *find;
	int64_t change, marked;
	struct start start;
};

static bool read_state(struct keeping *keeping, bool *is_current, struct err *err)
{
	struct connection *connection = &keeping->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT e.change, e.marked,"
		" EXISTS (SELECT 1 FROM start s WHERE " IS_CURRENT ") FROM engine e", err);
	enum stmt_step step = STMT_FAILED;

	if (stmt)
		step = stmt_step(connection, stmt, err);
	if (step == STMT_ROW) {
		keeping->change = sqlite3_column_int64(stmt, 0);
		keeping->marked = sqlite3_column_int64(stmt, 1);
		*is_current = sqlite3_column_int(stmt, 2) != 0;
		sqlite3_reset(stmt);
	}
	return step == STMT_ROW;
}

/* Their columns take long to read, after each small load again, and they are the last ones of the
 * pane: few windows are that high. */
static bool is_seen_late(enum field_id field)
{
	return field == FIELD_COMPANY || field == FIELD_SOURCE;
}

static bool work_out(struct keeping *keeping, struct err *err)
{
	int64_t ids[ROWS_KEPT];
	size_t got;

	if (!find_ids(keeping->find, 0, ROWS_KEPT, ids, &got, err))
		return false;
	for (size_t i = 0; i < got; i++)
		*VEC_PUSH(&keeping->start.ids) = ids[i];
	for (int id = 0; id < FIELD_COUNT; id++) {
		struct start_facet facet = { .field = (enum field_id)id };

		if (!field_get(facet.field)->is_facet || is_seen_late(facet.field))
			continue;
		if (!find_facet(keeping->find, facet.field, NULL, NULL, VALUES_KEPT, &facet.values,
				err))
			return false;
		facet.total = facet.values.count + facet.values.more;
		*VEC_PUSH(&keeping->start.facets) = facet;
	}
	return true;
}

static bool write_counts(struct keeping *keeping, struct err *err)
{
	const struct find_counts *counts = &keeping->find->counts;
	sqlite3_stmt *stmt = stmt_get(&keeping->store->connection,
		"INSERT INTO start(id, change, marked, today, rows, all_rows, postings,"
		" all_postings) VALUES(1, ?, ?, today(), ?, ?, ?, ?)", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, keeping->change);
	stmt_int(stmt, 2, keeping->marked);
	stmt_int(stmt, 3, counts->rows);
	stmt_int(stmt, 4, counts->all_rows);
	stmt_int(stmt, 5, counts->postings);
	stmt_int(stmt, 6, counts->all_postings);
	return stmt_run(&keeping->store->connection, stmt, err);
}

static bool write_rows(struct keeping *keeping, struct err *err)
{
	for (size_t i = 0; i < keeping->start.ids.count; i++) {
		sqlite3_stmt *stmt = stmt_get(&keeping->store->connection,
			"INSERT INTO start_row(place, posting) VALUES(?, ?)", err);

		if (!stmt)
			return false;
		stmt_int(stmt, 1, (int64_t)i);
		stmt_int(stmt, 2, keeping->start.ids.items[i]);
		if (!stmt_run(&keeping->store->connection, stmt, err))
			return false;
	}
	return true;
}

static bool write_value(struct keeping *keeping, enum field_id field, size_t place,
			const struct facet_value *value, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&keeping->store->connection,
		"INSERT INTO start_value(field, place, value, label, code, has_parts, count)"
		" VALUES(?, ?, ?, ?, ?, ?, ?)", err);

	if (!stmt)
		return false;
	stmt_text(stmt, 1, field_get(field)->name);
	stmt_int(stmt, 2, (int64_t)place);
	stmt_text(stmt, 3, value->value);
	stmt_text(stmt, 4, value->label);
	stmt_text(stmt, 5, value->code);
	stmt_int(stmt, 6, value->has_parts);
	stmt_int(stmt, 7, value->count);
	return stmt_run(&keeping->store->connection, stmt, err);
}

static bool write_facet(struct keeping *keeping, const struct start_facet *facet, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&keeping->store->connection,
		"INSERT INTO start_facet(field, unknown, total) VALUES(?, ?, ?)", err);

	if (!stmt)
		return false;
	stmt_text(stmt, 1, field_get(facet->field)->name);
	stmt_int(stmt, 2, facet->values.unknown);
	stmt_int(stmt, 3, (int64_t)facet->total);
	if (!stmt_run(&keeping->store->connection, stmt, err))
		return false;
	for (size_t i = 0; i < facet->values.count; i++)
		if (!write_value(keeping, facet->field, i, &facet->values.items[i], err))
			return false;
	return true;
}

static bool write_all(struct keeping *keeping, struct err *err)
{
	bool ok = stmt_exec(&keeping->store->connection, "DELETE FROM start;"
			    "DELETE FROM start_row; DELETE FROM start_facet;"
			    "DELETE FROM start_value", err) &&
		  write_counts(keeping, err) && write_rows(keeping, err);

	for (size_t i = 0; ok && i < keeping->start.facets.count; i++)
		ok = write_facet(keeping, &keeping->start.facets.items[i], err);
	return ok;
}

/* In the transaction that writes, the state is looked at again: by then it may be another one. */
static bool keep(struct keeping *keeping, struct err *err)
{
	int64_t change = keeping->change, marked = keeping->marked;
	bool is_current = false, ok = store_begin(keeping->store, err);

	if (!ok)
		return false;
	ok = read_state(keeping, &is_current, err);
	if (ok && !is_current && keeping->change == change && keeping->marked == marked)
		ok = write_all(keeping, err);
	return store_end(keeping->store, ok, err) && ok;
}

static bool work_out_and_keep(struct keeping *keeping, struct err *err)
{
	struct query *all = query_parse("", clock_today());
	bool ok;

	keeping->find = find_make(keeping->store, all, err);
	ok = keeping->find && work_out(keeping, err) && keep(keeping, err);
	find_free(keeping->find);
	query_free(all);
	for (size_t i = 0; i < keeping->start.facets.count; i++)
		facet_values_release(&keeping->start.facets.items[i].values);
	VEC_RELEASE(&keeping->start.facets);
	VEC_RELEASE(&keeping->start.ids);
	return ok;
}

bool start_write(struct store *store, struct err *err)
{
	struct keeping keeping = { .store = store };
	bool is_current = false;

	if (store_is_read_only(store))
		return true;
	if (!read_state(&keeping, &is_current, err))
		return false;
	return is_current || work_out_and_keep(&keeping, err);
}
