/* When the posting was published and when it ends: dates, and ages ("6hrs ago") seen from today. */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/date.h"

#define TOP_LINES 12
#define LINE_WORDS_MAX 20
#define PHRASE_WORDS 7           /* that a date stands behind "apply by" */
#define POSTED_WORDS 4           /* behind "posted" */
#define AGE_MAX_DAYS 7300
#define ISO_DAY_BYTES 10
#define PAST_DAYS_MAX 60         /* a day without a year that a posting ends on, before today */

/* Which of two numbers is the day, where both may be months. */
enum order { ORDER_UNASKED, ORDER_UNKNOWN, ORDER_DAY, ORDER_MONTH };

/* A date is read for a field: one of its ends bounds what a date without a year can be. */
struct dating {
	enum field_id field;
	int32_t today;
	enum order *order;       /* of the text, found when it is first needed */
	const struct reading *reading;
	const struct view *view;
	size_t last;             /* words of the part that is read */
};

static const struct { const char *name; int32_t days; } units[] = {
	{ "s", 0 }, { "sec", 0 }, { "second", 0 }, { "m", 0 }, { "min", 0 }, { "minute", 0 },
	{ "h", 0 }, { "hr", 0 }, { "hour", 0 }, { "d", 1 }, { "day", 1 }, { "w", 7 }, { "wk", 7 },
	{ "week", 7 }, { "mo", 30 }, { "mth", 30 }, { "month", 30 }, { "y", 365 }, { "yr", 365 },
	{ "year", 365 },
	{ "stunde", 0 }, { "stunden", 0 }, { "tag", 1 }, { "tage", 1 }, { "tagen", 1 },
	{ "woche", 7 }, { "wochen", 7 }, { "monat", 30 }, { "monaten", 30 }, { "heure", 0 },
	{ "jour", 1 }, { "semaine", 7 }, { "moi", 30 },
};

/* The days of a unit, with or without a plural s; -1 for none. */
static int32_t unit_days(const char *name, size_t len)
{
	if (len > 1 && name[len - 1] == 's')
		len--;
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (strlen(units[i].name) == len && memcmp(units[i].name, name, len) == 0)
			return units[i].days;
	return -1;
}

/* Reads "6hrs", "2 weeks", "a month" from word AT; the words taken, 0 for none. */
static size_t parse_amount(const struct view *view, size_t at, int32_t *days)
{
	const struct word *word = &view->words.items[at];
	const char *text = view->folded.text + word->at;
	int64_t count = 1;
	int32_t unit = -1;
	size_t used = 1;
	size_t taken = ascii_number(text, word->len, &count);
	bool is_hours = false;

	if (taken > 0 && taken < word->len) {
		is_hours = text[taken] == 'h';
		unit = unit_days(text + taken, word->len - taken);
	} else if (at + 1 < view->words.count &&
		   (word->number >= 0 || view_is(view, at, "a") || view_is(view, at, "an"))) {
		const struct word *next = word + 1;

		count = word->number >= 0 ? word->number : 1;
		is_hours = view->folded.text[next->at] == 'h';
		unit = unit_days(view->folded.text + next->at, next->len);
		used = 2;
	}
	if (unit < 0 || count > AGE_MAX_DAYS || count * unit > AGE_MAX_DAYS)
		return 0;
	*days = (int32_t)count * unit;
	if (is_hours)
		*days = (int32_t)(count + 12) / 24; /* 21 hours ago was hardly today */
	return used;
}

/* Reads "6hrs ago", "30+ days ago", "vor 2 Wochen" from word AT; the words taken, 0 for none. */
static size_t parse_age(const struct view *view, size_t at, int32_t *days)
{
	size_t used = parse_amount(view, at, days);

	if (used > 0 && view_is(view, at + used, "ago"))
		return used + 1;
	if (view_is(view, at, "vor") && at + 1 < view->words.count) {
		used = parse_amount(view, at + 1, days);
		return used > 0 ? used + 1 : 0;
	}
	if (view_is(view, at, "il") && view_is(view, at + 1, "y") && view_is(view, at + 2, "a") &&
	    at + 3 < view->words.count) {
		used = parse_amount(view, at + 3, days);
		return used > 0 ? used + 3 : 0;
	}
	return 0;
}

static int month_at(const struct dating *dating, size_t at)
{
	const struct view *view = dating->view;
	const struct word *word = &view->words.items[at];
	int month;

	if (at >= dating->last)
		return 0;
	return date_parse_month(view->folded.text + word->at, word->len, &month) == word->len ?
		month : 0;
}

