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
	bool is_spread;          /* each posting is a row */
	/* What matches: rows and postings, without those that are hidden and with them. */
	struct find_counts { int64_t rows, all_rows, postings, all_postings; } counts;
};

/*
 * A row is a cluster, or a posting that is alone. This is where the language of our SQL says so:
 * the row that posting `p` is in, and how many rows a set of postings makes. The second needs each
 * posting once; it costs nothing more for those that are alone.
 */
#define FIND_ROW "(CASE p.cluster WHEN 0 THEN p.id ELSE p.cluster END)"
#define FIND_ROWS "(count(*) FILTER (WHERE p.cluster = 0) + count(DISTINCT nullif(p.cluster, 0)))"

/* The condition of QUERY with what is hidden left out where the query does not ask for it. */
void find_where(struct where *where, const struct query *query,
		const struct vocabulary *vocabulary);

#endif
