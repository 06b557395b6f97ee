/* Places in a piece of text. */
#include "config.h"

#include "extract/places_int.h"

#include <string.h>

#include "util/vec.h"

#define OPTIONS_MAX 12
#define MENTIONS_MAX 256
#define HINTED_POPULATION 50000
#define HOME_RATIO 4             /* how many times larger a city abroad may be */

/* A name and what it may mean, the likeliest first. */
struct mention {
	struct place options[OPTIONS_MAX];
	size_t count;
	size_t first, last;      /* words */
	bool is_code;            /* two letters: a region or country only beside another place */
};

struct mentions { struct mention *items; size_t count, cap; };

/* Gaps inside one place: "Toronto, ON", "Paris (France)", "US-NY". */
#define GAP_IN_PLACE \
	(GAP_BLANK | GAP_COMMA | GAP_HYPHEN | GAP_DASH | GAP_OPEN | GAP_CLOSE | GAP_OTHER)

/* Codes that are read as a place without another beside them. */
static const char *const lone_codes[] = { "us", "uk", "eu", "uae", "sf", "la", "ny", "dc", "gb",
	"usa" };

/* Names of places that are more often words of other kinds. */
static const char *const never_alone[] = {
	"remote", "mobile", "reading", "nice", "bath", "of", "best", "university", "march",
		"central",
	"as", "most", "split", "young", "orange", "enterprise", "industry", "home", "office",
		"time",
	"full", "union", "global", "anywhere", "hybrid", "deal", "sale", "date", "nan", "data",
	"spring", "southwest", "northeast", "northwest", "southeast", "midwest",
	"north", "south", "east", "west", "city", "area", "metro", "worldwide", "normal", "male",
	"mission", "vision", "mentor",
};

static bool is_in(const struct view *view, const struct word *word, const char *const list[],
		  size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == word->len &&
		    memcmp(view->folded.text + word->at, list[i], word->len) == 0)
			return true;
	return false;
}

#define IS_IN(view, word, list) is_in(view, word, list, sizeof(list) / sizeof((list)[0]))

static bool mention_at(const struct vocabulary *vocabulary, const struct view *view, size_t at,
		       size_t last, struct mention *mention)
{
	const struct word *word = &view->words.items[at];
	size_t found;
	size_t len;

	if (!word->is_upper || word->number >= 0)
		return false;
	len = gazetteer_match(vocabulary->gazetteer, view->folded.text, view->folded.len, word->at,
			      mention->options, OPTIONS_MAX, &found);
	if (len == 0 || found == 0)
		return false;
	mention->count = found < OPTIONS_MAX ? found : OPTIONS_MAX;
	mention->first = at;
	mention->last = at + 1;
	while (mention->last < last && view->words.items[mention->last].at < word->at + len)
		mention->last++;
	if (view->words.items[mention->last - 1].at + view->words.items[mention->last - 1].len >
	    word->at + len)
		return false;
	mention->is_code = false;
	if (mention->last > at + 1)
		return true;
	if (IS_IN(view, word, never_alone))
		return false;
	mention->is_code = word->len <= 3 && word->is_caps && !IS_IN(view, word, lone_codes) &&
		(mention->options[0].kind == PLACE_REGION ||
			mention->options[0].kind == PLACE_COUNTRY);
	return word->len > 3 || word->is_caps;
}

static bool are_joined(const struct view *view, const struct mention *a, const struct mention *b)
{
	size_t next = a->last;

	if (next < b->first && view->words.items[next].number >= 0)
		next++;                  /* a district or a postal code: "Dublin 2, Ireland" */
	return next == b->first && (view_gap(view, b->first) & ~(unsigned)GAP_IN_PLACE) == 0;
}

/* Narrows PLACE by NEXT, a name that stands beside it: the place of the two that lies in the other.
 * OPTIONS are what PLACE itself may be. False where neither does. */
static bool narrow(struct place *place, const struct place *options, size_t count,
		   const struct mention *next)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < next->count; j++)
			if (place_contains(&next->options[j], &options[i]) &&
			    !place_equal(&next->options[j], &options[i])) {
				*place = options[i];
				return true;
			}
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < next->count; j++)
			if (place_contains(&options[i], &next->options[j]) &&
			    !place_equal(&next->options[j], &options[i])) {
				*place = next->options[j];
				return true;
			}
	return false;
}

/* Whether the words right before or after are the place's own name doubled: "New York, New
 * York". */
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

/* Joins the mentions from AT on that are one place; returns how many they are. */
static size_t join(const struct view *view, const struct mention *mentions, size_t count, size_t at,
		   struct found_place *out)
{
	const struct mention *head = &mentions[at];
	size_t used = 1;

	out->place = head->options[0];
	if (at + 1 < count && are_joined(view, head, &mentions[at + 1]) &&
	    narrow(&out->place, head->options, head->count, &mentions[at + 1])) {
		used = 2;
		while (at + used < count &&
		       are_joined(view, &mentions[at + used - 1], &mentions[at + used]) &&
		       narrow(&out->place, &out->place, 1, &mentions[at + used]))
			used++;
	} else if (at + 1 < count && are_joined(view, head, &mentions[at + 1]) &&
		   same_words(view, head, &mentions[at + 1])) {
		used = 2;
	}
	out->first = head->first;
	out->last = mentions[at + used - 1].last;
	out->start = view_start(view, out->first);
	out->end = view_end(view, out->last);
	return used;
}

