/*
 * Finding technologies in a text that somebody has cut into words already.
 *
 * technologies_scan() is all of it for a text as it is. Whoever knows the words gives each word of
 * nothing but letters with the number of what it starts (technologies_start()), and everything
 * else as a range of bytes, in order. The texts must outlive the scan.
 */
#ifndef SHORTLIST_POSTING_TECHNOLOGY_SCAN_H
#define SHORTLIST_POSTING_TECHNOLOGY_SCAN_H

#include "posting/technology.h"
#include "util/strbuf.h"
#include "util/utf8.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct technology_scan {
	const struct technologies *technologies;
	const char *text;        /* as it is */
	size_t text_len;
	const char *folded;      /* by utf8_fold_plain() */
	size_t len;
	const struct utf8_runs *runs;
	struct technology_matches *out;
	size_t first;            /* of the matches that are of this text */
};

/* The words that spellings start with have numbers from 1 on. Returns the letters of a word, or one
 * byte that is none; NULL behind the last. */
const char *technologies_start(const struct technologies *technologies, uint32_t start,
			       size_t *len);

/* Whether a spelling starts with the byte C, which is no letter. */
bool technologies_begin_with(const struct technologies *technologies, char c);

/* Looks at the word at AT of the folded text: LEN letters that no letter or digit follows, of the
 * number START. */
void technology_scan_word(const struct technology_scan *scan, size_t at, size_t len,
			  uint32_t start);

/* Looks at all that may start at [AT, END). Returns where the next look begins: behind END where a
 * word or a link goes on. */
size_t technology_scan_range(const struct technology_scan *scan, size_t at, size_t end);

/* Ends a scan: what only kept others from being found is taken out. */
void technology_scan_end(const struct technology_scan *scan);

#endif
