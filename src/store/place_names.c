/* What a place's name in a query means. */
#include "config.h"

#include "store/place_names_int.h"

#include "util/ascii.h"

#include <string.h>

#define WELL_KNOWN_POPULATION 100000

size_t place_names_find(const struct gazetteer *gazetteer, const char *text,
			struct place places[PLACE_NAMES_MAX])
{
	struct place outer[PLACE_NAMES_MAX], found[PLACE_NAMES_MAX];
	const char *comma = strrchr(text, ',');
	size_t start, end, count, outer_count, kept = 0;

	if (!comma) {
		count = gazetteer_find(gazetteer, text, strlen(text), places, PLACE_NAMES_MAX);
		return count < PLACE_NAMES_MAX ? count : PLACE_NAMES_MAX;
	}
	start = (size_t)(comma - text) + 1;
	end = strlen(text);
	ascii_trim(text, &start, &end);
	outer_count = gazetteer_find(gazetteer, text + start, end - start, outer, PLACE_NAMES_MAX);
	count = gazetteer_find(gazetteer, text, (size_t)(comma - text), found, PLACE_NAMES_MAX);
	for (size_t i = 0; i < count && i < PLACE_NAMES_MAX; i++)
		for (size_t j = 0; j < outer_count && j < PLACE_NAMES_MAX; j++)
			if (place_contains(&outer[j], &found[i])) {
				places[kept++] = found[i];
				break;
			}
	return kept;
}

bool place_names_are_known(const struct place *places, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (places[i].kind != PLACE_CITY || places[i].population >= WELL_KNOWN_POPULATION)
			return true;
	return false;
}
