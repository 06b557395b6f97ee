/*
 * Edits of a query line: what the filter pane, the chips and the hints do to it.
 *
 * Each takes the line as text and yields a new one, so that the line stays the one truth.
 */
#ifndef SHORTLIST_QUERY_EDIT_H
#define SHORTLIST_QUERY_EDIT_H

#include "query/query.h"

enum query_state { QUERY_UNUSED, QUERY_INCLUDED, QUERY_EXCLUDED };

/* Whether a value of FIELD stands at the top of the query, positively or negated. VALUE is as
 * query_set_value() would write it (compared folded). */
enum query_state query_value_state(const struct query *query, enum field_id field,
				   const char *value);

/* Adds to OUT the line with the value set to STATE: a positive value joins those of its key (stack:rust
 * becomes stack:rust,go), an excluded one is a term of its own, an unused one is taken out. The rest
 * of the line stays as it was typed. */
void query_set_value(const struct query *query, enum field_id field, const char *value,
		     enum query_state state, struct strbuf *out);

/* Adds to OUT the line without the top term INDEX. */
void query_drop_term(const struct query *query, size_t index, struct strbuf *out);

/* Adds to OUT the line with its order replaced by SORT, such as "-salary,posted"; NULL takes it out. */
void query_set_sort(const struct query *query, const char *sort, struct strbuf *out);

/* Adds VALUE as it must be typed: quoted where it needs to be. */
void query_quote(struct strbuf *out, const char *value);

#endif
