/*
 * The title: stated, beside a label, in the header, on the first lines; else read out of a sentence
 * ("As a Data Engineer, you will") or made from the team's name, and then marked as inferred.
 */
#include "config.h"

#include "extract/reading_int.h"

#include <stdint.h>
#include <string.h>

#include "util/alloc.h"
#include "util/ascii.h"
#include "util/strbuf.h"

#define TOP_LINES 4
#define TITLE_WORDS_MAX 14
#define LABEL_LINES 12
#define SPAN_WORDS_MAX 10
#define TEAM_WORDS_MAX 4
#define TITLE_BYTES_MAX 200

/* The end of word LAST - 1, with a bracket that was opened before it and is closed right there. */
static size_t end_with_bracket(const struct view *view, size_t last)
{
	size_t end = view_end(view, last);

	while (end < view->len && (view->text[end] == ')' || view->text[end] == ']'))
		end++;
	return end;
}

static bool has_role(const struct view *view, size_t first, size_t last)
{
	return view_has(view, LEXICON_TITLE, TITLE_WORD_ROLE, first, last);
}

/* Cuts " at Acme", " | Acme", " - Remote" and the like from the end of a title's words. */
static size_t title_end(const struct view *view, size_t first, size_t last, size_t end)
{
	for (size_t i = first + 1; i < last; i++) {
		bool is_after_role = has_role(view, first, i);

		if (!is_after_role)
			continue;
		if ((view_gap(view, i) & GAP_BAR) != 0 || view_is(view, i, "https") ||
		    view_is(view, i, "http") || view_is(view, i, "www"))
			return end_with_bracket(view, i);
		if (view_is(view, i, "at") && i + 1 < last && view->words.items[i + 1].is_upper)
			return view_end(view, i);
		if ((view_gap(view, i) & GAP_DASH) != 0 &&
		    view_find(view, LEXICON_WORKPLACE, -1, i, i + 1) != NULL)
			return view_end(view, i);
	}
	return end;
}

static bool is_trailing_mark(char c)
{
	return c == ' ' || c == '-' || c == ':' || c == ',' || c == '|' || c == '*';
}

