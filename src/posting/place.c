/* Places compared and shown. Looking them up is gazetteer.c's. */
#include "config.h"

#include "posting/place.h"

#include <string.h>

#include "posting/gazetteer.h"

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

static void add_part(struct strbuf *out, const char *part, bool *is_first)
{
	if (*part == '\0')
		return;
	if (!*is_first)
		strbuf_puts(out, ", ");
	strbuf_puts(out, part);
	*is_first = false;
}

void place_format(const struct gazetteer *gazetteer, struct strbuf *out, const struct place *place,
		  bool is_short)
{
	const char *country = gazetteer_country(gazetteer, place->country);
	const char *narrowest = *place->city ? place->city : place->region;
	bool is_first = true;

	if (!country)
		country = place->country;
	add_part(out, place->area, &is_first);
	add_part(out, place->city, &is_first);
	if (!is_short || is_first)
		add_part(out, place->region, &is_first);
	/* A city state says it once. */
	if (is_first || (!is_short && strcmp(narrowest, country) != 0))
		add_part(out, country, &is_first);
}
