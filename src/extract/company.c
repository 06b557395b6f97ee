/*
 * The company: stated, beside a label, first in the header; else the name that the sentences of the
 * text give most often to the one who hires ("About Acme", "at Acme", "Acme is looking for").
 */
#include "config.h"

#include "extract/places_int.h"

#include <string.h>

#include "extract/names_int.h"
#include "extract/title_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/vec.h"

#define CANDIDATES_MAX 64
#define VOTES_ENOUGH 3
#define VOTES_TECHNOLOGY 6   /* a name that is also a technology's must be said often */
#define TOP_LINES 3
#define LINE_WORDS_MAX 6
#define OPENING_LINES 20
#define OPENING_WORDS 8
#define ASIDE_WORDS 8        /* "At Acme (an address), we" */

#define VOTES_ABOUT 6
#define VOTES_BEFORE 4
#define VOTES_AFTER 4
#define VOTES_WEAK 2
#define VOTES_OPENING 4
#define VOTES_VERB 1
#define VOTES_VERB_MAX 3

struct candidate { struct name name; int votes; int verbs; bool is_technology; const char *rule; };

struct vote { struct candidate items[CANDIDATES_MAX]; size_t count; };

/* Whether a row of words with capitals is no name: a pronoun, a role, a label. */
static bool is_generic(const struct reading *reading, size_t first, size_t last)
{
	const struct view *view = &reading->view;
	const struct hit *hit = view_find(view, LEXICON_COMPANY, -1, first, last);
	const struct hit *role = view_find(view, LEXICON_TITLE, TITLE_WORD_ROLE, first, last);
	const struct hit *label = view_find(view, LEXICON_LABEL, -1, first, last);

	if (last - first > 1 && view_gap(view, first + 1) == GAP_GLUE)
		return false;            /* a name in one word: "OnePay" */
	if (hit != NULL && hit->first == first && hit->value != COMPANY_WORD_AFTER &&
	    hit->value != COMPANY_WORD_WEAK_AFTER && hit->value != COMPANY_WORD_SUFFIX)
		return true;
	if (role != NULL && role->last == last)
		return true;
	if (label != NULL && label->first == first && label->last == last)
		return true;
	return last - first == 1 && (view->words.items[first].number >= 0 ||
				     view->words.items[first].len < 2);
}

/* Whether the name is a technology's that is hardly an employer's too; many platforms are. */
static bool is_technology(const struct reading *reading, size_t first, size_t last)
{
	const struct view *view = &reading->view;
	size_t start = view_start(view, first);
	const struct technology *technology;

	technology = technologies_find(reading->vocabulary->technologies, view->text + start,
				       view_end(view, last) - start);
	return technology != NULL && technology->kind != TECHNOLOGY_PLATFORM;
}

static bool is_place(const struct reading *reading, const struct name *name)
{
	struct found_places places = { .count = 0 };
	bool is_whole;

	places_parse(reading->vocabulary, &reading->view, name->first, name->last, 0, &places);
	is_whole = places.count > 0 && places.items[0].first == name->first &&
		places.items[places.count - 1].last == name->last;
	VEC_RELEASE(&places);
	return is_whole;
}

static struct candidate *candidate_for(struct reading *reading, struct vote *vote,
				       const struct name *name)
{
	for (size_t i = 0; i < vote->count; i++) {
		struct candidate *at = &vote->items[i];

		if (!name_equal(&reading->view, &at->name, name))
			continue;
		if (reading->view.words.items[at->name.first].is_caps &&
		    !reading->view.words.items[name->first].is_caps)
			at->name = *name; /* capitals do not show how it is written */
		return at;
	}
	if (vote->count == CANDIDATES_MAX || is_generic(reading, name->first, name->last) ||
	    is_place(reading, name))
		return NULL;
	vote->items[vote->count] = (struct candidate){ .name = *name,
		.is_technology = is_technology(reading, name->first, name->last) };
	return &vote->items[vote->count++];
}

/* Whether word AT is PLAIN, its apostrophe left out. */
static bool word_is(const struct view *view, size_t at, const char *plain)
{
	const struct word *word = &view->words.items[at];
	size_t len = 0;

	if (at >= view->words.count)
		return false;
	for (size_t i = 0; i < word->len; i++) {
		char c = view->folded.text[word->at + i];

		if (ascii_is_alnum(c) && c != plain[len++])
			return false;
	}
	return plain[len] == '\0';
}

