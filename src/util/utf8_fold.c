/* UTF-8: folding, and where folded text came from. */
#include "config.h"

#include "util/utf8.h"

#include "util/alloc.h"
#include "util/ascii.h"
#include "util/vec.h"

#include <utf8proc.h>

/* More than any decomposition of one code point yields (18, U+FDFA). */
#define DECOMPOSED_MAX 32

#define FOLDING (UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | \
		 UTF8PROC_IGNORE)

#define HYPHEN 0x2010u
#define NON_BREAKING_HYPHEN 0x2011u
#define APOSTROPHE 0x2019u

/* Dashes, quotes, daggers and bullets fold to themselves, but for one that is a blank with a line
 * below: they spare most of a text's other characters the look into the tables. */
#define DASHES_FIRST 0x2012u
#define LOW_LINE 0x2017u
#define BULLETS_LAST 0x2023u

/* The folded form of one code point outside ASCII as UTF-8. */
static size_t fold_code(uint32_t code, char out[DECOMPOSED_MAX * 4])
{
	utf8proc_int32_t codes[DECOMPOSED_MAX];
	utf8proc_ssize_t count, i;
	int boundary = 0;
	size_t len = 0;

	count = utf8proc_decompose_char((utf8proc_int32_t)code, codes, DECOMPOSED_MAX, FOLDING,
					&boundary);
	if (count < 0 || count > DECOMPOSED_MAX)
		return utf8_encode(code, out);
	for (i = 0; i < count; i++)
		len += utf8_encode((uint32_t)codes[i], out + len);
	return len;
}

/* Says of the bytes that OUT has more than BEFORE that they came from byte SOURCE on, STEP further
 * with each. */
static void map_added(struct utf8_map *map, const struct strbuf *out, size_t before, size_t source,
		      size_t step)
{
	size_t more = out->len - before;
	size_t *items;
	size_t i;

	if (more == 0)
		return;
	if (map->cap - map->count < more) {
		map->cap = map->count + more + map->cap / 2;
		map->items = xrealloc(map->items, map->cap, sizeof *map->items);
	}
	items = map->items + map->count;
	for (i = 0; i < more; i++)
		items[i] = source + i * step;
	map->count += more;
}

/* Adds the ASCII at the start of BYTES in lower case; returns how many bytes that was. */
static size_t fold_ascii(struct strbuf *out, const char *bytes, size_t len)
{
	size_t count = utf8_ascii_run(bytes, len);
	size_t before = out->len;

	strbuf_add(out, bytes, count);
	ascii_lower_all(out->text + before, out->len - before);
	return count;
}

static void fold(struct strbuf *out, struct utf8_map *map, const char *bytes, size_t len)
{
	char folded[DECOMPOSED_MAX * 4];
	size_t at = 0, before, step;
	uint32_t code;

	strbuf_reserve(out, len);
	while (at < len) {
		before = out->len;
		step = fold_ascii(out, bytes + at, len - at);
		if (map)
			map_added(map, out, before, at, 1);
		at += step;
		if (at == len || step > 0)
			continue;
		step = utf8_decode(bytes + at, len - at, &code, NULL);
		strbuf_add(out, folded, fold_code(code, folded));
		if (map)
			map_added(map, out, before, at, 0);
		at += step;
	}
}

void utf8_fold(struct strbuf *out, const char *bytes, size_t len)
{
	fold(out, NULL, bytes, len);
}

void utf8_fold_map(struct strbuf *out, struct utf8_map *map, const char *bytes, size_t len)
{
	fold(out, map, bytes, len);
}

/* The plain mark for a hyphen or apostrophe beyond ASCII; 0 for another character. */
static char plain_mark(uint32_t code)
{
	if (code == HYPHEN || code == NON_BREAKING_HYPHEN)
		return '-';
	return code == APOSTROPHE ? '\'' : 0;
}

/* Adds the character at BYTES, which is beyond ASCII; its bytes. */
static size_t fold_plain_code(struct strbuf *out, const char *bytes, size_t len)
{
	char folded[DECOMPOSED_MAX * 4];
	uint32_t code;
	size_t step = utf8_decode(bytes, len, &code, NULL);

	if (plain_mark(code) != 0)
		strbuf_putc(out, plain_mark(code));
	else if (code >= DASHES_FIRST && code <= BULLETS_LAST && code != LOW_LINE)
		strbuf_add(out, bytes, step);
	else
		strbuf_add(out, folded, fold_code(code, folded));
	return step;
}

void utf8_fold_plain(struct strbuf *out, struct utf8_runs *runs, const char *bytes, size_t len)
{
	size_t at = 0;

	strbuf_reserve(out, len);
	for (;;) {
		size_t before, step;

		at += fold_ascii(out, bytes + at, len - at);
		if (at == len)
			return;
		before = out->len;
		step = fold_plain_code(out, bytes + at, len - at);
		if (runs)
			*VEC_PUSH(runs) = (struct utf8_run){ (uint32_t)before, (uint32_t)at,
				(uint16_t)(out->len - before), (uint16_t)step };
		at += step;
	}
}

size_t utf8_source(const struct utf8_runs *runs, size_t at)
{
	size_t low = 0, high = runs->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (runs->items[middle].at <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return utf8_source_after(low > 0 ? &runs->items[low - 1] : NULL, at);
}
