/* Writes the bytes of a run, a term at a time. */
#include "config.h"

#include "index/run_int.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "util/alloc.h"

#define COUNT_BYTES 4            /* of the number of terms */
#define HEAD_MAX (1 + 2 * VARINT_MAX + TERM_MAX + VARINT_MAX) /* before the places */
#define BUFFER_BYTES 16384       /* that are put together before they are given away */

static size_t put_places(unsigned char *out, const uint32_t *places, size_t count)
{
	uint32_t next = 0;
	size_t len = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t above = places[i] - next;

		if (above < 0x80)
			out[len++] = (unsigned char)above;
		else
			len += varint_put(out + len, above);
		next = places[i] + 1;
	}
	return len;
}

static size_t put_bits(unsigned char *out, size_t posting_count, const uint32_t *places,
		       size_t count)
{
	size_t len = (posting_count + 7) / 8;

	memset(out, 0, len);
	for (size_t i = 0; i < count; i++)
		out[places[i] / 8] |= (unsigned char)(1u << places[i] % 8);
	return len;
}

static size_t shared_len(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t max = a_len < b_len ? a_len : b_len, len = 0;

	while (len < max && a[len] == b[len])
		len++;
	return len;
}

static size_t put_text(unsigned char *out, size_t shared, const char *text, size_t len)
{
	size_t high = shared < LENGTH_LONG ? shared : LENGTH_LONG;
	size_t low = len < LENGTH_LONG ? len : LENGTH_LONG;
	size_t at = 0;

	out[at++] = (unsigned char)(high << 4 | low);
	if (high == LENGTH_LONG)
		at += varint_put(out + at, shared - LENGTH_LONG);
	if (low == LENGTH_LONG)
		at += varint_put(out + at, len - LENGTH_LONG);
	memcpy(out + at, text, len);
	return at + len;
}

/* Numbers are written through a small buffer, for there may be many of them. */
static void put_numbers(struct strbuf *out, const uint32_t *numbers, size_t count)
{
	unsigned char bytes[64 * VARINT_MAX];
	uint32_t next = 0;
	size_t len = varint_put(bytes, count);

	for (size_t i = 0; i < count; i++) {
		if (len > sizeof bytes - VARINT_MAX) {
			strbuf_add(out, (const char *)bytes, len);
			len = 0;
		}
		len += varint_put(bytes + len, numbers[i] - next);
		next = numbers[i] + 1;
	}
	strbuf_add(out, (const char *)bytes, len);
}

void run_writer_init(struct run_writer *writer, struct strbuf *out, const uint32_t *numbers,
		     size_t count)
{
	static const char no_terms[COUNT_BYTES];

	assert(count < UINT32_MAX / 2);
	strbuf_putc(out, RUN_FORM);
	writer->out = out;
	writer->posting_count = count;
	writer->count_at = out->len;
	writer->term_count = 0;
	writer->last_len = 0;
	/* Differences are written only where there are few; then one takes no more bytes than the
	 * postings that it stands for. */
	writer->buffer = xmalloc(BUFFER_BYTES + HEAD_MAX + VARINT_MAX + count);
	writer->len = 0;
	strbuf_add(out, no_terms, sizeof no_terms);
	put_numbers(out, numbers, count);
}

static void flush(struct run_writer *writer)
{
	strbuf_add(writer->out, (const char *)writer->buffer, writer->len);
	writer->len = 0;
}

/* Writes the count and the places. */
static size_t put_postings(unsigned char *out, size_t posting_count, const uint32_t *places,
			   size_t count)
{
	size_t len;

	if (count == 1)
		return varint_put(out, 2 * (size_t)places[0] + 1);
	if (count > posting_count / BITS_SHARE) {
		*out = 0;
		return 1 + put_bits(out + 1, posting_count, places, count);
	}
	len = varint_put(out, 2 * count);
	return len + put_places(out + len, places, count);
}

void run_writer_add(struct run_writer *writer, const char *term, size_t len,
		    const uint32_t *places, size_t count)
{
	unsigned char *next = writer->buffer + writer->len;
	size_t shared = shared_len(writer->last, writer->last_len, term, len);

	assert(len <= TERM_MAX && shared < len && count > 0);
	next += put_text(next, shared, term + shared, len - shared);
	next += put_postings(next, writer->posting_count, places, count);
	memcpy(writer->last + shared, term + shared, len - shared);
	writer->last_len = len;
	writer->term_count++;
	writer->len = (size_t)(next - writer->buffer);
	if (writer->len > BUFFER_BYTES)
		flush(writer);
}

void run_writer_end(struct run_writer *writer)
{
	flush(writer);
	/* Where the buffer is full there may be no room for the number. */
	for (size_t i = 0; i < COUNT_BYTES && writer->count_at + i < writer->out->len; i++)
		writer->out->text[writer->count_at + i] =
			(char)(unsigned char)(writer->term_count >> 8 * i);
	free(writer->buffer);
}
