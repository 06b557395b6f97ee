/*
 * Whether an amount is pay: a score of label, section, words beside it, range and period. The table
 * of what is plausible keeps out what is money but too much or too little.
 */
#include "config.h"

#include "extract/pay_score_int.h"

#include <string.h>

#include "util/ascii.h"

#define NEAR_WORDS 12
#define AGAINST_WORDS 5
#define INTRODUCED_WORDS 4   /* at most so many before an amount below a line with a colon */
#define SHORT_LINE 10
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

int64_t pay_units(const struct pay *pay)
{
	return (pay->max >= 0 ? pay->max : pay->min) / 100 / worth_of(pay->currency);
}

/* The period where no word says it: a year's, month's or hour's pay differ in size. Where units
 * are small a month pays less, and by rupees a year is meant sooner. */
static enum pay_period period_by_size(const struct pay *pay)
{
	int64_t units = pay_units(pay);
	int64_t worth = worth_of(pay->currency);

	if (units >= (worth == RUPEES ? 3500 : 12000))
		return PAY_YEAR;
	if (units >= (worth > 1 ? 150 : 1500))
		return PAY_MONTH;
	return units >= 250 ? PAY_DAY : PAY_HOUR;
}

static bool fits_period(const struct pay *pay, enum pay_period period)
{
	int64_t units = pay_units(pay);

	return units >= plausible[period].least &&
		units <= plausible[period].most * (worth_of(pay->currency) > 1 ? 3 : 1);
}

/* The first word of what introduces an amount: of its sentence or, where the line above ends with
 * a colon, of that one's last sentence: "Pay by level:", "Cook: $20". */
static size_t start_of_introduction(const struct view *view, size_t first, unsigned gaps)
{
	size_t start = view_back(view, first, gaps);

	if (start == 0 || first > start + INTRODUCED_WORDS ||
	    (view_gap(view, start) & (GAP_COLON | GAP_LINE)) != (GAP_COLON | GAP_LINE))
		return start;
	return view_back(view, start - 1, gaps);
}

/* A period named before the amount: "Hourly rate: $40". */
static enum pay_period period_before(const struct view *view, const struct pay *pay)
{
	size_t from = start_of_introduction(view, pay->first, GAP_SENTENCE);
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

bool pay_is_plausible(const struct pay *pay)
{
	return fits_period(pay, pay->period);
}

enum pay_known pay_settle(const struct view *view, struct pay *pay)
{
	enum pay_period before;

	if (pay->period != PAY_PERIOD_UNKNOWN)
		return PAY_KNOWN_BESIDE;
	before = period_before(view, pay);
	if (before != PAY_PERIOD_UNKNOWN && fits_period(pay, before)) {
		pay->period = before;
		return PAY_KNOWN_BEFORE;
	}
	pay->period = period_by_size(pay);
	return PAY_KNOWN_BY_SIZE;
}

/* A range of the size of a year's pay is that, even with "bonus" beside it. */
static bool is_like_salary(const struct pay *pay)
{
	return pay->is_range ? pay_units(pay) >= 25000 : pay_units(pay) >= 50000;
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

/* Whether another part of a copied page is glued to the amount: "$60kBenefits", "$60k.Benefits". */
static bool ends_part(const struct view *view, size_t at)
{
	if (at + 1 < view->len && view->text[at] == '.')
		at++;
	return at + 1 < view->len && ascii_is_upper(view->text[at]) &&
		ascii_is_lower(view->text[at + 1]);
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
	if (ends_part(view, pay->end))
		to = pay->last;
	is_named = pay->is_target || pay->is_named ||
		view_has(view, LEXICON_PAY, PAY_WORD_FOR, from, pay->first);
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
static int score_period(const struct pay *pay, enum pay_known known)
{
	switch (known) {
	case PAY_KNOWN_BESIDE:
		return 2;
	case PAY_KNOWN_BEFORE:
		return 1;
	default:
		if (pay->period == PAY_MONTH && worth_of(pay->currency) > 1)
			return pay->is_range ? 0 : -1; /* where a month's pay is what is stated */
		if (pay->period == PAY_MONTH || pay->period == PAY_DAY)
			return -4;
		return pay->period == PAY_HOUR && !pay->is_range ? -3 : 0;
	}
}

/* Whether the amount is glued to another part before it, as in a copied page. */
static bool begins_part(const struct view *view, const struct pay *pay)
{
	char before = pay->start > 0 ? view->text[pay->start - 1] : ' ';

	return ascii_is_alpha(before) || before == '.' || before == ')';
}

/* Whether the amount stands apart from the words before it: in brackets, in a cell, after "-". */
static bool stands_apart(const struct view *view, const struct pay *pay)
{
	return (view_gap(view, pay->first) &
		(GAP_OPEN | GAP_BAR | GAP_DASH | GAP_COLON | GAP_LINE)) != 0;
}

static int score_shape(const struct pay *pay, enum pay_known known)
{
	int total = score_period(pay, known);

	if (pay->is_range)
		total += 2;
	if (pay->is_broken)
		total -= 3;
	if (pay->currency != NULL)
		total += 1;
	else if (!pay->has_k)
		total -= pay->is_range && known == PAY_KNOWN_BESIDE ? 3 : 5;
	return total;
}

static int score_place(const struct reading *reading, const struct pay *pay,
		       enum pay_known known)
{
	const struct line *line = outline_line_at(&reading->outline, pay->first);
	bool is_by_hour = known == PAY_KNOWN_BESIDE && pay->period == PAY_HOUR;
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
	if (begins_part(&reading->view, pay) || (is_by_hour && pay->first == line->first))
		total++;
	else if (line->last - line->first <= SHORT_LINE || (pay->is_range && is_like_salary(pay)))
		total += stands_apart(&reading->view, pay) ? 1 : 0;
	switch (line->kind) {
	case SECTION_COMPENSATION: return total < SCORE_LABEL ? SCORE_LABEL : total;
	case SECTION_COMPANY: return total - 2;
	case SECTION_BENEFITS:
		return is_by_hour || (pay->is_range && is_like_salary(pay)) ? total : total - 1;
	default: return total;
	}
}

/* Whether the line above, which ends with a colon, says that pay follows. */
static bool is_introduced(const struct view *view, const struct pay *pay)
{
	size_t start = view_back(view, pay->first, GAP_SENTENCE | GAP_BAR);
	size_t from = start_of_introduction(view, pay->first, GAP_SENTENCE | GAP_BAR);

	return view_has(view, LEXICON_PAY, PAY_WORD_FOR, from, start);
}

int pay_score(const struct reading *reading, const struct pay *pay, enum pay_known known)
{
	bool is_bare = pay->currency == NULL && !pay->has_k;
	int total;

	if (!fits_period(pay, pay->period) ||
	    (is_bare && known != PAY_KNOWN_BESIDE && pay_units(pay) < BARE_UNITS_LEAST))
		return -1;
	total = score_shape(pay, known) + score_words(&reading->view, pay) +
		score_place(reading, pay, known);
	return total > 0 && total < PAY_SCORE_ENOUGH && is_introduced(&reading->view, pay) ?
		PAY_SCORE_ENOUGH : total;
}
