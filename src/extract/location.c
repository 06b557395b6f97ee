/*
 * Where the job is, and where one may live: what the source states, else the label, else the
 * header, else what the text says of the role; a company's offices only where nothing better
 * speaks.
 */
#include "config.h"

#include "extract/location_int.h"

#include <string.h>

#include "util/vec.h"

#define TOP_LINES 8
#define TAG_LINES 4

/* Whether a value beside "Location" says something else: "Remote", "Hybrid", "Multiple
 * locations". */
static bool says_place(const struct view *view, size_t first, size_t last)
{
	const struct hit *hit = view_find(view, LEXICON_WORKPLACE, -1, first, last);

	return last > first && last - first <= 6 && hit == NULL &&
		!view_has(view, LEXICON_LABEL, -1, first, last) &&
		!view_has(view, LEXICON_PLACE, PLACE_WORD_ZONE, first, last) &&
		!view_has(view, LEXICON_PLACE, PLACE_WORD_NOWHERE, first, last) &&
		view->words.items[first].is_upper && view->words.items[first].number < 0;
}

/* Takes the places of a value; a name that the gazetteer does not have is kept as written. */
static bool take_value(struct reading *reading, const struct view *view, size_t first, size_t last,
		       size_t start, size_t end, const char *rule)
{
	struct found_places places = { .count = 0 };
	struct place none = { .kind = PLACE_NONE, .city = "", .region = "", .region_code = "",
		.country = "", .area = "" };

	places_parse_value(reading->vocabulary, view, first, last, &places);
	location_take(reading, view, &places, rule);
	if (places.count == 0 && says_place(view, first, last)) {
		posting_add_location(reading->posting, &none, view->text + start, end - start);
		if (view == &reading->view)
			reading_note(reading, FIELD_LOCATION, start, end, rule);
	}
	VEC_RELEASE(&places);
	return reading->posting->locations.count > 0;
}

static bool from_stated(struct reading *reading)
{
	for (size_t i = 0; i < reading->raw->facts.count; i++) {
		const struct raw_fact *fact = &reading->raw->facts.items[i];
		struct view view;

		if (fact->field != FIELD_LOCATION)
			continue;
		reading_view(reading, &view, fact->text);
		take_value(reading, &view, 0, view.words.count, 0, view.len, "stated");
		reading_view_end(reading, &view);
		reading_note_stated(reading, FIELD_LOCATION);
	}
	return reading->posting->locations.count > 0;
}

/* Whether one of two places lies in the other. */
static bool are_related(const struct reading *reading, const struct place *a, const struct place *b)
{
	return gazetteer_lies_in(reading->vocabulary->gazetteer, a, b) ||
		gazetteer_lies_in(reading->vocabulary->gazetteer, b, a);
}

static bool is_stated(const struct reading *reading, const struct place *place)
{
	for (size_t i = 0; i < reading->posting->locations.count; i++) {
		const struct place *stated = &reading->posting->locations.items[i].place;

		if (stated->kind == PLACE_NONE || are_related(reading, place, stated))
			return true;
	}
	return false;
}

/* Flags a label of the text beside which none of the places stands that the source states. */
static void check_stated(struct reading *reading)
{
	struct found_places places = { .count = 0 };
	bool is_same = false;

	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];

		if (pair->label == LABEL_LOCATION && !pair->is_below)
			places_parse_value(reading->vocabulary, &reading->view, pair->first,
					   pair->last, &places);
	}
	for (size_t i = 0; i < places.count; i++)
		is_same |= is_stated(reading, &places.items[i].place);
	if (places.count > 0 && !is_same) {
		reading_conflict(reading, FIELD_LOCATION);
		for (size_t i = 0; i < places.count; i++)
			reading_note(reading, FIELD_LOCATION, places.items[i].start,
				     places.items[i].end, "beside a label");
	}
	VEC_RELEASE(&places);
}

/* The countries and regions that a source opens the job to. */
static void scope_from_stated(struct reading *reading)
{
	for (size_t i = 0; i < reading->raw->facts.count; i++) {
		const struct raw_fact *fact = &reading->raw->facts.items[i];
		struct found_places places = { .count = 0 };
		struct view view;

		if (fact->field != FIELD_REMOTE_SCOPE)
			continue;
		reading_view(reading, &view, fact->text);
		places_parse_value(reading->vocabulary, &view, 0, view.words.count, &places);
		for (size_t j = 0; j < places.count; j++)
			posting_add_scope(reading->posting, &places.items[j].place,
					  view.text + places.items[j].start,
					  places.items[j].end - places.items[j].start);
		if (places.count > 0)
			reading_note_stated(reading, FIELD_REMOTE_SCOPE);
		VEC_RELEASE(&places);
		reading_view_end(reading, &view);
	}
}

/* "Location: Remote, US": what stands behind the word is also what the job is open to. */
static void scope_from_label(struct reading *reading, const struct pair *pair)
{
	const struct hit *remote = view_find(&reading->view, LEXICON_WORKPLACE,
					     WORKPLACE_WORD_BARE_REMOTE, pair->first, pair->last);
	struct found_places places = { .count = 0 };

	if (remote == NULL)
		return;
	places_parse(reading->vocabulary, &reading->view, remote->last, pair->last, 1, &places);
	if (places.count > 0 && !view_is(&reading->view, places.items[0].first - 1, "or"))
		location_take_scope(reading, &places, "beside remote");
	VEC_RELEASE(&places);
}

