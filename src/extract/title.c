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
#define TITLES_WORDS_MAX 30     /* of several, in one cell */
#define LABEL_LINES 12
#define LONE_WORDS_MAX 8

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
		return title_take(reading, pair->first, pair->last, pair->start, pair->end,
				  "beside a label");
	}
	return false;
}

/* Whether a role's word says no more than the employment does: "Full time or Intern". */
static bool is_only_employment(const struct view *view, size_t at)
{
	const struct hit *hit = view_find(view, LEXICON_EMPLOYMENT, -1, at, at + 1);
	bool is_said = hit != NULL || view_is(view, at, "co");

	return is_said && (view_gap(view, at) != GAP_BLANK || at == 0 ||
			       !view->words.items[at - 1].is_upper);
}

/* Whether a cell is about employment: "Full time or Intern", not "Intern, Data Platform". */
static bool is_employment_cell(const struct view *view, const struct cell *cell)
{
	const struct hit *hit = view_find(view, LEXICON_EMPLOYMENT, -1, cell->first, cell->last);
	size_t said = title_covered(view, LEXICON_EMPLOYMENT, cell->first, cell->last);

	if (hit != NULL && hit->first == cell->first &&
	    !title_has_role(view, hit->first, hit->last))
		return true;
	for (size_t i = cell->first; i < cell->last; i++)
		said += view_is(view, i, "or") || view_is(view, i, "and");
	return said == cell->last - cell->first;
}

/* "Interns are welcome" */
static bool says_are(const struct view *view, size_t first, size_t last)
{
	for (size_t i = first + 1; i + 1 < last; i++)
		if (view_is(view, i, "are") && !view->words.items[i].is_upper &&
		    !view->words.items[i + 1].is_upper)
			return true;
	return false;
}

/* "is hiring for most positions, including" */
static bool begins_as_sentence(const struct view *view, const struct cell *cell)
{
	const struct hit *hit = view_find(view, LEXICON_TITLE, -1, cell->first, cell->last);

	return hit != NULL && hit->first == cell->first &&
		!view->words.items[hit->first].is_upper &&
		(hit->value == TITLE_WORD_STOP || hit->value == TITLE_WORD_BEFORE ||
		 hit->value == TITLE_WORD_HIRING || hit->value == TITLE_WORD_AS);
}

/* Whether a cell names a role and is no longer than a title, or a row of them, may be. */
static bool is_title_cell(const struct view *view, const struct cell *cell)
{
	const struct hit *role = title_role(view, cell->first, cell->last);
	bool is_employment = role != NULL && is_employment_cell(view, cell);
	size_t words = cell->last - cell->first;

	while (role != NULL && is_employment && is_only_employment(view, role->first))
		role = title_role(view, role->last, cell->last);
	if (role == NULL || begins_as_sentence(view, cell) ||
	    says_are(view, cell->first, cell->last) || view_is(view, cell->first, "https") ||
	    view_is(view, cell->first, "http"))
		return false;
	return words <= TITLE_WORDS_MAX ||
		(words <= TITLES_WORDS_MAX && title_commas(view, cell->first, cell->last) > 1);
}

/* Whether a cell ends with the word for a role, as "Data Engineer" does and "Agent Studio" not. */
static bool ends_with_role(const struct view *view, const struct cell *cell)
{
	return cell->last > cell->first && title_has_role(view, cell->last - 1, cell->last);
}

/* "Quux Engineering | Data Engineer", "Engineering Square | Data Engineer": a firm that is named
 * for what it does, then the title. */
static bool is_firm_and_title(const struct view *view, const struct cell *cells)
{
	const struct word *word;
	char end;

	if (!is_title_cell(view, &cells[1]))
		return false;
	if (!ends_with_role(view, &cells[0]))
		return ends_with_role(view, &cells[1]) &&
			!title_is_weak(view, cells[1].last - 1);
	word = &view->words.items[cells[0].last - 1];
	end = view->folded.text[word->at + word->len - 1];
	return end == 's' || end == 'g' || end == 't';
}

/* A cell without the prose that follows it where line ends were lost: up to the end of a sentence
 * or where the firm of the first cell is named again ("… | Engineer Acme is building"). */
static struct cell without_prose(const struct reading *reading, size_t at)
{
	const struct view *view = &reading->view;
	const struct cell *firm = &reading->outline.cells.items[0];
	struct cell cell = reading->outline.cells.items[at];
	size_t words = firm->last - firm->first > 1 &&
		view_gap(view, firm->first + 1) == GAP_BLANK ? 2 : 1;
	const struct name name = { firm->first, firm->first + words };

	for (size_t i = cell.first + 1; i < cell.last; i++) {
		const struct name other = { i, i + words };
		bool is_firm = at > 0 && i + words <= cell.last &&
			view->words.items[i].id == view->words.items[firm->first].id &&
			name_equal(view, &name, &other);

		if ((view_gap(view, i) & GAP_STOP) == 0 &&
		    (!is_firm || !title_has_role(view, cell.first, i)))
			continue;
		cell.last = i;
		cell.end = view_end(view, i);
	}
	return cell;
}

