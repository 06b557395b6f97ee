/*
 * Remote, hybrid or on site: by the surest place that says it. What two places say differently is
 * flagged, with the evidence of both.
 */
#include "config.h"

#include "extract/workplace_int.h"

#include <string.h>

#define TOP_LINES 8
#define TOP_LINE_WORDS 20
#define SHORT_LINE_WORDS 8
#define SENTENCE_WORDS 25
#define EVIDENCE_MAX 6

/* How surely a place of the text speaks. */
enum tier { TIER_LABEL, TIER_HEADER, TIER_ROLE, TIER_PROSE, TIER_MAYBE, TIER_COUNT };

static const char *const tier_rules[TIER_COUNT] = {
	"beside a label", "in the header", "said of the role", "the text says so",
	"the text mentions it",
};

/* Words of a sentence that make it speak of the role, and such as take that back. */
static const char *const role_words[] = { "role", "roles", "position", "positions", "job", "you",
	"your", "youll", "youre", "candidate", "candidates", "opportunity", "internship",
	"contract", "location", "schedule", "hire", "applicants" };
static const char *const hedges[] = { "unless", "some", "certain", "most", "many", "if",
	"otherwise", "prior", "whether" };
/* "From in-office to fully remote, depending on the role" says nothing of this one. */
static const char *const evasions[] = { "depending", "depends", "varies", "vary" };

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

/* "2 days in office per month": visits, no hybrid week. */
static bool is_visit(const struct view *view, const struct hit *hit)
{
	static const char *const rare[] = { "month", "monthly", "quarter", "quarterly", "year",
		"yearly", "annually" };

	if (hit->value % 3 == WORKPLACE_REMOTE)
		return false;
	for (size_t i = hit->last; i < hit->last + 3; i++)
		if (view_gap(view, i) == GAP_LINE)
			return false;
		else if (VIEW_IS_ONE_OF(view, i, rare))
			return true;
	return false;
}

