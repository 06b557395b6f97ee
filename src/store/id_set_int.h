/* A set of row numbers. A zeroed one is empty. */
#ifndef SHORTLIST_STORE_ID_SET_INT_H
#define SHORTLIST_STORE_ID_SET_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct id_set {
	int64_t *slots;          /* 0: free */
	size_t count;
	size_t cap;              /* a power of two */
};

/* IDs are above 0. */
void id_set_add(struct id_set *set, int64_t id);
bool id_set_has(const struct id_set *set, int64_t id);
void id_set_release(struct id_set *set);

#endif
