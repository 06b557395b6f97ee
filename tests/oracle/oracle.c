/* Answers from plain SQL. */
#include "config.h"

#include "oracle.h"

#include <stdio.h>
#include <stdlib.h>

#include "condition.h"
#include "store/functions_int.h"
#include "store/list_int.h"
#include "util/alloc.h"
#include "util/strbuf.h"
#include "util/vec.h"

/* The row that posting `p` is in. */
#define ROW "iif(p.cluster > 0, p.cluster, -p.id)"

static void give_up(sqlite3 *db, const char *sql)
{
	fprintf(stderr, "oracle: %s: %s\n", sqlite3_errmsg(db), sql);
	abort();
}

sqlite3_stmt *oracle_prepare(struct oracle *oracle, const char *sql)
{
	sqlite3_stmt *stmt;

	if (sqlite3_prepare_v2(oracle->db, sql, -1, &stmt, NULL) != SQLITE_OK)
		give_up(oracle->db, sql);
	return stmt;
}

bool oracle_step(sqlite3_stmt *stmt)
{
	int code = sqlite3_step(stmt);

	if (code != SQLITE_ROW && code != SQLITE_DONE)
		give_up(sqlite3_db_handle(stmt), sqlite3_sql(stmt));
	return code == SQLITE_ROW;
}

