/*
 * What a query means: one condition of SQL over posting `p`, with every value bound.
 *
 * This is the definition that the engine of sets is held against. It looks at the tables of the
 * store and at temporary table `words` (see oracle.h), never at what is derived from them.
 */
#ifndef SHORTLIST_ORACLE_CONDITION_H
#define SHORTLIST_ORACLE_CONDITION_H

#include "posting/vocabulary.h"
#include "query/query.h"
#include "util/strbuf.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A value to bind, in the order of the question marks. */
struct condition_value {
	char *text;              /* NULL: the number */
	int64_t number;
};

struct condition {
	struct strbuf sql;
	struct { struct condition_value *items; size_t count, cap; } values;
};

/* What the user hid is not left out here. */
void condition_init(struct condition *out, const struct query *query,
		    const struct vocabulary *vocabulary);
void condition_release(struct condition *out);

/* Binds all values, from parameter 1 on. */
void condition_bind(const struct condition *condition, sqlite3_stmt *stmt);

/* What postings are ordered by when sorted by FIELD, a literal; NULL where they cannot be. */
const char *condition_order(enum field_id field, bool is_descending);

/* The condition that the user hid a posting. */
#define CONDITION_HIDDEN "EXISTS (SELECT 1 FROM mark WHERE key = p.key AND name = 'hidden')"

#endif
