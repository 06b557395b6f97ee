/* Interned strings in an open-addressing table, at most half full. */
#include "config.h"

#include "util/intern.h"

#include <assert.h>
#include <string.h>

#include "util/vec.h"

#define HEAD_BYTES 8u
#define BITS_AT_FIRST 10u

static size_t hash_of(const struct intern *intern, uint64_t head, const char *bytes, size_t len)
{
	uint64_t mixed = head;

	for (size_t at = HEAD_BYTES; at < len; at += HEAD_BYTES) {
		mixed = (mixed ^ mixed >> 29) * UINT64_C(0xBF58476D1CE4E5B9); /* odd, many bits */
		mixed ^= intern_head(bytes + at, len - at, len - at);
	}
	return intern_hash(mixed, len, intern->bits);
}

static bool is_same(const struct intern *intern, const struct intern_slot *slot, uint64_t head,
		    const char *bytes, size_t len)
{
	return slot->head == head && slot->len == len &&
		(len <= HEAD_BYTES ||
		 memcmp(intern->bytes.items + intern->starts.items[slot->id - 1] + HEAD_BYTES,
			bytes + HEAD_BYTES, len - HEAD_BYTES) == 0);
}

/* The slot of a string, or the free one where it belongs. */
static struct intern_slot *slot_of(const struct intern *intern, uint64_t head, const char *bytes,
				   size_t len)
{
	size_t mask = ((size_t)1 << intern->bits) - 1;
	size_t at = hash_of(intern, head, bytes, len);

	while (intern->slots.items[at].id != 0 &&
	       !is_same(intern, &intern->slots.items[at], head, bytes, len))
		at = (at + 1) & mask;
	return &intern->slots.items[at];
}

/* Makes room for one more. */
static void grow(struct intern *intern)
{
	struct intern_slot *old = intern->slots.items;
	size_t count = intern->slots.count;

	if (intern->count < count / 2)
		return;
	intern->bits = old ? intern->bits + 1 : BITS_AT_FIRST;
	intern->slots.count = intern->slots.cap = (size_t)1 << intern->bits;
	intern->slots.items = xcalloc(intern->slots.cap, sizeof *old);
	for (size_t i = 0; i < count; i++) {
		const char *bytes;
		size_t len;

		if (old[i].id == 0)
			continue;
		bytes = intern_text(intern, old[i].id, &len);
		*slot_of(intern, old[i].head, bytes, len) = old[i];
	}
	free(old);
}

static uint32_t keep(struct intern *intern, const char *bytes, size_t len)
{
	size_t start = intern->bytes.count;

	assert(start + len < UINT32_MAX && intern->count < UINT32_MAX / 2);
	for (size_t i = 0; i < len; i++)
		*VEC_PUSH(&intern->bytes) = bytes[i];
	*VEC_PUSH(&intern->starts) = (uint32_t)start;
	return ++intern->count;
}

void intern_release(struct intern *intern)
{
	VEC_RELEASE(&intern->slots);
	VEC_RELEASE(&intern->starts);
	VEC_RELEASE(&intern->bytes);
	*intern = (struct intern){ .count = 0 };
}

uint32_t intern_add(struct intern *intern, const char *bytes, size_t len)
{
	uint64_t head = intern_head(bytes, len, len);
	struct intern_slot *slot;

	grow(intern);
	slot = slot_of(intern, head, bytes, len);
	if (slot->id == 0)
		*slot = (struct intern_slot){ head, (uint32_t)len, keep(intern, bytes, len) };
	return slot->id;
}

const char *intern_text(const struct intern *intern, uint32_t id, size_t *len)
{
	size_t start = intern->starts.items[id - 1];
	size_t end = id < intern->count ? intern->starts.items[id] : intern->bytes.count;

	*len = end - start;
	return intern->bytes.items + start;
}

uint32_t intern_find_long(const struct intern *intern, const char *bytes, size_t len)
{
	return slot_of(intern, intern_head(bytes, len, len), bytes, len)->id;
}
