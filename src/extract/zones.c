/*
 * Time zones from which one may work: "CET +/- 2", "UTC-5 to UTC+2", "within 3 hours of EST", "US
 * time zones". Names in several countries' use are read as American ones, as postings mean them.
 */
#include "config.h"

#include "extract/places_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/vec.h"

#define NEAR_WORDS 7             /* how far what speaks of a limit may stand from a zone */
#define GROUP_WORDS 4            /* between two zones of one range: "CET to EST time" */
#define BEHIND_WORDS 9           /* before "time zones": "Central and South American" */
#define HOURS_MAX 12
#define OFFSET_MAX 14
#define WORK_DAY 8               /* hours */

/* Offsets in minutes east of UTC, without daylight saving, from the IANA time zone database;
 * abbreviations as they are written in North America, Europe and Asia. */
static const struct zone_name { const char *name; int minutes; } zone_names[] = {
	{ "utc", 0 }, { "gmt", 0 }, { "wet", 0 }, { "west", 60 }, { "bst", 60 }, { "cet", 60 },
	{ "cest", 120 }, { "met", 60 }, { "mez", 60 }, { "mesz", 120 }, { "eet", 120 },
	{ "eest", 180 }, { "msk", 180 }, { "trt", 180 }, { "eat", 180 }, { "wat", 60 },
	{ "sast", 120 }, { "gst", 240 }, { "pkt", 300 }, { "ist", 330 }, { "sgt", 480 },
	{ "hkt", 480 }, { "awst", 480 }, { "jst", 540 }, { "kst", 540 }, { "acst", 570 },
	{ "aest", 600 }, { "aedt", 660 }, { "nzst", 720 }, { "nzdt", 780 }, { "hst", -600 },
	{ "akst", -540 }, { "pst", -480 }, { "pdt", -420 }, { "pt", -480 }, { "mst", -420 },
	{ "mdt", -360 }, { "mt", -420 }, { "cst", -360 }, { "cdt", -300 }, { "ct", -360 },
	{ "est", -300 }, { "edt", -240 }, { "et", -300 }, { "ast", -240 }, { "nst", -210 },
	{ "clt", -240 }, { "brt", -180 }, { "art", -180 }, { "cot", -300 },
	{ "pacific", -480 }, { "us pacific", -480 }, { "mountain", -420 }, { "us mountain", -420 },
	{ "central", -360 }, { "us central", -360 }, { "eastern", -300 }, { "us eastern", -300 },
	{ "central european", 60 }, { "central europe", 60 }, { "central european summer", 120 },
	{ "eastern european", 120 }, { "western european", 0 }, { "british", 0 }, { "uk", 0 },
	{ "london", 0 }, { "india", 330 }, { "indian", 330 }, { "singapore", 480 },
	{ "australian eastern", 600 }, { "coordinated universal", 0 }, { "greenwich mean", 0 },
};

/* What a zone's name may end in without meaning another. */
static const char *const zone_tails[] = { " standard time", " daylight time", " time zones",
	" time zone", " timezones", " timezone", " business hours", " hours", " time" };

/* The zones of countries and areas, from west to east. */
static const struct zone_area { const char *name; int min, max; } zone_areas[] = {
	{ "US", -480, -300 }, { "CA", -480, -210 }, { "MX", -480, -300 }, { "BR", -300, -180 },
	{ "AR", -180, -180 }, { "GB", 0, 0 }, { "IE", 0, 0 }, { "PT", 0, 0 }, { "ES", 60, 60 },
	{ "FR", 60, 60 }, { "DE", 60, 60 }, { "NL", 60, 60 }, { "PL", 60, 60 }, { "IT", 60, 60 },
	{ "CH", 60, 60 }, { "AT", 60, 60 }, { "SE", 60, 60 }, { "DK", 60, 60 }, { "NO", 60, 60 },
	{ "FI", 120, 120 }, { "RO", 120, 120 }, { "UA", 120, 120 }, { "IL", 120, 120 },
	{ "IN", 330, 330 }, { "SG", 480, 480 }, { "JP", 540, 540 }, { "AU", 480, 600 },
	{ "NZ", 720, 720 },
	{ "North America", -480, -210 }, { "South America", -300, -180 },
	{ "LATAM", -480, -180 }, { "Americas", -480, -180 }, { "Europe", 0, 120 },
	{ "European Union", 0, 120 }, { "European Economic Area", 0, 120 }, { "EMEA", 0, 240 },
	{ "Africa", 0, 180 }, { "Middle East", 120, 240 }, { "Asia", 180, 540 },
	{ "APAC", 330, 720 }, { "East Coast", -300, -300 }, { "West Coast", -480, -480 },
	{ "DACH", 60, 60 }, { "Nordics", 0, 120 }, { "UK & Ireland", 0, 0 },
	{ "Western Europe", 0, 60 }, { "Eastern Europe", 60, 180 }, { "Central Europe", 60, 60 },
	{ "CEE", 60, 180 }, { "Australia and New Zealand", 480, 720 }, { "ANZ", 480, 720 },
};

