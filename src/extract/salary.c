/*
 * The pay: of all amounts in the text, those that stand where pay stands, by a score of label,
 * section, words beside them, range and period. Several of the same kind (zones, levels) are put
 * together.
 */
#include "config.h"

#include "extract/pay_int.h"
#include "extract/reading_int.h"

#include <string.h>

#include "util/vec.h"

#define NEAR_WORDS 12
#define AGAINST_WORDS 5
#define SHORT_LINE 10
#define SCORE_ENOUGH 4
#define SCORE_SLACK 2

#define BARE_UNITS_LEAST 1000 /* an amount without currency, k or period is none below this */

#define SCORE_LABEL 6
#define SCORE_CELL 4

/* What a year, month, week, day or hour may pay, in whole units; rupees, yen and the like pay
 * more. */
static const struct { int64_t least, most; } plausible[] = {
	[PAY_YEAR] = { 9000, 3000000 },
	[PAY_MONTH] = { 300, 150000 },
	[PAY_WEEK] = { 100, 20000 },
	[PAY_DAY] = { 40, 6000 },
	[PAY_HOUR] = { 4, 900 },
};

#define RUPEES 80

/* Units of small worth: how many make about one dollar. */
static const struct { const char *code; int64_t worth; } small_units[] = {
	{ "INR", RUPEES }, { "JPY", 150 }, { "KRW", 1300 }, { "PHP", 55 }, { "PKR", 280 }, { "IDR",
		16000 },
	{ "VND", 25000 }, { "HUF", 350 }, { "CLP", 900 }, { "COP", 4000 }, { "ARS", 1000 },
	{ "NGN", 1500 }, { "RUB", 90 }, { "CZK", 23 }, { "THB", 35 }, { "TWD", 32 }, { "KES", 130 },
	{ "EGP", 48 }, { "BDT", 120 }, { "LKR", 300 }, { "UAH", 41 }, { "TRY", 35 }, { "MXN", 18 },
	{ "PLN", 4 }, { "RON", 4 }, { "MYR", 4 }, { "AED", 4 }, { "SAR", 4 }, { "QAR", 4 },
	{ "ILS", 4 }, { "BRL", 5 }, { "PEN", 4 }, { "CNY", 7 }, { "HKD", 8 }, { "DKK", 7 },
	{ "SEK", 10 }, { "NOK", 10 }, { "MAD", 10 }, { "ZAR", 18 },
};

static int64_t worth_of(const struct currency *currency)
{
	for (size_t i = 0; currency != NULL && i < sizeof small_units / sizeof small_units[0]; i++)
		if (strcmp(small_units[i].code, currency->code) == 0)
			return small_units[i].worth;
	return 1;
}

static int64_t typical_units(const struct pay *pay)
{
	return (pay->max >= 0 ? pay->max : pay->min) / 100 / worth_of(pay->currency);
}

/* The period where no word says it: a year's, month's or hour's pay differ in size. Where units
 * are small a month pays less, and by rupees a year is meant sooner. */
static enum pay_period period_by_size(const struct pay *pay)
{
	int64_t units = typical_units(pay);
	int64_t worth = worth_of(pay->currency);

	if (units >= (worth == RUPEES ? 3500 : 12000))
		return PAY_YEAR;
	if (units >= (worth > 1 ? 150 : 1500))
		return PAY_MONTH;
	return units >= 250 ? PAY_DAY : PAY_HOUR;
}

static bool is_plausible(const struct pay *pay, enum pay_period period)
{
	int64_t units = typical_units(pay);

	return units >= plausible[period].least &&
		units <= plausible[period].most * (worth_of(pay->currency) > 1 ? 3 : 1);
}

/* A period named before the amount in the same line: "Hourly rate: $40". */
static enum pay_period period_before(const struct view *view, const struct pay *pay)
{
	size_t from = view_back(view, pay->first, GAP_SENTENCE);
	enum pay_period period = PAY_PERIOD_UNKNOWN;
	const struct hits *hits = &view->hits[LEXICON_PAY];

