/*
 * The parts of a place: countries of the world, regions of a country, cities of a region. A country
 * of which only cities are known has these as its parts.
 */
#include "config.h"

#include "store/facet_int.h"

#include "store/store_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/strbuf.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

enum place_level { LEVEL_COUNTRY, LEVEL_REGION, LEVEL_CITY, LEVEL_AREA };

/* A name of the column (see terms_place), cut. */
struct place_name {
	enum place_level level;
	char country[8], region[16];
	const char *last;        /* the city or area; a pointer into the name */
};

static void copy_part(char *to, size_t room, const char *from, size_t len)
{
	size_t cut = len < room ? len : room - 1;

	memcpy(to, from, cut);
	to[cut] = '\0';
}

static void cut_name(const char *name, struct place_name *place)
{
	const char *first = strchr(name, '|'), *second = first ? strchr(first + 1, '|') : NULL;

	memset(place, 0, sizeof *place);
	copy_part(place->country, sizeof place->country, name,
		  first ? (size_t)(first - name) : strlen(name));
	if (first)
		copy_part(place->region, sizeof place->region, first + 1,
			  second ? (size_t)(second - first - 1) : strlen(first + 1));
	place->last = second ? second + 1 : "";
	place->level = !first ? LEVEL_COUNTRY : !second ? LEVEL_REGION : LEVEL_CITY;
	if (second && place->last[0] == '|') {
		place->level = LEVEL_AREA;
		place->last++;
	}
}

/* Whether another place of that name is in the store, so that the name alone would mean both. */
static bool is_shared_name(struct facet *facet, const struct place_name *place)
{
	const struct name_column *column = engine_names(facet->plan.engine, NAME_PLACE,
							facet->err);
	struct place_name other;

	for (uint32_t i = 0; column && i < column->name_count; i++) {
		cut_name(column->names[i], &other);
		if (other.level == LEVEL_CITY && ascii_equal(other.last, place->last) &&
		    (strcmp(other.country, place->country) != 0 ||
		     strcmp(other.region, place->region) != 0))
			return true;
	}
	return false;
}

/* What a city lies in: its region, its country where that is not known. */
static const char *outer_code(const struct place_name *place)
{
	return place->region[0] ? place->region : place->country;
}

static char *typed_city(struct facet *facet, const struct place_name *place)
{
	const struct gazetteer *gazetteer = facet->plan.engine->store->vocabulary->gazetteer;
	struct strbuf value = STRBUF_INIT;
	char *typed = facet_as_typed(place->last);
	const char *region;

	if (!is_shared_name(facet, place))
		return typed;
	strbuf_puts(&value, typed);
	free(typed);
	region = gazetteer_region(gazetteer, outer_code(place));
	typed = facet_as_typed(region ? region : outer_code(place));
	strbuf_printf(&value, ", %s", typed);
	free(typed);
	return strbuf_detach(&value);
}

static void add_place(struct facet *facet, const struct place_name *place, int64_t count)
{
	const struct gazetteer *gazetteer = facet->plan.engine->store->vocabulary->gazetteer;
	const char *code = place->level == LEVEL_COUNTRY ? place->country :
			   place->level == LEVEL_REGION ? place->region : NULL;
	const char *name = place->level == LEVEL_COUNTRY ? gazetteer_country(gazetteer, code) :
			   place->level == LEVEL_REGION ? gazetteer_region(gazetteer, code) :
			   place->last;
	size_t before = facet->values->count;

	name = name ? name : code;
	facet_add(facet, place->level == LEVEL_CITY ? typed_city(facet, place)
						    : facet_as_typed(name),
		  xstrdup(name), code ? xstrdup(code) : NULL, count);
	if (facet->values->count > before)
		facet->values->items[before].has_parts = code != NULL;
}

/* Which places are wanted. */
struct wanted {
	enum place_level level;
	const char *country, *region; /* that they lie in; NULL: any */
};

static bool is_wanted(const struct wanted *wanted, const char *name)
{
	struct place_name place;

	/* Most names are cities, and most levels that are asked for others. */
	if (wanted->level == LEVEL_COUNTRY && !facts_is_country(name))
		return false;
	if (wanted->level == LEVEL_AREA && !facts_is_area(name))
		return false;
	cut_name(name, &place);
	return place.level == wanted->level &&
	       (!wanted->country || strcmp(place.country, wanted->country) == 0) &&
	       (!wanted->region || strcmp(place.region, wanted->region) == 0);
}

static void add_sorted(struct facet *facet, struct facet_counts *counts)
{
	struct place_name place;

	facet_sort(counts);
	for (size_t i = 0; i < counts->count; i++) {
		cut_name(counts->items[i].name, &place);
		add_place(facet, &place, counts->items[i].count);
	}
	VEC_RELEASE(counts);
}

static void add_level(struct facet *facet, const struct facet_counts *all, enum place_level level,
		      const char *country, const char *region)
{
	struct wanted wanted = { level, country, region };
	struct facet_counts counts = { 0 };

	for (size_t i = 0; i < all->count; i++)
		if (is_wanted(&wanted, all->items[i].name))
			*VEC_PUSH(&counts) = all->items[i];
	add_sorted(facet, &counts);
}

/* The countries and areas of a large selection. */
static void add_top(struct facet *facet)
{
	struct facet_counts counts = { 0 };

	facet_count_top(facet, NAME_PLACE, facts_is_country, &counts);
	add_sorted(facet, &counts);
	facet_count_top(facet, NAME_PLACE, facts_is_area, &counts);
	add_sorted(facet, &counts);
}

bool facet_places(struct facet *facet, const char *parent)
{
	bool is_narrowed = facet->contains.len > 0;
	struct facet_counts all = { 0 };
	bool ok;

	if (!parent && facet_has_top(facet, NAME_PLACE)) {
		add_top(facet);
		return true;
	}
	ok = facet_count_names(facet, NAME_PLACE, &all);
	if (parent && !is_narrowed && strchr(parent, '-')) {
		add_level(facet, &all, LEVEL_CITY, NULL, parent);
	} else if (parent && !is_narrowed) {
		add_level(facet, &all, LEVEL_REGION, parent, NULL);
		add_level(facet, &all, LEVEL_CITY, parent, "");
	} else {
		add_level(facet, &all, LEVEL_COUNTRY, NULL, NULL);
		add_level(facet, &all, LEVEL_AREA, NULL, NULL);
	}
	/* To find Toronto by "tor" without unfolding, every level is looked through. */
	if (is_narrowed) {
		add_level(facet, &all, LEVEL_REGION, NULL, NULL);
		add_level(facet, &all, LEVEL_CITY, NULL, NULL);
	}
	VEC_RELEASE(&all);
	return ok;
}
