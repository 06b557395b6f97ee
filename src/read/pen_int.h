/*
 * The pen: writes pieces of a body into a document, cleaned.
 *
 * Runs of blanks of any kind become one blank, invisible characters nothing, hyphens that only
 * differ in where a line may break become "-", bad UTF-8 and NUL become U+FFFD. What stays
 * remembers where in the body it came from. At most one block is open at a time.
 */
#ifndef SHORTLIST_READ_PEN_INT_H
#define SHORTLIST_READ_PEN_INT_H

#include "posting/document.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pen {
	struct document *document;
	const char *body;
	bool is_open;
	bool has_blank;          /* a blank is due before the next character */
	bool is_glued;           /* ... but the next character follows without one */
	size_t blank_source;
};

void pen_init(struct pen *pen, struct document *document, const char *body);

/* Opens a block; one that is open is closed first. */
void pen_open(struct pen *pen, enum block_kind kind, int level, bool after_blank);

/* Closes the open block, if any. Returns it, or NULL where it held nothing and was dropped. */
struct block *pen_close(struct pen *pen);

/* A dividing line. */
void pen_rule(struct pen *pen, bool after_blank);

/* Adds bytes [start, end) of the body. */
void pen_add(struct pen *pen, size_t start, size_t end);

/* Adds one character that the body spells as [start, end), such as an entity. */
void pen_add_code(struct pen *pen, uint32_t code, size_t start, size_t end);

/* A blank that byte SOURCE of the body (a line end) stands for. */
void pen_add_blank(struct pen *pen, size_t source);

/* Adds text that the body does not have. */
void pen_add_made(struct pen *pen, const char *text);

/* How a character is treated. */
enum pen_class { PEN_KEEP, PEN_BLANK, PEN_NOTHING, PEN_HYPHEN };
enum pen_class pen_class(uint32_t code);

/* Most bytes of most texts are such: visible ASCII, which is kept. */
static inline bool pen_is_plain(char c)
{
	return c > ' ' && c <= '~';
}

#endif
