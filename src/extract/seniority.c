/* Seniority: from the title, a label, "this is a senior role", or what the source states; years
 * of experience say nothing of it. */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

#define NEUTRAL (SENIORITY_EXECUTIVE + 1)

/* Which of two words that stand together counts: "Senior Staff Engineer" is staff. */
static const int rank[] = {
	[SENIORITY_INTERN] = 9, [SENIORITY_JUNIOR] = 1, [SENIORITY_MID] = 0,
	[SENIORITY_SENIOR] = 2, [SENIORITY_STAFF] = 4, [SENIORITY_PRINCIPAL] = 5,
	[SENIORITY_LEAD] = 3, [SENIORITY_MANAGER] = 6, [SENIORITY_DIRECTOR] = 7,
	[SENIORITY_EXECUTIVE] = 8,
};

/* Of a list ("Senior, Staff, Principal") the first counts, of words in a row the highest. */
static int parse(const struct view *view, size_t first, size_t last)
{
	const struct hits *hits = &view->hits[LEXICON_SENIORITY];
	int best = -1;

	for (size_t i = view_hit_from(view, LEXICON_SENIORITY, first);
	     i < hits->count && hits->items[i].last <= last; i++) {
		const struct hit *hit = &hits->items[i];

		if (hit->value == NEUTRAL)
			continue;
		if (best >= 0 && (view_gap(view, hit->first) &
				  (GAP_COMMA | GAP_SLASH | GAP_BAR | GAP_OPEN | GAP_DASH)) != 0)
			break;
		if (best < 0 || rank[hit->value] > rank[best])
			best = hit->value;
	}
	return best;
}

static int parse_text(const struct reading *reading, const char *text)
{
	struct view view;
	int found;

	if (text == NULL)
		return -1;
	view_init(&view, reading->lexicon, text, strlen(text));
	found = parse(&view, 0, view.words.count);
	view_release(&view);
	return found;
}

static bool from_labels(struct reading *reading)
{
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];
		int found = pair->label == LABEL_SENIORITY ?
			parse(&reading->view, pair->first, pair->last) : -1;

		if (found < 0)
			continue;
		reading->posting->seniority = (enum seniority)found;
		reading_note(reading, FIELD_SENIORITY, pair->start, pair->end, "beside a label");
		return true;
	}
	return false;
}

/* Whether "This is a" stands before a word for seniority and "role" or "position" behind. */
static bool is_of_role(const struct view *view, const struct hit *hit)
{
	size_t next = hit->last + (view_is(view, hit->last, "level") ? 1 : 0);

	return hit->first >= 2 && hit->value != SENIORITY_STAFF &&
		(view_is(view, hit->first - 1, "a") || view_is(view, hit->first - 1, "an")) &&
		view_is(view, hit->first - 2, "is") &&
		(view_is(view, next, "role") || view_is(view, next, "position"));
}

static bool from_prose(struct reading *reading)
{
	const struct hits *hits = &reading->view.hits[LEXICON_SENIORITY];

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];

		if (hit->value == NEUTRAL || !is_of_role(&reading->view, hit) ||
		    reading_is_aside(reading, hit->first))
			continue;
		reading->posting->seniority = (enum seniority)hit->value;
		reading_note_words(reading, FIELD_SENIORITY, hit->first, hit->last,
				   "the text says so");
		return true;
	}
	return false;
}

/* The evidence of a title's words is the title's. */
static void note_title(struct reading *reading)
{
	const struct posting *posting = reading->posting;

	for (size_t i = 0; i < posting->evidence.count; i++) {
		struct evidence evidence = posting->evidence.items[i];

		if (evidence.field != FIELD_TITLE)
			continue;
		posting_add_evidence(reading->posting, FIELD_SENIORITY, evidence.start,
				     evidence.end, "in the title");
		return;
	}
}

void seniority_extract(struct reading *reading)
{
	struct posting *posting = reading->posting;
	int found = parse_text(reading, raw_posting_stated(reading->raw, FIELD_SENIORITY));

	if (found >= 0) {
		posting->seniority = (enum seniority)found;
		reading_note_stated(reading, FIELD_SENIORITY);
		return;
	}
	found = parse_text(reading, posting->title);
	if (found >= 0) {
		posting->seniority = (enum seniority)found;
		note_title(reading);
		return;
	}
	if (from_labels(reading) || from_prose(reading))
		return;
	if (posting->employment == 1u << EMPLOYMENT_INTERNSHIP)
		posting->seniority = SENIORITY_INTERN;
}
