/*
 * A radix sort, from the lowest digit up: the digits are counted, all of them at once, and then
 * each pass deals the pairs out to where those with their digit go.
 */
#include "config.h"

#include "index/radix_int.h"

#include <stdbool.h>

#define KEY_SHIFT 32u
#define DIGIT_BITS 8u            /* at most: each pile has a line of the first cache */
#define PASSES_MAX (32u / DIGIT_BITS)
#define PILES (1u << DIGIT_BITS)

unsigned radix_bits(uint64_t number)
{
	return number == 0 ? 0 : 64u - (unsigned)__builtin_clzll(number);
}

static inline size_t digit_of(uint64_t pair, unsigned pass, unsigned bits)
{
	return pair >> (KEY_SHIFT + pass * bits) & ((1u << bits) - 1);
}

static void count_digits(const uint64_t *pairs, size_t count, unsigned passes, unsigned bits,
			 size_t sizes[PASSES_MAX][PILES])
{
	for (size_t i = 0; i < count; i++)
		for (unsigned pass = 0; pass < passes; pass++)
			sizes[pass][digit_of(pairs[i], pass, bits)]++;
}

/* Makes of the sizes of the piles where each begins. False where all is in one. */
static bool place_piles(size_t piles[PILES], size_t count)
{
	size_t start = 0;

	for (size_t i = 0; i < PILES; i++) {
		size_t size = piles[i];

		if (size == count)
			return false;
		piles[i] = start;
		start += size;
	}
	return true;
}

uint64_t *radix_sort(uint64_t *pairs, uint64_t *spare, size_t count, unsigned bits)
{
	unsigned passes = (bits + DIGIT_BITS - 1) / DIGIT_BITS;
	unsigned digit_bits = passes > 0 ? (bits + passes - 1) / passes : 0;
	size_t piles[PASSES_MAX][PILES] = { { 0 } };

	count_digits(pairs, count, passes, digit_bits, piles);
	for (unsigned pass = 0; pass < passes; pass++) {
		uint64_t *from = pairs;

		if (!place_piles(piles[pass], count))
			continue;
		for (size_t i = 0; i < count; i++)
			spare[piles[pass][digit_of(from[i], pass, digit_bits)]++] = from[i];
		pairs = spare;
		spare = from;
	}
	return pairs;
}