/* Whether English postings mean a place of this country where the name alone is written. */
static bool is_home_country(const char *country)
{
	return strcmp(country, "US") == 0 || strcmp(country, "GB") == 0 ||
		strcmp(country, "CA") == 0;
}

/* A city that stands alone and of which no other place says the country: "Santa Clara" is the one
 * in California, although one in Cuba is larger; "Athens" is the far larger one in Greece. */
static void prefer_home(struct found_place *found, const struct mention *mention)
{
	if (found->last != mention->last || found->place.kind != PLACE_CITY ||
	    found->place.population > 1000000 || is_home_country(found->place.country))
		return;
	for (size_t i = 1; i < mention->count; i++) {
		const struct place *option = &mention->options[i];

		if (option->kind == PLACE_CITY && is_home_country(option->country) &&
		    option->population >= HINTED_POPULATION &&
		    option->population * HOME_RATIO >= found->place.population) {
			found->place = *option;
			return;
		}
	}
}

/* A city that stands alone is taken in a country that another place of the text names. */
static void settle(struct found_places *places, size_t from, size_t at,
		   const struct mention *mention)
{
	struct found_place *found = &places->items[at];

	bool is_alone = true;

	if (mention->count < 2 || found->last != mention->last ||
	    found->place.kind != PLACE_CITY || found->place.population > 1000000)
		return;
	for (size_t i = from; i < places->count; i++) {
		const char *country = places->items[i].place.country;

		if (i == at || *country == '\0')
			continue;
		is_alone = false;
		if (strcmp(country, found->place.country) == 0)
			return;
		for (size_t j = 1; j < mention->count; j++)
			if (strcmp(mention->options[j].country, country) == 0 &&
			    mention->options[j].population >= HINTED_POPULATION) {
				found->place = mention->options[j];
				return;
			}
	}
	if (is_alone)
		prefer_home(found, mention);
}

static void find_mentions(const struct vocabulary *vocabulary, const struct view *view,
			  size_t first, size_t last, size_t reach, struct mentions *mentions)
{
	size_t missed = 0;

	for (size_t i = first; i < last && missed <= reach && mentions->count < MENTIONS_MAX;) {
		struct mention *mention = VEC_PUSH(mentions);

		if (mention_at(vocabulary, view, i, last, mention)) {
			i = mention->last;
			missed = 0;
		} else {
			mentions->count--;
			missed++;
			i++;
		}
	}
}

/* "US, CA": beside the code of a country it is Canada, not California, for which "CA, US" is
 * written. */
static bool are_two_countries(const struct view *view, const struct mention *head)
{
	return head->last == head->first + 1 &&
		(view_is(view, head->first, "us") || view_is(view, head->first, "usa")) &&
		view_is(view, head->last, "ca") &&
		(view_gap(view, head->last) & GAP_COMMA) != 0;
}

/* Adds the country that a code may mean. */
static void take_country(const struct view *view, const struct mention *mention,
			 struct found_places *out)
{
	for (size_t i = 0; i < mention->count; i++)
		if (mention->options[i].kind == PLACE_COUNTRY) {
			*VEC_PUSH(out) = (struct found_place){ .place = mention->options[i],
				.first = mention->first, .last = mention->last,
				.start = view_start(view, mention->first),
				.end = view_end(view, mention->last) };
			return;
		}
}

void places_parse(const struct vocabulary *vocabulary, const struct view *view, size_t first,
		  size_t last, size_t reach, struct found_places *out)
{
	struct mentions mentions = { .count = 0 };
	size_t from = out->count;
	size_t used;

	find_mentions(vocabulary, view, first, last, reach, &mentions);
	for (size_t i = 0; i < mentions.count; i += used) {
		struct found_place found;

		used = join(view, mentions.items, mentions.count, i, &found);
		if (used == 1 && mentions.items[i].is_code)
			continue;
		if (used == 2 && are_two_countries(view, &mentions.items[i])) {
			take_country(view, &mentions.items[i], out);
			take_country(view, &mentions.items[i + 1], out);
			continue;
		}
		*VEC_PUSH(out) = found;
	}
	for (size_t i = from, at = 0; i < out->count; i++) {
		while (at < mentions.count && mentions.items[at].first != out->items[i].first)
			at++;
		if (at < mentions.count)
			settle(out, from, i, &mentions.items[at]);
	}
	VEC_RELEASE(&mentions);
}

size_t places_words(const struct found_places *places, size_t first, size_t last)
{
	size_t count = 0;

	for (size_t i = 0; i < places->count; i++)
		if (places->items[i].first >= first && places->items[i].last <= last)
			count += places->items[i].last - places->items[i].first;
	return count;
}

bool places_fill(const struct view *view, const struct found_places *places, size_t first,
		 size_t last)
{
	size_t count = last - first;
	size_t said = places_words(places, first, last);
	const struct hits *hits = &view->hits[LEXICON_WORKPLACE];

	if (said == 0 || count > 30)
		return false;
	for (size_t i = view_hit_from(view, LEXICON_WORKPLACE, first);
	     i < hits->count && hits->items[i].last <= last; i++)
		said += hits->items[i].last - hits->items[i].first;
	return said * 2 >= count;
}
