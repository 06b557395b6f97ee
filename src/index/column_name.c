/*
 * Name columns.
 *
 * A piece has a table of the names in it, so that what it says of a posting is short numbers of
 * that table: the bytes of a count and of a number, one each; then in four bytes each the count of
 * postings, the count of names, the bytes of the names, and the count of all numbers; then the
 * names, each with its NUL, a count for each posting, and the numbers.
 */
#include "config.h"

#include "index/column.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "index/name_int.h"
#include "index/piece_int.h"
#include "util/alloc.h"
#include "util/intern.h"

#define HEAD_BYTES 18u
#define ROOM_MIN 64u
#define SLOTS_MIN 64u
#define BATCH 64u                /* names that are numbered together */
#define NO_NUMBER UINT32_MAX

/* A slot of the hash is two numbers: that of a name and one, 0 for none; and the name's hash. */
#define SLOT_NUMBERS 2u

void name_column_release(struct name_column *column)
{
	for (size_t i = 0; i < column->name_count; i++)
		free(column->names[i]);
	free(column->starts);
	free(column->counts);
	free(column->values);
	free(column->names);
	free(column->slots);
	*column = (struct name_column){ .starts = NULL };
}

void name_column_grow(struct name_column *column, size_t count)
{
	if (count > column->cap) {
		size_t cap = column->cap + column->cap / 2 + ROOM_MIN;

		column->cap = cap < count ? count : cap;
		column->starts = xrealloc(column->starts, column->cap, sizeof *column->starts);
		column->counts = xrealloc(column->counts, column->cap, sizeof *column->counts);
	}
	for (; column->count < count; column->count++) {
		column->starts[column->count] = 0;
		column->counts[column->count] = 0;
	}
}

/* -- names */

static uint32_t hash_of(const char *name, size_t len)
{
	uint64_t mixed = len;

	for (size_t at = 0; at < len; at += 8) {
		mixed ^= intern_head(name + at, len - at, len - at);
		mixed = (mixed ^ mixed >> 29) * UINT64_C(0xBF58476D1CE4E5B9); /* odd, many bits */
	}
	return (uint32_t)(mixed >> 32);
}

/* Where a name with this hash is put, unless others are there. */
static inline uint32_t *home_slot(const struct name_column *column, uint32_t hash)
{
	return column->slots + SLOT_NUMBERS * (hash & (column->slot_count - 1));
}

/* The slot of a name, or the free one where it belongs. */
static uint32_t *slot_of(const struct name_column *column, const char *name, uint32_t hash)
{
	size_t mask = column->slot_count - 1;

	for (size_t at = hash & mask;; at = (at + 1) & mask) {
		uint32_t *slot = column->slots + SLOT_NUMBERS * at;

		if (slot[0] == 0 ||
		    (slot[1] == hash && strcmp(column->names[slot[0] - 1], name) == 0))
			return slot;
	}
}

/* Keeps the hash at most half full. */
static void make_slots(struct name_column *column)
{
	uint32_t *old = column->slots;
	size_t count = column->slot_count, mask;

	if (column->name_count < count / 2)
		return;
	column->slot_count = count > 0 ? 2 * count : SLOTS_MIN;
	column->slots = xcalloc(column->slot_count, SLOT_NUMBERS * sizeof *old);
	mask = column->slot_count - 1;
	for (size_t i = 0; i < count; i++) {
		const uint32_t *slot = old + SLOT_NUMBERS * i;
		size_t at = slot[1] & mask;

		if (slot[0] == 0)
			continue;
		while (column->slots[SLOT_NUMBERS * at] != 0)
			at = (at + 1) & mask;
		memcpy(column->slots + SLOT_NUMBERS * at, slot, SLOT_NUMBERS * sizeof *slot);
	}
	free(old);
}

