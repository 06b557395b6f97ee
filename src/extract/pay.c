/* Amounts of money in a text that could be pay: ranges of them, their period, what is on target. */
#include "config.h"

#include "extract/pay_int.h"

#include <string.h>

#include "extract/amount_int.h"
#include "util/ascii.h"
#include "util/vec.h"

#define LAKH 100000
#define TARGET_WORDS 6
#define SPREAD_MAX 20        /* how many times its low end a range's high end may be */

/* What may be glued to an amount, or stand before it without a blank. */
static const struct { const char *text; enum pay_period period; bool is_before; } glued[] = {
	{ "pa", PAY_YEAR, false }, { "pm", PAY_MONTH, false }, { "pcm", PAY_MONTH, false },
	{ "pw", PAY_WEEK, false }, { "pd", PAY_DAY, false }, { "ph", PAY_HOUR, false },
	{ "\xe5\xb9\xb4\xe5\x8f\x8e", PAY_YEAR, true },   /* income of a year, in Japanese */
	{ "\xe5\xb9\xb4\xe4\xbf\xb8", PAY_YEAR, true },
	{ "\xe5\xb9\xb4\xe8\x96\xaa", PAY_YEAR, true },   /* in Chinese */
	{ "\xec\x97\xb0\xeb\xb4\x89", PAY_YEAR, true },   /* in Korean */
	{ "\xe6\x9c\x88\xe7\xb5\xa6", PAY_MONTH, true },
	{ "\xe6\x9c\x88\xe5\x8f\x8e", PAY_MONTH, true },
	{ "\xe6\x9c\x88\xe8\x96\xaa", PAY_MONTH, true },
	{ "\xe6\x99\x82\xe7\xb5\xa6", PAY_HOUR, true },
};

/* Takes the period that is glued to the amount's start or end into *pay. */
static void take_glued_period(const struct view *view, size_t end, struct pay *pay)
{
	for (size_t i = 0; i < sizeof glued / sizeof glued[0]; i++) {
		size_t len = strlen(glued[i].text);

		if (glued[i].is_before ? pay->start >= len &&
		    memcmp(view->text + pay->start - len, glued[i].text, len) == 0 :
		    end - pay->end >= len &&
		    memcmp(view->text + pay->end, glued[i].text, len) == 0 &&
		    (pay->end + len == end || !ascii_is_alnum(view->text[pay->end + len]))) {
			pay->period = glued[i].period;
			pay->is_named = true;
		}
	}
}

/* "+ VAT" adds nothing to the pay. */
static bool is_tax(const struct view *view, size_t word)
{
	return view_is(view, word, "vat") || view_is(view, word, "gst") ||
		view_is(view, word, "mwst") || view_is(view, word, "iva") ||
		view_is(view, word, "tva") || view_is(view, word, "btw");
}

/* Whether a plus stands between byte AT and a word. */
static bool has_plus(const struct view *view, size_t at, size_t word)
{
	size_t start = view_start(view, word);

	return start > at && memchr(view->text + at, '+', start - at) != NULL;
}

/* The period that words right after byte AT say; *after is the byte where they end. */
static enum pay_period read_period(const struct view *view, size_t at, size_t end, size_t *after)
{
	size_t first = view_word_from(view, at);
	size_t last = first;
	const struct hit *hit;

	while (last < view->words.count && last < first + 7 && view->words.items[last].end <= end &&
	       (last == first || (view_gap(view, last) & (GAP_STOP | GAP_BAR)) == 0) &&
	       (!has_plus(view, last == first ? at : view_end(view, last), last) ||
		is_tax(view, last)) &&
	       !view_is(view, last, "and") && !view_is(view, last, "plus"))
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
		"\xe2\x88\x92", "\xe3\x80\x9c", "\xef\xbd\x9e", "~", "to ", "and ", "up to ",
		"until ", "/", "\xc3\xa0 ", "a ", "et ", "bis ", "und ", "do ", "til ", "till ",
		"tot ", "hasta ", "y ", "e " };
	size_t from = amount_skip_blanks(view, at, end);

	if (from >= end || (strchr("-~/taubdhyeTAUBDHYE", view->text[from]) == NULL &&
			    (unsigned char)view->text[from] < 0x80))
		return 0;
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		size_t len = strlen(marks[i]);

		if (end - from > len && ascii_starts_len(view->text + from, end - from, marks[i])) {
			from = amount_skip_blanks(view, from + len, end);
			return ascii_starts_len(view->text + from, end - from, "up to ") ?
				from + strlen("up to ") : from;
		}
	}
	return 0;
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
		low->cents *= amount_scale(view, high);
	if (low->has_k && !high->has_k && high->cents < 100000)
		high->cents *= amount_scale(view, low);
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

