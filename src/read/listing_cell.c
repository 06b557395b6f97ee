/* A cell of a table of postings: Markdown, HTML and emoji as people read them. */
#include "config.h"

#include "read/listing_int.h"

#include <string.h>

#include "read/entity_int.h"
#include "read/tag_int.h"
#include "util/ascii.h"
#include "util/utf8.h"

#define URL_BYTES_MAX 2048

/* Signs as characters and as the short names that code hosts have for them. Signs of no meaning for
 * the posting are left out of the text too. */
static const struct { const char *text; unsigned sign; } signs[] = {
	{ "\xf0\x9f\x94\x92", LISTING_CLOSED }, { ":lock:", LISTING_CLOSED },
	{ "\xf0\x9f\x94\x90", LISTING_CLOSED },
	{ "\xf0\x9f\x87\xba\xf0\x9f\x87\xb8", LISTING_CITIZENS }, { ":us:", LISTING_CITIZENS },
	{ "\xf0\x9f\x9b\x82", LISTING_NO_SPONSOR }, { ":passport_control:", LISTING_NO_SPONSOR },
	{ "\xf0\x9f\x8e\x93", LISTING_DEGREE }, { ":mortar_board:", LISTING_DEGREE },
	{ "\xe2\x86\xb3", LISTING_AS_ABOVE }, { "\xe2\xa4\xb7", LISTING_AS_ABOVE },
	{ "\xf0\x9f\x94\xa5", 0 }, { ":fire:", 0 }, { "\xe2\x9c\x85", 0 },
	{ ":white_check_mark:", 0 },
	{ "\xef\xb8\x8f", 0 }, { "\xf0\x9f\x86\x95", 0 }, { ":new:", 0 },
};

#define SIGNS (sizeof signs / sizeof signs[0])

/* Ends of marks that are left out. */
static const char *const marks[] = { "**", "__", "~~", "*", "`" };

struct reading {
	struct listing_cell *cell;
	const char *bytes;
	size_t len, at;
	size_t last_link;        /* where the last "](" stands; 0: nowhere */
};

void listing_cell_init(struct listing_cell *cell)
{
	memset(cell, 0, sizeof *cell);
	strbuf_init(&cell->text);
	strbuf_init(&cell->url);
}

void listing_cell_release(struct listing_cell *cell)
{
	strbuf_release(&cell->text);
	strbuf_release(&cell->url);
	listing_cell_init(cell);
}

static bool starts(const struct reading *reading, const char *text)
{
	size_t len = strlen(text);

	return reading->len - reading->at >= len &&
	       memcmp(reading->bytes + reading->at, text, len) == 0;
}

static void end_line(struct reading *reading)
{
	struct strbuf *text = &reading->cell->text;

	while (text->len > 0 && text->text[text->len - 1] == ' ')
		strbuf_cut(text, text->len - 1);
	if (text->len > 0 && text->text[text->len - 1] != '\n')
		strbuf_putc(text, '\n');
}

static void add_blank(struct reading *reading)
{
	struct strbuf *text = &reading->cell->text;

	if (text->len > 0 && text->text[text->len - 1] != '\n' && text->text[text->len - 1] != ' ')
		strbuf_putc(text, ' ');
}

static void take_url(struct reading *reading, const char *url, size_t len)
{
	if (reading->cell->url.len == 0 && len <= URL_BYTES_MAX && len > 0)
		strbuf_add(&reading->cell->url, url, len);
}

/* -- tags */

/* The bytes up to and with TEXT, from AT on; 0 for nowhere. */
static size_t up_to(const struct reading *reading, const char *text)
{
	size_t len = strlen(text);

	for (size_t at = reading->at; at + len <= reading->len; at++) {
		if (ascii_starts_len(reading->bytes + at, reading->len - at, text))
			return at + len - reading->at;
	}
	return 0;
}

static size_t skip_to(const struct reading *reading, const char *text)
{
	size_t used = up_to(reading, text);

	return used > 0 ? used : reading->len - reading->at;
}

static bool is_break(const char *tag)
{
	static const char *const breaks[] = { "<br", "</br", "<p", "</p", "<li", "</li", "<div",
					      "</div" };

	for (size_t i = 0; i < sizeof breaks / sizeof breaks[0]; i++) {
		if (ascii_starts(tag, breaks[i]) && !ascii_is_alnum(tag[strlen(breaks[i])]))
			return true;
	}
	return false;
}

/* A tag's effect; the bytes it takes, 0 where it is none. "3 locations" over those that unfold is
 * left out. */