/* The number of a name with its hash. */
static uint32_t number_of(struct name_column *column, const char *name, uint32_t hash)
{
	uint32_t *slot;

	make_slots(column);
	slot = slot_of(column, name, hash);
	if (slot[0] == 0) {
		assert(column->name_count < UINT32_MAX - 1);
		column->names = xgrow(column->names, column->name_count, &column->name_cap,
				      sizeof *column->names);
		column->names[column->name_count++] = xstrdup(name);
		slot[0] = (uint32_t)column->name_count;
		slot[1] = hash;
	}
	return slot[0] - 1;
}

uint32_t name_column_name(struct name_column *column, const char *name)
{
	return number_of(column, name, hash_of(name, strlen(name)));
}

uint32_t name_column_find(const struct name_column *column, const char *name)
{
	if (column->slot_count == 0)
		return NO_NUMBER;
	return slot_of(column, name, hash_of(name, strlen(name)))[0] - 1;
}

/* -- what postings have */

static size_t count_values(const struct name_column *column, size_t first, size_t limit)
{
	size_t sum = 0;

	for (size_t i = first; i < limit && i < column->count; i++)
		sum += column->counts[i];
	return sum;
}

/* Gives the column room for CAP values, and leaves behind what was replaced. */
static void compact(struct name_column *column, size_t cap)
{
	uint32_t *values = xrealloc(NULL, cap, sizeof *values);
	size_t at = 0;

	for (size_t i = 0; i < column->count; i++) {
		size_t count = column->counts[i];

		if (count > 0)
			memcpy(values + at, column->values + column->starts[i],
			       count * sizeof *values);
		column->starts[i] = (uint32_t)at;
		at += count;
	}
	free(column->values);
	column->values = values;
	column->value_count = at;
	column->value_cap = cap;
}

/* Makes room for MORE values behind those that are there. As what was replaced goes then, changes
 * cannot make the column grow for ever. */
static void reserve(struct name_column *column, size_t more)
{
	size_t live, cap;

	if (column->value_count + more + NAME_SLACK <= column->value_cap)
		return;
	live = count_values(column, 0, column->count);
	cap = live + live / 2 + column->count / 4 + more + ROOM_MIN + NAME_SLACK;
	assert(live + more <= UINT32_MAX);
	if (live < column->value_count) {
		compact(column, cap);
		return;
	}
	column->values = xrealloc(column->values, cap, sizeof *column->values);
	column->value_cap = cap;
}

void name_column_set(struct name_column *column, uint32_t number, const uint32_t *names,
		     size_t count)
{
	assert(count <= UINT16_MAX);
	name_column_grow(column, (size_t)number + 1);
	if (count > column->counts[number]) {
		column->counts[number] = 0;
		reserve(column, count);
		column->starts[number] = (uint32_t)column->value_count;
		column->value_count += count;
	}
	column->counts[number] = (uint16_t)count;
	if (count > 0)
		memcpy(column->values + column->starts[number], names, count * sizeof *names);
}

/* -- writing a piece */

struct table {
	uint32_t *locals;        /* by a name's number in the column, NO_NUMBER for none */
	uint32_t count;
	struct strbuf names;
	uint16_t most;           /* names of one posting */
};

static void list_names(struct table *table, const struct name_column *column, size_t first,
		       size_t limit)
{
	for (size_t i = first; i < limit && i < column->count; i++) {
		const uint32_t *values = column->values + column->starts[i];

		if (column->counts[i] > table->most)
			table->most = column->counts[i];
		for (size_t k = 0; k < column->counts[i]; k++) {
			const char *name = column->names[values[k]];

			if (table->locals[values[k]] != NO_NUMBER)
				continue;
			table->locals[values[k]] = table->count++;
			strbuf_add(&table->names, name, strlen(name) + 1);
		}
	}
}

/* One loop for each width, made where it is called with a constant. */
static inline void put_values(const struct table *table, const struct name_column *column,
			      size_t first, size_t limit, size_t width, unsigned char *at)
{
	for (size_t i = first; i < limit && i < column->count; i++) {
		const uint32_t *values = column->values + column->starts[i];

		for (size_t k = 0; k < column->counts[i]; k++)
			at = piece_put(at, width, table->locals[values[k]]);
	}
}

