/* Columns of facts: from rows, into pieces, and back. */
#include "config.h"

#include "store/facts_int.h"

#include "store/store_int.h"
#include "store/terms_int.h"
#include "store/turn_int.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

/* What a piece is called, and the sentence that reads its facts of the postings [?1, ?2). */
struct fact_sql { const char *name, *sql; };

/* In the order of their numbers. */
#define NUMBERS(X) \
	X(NUMBER_POSTED, "posted", "p.posted") \
	X(NUMBER_EXPIRES, "expires", "p.expires") \
	X(NUMBER_YEARS_MIN, "years_min", "p.years_min") \
	X(NUMBER_YEARS_MAX, "years_max", "p.years_max") \
	X(NUMBER_PAY_MIN, "pay_min", "p.pay_year_min") \
	X(NUMBER_PAY_MAX, "pay_max", "p.pay_year_max") \
	X(NUMBER_OFFICE_DAYS, "office_days", "p.office_days") \
	X(NUMBER_ZONE_MIN, "zone_min", "p.zone_min") \
	X(NUMBER_ZONE_MAX, "zone_max", "p.zone_max") \
	X(NUMBER_WORKPLACE, "workplace", "p.workplace") \
	X(NUMBER_EMPLOYMENT, "employment", "nullif(p.employment, 0)") \
	X(NUMBER_SENIORITY, "seniority", "p.seniority") \
	X(NUMBER_VISA, "visa", "p.visa") \
	X(NUMBER_CLEARANCE, "clearance", "p.clearance") \
	X(NUMBER_EDUCATION, "education", "p.education")

#define OF_RANGE " FROM posting p WHERE p.id >= ?1 AND p.id < ?2"
#define AS_SQL(fact, name, expression) [fact] = { name, "SELECT p.id, " expression OF_RANGE },
#define AS_COLUMN(fact, name, expression) ", " expression

static const struct fact_sql number_sqls[NUMBER_FACTS] = { NUMBERS(AS_SQL) };
static const char all_numbers_sql[] = "SELECT p.id" NUMBERS(AS_COLUMN) OF_RANGE;

#define LIST(columns, table) \
	"SELECT posting, " columns " FROM " table " WHERE posting >= ?1 AND posting < ?2"

/* Postings rise, and what belongs to one stands together. */
static const struct fact_sql name_sqls[NAME_FACTS] = {
	[NAME_PLACE] = { "place", LIST("country, region, city, area", "place")
			 " AND is_scope = 0 ORDER BY posting" },
	[NAME_STACK] = { "stack", LIST("name", "technology") " ORDER BY posting" },
	[NAME_LANGUAGE] = { "language", LIST("name", "language") " ORDER BY posting" },
	[NAME_COMPANY] = { "company", "SELECT id, company FROM posting WHERE company IS NOT NULL"
			   " AND id >= ?1 AND id < ?2" },
	[NAME_SOURCE] = { "source", "SELECT DISTINCT o.posting, folder(s.path) FROM origin o"
			  " JOIN source s ON s.id = o.source WHERE o.posting >= ?1"
			  " AND o.posting < ?2 ORDER BY o.posting" },
};

static sqlite3_stmt *ask(struct store *store, const char *sql, int64_t first, int64_t limit,
			 struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, err);

	if (!stmt)
		return NULL;
	stmt_int(stmt, 1, first);
	stmt_int(stmt, 2, limit);
	return stmt;
}

/* -- from rows */

bool facts_read_numbers(struct store *store, enum number_fact fact, int64_t first, int64_t limit,
			struct number_column *column, struct err *err)
{
	sqlite3_stmt *stmt = ask(store, number_sqls[fact].sql, first, limit, err);
	enum stmt_step step = STMT_FAILED;

	while (stmt && (step = stmt_step(&store->connection, stmt, err)) == STMT_ROW)
		number_column_set(column, (uint32_t)sqlite3_column_int64(stmt, 0),
				  stmt_column_known(stmt, 1, NUMBER_NONE));
	return step == STMT_DONE;
}

/* The names of one posting, on their way. */
struct naming {
	struct name_column *column;
	uint32_t posting;
	struct { uint32_t *items; size_t count, cap; } names;
	struct strbuf text;
};

