/* Names of places that stand beside each other, made into places. */
#include "config.h"

#include "extract/mention_int.h"

#include <string.h>

#include "util/ascii.h"

#define HINTED_POPULATION 50000
#define TOWN_POPULATION 300000   /* a larger city is no namesake of a town */
#define TOWN_WORDS 3
#define BETWEEN_WORDS 4

/* Gaps inside one place: "Toronto, ON", "Paris (France)", "US-NY". */
#define GAP_IN_PLACE \
	(GAP_BLANK | GAP_COMMA | GAP_HYPHEN | GAP_DASH | GAP_OPEN | GAP_CLOSE | GAP_OTHER)

static bool is_in_place(unsigned gap)
{
	return (gap & ~(unsigned)GAP_IN_PLACE) == 0;
}

static bool are_joined(const struct view *view, const struct mention *a, const struct mention *b)
{
	size_t next = a->last;

	if (next < b->first && view->words.items[next].number >= 0)
		next++;                  /* a district or a postal code: "Dublin 2, Ireland" */
	return next == b->first && is_in_place(view_gap(view, b->first));
}

/* "Lille, Nord, France", "Istanbul, Istanbul Province, Turkey", "Chatham County, NC": words before
 * a comma that the gazetteer does not have there. */
static bool are_joined_over(const struct view *view, const struct mention *a,
			    const struct mention *b)
{
	if (b->first <= a->last || b->first - a->last > BETWEEN_WORDS ||
	    view_has(view, LEXICON_WORKPLACE, -1, a->last, b->first))
		return false;
	for (size_t i = a->last; i < b->first; i++) {
		const struct word *word = &view->words.items[i];

		if (!is_in_place(view_gap(view, i)) || (!word->is_upper && word->len > 3))
			return false;
	}
	return is_in_place(view_gap(view, b->first)) && view->words.items[a->last].is_upper &&
		(view_gap(view, b->first) & GAP_COMMA) != 0;
}

/* A wide area is one place with what lies in it only where a dash says so: "EMEA - London". */
static bool may_narrow(const struct gazetteer *gazetteer, const struct place *inner,
		       const struct place *outer, unsigned gap)
{
	struct place member;

	if (place_equal(inner, outer) || !gazetteer_lies_in(gazetteer, inner, outer))
		return false;
	if (outer->kind != PLACE_AREA || inner->kind == PLACE_AREA)
		return true;
	return (gap & (GAP_DASH | GAP_HYPHEN)) != 0 ||
		gazetteer_members(gazetteer, outer, &member, 1) == 0 ||
		member.kind != PLACE_COUNTRY;
}

/* Narrows PLACE by NEXT, a name that stands beside it: the place of the two that lies in the other.
 * OPTIONS are what PLACE itself may be. False where neither does. */
static bool narrow(const struct mention_text *text, struct place *place,
		   const struct place *options, size_t count, const struct mention *next)
{
	unsigned gap = view_gap(text->view, next->first);

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < next->count; j++)
			if (may_narrow(text->gazetteer, &options[i], &next->options[j], gap)) {
				*place = options[i];
				return true;
			}
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < next->count; j++)
			if (may_narrow(text->gazetteer, &next->options[j], &options[i], gap)) {
				*place = next->options[j];
				return true;
			}
	return false;
}

/* The same where NEXT is the larger one for sure. */
static bool narrow_within(struct place *place, const struct place *options, size_t count,
			  const struct mention *next)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < next->count; j++)
			if (!place_equal(&options[i], &next->options[j]) &&
			    place_contains(&next->options[j], &options[i])) {
				*place = options[i];
				return true;
			}
	return false;
}

/* "Uxbridge, London". */
static bool narrow_part(const struct mention_text *text, struct place *place,
			const struct place *options, size_t count, const struct mention *next)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < next->count; j++) {
			const struct place *other = &next->options[j];

			if (gazetteer_is_part(text->gazetteer, &options[i], other)) {
				*place = options[i];
				return true;
			}
			if (gazetteer_is_part(text->gazetteer, other, &options[i])) {
				*place = *other;
				return true;
			}
		}
	return false;
}

