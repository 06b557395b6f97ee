/*
 * Edits of a query line: what the filter pane, the chips and the hints do to it.
 *
 * Each takes the query and adds a new line to an (empty) buffer, so that the line stays the one
 * truth. What an edit does not speak of keeps its text and its meaning: a word still being typed
 * stays last and open, unless it stands in an open quote, parenthesis or OR, which is closed
 * before the new term.
 */
#ifndef SHORTLIST_QUERY_EDIT_H
#define SHORTLIST_QUERY_EDIT_H

#include "posting/field.h"
#include "query/query.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

enum query_state { QUERY_UNUSED, QUERY_INCLUDED, QUERY_EXCLUDED };

/*
 * VALUE in the next two is a value of FIELD without quotes, compared folded: a choice's name, a
 * range ("<7d"), a name, "none" for no value and "any" for some; of a flag, a word of is: ("new").
 */

/* Whether the value stands at the top of the query, positively or negated. */
enum query_state query_value_state(const struct query *query, enum field_id field,
				   const char *value);

/* Adds to OUT the line with the value set to STATE: a positive value joins those of its key
 * (stack:rust becomes stack:rust,go), an excluded one is a term of its own, an unused one is taken
 * out. */
void query_set_value(const struct query *query, enum field_id field, const char *value,
		     enum query_state state, struct strbuf *out);

/* Adds to OUT the line without the top term INDEX. */
void query_drop_term(const struct query *query, size_t index, struct strbuf *out);

/* Adds to OUT the line without every positive (and, with NEGATIVE, negative) top test of FIELD. */
void query_drop_field(const struct query *query, enum field_id field, bool negative,
		      struct strbuf *out);

/* Adds to OUT the line with its order replaced by SORT, such as "-salary,posted"; NULL takes it
 * out. */
void query_set_sort(const struct query *query, const char *sort, struct strbuf *out);

/* Adds VALUE as it must be typed to stand for itself: quoted where it needs to be, which "none" and
 * "any" do. */
void query_quote(struct strbuf *out, const char *value);

#endif
