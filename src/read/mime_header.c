/* The header of a mail: its fields, their parameters, encoded words, addresses and dates. */
#include "config.h"

#include "read/mime_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/date.h"
#include "util/utf8.h"

/* What is longer is no subject and no type; the rest of it is passed over. */
#define VALUE_BYTES_MAX ((size_t)8 << 10)

/* The byte after the line at AT. */
static size_t next_line(const char *bytes, size_t len, size_t at)
{
	const char *end = memchr(bytes + at, '\n', len - at);

	return end ? (size_t)(end - bytes) + 1 : len;
}

size_t mime_header_len(const char *bytes, size_t len)
{
	for (size_t at = 0, next; at < len; at = next) {
		next = next_line(bytes, len, at);
		if (bytes[at] == '\n' || (bytes[at] == '\r' && next - at == 2))
			return next;
	}
	return len;
}

static bool is_field(const char *line, size_t len, const char *name, size_t name_len)
{
	if (len <= name_len || !ascii_starts_len(line, len, name))
		return false;
	while (name_len < len && (line[name_len] == ' ' || line[name_len] == '\t'))
		name_len++;
	return name_len < len && line[name_len] == ':';
}

/* Adds a line of a value without its end and the blanks before it. */
static void add_value_line(struct strbuf *out, const char *line, size_t len)
{
	size_t start = 0;

	ascii_trim(line, &start, &len);
	if (start == len || out->len + len - start >= VALUE_BYTES_MAX)
		return;
	if (out->len > 0)
		strbuf_putc(out, ' ');
	strbuf_add(out, line + start, len - start);
}

bool mime_field(struct strbuf *out, const char *header, size_t len, const char *name)
{
	struct strbuf value = STRBUF_INIT;
	bool is_found = false;
	size_t at = 0;

	while (at < len && !is_found) {
		size_t next = next_line(header, len, at);

		is_found = is_field(header + at, next - at, name, strlen(name));
		if (is_found) {
			const char *colon = memchr(header + at, ':', next - at);

			at = (size_t)(colon - header) + 1;
			add_value_line(&value, header + at, next - at);
		}
		at = next;
	}
	while (is_found && at < len && (header[at] == ' ' || header[at] == '\t')) {
		size_t next = next_line(header, len, at);

		add_value_line(&value, header + at, next - at);
		at = next;
	}
	strbuf_add(out, value.text, value.len);
	strbuf_release(&value);
	return is_found;
}

/* -- encoded words */

/* "=?charset?Q?text?=" at the start of TEXT. A language may follow the charset (RFC 2231). */
struct encoded { size_t charset_len, text, text_len, len; bool is_base64; };

static bool read_encoded(struct encoded *word, const char *text, size_t len)
{
	const char *charset_end, *end;
	size_t at;

	if (len < 8 || text[0] != '=' || text[1] != '?')
		return false;
	charset_end = memchr(text + 2, '?', len - 2 < 64 ? len - 2 : 64);
	if (!charset_end || (size_t)(charset_end - text) + 3 > len || charset_end[2] != '?')
		return false;
	word->is_base64 = ascii_lower(charset_end[1]) == 'b';
	if (!word->is_base64 && ascii_lower(charset_end[1]) != 'q')
		return false;
	word->charset_len = strcspn(text + 2, "*?");
	at = (size_t)(charset_end - text) + 3;
	end = memchr(text + at, '?', len - at);
	if (!end || (size_t)(end - text) + 1 >= len || end[1] != '=')
		return false;
	word->text = at;
	word->text_len = (size_t)(end - text) - at;
	word->len = (size_t)(end - text) + 2;
	return true;
}

/* Bytes of words that follow each other in one charset: a character may be divided among them. */
struct pending { char charset[64]; struct strbuf bytes; };

static void flush(struct strbuf *out, struct pending *pending)
{
	mime_to_utf8(out, pending->bytes.text, pending->bytes.len, pending->charset);
	strbuf_clear(&pending->bytes);
}

