/* How many rows of an answer have each value of a field. */
#include "config.h"

#include "store/find_int.h"

#include "query/edit.h"
#include "store/id_set_int.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/date.h"
#include "util/utf8.h"
#include "util/vec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct facet_sql;

/* The conditions of a facet: the query without its own tests of the field. */
struct facet {
	struct store *store;
	const struct field *field;
	const struct facet_sql *sql;
	struct query *query;
	struct where where;
	struct strbuf contains;  /* folded; empty: all values */
	size_t limit;
};

/* How the values of a field are counted; a field of the filter pane is one row of the table
 * below. */
struct facet_sql {
	enum field_id field;
	bool (*collect)(struct facet *facet, const char *parent, struct facet_values *values,
			struct err *err);
	const char *head;        /* names: the statement before the condition; choices: a column */
	const char *tail;        /* and after it */
};

static void facet_init(struct facet *facet, struct find *find, enum field_id field,
		       const char *contains, size_t limit)
{
	facet->store = find->store;
	facet->field = field_get(field);
	facet->limit = limit;
	facet->query = query_without_field(find->query, field, false, clock_today());
	find_where(&facet->where, facet->query, find->store->vocabulary);
	strbuf_init(&facet->contains);
	if (contains)
		utf8_fold(&facet->contains, contains, strlen(contains));
}

static void facet_release(struct facet *facet)
{
	where_release(&facet->where);
	query_free(facet->query);
	strbuf_release(&facet->contains);
}

/* Prepares HEAD, the condition, TAIL, with the condition's values bound from FIRST on. */
static sqlite3_stmt *prepare(struct facet *facet, const char *head, const char *tail, int first,
			     struct err *err)
{
	struct strbuf sql = STRBUF_INIT;
	sqlite3_stmt *stmt;

	strbuf_printf(&sql, "%s(%s)%s", head, facet->where.sql.text, tail);
	stmt = stmt_make(&facet->store->connection, sql.text, err);
	strbuf_release(&sql);
	if (stmt)
		where_bind(&facet->where, stmt, first);
	return stmt;
}

/* Adds a value unless it is narrowed away or beyond the limit. Takes over the three strings. */
static void add_value(const struct facet *facet, struct facet_values *values, char *value,
		      char *label, char *code, int64_t count)
{
	struct strbuf folded = STRBUF_INIT;
	bool wanted = true;

	if (facet->contains.len > 0) {
		utf8_fold(&folded, label, strlen(label));
		wanted = strstr(folded.text, facet->contains.text) != NULL;
		strbuf_release(&folded);
	}
	if (wanted && values->count < facet->limit) {
		*VEC_PUSH(values) = (struct facet_value){
			.value = value, .label = label, .code = code, .count = count,
		};
		return;
	}
	values->more += wanted;
	free(value);
	free(label);
	free(code);
}

/* Text of a facet in a query: in lower case, as people type it. */
static char *as_typed(const char *label)
{
	struct strbuf value = STRBUF_INIT;

	for (const char *c = label; *c; c++)
		strbuf_putc(&value, (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c));
	return strbuf_detach(&value);
}

/* Every row of a statement is a value and its count. */
static bool count_names(struct facet *facet, const char *head, const char *tail,
			struct facet_values *values, struct err *err)
{
	sqlite3_stmt *stmt = prepare(facet, head, tail, 1, err);
	enum stmt_step step = STMT_FAILED;

	while (stmt && (step = stmt_step(&facet->store->connection, stmt, err)) == STMT_ROW) {
		char *label = stmt_column_text(stmt, 0);

		add_value(facet, values, as_typed(label), label, NULL,
			  sqlite3_column_int64(stmt, 1));
	}
	sqlite3_finalize(stmt);
	return step == STMT_DONE;
}

static bool name_values(struct facet *facet, const char *parent, struct facet_values *values,
			struct err *err)
{
	(void)parent;
	return count_names(facet, facet->sql->head, facet->sql->tail, values, err);
}

#define CHOICES_MAX 64

/* The rows that have each choice. A cluster counts once, however many of its postings have it. */
struct choice_counts {
	int64_t counts[CHOICES_MAX];
	struct id_set clusters;  /* cluster * CHOICES_MAX + choice */
};

static void count_choice(struct choice_counts *choices, int choice, int64_t cluster, int64_t count)
{
	int64_t pair = cluster * CHOICES_MAX + choice;

	if (cluster == 0) {
		choices->counts[choice] += count;
	} else if (!id_set_has(&choices->clusters, pair)) {
		id_set_add(&choices->clusters, pair);
		choices->counts[choice]++;
	}
}

