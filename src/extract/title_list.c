/* A title out of a list of roles, and what lines of such a list look like. */
#include "config.h"

#include "extract/title_int.h"

#define LIST_LINES 4           /* below "We are hiring:" */

bool title_is_sentence(const struct view *view, const struct line *line)
{
	char c = line->end > line->start ? view->text[line->end - 1] : ' ';

	return c == '.' || c == '!' || c == '?' || c == ':' || c == ',';
}

bool title_is_capitalised(const struct view *view, size_t first, size_t last)
{
	size_t count = 0;

	for (size_t i = first; i < last; i++)
		count += view->words.items[i].is_upper;
	return count * 2 >= last - first || last - first <= 3;
}

static bool has_stop(const struct view *view, size_t first, size_t last)
{
	for (size_t i = first + 1; i < last; i++)
		if ((view_gap(view, i) & GAP_STOP) != 0)
			return true;
	return false;
}

bool title_is_signature(const struct view *view, size_t first, size_t last)
{
	for (size_t i = first + 1; i < last; i++)
		if (view_is(view, i, "founder") || view_is(view, i, "cofounder"))
			return true;
	return false;
}

size_t title_commas(const struct view *view, size_t first, size_t last)
{
	size_t count = 0;

	for (size_t i = first + 1; i < last; i++)
		count += (view_gap(view, i) & GAP_COMMA) != 0;
	return count;
}

bool title_is_in_brackets(const struct view *view, const struct line *line)
{
	return line->end > line->start + 1 && view->text[line->start] == '[' &&
		view->text[line->end - 1] == ']';
}

bool title_says_genders(const struct view *view, size_t first, size_t last)
{
	static const char *const words[] = { "f", "m", "w", "d", "x", "h", "v", "i", "all", "any",
		"gender", "genders", "male", "female", "diverse", "div", "mf", "mfd", "mwd" };
	size_t in_bracket = 0;   /* words of such a bracket that is open */

	for (size_t i = first + 1; i < last; i++) {
		if ((view_gap(view, i) & GAP_OPEN) != 0)
			in_bracket = 1;
		else if ((view_gap(view, i) & GAP_CLOSE) != 0 && in_bracket > 2)
			return true;
		in_bracket = in_bracket > 0 && VIEW_IS_ONE_OF(view, i, words) ? in_bracket + 1 : 0;
	}
	return in_bracket > 2;
}

/* "We are hiring for these roles:" */
static bool opens_list(const struct view *view, const struct line *line)
{
	return line->end > line->start && view->text[line->end - 1] == ':' &&
		(view_has(view, LEXICON_TITLE, TITLE_WORD_LEAD, line->first, line->last) ||
		 view_has(view, LEXICON_TITLE, TITLE_WORD_HIRING, line->first, line->last) ||
		 view_has(view, LEXICON_TITLE, TITLE_WORD_BEFORE, line->first, line->last));
}

/* Whether words [FIRST, LAST) of a line are an entry of a list of roles. */
static bool is_listed_role(const struct reading *reading, const struct line *line, size_t first,
			   size_t last)
{
	const struct view *view = &reading->view;

	return first < last && last - first <= TITLE_WORDS_MAX && !title_is_sentence(view, line) &&
		line->level == 0 &&
		(line->kind == SECTION_OTHER || line->kind == SECTION_ABOUT) &&
		title_is_capitalised(view, first, last) && !has_stop(view, first, last) &&
		view->words.items[first].is_upper && title_has_role(view, first, last) &&
		!view_has(view, LEXICON_TITLE, TITLE_WORD_HIRING, first, last) &&
		!view_has(view, LEXICON_TITLE, TITLE_WORD_BEFORE, first, last) &&
		!title_is_signature(view, first, last);
}

/* Where an entry's name ends: before a bar, a colon, an address. */
static size_t entry_end(const struct view *view, size_t first, size_t last)
{
	for (size_t i = first + 1; i < last; i++)
		if ((view_gap(view, i) & (GAP_BAR | GAP_COLON)) != 0 || view_is(view, i, "https") ||
		    view_is(view, i, "http"))
			return i;
	return last;
}

bool title_is_one_of_several(const struct reading *reading, size_t at)
{
	const struct outline *outline = &reading->outline;

	for (size_t i = at + 1; i < outline->lines.count && i <= at + LIST_LINES; i++) {
		const struct line *line = &outline->lines.items[i];

		if (line->last > line->first &&
		    is_listed_role(reading, line, line->first,
				   entry_end(&reading->view, line->first, line->last)))
			return true;
	}
	return false;
}

bool title_from_list(struct reading *reading)
{
	const struct outline *outline = &reading->outline;
	bool has_header = outline->header_cells > 0 || outline->dash_cells > 0;
	size_t open = 0;         /* the lines below "We are hiring:" that are still looked at */

	for (size_t i = 0; i < outline->lines.count; i++) {
		const struct line *line = &outline->lines.items[i];
		size_t first = line->first;
		size_t last;

		while (first < line->last && reading->view.words.items[first].number >= 0)
			first++;
		last = entry_end(&reading->view, first, line->last);
		if (((has_header && i > 0) || open > 0) &&
		    is_listed_role(reading, line, first, last)) {
			reading->posting->title_inferred =
				title_take(reading, first, last, view_start(&reading->view, first),
					   last == line->last ? line->end :
					   view_end(&reading->view, last),
					   "first of a list of roles");
			return reading->posting->title_inferred;
		}
		if (opens_list(&reading->view, line))
			open = LIST_LINES;
		else if (open > 0)
			open--;
	}
	return false;
}
