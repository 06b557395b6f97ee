/* A title out of sentences: "As a Data Engineer, you will", "our firmware group"; always
 * inferred. */
#include "config.h"

#include "extract/title_int.h"

#include "extract/names_int.h"
#include "util/ascii.h"

#define SPAN_WORDS_MAX 10
#define ASIDE_WORDS_MAX 10
#define TAIL_WORDS_MAX 5     /* behind a comma */
#define RATING_STRONG 7      /* of what is bold: above all others */

/* Whether words go on in prose, so that no title is among them: "to", "who". "to lead" is no title
 * either way. */
static bool stops_at(const struct view *view, size_t at)
{
	const struct hit *hit = view_find(view, LEXICON_TITLE, TITLE_WORD_STOP, at, at + 4);

	return (hit != NULL && hit->first == at && (view_gap(view, at) & GAP_HYPHEN) == 0) ||
		(view_is(view, at, "to") && (view_gap(view, at) & GAP_HYPHEN) == 0) ||
		view_is(view, at, "will");
}

/* The word after a bracket that opens before word AT; AT where there is none. */
static size_t past_bracket(const struct view *view, size_t at)
{
	if ((view_gap(view, at) & (GAP_OPEN | GAP_LINE)) != GAP_OPEN)
		return at;
	for (size_t i = at + 1; i < at + SPAN_WORDS_MAX && i < view->words.count; i++)
		if ((view_gap(view, i) & GAP_CLOSE) != 0)
			return i;
	return at;
}

/* "Engineer II, API at", "Manager, Client Solutions to", "Manager – Networking to": LAST, or the
 * end of words with capitals behind a comma or dash where the sentence goes on after them. */
static size_t past_comma(const struct view *view, size_t last)
{
	static const char *const readers[] = { "you", "youll", "we" };
	size_t at = last;

	if ((view_gap(view, last) & (GAP_COMMA | GAP_DASH)) == 0 ||
	    (view_gap(view, last) & ~(unsigned)(GAP_COMMA | GAP_DASH | GAP_BLANK)) != 0)
		return last;
	while (at < view->words.count && at - last < TAIL_WORDS_MAX &&
	       view->words.items[at].is_upper &&
	       (at == last ||
		(view_gap(view, at) & ~(unsigned)(GAP_BLANK | GAP_HYPHEN | GAP_OTHER)) == 0))
		at++;
	if (at == last || view_is(view, at, "is") || view_is(view, at, "has"))
		return last;
	if ((view_gap(view, at) & GAP_COMMA) != 0)
		return VIEW_IS_ONE_OF(view, at, readers) ? at : last;
	return (view_gap(view, at) & ~(unsigned)(GAP_BLANK | GAP_OPEN)) == 0 &&
		stops_at(view, past_bracket(view, at)) ? at : last;
}

/* The end of a name that goes on: "Engineer II", "Head of Sales & Marketing". */
static size_t extend(const struct view *view, size_t last, size_t end)
{
	const struct word *words = view->words.items;

	if (last < end && words[last].is_upper &&
	    (view_gap(view, last) & ~(unsigned)(GAP_BLANK | GAP_HYPHEN | GAP_SLASH)) == 0 &&
	    (words[last].is_caps || words[last].len == 1 || words[last].number >= 0))
		return last + 1;
	if (last + 2 < end && view_is(view, last, "to") && view_is(view, last + 1, "the") &&
	    words[last + 2].is_caps)
		return last + 3;         /* "Assistant to the CEO" */
	if (last + 1 >= end || !view_is(view, last, "of") || !words[last + 1].is_upper)
		return last;
	for (last++; last < end; last++)
		if ((!words[last].is_upper &&
		     !(view_is(view, last, "and") && last + 1 < end && words[last + 1].is_upper)) ||
		    (view_gap(view, last) &
		     ~(unsigned)(GAP_BLANK | GAP_HYPHEN | GAP_SLASH | GAP_OTHER)) != 0)
			break;
	return last;
}

/* Whether a role that is written with capitals ended before LAST and the next one, before word TO,
 * is of another thing: "Manager and lead". */
