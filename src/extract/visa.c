/* Whether the employer sponsors a visa. A refusal outweighs an offer made elsewhere in the text. */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

#define TOP_LINES 2              /* in which "VISA" beside a place is an offer */
#define TOP_WORDS 40

/* Answers beside a label such as "Visa sponsorship". */
static const struct { const char *word; enum visa visa; } answers[] = {
	{ "sponsors", VISA_SPONSORS }, { "refuses", VISA_REFUSES },
	{ "no", VISA_REFUSES }, { "not", VISA_REFUSES }, { "none", VISA_REFUSES },
	{ "unavailable", VISA_REFUSES }, { "yes", VISA_SPONSORS }, { "available", VISA_SPONSORS },
	{ "provided", VISA_SPONSORS }, { "offered", VISA_SPONSORS },
	{ "possible", VISA_SPONSORS },
};

static const struct hit *find(const struct view *view, size_t first, size_t last)
{
	const struct hit *hit = view_find(view, LEXICON_VISA, VISA_WORD_REFUSES, first, last);

	return hit != NULL ? hit :
		view_find(view, LEXICON_VISA, VISA_WORD_SPONSORS, first, last);
}

static enum visa meaning(const struct hit *hit)
{
	return hit->value == VISA_WORD_REFUSES ? VISA_REFUSES : VISA_SPONSORS;
}

static enum visa parse_stated(const struct reading *reading)
{
	const char *stated = raw_posting_stated(reading->raw, FIELD_VISA);
	enum visa visa = VISA_UNKNOWN;
	const struct hit *hit;
	struct view view;

	if (stated == NULL)
		return VISA_UNKNOWN;
	reading_view(reading, &view, stated);
	hit = find(&view, 0, view.words.count);
	if (hit != NULL)
		visa = meaning(hit);
	for (size_t i = 0; visa == VISA_UNKNOWN && i < sizeof answers / sizeof answers[0]; i++)
		if (view_is(&view, 0, answers[i].word))
			visa = answers[i].visa;
	reading_view_end(reading, &view);
	return visa;
}

static bool from_labels(struct reading *reading)
{
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];

		for (size_t j = 0; pair->label == LABEL_VISA &&
		     j < sizeof answers / sizeof answers[0]; j++) {
			if (!view_is(&reading->view, pair->first, answers[j].word))
				continue;
			reading->posting->visa = answers[j].visa;
			reading_note(reading, FIELD_VISA, pair->start, pair->end,
				     "beside a label");
			return true;
		}
	}
	return false;
}

/* "Acme | Berlin | VISA | Full-time", "Acme - Berlin, H1B": in capitals at the top. */
static bool from_top(struct reading *reading)
{
	for (size_t i = 0; i < TOP_LINES && i < reading->outline.lines.count; i++) {
		const struct line *line = &reading->outline.lines.items[i];
		const struct hit *hit = view_find(&reading->view, LEXICON_VISA, VISA_WORD_BARE,
			line->first, line->last);

		if (hit == NULL || hit->first == line->first ||
		    line->last - line->first > TOP_WORDS ||
		    !reading->view.words.items[hit->first].is_caps)
			continue;
		reading->posting->visa = VISA_SPONSORS;
		reading_note_words(reading, FIELD_VISA, hit->first, hit->last, "in the header");
		return true;
	}
	return false;
}

void visa_extract(struct reading *reading)
{
	const struct hit *hit;

	reading->posting->visa = parse_stated(reading);
	if (reading->posting->visa != VISA_UNKNOWN) {
		reading_note_stated(reading, FIELD_VISA);
		return;
	}
	if (from_labels(reading))
		return;
	hit = find(&reading->view, 0, reading->view.words.count);
	if (hit == NULL) {
		from_top(reading);
		return;
	}
	reading->posting->visa = meaning(hit);
	reading_note_words(reading, FIELD_VISA, hit->first, hit->last, "the text says so");
}
