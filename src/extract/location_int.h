/* What the reading of places is made of. */
#ifndef SHORTLIST_EXTRACT_LOCATION_INT_H
#define SHORTLIST_EXTRACT_LOCATION_INT_H

#include "extract/places_int.h"

/* Add places of VIEW to the posting, with evidence where VIEW is that of the text. */
void location_take(struct reading *reading, const struct view *view,
		   const struct found_places *places, const char *rule);
void location_take_scope(struct reading *reading, const struct found_places *places,
			 const char *rule);

/* Looks for the job's places in sentences; whether there are any. */
bool location_from_prose(struct reading *reading);
/* Looks there for those from which one may work. */
void location_scope_from_prose(struct reading *reading);

#endif
