/*
 * Years of experience: of the numbers that stand before "years", the first that asks for experience
 * in general, by a score of what stands around it. Years of the company's history, of vesting or of
 * service are none.
 */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

#include "util/ascii.h"

#define YEARS_MAX 30
#define MONTHS_MAX 60
#define NEAR_WORDS 9
#define GENERAL_WORDS 6
#define SECTION_LINES 40
#define HEAD_WORDS 4             /* "You have at least" */
#define SCORE_ENOUGH 3

/* Gaps that no amount spans: "3, years" is none. */
#define GAP_AMOUNT_END \
	(GAP_LINE | GAP_COMMA | GAP_COLON | GAP_BAR | GAP_STOP | GAP_SLASH | GAP_MONEY)

struct amount {
	int min, max;            /* years; -1 for none */
	size_t first, unit;      /* words: of the number, "years" */
	bool is_open;            /* "5+", "3-5", "at least 5" */
	bool is_adjective;       /* "a five-year plan" */
};

/* Words between the number and "years". */
static const char *const fillers[] = { "or", "more", "plus", "full", "solid", "calendar" };

/* Two words before a number that make of it the most, not the least. */
static const struct { const char *first, *second; } most_words[] = {
	{ "up", "to" }, { "less", "than" }, { "fewer", "than" }, { "maximum", "of" },
	{ "no", "more" }, { "a", "maximum" },
};

static bool is_filler(const struct view *view, size_t at)
{
	return VIEW_IS_ONE_OF(view, at, fillers);
}

/* What a word says as a number; of "2years" and of the 2 that is glued to "Science2" too. -1 for
 * none. */
static int number_at(const struct view *view, size_t at)
{
	const struct word *word = &view->words.items[at];
	const char *text = view->folded.text + word->at;
	size_t start = word->len;
	int64_t value;

	if (word->number >= 0)
		return word->number <= MONTHS_MAX ? word->number : -1;
	if (ascii_is_digit(text[0])) {
		size_t digits = ascii_number(text, word->len, &value);

		/* The bytes of a dash that were read one by one. */
		return digits > 0 && digits < word->len && value <= YEARS_MAX &&
			(unsigned char)view->text[word->start + digits] >= 0x80 ? (int)value : -1;
	}
	while (start > 0 && ascii_is_digit(text[start - 1]))
		start--;
	if (start < 4 || word->len - start == 0 || word->len - start > 2)
		return -1;
	return ascii_number(text + start, word->len - start, &value) > 0 ? (int)value : -1;
}

/* The number before the one at AMOUNT->first where both make a range: "3-5", "3 to 5", "between 3
 * and 5"; a dash whose bytes were read in the wrong encoding is one too. */
static void read_range(const struct view *view, struct amount *amount)
{
	size_t at = amount->first;
	unsigned gap = view_gap(view, at);
	int low;

	if (at >= 1 && (gap & (GAP_HYPHEN | GAP_DASH | GAP_OTHER)) != 0 && (gap & GAP_LINE) == 0)
		at -= 1;
	else if (at >= 2 && (view_is(view, at - 1, "to") || view_is(view, at - 1, "or")))
		at -= 2;
	else if (at >= 3 && view_is(view, at - 1, "and") && view_is(view, at - 3, "between"))
		at -= 2;
	else
		return;
	low = number_at(view, at);
	if (low < 0 || low >= amount->min)
		return;
	amount->max = amount->min;
	amount->min = low;
	amount->first = at;
	amount->is_open = true;
}

static void read_bounds(const struct view *view, struct amount *amount)
{
	size_t first = amount->first;

	for (size_t i = 0; first >= 2 && i < sizeof most_words / sizeof most_words[0]; i++)
		if (view_is(view, first - 1, most_words[i].second) &&
		    view_is(view, first - 2, most_words[i].first) && amount->max < 0) {
			amount->max = amount->min;
			amount->min = -1;
			return;
		}
	amount->is_open = amount->is_open || (view_gap(view, amount->unit) & GAP_PLUS) != 0 ||
		(first >= 1 && (view_is(view, first - 1, "minimum") ||
				view_is(view, first - 1, "least"))) ||
		(first >= 2 && view_is(view, first - 1, "of") &&
		 view_is(view, first - 2, "minimum"));
}

/* Reads the number that stands before the "years" of HIT: "3-5 years", "five (5) or more
 * years". */
