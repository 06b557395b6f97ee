/*
 * The stack: technologies of the vocabulary, where they are asked for or used. An ordinary word
 * counts only with corroboration; what a company's customers or products are called does not
 * count.
 */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/vec.h"

#define NOT_WORDS 25
#define ADDRESS_BYTES 120
#define LIST_GAP_BYTES 12

/* Kinds that make a stack. Of the protocols and formats those that everything uses are left
 * out by the lexicon's "basic" words. */
static const bool is_stack_kind[TECHNOLOGY_KIND_COUNT] = {
	[TECHNOLOGY_LANGUAGE] = true, [TECHNOLOGY_FRAMEWORK] = true, [TECHNOLOGY_LIBRARY] = true,
	[TECHNOLOGY_DATABASE] = true, [TECHNOLOGY_CLOUD] = true, [TECHNOLOGY_TOOL] = true,
	[TECHNOLOGY_PLATFORM] = true, [TECHNOLOGY_PROTOCOL] = true, [TECHNOLOGY_CONCEPT] = false,
};

/* Whether the match is a part of a web or mail address. */
static bool is_in_address(const struct view *view, const struct technology_match *match)
{
	static const char *const ends[] = { ".com", ".io", ".org", ".net", ".ai", ".co", ".dev" };
	size_t start = match->start;
	size_t end = match->end;

	while (start > 0 && match->start - start < ADDRESS_BYTES &&
	       !ascii_is_space(view->text[start - 1]) && view->text[start - 1] != '(')
		start--;
	while (end < view->len && end - match->end < ADDRESS_BYTES &&
		!ascii_is_space(view->text[end]))
		end++;
	for (size_t i = start; i + 2 < end; i++)
		if (view->text[i] == '@' || memcmp(view->text + i, "://", 3) == 0 ||
		    ascii_starts_len(view->text + i, end - i, "www."))
			return true;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (ascii_starts_len(view->text + match->end, end - match->end, ends[i]))
			return true;
	return match->start > start && view->text[match->start - 1] == '#' &&
		match->start - 1 == start;
}

/* Whether only what divides a list stands between two matches: ", ", "/", " and ". */
static bool are_listed(const struct view *view, const struct technology_match *a,
		       const struct technology_match *b)
{
	static const char *const words[] = { "and", "or", "and/or", "&", "+" };
	size_t at = a->end;
	size_t marks = 0;

	if (b->start < a->end || b->start - a->end > LIST_GAP_BYTES)
		return false;
	while (at < b->start) {
		char c = view->text[at];
		bool is_word = false;

		if (c == ' ' || c == ',' || c == '/' || c == '(' || c == '&' || c == '+' ||
			c == ')' ||
		    c == '|' || c == ';') {
			marks += c != ' ';
			at++;
			continue;
		}
		for (size_t i = 0; i < sizeof words / sizeof words[0] && !is_word; i++)
			if (ascii_starts_len(view->text + at, b->start - at, words[i])) {
				at += strlen(words[i]);
				is_word = true;
			}
		if (!is_word)
			return false;
		marks++;
	}
	return marks > 0;
}

/* A word that leads to a technology ("experience in") right before, or one that follows it ("Go
 * developer"). */
static bool has_neighbour_word(const struct view *view, const struct technology_match *match)
{
	size_t first = view_word_from(view, match->start);
	size_t last = view_word_from(view, match->end);
	size_t from = first > 4 ? first - 4 : 0;
	const struct hits *hits = &view->hits[LEXICON_STACK];

	for (size_t i = view_hit_from(view, LEXICON_STACK, from); i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];

		if (hit->first > last)
			break;
		if (hit->value == STACK_WORD_BEFORE && hit->last == first &&
		    (view_gap(view, first) & ~(unsigned)(GAP_BLANK | GAP_COLON | GAP_OPEN)) == 0)
			return true;
		if (hit->value == STACK_WORD_AFTER && hit->first == last &&
		    (view_gap(view, last) & ~(unsigned)(GAP_BLANK | GAP_HYPHEN)) == 0)
			return true;
	}
	return false;
}

/* A weak word that another name or a number follows is a part of that: "Ada Lovelace", "Spring
 * 2027". */
static bool is_part_of_name(const struct view *view, const struct technology_match *match)
{
	size_t next = view_word_from(view, match->end);

	return next < view->words.count && view_gap(view, next) == GAP_BLANK &&
		view->words.items[next].is_upper && !view->words.items[next].is_caps &&
		!view_has(view, LEXICON_STACK, STACK_WORD_AFTER, next, next + 2);
}

/* Whether it is all that stands in a pair of brackets: "search tools (Glean)". */
static bool is_in_brackets(const struct view *view, const struct technology_match *match)
{
	return match->start > 0 && view->text[match->start - 1] == '(' && match->end < view->len &&
		view->text[match->end] == ')';
}

