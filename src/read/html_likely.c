/* What tells HTML from text, and escaped HTML from HTML. */
#include "config.h"

#include "read/html_likely_int.h"

#include <string.h>

#include "read/html_text_int.h"
#include "read/html_token_int.h"
#include "util/ascii.h"

/* Escaped tags are those of the text itself where they are so many times more than the others. */
#define ESCAPED_TIMES 4

#define NAME_BYTES_MAX 10

/* A text that has so many times more lines than tags is one of lines. */
#define LINES_TIMES 2

static bool divides(const struct html_element *element)
{
	return element && (element->kind == HTML_BLOCK || element->kind == HTML_BREAK ||
			   element->kind == HTML_HEADING || element->kind == HTML_LIST ||
			   element->kind == HTML_ITEM || element->kind == HTML_ROW ||
			   element->kind == HTML_PRE);
}

bool html_keeps_lines(const char *html, size_t len)
{
	struct html_tokens tokens;
	struct html_token token;

	html_tokens_init(&tokens, html, len);
	while (html_tokens_next(&tokens, &token)) {
		if (token.kind != HTML_TEXT && divides(token.element) &&
		    (token.kind == HTML_END || strcmp(token.element->name, "p") != 0) &&
		    token.element->kind != HTML_PRE)
			return false;
	}
	return true;
}

static size_t count_tags(const char *html, size_t len)
{
	struct html_tokens tokens;
	struct html_token token;
	size_t count = 0;

	html_tokens_init(&tokens, html, len);
	while (html_tokens_next(&tokens, &token))
		count += token.kind != HTML_TEXT && divides(token.element);
	return count;
}

/* The bytes of "&lt;", "&#60;" or "&amp;lt;" at AT; 0 where there is none. */
static size_t escaped_open(const char *text, size_t len)
{
	static const char *const spellings[] = { "&lt;", "&#60;", "&#x3c;", "&amp;lt;" };

	for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
		if (ascii_starts_len(text, len, spellings[i]))
			return strlen(spellings[i]);
	}
	return 0;
}

/* The escaped tag at the start of TEXT divides text. */
static bool is_escaped_tag(const char *text, size_t len)
{
	size_t start = escaped_open(text, len), end;
	const struct html_element *element;

	if (start == 0)
		return false;
	start += start < len && text[start] == '/';
	for (end = start; end < len && end - start < NAME_BYTES_MAX; end++) {
		if (!ascii_is_alnum(text[end]))
			break;
	}
	element = html_element_find(text + start, end - start);
	return divides(element) && end < len && memchr(" /&>\n", text[end], 5);
}

bool html_is_escaped(const char *html, size_t len)
{
	size_t escaped = 0;

	for (size_t at = 0; at < len; at++) {
		const char *mark = memchr(html + at, '&', len - at);

		if (!mark)
			break;
		at = (size_t)(mark - html);
		escaped += is_escaped_tag(mark, len - at);
	}
	return escaped > 1 && escaped > ESCAPED_TIMES * count_tags(html, len);
}

bool html_has_blocks(const char *html, size_t len)
{
	size_t tags = count_tags(html, len), lines = 0;

	for (size_t at = 0; at < len; at++)
		lines += html[at] == '\n' && at + 1 < len && html[at + 1] != '\n';
	return (tags > 0 && tags * LINES_TIMES >= lines) || html_is_escaped(html, len);
}

bool html_text_likely(const char *text, size_t len)
{
	struct html_tokens tokens;
	struct html_token token;

	html_tokens_init(&tokens, text, len);
	while (html_tokens_next(&tokens, &token)) {
		if (token.kind != HTML_TEXT && token.element)
			return true;
		for (size_t at = token.start; at < token.end; at++) {
			uint32_t code;
			const char *mark = memchr(text + at, '&', token.end - at);

			if (!mark)
				break;
			at = (size_t)(mark - text);
			if (html_reference(mark, token.end - at, &code) > 0)
				return true;
		}
	}
	return false;
}
