/* Where sentences say that the job is, and who may apply from where. */
#include "config.h"

#include "extract/location_int.h"

#include <string.h>

#include "util/vec.h"

#define PROSE_WORDS 40
#define PROSE_REACH 3
#define BACK_WORDS 7
#define BASE_WORDS 8
#define SEARCH_WORDS 30
#define VISIT_WORDS 8

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
		if (VIEW_IS_ONE_OF(view, i, words))
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
		if (VIEW_IS_ONE_OF(view, i, words))
			return true;
	}
	return false;
}

/* "For Oslo based candidates, pay is": of those who live there, not where the job is. */
static bool is_pay_there(const struct view *view, const struct hit *hit)
{
	static const char *const people[] = { "candidates", "applicants", "employees",
		"residents" };
	size_t from = view_back(view, hit->first, GAP_SENTENCE);
	size_t to = view_ahead(view, hit->last - 1, GAP_SENTENCE);

	if (!VIEW_IS_ONE_OF(view, hit->last - 1, people))
		return false;
	return view_has(view, LEXICON_PAY, PAY_WORD_FOR, from, to) ||
		view_has(view, LEXICON_PAY, PAY_WORD_YEAR, from, to);
}

/* Whether "Based in Oslo," speaks of the company: no "you" or "this role" comes behind it. */
static bool leads_to_company(const struct view *view, size_t at, size_t to)
{
	static const char *const words[] = { "you", "youll", "your", "this", "the", "our", "as" };

	while (at < to && (view_gap(view, at) & GAP_COMMA) == 0)
		at++;
	while (at + 1 < to && (view_gap(view, at + 1) & GAP_COMMA) != 0)
		at++;
	if (at >= to || VIEW_IS_ONE_OF(view, at, words))
		return false;
	return view->words.items[at].is_upper || view_is(view, at, "we");
}

/* "Acme is based in Oslo", "Based in Oslo, Acme builds": where the company is. */
static bool is_base_of_company(const struct reading *reading, const struct hit *hit)
{
	const struct view *view = &reading->view;
	size_t from = view_back(view, hit->first, GAP_SENTENCE);
	size_t to = view_ahead(view, hit->last - 1, GAP_SENTENCE);

	if (hit->first == from && to - from > BASE_WORDS && leads_to_company(view, hit->last, to))
		return true;
	if (speaks_to_reader(view, from, to))
		return false;
	if (hit->first >= from + 2 && view_is(view, hit->first - 1, "is"))
		return view->words.items[hit->first - 2].is_upper &&
			!view_has(view, LEXICON_TITLE, TITLE_WORD_ROLE, from, hit->first) &&
			!view_has(view, LEXICON_TITLE, TITLE_WORD_TEAM, from, hit->first);
	/* "Based in Oslo, with a day at home": asked of who applies. */
	return hit->first == from && to - from > BASE_WORDS &&
		reading_kind(reading, hit->first) != SECTION_REQUIREMENTS &&
		reading_kind(reading, hit->first) != SECTION_PREFERRED;
}

/* Takes the places behind the hit; returns the word after the last of them, 0 for none. */
static size_t take_ahead(struct reading *reading, const struct hit *hit, const char *rule,
			 bool is_scope)
{
	const struct view *view = &reading->view;
	struct found_places places = { .count = 0 };
	size_t last = view_ahead(view, hit->last > 0 ? hit->last - 1 : 0, GAP_SENTENCE);
	size_t end;

	while (last < view->words.count && view_gap(view, last) != GAP_LINE &&
	       view->text[view->words.items[last - 1].end] == ';' &&
	       last < hit->last + PROSE_WORDS)
		last = view_ahead(view, last, GAP_SENTENCE);
	if (last > hit->last + PROSE_WORDS)
		last = hit->last + PROSE_WORDS;
	places_parse(reading->vocabulary, view, hit->last, last, PROSE_REACH, &places);
	end = places.count > 0 ? places.items[places.count - 1].last : 0;
	if (is_scope)
		location_take_scope(reading, &places, rule);
	else
		location_take(reading, view, &places, rule);
	VEC_RELEASE(&places);
	return end;
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
		location_take_scope(reading, &places, rule);
	else if (is_found)
		location_take(reading, view, &places, rule);
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
	size_t done = 0;         /* words that are taken */

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];

		if (hit->value != (int)rule->word || hit->first < done)
			continue;
		if (!rule->in_asides && reading_is_aside(reading, hit->first))
			continue;
		if (rule->word != PLACE_WORD_STRONG && is_company_place(view, hit->first))
			continue;
		if (rule->word == PLACE_WORD_BEFORE && is_base_of_company(reading, hit))
			continue;
		if (!rule->is_scope && !with_visits && is_visit(view, hit))
			continue;
		if (!rule->is_ahead && is_pay_there(view, hit))
			continue;
		if (rule->is_ahead)
			done = take_ahead(reading, hit, rule->name, rule->is_scope);
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
			    take_ahead(reading, &in, "sought in", false) > 0)
				return true;
		}
	}
	return false;
}

bool location_from_prose(struct reading *reading)
{
	size_t count = sizeof prose_rules / sizeof prose_rules[0];

	for (size_t i = 0; i < count && reading->posting->locations.count == 0; i++)
		if (prose_rules[i].word != PLACE_WORD_WEAK_AFTER || !from_search(reading))
			follow_rule(reading, &prose_rules[i], false);
	if (reading->posting->locations.count == 0)
		follow_rule(reading, &prose_rules[0], true);
	return reading->posting->locations.count > 0;
}

void location_scope_from_prose(struct reading *reading)
{
	for (size_t i = 0; i < sizeof scope_rules / sizeof scope_rules[0]; i++)
		if (scope_rules[i].is_ahead || reading->posting->workplace == WORKPLACE_REMOTE)
			follow_rule(reading, &scope_rules[i], false);
}