static void cast(struct reading *reading, struct vote *vote, struct name name, int votes,
		 const char *rule)
{
	const struct view *view = &reading->view;
	struct candidate *candidate;

	if (name.first == name.last || name_end(view, &name) <= view_start(view, name.first))
		return;
	if (name.last - name.first > 1 && view_is(view, name.first, "the"))
		name.first++;
	candidate = candidate_for(reading, vote, &name);
	if (candidate == NULL)
		return;
	if (candidate->rule == NULL || votes > VOTES_WEAK)
		candidate->rule = rule;
	if (votes == VOTES_VERB && candidate->verbs++ >= VOTES_VERB_MAX)
		return;
	candidate->votes += votes;
}

/* "at Acme"; where "we" or "our" follows, it is surely ours: "At Acme, we build". */
static void cast_at(struct reading *reading, struct vote *vote, const struct hit *hit)
{
	static const char *const ours[] = { "we", "our", "were", "weve", "you", "youll", "us" };
	const struct view *view = &reading->view;
	struct name name = name_from(view, hit->last, hit->last + NAME_WORDS_MAX);
	bool is_ours = false;

	if (!view_is(view, hit->first, "at"))
		return;
	for (size_t at = name.last; at < name.last + ASIDE_WORDS && !is_ours &&
	     (view_gap(view, at) & GAP_SENTENCE) == 0; at++)
		for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
			is_ours = is_ours || word_is(view, at, ours[i]);
	cast(reading, vote, name, is_ours ? VOTES_BEFORE : VOTES_WEAK, is_ours ? "at, we" : "at");
}

static void cast_phrases(struct reading *reading, struct vote *vote)
{
	const struct view *view = &reading->view;
	const struct hits *hits = &view->hits[LEXICON_COMPANY];

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];
		const struct line *line = outline_line_at(&reading->outline, hit->first);
		bool is_joined = hit->last < view->words.count &&
			(view_gap(view, hit->last) & ~(unsigned)GAP_BLANK) == 0;
		struct name following = name_from(view, hit->last, hit->last + NAME_WORDS_MAX);
		struct name before = name_before(view, hit->first);

		switch (hit->value) {
		case COMPANY_WORD_BEFORE:
			if (is_joined)
				cast(reading, vote, following, VOTES_BEFORE, "joins");
			break;
		case COMPANY_WORD_WEAK_BEFORE:
			if (is_joined)
				cast_at(reading, vote, hit);
			break;
		case COMPANY_WORD_ABOUT:
			if (is_joined && line != NULL && hit->first == line->first &&
			    line->last - line->first <= 6)
				cast(reading, vote, name_from(view, hit->last, line->last),
				     VOTES_ABOUT, "a heading about it");
			break;
		case COMPANY_WORD_AFTER:
			cast(reading, vote, before, VOTES_AFTER, "is hiring");
			break;
		case COMPANY_WORD_WEAK_AFTER:
			cast(reading, vote, before, VOTES_WEAK, "says what it is");
			break;
		default:
			break;
		}
	}
}

/* Whether words from AT on say what a name does: "builds", "is", or after an aside in commas. */
static bool is_verb(const struct view *view, size_t at)
{
	const struct word *verb = &view->words.items[at];


	if (at >= view->words.count || verb->is_upper || view_is(view, at, "this") ||
	    view_is(view, at, "its") || view_is(view, at, "his") ||
	    (view_gap(view, at) & ~(unsigned)(GAP_BLANK | GAP_CLOSE)) != 0)
		return false;
	return view_is(view, at, "is") || view_is(view, at, "has") || view_is(view, at, "was") ||
		(verb->len > 2 && view->folded.text[verb->at + verb->len - 1] == 's' &&
		 view->folded.text[verb->at + verb->len - 2] != 's');
}

/* The end of the first line that is long enough to be a sentence, near the top. */
static size_t opening_end(const struct reading *reading)
{
	for (size_t i = 0; i < reading->outline.lines.count && i < OPENING_LINES; i++) {
		const struct line *line = &reading->outline.lines.items[i];

		char end = line->end > line->start ? reading->view.text[line->end - 1] : ' ';

		if (line->last - line->first >= OPENING_WORDS &&
		    (end == '.' || end == '!' || end == '?' || end == ':'))
			return line->last;
	}
	return 0;
}

/* A sentence that begins "Acme does …", which counts most as the first of all; "Acme's". */
static void cast_sentences(struct reading *reading, struct vote *vote)
{
	const struct view *view = &reading->view;
	size_t opening = opening_end(reading);

	for (size_t i = 0; i + 1 < view->words.count; i++) {
		struct name name;
		bool begins = (view_gap(view, i) & GAP_SENTENCE) != 0;

		if (!view->words.items[i].is_upper || view->words.items[i].number >= 0 ||
		    (i > 0 && !begins && view->words.items[i - 1].is_upper))
			continue;
		name = name_from(view, i, i + NAME_WORDS_MAX);
		if (name.last == i)
			continue;
		if (name_is_possessive(view, name.last - 1))
			cast(reading, vote, name, VOTES_VERB, "its");
		else if (begins && is_verb(view, name.last))
			cast(reading, vote, name, i < opening ? VOTES_OPENING : VOTES_VERB, "does");
	}
}

