/*
 * Vectors that the program brings along as they are in memory.
 *
 * A vocabulary takes long to read, and is the same at every start. So the build reads it once, with
 * the very code that the program has, and prints its vectors as tables of C; at a start they are
 * laid over the tables: nothing is parsed and nothing is copied. Items hold numbers, no pointers,
 * and no bytes of padding. A vector that was laid has no capacity: it is only ever read, and
 * image_release() leaves it alone.
 */
#ifndef SHORTLIST_UTIL_IMAGE_H
#define SHORTLIST_UTIL_IMAGE_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

/* A member of a struct: a vector (see util/vec.h), or a value that is copied. */
struct image_part {
	const char *name;
	size_t at;               /* in the struct */
	size_t bytes;            /* of the value, or of one item */
	bool is_vector;
};

#define IMAGE_VECTOR(type, member) \
	{ #member, offsetof(type, member), sizeof *((type *)NULL)->member.items, true }
#define IMAGE_VALUE(type, member) \
	{ #member, offsetof(type, member), sizeof ((type *)NULL)->member, false }

/* What the build printed of one part. */
struct image_row {
	const char *owner, *part;
	const void *items;
	size_t count, bytes;     /* items, bytes of each */
};

/* The rows that the build makes, those of an owner together (ends with a NULL owner). */
extern const struct image_row image_rows[];

/* Lays COUNT parts of the zeroed struct at INTO over the rows of OWNER. False, with nothing done,
 * where they do not fit: then read what they were made of. */
bool image_lay(const char *owner, const struct image_part *parts, size_t count, void *into);

/* Frees the vectors that were not laid. */
void image_release(const struct image_part *parts, size_t count, void *in);

/* What becomes a C file: the tables, and the rows that name them. */
struct image_print { struct strbuf tables, rows; size_t count; };

void image_print(struct image_print *print, const char *owner, const struct image_part *parts,
		 size_t count, const void *from);

#endif
