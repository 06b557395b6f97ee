/*
 * Which matches are meant. A name that is an ordinary word too ("Go", "Excel") counts where it is
 * listed with others, where a word beside it speaks of technologies, or where its place in the text
 * leaves no doubt.
 */
#include "config.h"

#include "extract/stack_int.h"

#include <string.h>

#include "util/ascii.h"

#define GAP_BYTES 80         /* between two of a list, with a remark in brackets */
#define ITEM_BYTES 24        /* of an unknown name in a list */
#define REMARK_BYTES 60
#define LABEL_WORDS 4

bool stack_is_craft(enum technology_kind kind)
{
	return kind == TECHNOLOGY_LANGUAGE || kind == TECHNOLOGY_FRAMEWORK ||
		kind == TECHNOLOGY_LIBRARY;
}

/* What stands between two matches, read from AT to END. */
struct gap_text {
	const char *text;
	size_t at, end;
	size_t marks;            /* commas, slashes, "and" */
	size_t unknown;          /* names of no vocabulary that it may hold */
};

static bool take_word(struct gap_text *gap)
{
	static const char *const words[] = { "and/or", "and", "or", "as well as" };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t len = strlen(words[i]);

		if (gap->end - gap->at > len &&
		    ascii_starts_len(gap->text + gap->at, gap->end - gap->at, words[i]) &&
		    !ascii_is_alnum(gap->text[gap->at + len])) {
			gap->at += len;
			gap->marks++;
			return true;
		}
	}
	return false;
}

/* The rest of a bracket: "(most of the backend)", " scraper)". */
static bool take_remark(struct gap_text *gap)
{
	for (size_t i = gap->at; i < gap->end && i - gap->at < REMARK_BYTES; i++) {
		if (gap->text[i] == ')') {
			gap->at = i + 1;
			return true;
		}
		if (gap->text[i] == '\n' || gap->text[i] == '(' || gap->text[i] == ':')
			return false;
	}
	return false;
}

/* One name that we do not know, between two marks of a list. */
static bool take_unknown(struct gap_text *gap)
{
	size_t at = gap->at;

	if (gap->marks == 0 || gap->unknown == 0 || !ascii_is_alnum(gap->text[at]))
		return false;
	for (; at < gap->end && at - gap->at < ITEM_BYTES; at++) {
		char c = gap->text[at];

		if (c == ',' || c == '/' || c == ' ') {
			struct gap_text rest = { gap->text, at + (c == ' '), gap->end, 0, 0 };

			if (c != ' ' || take_word(&rest)) {
				gap->at = at;
				gap->unknown--;
				return true;
			}
		} else if (!ascii_is_alnum(c) && c != '-' && c != '.' && c != '+') {
			return false;
		}
	}
	return false;
}

/* Whether only what divides a list stands between two matches: ", ", "/", " and "; and at most
 * UNKNOWN names that we do not know. */
static bool are_listed(const struct view *view, const struct technology_match *a,
		       const struct technology_match *b, size_t unknown)
{
	struct gap_text gap = { view->text, a->end, b->start, 0, unknown };

	if (b->start < a->end || b->start - a->end > GAP_BYTES)
		return false;
	while (gap.at < gap.end) {
		char c = gap.text[gap.at];

		if (c == ' ' || c == ')' || c == ']') {
			gap.at++;
		} else if (strchr(",/&+|;(", c) != NULL) {
			gap.marks++;
			gap.at++;
		} else if (!take_word(&gap) && !take_unknown(&gap) && !take_remark(&gap)) {
			return false;
		}
	}
	return gap.marks > 0;
}

static bool is_capital(const struct view *view, const struct technology_match *match)
{
	return !ascii_is_lower(view->text[match->start]);
}

/* A word that leads to a technology ("experience in") right before, or one that follows it ("Go
 * developer"). Of a small letter a single word before says nothing: "in less". */