static const struct candidate *elect(const struct vote *vote)
{
	const struct candidate *best = NULL;

	for (size_t i = 0; i < vote->count; i++) {
		const struct candidate *at = &vote->items[i];

		if (at->votes >= (at->is_technology ? VOTES_TECHNOLOGY : VOTES_ENOUGH) &&
		    (best == NULL || at->votes > best->votes))
			best = at;
	}
	return best;
}

static bool from_stated(struct reading *reading)
{
	const char *stated = raw_posting_stated(reading->raw, FIELD_COMPANY);

	if (stated == NULL)
		return false;
	reading->posting->company = xstrdup(stated);
	reading_note_stated(reading, FIELD_COMPANY);
	return true;
}

static bool set_company(struct reading *reading, size_t start, size_t end, const char *rule)
{
	char *name = reading_copy(&reading->view, start, end);

	if (*name == '\0') {
		free(name);
		return false;
	}
	reading->posting->company = name;
	reading_note(reading, FIELD_COMPANY, start, end, rule);
	return true;
}

static bool from_labels(struct reading *reading)
{
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];

		if (pair->label != LABEL_COMPANY || pair->last - pair->first > 9 ||
		    !reading->view.words.items[pair->first].is_upper ||
		    (pair->last - pair->first <= 2 &&
		     is_generic(reading, pair->first, pair->last)))
			continue;
		if (set_company(reading, pair->start, pair->end, "beside a label"))
			return true;
	}
	return false;
}

static bool has_colon(const struct view *view, size_t first, size_t last)
{
	for (size_t i = first + 1; i < last; i++)
		if ((view_gap(view, i) & GAP_COLON) != 0)
			return true;
	return false;
}

static bool says_workplace(const struct view *view, size_t first, size_t last)
{
	const struct hit *hit = view_find(view, LEXICON_WORKPLACE, -1, first, last);

	return hit != NULL && hit->value != WORKPLACE_WORD_NEUTRAL;
}

/* "Quux Architects | Engineer | ...": another cell is the title. */
static bool is_before_title(const struct reading *reading, const struct cell *cell)
{
	const struct posting *posting = reading->posting;

	for (size_t i = 0; i < posting->evidence.count && posting->title != NULL; i++)
		if (posting->evidence.items[i].field == FIELD_TITLE)
			return reading->outline.header_cells > 0 && cell->line == 0 &&
				posting->evidence.items[i].start >= cell->end &&
				strcmp(posting->evidence.items[i].rule, TITLE_IN_HEADER) == 0;
	return false;
}

/* Whether a cell of a header could be a name: not a role, a place, an address. */
static bool is_name_cell(const struct reading *reading, const struct cell *cell)
{
	const struct view *view = &reading->view;
	struct name name = { cell->first, cell->first + 1 };

	if (cell->last == cell->first || cell->last - cell->first > 8)
		return false;
	while (name.last < cell->last && (view_gap(view, name.last) & GAP_OPEN) == 0)
		name.last++;             /* what stands in brackets is not of the name */
	if (view_has(view, LEXICON_LABEL, -1, cell->first, cell->first + 3) &&
	    has_colon(view, cell->first, cell->last))
		return false;
	if (title_has_role(view, cell->first, cell->last) && cell->last - cell->first > 1 &&
	    !is_before_title(reading, cell))
		return false;
	return !is_place(reading, &name) && !says_workplace(view, name.first, name.last);
}

/* A cell's name without what stands in brackets or an address behind it. */
static size_t cell_name_end(const struct view *view, const struct cell *cell)
{
	for (size_t i = cell->first + 1; i < cell->last; i++)
		if ((view_gap(view, i) & (GAP_OPEN | GAP_COLON)) != 0)
			return view_is(view, i - 1, "https") || view_is(view, i - 1, "http") ?
				view_end(view, i - 1) : view_end(view, i);
	return cell->end;
}

/* "Acme - Berlin", "Acme - Full time, Intern": the rest of a first line with dashes says what a
 * header would. */
