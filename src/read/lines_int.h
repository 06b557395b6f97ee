/*
 * The lines of a body, and which of them continue the one before.
 *
 * A line ends at LF, CR LF, CR, VT, FF, U+0085, U+2028 or U+2029. A pasted text is either wrapped
 * by hand (each line as full as it goes) or has one paragraph a line; which, is seen from its
 * lines.
 */
#ifndef SHORTLIST_READ_LINES_INT_H
#define SHORTLIST_READ_LINES_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bodies are far below 4 GiB; a small row keeps a million blank lines cheap. */
struct line {
	uint32_t start;          /* its first byte in the body */
	uint32_t text, end;      /* what stands between its blanks; equal where it is blank */
	uint32_t indent;         /* columns before the text */
	uint32_t cols;           /* columns of the text, a character for a column */
};

struct lines {
	const char *body;
	struct line *items;
	size_t count, cap;
	size_t wrap;             /* the column at which the text is wrapped; 0: it is not */
	bool is_wrapped;         /* ... and that is beyond doubt */
};

/* Cuts the LEN bytes of BODY, which must outlive the lines. */
void lines_init(struct lines *lines, const char *body, size_t len);

/* The same for one who does not ask which lines go on in the next; once one does, that is found
 * out. */
void lines_init_cut(struct lines *lines, const char *body, size_t len);
void lines_find_wrap(struct lines *lines);
void lines_release(struct lines *lines);

bool line_is_blank(const struct line *line);

/* Line AT, which must not be the last, goes on in the next one: a paragraph was wrapped there. */
bool lines_continue(const struct lines *lines, size_t at);

/* As lines_continue(), for an item's line and one that stands deeper than its bullet. */
bool lines_item_continues(const struct lines *lines, size_t at);

/* The line has a number, is short, and heads a list of other bullets that begins below it. */
bool lines_head_list(const struct lines *lines, size_t at);

/* The first character of the line is a small letter, and not that of an address. */
bool lines_start_small(const struct lines *lines, size_t at);

/* The line begins with a label of a few words and a colon: "Place: ...", "**Place**: ...". */
bool lines_start_label(const struct lines *lines, size_t at);

/* The index of the line that holds byte AT, looked for from line FROM on. */
size_t lines_at(const struct lines *lines, size_t from, size_t at);

#endif
