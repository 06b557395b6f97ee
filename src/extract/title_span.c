/* What of a line or a cell is the title: without what stands before it ("Hiring:", "Berlin -") and
 * behind it ("at Acme", "- Remote", "(Toronto)"). */
#include "config.h"

#include "extract/title_int.h"

#include <string.h>

#include "extract/places_int.h"
#include "util/ascii.h"
#include "util/vec.h"

#define TITLE_BYTES_MAX 200
#define PREFIX_WORDS_MAX 5
#define PREFIXES_MAX 4
#define REST_WORDS_MAX 8
#define ASIDE_WORDS_MIN 2    /* "(Senior) Engineer" is no aside */
#define JOB_NUMBER_MIN 10000 /* "Tea Engineer-2001417" */

/* A part of a line: words and bytes; of a row of titles ("Openings: Engineer, Designer") the first
 * one is taken. */
struct piece { size_t first, last, start, end; bool is_row; };

/* "acme.engineering" names no role. */
static bool is_in_address(const struct view *view, size_t at)
{
	size_t start = view_start(view, at);

	return start > 1 && view->text[start - 1] == '.' && view->text[start - 2] != ' ';
}

const struct hit *title_role(const struct view *view, size_t first, size_t last)
{
	const struct hit *role = view_find(view, LEXICON_TITLE, TITLE_WORD_ROLE, first, last);

	while (role != NULL && is_in_address(view, role->first))
		role = view_find(view, LEXICON_TITLE, TITLE_WORD_ROLE, role->last, last);
	return role;
}

bool title_has_role(const struct view *view, size_t first, size_t last)
{
	return title_role(view, first, last) != NULL;
}

size_t title_strong_end(const struct reading *reading, size_t at)
{
	const struct view *view = &reading->view;
	const struct document *document = reading->document;
	size_t low = 0, high = document->strongs.count;
	size_t start = view_start(view, at);
	size_t last = at;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (document->strongs.items[middle].end <= start)
			low = middle + 1;
		else
			high = middle;
	}
	if (at == 0 || low == document->strongs.count ||
	    document->strongs.items[low].start > start ||
	    document->strongs.items[low].start < view_end(view, at))
		return at;
	while (last < view->words.count && last - at <= TITLE_WORDS_MAX &&
	       view_end(view, last + 1) <= document->strongs.items[low].end)
		last++;
	return last;
}

/* Whether words [FIRST, LAST) are a heading's, such as "Job Description". */
static bool is_heading(const struct view *view, size_t first, size_t last)
{
	const struct hit *hit = view_find(view, LEXICON_SECTION, -1, first, last);

	return hit != NULL && hit->first == first && hit->last == last;
}

size_t title_covered(const struct view *view, enum lexicon_group group, size_t first, size_t last)
{
	const struct hits *hits = &view->hits[group];
	size_t words = 0;

	for (size_t i = view_hit_from(view, group, first);
	     i < hits->count && hits->items[i].last <= last; i++)
		if (i == 0 || hits->items[i].first != hits->items[i - 1].first)
			words += hits->items[i].last - hits->items[i].first;
	return words;
}

/* Whether words [FIRST, LAST) are places, all of them; a city is one of them where CITY is asked
 * for. */
static bool are_places(const struct reading *reading, size_t first, size_t last, bool city)
{
	struct found_places places = { .count = 0 };
	bool has_city = !city;
	bool is_all;

	if (first >= last || last - first > REST_WORDS_MAX ||
	    !reading->view.words.items[first].is_upper)
		return false;
	places_parse(reading->vocabulary, &reading->view, first, last, 0, &places);
	is_all = places_words(&places, first, last) == last - first;
	for (size_t i = 0; i < places.count; i++)
		has_city = has_city || places.items[i].place.kind == PLACE_CITY;
	VEC_RELEASE(&places);
	return is_all && has_city;
}

/* Whether words [FIRST, LAST) say where or how one works, and no more. */
static bool says_terms(const struct view *view, size_t first, size_t last)
{
	return first < last &&
		(title_covered(view, LEXICON_WORKPLACE, first, last) == last - first ||
		 (title_covered(view, LEXICON_EMPLOYMENT, first, last) == last - first &&
		  !title_has_role(view, first, last)));
}