/* A zone or a range of them, and the words that say so. */
struct span {
	int min, max;
	size_t first, last;
	int offsets, names;      /* how many it is made of: "UTC-1", "CET" */
};

/* The sign that is written right before word AT: 1, -1, 2 for both (U+00B1 too), 0 for none.
 * Dashes (U+2010 to U+2015) and U+2212 are minuses. */
static int sign_before(const struct view *view, size_t at)
{
	const struct word *words = view->words.items;
	size_t from = at > 0 ? words[at - 1].end : 0;
	size_t to = words[at].start;
	int sign = 0;

	for (size_t i = from; i < to; i++) {
		unsigned char byte = (unsigned char)view->text[i];
		bool is_pair = i + 1 < to;

		unsigned char next = is_pair ? (unsigned char)view->text[i + 1] : 0;

		if (byte == '+')
			sign = sign == 0 ? 1 : 2;
		else if (byte == '-' || (byte == 0xe2 && (next == 0x80 || next == 0x88)))
			sign = sign == 1 ? 2 : sign == 0 ? -1 : sign;
		else if (byte == 0xc2 && next == 0xb1)
			sign = 2;
	}
	return sign;
}

/* The offset of the name in words [FIRST, LAST), or INT32_MIN. */
static int offset_of(const struct view *view, size_t first, size_t last)
{
	const struct word *words = view->words.items;
	const char *name = view->folded.text + words[first].at;
	size_t len = words[last - 1].at + words[last - 1].len - words[first].at;

	for (size_t i = 0; i < sizeof zone_tails / sizeof zone_tails[0]; i++) {
		size_t tail = strlen(zone_tails[i]);

		if (len > tail && memcmp(name + len - tail, zone_tails[i], tail) == 0) {
			len -= tail;
			break;
		}
	}
	for (size_t i = 0; i < sizeof zone_names / sizeof zone_names[0]; i++)
		if (strlen(zone_names[i].name) == len && memcmp(zone_names[i].name, name, len) == 0)
			return zone_names[i].minutes;
	return INT32_MIN;
}

/* Reads "+5", "-03:30" at word AT; returns the words taken, 0 for none. */
static size_t read_offset(const struct view *view, size_t at, int *minutes)
{
	const struct word *word;
	int sign;
	size_t taken = 1;

	if (at >= view->words.count)
		return 0;
	word = &view->words.items[at];
	sign = sign_before(view, at);
	if (word->number < 0 || word->number > OFFSET_MAX || (sign != 1 && sign != -1))
		return 0;
	*minutes = word->number * 60;
	if (at + 1 < view->words.count && view_gap(view, at + 1) == GAP_COLON) {
		int32_t rest = view->words.items[at + 1].number;

		if (rest == 30 || rest == 45)
			*minutes += rest;
		taken = rest >= 0 && rest < 60 ? 2 : 1;
	}
	*minutes *= sign;
	return taken;
}

/* "UTC-5 to +2": the second end of a range of offsets. */
static size_t read_second(const struct view *view, size_t at, struct span *span)
{
	static const char *const links[] = { "to", "and", "through", "until" };
	size_t skip = at < view->words.count && VIEW_IS_ONE_OF(view, at, links) ? 1 : 0;
	int minutes;
	size_t taken = read_offset(view, at + skip, &minutes);

	if (taken == 0 || (skip == 0 && (view_gap(view, at) & (GAP_SLASH | GAP_DASH)) == 0))
		return 0;
	span->offsets++;
	span->max = minutes > span->max ? minutes : span->max;
	span->min = minutes < span->min ? minutes : span->min;
	return skip + taken;
}

static bool read_zone(const struct view *view, const struct hit *hit, struct span *span)
{
	const struct word *word = &view->words.items[hit->first];
	int base = offset_of(view, hit->first, hit->last);
	bool has_offset = view_is(view, hit->first, "utc") || view_is(view, hit->first, "gmt");
	int minutes;
	size_t taken;

	if (base == INT32_MIN || (hit->last == hit->first + 1 && !word->is_caps))
		return false;
	*span = (struct span){ .min = base, .max = base, .first = hit->first, .last = hit->last };
	span->names = 1;
	if (!has_offset)
		return true;
	taken = read_offset(view, hit->last, &minutes);
	if (taken > 0) {
		span->min = span->max = minutes;
		span->last += taken;
		span->names = 0;
		span->offsets = 1;
		span->last += read_second(view, span->last, span);
	}
	return true;
}

