/* How much a technology is asked for: by the section it stands in, then by the sentence around it
 * ("is a plus" behind it, "ideally" ahead of it). */
#include "config.h"

#include "extract/stack_int.h"

#define ITEM_WORDS 5         /* of "some Java experience (optional)" */
#define LIST_ITEMS 16        /* of a list that one line speaks of */
#define LEAD_WORDS 16        /* of such a line */

/* Whether the stop before word AT ends a short form: "e.g. Go", "etc. are a plus". */
static bool is_short_form(const struct view *view, size_t at)
{
	if (at == 0 || at >= view->words.count || (view_gap(view, at) & GAP_STOP) == 0 ||
	    (view_gap(view, at) & (GAP_LINE | GAP_GLUE)) != 0)
		return false;
	if (view_is(view, at - 1, "etc"))
		return !view->words.items[at].is_upper;
	return at > 1 && (view_is(view, at - 1, "g") || view_is(view, at - 1, "e")) &&
		(view_is(view, at - 2, "e") || view_is(view, at - 2, "i"));
}

void stack_sentence(const struct reading *reading, size_t at, size_t *from, size_t *to)
{
	const struct view *view = &reading->view;
	const struct line *line = outline_line_at(&reading->outline, at);
	unsigned ends = GAP_SENTENCE | GAP_BAR;

	*from = view_back(view, at, ends);
	while (is_short_form(view, *from) && at - *from < VIEW_REACH)
		*from = view_back(view, *from - 1, ends);
	*to = view_ahead(view, at, ends);
	while (is_short_form(view, *to) && *to - at < VIEW_REACH)
		*to = view_ahead(view, *to, ends);
	if (line != NULL && *from < line->first)
		*from = line->first;
	if (line != NULL && *to > line->last)
		*to = line->last;
}

/* Whether a new clause begins at word AT: a comma followed by a word such as "familiarity", which
 * is not itself what the hit END speaks of ("Netezza, experience a plus"). */
static bool is_clause(const struct view *view, size_t at, size_t end)
{
	const struct hit *hit;

	if ((view_gap(view, at) & GAP_COMMA) == 0)
		return false;
	hit = view_find(view, LEXICON_NEED, NEED_WORD_CLAUSE, at, at + 3);
	return hit != NULL && hit->first == at && hit->last != end;
}

/* Whether something between words FIRST and LAST keeps what is said of one from the other: a new
 * clause or another judgement ("is essential"). */
static bool is_cut(const struct view *view, size_t first, size_t last)
{
	for (size_t i = first + 1; i <= last && i < view->words.count; i++)
		if (is_clause(view, i, last) || (i < last && view_is(view, i, "but")))
			return true;
	return view_has(view, LEXICON_NEED, NEED_WORD_REQUIRED, first, last);
}

/* Whether LAST stands in brackets that open behind FIRST. */
static bool enters_brackets(const struct view *view, size_t first, size_t last)
{
	int depth = 0;

	for (size_t i = first + 1; i <= last && i < view->words.count; i++) {
		unsigned gap = view_gap(view, i);

		if ((gap & GAP_OPEN) != 0 && (gap & GAP_CLOSE) == 0)
			depth++;
		else if ((gap & GAP_CLOSE) != 0 && (gap & GAP_OPEN) == 0 && depth > 0)
			depth--;
	}
	return depth > 0;
}

/* Whether the brackets that are open at FIRST are closed before LAST. */
static bool leaves_brackets(const struct view *view, size_t first, size_t last)
{
	int depth = 0;

	for (size_t i = first + 1; i <= last && i < view->words.count; i++) {
		unsigned gap = view_gap(view, i);

		if ((gap & GAP_OPEN) != 0 && (gap & GAP_CLOSE) == 0)
			depth++;
		else if ((gap & GAP_CLOSE) != 0 && (gap & GAP_OPEN) == 0 && depth-- == 0)
			return true;
	}
	return false;
}

/* Whether a clause ends with the hit, or one of few words goes on: "preferred but not a must". A
 * single word such as "plus" means less in the middle of one. */
static bool ends_clause(const struct view *view, const struct hit *hit)
{
	static const char *const words[] = { "but", "and", "or", "for", "if", "though", "although",
		"as", "not", "when", "here" };

	if ((view_gap(view, hit->last) & ~(unsigned)(GAP_BLANK | GAP_HYPHEN | GAP_GLUE)) != 0)
		return true;
	return VIEW_IS_ONE_OF(view, hit->last, words);
}

/* Whether a person does what the hit says: "you will help customers". */
static bool has_person(const struct view *view, const struct hit *hit)
{
	static const char *const persons[] = { "you", "we", "they", "who", "youll", "and", "to" };

	if (hit->first == 0 || !(view_is(view, hit->first, "will") ||
	    view_is(view, hit->first, "would") || view_is(view, hit->first, "helps")))
		return false;
	return VIEW_IS_ONE_OF(view, hit->first - 1, persons);
}

