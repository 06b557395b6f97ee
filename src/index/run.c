/* Reads runs. */
#include "config.h"

#include "index/run.h"
#include "index/run_int.h"

#include <stdlib.h>
#include <string.h>

#include "util/alloc.h"

#define COUNT_BYTES 4            /* of the number of terms */
#define TERM_BYTES_MIN 4         /* lengths, a byte of text, count, a byte of places */

static bool read_term_count(struct run *run)
{
	if (run->end - run->terms < 1 + COUNT_BYTES || *run->terms++ != RUN_FORM)
		return false;
	for (size_t i = 0; i < COUNT_BYTES; i++)
		run->term_count |= (size_t)*run->terms++ << 8 * i;
	return true;
}

static bool read_numbers(struct run *run)
{
	uint64_t next = 0;
	uint32_t count, above;

	if (!varint_get(&run->terms, run->end, &count) || count == 0 ||
	    count > (size_t)(run->end - run->terms))
		return false;
	run->numbers = xmalloc(count * sizeof *run->numbers);
	for (; run->count < count; run->count++) {
		if (!varint_get(&run->terms, run->end, &above) || next + above >= UINT32_MAX)
			return false;
		run->numbers[run->count] = (uint32_t)next + above;
		next += (uint64_t)above + 1;
	}
	return true;
}

bool run_open(struct run *run, const void *bytes, size_t len)
{
	*run = (struct run){ .terms = bytes, .end = (const unsigned char *)bytes + len };
	if (len > 0 && read_term_count(run) && read_numbers(run) &&
	    run->term_count <= (size_t)(run->end - run->terms) / TERM_BYTES_MIN)
		return true;
	run_release(run);
	return false;
}

void run_release(struct run *run)
{
	free(run->numbers);
	*run = (struct run){ .count = 0 };
}

void run_cursor_init(struct run_cursor *cursor, const struct run *run)
{
	cursor->run = run;
	cursor->next = run->terms;
	cursor->len = 0;
	cursor->places = xmalloc(run->count * sizeof *cursor->places);
	cursor->count = 0;
	cursor->cap = run->count;
	cursor->left = run->term_count;
	cursor->is_bad = false;
}

void run_cursor_release(struct run_cursor *cursor)
{
	free(cursor->places);
	cursor->places = NULL;
	cursor->count = cursor->cap = 0;
}

/* Of a length, where its half of the byte does not say all. */
static bool read_length(struct run_cursor *cursor, uint32_t *len)
{
	uint32_t above;

	if (*len < LENGTH_LONG)
		return true;
	if (!varint_get(&cursor->next, cursor->run->end, &above) || above > TERM_MAX)
		return false;
	*len += above;
	return true;
}

/* What is new comes after the term before: it only makes that longer, or differs first in a byte
 * that is higher. */
static bool read_text(struct run_cursor *cursor)
{
	const unsigned char *end = cursor->run->end;
	uint32_t shared, len;

	if (cursor->next == end)
		return false;
	shared = *cursor->next >> 4;
	len = *cursor->next++ & LENGTH_LONG;
	if (!read_length(cursor, &shared) || !read_length(cursor, &len) || len == 0 ||
	    shared > cursor->len || shared + len > TERM_MAX || len > (size_t)(end - cursor->next))
		return false;
	if (shared < cursor->len && *cursor->next <= (unsigned char)cursor->term[shared])
		return false;
	memcpy(cursor->term + shared, cursor->next, len);
	cursor->next += len;
	cursor->len = shared + len;
	return true;
}

static bool read_places(struct run_cursor *cursor, size_t count)
{
	const unsigned char *at = cursor->next, *end = cursor->run->end;
	uint32_t *places = cursor->places;
	uint64_t next = 0;
	uint32_t above;

	if (count > cursor->cap || count > (size_t)(end - at))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!varint_get(&at, end, &above))
			return false;
		places[i] = (uint32_t)(next + above);
		next += (uint64_t)above + 1;
	}
	cursor->next = at;
	cursor->count = count;
	return next <= cursor->run->count;
}

/* The places of eight postings. */
static size_t list_bits(unsigned bits, uint32_t first, uint32_t *places)
{
	size_t count = 0;

	for (; bits != 0; bits &= bits - 1)
		places[count++] = first + (uint32_t)__builtin_ctz(bits);
	return count;
}

static bool read_bits(struct run_cursor *cursor)
{
	const unsigned char *bits = cursor->next;
	size_t count = cursor->run->count, len = (count + 7) / 8;

	if (len > (size_t)(cursor->run->end - bits) ||
	    (count % 8 != 0 && bits[len - 1] >> count % 8 != 0))
		return false;
	cursor->count = 0;
	for (size_t i = 0; i < len; i++)
		cursor->count += list_bits(bits[i], (uint32_t)(8 * i),
					   cursor->places + cursor->count);
	cursor->next += len;
	return cursor->count > 0;
}

bool run_cursor_next(struct run_cursor *cursor)
{
	uint32_t count;

	if (cursor->is_bad)
		return false;
	if (cursor->left == 0) {
		cursor->is_bad = cursor->next != cursor->run->end;
		return false;
	}
	cursor->left--;
	cursor->is_bad = !read_text(cursor) ||
		!varint_get(&cursor->next, cursor->run->end, &count) ||
		!(count == 0 ? read_bits(cursor) : read_places(cursor, count));
	return !cursor->is_bad;
}
