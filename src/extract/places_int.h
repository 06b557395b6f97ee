/*
 * Places in a piece of text: names from the gazetteer, put together ("Toronto, ON, Canada" is one
 * place, "San Francisco, Toronto" are two) and told apart by what stands beside them.
 */
#ifndef SHORTLIST_EXTRACT_PLACES_INT_H
#define SHORTLIST_EXTRACT_PLACES_INT_H

#include "extract/reading_int.h"

struct found_place {
	struct place place;
	size_t start, end;       /* bytes of the text */
	size_t first, last;      /* words */
	size_t town;             /* where the words of a town end that the gazetteer lacks, or 0 */
};

struct found_places { struct found_place *items; size_t count, cap; };

/* Where the words stand: what is a place beside the label "Location" may be a word in prose. */
enum places_in { PLACES_IN_PROSE, PLACES_IN_CELL, PLACES_IN_VALUE };

/* Adds the places named in words [FIRST, LAST) of prose (or of a header's cell, where REACH is
 * VIEW_REACH). At most REACH words that belong to no place may stand before the first and between
 * two of them; the search ends where there are more. */
void places_parse(const struct vocabulary *vocabulary, const struct view *view, size_t first,
		  size_t last, size_t reach, struct found_places *out);

/* The same for a value that names places and hardly anything else. */
void places_parse_value(const struct vocabulary *vocabulary, const struct view *view, size_t first,
			size_t last, struct found_places *out);

/* How many of the words [FIRST, LAST) belong to places. */
size_t places_words(const struct found_places *places, size_t first, size_t last);

/* Whether words [FIRST, LAST) of the posting are a place and hardly anything else but where
 * the work is done. PLACES are those found in them. */
bool places_fill(const struct view *view, const struct found_places *places, size_t first,
		 size_t last);

/* Reads from which time zones one may work (zones.c); location_extract() calls it. */
void zones_extract(struct reading *reading);

#endif
