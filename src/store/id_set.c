/* A set of row numbers, by open addressing. */
#include "config.h"

#include "store/id_set_int.h"

#include "util/alloc.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_CAP 16

/* Where ID is, or the free slot where it would be. Fibonacci hashing (Knuth, TAOCP 3, 6.4). */
static size_t slot_of(const struct id_set *set, int64_t id)
{
	uint64_t hash = (uint64_t)id * UINT64_C(0x9E3779B97F4A7C15);
	size_t slot = (size_t)(hash >> 32) & (set->cap - 1);

	while (set->slots[slot] != 0 && set->slots[slot] != id)
		slot = (slot + 1) & (set->cap - 1);
	return slot;
}

static void grow(struct id_set *set)
{
	struct id_set larger = { .cap = set->cap ? set->cap * 2 : FIRST_CAP };

	larger.slots = xcalloc(larger.cap, sizeof *larger.slots);
	for (size_t i = 0; i < set->cap; i++)
		if (set->slots[i] != 0)
			larger.slots[slot_of(&larger, set->slots[i])] = set->slots[i];
	larger.count = set->count;
	free(set->slots);
	*set = larger;
}

void id_set_add(struct id_set *set, int64_t id)
{
	size_t slot;

	if (set->count * 2 >= set->cap)
		grow(set);
	slot = slot_of(set, id);
	set->count += set->slots[slot] == 0;
	set->slots[slot] = id;
}

bool id_set_has(const struct id_set *set, int64_t id)
{
	return set->cap > 0 && set->slots[slot_of(set, id)] == id;
}

void id_set_release(struct id_set *set)
{
	free(set->slots);
	memset(set, 0, sizeof *set);
}
