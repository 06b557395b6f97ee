/* Answering a query: its number, its order, stretches of its ids. */
#include "config.h"

#include "store/find_int.h"

#include "store/store_int.h"
#include "util/alloc.h"

#include <stdlib.h>

/* Postings without a value come last either way. */
static void add_order(struct strbuf *out, enum field_id field, bool is_descending)
{
	const char *order = where_order(field, is_descending);

	if (order)
		strbuf_printf(out, "%s IS NULL, %s%s, ", order, order,
			      is_descending ? " DESC" : "");
}

/* Newest first; what was loaded first where the day is the same or unknown. */
static void make_order(struct strbuf *out, const struct query *query)
{
	for (size_t i = 0; i < query->sort.count; i++)
		add_order(out, query->sort.items[i].field, query->sort.items[i].is_descending);
	add_order(out, FIELD_POSTED, true);
	strbuf_puts(out, "p.id");
}

void find_where(struct where *where, const struct query *query,
		const struct vocabulary *vocabulary)
{
	where_init(where, query, vocabulary);
	if (!query->wants_hidden)
		strbuf_puts(&where->sql, " AND NOT " WHERE_HIDDEN);
}

/* Prepares HEAD, the condition, TAIL; binds the condition's values from parameter FIRST on. */
static sqlite3_stmt *prepare(struct find *find, const char *head, const char *tail, int first,
			     struct err *err)
{
	struct strbuf sql = STRBUF_INIT;
	sqlite3_stmt *stmt;

	strbuf_printf(&sql, "%s%s%s", head, find->where.sql.text, tail);
	stmt = stmt_make(&find->store->connection, sql.text, err);
	strbuf_release(&sql);
	if (stmt)
		where_bind(&find->where, stmt, first);
	return stmt;
}

static bool count_matches(struct store *store, const struct query *query, int64_t *shown,
			  int64_t *hidden, struct err *err)
{
	struct strbuf sql = STRBUF_INIT;
	struct where where;
	sqlite3_stmt *stmt;
	bool ok = false;

	where_init(&where, query, store->vocabulary);
	strbuf_printf(&sql, "SELECT count(*), total(is_hidden) FROM"
		      " (SELECT " WHERE_HIDDEN " AS is_hidden FROM posting p WHERE %s)",
		      where.sql.text);
	stmt = stmt_make(&store->connection, sql.text, err);
	if (stmt) {
		where_bind(&where, stmt, 1);
		ok = stmt_step(&store->connection, stmt, err) == STMT_ROW;
	}
	if (ok) {
		*hidden = query->wants_hidden ? 0 : sqlite3_column_int64(stmt, 1);
		*shown = sqlite3_column_int64(stmt, 0) - *hidden;
	}
	sqlite3_finalize(stmt);
	strbuf_release(&sql);
	where_release(&where);
	return ok;
}

struct find *find_new(struct store *store, const struct query *query, struct err *err)
{
	struct find *find = xcalloc(1, sizeof *find);

	find->store = store;
	find->query = query;
	find_where(&find->where, query, store->vocabulary);
	strbuf_init(&find->order);
	make_order(&find->order, query);
	if (count_matches(store, query, &find->total, &find->hidden, err))
		return find;
	find_free(find);
	return NULL;
}

void find_free(struct find *find)
{
	if (!find)
		return;
	where_release(&find->where);
	strbuf_release(&find->order);
	free(find);
}

int64_t find_total(const struct find *find)
{
	return find->total;
}

int64_t find_hidden(const struct find *find)
{
	return find->hidden;
}

bool find_ids(struct find *find, int64_t first, size_t count, int64_t *ids, size_t *got,
	      struct err *err)
{
	struct connection *connection = &find->store->connection;
	struct strbuf tail = STRBUF_INIT;
	enum stmt_step step = STMT_FAILED;
	sqlite3_stmt *stmt;

	*got = 0;
	strbuf_printf(&tail, " ORDER BY %s LIMIT ? OFFSET ?", find->order.text);
	stmt = prepare(find, "SELECT p.id FROM posting p WHERE ", tail.text, 1, err);
	strbuf_release(&tail);
	if (stmt) {
		int at = (int)find->where.values.count + 1;

		stmt_int(stmt, at, (int64_t)count);
		stmt_int(stmt, at + 1, first);
		while ((step = stmt_step(connection, stmt, err)) == STMT_ROW)
			ids[(*got)++] = sqlite3_column_int64(stmt, 0);
	}
	sqlite3_finalize(stmt);
	return step == STMT_DONE;
}

int64_t find_place(struct find *find, int64_t id, struct err *err)
{
	struct strbuf head = STRBUF_INIT;
	int64_t place = -1;
	sqlite3_stmt *stmt;

	strbuf_printf(&head, "SELECT place FROM (SELECT p.id AS id, row_number() OVER (ORDER BY %s)"
		      " - 1 AS place FROM posting p WHERE ", find->order.text);
	stmt = prepare(find, head.text, ") WHERE id = ?", 1, err);
	strbuf_release(&head);
	if (stmt) {
		stmt_int(stmt, (int)find->where.values.count + 1, id);
		if (!stmt_value(&find->store->connection, stmt, -1, &place, err))
			place = -1;
	}
	sqlite3_finalize(stmt);
	return place;
}

int64_t find_count(struct store *store, const struct query *query, struct err *err)
{
	int64_t shown, hidden;

	return count_matches(store, query, &shown, &hidden, err) ? shown : -1;
}
