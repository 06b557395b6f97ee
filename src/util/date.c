/* Days, how they are written, and the clock. */
#include "config.h"

#include "util/date.h"

#include "util/ascii.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define YEAR_FIRST 1970
#define YEAR_LAST 2200
#define SECONDS_A_DAY 86400
#define SPAN_DAYS_MAX 100000

/* Their names and short forms in English, German, French, Spanish and Dutch, without accents and
 * divided by blanks. */
static const char *const month_names[] = {
	"january jan januar janner janvier janv enero ene januari",
	"february feb febr februar fevrier fevr febrero februari",
	"march mar marz mrz mars marzo maart mrt",
	"april apr avril avr abril abr",
	"may mai mayo mei",
	"june jun juni juin junio",
	"july jul juli juillet juil julio",
	"august aug aout agosto augustus",
	"september sep sept septembre septiembre",
	"october oct oktober okt octobre octubre",
	"november nov novembre noviembre",
	"december dec dezember dez decembre diciembre dic",
};

/* What follows the digits of a span. The longer of two that begin alike comes first. */
static const struct { const char *name; int64_t hours; } span_units[] = {
	{ "mo", 30 * 24 }, { "h", 1 }, { "d", 24 }, { "w", 7 * 24 }, { "m", 30 * 24 },
	{ "y", 365 * 24 },
};

static bool is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int64_t month_days(int64_t year, int64_t month)
{
	static const int8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

int32_t date_from_civil(int64_t year, int64_t month, int64_t day)
{
	int64_t era_year, day_of_year;

	if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1 ||
	    day > month_days(year, month))
		return DATE_UNKNOWN;
	/* Years begin in March, so that the leap day is the last one. */
	year -= month <= 2;
	era_year = year % 400;
	day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return (int32_t)(year / 400 * 146097 + era_year * 365 + era_year / 4 - era_year / 100 +
			 day_of_year - 719468);
}

void date_to_civil(int32_t days, int *year, int *month, int *day)
{
	int64_t shifted = (int64_t)days + 719468;
	int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	int64_t era_day = shifted - era * 146097;
	int64_t era_year = (era_day - era_day / 1460 + era_day / 36524 - era_day / 146096) / 365;
	int64_t day_of_year = era_day - (365 * era_year + era_year / 4 - era_year / 100);
	int64_t march_month = (5 * day_of_year + 2) / 153;

	*day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1);
	*month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
	*year = (int)(era_year + era * 400 + (*month <= 2));
}

int32_t date_from_seconds(int64_t seconds)
{
	int64_t first = (int64_t)date_from_civil(YEAR_FIRST, 1, 1) * SECONDS_A_DAY;
	int64_t end = ((int64_t)date_from_civil(YEAR_LAST, 12, 31) + 1) * SECONDS_A_DAY;

	if (seconds < first || seconds >= end)
		return DATE_UNKNOWN;
	return (int32_t)(seconds / SECONDS_A_DAY);
}

/* Reads exactly COUNT digits; false where they are fewer. */
static bool digits(const char *text, size_t len, size_t at, size_t count, int64_t *value)
{
	return len >= at + count && ascii_number(text + at, count, value) == count;
}

/* Reads "T09:30", "T09:30:00" or "T09:30:00.123" into seconds of the day; returns the bytes
 * read. */
static size_t parse_time(const char *text, size_t len, int64_t *seconds)
{
	int64_t hour, minute, second = 0;
	size_t at = 6;

	if (len < at || (text[0] != 'T' && text[0] != 't' && text[0] != ' ') || text[3] != ':' ||
	    !digits(text, len, 1, 2, &hour) || !digits(text, len, 4, 2, &minute) ||
	    hour > 23 || minute > 59)
		return 0;
	if (len > at && text[at] == ':' && digits(text, len, at + 1, 2, &second)) {
		if (second > 60)
			return 0;
		at += 3;
		if (at + 1 < len && (text[at] == '.' || text[at] == ',') &&
		    ascii_is_digit(text[at + 1]))
			for (at++; at < len && ascii_is_digit(text[at]); )
				at++;
	}
	/* A leap second belongs to the day that it ends. */
	*seconds = hour * 3600 + minute * 60 + (second < 60 ? second : 59);
	return at;
}

/* Reads "Z", "-05", "-05:00" or "-0500" into seconds east of Greenwich; returns the bytes read. */
static size_t parse_zone(const char *text, size_t len, int64_t *seconds)
{
	int64_t hours, minutes = 0;
	size_t at = 3;

	if (len > 0 && (text[0] == 'Z' || text[0] == 'z')) {
		*seconds = 0;
		return 1;
	}
	if (len < at || (text[0] != '+' && text[0] != '-') || !digits(text, len, 1, 2, &hours))
		return 0;
	if (len > at && text[at] == ':' && digits(text, len, at + 1, 2, &minutes))
		at += 3;
	else if (digits(text, len, at, 2, &minutes))
		at += 2;
	if (hours > 23 || minutes > 59)
		return 0;
	*seconds = (hours * 3600 + minutes * 60) * (text[0] == '-' ? -1 : 1);
	return at;
}

