/* How many rows of an answer have no value of a field. */
#include "config.h"

#include "store/facet_int.h"

#include <stdio.h>

/* The postings that no value covers; *found NULL where they are not known exactly. */
static bool find_none(struct facet *facet, const struct bitset **found)
{
	struct query_value value = { .test = TEST_NONE };
	struct query_node node = { .kind = QUERY_FIELD, .field = facet->field->id };
	struct engine *engine = facet->plan.engine;
	bool exact = true, ok;
	struct bitset none, *kept;
	char key[64];

	snprintf(key, sizeof key, "none %s", facet->field->key);
	*found = engine_kept(engine, key);
	if (*found)
		return true;
	bitset_init(&none, engine->limit);
	ok = leaf_value(&facet->plan, &node, &value, &none, &exact, facet->err);
	if (ok && exact) {
		kept = engine_keep(engine, key, true);
		bitset_copy(kept, &none);
		*found = kept;
	}
	bitset_release(&none);
	return ok;
}

/* No term knows the sources, so their column is looked at. */
static bool find_sourceless(struct facet *facet, const struct bitset **found)
{
	struct engine *engine = facet->plan.engine;
	const struct name_column *column;
	struct bitset *kept;

	*found = engine_kept(engine, "sourceless");
	if (*found)
		return true;
	column = engine_names(engine, NAME_SOURCE, facet->err);
	if (!column)
		return false;
	kept = engine_keep(engine, "sourceless", false);
	for (uint32_t id = 1; id < engine->limit; id++)
		if (id >= column->count || column->counts[id] == 0)
			bitset_add(kept, id);
	*found = kept;
	return true;
}

bool facet_count_unknown(struct facet *facet)
{
	const struct bitset *none;
	bool ok = facet->field->id == FIELD_SOURCE ? find_sourceless(facet, &none)
						   : find_none(facet, &none);

	if (ok && none)
		facet->values->unknown = facet_count_in(facet, none);
	return ok;
}