static bool read_amount(const struct view *view, const struct hit *hit, struct amount *amount)
{
	size_t at = hit->first;
	int number = -1;

	*amount = (struct amount){ .min = -1, .max = -1, .first = at, .unit = at };
	if (view->words.items[at].number < 0 &&
	    ascii_is_digit(view->folded.text[view->words.items[at].at])) {
		int64_t value;

		/* "5yrs" */
		if (ascii_number(view->folded.text + view->words.items[at].at,
				 view->words.items[at].len, &value) > 0 && value <= YEARS_MAX)
			number = (int)value;
	}
	for (int i = 0; number < 0 && i < 4 && at > 0 &&
	     (view_gap(view, at) & GAP_AMOUNT_END) == 0; i++) {
		number = number_at(view, --at);
		if (number < 0 && !is_filler(view, at))
			return false;
		amount->is_open = amount->is_open || (view_gap(view, at + 1) & GAP_PLUS) != 0 ||
			view_is(view, at, "more") || view_is(view, at, "plus");
	}
	if (number < 0)
		return false;
	amount->first = at;
	amount->min = number;
	if (at > 0 && (view_gap(view, at) & GAP_OPEN) != 0 && number_at(view, at - 1) == number)
		amount->first--;         /* "five (5)" */
	amount->is_adjective = (view_gap(view, hit->first) & GAP_HYPHEN) != 0 &&
		(view_is(view, hit->first, "year") || view_is(view, hit->first, "month"));
	read_range(view, amount);
	read_bounds(view, amount);
	if (hit->value == EXPERIENCE_WORD_MONTHS) {
		amount->min = amount->min < 0 ? -1 : amount->min / 12;
		amount->max = amount->max < 0 ? -1 : amount->max / 12;
	}
	return amount->min <= YEARS_MAX && amount->max <= YEARS_MAX;
}

static bool is_experience(const struct view *view, size_t at)
{
	return view_is(view, at, "experience") || view_is(view, at, "exp") ||
		view_is(view, at, "experiences");
}

/* Where the words end that may speak against a number: behind "years of … experience" what follows
 * says in what, so that "in business development" is no age of a company. */
static size_t against_end(const struct view *view, const struct amount *amount, size_t to)
{
	for (size_t i = amount->unit + 1; i < to && i <= amount->unit + NEAR_WORDS; i++) {
		if (is_experience(view, i))
			return i + 2 < to && view_is(view, i + 2, "together") ? i + 3 : i + 1;
		if ((view_gap(view, i) & GAP_DASH) != 0)
			break;
	}
	return to;
}

/* "5 years of … experience", "experience (5 years)" */
static bool is_of_experience(const struct view *view, const struct amount *amount, size_t from,
			     size_t to)
{
	size_t end = against_end(view, amount, to);

	if (end > amount->unit + 1 &&
	    (is_experience(view, end - 1) || (end >= 3 && is_experience(view, end - 3))))
		return true;
	for (size_t i = amount->first; i > from && i + 3 > amount->first; i--)
		if (is_experience(view, i - 1))
			return true;
	return false;
}

static int section_score(enum section_kind kind)
{
	switch (kind) {
	case SECTION_REQUIREMENTS: return 3;
	case SECTION_FACTS: return 2;
	case SECTION_COMPANY: case SECTION_BENEFITS: case SECTION_LEGAL: return -4;
	default: return 0;
	}
}

/* "5+ years …" at the head of a line is a requirement, be the heading above it read as one of the
 * company's ("What we value"). */
static bool heads_a_line(const struct reading *reading, const struct amount *amount)
{
	const struct line *line = outline_line_at(&reading->outline, amount->first);

	return line != NULL && amount->first - line->first <= HEAD_WORDS;
}

static bool begins_a_line(const struct reading *reading, const struct amount *amount)
{
	const struct line *line = outline_line_at(&reading->outline, amount->first);

	return line != NULL && amount->first == line->first;
}

/* How much what stands around an amount asks for it of the applicant. */
static int score(const struct reading *reading, const struct amount *amount)
{
	const struct view *view = &reading->view;
	enum section_kind kind = reading_kind(reading, amount->first);
	size_t from = view_back(view, amount->first, GAP_SENTENCE);
	size_t to = view_ahead(view, amount->unit, GAP_SENTENCE);
	bool is_named = is_of_experience(view, amount, from, to);
	bool is_asked = view_has(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_ASKS,
				 amount->first > from + NEAR_WORDS ?
				 amount->first - NEAR_WORDS : from, amount->first);
	bool is_head = amount->is_open && begins_a_line(reading, amount);
	int total = (is_named ? 2 : 0) + (amount->is_open ? 1 : 0) + (is_asked ? 2 : 0);

	/* "5+ years" at the head of a line is asked for, be the heading above it misread. */
	if (section_score(kind) > 0 || !(is_head || (kind == SECTION_COMPANY && is_asked)))
		total += section_score(kind);
	if (view_has(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_FOR, from, to))
		total += 1;
	if (heads_a_line(reading, amount))
		total += is_named ? 4 : amount->is_open ? 2 : 0;
	if (from > 0 && view_is(view, amount->first - 1, "for") && amount->first - 1 == from)
		total -= 6;              /* "For 12 years we have" */
	if (amount->is_adjective && !is_named)
		total -= 6;
	if (amount->first - from > NEAR_WORDS)
		from = amount->first - NEAR_WORDS;
	if (to > amount->unit + NEAR_WORDS)
		to = amount->unit + NEAR_WORDS;
	if (view_has(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_AGAINST, from,
		     against_end(view, amount, to)))
		total -= 6;
	return total;
}