/* The word after the bracket that opens before word AT; LAST where it is not closed. */
static size_t bracket_end(const struct view *view, size_t at, size_t last)
{
	for (size_t i = at + 1; i < last; i++)
		if ((view_gap(view, i) & GAP_CLOSE) != 0)
			return i;
	return last;
}

/* Whether the title ends before word AT, a bracket: it is the last thing and says a place or how
 * one works. */
static bool ends_at_bracket(const struct reading *reading, size_t at, size_t last)
{
	const struct view *view = &reading->view;
	size_t end = bracket_end(view, at, last);

	return end == last && (says_terms(view, at, end) || are_places(reading, at, end, false));
}

/* Whether the title ends before word AT, a dash or comma: what follows is no part of a title. */
static bool ends_at_mark(const struct reading *reading, size_t at, size_t last, unsigned gap)
{
	const struct view *view = &reading->view;

	if ((gap & GAP_DASH) != 0 && (view_has(view, LEXICON_WORKPLACE, -1, at, at + 1) ||
				      is_heading(view, at, last)))
		return true;
	for (size_t i = at + 1; i < last; i++)
		if (view_gap(view, i) == GAP_GLUE && says_terms(view, at, i))
			return true;     /* "- full timePay: ..." */
	return says_terms(view, at, last) || are_places(reading, at, last, true);
}

/* "(acme.example)": whether the bracket before word AT, the last thing, holds an address. */
static bool is_bracketed_address(const struct view *view, size_t at, size_t last)
{
	static const char *const domains[] = { "com", "org", "io", "ai", "co", "dev", "app", "de",
		"uk", "example" };
	bool is_address = false;

	if ((view_gap(view, at) & GAP_OPEN) == 0 || at + 1 >= last || last > at + 4)
		return false;
	for (size_t i = 0; i < sizeof domains / sizeof domains[0]; i++)
		is_address = is_address || view_is(view, last - 1, domains[i]);
	return is_address && is_in_address(view, last - 1);
}

/* Whether word AT is what is left of a dash that was read as Latin-1. */
static bool is_torn_dash(const struct view *view, size_t at)
{
	size_t start = view_start(view, at);

	return start + 4 <= view->len &&
		memcmp(view->text + start, "\xc3\xa2\xc2\x80", 4) == 0;
}

/* "Software EngineerLocation": the next line was glued to a word for a role. */
static bool is_glued_on(const struct view *view, size_t first, size_t at)
{
	const struct hit *role = view_find(view, LEXICON_TITLE, TITLE_WORD_ROLE, first, at + 1);

	while (role != NULL && role->last < at)
		role = view_find(view, LEXICON_TITLE, TITLE_WORD_ROLE, role->last, at + 1);
	return role != NULL && role->last == at && view->words.items[at].is_upper;
}

/* Whether the title that begins at FIRST and has a role's word already ends before word AT. */
static bool ends_before(const struct reading *reading, size_t first, size_t at, size_t last)
{
	const struct view *view = &reading->view;
	unsigned gap = view_gap(view, at);

	if ((gap & (GAP_BAR | GAP_MONEY | GAP_STOP)) != 0 || view_is(view, at, "https") ||
	    view_is(view, at, "http") || view_is(view, at, "www"))
		return true;
	if (view_is(view, at, "at") && at + 1 < last && view->words.items[at + 1].is_upper)
		return true;
	if ((gap & GAP_OTHER) != 0 && view->text[view_start(view, at) - 1] == '@')
		return true;
	if (gap == GAP_GLUE)
		return is_glued_on(view, first, at);
	if (at + 1 < last && view->words.items[at].is_upper && is_heading(view, at, last))
		return true;             /* "Engineer About the company" */
	if (is_bracketed_address(view, at, last) ||
	    (is_torn_dash(view, at) &&
	     (at + 1 == last || ends_at_mark(reading, at + 1, last, GAP_DASH))))
		return true;
	if (gap == GAP_CLOSE && at + 1 == last && view->words.items[at].len == 1)
		return true;             /* "Engineer (Tea)r" */
	if (gap == GAP_HYPHEN && at + 1 == last)
		return view->words.items[at].number >= JOB_NUMBER_MIN;
	if (gap == GAP_BLANK)
		return (view_is(view, at, "in") || view_is(view, at, "for")) &&
			are_places(reading, at + 1, last, false);
	if ((gap & GAP_OPEN) != 0)
		return ends_at_bracket(reading, at, last);
	return (gap & (GAP_DASH | GAP_COMMA)) != 0 && ends_at_mark(reading, at, last, gap);
}

