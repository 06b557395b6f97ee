/*
 * The gate: the one way for untrusted bytes to become text that may be shown, listed, logged,
 * exported as text or put into an error message.
 *
 * What comes out is valid UTF-8 of printable characters, blanks and, where lines are kept,
 * newlines. Bad UTF-8 becomes U+FFFD, one for each maximal bad part; ESC becomes U+241B; other
 * C0, DEL and C1 characters, noncharacters, private-use and unassigned code points become U+FFFD;
 * bidirectional controls, zero-width, tag and filler characters are dropped; CR LF, CR, NEL, LS
 * and PS are line ends; a tab is blanks; at most four combining marks stay on one base, and one
 * without a base stands on U+25CC. Every mark made and character dropped is counted.
 * gate(gate(x)) = gate(x).
 */
#ifndef SHORTLIST_UTIL_GATE_H
#define SHORTLIST_UTIL_GATE_H

#include "util/strbuf.h"

#include <stddef.h>

enum gate_lines {
	GATE_ONE_LINE,           /* line ends become single blanks */
	GATE_LINES,              /* line ends become newlines */
};

struct gate_count {
	size_t replaced;         /* characters shown as a mark */
	size_t dropped;          /* invisible characters left out */
};

/* Adds the safe form of BYTES to OUT; counts into *count where it is not NULL. */
void gate(struct strbuf *out, const char *bytes, size_t len, enum gate_lines lines,
	  struct gate_count *count);

/* The safe one-line form as a new string, for messages. */
char *gate_line(const char *bytes, size_t len);

/* Replaces each character outside ASCII with its nearest ASCII twin ("-" for a dash, `"` for a
 * curly quote, "*" for a bullet) or "?", for a terminal that can show no others. TEXT must be
 * gated. */
void gate_ascii(struct strbuf *out, const char *text, size_t len);

#endif
