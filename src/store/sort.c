/* Orders. A field that can be sorted by is one row of the table. */
#include "config.h"

#include "store/sort_int.h"

#include "store/store_int.h"
#include "util/alloc.h"
#include "util/vec.h"

#include <stdlib.h>

/* So many postings are sorted by a text in a frame. */
#define POSTINGS_AT_ONCE 30000

struct sort_row {
	enum field_id field;
	bool is_fact;
	enum number_fact fact;   /* is_fact: the column; where it says nothing, the other one */
	enum number_fact other;
	enum number_fact down;   /* and from the end: what is looked at first */
	const char *sql;         /* else: the postings and their ranks; NULL: the copies */
	bool is_slow, is_live;
};

#define FACT(name) .is_fact = true, .fact = name, .other = name, .down = name
#define FACTS(low, high) .is_fact = true, .fact = low, .other = high
#define MARK_VALUES(name) "SELECT p.posting, m.value FROM mark m JOIN marked p ON p.key = m.key" \
	" WHERE m.name = '" name "'"

static const struct sort_row sort_rows[] = {
	{ .field = FIELD_TITLE, .is_slow = true,
	  .sql = "SELECT id, dense_rank() OVER (ORDER BY title COLLATE NOCASE) FROM posting"
		 " WHERE title IS NOT NULL" },
	{ .field = FIELD_COMPANY, .is_slow = true,
	  .sql = "SELECT id, dense_rank() OVER (ORDER BY company COLLATE NOCASE) FROM posting"
		 " WHERE company IS NOT NULL" },
	{ .field = FIELD_LOCATION, .is_slow = true,
	  .sql = "SELECT posting, dense_rank() OVER (ORDER BY city || region || country || area)"
		 " FROM place WHERE is_scope = 0 AND ordinal = 0" },
	{ .field = FIELD_WORKPLACE, FACT(NUMBER_WORKPLACE) },
	{ .field = FIELD_OFFICE_DAYS, FACT(NUMBER_OFFICE_DAYS) },
	{ .field = FIELD_EMPLOYMENT, FACT(NUMBER_EMPLOYMENT) },
	{ .field = FIELD_SENIORITY, FACT(NUMBER_SENIORITY) },
	{ .field = FIELD_EXPERIENCE, FACTS(NUMBER_YEARS_MIN, NUMBER_YEARS_MAX),
	  .down = NUMBER_YEARS_MIN },
	{ .field = FIELD_SALARY, FACTS(NUMBER_PAY_MIN, NUMBER_PAY_MAX), .down = NUMBER_PAY_MAX },
	{ .field = FIELD_POSTED, FACT(NUMBER_POSTED) },
	{ .field = FIELD_EXPIRES, FACT(NUMBER_EXPIRES) },
	{ .field = FIELD_VISA, FACT(NUMBER_VISA) },
	{ .field = FIELD_CLEARANCE, FACT(NUMBER_CLEARANCE) },
	{ .field = FIELD_EDUCATION, FACT(NUMBER_EDUCATION) },
	{ .field = FIELD_SOURCE, .is_slow = true, .is_live = true,
	  .sql = "SELECT posting, dense_rank() OVER (ORDER BY path) FROM (SELECT o.posting AS"
		 " posting, min(s.path) AS path FROM origin o JOIN source s ON s.id = o.source"
		 " GROUP BY o.posting)" },
	{ .field = FIELD_COPIES, .is_live = true },
	{ .field = FIELD_SHORTLISTED, .sql = MARK_VALUES("shortlist"), .is_live = true },
	{ .field = FIELD_STAGE, .sql = MARK_VALUES("stage"), .is_live = true },
	{ .field = FIELD_SEEN, .is_live = true,
	  .sql = "SELECT p.posting, 1 FROM mark m JOIN marked p ON p.key = m.key"
		 " WHERE m.name = 'seen'" },
};

static const struct sort_row *find_row(enum field_id field)
{
	for (size_t i = 0; i < sizeof sort_rows / sizeof *sort_rows; i++)
		if (sort_rows[i].field == field)
			return &sort_rows[i];
	return NULL;
}

/* An order on its way: its keys, and the columns that were made for it. */
struct sorting {
	const struct plan *plan;
	struct { struct order_key *items; size_t count, cap; } keys;
	struct { int64_t **items; size_t count, cap; } made;
	struct err *err;
};

static int64_t *make_column(struct sorting *sorting)
{
	uint32_t limit = sorting->plan->engine->limit;
	int64_t *values = xcalloc(limit, sizeof *values);

	for (uint32_t i = 0; i < limit; i++)
		values[i] = NUMBER_NONE;
	return *VEC_PUSH(&sorting->made) = values;
}

static const int64_t *fact_values(struct sorting *sorting, const struct sort_row *row,
				  bool is_descending)
{
	struct engine *engine = sorting->plan->engine;
	enum number_fact first = is_descending ? row->down : row->fact;
	enum number_fact other = first == row->fact ? row->other : row->fact;
	const struct number_column *one = engine_numbers(engine, first, sorting->err);
	const struct number_column *two = one ? engine_numbers(engine, other, sorting->err) : NULL;
	int64_t *values;

	if (!two || first == other)
		return two ? one->values : NULL;
	values = make_column(sorting);
	for (uint32_t i = 0; i < engine->limit; i++)
		values[i] = one->values[i] != NUMBER_NONE ? one->values[i] : two->values[i];
	return values;
}

