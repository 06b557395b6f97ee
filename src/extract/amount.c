/* One amount of money, found from its first digit: the currency before and after it, the scale. */
#include "config.h"

#include "extract/amount_int.h"

#include <string.h>

#include "util/ascii.h"

#define CENTS 100
#define LAKH 100000
#define MYRIAD 10000
#define BARE_LEAST (1000 * CENTS) /* a bare amount below this could count anything */
#define CENTS_MAX ((int64_t)1 << 50)
#define SIGN_BYTES 14        /* before the digits: "U.S. $", "USD $" */
#define SIGN_LETTERS 5       /* of a code or a short name before an amount: "CAD", "euro" */

/* Signs that several countries use; another says which country's it is. */
static bool is_shared_sign(const char *text, size_t len)
{
	static const char *const signs[] = { "$", "kr", "kr.", "\xc2\xa5", "rs", "rs.", "dollars",
		"dollar", "rupees" };

	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (strlen(signs[i]) == len && ascii_starts_len(text, len, signs[i]))
			return true;
	return false;
}

size_t amount_next_digit(const struct view *view, size_t at, size_t end)
{
	const uint64_t ones = 0x0101010101010101u;

	for (;;) {
		while (at + sizeof ones <= end) { /* eight bytes, none of which begins with 3 */
			uint64_t bytes;

			memcpy(&bytes, view->text + at, sizeof bytes);
			bytes = (bytes ^ ones * 0x30) & ones * 0xF0;
			if (((bytes - ones) & ~bytes & ones * 0x80) != 0)
				break;
			at += sizeof bytes;
		}
		for (size_t i = 0; i < sizeof ones && at < end; i++, at++)
			if (ascii_is_digit(view->text[at]))
				return at;
		if (at >= end)
			return end;
	}
}

size_t amount_skip_blanks(const struct view *view, size_t at, size_t end)
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

static size_t take_currency(const struct view *view, size_t at, size_t end, struct amount *amount)
{
	const struct currency *currency;
	bool is_dollar;
	size_t used = currency_parse(view->text + at, end - at, &currency, &is_dollar);

	if (used == 0)
		return 0;
	amount->currency = currency;
	amount->is_shared = is_dollar || is_shared_sign(view->text + at, used);
	return used;
}

/* Whether what is glued to an amount that ends at AT is a word of its own: "$80,000Full-time",
 * "28,000pa". */
static bool may_be_glued(const struct view *view, size_t at, size_t end)
{
	static const char *const periods[] = { "pa", "pm", "pcm", "pw", "pd", "ph" };

	if (ascii_is_upper(view->text[at]) && at + 2 < end)
		return ascii_is_lower(view->text[at + 1]) ||
			(ascii_is_upper(view->text[at + 1]) && ascii_is_upper(view->text[at + 2]));
	for (size_t i = 0; i < sizeof periods / sizeof periods[0]; i++) {
		size_t after = at + strlen(periods[i]);

		if (ascii_starts_len(view->text + at, end - at, periods[i]) &&
		    (after == end || !ascii_is_alnum(view->text[after])))
			return true;
	}
	return false;
}

/* The currency that stands after an amount; a sign only where none stood before it. Pounds are
 * lifted as often as they are paid. */
static void read_currency_after(const struct view *view, size_t end, struct amount *amount)
{
	size_t at = amount_skip_blanks(view, amount->end, end);
	struct amount after = { .start = at };
	size_t used;

	if (at >= end || at - amount->end > 2)
		return;
	used = take_currency(view, at, end, &after);
	if (used == 0 || (!ascii_is_upper(view->text[at]) && amount->currency != NULL))
		return;
	if (after.is_shared && at + used < end && ascii_is_digit(view->text[at + used]))
		return;
	if (amount->cents < BARE_LEAST && ascii_starts_len(view->text + at, end - at, "pound"))
		return;
	amount->currency = after.currency;
	amount->is_shared = after.is_shared;
	amount->end = at + used;
}

