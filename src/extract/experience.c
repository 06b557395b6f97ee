/*
 * Years of experience: the first general requirement, by a score of what stands around the
 * number. Years of the company's history, of vesting or of service are none.
 */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

#define YEARS_MAX 30
#define NEAR_WORDS 9
#define HEAD_WORDS 4             /* "You have at least" */
#define SCORE_ENOUGH 2

struct years { int min, max; };

/* The numbers of a hit such as "3-5 years", "5 or more years"; false where they make no sense. */
static bool read_years(const struct view *view, const struct hit *hit, struct years *years)
{
	const struct word *words = view->words.items;
	int32_t numbers[2] = { -1, -1 };
	int count = 0;

	if (hit->first > 0 && words[hit->first - 1].number >= 0 &&
	    (words[hit->first].gap & (GAP_HYPHEN | GAP_DASH)) != 0 &&
	    words[hit->first - 1].number < words[hit->first].number)
		numbers[count++] = words[hit->first - 1].number;
	for (size_t i = hit->first; i < hit->last && count < 2; i++)
		if (words[i].number >= 0)
			numbers[count++] = words[i].number;
	if (count == 0 || numbers[0] > YEARS_MAX || numbers[1] > YEARS_MAX)
		return false;
	years->min = numbers[0];
	years->max = numbers[1] > numbers[0] ? numbers[1] : -1;
	if (count == 1 && hit->first > 1 && view_is(view, hit->first - 1, "to") &&
	    view_is(view, hit->first - 2, "up"))
		*years = (struct years){ -1, numbers[0] };
	return true;
}

static int section_score(enum section_kind kind)
{
	switch (kind) {
	case SECTION_REQUIREMENTS: return 3;
	case SECTION_FACTS: return 2;
	case SECTION_PREFERRED: return -2;
	case SECTION_COMPANY: case SECTION_BENEFITS: case SECTION_LEGAL: return -4;
	default: return 0;
	}
}

/* Where the words end that may speak against a number: behind "years of … experience" what follows
 * says in what, so that "in business development" is no age of a company. */
static size_t against_end(const struct view *view, const struct hit *hit, size_t to)
{
	for (size_t i = hit->last; i < to && i < hit->last + NEAR_WORDS; i++) {
		if ((view_gap(view, i) & (GAP_COMMA | GAP_DASH)) != 0)
			break;
		if (view_is(view, i, "experience") || view_is(view, i, "exp"))
			return i + 2 < to && view_is(view, i + 2, "together") ? i + 3 : i + 1;
	}
	return to;
}

/* "5+ years of … experience" at the head of a line is a requirement, be the heading above it read
 * as one of the company's ("What we value"). */
static bool heads_a_line(const struct reading *reading, const struct hit *hit)
{
	const struct view *view = &reading->view;
	const struct line *line = outline_line_at(&reading->outline, hit->first);
	enum section_kind kind = reading_kind(reading, hit->first);
	size_t end;

	if (line == NULL || hit->first - line->first > HEAD_WORDS || kind == SECTION_PREFERRED ||
	    kind == SECTION_BENEFITS || kind == SECTION_LEGAL)
		return false;
	end = against_end(view, hit, line->last);
	return end > hit->last && (view_is(view, end - 1, "experience") ||
				   view_is(view, end - 1, "exp"));
}

static int score(const struct reading *reading, const struct hit *hit)
{
	const struct view *view = &reading->view;
	size_t from = view_back(view, hit->first, GAP_SENTENCE);
	size_t to = view_ahead(view, hit->last - 1, GAP_SENTENCE);
	int total = section_score(reading_kind(reading, hit->first));

	if (view_has(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_FOR, from, to))
		total += 2;
	if (heads_a_line(reading, hit))
		total += 4;
	if (hit->first - from > NEAR_WORDS)
		from = hit->first - NEAR_WORDS;
	if (to > hit->last + NEAR_WORDS)
		to = hit->last + NEAR_WORDS;
	if (view_has(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_AGAINST, from,
		     against_end(view, hit, to)))
		total -= 6;
	if (hit->first > 0 && (view_gap(view, hit->first - 1) & GAP_SENTENCE) != 0 &&
	    view_is(view, hit->first - 1, "for"))
		total -= 6;              /* "For 12 years we have" */
	if (view_has(view, LEXICON_NEED, NEED_WORD_PREFERRED_AHEAD, from, hit->first) ||
	    view_has(view, LEXICON_NEED, NEED_WORD_PREFERRED_BEHIND, hit->last, to))
		total -= 2;
	return total;
}

static bool take(struct reading *reading, const struct view *view, size_t first, size_t last,
		 const char *rule)
{
	const struct hit *hit = view_find(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_YEARS,
		first, last);
	struct years years;

	if (hit == NULL || !read_years(view, hit, &years))
		return false;
	reading->posting->years_min = years.min;
	reading->posting->years_max = years.max;
	if (view == &reading->view)
		reading_note_words(reading, FIELD_EXPERIENCE, hit->first, hit->last, rule);
	return true;
}

static bool from_stated(struct reading *reading)
{
	const char *stated = raw_posting_stated(reading->raw, FIELD_EXPERIENCE);
	struct view view;
	bool is_taken;

	if (stated == NULL)
		return false;
	view_init(&view, reading->lexicon, stated, strlen(stated));
	is_taken = take(reading, &view, 0, view.words.count, NULL);
	if (!is_taken && view.words.count == 1 && view.words.items[0].number >= 0 &&
	    view.words.items[0].number <= YEARS_MAX) {
		reading->posting->years_min = view.words.items[0].number;
		is_taken = true;
	}
	view_release(&view);
	if (is_taken)
		reading_note_stated(reading, FIELD_EXPERIENCE);
	return is_taken;
}

static bool from_labels(struct reading *reading)
{
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];

		if (pair->label == LABEL_EXPERIENCE &&
		    take(reading, &reading->view, pair->first, pair->last, "beside a label"))
			return true;
	}
	return false;
}

/* "Robotics experience not required" speaks of one thing only. */
static bool is_of_a_thing(const struct view *view, size_t at)
{
	return view_is(view, at, "experience") && (view_gap(view, at) & GAP_CLAUSE) == 0 &&
		at > 0 && !view_is(view, at - 1, "prior") && !view_is(view, at - 1, "previous") &&
		!view_is(view, at - 1, "work");
}

static void from_prose(struct reading *reading)
{
	const struct view *view = &reading->view;
	const struct hits *hits = &view->hits[LEXICON_EXPERIENCE];
	const struct hit *best = NULL;
	int best_score = SCORE_ENOUGH - 1;

	for (size_t i = 0; i < hits->count; i++) {
		struct years years;
		int found;

		if (hits->items[i].value != EXPERIENCE_WORD_YEARS ||
		    !read_years(view, &hits->items[i], &years))
			continue;
		found = score(reading, &hits->items[i]);
		if (found > best_score) {
			best = &hits->items[i];
			best_score = found;
		}
	}
	if (best != NULL) {
		take(reading, view, best->first, best->last, "years of experience");
		return;
	}
	best = view_find(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_NONE, 0, view->words.count);
	while (best != NULL && is_of_a_thing(view, best->first))
		best = view_find(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_NONE, best->last,
				 view->words.count);
	if (best != NULL) {
		reading->posting->years_min = 0;
		reading_note_words(reading, FIELD_EXPERIENCE, best->first, best->last,
				   "no experience needed");
	}
}

void experience_extract(struct reading *reading)
{
	if (!from_stated(reading) && !from_labels(reading))
		from_prose(reading);
}
