/* An answer, as the modules of this folder see it. */
#ifndef SHORTLIST_STORE_FIND_INT_H
#define SHORTLIST_STORE_FIND_INT_H

#include "store/find.h"
#include "store/where_int.h"

struct find {
	struct store *store;
	const struct query *query;
	struct where where;      /* what is shown: the query, and not hidden unless asked for */
	struct strbuf order;     /* the terms of ORDER BY */
	int64_t total, hidden;
};

/* The condition of QUERY with what is hidden left out where the query does not ask for it. */
void find_where(struct where *where, const struct query *query,
		const struct vocabulary *vocabulary);

#endif
