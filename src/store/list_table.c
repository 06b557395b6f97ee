/*
 * Packed lists as tables, for SQL: place, technology, language. Read only; what is asked of one
 * posting, or of a stretch of them, is looked up, all else looks at every posting.
 */
#include "config.h"

#include "store/list_int.h"

#include "util/alloc.h"

#include <stdint.h>
#include <stdlib.h>

#define PLACE_ITEMS 6
#define ITEMS_MAX PLACE_ITEMS

struct list_cursor;

/* One of the tables. ITEMS of its list make a row. */
struct list_kind {
	const char *name, *table, *rows;
	int items, key_columns;
	void (*column)(sqlite3_context *context, const struct list_cursor *cursor, int at);
};

struct list_table {
	sqlite3_vtab base;
	sqlite3 *db;
	const struct list_kind *kind;
	sqlite3_stmt *idle;      /* of a cursor that was closed */
};

struct list_cursor {
	sqlite3_vtab_cursor base;
	sqlite3_stmt *rows;      /* the postings that have such a list */
	bool is_done;
	const char *list;        /* what is left of that of this one */
	size_t len;
	struct list_item items[ITEMS_MAX];
	sqlite3_int64 posting;
	int ordinal, number;     /* in the list of its scope, and in the whole list */
};

/* -- columns, after the posting */

static void give_item(sqlite3_context *context, struct list_item item)
{
	sqlite3_result_text(context, item.bytes, (int)item.len, SQLITE_TRANSIENT);
}

static int digit(struct list_item item, size_t at)
{
	return at < item.len ? item.bytes[at] - '0' : 0;
}

static void give_place(sqlite3_context *context, const struct list_cursor *cursor, int at)
{
	enum { SCOPE = 1, ORDINAL, KIND, TEXTS };

	if (at == SCOPE)
		sqlite3_result_int(context, digit(cursor->items[0], 0));
	else if (at == ORDINAL)
		sqlite3_result_int(context, cursor->ordinal);
	else if (at == KIND)
		sqlite3_result_int(context, digit(cursor->items[0], 1));
	else
		give_item(context, cursor->items[at - TEXTS + 1]);
}

static void give_named(sqlite3_context *context, const struct list_cursor *cursor, int at)
{
	enum { ORDINAL = 1, NAME };
	struct list_item item = cursor->items[0];

	if (at == ORDINAL)
		sqlite3_result_int(context, cursor->ordinal);
	else if (at == NAME && item.len > 0)
		give_item(context, (struct list_item){ item.bytes + 1, item.len - 1 });
	else
		sqlite3_result_int(context, digit(item, 0));
}

#define ROWS(column) \
	"SELECT id, " column " FROM posting WHERE id >= ?1 AND id <= ?2 AND " column \
	" IS NOT NULL ORDER BY id"
#define NAMED "CREATE TABLE x(posting INTEGER, ordinal INTEGER, name TEXT, need INTEGER)"

static const struct list_kind kinds[] = {
	{ "place", "CREATE TABLE x(posting INTEGER, is_scope INTEGER, ordinal INTEGER,"
	  " kind INTEGER, country TEXT, region TEXT, city TEXT, area TEXT, text TEXT)",
	  ROWS("places"), PLACE_ITEMS, 3, give_place },
	{ "technology", NAMED, ROWS("stack"), 1, 2, give_named },
	{ "language", NAMED, ROWS("languages"), 1, 2, give_named },
};

/* -- rows */

/* What is no whole row ends the list. */
static bool next_item(struct list_cursor *cursor, const struct list_kind *kind)
{
	int scope = digit(cursor->items[0], 0);

	for (int i = 0; i < kind->items; i++)
		if (!lists_next(&cursor->list, &cursor->len, &cursor->items[i]))
			return false;
	cursor->number++;
	cursor->ordinal++;
	if (kind->items == PLACE_ITEMS && digit(cursor->items[0], 0) != scope)
		cursor->ordinal = 0;
	return true;
}

static void begin_list(struct list_cursor *cursor)
{
	cursor->posting = sqlite3_column_int64(cursor->rows, 0);
	cursor->list = (const char *)sqlite3_column_text(cursor->rows, 1);
	cursor->len = cursor->list ? (size_t)sqlite3_column_bytes(cursor->rows, 1) : 0;
	cursor->items[0] = (struct list_item){ "0", 1 };
	cursor->ordinal = cursor->number = -1;
}

static int next_row(sqlite3_vtab_cursor *base)
{
	struct list_cursor *cursor = (struct list_cursor *)base;
	const struct list_table *table = (const struct list_table *)base->pVtab;

	while (!next_item(cursor, table->kind)) {
		int code = sqlite3_step(cursor->rows);

		cursor->is_done = code != SQLITE_ROW;
		if (cursor->is_done) {
			sqlite3_reset(cursor->rows);
			return code == SQLITE_DONE ? SQLITE_OK : code;
		}
		begin_list(cursor);
	}
	return SQLITE_OK;
}

/* -- the module */

enum { ASKS_ONE = 1, ASKS_FROM = 2, ASKS_TO = 4 };

static int connect(sqlite3 *db, void *kind, int count, const char *const *arguments,
		   sqlite3_vtab **base, char **message)
{
	struct list_table *table;
	int code = sqlite3_declare_vtab(db, ((const struct list_kind *)kind)->table);

	(void)count;
	(void)arguments;
	(void)message;
	if (code != SQLITE_OK)
		return code;
	sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
	table = xcalloc(1, sizeof *table);
	table->db = db;
	table->kind = kind;
	*base = &table->base;
	return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *base)
{
	struct list_table *table = (struct list_table *)base;

	sqlite3_finalize(table->idle);
	free(table);
	return SQLITE_OK;
}