static void add_encoded(struct strbuf *out, struct pending *pending, const char *text,
			const struct encoded *word)
{
	struct strbuf spelt = STRBUF_INIT;
	bool is_same = strlen(pending->charset) == word->charset_len &&
		       memcmp(pending->charset, text + 2, word->charset_len) == 0;

	if (!is_same) {
		flush(out, pending);
		memcpy(pending->charset, text + 2, word->charset_len);
		pending->charset[word->charset_len] = '\0';
	}
	strbuf_add(&spelt, text + word->text, word->text_len);
	for (size_t i = 0; !word->is_base64 && i < spelt.len; i++) {
		if (spelt.text[i] == '_')
			spelt.text[i] = ' ';
	}
	if (!word->is_base64) /* a blank at the end is meant here */
		strbuf_puts(&spelt, "=20");
	mime_decode(&pending->bytes, spelt.text, spelt.len,
		    word->is_base64 ? MIME_BASE64 : MIME_QUOTED_PRINTABLE);
	if (!word->is_base64 && pending->bytes.len > 0)
		strbuf_cut(&pending->bytes, pending->bytes.len - 1);
	strbuf_release(&spelt);
}

/* The blanks at AT stand between two encoded words and are none. */
static bool is_between(const char *value, size_t len, size_t at, size_t *next)
{
	struct encoded word;

	*next = at;
	while (*next < len && ascii_is_space(value[*next]))
		(*next)++;
	return *next > at && read_encoded(&word, value + *next, len - *next);
}

void mime_words(struct strbuf *out, const char *value, size_t len)
{
	struct pending pending = { .charset = "", .bytes = STRBUF_INIT };
	bool was_encoded = false;
	size_t at = 0;

	while (at < len) {
		struct encoded word;
		size_t next;

		if (was_encoded && is_between(value, len, at, &next)) {
			at = next;
		} else if (read_encoded(&word, value + at, len - at)) {
			add_encoded(out, &pending, value + at, &word);
			at += word.len;
			was_encoded = true;
		} else {
			next = at + 1;
			while (next < len && value[next] != '=' && !ascii_is_space(value[next]))
				next++;
			flush(out, &pending);
			mime_to_utf8(out, value + at, next - at, "");
			at = next;
			was_encoded = false;
		}
	}
	flush(out, &pending);
	strbuf_release(&pending.bytes);
}

/* -- parameters and addresses */

/* Adds a value that may be quoted, from AT to its end; returns the byte after it. */
static size_t add_quoted(struct strbuf *out, const char *value, size_t at, const char *ends)
{
	if (value[at] != '"') {
		size_t len = strcspn(value + at, ends);

		strbuf_add(out, value + at, len);
		return at + len;
	}
	for (at++; value[at] && value[at] != '"'; at++) {
		at += value[at] == '\\' && value[at + 1];
		strbuf_putc(out, value[at]);
	}
	return at + (value[at] == '"');
}

bool mime_parameter(struct strbuf *out, const char *value, const char *name)
{
	size_t at = strcspn(value, ";"), len = strlen(name);

	while (value[at]) {
		struct strbuf found = STRBUF_INIT;
		size_t start = at + 1 + strspn(value + at + 1, " \t");
		size_t equals = start + strcspn(value + start, "=;");
		bool is_it = value[equals] == '=' && ascii_starts(value + start, name) &&
			     strspn(value + start + len, " \t*0") == equals - start - len;

		at = equals;
		if (value[equals] == '=')
			at = add_quoted(&found, value, equals + 1 +
					strspn(value + equals + 1, " \t"), "; \t");
		if (is_it)
			strbuf_add(out, found.text, found.len);
		strbuf_release(&found);
		if (is_it)
			return true;
		at += strcspn(value + at, ";");
	}
	return false;
}

/* A name stands before the address in angle brackets, or behind it in round ones. */
void mime_address(const char *value, struct strbuf *name, struct strbuf *address)
{
	struct strbuf words = STRBUF_INIT;
	size_t angle = 0, start = 0, end;

	if (value[strspn(value, " ")] == '"')
		angle = add_quoted(&words, value, strspn(value, " "), "");
	angle += strcspn(value + angle, "<");
	if (!value[angle]) {
		size_t comment = strcspn(value, "(");

		strbuf_add(address, value, strcspn(value, " (,"));
		if (value[comment])
			strbuf_add(&words, value + comment + 1, strcspn(value + comment + 1, ")"));
	} else {
		strbuf_add(address, value + angle + 1, strcspn(value + angle + 1, ">"));
		if (words.len == 0)
			strbuf_add(&words, value, angle);
	}
	end = words.len;
	ascii_trim(words.text, &start, &end);
	mime_words(name, words.text + start, end - start);
	strbuf_release(&words);
}