/* A row of the statement is a value or set of values, a cluster, and how many postings. */
static void count_choices(struct choice_counts *choices, sqlite3_stmt *stmt, bool is_set)
{
	int64_t value = stmt_column_known(stmt, 0, -1), cluster = sqlite3_column_int64(stmt, 1);
	int64_t count = sqlite3_column_int64(stmt, 2);

	for (int i = 0; i < CHOICES_MAX; i++)
		if (is_set ? value > 0 && (value >> i & 1) : value == i)
			count_choice(choices, i, cluster, count);
}

static bool choice_values(struct facet *facet, const char *parent, struct facet_values *values,
			  struct err *err)
{
	const struct choice *names = facet->field->choices;
	struct choice_counts choices = { .counts = { 0 } };
	struct strbuf head = STRBUF_INIT;
	enum stmt_step step = STMT_FAILED;
	sqlite3_stmt *stmt;

	(void)parent;
	strbuf_printf(&head, "SELECT %s, p.cluster, count(*) FROM posting p WHERE ",
		      facet->sql->head);
	stmt = prepare(facet, head.text, " GROUP BY 1, 2", 1, err);
	strbuf_release(&head);
	while (stmt && (step = stmt_step(&facet->store->connection, stmt, err)) == STMT_ROW)
		count_choices(&choices, stmt, facet->field->kind == FIELD_CHOICES);
	sqlite3_finalize(stmt);
	id_set_release(&choices.clusters);
	for (int i = 0; step == STMT_DONE && names[i].name; i++)
		if (choices.counts[i] > 0)
			add_value(facet, values, xstrdup(names[i].name), xstrdup(names[i].label),
				  NULL, choices.counts[i]);
	return step == STMT_DONE;
}

/* Ages, as a query asks for them. */
static const struct { const char *value, *label; int32_t days; } ages[] = {
	{ "<2d", "since yesterday", 1 },
	{ "<8d", "last 7 days", 7 },
	{ "<31d", "last 30 days", 30 },
	{ "<91d", "last 90 days", 90 },
	{ "<366d", "last 12 months", 365 },
	{ ">365d", "older", -1 },
};

static bool age_values(struct facet *facet, const char *parent, struct facet_values *values,
		       struct err *err)
{
	int32_t today = clock_today();

	(void)parent;
	for (size_t i = 0; i < sizeof ages / sizeof *ages; i++) {
		bool is_rest = ages[i].days < 0;
		sqlite3_stmt *stmt = prepare(facet, is_rest
			? "SELECT " FIND_ROWS " FROM posting p WHERE p.posted < ? AND "
			: "SELECT " FIND_ROWS " FROM posting p WHERE p.posted >= ? AND ", "", 2,
			err);
		int64_t count = 0;
		bool ok;

		if (!stmt)
			return false;
		stmt_int(stmt, 1, today - (is_rest ? 365 : ages[i].days));
		ok = stmt_value(&facet->store->connection, stmt, 0, &count, err);
		sqlite3_finalize(stmt);
		if (!ok)
			return false;
		if (count > 0)
			add_value(facet, values, xstrdup(ages[i].value), xstrdup(ages[i].label),
				  NULL, count);
	}
	return true;
}

/* The parts of a place: countries of the world, regions of a country, cities of a region. A
 * country of which only cities are known has these as its parts. */
enum place_level { LEVEL_COUNTRY, LEVEL_REGION, LEVEL_CITY };

static const char *const place_columns[] = { "l.country", "l.region", "l.city" };

#define PLACE_ROWS "count(DISTINCT " FIND_ROW ") FROM place l JOIN posting p" \
	" ON p.id = l.posting WHERE l.is_scope = 0 AND "

/* Whether another place of that name is in the store, so that the name alone would mean both. */
static bool is_shared_name(struct store *store, const char *city)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT count(*) FROM (SELECT DISTINCT country, region FROM place"
		" WHERE city = ? COLLATE NOCASE)", NULL);
	int64_t count = 0;

	if (!stmt)
		return false;
	stmt_text(stmt, 1, city);
	return stmt_value(&store->connection, stmt, 0, &count, NULL) && count > 1;
}

static void add_place(struct facet *facet, struct facet_values *values, enum place_level level,
		      const char *parent, const char *code, int64_t count)
{
	const struct gazetteer *gazetteer = facet->store->vocabulary->gazetteer;
	const char *name = level == LEVEL_COUNTRY ? gazetteer_country(gazetteer, code) :
			   level == LEVEL_REGION ? gazetteer_region(gazetteer, code) : code;
	struct strbuf value = STRBUF_INIT;
	size_t before = values->count;
	char *typed;

	name = name ? name : code;
	typed = as_typed(name);
	strbuf_puts(&value, typed);
	free(typed);
	if (level == LEVEL_CITY && is_shared_name(facet->store, name)) {
		const char *region = gazetteer_region(gazetteer, parent);

		typed = as_typed(region ? region : parent);
		strbuf_printf(&value, ", %s", typed);
		free(typed);
	}
	add_value(facet, values, strbuf_detach(&value), xstrdup(name),
		  level == LEVEL_CITY ? NULL : xstrdup(code), count);
	if (values->count > before)
		values->items[before].has_parts = level != LEVEL_CITY;
}

