/* Amounts of money in a text that could be pay. */
#include "config.h"

#include "extract/pay_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/vec.h"

#define LAKH 100000
#define TARGET_WORDS 6
#define SPREAD_MAX 20        /* how many times its low end a range's high end may be */
#define CENTS_MAX ((int64_t)1 << 50)

struct amount {
	int64_t cents;
	bool has_k;
	bool is_open;            /* "120k+" */
	const struct currency *currency;
	bool is_bare_dollar;
	size_t start, end;
};

static size_t skip_blanks(const struct view *view, size_t at, size_t end)
{
	while (at < end) {
		if (view->text[at] == ' ' || view->text[at] == '\t')
			at++;
		else if (at + 1 < end && memcmp(view->text + at, "\xc2\xa0", 2) == 0)
			at += 2;
		else
			break;
	}
	return at;
}

/* The currency that stands after an amount; a sign only where none stood before it. */
static void read_currency_after(const struct view *view, size_t end, struct amount *amount)
{
	size_t at = skip_blanks(view, amount->end, end);
	const struct currency *currency;
	bool is_bare;
	size_t used;

	if (at >= end || at - amount->end > 2)
		return;
	used = currency_parse(view->text + at, end - at, &currency, &is_bare);
	if (used == 0 || (!ascii_is_upper(view->text[at]) && amount->currency != NULL))
		return;
	if (is_bare && at + used < end && ascii_is_digit(view->text[at + used]))
		return;
	amount->currency = currency;
	amount->is_bare_dollar = is_bare;
	amount->end = at + used;
}

static bool is_scaled_word(const struct view *view, size_t at)
{
	static const char *const words[] = { "million", "billion", "trillion", "mn", "bn", "mm",
		"mil", "m", "b", "percent", "crore", "crores" };
	size_t word = view_word_from(view, at);

	if (word >= view->words.count || view->words.items[word].start > at + 1)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (view_is(view, word, words[i]))
			return true;
	return false;
}

/* Whether the number that ends at byte AT counts hours, people and the like. */
static bool is_counted(const struct view *view, size_t at)
{
	size_t word = view_word_from(view, at);

	return word < view->words.count && view->words.items[word].start == at + 1 &&
		view_has(view, LEXICON_PAY, PAY_WORD_COUNTED, word, word + 1);
}

/* Reads "$120k", "120,000 EUR", "CAD 95" from AT; false where no amount stands there. */
static bool read_amount(const struct view *view, size_t at, size_t end, struct amount *amount)
{
	size_t used;

	*amount = (struct amount){ .start = at, .end = at };
	if (!ascii_is_digit(view->text[at])) {
		used = currency_parse(view->text + at, end - at, &amount->currency,
				      &amount->is_bare_dollar);
		if (used == 0)
			return false;
		at = skip_blanks(view, at + used, end);
		if (!amount->is_bare_dollar && at < end && view->text[at] == '$')
			at = skip_blanks(view, at + 1, end); /* "USD $95,000" */
	}
	if (at >= end || !ascii_is_digit(view->text[at]))
		return false;
	used = money_parse(view->text + at, end - at, &amount->cents, &amount->has_k);
	if (used == 0 || amount->cents > CENTS_MAX)
		return false;
	amount->end = at + used;
	if (amount->end < end && (ascii_is_alnum(view->text[amount->end]) ||
				  view->text[amount->end] == '%'))
		return false;
	if (is_scaled_word(view, amount->end) ||
	    (amount->currency == NULL && is_counted(view, amount->end)))
		return false;
	if (amount->end < end && view->text[amount->end] == '+') {
		amount->is_open = true;
		amount->end++;
	}
	read_currency_after(view, end, amount);
	return true;
}

/* The period that words right after byte AT say; *after is the byte where they end. */
static enum pay_period read_period(const struct view *view, size_t at, size_t end, size_t *after)
{
	size_t first = view_word_from(view, at);
	size_t last = first;
	const struct hit *hit;

	while (last < view->words.count && last < first + 7 && view->words.items[last].end <= end &&
	       (last == first || (view_gap(view, last) & (GAP_STOP | GAP_BAR)) == 0))
		last++;
	if (first >= last || (view_gap(view, first) & (GAP_LINE | GAP_STOP | GAP_BAR)) != 0)
		return PAY_PERIOD_UNKNOWN;
	hit = view_find(view, LEXICON_PAY, -1, first, last);
	while (hit != NULL && hit->value > PAY_WORD_HOUR)
		hit = view_find(view, LEXICON_PAY, -1, hit->last, last);
	if (hit == NULL || hit->first > first + 3)
		return PAY_PERIOD_UNKNOWN;
	for (size_t i = first; i < hit->first; i++)
		if (view->words.items[i].number >= 0 || (view_gap(view, i) & GAP_MONEY) != 0)
			return PAY_PERIOD_UNKNOWN;
	*after = view_end(view, hit->last);
	return (enum pay_period)hit->value;
}

/* Skips what may stand between the two ends of a range: a dash, "to", "and"; 0 where nothing
 * does. */
