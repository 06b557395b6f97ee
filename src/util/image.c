/* Vectors laid over tables of the program, and printed as such. */
#include "config.h"

#include "util/image.h"

#include <stdlib.h>
#include <string.h>

#include "util/ascii.h"

#define BYTES_A_LINE 64u

/* A vector whose items are not known: all have these three members, see util/vec.h. */
struct vector { const void *items; size_t count, cap; };

static struct vector vector_at(const char *member)
{
	struct vector vector;

	memcpy(&vector, member, sizeof vector);
	return vector;
}

static const struct image_row *first_row(const char *owner)
{
	const struct image_row *row = image_rows;

	while (row->owner && strcmp(row->owner, owner) != 0)
		row++;
	return row;
}

static bool fits(const struct image_row *row, const char *owner, const struct image_part *part)
{
	return row->owner && strcmp(row->owner, owner) == 0 &&
		strcmp(row->part, part->name) == 0 && row->bytes == part->bytes &&
		(part->is_vector || row->count == 1);
}

static void lay(const struct image_row *row, const struct image_part *part, char *member)
{
	const struct vector vector = { row->items, row->count, 0 };

	if (part->is_vector)
		memcpy(member, &vector, sizeof vector);
	else
		memcpy(member, row->items, row->bytes);
}

bool image_lay(const char *owner, const struct image_part *parts, size_t count, void *into)
{
	const struct image_row *rows = first_row(owner);

	for (size_t i = 0; i < count; i++)
		if (!fits(&rows[i], owner, &parts[i]))
			return false;
	for (size_t i = 0; i < count; i++)
		lay(&rows[i], &parts[i], (char *)into + parts[i].at);
	return true;
}

static void release(char *member)
{
	const struct vector none = { NULL, 0, 0 };
	void *items;

	memcpy(&items, member, sizeof items);
	if (vector_at(member).cap > 0)
		free(items);
	memcpy(member, &none, sizeof none);
}

void image_release(const struct image_part *parts, size_t count, void *in)
{
	for (size_t i = 0; i < count; i++)
		if (parts[i].is_vector)
			release((char *)in + parts[i].at);
}

/* One byte of a string of C. Question marks may begin a trigraph; a digit behind a short escape
 * would be a part of it. */
static void print_byte(struct strbuf *out, unsigned char byte, bool *is_short)
{
	bool is_plain = byte >= ' ' && byte < 0x7F && !strchr("\"\\?", byte);

	if (is_plain && !(*is_short && ascii_is_digit((char)byte))) {
		strbuf_putc(out, (char)byte);
		*is_short = false;
		return;
	}
	strbuf_printf(out, is_plain ? "\\%03o" : "\\%o", byte);
	*is_short = !is_plain && byte < 0100;
}

/* Strings are what compilers read quickest. */
static void print_bytes(struct strbuf *out, const char *bytes, size_t len)
{
	bool is_short = false;

	for (size_t at = 0; at < len; at++) {
		if (at % BYTES_A_LINE == 0) {
			strbuf_puts(out, at == 0 ? "\t\"" : "\"\n\t\"");
			is_short = false;
		}
		print_byte(out, (unsigned char)bytes[at], &is_short);
	}
	strbuf_puts(out, len == 0 ? "\t\"\"" : "\"");
}

/* A table begins at a line of the processor's cache. */
static void print_part(struct image_print *print, const char *owner, const struct image_part *part,
		       const void *items, size_t count)
{
	strbuf_printf(&print->tables, "static const _Alignas(64) char table_%zu[] =\n",
		      ++print->count);
	print_bytes(&print->tables, items, count * part->bytes);
	strbuf_puts(&print->tables, ";\n\n");
	strbuf_printf(&print->rows, "\t{ \"%s\", \"%s\", table_%zu, %zu, %zu },\n", owner,
		      part->name, print->count, count, part->bytes);
}

void image_print(struct image_print *print, const char *owner, const struct image_part *parts,
		 size_t count, const void *from)
{
	for (size_t i = 0; i < count; i++) {
		const char *member = (const char *)from + parts[i].at;
		struct vector vector = { member, 1, 0 };

		if (parts[i].is_vector)
			vector = vector_at(member);
		print_part(print, owner, &parts[i], vector.items, vector.count);
	}
}