/* Candidates of a higher rank come first, of one rank the first in the text. */
enum rank { RANK_NONE, RANK_WISHED, RANK_SAID, RANK_ASKED };

struct candidate {
	struct amount amount;
	enum rank rank;
	bool is_general;         /* of work, not of one skill */
};

static bool is_wished(const struct reading *reading, const struct amount *amount)
{
	const struct view *view = &reading->view;
	size_t from = view_back(view, amount->first, GAP_CLAUSE);
	size_t to = view_ahead(view, amount->unit, GAP_CLAUSE | GAP_COMMA);

	return view_has(view, LEXICON_NEED, NEED_WORD_PREFERRED_AHEAD, from, amount->first) ||
		view_has(view, LEXICON_NEED, NEED_WORD_PREFERRED_BEHIND, amount->unit, to);
}

static bool has_requirements(const struct reading *reading)
{
	for (size_t i = 0; i < reading->outline.lines.count; i++)
		if (reading->outline.lines.items[i].kind == SECTION_REQUIREMENTS)
			return true;
	return false;
}

/* Whether the heading above an amount has one of WORDS, which NULL ends. */
static bool is_under(const struct reading *reading, const struct amount *amount,
		     const char *const *words)
{
	const struct view *view = &reading->view;
	const struct line *lines = reading->outline.lines.items;
	const struct line *line = outline_line_at(&reading->outline, amount->first);
	size_t at = line != NULL ? (size_t)(line - lines) : 0;

	for (int i = 0; i < SECTION_LINES && at > 0 && !lines[at].starts_section; i++)
		at--;
	for (size_t i = lines[at].first; line != NULL && i < lines[at].last; i++)
		for (const char *const *word = words; *word != NULL; word++)
			if (view_is(view, i, *word))
				return true;
	return false;
}

/* Wishes count under "Ideally, you have", and where a posting has no requirements, but for those
 * under "Bonus points". */
static bool is_wish(const struct reading *reading, const struct amount *amount, bool has_asked)
{
	static const char *const softly[] = { "ideally", "ideal", NULL };
	static const char *const beside[] = { "bonus", "plus", "nice", "extra", "pluses", NULL };

	return is_under(reading, amount, softly) ||
		(!has_asked && !is_under(reading, amount, beside));
}

static enum rank rank(const struct reading *reading, const struct amount *amount, bool has_asked)
{
	const struct view *view = &reading->view;
	enum section_kind kind = reading_kind(reading, amount->first);
	int found = score(reading, amount);

	if (found < SCORE_ENOUGH)
		return RANK_NONE;
	if (kind == SECTION_PREFERRED)
		return is_wish(reading, amount, has_asked) ? RANK_WISHED : RANK_NONE;
	if (is_wished(reading, amount))
		return is_of_experience(view, amount, amount->first,
					view_ahead(view, amount->unit, GAP_SENTENCE)) ?
			RANK_WISHED : RANK_NONE;
	if (kind == SECTION_REQUIREMENTS || kind == SECTION_FACTS || found >= SCORE_ENOUGH + 2 ||
	    view_has(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_ASKS,
		     view_back(view, amount->first, GAP_SENTENCE), amount->first))
		return RANK_ASKED;
	return RANK_SAID;
}

static bool is_general(const struct view *view, const struct amount *amount)
{
	size_t to = view_ahead(view, amount->unit, GAP_CLAUSE | GAP_COMMA);

	if (to > amount->unit + GENERAL_WORDS)
		to = amount->unit + GENERAL_WORDS;
	return view_has(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_GENERAL, amount->unit + 1, to);
}

/* A later number counts where it asks for more, and for work in general where the first asks for
 * one skill: of "2 years of Perl" and "8 years of professional work" the 8. */
static bool is_better(const struct view *view, const struct candidate *one,
		      const struct candidate *best)
{
	if (one->rank != best->rank)
		return one->rank > best->rank;
	if (view_back(view, one->amount.first, GAP_LINE) <= best->amount.first)
		return false;            /* "5 years, or 8 without a degree" */
	return one->is_general && !best->is_general && one->amount.min > best->amount.min;
}

