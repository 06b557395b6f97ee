/* A set of posting numbers as flat bits. */
#include "config.h"

#include "index/bitset.h"

#include "index/kernel_int.h"
#include "util/alloc.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define WORD_BITS 64
#define ALL_ONES UINT64_MAX
#define GROUP 8                  /* words that are passed over together where they are empty */
#define LINE 64                  /* bytes of a line of the cache, and of the widest vector */

static uint64_t bit_of(uint32_t number)
{
	return UINT64_C(1) << number % WORD_BITS;
}

/* Whether a group of words has no member; a set is made of whole groups. */
static bool is_empty(const uint64_t *words)
{
	return (words[0] | words[1] | words[2] | words[3] | words[4] | words[5] | words[6] |
		words[7]) == 0;
}

static bool has_room(const struct bitset *set, uint32_t number)
{
	return number / WORD_BITS < set->count;
}

/* Words that begin on a line of the cache, or else each of the widest vectors would take two: half
 * the speed. The memory that they are in is kept before them. */
static uint64_t *new_words(size_t count)
{
	void *memory = xcalloc(count + LINE / sizeof(uint64_t), sizeof(uint64_t));
	size_t skip = LINE - (uintptr_t)memory % LINE;
	uint64_t *words = (uint64_t *)((char *)memory + skip);

	assert(skip >= sizeof memory);
	memcpy((char *)words - sizeof memory, &memory, sizeof memory);
	return words;
}

static void free_words(uint64_t *words)
{
	void *memory;

	memcpy(&memory, (char *)words - sizeof memory, sizeof memory);
	free(memory);
}

void bitset_init(struct bitset *set, size_t limit)
{
	size_t blocks = limit / BLOCK_SIZE + (limit % BLOCK_SIZE > 0);

	set->count = blocks * BLOCK_WORDS;
	set->words = set->count > 0 ? new_words(set->count) : NULL;
}

void bitset_release(struct bitset *set)
{
	if (set->words)
		free_words(set->words);
	set->words = NULL;
	set->count = 0;
}

size_t bitset_limit(const struct bitset *set)
{
	return set->count * WORD_BITS;
}

bool bitset_has(const struct bitset *set, uint32_t number)
{
	return has_room(set, number) && (set->words[number / WORD_BITS] & bit_of(number)) != 0;
}

void bitset_add(struct bitset *set, uint32_t number)
{
	if (has_room(set, number))
		set->words[number / WORD_BITS] |= bit_of(number);
}

void bitset_drop(struct bitset *set, uint32_t number)
{
	if (has_room(set, number))
		set->words[number / WORD_BITS] &= ~bit_of(number);
}

void bitset_add_range(struct bitset *set, uint32_t first, uint32_t limit)
{
	size_t from = first / WORD_BITS, to;
	uint64_t head = ALL_ONES << first % WORD_BITS, tail;

	if (limit > bitset_limit(set))
		limit = (uint32_t)bitset_limit(set);
	if (first >= limit)
		return;
	to = (limit - 1) / WORD_BITS;
	tail = ALL_ONES >> (WORD_BITS - 1 - (limit - 1) % WORD_BITS);
	if (from == to) {
		set->words[from] |= head & tail;
		return;
	}
	set->words[from] |= head;
	memset(&set->words[from + 1], 0xFF, (to - from - 1) * sizeof *set->words);
	set->words[to] |= tail;
}

void bitset_clear(struct bitset *set)
{
	if (set->count > 0)
		memset(set->words, 0, set->count * sizeof *set->words);
}

void bitset_copy(struct bitset *to, const struct bitset *from)
{
	assert(to->count == from->count);
	if (to->count > 0)
		memcpy(to->words, from->words, to->count * sizeof *to->words);
}

void bitset_and(struct bitset *set, const struct bitset *other)
{
	assert(set->count == other->count);
	kernel_get()->and(set->words, other->words, set->count);
}

void bitset_or(struct bitset *set, const struct bitset *other)
{
	assert(set->count == other->count);
	kernel_get()->or(set->words, other->words, set->count);
}

void bitset_and_not(struct bitset *set, const struct bitset *other)
{
	assert(set->count == other->count);
	kernel_get()->and_not(set->words, other->words, set->count);
}

uint64_t bitset_count(const struct bitset *set)
{
	return kernel_get()->count_and(set->words, set->words, set->count);
}

uint64_t bitset_count_and(const struct bitset *set, const struct bitset *other)
{
	assert(set->count == other->count);
	return kernel_get()->count_and(set->words, other->words, set->count);
}

uint64_t bitset_count_and_not(const struct bitset *set, const struct bitset *other)
{
	assert(set->count == other->count);
	return kernel_get()->count_and_not(set->words, other->words, set->count);
}

void bitset_keep_below(struct bitset *set, const uint32_t *numbers, size_t count, uint32_t limit)
{
	size_t whole = count / 64 < set->count ? count / 64 : set->count;

	kernel_get()->keep_below(set->words, numbers, whole, limit);
	for (size_t i = whole; i < set->count; i++)
		for (size_t k = 0; set->words[i] != 0 && k < 64; k++)
			if (64 * i + k >= count || numbers[64 * i + k] >= limit)
				set->words[i] &= ~(UINT64_C(1) << k);
}

uint32_t bitset_next(const struct bitset *set, uint32_t from)
{
	size_t at = from / WORD_BITS;
	uint64_t word;

	if (at >= set->count)
		return BITSET_END;
	word = set->words[at] & ALL_ONES << from % WORD_BITS;
	while (word == 0) {
		at++;
		while (at % GROUP == 0 && at < set->count && is_empty(&set->words[at]))
			at += GROUP;
		if (at == set->count)
			return BITSET_END;
		word = set->words[at];
	}
	return (uint32_t)(at * WORD_BITS) + (uint32_t)__builtin_ctzll(word);
}

static uint32_t *list_group(const uint64_t *words, uint32_t first, uint32_t *numbers)
{
	for (size_t i = 0; i < GROUP; i++, first += WORD_BITS)
		for (uint64_t word = words[i]; word != 0; word &= word - 1)
			*numbers++ = first + (uint32_t)__builtin_ctzll(word);
	return numbers;
}

void bitset_list(const struct bitset *set, uint32_t *numbers)
{
	const uint64_t *words = set->words;
	size_t count = set->count;

	for (size_t at = 0; at < count; at += GROUP)
		if (!is_empty(words + at))
			numbers = list_group(words + at, (uint32_t)(at * WORD_BITS), numbers);
}

const char *bitset_kernel(void)
{
	return kernel_get()->name;
}

size_t bitset_kernels(const char *const **names)
{
	return kernel_names(names);
}

bool bitset_use_kernel(const char *name)
{
	return kernel_use(name);
}
