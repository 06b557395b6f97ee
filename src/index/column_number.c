/*
 * Number columns.
 *
 * A piece is the bytes of one code, the count of postings in four bytes and a base in eight; then
 * the codes. 0 is unknown and any other is the base and one less than the code. Where codes have
 * no bytes, all are the base; where they have eight, they are the numbers themselves.
 */
#include "config.h"

#include "index/column.h"

#include <assert.h>
#include <stdlib.h>

#include "index/bits_int.h"
#include "index/piece_int.h"
#include "util/alloc.h"

#define HEAD_BYTES 13u
#define ROOM_MIN 64u

void number_column_release(struct number_column *column)
{
	free(column->values);
	*column = (struct number_column){ .values = NULL };
}

void number_column_grow(struct number_column *column, size_t count)
{
	if (count > column->cap) {
		size_t cap = column->cap + column->cap / 2 + ROOM_MIN;

		column->cap = cap < count ? count : cap;
		column->values = xrealloc(column->values, column->cap, sizeof *column->values);
	}
	while (column->count < count)
		column->values[column->count++] = NUMBER_NONE;
}

void number_column_set(struct number_column *column, uint32_t number, int64_t value)
{
	number_column_grow(column, (size_t)number + 1);
	column->values[number] = value;
}

static int64_t value_at(const struct number_column *column, size_t number)
{
	return number < column->count ? column->values[number] : NUMBER_NONE;
}

/* -- pieces */

struct codes { size_t width; uint64_t base; };

/* How the numbers of [first, limit) are written shortest. */
static struct codes choose_codes(const struct number_column *column, uint32_t first, uint32_t limit)
{
	int64_t low = INT64_MAX, high = INT64_MIN;
	bool has_unknown = false;
	uint64_t last;

	for (size_t i = first; i < limit; i++) {
		int64_t value = value_at(column, i);

		has_unknown |= value == NUMBER_NONE;
		low = value != NUMBER_NONE && value < low ? value : low;
		high = value > high ? value : high;
	}
	if (high == NUMBER_NONE)
		return (struct codes){ 0, (uint64_t)NUMBER_NONE };
	if (low == high && !has_unknown)
		return (struct codes){ 0, (uint64_t)low };
	last = (uint64_t)high - (uint64_t)low + 1;
	return (struct codes){ last <= UINT8_MAX ? 1 : last <= UINT16_MAX ? 2 :
			       last <= UINT32_MAX ? 4 : 8, (uint64_t)low };
}

static uint64_t code_of(const struct codes *codes, int64_t value)
{
	if (codes->width == sizeof value)
		return (uint64_t)value;
	return value == NUMBER_NONE ? 0 : (uint64_t)value - codes->base + 1;
}

void number_column_write(const struct number_column *column, uint32_t first, uint32_t limit,
			 struct strbuf *out)
{
	struct codes codes = choose_codes(column, first, limit);
	size_t len = HEAD_BYTES + codes.width * (limit - first);
	unsigned char *piece = xmalloc(len), *at = piece;

	assert(first <= limit && limit - first <= BLOCK_SIZE);
	at = piece_put(at, 1, codes.width);
	at = piece_put(at, 4, limit - first);
	at = piece_put(at, 8, codes.base);
	for (size_t i = first; i < limit && codes.width > 0; i++)
		at = piece_put(at, codes.width, code_of(&codes, value_at(column, i)));
	strbuf_add(out, (const char *)piece, len);
	free(piece);
}

/* One loop for each width, made where it is called with a constant. */
static inline void read_codes(int64_t *values, size_t count, const unsigned char *at, size_t width,
			      uint64_t base)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t code = piece_get(at + width * i, width);

		values[i] = code == 0 ? NUMBER_NONE : (int64_t)(base + code - 1);
	}
}

static void read_whole(int64_t *values, size_t count, const unsigned char *at)
{
	for (size_t i = 0; i < count; i++)
		values[i] = (int64_t)piece_eight(at + sizeof *values * i);
}

static void read_same(int64_t *values, size_t count, uint64_t base)
{
	for (size_t i = 0; i < count; i++)
		values[i] = (int64_t)base;
}

bool number_column_read(struct number_column *column, uint32_t first, const void *bytes,
			size_t len)
{
	const unsigned char *piece = bytes;
	size_t width, count;
	uint64_t base;
	int64_t *values;

	if (len < HEAD_BYTES)
		return false;
	width = piece[0];
	count = piece_four(piece + 1);
	base = piece_eight(piece + 5);
	if ((width != 0 && width != 1 && width != 2 && width != 4 && width != 8) ||
	    count > BLOCK_SIZE || count > UINT32_MAX - first || len != HEAD_BYTES + width * count)
		return false;
	number_column_grow(column, first + count);
	values = column->values + first;
	switch (width) {
	case 0:
		read_same(values, count, base);
		break;
	case 1:
		read_codes(values, count, piece + HEAD_BYTES, 1, base);
		break;
	case 2:
		read_codes(values, count, piece + HEAD_BYTES, 2, base);
		break;
	case 4:
		read_codes(values, count, piece + HEAD_BYTES, 4, base);
		break;
	default:
		read_whole(values, count, piece + HEAD_BYTES);
	}
	return true;
}

/* -- ranges */

/* An end that is not known is the other one; what is not known at all meets nothing. */
static inline bool meets(int64_t low, int64_t high, int64_t min, int64_t max)
{
	int64_t from = low == NUMBER_NONE ? high : low;
	int64_t to = high == NUMBER_NONE ? low : high;

	return (from != NUMBER_NONE) & (from <= max) & (to >= min);
}

/* The 64 postings from the one on whose values these are. */
static uint64_t meet_word(const int64_t *low, const int64_t *high, int64_t min, int64_t max)
{
	uint64_t word = 0;

	for (size_t i = 64; i-- > 0;)
		word = word + word + meets(low[i], high[i], min, max);
	return word;
}

/* The same for one column and a range from a number that may be known on: one comparison does. */
static uint64_t lie_word(const int64_t *values, int64_t min, int64_t max)
{
	uint64_t low = (uint64_t)min, size = (uint64_t)max - low, word = 0;

	for (size_t i = 64; i-- > 0;)
		word = word + word + ((uint64_t)values[i] - low <= size);
	return word;
}

static void meet_words(const int64_t *low, const int64_t *high, int64_t min, int64_t max,
		       uint64_t *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		words[i] |= low == high ? lie_word(low + 64 * i, min, max) :
			meet_word(low + 64 * i, high + 64 * i, min, max);
}

void number_columns_meet(const struct number_column *low, const struct number_column *high,
			 int64_t min, int64_t max, struct bitset *set)
{
	size_t both = low->count < high->count ? low->count : high->count;
	size_t all = low->count > high->count ? low->count : high->count;
	size_t whole = both / 64 < set->count ? both / 64 : set->count;

	if (min == NUMBER_NONE)
		min++;
	if (low == high && max < min)
		return;
	meet_words(low->values, high->values, min, max, set->words, whole);
	for (size_t i = 64 * whole; i < all && i / 64 < set->count; i++)
		if (meets(value_at(low, i), value_at(high, i), min, max))
			set->words[i / 64] |= UINT64_C(1) << i % 64;
}
