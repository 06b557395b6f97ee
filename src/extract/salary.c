/*
 * The pay: of all amounts in the text those that stand where pay stands, by their score. Several of
 * the same kind (zones, levels) are put together.
 */
#include "config.h"

#include "extract/pay_score_int.h"

#include <string.h>

#include "extract/pay_stated_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/vec.h"

#define NEAR_WORDS 12
#define TARGET_WORDS 24      /* at most so many between base pay and what is earned on target */
#define CUT_BYTES 8          /* at most so many between the ends of a range, with a line end */
#define SCORE_SLACK 2

/* Signs that several countries use: the currency that is meant in some of them. */
static const struct { const char *sign, *country, *code; } shared_signs[] = {
	{ "USD", "CA", "CAD" }, { "USD", "AU", "AUD" }, { "USD", "NZ", "NZD" },
	{ "USD", "SG", "SGD" }, { "USD", "HK", "HKD" }, { "SEK", "NO", "NOK" },
	{ "SEK", "DK", "DKK" }, { "SEK", "IS", "ISK" }, { "SEK", "CZ", "CZK" },
	{ "JPY", "CN", "CNY" }, { "INR", "PK", "PKR" }, { "INR", "LK", "LKR" },
	{ "INR", "NP", "NPR" },
};

static bool has_country(const struct posting *posting, const char *country)
{
	for (size_t i = 0; i < posting->locations.count; i++)
		if (strcmp(posting->locations.items[i].place.country, country) == 0)
			return true;
	return false;
}

/* The currency of an amount: what its sign is in the job's countries, unless the country that the
 * sign is most known for is one of them. */
static const char *code_of(const struct posting *posting, const struct pay *pay)
{
	if (!pay->is_shared || has_country(posting, pay->currency->country))
		return pay->currency->code;
	for (size_t i = 0; i < posting->locations.count; i++)
		for (size_t j = 0; j < sizeof shared_signs / sizeof shared_signs[0]; j++)
			if (strcmp(shared_signs[j].country,
				   posting->locations.items[i].place.country) == 0 &&
			    strcmp(shared_signs[j].sign, pay->currency->code) == 0)
				return shared_signs[j].code;
	return pay->currency->code;
}

static void set_currency(struct posting *posting, const struct pay *pay)
{
	const char *code = pay->currency == NULL ? "" : code_of(posting, pay);

	memset(posting->salary.currency, 0, sizeof posting->salary.currency);
	memcpy(posting->salary.currency, code, strlen(code) < 3 ? strlen(code) : 3);
}

/* Where the euro is paid. */
static const char *const euro_countries[] = { "AT", "BE", "BG", "CY", "DE", "EE", "ES", "FI", "FR",
	"GR", "HR", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PT", "SI", "SK" };

/* Currencies in which "120-150k" can only be a year's pay. */
static const char *const whole_currencies[] = { "USD", "GBP", "EUR", "CAD", "AUD", "NZD", "SGD",
	"CHF" };

static const char *currency_of_country(const char *country)
{
	for (size_t i = 0; i < sizeof euro_countries / sizeof euro_countries[0]; i++)
		if (strcmp(euro_countries[i], country) == 0)
			return "EUR";
	for (size_t i = 0; i < sizeof whole_currencies / sizeof whole_currencies[0]; i++)
		if (strcmp(currency_by_code(whole_currencies[i])->country, country) == 0)
			return whole_currencies[i];
	return NULL;
}

/* Pay of which no currency is written is in that of the job's country, where all its places are in
 * one: "120-150k" in Austin. */
static void infer_currency(struct reading *reading, const struct pay *pay)
{
	const struct posting *posting = reading->posting;
	const char *code = NULL;

	for (size_t i = 0; i < posting->locations.count; i++) {
		const char *country = posting->locations.items[i].place.country;

		if (strcmp(country, posting->locations.items[0].place.country) != 0)
			return;
		code = currency_of_country(country);
	}
	if (code == NULL || pay->period != PAY_YEAR)
		return;
	memcpy(reading->posting->salary.currency, code, strlen(code));
	reading_note(reading, FIELD_SALARY, pay->start, pay->end,
		     "in the currency of the job's country");
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
	int64_t units = pay_units(a);
	int64_t other = pay_units(b);

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

		pay_settle(view, pay);
		if (!pay_is_plausible(pay))
			continue;
		if (!pay->is_broken)
			return pay;
		if (first == NULL)
			first = pay;
	}
	return first;
}

