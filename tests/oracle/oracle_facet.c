/* How many rows of an answer have each value of a field, from plain SQL. */
#include "config.h"

#include "oracle_facet.h"

#include <stdlib.h>
#include <string.h>

#include "condition.h"
#include "query/edit.h"
#include "util/alloc.h"
#include "util/date.h"
#include "util/strbuf.h"
#include "util/utf8.h"
#include "util/vec.h"

struct facet {
	struct oracle *oracle;
	const struct field *field;
	const char *table;       /* the postings: `hit`, or `other` */
	const char *parent, *contains;
	size_t limit;
	struct facet_values *values;
};

/* A statement with %s for the table of postings, `h` in it. */
static sqlite3_stmt *prepare(struct facet *facet, const char *format)
{
	const char *at = strstr(format, "%s");
	struct strbuf sql = STRBUF_INIT;
	sqlite3_stmt *stmt;

	strbuf_add(&sql, format, (size_t)(at - format));
	strbuf_printf(&sql, "temp.%s%s", facet->table, at + 2);
	stmt = oracle_prepare(facet->oracle, sql.text);
	strbuf_release(&sql);
	return stmt;
}

static char *lower(const char *text)
{
	char *copy = xstrdup(text);

	for (char *c = copy; *c; c++)
		*c = (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
	return copy;
}

/* Adds a value unless it is narrowed away or beyond the limit. Takes over the three strings. */
static void add(struct facet *facet, char *value, char *label, char *code, bool has_parts,
		int64_t count)
{
	struct facet_values *values = facet->values;
	struct strbuf folded = STRBUF_INIT, want = STRBUF_INIT;
	bool wanted = true;

	if (facet->contains) {
		utf8_fold(&folded, label, strlen(label));
		utf8_fold(&want, facet->contains, strlen(facet->contains));
		wanted = strstr(folded.text, want.text) != NULL;
	}
	strbuf_release(&folded);
	strbuf_release(&want);
	if (wanted && values->count < facet->limit) {
		*VEC_PUSH(values) = (struct facet_value){ value, label, code, has_parts, count };
		return;
	}
	values->more += wanted;
	free(value);
	free(label);
	free(code);
}

/* -- names */

/* Every row of the statement is a value and its count. */
static void add_names(struct facet *facet, const char *sql)
{
	sqlite3_stmt *stmt = prepare(facet, sql);

	while (oracle_step(stmt)) {
		const char *label = (const char *)sqlite3_column_text(stmt, 0);

		add(facet, lower(label), xstrdup(label), NULL, false,
		    sqlite3_column_int64(stmt, 1));
	}
	sqlite3_finalize(stmt);
}

#define BY_COUNT " GROUP BY 1 ORDER BY 2 DESC, 1 COLLATE NOCASE, 1"

static const struct { enum field_id field; const char *sql; } names[] = {
	{ FIELD_LANGUAGES, "SELECT g.name, count(DISTINCT h.row) FROM %s h JOIN language_row g"
	  " ON g.posting = h.id" BY_COUNT },
	{ FIELD_STACK, "SELECT t.name, count(DISTINCT h.row) FROM %s h JOIN technology_row t"
	  " ON t.posting = h.id" BY_COUNT },
	{ FIELD_COMPANY, "SELECT lower(p.company), count(DISTINCT h.row) FROM %s h JOIN posting p"
	  " ON p.id = h.id WHERE p.company IS NOT NULL" BY_COUNT },
	{ FIELD_TAG, "SELECT substr(m.name, 5), count(DISTINCT h.row) FROM %s h CROSS JOIN"
	  " posting p ON p.id = h.id CROSS JOIN mark m ON m.key = p.key"
	  " WHERE m.name GLOB 'tag/*'" BY_COUNT },
	{ FIELD_SOURCE, "SELECT folder(s.path), count(DISTINCT h.row) FROM %s h JOIN origin o"
	  " ON o.posting = h.id JOIN source s ON s.id = o.source" BY_COUNT },
};

static bool name_values(struct facet *facet)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].field == facet->field->id) {
			add_names(facet, names[i].sql);
			return true;
		}
	return false;
}

/* -- choices */