/* The number that a word begins with: "19", "3rd". */
static int64_t number_at(const struct dating *dating, size_t at)
{
	const struct view *view = dating->view;
	const struct word *word = &view->words.items[at];
	int64_t value;

	if (at >= dating->last || !ascii_is_digit(view->folded.text[word->at]) ||
	    ascii_number(view->folded.text + word->at, word->len, &value) == 0)
		return -1;
	return value;
}

/* The year at AT, also of two digits behind a mark: "31/01/26", "5 Dec '25". -1 for none. */
static int64_t year_at(const struct dating *dating, size_t at)
{
	int64_t year = number_at(dating, at);

	if (year >= 1990 && year <= 2200)
		return year;
	if (year < 15 || year > 60 || dating->view->words.items[at].len != 2)
		return -1;
	return (view_gap(dating->view, at) & (GAP_SLASH | GAP_HYPHEN | GAP_OTHER)) != 0 ?
		2000 + year : -1;
}

/* The day of a month nearest to what the field says: the next one that a posting ends on, the last
 * one that it was published on. */
static int32_t without_year(const struct dating *dating, int64_t month, int64_t day)
{
	int year, this_month, this_day;
	int32_t days = DATE_UNKNOWN;

	date_to_civil(dating->today, &year, &this_month, &this_day);
	if (dating->field == FIELD_EXPIRES) {
		for (int i = -1; i <= 1 && (days == DATE_UNKNOWN ||
					    days < dating->today - PAST_DAYS_MAX); i++)
			days = date_from_civil(year + i, month, day);
		return days;
	}
	for (int i = 1; i >= -1 && (days == DATE_UNKNOWN || days > dating->today + 1); i--)
		days = date_from_civil(year + i, month, day);
	return days;
}

/* The order in which the text writes numbers of a date, by one that can be read in one way only. */
static enum order order_of_text(const struct view *view)
{
	const struct dating dating = { .view = view, .last = view->words.count };

	for (size_t i = 0; i + 2 < view->words.count; i++) {
		const struct word *word = &view->words.items[i];
		int64_t a = word->number;
		int64_t b;

		if (a < 1 || a > 31 || (word[1].gap & (GAP_SLASH | GAP_HYPHEN)) == 0 ||
		    year_at(&dating, i + 2) < 0)
			continue;
		b = number_at(&dating, i + 1);
		if (a > 12 && b >= 1 && b <= 12)
			return ORDER_DAY;
		if (b > 12 && b <= 31 && a <= 12)
			return ORDER_MONTH;
	}
	return ORDER_UNKNOWN;
}

static enum order order_of_country(const char *country)
{
	if (*country == '\0')
		return ORDER_UNKNOWN;
	return strcmp(country, "US") == 0 || strcmp(country, "PH") == 0 ? ORDER_MONTH : ORDER_DAY;
}

static enum order order_of(const struct dating *dating)
{
	const struct posting *posting = dating->reading->posting;

	if (*dating->order != ORDER_UNASKED)
		return *dating->order;
	*dating->order = order_of_text(&dating->reading->view);
	if (*dating->order == ORDER_UNKNOWN && posting->locations.count > 0)
		*dating->order = order_of_country(posting->locations.items[0].place.country);
	return *dating->order;
}

/* "08/09/2026" by how the other dates of the text, or of its country, are written; else the one
 * that can be. */
static int32_t by_order(const struct dating *dating, int64_t year, int64_t a, int64_t b)
{
	int32_t day_first = date_from_civil(year, b, a);
	int32_t month_first = date_from_civil(year, a, b);
	bool is_past = dating->field != FIELD_EXPIRES;

	if (day_first == DATE_UNKNOWN || month_first == DATE_UNKNOWN || day_first == month_first)
		return day_first == DATE_UNKNOWN ? month_first : day_first;
	if (order_of(dating) != ORDER_UNKNOWN)
		return *dating->order == ORDER_DAY ? day_first : month_first;
	if ((day_first > dating->today) == (month_first > dating->today))
		return DATE_UNKNOWN;
	return (day_first > dating->today) != is_past ? day_first : month_first;
}

/* Reads "19 March 2020", "March 19, 2020", "March 19", "13/02/2020", "13.2.2020", "2020/02/13";
 * *used is set to the words. */