static bool from_labels(struct reading *reading)
{
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];

		if (pair->label != LABEL_LOCATION)
			continue;
		if (pair->is_below && pair->last - pair->first > 12)
			continue;
		take_value(reading, &reading->view, pair->first, pair->last, pair->start, pair->end,
			   "beside a label");
		scope_from_label(reading, pair);
	}
	return reading->posting->locations.count > 0;
}

/* "Remote (US) with some travel": brackets behind the word that hold the places alone. */
static bool are_in_brackets(const struct view *view, const struct found_places *places, size_t cell)
{
	size_t first = places->count > 0 ? places->items[0].first : 0;

	return places->count > 0 && first > cell && (view_gap(view, first) & GAP_OPEN) != 0 &&
		(view_gap(view, places->items[places->count - 1].last) & GAP_CLOSE) != 0 &&
		view_has(view, LEXICON_WORKPLACE, WORKPLACE_WORD_BARE_REMOTE, first - 1, first);
}

static bool from_cell(struct reading *reading, size_t first, size_t last)
{
	struct found_places places = { .count = 0 };
	bool is_place;

	places_parse(reading->vocabulary, &reading->view, first, last, VIEW_REACH, &places);
	is_place = (places_fill(&reading->view, &places, first, last) ||
		    are_in_brackets(&reading->view, &places, first)) &&
		!view_has(&reading->view, LEXICON_TITLE, TITLE_WORD_ROLE, first, last);
	if (is_place) {
		location_take(reading, &reading->view, &places, "in the header line");
		if (view_has(&reading->view, LEXICON_WORKPLACE, WORKPLACE_WORD_BARE_REMOTE, first,
			     places.items[0].first) &&
		    !view_is(&reading->view, places.items[0].first - 1, "or"))
			location_take_scope(reading, &places, "beside remote");
	}
	VEC_RELEASE(&places);
	return is_place;
}

static bool from_header(struct reading *reading)
{
	const struct outline *outline = &reading->outline;

	for (size_t i = 0; i < outline->cells.count; i++)
		if (i > 0 || outline->header_cells == 0)
			from_cell(reading, outline->cells.items[i].first,
				outline->cells.items[i].last);
	return reading->posting->locations.count > 0;
}

/* "About Woodstock", "Acme has offices in Oslo and Rome." */
static bool is_about_company(const struct view *view, const struct line *line)
{
	const struct hit *about = view_find(view, LEXICON_COMPANY, COMPANY_WORD_ABOUT, line->first,
					    line->last);

	return (about != NULL && about->first == line->first) ||
		view_has(view, LEXICON_PLACE, PLACE_WORD_NOT, line->first, line->last);
}

static bool from_top_lines(struct reading *reading)
{
	const struct outline *outline = &reading->outline;

	for (size_t i = 0; i < outline->lines.count && i < TOP_LINES; i++) {
		const struct line *line = &outline->lines.items[i];

		if (line->last > line->first && line->last - line->first <= 12 &&
		    !is_about_company(&reading->view, line))
			from_cell(reading, line->first, line->last);
	}
	return reading->posting->locations.count > 0;
}

/* "#Oslo" among the last lines. */
static bool from_tags(struct reading *reading)
{
	const struct outline *outline = &reading->outline;
	const struct view *view = &reading->view;
	size_t count = outline->lines.count;

	for (size_t i = count > TAG_LINES ? count - TAG_LINES : 0; i < count; i++) {
		const struct line *line = &outline->lines.items[i];
		size_t start = view_start(view, line->first);

		if (line->last > line->first && line->last - line->first <= 6 && start > 0 &&
		    view->text[start - 1] == '#')
			from_cell(reading, line->first, line->last);
	}
	return reading->posting->locations.count > 0;
}

static void find_scope(struct reading *reading)
{
	location_scope_from_prose(reading);
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];
		struct found_places places = { .count = 0 };

		if (pair->label != LABEL_SCOPE)
			continue;
		places_parse(reading->vocabulary, &reading->view, pair->first, pair->last,
			VIEW_REACH,
			     &places);
		location_take_scope(reading, &places, "beside a label");
		VEC_RELEASE(&places);
	}
}

/* Where the text names no other place, it is where one must live. "US only" and the like say so of
 * remote jobs alone. */
static void place_from_scope(struct reading *reading)
{
	struct posting *posting = reading->posting;
	size_t count = posting->evidence.count;

	for (size_t i = 0; i < posting->remote_scope.count; i++) {
		const struct posting_place *place = &posting->remote_scope.items[i];

		posting_add_location(posting, &place->place, place->text, strlen(place->text));
	}
	for (size_t i = 0; i < count; i++) {
		struct evidence evidence = posting->evidence.items[i];

		if (evidence.field == FIELD_REMOTE_SCOPE)
			posting_add_evidence(posting, FIELD_LOCATION, evidence.start, evidence.end,
					     evidence.rule);
	}
}

void location_extract(struct reading *reading)
{
	bool is_stated = from_stated(reading);
	bool is_known = is_stated || from_labels(reading) || from_header(reading) ||
		from_top_lines(reading);

	if (is_stated)
		check_stated(reading);
	scope_from_stated(reading);
	find_scope(reading);
	if (!is_known && !location_from_prose(reading) && !from_tags(reading))
		place_from_scope(reading);
	zones_extract(reading);
}