static bool has_neighbour_word(const struct view *view, const struct technology_match *match)
{
	size_t first = view_word_from(view, match->start);
	size_t last = view_word_from(view, match->end);
	size_t from = first > 4 ? first - 4 : 0;
	size_t words = is_capital(view, match) ? 1 : 2;
	const struct hits *hits = &view->hits[LEXICON_STACK];

	for (size_t i = view_hit_from(view, LEXICON_STACK, from); i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];
		unsigned spans = GAP_BLANK | GAP_COLON | GAP_OPEN;

		if (hit->first > last)
			break;
		if (hit->last == first && view_is(view, first - 1, "g"))
			spans |= GAP_COMMA | GAP_STOP | GAP_OTHER;
		if (hit->value == STACK_WORD_BEFORE && hit->last == first &&
		    hit->last - hit->first >= words && (view_gap(view, first) & ~spans) == 0)
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

static const struct line *line_of(const struct reading *reading,
				  const struct technology_match *match)
{
	return outline_line_at(&reading->outline, view_word_from(&reading->view, match->start));
}

static bool is_asked_for(const struct reading *reading, const struct technology_match *match)
{
	const struct line *line = line_of(reading, match);

	return line != NULL &&
		(line->kind == SECTION_REQUIREMENTS || line->kind == SECTION_PREFERRED);
}

/* Whether it is all that stands in a pair of brackets: "search tools (Glean)". Among what is asked
 * for the first of several will do: "tools (Spark or other)". */
static bool is_in_brackets(const struct reading *reading, const struct technology_match *match)
{
	const struct view *view = &reading->view;
	size_t next = view_word_from(view, match->end);

	if (match->start == 0 || view->text[match->start - 1] != '(')
		return false;
	if (match->end < view->len && view->text[match->end] == ')')
		return true;
	return is_capital(view, match) && is_asked_for(reading, match) &&
		((view_gap(view, next) & GAP_COMMA) != 0 ||
		 ((view_gap(view, next) & GAP_SLASH) != 0 && match->end - match->start > 1) ||
		 view_is(view, next, "or") || view_is(view, next, "and"));
}

static bool is_whole_line(const struct reading *reading, const struct technology_match *match)
{
	const struct line *line = line_of(reading, match);

	return line != NULL && line->start == match->start && line->end <= match->end + 1;
}

/* First in a line of what is asked for, and no sentence's first word: "Rust (our agent is in it)",
 * "Go or Rust". */
static bool opens_line(const struct reading *reading, const struct technology_match *match)
{
	const struct view *view = &reading->view;
	size_t first = view_word_from(view, match->start);
	size_t next = view_word_from(view, match->end);
	const struct line *line = line_of(reading, match);

	if (line == NULL || line->first != first || !is_asked_for(reading, match))
		return false;
	return (view_gap(view, next) & (GAP_OPEN | GAP_COMMA | GAP_SLASH | GAP_LINE)) != 0 ||
		view_is(view, next, "or") || view_is(view, next, "and") ||
		view_is(view, next, "on");
}

/* "Firmware: C": all that a label of a few words names, or the first of it. */
static bool follows_label(const struct reading *reading, const struct technology_match *match)
{
	const struct view *view = &reading->view;
	size_t first = view_word_from(view, match->start);
	const struct line *line = line_of(reading, match);

	return line != NULL && !reading_is_aside(reading, first) &&
		stack_is_craft(match->technology->kind) &&
		is_capital(view, match) && first > line->first &&
		first - line->first <= LABEL_WORDS &&
		(view_gap(view, first) & ~(unsigned)GAP_BLANK) == GAP_COLON &&
		(view_gap(view, view_word_from(view, match->end)) &
		 (GAP_LINE | GAP_COMMA | GAP_SLASH | GAP_PLUS | GAP_OPEN)) != 0;
}

/* Stands beside a label of the stack, within the first sentence of its value. */
static bool is_in_label(const struct reading *reading, const struct technology_match *match)
{
	size_t word = view_word_from(&reading->view, match->start);

	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];

		if (pair->label == LABEL_STACK && pair->start <= match->start &&
		    match->end <= pair->end)
			return view_back(&reading->view, word, GAP_STOP) <= pair->first;
	}
	return false;
}

/* A run of listed matches [from, to). */
struct run {
	size_t from, to;
	size_t sure;             /* that are no ordinary words */
	size_t firm;             /* of these, what no company's product is called */
	size_t craft;            /* that one writes software with */
	size_t databases;
	size_t small;            /* written with a small letter */
};

static bool is_firm(enum technology_kind kind)
{
	return stack_is_craft(kind) || kind == TECHNOLOGY_DATABASE;
}

static struct run run_at(const struct reading *reading, const struct technology_matches *matches,
			 size_t from)
{
	const struct view *view = &reading->view;
	bool is_asked = is_asked_for(reading, &matches->items[from]);
	struct run run = { .from = from, .to = from };

	do {
		const struct technology_match *match = &matches->items[run.to++];

		run.sure += !match->is_weak;
		run.firm += !match->is_weak && is_firm(match->technology->kind);
		run.craft += stack_is_craft(match->technology->kind);
		run.databases += match->technology->kind == TECHNOLOGY_DATABASE;
		run.small += !is_capital(view, match);
	} while (run.to < matches->count &&
		 are_listed(view, &matches->items[run.to - 1], &matches->items[run.to],
			    is_asked || run.firm > 0));
	return run;
}

/* Whether the weak ones of a run may count for the others' sake. */
static bool is_run_sure(const struct run *run)
{
	size_t count = run->to - run->from;

	if (count < 2)
		return false;
	if (run->sure > 0 || (count >= 3 && run->craft > 0))
		return true;
	return run->small == 0 && (count >= 3 || run->craft > 0);
}

static bool is_meant(const struct reading *reading, const struct technology_match *match)
{
	return !is_part_of_name(&reading->view, match) &&
		(has_neighbour_word(&reading->view, match) || is_in_brackets(reading, match) ||
		 is_whole_line(reading, match) || opens_line(reading, match) ||
		 follows_label(reading, match) || is_in_label(reading, match));
}

void stack_corroborate(const struct reading *reading, const struct technology_matches *matches,
		       struct stack_mark *marks)
{
	for (size_t from = 0; from < matches->count;) {
		struct run run = run_at(reading, matches, from);
		bool is_sure = is_run_sure(&run);

		for (size_t i = run.from; i < run.to && !is_sure; i++)
			is_sure = matches->items[i].is_weak &&
				is_meant(reading, &matches->items[i]);
		for (size_t i = run.from; i < run.to; i++) {
			marks[i].is_sure = !matches->items[i].is_weak || is_sure;
			marks[i].is_listed = run.to - run.from >= 3 &&
				(run.craft > 0 || run.databases > 1);
		}
		from = run.to;
	}
}