/* Drops the words behind the title. */
static void cut_rest(const struct reading *reading, struct piece *piece)
{
	const struct view *view = &reading->view;

	bool is_inside = false;  /* a bracket */

	for (size_t i = piece->first + 1; i < piece->last; i++) {
		unsigned gap = view_gap(view, i);

		if ((gap & GAP_CLOSE) != 0)
			is_inside = false;
		if (is_inside || !title_has_role(view, piece->first, i) ||
		    (!ends_before(reading, piece->first, i, piece->last) &&
		     !(piece->is_row && (gap & GAP_COMMA) != 0))) {
			is_inside = is_inside || (gap & GAP_OPEN) != 0;
			continue;
		}
		piece->last = i;
		piece->end = view_end(view, i);
		return;
	}
}

bool title_is_weak(const struct view *view, size_t at)
{
	return view_is(view, at, "engineering") || view_is(view, at, "development") ||
		view_is(view, at, "worker") || view_is(view, at, "provider");
}

bool title_is_about_applicant(const struct reading *reading, size_t at)
{
	const struct view *view = &reading->view;
	size_t from = view_back(view, at, GAP_SENTENCE);

	return view_has(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_YEARS, from, at) ||
		view_has(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_PAST, from, at) ||
		reading_kind(reading, at) == SECTION_PREFERRED ||
		reading_kind(reading, at) == SECTION_LEGAL;
}

/* "3 Tea Engineer roles" and "Tea Engineer FTE" name Tea Engineers. */
static void cut_word_for_job(const struct view *view, struct piece *piece)
{
	static const char *const words[] = { "role", "roles", "position", "positions", "opening",
		"openings", "job", "jobs", "fte", "w2", "c2c", "wanted" };
	size_t at = piece->last - 1;
	size_t role = at - 1;    /* "Tea Engineer II role" */

	if (at < piece->first + 2 || view_gap(view, at) != GAP_BLANK)
		return;
	if (role > piece->first && view->words.items[role].is_caps)
		role--;
	if (!title_has_role(view, role, role + 1) || title_is_weak(view, role))
		return;
	if (VIEW_IS_ONE_OF(view, at, words)) {
		piece->last = at;
		piece->end = view_end(view, at);
	}
}

/* The word behind "we are" or "we're" at FIRST. */
static size_t past_we_are(const struct view *view, size_t first)
{
	const struct word *word = &view->words.items[first];
	const char *folded = view->folded.text + word->at;

	if (view_is(view, first, "we") && view_is(view, first + 1, "are"))
		return first + 2;
	return word->len > 4 && memcmp(folded, "we", 2) == 0 &&
		memcmp(folded + word->len - 2, "re", 2) == 0 && word->len <= 7 ? first + 1 : first;
}

/* "Hiring Engineers", "Multiple Openings: Engineer": the word behind such a phrase; FIRST where
 * none begins there. */
static size_t past_lead(const struct view *view, size_t first, size_t last)
{
	size_t at = past_we_are(view, first);
	const struct hit *hit = view_find(view, LEXICON_TITLE, TITLE_WORD_LEAD, at, last);

	if (hit == NULL || hit->first != at || hit->last >= last ||
	    view_is(view, hit->last, "or") || view_is(view, hit->last, "and") ||
	    (view_gap(view, hit->last) & (GAP_OPEN | GAP_COMMA | GAP_SLASH | GAP_STOP)) != 0)
		return first;
	return hit->last;
}

/* "Berlin: Engineer", "Portland, OR - Engineer": likewise. */
static size_t past_place(const struct reading *reading, size_t first, size_t last)
{
	const struct view *view = &reading->view;

	for (size_t i = first + 1; i < last && i - first <= PREFIX_WORDS_MAX; i++)
		if ((view_gap(view, i) & (GAP_COLON | GAP_DASH | GAP_BAR)) != 0)
			return are_places(reading, first, i, false) ? i : first;
	return first;
}

/* "3", "2x" */
static bool is_count(const struct view *view, size_t at)
{
	const struct word *word = &view->words.items[at];
	const char *folded = view->folded.text + word->at;

	return word->number >= 0 || (word->len == 2 && ascii_is_digit(folded[0]) &&
				     folded[1] == 'x');
}