/* Whether two names are the same words: "New York, New York". */
static bool same_words(const struct view *view, const struct mention *a, const struct mention *b)
{
	const struct word *first = &view->words.items[a->first];
	const struct word *second = &view->words.items[b->first];
	const struct word *last = &view->words.items[a->last - 1];
	size_t len = last->at + last->len - first->at;

	return a->last - a->first == b->last - b->first &&
		second->at + len <= view->folded.len &&
		memcmp(view->folded.text + first->at, view->folded.text + second->at, len) == 0;
}

/* The region that a mention may be; a country too where IS_WIDE. NULL for neither. */
static const struct place *region_of(const struct mention *mention, bool is_wide)
{
	for (size_t i = 0; i < mention->count; i++)
		if (mention->options[i].kind == PLACE_REGION)
			return &mention->options[i];
	return is_wide && mention->options[0].kind == PLACE_COUNTRY ? &mention->options[0] : NULL;
}

/* Whether NEXT says a city of which the place is a suburb in the same region: "Northridge, LA" is
 * no town in Louisiana. */
static bool is_suburb(const struct place *place, const struct mention *next)
{
	const struct place *city = &next->options[0];

	return city->kind == PLACE_CITY && place->kind == PLACE_CITY &&
		city->population > place->population &&
		strcmp(city->region_code, place->region_code) == 0;
}

/* Whether a mention is written as letters: "NY", "USA". */
static bool is_letters(const struct view *view, const struct mention *mention)
{
	const struct word *word = &view->words.items[mention->first];

	return mention->last == mention->first + 1 && word->is_caps && word->len <= 3;
}

/* "Canton, Illinois", "Berlin, CT": a town with a name that the gazetteer knows elsewhere. */
static bool is_namesake(const struct mention_text *text, size_t at, struct found_place *out)
{
	const struct mention *head = &text->mentions[at];
	const struct mention *next = &text->mentions[at + 1];
	const struct place *region = region_of(next, text->in == PLACES_IN_VALUE);
	size_t after = at + 2;

	if (region == NULL || (view_gap(text->view, next->first) & GAP_COMMA) == 0 ||
	    (next->is_code ? region->kind != PLACE_REGION || is_letters(text->view, head) :
	     head->options[0].kind != PLACE_CITY || head->options[0].population > TOWN_POPULATION))
		return false;
	/* "Stamford, New York" are two cities, "Warwick, New York, United States" is one town. */
	if (next->options[0].kind == PLACE_CITY && !text->view->words.items[next->first].is_caps &&
	    (after >= text->count || !are_joined(text->view, next, &text->mentions[after]) ||
	     text->mentions[after].options[0].kind != PLACE_COUNTRY))
		return false;
	if (!is_suburb(&head->options[0], next)) {
		out->place = *region;
		out->town = head->last;
	}
	return true;
}

/* "Rieti, RI, Italy", "Angers, Maine-et-Loire, France", "Berlin, Brandenburg, Germany": passes over
 * what stands between a city and its country. Returns how many mentions the place has then. */
static size_t skip_middle(const struct mention_text *text, size_t at, struct found_place *out)
{
	const struct mention *head = &text->mentions[at];
	const struct mention *last = head + 2;
	const struct place *middle;

	if (at + 2 >= text->count || head->options[0].kind != PLACE_CITY ||
	    last->options[0].kind != PLACE_COUNTRY || last->is_code ||
	    !are_joined_over(text->view, head, last) ||
	    (are_joined(text->view, head, head + 1) &&
	     narrow(text, &out->place, head->options, head->count, head + 1)) ||
	    !narrow_within(&out->place, head->options, head->count, last)) {
		out->place = head->options[0];
		return 1;
	}
	middle = &head[1].options[0];
	if (place_contains(&last->options[0], middle) &&
	    (middle->kind == PLACE_CITY || out->place.population <= TOWN_POPULATION)) {
		out->place = head->options[0];
		return 1;
	}
	return 3;
}

