/* The gazetteer: what names mean which places. */
#include "config.h"

#include "posting/gazetteer.h"

#include <stdlib.h>
#include <string.h>

#include "posting/gazetteer_int.h"
#include "util/alloc.h"
#include "util/resource.h"
#include "util/vec.h"

#define NAME_WORDS_MAX 8
#define PART_RATIO 20            /* how many times larger a city is than what is a part of it */

/* In the order of reading: a row may refer to earlier ones only. */
static const char *const tables[] = { "regions.tsv", "cities.tsv", "areas.tsv", "places.tsv" };

static const struct image_part parts[] = {
	IMAGE_VECTOR(struct gazetteer, entries),
	IMAGE_VECTOR(struct gazetteer, refs),
	IMAGE_VECTOR(struct gazetteer, members),
	IMAGE_VECTOR(struct gazetteer, areas),
	IMAGE_VECTOR(struct gazetteer, texts),
	IMAGE_VECTOR(struct gazetteer, words),
	IMAGE_VECTOR(struct gazetteer, slots),
};

#define PART_COUNT (sizeof parts / sizeof *parts)

static bool has_users_table(const char *config_dir)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (resource_has_users(tables[i], config_dir))
			return true;
	return false;
}

struct gazetteer *gazetteer_new(const char *config_dir, struct err *err)
{
	struct gazetteer *gazetteer = xcalloc(1, sizeof *gazetteer);

	if (!has_users_table(config_dir) && image_lay("gazetteer", parts, PART_COUNT, gazetteer))
		return gazetteer;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		if (!resource_load(tables[i], config_dir, gazetteer_read_table, gazetteer, err)) {
			gazetteer_free(gazetteer);
			return NULL;
		}
	}
	return gazetteer;
}

void gazetteer_free(struct gazetteer *gazetteer)
{
	if (!gazetteer)
		return;
	image_release(parts, PART_COUNT, gazetteer);
	free(gazetteer);
}

void gazetteer_print(const struct gazetteer *gazetteer, struct image_print *print)
{
	image_print(print, "gazetteer", parts, PART_COUNT, gazetteer);
}

/* The place that an entry stands for. */
static struct place place_of(const struct gazetteer *gazetteer, uint32_t at)
{
	const struct gazetteer_entry *entry = &gazetteer->entries.items[at];
	struct place place = {
		.kind = (enum place_kind)entry->kind, .city = "", .region = "", .region_code = "",
		.country = "", .area = "", .population = entry->population,
	};

	if (entry->kind == PLACE_CITY)
		place.city = gazetteer_text(gazetteer, entry->name);
	if (entry->kind == PLACE_AREA)
		place.area = gazetteer_text(gazetteer, entry->name);
	if (entry->region != GAZETTEER_NONE) {
		const struct gazetteer_entry *region = &gazetteer->entries.items[entry->region];

		place.region = gazetteer_text(gazetteer, region->name);
		place.region_code = gazetteer_text(gazetteer, region->code);
	}
	if (entry->country != GAZETTEER_NONE) {
		const struct gazetteer_entry *country = &gazetteer->entries.items[entry->country];

		place.country = gazetteer_text(gazetteer, country->code);
	}
	return place;
}

/* The places of a slot, at most MAX into OUT; returns how many there are. */
static size_t slot_places(const struct gazetteer *gazetteer, const struct gazetteer_slot *slot,
			  struct place *out, size_t max)
{
	uint32_t ref = gazetteer_valid_ref(gazetteer, slot->ref);
	size_t count = 0;

	while (ref != GAZETTEER_NONE) {
		if (count < max)
			out[count] = place_of(gazetteer, gazetteer->refs.items[ref].entry);
		count++;
		ref = gazetteer_valid_ref(gazetteer, gazetteer->refs.items[ref].next);
	}
	return count;
}

size_t gazetteer_find(const struct gazetteer *gazetteer, const char *name, size_t len,
		      struct place *out, size_t max)
{
	struct gazetteer_key key;
	const struct gazetteer_slot *slot;

	if (!gazetteer_key_name(&key, name, len))
		return 0;
	slot = gazetteer_slot(gazetteer, &key);
	return slot ? slot_places(gazetteer, slot, out, max) : 0;
}

bool gazetteer_has_prefix(const struct gazetteer *gazetteer, const char *folded, size_t len)
{
	struct gazetteer_key key;

	return gazetteer_key_name(&key, folded, len) && gazetteer_slot(gazetteer, &key);
}

size_t gazetteer_match(const struct gazetteer *gazetteer, const char *folded, size_t len, size_t at,
		       struct place *out, size_t max, size_t *found)
{
	struct gazetteer_key key;
	const struct gazetteer_slot *longest = NULL;
	size_t end = at, bytes = 0;

	*found = 0;
	gazetteer_key_init(&key);
	for (size_t words = 0; words < NAME_WORDS_MAX; words++) {
		size_t gap = words > 0 ? gazetteer_gap(folded + end, len - end) : 0;
		const struct gazetteer_slot *slot;
		size_t taken;

		if (words > 0 && gap == 0)
			break;
		taken = gazetteer_key_add_word(&key, folded + end + gap, len - end - gap);
		slot = taken > 0 ? gazetteer_slot(gazetteer, &key) : NULL;
		if (!slot)
			break;
		end += gap + taken;
		if (gazetteer_valid_ref(gazetteer, slot->ref) != GAZETTEER_NONE) {
			longest = slot;
			bytes = end - at;
		}
	}
	if (longest)
		*found = slot_places(gazetteer, longest, out, max);
	return bytes;
}

