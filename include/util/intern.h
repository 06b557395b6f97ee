/*
 * Interned strings: each string of a vocabulary gets a number, from 1 on in the order of adding.
 *
 * Made for looking up each word of long texts in vocabularies that are loaded once: a string is
 * compared by its first eight bytes and its length, which are in the table itself, and only a
 * longer one by the rest of it. A zeroed struct is an empty table.
 */
#ifndef SHORTLIST_UTIL_INTERN_H
#define SHORTLIST_UTIL_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct intern_slot { uint64_t head; uint32_t len, id; }; /* id == 0: free */

struct intern {
	struct { struct intern_slot *items; size_t count, cap; } slots;
	uint32_t bits;           /* there are two to this power, or no slots at all */
	uint32_t count;
	struct { uint32_t *items; size_t count, cap; } starts; /* in the bytes, of each id */
	struct { char *items; size_t count, cap; } bytes;
};

/* The parts of a member of a struct, see util/image.h. */
#define INTERN_PARTS(type, member) \
	IMAGE_VECTOR(type, member.slots), IMAGE_VALUE(type, member.bits), \
	IMAGE_VALUE(type, member.count), IMAGE_VECTOR(type, member.starts), \
	IMAGE_VECTOR(type, member.bytes)

void intern_release(struct intern *intern);

/* The number of a string that is there or is added. */
uint32_t intern_add(struct intern *intern, const char *bytes, size_t len);

/* The bytes of number ID, which are not terminated. */
const char *intern_text(const struct intern *intern, uint32_t id, size_t *len);

/* The first eight bytes as a number, however the machine orders them; compilers make one load. */
static inline uint64_t intern_eight(const char *bytes)
{
	const unsigned char *at = (const unsigned char *)bytes;

	return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 |
		(uint64_t)at[3] << 24 | (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 |
		(uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
}

/* The first bytes of a string, zeroes behind a shorter one. ROOM bytes may be read: where a text
 * goes on behind a word, that word is read at once. */
static inline uint64_t intern_head(const char *bytes, size_t len, size_t room)
{
	uint64_t head = 0;

	if (len >= 8)
		return intern_eight(bytes);
	if (room >= 8)
		return intern_eight(bytes) & ((UINT64_C(1) << 8 * len) - 1);
	while (len-- > 0)
		head = head << 8 | (unsigned char)bytes[len];
	return head;
}

/* The hash of a string of at most eight bytes, for a table of two to the power of BITS. */
static inline size_t intern_hash(uint64_t head, size_t len, unsigned bits)
{
	const uint64_t spread = UINT64_C(0x9E3779B97F4A7C15); /* 2^64 over the golden ratio */

	return (size_t)((head + len) * spread >> (64 - bits));
}

/* The number of a string of more than eight bytes, 0 for none. */
uint32_t intern_find_long(const struct intern *intern, const char *bytes, size_t len);

/* The number of a string of at most eight bytes, 0 for none; HEAD is intern_head()'s. */
static inline uint32_t intern_find_head(const struct intern *intern, uint64_t head, size_t len)
{
	const struct intern_slot *slots = intern->slots.items;
	size_t at;

	if (!slots)
		return 0;
	at = intern_hash(head, len, intern->bits);
	while (slots[at].id != 0 && (slots[at].head != head || slots[at].len != len))
		at = (at + 1) & (((size_t)1 << intern->bits) - 1);
	return slots[at].id;
}

/* The number of a string, 0 for none. ROOM bytes, LEN at least, may be read. */
static inline uint32_t intern_find(const struct intern *intern, const char *bytes, size_t len,
				   size_t room)
{
	if (len > 8)
		return intern->slots.items ? intern_find_long(intern, bytes, len) : 0;
	return intern_find_head(intern, intern_head(bytes, len, room), len);
}

#endif