	if (pay->first > from + NEAR_WORDS)
		from = pay->first - NEAR_WORDS;
	for (size_t i = view_hit_from(view, LEXICON_PAY, from);
	     i < hits->count && hits->items[i].last <= pay->first; i++)
		if (hits->items[i].value <= PAY_WORD_HOUR)
			period = (enum pay_period)hits->items[i].value;
	return period;
}

/* How the period of an amount is known. */
enum known { KNOWN_BESIDE, KNOWN_BEFORE, KNOWN_BY_SIZE };

static enum known settle_period(const struct view *view, struct pay *pay)
{
	enum pay_period before;

	if (pay->period != PAY_PERIOD_UNKNOWN)
		return KNOWN_BESIDE;
	before = period_before(view, pay);
	if (before != PAY_PERIOD_UNKNOWN && is_plausible(pay, before)) {
		pay->period = before;
		return KNOWN_BEFORE;
	}
	pay->period = period_by_size(pay);
	return KNOWN_BY_SIZE;
}

/* A range of the size of a year's pay is that, even with "bonus" beside it. */
static bool is_like_salary(const struct pay *pay)
{
	return pay->is_range ? typical_units(pay) >= 25000 : typical_units(pay) >= 50000;
}

/* "up to an additional $20,000" is none of the base. */
static bool is_added(const struct view *view, const struct pay *pay)
{
	const struct hit *hit = view_find(view, LEXICON_PAY, PAY_WORD_ADDED,
					  pay->first > 4 ? pay->first - 4 : 0, pay->first);

	return hit != NULL && hit->last == pay->first;
}

/* Whether what is said from word AT on is of another thing: what is added, and where pay was named
 * before, the next clause or amount. */
static bool ends_clause(const struct view *view, size_t at, bool is_named)
{
	if (view_is(view, at, "plus"))
		return true;
	return is_named && (view_is(view, at, "and") || view_is(view, at, "with") ||
			    (view_gap(view, at) & (GAP_COMMA | GAP_MONEY)) != 0);
}

static int score_words(const struct view *view, const struct pay *pay)
{
	size_t from = view_back(view, pay->first, GAP_SENTENCE | GAP_BAR);
	size_t to = view_ahead(view, pay->last > 0 ? pay->last - 1 : 0,
			       GAP_SENTENCE | GAP_BAR | GAP_PLUS);
	bool is_named;
	int total = 0;

	if (pay->first > from + NEAR_WORDS)
		from = pay->first - NEAR_WORDS;
	if (to > pay->last + AGAINST_WORDS)
		to = pay->last + AGAINST_WORDS;
	is_named = view_has(view, LEXICON_PAY, PAY_WORD_FOR, from, pay->first);
	for (size_t i = pay->last; i < to; i++)
		if (ends_clause(view, i, is_named))
			to = i;
	is_named |= view_has(view, LEXICON_PAY, PAY_WORD_FOR, pay->last, to);
	if (is_named)
		total += 3;
	if (pay->first > from + AGAINST_WORDS)
		from = pay->first - AGAINST_WORDS;
	if (is_added(view, pay))
		total -= 6;
	if (view_has(view, LEXICON_PAY, PAY_WORD_AGAINST, from, to))
		total -= 6;
	if (view_has(view, LEXICON_PAY, PAY_WORD_EXTRA, from, to))
		total -= !is_like_salary(pay) ? 6 : is_named ? 0 : 1;
	return total;
}

/* A single amount of the size of an hour's pay is that only where something says so. */
static int score_period(const struct pay *pay, enum known known)
{
	switch (known) {
	case KNOWN_BESIDE:
		return 2;
	case KNOWN_BEFORE:
		return 1;
	default:
		if (pay->period == PAY_MONTH || pay->period == PAY_DAY)
			return -4;
		return pay->period == PAY_HOUR && !pay->is_range ? -3 : 0;
	}
}

/* Whether the amount stands apart from the words before it: in brackets, in a cell, after "-". */
static bool stands_apart(const struct view *view, const struct pay *pay)
{
	return (view_gap(view, pay->first) &
		(GAP_OPEN | GAP_BAR | GAP_DASH | GAP_COLON | GAP_LINE)) != 0;
}