static bool place_level(struct facet *facet, enum place_level level, const char *parent,
			struct facet_values *values, struct err *err)
{
	static const char *const filters[] = { "", "l.country = ? AND l.region <> '' AND ",
					       "l.region = ? AND l.city <> '' AND " };
	struct strbuf head = STRBUF_INIT, tail = STRBUF_INIT;
	enum stmt_step step = STMT_FAILED;
	sqlite3_stmt *stmt;

	strbuf_printf(&head, "SELECT %s, " PLACE_ROWS "%s", place_columns[level], filters[level]);
	strbuf_printf(&tail, " AND %s <> '' GROUP BY 1 ORDER BY 2 DESC, 1", place_columns[level]);
	stmt = prepare(facet, head.text, tail.text, level == LEVEL_COUNTRY ? 1 : 2, err);
	if (stmt && level != LEVEL_COUNTRY)
		stmt_text(stmt, 1, parent);
	while (stmt && (step = stmt_step(&facet->store->connection, stmt, err)) == STMT_ROW)
		add_place(facet, values, level, parent,
			  (const char *)sqlite3_column_text(stmt, 0),
			  sqlite3_column_int64(stmt, 1));
	sqlite3_finalize(stmt);
	strbuf_release(&head);
	strbuf_release(&tail);
	return step == STMT_DONE;
}

/* Cities of a country that are in no region we know. */
static bool loose_cities(struct facet *facet, const char *country, struct facet_values *values,
			 struct err *err)
{
	sqlite3_stmt *stmt = prepare(facet, "SELECT l.city, " PLACE_ROWS
		"l.country = ? AND l.region = '' AND l.city <> '' AND ",
		" GROUP BY 1 ORDER BY 2 DESC, 1", 2, err);
	enum stmt_step step = STMT_FAILED;

	if (stmt)
		stmt_text(stmt, 1, country);
	while (stmt && (step = stmt_step(&facet->store->connection, stmt, err)) == STMT_ROW)
		add_place(facet, values, LEVEL_CITY, country,
			  (const char *)sqlite3_column_text(stmt, 0),
			  sqlite3_column_int64(stmt, 1));
	sqlite3_finalize(stmt);
	return step == STMT_DONE;
}

static bool area_values(struct facet *facet, struct facet_values *values, struct err *err)
{
	return count_names(facet, "SELECT l.area, " PLACE_ROWS "l.area <> '' AND ",
			   " GROUP BY 1 ORDER BY 2 DESC, 1", values, err);
}

static bool all_parts(struct facet *facet, const char *parent, struct facet_values *values,
		      struct err *err)
{
	if (parent && strchr(parent, '-'))
		return place_level(facet, LEVEL_CITY, parent, values, err);
	if (parent)
		return place_level(facet, LEVEL_REGION, parent, values, err) &&
		       loose_cities(facet, parent, values, err);
	return place_level(facet, LEVEL_COUNTRY, NULL, values, err) &&
	       area_values(facet, values, err);
}

/* The levels below the countries, of the whole world: a name, what it lies in, its count. */
static const struct { enum place_level level; const char *head, *tail; } world[] = {
	{ LEVEL_REGION, "SELECT l.region, l.country, " PLACE_ROWS "l.region <> '' AND ",
	  " GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2" },
	{ LEVEL_CITY, "SELECT l.city, CASE l.region WHEN '' THEN l.country ELSE l.region END, "
	  PLACE_ROWS "l.city <> '' AND ", " GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2" },
};

/* Every level is looked through, so that "tor" finds Toronto without unfolding. */
static bool narrowed_places(struct facet *facet, struct facet_values *values, struct err *err)
{
	enum stmt_step step = STMT_DONE;

	if (!all_parts(facet, NULL, values, err))
		return false;
	for (size_t i = 0; i < sizeof world / sizeof *world && step == STMT_DONE; i++) {
		sqlite3_stmt *stmt = prepare(facet, world[i].head, world[i].tail, 1, err);

		step = STMT_FAILED;
		while (stmt && (step = stmt_step(&facet->store->connection, stmt, err)) == STMT_ROW)
			add_place(facet, values, world[i].level,
				  (const char *)sqlite3_column_text(stmt, 1),
				  (const char *)sqlite3_column_text(stmt, 0),
				  sqlite3_column_int64(stmt, 2));
		sqlite3_finalize(stmt);
	}
	return step == STMT_DONE;
}

static bool place_values(struct facet *facet, const char *parent, struct facet_values *values,
			 struct err *err)
{
	return facet->contains.len > 0 ? narrowed_places(facet, values, err)
				       : all_parts(facet, parent, values, err);
}

