/* Places in a piece of text: the names in it. What they make together is mention.c's. */
#include "config.h"

#include "extract/places_int.h"

#include <string.h>

#include "extract/mention_int.h"
#include "util/vec.h"

#define MENTIONS_MAX 256
#define ADDRESS_WORDS 7
#define CELL_WORDS 8             /* of a header's cell whose names may have small letters */
#define CODES_FEWEST 3           /* codes of states in a row that are places without any other */
#define LONE_POPULATION 80000    /* of a city whose name is a word, where nothing else stands */

/* Codes that are read as a place without another beside them. */
static const char *const lone_codes[] = { "us", "uk", "eu", "uae", "sf", "la", "ny", "dc", "gb",
	"usa" };

/* Names of places that are more often words of other kinds. */
static const char *const never_alone[] = {
	"remote", "mobile", "reading", "nice", "bath", "of", "best", "university", "march",
	"central", "as", "most", "split", "young", "orange", "enterprise", "industry", "home",
	"office", "time", "full", "union", "global", "anywhere", "hybrid", "deal", "sale", "date",
	"nan", "data", "spring", "southwest", "northeast", "northwest", "southeast", "midwest",
	"north", "south", "east", "west", "city", "area", "metro", "worldwide", "normal", "male",
	"mission", "vision", "mentor", "commerce", "media", "green", "page", "oracle", "apply",
	"justin", "progress", "summit", "lead", "delta", "hope", "liberty",
};

/* Codes of states that are words as well: "Berlin OR Paris". */
static const char *const word_codes[] = { "or", "in", "me", "hi", "ok", "ne", "co", "la", "no" };

/* What stands behind the name of a street. */
static const char *const streets[] = {
	"street", "st", "avenue", "ave", "road", "rd", "boulevard", "blvd", "drive", "dr", "lane",
	"ln", "highway", "hwy", "parkway", "pkwy", "pike", "plaza", "court", "ct", "square", "sq",
	"turnpike", "way", "expressway", "terrace", "suite", "strasse", "straat",
};

/* Before "US" it is a pronoun: "ABOUT US". */
static const char *const before_us[] = {
	"about", "join", "contact", "with", "why", "for", "follow", "to", "tell", "email", "find",
	"meet", "help", "visit", "call", "at", "between", "of", "let", "what", "makes", "by",
};

/* A stretch of words that is looked through. */
struct stretch {
	const struct vocabulary *vocabulary;
	const struct view *view;
	size_t first, last;
	size_t reach;
	enum places_in in;
};

static bool is_pronoun(const struct view *view, size_t at)
{
	return at > 0 && view_is(view, at, "us") && view_gap(view, at) == GAP_BLANK &&
		VIEW_IS_ONE_OF(view, at - 1, before_us);
}

/* How many words from AT on are the number and the name of a street. */
static size_t address_words(const struct stretch *stretch, size_t at)
{
	const struct view *view = stretch->view;
	size_t to = at + ADDRESS_WORDS < stretch->last ? at + ADDRESS_WORDS : stretch->last;

	for (size_t i = at + 1; i < to; i++) {
		if ((view_gap(view, i) & ~(unsigned)(GAP_BLANK | GAP_HYPHEN | GAP_OTHER)) != 0)
			return 0;
		if (i > at + 1 && VIEW_IS_ONE_OF(view, i, streets))
			return i + 1 - at;
	}
	return 0;
}

/* "Clark Street". */
static bool is_street(const struct stretch *stretch, const struct mention *mention)
{
	size_t next = mention->last;
	const struct view *view = stretch->view;

	return next < stretch->last && view_gap(view, next) == GAP_BLANK &&
		view->words.items[next].is_upper && !view_is(view, next, "st") &&
		VIEW_IS_ONE_OF(view, next, streets);
}

