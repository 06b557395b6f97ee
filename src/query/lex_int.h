/*
 * The tokens of a query line, as byte ranges of it.
 *
 * A key is a token of its own; the values behind it are read one by one with lex_value(), since
 * what divides them depends on the key. Nothing is copied; a line may hold any bytes but NUL.
 */
#ifndef SHORTLIST_QUERY_LEX_INT_H
#define SHORTLIST_QUERY_LEX_INT_H

#include "posting/field.h"
#include "query/key.h"

#include <stdbool.h>
#include <stddef.h>

enum lex_kind {
	LEX_END,
	LEX_OPEN, LEX_CLOSE,     /* parentheses */
	LEX_OR,
	LEX_WORD,                /* may be empty behind its dash: a dash that stands alone */
	LEX_PHRASE,
	LEX_KEY,                 /* with its colon; known or not */
};

struct lex_token {
	enum lex_kind kind;
	size_t start, end;
	size_t body;             /* behind a leading dash; start where there is none */
	bool is_closed;          /* phrase: the closing quote is there */
};

struct lex_value {
	size_t start, end;       /* with quotes; start = end where nothing stands */
	bool is_quoted;
	bool is_closed;          /* the closing quote is there */
	bool has_more;           /* a comma follows, at `end` */
};

struct lexer {
	const char *line;
	size_t len;
	size_t at;
};

void lex_init(struct lexer *lexer, const char *line);
void lex_next(struct lexer *lexer, struct lex_token *token);

/* Reads one value behind a key, or behind the comma after another. A comma may group the digits of
 * an amount where GROUPS_DIGITS. */
void lex_value(struct lexer *lexer, bool groups_digits, struct lex_value *value);

/* Whether the comma at byte AT stands between digits as in 150,000. */
bool lex_is_grouping(const char *line, size_t at);
/* Whether the values of a key are amounts, whose digits may be grouped. */
bool lex_key_groups(const struct query_key *key);

/* The bytes of a blank at AT, 0 where there is none. */
size_t lex_blank(const char *line, size_t at);

/* The word of a token, the words of a phrase or a value's text, as a new string. */
char *lex_text(const char *line, size_t start, size_t end);

#endif
