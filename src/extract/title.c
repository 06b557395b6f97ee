/*
 * The title: stated, beside a label, in the header, on the first lines; else read out of a sentence
 * ("As a Data Engineer, you will") or made from the team's name, and then marked as inferred.
 */
#include "config.h"

#include "extract/title_int.h"

#include <stdint.h>
#include <string.h>

#include "extract/names_int.h"
#include "extract/places_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/vec.h"

#define TOP_LINES 4
#define TITLE_WORDS_MAX 14
#define LABEL_LINES 12
#define TITLE_BYTES_MAX 200
#define LONE_WORDS_MAX 8

/* The end of word LAST - 1, with a bracket that was opened before it and is closed right there. */
static size_t end_with_bracket(const struct view *view, size_t last)
{
	size_t end = view_end(view, last);

	while (end < view->len && (view->text[end] == ')' || view->text[end] == ']'))
		end++;
	return end;
}

/* "acme.engineering" names no role. */
static bool is_in_address(const struct view *view, size_t at)
{
	size_t start = view_start(view, at);

	return start > 1 && view->text[start - 1] == '.' && view->text[start - 2] != ' ';
}

bool title_has_role(const struct view *view, size_t first, size_t last)
{
	const struct hit *role = view_find(view, LEXICON_TITLE, TITLE_WORD_ROLE, first, last);

	while (role != NULL && is_in_address(view, role->first))
		role = view_find(view, LEXICON_TITLE, TITLE_WORD_ROLE, role->last, last);
	return role != NULL;
}

/* Whether words [FIRST, LAST) are a heading's, such as "Job Description". */
static bool ends_with_heading(const struct view *view, size_t first, size_t last)
{
	const struct hit *hit = view_find(view, LEXICON_SECTION, -1, first, last);

	return hit != NULL && hit->first == first && hit->last == last;
}

/* Cuts " at Acme", " | Acme", " - Remote" and the like from the end of a title's words. */
static size_t title_end(const struct view *view, size_t first, size_t last, size_t end)
{
	for (size_t i = first + 1; i < last; i++) {
		bool is_after_role = title_has_role(view, first, i);

		if (!is_after_role)
			continue;
		if ((view_gap(view, i) & GAP_BAR) != 0 || view_is(view, i, "https") ||
		    view_is(view, i, "http") || view_is(view, i, "www"))
			return end_with_bracket(view, i);
		if (view_is(view, i, "at") && i + 1 < last && view->words.items[i + 1].is_upper)
			return end_with_bracket(view, i);
		if ((view_gap(view, i) & GAP_DASH) != 0 &&
		    (view_find(view, LEXICON_WORKPLACE, -1, i, i + 1) != NULL ||
		     ends_with_heading(view, i, last)))
			return end_with_bracket(view, i);
	}
	return end;
}

static bool is_trailing_mark(char c)
{
	return c == ' ' || c == '-' || c == ':' || c == ',' || c == '|' || c == '*';
}

void title_set(struct reading *reading, size_t start, size_t end, const char *rule)
{
	while (end > start && is_trailing_mark(reading->view.text[end - 1]))
		end--;
	if (end < start + 2 || end - start > TITLE_BYTES_MAX)
		return;
	reading->posting->title = reading_copy(&reading->view, start, end);
	reading_note(reading, FIELD_TITLE, start, end, rule);
}

static bool from_stated(struct reading *reading)
{
	const char *stated = raw_posting_stated(reading->raw, FIELD_TITLE);

	if (stated == NULL)
		return false;
	reading->posting->title = xstrdup(stated);
	reading_note_stated(reading, FIELD_TITLE);
	return true;
}

/* "Position: full-time" */
static bool says_employment(const struct view *view, size_t first, size_t last)
{
	const struct hit *hit = view_find(view, LEXICON_EMPLOYMENT, -1, first, last);

	return hit != NULL && hit->first == first && !title_has_role(view, first, last);
}