/* Whether the number that ends at AT goes on in words, "2 million", or is a share of something. */
static bool is_scaled_word(const struct view *view, size_t at)
{
	static const char *const words[] = { "million", "billion", "trillion", "mn", "bn", "mm",
		"mil", "m", "b", "percent", "crore", "crores" };
	size_t next = amount_skip_blanks(view, at, view->len);

	if (next >= view->len || strchr("mMbBtTpPcC", view->text[next]) == NULL)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t after = next + strlen(words[i]);

		if (ascii_starts_len(view->text + next, view->len - next, words[i]) &&
		    (after == view->len || !ascii_is_alnum(view->text[after])))
			return true;
	}
	return false;
}

/* Skips what stands for no cents at all, "120'000.-", "60.000,--", "50,000/-". */
static size_t skip_no_cents(const struct view *view, size_t at, size_t end)
{
	static const char *const marks[] = { ".--", ",--", ".-", ",-", "/-", ".\xe2\x80\x93",
		",\xe2\x80\x93", ".\xe2\x80\x94", ",\xe2\x80\x94" };

	if (at >= end || strchr(".,/", view->text[at]) == NULL)
		return at;
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		size_t len = strlen(marks[i]);

		if (end - at >= len && memcmp(view->text + at, marks[i], len) == 0 &&
		    (at + len >= end || !ascii_is_digit(view->text[at + len])))
			return at + len;
	}
	return at;
}

/* Reads the currency before the digits into *amount; the byte where these begin, END for none. */
static size_t read_currency_before(const struct view *view, size_t at, size_t end,
				   struct amount *amount)
{
	size_t used = take_currency(view, at, end, amount);
	bool is_dollar;

	if (used == 0 && view->text[at] == 'R') { /* "R 600 000"; see is_no_rand() */
		amount->currency = currency_by_code("ZAR");
		used = 1;
	}
	if (used == 0)
		return end;
	is_dollar = amount->is_shared && view->text[at] == '$';
	at = amount_skip_blanks(view, at + used, end);
	if (!is_dollar && at < end && view->text[at] == '$')
		at = amount_skip_blanks(view, at + 1, end); /* "USD $95,000" */
	return at;
}

/* "R 600 000" and "R25,000" are rands; "R 3.6" is a version of a language, "R0123456" a number of a
 * job. */
static bool is_no_rand(const struct view *view, const struct amount *amount, size_t end)
{
	const char *digits = view->text + amount->start + 1;

	if (view->text[amount->start] != 'R')
		return false;
	return *digits == ' ' ? amount->cents < BARE_LEAST :
		*digits == '0' || (ascii_is_digit(*digits) && end - amount->start > 7 &&
				   amount->cents % ((int64_t)1000 * CENTS) != 0);
}

bool amount_is_bare(const struct amount *amount)
{
	return amount->currency == NULL && !amount->has_k && amount->cents < BARE_LEAST;
}

bool amount_is_counted(const struct view *view, const struct amount *amount)
{
	size_t word;

	if (amount->currency != NULL)
		return false;
	word = view_word_from(view, amount->end);
	return word < view->words.count && view->words.items[word].start <= amount->end + 1 &&
		view_has(view, LEXICON_PAY, PAY_WORD_COUNTED, word, word + 1);
}

bool amount_read(const struct view *view, size_t at, size_t end, struct amount *amount)
{
	size_t used;

	*amount = (struct amount){ .start = at, .end = at };
	if (!ascii_is_digit(view->text[at]))
		at = read_currency_before(view, at, end, amount);
	if (at >= end || !ascii_is_digit(view->text[at]))
		return false;
	used = money_parse(view->text + at, end - at, &amount->cents, &amount->has_k);
	if (used == 0 || amount->cents > CENTS_MAX || is_no_rand(view, amount, at + used))
		return false;
	amount->end = at + used;
	if (amount->end < end && view->text[amount->end] == '%')
		return false;
	if (is_scaled_word(view, amount->end))
		return false;
	amount->end = skip_no_cents(view, amount->end, end);
	if (amount->end < end && view->text[amount->end] == '+') {
		amount->is_open = true;
		amount->end++;
	}
	read_currency_after(view, end, amount);
	if (amount->end < end && ascii_is_alnum(view->text[amount->end]) &&
	    (amount_is_bare(amount) || !may_be_glued(view, amount->end, end)))
		return false;
	return amount_is_bare(amount) || !amount_is_counted(view, amount);
}

