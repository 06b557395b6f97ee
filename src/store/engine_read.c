/* What the engine reads when it is asked for: sets of terms, columns, clusters. */
#include "config.h"

#include "store/engine_int.h"

#include "index/packed.h"
#include "index/segment.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

/* -- sets */

static bool is_damaged(struct engine *engine, struct err *err)
{
	return err_set(err, STATUS_BAD_DATA, "%s: a set of its postings is damaged; run "
		       "shortlist check --rebuild", engine->store->path);
}

static bool add_packed(struct engine *engine, const struct engine_segment *segment,
		       sqlite3_stmt *stmt, int at, struct bitset *set, struct err *err)
{
	size_t block = (size_t)segment->first / BLOCK_SIZE;
	const void *bytes = sqlite3_column_blob(stmt, at);
	size_t len = (size_t)sqlite3_column_bytes(stmt, at);

	store_note_set(engine->store, len);
	if ((block + 1) * BLOCK_WORDS > set->count ||
	    !packed_or(bytes, len, set->words + block * BLOCK_WORDS))
		return is_damaged(engine, err);
	return true;
}

/* A large set stands in a table of its own. */
static bool add_large(struct engine *engine, const struct engine_segment *segment, int64_t id,
		      struct bitset *set, struct err *err)
{
	struct connection *connection = &engine->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection, "SELECT bits FROM posting_set WHERE id = ?", err);
	enum stmt_step step = STMT_FAILED;
	bool ok = false;

	if (stmt) {
		stmt_int(stmt, 1, id);
		step = stmt_step(connection, stmt, err);
	}
	if (step == STMT_ROW) {
		ok = add_packed(engine, segment, stmt, 0, set, err);
		sqlite3_reset(stmt);
	} else if (step == STMT_DONE) {
		return is_damaged(engine, err);
	}
	return ok;
}

static bool add_row(struct engine *engine, const struct engine_segment *segment,
		    sqlite3_stmt *stmt, struct bitset *set, struct err *err)
{
	if (sqlite3_column_type(stmt, 0) == SQLITE_INTEGER)
		return add_large(engine, segment, sqlite3_column_int64(stmt, 0), set, err);
	return add_packed(engine, segment, stmt, 0, set, err);
}

/* All rows that the statement finds; *found says whether there is one. */
static bool add_rows(struct engine *engine, const struct engine_segment *segment,
		     sqlite3_stmt *stmt, struct bitset *set, bool *found, struct err *err)
{
	enum stmt_step step;

	*found = false;
	while ((step = stmt_step(&engine->store->connection, stmt, err)) == STMT_ROW) {
		*found = true;
		if (add_row(engine, segment, stmt, set, err))
			continue;
		sqlite3_reset(stmt);
		return false;
	}
	return step == STMT_DONE;
}

static bool add_term_row(struct engine *engine, const struct engine_segment *segment,
			 const char *term, size_t len, struct bitset *set, bool *found,
			 struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&engine->store->connection,
		"SELECT postings FROM term WHERE segment = ? AND text = ?", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, segment->id);
	stmt_blob(stmt, 2, term, len);
	return add_rows(engine, segment, stmt, set, found, err);
}

/* The terms between TERM and what comes after all that begin so. Terms are UTF-8, in which the byte
 * 0xFF does not occur. */
static bool add_term_range(struct engine *engine, const struct engine_segment *segment,
			   const char *term, size_t len, struct bitset *set, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&engine->store->connection,
		"SELECT postings FROM term WHERE segment = ? AND text >= ? AND text < ?", err);
	char end[TERM_MAX + 1];
	bool found;

	if (!stmt || len > TERM_MAX)
		return false;
	memcpy(end, term, len);
	end[len] = '\xff';
	stmt_int(stmt, 1, segment->id);
	stmt_blob(stmt, 2, term, len);
	stmt_blob(stmt, 3, end, len + 1);
	return add_rows(engine, segment, stmt, set, &found, err);
}

bool engine_read_term(struct engine *engine, const char *term, size_t len, struct bitset *set,
		     struct err *err)
{
	bool found;

	for (size_t i = 0; i < engine->segments.count; i++)
		if (!add_term_row(engine, &engine->segments.items[i], term, len, set, &found, err))
			return false;
	bitset_and_not(set, &engine->overridden);
	tail_term(engine->tail, term, len, set);
	return true;
}