static bool is_whole_line(const struct reading *reading, const struct technology_match *match)
{
	const struct line *line =
		outline_line_at(&reading->outline, view_word_from(&reading->view, match->start));

	return line != NULL && line->start == match->start && line->end <= match->end + 1;
}

/* First in a line of what is asked for, and no sentence's first word: "Rust (our agent is in it)",
 * "Go or Rust". */
static bool opens_line(const struct reading *reading, const struct technology_match *match)
{
	size_t first = view_word_from(&reading->view, match->start);
	size_t next = view_word_from(&reading->view, match->end);
	const struct line *line = outline_line_at(&reading->outline, first);
	enum section_kind kind = line != NULL ? line->kind : SECTION_OTHER;

	if (line == NULL || line->first != first ||
	    (kind != SECTION_REQUIREMENTS && kind != SECTION_PREFERRED))
		return false;
	return (view_gap(&reading->view,
		next) & (GAP_OPEN | GAP_COMMA | GAP_SLASH | GAP_LINE)) != 0 ||
		view_is(&reading->view, next, "or") || view_is(&reading->view, next, "and") ||
		view_is(&reading->view, next, "on");
}

static bool is_in_label(const struct reading *reading, const struct technology_match *match)
{
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];

		if (pair->label == LABEL_STACK && pair->start <= match->start &&
			match->end <= pair->end)
			return true;
	}
	return false;
}

/* Whether the weak ones of a run of listed matches [FROM, TO) may count. */
static bool is_run_sure(const struct technology_matches *matches, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (!matches->items[i].is_weak)
			return to - from > 1;
	return to - from >= 3;
}

/* Marks which matches count: SURE[i]. Runs of listed matches are judged together. */
static void corroborate(const struct reading *reading, const struct technology_matches *matches,
			bool *sure)
{
	const struct view *view = &reading->view;

	for (size_t from = 0, to; from < matches->count; from = to) {
		bool is_sure;

		for (to = from + 1; to < matches->count; to++)
			if (!are_listed(view, &matches->items[to - 1], &matches->items[to]))
				break;
		is_sure = is_run_sure(matches, from, to);
		for (size_t i = from; i < to && !is_sure; i++)
			is_sure = matches->items[i].is_weak && !is_part_of_name(view,
				&matches->items[i]) &&
				(has_neighbour_word(view, &matches->items[i]) ||
				 is_in_brackets(view, &matches->items[i]) ||
				 is_whole_line(reading, &matches->items[i]) ||
				 opens_line(reading, &matches->items[i]) ||
				 is_in_label(reading, &matches->items[i]));
		for (size_t i = from; i < to; i++)
			sure[i] = !matches->items[i].is_weak || is_sure;
	}
}

/* Whether a new clause begins between words [FIRST, LAST): a bracket's edge, or a comma
 * followed by a word such as "familiarity". */
static bool has_clause_break(const struct view *view, size_t first, size_t last)
{
	int depth = 0;

	for (size_t i = first + 1; i <= last && i < view->words.count; i++) {
		unsigned gap = view_gap(view, i);
		const struct hit *hit;

		if ((gap & GAP_OPEN) != 0 && (gap & GAP_CLOSE) == 0)
			depth++;
		else if ((gap & GAP_CLOSE) != 0 && (gap & GAP_OPEN) == 0 && depth > 0)
			depth--;
		hit = view_find(view, LEXICON_NEED, NEED_WORD_CLAUSE, i, i + 3);
		if ((gap & GAP_COMMA) != 0 && hit != NULL && hit->first == i)
			return true;
	}
	return depth > 0;
}

/* What the sentence around word AT says: "a plus" behind it, "ideally" ahead of it. */
static bool is_preferred_inline(const struct reading *reading, size_t at)
{
	const struct view *view = &reading->view;
	const struct line *line = outline_line_at(&reading->outline, at);
	const struct hits *hits = &view->hits[LEXICON_NEED];
	size_t from = view_back(view, at, GAP_SENTENCE);
	size_t to = view_ahead(view, at, GAP_SENTENCE);

	if (line != NULL && from < line->first)
		from = line->first;
	if (line != NULL && to > line->last)
		to = line->last;
	for (size_t i = view_hit_from(view, LEXICON_NEED, from);
	     i < hits->count && hits->items[i].last <= to; i++) {
		const struct hit *hit = &hits->items[i];

		if (hit->value == NEED_WORD_PREFERRED_BEHIND && hit->first > at &&
		    !has_clause_break(view, at, hit->first))
			return true;
		if (hit->value == NEED_WORD_PREFERRED_AHEAD && hit->last <= at &&
		    !has_clause_break(view, hit->first, at))
			return true;
	}
	return false;
}

/* Whether the sentence names others' products before word AT: "customers like". */
static bool is_others(const struct view *view, size_t at)
{
	size_t from = view_back(view, at, GAP_SENTENCE);

	if (at > from + NOT_WORDS)
		from = at - NOT_WORDS;
	return view_has(view, LEXICON_STACK, STACK_WORD_NOT, from, at);
}