static bool is_done(const struct view *view, size_t last, size_t to)
{
	const struct word *words = view->words.items;

	return to > last + 1 && words[last - 1].is_upper && !words[to - 1].is_upper;
}

/* "U.S.-based", "Berlin-based": where, not what. */
static bool is_based(const struct view *view, size_t at)
{
	for (size_t i = at + 1; i <= at + 2; i++)
		if (view_is(view, i, "based"))
			return true;
	return false;
}

/* "Developer Experience (DevEx) Engineer": whether the bracket before word AT holds one word and
 * the name goes on behind it. */
static bool is_short_form(const struct view *view, size_t at)
{
	unsigned inside = GAP_BLANK | GAP_CLOSE;

	return view_gap(view, at) == (GAP_BLANK | GAP_OPEN) && view->words.items[at].is_upper &&
		view_gap(view, at + 1) == inside && view->words.items[at + 1].is_upper;
}

/* Where a title in prose that begins at FIRST must have ended. Commas are no end before the first
 * capital or role: "a capable, versatile Data Scientist". */
static size_t prose_end(const struct view *view, size_t first)
{
	unsigned inside = GAP_BLANK | GAP_HYPHEN | GAP_SLASH | GAP_OTHER | GAP_PLUS;
	const struct hit *role = title_role(view, first, first + SPAN_WORDS_MAX);
	bool has_capital = false;
	size_t at = first;

	for (; at < view->words.count && at - first < SPAN_WORDS_MAX && !stops_at(view, at); at++) {
		bool is_named = has_capital || (role != NULL && role->last <= at);

		if (at > first && has_capital && is_short_form(view, at))
			at++;
		else if (at > first &&
			 (view_gap(view, at) & ~(inside | (is_named ? 0u : GAP_COMMA))) != 0)
			break;
		has_capital = has_capital ||
			(view->words.items[at].is_upper && !is_based(view, at));
	}
	return at;
}

/* The last word of a role's name that begins at FIRST: up to the last word for a role and what
 * belongs to it. FIRST where it is none. */
static size_t span_end(const struct view *view, size_t first)
{
	size_t end = prose_end(view, first);
	size_t last = first;
	const struct hit *role = title_role(view, first, end);

	while (role != NULL && (last == first || !is_done(view, last, role->last))) {
		last = role->last;
		role = title_role(view, last, end);
	}
	if (last == first)
		return last;
	return past_comma(view, extend(view, last, last + SPAN_WORDS_MAX < view->words.count &&
				       last == end ? last + SPAN_WORDS_MAX : end));
}

/* "Engineer", "iOS" */
static bool is_capital(const struct view *view, size_t at)
{
	const struct word *word = &view->words.items[at];

	return word->is_upper || (word->end - word->start > 1 &&
				  ascii_is_upper(view->text[word->start + 1]));
}

/* "senior QA engineer": AT, or the word before it where that is a level of a role that is written
 * small. */
static size_t with_level(const struct view *view, size_t first, size_t at, size_t last)
{
	if (at == first || view->words.items[last - 1].is_upper ||
	    view_gap(view, at) != GAP_BLANK)
		return at;
	return view_is(view, at - 1, "founding") ||
		view_has(view, LEXICON_SENIORITY, -1, at - 1, at) ? at - 1 : at;
}

/* "Director level Engineering Manager": the word behind the level. */
static size_t past_rank(const struct view *view, size_t at, size_t last)
{
	const struct word *words = view->words.items;

	return at + 2 < last && view_is(view, at + 1, "level") && !words[at + 1].is_upper &&
		words[at + 2].is_upper && title_has_role(view, at, at + 1) ? at + 2 : at;
}

