/* Amounts of money: reading them, pay periods, and showing pay. */
#include "config.h"

#include "posting/money.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"

#define CENTS 100
#define FRACTION_DIGITS_MAX 9
#define GROUP_DIGITS 3
#define THOUSAND ((int64_t)1000)
#define MILLION ((int64_t)1000000)

/* How a suffix is written. One that needs its capital could be a unit of something else: 5 l, 5
 * cr. */
enum {
	APART = 1,               /* may stand after a blank */
	EXACT = 2,               /* in this case only */
	BEFORE_CURRENCY = 4,     /* a currency follows: 60 T€ */
	GLUED = 8                /* a word may be glued to it: 150kRemote */
};

/* What may follow a number. */
static const struct suffix { const char *text; int64_t times; unsigned how; } suffixes[] = {
	{ "lakhs", 100000, APART },
	{ "lakh", 100000, APART },
	{ "lacs", 100000, APART },
	{ "lac", 100000, APART },
	{ "lpa", 100000, APART },
	{ "crores", 10000000, APART },
	{ "crore", 10000000, APART },
	{ "cr", 10000000, APART },
	{ "million", 1000000, APART },
	{ "mio", 1000000, APART },
	{ "MM", 1000000, EXACT },
	{ "thousand", 1000, APART },
	{ "tys.", 1000, APART },
	{ "tys", 1000, APART },
	{ "Tsd.", 1000, APART | EXACT },
	{ "Tsd", 1000, APART | EXACT },
	{ "k", 1000, APART | GLUED },
	{ "m", 1000000, 0 },
	{ "L", 100000, EXACT },
	{ "T", 1000, APART | EXACT | BEFORE_CURRENCY },
	{ "\xe4\xb8\x87", 10000, GLUED }, /* of Japan and China */
	{ "\xeb\xa7\x8c", 10000, GLUED }, /* of Korea */
};

static const struct {
	const char *name;
	const char *after;       /* in full: " a year" */
	const char *after_short;
	int a_year;
} periods[] = {
	[PAY_YEAR] = { "year", " a year", "", 1 },
	[PAY_MONTH] = { "month", " a month", "/mo", 12 },
	[PAY_WEEK] = { "week", " a week", "/wk", 52 },
	[PAY_DAY] = { "day", " a day", "/d", 260 },
	[PAY_HOUR] = { "hour", " an hour", "/h", 2080 },
};

#define PERIOD_COUNT ((int)(sizeof periods / sizeof *periods))

const char *pay_period_name(enum pay_period period)
{
	return (int)period >= 0 && (int)period < PERIOD_COUNT ? periods[period].name : NULL;
}

enum pay_period pay_period_by_name(const char *name)
{
	for (int i = 0; i < PERIOD_COUNT; i++) {
		if (ascii_equal(periods[i].name, name))
			return (enum pay_period)i;
	}
	return PAY_PERIOD_UNKNOWN;
}

int pay_period_a_year(enum pay_period period)
{
	return (int)period >= 0 && (int)period < PERIOD_COUNT ? periods[period].a_year : 1;
}

/* The marks that stand between digits. All blanks count as one mark, and so do the apostrophes. */
enum mark { MARK_NONE, MARK_COMMA, MARK_DOT, MARK_BLANK, MARK_APOSTROPHE };

static enum mark mark_at(const char *text, size_t len, size_t *bytes)
{
	static const struct { const char *text; enum mark mark; } marks[] = {
		{ "\xc2\xa0", MARK_BLANK }, { "\xe2\x80\xaf", MARK_BLANK },
		{ "\xe2\x80\x89", MARK_BLANK }, { "\xe2\x80\x99", MARK_APOSTROPHE },
	};

	*bytes = len > 0 ? 1 : 0;
	switch (len > 0 ? text[0] : '\0') {
	case ',': return MARK_COMMA;
	case '.': return MARK_DOT;
	case ' ': return MARK_BLANK;
	case '\'': return MARK_APOSTROPHE;
	case '\xc2': case '\xe2': break;
	default: *bytes = 0; return MARK_NONE;
	}
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		*bytes = strlen(marks[i].text);
		if (*bytes <= len && memcmp(text, marks[i].text, *bytes) == 0)
			return marks[i].mark;
	}
	*bytes = 0;
	return MARK_NONE;
}

static size_t digits_at(const char *text, size_t len)
{
	size_t count = 0;

	while (count < len && ascii_is_digit(text[count]))
		count++;
	return count;
}

/* A number as its digits stand in the text. */
struct number {
	int64_t whole;
	int64_t fraction;        /* digits after the decimal mark, at most FRACTION_DIGITS_MAX */
	int64_t fraction_unit;   /* ten to the number of those digits */
};

/* Appends COUNT digits to *value; false where it does not fit. */
static bool add_digits(int64_t *value, const char *text, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int64_t digit = text[i] - '0';

		if (*value > (INT64_MAX - digit) / 10)
			return false;
		*value = *value * 10 + digit;
	}
	return true;
}