void oracle_exec(struct oracle *oracle, const char *sql)
{
	if (sqlite3_exec(oracle->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		give_up(oracle->db, sql);
}

struct oracle *oracle_open(const char *path, const struct vocabulary *vocabulary)
{
	struct oracle *oracle = xcalloc(1, sizeof *oracle);

	oracle->vocabulary = vocabulary;
	if (sqlite3_open_v2(path, &oracle->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
	    functions_add(oracle->db) != SQLITE_OK ||
	    list_tables_add(oracle->db) != SQLITE_OK)
		give_up(oracle->db, path);
	sqlite3_busy_timeout(oracle->db, 5000);
	oracle_exec(oracle, "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;"
		    "CREATE VIRTUAL TABLE temp.words USING fts5(title, company, places, stack,"
		    " body, content='', tokenize='unicode61 remove_diacritics 2');"
		    "CREATE TABLE temp.place_row(posting INTEGER, is_scope INTEGER,"
		    " ordinal INTEGER, country TEXT, region TEXT, city TEXT, area TEXT, text TEXT);"
		    "CREATE TABLE temp.technology_row(posting INTEGER, name TEXT, need INTEGER);"
		    "CREATE TABLE temp.language_row(posting INTEGER, name TEXT, need INTEGER);"
		    "CREATE INDEX temp.place_posting ON place_row(posting);"
		    "CREATE INDEX temp.technology_posting ON technology_row(posting);"
		    "CREATE INDEX temp.language_posting ON language_row(posting);"
		    "CREATE TABLE temp.hit(id INTEGER PRIMARY KEY, row INTEGER);"
		    "CREATE TABLE temp.other(id INTEGER PRIMARY KEY, row INTEGER)");
	oracle_renew(oracle);
	return oracle;
}

void oracle_close(struct oracle *oracle)
{
	sqlite3_close(oracle->db);
	free(oracle);
}

void oracle_renew(struct oracle *oracle)
{
	oracle_exec(oracle, "BEGIN; INSERT INTO words(words) VALUES('delete-all');"
		    "INSERT INTO words(rowid, title, company, places, stack, body)"
		    " SELECT id, title, company, places, stack, body FROM document;"
		    "DELETE FROM place_row; DELETE FROM technology_row; DELETE FROM language_row;"
		    "INSERT INTO place_row SELECT posting, is_scope, ordinal, country, region,"
		    " city, area, text FROM place;"
		    "INSERT INTO technology_row SELECT posting, name, need FROM technology;"
		    "INSERT INTO language_row SELECT posting, name, need FROM language; COMMIT");
}

/* -- the condition, and the order */

/* Postings without a value come last either way. */
static void add_order(struct strbuf *sql, enum field_id field, bool is_descending)
{
	const char *order = condition_order(field, is_descending);

	if (order)
		strbuf_printf(sql, "%s IS NULL, %s%s, ", order, order,
			      is_descending ? " DESC" : "");
}

/* Newest first; what was loaded first where the day is the same or unknown. */
static void make_order(struct strbuf *sql, const struct query *query)
{
	for (size_t i = 0; i < query->sort.count; i++)
		add_order(sql, query->sort.items[i].field, query->sort.items[i].is_descending);
	add_order(sql, FIELD_POSTED, true);
	strbuf_puts(sql, "p.id");
}

/* Prepares HEAD, the condition, TAIL. */
static sqlite3_stmt *ask(struct oracle *oracle, const struct query *query, const char *head,
			 const char *tail, struct condition *condition)
{
	struct strbuf sql = STRBUF_INIT;
	sqlite3_stmt *stmt;

	condition_init(condition, query, oracle->vocabulary);
	strbuf_printf(&sql, "%s(%s)%s", head, condition->sql.text, tail);
	stmt = oracle_prepare(oracle, sql.text);
	condition_bind(condition, stmt);
	strbuf_release(&sql);
	return stmt;
}

void oracle_fill(struct oracle *oracle, const struct query *query, const char *table)
{
	struct strbuf head = STRBUF_INIT;
	struct condition condition;
	sqlite3_stmt *stmt;

	strbuf_printf(&head, "DELETE FROM temp.%s", table);
	oracle_exec(oracle, head.text);
	strbuf_clear(&head);
	strbuf_printf(&head, "INSERT INTO temp.%s(id, row) SELECT p.id, " ROW
		      " FROM posting p WHERE ", table);
	stmt = ask(oracle, query, head.text,
		   query->wants_hidden ? "" : " AND NOT " CONDITION_HIDDEN, &condition);
	oracle_step(stmt);
	sqlite3_finalize(stmt);
	condition_release(&condition);
	strbuf_release(&head);
}

/* -- answers */

static void read_hits(struct oracle *oracle, const struct query *query,
		      struct oracle_answer *answer)
{
	struct strbuf tail = STRBUF_INIT;
	struct condition condition;
	sqlite3_stmt *stmt;

	strbuf_puts(&tail, " ORDER BY ");
	make_order(&tail, query);
	stmt = ask(oracle, query, "SELECT p.id, " ROW ", " CONDITION_HIDDEN
		   " FROM posting p WHERE ", tail.text, &condition);
	while (oracle_step(stmt))
		*VEC_PUSH(&answer->hits) = (struct oracle_hit){
			sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
			sqlite3_column_int(stmt, 2) != 0,
		};
	sqlite3_finalize(stmt);
	condition_release(&condition);
	strbuf_release(&tail);
}

static int compare_rows(const void *a, const void *b)
{
	int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;

	return (one > other) - (one < other);
}

/* Puts ROW among the rows that rise; false where it was there. */
struct row_set { int64_t *items; size_t count, cap; };

static bool add_row(struct row_set *rows, int64_t row)
{
	size_t low = 0, high = rows->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (rows->items[middle] < row)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < rows->count && rows->items[low] == row)
		return false;
	(void)VEC_PUSH(rows);
	for (size_t i = rows->count - 1; i > low; i--)
		rows->items[i] = rows->items[i - 1];
	rows->items[low] = row;
	return true;
}

static size_t count_rows(const struct oracle_answer *answer)
{
	int64_t *rows = xcalloc(answer->hits.count + 1, sizeof *rows);
	size_t count = 0;

	for (size_t i = 0; i < answer->hits.count; i++)
		rows[i] = answer->hits.items[i].row;
	qsort(rows, answer->hits.count, sizeof *rows, compare_rows);
	for (size_t i = 0; i < answer->hits.count; i++)
		count += i == 0 || rows[i] != rows[i - 1];
	free(rows);
	return count;
}

void oracle_answer(struct oracle *oracle, const struct query *query, bool is_spread,
		   struct oracle_answer *answer)
{
	struct row_set leads = { 0 };    /* of clusters */

	*answer = (struct oracle_answer){ .hidden = 0 };
	read_hits(oracle, query, answer);
	for (size_t i = 0; i < answer->hits.count; i++) {
		const struct oracle_hit *hit = &answer->hits.items[i];

		if (hit->is_hidden && !query->wants_hidden)
			continue;
		answer->postings++;
		if (!is_spread && hit->row > 0 && !add_row(&leads, hit->row))
			continue;
		*VEC_PUSH(&answer->ids) = hit->id;
		*VEC_PUSH(&answer->rows) = is_spread ? -hit->id : hit->row;
	}
	answer->hidden = (int64_t)(is_spread ? answer->hits.count : count_rows(answer)) -
			 (int64_t)answer->ids.count;
	VEC_RELEASE(&leads);
}

void oracle_answer_release(struct oracle_answer *answer)
{
	VEC_RELEASE(&answer->hits);
	VEC_RELEASE(&answer->ids);
	VEC_RELEASE(&answer->rows);
}

static int64_t row_of(struct oracle *oracle, int64_t id)
{
	sqlite3_stmt *stmt = oracle_prepare(oracle, "SELECT " ROW " FROM posting p WHERE p.id = ?");
	int64_t row;

	sqlite3_bind_int64(stmt, 1, id);
	row = oracle_step(stmt) ? sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_finalize(stmt);
	return row;
}

int64_t oracle_place(struct oracle *oracle, const struct oracle_answer *answer, bool is_spread,
		     int64_t id)
{
	int64_t row = is_spread ? -id : row_of(oracle, id);

	for (size_t i = 0; i < answer->rows.count; i++)
		if (answer->rows.items[i] == row)
			return (int64_t)i;
	return -1;
}

size_t oracle_copies(struct oracle *oracle, const struct query *query, int64_t id, int64_t *ids,
		     size_t count)
{
	struct strbuf sql = STRBUF_INIT;
	sqlite3_stmt *stmt;
	size_t got = 0;

	strbuf_puts(&sql, "SELECT p.id FROM posting p WHERE p.cluster > 0 AND p.id <> ?1 AND"
		    " p.cluster = (SELECT cluster FROM posting WHERE id = ?1) ORDER BY ");
	make_order(&sql, query);
	stmt = oracle_prepare(oracle, sql.text);
	sqlite3_bind_int64(stmt, 1, id);
	while (got < count && oracle_step(stmt))
		ids[got++] = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	strbuf_release(&sql);
	return got;
}
