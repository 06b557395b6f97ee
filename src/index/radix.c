/* A radix sort from the lowest digit up: each pass counts the digits and deals the pairs out. */
#include "config.h"

#include "index/radix_int.h"

#include <stdbool.h>

#define KEY_SHIFT 32u
#define DIGIT_BITS 11u           /* of a pass at most: the piles of one fit the first cache */
#define PILES (1u << DIGIT_BITS)

unsigned radix_bits(uint64_t number)
{
	return number == 0 ? 0 : 64u - (unsigned)__builtin_clzll(number);
}

/* Makes of the sizes of the piles where each begins. True where all is in one. */
static bool place_piles(uint32_t piles[PILES], uint32_t count)
{
	uint32_t start = 0;

	for (size_t i = 0; i < PILES; i++) {
		uint32_t size = piles[i];

		if (size == count)
			return true;
		piles[i] = start;
		start += size;
	}
	return false;
}

/* One pass; false where nothing had to be moved. */
static bool deal(const uint64_t *pairs, uint64_t *to, size_t count, unsigned shift, uint64_t mask)
{
	uint32_t piles[PILES] = { 0 };

	for (size_t i = 0; i < count; i++)
		piles[pairs[i] >> shift & mask]++;
	if (place_piles(piles, (uint32_t)count))
		return false;
	for (size_t i = 0; i < count; i++)
		to[piles[pairs[i] >> shift & mask]++] = pairs[i];
	return true;
}

uint64_t *radix_sort(uint64_t *pairs, uint64_t *spare, size_t count, unsigned bits)
{
	unsigned passes = (bits + DIGIT_BITS - 1) / DIGIT_BITS;
	unsigned digit = passes > 0 ? (bits + passes - 1) / passes : 0;

	for (unsigned pass = 0; pass < passes; pass++) {
		uint64_t *from = pairs;

		if (!deal(from, spare, count, KEY_SHIFT + pass * digit, (UINT64_C(1) << digit) - 1))
			continue;
		pairs = spare;
		spare = from;
	}
	return pairs;
}
