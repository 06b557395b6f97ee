/* Facets from plain SQL. */
#ifndef SHORTLIST_ORACLE_ORACLE_FACET_H
#define SHORTLIST_ORACLE_ORACLE_FACET_H

#include "oracle.h"
#include "store/find.h"

/*
 * The values of a facet of the query's answer, as find_facet() gives them; release with
 * facet_values_release(). Table `hit` must have been filled with the query (oracle_fill()). Where
 * several count the same they stand in the order of their names, of places in that of country,
 * region and city. Companies that differ in case only are one, in lower case here.
 */
void oracle_facet(struct oracle *oracle, const struct query *query, enum field_id field,
		  const char *parent, const char *contains, size_t limit,
		  struct facet_values *values);

#endif
