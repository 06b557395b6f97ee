/* Building the rows of the filter pane. */
#ifndef SHORTLIST_SRC_SESSION_FACETS_INT_H
#define SHORTLIST_SRC_SESSION_FACETS_INT_H

#include "session/facets.h"

void facet_row_release(struct facet_row *row);
bool facets_is_open(const struct facets *facets, const char *code);

/* Adds the rows of the facets from source->from on to those before; FIELD_COUNT: of all to an empty
 * list. Those that are in sight end behind the one of CURSOR (FIELD_COUNT: of none). */
bool facets_build(struct facets *facets, const struct facets_source *source, enum field_id cursor,
		  struct err *err);

#endif
