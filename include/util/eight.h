/*
 * Eight bytes of a text at once, as one number: the first byte is the lowest, however the machine
 * orders them. What is asked of each byte is answered by its high bit.
 */
#ifndef SHORTLIST_UTIL_EIGHT_H
#define SHORTLIST_UTIL_EIGHT_H

#include <stddef.h>
#include <stdint.h>

#define EIGHT_ONES UINT64_C(0x0101010101010101)
#define EIGHT_HIGHS (EIGHT_ONES * 0x80)

/* Compilers make one load of it. */
static inline uint64_t eight_load(const char *bytes)
{
	const unsigned char *at = (const unsigned char *)bytes;

	return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 |
		(uint64_t)at[3] << 24 | (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 |
		(uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
}

/* Which bytes are one of [FIRST, LAST], which are ASCII: a sum passes the high bit where a byte is
 * large enough. */
static inline uint64_t eight_between(uint64_t eight, unsigned first, unsigned last)
{
	uint64_t low = eight & ~EIGHT_HIGHS;

	return (low + EIGHT_ONES * (0x80 - first)) & ~(low + EIGHT_ONES * (0x7f - last)) & ~eight &
		EIGHT_HIGHS;
}

/* The number of the first byte whose high bit is set; there is one. */
static inline size_t eight_first(uint64_t high_bits)
{
	return (size_t)__builtin_ctzll(high_bits) / 8;
}

#endif
