/* The state of the engine: what it knows of the database, and bringing that up to date. */
#include "config.h"

#include "store/engine_int.h"

#include "store/store_int.h"
#include "util/alloc.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

/* Sets and orders that are kept: at a million postings a set has 125 KB, an order 8 MB. */
#define SETS_KEPT 128
#define ORDERS_KEPT 4

#define POSTINGS_MAX 500000000   /* more than any machine has memory for */

/* The counters of the database. */
struct counters { int64_t change, layout, sealed, phrased, is_built; };

static bool read_counters(struct store *store, struct counters *counters, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT change, layout, sealed, phrased, is_built FROM engine", err);
	enum stmt_step step = STMT_FAILED;

	if (stmt)
		step = stmt_step(&store->connection, stmt, err);
	if (step == STMT_DONE)
		return err_set(err, STATUS_BAD_DATA, "%s: it does not say how far its sets are; "
			       "run shortlist check --rebuild", store->path);
	if (step == STMT_FAILED)
		return false;
	*counters = (struct counters){
		sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
		sqlite3_column_int64(stmt, 2), sqlite3_column_int64(stmt, 3),
		sqlite3_column_int64(stmt, 4),
	};
	sqlite3_reset(stmt);
	if (!counters->is_built)
		return err_set(err, STATUS_BAD_DATA, "%s: its sets are not built; run "
			       "shortlist check --rebuild", store->path);
	return true;
}

static bool read_number(struct store *store, const char *sql, int64_t *value, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, err);

	return stmt && stmt_value(&store->connection, stmt, 0, value, err);
}

/* -- what is kept */

static void free_set(struct kept_set *kept)
{
	bitset_release(&kept->set);
	bitset_release(&kept->members);
	free(kept->key);
	free(kept);
}

static void free_order(struct kept_order *kept)
{
	order_release(&kept->order);
	free(kept->key);
	free(kept);
}

/* Forgets what is kept; without ALL only what may change without a posting being put. */
static void forget(struct engine *engine, bool all)
{
	for (size_t i = engine->sets.count; i-- > 0;)
		if (all || engine->sets.items[i]->is_live) {
			free_set(engine->sets.items[i]);
			VEC_REMOVE(&engine->sets, i);
		}
	for (size_t i = engine->orders.count; i-- > 0;)
		if (all || engine->orders.items[i]->is_live) {
			free_order(engine->orders.items[i]);
			VEC_REMOVE(&engine->orders, i);
		}
}

/* What is made of all postings, and of nothing else. */
static void forget_postings(struct engine *engine)
{
	forget(engine, true);
	if (engine->has_rows)
		rows_release(&engine->rows);
	engine->has_rows = engine->is_order_warm = false;
	for (int i = 0; i < NAME_FACTS; i++) {
		free(engine->all_counts[i]);
		engine->all_counts[i] = NULL;
		inverse_release(&engine->inverses[i]);
		engine->has_inverse[i] = false;
		engine->names_read[i] = 0;
	}
}

/* Of too many the ones that were used longest ago go. */
static void thin_out(struct engine *engine)
{
	while (engine->sets.count > SETS_KEPT) {
		size_t oldest = 0;

		for (size_t i = 1; i < engine->sets.count; i++)
			if (engine->sets.items[i]->used < engine->sets.items[oldest]->used)
				oldest = i;
		free_set(engine->sets.items[oldest]);
		VEC_REMOVE(&engine->sets, oldest);
	}
	while (engine->orders.count > ORDERS_KEPT) {
		size_t oldest = 0;

		for (size_t i = 1; i < engine->orders.count; i++)
			if (engine->orders.items[i]->used < engine->orders.items[oldest]->used)
				oldest = i;
		free_order(engine->orders.items[oldest]);
		VEC_REMOVE(&engine->orders, oldest);
	}
}

const struct bitset *engine_kept(struct engine *engine, const char *key)
{
	for (size_t i = 0; i < engine->sets.count; i++) {
		struct kept_set *kept = engine->sets.items[i];

		if (strcmp(kept->key, key) != 0)
			continue;
		kept->used = ++engine->clock;
		return &kept->set;
	}
	return NULL;
}