/* Notes what words [FIRST, LAST) say, where even the bare word counts. */
static void say_range(const struct view *view, size_t first, size_t last, struct said *said)
{
	const struct hits *hits = &view->hits[LEXICON_WORKPLACE];

	for (size_t i = view_hit_from(view, LEXICON_WORKPLACE, first);
	     i < hits->count && hits->items[i].last <= last; i++)
		if (hits->items[i].value != WORKPLACE_WORD_NEUTRAL &&
		    !is_visit(view, &hits->items[i]))
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
	reading_view(reading, &view, stated);
	say_range(&view, 0, view.words.count, &said);
	/* Of a text it says nothing: meetings are in person too. */
	if (said.kinds == 0 && view_is(&view, 0, "in") && view_is(&view, 1, "person"))
		said.kinds = 1u << WORKPLACE_ONSITE;
	reading_view_end(reading, &view);
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
		reading_view(reading, &view, fact->text);
		say_range(&view, 0, view.words.count, &said);
		reading_view_end(reading, &view);
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
		bool is_first = i == 0 && line->last - line->first <= TOP_LINE_WORDS &&
			view_ahead(&reading->view, line->first, GAP_SENTENCE) >= line->last &&
			!view_is(&reading->view, line->first, "whether");

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

/* "Solve problems on site with clients" is a duty; "onsite" says where one works in a short line,
 * or after the likes of "be", "work" and "fully". */
static bool is_duty(const struct reading *reading, const struct hit *hit)
{
	static const char *const before[] = { "be", "is", "are", "work", "working", "works",
		"fully", "week", "weekly", "days", "role", "position", "full", "time", "currently",
		"located", "based", "report", "expected", "required", "mostly", "primarily", "or" };
	static const char *const loose[] = { "on", "onsite" };
	const struct line *line = outline_line_at(&reading->outline, hit->first);

	if (hit->value != WORKPLACE_WORD_MAYBE_ONSITE ||
	    !VIEW_IS_ONE_OF(&reading->view, hit->first, loose))
		return false;
	return line != NULL && line->last - line->first > SHORT_LINE_WORDS &&
		(hit->first == line->first ||
		 !VIEW_IS_ONE_OF(&reading->view, hit->first - 1, before));
}

/* "A flexible approach with remote, hybrid or office schedules" among the benefits: what there is,
 * not what this job has. */
static bool is_option(const struct reading *reading, const struct hit *hit)
{
	static const char *const kinds[] = { "remote", "onsite", "office", "remotely", "site" };
	const struct view *view = &reading->view;

	return hit->value == WORKPLACE_WORD_MAYBE_HYBRID && hit->last == hit->first + 1 &&
		(view_gap(view, hit->first) & GAP_COMMA) != 0 && hit->first > 0 &&
		VIEW_IS_ONE_OF(view, hit->first - 1, kinds) &&
		reading_is_aside(reading, hit->first);
}

/* How surely the sentence of a hit speaks of this job: of the role, of the company, or with an
 * "unless" in it; TIER_COUNT where it says nothing. */
static enum tier sentence_tier(const struct view *view, const struct hit *hit)
{
	size_t from = view_back(view, hit->first, GAP_SENTENCE);
	size_t to = view_ahead(view, hit->last - 1, GAP_SENTENCE);
	enum tier tier = TIER_PROSE;
	bool hedged = false;

	if (hit->first - from > SENTENCE_WORDS)
		from = hit->first - SENTENCE_WORDS;
	if (to - hit->last > SENTENCE_WORDS)
		to = hit->last + SENTENCE_WORDS;
	for (size_t i = from; i < to; i++) {
		if (i >= hit->first && i < hit->last && !VIEW_IS_ONE_OF(view, i, role_words))
			continue;
		if (VIEW_IS_ONE_OF(view, i, evasions))
			return TIER_COUNT;
		if (VIEW_IS_ONE_OF(view, i, hedges))
			hedged = true;
		if (VIEW_IS_ONE_OF(view, i, role_words))
			tier = TIER_ROLE;
	}
	return hedged ? TIER_MAYBE : tier;
}

static void say_prose(const struct reading *reading, struct said said[TIER_COUNT])
{
	const struct hits *hits = &reading->view.hits[LEXICON_WORKPLACE];

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];
		enum tier tier;

		if (hit->value > WORKPLACE_WORD_MAYBE_ONSITE || is_visit(&reading->view, hit))
			continue;
		tier = sentence_tier(&reading->view, hit);
		if (tier == TIER_COUNT)
			continue;
		if (hit->value <= WORKPLACE_WORD_ONSITE)
			say(&said[tier], hit, (unsigned)hit->value);
		else if (!is_perk(reading, hit) && !is_duty(reading, hit) &&
			 !is_option(reading, hit))
			say(&said[TIER_MAYBE], hit, (unsigned)hit->value % 3);
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
	return top >= TIER_ROLE && top <= TIER_PROSE && (kinds & (kinds - 1)) != 0;
}

/* Takes what the surest tier says; flags what the others say against it. */
static void take_said(struct reading *reading, const struct said said[TIER_COUNT])
{
	int top = 0;

	while (top < TIER_COUNT && said[top].kinds == 0)
		top++;
	if (top == TIER_COUNT)
		return;
	reading->posting->workplace = choose(&said[top]);
	note(reading, &said[top], (enum tier)top);
	if (!is_conflict(said, (enum tier)top))
		return;
	reading_conflict(reading, FIELD_WORKPLACE);
	for (int i = top + 1; i <= TIER_PROSE; i++)
		note(reading, &said[i], (enum tier)i);
}

/* Flags a text that surely says another thing than the source does. */
static void check_stated(struct reading *reading, const struct said said[TIER_COUNT])
{
	unsigned stated = 1u << reading->posting->workplace;

	for (int i = 0; i <= TIER_ROLE; i++) {
		if (said[i].kinds == 0)
			continue;
		if ((said[i].kinds & stated) == 0) {
			reading_conflict(reading, FIELD_WORKPLACE);
			note(reading, &said[i], (enum tier)i);
		}
		return;
	}
}

void workplace_extract(struct reading *reading)
{
	struct said said[TIER_COUNT] = { { .kinds = 0 } };
	bool is_stated = from_stated(reading) || from_stated_places(reading);

	say_labels(reading, &said[TIER_LABEL]);
	say_header(reading, &said[TIER_HEADER]);
	say_prose(reading, said);
	if (is_stated)
		check_stated(reading, said);
	else
		take_said(reading, said);
	office_days_extract(reading);
}
