/*
 * The lists of the tail: for each term the postings that have it, as their places in the tail.
 *
 * Lists grow at their end only. Few places are differences, in varints; where bits are shorter they
 * are bits, of as many bytes as the last place needs. All live in one pool, in pieces of two to the
 * power of some units; a list that outgrows its piece moves to one of twice the room, and leaves
 * the old one to others.
 */
#ifndef SHORTLIST_INDEX_TAIL_LIST_INT_H
#define SHORTLIST_INDEX_TAIL_LIST_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define POOL_UNIT 4u             /* bytes */
#define POOL_CLASSES 32

struct pool {
	unsigned char *bytes;
	size_t len, cap;         /* in units */
	uint32_t free[POOL_CLASSES]; /* first free piece of each size, in units, and one more */
	unsigned char *scratch;  /* where what is added is put together */
	size_t scratch_cap;
};

struct list {
	uint32_t at;             /* in the pool, in units */
	uint32_t len;            /* bytes */
	uint32_t next;           /* the lowest place that may be added */
	uint8_t room;            /* two to this power are its units; ROOM_NONE: there are none */
	bool is_bits;
};

#define ROOM_NONE UINT8_MAX
#define LIST_INIT { 0, 0, 0, ROOM_NONE, false }

void pool_release(struct pool *pool);
/* Whether it is so large that lists may soon be unable to name their pieces. */
bool pool_is_full(const struct pool *pool);

/* Adds BASE plus each of some rising places, all above what the list has. */
void list_add(struct pool *pool, struct list *list, uint32_t base, const uint32_t *places,
	      size_t count);

/* The places of a list, rising; there is room for all that it may have. */
size_t list_get(const struct pool *pool, const struct list *list, uint32_t *places);

/* Adds the places of a list to bits, which have room for all. */
void list_or(const struct pool *pool, const struct list *list, uint64_t *bits);

#endif