static void write_values(const struct table *table, const struct name_column *column, size_t first,
			 size_t limit, size_t width, unsigned char *at)
{
	switch (width) {
	case 1:
		put_values(table, column, first, limit, 1, at);
		break;
	case 2:
		put_values(table, column, first, limit, 2, at);
		break;
	default:
		put_values(table, column, first, limit, 4, at);
	}
}

static void write_piece(const struct table *table, const struct name_column *column, uint32_t first,
			uint32_t limit, struct strbuf *out)
{
	size_t count_width = table->most <= UINT8_MAX ? 1 : 2;
	size_t width = table->count <= UINT8_MAX + 1u ? 1 : table->count <= UINT16_MAX + 1u ? 2 : 4;
	size_t value_count = count_values(column, first, limit);
	size_t len = HEAD_BYTES + table->names.len + count_width * (limit - first) +
		width * value_count;
	unsigned char *piece = xmalloc(len), *at = piece;

	at = piece_put(at, 1, count_width);
	at = piece_put(at, 1, width);
	at = piece_put(at, 4, limit - first);
	at = piece_put(at, 4, table->count);
	at = piece_put(at, 4, table->names.len);
	at = piece_put(at, 4, value_count);
	memcpy(at, table->names.text, table->names.len);
	at += table->names.len;
	for (size_t i = first; i < limit; i++)
		at = piece_put(at, count_width, i < column->count ? column->counts[i] : 0u);
	write_values(table, column, first, limit, width, at);
	strbuf_add(out, (const char *)piece, len);
	free(piece);
}

void name_column_write(const struct name_column *column, uint32_t first, uint32_t limit,
		       struct strbuf *out)
{
	struct table table = { .names = STRBUF_INIT };

	assert(first <= limit && limit - first <= BLOCK_SIZE);
	table.locals = xmalloc(column->name_count * sizeof *table.locals);
	memset(table.locals, 0xFF, column->name_count * sizeof *table.locals);
	list_names(&table, column, first, limit);
	write_piece(&table, column, first, limit, out);
	strbuf_release(&table.names);
	free(table.locals);
}

/* -- reading a piece */

struct piece {
	size_t count_width, width, count, name_count, value_count;
	const unsigned char *names, *counts, *values;
};

static bool open_piece(struct piece *piece, const unsigned char *bytes, size_t len)
{
	uint64_t name_bytes;

	if (len < HEAD_BYTES)
		return false;
	piece->count_width = bytes[0];
	piece->width = bytes[1];
	piece->count = piece_four(bytes + 2);
	piece->name_count = piece_four(bytes + 6);
	name_bytes = piece_four(bytes + 10);
	piece->value_count = piece_four(bytes + 14);
	if ((piece->count_width != 1 && piece->count_width != 2) ||
	    (piece->width != 1 && piece->width != 2 && piece->width != 4) ||
	    piece->count > BLOCK_SIZE || piece->name_count > name_bytes ||
	    (uint64_t)len != HEAD_BYTES + name_bytes + piece->count_width * (uint64_t)piece->count +
	    piece->width * (uint64_t)piece->value_count)
		return false;
	piece->names = bytes + HEAD_BYTES;
	piece->counts = piece->names + name_bytes;
	piece->values = piece->counts + piece->count_width * piece->count;
	return true;
}

/* As many names as it says, and each ends within the table. */
static bool has_names(const struct piece *piece)
{
	const unsigned char *at = piece->names;

	for (size_t i = 0; i < piece->name_count; i++) {
		at = memchr(at, '\0', (size_t)(piece->counts - at));
		if (!at)
			return false;
		at++;
	}
	return at == piece->counts;
}

static bool has_counts(const struct piece *piece)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < piece->count; i++)
		sum += piece_get(piece->counts + piece->count_width * i, piece->count_width);
	return sum == piece->value_count;
}

