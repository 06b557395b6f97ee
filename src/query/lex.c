/* From a query line to tokens. */
#include "config.h"

#include "query/lex_int.h"

#include <string.h>

#include "util/alloc.h"
#include "util/ascii.h"
#include "util/strbuf.h"

#define KEY_BYTES_MAX 31
#define GROUP_DIGITS 3

/* Blanks outside ASCII that come with text pasted from a page. */
static const char *const wide_blanks[] = { "\xc2\xa0", "\xe2\x80\xaf", "\xe3\x80\x80" };

size_t lex_blank(const char *line, size_t at)
{
	if (ascii_is_space(line[at]))
		return 1;
	for (size_t i = 0; i < sizeof wide_blanks / sizeof *wide_blanks; i++) {
		size_t bytes = strlen(wide_blanks[i]);

		if (strncmp(line + at, wide_blanks[i], bytes) == 0)
			return bytes;
	}
	return 0;
}

/* Whether a bare word or value ends at byte AT. */
static bool ends_bare(const char *line, size_t at)
{
	return strchr("()\"", line[at]) || lex_blank(line, at) > 0;
}

/* The byte behind the quoted text that starts at AT; *is_closed where its last quote is there. */
static size_t quoted_end(const struct lexer *lexer, size_t at, bool *is_closed)
{
	const char *line = lexer->line;

	*is_closed = false;
	for (at++; line[at]; at++) {
		if (line[at] != '"')
			continue;
		if (line[at + 1] != '"') {
			*is_closed = true;
			return at + 1;
		}
		at++;
	}
	return at;
}

static bool is_key_letter(char c)
{
	return ascii_is_alpha(c) || c == '-' || c == '_';
}

/* Whether what stands from AT up to a colon is meant as a key. Addresses, times and drives are
 * not. */
static bool is_key(const char *line, size_t at, size_t colon)
{
	struct query_key key;
	size_t len = colon - at;

	if (query_key_find(line + at, len, &key))
		return true;
	if (len < 2 || len > KEY_BYTES_MAX || !ascii_is_alpha(line[at]))
		return false;
	return line[colon + 1] != ':' && strncmp(line + colon + 1, "//", 2) != 0;
}

/* Ends a bare token, which is a key where a colon comes before anything that cannot be in one. */
static void lex_bare(struct lexer *lexer, struct lex_token *token)
{
	const char *line = lexer->line;
	size_t at = token->body;

	while (is_key_letter(line[at]))
		at++;
	if (line[at] == ':' && is_key(line, token->body, at)) {
		token->kind = LEX_KEY;
		token->end = at + 1;
		return;
	}
	while (line[at] && !ends_bare(line, at))
		at++;
	token->kind = LEX_WORD;
	token->end = at;
	if (at - token->start == 2 && memcmp(line + token->start, "OR", 2) == 0)
		token->kind = LEX_OR;
}

void lex_init(struct lexer *lexer, const char *line)
{
	*lexer = (struct lexer){ line, strlen(line), 0 };
}

void lex_next(struct lexer *lexer, struct lex_token *token)
{
	const char *line = lexer->line;
	size_t blank;

	while ((blank = lex_blank(line, lexer->at)) > 0)
		lexer->at += blank;
	*token = (struct lex_token){ .start = lexer->at, .body = lexer->at, .is_closed = true };
	token->body += line[token->body] == '-';
	token->end = token->body + 1;
	if (line[token->body] == '(') {
		token->kind = LEX_OPEN;
	} else if (line[token->start] == ')') {
		token->kind = LEX_CLOSE;
	} else if (line[token->body] == '"') {
		token->kind = LEX_PHRASE;
		token->end = quoted_end(lexer, token->body, &token->is_closed);
	} else if (line[token->start] == '\0') {
		token->kind = LEX_END;
		token->end = token->start;
	} else {
		lex_bare(lexer, token);
	}
	lexer->at = token->end;
}

bool lex_is_grouping(const char *line, size_t at)
{
	if (line[at] != ',' || at == 0 || !ascii_is_digit(line[at - 1]))
		return false;
	for (size_t i = 1; i <= GROUP_DIGITS; i++) {
		if (!ascii_is_digit(line[at + i]))
			return false;
	}
	return !ascii_is_alnum(line[at + GROUP_DIGITS + 1]);
}

bool lex_key_groups(const struct query_key *key)
{
	return key->kind == KEY_FIELD && field_get(key->field)->kind == FIELD_PAY;
}

void lex_value(struct lexer *lexer, bool groups_digits, struct lex_value *value)
{
	const char *line = lexer->line;
	size_t at = lexer->at;

	*value = (struct lex_value){ .start = at, .is_quoted = line[at] == '"' };
	if (value->is_quoted) {
		at = quoted_end(lexer, at, &value->is_closed);
	} else {
		while (line[at] && !ends_bare(line, at) &&
		       (line[at] != ',' || (groups_digits && lex_is_grouping(line, at))))
			at++;
	}
	value->end = at;
	value->has_more = line[at] == ',';
	lexer->at = at + value->has_more;
}

char *lex_text(const char *line, size_t start, size_t end)
{
	struct strbuf text = STRBUF_INIT;

	if (start == end || line[start] != '"')
		return xstrndup(line + start, end - start);
	for (size_t at = start + 1; at < end; at++) {
		if (line[at] == '"' && (at + 1 >= end || line[at + 1] != '"'))
			break;
		at += line[at] == '"';
		strbuf_putc(&text, line[at]);
	}
	return strbuf_detach(&text);
}
