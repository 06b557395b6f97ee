/*
 * A set of posting numbers as flat bits, and its arithmetic.
 *
 * This is what an answer is computed in: one bit a number, in blocks of 65,536, so that a million
 * postings are 125 KB. The loops over words are the kernel of every keystroke: they are compiled
 * for several processors and the best one for this machine is chosen once, at run time.
 */
#ifndef SHORTLIST_INDEX_BITSET_H
#define SHORTLIST_INDEX_BITSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BLOCK_SIZE 65536         /* numbers in a block */
#define BLOCK_WORDS (BLOCK_SIZE / 64)

struct bitset {
	uint64_t *words;
	size_t count;            /* of words; whole blocks */
};

#define BITSET_END UINT32_MAX    /* no further member */

/* An empty set with room for the numbers below LIMIT, rounded up to whole blocks. */
void bitset_init(struct bitset *set, size_t limit);
void bitset_release(struct bitset *set);
/* The numbers that it has room for. */
size_t bitset_limit(const struct bitset *set);

/* A number beyond the room is no member, and adding or dropping it does nothing. */
bool bitset_has(const struct bitset *set, uint32_t number);
void bitset_add(struct bitset *set, uint32_t number);
void bitset_drop(struct bitset *set, uint32_t number);
/* All of [first, limit), as far as there is room. */
void bitset_add_range(struct bitset *set, uint32_t first, uint32_t limit);
void bitset_clear(struct bitset *set);

/* Both sets of the following have the same room. */
void bitset_copy(struct bitset *to, const struct bitset *from);
void bitset_and(struct bitset *set, const struct bitset *other);
void bitset_or(struct bitset *set, const struct bitset *other);
void bitset_and_not(struct bitset *set, const struct bitset *other);

uint64_t bitset_count(const struct bitset *set);
uint64_t bitset_count_and(const struct bitset *set, const struct bitset *other);
uint64_t bitset_count_and_not(const struct bitset *set, const struct bitset *other);

/* Drops the members that have no number among these, COUNT of them, or one that is not below
 * LIMIT. */
void bitset_keep_below(struct bitset *set, const uint32_t *numbers, size_t count, uint32_t limit);

/* The first member that is FROM or above; BITSET_END where there is none. */
uint32_t bitset_next(const struct bitset *set, uint32_t from);

/* Adds the members to NUMBERS, rising; the caller has room for bitset_count(). */
void bitset_list(const struct bitset *set, uint32_t *numbers);

/* The name of the kernel that this machine uses, for a report; and for tests: every kernel that it
 * could use, and the choice of one by its name (false: there is none). NULL is the best. */
const char *bitset_kernel(void);
size_t bitset_kernels(const char *const **names);
bool bitset_use_kernel(const char *name);

#endif