/* "Multiple Engineering Roles", "Development positions": whether a cell tells no more than the kind
 * of work of several roles. */
static bool is_vague_cell(const struct view *view, const struct cell *cell)
{
	static const char *const counts[] = { "multiple", "several", "various", "many" };
	static const char *const jobs[] = { "roles", "positions", "openings", "jobs" };
	const struct hit *role = title_role(view, cell->first, cell->last);
	bool is_counted = VIEW_IS_ONE_OF(view, cell->first, counts) ||
		VIEW_IS_ONE_OF(view, cell->last - 1, jobs);
	bool is_weak = true;

	while (is_counted && is_weak && role != NULL) {
		is_weak = role->last == role->first + 1 && title_is_weak(view, role->first);
		role = title_role(view, role->last, cell->last);
	}
	return is_counted && is_weak;
}

/* A vague cell is asked last of all. */
static bool from_header(struct reading *reading, bool is_vague)
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
		const struct cell cell = without_prose(reading, i);

		if (is_title_cell(&reading->view, &cell) &&
		    is_vague_cell(&reading->view, &cell) == is_vague)
			return title_take(reading, cell.first, cell.last, cell.start, cell.end,
					  TITLE_IN_HEADER);
	}
	return false;
}

/* "Engineer", but "iOS" too. */
static bool has_capital_early(const struct view *view, size_t at)
{
	const struct word *word = &view->words.items[at];

	return word->is_upper || (word->end - word->start > 1 &&
				  ascii_is_upper(view->text[word->start + 1]));
}

/* "Internship dates: June 1 - August 14" */
static bool is_dated(const struct view *view, const struct line *line)
{
	for (size_t i = line->first + 1; i < line->last; i++)
		if ((view_gap(view, i) & GAP_COLON) != 0)
			return view_is(view, i - 1, "dates") || view_is(view, i - 1, "date") ||
				view_is(view, i - 1, "duration");
	return false;
}

/* A line of the top that reads like a title: short, with a word for a role, and no sentence. */
static bool is_title_line(const struct reading *reading, const struct line *line)
{
	const struct view *view = &reading->view;
	const struct hit *section = view_find(view, LEXICON_SECTION, -1, line->first, line->last);
	const struct hit *label = view_find(view, LEXICON_LABEL, -1, line->first, line->last);

	if (line->last == line->first || line->last - line->first > TITLE_WORDS_MAX ||
	    title_is_sentence(view, line))
		return false;
	if (view->words.items[line->first].number >= 0 || !has_capital_early(view, line->first) ||
	    view_is(view, line->first, "for") || view_is(view, line->first, "to"))
		return false;
	if (section != NULL && section->last - section->first + 1 >= line->last - line->first)
		return false;
	if (is_dated(view, line) || says_are(view, line->first, line->last) ||
	    title_is_in_brackets(view, line))
		return false;
	if (label != NULL && label->first == line->first && label->value != LABEL_TITLE &&
	    (view_gap(view, label->last) & GAP_COLON) != 0)
		return false;            /* "Reports to: Head of Tea" */
	if (view_has(view, LEXICON_TITLE, TITLE_WORD_HIRING, line->first, line->last) ||
	    view_has(view, LEXICON_TITLE, TITLE_WORD_BEFORE, line->first, line->last) ||
	    view_has(view, LEXICON_TITLE, TITLE_WORD_AS, line->first, line->last))
		return false;
	return title_is_capitalised(view, line->first, line->last) &&
		title_has_role(view, line->first, line->last) &&
		!title_is_signature(view, line->first, line->last);
}

/* Whether a line below the first names no more than a kind of work: "Core Development". */
static bool is_kind_of_work(const struct view *view, const struct line *line)
{
	const struct hit *role = title_role(view, line->first, line->last);

	while (role != NULL && role->last == role->first + 1 && title_is_weak(view, role->first))
		role = title_role(view, role->last, line->last);
	return role == NULL;
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
		line->last - line->first <= TITLE_WORDS_MAX && !title_is_sentence(view, line) &&
		!view_has(view, LEXICON_SECTION, -1, line->first, line->last) &&
		!names_company(view, line) && !title_is_in_brackets(view, line);
}

/* The first line of a page that was copied without its line ends: "Tea EngineerWe are". Words
 * [first, the result); FIRST for none. */
