/*
 * A growing array of any type, as three plain members:
 *
 *     struct { struct place *items; size_t count; size_t cap; } places;
 *     *VEC_PUSH(&places) = place;
 *
 * A zeroed vector is a valid empty one.
 */
#ifndef SHORTLIST_UTIL_VEC_H
#define SHORTLIST_UTIL_VEC_H

#include "util/alloc.h"

#include <stdlib.h>
#include <string.h>

/* Makes room for one more and yields a pointer to it; its content is not set. */
#define VEC_PUSH(vec) \
	((vec)->items = (vec)->count < (vec)->cap ? (vec)->items : \
		xgrow((vec)->items, (vec)->count, &(vec)->cap, sizeof *(vec)->items), \
	 &(vec)->items[(vec)->count++])

#define VEC_CLEAR(vec) ((vec)->count = 0)

/* Frees the array; what the items own is the caller's to free before. */
#define VEC_RELEASE(vec) \
	(free((vec)->items), (vec)->items = NULL, (vec)->count = 0, (vec)->cap = 0)

/* Removes item AT and closes the gap. */
#define VEC_REMOVE(vec, at) \
	(memmove(&(vec)->items[at], &(vec)->items[(at) + 1], \
		 ((vec)->count - (at) - 1) * sizeof *(vec)->items), \
	 (vec)->count--)

#endif