static const struct { enum field_id field; const char *sql; } choices[] = {
	{ FIELD_WORKPLACE, "p.workplace = ?" },
	{ FIELD_SENIORITY, "p.seniority = ?" },
	{ FIELD_VISA, "p.visa = ?" },
	{ FIELD_CLEARANCE, "p.clearance = ?" },
	{ FIELD_EDUCATION, "p.education = ?" },
	{ FIELD_EMPLOYMENT, "p.employment >> ? & 1" },
	{ FIELD_EXTRAS, "p.extras >> ? & 1" },
	{ FIELD_STAGE, "(SELECT value FROM mark WHERE key = p.key AND name = 'stage') = ?" },
};

static int64_t count_rows(struct facet *facet, const char *condition, int64_t value)
{
	struct strbuf sql = STRBUF_INIT;
	sqlite3_stmt *stmt;
	int64_t count;

	strbuf_puts(&sql, "SELECT count(DISTINCT h.row) FROM %s h JOIN posting p ON p.id = h.id"
		    " WHERE ");
	strbuf_puts(&sql, condition);
	stmt = prepare(facet, sql.text);
	sqlite3_bind_int64(stmt, 1, value);
	count = oracle_step(stmt) ? sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_finalize(stmt);
	strbuf_release(&sql);
	return count;
}

static bool choice_values(struct facet *facet)
{
	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
		const struct choice *choice = facet->field->choices;

		if (choices[i].field != facet->field->id)
			continue;
		for (int value = 0; choice[value].name; value++) {
			int64_t count = count_rows(facet, choices[i].sql, value);

			if (count > 0)
				add(facet, xstrdup(choice[value].name),
				    xstrdup(choice[value].label), NULL, false, count);
		}
		return true;
	}
	return false;
}

/* -- ages */

static const struct { const char *value, *label; int32_t days; } ages[] = {
	{ "<2d", "since yesterday", 1 }, { "<8d", "last 7 days", 7 },
	{ "<31d", "last 30 days", 30 }, { "<91d", "last 90 days", 90 },
	{ "<366d", "last 12 months", 365 },
};

static void age_values(struct facet *facet)
{
	int64_t count;

	for (size_t i = 0; i < sizeof ages / sizeof *ages; i++) {
		count = count_rows(facet, "p.posted >= ?", clock_today() - ages[i].days);
		if (count > 0)
			add(facet, xstrdup(ages[i].value), xstrdup(ages[i].label), NULL, false,
			    count);
	}
	count = count_rows(facet, "p.posted < ?", clock_today() - 365);
	if (count > 0)
		add(facet, xstrdup(">365d"), xstrdup("older"), NULL, false, count);
}

/* -- places */

enum level { COUNTRY, REGION, CITY, AREA };

#define PLACES(columns) "SELECT " columns ", count(DISTINCT h.row) FROM %s h JOIN place_row l" \
	" ON l.posting = h.id WHERE l.is_scope = 0"
#define BY_PLACE " GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3 COLLATE NOCASE, 3"

/* Whether another place of that name is in the store, so that the name alone would mean both. */
static bool is_shared(struct facet *facet, const char *city)
{
	sqlite3_stmt *stmt = oracle_prepare(facet->oracle, "SELECT count(*) > 1 FROM (SELECT"
		" DISTINCT country, region FROM place_row WHERE is_scope = 0 AND country <> ''"
		" AND city = ? COLLATE NOCASE)");
	bool shared;

	sqlite3_bind_text(stmt, 1, city, -1, SQLITE_STATIC);
	shared = oracle_step(stmt) && sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	return shared;
}

static char *place_value(struct facet *facet, enum level level, const char *name, const char *outer)
{
	const char *region;
	struct strbuf value = STRBUF_INIT;
	char *typed;

	if (level != CITY || !is_shared(facet, name))
		return lower(name);
	region = gazetteer_region(facet->oracle->vocabulary->gazetteer, outer);
	strbuf_printf(&value, "%s, %s", name, region ? region : outer);
	typed = lower(value.text);
	strbuf_release(&value);
	return typed;
}

/* The row is a country, a region, a city and a count; of an area its name stands for the city. */
static void add_place(struct facet *facet, enum level level, sqlite3_stmt *stmt)
{
	const struct gazetteer *gazetteer = facet->oracle->vocabulary->gazetteer;
	const char *country = (const char *)sqlite3_column_text(stmt, 0);
	const char *region = (const char *)sqlite3_column_text(stmt, 1);
	const char *city = (const char *)sqlite3_column_text(stmt, 2);
	const char *code = level == COUNTRY ? country : level == REGION ? region : NULL;
	const char *name = level == COUNTRY ? gazetteer_country(gazetteer, country) :
			   level == REGION ? gazetteer_region(gazetteer, region) : city;

	name = name ? name : code;
	add(facet, place_value(facet, level, name, region[0] ? region : country), xstrdup(name),
	    code ? xstrdup(code) : NULL, code != NULL, sqlite3_column_int64(stmt, 3));
}