static int score_shape(const struct pay *pay, enum known known)
{
	int total = score_period(pay, known);

	if (pay->is_range)
		total += 2;
	if (pay->is_broken)
		total -= 3;
	if (pay->currency != NULL)
		total += 1;
	else if (!pay->has_k)
		total -= 5;
	return total;
}

static int score_place(const struct reading *reading, const struct pay *pay)
{
	const struct line *line = outline_line_at(&reading->outline, pay->first);
	int total = 0;

	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];

		if (pair->label == LABEL_SALARY && pair->start <= pay->start &&
			pay->end <= pair->end)
			total = SCORE_LABEL;
	}
	for (size_t i = 0; i < reading->outline.cells.count && total == 0; i++)
		if (reading->outline.cells.items[i].start <= pay->start &&
		    pay->end <= reading->outline.cells.items[i].end)
			total = SCORE_CELL;
	if (line == NULL)
		return total;
	if (line->last - line->first <= SHORT_LINE || (pay->is_range && is_like_salary(pay)))
		total += stands_apart(&reading->view, pay) ? 1 : 0;
	switch (line->kind) {
	case SECTION_COMPENSATION: return total < SCORE_LABEL ? SCORE_LABEL : total;
	case SECTION_COMPANY: return total - 2;
	case SECTION_BENEFITS: return total - 1;
	default: return total;
	}
}

static int score(const struct reading *reading, const struct pay *pay, enum known known)
{
	bool is_bare = pay->currency == NULL && !pay->has_k;

	if (!is_plausible(pay, pay->period) ||
	    (is_bare && known != KNOWN_BESIDE && typical_units(pay) < BARE_UNITS_LEAST))
		return -1;
	return score_shape(pay, known) + score_words(&reading->view, pay) +
		score_place(reading, pay);
}

/* Countries where a bare "$" is the country's own dollar. */
static const struct { const char *country, *code; } dollars[] = {
	{ "CA", "CAD" }, { "AU", "AUD" }, { "NZ", "NZD" }, { "SG", "SGD" }, { "HK", "HKD" },
};

static const char *dollar_of(const struct posting *posting)
{
	for (size_t i = 0; i < posting->locations.count; i++) {
		const char *country = posting->locations.items[i].place.country;

		if (strcmp(country, "US") == 0)
			break;
		for (size_t j = 0; j < sizeof dollars / sizeof dollars[0]; j++)
			if (strcmp(dollars[j].country, country) == 0)
				return dollars[j].code;
	}
	return "USD";
}

static void set_currency(struct posting *posting, const struct pay *pay)
{
	const char *code = pay->currency == NULL ? "" :
		pay->is_bare_dollar ? dollar_of(posting) : pay->currency->code;

	memset(posting->salary.currency, 0, sizeof posting->salary.currency);
	memcpy(posting->salary.currency, code, strlen(code) < 3 ? strlen(code) : 3);
}

static void set_salary(struct posting *posting, const struct view *view, const struct pay *pay)
{
	posting->salary.min = pay->min;
	posting->salary.max = pay->max;
	posting->salary.period = pay->period;
	posting->salary.text = reading_copy(view, pay->start, pay->end);
	set_currency(posting, pay);
}

/* One that is not written is the other's. */
static bool is_same_currency(const struct currency *a, const struct currency *b)
{
	return a == b || a == NULL || b == NULL;
}

static bool is_same_kind(const struct pay *a, const struct pay *b)
{
	int64_t units = typical_units(a);
	int64_t other = typical_units(b);

	return a->period == b->period && is_same_currency(a->currency, b->currency) &&
		a->is_target == b->is_target && units <= other * 4 && other <= units * 4;
}

/* An amount that is open at one end does not widen a range; "from" and "up to" make one, and so
 * does a range that has the same end as an open amount. */
static void widen(struct salary *salary, const struct pay *pay)
{
	bool is_closed = pay->min >= 0 && pay->max >= 0;
	bool was_closed = salary->min >= 0 && salary->max >= 0;
	bool is_same_end = pay->min == salary->min || pay->max == salary->max;

	if (!was_closed && pay->is_range && is_same_end) {
		salary->min = pay->min;
		salary->max = pay->max;
	}
	if (is_closed != was_closed)
		return;
	if (pay->min >= 0 && (salary->min < 0 || pay->min < salary->min))
		salary->min = pay->min;
	if (pay->max > salary->max)
		salary->max = pay->max;
}

