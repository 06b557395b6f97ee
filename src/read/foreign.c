/* Text in formats that this version does not read: told by content, and named. */
#include "config.h"

#include "read/refuse_int.h"

#include <string.h>

#include "read/key_int.h"
#include "read/tag_int.h"
#include "util/ascii.h"

#define HEAD_BYTES 4096
#define CELL_BYTES_MAX 40

/* -- JSON */

static char last_text_byte(const char *bytes, size_t len)
{
	while (len > 0 && ascii_is_space(bytes[len - 1]))
		len--;
	return len > 0 ? bytes[len - 1] : '\0';
}

static size_t skip_space(const char *bytes, size_t len, size_t at)
{
	while (at < len && ascii_is_space(bytes[at]))
		at++;
	return at;
}

/* "{" and a name in quotes, or "[" and a value that JSON has. YAML and Markdown have brackets
 * too, but not these. */
static bool is_json(const char *bytes, size_t len)
{
	size_t second = skip_space(bytes, len, 1);
	char next = second < len ? bytes[second] : '\0';

	if (bytes[0] == '{')
		return next == '"' || (next == '}' && skip_space(bytes, len, second + 1) == len);
	if (bytes[0] != '[')
		return false;
	if (next == '{') {
		size_t third = skip_space(bytes, len, second + 1);

		return third == len || bytes[third] == '"' || bytes[third] == '}';
	}
	return (next == '"' || next == '[' || next == ']' || ascii_is_digit(next)) &&
	       last_text_byte(bytes, len) == ']' && !memchr(bytes, '(', len);
}

/* -- HTML and XML */

/* A page. A text with some tags in it, or a part of a page, is read: Markdown has tags too. */
static bool is_html(const char *bytes, size_t len)
{
	return ascii_starts_len(bytes, len, "<!doctype html") ||
	       ascii_starts_len(bytes, len, "<html") || ascii_starts_len(bytes, len, "<head") ||
	       ascii_starts_len(bytes, len, "<body");
}

/* A declaration, or a root that is no tag of HTML and is closed at the end. */
static bool is_xml(const char *bytes, size_t len)
{
	size_t name = 1;
	struct tag tag;

	if (ascii_starts_len(bytes, len, "<?xml"))
		return true;
	if (len < 2 || bytes[0] != '<' || !ascii_is_alpha(bytes[1]) || tag_read(&tag, bytes, len))
		return false;
	while (name < len && (ascii_is_alnum(bytes[name]) || strchr("-_:.", bytes[name])))
		name++;
	while (len > 0 && ascii_is_space(bytes[len - 1]))
		len--;
	return len > 2 * name + 2 && bytes[len - 1] == '>' && bytes[len - name - 1] == '/' &&
	       memcmp(bytes + len - name, bytes + 1, name - 1) == 0;
}

/* -- mail */

static const struct { const char *name; bool is_sure; } headers[] = {
	{ "From:", true }, { "Received:", true }, { "Return-Path:", true },
	{ "Delivered-To:", true }, { "MIME-Version:", true }, { "Message-ID:", true },
	{ "X-", false }, { "Subject:", false }, { "Date:", false }, { "To:", false },
	{ "Content-Type:", false }, { "Reply-To:", false }, { "DKIM-Signature:", true },
};

#define HEADERS (sizeof headers / sizeof headers[0])

/* The byte after the line at AT. */
static size_t next_line(const char *bytes, size_t len, size_t at)
{
	const char *end = memchr(bytes + at, '\n', len - at);

	return end ? (size_t)(end - bytes) + 1 : len;
}

/* Lines of a header from the first on, at least two that mail has, one of them in mail only; before
 * them, in a mailbox, a line "From " and an address or a time. */
static bool is_mail(const char *bytes, size_t len)
{
	size_t known = 0, sure = 0, first = next_line(bytes, len, 0);
	bool is_mailbox = len > 5 && memcmp(bytes, "From ", 5) == 0 &&
			  (memchr(bytes, '@', first) || memchr(bytes, ':', first));

	for (size_t at = is_mailbox ? first : 0, next; at < len && at < HEAD_BYTES; at = next) {
		size_t left;
		const char *colon;

		next = next_line(bytes, len, at);
		left = next - at;
		colon = memchr(bytes + at, ':', left);
		if (bytes[at] != ' ' && bytes[at] != '\t' &&
		    (!colon || memchr(bytes + at, ' ', (size_t)(colon - (bytes + at)))))
			break;
		for (size_t i = 0; i < HEADERS; i++) {
			if (ascii_starts_len(bytes + at, left, headers[i].name)) {
				known++;
				sure += headers[i].is_sure;
			}
		}
	}
	return known > 1 && sure > 0;
}

/* -- tables */

/* What the first line of a table would be: its cells, those that name a field of a posting, and
 * those that name its title or its text. */
struct head {
	size_t cells, known, telling;
	bool has_long;           /* a cell is longer than a name is */
};

static void count_cell(struct head *head, const char *cell, size_t len)
{
	char name[CELL_BYTES_MAX + 1];
	struct key key;
	size_t at = 0;

	head->cells++;
	for (size_t i = 0; i < len && at < CELL_BYTES_MAX; i++) {
		if (cell[i] != '"')
			name[at++] = cell[i];
	}
	name[at] = '\0';
	head->has_long = head->has_long || at == CELL_BYTES_MAX;
	key = key_find(name);
	head->known += key.role != KEY_UNKNOWN;
	head->telling += key_is_telling(&key);
}

/* The first line names fields, one of them a title or a text, and the second is divided alike. */
static bool is_table(const char *bytes, size_t len)
{
	size_t first = next_line(bytes, len, 0);
	size_t second = next_line(bytes, len, first) - first;

	for (const char *divider = ",;\t"; *divider && first < HEAD_BYTES; divider++) {
		struct head head = { .cells = 0 };
		size_t start = 0;

		if (second == 0 || !memchr(bytes + first, *divider, second))
			continue;
		for (size_t at = 0; at < first; at++) {
			if (bytes[at] == *divider || bytes[at] == '\n') {
				count_cell(&head, bytes + start, at - start);
				start = at + 1;
			}
		}
		if (head.cells > 2 && head.telling > 0 && !head.has_long &&
		    (head.known * 2 >= head.cells || head.known > 3))
			return true;
	}
	return false;
}

static const struct {
	const char *what;
	bool (*is)(const char *bytes, size_t len);
} formats[] = {
	{ "JSON", is_json }, { "HTML", is_html }, { "XML", is_xml }, { "mail", is_mail },
	{ "CSV", is_table },
};

#define FORMATS (sizeof formats / sizeof formats[0])

bool refuse_foreign(const char *bytes, size_t len, const char *name, struct err *err)
{
	size_t start = skip_space(bytes, len, 0);

	for (size_t i = 0; start < len && i < FORMATS; i++) {
		if (formats[i].is(bytes + start, len - start))
			return err_set(err, STATUS_BAD_DATA,
				       "%s: %s is not read yet by this version; save the posting "
				       "as text, Markdown or YAML", name, formats[i].what);
	}
	return true;
}
