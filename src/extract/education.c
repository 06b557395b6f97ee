/* The least degree that is asked for. */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

/* Between two degrees of one list: "BS/MS or a PhD". */
#define NEAR_WORDS 4

/* How far a word that speaks of others reaches. */
#define AGAINST_WORDS 12

/* The degrees that a place may name, by the value of its hit. */
static const struct { enum education degree; bool is_maybe; } degrees[] = {
	[EDUCATION_NONE] = { EDUCATION_NONE, false },
	[EDUCATION_SCHOOL] = { EDUCATION_SCHOOL, false },
	[EDUCATION_ASSOCIATE] = { EDUCATION_ASSOCIATE, false },
	[EDUCATION_BACHELOR] = { EDUCATION_BACHELOR, false },
	[EDUCATION_MASTER] = { EDUCATION_MASTER, false },
	[EDUCATION_DOCTORATE] = { EDUCATION_DOCTORATE, false },
	[EDUCATION_WORD_MAYBE_SCHOOL] = { EDUCATION_SCHOOL, true },
	[EDUCATION_WORD_MAYBE_ASSOCIATE] = { EDUCATION_ASSOCIATE, true },
	[EDUCATION_WORD_MAYBE_BACHELOR] = { EDUCATION_BACHELOR, true },
	[EDUCATION_WORD_MAYBE_MASTER] = { EDUCATION_MASTER, true },
	[EDUCATION_WORD_DEGREE] = { EDUCATION_BACHELOR, true },
};

/* What is asked in one text, and where it says so. */
struct asked {
	enum education degree;
	const struct hit *hit;
};

static bool names_degree(const struct hit *hit)
{
	return hit->value < EDUCATION_WORD_AGAINST;
}

/* Whether two hits stand beside each other in one list. */
static bool are_near(const struct view *view, const struct hit *a, const struct hit *b)
{
	if (!names_degree(a) || !names_degree(b) || b->first - a->last > NEAR_WORDS)
		return false;
	for (size_t i = a->last; i <= b->first; i++)
		if ((view_gap(view, i) & GAP_LINE) != 0)
			return false;
	return true;
}

/* A field of study, or the word itself, follows: "BS in", "BA degree", "BS CS". */
static bool leads_on(const struct view *view, const struct hit *hit)
{
	static const char *const words[] = { "in", "degree", "computer", "cs", "ee", "eecs",
		"engineering" };
	size_t next = hit->last;

	if ((view_gap(view, next) & GAP_LINE) != 0)
		return false;
	return VIEW_IS_ONE_OF(view, next, words);
}

/* "Degree in", which beside another name ("an MS or PhD degree in") speaks of that. */
static bool is_bare(const struct view *view, const struct hit *hit)
{
	return view_is(view, hit->first, "degree") || view_is(view, hit->first, "degrees");
}

/* Whether a short form or a word of several meanings is a degree here. */
static bool is_sure(const struct reading *reading, const struct view *view, size_t index)
{
	const struct hits *hits = &view->hits[LEXICON_EDUCATION];
	const struct hit *hit = &hits->items[index];
	bool is_near_before = index > 0 && are_near(view, hit - 1, hit);
	bool is_near = is_near_before ||
		       (index + 1 < hits->count && are_near(view, hit, hit + 1));

	if (is_near_before && is_bare(view, hit))
		return false;
	if (!degrees[hit->value].is_maybe)
		return true;
	if (hit->value == EDUCATION_WORD_DEGREE)
		return view == &reading->view &&
		       reading_kind(reading, hit->first) == SECTION_REQUIREMENTS;
	if (hit->value == EDUCATION_WORD_MAYBE_ASSOCIATE)
		return is_near;
	return view->words.items[hit->first].is_upper && (is_near || leads_on(view, hit));
}

/* Whether the line around a place speaks of something else: of tuition, of the team's degrees. */
static bool is_against(const struct view *view, const struct hit *hit)
{
	size_t from = view_back(view, hit->first, GAP_SENTENCE);
	size_t to = view_ahead(view, hit->last - 1, GAP_SENTENCE);

	from = hit->first > from + AGAINST_WORDS ? hit->first - AGAINST_WORDS : from;
	to = to > hit->last + AGAINST_WORDS ? hit->last + AGAINST_WORDS : to;
	return view_has(view, LEXICON_EDUCATION, EDUCATION_WORD_AGAINST, from, to);
}

static bool counts(const struct reading *reading, size_t index)
{
	const struct view *view = &reading->view;
	const struct hit *hit = &view->hits[LEXICON_EDUCATION].items[index];

	if (!names_degree(hit) || !reading_may_ask(reading, hit->first))
		return false;
	if (!is_sure(reading, view, index) || is_against(view, hit))
		return false;
	return hit->value == EDUCATION_NONE ||
	       reading_need(reading, LEXICON_EDUCATION, hit->first, hit->last) == NEED_REQUIRED;
}

/* What a text that speaks of nothing else says. */
static enum education parse(const struct reading *reading, const struct view *view)
{
	const struct hits *hits = &view->hits[LEXICON_EDUCATION];
	enum education least = EDUCATION_UNKNOWN;

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];

		if (!names_degree(hit) || (!is_sure(reading, view, i) &&
					   (hit->first != 0 || hit->last != view->words.count)))
			continue;
		if (least == EDUCATION_UNKNOWN || degrees[hit->value].degree < least)
			least = degrees[hit->value].degree;
	}
	return least;
}

static enum education from_stated(struct reading *reading)
{
	const char *stated = raw_posting_stated(reading->raw, FIELD_EDUCATION);
	enum education degree = EDUCATION_UNKNOWN;
	struct view view;

	if (stated == NULL)
		return degree;
	reading_view(reading, &view, stated);
	degree = parse(reading, &view);
	reading_view_end(reading, &view);
	if (degree != EDUCATION_UNKNOWN)
		reading_note_stated(reading, FIELD_EDUCATION);
	return degree;
}

/* The least degree that counts. That none is needed is said of the whole, whatever else is
 * named. */
static struct asked from_text(struct reading *reading)
{
	const struct hits *hits = &reading->view.hits[LEXICON_EDUCATION];
	struct asked asked = { EDUCATION_UNKNOWN, NULL };

	for (size_t i = 0; i < hits->count; i++) {
		enum education degree;

		if (!counts(reading, i))
			continue;
		degree = degrees[hits->items[i].value].degree;
		if (asked.hit == NULL || degree < asked.degree)
			asked = (struct asked){ degree, &hits->items[i] };
	}
	return asked;
}

void education_extract(struct reading *reading)
{
	struct posting *posting = reading->posting;
	struct asked asked = from_text(reading);

	posting->education = from_stated(reading);
	if (asked.hit == NULL)
		return;
	if (posting->education == EDUCATION_UNKNOWN)
		posting->education = asked.degree;
	else if (posting->education != asked.degree)
		reading_conflict(reading, FIELD_EDUCATION);
	reading_note_words(reading, FIELD_EDUCATION, asked.hit->first, asked.hit->last,
			   asked.degree == EDUCATION_NONE ? "no degree needed" :
			   "the least degree asked for");
}
