/* Building the rows of the filter pane. */
#ifndef SHORTLIST_SRC_SESSION_FACETS_INT_H
#define SHORTLIST_SRC_SESSION_FACETS_INT_H

#include "session/facets.h"

void facet_row_release(struct facet_row *row);
bool facets_is_open(const struct facets *facets, const char *code);

/* Adds the rows of the facets from FROM on to those before; FIELD_COUNT: of all to an empty
 * list. */
bool facets_build(struct facets *facets, enum field_id from, struct find *find,
		  struct store *store, const struct query *query, int32_t today, struct err *err);

#endif