/* Leaves out what praises: "a talented Backend Engineer". */
static size_t span_start(const struct view *view, size_t first, size_t last, bool *has_capital)
{
	const struct hit *hit;

	*has_capital = false;
	if (first + 2 < last && name_is_possessive(view, first))
		first++;         /* "as Acme's first Engineer" */
	while ((hit = view_find(view, LEXICON_TITLE, TITLE_WORD_FLUFF, first, last)) != NULL &&
	       hit->first == first && hit->last < last && !view->words.items[first].is_upper)
		first = hit->last;
	for (size_t i = first; i < last; i++)
		if (is_capital(view, i) && view->words.items[i].number < 0 &&
		    !is_based(view, i)) {
			*has_capital = !title_has_role(view, first, i);
			return past_rank(view, *has_capital ? with_level(view, first, i, last) :
					 first, last);
		}
	return first;
}

/* "an expert", "a leader": alone such a word tells what somebody is like. */
static bool is_praise(const struct view *view, size_t at)
{
	return view_is(view, at, "expert") || view_is(view, at, "leader") ||
		view_is(view, at, "professional") || view_is(view, at, "owner") ||
		view_is(view, at, "partner") || view_is(view, at, "operator") ||
		view_is(view, at, "leaders") || view_is(view, at, "experts") ||
		view_is(view, at, "professionals") || view_is(view, at, "partners");
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
	else if (!has_capital)   /* "looking for an intern" */
		return reading_is_aside(reading, hit->first) ||
			is_praise(&reading->view, first) ? -1 : 0;
	if (reading_kind(reading, hit->first) == SECTION_COMPANY ||
	    reading_kind(reading, hit->first) == SECTION_REQUIREMENTS)
		total -= 1;
	return total;
}

struct span { size_t first, last; int rating; };

/* Whether words [FIRST, LAST) are those of BEST and one or two more: "Senior Tea Engineer" where
 * "Tea Engineer" was said before, "Tea Engineer II". */
static bool says_more(const struct view *view, const struct span *best, size_t first, size_t last)
{
	const struct name name = { best->first, best->last };
	size_t words = best->last - best->first;
	struct name head = { first, first + words };
	struct name tail = { last - words, last };

	return best->first < best->last && last - first > words && last - first <= words + 2 &&
		(name_equal(view, &name, &head) || name_equal(view, &name, &tail));
}

/* Takes words [FIRST, LAST) where they are better than what was found before. */
static void consider(const struct view *view, struct span *best, size_t first, size_t last,
		     int rating)
{
	if (first < last && (rating > best->rating ||
			     (rating == best->rating && says_more(view, best, first, last))))
		*best = (struct span){ first, last, rating };
}

/* "a trusted point of contact", "a set of technologists": what is lower case and says more than a
 * role. */
static bool describes(const struct view *view, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++)
		if (view_is(view, i, "of") || view_is(view, i, "between") ||
		    view_is(view, i, "minded") || view_is(view, i, "member"))
			return !view_is(view, first, "head") && !view_is(view, first, "director") &&
				!view_is(view, first, "member") && !view_is(view, first, "chief");
	return title_commas(view, first, last) > 0;
}

/* "serve as the primary owner", "experience as a writer": a duty or a past, not the title. */
static bool is_duty(const struct view *view, size_t at)
{
	static const char *const words[] = { "serve", "serves", "serving", "act", "acts", "acting",
		"experience", "background", "grow", "develop", "known", "reputation" };

	return at > 0 && VIEW_IS_ONE_OF(view, at - 1, words);
}

/* "As a **Tea Cloud for Offices: Architect** you": what is bold says where the title ends. */
static bool consider_strong(const struct reading *reading, const struct hit *hit,
			    struct span *best)
{
	const struct view *view = &reading->view;
	size_t first = hit->last;
	size_t last = title_strong_end(reading, first);
	bool has_capital;

	if (last == first && (view_is(view, first, "a") || view_is(view, first, "an")))
		last = title_strong_end(reading, ++first);
	if (last > first && (view_is(view, first, "a") || view_is(view, first, "an")))
		first++;
	if (last <= first || last - first > TITLE_WORDS_MAX || !title_has_role(view, first, last))
		return false;
	first = span_start(view, first, last, &has_capital);
	for (size_t i = first + 1; i < last; i++)
		if ((view_gap(view, i) & GAP_OPEN) != 0 && title_has_role(view, first, i))
			last = i;        /* "Engineer (full-time)" */
	for (size_t i = first + 1; i < last; i++)
		if (view_is(view, i, "at") || view_is(view, i, "who") || view_is(view, i, "to"))
			last = i;        /* "Engineers at all levels" */
	if (!has_capital || last - first < 2 || !title_has_role(view, first, last) ||
	    is_praise(view, last - 1))
		return false;
	consider(view, best, first, last, RATING_STRONG);
	return true;
}

