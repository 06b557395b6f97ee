/* HTML as a row of tags and stretches of text, in time linear in its length. */
#include "config.h"

#include "read/html_token_int.h"

#include <string.h>

#include "read/entity_int.h"
#include "util/ascii.h"
#include "util/utf8.h"

/* So many attributes of a tag are looked at. */
#define ATTRIBUTES_MAX 64

void html_tokens_init(struct html_tokens *tokens, const char *html, size_t len)
{
	*tokens = (struct html_tokens){ .html = html, .len = len, .no_close = len,
					.no_quote = len, .no_comment_end = len };
}

/* The byte after the '>' that is next from AT on; 0 where there is none. */
static size_t after_close(struct html_tokens *tokens, size_t at)
{
	const char *close = NULL;

	if (at < tokens->no_close)
		close = memchr(tokens->html + at, '>', tokens->len - at);
	if (!close && at < tokens->no_close)
		tokens->no_close = at;
	return close ? (size_t)(close - tokens->html) + 1 : 0;
}

static size_t skip_space(const char *html, size_t at, size_t end)
{
	while (at < end && ascii_is_space(html[at]))
		at++;
	return at;
}

/*
 * The byte after the '>' of a start tag whose attributes begin at AT; one in a quoted value is
 * none. Where a quote is not closed before the end, this would be looked for in vain at every tag.
 */
static size_t after_attributes(struct html_tokens *tokens, size_t at)
{
	size_t first = at;

	while (!tokens->is_torn && at < tokens->len) {
		char c = tokens->html[at];

		if (c == '>')
			return at + 1;
		if (c == '=') {
			const char *quote;

			at = skip_space(tokens->html, at + 1, tokens->len);
			if (at == tokens->len || !memchr("\"'", tokens->html[at], 2))
				continue;
			quote = memchr(tokens->html + at + 1, tokens->html[at],
				       tokens->len - at - 1);
			at = quote ? (size_t)(quote - tokens->html) : tokens->len;
		}
		at++;
	}
	tokens->is_torn = true;
	return after_close(tokens, first);
}

static bool is_name(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == ':' || c == '_' || c == '.';
}

/* "<!-- -->", "<!doctype html>", "<?xml ?>", "</>": the byte after it, 0 where it is text. */
static size_t after_comment(struct html_tokens *tokens, size_t at)
{
	if (tokens->len - at > 3 && memcmp(tokens->html + at, "<!--", 4) == 0) {
		size_t from = at + 2;

		for (; from + 2 < tokens->no_comment_end; from++) {
			const char *dash = memchr(tokens->html + from, '-', tokens->len - from);

			from = dash ? (size_t)(dash - tokens->html) : tokens->len;
			if (from + 2 < tokens->len && tokens->html[from + 1] == '-' &&
			    tokens->html[from + 2] == '>')
				return from + 3;
		}
		tokens->no_comment_end = at + 2 < tokens->no_comment_end ? at + 2 :
				       tokens->no_comment_end;
		return at + 4;
	}
	if (tokens->len - at > 8 && memcmp(tokens->html + at, "<![CDATA[", 9) == 0)
		return at + 9;
	return after_close(tokens, at);
}

/* Where the end tag of an element begins whose content is no HTML; the end where it has none. */
static size_t raw_end(const struct html_tokens *tokens, size_t at, const char *name)
{
	size_t len = strlen(name);

	while (at < tokens->len) {
		const char *open = memchr(tokens->html + at, '<', tokens->len - at);

		at = open ? (size_t)(open - tokens->html) : tokens->len;
		if (at + 2 + len < tokens->len && tokens->html[at + 1] == '/' &&
		    ascii_starts_len(tokens->html + at + 2, tokens->len - at - 2, name) &&
		    !ascii_is_alnum(tokens->html[at + 2 + len]))
			return at;
		at++;
	}
	return tokens->len;
}

/* A name that HTML does not have, but which a program would write: "o:p", "my-part", or with
 * attributes. "<your name>" and "<me@example.com>" are text. */
static bool is_foreign(const char *name, size_t len, const char *rest, size_t rest_len)
{
	if (len > 1 && (memchr(name, '-', len) || memchr(name, ':', len - 1)))
		return !memchr(rest, '@', rest_len);
	return memchr(rest, '=', rest_len) != NULL;
}

/* Reads the tag at the '<' before AT (or before the '/' of an end tag); false where it is text. */
static bool read_tag(struct html_tokens *tokens, struct html_token *token, size_t name)
{
	size_t end = name, close;

	while (end < tokens->len && is_name(tokens->html[end]))
		end++;
	close = token->kind == HTML_END ? after_close(tokens, end) : after_attributes(tokens, end);
	if (close == 0)
		return false;
	token->element = html_element_find(tokens->html + name, end - name);
	if (!token->element && token->kind == HTML_START &&
	    !is_foreign(tokens->html + name, end - name, tokens->html + end, close - 1 - end))
		return false;
	token->attributes = end;
	token->end = token->tag_end = close;
	if (token->kind == HTML_START && token->element && token->element->traits & HTML_RAW)
		token->end = raw_end(tokens, close, token->element->name);
	return true;
}

