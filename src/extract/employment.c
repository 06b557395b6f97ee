/* Full-time, part-time, contract and so on: stated, beside a label, in header or title, or
 * said in prose. */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

#define TOP_LINES 8
#define TOP_LINE_WORDS 16
#define SHORT_WORDS 4
#define TENURE (1u << 30)    /* beside the choices: it lasts */
#define INTERNSHIP_SAID (EMPLOYMENT_WORD_SAID + (int)EMPLOYMENT_INTERNSHIP)

/* "Regular", "permanent": for how long, so full-time where nothing says that it is part-time. */
static bool is_tenure(const struct view *view, const struct hit *hit)
{
	static const char *const words[] = { "regular", "permanent", "perm", "unbefristet", "cdi",
		"unbefristete", "unbefristeter", "indefinite" };

	if (hit->last != hit->first + 1)
		return false;
	return VIEW_IS_ONE_OF(view, hit->first, words);
}

/* What a hit adds to a set. */
static unsigned said_by(const struct view *view, const struct hit *hit)
{
	int value = hit->value;

	if (is_tenure(view, hit))
		return TENURE;
	return 1u << (value >= EMPLOYMENT_WORD_SAID ? value - EMPLOYMENT_WORD_SAID : value);
}

static unsigned settle(unsigned set)
{
	if ((set & TENURE) != 0 && (set & 1u << EMPLOYMENT_PART_TIME) == 0)
		set |= 1u << EMPLOYMENT_FULL_TIME;
	return set & ~TENURE;
}

/* The set of what words [FIRST, LAST) say; the evidence goes to READING where it is of its own
 * text. */
static unsigned parse(struct reading *reading, const struct view *view, size_t first, size_t last,
		      const char *rule)
{
	const struct hits *hits = &view->hits[LEXICON_EMPLOYMENT];
	unsigned set = 0;

	for (size_t i = view_hit_from(view, LEXICON_EMPLOYMENT, first);
	     i < hits->count && hits->items[i].last <= last; i++) {
		int value = hits->items[i].value;

		if (value == EMPLOYMENT_WORD_NEUTRAL)
			continue;
		set |= said_by(view, &hits->items[i]);
		if (view == &reading->view)
			reading_note_words(reading, FIELD_EMPLOYMENT, hits->items[i].first,
					   hits->items[i].last, rule);
	}
	return set;
}

static unsigned parse_text(struct reading *reading, const char *text)
{
	struct view view;
	unsigned set;

	if (text == NULL)
		return 0;
	reading_view(reading, &view, text);
	set = parse(reading, &view, 0, view.words.count, NULL);
	reading_view_end(reading, &view);
	return set;
}

/* Words that name a kind where a source states nothing but kinds: in prose they mean much else. */
static const struct { const char *word; unsigned set; } bare_words[] = {
	{ "full", 1u << EMPLOYMENT_FULL_TIME }, { "part", 1u << EMPLOYMENT_PART_TIME },
	{ "casual", 1u << EMPLOYMENT_TEMPORARY }, { "stage", 1u << EMPLOYMENT_INTERNSHIP },
	{ "alternance", 1u << EMPLOYMENT_INTERNSHIP },
	{ "ausbildung", 1u << EMPLOYMENT_INTERNSHIP },
	{ "befristet", 1u << EMPLOYMENT_CONTRACT },
};

/* What the source states; "full or part time" is both. */
static unsigned parse_stated(struct reading *reading)
{
	const char *stated = raw_posting_stated(reading->raw, FIELD_EMPLOYMENT);
	unsigned set = settle(parse_text(reading, stated));
	struct view view;

	if (stated == NULL)
		return 0;
	reading_view(reading, &view, stated);
	for (size_t i = 0; i < sizeof bare_words / sizeof bare_words[0]; i++)
		if ((set == 0 || view_is(&view, 1, "or")) && view_is(&view, 0, bare_words[i].word))
			set |= bare_words[i].set;
	reading_view_end(reading, &view);
	return set;
}

