/* Numbers as the bytes of a piece: the lowest byte first, however the machine orders them. */
#ifndef SHORTLIST_INDEX_PIECE_INT_H
#define SHORTLIST_INDEX_PIECE_INT_H

#include <stddef.h>
#include <stdint.h>

/* Compilers make one load of each of these. */
static inline uint32_t piece_two(const unsigned char *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8;
}

static inline uint32_t piece_four(const unsigned char *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
		(uint32_t)at[3] << 24;
}

static inline uint64_t piece_eight(const unsigned char *at)
{
	return (uint64_t)piece_four(at) | (uint64_t)piece_four(at + 4) << 32;
}

/* The number at AT of WIDTH bytes: 1, 2, 4 or 8. */
static inline uint64_t piece_get(const unsigned char *at, size_t width)
{
	switch (width) {
	case 1:
		return *at;
	case 2:
		return piece_two(at);
	case 4:
		return piece_four(at);
	default:
		return piece_eight(at);
	}
}

/* Where the next number goes. */
static inline unsigned char *piece_put(unsigned char *at, size_t width, uint64_t value)
{
	for (size_t i = 0; i < width; i++)
		at[i] = (unsigned char)(value >> 8 * i);
	return at + width;
}

#endif
