/* Places in a query: what a name means, as a SQL condition. */
#ifndef SHORTLIST_STORE_WHERE_PLACE_INT_H
#define SHORTLIST_STORE_WHERE_PLACE_INT_H

#include "store/where_int.h"

/* Adds the condition that a place of the posting (or of who may apply, for a SCOPE) lies in what
 * the value names: "toronto", "canada", "bay area", "london, gb". A name that the gazetteer does
 * not know, or that is still being typed, is looked for among the words of the places. */
void where_place(struct where *where, const struct vocabulary *vocabulary,
		 const struct query_value *value, bool is_scope);

#endif