static unsigned from_labels(struct reading *reading)
{
	unsigned set = 0;

	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];

		if (pair->label == LABEL_EMPLOYMENT)
			set |= parse(reading, &reading->view, pair->first, pair->last,
				     "beside a label");
	}
	return set;
}

/* Marks that part what stands in a line. */
#define GAP_PART (GAP_LINE | GAP_STOP | GAP_COMMA | GAP_DASH | GAP_BAR | GAP_OPEN | GAP_CLOSE | \
		  GAP_COLON)

static bool joins(const struct view *view, size_t at)
{
	return view_is(view, at, "or") || view_is(view, at, "and");
}

/* Whether nothing but words for employment stands between hit AT and the marks around it, within
 * words [FIRST, LAST): "San Diego (full-time or contract)". */
static bool stands_alone(const struct view *view, size_t at, size_t first, size_t last,
			 unsigned marks)
{
	const struct hits *hits = &view->hits[LEXICON_EMPLOYMENT];
	size_t from = hits->items[at].first;
	size_t to = hits->items[at].last;

	for (size_t i = at; from > first && (view_gap(view, from) & marks) == 0; ) {
		from -= joins(view, from - 1) ? 1 : 0;
		if (i == 0 || hits->items[i - 1].last != from)
			return false;
		from = hits->items[--i].first;
	}
	for (size_t i = at; to < last && (view_gap(view, to) & marks) == 0; ) {
		to += joins(view, to) ? 1 : 0;
		if (i + 1 >= hits->count || hits->items[i + 1].first != to)
			return false;
		to = hits->items[++i].last;
	}
	return true;
}

static unsigned take(struct reading *reading, const struct hit *hit, const char *rule)
{
	if (hit->value == EMPLOYMENT_WORD_NEUTRAL)
		return 0;
	reading_note_words(reading, FIELD_EMPLOYMENT, hit->first, hit->last, rule);
	return said_by(&reading->view, hit);
}

/* The words of [FIRST, LAST) that stand alone; of a header's cell those for the time of work count
 * wherever they stand. */
static unsigned parse_alone(struct reading *reading, size_t first, size_t last, bool is_cell,
			    const char *rule)
{
	const struct hits *hits = &reading->view.hits[LEXICON_EMPLOYMENT];
	unsigned set = 0;

	for (size_t i = view_hit_from(&reading->view, LEXICON_EMPLOYMENT, first);
	     i < hits->count && hits->items[i].last <= last; i++) {
		const struct hit *hit = &hits->items[i];
		bool is_time = hit->value == EMPLOYMENT_FULL_TIME ||
			hit->value == EMPLOYMENT_PART_TIME;

		if ((hit->value >= EMPLOYMENT_WORD_SAID && hit->value != INTERNSHIP_SAID) ||
		    (is_cell && is_time) ||
		    stands_alone(&reading->view, i, first, last, GAP_PART | GAP_SLASH))
			set |= take(reading, hit, rule);
	}
	return set;
}

static unsigned from_header(struct reading *reading)
{
	const struct outline *outline = &reading->outline;
	unsigned set = 0;

	for (size_t i = outline->header_cells > 0 ? 1 : 0; i < outline->cells.count; i++) {
		const struct cell *cell = &outline->cells.items[i];

		if (cell->last - cell->first <= SHORT_WORDS)
			set |= parse(reading, &reading->view, cell->first, cell->last,
				     "in the header");
		else if (cell->last - cell->first <= TOP_LINE_WORDS)
			set |= parse_alone(reading, cell->first, cell->last, true,
					   "in the header");
	}
	for (size_t i = 0; i < outline->lines.count && i < TOP_LINES && set == 0; i++) {
		const struct line *line = &outline->lines.items[i];

		if (line->last - line->first <= TOP_LINE_WORDS)
			set |= parse_alone(reading, line->first, line->last, false,
					   "in the header");
	}
	return set;
}

