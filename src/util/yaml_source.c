/* Characters, bytes, lines and columns of a YAML source. */
#include "config.h"

#include "util/yaml_source_int.h"

#include "util/vec.h"

#include <stdbool.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* Every so many characters it is noted at which byte they start. */
#define STRIDE 64

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

static bool is_ascii(const char *bytes, size_t len)
{
	size_t at;

	for (at = 0; at < len; at++)
		if ((unsigned char)bytes[at] >= 0x80)
			return false;
	return true;
}

void yaml_source_init(struct yaml_source *source, const char *bytes, size_t len)
{
	size_t mark = strlen(BYTE_ORDER_MARK);
	size_t at, chars = 0;

	*source = (struct yaml_source){ .bytes = bytes, .len = len };
	if (len >= mark && memcmp(bytes, BYTE_ORDER_MARK, mark) == 0) {
		source->bytes += mark;
		source->len -= mark;
		source->skipped = mark;
	}
	/* Where all is ASCII a character is a byte, and no note is needed. */
	if (is_ascii(source->bytes, source->len))
		return;
	for (at = 0; at < source->len; at++)
		if (!is_continuation(source->bytes[at]) && chars++ % STRIDE == 0)
			*VEC_PUSH(&source->strides) = at;
}

void yaml_source_release(struct yaml_source *source)
{
	VEC_RELEASE(&source->strides);
}

size_t yaml_source_byte(const struct yaml_source *source, size_t index)
{
	size_t at, left;

	if (source->strides.count == 0)
		return source->skipped + (index < source->len ? index : source->len);
	if (index / STRIDE >= source->strides.count)
		return source->skipped + source->len;
	at = source->strides.items[index / STRIDE];
	for (left = index % STRIDE; left > 0 && at < source->len; left--)
		for (at++; at < source->len && is_continuation(source->bytes[at]); )
			at++;
	return source->skipped + at;
}

void yaml_source_place(const struct yaml_source *source, size_t at, size_t *line, size_t *col)
{
	size_t i;

	*line = *col = 1;
	for (i = 0; i < at && i < source->len; i++) {
		if (source->bytes[i] == '\n') {
			++*line;
			*col = 1;
		} else if (!is_continuation(source->bytes[i])) {
			++*col;
		}
	}
}
