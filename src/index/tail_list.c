/* The lists of the tail, in one pool. */
#include "config.h"

#include "index/tail_list_int.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "index/run_int.h"
#include "util/alloc.h"

#define UNITS_FULL (UINT32_MAX / 4)
#define BITS_LEN_MIN 16          /* bytes; a shorter list is read as quickly */

/* -- the pool */

void pool_release(struct pool *pool)
{
	free(pool->bytes);
	free(pool->scratch);
	*pool = (struct pool){ .len = 0 };
}

bool pool_is_full(const struct pool *pool)
{
	return pool->len > UNITS_FULL;
}

static unsigned char *piece_at(const struct pool *pool, uint32_t at)
{
	return pool->bytes + (size_t)at * POOL_UNIT;
}

static size_t room_bytes(unsigned room)
{
	return ((size_t)POOL_UNIT) << room;
}

/* A piece of two to the power of ROOM units. */
static uint32_t pool_take(struct pool *pool, unsigned room)
{
	size_t units = (size_t)1 << room;
	uint32_t at = pool->free[room];

	if (at > 0) {
		memcpy(&pool->free[room], piece_at(pool, at - 1), sizeof pool->free[room]);
		return at - 1;
	}
	if (pool->len + units > pool->cap) {
		pool->cap = pool->len + units + pool->cap / 2;
		pool->bytes = xrealloc(pool->bytes, pool->cap, POOL_UNIT);
	}
	assert(pool->len + units <= UINT32_MAX);
	at = (uint32_t)pool->len;
	pool->len += units;
	return at;
}

static void pool_give(struct pool *pool, uint32_t at, unsigned room)
{
	memcpy(piece_at(pool, at), &pool->free[room], sizeof pool->free[room]);
	pool->free[room] = at + 1;
}

/* Room for LEN bytes in all; what the list has stays. Returns where it is. */
static unsigned char *list_reserve(struct pool *pool, struct list *list, size_t len)
{
	unsigned room = list->room == ROOM_NONE ? 0 : list->room;
	uint32_t at;

	if (list->room != ROOM_NONE && len <= room_bytes(room))
		return piece_at(pool, list->at);
	while (room_bytes(room) < len)
		room++;
	at = pool_take(pool, room);
	if (list->len > 0)
		memcpy(piece_at(pool, at), piece_at(pool, list->at), list->len);
	if (list->room != ROOM_NONE)
		pool_give(pool, list->at, list->room);
	list->at = at;
	list->room = (uint8_t)room;
	return piece_at(pool, at);
}

/* -- lists */

static unsigned char *scratch(struct pool *pool, size_t len)
{
	if (pool->scratch_cap < len) {
		free(pool->scratch);
		pool->scratch = xmalloc(len);
		pool->scratch_cap = len;
	}
	return pool->scratch;
}

static void add_differences(struct pool *pool, struct list *list, uint32_t base,
			    const uint32_t *places, size_t count)
{
	unsigned char *bytes = scratch(pool, count * VARINT_MAX);
	uint32_t next = list->next;
	size_t len = 0;

	for (size_t i = 0; i < count; i++) {
		len += varint_put(bytes + len, base + places[i] - next);
		next = base + places[i] + 1;
	}
	memcpy(list_reserve(pool, list, list->len + len) + list->len, bytes, len);
	list->len += (uint32_t)len;
	list->next = next;
}

static void add_bits(struct pool *pool, struct list *list, uint32_t base, const uint32_t *places,
		     size_t count)
{
	uint32_t last = base + places[count - 1];
	uint32_t len = last / 8 + 1;
	unsigned char *bits = list_reserve(pool, list, len);

	memset(bits + list->len, 0, len - list->len);
	for (size_t i = 0; i < count; i++)
		bits[(base + places[i]) / 8] |=
			(unsigned char)(1u << (base + places[i]) % 8);
	list->len = len;
	list->next = last + 1;
}

static void change_to_bits(struct pool *pool, struct list *list)
{
	uint32_t len = (list->next - 1) / 8 + 1, place = 0, above;
	unsigned char *bits = scratch(pool, len);
	const unsigned char *at = piece_at(pool, list->at), *end = at + list->len;

	memset(bits, 0, len);
	for (; varint_get(&at, end, &above); place++) {
		place += above;
		bits[place / 8] |= (unsigned char)(1u << place % 8);
	}
	pool_give(pool, list->at, list->room);
	*list = (struct list){ .next = list->next, .room = ROOM_NONE, .is_bits = true };
	memcpy(list_reserve(pool, list, len), bits, len);
	list->len = len;
}

void list_add(struct pool *pool, struct list *list, uint32_t base, const uint32_t *places,
	      size_t count)
{
	if (list->is_bits) {
		add_bits(pool, list, base, places, count);
		return;
	}
	add_differences(pool, list, base, places, count);
	if (list->len > BITS_LEN_MIN && list->len > list->next / 8)
		change_to_bits(pool, list);
}

static size_t get_bits(const unsigned char *bytes, size_t len, uint32_t *places)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		for (unsigned bits = bytes[i]; bits != 0; bits &= bits - 1)
			places[count++] = (uint32_t)(8 * i) + (uint32_t)__builtin_ctz(bits);
	return count;
}

size_t list_get(const struct pool *pool, const struct list *list, uint32_t *places)
{
	const unsigned char *at = piece_at(pool, list->at), *end = at + list->len;
	uint32_t place = 0, above;
	size_t count = 0;

	if (list->is_bits)
		return get_bits(at, list->len, places);
	for (; varint_get(&at, end, &above); place++) {
		place += above;
		places[count++] = place;
	}
	return count;
}

static void or_bytes(const unsigned char *bytes, size_t len, uint64_t *bits)
{
	size_t i = 0;

	for (; i + 8 <= len; i += 8) {
		uint64_t word = 0;

		for (unsigned k = 0; k < 8; k++)
			word |= (uint64_t)bytes[i + k] << 8 * k;
		bits[i / 8] |= word;
	}
	for (; i < len; i++)
		bits[i / 8] |= (uint64_t)bytes[i] << i % 8 * 8;
}

void list_or(const struct pool *pool, const struct list *list, uint64_t *bits)
{
	const unsigned char *at = piece_at(pool, list->at), *end = at + list->len;
	uint32_t place = 0, above;

	if (list->is_bits) {
		or_bytes(at, list->len, bits);
		return;
	}
	for (; varint_get(&at, end, &above); place++) {
		place += above;
		bits[place / 64] |= UINT64_C(1) << place % 64;
	}
}
