/* When the posting was published and when it ends: dates, and ages ("6hrs ago") seen from today. */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/date.h"

#define TOP_LINES 12
#define LINE_WORDS_MAX 20
#define AGE_MAX_DAYS 7300

static const struct { const char *name; int32_t days; } units[] = {
	{ "s", 0 }, { "sec", 0 }, { "second", 0 }, { "m", 0 }, { "min", 0 }, { "minute", 0 },
	{ "h", 0 }, { "hr", 0 }, { "hour", 0 }, { "d", 1 }, { "day", 1 }, { "w", 7 }, { "wk", 7 },
	{ "week", 7 }, { "mo", 30 }, { "mth", 30 }, { "month", 30 }, { "y", 365 }, { "yr", 365 },
	{ "year", 365 },
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

/* Reads "6hrs ago", "2 weeks ago", "a month ago" from word AT; the words taken, 0 for none. */
static size_t parse_age(const struct view *view, size_t at, int32_t *days)
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
	if (unit < 0 || count > AGE_MAX_DAYS || count * unit > AGE_MAX_DAYS ||
	    !view_is(view, at + used, "ago"))
		return 0;
	*days = (int32_t)count * unit;
	if (is_hours)
		*days = (int32_t)(count + 12) / 24; /* 21 hours ago was hardly today */
	return used + 1;
}

static int month_at(const struct view *view, size_t at)
{
	int month;
	const struct word *word = &view->words.items[at];

	if (at >= view->words.count)
		return 0;
	return date_parse_month(view->folded.text + word->at, word->len, &month) == word->len ?
		month : 0;
}

/* The number that a word begins with: "19", "3rd". */
static int64_t number_at(const struct view *view, size_t at)
{
	int64_t value;
	const struct word *word = &view->words.items[at];

	if (at >= view->words.count || !ascii_is_digit(view->folded.text[word->at]) ||
	    ascii_number(view->folded.text + word->at, word->len, &value) == 0)
		return -1;
	return value;
}

/* Reads "19 March 2020", "March 19, 2020", "13/02/2020" (where only one reading is a date). */
static int32_t parse_written(const struct view *view, size_t at)
{
	int64_t a = number_at(view, at);
	int64_t b = number_at(view, at + 1);
	int64_t year = number_at(view, at + 2);
	int month = month_at(view, at);

	if (year < 1990 || year > 2200)
		return DATE_UNKNOWN;
	if (month > 0 && b > 0)
		return date_from_civil(year, month, b);
	month = month_at(view, at + 1);
	if (month > 0 && a > 0)
		return date_from_civil(year, month, a);
	if (a > 12 && b >= 1 && b <= 12)
		return date_from_civil(year, b, a);
	if (b > 12 && a >= 1 && a <= 12)
		return date_from_civil(year, a, b);
	return DATE_UNKNOWN;
}

/* The day that words from AT on name; DATE_UNKNOWN for none. *last is the word after it. */
static int32_t parse_at(const struct view *view, size_t at, int32_t today, size_t *last)
{
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
		return today - days;
	}
	if (hit != NULL && hit->first == at &&
	    (hit->value == DATE_WORD_TODAY || hit->value == DATE_WORD_YESTERDAY)) {
		*last = hit->last;
		return hit->value == DATE_WORD_TODAY ? today : today - 1;
	}
	*last = at + 3;
	return parse_written(view, at);
}

static int32_t parse(const struct view *view, size_t first, size_t last, int32_t today,
		     size_t *from, size_t *to)
{
	for (size_t i = first; i < last && i < first + LINE_WORDS_MAX; i++) {
		int32_t days = parse_at(view, i, today, to);

		*from = i;
		if (days != DATE_UNKNOWN)
			return days;
	}
	return DATE_UNKNOWN;
}

static int32_t parse_stated(struct reading *reading, enum field_id field)
{
	const char *stated = raw_posting_stated(reading->raw, field);
	int32_t days = DATE_UNKNOWN;
	struct view view;
	size_t from;
	size_t to;

	if (stated == NULL)
		return DATE_UNKNOWN;
	view_init(&view, reading->lexicon, stated, strlen(stated));
	days = parse(&view, 0, view.words.count, reading->today, &from, &to);
	view_release(&view);
	if (days != DATE_UNKNOWN)
		reading_note_stated(reading, field);
	return days;
}

static void take(struct reading *reading, enum field_id field, size_t first, size_t last,
		 const char *rule)
{
	int32_t *fact = field == FIELD_POSTED ?
		&reading->posting->posted : &reading->posting->expires;
	size_t from;
	size_t to;

	if (*fact != DATE_UNKNOWN)
		return;
	*fact = parse(&reading->view, first, last, reading->today, &from, &to);
	if (*fact != DATE_UNKNOWN)
		reading_note_words(reading, field, from, to, rule);
}

static void from_labels(struct reading *reading)
{
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];

		if (pair->label == LABEL_POSTED)
			take(reading, FIELD_POSTED, pair->first, pair->last, "beside a label");
		if (pair->label == LABEL_EXPIRES)
			take(reading, FIELD_EXPIRES, pair->first, pair->last, "beside a label");
	}
}

/* "Posted 6hrs ago", "Apply by 3 May 2027": a phrase and the date right after it. */
static void from_phrases(struct reading *reading)
{
	const struct hits *hits = &reading->view.hits[LEXICON_DATE];

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];
		size_t end = view_ahead(&reading->view, hit->last - 1, GAP_LINE);

		if (end > hit->last + 6)
			end = hit->last + 6;
		if (hit->value == DATE_WORD_POSTED)
			take(reading, FIELD_POSTED, hit->last, end, "posted");
		if (hit->value == DATE_WORD_EXPIRES)
			take(reading, FIELD_EXPIRES, hit->last, end, "closes");
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
	reading->posting->posted = parse_stated(reading, FIELD_POSTED);
	reading->posting->expires = parse_stated(reading, FIELD_EXPIRES);
	from_labels(reading);
	from_phrases(reading);
	from_top_lines(reading);
}