/* One loop for each width, made where it is called with a constant. */
static inline bool are_below(const unsigned char *at, size_t count, size_t width, size_t limit)
{
	uint64_t most = 0;

	for (size_t i = 0; i < count; i++) {
		uint64_t value = piece_get(at + width * i, width);

		most = value > most ? value : most;
	}
	return count == 0 || most < limit;
}

static bool has_values(const struct piece *piece)
{
	switch (piece->width) {
	case 1:
		return are_below(piece->values, piece->value_count, 1, piece->name_count);
	case 2:
		return are_below(piece->values, piece->value_count, 2, piece->name_count);
	default:
		return are_below(piece->values, piece->value_count, 4, piece->name_count);
	}
}

static inline void map_values(uint32_t *values, size_t count, const unsigned char *at, size_t width,
			      const uint32_t *numbers)
{
	for (size_t i = 0; i < count; i++)
		values[i] = numbers[piece_get(at + width * i, width)];
}

static void read_values(const struct piece *piece, const uint32_t *numbers, uint32_t *values)
{
	switch (piece->width) {
	case 1:
		map_values(values, piece->value_count, piece->values, 1, numbers);
		break;
	case 2:
		map_values(values, piece->value_count, piece->values, 2, numbers);
		break;
	default:
		map_values(values, piece->value_count, piece->values, 4, numbers);
	}
}

static void read_counts(const struct piece *piece, struct name_column *column, uint32_t first)
{
	uint32_t start = (uint32_t)column->value_count;

	for (size_t i = 0; i < piece->count; i++) {
		size_t width = piece->count_width;
		uint16_t count = (uint16_t)piece_get(piece->counts + width * i, width);

		column->starts[first + i] = start;
		column->counts[first + i] = count;
		start += count;
	}
}

/* Numbers COUNT names, one after another. There may be many, and where they were put before is
 * anywhere: memory is asked for what all will need, step by step, before the first one is looked
 * up. Returns the end of the last one. */
static const char *number_batch(struct name_column *column, const char *names, size_t count,
				uint32_t *numbers)
{
	uint32_t hashes[BATCH];
	const char *at = names;

	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(at);

		hashes[i] = hash_of(at, len);
		__builtin_prefetch(home_slot(column, hashes[i]));
		at += len + 1;
	}
	for (size_t i = 0; i < count; i++) {
		uint32_t number = home_slot(column, hashes[i])[0];

		if (number > 0)
			__builtin_prefetch(column->names[number - 1]);
	}
	for (size_t i = 0; i < count; i++) {
		numbers[i] = number_of(column, names, hashes[i]);
		names += strlen(names) + 1;
	}
	return names;
}

/* The numbers that the names of a piece have in the column; the caller frees them. */
static uint32_t *number_names(struct name_column *column, const struct piece *piece)
{
	uint32_t *numbers = xrealloc(NULL, piece->name_count, sizeof *numbers);
	const char *at = (const char *)piece->names;

	for (size_t i = 0; i < piece->name_count; i += BATCH) {
		size_t left = piece->name_count - i;

		make_slots(column);
		at = number_batch(column, at, left < BATCH ? left : BATCH, numbers + i);
	}
	return numbers;
}

bool name_column_read(struct name_column *column, uint32_t first, const void *bytes, size_t len)
{
	struct piece piece;
	uint32_t *numbers;

	if (!open_piece(&piece, bytes, len) || piece.count > UINT32_MAX - first ||
	    !has_names(&piece) || !has_counts(&piece) || !has_values(&piece))
		return false;
	numbers = number_names(column, &piece);
	name_column_grow(column, first + piece.count);
	reserve(column, piece.value_count);
	read_values(&piece, numbers, column->values + column->value_count);
	read_counts(&piece, column, first);
	column->value_count += piece.value_count;
	free(numbers);
	return true;
}
