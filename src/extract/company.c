/*
 * The company: stated, beside a label, first in the header; else the name that the sentences of the
 * text give most often to the one who hires (see company_vote.c).
 */
#include "config.h"

#include "extract/company_int.h"

#include <string.h>

#include "extract/company_slug_int.h"
#include "extract/places_int.h"
#include "extract/title_int.h"
#include "util/alloc.h"
#include "util/vec.h"

#define TOP_LINES 3
#define LINE_WORDS_MAX 6
#define NAME_CELL_WORDS 8
#define PLACE_WORDS 6
#define REMARK_WORDS_MIN 3
#define OPENING_WORDS_MAX 20
#define OPENING_BEATS 5      /* so many votes for another name */

#define AS_ADDRESS "as its address says"

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
		    reading->view.text[pair->start] == ':' ||
		    !reading->view.words.items[pair->first].is_upper ||
		    (pair->last - pair->first <= 2 &&
		     company_is_generic(reading, pair->first, pair->last)))
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

/* "Mobile, Front End, Back End", "London £40,000" */
static bool is_row_or_money(const struct view *view, const struct cell *cell)
{
	size_t commas = 0;

	for (size_t i = cell->first; i < cell->last && (view_gap(view, i) & GAP_OPEN) == 0; i++) {
		commas += i > cell->first && (view_gap(view, i) & GAP_COMMA) != 0;
		if ((view_gap(view, i) & GAP_MONEY) != 0)
			return true;
	}
	return commas > 1;
}

/* Whether a cell of a header could be a name: not a role, a place, an address. */
static bool is_name_cell(const struct reading *reading, const struct cell *cell)
{
	const struct view *view = &reading->view;
	struct name name = { cell->first, cell->first + 1 };

	if (cell->last == cell->first || cell->last - cell->first > NAME_CELL_WORDS ||
	    is_row_or_money(view, cell))
		return false;
	while (name.last < cell->last && (view_gap(view, name.last) & GAP_OPEN) == 0)
		name.last++;             /* what stands in brackets is not of the name */
	if (view_has(view, LEXICON_LABEL, -1, cell->first, cell->first + 3) &&
	    has_colon(view, cell->first, cell->last))
		return false;
	if (title_has_role(view, cell->first, cell->last) && cell->last - cell->first > 1 &&
	    !is_before_title(reading, cell))
		return false;
	if (title_covered(view, LEXICON_EMPLOYMENT, name.first, name.last) ==
	    name.last - name.first)
		return false;            /* "Freelance" */
	return !company_is_place(reading, &name) && !says_workplace(view, name.first, name.last);
}

/* Whether words from AT on are a remark behind a name: "Acme back in the house", no "of" or "and"
 * among the first of them. */
static bool is_remark(const struct view *view, size_t at, size_t last)
{
	if (last < at + REMARK_WORDS_MIN || view_gap(view, at) != GAP_BLANK ||
	    view_is(view, at, "of") || view_is(view, at, "and") || view_is(view, at, "for") ||
	    !view->words.items[at - 1].is_upper)
		return false;
	for (size_t i = at; i < last; i++)
		if (view->words.items[i].is_upper || (view_gap(view, i) & GAP_OPEN) != 0)
			return i >= at + REMARK_WORDS_MIN && !view->words.items[i].is_upper;
	return true;
}