static int32_t parse_written(const struct dating *dating, size_t at, size_t *used)
{
	int64_t a = number_at(dating, at);
	int64_t b = number_at(dating, at + 1);
	int64_t year = year_at(dating, at + 2);
	int month = month_at(dating, at);
	const struct word *words = dating->view->words.items;

	*used = 3;
	if (a >= 1990 && b > 0 && number_at(dating, at + 2) > 0 &&
	    (view_gap(dating->view, at + 1) & GAP_SLASH) != 0)
		return date_from_civil(a, b, number_at(dating, at + 2));
	if (month == 0 && a > 0 && a <= 31 && month_at(dating, at + 1) > 0) {
		month = month_at(dating, at + 1);
		b = a;
	} else if (month == 0) {
		if (year < 0 || a < 1 || b < 1 || (view_gap(dating->view, at + 1) &
						   (GAP_SLASH | GAP_HYPHEN | GAP_OTHER)) == 0)
			return DATE_UNKNOWN;
		if (dating->view->text[words[at].end] == '.')
			return date_from_civil(year, b, a);
		return by_order(dating, year, a, b);
	}
	if (b < 1 || b > 31)
		return DATE_UNKNOWN;
	if (year > 0)
		return date_from_civil(year, month, b);
	*used = 2;
	return without_year(dating, month, b);
}

/* The day that words from AT on name; DATE_UNKNOWN for none. *last is the word after it. */
static int32_t parse_at(const struct dating *dating, size_t at, size_t *last)
{
	const struct view *view = dating->view;
	const struct word *word = &view->words.items[at];
	const struct hit *hit = view_find(view, LEXICON_DATE, -1, at, at + 4);
	int32_t days;
	size_t used;

	used = date_parse_iso(view->text + word->start, view->len - word->start, &days);
	if (used > 0 && days != DATE_UNKNOWN) {
		*last = view_word_from(view, word->start + used);
		return days;
	}
	used = parse_age(view, at, &days);
	if (used > 0) {
		*last = at + used;
		return dating->today - days;
	}
	used = dating->field == FIELD_EXPIRES && at > 0 && view_is(view, at - 1, "in") ?
		parse_amount(view, at, &days) : 0;
	if (used > 0) {
		*last = at + used;
		return dating->today + days;
	}
	if (hit != NULL && hit->first == at &&
	    (hit->value == DATE_WORD_TODAY || hit->value == DATE_WORD_YESTERDAY)) {
		*last = hit->last;
		return hit->value == DATE_WORD_TODAY ? dating->today : dating->today - 1;
	}
	days = parse_written(dating, at, &used);
	*last = at + used;
	return days;
}

static int32_t parse(const struct dating *dating, size_t first, size_t *from, size_t *to)
{
	for (size_t i = first; i < dating->last && i < first + LINE_WORDS_MAX; i++) {
		int32_t days = parse_at(dating, i, to);
		int32_t end = DATE_UNKNOWN;
		size_t after;

		*from = i;
		if (days == DATE_UNKNOWN)
			continue;
		/* "accepted from 8 to 14 May" */
		if (dating->field == FIELD_EXPIRES && *to < dating->last &&
		    ((view_gap(dating->view, *to) & (GAP_DASH | GAP_HYPHEN)) != 0 ||
		     view_is(dating->view, *to, "to")))
			end = parse_at(dating, *to + (view_is(dating->view, *to, "to") ? 1 : 0),
				       &after);
		if (end != DATE_UNKNOWN && end >= days) {
			*to = after;
			return end;
		}
		return days;
	}
	return DATE_UNKNOWN;
}

/* A day as a feed counts it: in seconds or thousandths of them since 1970, "1718150400.0" too. */
static int32_t parse_stamp(const char *text)
{
	int64_t value;
	size_t len = strspn(text, "0123456789");
	size_t part = text[len] == '.' ? strspn(text + len + 1, "0123456789") + 1 : 0;

	if ((len != 10 && len != 13) || text[len + part] != '\0' ||
	    ascii_number(text, len, &value) != len)
		return DATE_UNKNOWN;
	return date_from_seconds(len == 13 ? value / 1000 : value);
}

/* The day that is written, wherever it was: "2026-08-28T23:59:59-04:00" is the 28th. */
static int32_t parse_iso_day(const char *text)
{
	int32_t days;

	if (strlen(text) < ISO_DAY_BYTES || date_parse_iso(text, ISO_DAY_BYTES, &days) == 0)
		return DATE_UNKNOWN;
	return days;
}

