/* Time zones: the table of abbreviations, and how a distance from UTC is written. */
#include "config.h"

#include "posting/zone.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "util/ascii.h"

#define HOUR 60
#define MINUS "\xe2\x88\x92"
#define EN_DASH "\xe2\x80\x93"

/* Of abbreviations that mean several (CST, IST, BST), the one that job postings mean. */
static const struct { const char *name; int minutes; } names[] = {
	{ "utc", 0 }, { "gmt", 0 }, { "wet", 0 }, { "west", 60 }, { "bst", 60 }, { "cet", 60 },
	{ "cest", 120 }, { "eet", 120 }, { "eest", 180 }, { "sast", 120 }, { "cat", 120 },
	{ "wat", 60 }, { "eat", 180 }, { "msk", 180 }, { "trt", 180 }, { "gst", 240 },
	{ "pkt", 300 }, { "ist", 330 }, { "ict", 420 }, { "wib", 420 }, { "sgt", 480 },
	{ "hkt", 480 }, { "awst", 480 }, { "pht", 480 }, { "jst", 540 }, { "kst", 540 },
	{ "acst", 570 }, { "aest", 600 }, { "aedt", 660 }, { "nzst", 720 }, { "nzdt", 780 },
	{ "brt", -180 }, { "art", -180 }, { "ast", -240 }, { "adt", -180 }, { "nst", -210 },
	{ "est", -300 }, { "edt", -240 }, { "et", -300 }, { "eastern", -300 },
	{ "cst", -360 }, { "cdt", -300 }, { "ct", -360 }, { "central", -360 },
	{ "mst", -420 }, { "mdt", -360 }, { "mt", -420 }, { "mountain", -420 },
	{ "pst", -480 }, { "pdt", -420 }, { "pt", -480 }, { "pacific", -480 },
	{ "akst", -540 }, { "akdt", -480 }, { "hst", -600 },
};

static size_t read_name(const char *text, size_t len, int *minutes)
{
	size_t letters = 0;

	while (letters < len && ascii_is_alpha(text[letters]))
		letters++;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strlen(names[i].name) != letters ||
		    !ascii_starts_len(text, letters, names[i].name))
			continue;
		*minutes = names[i].minutes;
		return letters;
	}
	return 0;
}

/* The bytes of a plus or a minus, and which it is. */
static size_t read_sign(const char *text, size_t len, int *sign)
{
	static const char *const minuses[] = { "-", MINUS, EN_DASH };

	*sign = 1;
	if (len > 0 && text[0] == '+')
		return 1;
	*sign = -1;
	for (size_t i = 0; i < sizeof minuses / sizeof *minuses; i++)
		if (ascii_starts_len(text, len, minuses[i]))
			return strlen(minuses[i]);
	return 0;
}

/* Minutes behind the hours: ":30", ".5" or "30" right behind two digits. */
static size_t read_minutes(const char *text, size_t len, size_t digits, int64_t *minutes)
{
	size_t dot = len > 0 && (text[0] == ':' || text[0] == '.');
	size_t bytes = dot || digits == 2 ? ascii_number(text + dot, len - dot, minutes) : 0;

	if (bytes == 2 && *minutes < HOUR)
		return dot + bytes;
	if (dot && text[0] == '.' && bytes == 1) {
		*minutes = *minutes * HOUR / 10;
		return 2;
	}
	*minutes = 0;
	return 0;
}

/* "+2", "-3:30", "+0530". */
static size_t read_offset(const char *text, size_t len, int *minutes)
{
	int64_t hours = 0, rest = 0;
	int sign;
	size_t at = read_sign(text, len, &sign);
	size_t room = len - at > 2 ? 2 : len - at;
	size_t digits = at > 0 ? ascii_number(text + at, room, &hours) : 0;

	if (digits == 0)
		return 0;
	at += digits;
	at += read_minutes(text + at, len - at, digits, &rest);
	if ((at < len && ascii_is_digit(text[at])) || hours * HOUR + rest > ZONE_MINUTES_MAX)
		return 0;
	*minutes = sign * (int)(hours * HOUR + rest);
	return at;
}

size_t zone_parse(const char *text, size_t len, int *minutes)
{
	int base = 0, more = 0;
	size_t name = read_name(text, len, &base), blank, offset;

	if (name == 0)
		return read_offset(text, len, minutes);
	*minutes = base;
	if (base != 0)
		return name;
	blank = name < len && text[name] == ' ';
	offset = read_offset(text + name + blank, len - name - blank, &more);
	*minutes = more;
	return offset > 0 ? name + blank + offset : name;
}

bool zone_begins(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t same = 0;

		while (same < len && names[i].name[same] != '\0' &&
		       names[i].name[same] == ascii_lower(text[same]))
			same++;
		if (same == len)
			return true;
	}
	return false;
}

void zone_format(struct strbuf *out, int minutes)
{
	strbuf_puts(out, "UTC");
	if (minutes != 0)
		strbuf_printf(out, "%c%d", minutes < 0 ? '-' : '+', abs(minutes) / HOUR);
	if (minutes % HOUR != 0)
		strbuf_printf(out, ":%02d", abs(minutes) % HOUR);
}

void zone_format_range(struct strbuf *out, int min, int max)
{
	if (min > max)
		return;
	zone_format(out, min);
	if (min == max)
		return;
	strbuf_puts(out, " to ");
	zone_format(out, max);
}
