/* The least security clearance that is asked for. */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

/* How far from a word that speaks of a clearance a level may stand. */
#define NEAR_WORDS 8

static const struct { enum clearance level; bool is_maybe; } levels[] = {
	[CLEARANCE_NONE] = { CLEARANCE_NONE, false },
	[CLEARANCE_ANY] = { CLEARANCE_ANY, false },
	[CLEARANCE_BASIC] = { CLEARANCE_BASIC, false },
	[CLEARANCE_SECRET] = { CLEARANCE_SECRET, false },
	[CLEARANCE_TOP_SECRET] = { CLEARANCE_TOP_SECRET, false },
	[CLEARANCE_TS_SCI] = { CLEARANCE_TS_SCI, false },
	[CLEARANCE_WORD_MAYBE_BASIC] = { CLEARANCE_BASIC, true },
	[CLEARANCE_WORD_MAYBE_SECRET] = { CLEARANCE_SECRET, true },
	[CLEARANCE_WORD_MAYBE_TOP_SECRET] = { CLEARANCE_TOP_SECRET, true },
	[CLEARANCE_WORD_MAYBE_TS_SCI] = { CLEARANCE_TS_SCI, true },
	[CLEARANCE_WORD_MAYBE_NONE] = { CLEARANCE_NONE, true },
};

static bool is_sure(const struct hit *hit)
{
	return hit->value < CLEARANCE_WORD_NEUTRAL && !levels[hit->value].is_maybe;
}

/* Whether a sure word stands near a word of several meanings, in its line. */
static bool has_sure_neighbour(const struct view *view, const struct hit *hit)
{
	const struct hits *hits = &view->hits[LEXICON_CLEARANCE];
	size_t from = view_back(view, hit->first, GAP_LINE);
	size_t to = view_ahead(view, hit->last - 1, GAP_LINE);

	from = hit->first > from + NEAR_WORDS ? hit->first - NEAR_WORDS : from;
	to = to > hit->last + NEAR_WORDS ? hit->last + NEAR_WORDS : to;
	for (size_t i = view_hit_from(view, LEXICON_CLEARANCE, from);
	     i < hits->count && hits->items[i].first < to; i++)
		if (is_sure(&hits->items[i]))
			return true;
	return false;
}

static bool names_level(const struct view *view, const struct hit *hit)
{
	if (hit->value >= CLEARANCE_WORD_NEUTRAL)
		return false;
	if (!levels[hit->value].is_maybe)
		return true;
	return (hit->value == CLEARANCE_WORD_MAYBE_NONE ||
		view->words.items[hit->first].is_upper) && has_sure_neighbour(view, hit);
}

/* "You will need to be eligible", also where the heading above says "desirable". */
static bool is_demanded(const struct view *view, const struct hit *hit)
{
	static const char *const words[] = { "must", "need", "needs", "required", "requires" };

	for (size_t at = view_back(view, hit->first, GAP_SENTENCE); at < hit->first; at++)
		if (VIEW_IS_ONE_OF(view, at, words))
			return true;
	return false;
}

static bool is_asked(const struct reading *reading, const struct hit *hit)
{
	if (reading_kind(reading, hit->first) == SECTION_COMPANY)
		return false;
	return is_demanded(&reading->view, hit) ||
	       reading_need(reading, LEXICON_CLEARANCE, hit->first, hit->last) == NEED_REQUIRED;
}

/* Of two places the one that says more: a level over none named, a lower level over a higher, any
 * of them over "none", which is said of a part of the job ("no clearance to start"). */
static bool says_more(enum clearance level, enum clearance than)
{
	if (than == CLEARANCE_UNKNOWN || level == than)
		return than == CLEARANCE_UNKNOWN;
	if (than <= CLEARANCE_ANY)
		return level > than;
	return level > CLEARANCE_ANY && level < than;
}

/* The level that VIEW asks for; where READING is given, of its own text, without what is only
 * wished for and what the company says of itself. */
static enum clearance find(const struct reading *reading, const struct view *view,
			   const struct hit **where)
{
	const struct hits *hits = &view->hits[LEXICON_CLEARANCE];
	enum clearance found = CLEARANCE_UNKNOWN;

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];

		if (!names_level(view, hit) || !says_more(levels[hit->value].level, found))
			continue;
		if (reading != NULL && !is_asked(reading, hit))
			continue;
		found = levels[hit->value].level;
		*where = hit;
	}
	return found;
}

static enum clearance from_stated(struct reading *reading)
{
	const char *stated = raw_posting_stated(reading->raw, FIELD_CLEARANCE);
	const struct field *field = field_get(FIELD_CLEARANCE);
	enum clearance level;
	const struct hit *hit;
	struct view view;

	if (stated == NULL)
		return CLEARANCE_UNKNOWN;
	level = (enum clearance)field_choice(field, stated, strlen(stated));
	if (level == CLEARANCE_UNKNOWN) {
		reading_view(reading, &view, stated);
		level = find(NULL, &view, &hit);
		reading_view_end(reading, &view);
	}
	if (level != CLEARANCE_UNKNOWN)
		reading_note_stated(reading, FIELD_CLEARANCE);
	return level;
}

void clearance_extract(struct reading *reading)
{
	struct posting *posting = reading->posting;
	const struct hit *hit = NULL;
	enum clearance level = find(reading, &reading->view, &hit);

	posting->clearance = from_stated(reading);
	if (hit == NULL)
		return;
	if (posting->clearance == CLEARANCE_UNKNOWN)
		posting->clearance = level;
	else if (posting->clearance != level && level != CLEARANCE_ANY)
		reading_conflict(reading, FIELD_CLEARANCE);
	reading_note_words(reading, FIELD_CLEARANCE, hit->first, hit->last,
			   level == CLEARANCE_NONE ? "no clearance needed" :
			   "a clearance is asked for");
}
