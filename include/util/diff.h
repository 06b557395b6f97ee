/*
 * What became of a text: the words that were kept, taken away and put in.
 *
 * A difference is a list of runs in reading order. Blanks and line ends do not count; each word
 * takes those behind it along. Of texts that have little in common whole stretches are taken away
 * and put in; the time is bounded, whatever the texts.
 */
#ifndef SHORTLIST_UTIL_DIFF_H
#define SHORTLIST_UTIL_DIFF_H

#include <stddef.h>

enum diff_kind { DIFF_KEPT, DIFF_REMOVED, DIFF_ADDED };

/* Bytes [start, end) of the old text where they were removed, else of the new one. Where words are
 * replaced, what was removed comes first. */
struct diff_run {
	enum diff_kind kind;
	size_t start, end;
};

/* A zeroed one is empty. */
struct diff { struct diff_run *items; size_t count, cap; };

/* Fills DIFF (what it holds is released first). Texts with the same words are one kept run; a text
 * without a word has none. */
void diff_words(struct diff *diff, const char *before, size_t before_len, const char *after,
		size_t after_len);
void diff_release(struct diff *diff);

#endif