/* Whether the case of the word lets it be a name here. */
static bool has_case(const struct stretch *stretch, const struct word *word)
{
	if (word->number >= 0)
		return false;
	return word->is_upper || stretch->in == PLACES_IN_VALUE ||
		(stretch->in == PLACES_IN_CELL && stretch->last - stretch->first <= CELL_WORDS);
}

/* Says what kind of a name the single word of a mention is; false where it is none. */
static bool judge_word(const struct stretch *stretch, struct mention *mention)
{
	const struct view *view = stretch->view;
	const struct word *word = &view->words.items[mention->first];
	enum place_kind kind = mention->options[0].kind;
	bool is_lone_code = VIEW_IS_ONE_OF(view, mention->first, lone_codes);
	bool is_short = word->len <= 3 && !word->is_caps;

	mention->is_weak = VIEW_IS_ONE_OF(view, mention->first, never_alone) ||
		(is_short && !is_lone_code);
	mention->is_code = word->len <= 3 && (word->is_caps || stretch->in == PLACES_IN_VALUE) &&
		!is_lone_code && (kind == PLACE_REGION || kind == PLACE_COUNTRY);
	return !is_short || (stretch->in == PLACES_IN_VALUE &&
			     (is_lone_code || (word->is_upper && word->len == 3)));
}

static bool mention_at(const struct stretch *stretch, size_t at, struct mention *mention)
{
	const struct view *view = stretch->view;
	const struct word *word = &view->words.items[at];
	const struct word *end;
	size_t found;
	size_t len;

	if (!has_case(stretch, word) || is_pronoun(view, at))
		return false;
	len = gazetteer_match(stretch->vocabulary->gazetteer, view->folded.text, view->folded.len,
			      word->at, mention->options, MENTION_OPTIONS, &found);
	if (len == 0 || found == 0)
		return false;
	mention->count = found < MENTION_OPTIONS ? found : MENTION_OPTIONS;
	mention->first = at;
	mention->last = at + 1;
	while (mention->last < stretch->last &&
	       view->words.items[mention->last].at < word->at + len)
		mention->last++;
	end = &view->words.items[mention->last - 1];
	mention->is_code = mention->is_weak = false;
	if (end->at + end->len > word->at + len || is_street(stretch, mention))
		return false;
	/* In a header's cell a small letter begins names of several words: "sf bay area". */
	if (stretch->in == PLACES_IN_CELL && !word->is_upper)
		return mention->last > at + 1 && mention->options[0].kind != PLACE_COUNTRY;
	return mention->last > at + 1 || judge_word(stretch, mention);
}