/* "Acme (S10) seeks Tea Engineer": likewise. */
static size_t past_seeks(const struct view *view, size_t first, size_t last)
{
	static const char *const verbs[] = { "seeks", "wants", "hires", "hiring", "seeking" };
	size_t at = first + 1;

	for (; at + 1 < last && at - first < PREFIX_WORDS_MAX; at++)
		for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
			size_t next = at + 1 + (view_is(view, at + 1, "a") ||
						view_is(view, at + 1, "an"));

			if (view_is(view, at, verbs[i]) && !view->words.items[at].is_upper &&
			    next < last && view->words.items[next].is_upper &&
			    !title_has_role(view, first, at))
				return next;
		}
	return first;
}

/* Drops one thing before the title: a count, what is in square brackets, a lead, a place. */
static bool cut_prefix(const struct reading *reading, struct piece *piece)
{
	const struct view *view = &reading->view;
	size_t first = piece->first;
	size_t start = view_start(view, first);

	if (start > piece->start && view->text[start - 1] == '[')
		first = bracket_end(view, first, piece->last);
	else if (start > piece->start && view->text[start - 1] == '(' &&
		 bracket_end(view, first, piece->last) > first + ASIDE_WORDS_MIN)
		first = bracket_end(view, first, piece->last);
	else if (is_count(view, first) && first + 1 < piece->last &&
		 view_gap(view, first + 1) == GAP_BLANK)
		first++;
	else
		first = past_lead(view, first, piece->last);
	if (first == piece->first)
		first = past_place(reading, first, piece->last);
	if (first == piece->first)
		first = past_seeks(view, first, piece->last);
	if (first == piece->first && view_is(view, first, "about") &&
	    view_is(view, first + 1, "the"))
		first += 2;
	if (first == piece->first || !title_has_role(view, first, piece->last))
		return false;
	piece->is_row = piece->is_row || (past_lead(view, piece->first, piece->last) == first &&
					  (view_gap(view, first) & GAP_COLON) != 0);
	piece->first = first;
	piece->start = view_start(view, first);
	return true;
}

/* Drops marks before the first word: bars, signs of items, emoji; no bracket and not the dot of
 * ".NET". */
static void cut_marks(const struct view *view, struct piece *piece)
{
	size_t start = view_start(view, piece->first);

	if (start > piece->start &&
	    (view->text[start - 1] == '(' || view->text[start - 1] == '[' ||
	     view->text[start - 1] == '.'))
		start--;
	if (start > piece->start)
		piece->start = start;
}

static bool is_trailing_mark(char c)
{
	return c == ' ' || c == '-' || c == ':' || c == ',' || c == '|' || c == '*' || c == '.' ||
		c == '=' || c == ';' || c == '(' || c == '[';
}

/* Takes bytes [START, END) without marks at the end, and with the bracket that closes there. */
static void set_title(struct reading *reading, size_t start, size_t end, const char *rule)
{
	const struct view *view = &reading->view;
	int open = 0;

	for (size_t i = start; i < end; i++)
		open += (view->text[i] == '(' || view->text[i] == '[') -
			(view->text[i] == ')' || view->text[i] == ']');
	while (open-- > 0 && end < view->len &&
	       (view->text[end] == ')' || view->text[end] == ']'))
		end++;
	while (end > start && is_trailing_mark(view->text[end - 1]))
		end--;
	if (end < start + 2 || end - start > TITLE_BYTES_MAX)
		return;
	reading->posting->title = reading_copy(view, start, end);
	reading_note(reading, FIELD_TITLE, start, end, rule);
}

void title_set(struct reading *reading, size_t first, size_t last, const char *rule)
{
	set_title(reading, view_start(&reading->view, first), view_end(&reading->view, last),
		  rule);
}

bool title_take(struct reading *reading, size_t first, size_t last, size_t start, size_t end,
		const char *rule)
{
	struct piece piece = { .first = first, .last = last, .start = start, .end = end };
	size_t whole;

	for (int i = 0; i < PREFIXES_MAX && cut_prefix(reading, &piece); i++)
		;
	cut_marks(&reading->view, &piece);
	whole = piece.last;
	cut_rest(reading, &piece);
	reading->posting->title_inferred = piece.is_row && piece.last < whole;
	cut_word_for_job(&reading->view, &piece);
	set_title(reading, piece.start, piece.end, rule);
	return reading->posting->title != NULL;
}
