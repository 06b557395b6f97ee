/* The order that a query asks for, over all postings. */
#ifndef SHORTLIST_STORE_SORT_INT_H
#define SHORTLIST_STORE_SORT_INT_H

#include "store/plan_int.h"

/* Newest first where the query says nothing; what was loaded first where the day is the same or
 * unknown. Kept by the engine. An order that takes long (by a text) is left for later unless the
 * plan is patient: then the query's other terms order, and *exact becomes false. NULL where the
 * store failed. */
const struct order *sort_order(const struct plan *plan, const struct query *query, bool *exact,
			       struct err *err);

#endif
