/*
 * Days of a week at the office: "three days in office", "2-3 days a week onsite", "hybrid
 * (Tue-Thu)", "work from home two days a week". Of several the first counts, of a range the larger
 * end.
 */
#include "config.h"

#include "extract/workplace_int.h"

#include <string.h>

#define WEEK_DAYS 5
#define AHEAD_WORDS 8
#define BACK_WORDS 5

/* "Twice a week". */
static bool counts_weekly(const struct view *view, size_t at)
{
	return (view_is(view, at, "once") || view_is(view, at, "twice")) &&
		(view_is(view, at + 2, "week") || view_is(view, at + 1, "weekly"));
}

/* Whether word AT counts what stands before it: "3 days". */
static bool counts_days(const struct view *view, size_t at)
{
	static const char *const days[] = { "day", "days", "times", "x" };

	return VIEW_IS_ONE_OF(view, at, days) && view->words.items[at - 1].number >= 1 &&
		view->words.items[at - 1].number <= WEEK_DAYS;
}

static bool is_office(const struct view *view, size_t at)
{
	static const char *const words[] = { "office", "offices", "onsite", "site", "person",
		"hq", "hub", "headquarters", "studio", "campus", "inoffice", "together", "lab" };

	return VIEW_IS_ONE_OF(view, at, words);
}

static bool is_home(const struct view *view, size_t at)
{
	static const char *const words[] = { "home", "remote", "remotely", "wfh", "homeoffice",
		"anywhere" };

	return VIEW_IS_ONE_OF(view, at, words) &&
		!(view_is(view, at, "home") && view_is(view, at + 1, "office") &&
		  view_is(view, at + 2, "or"));
}

/* "2 days a month", "three days of interviews", "5 days off". */
static bool is_no_week(const struct view *view, size_t at, size_t to)
{
	static const char *const words[] = { "month", "monthly", "months", "quarter", "quarterly",
		"year", "yearly", "annually", "off", "pto", "notice", "vacation", "leave",
		"interview", "trial", "paid", "before", "ago", "fortnight" };

	for (size_t i = at; i < to && i < at + 4; i++)
		if (VIEW_IS_ONE_OF(view, i, words))
			return true;
	return false;
}

/* What the days counted at word AT are: WORKPLACE_ONSITE at the office, WORKPLACE_REMOTE at home,
 * WORKPLACE_UNKNOWN where the words do not say. */
static enum workplace days_where(const struct view *view, size_t at, size_t from, size_t to)
{
	for (size_t i = at + 1; i < to && i <= at + AHEAD_WORDS; i++) {
		if ((view_gap(view, i) & (GAP_COMMA | GAP_CLOSE | GAP_BAR)) != 0 && i > at + 1)
			break;
		if (is_home(view, i) && !view_is(view, i + 1, "office"))
			return WORKPLACE_REMOTE;
		if (is_office(view, i) && !view_is(view, i - 1, "home"))
			return WORKPLACE_ONSITE;
		if (is_home(view, i))
			return WORKPLACE_REMOTE;
	}
	for (size_t i = at; i > from && at - i < BACK_WORDS; i--) {
		if (is_office(view, i - 1))
			return WORKPLACE_ONSITE;
		if (is_home(view, i - 1))
			return WORKPLACE_REMOTE;
	}
	return WORKPLACE_UNKNOWN;
}

/* The number of a day of the week that the word begins with, 0 for Monday; -1 for none. */
static int week_day(const struct view *view, size_t at)
{
	static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday",
		"friday" };
	const struct word *word = &view->words.items[at];
	const char *text = view->folded.text + word->at;

	for (int i = 0; i < WEEK_DAYS; i++) {
		size_t len = strlen(names[i]);
		size_t stem = word->len > len ? len : word->len;

		if (word->is_upper && (word->len == 3 || word->len == 4 || word->len >= len) &&
		    word->len <= len + 1 && memcmp(text, names[i], stem) == 0)
			return i;
	}
	return -1;
}