/* Reads what begins with the '<' at token->start; false where it is text. */
static bool read_markup(struct html_tokens *tokens, struct html_token *token, size_t *skipped)
{
	size_t at = token->start + 1;
	char next = at < tokens->len ? tokens->html[at] : ' ';

	*skipped = 0;
	token->kind = next == '/' ? HTML_END : HTML_START;
	if (next == '/')
		next = ++at < tokens->len ? tokens->html[at] : ' ';
	if (ascii_is_alpha(next))
		return read_tag(tokens, token, at);
	if (next == '!' || next == '?' || (token->kind == HTML_END && next == '>'))
		*skipped = after_comment(tokens, token->start);
	return false;
}

bool html_tokens_next(struct html_tokens *tokens, struct html_token *token)
{
	while (tokens->at < tokens->len) {
		const char *html = tokens->html;
		const char *open;
		size_t skipped = 0;

		token->start = tokens->at;
		if (html[tokens->at] == '<' && read_markup(tokens, token, &skipped)) {
			tokens->at = token->end;
			return true;
		}
		if (skipped > 0) {
			tokens->at = skipped;
			continue;
		}
		open = memchr(html + tokens->at + 1, '<', tokens->len - tokens->at - 1);
		token->kind = HTML_TEXT;
		token->element = NULL;
		token->end = open ? (size_t)(open - html) : tokens->len;
		tokens->at = token->end;
		return true;
	}
	return false;
}

/* -- attributes */

/* Reads one from *at on; false at the end of the tag. */
static bool next_attribute(const char *html, size_t *at, size_t end, struct html_value *name,
			   struct html_value *value)
{
	while (*at < end && (ascii_is_space(html[*at]) || html[*at] == '/'))
		++*at;
	name->text = html + *at;
	while (*at < end && !ascii_is_space(html[*at]) && html[*at] != '=' && html[*at] != '/')
		++*at;
	name->len = (size_t)(html + *at - name->text);
	*at = skip_space(html, *at, end);
	*value = (struct html_value){ html + *at, 0 };
	if (*at < end && html[*at] == '=') {
		char quote;

		*at = skip_space(html, *at + 1, end);
		quote = *at < end && memchr("\"'", html[*at], 2) ? html[(*at)++] : ' ';
		value->text = html + *at;
		while (*at < end && html[*at] != quote &&
		       (quote != ' ' || !ascii_is_space(html[*at])))
			++*at;
		value->len = (size_t)(html + *at - value->text);
		*at += quote != ' ' && *at < end;
	} else if (name->len == 0 && *at < end) {
		++*at;
	}
	return name->len > 0 || value->len > 0 || *at < end;
}

bool html_attribute(const char *html, const struct html_token *token, const char *name,
		    struct html_value *value)
{
	size_t at = token->attributes, end = token->tag_end - 1, len = strlen(name);
	struct html_value found;

	for (int i = 0; i < ATTRIBUTES_MAX && next_attribute(html, &at, end, &found, value); i++) {
		if (found.len == len && ascii_starts_len(found.text, found.len, name))
			return true;
	}
	return false;
}

/* -- references */

/* Names that browsers take without a semicolon too. */
static const struct { const char *name; uint32_t code; } loose[] = {
	{ "nbsp", 0xa0 }, { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' },
};

#define LOOSE (sizeof loose / sizeof loose[0])

size_t html_reference(const char *text, size_t len, uint32_t *code)
{
	size_t taken = entity_read(text, len, code);

	for (size_t i = 0; taken == 0 && i < LOOSE; i++) {
		size_t end = strlen(loose[i].name) + 1;

		if (len >= end && strncmp(text + 1, loose[i].name, end - 1) == 0 &&
		    (len == end || (!ascii_is_alnum(text[end]) && text[end] != '='))) {
			*code = loose[i].code;
			taken = end;
		}
	}
	return taken;
}

void html_resolve(struct strbuf *out, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		const char *mark = memchr(text + at, '&', len - at);
		size_t stop = mark ? (size_t)(mark - text) : len;
		uint32_t code;
		char bytes[4];
		size_t taken;

		strbuf_add(out, text + at, stop - at);
		at = stop;
		if (at == len)
			break;
		taken = html_reference(text + at, len - at, &code);
		if (taken > 0)
			strbuf_add(out, bytes, utf8_encode(code, bytes));
		else
			strbuf_putc(out, '&');
		at += taken > 0 ? taken : 1;
	}
}
