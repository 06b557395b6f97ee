/*
 * The company as a vote: the sentences of a text name the one who hires in some ways ("About Acme",
 * "At Acme, we", "Acme is looking for", "Acme builds"), each with its weight.
 */
#include "config.h"

#include "extract/company_int.h"

#include <string.h>

#include "extract/places_int.h"
#include "extract/title_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/vec.h"

#define CANDIDATES_MAX 64
#define VOTES_ENOUGH 3
#define VOTES_TECHNOLOGY 6   /* a name that is also a technology's must be said often */
#define OPENING_LINES 20
#define OPENING_WORDS 8
#define ASIDE_WORDS 8        /* "At Acme (an address), we" */
#define ABOUT_WORDS 6        /* of a heading */
#define YEAR_DIGITS 4

#define VOTES_ABOUT 6
#define VOTES_BEFORE 4
#define VOTES_AFTER 4
#define VOTES_WEAK 2
#define VOTES_OPENING 4
#define VOTES_VERB 1
#define VOTES_VERB_MAX 3
#define VOTES_DECIDED 10
#define VOTES_LEAD 8

struct vote { struct candidate items[CANDIDATES_MAX]; size_t count; };

/* "2024Acme": the end of a line glued to a name. */
static bool begins_with_year(const struct view *view, size_t at)
{
	const struct word *word = &view->words.items[at];

	for (size_t i = 0; i < YEAR_DIGITS; i++)
		if (i >= word->len || !ascii_is_digit(view->folded.text[word->at + i]))
			return false;
	return word->len > YEAR_DIGITS && word->number < 0 &&
		ascii_is_upper(view->text[word->start + YEAR_DIGITS]);
}

bool company_is_generic(const struct reading *reading, size_t first, size_t last)
{
	const struct view *view = &reading->view;
	const struct hit *hit = view_find(view, LEXICON_COMPANY, -1, first, last);
	const struct hit *role = view_find(view, LEXICON_TITLE, TITLE_WORD_ROLE, first, last);
	const struct hit *label = view_find(view, LEXICON_LABEL, -1, first, last);

	if (last - first > 1 && view_gap(view, first + 1) == GAP_GLUE)
		return false;            /* a name in one word: "OnePay" */
	if (hit != NULL && hit->first == first && hit->value != COMPANY_WORD_AFTER &&
	    hit->value != COMPANY_WORD_WEAK_AFTER && hit->value != COMPANY_WORD_SUFFIX)
		return true;
	if (role != NULL && role->last == last)
		return true;
	if (label != NULL && label->first == first && label->last == last)
		return true;
	if (begins_with_year(view, first))
		return true;
	if (last - first > 1 && view->words.items[first].number >= 0 &&
	    ascii_is_digit(view->text[view_start(view, first + 1)]))
		return true;             /* "46.00Acme" */
	return last - first == 1 && (view->words.items[first].number >= 0 ||
				     view->words.items[first].len < 2 ||
				     (hit != NULL && hit->value == COMPANY_WORD_SUFFIX));
}

/* Whether the name is a technology's that is hardly an employer's too; many platforms are. */
static bool is_technology(const struct reading *reading, size_t first, size_t last)
{
	const struct view *view = &reading->view;
	size_t start = view_start(view, first);
	const struct technology *technology;

	technology = technologies_find(reading->vocabulary->technologies, view->text + start,
				       view_end(view, last) - start);
	return technology != NULL && technology->kind != TECHNOLOGY_PLATFORM;
}

bool company_is_place(const struct reading *reading, const struct name *name)
{
	struct found_places places = { .count = 0 };
	bool is_whole;

	places_parse(reading->vocabulary, &reading->view, name->first, name->last, 0, &places);
	is_whole = places.count > 0 && places.items[0].first == name->first &&
		places.items[places.count - 1].last == name->last;
	VEC_RELEASE(&places);
	return is_whole;
}

static struct candidate *add_candidate(struct vote *vote, const struct candidate *candidate)
{
	if (vote->count == CANDIDATES_MAX)
		return NULL;
	vote->items[vote->count] = *candidate;
	return &vote->items[vote->count++];
}

