/* Seniority: from the title, a label, "this is a senior role", or what the source states; years
 * of experience say nothing of it. */
#include "config.h"

#include "extract/reading_int.h"

#include <stdlib.h>
#include <string.h>

#include "util/alloc.h"

#define NEUTRAL (SENIORITY_EXECUTIVE + 1)
#define ROLE_WORDS 6
#define SUBJECT_WORDS 12
#define NAME_WORDS 5
#define VAGUE_WORDS 3
#define BESIDE_INTERNSHIP (1u << EMPLOYMENT_PART_TIME | 1u << EMPLOYMENT_TEMPORARY)

/* Which of two words that stand together counts: "Senior Staff Engineer" is staff. */
static const int rank[] = {
	[SENIORITY_INTERN] = 9, [SENIORITY_JUNIOR] = 1, [SENIORITY_MID] = 0,
	[SENIORITY_SENIOR] = 2, [SENIORITY_STAFF] = 4, [SENIORITY_PRINCIPAL] = 5,
	[SENIORITY_LEAD] = 3, [SENIORITY_MANAGER] = 6, [SENIORITY_DIRECTOR] = 7,
	[SENIORITY_EXECUTIVE] = 8,
};

/* Of a list ("Senior, Staff, Principal") the first counts, of words in a row the highest. */
static int parse(const struct view *view, size_t first, size_t last)
{
	const struct hits *hits = &view->hits[LEXICON_SENIORITY];
	int best = -1;

	for (size_t i = view_hit_from(view, LEXICON_SENIORITY, first);
	     i < hits->count && hits->items[i].last <= last; i++) {
		const struct hit *hit = &hits->items[i];

		if (hit->value == NEUTRAL)
			continue;
		if (best >= 0 && ((view_gap(view, hit->first) & (GAP_COMMA | GAP_SLASH | GAP_BAR |
								 GAP_OPEN | GAP_DASH)) != 0 ||
				  view_is(view, hit->first - 1, "to") ||
				  view_is(view, hit->first - 1, "or")))
			break;
		if (best < 0 || rank[hit->value] > rank[best])
			best = hit->value;
	}
	return best;
}

/* Words that name a level where nothing but levels is named. */
static const struct { const char *word; enum seniority seniority; } bare_words[] = {
	{ "executive", SENIORITY_EXECUTIVE }, { "management", SENIORITY_MANAGER },
	{ "advanced", SENIORITY_SENIOR }, { "expert", SENIORITY_SENIOR },
	{ "beginner", SENIORITY_JUNIOR }, { "entry", SENIORITY_JUNIOR },
	{ "fresher", SENIORITY_JUNIOR }, { "middle", SENIORITY_MID },
	{ "geschaftsleitung", SENIORITY_EXECUTIVE }, { "geschaftsfuhrung", SENIORITY_EXECUTIVE },
};

/* The level that words [FIRST, LAST) of a label's value, or of what the source states, name. */
static int parse_level(const struct view *view, size_t first, size_t last)
{
	int found = parse(view, first, last);

	for (size_t i = 0; found < 0 && i < sizeof bare_words / sizeof bare_words[0]; i++)
		if (first < last && view_is(view, first, bare_words[i].word))
			found = (int)bare_words[i].seniority;
	return found;
}

static int parse_stated(const struct reading *reading)
{
	const char *stated = raw_posting_stated(reading->raw, FIELD_SENIORITY);
	struct view view;
	int found;

	if (stated == NULL)
		return -1;
	reading_view(reading, &view, stated);
	found = parse_level(&view, 0, view.words.count);
	reading_view_end(reading, &view);
	return found;
}

/* "Professional / experienced": the source says no more than that one is no beginner, and a title
 * says it better. */
static bool states_experience(const struct reading *reading)
{
	static const char *const words[] = { "experienced", "professional", "berufserfahren",
		"berufserfahrene" };
	const char *stated = raw_posting_stated(reading->raw, FIELD_SENIORITY);
	bool is_so = false;
	struct view view;

	if (stated == NULL)
		return false;
	reading_view(reading, &view, stated);
	for (size_t i = 0; i < view.words.count && view.words.count <= VAGUE_WORDS; i++)
		is_so = is_so || VIEW_IS_ONE_OF(&view, i, words);
	reading_view_end(reading, &view);
	return is_so;
}

static int parse_text(const struct reading *reading, const char *text)
{
	struct view view;
	int found;

	if (text == NULL)
		return -1;
	reading_view(reading, &view, text);
	found = parse(&view, 0, view.words.count);
	reading_view_end(reading, &view);
	return found;
}