static bool find(const struct reading *reading, struct candidate *best)
{
	const struct view *view = &reading->view;
	const struct hits *hits = &view->hits[LEXICON_EXPERIENCE];

	bool has_asked = has_requirements(reading);

	best->rank = RANK_NONE;
	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];
		struct candidate one;

		if ((hit->value != EXPERIENCE_WORD_YEARS && hit->value != EXPERIENCE_WORD_MONTHS) ||
		    !read_amount(view, hit, &one.amount))
			continue;
		if (hit->value == EXPERIENCE_WORD_MONTHS &&
		    !is_of_experience(view, &one.amount, one.amount.first,
				      view_ahead(view, hit->first, GAP_SENTENCE)))
			continue;
		one.rank = rank(reading, &one.amount, has_asked);
		one.is_general = is_general(view, &one.amount);
		if (is_better(view, &one, best))
			*best = one;
	}
	return best->rank != RANK_NONE;
}

/* The first amount of words [FIRST, LAST), of a label's value or of what the source states. */
static bool find_in(const struct view *view, size_t first, size_t last, struct amount *amount)
{
	const struct hits *hits = &view->hits[LEXICON_EXPERIENCE];

	for (size_t i = view_hit_from(view, LEXICON_EXPERIENCE, first);
	     i < hits->count && hits->items[i].last <= last; i++)
		if ((hits->items[i].value == EXPERIENCE_WORD_YEARS ||
		     hits->items[i].value == EXPERIENCE_WORD_MONTHS) &&
		    read_amount(view, &hits->items[i], amount) && amount->first >= first)
			return true;
	return false;
}

static void take(struct reading *reading, const struct amount *amount, const char *rule)
{
	reading->posting->years_min = amount->min;
	reading->posting->years_max = amount->max;
	reading_note_words(reading, FIELD_EXPERIENCE, amount->first, amount->unit + 1, rule);
}

static bool from_stated(struct reading *reading)
{
	const char *stated = raw_posting_stated(reading->raw, FIELD_EXPERIENCE);
	struct amount amount = { .min = -1, .max = -1 };
	struct view view;
	bool is_taken;

	if (stated == NULL)
		return false;
	reading_view(reading, &view, stated);
	is_taken = find_in(&view, 0, view.words.count, &amount);
	if (!is_taken && view.words.count == 1 && view.words.items[0].number >= 0 &&
	    view.words.items[0].number <= YEARS_MAX) {
		amount.min = view.words.items[0].number;
		is_taken = true;
	}
	reading_view_end(reading, &view);
	if (!is_taken)
		return false;
	reading->posting->years_min = amount.min;
	reading->posting->years_max = amount.max;
	reading_note_stated(reading, FIELD_EXPERIENCE);
	return true;
}

static bool from_labels(struct reading *reading)
{
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];
		struct amount amount;

		if (pair->label != LABEL_EXPERIENCE ||
		    reading_kind(reading, pair->first) == SECTION_PREFERRED ||
		    !find_in(&reading->view, pair->first, pair->last, &amount))
			continue;
		take(reading, &amount, "beside a label");
		return true;
	}
	return false;
}

/* "Robotics experience not required" speaks of one thing only. */
static bool is_of_a_thing(const struct view *view, size_t at)
{
	return is_experience(view, at) && (view_gap(view, at) & GAP_CLAUSE) == 0 && at > 0 &&
		!view_is(view, at - 1, "prior") && !view_is(view, at - 1, "previous") &&
		!view_is(view, at - 1, "work");
}

static void from_prose(struct reading *reading)
{
	const struct view *view = &reading->view;
	const struct hit *none;
	struct candidate best;

	if (find(reading, &best)) {
		take(reading, &best.amount, "years of experience");
		return;
	}
	none = view_find(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_NONE, 0, view->words.count);
	while (none != NULL && is_of_a_thing(view, none->first))
		none = view_find(view, LEXICON_EXPERIENCE, EXPERIENCE_WORD_NONE, none->last,
				 view->words.count);
	if (none == NULL)
		return;
	reading->posting->years_min = 0;
	reading_note_words(reading, FIELD_EXPERIENCE, none->first, none->last,
			   "no experience needed");
}

/* What the text surely asks for where the source states another number. */
static void compare(struct reading *reading)
{
	struct candidate best;

	if (reading->posting->years_min < 0 || !find(reading, &best) ||
	    best.rank != RANK_ASKED || best.amount.min < 0 ||
	    best.amount.min == reading->posting->years_min)
		return;
	reading_note_words(reading, FIELD_EXPERIENCE, best.amount.first, best.amount.unit + 1,
			   "years of experience");
	reading_conflict(reading, FIELD_EXPERIENCE);
}

void experience_extract(struct reading *reading)
{
	if (from_stated(reading))
		compare(reading);
	else if (!from_labels(reading))
		from_prose(reading);
}
