/* The rows for beginnings of a segment. */
#include "config.h"

#include "index/beginnings_int.h"

#include <stdlib.h>
#include <string.h>

#include "index/bits_int.h"
#include "index/kernel_int.h"
#include "index/packed.h"
#include "index/run_int.h"
#include "util/utf8.h"
#include "util/vec.h"

#define CHARACTER_BYTES 4
#define TEXT_MAX (1 + SEGMENT_PREFIX_MAX * CHARACTER_BYTES) /* bytes of a row's term */
#define LIST_MAX 1024            /* places; of more there are bits */

/* A beginning that is open. A place may be in its list more than once. */
struct level {
	size_t len;              /* bytes, with the kind */
	size_t terms;
	size_t count;            /* of the list; above LIST_MAX there are bits instead */
	uint16_t list[LIST_MAX];
	uint64_t bits[BLOCK_WORDS]; /* all 0 where there is a list */
};

/* A row that is done; its packed set is in the bytes. */
struct row {
	char term[TEXT_MAX];
	size_t len, start, size;
};

struct beginnings {
	struct level levels[SEGMENT_PREFIX_MAX];
	size_t depth;            /* levels that are open */
	char path[TEXT_MAX];     /* the longest of them */
	struct { struct row *items; size_t count, cap; } rows;
	struct strbuf bytes;
	uint16_t places[BLOCK_SIZE]; /* of a row that is written */
};

static char kind_of_row(char kind)
{
	return (char)(kind - 'a' + 'A');
}

/* The ends of the first characters of a term's text, as far as it is UTF-8 and a row can stand for
 * them; how many. */
static size_t find_ends(const char *term, size_t len, size_t ends[SEGMENT_PREFIX_MAX])
{
	size_t count = 0, at = 1;
	bool is_valid = true;
	uint32_t code;

	if (len == 0 || term[0] == '\0' || !strchr(SEGMENT_PREFIXED, term[0]))
		return 0;
	while (count < SEGMENT_PREFIX_MAX && at < len) {
		at += utf8_decode(term + at, len - at, &code, &is_valid);
		if (!is_valid)
			break;
		ends[count++] = at;
	}
	return count;
}

size_t segment_prefix_row(const char *term, size_t len, char row[TERM_MAX])
{
	size_t ends[SEGMENT_PREFIX_MAX];
	size_t count = find_ends(term, len, ends);

	if (count == 0 || ends[count - 1] != len)
		return 0;
	memcpy(row, term, len);
	row[0] = kind_of_row(term[0]);
	return count;
}

/* -- sets of places */

static bool has_bits(const struct level *level)
{
	return level->count > LIST_MAX;
}

static void set_bits(uint64_t bits[BLOCK_WORDS], const uint16_t *places, size_t count)
{
	for (size_t i = 0; i < count; i++)
		bits[places[i] / 64] |= UINT64_C(1) << places[i] % 64;
}

static void change_to_bits(struct level *level)
{
	if (has_bits(level))
		return;
	set_bits(level->bits, level->list, level->count);
	level->count = LIST_MAX + 1;
}

static void add_places(struct level *level, const uint16_t *places, size_t count)
{
	if (has_bits(level) || level->count + count > LIST_MAX) {
		change_to_bits(level);
		set_bits(level->bits, places, count);
		return;
	}
	memcpy(level->list + level->count, places, count * sizeof *places);
	level->count += count;
}

/* What ends is part of what is shorter. */
static void hand_down(const struct level *from, struct level *to)
{
	to->terms += from->terms;
	if (!has_bits(from)) {
		add_places(to, from->list, from->count);
		return;
	}
	change_to_bits(to);
	kernel_get()->or(to->bits, from->bits, BLOCK_WORDS);
}

static size_t list_places(const uint64_t bits[BLOCK_WORDS], uint16_t *places)
{
	size_t count = 0;

	for (size_t i = 0; i < BLOCK_WORDS; i++)
		for (uint64_t word = bits[i]; word != 0; )
			places[count++] = (uint16_t)(64 * i + bits_take(&word));
	return count;
}

/* -- the path */

static void keep_row(struct beginnings *beginnings, struct level *level)
{
	struct row *row = VEC_PUSH(&beginnings->rows);
	size_t count;

	memcpy(row->term, beginnings->path, level->len);
	row->term[0] = kind_of_row(row->term[0]);
	row->len = level->len;
	row->start = beginnings->bytes.len;
	change_to_bits(level);
	count = list_places(level->bits, beginnings->places);
	packed_write(&beginnings->bytes, beginnings->places, count);
	row->size = beginnings->bytes.len - row->start;
}

/* Ends all beginnings but the first DEPTH. */
static void close_levels(struct beginnings *beginnings, size_t depth)
{
	while (beginnings->depth > depth) {
		struct level *level = &beginnings->levels[--beginnings->depth];

		if (level->terms > SEGMENT_SHARED)
			keep_row(beginnings, level);
		if (beginnings->depth > 0)
			hand_down(level, level - 1);
		if (has_bits(level))
			memset(level->bits, 0, sizeof level->bits);
		level->terms = 0;
		level->count = 0;
	}
}

/* How many of a term's beginnings are open. */
static size_t shared_depth(const struct beginnings *beginnings, const char *term,
			   const size_t *ends, size_t count)
{
	size_t depth = 0;

	while (depth < count && depth < beginnings->depth &&
	       beginnings->levels[depth].len == ends[depth] &&
	       memcmp(beginnings->path, term, ends[depth]) == 0)
		depth++;
	return depth;
}

struct beginnings *beginnings_new(void)
{
	struct beginnings *beginnings = xcalloc(1, sizeof *beginnings);

	strbuf_init(&beginnings->bytes);
	beginnings->bytes.ceiling = SIZE_MAX; /* a few bytes for each place of each term, at most */
	return beginnings;
}

void beginnings_free(struct beginnings *beginnings)
{
	VEC_RELEASE(&beginnings->rows);
	strbuf_release(&beginnings->bytes);
	free(beginnings);
}

void beginnings_add(struct beginnings *beginnings, const char *term, size_t len,
		    const uint16_t *places, size_t count)
{
	size_t ends[SEGMENT_PREFIX_MAX];
	size_t depth = find_ends(term, len, ends);

	close_levels(beginnings, shared_depth(beginnings, term, ends, depth));
	if (depth == 0)
		return;
	memcpy(beginnings->path, term, ends[depth - 1]);
	while (beginnings->depth < depth) {
		beginnings->levels[beginnings->depth].len = ends[beginnings->depth];
		beginnings->depth++;
	}
	beginnings->levels[depth - 1].terms++;
	add_places(&beginnings->levels[depth - 1], places, count);
}

static int compare_rows(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	return term_compare(x->term, x->len, y->term, y->len);
}

bool beginnings_put(struct beginnings *beginnings, segment_put_fn put, void *data)
{
	const char *bytes;

	close_levels(beginnings, 0);
	bytes = beginnings->bytes.text;
	if (beginnings->rows.count > 1)
		qsort(beginnings->rows.items, beginnings->rows.count,
		      sizeof *beginnings->rows.items, compare_rows);
	for (size_t i = 0; i < beginnings->rows.count; i++) {
		const struct row *row = &beginnings->rows.items[i];

		if (!put(row->term, row->len, bytes + row->start, row->size, data))
			return false;
	}
	return true;
}