/* A cell's name without what stands in brackets or an address behind it, or is said of it. */
static size_t cell_name_end(const struct view *view, const struct cell *cell)
{
	const struct hit *said = view_find(view, LEXICON_COMPANY, COMPANY_WORD_AFTER, cell->first,
					   cell->last);

	for (size_t i = cell->first + 1; i < cell->last; i++)
		if ((said != NULL && said->first == i && view_gap(view, i) == GAP_BLANK &&
		     !view->words.items[i].is_upper) || is_remark(view, i, cell->last))
			return view_end(view, i);
		else if ((view_gap(view, i) & (GAP_OPEN | GAP_COLON)) != 0)
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

/* Whether the text below the header says the name again. */
static bool is_said_again(const struct reading *reading, const struct name *name)
{
	const struct view *view = &reading->view;
	size_t words = name->last - name->first;
	size_t from = reading->outline.lines.items[0].last;

	for (size_t i = from; i + words <= view->words.count; i++) {
		const struct name other = { i, i + words };

		if (view->words.items[i].len == view->words.items[name->first].len &&
		    view->words.items[i].is_upper && name_equal(view, name, &other))
			return true;
	}
	return false;
}

/* "Berlin | Engineer | Acme": where the first cell of a header is no name, another one that is
 * written as a name and that the text says again. */
static bool from_other_cell(struct reading *reading)
{
	const struct outline *outline = &reading->outline;
	const struct view *view = &reading->view;

	for (size_t i = 1; i < outline->header_cells && outline->lines.count > 1; i++) {
		const struct cell *cell = &outline->cells.items[i];
		struct name name = { cell->first, cell->last };

		while (name.last > name.first + 1 &&
		       (view_gap(view, name.last - 1) & GAP_OPEN) != 0)
			name.last--;
		if (cell->line != 0 || !is_name_cell(reading, cell) ||
		    name.last - name.first > NAME_WORDS_MAX ||
		    !name_fills(view, name.first, name.last) ||
		    company_is_generic(reading, name.first, name.last) ||
		    view_has(view, LEXICON_EMPLOYMENT, -1, name.first, name.last) ||
		    title_has_role(view, name.first, name.last) || !is_said_again(reading, &name))
			continue;
		return set_company(reading, cell->start, cell_name_end(view, cell),
				   "in the header line");
	}
	return false;
}

/* Whether places begin at word AT. */
static bool is_place_at(const struct reading *reading, size_t at, size_t last)
{
	struct found_places places = { .count = 0 };
	bool is_there;

	places_parse(reading->vocabulary, &reading->view, at,
		     last < at + PLACE_WORDS ? last : at + PLACE_WORDS, 0, &places);
	is_there = places.count > 0 && places.items[0].first == at;
	VEC_RELEASE(&places);
	return is_there;
}

/* Whether the name that ends before word AT opens a text as a firm's does: "Acme (acme.example)",
 * "Acme in Berlin", "Acme, Berlin". */
static bool opens_text(const struct reading *reading, size_t at, size_t last)
{
	const struct view *view = &reading->view;
	unsigned gap = view_gap(view, at);

	if ((gap & GAP_OPEN) != 0)
		return view_is(view, at, "http") || view_is(view, at, "https") ||
			view_is(view, at, "www") || is_place_at(reading, at, last);
	if (gap == GAP_BLANK)
		return view_is(view, at, "in") && is_place_at(reading, at + 1, last);
	return (gap & ~(unsigned)(GAP_COMMA | GAP_BLANK)) == 0 && is_place_at(reading, at, last);
}

/* The first line; the second where the first is only a place. NULL without lines. */
static const struct line *opening_line(const struct reading *reading)
{
	const struct outline *outline = &reading->outline;
	const struct line *line = outline->lines.items;
	struct name name;

	if (outline->lines.count == 0)
		return NULL;
	name = (struct name){ line->first, line->last };
	return outline->lines.count > 1 && company_is_place(reading, &name) ? line + 1 : line;
}

/* The name that the text begins with, or "Engineers @Acme". */
static struct name opening_name(const struct reading *reading)
{
	const struct view *view = &reading->view;
	const struct line *line = opening_line(reading);
	struct name name = { 0, 0 };

	if (line == NULL || line->first == line->last)
		return name;
	for (size_t i = line->first + 1; i < line->last && i < line->first + OPENING_WORDS_MAX; i++)
		if (view->text[view_start(view, i) - 1] == '@' &&
		    (view_gap(view, i) & GAP_BLANK) != 0)
			return name_from(view, i, line->last);
	name = name_from(view, line->first, line->last);
	if (name.last == name.first || name.last >= line->last || line->level > 0 ||
	    company_is_generic(reading, name.first, name.last) ||
	    title_has_role(view, name.first, name.last) || company_is_place(reading, &name) ||
	    !opens_text(reading, name.last, line->last))
		name.last = name.first;
	return name;
}

/* Where the text speaks of nobody else for sure. */
static bool from_opening(struct reading *reading, const struct candidate *best)
{
	struct name name;

	if (best != NULL && best->votes > OPENING_BEATS)
		return false;
	name = opening_name(reading);
	return name.first < name.last &&
		set_company(reading, view_start(&reading->view, name.first),
			    name_end(&reading->view, &name), "opens the text");
}

/* Whether each word of a line is one that is in no name: "Equity Residential" may be a name. */
static bool is_generic_line(const struct reading *reading, size_t first, size_t last)
{
	const struct view *view = &reading->view;

	for (size_t i = first; i < last; i++)
		if (!view_has(view, LEXICON_COMPANY, COMPANY_WORD_GENERIC, i, i + 1))
			return last - first == 1 ? company_is_generic(reading, first, last) :
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
		name_is_written(view, &name) && !company_is_place(reading, &name) &&
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

/* The name that the posting's address has, as the text writes it, or as the address does. */
static bool from_address(struct reading *reading)
{
	const char *slug = reading->raw->company_slug;
	struct strbuf label = STRBUF_INIT;
	struct candidate elected;
	size_t start, end;

	if (slug == NULL)
		return false;
	if (company_slug_find(reading, slug, &start, &end))
		return set_company(reading, start, end, AS_ADDRESS);
	if (company_elect(reading, &elected) && company_slug_fits(reading, slug, &elected.name))
		return set_company(reading, elected.start, elected.end, AS_ADDRESS);
	if (company_slug_find_part(reading, slug, &start, &end))
		return set_company(reading, start, end, AS_ADDRESS);
	company_slug_label(&label, slug);
	if (label.len > 0) {
		reading->posting->company = xstrdup(label.text);
		posting_add_evidence(reading->posting, FIELD_COMPANY, 0, 0, "from its address");
	}
	strbuf_release(&label);
	return reading->posting->company != NULL;
}

void company_extract(struct reading *reading)
{
	struct candidate elected;
	const struct candidate *best = NULL;

	if (from_stated(reading) || from_address(reading) || from_labels(reading) ||
	    from_header(reading, false) || from_other_cell(reading))
		return;
	if (company_elect(reading, &elected))
		best = &elected;
	if (!from_line_by_title(reading, best) && !from_dashes(reading, best) &&
	    !from_opening(reading, best) && best != NULL)
		set_company(reading, best->start, best->end, best->rule);
}