/* "9am EST", "11:30 a.m. Central Time": an hour of the clock. */
static bool is_clock(const struct view *view, size_t first)
{
	static const char *const clock[] = { "am", "pm", "m", "a", "p", "noon", "midnight" };

	if (first == 0 || (view_gap(view, first) & (GAP_LINE | GAP_BAR)) != 0)
		return false;
	return VIEW_IS_ONE_OF(view, first - 1, clock) ||
		(view->words.items[first - 1].number >= 0 && sign_before(view, first) == 0 &&
		 (view_gap(view, first) & (GAP_COMMA | GAP_OPEN)) == 0);
}

static bool is_time_zone(const struct view *view, size_t at)
{
	return view_is(view, at, "timezone") || view_is(view, at, "timezones") ||
		view_is(view, at, "tz") ||
		(view_is(view, at, "time") && at + 1 < view->words.count &&
		 (view_is(view, at + 1, "zone") || view_is(view, at + 1, "zones")));
}

/* What a word counts: "3", "3h"; -1 for another. */
static int32_t hours_in(const struct view *view, size_t at)
{
	const struct word *word = &view->words.items[at];
	const char *text = view->folded.text + word->at;

	if (word->number < 0 && word->len == 2 && text[1] == 'h' && ascii_is_digit(text[0]))
		return text[0] - '0';
	return word->number;
}

/* Minutes around a zone: "+/- 3", "within 2 hours of", "4 hours of overlap with"; their word into
 * *at. */
static int read_around(const struct view *view, size_t from, size_t to, const struct span *span,
		       size_t *at)
{
	static const char *const overlaps[] = { "overlap", "overlapping" };
	static const char *const hours[] = { "hour", "hours", "hrs", "hr", "h" };

	for (size_t i = from; i < to; i++) {
		int32_t count = hours_in(view, i);
		bool is_hours = view->words.items[i].number < 0 ||
			(i + 1 < to && VIEW_IS_ONE_OF(view, i + 1, hours));
		bool is_overlap = false;

		if (count < 1 || count > HOURS_MAX || (i >= span->first && i < span->last))
			continue;
		*at = i;
		if (sign_before(view, i) == 2)
			return count * 60;
		for (size_t j = from; j < to && is_hours; j++)
			is_overlap |= VIEW_IS_ONE_OF(view, j, overlaps);
		if (is_overlap)
			return count < WORK_DAY ? (WORK_DAY - count) * 60 : 0;
		if (is_hours && i < span->first)
			return count * 60;
	}
	return 0;
}

/* Whether something near the zone speaks of where one may work. */
static bool has_context(const struct reading *reading, size_t from, size_t to)
{
	static const char *const words[] = { "overlap", "overlapping", "within", "compatible",
		"aligned", "align", "zone", "zones", "timezone", "timezones", "tz" };
	const struct view *view = &reading->view;

	if (view_has(view, LEXICON_WORKPLACE, WORKPLACE_WORD_REMOTE, from, to) ||
	    view_has(view, LEXICON_WORKPLACE, WORKPLACE_WORD_BARE_REMOTE, from, to) ||
	    view_has(view, LEXICON_WORKPLACE, WORKPLACE_WORD_MAYBE_REMOTE, from, to))
		return true;
	for (size_t i = from; i < to; i++)
		if (VIEW_IS_ONE_OF(view, i, words) || sign_before(view, i) == 2)
			return true;
	return false;
}

static void take(struct reading *reading, const struct span *span, const char *rule)
{
	struct zones *zones = &reading->posting->zones;
	size_t start = view_start(&reading->view, span->first);
	size_t end = view_end(&reading->view, span->last);

	if (zones->text != NULL)
		return;
	zones->min = span->min;
	zones->max = span->max;
	zones->text = reading_copy(&reading->view, start, end);
	reading_note(reading, FIELD_ZONES, start, end, rule);
}

/* The zones from hit *AT on that stand together: "ET/CT/PT", "UTC-3 to CET"; *at becomes the last
 * hit of them. */
static bool read_group(const struct view *view, size_t *at, size_t to, struct span *span)
{
	const struct hits *hits = &view->hits[LEXICON_PLACE];
	bool is_found = false;

	for (size_t i = *at; i < hits->count && hits->items[i].first < to; i++) {
		struct span next;

		if (hits->items[i].value != PLACE_WORD_ZONE ||
		    !read_zone(view, &hits->items[i], &next))
			continue;
		if (!is_found) {
			*span = next;
			is_found = true;
			continue;
		}
		if (next.first > span->last + GROUP_WORDS)
			break;
		*at = i;
		span->min = next.min < span->min ? next.min : span->min;
		span->max = next.max > span->max ? next.max : span->max;
		span->offsets += next.offsets;
		span->names += next.names;
		span->last = next.last;
	}
	return is_found;
}