/* "Full-time" alone on a line, or behind a colon, wherever it stands. */
static unsigned from_lines(struct reading *reading)
{
	const struct hits *hits = &reading->view.hits[LEXICON_EMPLOYMENT];
	unsigned set = 0;

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];
		const struct line *line;

		if (hit->value > EMPLOYMENT_PART_TIME || reading_is_aside(reading, hit->first))
			continue;
		line = outline_line_at(&reading->outline, hit->first);
		if (line == NULL || hit->last > line->last ||
		    (hit->first > line->first &&
		     (view_gap(&reading->view, hit->first) & GAP_COLON) == 0) ||
		    !stands_alone(&reading->view, i, line->first, line->last,
				  GAP_PART & ~(unsigned)GAP_COMMA))
			continue;
		set |= take(reading, hit, "on a line of its own");
	}
	return set;
}

/* How surely one word speaks of the job as of an internship: "As an intern", "this internship" and
 * what begins a sentence do; what applicants did before, or what the firm has too, does not. */
static int weigh_internship(const struct reading *reading, const struct hit *hit)
{
	const struct view *view = &reading->view;
	enum section_kind kind = reading_kind(reading, hit->first);

	if (hit->value == INTERNSHIP_SAID &&
	    (view_is(view, hit->first, "as") || view_is(view, hit->first, "this") ||
	     view_is(view, hit->last - 1, "position") || view_is(view, hit->last - 1, "role") ||
	     (view_gap(view, hit->first) & GAP_SENTENCE) != 0))
		return 2;
	if ((view_gap(view, hit->first) & (GAP_SENTENCE | GAP_COLON | GAP_DASH)) != 0)
		return 1;
	return kind == SECTION_REQUIREMENTS || kind == SECTION_PREFERRED ||
		kind == SECTION_BENEFITS || kind == SECTION_COMPANY ? 0 : 1;
}

static bool is_internship(const struct reading *reading)
{
	const struct hits *hits = &reading->view.hits[LEXICON_EMPLOYMENT];
	int weight = 0;

	for (size_t i = 0; i < hits->count && weight < 2; i++)
		if (hits->items[i].value % EMPLOYMENT_WORD_SAID == EMPLOYMENT_INTERNSHIP)
			weight += weigh_internship(reading, &hits->items[i]);
	return weight >= 2;
}

static unsigned from_prose(struct reading *reading)
{
	const struct hits *hits = &reading->view.hits[LEXICON_EMPLOYMENT];
	bool may_intern = is_internship(reading);
	unsigned set = 0;

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];

		if (hit->value < EMPLOYMENT_WORD_SAID ||
		    reading_kind(reading, hit->first) == SECTION_LEGAL ||
		    (hit->value == INTERNSHIP_SAID && !may_intern))
			continue;
		set |= take(reading, hit, "the text says so");
	}
	return set;
}

/* What a sure place of the text says where the source states another kind. */
static void compare(struct reading *reading, unsigned stated)
{
	size_t before = reading->posting->evidence.count;
	unsigned found = from_labels(reading);

	if (found == 0)
		found = from_header(reading);
	found = settle(found);
	if (found == 0 || (found & stated) != 0)
		reading->posting->evidence.count = before;
	else
		reading_conflict(reading, FIELD_EMPLOYMENT);
}

void employment_extract(struct reading *reading)
{
	struct posting *posting = reading->posting;
	unsigned set = parse_stated(reading);
	unsigned titled = parse_text(reading, posting->title);

	if (set != 0) {
		reading_note_stated(reading, FIELD_EMPLOYMENT);
		posting->employment = set;
		compare(reading, set);
		return;
	}
	set = from_labels(reading);
	if (set == 0)
		set = from_header(reading);
	if (set != 0)
		set |= titled & 1u << EMPLOYMENT_INTERNSHIP;
	if (set == 0)
		set = titled;
	if (set == 0)
		set = from_lines(reading);
	if (set == 0)
		set = from_prose(reading);
	posting->employment = settle(set);
}
