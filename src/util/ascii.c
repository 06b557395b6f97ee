/* Letters and digits of ASCII, and small matters of plain text. */
#include "config.h"

#include "util/ascii.h"

#include "util/alloc.h"
#include "util/eight.h"

#include <stdlib.h>
#include <string.h>

#define U ASCII_UPPER
#define L ASCII_LOWER
#define D ASCII_DIGIT
#define B (ASCII_BLANK | ASCII_SPACE)
#define S ASCII_SPACE
#define H ASCII_BEYOND
const unsigned char ascii_classes[256] = {
	0, 0, 0, 0, 0, 0, 0, 0, 0, B, S, S, S, S, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	B, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0,
	0, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
	U, U, U, U, U, U, U, U, U, U, U, 0, 0, 0, 0, 0,
	0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
};
#undef U
#undef L
#undef D
#undef B
#undef S
#undef H

static bool is_visible(char c)
{
	return c > ' ' && c < 0x7F;
}

static const uint64_t ones = EIGHT_ONES;
static const uint64_t highs = EIGHT_HIGHS;

/* The high bit of each byte that is not visible: a sum passes it where a byte is large enough. */
static uint64_t hidden_of(uint64_t eight)
{
	uint64_t low = eight & ~highs;

	return (~(low + ones * (0x80 - ' ')) | (low + ones * (0x80 - 0x7F)) | eight) & highs;
}

/* The high bit of each byte, of ASCII, that is the one that ALL has eight times. */
static uint64_t same_of(uint64_t eight, uint64_t all)
{
	return ~(((eight & ~highs) ^ all) + ones * 0x7F) & highs;
}

size_t ascii_visible_run(const char *text, size_t len, char a, char b)
{
	uint64_t all_a = ones * (unsigned char)a, all_b = ones * (unsigned char)b;
	size_t at = 0;

	for (; len - at >= sizeof all_a; at += sizeof all_a) {
		uint64_t eight = eight_load(text + at);
		uint64_t stops = hidden_of(eight) | same_of(eight, all_a) | same_of(eight, all_b);

		if (stops != 0)
			return at + eight_first(stops);
	}
	while (at < len && text[at] >= ' ' && text[at] < 0x7F && text[at] != a && text[at] != b)
		at++;
	return at;
}

size_t ascii_words_run(const char *text, size_t len)
{
	const uint64_t blanks = ones * ' ';
	size_t at = 0;

	for (; len - at > sizeof blanks; at += sizeof blanks) {
		uint64_t eight = eight_load(text + at), next = eight_load(text + at + 1);
		uint64_t stops = hidden_of(eight) | (same_of(eight, blanks) &
			(same_of(next, blanks) | hidden_of(next)));

		if (stops != 0)
			return at + eight_first(stops);
	}
	while (at < len && (is_visible(text[at]) || (text[at] == ' ' && at + 1 < len &&
						     is_visible(text[at + 1]))))
		at++;
	return at;
}

/* Likewise, whether it is past a letter. */
static uint64_t lower_eight(uint64_t eight)
{
	uint64_t low = eight & ~highs;
	uint64_t from_a = low + ones * (0x80 - 'A');
	uint64_t past_z = low + ones * (0x80 - 'Z' - 1);

	return eight | ((from_a & ~past_z & ~eight & highs) >> 2);
}

size_t ascii_lower_word(char *out, size_t room, const char *text, size_t len)
{
	const uint64_t smalls = ones * 0x20;
	size_t at = 0;

	for (; len - at >= sizeof smalls && at < room; at += sizeof smalls) {
		uint64_t eight = eight_load(text + at);
		uint64_t lower = eight | smalls; /* digits have that bit */
		uint64_t stops = ~(eight_between(lower, 'a', 'z') |
				   eight_between(eight, '0', '9')) & highs;

		memcpy(&lower, text + at, sizeof lower); /* in the machine's order */
		lower |= smalls;
		memcpy(out + at, &lower, sizeof lower);
		if (stops != 0)
			return at + eight_first(stops);
	}
	for (; at < len && at < room && ascii_is_alnum(text[at]); at++)
		out[at] = ascii_lower(text[at]);
	return at;
}

