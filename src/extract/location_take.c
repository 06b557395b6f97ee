/* Places that were found, put into the posting with their evidence. */
#include "config.h"

#include "extract/location_int.h"

#include <stdlib.h>

#include "util/alloc.h"

/* The name of a town that the gazetteer lacks, on the heap; NULL for other places. */
static char *town_of(const struct view *view, const struct found_place *found)
{
	size_t end;

	if (found->town <= found->first)
		return NULL;
	end = view_end(view, found->town);
	return end > found->start ? xstrndup(view->text + found->start, end - found->start) : NULL;
}

void location_take(struct reading *reading, const struct view *view,
		   const struct found_places *places, const char *rule)
{
	for (size_t i = 0; i < places->count; i++) {
		const struct found_place *found = &places->items[i];
		struct place place = found->place;
		char *town = town_of(view, found);

		if (town != NULL)
			place.city = town;
		posting_add_location(reading->posting, &place, view->text + found->start,
				     found->end - found->start);
		free(town);
		if (view == &reading->view)
			reading_note(reading, FIELD_LOCATION, found->start, found->end, rule);
	}
}

void location_take_scope(struct reading *reading, const struct found_places *places,
			 const char *rule)
{
	for (size_t i = 0; i < places->count; i++) {
		const struct found_place *found = &places->items[i];

		posting_add_scope(reading->posting, &found->place,
				  reading->view.text + found->start, found->end - found->start);
		reading_note(reading, FIELD_REMOTE_SCOPE, found->start, found->end, rule);
	}
}
