/*
 * The shape of one line: an item of a list, a dividing line, a banner, or just text.
 *
 * Bullets are every glyph that people and programs put before an item, and numbers and letters in
 * their usual forms; they are rows of a table.
 */
#ifndef SHORTLIST_READ_SHAPE_INT_H
#define SHORTLIST_READ_SHAPE_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum shape_kind {
	SHAPE_TEXT,
	SHAPE_ITEM,              /* "- text", "3) text"; the text may be missing */
	SHAPE_RULE,              /* "-----" */
	SHAPE_BANNER,            /* "==== text ====" */
	SHAPE_STRONG,            /* "*text*": bold, in what is not Markdown */
};

struct shape {
	enum shape_kind kind;
	size_t start, end;       /* the text in it, in bytes of the body */
	uint32_t mark;           /* item: its bullet; '1' for any number, 'a' for any letter */
	bool is_inner;           /* item: its bullet is one that stands below others */
};

/* START and END are what stands between the blanks of the line. */
void shape_read(struct shape *shape, const char *body, size_t start, size_t end);

/* The character is a bullet and nothing else. */
bool shape_is_bullet(uint32_t code);

/* The byte after the blanks that stand between a bullet, which ends at byte AT, and its text. */
size_t shape_after_bullet(const char *body, size_t at, size_t end);

#define NESTING_MAX 12

/* The lists that are open at some place of a text: the column of each, and the rank of its
 * bullet. */
struct nesting {
	struct { size_t column; bool is_inner; } levels[NESTING_MAX];
	int depth;
};

/* Closes the lists that an item of this shape in COLUMN ends, opens one that it begins. Returns its
 * depth, from 1. A zeroed struct has no lists. */
int nesting_item(struct nesting *nesting, const struct shape *shape, size_t column);

#endif