struct bitset *engine_keep(struct engine *engine, const char *key, bool is_live)
{
	struct kept_set *kept = xcalloc(1, sizeof *kept);

	kept->key = xstrdup(key);
	kept->used = ++engine->clock;
	kept->is_live = is_live;
	bitset_init(&kept->set, engine->limit);
	*VEC_PUSH(&engine->sets) = kept;
	return &kept->set;
}

const struct bitset *engine_members(struct engine *engine, const struct bitset *set)
{
	for (size_t i = 0; i < engine->sets.count; i++) {
		struct kept_set *kept = engine->sets.items[i];

		if (&kept->set != set)
			continue;
		if (!kept->members.words) {
			bitset_init(&kept->members, engine->rows.count);
			rows_find_members(&engine->rows, set, &kept->members);
		}
		return &kept->members;
	}
	return NULL;
}

bool engine_unkeep(struct engine *engine)
{
	free_set(engine->sets.items[--engine->sets.count]);
	return false;
}

const struct order *engine_kept_order(struct engine *engine, const char *key)
{
	for (size_t i = 0; i < engine->orders.count; i++) {
		struct kept_order *kept = engine->orders.items[i];

		if (strcmp(kept->key, key) != 0)
			continue;
		kept->used = ++engine->clock;
		return &kept->order;
	}
	return NULL;
}

struct order *engine_keep_order(struct engine *engine, const char *key, bool is_live)
{
	struct kept_order *kept = xcalloc(1, sizeof *kept);

	kept->key = xstrdup(key);
	kept->used = ++engine->clock;
	kept->is_live = is_live;
	*VEC_PUSH(&engine->orders) = kept;
	return &kept->order;
}

/* -- bringing up to date */

static bool read_segments(struct engine *engine, struct err *err)
{
	struct connection *connection = &engine->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT id, first, end FROM segment WHERE is_whole ORDER BY first", err);
	enum stmt_step step = STMT_FAILED;

	VEC_CLEAR(&engine->segments);
	while (stmt && (step = stmt_step(connection, stmt, err)) == STMT_ROW)
		*VEC_PUSH(&engine->segments) = (struct engine_segment){
			sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
			sqlite3_column_int64(stmt, 2),
		};
	return step == STMT_DONE;
}

/* A segment is of one block; numbers that are none of a posting come from damage. */
static bool are_sound(const struct engine *engine, int64_t last)
{
	if (last < 0 || last > POSTINGS_MAX)
		return false;
	for (size_t i = 0; i < engine->segments.count; i++) {
		const struct engine_segment *segment = &engine->segments.items[i];

		if (segment->first < 1 || segment->first >= segment->end ||
		    segment->end > last + 1 ||
		    segment->first / BLOCK_SIZE != (segment->end - 1) / BLOCK_SIZE)
			return false;
	}
	return true;
}

static bool read_runs(struct engine *engine, struct err *err)
{
	struct connection *connection = &engine->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT id, bytes FROM run WHERE id > ? ORDER BY id", err);
	enum stmt_step step = STMT_FAILED;

	if (stmt)
		stmt_int(stmt, 1, engine->last_run);
	while (stmt && (step = stmt_step(connection, stmt, err)) == STMT_ROW) {
		engine->last_run = sqlite3_column_int64(stmt, 0);
		if (tail_add(engine->tail, sqlite3_column_blob(stmt, 1),
			     (size_t)sqlite3_column_bytes(stmt, 1)))
			continue;
		sqlite3_reset(stmt);
		return err_set(err, STATUS_BAD_DATA, "%s: the words of its newest postings are "
			       "damaged; run shortlist check --rebuild", engine->store->path);
	}
	return step == STMT_DONE;
}