/* "experience as a Tea Engineer", "training as Scrum Master": what applicants were before. */
static bool is_past(const struct view *view, size_t at)
{
	static const char *const words[] = { "experience", "background", "training", "trained",
		"worked", "certification", "certified", "expertise", "previously" };

	for (size_t i = 0; view_gap(view, at) == GAP_BLANK && at > 0 &&
	     i < sizeof words / sizeof words[0]; i++)
		if (view_is(view, at - 1, words[i]))
			return true;
	return false;
}

static void consider_hit(const struct reading *reading, const struct hit *hit, struct span *best)
{
	const struct view *view = &reading->view;
	size_t first = hit->last;
	size_t last;
	bool has_capital;

	if (first >= view->words.count || title_is_about_applicant(reading, hit->first) ||
	    (view_gap(view, first) & (GAP_SENTENCE | GAP_OPEN)) != 0 ||
	    (hit->value == TITLE_WORD_AS && is_past(view, hit->first)))
		return;
	if (consider_strong(reading, hit, best))
		return;
	last = span_end(view, first);
	first = span_start(view, first, last, &has_capital);
	if (!has_capital && (first == last || describes(view, first, last) ||
			     title_is_weak(view, last - 1) || is_duty(view, hit->first)))
		return;                  /* it describes: "an organized, discreet operator" */
	consider(view, best, first, last, rate(reading, hit, first, last, has_capital));
}

/* Whether the word that is not a name and ends as LETTER says: "designs", "independently". */
static bool ends_with(const struct view *view, size_t at, char letter)
{
	const struct word *word = &view->words.items[at];

	return !word->is_upper && word->len > 3 &&
		view->folded.text[word->at + word->len - 1] == letter;
}

/* Whether word AT says what somebody does or that a role was named. */
static bool goes_on(const struct view *view, size_t at)
{
	const struct hit *hit;

	at = past_bracket(view, at);
	if (at >= view->words.count ||
	    (view_gap(view, at) & ~(unsigned)(GAP_BLANK | GAP_CLOSE)) != 0)
		return false;
	hit = view_find(view, LEXICON_TITLE, TITLE_WORD_AFTER, at, at + 4);
	return (hit != NULL && hit->first == at) || view_is(view, at, "at") ||
		view_is(view, at, "will") || view_is(view, at, "include") ||
		ends_with(view, at, 's') ||
		(ends_with(view, at, 'y') && at + 1 < view->words.count &&
		 ends_with(view, at + 1, 's'));
}

/* The end of what a role is for, where something is said of it behind that: LAST for none. "Manager
 * for Banking at Acme will", "Engineer on our Data team is". */
static size_t past_aside(const struct view *view, size_t last)
{
	if (!view_is(view, last, "for") && !view_is(view, last, "on") && !view_is(view, last, "in"))
		return last;
	for (size_t i = last + 1; i < last + ASIDE_WORDS_MAX && i < view->words.count &&
	     (view_gap(view, i) & ~(unsigned)(GAP_BLANK | GAP_OPEN | GAP_CLOSE)) == 0; i++)
		if (view_is(view, i, "will") || view_is(view, i, "is"))
			return i;
	return last;
}

/* "The Manager, Tea and Kettles, is": the end of what stands between the commas; LAST for none. */
static size_t past_commas(const struct view *view, size_t last)
{
	size_t at = last;

	if ((view_gap(view, last) & ~(unsigned)(GAP_COMMA | GAP_BLANK)) != 0)
		return last;
	while (at < view->words.count && at - last < TAIL_WORDS_MAX + 2 &&
	       (view->words.items[at].is_upper || view_is(view, at, "and") ||
		view_is(view, at, "of")) &&
	       (at == last || (view_gap(view, at) &
			       ~(unsigned)(GAP_BLANK | GAP_HYPHEN | GAP_SLASH | GAP_OTHER)) == 0))
		at++;
	return at > last && (view_is(view, at, "is") || view_is(view, at, "will")) ? at : last;
}

