/* Sorting numbers by their upper half, which is a key; what is in the lower half comes along. */
#ifndef SHORTLIST_INDEX_RADIX_INT_H
#define SHORTLIST_INDEX_RADIX_INT_H

#include <stddef.h>
#include <stdint.h>

/* Sorts COUNT pairs by the lowest BITS bits of their keys, at most 32, and keeps the order of those
 * that are the same there. SPARE has as much room; returns which of the two has the result. */
uint64_t *radix_sort(uint64_t *pairs, uint64_t *spare, size_t count, unsigned bits);

/* The bits that a number needs. */
unsigned radix_bits(uint64_t number);

#endif