/* Whether OPEN has one end only and PAY says the other: a range with the same end anywhere, or
 * "up to 200k" soon after "from 130k in our smallest office". */
static bool completes(const struct pay *open, const struct pay *pay)
{
	if (open->min >= 0 && open->max >= 0)
		return false;
	if (pay->is_range)
		return pay->min == open->min || pay->max == open->max;
	return open->max < 0 && pay->min < 0 && pay->max > open->min &&
		pay->first >= open->last && pay->first <= open->last + NEAR_WORDS;
}

/* The first of what a source states that can be pay; one that is half of a misspelt range only
 * where there is nothing better. NULL for none. */
static const struct pay *first_plausible(const struct view *view, struct pays *pays)
{
	const struct pay *first = NULL;

	for (size_t i = 0; i < pays->count; i++) {
		struct pay *pay = &pays->items[i];

		settle_period(view, pay);
		if (!is_plausible(pay, pay->period))
			continue;
		if (!pay->is_broken)
			return pay;
		if (first == NULL)
			first = pay;
	}
	return first;
}

static bool from_stated(struct reading *reading)
{
	const char *stated = raw_posting_stated(reading->raw, FIELD_SALARY);
	struct pays pays = { .count = 0 };
	const struct pay *pay;
	struct view view;

	if (stated == NULL)
		return false;
	view_init(&view, reading->lexicon, stated, strlen(stated));
	pay_find(&view, 0, view.len, &pays);
	pay = first_plausible(&view, &pays);
	if (pay != NULL) {
		set_salary(reading->posting, &view, pay);
		reading_note_stated(reading, FIELD_SALARY);
	}
	VEC_RELEASE(&pays);
	view_release(&view);
	return pay != NULL;
}

/* The base goes before what is earned on target, and a range before a single amount. */
static int rank(const struct pay *pay, int score)
{
	return score + (pay->is_range ? 1 : 0) - (pay->is_target ? SCORE_SLACK + 1 : 0);
}

static void take_best(struct reading *reading, const struct pays *pays, const int *scores)
{
	const struct pay *best = NULL;
	struct pay lead;
	size_t best_at = 0;
	int least;

	for (size_t i = 0; i < pays->count; i++) {
		const struct pay *pay = &pays->items[i];

		if (scores[i] >= SCORE_ENOUGH &&
		    (best == NULL || rank(pay, scores[i]) > rank(best, scores[best_at]))) {
			best = pay;
			best_at = i;
		}
	}
	if (best == NULL)
		return;
	lead = *best;
	least = scores[best_at] > SCORE_ENOUGH + SCORE_SLACK ? scores[best_at] - SCORE_SLACK :
		SCORE_ENOUGH;
	set_salary(reading->posting, &reading->view, best);
	for (size_t i = 0; i < pays->count; i++) {
		const struct pay *pay = &pays->items[i];

		if (!is_same_kind(pay, &lead) || scores[i] < 1 ||
		    (lead.is_range && !pay->is_range) ||
		    (scores[i] < least && !completes(best, pay)))
			continue;
		widen(&reading->posting->salary, pay);
		if (lead.currency == NULL && pay->currency != NULL) {
			lead.currency = pay->currency;
			set_currency(reading->posting, pay);
		}
		reading_note(reading, FIELD_SALARY, pay->start, pay->end, "an amount of pay");
	}
}

void salary_extract(struct reading *reading)
{
	struct pays pays = { .count = 0 };
	int *scores;

	if (from_stated(reading))
		return;
	for (size_t i = 0; i < reading->outline.lines.count; i++)
		pay_find(&reading->view, reading->outline.lines.items[i].start,
			 reading->outline.lines.items[i].end, &pays);
	scores = xcalloc(pays.count + 1, sizeof *scores);
	for (size_t i = 0; i < pays.count; i++) {
		struct pay *pay = &pays.items[i];
		enum known known = settle_period(&reading->view, pay);

		scores[i] = score(reading, pay, known);
	}
	take_best(reading, &pays, scores);
	free(scores);
	VEC_RELEASE(&pays);
}