static bool from_labels(struct reading *reading)
{
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];
		int found = pair->label == LABEL_SENIORITY ?
			parse_level(&reading->view, pair->first, pair->last) : -1;

		if (found < 0)
			continue;
		reading->posting->seniority = (enum seniority)found;
		reading_note(reading, FIELD_SENIORITY, pair->start, pair->end, "beside a label");
		return true;
	}
	return false;
}

/* Whether "This is a" stands before a word for seniority and "role" or "position" behind. */
static bool is_of_role(const struct view *view, const struct hit *hit)
{
	size_t next = hit->last + (view_is(view, hit->last, "level") ? 1 : 0);

	return hit->first >= 2 && hit->value != SENIORITY_STAFF &&
		(view_is(view, hit->first - 1, "a") || view_is(view, hit->first - 1, "an")) &&
		view_is(view, hit->first - 2, "is") &&
		(view_is(view, next, "role") || view_is(view, next, "position"));
}

/* The words "looking for a" or "as a" right before word AT, but for "talented" and the like; NULL
 * for none. */
static const struct hit *lead_before(const struct view *view, size_t at)
{
	const struct hits *hits = &view->hits[LEXICON_TITLE];

	for (size_t i = view_hit_from(view, LEXICON_TITLE, at); i > 0; i--) {
		const struct hit *hit = &hits->items[i - 1];

		if (hit->last < at)
			break;
		if (hit->last > at || (view_gap(view, at) & GAP_CLAUSE) != 0)
			continue;
		if (hit->value == TITLE_WORD_BEFORE || hit->value == TITLE_WORD_AS ||
		    hit->value == TITLE_WORD_HIRING)
			return hit;
		if (hit->value == TITLE_WORD_FLUFF)
			at = hit->first;
	}
	return NULL;
}

/* "as a senior engineer" may be what somebody was; at the head of a sentence it is the job. */
static bool is_past(const struct view *view, const struct hit *lead)
{
	static const char *const heads[] = { "as", "work", "working", "being", "become" };

	if (lead->first > 0 && view_is(view, lead->first - 1, "your"))
		return false;            /* "your work as a" */
	return VIEW_IS_ONE_OF(view, lead->first, heads) &&
		(view_gap(view, lead->first) & GAP_SENTENCE) == 0;
}

/* "The Director of Tea will": what a text that names no title is about. */
static bool is_subject(const struct reading *reading, const struct hit *hit)
{
	const struct view *view = &reading->view;
	size_t to = view_ahead(view, hit->first, GAP_SENTENCE);

	if (hit->first == 0 || !view_is(view, hit->first - 1, "the"))
		return false;
	if (hit->first > 1 && view_is(view, hit->first - 2, "about"))
		return true;             /* "About the Senior Potter Role" */
	if ((view_gap(view, hit->first - 1) & (GAP_SENTENCE | GAP_COLON)) == 0)
		return false;
	if (to > hit->last + SUBJECT_WORDS)
		to = hit->last + SUBJECT_WORDS;
	return view_has(view, LEXICON_TITLE, TITLE_WORD_AFTER, hit->last + 1, to);
}

/* The word at which the name of a role begins that ends with HIT: of "a Tea Blending Intern" the
 * "Tea". */
static size_t name_start(const struct view *view, const struct hit *hit)
{
	size_t at = hit->first;

	if (hit->value != SENIORITY_INTERN && hit->value != SENIORITY_LEAD &&
	    hit->value != SENIORITY_MANAGER && hit->value != SENIORITY_DIRECTOR)
		return at;
	while (at > 1 && hit->first - at < NAME_WORDS && view->words.items[at - 1].is_upper &&
	       view->words.items[at].is_upper &&
	       (view_gap(view, at) & (GAP_CLAUSE | GAP_COMMA)) == 0)
		at--;
	return at;
}

/* Whether "looking for a", or "as a" at the head of a sentence, stands before a word for seniority,
 * and behind it the name of a role: that of the title, where there is one. */