static void add_name(struct naming *naming, const char *name)
{
	uint32_t number = name_column_name(naming->column, name);

	for (size_t i = 0; i < naming->names.count; i++)
		if (naming->names.items[i] == number)
			return;
	*VEC_PUSH(&naming->names) = number;
}

static void add_place(struct naming *naming, const char *country, const char *region,
		      const char *city)
{
	strbuf_clear(&naming->text);
	terms_place(&naming->text, TERM_LOCATION, country, region, city);
	add_name(naming, naming->text.text + 1);
}

static const char *column_text(sqlite3_stmt *stmt, int at)
{
	const char *text = (const char *)sqlite3_column_text(stmt, at);

	return text ? text : "";
}

static void add_places(struct naming *naming, sqlite3_stmt *stmt)
{
	const char *country = column_text(stmt, 1), *region = column_text(stmt, 2);
	const char *city = column_text(stmt, 3), *area = column_text(stmt, 4);

	if (area[0]) {
		strbuf_clear(&naming->text);
		terms_area(&naming->text, TERM_LOCATION, area);
		add_name(naming, naming->text.text + 1);
	}
	if (!country[0])
		return;
	add_place(naming, country, "", "");
	if (region[0])
		add_place(naming, country, region, "");
	if (city[0])
		add_place(naming, country, region, city);
}

static void end_posting(struct naming *naming)
{
	if (naming->names.count > 0)
		name_column_set(naming->column, naming->posting, naming->names.items,
				naming->names.count);
	VEC_CLEAR(&naming->names);
}

bool facts_read_names(struct store *store, enum name_fact fact, int64_t first, int64_t limit,
		      struct name_column *column, struct err *err)
{
	struct naming naming = { .column = column, .text = STRBUF_INIT };
	sqlite3_stmt *stmt = ask(store, name_sqls[fact].sql, first, limit, err);
	enum stmt_step step = STMT_FAILED;

	while (stmt && (step = stmt_step(&store->connection, stmt, err)) == STMT_ROW) {
		uint32_t posting = (uint32_t)sqlite3_column_int64(stmt, 0);

		if (posting != naming.posting)
			end_posting(&naming);
		naming.posting = posting;
		if (fact == NAME_PLACE)
			add_places(&naming, stmt);
		else
			add_name(&naming, column_text(stmt, 1));
	}
	end_posting(&naming);
	VEC_RELEASE(&naming.names);
	strbuf_release(&naming.text);
	return step == STMT_DONE;
}

/* -- pieces */

static bool write_piece(struct store *store, int64_t segment, const char *field,
			const struct strbuf *bytes, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"INSERT INTO piece(segment, field, bytes) VALUES(?, ?, ?)", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, segment);
	stmt_text(stmt, 2, field);
	stmt_blob(stmt, 3, bytes->text, bytes->len);
	return stmt_run(&store->connection, stmt, err);
}

/* All at once, since a row is long: the columns are of the postings from FIRST on. */
static bool read_all_numbers(struct store *store, int64_t first, int64_t limit,
			     struct number_column columns[NUMBER_FACTS], struct err *err)
{
	sqlite3_stmt *stmt = ask(store, all_numbers_sql, first, limit, err);
	enum stmt_step step = STMT_FAILED;

	while (stmt && (step = stmt_step(&store->connection, stmt, err)) == STMT_ROW) {
		uint32_t at = (uint32_t)(sqlite3_column_int64(stmt, 0) - first);

		for (int i = 0; i < NUMBER_FACTS; i++)
			number_column_set(&columns[i], at,
					  stmt_column_known(stmt, i + 1, NUMBER_NONE));
	}
	return step == STMT_DONE;
}

static bool make_numbers(struct store *store, int64_t first, int64_t limit,
			 struct strbuf bytes[NUMBER_FACTS], struct err *err)
{
	struct number_column columns[NUMBER_FACTS] = { { .values = NULL } };
	bool ok;

	for (int i = 0; i < NUMBER_FACTS; i++)
		number_column_grow(&columns[i], (size_t)(limit - first));
	ok = read_all_numbers(store, first, limit, columns, err);
	for (int i = 0; i < NUMBER_FACTS; i++) {
		number_column_write(&columns[i], 0, (uint32_t)(limit - first), &bytes[i]);
		number_column_release(&columns[i]);
	}
	return ok;
}

