/* Places in a query. */
#include "config.h"

#include "condition_place.h"

#include "condition_term.h"
#include "store/place_names_int.h"

/* Adds the test of one place over the columns of table `place_row`. */
static void add_place(struct condition *out, const struct place *place)
{
	if (place->kind == PLACE_AREA) {
		strbuf_puts(&out->sql, "area = ?");
		condition_text(out, place->area);
		return;
	}
	strbuf_puts(&out->sql, "(country = ?");
	condition_text(out, place->country);
	if (place->region_code[0]) {
		strbuf_puts(&out->sql, " AND region = ?");
		condition_text(out, place->region_code);
	}
	if (place->kind == PLACE_CITY) {
		strbuf_puts(&out->sql, " AND city = ?");
		condition_text(out, place->city);
	}
	strbuf_puts(&out->sql, ")");
}

static void add_members(struct condition *out, const struct gazetteer *gazetteer,
			const struct place *area)
{
	struct place members[PLACE_NAMES_MAX];
	size_t count = gazetteer_members(gazetteer, area, members, PLACE_NAMES_MAX);

	for (size_t i = 0; i < count && i < PLACE_NAMES_MAX; i++) {
		strbuf_puts(&out->sql, " OR ");
		add_place(out, &members[i]);
	}
}

static void add_places(struct condition *out, const struct gazetteer *gazetteer,
		       const struct place *places, size_t count, bool is_scope)
{
	strbuf_printf(&out->sql, "p.id IN (SELECT posting FROM place_row WHERE is_scope = %d AND (",
		      is_scope);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			strbuf_puts(&out->sql, " OR ");
		add_place(out, &places[i]);
		if (places[i].kind == PLACE_AREA)
			add_members(out, gazetteer, &places[i]);
	}
	strbuf_puts(&out->sql, "))");
}

/* Only the places of the job are words of the index; of who may apply, the text as written is. */
static void add_words(struct condition *out, const struct query_value *value, bool is_scope)
{
	if (!is_scope) {
		condition_match(out, "places", value->text, value->is_prefix);
		return;
	}
	strbuf_puts(&out->sql, "p.id IN (SELECT posting FROM place_row WHERE is_scope = 1"
		    " AND starts(text, ?))");
	condition_folded(out, value->text);
}

void condition_place(struct condition *out, const struct vocabulary *vocabulary,
		     const struct query_value *value, bool is_scope)
{
	struct place places[PLACE_NAMES_MAX];
	size_t count = place_names_find(vocabulary->gazetteer, value->text, places);
	bool also_words = count == 0 || (value->is_prefix && !place_names_are_known(places, count));

	strbuf_puts(&out->sql, "(");
	if (count > 0)
		add_places(out, vocabulary->gazetteer, places, count, is_scope);
	if (count > 0 && also_words)
		strbuf_puts(&out->sql, " OR ");
	if (also_words)
		add_words(out, value, is_scope);
	strbuf_puts(&out->sql, ")");
}
