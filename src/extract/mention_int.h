/*
 * A mention: a name that the gazetteer knows, as it stands in a text, with all that it may mean;
 * and how mentions that stand beside each other make one place.
 */
#ifndef SHORTLIST_EXTRACT_MENTION_INT_H
#define SHORTLIST_EXTRACT_MENTION_INT_H

#include "extract/places_int.h"

#define MENTION_OPTIONS 16

/* A name and what it may mean, the likeliest first. */
struct mention {
	struct place options[MENTION_OPTIONS];
	size_t count;
	size_t first, last;      /* words */
	bool is_code;            /* two letters: a region or country only beside another place */
	bool is_weak;            /* an ordinary word: a place only within another one */
};

struct mentions { struct mention *items; size_t count, cap; };

/* What the joining looks at. */
struct mention_text {
	const struct gazetteer *gazetteer;
	const struct view *view;
	const struct mention *mentions;
	size_t count;
	size_t from;             /* the first word that may belong to a place */
	enum places_in in;
};

/* Joins the mentions from AT on that are one place ("Toronto, ON, Canada"); returns how many they
 * are. A town that the gazetteer lacks is taken for the region that stands behind it. */
size_t mention_join(const struct mention_text *text, size_t at, struct found_place *out);

/* Settles what a name that stands alone means, by the other places from FROM on. */
void mention_settle(struct found_places *places, size_t from, size_t at,
		    const struct mention *mention);

#endif
