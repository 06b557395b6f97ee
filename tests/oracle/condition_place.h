/* Places in a query: what a name means, as a condition. */
#ifndef SHORTLIST_ORACLE_CONDITION_PLACE_H
#define SHORTLIST_ORACLE_CONDITION_PLACE_H

#include "condition.h"

/* Adds the condition that a place of the posting (or of who may apply, for a SCOPE) lies in what
 * the value names: "toronto", "canada", "bay area", "london, gb". A name that the gazetteer does
 * not know, or that is still being typed, is looked for among the words of the places. */
void condition_place(struct condition *out, const struct vocabulary *vocabulary,
		     const struct query_value *value, bool is_scope);

#endif