/* -- dates */

/* Hours east of UTC of the zones that RFC 5322 still knows by name. */
static const struct { const char *name; int hours; } zones[] = {
	{ "EDT", -4 }, { "EST", -5 }, { "CDT", -5 }, { "CST", -6 }, { "MDT", -6 }, { "MST", -7 },
	{ "PDT", -7 }, { "PST", -8 },
};

#define ZONES (sizeof zones / sizeof zones[0])

/* Minutes east of UTC. */
static int read_zone(const char *text, size_t len)
{
	int64_t number;

	if (len >= 5 && (text[0] == '+' || text[0] == '-') &&
	    ascii_number(text + 1, 4, &number) == 4 && number < 1500)
		return (text[0] == '-' ? -1 : 1) * (int)(number / 100 * 60 + number % 100);
	for (size_t i = 0; i < ZONES; i++) {
		if (ascii_starts_len(text, len, zones[i].name))
			return zones[i].hours * 60;
	}
	return 0;
}

static size_t skip(const char *value, size_t len, size_t at, const char *what)
{
	while (at < len && value[at] && strchr(what, value[at]))
		at++;
	return at;
}

/* The day of "19:18:38 +0200" after DAY. */
static int32_t move_to_utc(int32_t day, const char *value, size_t len)
{
	int64_t hours = 12, minutes = 0;
	size_t at = skip(value, len, 0, " ");
	size_t used = ascii_number(value + at, len - at, &hours);
	int64_t moment;

	if (day == DATE_UNKNOWN || used == 0 || hours > 24)
		return day;
	at += used;
	at += at < len && value[at] == ':' ? 1 : 0;
	used = ascii_number(value + at, len - at, &minutes);
	if (used == 0 || minutes > 60)
		return day;
	at = skip(value, len, at + used, ":0123456789");
	at = skip(value, len, at, " ");
	moment = hours * 60 + minutes - read_zone(value + at, len - at);
	return day + (moment < 0 ? -1 : moment >= 24 * 60 ? 1 : 0);
}

/* A number of at most DIGITS digits at *at, and what divides it from the next; -1 for none. */
static int64_t read_number(const char *value, size_t len, size_t *at, size_t digits)
{
	int64_t number = -1;
	size_t used = ascii_number(value + *at, len - *at, &number);

	if (used == 0 || used > digits)
		return -1;
	*at = skip(value, len, *at + used, " -.,");
	return number;
}

static bool read_month(const char *value, size_t len, size_t *at, int *month)
{
	size_t used = *at < len ? date_parse_month(value + *at, len - *at, month) : 0;

	*at = skip(value, len, *at + used, " -.,");
	return used > 0;
}

int32_t mime_date(const char *value, size_t len)
{
	const char *comma = memchr(value, ',', len < 12 ? len : 12);
	size_t at = skip(value, len, comma ? (size_t)(comma - value) + 1 : 0, " ");
	size_t start, year_len;
	int month;
	int64_t day, year;
	bool is_month_first;

	/* "Nov 18, 2026", as some programs write above what they send on */
	if (comma && comma > value && ascii_is_digit(comma[-1]))
		at = 0;
	is_month_first = read_month(value, len, &at, &month);
	day = read_number(value, len, &at, 2);
	if (day < 0 || (!is_month_first && !read_month(value, len, &at, &month)))
		return DATE_UNKNOWN;
	start = at;
	year = read_number(value, len, &at, 4);
	year_len = strspn(value + start, "0123456789");
	if (year_len == 2)
		year += year < 50 ? 2000 : 1900;
	else if (year_len != 4)
		return DATE_UNKNOWN;
	return move_to_utc(date_from_civil(year, month, day), value + start + year_len,
			   len - start - year_len);
}
