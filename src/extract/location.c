/*
 * Where the job is, and where one may live: what the source states, else the label, else the
 * header, else what the text says of the role; a company's offices only where nothing better
 * speaks.
 */
#include "config.h"

#include "extract/places_int.h"

#include <string.h>

#include "util/vec.h"

#define PROSE_WORDS 40
#define PROSE_REACH 3
#define BACK_WORDS 7
#define TOP_LINES 8
#define BASE_WORDS 8
#define SEARCH_WORDS 30
#define VISIT_WORDS 8

static void take(struct reading *reading, const struct view *view,
		 const struct found_places *places, const char *rule)
{
	for (size_t i = 0; i < places->count; i++) {
		const struct found_place *found = &places->items[i];

		posting_add_location(reading->posting, &found->place, view->text + found->start,
				     found->end - found->start);
		if (view == &reading->view)
			reading_note(reading, FIELD_LOCATION, found->start, found->end, rule);
	}
}

static void take_scope(struct reading *reading, const struct found_places *places, const char *rule)
{
	for (size_t i = 0; i < places->count; i++) {
		const struct found_place *found = &places->items[i];

		posting_add_scope(reading->posting, &found->place,
				  reading->view.text + found->start, found->end - found->start);
		reading_note(reading, FIELD_REMOTE_SCOPE, found->start, found->end, rule);
	}
}

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
	take(reading, view, &places, rule);
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
		view_init(&view, reading->lexicon, fact->text, strlen(fact->text));
		take_value(reading, &view, 0, view.words.count, 0, view.len, "stated");
		view_release(&view);
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
		view_init(&view, reading->lexicon, fact->text, strlen(fact->text));
		places_parse_value(reading->vocabulary, &view, 0, view.words.count, &places);
		for (size_t j = 0; j < places.count; j++)
			posting_add_scope(reading->posting, &places.items[j].place,
					  view.text + places.items[j].start,
					  places.items[j].end - places.items[j].start);
		if (places.count > 0)
			reading_note_stated(reading, FIELD_REMOTE_SCOPE);
		VEC_RELEASE(&places);
		view_release(&view);
	}
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
	}
	return reading->posting->locations.count > 0;
}

static bool from_cell(struct reading *reading, size_t first, size_t last)
{
	struct found_places places = { .count = 0 };
	bool is_place;

	places_parse(reading->vocabulary, &reading->view, first, last, VIEW_REACH, &places);
	is_place = places_fill(&reading->view, &places, first, last) &&
		!view_has(&reading->view, LEXICON_TITLE, TITLE_WORD_ROLE, first, last);
	if (is_place) {
		take(reading, &reading->view, &places, "in the header line");
		if (view_has(&reading->view, LEXICON_WORKPLACE, WORKPLACE_WORD_BARE_REMOTE, first,
			     places.items[0].first) &&
		    !view_is(&reading->view, places.items[0].first - 1, "or"))
			take_scope(reading, &places, "beside remote");
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

/* Whether the sentence speaks of the company's places before word AT. */
static bool is_company_place(const struct view *view, size_t at)
{
	size_t from = view_back(view, at, GAP_SENTENCE);

	return view_has(view, LEXICON_PLACE, PLACE_WORD_NOT, from, at + 4);
}

static bool speaks_to_reader(const struct view *view, size_t first, size_t last)
{
	static const char *const words[] = { "you", "youll", "your", "role", "position", "job" };

	for (size_t i = first; i < last; i++)
		for (size_t j = 0; j < sizeof words / sizeof words[0]; j++)
			if (view_is(view, i, words[j]))
				return true;
	return false;
}

/* "Join us in the Oslo office for a day": a step of the application. */
static bool is_visit(const struct view *view, const struct hit *hit)
{
	static const char *const words[] = { "interview", "interviews", "trial" };
	size_t from = view_back(view, hit->first, GAP_SENTENCE);
	size_t to = view_ahead(view, hit->last - 1, GAP_SENTENCE);

	if (hit->first - from > VISIT_WORDS)
		from = hit->first - VISIT_WORDS;
	if (to > hit->last + VISIT_WORDS)
		to = hit->last + VISIT_WORDS;
	for (size_t i = from; i < to; i++) {
		if (i >= 2 && view_is(view, i, "day") && view_is(view, i - 1, "a") &&
		    view_is(view, i - 2, "for"))
			return true;
		for (size_t j = 0; j < sizeof words / sizeof words[0]; j++)
			if (view_is(view, i, words[j]))
				return true;
	}
	return false;
}

/* "Acme is based in Oslo", "Based in Oslo, Acme builds": where the company is. */
static bool is_base_of_company(const struct view *view, const struct hit *hit)
{
	size_t from = view_back(view, hit->first, GAP_SENTENCE);
	size_t to = view_ahead(view, hit->last - 1, GAP_SENTENCE);

	if (speaks_to_reader(view, from, to))
		return false;
	if (hit->first >= from + 2 && view_is(view, hit->first - 1, "is"))
		return view->words.items[hit->first - 2].is_upper &&
			!view_has(view, LEXICON_TITLE, TITLE_WORD_ROLE, from, hit->first) &&
			!view_has(view, LEXICON_TITLE, TITLE_WORD_TEAM, from, hit->first);
	return hit->first == from && to - from > BASE_WORDS;
}

static bool take_ahead(struct reading *reading, const struct hit *hit, const char *rule,
		       bool is_scope)
{
	const struct view *view = &reading->view;
	struct found_places places = { .count = 0 };
	size_t last = view_ahead(view, hit->last > 0 ? hit->last - 1 : 0, GAP_SENTENCE);
	bool is_found;

	while (last < view->words.count && view_gap(view, last) != GAP_LINE &&
	       view->text[view->words.items[last - 1].end] == ';' &&
	       last < hit->last + PROSE_WORDS)
		last = view_ahead(view, last, GAP_SENTENCE);
	if (last > hit->last + PROSE_WORDS)
		last = hit->last + PROSE_WORDS;
	places_parse(reading->vocabulary, view, hit->last, last, PROSE_REACH, &places);
	is_found = places.count > 0;
	if (is_scope)
		take_scope(reading, &places, rule);
	else
		take(reading, view, &places, rule);
	VEC_RELEASE(&places);
	return is_found;
}

/* Keeps the places that stand in one list with the last: "from Oslo to the Rome office". */
static void keep_last_run(struct found_places *places)
{
	size_t from = places->count > 0 ? places->count - 1 : 0;

	while (from > 0 && places->items[from - 1].last + 1 >= places->items[from].first)
		from--;
	for (size_t i = from; i < places->count; i++)
		places->items[i - from] = places->items[i];
	places->count -= from;
}

static bool take_behind(struct reading *reading, const struct hit *hit, const char *rule,
			bool is_scope)
{
	const struct view *view = &reading->view;
	struct found_places places = { .count = 0 };
	size_t first = hit->first > 0 ? view_back(view, hit->first, GAP_SENTENCE) : 0;
	bool is_found;

	if (hit->first - first > BACK_WORDS)
		first = hit->first - BACK_WORDS;
	places_parse(reading->vocabulary, view, first, hit->first, BACK_WORDS, &places);
	is_found = places.count > 0 && places.items[places.count - 1].last == hit->first;
	keep_last_run(&places);
	if (is_found && is_scope)
		take_scope(reading, &places, rule);
	else if (is_found)
		take(reading, view, &places, rule);
	VEC_RELEASE(&places);
	return is_found;
}

/* What prose says, the surest first; one kind is looked for only while no other has found a
 * place. */
static const struct prose_rule {
	enum place_word word;
	bool is_ahead;
	bool in_asides;          /* company, benefits, legal parts too */
	bool is_scope;
	const char *name;
} prose_rules[] = {
	{ PLACE_WORD_STRONG, true, true, false, "the role is in" },
	{ PLACE_WORD_BEFORE, true, false, false, "based in" },
	{ PLACE_WORD_AFTER, false, false, false, "office in" },
	{ PLACE_WORD_WEAK_AFTER, false, true, false, "company's office" },
};

static const struct prose_rule scope_rules[] = {
	{ PLACE_WORD_SCOPE, true, true, true, "must live in" },
	{ PLACE_WORD_SCOPE_AFTER, false, true, true, "only" },
};

static void follow_rule(struct reading *reading, const struct prose_rule *rule, bool with_visits)
{
	const struct view *view = &reading->view;
	const struct hits *hits = &view->hits[LEXICON_PLACE];

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];

		if (hit->value != (int)rule->word)
			continue;
		if (!rule->in_asides && reading_is_aside(reading, hit->first))
			continue;
		if (rule->word != PLACE_WORD_STRONG && is_company_place(view, hit->first))
			continue;
		if (rule->word == PLACE_WORD_BEFORE && is_base_of_company(view, hit))
			continue;
		if (!rule->is_scope && !with_visits && is_visit(view, hit))
			continue;
		if (rule->is_ahead)
			take_ahead(reading, hit, rule->name, rule->is_scope);
		else
			take_behind(reading, hit, rule->name, rule->is_scope);
	}
}