/* A label near the top is surer than the first line; one further down ("Role") is less. */
static bool from_labels(struct reading *reading, size_t lines)
{
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];
		bool is_short = pair->last - pair->first <= TITLE_WORDS_MAX;

		if (pair->label != LABEL_TITLE || !is_short || pair->line >= lines ||
		    pair->first == pair->last ||
		    reading->view.words.items[pair->first].number >= 0 ||
		    says_employment(&reading->view, pair->first, pair->last) ||
		    (pair->is_below && !title_has_role(&reading->view, pair->first, pair->last)))
			continue;
		title_set(reading, pair->start,
			  title_end(&reading->view, pair->first, pair->last, pair->end),
			  "beside a label");
		return reading->posting->title != NULL;
	}
	return false;
}

/* Whether a role's word says no more than the employment does: "Full time or Intern". */
static bool is_only_employment(const struct view *view, size_t at)
{
	const struct hit *hit = view_find(view, LEXICON_EMPLOYMENT, -1, at, at + 1);

	return hit != NULL && (view_gap(view, at) != GAP_BLANK || at == 0 ||
			       !view->words.items[at - 1].is_upper);
}

/* Whether employment takes the whole cell: "Full time or Intern", not "Intern, Data Platform". */
static bool is_employment_cell(const struct view *view, const struct cell *cell)
{
	const struct hits *hits = &view->hits[LEXICON_EMPLOYMENT];
	size_t said = 0;

	for (size_t i = view_hit_from(view, LEXICON_EMPLOYMENT, cell->first);
	     i < hits->count && hits->items[i].last <= cell->last; i++)
		said += hits->items[i].last - hits->items[i].first;
	for (size_t i = cell->first; i < cell->last; i++)
		said += view_is(view, i, "or") || view_is(view, i, "and");
	return said == cell->last - cell->first;
}

static bool is_title_cell(const struct view *view, const struct cell *cell)
{
	const struct hit *role = view_find(view, LEXICON_TITLE, TITLE_WORD_ROLE, cell->first,
					   cell->last);

	while (role != NULL && (is_in_address(view, role->first) ||
				(is_employment_cell(view, cell) &&
				 is_only_employment(view, role->first))))
		role = view_find(view, LEXICON_TITLE, TITLE_WORD_ROLE, role->last, cell->last);
	return role != NULL && cell->last - cell->first <= TITLE_WORDS_MAX;
}

/* Whether a cell ends with the word for a role, as "Data Engineer" does and "Agent Studio" not. */
static bool ends_with_role(const struct view *view, const struct cell *cell)
{
	return cell->last > cell->first && title_has_role(view, cell->last - 1, cell->last);
}

/* "Quux Engineering | Data Engineer": a firm that is named for what it does, then the title. */
static bool is_firm_and_title(const struct view *view, const struct cell *cells)
{
	const struct word *word;
	char end;

	if (!ends_with_role(view, &cells[0]) || !is_title_cell(view, &cells[1]))
		return false;
	word = &view->words.items[cells[0].last - 1];
	end = view->folded.text[word->at + word->len - 1];
	return end == 's' || end == 'g' || end == 't';
}

static bool from_header(struct reading *reading)
{
	const struct outline *outline = &reading->outline;
	size_t first = outline->header_cells > 0 ? 0 : 1;
	size_t last = outline->header_cells + outline->dash_cells;

	if (outline->header_cells > 1 && is_firm_and_title(&reading->view, outline->cells.items))
		first = 1;
	if (outline->header_cells == 0 && last > 0 &&
	    ends_with_role(&reading->view, &outline->cells.items[0]))
		return false;            /* "Data Engineer - Agents" is a title of one piece */
	for (size_t i = first; i < last; i++) {
		const struct cell *cell = &outline->cells.items[i];

		if (!is_title_cell(&reading->view, cell))
			continue;
		title_set(reading, cell->start,
			  title_end(&reading->view, cell->first, cell->last, cell->end),
			  TITLE_IN_HEADER);
		return reading->posting->title != NULL;
	}
	return false;
}

