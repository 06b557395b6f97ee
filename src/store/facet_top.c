/*
 * The most frequent names of a selection that is not small, from the inverse of their column: they
 * are gone through by how many postings have them in all, until no further one can be among the
 * first. Of the others it is only asked whether they are there.
 */
#include "config.h"

#include "store/facet_int.h"

#include "util/vec.h"

#include <string.h>

/* The smaller a selection is, the more names have to be looked at and the fewer postings: below one
 * posting in so many these are looked at instead. */
#define LARGE 24u

#define BEST_MAX 64u

/* The greatest counts so far. */
struct best { int64_t counts[BEST_MAX]; size_t count, wanted; };

static void add_best(struct best *best, int64_t count)
{
	size_t at = best->count;

	if (best->count == best->wanted && count <= best->counts[at - 1])
		return;
	if (best->count < best->wanted)
		best->count++;
	else
		at--;
	for (; at > 0 && best->counts[at - 1] < count; at--)
		best->counts[at] = best->counts[at - 1];
	best->counts[at] = count;
}

/* Whether a name of so many postings may be among the first; of equal ones the alphabet decides. */
static bool may_be_among(const struct best *best, uint64_t total)
{
	return best->count < best->wanted || (int64_t)total >= best->counts[best->count - 1];
}

bool facet_has_top(struct facet *facet, enum name_fact fact)
{
	return engine_inverse(facet->plan.engine, fact) && facet->contains.len == 0 &&
	       facet->limit > 0 && facet->limit <= BEST_MAX &&
	       bitset_count(facet->selection.set) * LARGE > facet->plan.engine->limit;
}

void facet_count_top(struct facet *facet, enum name_fact fact, bool (*is_wanted)(const char *name),
		     struct facet_counts *counts)
{
	struct engine *engine = facet->plan.engine;
	const struct inverse *inverse = engine_inverse(engine, fact);
	struct best best = { .wanted = facet->limit };

	for (size_t i = 0; i < inverse->count; i++) {
		const char *name = engine->names[fact].names[inverse->names[i]];
		int64_t count;

		if (is_wanted && !is_wanted(name))
			continue;
		if (!may_be_among(&best, inverse->totals[i])) {
			facet->values->more += inverse_meets(inverse, i, facet->selection.set);
			continue;
		}
		count = (int64_t)inverse_count(inverse, i, facet->rows, &facet->selection);
		if (count == 0)
			continue;
		*VEC_PUSH(counts) = (struct facet_count){ name, count };
		add_best(&best, count);
	}
}
