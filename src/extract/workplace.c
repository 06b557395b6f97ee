/*
 * Remote, hybrid or on site: by the surest place that says it. What two places say differently is
 * flagged, with the evidence of both.
 */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

#define TOP_LINES 8
#define TOP_LINE_WORDS 20
#define EVIDENCE_MAX 6

/* How surely a place of the text speaks. */
enum tier { TIER_LABEL, TIER_HEADER, TIER_PROSE, TIER_MAYBE, TIER_COUNT };

static const char *const tier_rules[TIER_COUNT] = {
	"beside a label", "in the header", "the text says so", "the text mentions it",
};

struct said { unsigned kinds; size_t count; struct { size_t first, last; unsigned kind; }
	at[EVIDENCE_MAX]; };

static void say(struct said *said, const struct hit *hit, unsigned kind)
{
	said->kinds |= 1u << kind;
	for (size_t i = 0; i < said->count; i++)
		if (said->at[i].first == hit->first)
			return;
	if (said->count == EVIDENCE_MAX)
		return;
	said->at[said->count].first = hit->first;
	said->at[said->count].last = hit->last;
	said->at[said->count++].kind = kind;
}

/* Notes what words [FIRST, LAST) say, where even the bare word counts. */
static void say_range(const struct view *view, size_t first, size_t last, struct said *said)
{
	const struct hits *hits = &view->hits[LEXICON_WORKPLACE];

	for (size_t i = view_hit_from(view, LEXICON_WORKPLACE, first);
	     i < hits->count && hits->items[i].last <= last; i++)
		if (hits->items[i].value != WORKPLACE_WORD_NEUTRAL)
			say(said, &hits->items[i], (unsigned)hits->items[i].value % 3);
}

static enum workplace choose(const struct said *said)
{
	if (said->kinds & 1u << WORKPLACE_HYBRID)
		return WORKPLACE_HYBRID;
	if (said->kinds & 1u << WORKPLACE_REMOTE)
		return WORKPLACE_REMOTE;
	return said->kinds & 1u << WORKPLACE_ONSITE ? WORKPLACE_ONSITE : WORKPLACE_UNKNOWN;
}

static bool from_stated(struct reading *reading)
{
	const char *stated = raw_posting_stated(reading->raw, FIELD_WORKPLACE);
	struct said said = { .kinds = 0 };
	struct view view;

	if (stated == NULL)
		return false;
	view_init(&view, reading->lexicon, stated, strlen(stated));
	say_range(&view, 0, view.words.count, &said);
	view_release(&view);
	reading->posting->workplace = choose(&said);
	if (said.kinds != 0)
		reading_note_stated(reading, FIELD_WORKPLACE);
	return said.kinds != 0;
}

/* A place that is stated as "Remote" or "Berlin (Hybrid)". */
static bool from_stated_places(struct reading *reading)
{
	struct said said = { .kinds = 0 };

	for (size_t i = 0; i < reading->raw->facts.count; i++) {
		const struct raw_fact *fact = &reading->raw->facts.items[i];
		struct view view;

		if (fact->field != FIELD_LOCATION && fact->field != FIELD_TITLE)
			continue;
		view_init(&view, reading->lexicon, fact->text, strlen(fact->text));
		say_range(&view, 0, view.words.count, &said);
		view_release(&view);
	}
	reading->posting->workplace = choose(&said);
	if (said.kinds != 0)
		reading_note_stated(reading, FIELD_WORKPLACE);
	return said.kinds != 0;
}

static void say_labels(const struct reading *reading, struct said *said)
{
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];

		if (pair->label == LABEL_WORKPLACE || pair->label == LABEL_LOCATION ||
		    (pair->label == LABEL_EMPLOYMENT && pair->last - pair->first <= 6))
			say_range(&reading->view, pair->first, pair->last, said);
	}
}

static void say_header(const struct reading *reading, struct said *said)
{
	const struct outline *outline = &reading->outline;

	for (size_t i = 0; i < outline->cells.count; i++)
		if (outline->cells.items[i].last - outline->cells.items[i].first <= TOP_LINE_WORDS)
			say_range(&reading->view, outline->cells.items[i].first,
				  outline->cells.items[i].last, said);
	for (size_t i = 0; i < outline->lines.count && i < TOP_LINES; i++) {
		const struct line *line = &outline->lines.items[i];
		bool is_first = i == 0 && line->last - line->first <= TOP_LINE_WORDS;

		if (is_first || line->last - line->first <= 4)
			say_range(&reading->view, line->first, line->last, said);
	}
}

/* "Lunch in-office" and "an onsite gym" among the benefits say nothing of where one works. */
static bool is_perk(const struct reading *reading, const struct hit *hit)
{
	return hit->value == WORKPLACE_WORD_MAYBE_ONSITE &&
		reading_kind(reading, hit->first) == SECTION_BENEFITS;
}

static void say_prose(const struct reading *reading, struct said *sure, struct said *maybe)
{
	const struct hits *hits = &reading->view.hits[LEXICON_WORKPLACE];

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];

		if (hit->value <= WORKPLACE_WORD_ONSITE)
			say(sure, hit, (unsigned)hit->value);
		else if (hit->value <= WORKPLACE_WORD_MAYBE_ONSITE && !is_perk(reading, hit))
			say(maybe, hit, (unsigned)(hit->value - WORKPLACE_WORD_MAYBE_REMOTE));
	}
}

static void note(struct reading *reading, const struct said *said, enum tier tier)
{
	for (size_t i = 0; i < said->count; i++)
		reading_note_words(reading, FIELD_WORKPLACE, said->at[i].first, said->at[i].last,
				   tier_rules[tier]);
}

/* Whether two sure places say different things: "Remote" in the header, office days in the text. A
 * header that offers both ("remote or on site") contradicts nothing. */
static bool is_conflict(const struct said said[TIER_COUNT], enum tier top)
{
	unsigned kinds = said[top].kinds;

	for (int i = (int)top + 1; i <= TIER_PROSE; i++)
		if ((said[i].kinds & ~kinds) != 0 && said[i].kinds != 0)
			return true;
	return top == TIER_PROSE && (kinds & (kinds - 1)) != 0;
}

void workplace_extract(struct reading *reading)
{
	struct said said[TIER_COUNT] = { { .kinds = 0 } };
	int top = 0;

	if (from_stated(reading) || from_stated_places(reading))
		return;
	say_labels(reading, &said[TIER_LABEL]);
	say_header(reading, &said[TIER_HEADER]);
	say_prose(reading, &said[TIER_PROSE], &said[TIER_MAYBE]);
	while (top < TIER_COUNT && said[top].kinds == 0)
		top++;
	if (top == TIER_COUNT)
		return;
	reading->posting->workplace = choose(&said[top]);
	note(reading, &said[top], (enum tier)top);
	if (is_conflict(said, (enum tier)top)) {
		reading_conflict(reading, FIELD_WORKPLACE);
		for (int i = top + 1; i <= TIER_PROSE; i++)
			note(reading, &said[i], (enum tier)i);
	}
}