static bool make_names(struct store *store, enum name_fact fact, int64_t first, int64_t limit,
		       struct strbuf *bytes, struct err *err)
{
	struct name_column column = { 0 };
	bool ok;

	name_column_grow(&column, (size_t)limit);
	ok = facts_read_names(store, fact, first, limit, &column, err);
	name_column_write(&column, (uint32_t)first, (uint32_t)limit, bytes);
	name_column_release(&column);
	return ok;
}

/* The pieces of a segment, on their way. */
struct pieces { struct strbuf numbers[NUMBER_FACTS], names[NAME_FACTS]; };

static bool make_pieces(struct store *store, int64_t first, int64_t limit, struct pieces *pieces,
			struct err *err)
{
	bool ok;

	for (int i = 0; i < NUMBER_FACTS; i++)
		strbuf_init(&pieces->numbers[i]);
	for (int i = 0; i < NAME_FACTS; i++)
		strbuf_init(&pieces->names[i]);
	ok = make_numbers(store, first, limit, pieces->numbers, err);
	for (int i = 0; ok && i < NAME_FACTS; i++)
		ok = make_names(store, (enum name_fact)i, first, limit, &pieces->names[i], err);
	return ok;
}

static bool write_pieces(struct store *store, int64_t segment, const struct pieces *pieces,
			 struct err *err)
{
	bool ok = turn_begin(store, err);

	if (!ok)
		return false;
	for (int i = 0; ok && i < NUMBER_FACTS; i++)
		ok = write_piece(store, segment, number_sqls[i].name, &pieces->numbers[i], err);
	for (int i = 0; ok && i < NAME_FACTS; i++)
		ok = write_piece(store, segment, name_sqls[i].name, &pieces->names[i], err);
	return store_end(store, ok, err);
}

bool facts_write_pieces(struct store *store, int64_t segment, int64_t first, int64_t limit,
			struct err *err)
{
	struct pieces pieces;
	bool ok = make_pieces(store, first, limit, &pieces, err) &&
		  write_pieces(store, segment, &pieces, err);

	for (int i = 0; i < NUMBER_FACTS; i++)
		strbuf_release(&pieces.numbers[i]);
	for (int i = 0; i < NAME_FACTS; i++)
		strbuf_release(&pieces.names[i]);
	return ok;
}

/* The statement stands on the piece; *is_there says whether there is one. */
static sqlite3_stmt *find_piece(struct store *store, int64_t segment, const char *field,
				bool *is_there, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT bytes FROM piece WHERE segment = ? AND field = ?", err);
	enum stmt_step step;

	*is_there = false;
	if (!stmt)
		return NULL;
	stmt_int(stmt, 1, segment);
	stmt_text(stmt, 2, field);
	step = stmt_step(&store->connection, stmt, err);
	*is_there = step == STMT_ROW;
	return step == STMT_FAILED ? NULL : stmt;
}

bool facts_read_number_piece(struct store *store, enum number_fact fact, int64_t segment,
			     int64_t first, int64_t limit, struct number_column *column,
			     struct err *err)
{
	bool is_there, is_read;
	sqlite3_stmt *stmt = find_piece(store, segment, number_sqls[fact].name, &is_there, err);

	if (!stmt)
		return false;
	is_read = is_there && number_column_read(column, (uint32_t)first,
						 sqlite3_column_blob(stmt, 0),
						 (size_t)sqlite3_column_bytes(stmt, 0));
	sqlite3_reset(stmt);
	return is_read || facts_read_numbers(store, fact, first, limit, column, err);
}

bool facts_read_name_piece(struct store *store, enum name_fact fact, int64_t segment,
			   int64_t first, int64_t limit, struct name_column *column,
			   struct err *err)
{
	bool is_there, is_read;
	sqlite3_stmt *stmt = find_piece(store, segment, name_sqls[fact].name, &is_there, err);