static bool is_sought(const struct reading *reading, const struct hit *hit, const char *role)
{
	const struct view *view = &reading->view;
	size_t start = role == NULL ? name_start(view, hit) : hit->first;
	const struct hit *lead = lead_before(view, start);
	size_t to = view_ahead(view, hit->last - 1, GAP_CLAUSE | GAP_COMMA);

	if (role == NULL && is_subject(reading, hit))
		return true;
	if (role != NULL && hit->value >= SENIORITY_MANAGER)
		return false;
	if (lead == NULL || is_past(view, lead) ||
	    reading_kind(reading, hit->first) == SECTION_REQUIREMENTS ||
	    reading_kind(reading, hit->first) == SECTION_PREFERRED)
		return false;
	if (view_is(view, hit->first, "entry") || view_is(view, hit->first, "member") ||
	    start < hit->first)
		return true;             /* "looking for entry-level people" */
	if (role == NULL && view->words.items[hit->first].is_upper && hit->last < to &&
	    view->words.items[hit->last].is_upper)
		return true;             /* "hiring a Senior Tea Taster" */
	if (to > hit->last + ROLE_WORDS)
		to = hit->last + ROLE_WORDS;
	for (size_t i = hit->first; i < to && role != NULL; i++)
		if (view_is(view, i, role))
			return true;
	return role == NULL && (hit->value == SENIORITY_DIRECTOR ||
				hit->value == SENIORITY_EXECUTIVE ||
				view_has(view, LEXICON_TITLE, TITLE_WORD_ROLE, hit->first, to));
}

/* The last word of the title that names a role, folded; NULL without a title. */
static char *role_of_title(const struct reading *reading)
{
	const struct hit *role = NULL;
	char *word = NULL;
	struct view view;

	if (reading->posting->title == NULL)
		return NULL;
	reading_view(reading, &view, reading->posting->title);
	for (size_t i = 0; i < view.hits[LEXICON_TITLE].count; i++)
		if (view.hits[LEXICON_TITLE].items[i].value == TITLE_WORD_ROLE)
			role = &view.hits[LEXICON_TITLE].items[i];
	if (role != NULL) {
		const struct word *last = &view.words.items[role->last - 1];

		word = xstrndup(view.folded.text + last->at, last->len);
	}
	reading_view_end(reading, &view);
	return word;
}

static bool from_prose(struct reading *reading)
{
	const struct hits *hits = &reading->view.hits[LEXICON_SENIORITY];
	char *role = role_of_title(reading);
	bool is_found = false;

	for (size_t i = 0; i < hits->count && !is_found; i++) {
		const struct hit *hit = &hits->items[i];
		int found;

		if (hit->value == NEUTRAL || reading_is_aside(reading, hit->first) ||
		    (!is_of_role(&reading->view, hit) && !is_sought(reading, hit, role)))
			continue;
		found = parse(&reading->view, hit->first,
			      view_ahead(&reading->view, hit->last - 1, GAP_CLAUSE | GAP_COMMA));
		reading->posting->seniority = (enum seniority)(found < 0 ? hit->value : found);
		reading_note_words(reading, FIELD_SENIORITY, hit->first, hit->last,
				   "the text says so");
		is_found = true;
	}
	free(role);
	return is_found;
}

/* The evidence of a title's words is the title's. */
static void note_title(struct reading *reading)
{
	const struct posting *posting = reading->posting;

	for (size_t i = 0; i < posting->evidence.count; i++) {
		struct evidence evidence = posting->evidence.items[i];

		if (evidence.field != FIELD_TITLE)
			continue;
		posting_add_evidence(reading->posting, FIELD_SENIORITY, evidence.start,
				     evidence.end, "in the title");
		return;
	}
}

/* Levels that one job may have at once: a source's "mid-senior" and a title's "Staff". */
static int class_of(int seniority)
{
	return seniority <= SENIORITY_JUNIOR ? seniority : SENIORITY_SENIOR;
}

/* A title whose level is another than the one that the source states. */
static void compare(struct reading *reading)
{
	int titled = parse_text(reading, reading->posting->title);

	if (titled < 0 || class_of(titled) == class_of((int)reading->posting->seniority))
		return;
	note_title(reading);
	reading_conflict(reading, FIELD_SENIORITY);
}

void seniority_extract(struct reading *reading)
{
	struct posting *posting = reading->posting;
	bool is_internship = (posting->employment & ~BESIDE_INTERNSHIP) ==
		1u << EMPLOYMENT_INTERNSHIP;
	int found = parse_stated(reading);

	if (found >= 0) {
		posting->seniority = (enum seniority)found;
		reading_note_stated(reading, FIELD_SENIORITY);
		compare(reading);
		return;
	}
	found = parse_text(reading, posting->title);
	if (found >= 0 && (found != SENIORITY_JUNIOR || !is_internship)) {
		posting->seniority = (enum seniority)found;
		note_title(reading);
		return;
	}
	if (is_internship) {
		posting->seniority = SENIORITY_INTERN;
	} else if (states_experience(reading)) {
		posting->seniority = SENIORITY_MID;
		reading_note_stated(reading, FIELD_SENIORITY);
	} else if (!from_labels(reading)) {
		from_prose(reading);
	}
}