/* How many days of the week words [FROM, TO) name; the words they take into *first and *last. */
static int named_days(const struct view *view, size_t from, size_t to, size_t *first, size_t *last)
{
	static const char *const links[] = { "to", "through", "thru" };
	unsigned days = 0;
	int before = -1;
	int count = 0;

	for (size_t i = from; i < to; i++) {
		int day = week_day(view, i);
		bool is_range = (view_gap(view, i) & (GAP_HYPHEN | GAP_DASH)) != 0 ||
			(i > from && VIEW_IS_ONE_OF(view, i - 1, links));

		if (days != 0 && is_home(view, i))
			break;
		if (day < 0)
			continue;
		if (days == 0)
			*first = i;
		for (int j = is_range && before >= 0 ? before : day; j <= day; j++)
			days |= 1u << j;
		before = day;
		*last = i + 1;
	}
	for (; days != 0; days &= days - 1)
		count++;
	return count < WEEK_DAYS ? count : 0;
}

static bool take(struct reading *reading, int days, size_t first, size_t last)
{
	if (days < 1 || days >= WEEK_DAYS)
		return false;
	reading->posting->office_days = days;
	reading_note_words(reading, FIELD_OFFICE_DAYS, first, last, "days at the office");
	return true;
}

/* Where a range is counted ("2-3 days"), its first number. */
static size_t range_start(const struct view *view, size_t number)
{
	const struct word *words = view->words.items;

	if (number >= 1 && words[number - 1].number >= 1 &&
	    (words[number].gap & (GAP_HYPHEN | GAP_DASH | GAP_SLASH)) != 0)
		return number - 1;
	if (number >= 2 && words[number - 2].number >= 1 &&
	    (view_is(view, number - 1, "to") || view_is(view, number - 1, "or")))
		return number - 2;
	return number;
}

/* Reads the days that words [FROM, TO), around something hybrid, count or name. */
static bool from_words(struct reading *reading, size_t from, size_t to, bool is_hybrid)
{
	const struct view *view = &reading->view;
	size_t first = from;
	size_t last = to;

	for (size_t i = from + 1; i < to; i++) {
		enum workplace where;
		int days;

		if (!(counts_days(view, i) || counts_weekly(view, i)) ||
		    is_no_week(view, i + 1, to))
			continue;
		where = days_where(view, i, from, to);
		if (counts_days(view, i)) {
			days = view->words.items[i - 1].number;
			first = range_start(view, i - 1);
		} else {
			days = view_is(view, i, "twice") ? 2 : 1;
			first = i;
		}
		if (where == WORKPLACE_REMOTE)
			days = WEEK_DAYS - (first < i ? view->words.items[first].number : days);
		if ((where != WORKPLACE_UNKNOWN || is_hybrid) &&
		    take(reading, days, first, i + 1))
			return true;
	}
	return is_hybrid && take(reading, named_days(view, from, to, &first, &last), first, last);
}

/* Whether something in words [FROM, TO) says that one comes to the office, at least at times. */
static bool speaks_of_office(const struct view *view, size_t from, size_t to)
{
	static const int values[] = { WORKPLACE_WORD_HYBRID, WORKPLACE_WORD_MAYBE_HYBRID,
		WORKPLACE_WORD_BARE_HYBRID, WORKPLACE_WORD_ONSITE, WORKPLACE_WORD_MAYBE_ONSITE };

	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		if (view_has(view, LEXICON_WORKPLACE, values[i], from, to))
			return true;
	return false;
}

void office_days_extract(struct reading *reading)
{
	const struct view *view = &reading->view;
	const struct hits *hits = &view->hits[LEXICON_WORKPLACE];
	size_t done = 0;

	if (reading->posting->workplace != WORKPLACE_HYBRID)
		return;
	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];
		size_t from;

		if (hit->value == WORKPLACE_WORD_NEUTRAL || hit->first < done)
			continue;
		from = view_back(view, hit->first, GAP_SENTENCE);
		done = view_ahead(view, hit->last - 1, GAP_SENTENCE);
		if (from_words(reading, from, done, speaks_of_office(view, from, done)))
			return;
	}
}