/* The facts of one posting whose rows changed. */
static bool read_facts(struct engine *engine, int64_t id, struct err *err)
{
	struct store *store = engine->store;
	bool ok = true;

	for (int i = 0; ok && i < NUMBER_FACTS; i++)
		ok = !engine->has_numbers[i] ||
		     facts_read_numbers(store, (enum number_fact)i, id, id + 1,
					&engine->numbers[i], err);
	for (int i = 0; ok && i < NAME_FACTS; i++) {
		if (!engine->has_names[i])
			continue;
		name_column_set(&engine->names[i], (uint32_t)id, NULL, 0);
		ok = facts_read_names(store, (enum name_fact)i, id, id + 1, &engine->names[i],
				      err);
	}
	return ok;
}

struct ids { int64_t *items; size_t count, cap; };

/* Postings [first, limit) whose facts changed after CHANGE. */
static bool read_touched(struct engine *engine, int64_t change, int64_t first, int64_t limit,
			 struct ids *ids, struct err *err)
{
	struct connection *connection = &engine->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection, "SELECT posting FROM touched WHERE change > ?"
				      " AND posting >= ? AND posting < ?", err);
	enum stmt_step step = STMT_FAILED;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, change);
	stmt_int(stmt, 2, first);
	stmt_int(stmt, 3, limit);
	while ((step = stmt_step(connection, stmt, err)) == STMT_ROW)
		*VEC_PUSH(ids) = sqlite3_column_int64(stmt, 0);
	return step == STMT_DONE;
}

/* Who makes a segment forgets which of its postings changed before: they are in its pieces. */
static bool read_new_segments(struct engine *engine, struct ids *touched, struct err *err)
{
	int64_t last = engine->last_segment;
	bool ok = true;

	for (size_t i = 0; ok && i < engine->segments.count; i++) {
		const struct engine_segment *segment = &engine->segments.items[i];

		if (segment->id <= last)
			continue;
		if (segment->id > engine->last_segment)
			engine->last_segment = segment->id;
		ok = engine_read_pieces(engine, segment, err) &&
		     read_touched(engine, -1, segment->first, segment->end, touched, err);
	}
	return ok;
}

static void grow_columns(struct engine *engine)
{
	for (int i = 0; i < NUMBER_FACTS; i++)
		if (engine->has_numbers[i])
			number_column_grow(&engine->numbers[i], engine->limit);
	for (int i = 0; i < NAME_FACTS; i++)
		if (engine->has_names[i])
			name_column_grow(&engine->names[i], engine->limit);
}

/* Columns that are in memory take in the postings from BEFORE on and those that changed. */
static bool renew_columns(struct engine *engine, uint32_t before, int64_t change, struct err *err)
{
	struct store *store = engine->store;
	struct ids touched = { 0 };
	bool ok;

	grow_columns(engine);
	ok = read_new_segments(engine, &touched, err) &&
	     read_touched(engine, change, 0, before, &touched, err);
	for (int i = 0; ok && i < NUMBER_FACTS; i++)
		ok = !engine->has_numbers[i] ||
		     facts_read_numbers(store, (enum number_fact)i, before, engine->limit,
					&engine->numbers[i], err);
	for (int i = 0; ok && i < NAME_FACTS; i++)
		ok = !engine->has_names[i] ||
		     facts_read_names(store, (enum name_fact)i, before, engine->limit,
				      &engine->names[i], err);
	for (size_t i = 0; ok && i < touched.count; i++)
		ok = touched.items[i] < 1 || touched.items[i] >= engine->limit ||
		     read_facts(engine, touched.items[i], err);
	VEC_RELEASE(&touched);
	if (ok && engine->has_names[NAME_COMPANY])
		engine_unite_companies(engine);
	return ok;
}

static void renew_sets(struct engine *engine)
{
	bitset_release(&engine->all);
	bitset_release(&engine->overridden);
	bitset_init(&engine->all, engine->limit);
	bitset_init(&engine->overridden, engine->limit);
	bitset_add_range(&engine->all, 1, engine->limit);
	tail_members(engine->tail, &engine->overridden);
}