static void find_mentions(const struct stretch *stretch, struct mentions *mentions)
{
	const struct word *words = stretch->view->words.items;
	size_t missed = 0;
	size_t skipped;

	for (size_t i = stretch->first;
	     i < stretch->last && missed <= stretch->reach && mentions->count < MENTIONS_MAX;) {
		struct mention mention;

		skipped = words[i].number >= 0 ? address_words(stretch, i) : 0;
		if (skipped > 0) {
			i += skipped;
			continue;
		}
		if (mention_at(stretch, i, &mention)) {
			*VEC_PUSH(mentions) = mention;
			i = mention.last;
			missed = 0;
		} else {
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

/* "SEA" is Seattle beside other places of the United States, else South-East Asia. */
static bool is_sea(const struct view *view, const struct mentions *mentions, size_t at)
{
	const struct mention *mention = &mentions->items[at];
	const struct word *word = &view->words.items[mention->first];

	if (mention->last != mention->first + 1 || !word->is_caps ||
	    !view_is(view, mention->first, "sea"))
		return false;
	for (size_t i = 0; i < mentions->count; i++)
		if (i != at && strcmp(mentions->items[i].options[0].country, "US") == 0)
			return false;
	return true;
}

/* Adds what a mention means of KIND, if anything. */
static bool take_kind(const struct view *view, const struct mention *mention, enum place_kind kind,
		      struct found_places *out)
{
	for (size_t i = 0; i < mention->count; i++)
		if (mention->options[i].kind == kind) {
			*VEC_PUSH(out) = (struct found_place){ .place = mention->options[i],
				.first = mention->first, .last = mention->last,
				.start = view_start(view, mention->first),
				.end = view_end(view, mention->last) };
			return true;
		}
	return false;
}

static bool is_us_state(const struct mention *mention)
{
	for (size_t i = 0; i < mention->count; i++)
		if (mention->options[i].kind == PLACE_REGION &&
		    strcmp(mention->options[i].country, "US") == 0)
			return true;
	return false;
}

/* Whether the code at AT is one of a row of states: "CO, FL, GA". */
static bool is_in_row(const struct mentions *mentions, size_t at)
{
	size_t from = at;
	size_t to = at + 1;

	while (from > 0 && at - from < CODES_FEWEST && mentions->items[from - 1].is_code &&
	       mentions->items[from - 1].last == mentions->items[from].first &&
	       is_us_state(&mentions->items[from - 1]))
		from--;
	while (to < mentions->count && to - at < CODES_FEWEST && mentions->items[to].is_code &&
	       mentions->items[to].first == mentions->items[to - 1].last &&
	       is_us_state(&mentions->items[to]))
		to++;
	return to - from >= CODES_FEWEST && is_us_state(&mentions->items[at]);
}

/* "KY, LA, MD": beside the code of a state it is Louisiana. */
static bool is_louisiana(const struct view *view, const struct mentions *mentions, size_t at)
{
	const struct mention *mention = &mentions->items[at];
	bool is_after = at > 0 && mention[-1].is_code && mention[-1].last == mention->first &&
		is_us_state(&mention[-1]);
	bool is_before = at + 1 < mentions->count && mention[1].is_code &&
		mention[1].first == mention->last && is_us_state(&mention[1]);

	return (is_after || is_before) && mention->last == mention->first + 1 &&
		view_is(view, mention->first, "la");
}

/* A code that stands alone: a state in a row of them, or beside "Location" ("Remote - TX"). */
static void take_code(const struct stretch *stretch, const struct mentions *mentions, size_t at,
		      struct found_places *out)
{
	const struct mention *mention = &mentions->items[at];

	if (is_in_row(mentions, at))
		take_kind(stretch->view, mention, PLACE_REGION, out);
	else if (stretch->in == PLACES_IN_VALUE &&
		 (mentions->count == 1 || is_us_state(mention)) &&
		 !VIEW_IS_ONE_OF(stretch->view, mention->first, word_codes) &&
		 !take_kind(stretch->view, mention, PLACE_REGION, out))
		take_kind(stretch->view, mention, PLACE_COUNTRY, out);
}

/* Whether a name that is an ordinary word may stand for a city here: as all of a value. */
static bool is_whole_value(const struct stretch *stretch, const struct mention *mention)
{
	return stretch->in == PLACES_IN_VALUE && mention->first == stretch->first &&
		mention->last == stretch->last && mention->options[0].kind == PLACE_CITY &&
		(mention->options[0].population >= LONE_POPULATION ||
		 stretch->view->words.items[mention->first].len == 3);
}

static void join_mentions(const struct stretch *stretch, const struct mentions *mentions,
			  struct found_places *out)
{
	const struct view *view = stretch->view;
	struct mention_text text = {
		.gazetteer = stretch->vocabulary->gazetteer, .view = view,
		.mentions = mentions->items, .count = mentions->count, .from = stretch->first,
		.in = stretch->in,
	};
	size_t used;

	for (size_t i = 0; i < mentions->count; i += used) {
		const struct mention *head = &mentions->items[i];
		struct found_place found;

		used = mention_join(&text, i, &found);
		text.from = found.last;
		if (used == 2 && are_two_countries(view, head)) {
			take_kind(view, head, PLACE_COUNTRY, out);
			take_kind(view, head + 1, PLACE_COUNTRY, out);
		} else if (used == 1 && is_sea(view, mentions, i)) {
			take_kind(view, head, PLACE_AREA, out);
		} else if (used == 1 && is_louisiana(view, mentions, i)) {
			take_kind(view, head, PLACE_REGION, out);
		} else if (used > 1 || found.first < head->first ||
			   (!head->is_code && !head->is_weak) || is_whole_value(stretch, head)) {
			*VEC_PUSH(out) = found;
		} else if (head->is_code) {
			take_code(stretch, mentions, i, out);
		}
	}
}

/* "Remote (except Ohio)": where a word before the place, in the same clause, takes it away. */
static bool is_excepted(const struct view *view, size_t first, const struct found_place *found)
{
	size_t from = view_back(view, found->first, GAP_SENTENCE | GAP_OPEN | GAP_CLOSE);

	return view_has(view, LEXICON_PLACE, PLACE_WORD_EXCEPT, from > first ? from : first,
			found->first);
}

static void drop_excepted(const struct stretch *stretch, struct found_places *out, size_t from)
{
	size_t kept = from;

	for (size_t i = from; i < out->count; i++)
		if (!is_excepted(stretch->view, stretch->first, &out->items[i]))
			out->items[kept++] = out->items[i];
	out->count = kept;
}

static void parse(const struct stretch *stretch, struct found_places *out)
{
	struct mentions mentions = { .count = 0 };
	size_t from = out->count;

	find_mentions(stretch, &mentions);
	join_mentions(stretch, &mentions, out);
	for (size_t i = from, at = 0; i < out->count; i++) {
		while (at < mentions.count && mentions.items[at].first < out->items[i].first)
			at++;
		if (at < mentions.count)
			mention_settle(out, from, i, &mentions.items[at]);
	}
	drop_excepted(stretch, out, from);
	VEC_RELEASE(&mentions);
}

void places_parse(const struct vocabulary *vocabulary, const struct view *view, size_t first,
		  size_t last, size_t reach, struct found_places *out)
{
	struct stretch stretch = { .vocabulary = vocabulary, .view = view, .first = first,
		.last = last, .reach = reach,
		.in = reach >= VIEW_REACH ? PLACES_IN_CELL : PLACES_IN_PROSE };

	parse(&stretch, out);
}

void places_parse_value(const struct vocabulary *vocabulary, const struct view *view, size_t first,
			size_t last, struct found_places *out)
{
	struct stretch stretch = { .vocabulary = vocabulary, .view = view, .first = first,
		.last = last, .reach = VIEW_REACH, .in = PLACES_IN_VALUE };

	parse(&stretch, out);
}

size_t places_words(const struct found_places *places, size_t first, size_t last)
{
	size_t count = 0;

	for (size_t i = 0; i < places->count; i++)
		if (places->items[i].first >= first && places->items[i].last <= last)
			count += places->items[i].last - places->items[i].first;
	return count;
}

/* How many of the words [FIRST, LAST) belong to hits of the group. */
static size_t hit_words(const struct view *view, enum lexicon_group group, size_t first,
			size_t last)
{
	const struct hits *hits = &view->hits[group];
	size_t count = 0;

	for (size_t i = view_hit_from(view, group, first);
	     i < hits->count && hits->items[i].last <= last; i++)
		count += hits->items[i].last - hits->items[i].first;
	return count;
}

bool places_fill(const struct view *view, const struct found_places *places, size_t first,
		 size_t last)
{
	static const char *const links[] = { "in", "or", "and", "at", "near", "the", "of", "based",
		"only", "preferred" };
	size_t count = last - first;
	size_t said = places_words(places, first, last);

	if (said == 0 || count > 30)
		return false;
	said += hit_words(view, LEXICON_WORKPLACE, first, last) +
		hit_words(view, LEXICON_EMPLOYMENT, first, last);
	for (size_t i = first; i < last; i++)
		said += VIEW_IS_ONE_OF(view, i, links) ? 1 : 0;
	return said * 2 >= count;
}
