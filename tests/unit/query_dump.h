/* A query's tree as one line, for the tests of the query layer. */
#ifndef SHORTLIST_TESTS_QUERY_DUMP_H
#define SHORTLIST_TESTS_QUERY_DUMP_H

#include "query/query.h"
#include "util/strbuf.h"

/*
 * Adds what a query means: word(rust) phrase(event driven) and(...) or(...) not(...), tests as
 * stack(rust,go) with must or nice before them, a star behind what is being typed, an apostrophe
 * behind what was quoted, ranges as [min..max], then the order and "hidden". NODE alone for a node.
 */
void dump_node(struct strbuf *out, const struct query_node *node);
void dump_query(struct strbuf *out, const struct query *query);

#endif