#define BY_COUNT " GROUP BY 1 ORDER BY 2 DESC, 1"

static const struct facet_sql facet_sqls[] = {
	{ .field = FIELD_LOCATION, .collect = place_values },
	{ .field = FIELD_POSTED, .collect = age_values },
	{ .field = FIELD_WORKPLACE, .collect = choice_values, .head = "p.workplace" },
	{ .field = FIELD_SENIORITY, .collect = choice_values, .head = "p.seniority" },
	{ .field = FIELD_VISA, .collect = choice_values, .head = "p.visa" },
	{ .field = FIELD_CLEARANCE, .collect = choice_values, .head = "p.clearance" },
	{ .field = FIELD_EDUCATION, .collect = choice_values, .head = "p.education" },
	{ .field = FIELD_EMPLOYMENT, .collect = choice_values, .head = "p.employment" },
	{ .field = FIELD_EXTRAS, .collect = choice_values, .head = "p.extras" },
	{ .field = FIELD_LANGUAGES, .collect = name_values,
	  .head = "SELECT g.name, " FIND_ROWS " FROM language g JOIN posting p"
		  " ON p.id = g.posting WHERE ",
	  .tail = BY_COUNT },
	{ .field = FIELD_STAGE, .collect = choice_values,
	  .head = "(SELECT value FROM mark WHERE key = p.key AND name = 'stage')" },
	{ .field = FIELD_STACK, .collect = name_values,
	  .head = "SELECT t.name, " FIND_ROWS " FROM technology t JOIN posting p"
		  " ON p.id = t.posting WHERE ",
	  .tail = BY_COUNT },
	{ .field = FIELD_COMPANY, .collect = name_values,
	  .head = "SELECT p.company, " FIND_ROWS " FROM posting p"
		  " WHERE p.company IS NOT NULL AND ",
	  .tail = " GROUP BY p.company COLLATE NOCASE ORDER BY 2 DESC, 1" },
	{ .field = FIELD_TAG, .collect = name_values,
	  .head = "SELECT substr(m.name, 5), " FIND_ROWS " FROM mark m JOIN posting p"
		  " ON p.key = m.key WHERE m.name GLOB 'tag/*' AND ", .tail = BY_COUNT },
	{ .field = FIELD_SOURCE, .collect = name_values,
	  .head = "SELECT folder(s.path), count(DISTINCT " FIND_ROW ") FROM posting p"
		  " JOIN origin o ON o.posting = p.id JOIN source s ON s.id = o.source WHERE ",
	  .tail = BY_COUNT },
};

static const struct facet_sql *find_sql(enum field_id field)
{
	for (size_t i = 0; i < sizeof facet_sqls / sizeof *facet_sqls; i++)
		if (facet_sqls[i].field == field)
			return &facet_sqls[i];
	return NULL;
}

/* What the conditions of a facet select and no value covers. */
static bool count_unknown(struct facet *facet, struct facet_values *values, struct err *err)
{
	struct strbuf line = STRBUF_INIT;
	struct query *none;
	struct where where;
	struct strbuf sql = STRBUF_INIT;
	sqlite3_stmt *stmt;
	bool ok;

	strbuf_printf(&line, "%s:none ", facet->field->key);
	none = query_parse(line.text, clock_today());
	where_init(&where, none, facet->store->vocabulary);
	strbuf_printf(&sql, "SELECT " FIND_ROWS " FROM posting p WHERE %s AND ", where.sql.text);
	stmt = prepare(facet, sql.text, "", 1, err);
	ok = stmt && stmt_value(&facet->store->connection, stmt, 0, &values->unknown, err);
	sqlite3_finalize(stmt);
	strbuf_release(&sql);
	strbuf_release(&line);
	where_release(&where);
	query_free(none);
	return ok;
}

bool find_facet(struct find *find, enum field_id field, const char *parent, const char *contains,
		size_t limit, struct facet_values *values, struct err *err)
{
	const struct facet_sql *sql = find_sql(field);
	struct facet facet;
	bool ok;

	memset(values, 0, sizeof *values);
	if (!sql)
		return err_set(err, STATUS_USAGE, "%s has no list of values to count",
			       field_get(field)->label);
	facet_init(&facet, find, field, contains, limit);
	facet.sql = sql;
	ok = sql->collect(&facet, parent, values, err) &&
	     (parent || count_unknown(&facet, values, err));
	facet_release(&facet);
	if (!ok)
		facet_values_release(values);
	return ok;
}

void facet_values_release(struct facet_values *values)
{
	for (size_t i = 0; i < values->count; i++) {
		free(values->items[i].value);
		free(values->items[i].label);
		free(values->items[i].code);
	}
	VEC_RELEASE(values);
}
