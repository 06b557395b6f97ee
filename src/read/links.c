/* Bare addresses in a text: http, https, www and mail. */
#include "config.h"

#include "read/links_int.h"

#include <stdbool.h>
#include <string.h>

#include "util/ascii.h"
#include "util/strbuf.h"

#define MAIL_NAME_MAX 64
#define MAIL_HOST_MAX 255

/* How an address begins, and what stands before it where it is followed. */
static const struct { const char *text, *before; } starts[] = {
	{ "https://", "" }, { "http://", "" }, { "www.", "http://" },
};

#define STARTS (sizeof starts / sizeof starts[0])

/* Ends an address: blanks, controls, quotes, angle brackets, dashes and curly quotes (U+2000 to
 * U+203F). */
static bool ends_address(const char *text, size_t left)
{
	unsigned char c = (unsigned char)*text;

	return c <= 0x20 || c == 0x7f || c == '<' || c == '>' || c == '"' || c == '`' ||
	       (c == 0xe2 && left > 1 && (unsigned char)text[1] == 0x80) ||
	       (c == 0xc2 && left > 1 && (unsigned char)text[1] < 0xc0);
}

/* Marks at the end of an address belong to the sentence; so does a bracket that was not opened
 * in it. */
static size_t without_marks(const char *text, size_t len)
{
	while (len > 0) {
		char last = text[len - 1];

		if (last == ')' && memchr(text, '(', len))
			break;
		if (!memchr(".,;:!?'*_~)]}|\\", last, 15))
			break;
		len--;
	}
	return len;
}

/* How far the address at the start of TEXT goes, up to one byte more than a link may have. */
static size_t address_len(const char *text, size_t left)
{
	size_t len = 0;

	while (len < left && len <= LINK_BYTES_MAX && !ends_address(text + len, left - len))
		len++;
	return len > LINK_BYTES_MAX ? len : without_marks(text, len);
}

static void add_link(struct document *document, size_t start, size_t len, const char *before)
{
	struct strbuf url = STRBUF_INIT;

	strbuf_puts(&url, before);
	strbuf_add(&url, document->text.text + start, len);
	document_add_link(document, start, url.text, url.len);
	document->links.items[document->links.count - 1].end = start + len;
	strbuf_release(&url);
}

/* Adds the address that begins at START, if one does. Returns the bytes that were taken. */
static size_t take_address(struct document *document, size_t start, size_t end)
{
	const char *text = document->text.text + start;

	for (size_t i = 0; i < STARTS; i++) {
		size_t len;

		if (!ascii_starts_len(text, end - start, starts[i].text))
			continue;
		len = address_len(text, end - start);
		if (len <= strlen(starts[i].text))
			return 0;
		if (len <= LINK_BYTES_MAX)
			add_link(document, start, len, starts[i].before);
		return len;
	}
	return 0;
}

static bool in_mail_name(char c)
{
	return ascii_is_alnum(c) || memchr("._%+-", c, 5) != NULL;
}

/* Adds the mail address around the @ at AT; its name does not begin before START. Returns the byte
 * after it, or AT + 1 where there is none. */
static size_t take_mail(struct document *document, size_t start, size_t at, size_t end)
{
	const char *text = document->text.text;
	size_t from = at, to = at + 1;

	while (from > start && at - from < MAIL_NAME_MAX && in_mail_name(text[from - 1]))
		from--;
	while (to < end && to - at < MAIL_HOST_MAX &&
	       (ascii_is_alnum(text[to]) || text[to] == '.' || text[to] == '-'))
		to++;
	while (to > at + 1 && !ascii_is_alnum(text[to - 1]))
		to--;
	if (from == at || to == at + 1 || !memchr(text + at, '.', to - at))
		return at + 1;
	add_link(document, from, to - from, "mailto:");
	return to;
}

static bool begins_word(const char *text, size_t start, size_t at)
{
	return at == start || !ascii_is_alnum(text[at - 1]);
}

/* Most texts hold no address: a mark that every address has is found sooner than each letter that
 * one could begin with. */
static bool may_hold_address(const char *text, size_t len)
{
	const char *end = text + len, *mark;

	if (memchr(text, '@', len))
		return true;
	for (mark = text; (mark = memchr(mark, ':', (size_t)(end - mark))); mark++)
		if (mark + 1 < end && mark[1] == '/')
			return true;
	for (mark = text; (mark = memchr(mark, '.', (size_t)(end - mark))); mark++)
		if (mark > text && ascii_lower(mark[-1]) == 'w')
			return true;
	return false;
}

/* What an address begins with, and what is in that of a mail. */
static const bool is_sign[256] = { ['h'] = 1, ['H'] = 1, ['w'] = 1, ['W'] = 1, ['@'] = 1 };

void links_find(struct document *document, size_t start, size_t end)
{
	size_t done = start;

	if (!may_hold_address(document->text.text + start, end - start))
		return;
	for (size_t at = start; at < end;) {
		const char *text = document->text.text;

		while (at < end && !is_sign[(unsigned char)text[at]])
			at++;
		if (at == end)
			return;
		if (text[at] == '@') {
			at = take_mail(document, done, at, end);
			done = at;
		} else {
			size_t len = begins_word(text, start, at) ?
				take_address(document, at, end) : 0;

			at += len > 0 ? len : 1;
			done = len > 0 ? at : done;
		}
	}
}
