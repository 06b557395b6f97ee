/* What a place's name in a query means. */
#ifndef SHORTLIST_STORE_PLACE_NAMES_INT_H
#define SHORTLIST_STORE_PLACE_NAMES_INT_H

#include "posting/vocabulary.h"

#include <stdbool.h>
#include <stddef.h>

#define PLACE_NAMES_MAX 64

/* The places that a name may mean; the last comma divides "London, GB" into a name and what it must
 * lie in. How many. */
size_t place_names_find(const struct gazetteer *gazetteer, const char *text,
			struct place places[PLACE_NAMES_MAX]);

/* Whether the name, while it is being typed, is more likely whole than the start of another: "san"
 * is a town, but hardly ever meant. */
bool place_names_are_known(const struct place *places, size_t count);

#endif