/* The byte where the letters and signs end that stand right before AT, read backwards. */
static size_t back_over_sign(const struct view *view, size_t at, size_t start)
{
	size_t least = at > start + SIGN_BYTES ? at - SIGN_BYTES : start;

	while (at > least && (ascii_is_alpha(view->text[at - 1]) || view->text[at - 1] == '$' ||
			      view->text[at - 1] == '.' || view->text[at - 1] == '/' ||
			      (unsigned char)view->text[at - 1] >= 0x80))
		at--;
	return at;
}

static size_t back_over_blank(const struct view *view, size_t at, size_t start)
{
	if (at > start && view->text[at - 1] == ' ')
		return at - 1;
	if (at > start + 1 && memcmp(view->text + at - 2, "\xc2\xa0", 2) == 0)
		return at - 2;
	return at;
}

/* The least byte at which what stands before a digit could begin. */
static size_t sign_start(const struct view *view, size_t digit, size_t start)
{
	size_t at = back_over_blank(view, digit, start);
	size_t sign = back_over_sign(view, at, start);

	if (sign == at)
		return digit;
	if (view->text[sign] == '$') /* "USD $95,000" */
		return back_over_sign(view, back_over_blank(view, sign, start), start);
	return sign;
}

/* Codes and short names of currencies have few letters: "CAD", "Rs", "euro". */
static bool is_short_word(const struct view *view, size_t at)
{
	size_t end = at;

	while (end < view->len && end - at <= SIGN_LETTERS && ascii_is_alpha(view->text[end]))
		end++;
	return end - at <= SIGN_LETTERS;
}

/* Whether an amount can begin at AT: a digit or a currency at the start of a word. */
static bool can_begin(const struct view *view, size_t at, size_t start)
{
	char c = view->text[at];
	char before = at > start ? view->text[at - 1] : ' ';

	if (ascii_is_alpha(c))
		return !ascii_is_alnum(before) && is_short_word(view, at);
	if (ascii_is_digit(c))
		return !ascii_is_alnum(before) && before != '.' && before != ',' && before != '#';
	return c == '$' || (unsigned char)c >= 0xC2;
}

bool amount_at_digit(const struct view *view, size_t digit, size_t start, size_t end,
		     struct amount *amount)
{
	for (size_t at = sign_start(view, digit, start); at <= digit; at++)
		if (can_begin(view, at, start) && amount_read(view, at, end, amount))
			return true;
	return false;
}

int64_t amount_scale(const struct view *view, const struct amount *amount)
{
	static const struct { const char *text; int64_t times; } scales[] = {
		{ "k", 1000 }, { "t", 1000 }, { "l", LAKH }, { "m", 1000000 }, { "c", LAKH * 100 },
		{ "\xe4\xb8\x87", MYRIAD }, { "\xeb\xa7\x8c", MYRIAD },
	};
	size_t at = amount->start;

	while (at < amount->end && !ascii_is_digit(view->text[at]))
		at++;
	while (at < amount->end && !ascii_is_alpha(view->text[at]) &&
	       (unsigned char)view->text[at] < 0xE3)
		at++;
	for (size_t i = 0; at < amount->end && i < sizeof scales / sizeof scales[0]; i++)
		if (ascii_starts_len(view->text + at, amount->end - at, scales[i].text))
			return scales[i].times;
	return 1;
}