/* "I'm CEO" */
static bool is_i_am(const struct view *view, size_t at)
{
	return view_is(view, at, "im");
}

/* "Tea and Kettle Manager", not "the CEO and Tea Manager": whether word AT joins two words with
 * capitals of one name. */
static bool is_and(const struct view *view, size_t at)
{
	return at > 1 && view_is(view, at, "and") && view_gap(view, at) == GAP_BLANK &&
		view->words.items[at - 1].is_upper && view->words.items[at + 1].is_upper &&
		!title_has_role(view, at - 1, at);
}

/* The first word of a name with capitals whose last word for a role begins at AT. */
static size_t role_start(const struct view *view, size_t at)
{
	size_t first = at;

	while (first > 0 && at - first < SPAN_WORDS_MAX &&
	       (view->words.items[first - 1].is_upper || is_and(view, first - 1)) &&
	       !view_is(view, first - 1, "the") &&
	       !view_is(view, first - 1, "this") && !view_is(view, first - 1, "our") &&
	       !is_i_am(view, first - 1) &&
	       (view_gap(view, first) &
		~(unsigned)(GAP_BLANK | GAP_HYPHEN | GAP_SLASH | GAP_OTHER)) == 0)
		first--;
	return first;
}

/* "The Data Scientist will …": a role with capitals after "the" or "this" and before such a word;
 * less sure "Data Scientists are" at the start of a line. */
static void consider_role(const struct reading *reading, const struct hit *role, struct span *best)
{
	const struct view *view = &reading->view;
	size_t first;
	size_t last;
	size_t tail;

	if (!view->words.items[role->first].is_upper)
		return;
	last = extend(view, role->last, role->last + SPAN_WORDS_MAX < view->words.count ?
		      role->last + SPAN_WORDS_MAX : view->words.count);
	tail = past_commas(view, last);
	if (tail == last && !goes_on(view, last) && past_aside(view, last) == last)
		return;
	last = tail;
	first = role_start(view, role->first);
	if (last - first < 2 || title_is_about_applicant(reading, role->first))
		return;
	if (first > 0 && (view_is(view, first - 1, "the") || view_is(view, first - 1, "this") ||
			  view_is(view, first - 1, "our")))
		consider(view, best, first, last, 5);
	else if ((view_gap(view, first) & GAP_LINE) != 0 && !title_is_weak(view, last - 1))
		consider(view, best, first, last, reading_is_aside(reading, first) ? 0 : 3);
}

/* "we're currently hiring" */
static bool is_we_hire(const struct view *view, const struct hit *hit)
{
	static const char *const adverbs[] = { "currently", "actively", "always", "also", "still" };
	size_t at = hit->first;

	if (hit->value != TITLE_WORD_LEAD || at == 0 || !view_is(view, hit->last - 1, "hiring"))
		return false;
	if (at > 1 && VIEW_IS_ONE_OF(view, at - 1, adverbs))
		at--;
	return view_is(view, at - 1, "were");
}

bool title_from_prose(struct reading *reading)
{
	const struct view *view = &reading->view;
	const struct hits *hits = &view->hits[LEXICON_TITLE];
	struct span best = { 0, 0, -1 };

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];

		if (hit->value == TITLE_WORD_BEFORE || hit->value == TITLE_WORD_HIRING ||
		    hit->value == TITLE_WORD_AS || is_we_hire(view, hit))
			consider_hit(reading, hit, &best);
		else if (hit->value == TITLE_WORD_ROLE)
			consider_role(reading, hit, &best);
	}
	if (best.rating < 0)
		return false;
	title_set(reading, best.first, best.last, "in a sentence");
	reading->posting->title_inferred = reading->posting->title != NULL;
	return reading->posting->title_inferred;
}
