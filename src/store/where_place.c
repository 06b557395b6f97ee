/* What a place's name in a query means. */
#include "config.h"

#include "store/where_place_int.h"

#include "store/where_term_int.h"
#include "util/ascii.h"

#include <string.h>

#define PLACES_MAX 64
#define WELL_KNOWN_POPULATION 100000

/* The last comma divides "London, GB" into a name and what it must lie in. */
static size_t resolve(const struct gazetteer *gazetteer, const char *text, struct place *places)
{
	struct place outer[PLACES_MAX], found[PLACES_MAX];
	const char *comma = strrchr(text, ',');
	size_t start, end, count, outer_count, kept = 0;

	if (!comma) {
		count = gazetteer_find(gazetteer, text, strlen(text), places, PLACES_MAX);
		return count < PLACES_MAX ? count : PLACES_MAX;
	}
	start = (size_t)(comma - text) + 1;
	end = strlen(text);
	ascii_trim(text, &start, &end);
	outer_count = gazetteer_find(gazetteer, text + start, end - start, outer, PLACES_MAX);
	count = gazetteer_find(gazetteer, text, (size_t)(comma - text), found, PLACES_MAX);
	for (size_t i = 0; i < count && i < PLACES_MAX; i++)
		for (size_t j = 0; j < outer_count && j < PLACES_MAX; j++)
			if (place_contains(&outer[j], &found[i])) {
				places[kept++] = found[i];
				break;
			}
	return kept;
}

/* Adds the test of one place over the columns of table `place`. */
static void add_place(struct where *where, const struct place *place)
{
	if (place->kind == PLACE_AREA) {
		strbuf_puts(&where->sql, "area = ?");
		where_text(where, place->area);
		return;
	}
	strbuf_puts(&where->sql, "(country = ?");
	where_text(where, place->country);
	if (place->region_code[0]) {
		strbuf_puts(&where->sql, " AND region = ?");
		where_text(where, place->region_code);
	}
	if (place->kind == PLACE_CITY) {
		strbuf_puts(&where->sql, " AND city = ?");
		where_text(where, place->city);
	}
	strbuf_puts(&where->sql, ")");
}

static void add_members(struct where *where, const struct gazetteer *gazetteer,
			const struct place *area)
{
	struct place members[PLACES_MAX];
	size_t count = gazetteer_members(gazetteer, area, members, PLACES_MAX);

	for (size_t i = 0; i < count && i < PLACES_MAX; i++) {
		strbuf_puts(&where->sql, " OR ");
		add_place(where, &members[i]);
	}
}

static void add_places(struct where *where, const struct gazetteer *gazetteer,
		       const struct place *places, size_t count, bool is_scope)
{
	strbuf_printf(&where->sql, "p.id IN (SELECT posting FROM place WHERE is_scope = %d AND (",
		      is_scope);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			strbuf_puts(&where->sql, " OR ");
		add_place(where, &places[i]);
		if (places[i].kind == PLACE_AREA)
			add_members(where, gazetteer, &places[i]);
	}
	strbuf_puts(&where->sql, "))");
}

/* Only the places of the job are words of the index; of who may apply, the text as written is. */
static void add_words(struct where *where, const struct query_value *value, bool is_scope)
{
	if (!is_scope) {
		where_match(where, "places", value->text, value->is_prefix);
		return;
	}
	strbuf_puts(&where->sql, "p.id IN (SELECT posting FROM place WHERE is_scope = 1"
		    " AND starts(text, ?))");
	where_folded(where, value->text);
}

/* Whether the name, while it is being typed, is more likely whole than the start of another:
 * "san" is a town, but hardly ever meant. */
static bool is_well_known(const struct place *places, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (places[i].kind != PLACE_CITY || places[i].population >= WELL_KNOWN_POPULATION)
			return true;
	return false;
}

void where_place(struct where *where, const struct vocabulary *vocabulary,
		 const struct query_value *value, bool is_scope)
{
	struct place places[PLACES_MAX];
	size_t count = resolve(vocabulary->gazetteer, value->text, places);
	bool also_words = count == 0 || (value->is_prefix && !is_well_known(places, count));

	strbuf_puts(&where->sql, "(");
	if (count > 0)
		add_places(where, vocabulary->gazetteer, places, count, is_scope);
	if (count > 0 && also_words)
		strbuf_puts(&where->sql, " OR ");
	if (also_words)
		add_words(where, value, is_scope);
	strbuf_puts(&where->sql, ")");
}