static void add_level(struct facet *facet, enum level level, const char *sql)
{
	sqlite3_stmt *stmt = prepare(facet, sql);

	if (sqlite3_bind_parameter_count(stmt) > 0)
		sqlite3_bind_text(stmt, 1, facet->parent, -1, SQLITE_STATIC);
	while (oracle_step(stmt))
		add_place(facet, level, stmt);
	sqlite3_finalize(stmt);
}

/* The parts of a region, or of a country: its regions, and the cities that are in none. */
static void part_values(struct facet *facet)
{
	if (strchr(facet->parent, '-')) {
		add_level(facet, CITY, PLACES("l.country, l.region, l.city")
			  " AND l.region = ? AND l.city <> ''" BY_PLACE);
		return;
	}
	add_level(facet, REGION, PLACES("l.country, l.region, ''")
		  " AND l.country = ? AND l.region <> ''" BY_PLACE);
	add_level(facet, CITY, PLACES("l.country, l.region, l.city")
		  " AND l.country = ? AND l.region = '' AND l.city <> ''" BY_PLACE);
}

static void place_values(struct facet *facet)
{
	if (facet->parent && !facet->contains) {
		part_values(facet);
		return;
	}
	add_level(facet, COUNTRY, PLACES("l.country, '', ''") " AND l.country <> ''" BY_PLACE);
	add_level(facet, AREA, PLACES("'', '', l.area") " AND l.area <> ''" BY_PLACE);
	if (!facet->contains)
		return;
	add_level(facet, REGION, PLACES("l.country, l.region, ''")
		  " AND l.country <> '' AND l.region <> ''" BY_PLACE);
	add_level(facet, CITY, PLACES("l.country, l.region, l.city")
		  " AND l.country <> '' AND l.city <> ''" BY_PLACE);
}

/* -- all of it */

/* What the postings have and no value covers. */
static void count_unknown(struct facet *facet)
{
	struct strbuf line = STRBUF_INIT, sql = STRBUF_INIT;
	struct condition none;
	struct query *query;
	sqlite3_stmt *stmt;

	strbuf_printf(&line, "%s:none ", facet->field->key);
	query = query_parse(line.text, clock_today());
	condition_init(&none, query, facet->oracle->vocabulary);
	strbuf_printf(&sql, "SELECT count(DISTINCT h.row) FROM temp.%s h JOIN posting p"
		      " ON p.id = h.id WHERE %s", facet->table, none.sql.text);
	stmt = oracle_prepare(facet->oracle, sql.text);
	condition_bind(&none, stmt);
	facet->values->unknown = oracle_step(stmt) ? sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_finalize(stmt);
	condition_release(&none);
	query_free(query);
	strbuf_release(&line);
	strbuf_release(&sql);
}

static bool tests_field(const struct query *query, enum field_id field)
{
	for (size_t i = 0; i < query_terms(query); i++)
		if (query_term(query, i)->kind == QUERY_FIELD &&
		    query_term(query, i)->field == field)
			return true;
	return false;
}

void oracle_facet(struct oracle *oracle, const struct query *query, enum field_id field,
		  const char *parent, const char *contains, size_t limit,
		  struct facet_values *values)
{
	struct facet facet = {
		.oracle = oracle, .field = field_get(field), .table = "hit", .parent = parent,
		.contains = contains && contains[0] ? contains : NULL, .limit = limit,
		.values = values,
	};

	*values = (struct facet_values){ .count = 0 };
	if (tests_field(query, field)) {
		struct query *bare = query_without_field(query, field, false, clock_today());

		oracle_fill(oracle, bare, "other");
		facet.table = "other";
		query_free(bare);
	}
	if (field == FIELD_LOCATION)
		place_values(&facet);
	else if (field == FIELD_POSTED)
		age_values(&facet);
	else if (!name_values(&facet) && !choice_values(&facet))
		abort();
	if (!parent)
		count_unknown(&facet);
}