/* "We are looking for an engineer for our lab in Oslo": the place at the end of what is sought. */
static bool from_search(struct reading *reading)
{
	const struct view *view = &reading->view;
	const struct hits *hits = &view->hits[LEXICON_TITLE];

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];
		size_t to;

		if ((hit->value != TITLE_WORD_BEFORE && hit->value != TITLE_WORD_HIRING) ||
		    reading_is_aside(reading, hit->first) || is_company_place(view, hit->last))
			continue;
		to = view_ahead(view, hit->last - 1, GAP_SENTENCE);
		if (to > hit->last + SEARCH_WORDS)
			to = hit->last + SEARCH_WORDS;
		for (size_t at = hit->last; at + 1 < to; at++) {
			struct hit in = { .first = at, .last = at + 1 };

			if (view_is(view, at, "in") && view->words.items[at + 1].is_upper &&
			    !view_has(view, LEXICON_PLACE, PLACE_WORD_NOT, hit->last, to) &&
			    take_ahead(reading, &in, "sought in", false))
				return true;
		}
	}
	return false;
}

static bool from_prose(struct reading *reading)
{
	size_t count = sizeof prose_rules / sizeof prose_rules[0];

	for (size_t i = 0; i < count && reading->posting->locations.count == 0; i++)
		if (prose_rules[i].word != PLACE_WORD_WEAK_AFTER || !from_search(reading))
			follow_rule(reading, &prose_rules[i], false);
	if (reading->posting->locations.count == 0)
		follow_rule(reading, &prose_rules[0], true);
	return reading->posting->locations.count > 0;
}

static void find_scope(struct reading *reading)
{
	for (size_t i = 0; i < sizeof scope_rules / sizeof scope_rules[0]; i++)
		if (scope_rules[i].is_ahead || reading->posting->workplace == WORKPLACE_REMOTE)
			follow_rule(reading, &scope_rules[i], false);
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];
		struct found_places places = { .count = 0 };

		if (pair->label != LABEL_SCOPE)
			continue;
		places_parse(reading->vocabulary, &reading->view, pair->first, pair->last,
			VIEW_REACH,
			     &places);
		take_scope(reading, &places, "beside a label");
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
	if (!is_known && !from_prose(reading))
		place_from_scope(reading);
	zones_extract(reading);
}
