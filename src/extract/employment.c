/* Full-time, part-time, contract and so on: stated, beside a label, in header or title, or
 * said in prose. */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

#define TOP_LINES 8
#define TOP_LINE_WORDS 16

/* The set of what words [FIRST, LAST) say; the evidence goes to READING where it is of its own
 * text. */
static unsigned parse(struct reading *reading, const struct view *view, size_t first, size_t last,
		      const char *rule)
{
	const struct hits *hits = &view->hits[LEXICON_EMPLOYMENT];
	unsigned set = 0;

	for (size_t i = view_hit_from(view, LEXICON_EMPLOYMENT, first);
	     i < hits->count && hits->items[i].last <= last; i++) {
		int value = hits->items[i].value;

		if (value == EMPLOYMENT_WORD_NEUTRAL)
			continue;
		set |= 1u << (value >= EMPLOYMENT_WORD_SAID ? value - EMPLOYMENT_WORD_SAID : value);
		if (view == &reading->view)
			reading_note_words(reading, FIELD_EMPLOYMENT, hits->items[i].first,
					   hits->items[i].last, rule);
	}
	return set;
}

static unsigned parse_text(struct reading *reading, const char *text)
{
	struct view view;
	unsigned set;

	if (text == NULL)
		return 0;
	view_init(&view, reading->lexicon, text, strlen(text));
	set = parse(reading, &view, 0, view.words.count, NULL);
	view_release(&view);
	return set;
}

static unsigned from_labels(struct reading *reading)
{
	unsigned set = 0;

	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];

		if (pair->label == LABEL_EMPLOYMENT)
			set |= parse(reading, &reading->view, pair->first, pair->last,
				     "beside a label");
	}
	return set;
}

static unsigned from_header(struct reading *reading)
{
	const struct outline *outline = &reading->outline;
	unsigned set = 0;

	for (size_t i = outline->header_cells > 0 ? 1 : 0; i < outline->cells.count; i++)
		if (outline->cells.items[i].last - outline->cells.items[i].first <= TOP_LINE_WORDS)
			set |= parse(reading, &reading->view, outline->cells.items[i].first,
				     outline->cells.items[i].last, "in the header");
	for (size_t i = 0; i < outline->lines.count && i < TOP_LINES && set == 0; i++) {
		const struct line *line = &outline->lines.items[i];

		if (line->last - line->first <= 4)
			set |= parse(reading, &reading->view, line->first, line->last,
				     "in the header");
	}
	return set;
}

static unsigned from_prose(struct reading *reading)
{
	const struct hits *hits = &reading->view.hits[LEXICON_EMPLOYMENT];
	unsigned set = 0;

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];

		if (hit->value < EMPLOYMENT_WORD_SAID ||
		    reading_kind(reading, hit->first) == SECTION_LEGAL)
			continue;
		set |= 1u << (hit->value - EMPLOYMENT_WORD_SAID);
		reading_note_words(reading, FIELD_EMPLOYMENT, hit->first, hit->last,
				   "the text says so");
	}
	return set;
}

void employment_extract(struct reading *reading)
{
	struct posting *posting = reading->posting;
	unsigned set = parse_text(reading, raw_posting_stated(reading->raw, FIELD_EMPLOYMENT));

	if (set != 0)
		reading_note_stated(reading, FIELD_EMPLOYMENT);
	if (set == 0)
		set = from_labels(reading);
	if (set == 0)
		set = from_header(reading);
	if (set == 0)
		set = parse_text(reading, posting->title);
	if (set == 0)
		set = from_prose(reading);
	posting->employment = set;
}