/* The period that the size of a number alone tells. */
static enum pay_period likely_period(const struct view *view, const struct salary *salary)
{
	struct pay pay = { .min = salary->min, .max = salary->max,
		.currency = currency_by_code(salary->currency), .period = PAY_PERIOD_UNKNOWN };

	pay_settle(view, &pay);
	return pay.period;
}

/* Numbers of a record are taken as they are. */
static bool from_stated_numbers(struct reading *reading, const char *stated)
{
	struct salary *salary = &reading->posting->salary;
	struct view view;

	if (!pay_stated_read(stated, salary))
		return false;
	reading_view(reading, &view, stated);
	if (salary->period == PAY_PERIOD_UNKNOWN)
		salary->period = likely_period(&view, salary);
	salary->text = reading_copy(&view, 0, view.len);
	reading_note_stated(reading, FIELD_SALARY);
	reading_view_end(reading, &view);
	return true;
}

static bool from_stated(struct reading *reading)
{
	const char *stated = raw_posting_stated(reading->raw, FIELD_SALARY);
	struct pays pays = { .count = 0 };
	const struct pay *pay;
	struct view view;

	if (stated == NULL)
		return false;
	if (from_stated_numbers(reading, stated))
		return true;
	reading_view(reading, &view, stated);
	pay_find(&view, 0, view.len, true, &pays);
	pay = first_plausible(&view, &pays);
	if (pay != NULL) {
		set_salary(reading->posting, &view, pay);
		reading_note_stated(reading, FIELD_SALARY);
	}
	VEC_RELEASE(&pays);
	reading_view_end(reading, &view);
	return pay != NULL;
}

/* A range goes before a single amount. */
static int rank(const struct pay *pay, int score)
{
	return score + (pay->is_range ? 1 : 0);
}

/* An amount with its score; pay is NULL where there is none. */
struct choice_of_pay { const struct pay *pay; int score; };

/* The best of the amounts that are, or are not, earned on target. */
static struct choice_of_pay best_of(const struct pays *pays, const int *scores, bool is_target)
{
	struct choice_of_pay best = { NULL, 0 };

	for (size_t i = 0; i < pays->count; i++) {
		const struct pay *pay = &pays->items[i];

		if (pay->is_target == is_target && scores[i] >= PAY_SCORE_ENOUGH &&
		    (best.pay == NULL || rank(pay, scores[i]) > rank(best.pay, best.score)))
			best = (struct choice_of_pay){ pay, scores[i] };
	}
	return best;
}

/* Whether base pay and pay on target are said together: in one sentence, or in lines that follow
 * each other. */
static bool are_together(const struct view *view, const struct pay *base, const struct pay *target)
{
	size_t from = base->first < target->first ? base->last : target->last;
	size_t to = base->first < target->first ? target->first : base->first;

	if (to > from + TARGET_WORDS || base->period != target->period ||
	    !is_same_currency(base->currency, target->currency))
		return false;
	for (size_t i = from; i <= to; i++)
		if ((view_gap(view, i) & GAP_SENTENCE) == GAP_STOP)
			return false;
	return true;
}

/*
 * Of base pay and pay on target the one that employers put into the pay field of their boards where
 * they state both. Counted over the boards and pay strings that were at hand: beside a single
 * amount on target the field holds the base ("$120K, $180k OTE": 7 of 7), beside a range on target
 * it holds that range where both are said together (3 of 4 employers), from the base on where
 * that is a single amount (2 of 2 postings).
 */
static bool target_leads(const struct view *view, const struct pay *base,
			  const struct pay *target)
{
	if (base == NULL || target == NULL)
		return target != NULL;
	return target->is_range && are_together(view, base, target);
}

static void widen_to_base(struct reading *reading, const struct pay *base)
{
	struct salary *salary = &reading->posting->salary;

	if (base == NULL || base->is_range || base->is_broken || base->min < 0 || base->max < 0)
		return;
	if (base->max < salary->min)
		salary->min = base->min;
	reading_note(reading, FIELD_SALARY, base->start, base->end, "the base pay");
}

/* Puts the amounts of the same kind (zones, levels) together with the best one. */
static void put_together(struct reading *reading, const struct pays *pays, const int *scores,
			 struct choice_of_pay best)
{
	struct pay lead = *best.pay;
	int least = best.score > PAY_SCORE_ENOUGH + SCORE_SLACK ? best.score - SCORE_SLACK :
		PAY_SCORE_ENOUGH;