static size_t skip_range_mark(const struct view *view, size_t at, size_t end)
{
	static const char *const marks[] = { "-", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x91",
		"\xe2\x88\x92", "~", "to ", "and ", "up to ", "until ", "/" };
	size_t from = skip_blanks(view, at, end);

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		size_t len = strlen(marks[i]);

		if (end - from > len && ascii_starts_len(view->text + from, end - from, marks[i])) {
			from = skip_blanks(view, from + len, end);
			return ascii_starts_len(view->text + from, end - from, "up to ") ?
				from + strlen("up to ") : from;
		}
	}
	return 0;
}

/* What the letter after an amount's digits multiplies by: "180K", "60 LPA", "9 million". */
static int64_t scale_of(const struct view *view, const struct amount *amount)
{
	static const struct { char letter; int64_t times; } scales[] = {
		{ 'k', 1000 }, { 't', 1000 }, { 'l', LAKH }, { 'm', 1000000 }, { 'c', LAKH * 100 },
	};
	size_t at = amount->start;

	while (at < amount->end && !ascii_is_digit(view->text[at]))
		at++;
	while (at < amount->end && !ascii_is_alpha(view->text[at]))
		at++;
	for (size_t i = 0; at < amount->end && i < sizeof scales / sizeof scales[0]; i++)
		if (ascii_lower(view->text[at]) == scales[i].letter)
			return scales[i].times;
	return 1;
}

/* "120-150,000": the thousands that the high end writes are the low one's too. */
static bool shares_thousands(const struct amount *low, const struct amount *high)
{
	return !low->has_k && !high->has_k && low->cents * 1000 <= high->cents &&
		low->cents * 2000 >= high->cents && high->cents >= 10000 * 100 &&
		(low->currency == NULL || high->currency == NULL);
}

/* "150-180K", "45-60 LPA" and "120k-140": the scale of one end is the other's too. */
static void share_scale(const struct view *view, struct amount *low, struct amount *high)
{
	if (high->has_k && !low->has_k && low->cents < 100000)
		low->cents *= scale_of(view, high);
	if (low->has_k && !high->has_k && high->cents < 100000)
		high->cents *= scale_of(view, low);
	if (shares_thousands(low, high))
		low->cents *= 1000;
}

/* Lakhs are rupees a year where nothing else is said. */
static void apply_lakh(const struct view *view, struct pay *pay)
{
	size_t first = view_word_from(view, pay->start);
	size_t last = view_word_from(view, pay->end);
	const struct hit *hit = view_find(view, LEXICON_PAY, PAY_WORD_LAKH, first, last + 2);

	if (hit == NULL || view_start(view, hit->first) > pay->end + 1)
		return;
	if (pay->max > 0 && pay->max < 1000000) {
		pay->min *= LAKH;
		pay->max *= LAKH;
	}
	pay->period = PAY_YEAR;
	if (view_end(view, hit->last) > pay->end)
		pay->end = view_end(view, hit->last);
	if (pay->currency == NULL)
		pay->currency = currency_by_code("INR");
}

/* Whether "or more" stands right after word AT. */
static bool is_or_more(const struct view *view, size_t at)
{
	return (view_gap(view, at) & GAP_SENTENCE) == 0 && view_is(view, at, "or") &&
		(view_is(view, at + 1, "more") || view_is(view, at + 1, "above") ||
		 view_is(view, at + 1, "higher"));
}

/* "up to" and "from" leave an end open; "up to 100k or more" bounds neither, so that the amount
 * stands. */
static void open_ends(const struct view *view, struct pay *pay, bool is_open)
{
	size_t from = view_back(view, pay->first, GAP_SENTENCE);
	bool has_most;
	bool has_least;

	if (pay->is_range)
		return;
	if (pay->first > from + 3)
		from = pay->first - 3;
	is_open |= is_or_more(view, view_word_from(view, pay->end));
	has_most = view_has(view, LEXICON_PAY, PAY_WORD_UP_TO, from, pay->first);
	has_least = is_open || view_has(view, LEXICON_PAY, PAY_WORD_FROM, from, pay->first);
	if (has_most && !is_open)
		pay->min = -1;
	else if (has_least && !has_most)
		pay->max = -1;
}

/* Whether a number stands from word FIRST on, at most three words away in the same clause. */
static bool is_number_next(const struct view *view, size_t first)
{
	for (size_t i = first; i < view->words.count && i < first + 3; i++) {
		if ((view_gap(view, i) & (GAP_CLAUSE | GAP_COMMA) & ~(unsigned)GAP_COLON) != 0)
			return false;
		if (ascii_is_digit(view->text[view->words.items[i].start]))
			return true;
	}
	return false;
}

/* Whether words beside the amount say that it is earned on target. Where another amount follows
 * them they are that one's. */