/* Whether word AT may belong to the name of a town that nobody knows. */
static bool is_town_word(const struct mention_text *text, size_t at)
{
	const struct word *word = &text->view->words.items[at];

	return word->is_upper && word->number < 0 && word->len > 1 &&
		!view_has(text->view, LEXICON_WORKPLACE, -1, at, at + 1) &&
		!view_has(text->view, LEXICON_TITLE, -1, at, at + 1) &&
		!view_has(text->view, LEXICON_LABEL, -1, at, at + 1) &&
		!view_has(text->view, LEXICON_EMPLOYMENT, -1, at, at + 1) &&
		!view_has(text->view, LEXICON_PLACE, -1, at, at + 1);
}

/* "Welch, MN": takes the words before HEAD to it, and what HEAD is then. */
static bool take_town(const struct mention_text *text, const struct mention *head,
		      struct found_place *out)
{
	const struct place *region = region_of(head, text->in == PLACES_IN_VALUE);
	size_t first = head->first;

	if (region == NULL || (head->options[0].kind == PLACE_CITY &&
			       !text->view->words.items[head->first].is_caps) ||
	    (view_gap(text->view, head->first) & GAP_COMMA) == 0 ||
	    (text->in == PLACES_IN_PROSE && !head->is_code))
		return false;
	while (first > text->from && head->first - first < TOWN_WORDS &&
	       is_town_word(text, first - 1)) {
		first--;
		if ((view_gap(text->view, first) & ~(unsigned)(GAP_BLANK | GAP_HYPHEN)) != 0)
			break;
	}
	if (first == head->first)
		return false;
	out->place = *region;
	out->first = first;
	out->town = head->first;
	return true;
}

/* "Albany, New York Metropolitan Area": of a city in New York the region says no more. */
static bool is_its_metro(const struct view *view, const struct found_place *out,
			 const struct mention *next)
{
	const char *region = out->place.region;
	const struct word *word = &view->words.items[next->first];
	size_t len = strlen(region);

	return out->place.kind == PLACE_CITY && next->options[0].kind == PLACE_AREA && len > 0 &&
		word->at + len < view->folded.len &&
		ascii_starts_len(view->folded.text + word->at, len, region) &&
		view_is(view, next->last - 1, "area");
}

/* Takes NEXT to the place that the mentions before it make; false where it is another. */
static bool take_next(const struct mention_text *text, size_t at, size_t used,
		      struct found_place *out)
{
	const struct mention *last = &text->mentions[at + used - 1];
	const struct mention *next = &text->mentions[at + used];
	bool is_head = used == 1 && out->first == text->mentions[at].first;
	const struct place *options = is_head ? text->mentions[at].options : &out->place;
	size_t count = is_head ? text->mentions[at].count : 1;

	/* "Linz / Austria" */
	if (last->last == next->first && view_gap(text->view, next->first) & GAP_SLASH)
		return narrow_within(&out->place, options, count, next);
	if (!are_joined(text->view, last, next))
		return are_joined_over(text->view, last, next) &&
			(narrow_within(&out->place, options, count, next) ||
			 (is_head && (text->in == PLACES_IN_VALUE || next->is_code) &&
			  is_namesake(text, at, out)));
	return narrow(text, &out->place, options, count, next) ||
		narrow_part(text, &out->place, options, count, next) ||
		same_words(text->view, last, next) ||
		(is_head && is_namesake(text, at, out)) || is_its_metro(text->view, out, next);
}

