/*
 * Cutting terms out of a line, so that no two tokens grow together in the gap and no word that was
 * complete comes to stand open at the end.
 */
#ifndef SHORTLIST_QUERY_CUT_INT_H
#define SHORTLIST_QUERY_CUT_INT_H

#include "query/query.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

/* Ranges of the line to be left out; none lies in another. */
struct cuts {
	struct query_range *items;
	size_t count, cap;
};

/* Nothing stands in OUT, or a blank at its end. */
bool cut_ends_blank(const struct strbuf *out);

/* Adds the line without the cuts, which it releases. An order within a cut stays. */
void cut_line(const struct query *query, struct cuts *cuts, struct strbuf *out);

/* Whether a test stands in parentheses of its own, and so is cut with them. */
bool cut_is_grouped(const struct query_node *test);

/* Adds what must be cut to take a top term away. */
void cut_term(struct cuts *cuts, const struct query_node *term);

/* The test of a field that a term is or negates; NULL for others. */
const struct query_node *cut_test(const struct query_node *term, bool *is_excluded);

#endif
