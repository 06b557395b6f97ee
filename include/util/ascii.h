/* Letters and digits as ASCII has them, whatever the locale. */
#ifndef SHORTLIST_UTIL_ASCII_H
#define SHORTLIST_UTIL_ASCII_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a byte is, as a set: one look where several are asked about each byte of a text. */
enum ascii_class {
	ASCII_UPPER = 1, ASCII_LOWER = 2, ASCII_DIGIT = 4, ASCII_BLANK = 8, ASCII_SPACE = 16,
	ASCII_BEYOND = 32        /* no ASCII */
};
#define ASCII_ALNUM (ASCII_UPPER | ASCII_LOWER | ASCII_DIGIT)
extern const unsigned char ascii_classes[256];

static inline unsigned ascii_class(char c)
{
	return ascii_classes[(unsigned char)c];
}

/* Asked of every byte of every text, so they are in the header. */
static inline bool ascii_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool ascii_is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline char ascii_lower(char c)
{
	return ascii_is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

static inline char ascii_upper(char c)
{
	return ascii_is_lower(c) ? (char)(c - 'a' + 'A') : c;
}

static inline bool ascii_is_alpha(char c)
{
	return ascii_is_upper(c) || ascii_is_lower(c);
}

static inline bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ascii_is_alnum(char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c);
}

/* Blank, tab, newline, carriage return, vertical tab, form feed. */
static inline bool ascii_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* How many bytes at the start are visible ASCII or blanks, and neither A nor B (of ASCII): texts
 * are looked through for what is none of that, eight bytes at once. */
size_t ascii_visible_run(const char *text, size_t len, char a, char b);

/* How many are visible ASCII, or a blank with such a byte behind it. */
size_t ascii_words_run(const char *text, size_t len);

/* Copies the letters and digits at the start of TEXT to OUT in lower case, at most ROOM of them, a
 * multiple of eight; returns how many. What is behind them in OUT may be overwritten up to ROOM. */
size_t ascii_lower_word(char *out, size_t room, const char *text, size_t len);

/* Makes LEN bytes lower case; those beyond ASCII stay. */
void ascii_lower_all(char *text, size_t len);

/* Compares without regard to the case of ASCII letters. */
bool ascii_equal(const char *a, const char *b);
int ascii_compare(const char *a, const char *b);
bool ascii_starts(const char *text, const char *prefix);
/* The first LEN bytes of TEXT are PREFIX or more, in any case. */
bool ascii_starts_len(const char *text, size_t len, const char *prefix);

/* Reads decimal digits, at most LEN bytes of them, into *value. Returns how many bytes were read; 0
 * where there is no digit or the value would pass INT64_MAX. */
size_t ascii_number(const char *text, size_t len, int64_t *value);

/* Narrows [*start, *end) of TEXT to what is between its blanks. */
void ascii_trim(const char *text, size_t *start, size_t *end);

/* The number of single-byte edits (insert, delete, replace, swap) from A to B, case folded; used
 * for "did you mean". Returns LIMIT + 1 as soon as it is more than LIMIT. */
size_t ascii_distance(const char *a, const char *b, size_t limit);

#endif