static const int64_t *copies_values(struct sorting *sorting)
{
	struct engine *engine = sorting->plan->engine;
	struct rows *rows = engine_rows(engine, sorting->err);
	int64_t *values;

	if (!rows)
		return NULL;
	values = make_column(sorting);
	for (uint32_t i = 1; i < engine->limit; i++)
		values[i] = 1;
	for (size_t first = 0, end; first < rows->count; first = end) {
		for (end = first; end < rows->count; end++)
			if (rows->cluster_of[end] != rows->cluster_of[first])
				break;
		for (size_t i = first; i < end; i++)
			values[rows->members[i]] = (int64_t)(end - first);
	}
	return values;
}

static const int64_t *statement_values(struct sorting *sorting, const char *sql)
{
	struct engine *engine = sorting->plan->engine;
	struct connection *connection = &engine->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection, sql, sorting->err);
	int64_t *values = make_column(sorting);
	enum stmt_step step = STMT_FAILED;

	while (stmt && (step = stmt_step(connection, stmt, sorting->err)) == STMT_ROW) {
		int64_t id = sqlite3_column_int64(stmt, 0);

		if (id > 0 && id < engine->limit)
			values[id] = sqlite3_column_int64(stmt, 1);
	}
	return step == STMT_DONE ? values : NULL;
}

static bool add_key(struct sorting *sorting, const struct sort_row *row, bool is_descending)
{
	const int64_t *values = row->is_fact ? fact_values(sorting, row, is_descending) :
				row->sql ? statement_values(sorting, row->sql) :
				copies_values(sorting);

	if (values)
		*VEC_PUSH(&sorting->keys) = (struct order_key){ values, is_descending };
	return values != NULL;
}

/* What is asked for, without what must wait, and newest first after it. */
struct asked { const struct sort_row *row; bool is_descending; };
struct asked_list { struct asked *items; size_t count, cap; };

static void list_asked(const struct plan *plan, const struct query *query, bool wait,
		       struct asked_list *asked, bool *has_waiting)
{
	*has_waiting = false;
	for (size_t i = 0; i < query->sort.count; i++) {
		const struct sort_row *row = find_row(query->sort.items[i].field);

		if (!row)
			continue;
		if (wait && row->is_slow && plan->engine->limit > POSTINGS_AT_ONCE)
			*has_waiting = true;
		else
			*VEC_PUSH(asked) = (struct asked){ row,
							   query->sort.items[i].is_descending };
	}
	*VEC_PUSH(asked) = (struct asked){ find_row(FIELD_POSTED), true };
}

static void make_key(const struct asked_list *asked, struct strbuf *key, bool *is_live)
{
	*is_live = false;
	for (size_t i = 0; i < asked->count; i++) {
		strbuf_printf(key, "%c%d", asked->items[i].is_descending ? '-' : '+',
			      asked->items[i].row->field);
		*is_live |= asked->items[i].row->is_live;
	}
}

static const struct order *make_order(const struct plan *plan, const struct asked_list *asked,
				      const char *key, bool is_live, struct err *err)
{
	struct sorting sorting = { .plan = plan, .err = err };
	struct order *order = NULL;
	bool ok = true;

	for (size_t i = 0; ok && i < asked->count; i++)
		ok = add_key(&sorting, asked->items[i].row, asked->items[i].is_descending);
	if (ok) {
		order = engine_keep_order(plan->engine, key, is_live);
		order_init(order, sorting.keys.items, sorting.keys.count, plan->engine->limit);
	}
	for (size_t i = 0; i < sorting.made.count; i++)
		free(sorting.made.items[i]);
	VEC_RELEASE(&sorting.made);
	VEC_RELEASE(&sorting.keys);
	return order;
}

static const struct order *look_up(const struct plan *plan, const struct asked_list *asked,
				   bool may_make, struct err *err)
{
	struct strbuf key = STRBUF_INIT;
	const struct order *order;
	bool is_live;

	make_key(asked, &key, &is_live);
	order = engine_kept_order(plan->engine, key.text);
	if (!order && may_make)
		order = make_order(plan, asked, key.text, is_live, err);
	strbuf_release(&key);
	return order;
}

const struct order *sort_order(const struct plan *plan, const struct query *query, bool *exact,
			       struct err *err)
{
	struct asked_list all = { 0 }, now = { 0 };
	bool must_wait, unused;
	const struct order *order;

	list_asked(plan, query, false, &all, &unused);
	list_asked(plan, query, true, &now, &must_wait);
	order = look_up(plan, &all, plan->is_patient || !must_wait, err);
	if (!order && must_wait && !plan->is_patient) {
		*exact = false;
		order = look_up(plan, &now, true, err);
	}
	VEC_RELEASE(&all);
	VEC_RELEASE(&now);
	return order;
}