/* The entry of the area with this name, or NULL. */
static const struct gazetteer_entry *area_entry(const struct gazetteer *gazetteer, const char *name)
{
	struct gazetteer_key key;
	const struct gazetteer_slot *slot = NULL;
	uint32_t ref;

	if (gazetteer_key_name(&key, name, strlen(name)))
		slot = gazetteer_slot(gazetteer, &key);
	ref = slot ? gazetteer_valid_ref(gazetteer, slot->ref) : GAZETTEER_NONE;
	while (ref != GAZETTEER_NONE) {
		const struct gazetteer_ref *item = &gazetteer->refs.items[ref];
		const struct gazetteer_entry *entry = &gazetteer->entries.items[item->entry];

		if (entry->kind == PLACE_AREA &&
		    strcmp(gazetteer_text(gazetteer, entry->name), name) == 0)
			return entry;
		ref = gazetteer_valid_ref(gazetteer, item->next);
	}
	return NULL;
}

size_t gazetteer_members(const struct gazetteer *gazetteer, const struct place *area,
			 struct place *out, size_t max)
{
	const struct gazetteer_entry *entry = NULL;
	const uint32_t *members;

	if (area->kind == PLACE_AREA)
		entry = area_entry(gazetteer, area->area);
	if (!entry || entry->member_count == 0)
		return 0;
	members = &gazetteer->members.items[entry->first_member];
	for (size_t i = 0; i < entry->member_count && i < max; i++)
		out[i] = place_of(gazetteer, members[i]);
	return entry->member_count;
}

/* Countries in ISO 3166-1 that are written behind another: "Hong Kong, China". */
static bool is_country_in(const struct place *inner, const struct place *outer)
{
	static const char *const chinese[] = { "HK", "MO", "TW" };

	if (outer->kind != PLACE_COUNTRY || strcmp(outer->country, "CN") != 0)
		return false;
	for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++)
		if (strcmp(inner->country, chinese[i]) == 0)
			return true;
	return false;
}

bool gazetteer_lies_in(const struct gazetteer *gazetteer, const struct place *inner,
		       const struct place *outer)
{
	const struct gazetteer_entry *area = NULL;

	if (place_contains(outer, inner) || is_country_in(inner, outer))
		return true;
	if (outer->kind == PLACE_AREA)
		area = area_entry(gazetteer, outer->area);
	else if (inner->kind == PLACE_AREA && outer->kind != PLACE_CITY)
		area = area_entry(gazetteer, inner->area);
	if (!area || area->member_count == 0)
		return false;
	for (uint32_t i = 0; i < area->member_count; i++) {
		const uint32_t *members = &gazetteer->members.items[area->first_member];
		struct place member = place_of(gazetteer, members[i]);

		if (outer->kind == PLACE_AREA && place_contains(&member, inner))
			return true;
		if (outer->kind != PLACE_AREA && !place_contains(outer, &member))
			return false;
		/* An area may reach over a region's border: "St. Louis County, Missouri". */
		if (outer->kind == PLACE_REGION)
			return true;
	}
	return outer->kind != PLACE_AREA;
}

/* Whether the entry is the city PLACE; names are owned by the gazetteer, and told by address. */
static bool is_city(const struct gazetteer *gazetteer, uint32_t at, const struct place *place)
{
	struct place city;

	if (gazetteer_text(gazetteer, gazetteer->entries.items[at].name) != place->city)
		return false;
	city = place_of(gazetteer, at);
	return place_equal(&city, place);
}

bool gazetteer_is_part(const struct gazetteer *gazetteer, const struct place *inner,
		       const struct place *outer)
{
	if (inner->kind != PLACE_CITY || outer->kind != PLACE_CITY ||
	    strcmp(inner->country, outer->country) != 0 ||
	    strcmp(inner->region_code, outer->region_code) != 0 ||
	    inner->population >= outer->population / PART_RATIO)
		return false;
	for (size_t i = 0; i < gazetteer->areas.count; i++) {
		uint32_t at = gazetteer->areas.items[i];
		const struct gazetteer_entry *area = &gazetteer->entries.items[at];
		const uint32_t *members = gazetteer->members.items;

		if (area->member_count == 0 ||
		    !is_city(gazetteer, members[area->first_member], outer))
			continue;
		for (uint32_t j = 1; j < area->member_count; j++)
			if (is_city(gazetteer, members[area->first_member + j], inner))
				return true;
	}
	return false;
}

/* The name of the entry of KIND with this code, or NULL. */
static const char *name_by_code(const struct gazetteer *gazetteer, const char *code,
				enum place_kind kind)
{
	uint32_t at = gazetteer_entry_by_code(gazetteer, code, strlen(code));

	if (at == GAZETTEER_NONE || gazetteer->entries.items[at].kind != kind)
		return NULL;
	return gazetteer_text(gazetteer, gazetteer->entries.items[at].name);
}

const char *gazetteer_country(const struct gazetteer *gazetteer, const char *code)
{
	return name_by_code(gazetteer, code, PLACE_COUNTRY);
}

const char *gazetteer_region(const struct gazetteer *gazetteer, const char *code)
{
	return name_by_code(gazetteer, code, PLACE_REGION);
}