static bool is_sentence(const struct view *view, const struct line *line)
{
	char c = line->end > line->start ? view->text[line->end - 1] : ' ';

	return c == '.' || c == '!' || c == '?' || c == ':' || c == ',';
}

/* Whether half of the words or more begin with a capital, as in names. */
static bool is_capitalised(const struct view *view, size_t first, size_t last)
{
	size_t count = 0;

	for (size_t i = first; i < last; i++)
		count += view->words.items[i].is_upper;
	return count * 2 >= last - first || last - first <= 3;
}

/* "Engineer", but "iOS" too. */
static bool has_capital_early(const struct view *view, size_t at)
{
	const struct word *word = &view->words.items[at];

	return word->is_upper || (word->end - word->start > 1 &&
				  ascii_is_upper(view->text[word->start + 1]));
}

/* A line of the top that reads like a title: short, with a word for a role, and no sentence. */
static bool is_title_line(const struct reading *reading, const struct line *line)
{
	const struct view *view = &reading->view;
	const struct hit *section = view_find(view, LEXICON_SECTION, -1, line->first, line->last);

	if (line->last == line->first || line->last - line->first > TITLE_WORDS_MAX ||
	    is_sentence(view, line))
		return false;
	if (view->words.items[line->first].number >= 0 || !has_capital_early(view, line->first))
		return false;
	if (section != NULL && section->last - section->first + 1 >= line->last - line->first)
		return false;
	if (view_has(view, LEXICON_TITLE, TITLE_WORD_HIRING, line->first, line->last) ||
	    view_has(view, LEXICON_TITLE, TITLE_WORD_BEFORE, line->first, line->last) ||
	    view_has(view, LEXICON_TITLE, TITLE_WORD_AS, line->first, line->last))
		return false;
	return is_capitalised(view, line->first, line->last) &&
		title_has_role(view, line->first, line->last);
}

/* "More about Acme" */
static bool names_company(const struct view *view, const struct line *line)
{
	return view_has(view, LEXICON_COMPANY, COMPANY_WORD_ABOUT, line->first, line->last) ||
		view_has(view, LEXICON_COMPANY, COMPANY_WORD_BEFORE, line->first, line->last);
}

/* Whether the document begins with this marked heading and it names no section and no company. */
static bool is_head_line(const struct reading *reading, const struct line *line)
{
	const struct view *view = &reading->view;

	return reading->document->blocks.items[line->block].kind == BLOCK_HEADING &&
		line->kind == SECTION_OTHER && line->last > line->first &&
		line->last - line->first <= TITLE_WORDS_MAX && !is_sentence(view, line) &&
		!view_has(view, LEXICON_SECTION, -1, line->first, line->last) &&
		!names_company(view, line);
}

static bool from_top_lines(struct reading *reading)
{
	const struct outline *outline = &reading->outline;
	size_t seen = 0;

	for (size_t i = 0; i < outline->lines.count && seen < TOP_LINES; i++) {
		const struct line *line = &outline->lines.items[i];
		bool is_head = seen == 0 && is_head_line(reading, line);

		if (line->last == line->first)
			continue;
		seen++;
		if (i == 0 && outline->dash_cells > 0 &&
		    !title_has_role(&reading->view, line->first, outline->cells.items[0].last))
			continue;
		if (!is_head && !is_title_line(reading, line))
			continue;
		title_set(reading, line->start,
			  title_end(&reading->view, line->first, line->last, line->end),
			  "on the first lines");
		return reading->posting->title != NULL;
	}
	return false;
}

static bool has_stop(const struct view *view, size_t first, size_t last)
{
	for (size_t i = first + 1; i < last; i++)
		if ((view_gap(view, i) & GAP_STOP) != 0)
			return true;
	return false;
}

/* Below a header that names no role: the first line of a list of roles, one of several, so that it
 * is marked as inferred. */