	for (size_t i = 0; i < pays->count; i++) {
		const struct pay *pay = &pays->items[i];

		if (!is_same_kind(pay, &lead) || scores[i] < 1 ||
		    (lead.is_range && !pay->is_range) ||
		    (scores[i] < least && !completes(best.pay, pay)))
			continue;
		widen(&reading->posting->salary, pay);
		if (lead.currency == NULL && pay->currency != NULL) {
			lead.currency = pay->currency;
			set_currency(reading->posting, pay);
		}
		reading_note(reading, FIELD_SALARY, pay->start, pay->end, "an amount of pay");
	}
}

static void take_best(struct reading *reading, const struct pays *pays, const int *scores)
{
	struct choice_of_pay base = best_of(pays, scores, false);
	struct choice_of_pay target = best_of(pays, scores, true);
	bool is_target = target_leads(&reading->view, base.pay, target.pay);
	struct choice_of_pay best = is_target ? target : base;

	if (best.pay == NULL)
		return;
	set_salary(reading->posting, &reading->view, best.pay);
	put_together(reading, pays, scores, best);
	if (is_target)
		widen_to_base(reading, base.pay);
	if (reading->posting->salary.currency[0] == '\0')
		infer_currency(reading, best.pay);
}

/* What may stand between the two ends of a range that the end of a line divides. */
static bool is_range_mark(const char *text, size_t len)
{
	static const char *const marks[] = { "-", "\xe2\x80\x93", "\xe2\x80\x94", "to" };

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (strlen(marks[i]) == len && memcmp(text, marks[i], len) == 0)
			return true;
	return false;
}

/* "$90,000 -" on one line and "$110,000" on the next. */
static bool is_cut_range(const struct view *view, const struct pay *low, const struct pay *high)
{
	size_t start = low->end;
	size_t end = high->start;

	if (low->is_range || high->is_range || low->max < 0 || high->min < 0 ||
	    low->max >= high->min || end < start || end - start > CUT_BYTES ||
	    !is_same_currency(low->currency, high->currency))
		return false;
	ascii_trim(view->text, &start, &end);
	return is_range_mark(view->text + start, end - start);
}

static void join_cut_ranges(const struct view *view, struct pays *pays)
{
	size_t count = 0;

	for (size_t i = 0; i < pays->count; i++) {
		struct pay *pay = &pays->items[i];
		struct pay *low = count > 0 ? &pays->items[count - 1] : NULL;

		if (low == NULL || !is_cut_range(view, low, pay)) {
			pays->items[count++] = *pay;
			continue;
		}
		low->max = pay->max;
		low->is_range = true;
		low->end = pay->end;
		low->last = pay->last;
		low->period = pay->period == PAY_PERIOD_UNKNOWN ? low->period : pay->period;
		low->currency = low->currency == NULL ? pay->currency : low->currency;
	}
	pays->count = count;
}

/* An amount that a source states and nobody can read is kept in its words; a negative one is how
 * programs say that there is none. */
static void keep_words(struct reading *reading)
{
	const char *stated = raw_posting_stated(reading->raw, FIELD_SALARY);

	if (reading->posting->salary.text != NULL || stated == NULL || *stated == '-' ||
	    strpbrk(stated, "0123456789") == NULL)
		return;
	reading->posting->salary.text = xstrdup(stated);
	reading_note_stated(reading, FIELD_SALARY);
}

static void from_text(struct reading *reading)
{
	struct pays pays = { .count = 0 };
	int *scores;

	for (size_t i = 0; i < reading->outline.lines.count; i++)
		pay_find(&reading->view, reading->outline.lines.items[i].start,
			 reading->outline.lines.items[i].end, false, &pays);
	join_cut_ranges(&reading->view, &pays);
	scores = xcalloc(pays.count + 1, sizeof *scores);
	for (size_t i = 0; i < pays.count; i++) {
		struct pay *pay = &pays.items[i];
		enum pay_known known = pay_settle(&reading->view, pay);

		scores[i] = pay_score(reading, pay, known);
	}
	take_best(reading, &pays, scores);
	free(scores);
	VEC_RELEASE(&pays);
}

void salary_extract(struct reading *reading)
{
	if (from_stated(reading))
		return;
	from_text(reading);
	keep_words(reading);
}