/* Reads a date with or without a time; seconds since the epoch in UTC. */
static size_t parse_moment(const char *text, size_t len, int64_t *seconds)
{
	int64_t year, month, day, time = 0, zone = 0;
	int32_t days;
	size_t at = 10, read;

	if (!digits(text, len, 0, 4, &year) || !digits(text, len, 5, 2, &month) ||
	    !digits(text, len, 8, 2, &day) || text[4] != '-' || text[7] != '-' ||
	    (len > at && ascii_is_digit(text[at])))
		return 0;
	days = date_from_civil(year, month, day);
	if (days == DATE_UNKNOWN)
		return 0;
	read = parse_time(text + at, len - at, &time);
	if (read > 0) {
		at += read;
		at += parse_zone(text + at, len - at, &zone);
	}
	*seconds = (int64_t)days * SECONDS_A_DAY + time - zone;
	return at;
}

size_t date_parse_iso(const char *text, size_t len, int32_t *days)
{
	int64_t seconds;
	size_t read = parse_moment(text, len, &seconds);
	int32_t parsed = read > 0 ? date_from_seconds(seconds) : DATE_UNKNOWN;

	if (parsed == DATE_UNKNOWN)
		return 0;
	*days = parsed;
	return read;
}

/* Whether the LEN letters of WORD are one of the NAMES, which blanks divide. */
static bool is_named(const char *names, const char *word, size_t len)
{
	while (*names != '\0') {
		size_t name = strcspn(names, " ");

		size_t same = 0;

		while (same < name && same < len && ascii_lower(word[same]) == names[same])
			same++;
		if (same == name && same == len)
			return true;
		names += name + (names[name] == ' ');
	}
	return false;
}

size_t date_parse_month(const char *text, size_t len, int *month)
{
	size_t letters = 0;

	while (letters < len && ascii_is_alpha(text[letters]))
		letters++;
	for (size_t i = 0; letters > 0 && i < sizeof month_names / sizeof month_names[0]; i++) {
		if (!is_named(month_names[i], text, letters))
			continue;
		*month = (int)i + 1;
		return letters;
	}
	return 0;
}

size_t date_parse_span(const char *text, size_t len, int32_t *days)
{
	int64_t amount;
	size_t at = ascii_number(text, len, &amount);
	size_t i, end;

	if (at == 0 || amount > (int64_t)SPAN_DAYS_MAX * 24)
		return 0;
	for (i = 0; i < sizeof span_units / sizeof span_units[0]; i++) {
		if (!ascii_starts_len(text + at, len - at, span_units[i].name))
			continue;
		end = at + strlen(span_units[i].name);
		if (end < len && ascii_is_alnum(text[end]))
			continue;
		amount = amount * span_units[i].hours / 24;
		if (amount > SPAN_DAYS_MAX)
			return 0;
		*days = (int32_t)amount;
		return end;
	}
	return 0;
}

void date_format_iso(struct strbuf *out, int32_t days)
{
	int year, month, day;

	if (days == DATE_UNKNOWN)
		return;
	date_to_civil(days, &year, &month, &day);
	strbuf_printf(out, "%04d-%02d-%02d", year, month, day);
}

static void add_amount(struct strbuf *out, int64_t days)
{
	if (days < 14)
		strbuf_printf(out, "%dd", (int)days);
	else if (days < 63)
		strbuf_printf(out, "%dw", (int)(days / 7));
	else if (days < 365)
		strbuf_printf(out, "%dmo", (int)(days * 12 / 365));
	else
		strbuf_printf(out, "%dy", (int)(days / 365));
}

void date_format_age(struct strbuf *out, int32_t days, int32_t today)
{
	int64_t age = (int64_t)today - days;

	if (days == DATE_UNKNOWN || today == DATE_UNKNOWN)
		return;
	if (age == 0) {
		strbuf_puts(out, "today");
	} else if (age > 0) {
		add_amount(out, age);
	} else {
		strbuf_puts(out, "in ");
		add_amount(out, -age);
	}
}

int64_t clock_seconds(void)
{
	const char *fixed = getenv("SHORTLIST_NOW");
	int64_t seconds;

	if (fixed && *fixed && parse_moment(fixed, strlen(fixed), &seconds) == strlen(fixed))
		return seconds;
	return (int64_t)time(NULL);
}

int32_t clock_today(void)
{
	return date_from_seconds(clock_seconds());
}

int64_t clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