static bool is_employer(const struct reading *reading, const struct technology_match *match)
{
	const char *company = reading->posting->company;
	size_t len = match->end - match->start;

	return company != NULL && ascii_starts_len(reading->view.text + match->start, len,
		company) &&
		strlen(company) == len;
}

/* Formats and protocols that all software uses: HTTP, JSON. */
static bool is_basic(const struct view *view, const struct technology_match *match, size_t word)
{
	size_t last = view_word_from(view, match->end);
	const struct hit *hit = view_find(view, LEXICON_STACK, STACK_WORD_BASIC, word, last);

	return hit != NULL && hit->first == word && hit->last == last;
}

/* "Programming on Linux/BSD/macOS": several systems after "on" say where one works, not what
 * one must know. */
static bool is_surroundings(const struct view *view, size_t word)
{
	size_t from = word;
	size_t count = 0;

	if (!view_has(view, LEXICON_STACK, STACK_WORD_SYSTEM, word, word + 1))
		return false;
	while (from > 0 && word - from < 5 &&
	       view_has(view, LEXICON_STACK, STACK_WORD_SYSTEM, from - 1, from))
		from--;
	for (size_t i = from; i < from + 6 && view_has(view, LEXICON_STACK, STACK_WORD_SYSTEM,
		i, i + 1);
	     i++)
		count++;
	return count > 1 && from > 0 && view_is(view, from - 1, "on");
}

static bool counts(const struct reading *reading, const struct technology_match *match, size_t word)
{
	const struct view *view = &reading->view;
	enum section_kind kind = reading_kind(reading, word);
	bool is_asked = kind == SECTION_REQUIREMENTS || kind == SECTION_PREFERRED;

	if (!is_stack_kind[match->technology->kind] || is_in_address(view, match))
		return false;
	if (is_employer(reading, match) && !is_asked)
		return false;
	if (is_others(view, word) || is_basic(view, match, word) || is_surroundings(view, word))
		return false;
	if (!reading_is_aside(reading, word))
		return true;
	return view_has(view, LEXICON_STACK, STACK_WORD_USED, view_back(view, word, GAP_SENTENCE),
			view_ahead(view, word, GAP_SENTENCE));
}

static enum need need_of(const struct reading *reading, size_t word)
{
	if (reading_kind(reading, word) == SECTION_PREFERRED)
		return NEED_PREFERRED;
	if (is_preferred_inline(reading, word))
		return NEED_PREFERRED;
	return reading_is_aside(reading, word) ? NEED_MENTIONED : NEED_REQUIRED;
}

static const char *const need_rules[] = {
	[NEED_REQUIRED] = "asked for or used",
	[NEED_PREFERRED] = "nice to have",
	[NEED_MENTIONED] = "mentioned",
};

static void from_text(struct reading *reading)
{
	struct technology_matches matches = { .count = 0 };
	bool *sure;

	technologies_scan(reading->vocabulary->technologies, reading->view.text, reading->view.len,
			  &matches);
	sure = xcalloc(matches.count + 1, sizeof *sure);
	corroborate(reading, &matches, sure);
	for (size_t i = 0; i < matches.count; i++) {
		const struct technology_match *match = &matches.items[i];
		size_t word = view_word_from(&reading->view, match->start);
		enum need need;

		if (!sure[i] || !counts(reading, match, word))
			continue;
		need = need_of(reading, word);
		posting_add_technology(reading->posting, match->technology->name, need);
		reading_note(reading, FIELD_STACK, match->start, match->end, need_rules[need]);
	}
	free(sure);
	VEC_RELEASE(&matches);
}

static bool has_technology(const struct posting *posting, const char *name)
{
	for (size_t i = 0; i < posting->stack.count; i++)
		if (strcmp(posting->stack.items[i].name, name) == 0)
			return true;
	return false;
}

/* Tags and keys of the source: one name each, or a list with commas. What the text says of one
 * of them tells more. */
static void from_stated(struct reading *reading)
{
	for (size_t i = 0; i < reading->raw->facts.count; i++) {
		const struct raw_fact *fact = &reading->raw->facts.items[i];
		const char *at = fact->text;

		if (fact->field != FIELD_STACK)
			continue;
		while (*at != '\0') {
			size_t end = strcspn(at, ",;");
			size_t start = 0;
			size_t stop = end;
			const struct technology *technology;

			ascii_trim(at, &start, &stop);
			technology = technologies_find(reading->vocabulary->technologies,
				at + start,
						       stop - start);
			if (technology != NULL && is_stack_kind[technology->kind] &&
			    !has_technology(reading->posting, technology->name)) {
				posting_add_technology(reading->posting, technology->name,
						       NEED_REQUIRED);
				reading_note_stated(reading, FIELD_STACK);
			}
			at += end + (at[end] != '\0');
		}
	}
}

void stack_extract(struct reading *reading)
{
	from_text(reading);
	from_stated(reading);
}