bool engine_read_prefix(struct engine *engine, const char *term, size_t len, struct bitset *set,
		       struct err *err)
{
	char row[TERM_MAX];
	bool has_row = segment_prefix_row(term, len, row) > 0;

	for (size_t i = 0; i < engine->segments.count; i++) {
		const struct engine_segment *segment = &engine->segments.items[i];
		bool found = false;

		if (has_row && !add_term_row(engine, segment, row, len, set, &found, err))
			return false;
		if (!found && !add_term_range(engine, segment, term, len, set, err))
			return false;
	}
	bitset_and_not(set, &engine->overridden);
	tail_prefix(engine->tail, term, len, set);
	return true;
}

/* -- columns */

/* The postings that pieces do not speak for: behind the sealed ones, and changed ones. */
struct rest { int64_t *items; size_t count, cap; };

static bool read_rest(struct engine *engine, struct rest *rest, struct err *err)
{
	struct connection *connection = &engine->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT posting FROM touched WHERE posting > 0 AND posting < min(?, ?)", err);
	enum stmt_step step = STMT_FAILED;

	if (stmt) {
		stmt_int(stmt, 1, engine->sealed);
		stmt_int(stmt, 2, engine->limit);
	}
	while (stmt && (step = stmt_step(connection, stmt, err)) == STMT_ROW)
		*VEC_PUSH(rest) = sqlite3_column_int64(stmt, 0);
	return step == STMT_DONE;
}

static bool read_numbers(struct engine *engine, enum number_fact fact, const struct rest *rest,
			 struct err *err)
{
	struct number_column *column = &engine->numbers[fact];
	struct store *store = engine->store;
	bool ok = true;

	for (size_t i = 0; ok && i < engine->segments.count; i++) {
		const struct engine_segment *segment = &engine->segments.items[i];

		ok = facts_read_number_piece(store, fact, segment->id, segment->first, segment->end,
					     column, err);
	}
	ok = ok && facts_read_numbers(store, fact, engine->sealed, engine->limit, column, err);
	for (size_t i = 0; ok && i < rest->count; i++)
		ok = facts_read_numbers(store, fact, rest->items[i], rest->items[i] + 1, column,
					err);
	return ok;
}

const struct number_column *engine_numbers(struct engine *engine, enum number_fact fact,
					   struct err *err)
{
	struct rest rest = { 0 };

	if (!engine->has_numbers[fact]) {
		number_column_release(&engine->numbers[fact]);
		number_column_grow(&engine->numbers[fact], engine->limit);
		engine->has_numbers[fact] = read_rest(engine, &rest, err) &&
					    read_numbers(engine, fact, &rest, err);
		VEC_RELEASE(&rest);
	}
	return engine->has_numbers[fact] ? &engine->numbers[fact] : NULL;
}

/* What no piece speaks for. */
static bool read_other_names(struct engine *engine, enum name_fact fact, struct err *err)
{
	struct name_column *column = &engine->names[fact];
	struct rest rest = { 0 };
	bool ok = read_rest(engine, &rest, err) &&
		  facts_read_names(engine->store, fact, engine->sealed, engine->limit, column, err);

	for (size_t i = 0; ok && i < rest.count; i++) {
		name_column_set(column, (uint32_t)rest.items[i], NULL, 0);
		ok = facts_read_names(engine->store, fact, rest.items[i], rest.items[i] + 1,
				      column, err);
	}
	VEC_RELEASE(&rest);
	if (ok && fact == NAME_COMPANY)
		engine_unite_companies(engine);
	return ok;
}

bool engine_read_names(struct engine *engine, enum name_fact fact, bool *is_done, struct err *err)
{
	struct name_column *column = &engine->names[fact];
	size_t at = engine->names_read[fact];
	bool ok;

	if (at == 0) {
		name_column_release(column);
		name_column_grow(column, engine->limit);
	}
	*is_done = at == engine->segments.count;
	if (*is_done) {
		ok = read_other_names(engine, fact, err);
		engine->has_names[fact] = ok;
	} else {
		const struct engine_segment *segment = &engine->segments.items[at];

		ok = facts_read_name_piece(engine->store, fact, segment->id, segment->first,
					   segment->end, column, err);
	}
	/* What was broken off is begun again. */
	engine->names_read[fact] = ok && !*is_done ? at + 1 : 0;
	return ok;
}