/* Whether a group of two digits starts TEXT and only such follow until one of three
 * (1,20,00,000). */
static bool is_indian_group(const char *text, size_t len, enum mark mark)
{
	size_t at = 0;

	while (mark == MARK_COMMA && digits_at(text + at, len - at) == GROUP_DIGITS - 1) {
		size_t bytes;

		at += GROUP_DIGITS - 1;
		if (mark_at(text + at, len - at, &bytes) != mark)
			return false;
		at += bytes;
	}
	return at > 0 && digits_at(text + at, len - at) == GROUP_DIGITS;
}

/* Reads the groups after the first digits, "000,000"; the mark between them into *group. */
static size_t groups_parse(const char *text, size_t len, enum mark *group, int64_t *whole)
{
	size_t at = 0;

	for (;;) {
		size_t bytes;
		enum mark mark = mark_at(text + at, len - at, &bytes);
		const char *digits = text + at + bytes;
		size_t left = len - at - bytes;
		size_t count = digits_at(digits, left);

		if (mark == MARK_NONE || (*group != MARK_NONE && mark != *group))
			return at;
		if (count != GROUP_DIGITS && !is_indian_group(digits, left, mark))
			return at;
		if (!add_digits(whole, digits, count))
			return 0;
		*group = mark;
		at += bytes + count;
	}
}

/* Reads a decimal mark other than GROUP and its digits into *number. More than two of them are
 * taken only after a dot: a comma before three is somebody's list. */
static size_t fraction_parse(const char *text, size_t len, enum mark group, struct number *number)
{
	size_t bytes;
	enum mark mark = mark_at(text, len, &bytes);
	size_t count = digits_at(text + bytes, len - bytes);
	size_t used = count < FRACTION_DIGITS_MAX ? count : FRACTION_DIGITS_MAX;

	if ((mark != MARK_COMMA && mark != MARK_DOT) || mark == group || count == 0)
		return 0;
	if (mark == MARK_COMMA && count > 2)
		return 0;
	add_digits(&number->fraction, text + bytes, used);
	for (size_t i = 0; i < used; i++)
		number->fraction_unit *= 10;
	return bytes + count;
}

/* Whether digits go on after a dot, as in a version or a date: 1.2.3, 12.05.2024. */
static bool goes_on(const char *text, size_t len)
{
	return len > 1 && text[0] == '.' && ascii_is_digit(text[1]);
}

/* Reads digits with their groups and decimals. Bytes read; 0 for none or too many. */
static size_t number_parse(const char *text, size_t len, struct number *number)
{
	size_t at = digits_at(text, len);
	enum mark group = MARK_NONE;

	*number = (struct number){ .fraction_unit = 1 };
	if (at == 0 || !add_digits(&number->whole, text, at))
		return 0;
	if (at <= GROUP_DIGITS && text[0] != '0') {
		int64_t whole = number->whole;
		size_t bytes = groups_parse(text + at, len - at, &group, &whole);

		if (group != MARK_NONE && bytes == 0)
			return 0;
		number->whole = whole;
		at += bytes;
	}
	at += fraction_parse(text + at, len - at, group, number);
	return goes_on(text + at, len - at) ? 0 : at;
}

/* Whether a suffix may end here: a currency may follow at once, as in 60kEUR. */
static bool suffix_ends(const char *text, size_t len, unsigned how)
{
	const struct currency *currency;
	bool is_bare_dollar;
	uint32_t code = ' ';

	if (len > 0)
		utf8_decode(text, len, &code, NULL);
	if (!utf8_is_word(code) && (how & BEFORE_CURRENCY) == 0)
		return true;
	if (currency_parse(text, len, &currency, &is_bare_dollar) > 0)
		return true;
	return (how & GLUED) != 0 && len > 1 && ascii_is_upper(text[0]) && ascii_is_lower(text[1]);
}

static bool suffix_spelled(const struct suffix *suffix, const char *text, size_t len)
{
	size_t bytes = strlen(suffix->text);

	if (!ascii_starts_len(text, len, suffix->text))
		return false;
	if ((suffix->how & EXACT) != 0 && memcmp(text, suffix->text, bytes) != 0)
		return false;
	return suffix_ends(text + bytes, len - bytes, suffix->how);
}

/* Whether a suffix can begin with the letter; most numbers have none, and are read quickly. */
static bool may_be_suffix(char letter)
{
	switch (ascii_lower(letter)) {
	case 'k': case 'l': case 'c': case 'm': case 't':
	case '\xe4': case '\xeb':
		return true;
	default:
		return false;
	}
}

/* Reads "k", " lakh" and the like; what it multiplies by into *times. */
static size_t suffix_parse(const char *text, size_t len, int64_t *times)
{
	size_t blank = 0;

	if (mark_at(text, len, &blank) != MARK_BLANK)
		blank = 0;
	if (blank == len || !may_be_suffix(text[blank]))
		return 0;
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		if (blank > 0 && (suffixes[i].how & APART) == 0)
			continue;
		if (suffix_spelled(&suffixes[i], text + blank, len - blank)) {
			*times = suffixes[i].times;
			return blank + strlen(suffixes[i].text);
		}
	}
	return 0;
}