	if (!stmt)
		return false;
	is_read = is_there && name_column_read(column, (uint32_t)first,
					       sqlite3_column_blob(stmt, 0),
					       (size_t)sqlite3_column_bytes(stmt, 0));
	sqlite3_reset(stmt);
	if (is_read)
		return true;
	for (int64_t id = first; id < limit && id < (int64_t)column->count; id++)
		name_column_set(column, (uint32_t)id, NULL, 0);
	return facts_read_names(store, fact, first, limit, column, err);
}

bool facts_is_country(const char *name)
{
	return !strchr(name, '|');
}

bool facts_is_area(const char *name)
{
	return name[0] == '|';
}

/* -- holding pieces against rows */

static bool same_numbers(const struct number_column *a, const struct number_column *b,
			 const struct bitset *but, int64_t first, int64_t limit)
{
	for (int64_t i = first; i < limit; i++)
		if (a->values[i] != b->values[i] && !bitset_has(but, (uint32_t)i))
			return false;
	return true;
}

/* The names of a posting have the same order in both. */
static bool same_list(const struct name_column *a, const struct name_column *b, size_t at)
{
	const uint32_t *one = a->values + a->starts[at], *other = b->values + b->starts[at];

	if (a->counts[at] != b->counts[at])
		return false;
	for (size_t i = 0; i < a->counts[at]; i++)
		if (strcmp(a->names[one[i]], b->names[other[i]]) != 0)
			return false;
	return true;
}

static bool same_names(const struct name_column *a, const struct name_column *b,
		       const struct bitset *but, int64_t first, int64_t limit)
{
	for (int64_t i = first; i < limit; i++)
		if (!bitset_has(but, (uint32_t)i) && !same_list(a, b, (size_t)i))
			return false;
	return true;
}

static bool check_numbers(struct store *store, enum number_fact fact, int64_t segment,
			  int64_t first, int64_t limit, const struct bitset *but, bool *is_right,
			  struct err *err)
{
	struct number_column piece = { 0 }, rows = { 0 };
	sqlite3_stmt *stmt = find_piece(store, segment, number_sqls[fact].name, is_right, err);
	bool ok = stmt != NULL;

	number_column_grow(&piece, (size_t)limit);
	number_column_grow(&rows, (size_t)limit);
	*is_right = ok && *is_right && number_column_read(&piece, (uint32_t)first,
							  sqlite3_column_blob(stmt, 0),
							  (size_t)sqlite3_column_bytes(stmt, 0));
	if (ok)
		sqlite3_reset(stmt);
	ok = ok && facts_read_numbers(store, fact, first, limit, &rows, err);
	*is_right = ok && *is_right && same_numbers(&piece, &rows, but, first, limit);
	number_column_release(&piece);
	number_column_release(&rows);
	return ok;
}

static bool check_names(struct store *store, enum name_fact fact, int64_t segment, int64_t first,
			int64_t limit, const struct bitset *but, bool *is_right, struct err *err)
{
	struct name_column piece = { 0 }, rows = { 0 };
	sqlite3_stmt *stmt = find_piece(store, segment, name_sqls[fact].name, is_right, err);
	bool ok = stmt != NULL;

	name_column_grow(&piece, (size_t)limit);
	name_column_grow(&rows, (size_t)limit);
	*is_right = ok && *is_right && name_column_read(&piece, (uint32_t)first,
							sqlite3_column_blob(stmt, 0),
							(size_t)sqlite3_column_bytes(stmt, 0));
	if (ok)
		sqlite3_reset(stmt);
	ok = ok && facts_read_names(store, fact, first, limit, &rows, err);
	*is_right = ok && *is_right && same_names(&piece, &rows, but, first, limit);
	name_column_release(&piece);
	name_column_release(&rows);
	return ok;
}

bool facts_check_pieces(struct store *store, int64_t segment, int64_t first, int64_t limit,
			const struct bitset *but, size_t *wrong, struct err *err)
{
	bool is_right, ok = true;

	*wrong = 0;
	for (int i = 0; ok && i < NUMBER_FACTS; i++) {
		ok = check_numbers(store, (enum number_fact)i, segment, first, limit, but,
				   &is_right, err);
		*wrong += !is_right;
	}
	for (int i = 0; ok && i < NAME_FACTS; i++) {
		ok = check_names(store, (enum name_fact)i, segment, first, limit, but, &is_right,
				 err);
		*wrong += !is_right;
	}
	return ok;
}
