/* Answering a query: its number, its order, stretches of its ids. */
#include "config.h"

#include "store/find_int.h"

#include "store/store_int.h"
#include "util/alloc.h"
#include "util/vec.h"

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

/* Of each cluster the first that matches; a posting that is alone needs no look at others. */
#define LEADS_HEAD "WITH lead AS MATERIALIZED (SELECT id FROM (SELECT p.id AS id, row_number()" \
	" OVER (PARTITION BY p.cluster ORDER BY "
#define LEADS_WHERE ") AS number FROM posting p WHERE p.cluster > 0 AND "
#define LEADS_TAIL ") WHERE number = 1) "
#define IS_LEAD " AND (p.cluster = 0 OR p.id IN lead)"

/* Prepares HEAD, the condition of the rows, TAIL. The values of the condition are bound; *next is
 * the first parameter behind them. */
static sqlite3_stmt *prepare(struct find *find, const char *head, const char *tail, int *next,
			     struct err *err)
{
	const char *where = find->where.sql.text;
	struct strbuf sql = STRBUF_INIT;
	sqlite3_stmt *stmt;

	if (!find->is_spread)
		strbuf_printf(&sql, "%s%s%s(%s)%s", LEADS_HEAD, find->order.text, LEADS_WHERE,
			      where, LEADS_TAIL);
	strbuf_printf(&sql, "%s(%s)%s%s", head, where, find->is_spread ? "" : IS_LEAD, tail);
	stmt = stmt_make(&find->store->connection, sql.text, err);
	strbuf_release(&sql);
	*next = 1;
	if (stmt && !find->is_spread)
		*next = where_bind(&find->where, stmt, *next);
	if (stmt)
		*next = where_bind(&find->where, stmt, *next);
	return stmt;
}

#define COUNT_SHOWN "count(*) FILTER (WHERE p.cluster = 0 AND NOT p.is_hidden) +" \
	" count(DISTINCT CASE WHEN NOT p.is_hidden THEN nullif(p.cluster, 0) END)"

static bool count_matches(struct store *store, const struct query *query,
			  struct find_counts *counts, struct err *err)
{
	struct strbuf sql = STRBUF_INIT;
	struct where where;
	sqlite3_stmt *stmt;
	bool ok = false;

	where_init(&where, query, store->vocabulary);
	strbuf_printf(&sql, "SELECT " COUNT_SHOWN ", " FIND_ROWS ", count(*) - total(p.is_hidden),"
		      " count(*) FROM (SELECT p.cluster AS cluster, " WHERE_HIDDEN " AS is_hidden"
		      " FROM posting p WHERE %s) p", where.sql.text);
	stmt = stmt_make(&store->connection, sql.text, err);
	if (stmt) {
		where_bind(&where, stmt, 1);
		ok = stmt_step(&store->connection, stmt, err) == STMT_ROW;
	}
	if (ok) {
		counts->all_rows = sqlite3_column_int64(stmt, 1);
		counts->all_postings = sqlite3_column_int64(stmt, 3);
		counts->rows = sqlite3_column_int64(stmt, query->wants_hidden ? 1 : 0);
		counts->postings = sqlite3_column_int64(stmt, query->wants_hidden ? 3 : 2);
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
	if (count_matches(store, query, &find->counts, err))
		return find;
	find_free(find);
	return NULL;
}

struct find *find_begin(struct store *store, const struct query *query, struct err *err)
{
	return find_new(store, query, err);
}

bool find_is_exact(const struct find *find)
{
	(void)find;
	return true;
}

bool find_refine(struct find *find, struct err *err)
{
	(void)find;
	(void)err;
	return true;
}

bool find_warm(struct store *store, bool *is_done, struct err *err)
{
	(void)store;
	(void)err;
	*is_done = true;
	return true;
}

void find_free(struct find *find)
{
	if (!find)
		return;
	where_release(&find->where);
	strbuf_release(&find->order);
	free(find);
}

void find_spread(struct find *find)
{
	find->is_spread = true;
}

int64_t find_total(const struct find *find)
{
	return find->is_spread ? find->counts.postings : find->counts.rows;
}

int64_t find_hidden(const struct find *find)
{
	const struct find_counts *counts = &find->counts;

	return find->is_spread ? counts->all_postings - counts->postings
			       : counts->all_rows - counts->rows;
}

int64_t find_postings(const struct find *find)
{
	return find->counts.postings;
}

bool find_ids(struct find *find, int64_t first, size_t count, int64_t *ids, size_t *got,
	      struct err *err)
{
	struct connection *connection = &find->store->connection;
	struct strbuf tail = STRBUF_INIT;
	enum stmt_step step = STMT_FAILED;
	sqlite3_stmt *stmt;
	int at;

	*got = 0;
	strbuf_printf(&tail, " ORDER BY %s LIMIT ? OFFSET ?", find->order.text);
	stmt = prepare(find, "SELECT p.id FROM posting p WHERE ", tail.text, &at, err);
	strbuf_release(&tail);
	if (stmt) {
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
	const char *row = find->is_spread ? "p.id" : FIND_ROW;
	struct strbuf head = STRBUF_INIT, tail = STRBUF_INIT;
	int64_t place = -1;
	sqlite3_stmt *stmt;
	int at;

	strbuf_printf(&head, "SELECT place FROM (SELECT %s AS row, row_number() OVER (ORDER BY %s)"
		      " - 1 AS place FROM posting p WHERE ", row, find->order.text);
	strbuf_printf(&tail, ") WHERE row = (SELECT %s FROM posting p WHERE p.id = ?)", row);
	stmt = prepare(find, head.text, tail.text, &at, err);
	strbuf_release(&head);
	strbuf_release(&tail);
	if (stmt) {
		stmt_int(stmt, at, id);
		if (!stmt_value(&find->store->connection, stmt, -1, &place, err))
			place = -1;
	}
	sqlite3_finalize(stmt);
	return place;
}

bool find_copies(struct find *find, int64_t id, struct find_ids *copies, struct err *err)
{
	struct strbuf sql = STRBUF_INIT;
	enum stmt_step step = STMT_FAILED;
	sqlite3_stmt *stmt;

	strbuf_printf(&sql, "SELECT p.id FROM posting p WHERE p.cluster > 0 AND p.cluster ="
		      " (SELECT cluster FROM posting WHERE id = ?1) AND p.id <> ?1 ORDER BY %s",
		      find->order.text);
	stmt = stmt_make(&find->store->connection, sql.text, err);
	strbuf_release(&sql);
	if (stmt) {
		stmt_int(stmt, 1, id);
		while ((step = stmt_step(&find->store->connection, stmt, err)) == STMT_ROW)
			*VEC_PUSH(copies) = sqlite3_column_int64(stmt, 0);
	}
	sqlite3_finalize(stmt);
	return step == STMT_DONE;
}

int64_t find_count(struct store *store, const struct query *query, struct err *err)
{
	struct find_counts counts;

	return count_matches(store, query, &counts, err) ? counts.rows : -1;
}

int64_t find_all_rows(struct store *store)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, "SELECT " FIND_ROWS " FROM posting p",
				      NULL);
	int64_t rows;

	return stmt && stmt_value(&store->connection, stmt, 0, &rows, NULL) ? rows : 0;
}