static bool is_elsewhere(const struct reading *reading, size_t at, size_t from)
{
	return reading_is_aside(reading, at) ||
		view_has(&reading->view, LEXICON_PLACE, PLACE_WORD_NOT, from, at);
}

/* Widens the span by the hours around it, and by the words that say them. */
static void widen(const struct view *view, size_t from, size_t to, struct span *span)
{
	size_t at = span->first;
	int around;

	/* "within two hours of CET (UTC-1 to UTC+3)" says what it makes. */
	if (span->names > 0 && span->offsets > 1)
		return;
	around = read_around(view, from, to, span, &at);

	span->min -= around;
	span->max += around;
	if (around > 0 && at < span->first)
		span->first = at;
	if (around > 0 && at >= span->last)
		span->last = at + 1;
}

/* Reads the zones at hit *AT, and moves it to the last hit that was looked at. */
static bool from_names(struct reading *reading, size_t *at, bool is_sure)
{
	const struct view *view = &reading->view;
	const struct hit *hit = &view->hits[LEXICON_PLACE].items[*at];
	size_t sentence = view_back(view, hit->first, GAP_SENTENCE);
	size_t end = view_ahead(view, hit->first, GAP_SENTENCE);
	struct span span;
	size_t from;
	size_t to;

	if (!read_group(view, at, end, &span) || is_clock(view, span.first) ||
	    (!is_sure && is_elsewhere(reading, span.first, sentence)))
		return false;
	from = span.first;
	to = span.last;
	while (from > sentence && span.first - from < NEAR_WORDS &&
	       (view_gap(view, from) & GAP_BAR) == 0)
		from--;
	while (to < end && to - span.last < NEAR_WORDS && (view_gap(view, to) & GAP_BAR) == 0)
		to++;
	if (!is_sure && !has_context(reading, from, to))
		return false;
	widen(view, from, to, &span);
	take(reading, &span, is_sure ? "beside a label" : "time zones in the text");
	return true;
}

static bool area_zones(const struct place *place, struct span *span)
{
	const char *name = place->kind == PLACE_AREA ? place->area :
		place->kind == PLACE_COUNTRY ? place->country : "";

	for (size_t i = 0; i < sizeof zone_areas / sizeof zone_areas[0]; i++)
		if (strcmp(zone_areas[i].name, name) == 0) {
			span->min = zone_areas[i].min;
			span->max = zone_areas[i].max;
			return true;
		}
	return false;
}

/* "US or EU time zones": the places right before. */
static bool from_areas(struct reading *reading, const struct hit *hit)
{
	const struct view *view = &reading->view;
	struct found_places places = { .count = 0 };
	struct span span = { .last = hit->last };
	size_t first = view_back(view, hit->first, GAP_SENTENCE);
	size_t sentence = first;
	bool is_found = false;

	if (!is_time_zone(view, hit->first))
		return false;
	if (hit->first - first > BEHIND_WORDS)
		first = hit->first - BEHIND_WORDS;
	places_parse(reading->vocabulary, view, first, hit->first, BEHIND_WORDS, &places);
	for (size_t i = places.count; i-- > 0;) {
		struct span area;
		size_t next = is_found ? span.first : hit->first;

		if (places.items[i].last + 2 < next || !area_zones(&places.items[i].place, &area))
			break;
		span.min = is_found && span.min < area.min ? span.min : area.min;
		span.max = is_found && span.max > area.max ? span.max : area.max;
		span.first = places.items[i].first;
		is_found = true;
	}
	VEC_RELEASE(&places);
	if (is_found && !is_elsewhere(reading, hit->first, sentence))
		take(reading, &span, "time zones of an area");
	return is_found;
}

static void from_label(struct reading *reading, const struct pair *pair)
{
	const struct hits *hits = &reading->view.hits[LEXICON_PLACE];

	for (size_t i = view_hit_from(&reading->view, LEXICON_PLACE, pair->first);
	     i < hits->count && hits->items[i].last <= pair->last; i++)
		if (hits->items[i].value == PLACE_WORD_ZONE && from_names(reading, &i, true))
			return;
}

void zones_extract(struct reading *reading)
{
	const struct hits *hits = &reading->view.hits[LEXICON_PLACE];

	for (size_t i = 0; i < reading->outline.pairs.count; i++)
		if (reading->outline.pairs.items[i].label == LABEL_SCOPE)
			from_label(reading, &reading->outline.pairs.items[i]);
	for (size_t i = 0; i < hits->count && reading->posting->zones.text == NULL; i++) {
		if (hits->items[i].value == PLACE_WORD_ZONE)
			from_names(reading, &i, false);
		else if (hits->items[i].value == PLACE_WORD_SCOPE_AFTER)
			from_areas(reading, &hits->items[i]);
	}
}
