/* Reads runs. */
#include "config.h"

#include "index/run.h"
#include "index/run_int.h"

#include <stdlib.h>
#include <string.h>

#include "index/bits_int.h"
#include "util/alloc.h"
#include "util/intern.h"

#define COUNT_BYTES 4            /* of the number of terms */
#define TERM_BYTES_MIN 3         /* lengths, a byte of text, the place of one posting */

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

/* The first number is the only one that says where the run is. */
bool run_move(const void *bytes, size_t len, uint32_t first, struct strbuf *out)
{
	struct run run = { .terms = bytes, .end = (const unsigned char *)bytes + len };
	unsigned char number[VARINT_MAX];
	const unsigned char *numbers;
	uint32_t count;

	if (len == 0 || !read_term_count(&run) || !varint_get(&run.terms, run.end, &count) ||
	    count == 0 || count > (size_t)(run.end - run.terms) || first > UINT32_MAX - count)
		return false;
	numbers = run.terms;
	for (uint32_t i = 0; i < count; i++)
		if (numbers[i] != 0)
			return false;
	strbuf_add(out, bytes, (size_t)(numbers - (const unsigned char *)bytes));
	strbuf_add(out, (const char *)number, varint_put(number, first));
	strbuf_add(out, (const char *)numbers + 1, (size_t)(run.end - numbers) - 1);
	return true;
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

/* Eight bytes or, at the end, fewer: the first bit of the first one is the lowest. */
static uint64_t bits_at(const unsigned char *bytes, size_t len)
{
	uint64_t bits = 0;

	if (len >= 8)
		return intern_eight((const char *)bytes);
	for (size_t i = 0; i < len; i++)
		bits |= (uint64_t)bytes[i] << 8 * i;
	return bits;
}

static bool read_bits(struct run_cursor *cursor)
{
	const unsigned char *bytes = cursor->next;
	size_t count = cursor->run->count, len = (count + 7) / 8;
	uint32_t *place = cursor->places;

	if (len > (size_t)(cursor->run->end - bytes) ||
	    (count % 8 != 0 && bytes[len - 1] >> count % 8 != 0))
		return false;
	for (size_t i = 0; i < len; i += 8)
		for (uint64_t bits = bits_at(bytes + i, len - i); bits != 0; )
			*place++ = (uint32_t)(8 * i) + bits_take(&bits);
	cursor->count = (size_t)(place - cursor->places);
	cursor->next += len;
	return cursor->count > 0;
}

static bool read_postings(struct run_cursor *cursor)
{
	uint32_t count;

	if (!varint_get(&cursor->next, cursor->run->end, &count))
		return false;
	if (count % 2 == 0)
		return count == 0 ? read_bits(cursor) : read_places(cursor, count / 2);
	cursor->places[0] = count / 2;
	cursor->count = 1;
	return count / 2 < cursor->run->count;
}

bool run_cursor_next(struct run_cursor *cursor)
{
	if (cursor->is_bad)
		return false;
	if (cursor->left == 0) {
		cursor->is_bad = cursor->next != cursor->run->end;
		return false;
	}
	cursor->left--;
	cursor->is_bad = !read_text(cursor) || !read_postings(cursor);
	return !cursor->is_bad;
}