/* "Some Java experience (optional)": of the item that the bracket follows. */
static bool is_remark_on(const struct view *view, const struct hit *hit, size_t at)
{
	if ((view_gap(view, hit->first) & GAP_OPEN) == 0 || hit->first - at > ITEM_WORDS)
		return false;
	for (size_t i = at + 1; i < hit->first; i++)
		if ((view_gap(view, i) & ~(unsigned)(GAP_BLANK | GAP_HYPHEN | GAP_OTHER)) != 0 ||
		    view_is(view, i, "and") || view_is(view, i, "or"))
			return false;
	return true;
}

/* Whether the hit behind word AT speaks of it, or of the bracket after the hit that AT is in: "a
 * plus (Go, Rust)". */
static bool speaks_of_before(const struct view *view, const struct hit *hit, size_t at)
{
	if ((hit->last - hit->first == 1 && !ends_clause(view, hit)) || has_person(view, hit) ||
	    (view_gap(view, hit->last) & GAP_COLON) != 0)
		return false;
	if (hit->last <= at)
		return (view_gap(view, hit->last) & GAP_OPEN) != 0 &&
			!leaves_brackets(view, hit->last, at);
	if (hit->first <= at)
		return false;
	return (!is_cut(view, at, hit->first) && !enters_brackets(view, at, hit->first)) ||
		is_remark_on(view, hit, at);
}

/* Whether the hit ahead of word AT speaks of it. After a colon, and of a bonus, that is so of all
 * that the sentence names: "Bonus: knowledge of Go, experience with Rust". */
static bool speaks_of_after(const struct view *view, const struct hit *hit, size_t at)
{
	if (hit->last > at || leaves_brackets(view, hit->first, at))
		return false;
	return (view_gap(view, hit->last) & (GAP_COLON | GAP_DASH)) != 0 ||
		view_is(view, hit->first, "bonus") || !is_cut(view, hit->last, at);
}

/* "Desired: Go", "Advantage - Go": a word that stands ahead with a mark behind it. */
static bool is_label_of(const struct view *view, const struct hit *hit, size_t from)
{
	unsigned gap = view_gap(view, hit->last);

	return (gap & GAP_COLON) != 0 || (hit->first == from && (gap & GAP_DASH) != 0);
}

static bool is_preferred_inline(const struct reading *reading, size_t at)
{
	const struct view *view = &reading->view;
	const struct hits *hits = &view->hits[LEXICON_NEED];
	size_t from;
	size_t to;

	stack_sentence(reading, at, &from, &to);
	for (size_t i = view_hit_from(view, LEXICON_NEED, from);
	     i < hits->count && hits->items[i].last <= to; i++) {
		const struct hit *hit = &hits->items[i];
		bool is_behind = hit->value == NEED_WORD_PREFERRED_BEHIND;
		bool is_label = is_behind && is_label_of(view, hit, from);

		if (is_behind && speaks_of_before(view, hit, at))
			return true;
		if ((is_label || hit->value == NEED_WORD_PREFERRED_AHEAD) &&
		    speaks_of_after(view, hit, at))
			return true;
	}
	return false;
}

static bool is_item(const struct reading *reading, const struct line *line)
{
	return reading->document->blocks.items[line->block].kind == BLOCK_ITEM;
}

/* Whether the line that leads to the list around word AT says it: "Any of these is a plus:". */
static bool is_preferred_above(const struct reading *reading, size_t at)
{
	const struct view *view = &reading->view;
	const struct line *line = outline_line_at(&reading->outline, at);

	if (line == NULL || !is_item(reading, line))
		return false;
	for (size_t i = 0; i < LIST_ITEMS && line > reading->outline.lines.items; i++) {
		line--;
		if (is_item(reading, line))
			continue;
		return line->last - line->first <= LEAD_WORDS && line->end > line->start &&
			(line->level > 0 || view->text[line->end - 1] == ':') &&
			(view_has(view, LEXICON_NEED, NEED_WORD_PREFERRED_AHEAD, line->first,
				  line->last) ||
			 view_has(view, LEXICON_NEED, NEED_WORD_PREFERRED_BEHIND, line->first,
				  line->last)) &&
			!view_has(view, LEXICON_NEED, NEED_WORD_REQUIRED, line->first, line->last);
	}
	return false;
}

enum need stack_need(const struct reading *reading, size_t at)
{
	size_t from;
	size_t to;

	if (reading_kind(reading, at) == SECTION_PREFERRED || is_preferred_inline(reading, at) ||
	    is_preferred_above(reading, at))
		return NEED_PREFERRED;
	if (!reading_is_aside(reading, at))
		return NEED_REQUIRED;
	stack_sentence(reading, at, &from, &to);
	return view_has(&reading->view, LEXICON_STACK, STACK_WORD_ASKED, from, to) ?
		NEED_REQUIRED : NEED_MENTIONED;
}