static int32_t parse_stated(struct reading *reading, enum field_id field, enum order *order)
{
	const char *stated = raw_posting_stated(reading->raw, field);
	struct dating dating = { .field = field, .today = reading->today, .order = order,
		.reading = reading };
	int32_t days;
	struct view view;
	size_t from;
	size_t to;

	if (stated == NULL)
		return DATE_UNKNOWN;
	days = parse_stamp(stated);
	if (days == DATE_UNKNOWN)
		days = parse_iso_day(stated);
	if (days == DATE_UNKNOWN) {
		reading_view(reading, &view, stated);
		dating.view = &view;
		dating.last = view.words.count;
		days = parse(&dating, 0, &from, &to);
		reading_view_end(reading, &view);
	}
	if (days != DATE_UNKNOWN)
		reading_note_stated(reading, field);
	return days;
}

/* Takes the date of words [FIRST, LAST), unless there is one; one that contradicts what the source
 * states is noted beside it. */
static void take(struct reading *reading, enum order *order, enum field_id field, size_t first,
		 size_t last, const char *rule)
{
	int32_t *fact = field == FIELD_POSTED ?
		&reading->posting->posted : &reading->posting->expires;
	bool is_stated = *fact != DATE_UNKNOWN;
	struct dating dating = { .field = field, .today = reading->today, .order = order,
		.reading = reading, .view = &reading->view, .last = last };
	int32_t days;
	size_t from;
	size_t to;

	if (is_stated && (raw_posting_stated(reading->raw, field) == NULL ||
			  posting_has_conflict(reading->posting, field)))
		return;
	days = parse(&dating, first, &from, &to);
	if (days == DATE_UNKNOWN || days == *fact ||
	    (field == FIELD_POSTED && days > reading->today + 1) ||
	    (is_stated && field == FIELD_POSTED))
		return;
	reading_note_words(reading, field, from, to, rule);
	if (is_stated)
		reading_conflict(reading, field);
	else
		*fact = days;
}

static void from_labels(struct reading *reading, enum order *order)
{
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];

		if (pair->label == LABEL_POSTED)
			take(reading, order, FIELD_POSTED, pair->first, pair->last,
			     "beside a label");
		if (pair->label == LABEL_EXPIRES)
			take(reading, order, FIELD_EXPIRES, pair->first, pair->last,
			     "beside a label");
	}
}

/* Where the words behind a phrase end, at most REACH: a stop behind a number ends no sentence. */
static size_t phrase_end(const struct view *view, const struct hit *hit, size_t reach)
{
	size_t end = hit->last;

	while (end < view->words.count && end < hit->last + reach &&
	       (view_gap(view, end) & GAP_LINE) == 0 &&
	       ((view_gap(view, end) & GAP_STOP) == 0 ||
		view->words.items[end - 1].number >= 0))
		end++;
	return end;
}

/* "Posted 6hrs ago", "Apply by 3 May 2027": a phrase and the date right after it. */
static void from_phrases(struct reading *reading, enum order *order)
{
	const struct hits *hits = &reading->view.hits[LEXICON_DATE];

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];

		if (hit->value == DATE_WORD_POSTED)
			take(reading, order, FIELD_POSTED, hit->last,
			     phrase_end(&reading->view, hit, POSTED_WORDS), "posted");
		if (hit->value == DATE_WORD_EXPIRES)
			take(reading, order, FIELD_EXPIRES, hit->last,
			     phrase_end(&reading->view, hit, PHRASE_WORDS), "closes");
	}
}

/* A bare age in the lines at the top of a page: "Acme · Berlin · 2 weeks ago". */
static void from_top_lines(struct reading *reading)
{
	const unsigned begins_cell = GAP_LINE | GAP_BAR | GAP_DASH | GAP_OPEN;

	for (size_t i = 0; i < reading->outline.lines.count && i < TOP_LINES; i++) {
		const struct line *line = &reading->outline.lines.items[i];
		int32_t days;

		if (line->last - line->first > LINE_WORDS_MAX)
			continue;
		for (size_t at = line->first; at < line->last; at++) {
			size_t used = view_gap(&reading->view, at) & begins_cell ?
				parse_age(&reading->view, at, &days) : 0;

			if (used == 0 || reading->posting->posted != DATE_UNKNOWN)
				continue;
			reading->posting->posted = reading->today - days;
			reading_note_words(reading, FIELD_POSTED, at, at + used, "an age on top");
		}
	}
}

void dates_extract(struct reading *reading)
{
	enum order order = ORDER_UNASKED;

	reading->posting->posted = parse_stated(reading, FIELD_POSTED, &order);
	reading->posting->expires = parse_stated(reading, FIELD_EXPIRES, &order);
	from_labels(reading, &order);
	from_phrases(reading, &order);
	from_top_lines(reading);
}