/* The number times TIMES in hundredths, rounded down; false where it does not fit. */
static bool to_cents(const struct number *number, int64_t times, int64_t *cents)
{
	int64_t unit = times * CENTS;
	int64_t part = number->fraction * unit / number->fraction_unit;

	if (number->whole > (INT64_MAX - part) / unit)
		return false;
	*cents = number->whole * unit + part;
	return true;
}

size_t money_parse(const char *text, size_t len, int64_t *cents, bool *has_k)
{
	struct number number;
	int64_t times = 1;
	size_t bytes = number_parse(text, len, &number);
	size_t suffix;

	*has_k = false;
	if (bytes == 0)
		return 0;
	suffix = suffix_parse(text + bytes, len - bytes, &times);
	if (!to_cents(&number, times, cents))
		return 0;
	*has_k = suffix > 0;
	return bytes + suffix;
}

/* Adds "CA$", or "CHF " where the sign ends in a letter. */
static void add_symbol(struct strbuf *out, const char *code)
{
	const struct currency *currency = currency_by_code(code);
	const char *symbol = currency ? currency->symbol : code;
	size_t len = strlen(symbol);

	strbuf_add(out, symbol, len);
	if (len > 1 && ascii_is_alpha(symbol[len - 1]))
		strbuf_putc(out, ' ');
}

static void add_cents(struct strbuf *out, int64_t cents)
{
	if (cents % CENTS != 0)
		strbuf_printf(out, ".%02" PRId64, cents % CENTS);
}

static void add_grouped(struct strbuf *out, int64_t value)
{
	char digits[24];
	size_t len = (size_t)snprintf(digits, sizeof digits, "%" PRId64, value);
	size_t first = len % GROUP_DIGITS;

	strbuf_add(out, digits, first);
	for (size_t at = first; at < len; at += GROUP_DIGITS) {
		if (at > 0)
			strbuf_putc(out, ',');
		strbuf_add(out, digits + at, GROUP_DIGITS);
	}
}

/* An amount as it is shown: the unit's letter, 0 for none, and how many of the unit in
 * hundredths. */
struct shown {
	char unit;
	int64_t hundredths;
};

/* Thousands are shown with one decimal, millions with two, both rounded. */
static struct shown shorten(int64_t cents)
{
	int64_t tenths = cents / (THOUSAND * CENTS / 10);

	tenths += cents % (THOUSAND * CENTS / 10) >= THOUSAND * CENTS / 20;
	if (cents < THOUSAND * CENTS)
		return (struct shown){ 0, cents };
	if (tenths < THOUSAND * 10)
		return (struct shown){ 'k', tenths * 10 };
	return (struct shown){ 'M', cents / MILLION + (cents % MILLION >= MILLION / 2) };
}

/* Adds "165", "165.5" or "1.25"; an amount without a unit has both its decimals or none. */
static void add_shown(struct strbuf *out, struct shown shown, bool with_unit)
{
	add_grouped(out, shown.hundredths / CENTS);
	if (shown.unit == 0 || shown.hundredths % 10 != 0)
		add_cents(out, shown.hundredths);
	else if (shown.hundredths % CENTS != 0)
		strbuf_printf(out, ".%d", (int)(shown.hundredths % CENTS / 10));
	if (with_unit && shown.unit)
		strbuf_putc(out, shown.unit);
}

void money_format(struct strbuf *out, int64_t cents, const char *code, bool is_short)
{
	add_symbol(out, code);
	if (is_short) {
		add_shown(out, shorten(cents), true);
	} else {
		add_grouped(out, cents / CENTS);
		add_cents(out, cents);
	}
}

/* Adds both ends of a range under one sign. */
static void add_range(struct strbuf *out, int64_t min, int64_t max, const char *code, bool is_short)
{
	struct shown low = shorten(min), high = shorten(max);

	if (is_short && (low.unit != 0 || high.unit == 0)) {
		add_symbol(out, code);
		add_shown(out, low, low.unit != high.unit);
		strbuf_puts(out, "–");
		add_shown(out, high, true);
		return;
	}
	/* "$500–1.2k" would read as 500 thousand, so these two are written in full. */
	money_format(out, min, code, false);
	strbuf_puts(out, is_short ? "–" : " – ");
	add_grouped(out, max / CENTS);
	add_cents(out, max);
}

void pay_format(struct strbuf *out, int64_t min, int64_t max, const char *code,
		enum pay_period period, bool is_short)
{
	if (min < 0 && max < 0)
		return;
	if (min >= 0 && max >= 0 && min != max) {
		add_range(out, min, max, code, is_short);
	} else if (min >= 0) {
		money_format(out, min, code, is_short);
		if (max < 0)
			strbuf_putc(out, '+');
	} else {
		strbuf_puts(out, "up to ");
		money_format(out, max, code, is_short);
	}
	if (pay_period_name(period))
		strbuf_puts(out, is_short ? periods[period].after_short : periods[period].after);
}