static void set_title(struct reading *reading, size_t start, size_t end, const char *rule)
{
	while (end > start && is_trailing_mark(reading->view.text[end - 1]))
		end--;
	if (end == start || end - start > TITLE_BYTES_MAX)
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

/* A label near the top is surer than the first line; one further down ("Role") is less. */
static bool from_labels(struct reading *reading, size_t lines)
{
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];
		bool is_short = pair->last - pair->first <= TITLE_WORDS_MAX;

		if (pair->label != LABEL_TITLE || !is_short || pair->line >= lines ||
		    (pair->is_below && !has_role(&reading->view, pair->first, pair->last)))
			continue;
		set_title(reading, pair->start,
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

static bool is_title_cell(const struct view *view, const struct cell *cell)
{
	const struct hit *role = view_find(view, LEXICON_TITLE, TITLE_WORD_ROLE, cell->first,
					   cell->last);

	while (role != NULL && is_only_employment(view, role->first))
		role = view_find(view, LEXICON_TITLE, TITLE_WORD_ROLE, role->last, cell->last);
	return role != NULL && cell->last - cell->first <= TITLE_WORDS_MAX;
}

static bool from_header(struct reading *reading)
{
	const struct outline *outline = &reading->outline;

	size_t first = outline->header_cells > 0 ? 0 : 1;
	size_t last = outline->header_cells + outline->dash_cells;

	for (size_t i = first; i < last; i++) {
		const struct cell *cell = &outline->cells.items[i];

		if (!is_title_cell(&reading->view, cell))
			continue;
		set_title(reading, cell->start,
			  title_end(&reading->view, cell->first, cell->last, cell->end),
			  "in the header line");
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
		has_role(view, line->first, line->last);
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
		    !has_role(&reading->view, line->first, outline->cells.items[0].last))
			continue;
		if (!is_head && !is_title_line(reading, line))
			continue;
		set_title(reading, line->start,
			  title_end(&reading->view, line->first, line->last, line->end),
			  "on the first lines");
		return reading->posting->title != NULL;
	}
	return false;
}

/* Whether a title in prose ends before word AT. */
static bool ends_span(const struct view *view, size_t first, size_t at)
{
	const struct hit *hit = view_find(view, LEXICON_TITLE, TITLE_WORD_STOP, at, at + 4);
	unsigned inside = GAP_BLANK | GAP_HYPHEN | GAP_SLASH | GAP_OTHER | GAP_PLUS;
	bool has_capital = false;

	for (size_t i = first; i < at && !has_capital; i++)
		has_capital = view->words.items[i].is_upper;
	if (!has_capital)
		inside |= GAP_COMMA;     /* "a capable, versatile Data Scientist" */
	if (at > first && (view_gap(view, at) & ~inside) != 0)
		return true;
	return at - first >= SPAN_WORDS_MAX || (hit != NULL && hit->first == at);
}

/* The end of a name that goes on: "Engineer II", "Head of Sales & Marketing". */
static size_t extend(const struct view *view, size_t last, size_t end)
{
	const struct word *words = view->words.items;

	if (last < end && words[last].is_upper &&
	    (words[last].is_caps || words[last].len == 1 || words[last].number >= 0))
		return last + 1;
	if (last + 1 >= end || !view_is(view, last, "of") || !words[last + 1].is_upper)
		return last;
	for (last++; last < end; last++)
		if (!words[last].is_upper &&
		    !(view_is(view, last, "and") && last + 1 < end && words[last + 1].is_upper))
			break;
	return last;
}

/* The last word of a role's name that begins at FIRST: up to the last word for a role and what
 * belongs to it. FIRST where it is none. */
static size_t span_end(const struct view *view, size_t first)
{
	const struct hit *role;
	size_t end = first;
	size_t last = first;

	while (end < view->words.count && !ends_span(view, first, end))
		end++;
	role = view_find(view, LEXICON_TITLE, TITLE_WORD_ROLE, first, end);
	while (role != NULL) {
		last = role->last;
		role = view_find(view, LEXICON_TITLE, TITLE_WORD_ROLE, last, end);
	}
	return last > first ? extend(view, last, end) : last;
}

/* Leaves out what praises: "a talented Backend Engineer". */
static size_t span_start(const struct view *view, size_t first, size_t last, bool *has_capital)
{
	const struct hit *hit;

	*has_capital = false;
	while ((hit = view_find(view, LEXICON_TITLE, TITLE_WORD_FLUFF, first, last)) != NULL &&
	       hit->first == first && hit->last < last && !view->words.items[first].is_upper)
		first = hit->last;
	for (size_t i = first; i < last; i++)
		if (view->words.items[i].is_upper && view->words.items[i].number < 0) {
			*has_capital = true;
			return i;
		}
	return first;
}

/* Whether the sentence speaks of what applicants did before, not of the job. */
static bool is_about_applicant(const struct reading *reading, size_t at)
{
	const struct view *view = &reading->view;
	size_t from = view_back(view, at, GAP_SENTENCE);

	return view_has(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_YEARS, from, at) ||
		view_has(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_PAST, from, at) ||
		reading_kind(reading, at) == SECTION_PREFERRED ||
		reading_kind(reading, at) == SECTION_LEGAL;
}

/* How good a title in a sentence is: one with capitals, of two words or more, before others. */
static int rate(const struct reading *reading, const struct hit *hit, size_t first, size_t last,
		bool has_capital)
{
	int total = 0;

	if (has_capital)
		total += 4;
	else if (hit->value == TITLE_WORD_AS)
		return reading_kind(reading, hit->first) == SECTION_REQUIREMENTS ||
			last - first < 2 ? -1 : 1;
	if (last - first > 1)
		total += 2;
	else if (!has_capital)
		return -1;
	if (reading_kind(reading, hit->first) == SECTION_COMPANY ||
	    reading_kind(reading, hit->first) == SECTION_REQUIREMENTS)
		total -= 1;
	return total;
}

struct span { size_t first, last; int rating; };

/* Takes words [FIRST, LAST) where they are better than what was found before. */
static void consider(struct span *best, size_t first, size_t last, int rating)
{
	if (first < last && rating > best->rating)
		*best = (struct span){ first, last, rating };
}

static void consider_hit(const struct reading *reading, const struct hit *hit, struct span *best)
{
	const struct view *view = &reading->view;
	size_t first = hit->last;
	size_t last;
	bool has_capital;

	if (first >= view->words.count || is_about_applicant(reading, hit->first) ||
	    (view_gap(view, first) & (GAP_SENTENCE | GAP_OPEN)) != 0)
		return;
	last = span_end(view, first);
	first = span_start(view, first, last, &has_capital);
	consider(best, first, last, rate(reading, hit, first, last, has_capital));
}

/* Whether word AT says what somebody does or that a role was named. */
static bool goes_on(const struct view *view, size_t at)
{
	const struct word *word = &view->words.items[at];
	const struct hit *hit = view_find(view, LEXICON_TITLE, TITLE_WORD_AFTER, at, at + 4);

	if (at >= view->words.count || (view_gap(view, at) & ~(unsigned)GAP_BLANK) != 0)
		return false;
	return (hit != NULL && hit->first == at) || view_is(view, at, "at") ||
		(!word->is_upper && word->len > 3 &&
		 view->folded.text[word->at + word->len - 1] == 's');
}

/* "The Data Scientist will …": a role with capitals after "the" or "this" and before such a
 * word. */
static void consider_role(const struct reading *reading, const struct hit *role, struct span *best)
{
	const struct view *view = &reading->view;
	size_t last = extend(view, role->last, role->last + SPAN_WORDS_MAX < view->words.count ?
			     role->last + SPAN_WORDS_MAX : view->words.count);
	size_t first = role->first;

	if (!goes_on(view, last))
		return;
	while (first > 0 && role->last - first < SPAN_WORDS_MAX &&
	       view->words.items[first - 1].is_upper && !view_is(view, first - 1, "the") &&
	       !view_is(view, first - 1, "this") &&
	       (view_gap(view, first) &
		~(unsigned)(GAP_BLANK | GAP_HYPHEN | GAP_SLASH | GAP_OTHER)) == 0)
		first--;
	if (first == 0 || role->last - first < 2 || !view->words.items[role->first].is_upper)
		return;
	if (view_is(view, first - 1, "the") || view_is(view, first - 1, "this") ||
	    view_is(view, first - 1, "our"))
		consider(best, first, last, 5);
}

static bool from_prose(struct reading *reading)
{
	const struct view *view = &reading->view;
	const struct hits *hits = &view->hits[LEXICON_TITLE];
	struct span best = { 0, 0, -1 };

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];

		if (hit->value == TITLE_WORD_BEFORE || hit->value == TITLE_WORD_HIRING ||
		    hit->value == TITLE_WORD_AS)
			consider_hit(reading, hit, &best);
		else if (hit->value == TITLE_WORD_ROLE)
			consider_role(reading, hit, &best);
	}
	if (best.rating < 0)
		return false;
	set_title(reading, view_start(view, best.first), view_end(view, best.last),
		"in a sentence");
	reading->posting->title_inferred = reading->posting->title != NULL;
	return reading->posting->title_inferred;
}