/* Takes the high end of a range into *pay. */
static void take_high(const struct view *view, size_t end, const struct amount *low,
		      const struct amount *high, struct pay *pay, size_t *after)
{
	enum pay_period period;

	pay->is_range = true;
	pay->min = low->cents > 0 ? low->cents : -1;
	pay->max = high->cents;
	pay->has_k = low->has_k || high->has_k;
	if (pay->currency == NULL || (pay->is_shared && high->currency != NULL)) {
		pay->currency = high->currency;
		pay->is_shared = high->is_shared;
	}
	pay->end = *after = high->end;
	period = read_period(view, high->end, end, after);
	if (period != PAY_PERIOD_UNKNOWN)
		pay->period = period;
}

/* Whether a period can stand behind the amount: behind a count it begins with "/" or "per". */
static bool may_say_period(const struct view *view, const struct amount *amount, size_t end)
{
	size_t at = amount_skip_blanks(view, amount->end, end);

	return !amount_is_bare(amount) ||
		(at < end && strchr("/pPaAeEhH", view->text[at]) != NULL);
}

/* "2019", of which no word says that it is pay. */
static bool is_year(const struct amount *amount)
{
	int64_t units = amount->cents / 100;

	return units >= 1900 && units < 2100 && amount->end - amount->start == 4;
}

/* Whether the number counts something else than money. A currency may still stand before it in
 * brackets: "Rate (USD): 40". */
static bool is_count(const struct view *view, const struct amount *low, const struct pay *pay)
{
	char before = pay->start > 1 ? view->text[pay->start - 2] : ' ';

	if (pay->currency != NULL)
		return false;
	if (pay->has_k)
		return pay->max == (int64_t)401000 * 100; /* the savings plan */
	if (is_year(low) && !pay->is_range)
		return true;
	if (pay->period != PAY_PERIOD_UNKNOWN)
		return amount_is_counted(view, low);
	if (before == ':' || before == ')')
		return false;
	return pay->max < 1000 * 100;
}

/* Reads the range that may begin with LOW; false where it counts something else than money. */
static bool read_pay(const struct view *view, struct amount *low, size_t end, bool takes_bare,
		     struct pay *pay)
{
	struct amount high;
	size_t after = low->end;
	size_t next = 0;

	*pay = (struct pay){ .min = low->cents, .max = low->cents, .currency = low->currency,
		.is_shared = low->is_shared, .has_k = low->has_k, .start = low->start,
		.end = low->end, .period = PAY_PERIOD_UNKNOWN };
	if (may_say_period(view, low, end))
		pay->period = read_period(view, low->end, end, &after);
	if (after > low->end)
		next = skip_range_mark(view, after + (view->text[after] == '.' ? 1 : 0), end);
	if (next == 0)
		next = skip_range_mark(view, low->end, end);
	if (next != 0 && next < end && amount_read(view, next, end, &high)) {
		share_scale(view, low, &high);
		if (high.cents > low->cents && !amount_is_counted(view, &high) &&
		    (low->cents == 0 || low->cents * SPREAD_MAX >= high.cents))
			take_high(view, end, low, &high, pay, &after);
		else
			pay->is_broken = is_misspelt(view, low, &high, end);
	}
	if (!takes_bare && is_count(view, low, pay))
		return false;
	pay->first = view_word_from(view, pay->start);
	pay->last = view_word_from(view, pay->end);
	if (pay->period != PAY_PERIOD_UNKNOWN && after > pay->end)
		pay->end = after;
	if (pay->period == PAY_PERIOD_UNKNOWN && pay->currency != NULL)
		take_glued_period(view, end, pay);
	if (pay->currency == NULL)
		pay->currency = currency_before(view, pay->first);
	apply_lakh(view, pay);
	open_ends(view, pay, low->is_open && !pay->is_range);
	return true;
}

/* The byte after the number of which a digit is at AT. */
static size_t skip_number(const struct view *view, size_t at, size_t end)
{
	while (at < end && (ascii_is_digit(view->text[at]) ||
			    ((view->text[at] == ',' || view->text[at] == '.') && at + 1 < end &&
			     ascii_is_digit(view->text[at + 1]))))
		at++;
	return at;
}

void pay_find(const struct view *view, size_t start, size_t end, bool takes_bare,
	      struct pays *out)
{
	size_t before = 0;
	size_t at = start;
	struct amount low;
	struct pay pay;

	for (;;) {
		at = amount_next_digit(view, at, end);
		if (at >= end)
			return;
		if (!amount_at_digit(view, at, start, end, &low) ||
		    !read_pay(view, &low, end, takes_bare, &pay)) {
			at = skip_number(view, at, end);
			continue;
		}
		pay.is_target = is_on_target(view, &pay, before);
		before = pay.last;
		start = at = pay.end;
		*VEC_PUSH(out) = pay;
	}
}
