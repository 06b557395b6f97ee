/*
 * The loops over the words of sets, compiled for several processors.
 *
 * All take a number of words of 64 bits. What is only read is bytes: it need not be aligned, and is
 * in the order of the machine's own words.
 */
#ifndef SHORTLIST_INDEX_KERNEL_INT_H
#define SHORTLIST_INDEX_KERNEL_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef void (*kernel_mix_fn)(uint64_t *to, const void *from, size_t count);
/* All words are counted by taking them with themselves, which costs little: they come once. */
typedef uint64_t (*kernel_count_fn)(const void *words, const void *others, size_t count);

/* Keeps of each word the bits whose number is below LIMIT: NUMBERS has 64 a word. */
typedef void (*kernel_below_fn)(uint64_t *words, const uint32_t *numbers, size_t count,
				uint32_t limit);

struct kernel {
	const char *name;
	bool (*is_usable)(void);
	kernel_mix_fn and, or, and_not;
	kernel_count_fn count_and, count_and_not;
	kernel_below_fn keep_below;
};

/* The kernel in use: the best one of this machine, unless another one was chosen. */
const struct kernel *kernel_get(void);

/* The names of those that this machine can use, the best first; and the choice of one by its name,
 * NULL for the best. */
size_t kernel_names(const char *const **names);
bool kernel_use(const char *name);

#endif
