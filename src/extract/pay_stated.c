/* Pay that a source states in numbers, read to the letter. */
#include "config.h"

#include "extract/pay_stated_int.h"

#include <string.h>

#include "util/ascii.h"

#define CODE_BYTES 3
#define WORD_BYTES_MAX 15

/* From here on a number alone is an amount, not thousands. */
#define SURE_CENTS 100000
#define UNITS_MAX 1000000000000

/* The words of a period, in lower case. */
static const struct { enum pay_period period; const char *word; } period_words[] = {
	{ PAY_YEAR, "year" }, { PAY_YEAR, "years" }, { PAY_YEAR, "yearly" }, { PAY_YEAR, "yr" },
	{ PAY_YEAR, "annual" }, { PAY_YEAR, "annually" }, { PAY_YEAR, "annum" },
	{ PAY_YEAR, "annualized" }, { PAY_YEAR, "pa" }, { PAY_MONTH, "month" },
	{ PAY_MONTH, "months" }, { PAY_MONTH, "monthly" }, { PAY_MONTH, "mo" },
	{ PAY_WEEK, "week" }, { PAY_WEEK, "weeks" }, { PAY_WEEK, "weekly" }, { PAY_WEEK, "wk" },
	{ PAY_DAY, "day" }, { PAY_DAY, "days" }, { PAY_DAY, "daily" }, { PAY_HOUR, "hour" },
	{ PAY_HOUR, "hours" }, { PAY_HOUR, "hourly" }, { PAY_HOUR, "hr" },
};

/* Words beside them that say no more: "per-year-salary", "1 HOUR". */
static const char *const period_fillers[] = {
	"per", "a", "an", "1", "every", "each", "salary", "wage", "rate", "pay", "gross",
};

static const char *skip_blanks(const char *at)
{
	while (*at == ' ')
		at++;
	return at;
}

/* Takes WORD and the blanks behind it. */
static bool take(const char **at, const char *word)
{
	size_t len = strlen(word);

	if (!ascii_starts(*at, word) || ((*at)[len] != ' ' && (*at)[len] != '\0'))
		return false;
	*at = skip_blanks(*at + len);
	return true;
}

/* A number as programs write it: digits, and a point with more of them. Three behind the point are
 * thousands more often than not ("40.000 EUR"): whoever reads prose decides. */
static bool take_number(const char **at, int64_t *cents)
{
	const char *p = *at;
	int64_t units;
	int64_t part = 0;
	size_t len = ascii_number(p, strlen(p), &units);
	int places = 0;

	if (len == 0 || units > UNITS_MAX)
		return false;
	p += len;
	if (*p == '.' && ascii_is_digit(p[1])) {
		for (p++; ascii_is_digit(*p); p++, places++)
			if (places < 2)
				part = part * 10 + (*p - '0');
		part *= places == 1 ? 10 : 1;
	}
	if (places == 3 || (*p != ' ' && *p != '\0'))
		return false;
	*cents = units * 100 + part;
	*at = skip_blanks(p);
	return true;
}

static bool take_amounts(const char **at, struct salary *salary)
{
	bool is_from = take(at, "from");
	bool is_up_to = !is_from && take(at, "up to");
	int64_t cents;

	if (!take_number(at, &cents))
		return false;
	salary->min = is_up_to ? -1 : cents;
	salary->max = is_from ? -1 : cents;
	if (is_from || is_up_to || !take(at, "-"))
		return true;
	if (!take_number(at, &cents))
		return false;
	salary->max = cents > salary->min ? cents : salary->min;
	salary->min = cents < salary->min ? cents : salary->min;
	return true;
}

static void take_currency(const char **at, struct salary *salary)
{
	const char *p = *at;

	for (size_t i = 0; i < CODE_BYTES; i++)
		if (!ascii_is_upper(p[i]))
			return;
	if (p[CODE_BYTES] != ' ' && p[CODE_BYTES] != '\0')
		return;
	memcpy(salary->currency, p, CODE_BYTES);
	*at = skip_blanks(p + CODE_BYTES);
}

static enum pay_period period_of(const char *word)
{
	for (size_t i = 0; i < sizeof period_words / sizeof period_words[0]; i++)
		if (strcmp(period_words[i].word, word) == 0)
			return period_words[i].period;
	return PAY_PERIOD_UNKNOWN;
}

static bool is_filler(const char *word)
{
	for (size_t i = 0; i < sizeof period_fillers / sizeof period_fillers[0]; i++)
		if (strcmp(period_fillers[i], word) == 0)
			return true;
	return false;
}

/* What is left must be the words of one period, or nothing. */
static bool take_period(const char *at, struct salary *salary)
{
	char word[WORD_BYTES_MAX + 1];

	while (*at != '\0') {
		enum pay_period period;
		size_t len = 0;

		for (; ascii_is_alnum(*at); at++) {
			if (len == WORD_BYTES_MAX)
				return false;
			word[len++] = ascii_lower(*at);
		}
		word[len] = '\0';
		period = period_of(word);
		if (period == PAY_PERIOD_UNKNOWN && !is_filler(word))
			return false;
		if (period != PAY_PERIOD_UNKNOWN && salary->period != PAY_PERIOD_UNKNOWN &&
		    period != salary->period)
			return false;
		salary->period = period == PAY_PERIOD_UNKNOWN ? salary->period : period;
		while (*at == ' ' || *at == '-' || *at == '_')
			at++;
	}
	return true;
}

bool pay_stated_read(const char *text, struct salary *salary)
{
	struct salary found = { .min = -1, .max = -1, .period = PAY_PERIOD_UNKNOWN };
	const char *at = skip_blanks(text);

	if (!take_amounts(&at, &found))
		return false;
	take_currency(&at, &found);
	if (!take_period(at, &found))
		return false;
	if (found.currency[0] == '\0' && found.period == PAY_PERIOD_UNKNOWN &&
	    found.min < SURE_CENTS && found.max < SURE_CENTS)
		return false;
	salary->min = found.min;
	salary->max = found.max;
	salary->period = found.period;
	memcpy(salary->currency, found.currency, sizeof salary->currency);
	return true;
}