bool engine_read_pieces(struct engine *engine, const struct engine_segment *segment,
			struct err *err)
{
	bool ok = true;

	for (int i = 0; ok && i < NUMBER_FACTS; i++)
		ok = !engine->has_numbers[i] ||
		     facts_read_number_piece(engine->store, (enum number_fact)i, segment->id,
					     segment->first, segment->end, &engine->numbers[i],
					     err);
	for (int i = 0; ok && i < NAME_FACTS; i++)
		ok = !engine->has_names[i] ||
		     facts_read_name_piece(engine->store, (enum name_fact)i, segment->id,
					   segment->first, segment->end, &engine->names[i], err);
	return ok;
}

/* Companies are compared without case: of those that are written in several ways the first way
 * stands for all. */
void engine_unite_companies(struct engine *engine)
{
	struct name_column *column = &engine->names[NAME_COMPANY], lower = { 0 };
	uint32_t *first = xcalloc(column->name_count + 1, sizeof *first);
	uint32_t *united = xcalloc(column->name_count + 1, sizeof *united);
	struct strbuf name = STRBUF_INIT;
	bool differ = false;

	for (uint32_t i = 0; i < column->name_count; i++) {
		uint32_t number;

		strbuf_clear(&name);
		for (const char *c = column->names[i]; *c; c++)
			strbuf_putc(&name, ascii_lower(*c));
		number = name_column_name(&lower, name.text);
		if (first[number] == 0)
			first[number] = i + 1;
		united[i] = first[number] - 1;
		differ |= united[i] != i;
	}
	for (size_t i = 0; differ && i < column->value_count; i++)
		column->values[i] = united[column->values[i]];
	name_column_release(&lower);
	strbuf_release(&name);
	free(united);
	free(first);
}

const struct name_column *engine_names(struct engine *engine, enum name_fact fact, struct err *err)
{
	bool is_done = engine->has_names[fact];

	while (!is_done)
		if (!engine_read_names(engine, fact, &is_done, err))
			return NULL;
	return &engine->names[fact];
}

const uint64_t *engine_all_counts(struct engine *engine, enum name_fact fact, struct rows *rows)
{
	const struct name_column *column = &engine->names[fact];

	if (!engine->all_counts[fact]) {
		engine->all_counts[fact] = xcalloc(column->name_count + 1, sizeof(uint64_t));
		rows_count_names(rows, &engine->all, column, engine->all_counts[fact]);
	}
	return engine->all_counts[fact];
}

/* A facet of places shows these; what lies in them is asked for one at a time. */
static bool is_top_place(const char *name)
{
	return facts_is_country(name) || facts_is_area(name);
}

const struct inverse *engine_inverse(const struct engine *engine, enum name_fact fact)
{
	return engine->has_inverse[fact] ? &engine->inverses[fact] : NULL;
}

void engine_make_inverse(struct engine *engine, enum name_fact fact)
{
	struct inverse *inverse = &engine->inverses[fact];

	if (!inverse->names) {
		inverse_init(inverse, &engine->names[fact],
			     fact == NAME_PLACE ? is_top_place : NULL, engine->limit);
	} else if (inverse_fill(inverse, &engine->names[fact])) {
		inverse_learn_rows(inverse, &engine->rows);
		engine->has_inverse[fact] = true;
	}
}

/* -- clusters */

struct rows *engine_rows(struct engine *engine, struct err *err)
{
	struct connection *connection = &engine->store->connection;
	struct { struct cluster_pair *items; size_t count, cap; } pairs = { 0 };
	enum stmt_step step = STMT_FAILED;
	sqlite3_stmt *stmt;

	if (engine->has_rows)
		return &engine->rows;
	stmt = stmt_get(connection, "SELECT cluster, id FROM posting WHERE cluster > 0"
			" ORDER BY cluster, id", err);
	while (stmt && (step = stmt_step(connection, stmt, err)) == STMT_ROW)
		if (sqlite3_column_int64(stmt, 1) > 0)
			*VEC_PUSH(&pairs) = (struct cluster_pair){
				(uint32_t)sqlite3_column_int64(stmt, 0),
				(uint32_t)sqlite3_column_int64(stmt, 1),
			};
	if (step == STMT_DONE) {
		rows_init(&engine->rows, pairs.items, pairs.count, engine->limit);
		engine->has_rows = true;
	}
	VEC_RELEASE(&pairs);
	return engine->has_rows ? &engine->rows : NULL;
}