/* "Barcelona, Barcelona, Spain": of a doubled name, the city in what stands behind. */
static bool narrow_doubled(const struct mention_text *text, size_t at, struct found_place *out)
{
	const struct mention *head = &text->mentions[at];

	if (at + 2 >= text->count || !are_joined(text->view, head, head + 1) ||
	    !same_words(text->view, head, head + 1) ||
	    !are_joined(text->view, head + 1, head + 2))
		return false;
	for (size_t i = 0; i < head->count; i++)
		if (head->options[i].kind == PLACE_CITY &&
		    narrow_within(&out->place, &head->options[i], 1, head + 2))
			return true;
	return false;
}

size_t mention_join(const struct mention_text *text, size_t at, struct found_place *out)
{
	const struct mention *head = &text->mentions[at];
	bool is_town;
	size_t used;

	out->place = head->options[0];
	out->first = head->first;
	out->town = 0;
	is_town = take_town(text, head, out);
	used = is_town ? 1 : narrow_doubled(text, at, out) ? 3 : skip_middle(text, at, out);
	while (at + used < text->count && take_next(text, at, used, out))
		used++;
	out->last = text->mentions[at + used - 1].last;
	if (out->place.kind == PLACE_CITY || out->place.kind == PLACE_AREA)
		out->town = 0;
	out->start = view_start(text->view, out->first);
	out->end = view_end(text->view, out->last);
	return used;
}

/* How readily postings in English mean a place of this country where the name alone is written. */
static uint32_t weight_of(const char *country)
{
	static const char *const home[] = { "US", "GB", "CA" };
	static const char *const near[] = { "AT", "AU", "BE", "CH", "DE", "DK", "ES", "FI", "FR",
		"IE", "IL", "IT", "NL", "NO", "NZ", "PL", "PR", "PT", "SE", "SG" };

	for (size_t i = 0; i < sizeof home / sizeof home[0]; i++)
		if (strcmp(country, home[i]) == 0)
			return 4;
	for (size_t i = 0; i < sizeof near / sizeof near[0]; i++)
		if (strcmp(country, near[i]) == 0)
			return 2;
	return 1;
}

/* "Santa Clara" is the one in California, although one in Cuba is larger; "Athens" is the far
 * larger one in Greece. */
static void prefer_home(struct found_place *found, const struct mention *mention)
{
	uint64_t best = (uint64_t)found->place.population * weight_of(found->place.country);

	for (size_t i = 1; i < mention->count; i++) {
		const struct place *option = &mention->options[i];
		uint64_t score = (uint64_t)option->population * weight_of(option->country);

		if (option->kind == PLACE_CITY && option->population >= HINTED_POPULATION &&
		    score > best) {
			found->place = *option;
			best = score;
		}
	}
}

/* Takes the option that lies beside PLACE: in its region, or else in its country. */
static bool settle_by(struct found_place *found, const struct mention *mention,
		      const struct place *place)
{
	for (size_t j = 1; *place->region_code != '\0' && j < mention->count; j++)
		if (mention->options[j].kind == PLACE_CITY &&
		    strcmp(mention->options[j].region_code, place->region_code) == 0) {
			found->place = mention->options[j];
			return true;
		}
	for (size_t j = 1; j < mention->count; j++)
		if (strcmp(mention->options[j].country, place->country) == 0 &&
		    mention->options[j].population >= HINTED_POPULATION) {
			found->place = mention->options[j];
			return true;
		}
	return false;
}

void mention_settle(struct found_places *places, size_t from, size_t at,
		    const struct mention *mention)
{
	struct found_place *found = &places->items[at];
	bool is_alone = true;

	if (mention->count < 2 || found->last != mention->last || found->first != mention->first ||
	    found->place.kind != PLACE_CITY)
		return;
	for (size_t i = from; i < places->count; i++) {
		const char *country = places->items[i].place.country;

		if (i == at || *country == '\0')
			continue;
		is_alone = false;
		if (strcmp(country, found->place.country) == 0 || found->place.population > 1000000)
			return;
		if (settle_by(found, mention, &places->items[i].place))
			return;
	}
	if (is_alone)
		prefer_home(found, mention);
}