static bool from_list(struct reading *reading)
{
	const struct outline *outline = &reading->outline;

	for (size_t i = 1; i < outline->lines.count && outline->header_cells > 0; i++) {
		const struct line *line = &outline->lines.items[i];
		size_t first = line->first;

		while (first < line->last && reading->view.words.items[first].number >= 0)
			first++;
		if (first == line->last || line->last - first > TITLE_WORDS_MAX ||
		    is_sentence(&reading->view, line) || line->level > 0 ||
		    (line->kind != SECTION_OTHER && line->kind != SECTION_ABOUT) ||
		    !is_capitalised(&reading->view, first, line->last) ||
		    has_stop(&reading->view, first, line->last) ||
		    !reading->view.words.items[first].is_upper ||
		    !title_has_role(&reading->view, first, line->last))
			continue;
		title_set(reading, view_start(&reading->view, first),
			  title_end(&reading->view, first, line->last, line->end),
			  "first of a list of roles");
		reading->posting->title_inferred = reading->posting->title != NULL;
		return reading->posting->title_inferred;
	}
	return false;
}

/* Whether the line says where, how or for how much, not what. */
static bool says_other(const struct reading *reading, const struct line *line)
{
	const struct view *view = &reading->view;
	struct found_places places = { .count = 0 };
	bool is_place;

	if (view_has(view, LEXICON_LABEL, -1, line->first, line->last) ||
	    view_has(view, LEXICON_WORKPLACE, -1, line->first, line->last) ||
	    view_has(view, LEXICON_EMPLOYMENT, -1, line->first, line->last) ||
	    view_has(view, LEXICON_DATE, -1, line->first, line->last) ||
	    view_has(view, LEXICON_SECTION, -1, line->first, line->last) ||
	    names_company(view, line))
		return true;
	for (size_t i = line->first; i < line->last; i++)
		if (view->words.items[i].number >= 0 ||
		    (i > line->first && (view_gap(view, i) & GAP_COLON) != 0))
			return true;
	places_parse(reading->vocabulary, view, line->first, line->last, VIEW_REACH, &places);
	is_place = places_fill(view, &places, line->first, line->last);
	VEC_RELEASE(&places);
	return is_place || view_has(view, LEXICON_TITLE, TITLE_WORD_STOP, line->first, line->last);
}

/* Whether the text names this line's words again as somebody who does something, as it does its
 * company: "Acme is", "at Acme", "Acme's". */
static bool is_name_of_company(const struct view *view, const struct line *line)
{
	const struct name name = { line->first, line->last };

	for (size_t i = line->last; i + (line->last - line->first) < view->words.count; i++) {
		struct name other = { i, i + (line->last - line->first) };

		if (view->words.items[i].id != view->words.items[line->first].id ||
		    !name_equal(view, &name, &other))
			continue;
		return true;
	}
	return false;
}

/* A first line that stands alone above prose or labels and is written as a name is: a title that
 * has no word for a role ("Medical Operations"), less sure than others. */
static bool from_first_line(struct reading *reading)
{
	const struct outline *outline = &reading->outline;
	const struct view *view = &reading->view;
	const struct line *line = outline->lines.items;

	if (outline->lines.count < 2 || line->last < line->first + 2 ||
	    line->last - line->first > LONE_WORDS_MAX || is_sentence(view, line) ||
	    line->kind != SECTION_OTHER || outline->header_cells > 0 ||
	    !view->words.items[line->first].is_upper ||
	    !is_capitalised(view, line->first, line->last) || says_other(reading, line) ||
	    is_name_of_company(view, line))
		return false;
	title_set(reading, line->start,
		  title_end(view, line->first, line->last, line->end), "the first line");
	reading->posting->title_inferred = reading->posting->title != NULL;
	return reading->posting->title_inferred;
}

void title_extract(struct reading *reading)
{
	if (from_stated(reading) || from_labels(reading, LABEL_LINES) || from_header(reading) ||
	    from_top_lines(reading) || from_labels(reading, SIZE_MAX) ||
	    from_first_line(reading) || title_from_prose(reading) ||
	    from_list(reading))
		return;
	title_from_team(reading);
}
