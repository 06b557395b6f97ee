/* Single bits of a set, for loops that cannot afford a call for each. */
#ifndef SHORTLIST_INDEX_BITS_INT_H
#define SHORTLIST_INDEX_BITS_INT_H

#include "index/bitset.h"

static inline bool bits_has(const struct bitset *set, uint32_t number)
{
	return number / 64 < set->count && (set->words[number / 64] >> number % 64 & 1) != 0;
}

/* The word at AT, and none of the members behind the room of the set. */
static inline uint64_t bits_word(const struct bitset *set, size_t at)
{
	return at < set->count ? set->words[at] : 0;
}

/* The lowest member of a word that has one; takes it out. */
static inline uint32_t bits_take(uint64_t *word)
{
	uint32_t lowest = (uint32_t)__builtin_ctzll(*word);

	*word &= *word - 1;
	return lowest;
}

#endif
