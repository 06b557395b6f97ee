/*
 * A query as sets of postings.
 *
 * What takes long is not done unless the plan is patient: then the set of that part holds every
 * posting that may match, and *exact becomes false. What was once worked out is kept by the engine,
 * so that the next look at the same part is quick, patient or not.
 */
#ifndef SHORTLIST_STORE_PLAN_INT_H
#define SHORTLIST_STORE_PLAN_INT_H

#include "query/query.h"
#include "store/engine_int.h"

#include <stdbool.h>

struct plan {
	struct engine *engine;
	bool is_patient;
};

/* Fills an empty set, with room for all, with the postings that NODE selects, hidden ones too.
 * *exact is left as it is or becomes false. */
bool plan_run(const struct plan *plan, const struct query_node *node, struct bitset *set,
	      bool *exact, struct err *err);

/* -- the leaves, each of its own file; they do the same */

/* Of the words of a text: one that is a word or begins with it, several as a phrase. KIND is
 * where it is looked for, TERM_WORD for anywhere. A text without a word selects all. */
bool leaf_words(const struct plan *plan, char kind, const char *text, bool is_prefix,
		struct bitset *set, bool *exact, struct err *err);

/* A value of a field. */
bool leaf_value(const struct plan *plan, const struct query_node *node,
		const struct query_value *value, struct bitset *set, bool *exact, struct err *err);

/* What only a statement knows: whether FIELD has a value (VALUE is NULL), or has this one. *is_mine
 * is false where that is not so. */
bool leaf_statement(const struct plan *plan, enum field_id field, const struct query_value *value,
		    struct bitset *set, bool *exact, bool *is_mine, struct err *err);

/* The set of the postings that the user hid; NULL where the store failed. */
const struct bitset *leaf_hidden(const struct plan *plan, struct err *err);

/* The set of a term, or of those that begin so; kept. NULL where the store failed. */
const struct bitset *leaf_term(const struct plan *plan, const char *term, size_t len,
			       bool is_prefix, struct err *err);

#endif