/* Whether bytes of the text say the same name but for capitals. */
static bool is_named(const struct view *view, const struct candidate *at, size_t start, size_t len)
{
	if (at->end - at->start != len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (ascii_lower(view->text[at->start + i]) != ascii_lower(view->text[start + i]))
			return false;
	return true;
}

/* The candidate of this name, a new one where it is the first time. NULL where it is no name. */
static struct candidate *candidate_for(struct reading *reading, struct vote *vote,
				       const struct name *name, bool is_sure)
{
	const struct view *view = &reading->view;
	const struct candidate new = { .name = *name, .start = view_start(view, name->first),
		.end = name_end(view, name) };

	if (new.end <= new.start)
		return NULL;
	for (size_t i = 0; i < vote->count; i++) {
		struct candidate *at = &vote->items[i];

		if (!is_named(view, at, new.start, new.end - new.start))
			continue;
		if (view->words.items[at->name.first].is_caps &&
		    !view->words.items[name->first].is_caps) {
			at->name = *name; /* capitals do not show how it is written */
			at->start = new.start;
			at->end = new.end;
		}
		return at;
	}
	if ((!is_sure && company_is_generic(reading, name->first, name->last)) ||
	    company_is_place(reading, name))
		return NULL;
	return add_candidate(vote, &new);
}

static void cast_sure(struct reading *reading, struct vote *vote, struct name name, int votes,
		      const char *rule, bool is_sure)
{
	struct candidate *candidate;

	if (name.first == name.last)
		return;
	if (name.last - name.first > 1 && view_is(&reading->view, name.first, "the"))
		name.first++;
	candidate = candidate_for(reading, vote, &name, is_sure);
	if (candidate == NULL)
		return;
	if (candidate->rule == NULL || votes > VOTES_WEAK)
		candidate->rule = rule;
	if (votes == VOTES_VERB && candidate->verbs++ >= VOTES_VERB_MAX)
		return;
	candidate->votes += votes;
}

static void cast(struct reading *reading, struct vote *vote, struct name name, int votes,
		 const char *rule)
{
	cast_sure(reading, vote, name, votes, rule, false);
}

/* "Bank of America", where only "Bank" was taken. */
static struct name name_with_of(const struct view *view, struct name name)
{
	const struct name rest = name_from(view, name.last + 1, name.last + NAME_WORDS_MAX);

	if (name.last == name.first || name_is_possessive(view, name.last - 1) ||
	    !view_is(view, name.last, "of") || view_gap(view, name.last) != GAP_BLANK ||
	    rest.first == rest.last || view_gap(view, rest.first) != GAP_BLANK ||
	    rest.last - name.first > NAME_WORDS_MAX)
		return name;
	name.last = rest.last;
	return name;
}

static void note_clause_end(const struct view *view, struct vote *vote, const struct name *name)
{
	size_t start = view_start(view, name->first);

	for (size_t i = 0; i < vote->count; i++)
		if (is_named(view, &vote->items[i], start, name_end(view, name) - start))
			vote->items[i].ends_clause = true;
}

/* "at Acme"; where "we" or "our" follows, it is surely ours: "At Acme, we build". A name of two
 * words right before "we" is one even where its first word is in no name else: "At Marketing
 * Kettles, we". */
static void cast_at(struct reading *reading, struct vote *vote, size_t first)
{
	static const char *const ours[] = { "we", "our", "were", "weve", "you", "youll", "us" };
	const struct view *view = &reading->view;
	struct name name = name_with_of(view, name_from(view, first, first + NAME_WORDS_MAX));
	bool is_ours = false;
	bool is_sure = name.last - name.first > 1 && (view_gap(view, name.last) & GAP_COMMA) != 0 &&
		view_is_one_of(view, name.last, ours, 4) &&
		!view_has(view, LEXICON_TITLE, TITLE_WORD_ROLE, name.first, name.first + 1);

	for (size_t at = name.last; at < name.last + ASIDE_WORDS && !is_ours &&
	     (view_gap(view, at) & GAP_SENTENCE) == 0 &&
	     (view_gap(view, at) & (GAP_COLON | GAP_SLASH)) != GAP_COLON; at++)
		is_ours = VIEW_IS_ONE_OF(view, at, ours);
	cast_sure(reading, vote, name, is_ours ? VOTES_BEFORE : VOTES_WEAK,
		  is_ours ? "at, we" : "at", is_sure);
	if (name.last > name.first && !title_is_about_applicant(reading, first) &&
	    (view_gap(view, name.last) & (GAP_SENTENCE | GAP_COMMA)) != 0)
		note_clause_end(view, vote, &name);
}

/* "About NEXT": a name in capitals, where the words before it are none. */
static bool is_shouted(const struct view *view, const struct hit *hit, const struct name *name)
{
	static const char *const words[] = { "you", "the", "our", "job", "role", "team", "this" };

	return name->last == name->first + 1 && view->words.items[name->first].is_caps &&
		view->words.items[name->first].len > 2 && !view->words.items[hit->first].is_caps &&
		!VIEW_IS_ONE_OF(view, name->first, words);
}

/* "About Acme", as a line of its own or with the next line glued to it: "About Acme, Inc.We". */
static void cast_about(struct reading *reading, struct vote *vote, const struct hit *hit)
{
	const struct view *view = &reading->view;
	const struct line *line = outline_line_at(&reading->outline, hit->first);
	struct name name;
	size_t end;

	if (line == NULL || (hit->first != line->first &&
			     (view_gap(view, hit->first) & GAP_GLUE) == 0))
		return;
	name = name_from(view, hit->last, hit->last + NAME_WORDS_MAX);
	if (name.last > name.first + 1 && view_is(view, name.first, "us") &&
	    view_gap(view, name.first + 1) == GAP_GLUE)
		name.first++;            /* "About UsAcme is" */
	end = name.last;
	if (view_has(view, LEXICON_COMPANY, COMPANY_WORD_SUFFIX, end, end + 1))
		end++;
	if (line->last - line->first <= ABOUT_WORDS ||
	    (name.last > name.first && (view_gap(view, end) & GAP_GLUE) != 0))
		cast_sure(reading, vote, name, VOTES_ABOUT, "a heading about it",
			  is_shouted(view, hit, &name));
}

/* "Acme (www.acme.example) is hiring": the word behind which the name ends; AT without an address
 * in brackets before it. */
static size_t before_bracket(const struct view *view, size_t at)
{
	size_t open = at;

	if ((view_gap(view, at) & GAP_CLOSE) == 0)
		return at;
	while (open > 0 && at - open < ASIDE_WORDS && (view_gap(view, open) & GAP_OPEN) == 0)
		open--;
	return open < at && (view_is(view, open, "www") || view_is(view, open, "http") ||
			     view_is(view, open, "https")) ? open : at;
}

static void cast_phrase(struct reading *reading, struct vote *vote, const struct hit *hit)
{
	const struct view *view = &reading->view;
	bool is_joined = hit->last < view->words.count &&
		(view_gap(view, hit->last) & ~(unsigned)GAP_BLANK) == 0;

	switch (hit->value) {
	case COMPANY_WORD_BEFORE:
		if (is_joined)
			cast(reading, vote,
			     name_from(view, hit->last, hit->last + NAME_WORDS_MAX), VOTES_BEFORE,
			     "joins");
		break;
	case COMPANY_WORD_WEAK_BEFORE:
		if (is_joined && view_is(view, hit->first, "at"))
			cast_at(reading, vote, hit->last);
		break;
	case COMPANY_WORD_ABOUT:
		if (is_joined)
			cast_about(reading, vote, hit);
		break;
	case COMPANY_WORD_AFTER:
		cast(reading, vote, name_before(view, before_bracket(view, hit->first)),
		     VOTES_AFTER, "is hiring");
		break;
	case COMPANY_WORD_WEAK_AFTER:
		cast(reading, vote, name_before(view, hit->first), VOTES_WEAK,
		     "says what it is");
		break;
	default:
		break;
	}
}

static void cast_phrases(struct reading *reading, struct vote *vote)
{
	const struct hits *hits = &reading->view.hits[LEXICON_COMPANY];
	const struct hit *items = hits->items;
	size_t count = hits->count;

	for (size_t i = 0; i < count; i++)
		if (items[i].value < COMPANY_WORD_GENERIC)
			cast_phrase(reading, vote, &items[i]);
}

/* Whether words from AT on say what a name does: "builds", "is", or after an aside in commas. */
static bool is_verb(const struct view *view, size_t at)
{
	const struct word *verb = &view->words.items[at];

	if (at >= view->words.count || verb->is_upper || view_is(view, at, "this") ||
	    view_is(view, at, "its") || view_is(view, at, "his") ||
	    (view_gap(view, at) & ~(unsigned)(GAP_BLANK | GAP_CLOSE)) != 0)
		return false;
	if (view_is(view, at, "is") || view_is(view, at, "has") || view_is(view, at, "was"))
		return true;
	return verb->len > 2 && view->folded.text[verb->at + verb->len - 1] == 's' &&
		view->folded.text[verb->at + verb->len - 2] != 's' &&
		!view_has(view, LEXICON_COMPANY, COMPANY_WORD_THINGS, at, at + 1);
}

/* The end of the first line that is long enough to be a sentence, near the top. */
static size_t opening_end(const struct reading *reading)
{
	for (size_t i = 0; i < reading->outline.lines.count && i < OPENING_LINES; i++) {
		const struct line *line = &reading->outline.lines.items[i];
		char end = line->end > line->start ? reading->view.text[line->end - 1] : ' ';

		if (line->last - line->first >= OPENING_WORDS &&
		    (end == '.' || end == '!' || end == '?' || end == ':'))
			return line->last;
	}
	return 0;
}

/* "Acme's mission": what only the firm that writes has. */
static bool is_owner(const struct view *view, const struct name *name)
{
	return view_has(view, LEXICON_COMPANY, COMPANY_WORD_OWNED, name->last, name->last + 2);
}

/* A sentence that begins "Acme does …", which counts most as the first of all; "Acme's". */
static void cast_sentences(struct reading *reading, struct vote *vote)
{
	const struct view *view = &reading->view;
	const struct word *words = view->words.items;
	size_t opening = opening_end(reading);
	size_t count = view->words.count;

	for (size_t i = 0; i + 1 < count; i++) {
		struct name name;
		bool begins;

		if (!words[i].is_upper)
			continue;
		begins = (words[i].gap & GAP_SENTENCE) != 0;
		if ((words[i].number >= 0 && words[i + 1].gap != GAP_GLUE) ||
		    (!begins && (i == 0 || words[i - 1].is_upper ||
				 (!words[i + 1].is_upper && !name_is_possessive(view, i)))))
			continue;
		name = name_from(view, i, i + NAME_WORDS_MAX);
		if (name_is_possessive(view, name.last - 1))
			cast(reading, vote, name, is_owner(view, &name) ? VOTES_WEAK : VOTES_VERB,
			     "its");
		else if (begins && is_verb(view, name.last))
			cast(reading, vote, name, i < opening ? VOTES_OPENING : VOTES_VERB, "does");
	}
}

/* Whether sentences could hardly change who is ahead. */
static bool is_decided(const struct vote *vote)
{
	int first = 0;
	int second = 0;

	for (size_t i = 0; i < vote->count; i++) {
		int votes = vote->items[i].votes;

		second = votes > first ? first : votes > second ? votes : second;
		first = votes > first ? votes : first;
	}
	return first >= VOTES_DECIDED && first >= second + VOTES_LEAD;
}

static bool is_enough(const struct reading *reading, const struct candidate *at)
{
	return at->votes >= VOTES_TECHNOLOGY ||
		(at->votes >= VOTES_ENOUGH &&
		 !is_technology(reading, at->name.first, at->name.last));
}

/* "at Tea University" is where one learns, not where one works. */
static bool is_school(const struct view *view, const struct name *name)
{
	static const char *const words[] = { "university", "college", "institute", "school" };

	for (size_t i = name->first; i < name->last; i++)
		if (VIEW_IS_ONE_OF(view, i, words))
			return true;
	return false;
}

/* How often the text says the candidate's name. */
static int count_said(const struct view *view, const struct candidate *at)
{
	const struct word *words = view->words.items;
	size_t len = at->name.last - at->name.first;
	int count = 0;

	for (size_t i = 0; i + len <= view->words.count; i++) {
		const struct name other = { i, i + len };

		count += words[i].is_upper && words[i].id == words[at->name.first].id &&
			ascii_lower(view->text[words[i].start]) ==
			ascii_lower(view->text[at->start]) && name_equal(view, &at->name, &other);
	}
	return count;
}

/* Where nobody has votes enough: the name behind an "at" that ends a clause, said again. */
static void elect_by_mentions(const struct reading *reading, const struct vote *vote,
			      struct candidate *best)
{
	int most = 1;

	for (size_t i = 0; i < vote->count; i++) {
		const struct candidate *at = &vote->items[i];
		int said = 0;

		if (at->ends_clause && !is_school(&reading->view, &at->name) &&
		    !is_technology(reading, at->name.first, at->name.last))
			said = count_said(&reading->view, at);
		if (said > most) {
			most = said;
			*best = *at;
		}
	}
}

bool company_elect(struct reading *reading, struct candidate *best)
{
	struct vote *vote = xmalloc(sizeof *vote);

	vote->count = 0;
	best->votes = 0;
	cast_phrases(reading, vote);
	if (!is_decided(vote))
		cast_sentences(reading, vote);
	for (size_t i = 0; i < vote->count; i++)
		if (vote->items[i].votes > best->votes && is_enough(reading, &vote->items[i]))
			*best = vote->items[i];
	if (best->votes == 0)
		elect_by_mentions(reading, vote, best);
	free(vote);
	return best->votes > 0;
}
