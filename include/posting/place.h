/*
 * A place: a country, a region of a country, a city, or an area (a nickname or a group such as Bay
 * Area, EMEA, DACH).
 */
#ifndef SHORTLIST_POSTING_PLACE_H
#define SHORTLIST_POSTING_PLACE_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum place_kind { PLACE_NONE, PLACE_COUNTRY, PLACE_REGION, PLACE_CITY, PLACE_AREA };

/* Names are owned by the gazetteer, which outlives every place; "" where a part is unknown. A
 * region or country with a city is a town in it that the gazetteer lacks; that name is the
 * holder's. */
struct place {
	enum place_kind kind;
	const char *city;        /* "Toronto" */
	const char *region;      /* "Ontario" */
	const char *region_code; /* "CA-ON" (ISO 3166-2) */
	const char *country;     /* "CA" (ISO 3166-1) */
	const char *area;        /* "San Francisco Bay Area", for PLACE_AREA */
	uint32_t population;     /* of a city; 0 where unknown */
};

struct gazetteer;

/* Whether INNER lies in OUTER or is the same place (a city in its region and country). Areas are
 * compared by name only. */
bool place_contains(const struct place *outer, const struct place *inner);
bool place_equal(const struct place *a, const struct place *b);

/* Adds "Toronto, Ontario, Canada"; or, SHORT, only the narrowest part, "Toronto". */
void place_format(const struct gazetteer *gazetteer, struct strbuf *out, const struct place *place,
		  bool is_short);

#endif
