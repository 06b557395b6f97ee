/* Places compared and shown. Looking them up is gazetteer.c's. */
#include "config.h"

#include "posting/place.h"

#include <string.h>

bool place_equal(const struct place *a, const struct place *b)
{
	return a->kind == b->kind && strcmp(a->city, b->city) == 0 &&
	       strcmp(a->region_code, b->region_code) == 0 &&
	       strcmp(a->country, b->country) == 0 && strcmp(a->area, b->area) == 0;
}

bool place_contains(const struct place *outer, const struct place *inner)
{
	bool is_within = inner->kind == PLACE_CITY || inner->kind == PLACE_REGION;

	switch (outer->kind) {
	case PLACE_COUNTRY:
		return (is_within || inner->kind == PLACE_COUNTRY) &&
		       strcmp(outer->country, inner->country) == 0;
	case PLACE_REGION:
		return is_within && strcmp(outer->region_code, inner->region_code) == 0;
	case PLACE_CITY:
	case PLACE_AREA:
		return place_equal(outer, inner);
	case PLACE_NONE:
		break;
	}
	return false;
}

/* Adds ", PART", where it says more than the part before it (Berlin, Berlin). */
static void add_part(struct strbuf *out, const char *part, const char **before)
{
	if (*part == '\0' || strcmp(part, *before) == 0)
		return;
	if (**before)
		strbuf_puts(out, ", ");
	strbuf_puts(out, part);
	*before = part;
}

void place_format(const struct gazetteer *gazetteer, struct strbuf *out, const struct place *place,
		  bool is_short)
{
	const char *country = gazetteer_country(gazetteer, place->country);
	const char *before = "";

	add_part(out, place->area, &before);
	add_part(out, place->city, &before);
	if (!is_short || !*before)
		add_part(out, place->region, &before);
	if (!is_short || !*before)
		add_part(out, country ? country : place->country, &before);
}