static size_t glued_title(const struct reading *reading, const struct line *line)
{
	const struct view *view = &reading->view;

	size_t end = line->last - line->first > TITLE_WORDS_MAX + 1 ?
		line->first + TITLE_WORDS_MAX + 1 : line->last;

	for (size_t i = line->first + 1; i < end; i++) {
		const struct line head = { .first = line->first, .last = i,
			.start = line->start, .end = view_end(view, i), .block = line->block };

		if (view_gap(view, i) == GAP_GLUE || view_gap(view, i) == GAP_MONEY)
			return title_has_role(view, i - 1, i) && is_title_line(reading, &head) ?
				i : line->first;
		if ((view_gap(view, i) & GAP_STOP) != 0)
			break;
	}
	return line->first;
}

static bool from_glued_line(struct reading *reading)
{
	const struct outline *outline = &reading->outline;
	const struct line *line = outline->lines.items;
	size_t last;

	if (outline->lines.count == 0 || outline->header_cells > 0)
		return false;
	last = glued_title(reading, line);
	return last > line->first &&
		title_take(reading, line->first, last, line->start, view_end(&reading->view, last),
			   "on the first lines");
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
		if (i == 0 && (outline->header_cells > 1 ||
			       (outline->dash_cells > 0 &&
				!title_has_role(&reading->view, line->first,
						outline->cells.items[0].last))))
			continue;        /* a header, which was asked before */
		if (!is_head && (!is_title_line(reading, line) ||
				 (seen > 1 && is_kind_of_work(&reading->view, line))))
			continue;
		if (!title_take(reading, line->first, line->last, line->start, line->end,
				"on the first lines"))
			return false;
		if (outline->header_cells > 0 && i > 0 && title_is_one_of_several(reading, i))
			reading->posting->title_inferred = true;
		return true;
	}
	return false;
}

/* Whether every word that is no joint of a name has a capital, and none begins a heading about
 * somebody ("Your Role as Engineer"). */
static bool is_written_as_title(const struct view *view, const struct line *line)
{
	static const char *const others[] = { "your", "our", "the", "what", "who", "why", "how",
		"about", "join", "meet", "you", "we", "dear", "hello", "key", "ideal" };

	return !VIEW_IS_ONE_OF(view, line->first, others) &&
		name_fills(view, line->first, line->last);
}

/* Whether the next line with words after AT is a heading above what one does or must bring. */
static bool is_above_duties(const struct outline *outline, size_t at)
{
	for (size_t i = at + 1; i < outline->lines.count && i <= at + TOP_LINES; i++) {
		const struct line *line = &outline->lines.items[i];

		if (line->last > line->first)
			return line->level > 0 && line->starts_section && !line->is_inline &&
				(line->kind == SECTION_RESPONSIBILITIES ||
				 line->kind == SECTION_REQUIREMENTS);
	}
	return false;
}

/* A line of its own further down, below what is said of the firm: a role that is for all genders or
 * stands right above what one does. */
static bool from_lone_line(struct reading *reading)
{
	const struct view *view = &reading->view;
	const struct outline *outline = &reading->outline;

	for (size_t i = 0; i < outline->lines.count; i++) {
		const struct line *line = &outline->lines.items[i];
		bool is_item = reading->document->blocks.items[line->block].kind == BLOCK_ITEM;

		if (line->starts_section && line->kind == SECTION_REQUIREMENTS)
			return false;
		if (line->last - line->first > TITLE_WORDS_MAX || is_item ||
		    !is_title_line(reading, line) || is_kind_of_work(view, line) ||
		    names_company(view, line))
			continue;
		if (title_says_genders(view, line->first, line->last) ||
		    (is_written_as_title(view, line) && is_above_duties(outline, i)))
			return title_take(reading, line->first, line->last, line->start, line->end,
					  "a line of its own");
	}
	return false;
}

/* Whether a dot stands right before word AT, as in an address: "acme.example". */
static bool is_dot(const struct view *view, size_t at)
{
	size_t start = view_start(view, at);

	return view_gap(view, at) == GAP_OTHER && view->text[start - 1] == '.' &&
		view_end(view, at) + 1 == start;
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
		    (i > line->first && ((view_gap(view, i) & GAP_COLON) != 0 ||
					 is_dot(view, i))))
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
	    line->last - line->first > LONE_WORDS_MAX || title_is_sentence(view, line) ||
	    line->kind != SECTION_OTHER || outline->header_cells > 0 ||
	    !view->words.items[line->first].is_upper ||
	    !title_is_capitalised(view, line->first, line->last) || says_other(reading, line) ||
	    is_name_of_company(view, line))
		return false;
	reading->posting->title_inferred = title_take(reading, line->first, line->last,
						      line->start, line->end, "the first line");
	return reading->posting->title_inferred;
}

void title_extract(struct reading *reading)
{
	if (from_stated(reading) || from_labels(reading, LABEL_LINES) ||
	    from_header(reading, false) || from_top_lines(reading) ||
	    from_glued_line(reading) || from_lone_line(reading) ||
	    from_labels(reading, SIZE_MAX) || from_first_line(reading) ||
	    title_from_prose(reading) || title_from_list(reading) || from_header(reading, true))
		return;
	title_from_team(reading);
}