static bool is_on_target(const struct view *view, const struct pay *pay, size_t before)
{
	size_t from = view_back(view, pay->first, GAP_SENTENCE | GAP_BAR);
	size_t to = view_ahead(view, pay->last > 0 ? pay->last - 1 : 0,
			       GAP_SENTENCE | GAP_BAR | GAP_PLUS);
	size_t last = view_word_from(view, pay->end);
	const struct hit *hit;

	if (from < before)
		from = before;
	if (pay->first > from + TARGET_WORDS)
		from = pay->first - TARGET_WORDS;
	if (view_has(view, LEXICON_PAY, PAY_WORD_TARGET, from, pay->first))
		return true;
	if (to > last + TARGET_WORDS)
		to = last + TARGET_WORDS;
	hit = view_find(view, LEXICON_PAY, PAY_WORD_TARGET, last, to);
	if (hit == NULL || is_number_next(view, hit->last))
		return false;
	for (size_t i = last; i < hit->first; i++)
		if (view->words.items[i].number >= 0)
			return false;
	return true;
}

/* "Salary (USD): 120,000": the currency of an amount that has none beside it. */
static const struct currency *currency_before(const struct view *view, size_t first)
{
	const struct currency *currency = NULL;
	const struct word *word;
	bool is_bare;

	if (first == 0 || (view_gap(view, first) & (GAP_CLOSE | GAP_COLON)) == 0)
		return NULL;
	word = &view->words.items[first - 1];
	if (!word->is_caps || currency_parse(view->text + word->start, word->end - word->start,
					     &currency, &is_bare) != word->end - word->start)
		return NULL;
	return currency;
}

/* Whether HIGH, which makes no range with its low end, was meant to: "90,000 - 140,0000". */
static bool is_misspelt(const struct view *view, const struct amount *low,
			const struct amount *high, size_t end)
{
	if (high->currency != NULL)
		return high->currency == low->currency;
	return high->end + 1 < end && view->text[high->end] == ',' &&
		ascii_is_digit(view->text[high->end + 1]);
}

/* Reads an amount or a range from AT; the byte after it, 0 for none. */
static size_t read_pay(const struct view *view, size_t at, size_t end, struct pay *pay)
{
	struct amount low;
	struct amount high;
	size_t next;
	size_t after;

	if (!read_amount(view, at, end, &low))
		return 0;
	*pay = (struct pay){ .min = low.cents, .max = low.cents, .currency = low.currency,
		.is_bare_dollar = low.is_bare_dollar, .has_k = low.has_k, .start = at,
		.end = low.end, .period = PAY_PERIOD_UNKNOWN };
	after = low.end;
	pay->period = read_period(view, low.end, end, &after);
	next = after > low.end ?
		skip_range_mark(view, after + (view->text[after] == '.' ? 1 : 0), end) : 0;
	if (next == 0)
		next = skip_range_mark(view, low.end, end);
	if (next != 0 && next < end && read_amount(view, next, end, &high)) {
		share_scale(view, &low, &high);
		pay->is_range = high.cents > low.cents;
		if (pay->is_range && (low.cents == 0 || low.cents * SPREAD_MAX >= high.cents)) {
			enum pay_period period;

			pay->min = low.cents > 0 ? low.cents : -1;
			pay->max = high.cents;
			pay->has_k = low.has_k || high.has_k;
			if (pay->currency == NULL || (pay->is_bare_dollar &&
				high.currency != NULL)) {
				pay->currency = high.currency;
				pay->is_bare_dollar = high.is_bare_dollar;
			}
			pay->end = high.end;
			after = high.end;
			period = read_period(view, high.end, end, &after);
			if (period != PAY_PERIOD_UNKNOWN)
				pay->period = period;
			low.is_open = false;
		} else {
			pay->is_range = false;
			pay->is_broken = is_misspelt(view, &low, &high, end);
		}
	}
	pay->first = view_word_from(view, pay->start);
	pay->last = view_word_from(view, pay->end);
	if (pay->period != PAY_PERIOD_UNKNOWN && after > pay->end)
		pay->end = after;
	if (pay->currency == NULL)
		pay->currency = currency_before(view, pay->first);
	apply_lakh(view, pay);
	open_ends(view, pay, low.is_open);
	return pay->end;
}

/* Codes of currencies have three letters at most: "CAD", "Rs". */
static bool is_short_word(const struct view *view, size_t at)
{
	size_t end = at;

	while (end < view->len && end - at <= 3 && ascii_is_alpha(view->text[end]))
		end++;
	return end - at <= 3;
}

/* Whether an amount can begin at AT: a digit or a currency at the start of a word. */
static bool can_begin(const struct view *view, size_t at, size_t start)
{
	char c = view->text[at];
	char before = at > start ? view->text[at - 1] : ' ';

	if (ascii_is_alpha(c))
		return ascii_is_upper(c) && !ascii_is_alnum(before) && is_short_word(view, at);
	if (ascii_is_digit(c))
		return !ascii_is_alnum(before) && before != '.' && before != ',' && before != '#';
	return c == '$' || (unsigned char)c >= 0xC2;
}

void pay_find(const struct view *view, size_t start, size_t end, struct pays *out)
{
	size_t before = 0;
	struct pay pay;

	for (size_t at = start; at < end;) {
		size_t after = can_begin(view, at, start) ? read_pay(view, at, end, &pay) : 0;

		if (after > at) {
			pay.is_target = is_on_target(view, &pay, before);
			before = pay.last;
			*VEC_PUSH(out) = pay;
			at = after;
		} else {
			at++;
		}
	}
}
