/*
 * UTF-8: strict decoding, widths, graphemes, folding. Tables are utf8proc's; no locale is asked.
 */
#ifndef SHORTLIST_UTIL_UTF8_H
#define SHORTLIST_UTIL_UTF8_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_REPLACEMENT 0xFFFDu

/* Decodes one code point from at most LEN (at least 1) bytes into *code. Returns the bytes taken. A
 * bad sequence gives UTF8_REPLACEMENT for its maximal bad part (Unicode 3.9, table 3-8) and sets
 * *valid, where not NULL, to false. */
size_t utf8_decode(const char *bytes, size_t len, uint32_t *code, bool *valid);

/* Writes CODE into OUT and returns the bytes written, 1 to 4. */
size_t utf8_encode(uint32_t code, char out[4]);

bool utf8_is_valid(const char *bytes, size_t len);

/* Adds the text with UTF8_REPLACEMENT for each maximal bad part and for each NUL, which would end
 * the text. Returns how many there were. */
size_t utf8_mend(struct strbuf *out, const char *bytes, size_t len);

/* How many bytes at the start are ASCII; most of most texts is. */
size_t utf8_ascii_run(const char *bytes, size_t len);

/* The most bytes that one grapheme cluster has; a longer one is taken for several. */
#define UTF8_GRAPHEME_MAX 64

/* The length in bytes of the first grapheme cluster (what a person takes for one character). LEN
 * must be at least 1. */
size_t utf8_grapheme(const char *bytes, size_t len);

/* The byte where the grapheme before byte AT starts; 0 at the start. */
size_t utf8_previous(const char *bytes, size_t at);

/* Columns that one code point takes: 0 (combining), 1 or 2; -1 for what has no width (controls). */
int utf8_code_cols(uint32_t code);

/* Columns that one grapheme cluster takes, 0 to 2: those of its code points together, two at most
 * (a flag is two letters of one column); two for an emoji with variation selector 16. */
int utf8_grapheme_cols(const char *bytes, size_t len);

/* Columns of gated text. */
size_t utf8_cols(const char *bytes, size_t len);

/* The longest prefix of whole graphemes that takes at most COLS columns, in bytes; *used, where not
 * NULL, is the columns that it takes. */
size_t utf8_fit(const char *bytes, size_t len, size_t cols, size_t *used);

/* Adds TEXT to OUT as it is compared: compatibility-decomposed, without combining marks and
 * invisible characters, case folded (Unicode default folding). Invalid bytes become
 * UTF8_REPLACEMENT. */
void utf8_fold(struct strbuf *out, const char *bytes, size_t len);

/* As utf8_fold(), and says where each folded byte came from: for each byte that is added to OUT,
 * the byte of the source where its character starts is added to MAP. */
struct utf8_map { size_t *items; size_t count; size_t cap; };
void utf8_fold_map(struct strbuf *out, struct utf8_map *map, const char *bytes, size_t len);

/* Where folded text came from. ASCII maps byte by byte; a run is each character beyond it, in
 * order: FOLDED_LEN bytes from AT on came from SOURCE, and what is behind them stands SOURCE_LEN
 * further on. */
struct utf8_run { uint32_t at, source; uint16_t folded_len, source_len; };
struct utf8_runs { struct utf8_run *items; size_t count, cap; };

/* As utf8_fold(), but with plain hyphens and apostrophes. OUT is empty before; RUNS, NULL for none,
 * too. */
void utf8_fold_plain(struct strbuf *out, struct utf8_runs *runs, const char *bytes, size_t len);

/* The byte of the source where the character of folded byte AT starts; the end maps to the end. */
size_t utf8_source(const struct utf8_runs *runs, size_t at);

/* The same where it is known that RUN (NULL for none) is the last run that starts at AT or
 * before. */
static inline size_t utf8_source_after(const struct utf8_run *run, size_t at)
{
	if (!run)
		return at;
	at -= run->at;
	return at < run->folded_len ? run->source : run->source + run->source_len +
		(at - run->folded_len);
}

/* Letters, digits and marks make words. */
bool utf8_is_word(uint32_t code);
/* A blank or tab, no-break and other spaces of Unicode among them (category Zs); no line ends. */
bool utf8_is_blank(uint32_t code);

#endif