/* Whether the rows come as the statement wants them anyway: by posting, then as in the list. */
static bool is_ordered(const sqlite3_index_info *info, const struct list_kind *kind)
{
	int first = info->nOrderBy > 0 && (info->idxNum & ASKS_ONE) ? info->aOrderBy[0].iColumn : 0;

	if (first < 0 || first > 1)
		return false;
	for (int i = 0; i < info->nOrderBy; i++)
		if (info->aOrderBy[i].iColumn != first + i || info->aOrderBy[i].desc ||
		    first + i >= kind->key_columns)
			return false;
	return true;
}

static int asks_of(unsigned char op)
{
	switch (op) {
	case SQLITE_INDEX_CONSTRAINT_EQ:
		return ASKS_ONE;
	case SQLITE_INDEX_CONSTRAINT_GT:
	case SQLITE_INDEX_CONSTRAINT_GE:
		return ASKS_FROM;
	case SQLITE_INDEX_CONSTRAINT_LT:
	case SQLITE_INDEX_CONSTRAINT_LE:
		return ASKS_TO;
	default:
		return 0;
	}
}

/* One condition of each kind is used; SQLite looks at all of them again. */
static int best_index(sqlite3_vtab *base, sqlite3_index_info *info)
{
	const struct list_table *table = (const struct list_table *)base;
	int used[ASKS_TO + 1] = { 0 }, count = 0;

	for (int i = 0; i < info->nConstraint; i++) {
		int asks = info->aConstraint[i].usable && info->aConstraint[i].iColumn == 0 ?
			   asks_of(info->aConstraint[i].op) : 0;

		if (asks)
			used[asks] = i + 1;
	}
	for (int asks = ASKS_ONE; asks <= ASKS_TO; asks *= 2) {
		if (!used[asks])
			continue;
		info->aConstraintUsage[used[asks] - 1].argvIndex = ++count;
		info->idxNum |= asks;
	}
	info->estimatedRows = info->idxNum & ASKS_ONE ? 8 : 1000000 >> 3 * count;
	info->estimatedCost = 10.0 * (double)info->estimatedRows;
	info->orderByConsumed = is_ordered(info, table->kind);
	return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *base, sqlite3_vtab_cursor **cursor)
{
	struct list_table *table = (struct list_table *)base;
	struct list_cursor *made = xcalloc(1, sizeof *made);
	int code = SQLITE_OK;

	made->rows = table->idle;
	table->idle = NULL;
	if (!made->rows)
		code = sqlite3_prepare_v3(table->db, table->kind->rows, -1,
					  SQLITE_PREPARE_PERSISTENT, &made->rows, NULL);
	if (code != SQLITE_OK) {
		free(made);
		return code;
	}
	*cursor = &made->base;
	return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *base)
{
	struct list_cursor *cursor = (struct list_cursor *)base;
	struct list_table *table = (struct list_table *)base->pVtab;

	sqlite3_reset(cursor->rows);
	if (table->idle)
		sqlite3_finalize(cursor->rows);
	else
		table->idle = cursor->rows;
	free(cursor);
	return SQLITE_OK;
}

/* A bound that is no number bounds nothing here. */
static int filter(sqlite3_vtab_cursor *base, int asks, const char *unused, int count,
		  sqlite3_value **values)
{
	struct list_cursor *cursor = (struct list_cursor *)base;
	sqlite3_int64 first = INT64_MIN, last = INT64_MAX;
	int at = 0;

	(void)unused;
	for (int ask = ASKS_ONE; ask <= ASKS_TO && at < count; ask *= 2) {
		sqlite3_value *value = asks & ask ? values[at++] : NULL;

		if (!value || sqlite3_value_type(value) != SQLITE_INTEGER)
			continue;
		if (ask != ASKS_TO && sqlite3_value_int64(value) > first)
			first = sqlite3_value_int64(value);
		if (ask != ASKS_FROM && sqlite3_value_int64(value) < last)
			last = sqlite3_value_int64(value);
	}
	sqlite3_reset(cursor->rows);
	sqlite3_bind_int64(cursor->rows, 1, first);
	sqlite3_bind_int64(cursor->rows, 2, last);
	cursor->len = 0;
	cursor->items[0] = (struct list_item){ "0", 1 }; /* nothing of what was read before */
	return next_row(base);
}

static int is_at_end(sqlite3_vtab_cursor *base)
{
	return ((const struct list_cursor *)base)->is_done;
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *context, int at)
{
	const struct list_cursor *cursor = (const struct list_cursor *)base;

	if (at == 0)
		sqlite3_result_int64(context, cursor->posting);
	else
		((const struct list_table *)base->pVtab)->kind->column(context, cursor, at);
	return SQLITE_OK;
}

static int row_number(sqlite3_vtab_cursor *base, sqlite3_int64 *number)
{
	const struct list_cursor *cursor = (const struct list_cursor *)base;

	*number = cursor->posting << 16 | (cursor->number & 0xffff);
	return SQLITE_OK;
}

static const sqlite3_module module = {
	.xConnect = connect, .xDisconnect = disconnect, .xBestIndex = best_index,
	.xOpen = open_cursor, .xClose = close_cursor, .xFilter = filter, .xNext = next_row,
	.xEof = is_at_end, .xColumn = column, .xRowid = row_number,
};

int list_tables_add(sqlite3 *db)
{
	int code = SQLITE_OK;

	for (size_t i = 0; code == SQLITE_OK && i < sizeof kinds / sizeof *kinds; i++)
		code = sqlite3_create_module(db, kinds[i].name, &module,
					     (void *)(uintptr_t)&kinds[i]);
	return code;
}