void ascii_lower_all(char *text, size_t len)
{
	size_t at = 0;

	for (uint64_t eight; len - at >= sizeof eight; at += sizeof eight) {
		memcpy(&eight, text + at, sizeof eight);
		eight = lower_eight(eight);
		memcpy(text + at, &eight, sizeof eight);
	}
	for (; at < len; at++)
		text[at] = ascii_lower(text[at]);
}

bool ascii_equal(const char *a, const char *b)
{
	return ascii_compare(a, b) == 0;
}

int ascii_compare(const char *a, const char *b)
{
	while (*a && ascii_lower(*a) == ascii_lower(*b)) {
		a++;
		b++;
	}
	return (unsigned char)ascii_lower(*a) - (unsigned char)ascii_lower(*b);
}

bool ascii_starts(const char *text, const char *prefix)
{
	while (*prefix && ascii_lower(*text) == ascii_lower(*prefix)) {
		text++;
		prefix++;
	}
	return *prefix == '\0';
}

bool ascii_starts_len(const char *text, size_t len, const char *prefix)
{
	size_t i;

	for (i = 0; prefix[i]; i++)
		if (i == len || ascii_lower(text[i]) != ascii_lower(prefix[i]))
			return false;
	return true;
}

size_t ascii_number(const char *text, size_t len, int64_t *value)
{
	int64_t number = 0;
	size_t i;

	for (i = 0; i < len && ascii_is_digit(text[i]); i++) {
		int digit = text[i] - '0';

		if (number > (INT64_MAX - digit) / 10)
			return 0;
		number = number * 10 + digit;
	}
	if (i > 0)
		*value = number;
	return i;
}

void ascii_trim(const char *text, size_t *start, size_t *end)
{
	while (*start < *end && ascii_is_space(text[*start]))
		++*start;
	while (*end > *start && ascii_is_space(text[*end - 1]))
		--*end;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Three rows of the table of edit distances: two lines up, the line above, this one. */
struct rows { size_t *before, *above, *here; };

/* Fills the row for letter I of A; returns its least entry. */
static size_t fill_row(struct rows *rows, const char *a, const char *b, size_t i, size_t width)
{
	size_t best = i;
	size_t j;

	rows->here[0] = i;
	for (j = 1; j <= width; j++) {
		char x = ascii_lower(a[i - 1]), y = ascii_lower(b[j - 1]);
		size_t edits = rows->above[j - 1] + (x != y);

		edits = least(edits, least(rows->above[j], rows->here[j - 1]) + 1);
		if (i > 1 && j > 1 && x == ascii_lower(b[j - 2]) && y == ascii_lower(a[i - 2]))
			edits = least(edits, rows->before[j - 2] + 1);
		rows->here[j] = edits;
		best = least(best, edits);
	}
	return best;
}

size_t ascii_distance(const char *a, const char *b, size_t limit)
{
	size_t height = strlen(a), width = strlen(b);
	size_t *memory;
	struct rows rows;
	size_t i, best, last = 0;

	if ((height > width ? height - width : width - height) > limit)
		return limit + 1;
	memory = xcalloc(3, (width + 1) * sizeof *memory);
	rows = (struct rows){ memory, memory + width + 1, memory + 2 * (width + 1) };
	for (i = 0; i <= width; i++)
		rows.above[i] = i;
	for (i = 1; i <= height; i++) {
		best = fill_row(&rows, a, b, i, width);
		rows = (struct rows){ rows.above, rows.here, rows.before };
		/* A swap reaches over one row, so two of them must be past the limit. */
		if (best > limit && last > limit)
			break;
		last = best;
	}
	best = i <= height ? limit + 1 : least(rows.above[width], limit + 1);
	free(memory);
	return best;
}
