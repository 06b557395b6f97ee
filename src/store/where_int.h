/*
 * A query as SQL: one condition over posting `p`, with every value bound.
 *
 * SQL text is put together from literals of this folder only; what a user typed is always a bound
 * value.
 */
#ifndef SHORTLIST_STORE_WHERE_INT_H
#define SHORTLIST_STORE_WHERE_INT_H

#include "posting/vocabulary.h"
#include "query/query.h"
#include "store/stmt_int.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A value to bind, in the order of the question marks. */
struct where_value {
	char *text;              /* NULL: the number */
	int64_t number;
};

struct where {
	struct strbuf sql;
	struct { struct where_value *items; size_t count, cap; } values;
};

/* What is hidden is not looked at here; see where_hidden. */
void where_init(struct where *where, const struct query *query,
		const struct vocabulary *vocabulary);
void where_release(struct where *where);

/* Binds all values from parameter FIRST on; returns the next free one. */
int where_bind(const struct where *where, sqlite3_stmt *stmt, int first);

/* What postings are ordered by when sorted by FIELD, a literal; NULL where they cannot be. */
const char *where_order(enum field_id field, bool is_descending);

/* The condition that the user hid a posting. */
#define WHERE_HIDDEN "EXISTS (SELECT 1 FROM mark WHERE key = p.key AND name = 'hidden')"

#endif