static size_t take_tag(struct reading *reading)
{
	const char *tag = reading->bytes + reading->at;
	size_t len = 1 + strcspn(tag + 1, "<>");
	struct strbuf url = STRBUF_INIT;

	if (starts(reading, "<!--"))
		return skip_to(reading, "-->");
	if (len < 2 || tag[len] != '>' || (!ascii_is_alpha(tag[1]) && tag[1] != '/'))
		return 0;
	len++;
	if (ascii_starts(tag, "<summary"))
		return skip_to(reading, "</summary>");
	if (ascii_starts(tag, "<a ") || ascii_starts(tag, "<a\t"))
		tag_href(tag, len, &url);
	take_url(reading, url.text, url.len);
	strbuf_release(&url);
	if (is_break(tag))
		end_line(reading);
	return len;
}

/* -- Markdown */

/* "](url)": the bytes, 0 for none. Brackets in an address are paired. */
static size_t take_target(struct reading *reading)
{
	size_t start = reading->at + 2, end = start, depth = 1, len;

	if (!starts(reading, "]("))
		return 0;
	for (; end < reading->len && reading->bytes[end] != ']'; end++) {
		depth += reading->bytes[end] == '(';
		depth -= reading->bytes[end] == ')';
		if (depth == 0)
			break;
	}
	if (depth > 0)
		return 0;
	start += starts(reading, "](<");
	len = strcspn(reading->bytes + start, " >\t\n");
	take_url(reading, reading->bytes + start, len < end - start ? len : end - start);
	return end + 1 - reading->at;
}

/* "![text](url)": a picture, which may be what a link shows. */
static size_t skip_picture(const struct reading *reading)
{
	struct listing_cell none = { STRBUF_INIT, STRBUF_INIT, 0 };
	struct reading inner = *reading;
	size_t used = 0;

	if (!starts(reading, "!["))
		return 0;
	inner.cell = &none;
	inner.at += 2 + strcspn(inner.bytes + inner.at + 2, "[]");
	used = inner.at < inner.len ? take_target(&inner) : 0;
	listing_cell_release(&none);
	return used > 0 ? inner.at + used - reading->at : 0;
}

static size_t take_sign(struct reading *reading)
{
	char c = reading->bytes[reading->at];

	for (size_t i = 0; (c == ':' || (unsigned char)c >= 0x80) && i < SIGNS; i++) {
		if (starts(reading, signs[i].text)) {
			reading->cell->signs |= signs[i].sign;
			return strlen(signs[i].text);
		}
	}
	return 0;
}

/* "\|" is "|"; marks of bold and such are nothing. */
static size_t take_mark(struct reading *reading)
{
	char next = reading->at + 1 < reading->len ? reading->bytes[reading->at + 1] : 'a';

	if (reading->bytes[reading->at] == '\\' && strchr("\\|*_`[]()<>~#+-.!{}&", next)) {
		strbuf_putc(&reading->cell->text, next);
		return 2;
	}
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (starts(reading, marks[i]))
			return strlen(marks[i]);
	}
	return reading->bytes[reading->at] == '[' && reading->at < reading->last_link ? 1 : 0;
}

static size_t take_entity(struct reading *reading)
{
	uint32_t code;
	char bytes[4];
	size_t used = entity_read(reading->bytes + reading->at, reading->len - reading->at, &code);

	if (used > 0 && utf8_is_blank(code))
		add_blank(reading);
	else if (used > 0)
		strbuf_add(&reading->cell->text, bytes, utf8_encode(code, bytes));
	return used;
}

static size_t take_character(struct reading *reading)
{
	const char *bytes = reading->bytes + reading->at;
	uint32_t code;
	size_t used = utf8_decode(bytes, reading->len - reading->at, &code, NULL);

	if (ascii_is_space(*bytes) || utf8_is_blank(code))
		add_blank(reading);
	else
		strbuf_add(&reading->cell->text, bytes, used);
	return used;
}

static size_t find_last_link(const char *bytes, size_t len)
{
	for (size_t at = len; at > 1; at--) {
		if (bytes[at - 2] == ']' && bytes[at - 1] == '(')
			return at - 2;
	}
	return 0;
}

void listing_cell_read(struct listing_cell *cell, const char *bytes, size_t len)
{
	struct strbuf copy = STRBUF_INIT;
	struct reading reading = { .cell = cell };

	listing_cell_release(cell);
	utf8_mend(&copy, bytes, len);
	reading.bytes = copy.text;
	reading.len = copy.len;
	reading.last_link = find_last_link(copy.text, copy.len);
	while (reading.at < reading.len) {
		char c = reading.bytes[reading.at];
		size_t used = 0;

		if (c == '<')
			used = take_tag(&reading);
		else if (c == '&')
			used = take_entity(&reading);
		else if (c == ']')
			used = take_target(&reading);
		else if (c == '!')
			used = skip_picture(&reading);
		if (used == 0)
			used = take_sign(&reading);
		if (used == 0)
			used = take_mark(&reading);
		if (used == 0)
			used = take_character(&reading);
		reading.at += used;
	}
	end_line(&reading);
	if (cell->text.len > 0)
		strbuf_cut(&cell->text, cell->text.len - 1);
	strbuf_release(&copy);
}