static bool renew(struct engine *engine, const struct counters *counters, struct err *err)
{
	bool is_new_layout = counters->layout != engine->layout;
	uint32_t before = engine->limit;
	int64_t change = engine->change, last = 0;

	if (is_new_layout) {
		tail_free(engine->tail);
		engine->tail = tail_new();
		engine->last_run = 0;
		if (!read_segments(engine, err))
			return false;
	}
	if (!read_number(engine->store, "SELECT max(id) FROM posting", &last, err))
		return false;
	if (!are_sound(engine, last))
		return err_set(err, STATUS_BAD_DATA, "%s: the list of its sets is damaged; run "
			       "shortlist check --rebuild", engine->store->path);
	if (!read_runs(engine, err))
		return false;
	engine->limit = (uint32_t)last + 1;
	engine->change = counters->change;
	engine->layout = counters->layout;
	engine->sealed = counters->sealed;
	engine->phrased = counters->phrased;
	renew_sets(engine);
	forget_postings(engine);
	return renew_columns(engine, before, change, err);
}

/* What was half done is done again from the beginning. Returns false. */
static bool start_anew(struct engine *engine)
{
	engine->change = engine->layout = -1;
	for (int i = 0; i < NUMBER_FACTS; i++)
		engine->has_numbers[i] = false;
	for (int i = 0; i < NAME_FACTS; i++)
		engine->has_names[i] = false;
	return false;
}

/* Nothing was written since the last look, by whomever. */
static bool is_as_before(struct engine *engine, int64_t data_version, int64_t writes)
{
	return engine->data_version == data_version && engine->writes == writes;
}

static bool bring_up_to_date(struct engine *engine, struct err *err)
{
	int64_t writes = sqlite3_total_changes(engine->store->connection.db), data_version;
	struct counters counters = { 0 };

	if (!read_number(engine->store, "PRAGMA data_version", &data_version, err))
		return false;
	if (is_as_before(engine, data_version, writes))
		return true;
	if (!read_counters(engine->store, &counters, err))
		return false;
	forget(engine, false);
	engine->stamp++;
	if (counters.change != engine->change || counters.layout != engine->layout)
		if (!renew(engine, &counters, err))
			return start_anew(engine);
	engine->phrased = counters.phrased;
	engine->data_version = data_version;
	engine->writes = writes;
	return true;
}

static struct engine *new_engine(struct store *store)
{
	struct engine *engine = xcalloc(1, sizeof *engine);

	engine->store = store;
	engine->change = engine->layout = -1;
	engine->data_version = -1;
	engine->limit = 1;
	engine->tail = tail_new();
	renew_sets(engine);
	return engine;
}

struct engine *engine_enter(struct store *store, struct err *err)
{
	struct engine *engine = store->engine;

	if (!engine)
		engine = store->engine = new_engine(store);
	if (engine->depth++ > 0)
		return engine;
	thin_out(engine);
	engine->has_begun = sqlite3_get_autocommit(store->connection.db) != 0;
	if ((!engine->has_begun || stmt_exec(&store->connection, "BEGIN", err)) &&
	    bring_up_to_date(engine, err))
		return engine;
	engine_leave(engine);
	return NULL;
}

void engine_leave(struct engine *engine)
{
	sqlite3 *db = engine->store->connection.db;

	if (--engine->depth == 0 && engine->has_begun && !sqlite3_get_autocommit(db))
		stmt_exec(&engine->store->connection, "COMMIT", NULL);
}

void engine_free(struct engine *engine)
{
	if (!engine)
		return;
	forget_postings(engine);
	for (int i = 0; i < NUMBER_FACTS; i++)
		number_column_release(&engine->numbers[i]);
	for (int i = 0; i < NAME_FACTS; i++)
		name_column_release(&engine->names[i]);
	VEC_RELEASE(&engine->segments);
	VEC_RELEASE(&engine->sets);
	VEC_RELEASE(&engine->orders);
	bitset_release(&engine->all);
	bitset_release(&engine->overridden);
	tail_free(engine->tail);
	tokens_free(engine->tokens);
	free(engine);
}