/* Below a header that names no role: the first line of a list of roles. */
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
		    !reading->view.words.items[first].is_upper ||
		    !has_role(&reading->view, first, line->last))
			continue;
		set_title(reading, view_start(&reading->view, first),
			  title_end(&reading->view, first, line->last, line->end),
			  "first of a list of roles");
		return reading->posting->title != NULL;
	}
	return false;
}

/* The first word of a team's name that ends before word AT: words with capitals in a row or, where there
 * are none, words for kinds of work ("our firmware group"). */
static size_t team_start(const struct view *view, size_t at)
{
	size_t first = at;

	while (first > 0 && at - first < TEAM_WORDS_MAX && view->words.items[first - 1].is_upper &&
	       (view_gap(view, first) & ~(unsigned)(GAP_BLANK | GAP_HYPHEN)) == 0 &&
	       !view_is(view, first - 1, "the") && !view_is(view, first - 1, "our"))
		first--;
	while (first > 0 && at - first < TEAM_WORDS_MAX && view_gap(view, first) == GAP_BLANK &&
	       view_has(view, LEXICON_TITLE, TITLE_WORD_ADJECTIVE, first - 1, first))
		first--;
	return view_has(view, LEXICON_TITLE, TITLE_WORD_ADJECTIVE, first, at) ? first : at;
}

/* Adds words as a title is written: "core backend" as "Core Backend". */
static void add_capitalised(struct strbuf *out, const struct view *view, size_t first, size_t last)
{
	size_t from = out->len;

	strbuf_add(out, view->text + view_start(view, first),
		   view_end(view, last) - view_start(view, first));
	for (size_t i = from; i < out->len; i++)
		if (i == from || out->text[i - 1] == ' ')
			out->text[i] = ascii_upper(out->text[i]);
}

/* "The Core Backend team" makes "Core Backend Engineer": what a team's name says of the work. */
static bool from_team(struct reading *reading)
{
	const struct view *view = &reading->view;
	const struct hits *hits = &view->hits[LEXICON_TITLE];

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];
		struct strbuf title = STRBUF_INIT;
		size_t first;

		if (hit->value != TITLE_WORD_TEAM || reading_is_aside(reading, hit->first))
			continue;
		first = team_start(view, hit->first);
		if (first == hit->first)
			continue;
		add_capitalised(&title, view, first, hit->first);
		strbuf_puts(&title, " Engineer");
		reading->posting->title = strbuf_detach(&title);
		reading->posting->title_inferred = true;
		reading_note_words(reading, FIELD_TITLE, first, hit->last, "from the team's name");
		return true;
	}
	return false;
}

void title_extract(struct reading *reading)
{
	if (from_stated(reading) || from_labels(reading, LABEL_LINES) || from_header(reading) ||
	    from_top_lines(reading) || from_labels(reading, SIZE_MAX) || from_prose(reading) ||
	    from_list(reading))
		return;
	from_team(reading);
}