static bool is_dash_header(const struct reading *reading)
{
	const struct view *view = &reading->view;
	const struct outline *outline = &reading->outline;

	for (size_t i = 1; i < outline->dash_cells; i++) {
		const struct cell *cell = &outline->cells.items[i];
		struct found_places places = { .count = 0 };
		bool is_place;

		places_parse(reading->vocabulary, view, cell->first, cell->last, VIEW_REACH,
			     &places);
		is_place = places_fill(view, &places, cell->first, cell->last);
		VEC_RELEASE(&places);
		if (is_place || says_workplace(view, cell->first, cell->last) ||
		    (cell->last > cell->first &&
		     title_has_role(view, cell->last - 1, cell->last)) ||
		    view_has(view, LEXICON_EMPLOYMENT, -1, cell->first, cell->last))
			return true;
	}
	return false;
}

/* The first cell of a header. A first line that is only divided by dashes is less sure, so it is
 * asked apart. */
static bool from_header(struct reading *reading, bool is_dash)
{
	const struct outline *outline = &reading->outline;

	for (size_t i = 0; i < outline->cells.count && i < TOP_LINES; i++) {
		const struct cell *cell = &outline->cells.items[i];
		bool is_first = i == 0 || outline->cells.items[i - 1].line != cell->line;

		if (!is_first || !is_name_cell(reading, cell) ||
		    (i < outline->dash_cells) != is_dash || (is_dash && !is_dash_header(reading)))
			continue;
		if (outline->header_cells == 0 && outline->lines.items[cell->line].last -
		    outline->lines.items[cell->line].first > 30)
			continue;
		if (set_company(reading, cell->start, cell_name_end(&reading->view, cell),
			    "in the header line"))
			return true;
	}
	return false;
}

/* Whether each word of a line is one that is in no name: "Equity Residential" may be a name. */
static bool is_generic_line(const struct reading *reading, size_t first, size_t last)
{
	const struct view *view = &reading->view;

	for (size_t i = first; i < last; i++)
		if (!view_has(view, LEXICON_COMPANY, COMPANY_WORD_GENERIC, i, i + 1))
			return last - first == 1 ? is_generic(reading, first, last) :
				title_has_role(view, last - 1, last);
	return true;
}

static bool is_company_line(const struct reading *reading, const struct line *line)
{
	const struct view *view = &reading->view;
	struct name name = { line->first, line->last };

	return line->level == 0 && line->last > line->first &&
		line->last - line->first <= LINE_WORDS_MAX &&
		(line->last - line->first > 1 || view->text[line->end - 1] != '.') &&
		name_is_written(view, &name) && !is_place(reading, &name) &&
		!is_generic_line(reading, line->first, line->last) &&
		!view_has(view, LEXICON_LABEL, -1, line->first, line->last) &&
		!view_has(view, LEXICON_SECTION, -1, line->first, line->last) &&
		!view_has(view, LEXICON_EMPLOYMENT, -1, line->first, line->last) &&
		!says_workplace(view, line->first, line->last);
}

/* The line below or above the title on a page: "Data Engineer", "Acme Robotics", "Berlin". Where
 * the text speaks of another (BEST) it is a motto. */
static bool from_line_by_title(struct reading *reading, const struct candidate *best)
{
	const struct view *view = &reading->view;
	const struct line *lines = reading->outline.lines.items;

	if (reading->outline.lines.count < 2 || reading->posting->title == NULL ||
	    reading->posting->title_inferred)
		return false;
	for (size_t i = 0; i < 2; i++) {
		const struct line *title = &lines[i];
		const struct line *line = &lines[1 - i];
		struct name name = { line->first, line->last };

		if (title->level > 0 || !title_has_role(view, title->first, title->last) ||
		    !is_company_line(reading, line) ||
		    (i == 1 && title_has_role(view, line->first, line->last)) ||
		    (best != NULL && !name_shares_word(view, &best->name, &name)))
			continue;
		return set_company(reading, line->start, line->end,
				   i == 0 ? "below the title" : "above the title");
	}
	return false;
}

/* A first line divided by dashes, where the text speaks of nobody else. */
static bool from_dashes(struct reading *reading, const struct candidate *best)
{
	const struct outline *outline = &reading->outline;
	struct name name;

	if (outline->dash_cells == 0)
		return false;
	name = (struct name){ outline->cells.items[0].first, outline->cells.items[0].last };
	return (best == NULL || name_shares_word(&reading->view, &best->name, &name)) &&
		from_header(reading, true);
}

void company_extract(struct reading *reading)
{
	struct vote *vote;
	const struct candidate *best;

	if (from_stated(reading) || from_labels(reading) || from_header(reading, false))
		return;
	vote = xcalloc(1, sizeof *vote);
	cast_phrases(reading, vote);
	cast_sentences(reading, vote);
	best = elect(vote);
	if (!from_line_by_title(reading, best) && !from_dashes(reading, best) && best != NULL)
		set_company(reading, view_start(&reading->view, best->name.first),
			    name_end(&reading->view, &best->name), best->rule);
	free(vote);
}
