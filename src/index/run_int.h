/*
 * The bytes of a run, as they are written and read.
 *
 *     form        one byte, RUN_FORM
 *     terms       how many there are: four bytes, the lowest first
 *     postings    how many there are: a varint, as all that follows
 *     numbers     the first one, then what each is above the one before, less one
 *     then each term:
 *     lengths     one byte: what it shares with the term before (high half) and what is new (low
 *                 half); where a half is LENGTH_LONG a varint follows with what is above it
 *     text        what is new; at least one byte
 *     count       of its postings, times two; or, if it has only one, the place of that, times
 *                 two and one more, and no more follows; or 0 where bits follow
 *     places      of the postings among the numbers, as differences like those; or bits, one for
 *                 each number, the first in the lowest bit of the first byte
 *
 * Terms share all they can with the one before, so that their order can be checked by one byte.
 */
#ifndef SHORTLIST_INDEX_RUN_INT_H
#define SHORTLIST_INDEX_RUN_INT_H

#include "index/run.h"

#define RUN_FORM 'r'
#define LENGTH_LONG 15u
#define VARINT_MAX 5             /* bytes of a number of 32 bits */

/* Where more than one posting in so many has a term its places are bits. */
#define BITS_SHARE 8

/* Writes a number of at most 32 bits and returns the bytes taken. */
static inline size_t varint_put(unsigned char *out, size_t number)
{
	size_t len = 0;

	for (; number >= 0x80; number >>= 7)
		out[len++] = (unsigned char)(number | 0x80);
	out[len++] = (unsigned char)number;
	return len;
}

/* Reads the rest of a number whose first byte is not its last. */
static inline bool varint_get_long(const unsigned char **at, const unsigned char *end,
				   uint32_t *number)
{
	uint64_t value = 0;

	for (unsigned shift = 0; shift < 7 * VARINT_MAX && *at < end; shift += 7) {
		unsigned char byte = *(*at)++;

		value |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80) {
			*number = (uint32_t)value;
			return value <= UINT32_MAX;
		}
	}
	return false;
}

/* False where the bytes end before the number does or it has more than 32 bits. */
static inline bool varint_get(const unsigned char **at, const unsigned char *end, uint32_t *number)
{
	if (*at < end && **at < 0x80) {
		*number = *(*at)++;
		return true;
	}
	return varint_get_long(at, end, number);
}

/* The first eight bytes of a term as a number that sorts as they do; a shorter one has zeroes. */
static inline uint64_t term_key(const char *term, size_t len)
{
	const unsigned char *at = (const unsigned char *)term;
	uint64_t key = 0;

	if (len >= 8)
		return (uint64_t)at[0] << 56 | (uint64_t)at[1] << 48 | (uint64_t)at[2] << 40 |
			(uint64_t)at[3] << 32 | (uint64_t)at[4] << 24 | (uint64_t)at[5] << 16 |
			(uint64_t)at[6] << 8 | (uint64_t)at[7];
	for (size_t i = 0; i < len; i++)
		key |= (uint64_t)at[i] << (56 - 8 * i);
	return key;
}

/* Orders terms by their bytes: below, at or above 0. */
int term_compare(const char *a, size_t a_len, const char *b, size_t b_len);

/* -- writing */

struct run_writer {
	struct strbuf *out;
	size_t posting_count;
	size_t count_at;         /* where the number of terms stands */
	size_t term_count;
	char last[TERM_MAX];     /* the term before */
	size_t last_len;
	unsigned char *buffer;   /* what is not yet in OUT, and room for one more term */
	size_t len;
};

/* Begins a run at the end of OUT. Numbers rise. */
void run_writer_init(struct run_writer *writer, struct strbuf *out, const uint32_t *numbers,
		     size_t count);
/* Adds a term, above the one before; places rise and are at least one. */
void run_writer_add(struct run_writer *writer, const char *term, size_t len,
		    const uint32_t *places, size_t count);
void run_writer_end(struct run_writer *writer);

#endif
