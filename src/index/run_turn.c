/*
 * Turns postings round, so that a term names them.
 *
 * Each term of each posting is looked up in a table and becomes a number; then the terms are sorted,
 * and the places of the postings are laid out in the order of the terms by counting. The table is
 * too large for the nearest cache: the slots of many terms are asked for before the first of them is
 * looked at.
 */
#include "config.h"

#include "index/run_turn_int.h"
#include "index/run_int.h"

#include <stdlib.h>
#include <string.h>

#include "util/intern.h"
#include "util/vec.h"

#define SLOT_BITS_MIN 10u
#define BATCH 128                /* terms that are looked up together */
#define KEY_BYTES 8
#define DIGITS 256               /* values of a byte */

/* A term. */
struct slot {
	const char *text;        /* NULL: free */
	uint64_t head;           /* its first bytes, to compare at once */
	uint32_t len, id;
	uint32_t count;          /* postings that have it */
	uint32_t last;           /* place of the last one */
};

/* A term of a posting that is about to be looked up. */
struct word {
	const char *text;
	uint64_t head;
	size_t at;               /* slot where to look first */
	uint32_t len;
};

/* A term that is sorted. */
struct entry { uint64_t key; const struct slot *slot; };

struct turn {
	struct slot *slots;
	unsigned bits;           /* there are two to this power */
	size_t term_count;
	struct { uint32_t *items; size_t count, cap; } ids; /* of the postings' terms, in turn */
	size_t *ends;            /* in the ids, of each posting */
	struct word words[BATCH];
};

/* -- looking terms up */

static size_t hash_of(uint64_t head, const char *text, size_t len, unsigned bits)
{
	for (size_t at = KEY_BYTES; at < len; at += KEY_BYTES) {
		head = (head ^ head >> 29) * UINT64_C(0xBF58476D1CE4E5B9); /* odd, many bits */
		head ^= intern_head(text + at, len - at, len - at);
	}
	return intern_hash(head, len, bits);
}

static bool is_same(const struct slot *slot, const struct word *word)
{
	return slot->head == word->head && slot->len == word->len &&
		(word->len <= KEY_BYTES || memcmp(slot->text + KEY_BYTES, word->text + KEY_BYTES,
						  word->len - KEY_BYTES) == 0);
}

/* Makes room for a batch: at most half of the slots are taken. */
static void make_room(struct turn *turn)
{
	size_t old_count = (size_t)1 << turn->bits, mask;
	struct slot *old = turn->slots;

	if (turn->term_count + BATCH <= old_count / 2)
		return;
	turn->bits += 2;
	mask = ((size_t)1 << turn->bits) - 1;
	turn->slots = xcalloc(mask + 1, sizeof *turn->slots);
	for (size_t i = 0; i < old_count; i++) {
		size_t at;

		if (!old[i].text)
			continue;
		at = hash_of(old[i].head, old[i].text, old[i].len, turn->bits);
		while (turn->slots[at].text)
			at = (at + 1) & mask;
		turn->slots[at] = old[i];
	}
	free(old);
}

static struct slot *slot_of(struct turn *turn, const struct word *word)
{
	size_t mask = ((size_t)1 << turn->bits) - 1, at = word->at;
	struct slot *slot = &turn->slots[at];

	while (slot->text && !is_same(slot, word))
		slot = &turn->slots[at = (at + 1) & mask];
	if (!slot->text)
		*slot = (struct slot){ word->text, word->head, word->len,
				       (uint32_t)turn->term_count++, 0, UINT32_MAX };
	return slot;
}

/* Reads terms until the batch is full or the posting ends; how many. */
static size_t read_batch(struct turn *turn, const struct strbuf *terms, size_t *at)
{
	size_t count = 0, len;
	const char *text;

	make_room(turn);
	while (count < BATCH && terms_next(terms, at, &text, &len)) {
		struct word *word = &turn->words[count++];

		word->text = text;
		word->len = (uint32_t)len;
		word->head = intern_head(text, len, terms->len - (size_t)(text - terms->text));
		word->at = hash_of(word->head, text, len, turn->bits);
		__builtin_prefetch(&turn->slots[word->at], 1);
	}
	return count;
}

static void look_up(struct turn *turn, size_t count, uint32_t place)
{
	for (size_t i = 0; i < count; i++) {
		struct slot *slot = slot_of(turn, &turn->words[i]);

		if (slot->last == place)
			continue;
		slot->last = place;
		slot->count++;
		*VEC_PUSH(&turn->ids) = slot->id;
	}
}

static void number_terms(struct turn *turn, const struct addition *postings, size_t count,
			 const struct strbuf *bytes)
{
	for (size_t i = 0; i < count; i++) {
		const struct strbuf terms = { bytes->text + postings[i].start, postings[i].len,
					      0, 0, false };
		size_t at = 0, batch;

		while ((batch = read_batch(turn, &terms, &at)) > 0)
			look_up(turn, batch, (uint32_t)i);
		turn->ends[i] = turn->ids.count;
	}
}

/* -- sorting terms */

static int compare_entries(const void *a, const void *b)
{
	const struct slot *x = ((const struct entry *)a)->slot;
	const struct slot *y = ((const struct entry *)b)->slot;

	return term_compare(x->text, x->len, y->text, y->len);
}

/* One pass of a radix sort, by the byte at SHIFT; COUNTS says how often each of its values is
 * there. */
static void sort_by_byte(const struct entry *from, struct entry *to, size_t count, unsigned shift,
			 size_t counts[DIGITS])
{
	for (size_t i = 0, sum = 0; i < DIGITS; i++) {
		size_t here = counts[i];

		counts[i] = sum;
		sum += here;
	}
	for (size_t i = 0; i < count; i++)
		to[counts[from[i].key >> shift & (DIGITS - 1)]++] = from[i];
}

/* Terms that begin with the same bytes stand together; they are few and are compared. */
static void sort_equal_keys(struct entry *entries, size_t count)
{
	size_t end;

	for (size_t first = 0; first < count; first = end) {
		for (end = first + 1; end < count && entries[end].key == entries[first].key; )
			end++;
		if (end - first > 1)
			qsort(entries + first, end - first, sizeof *entries, compare_entries);
	}
}

/* Sorts; SPARE has the same room. Returns which of both has the result. */
static struct entry *sort_entries(struct entry *entries, struct entry *spare, size_t count)
{
	size_t (*counts)[DIGITS];

	if (count < 2)
		return entries;
	counts = xcalloc(KEY_BYTES, sizeof *counts);
	for (size_t i = 0; i < count; i++)
		for (unsigned k = 0; k < KEY_BYTES; k++)
			counts[k][entries[i].key >> 8 * k & (DIGITS - 1)]++;
	for (unsigned k = 0; k < KEY_BYTES; k++) {
		struct entry *from = entries;

		if (counts[k][from->key >> 8 * k & (DIGITS - 1)] == count)
			continue;
		sort_by_byte(from, spare, count, 8 * k, counts[k]);
		entries = spare;
		spare = from;
	}
	free(counts);
	sort_equal_keys(entries, count);
	return entries;
}

static void collect_entries(const struct turn *turn, struct entry *entries)
{
	for (size_t i = 0, count = (size_t)1 << turn->bits; i < count; i++) {
		const struct slot *slot = &turn->slots[i];

		if (slot->text)
			*entries++ = (struct entry){ term_key(slot->text, slot->len), slot };
	}
}

/* -- writing */

/* Lays the places out in the order of the terms. STARTS, by number of a term, becomes the ends. */
static void lay_out(const struct turn *turn, size_t posting_count, size_t *starts,
		    uint32_t *places)
{
	for (size_t i = 0, at = 0; i < posting_count; i++)
		for (; at < turn->ends[i]; at++)
			places[starts[turn->ids.items[at]]++] = (uint32_t)i;
}

static void write_terms(const struct turn *turn, const struct entry *entries, size_t posting_count,
			struct run_writer *writer)
{
	size_t *starts = xmalloc(turn->term_count * sizeof *starts);
	uint32_t *places = xmalloc(turn->ids.count * sizeof *places);

	for (size_t i = 0, at = 0; i < turn->term_count; i++) {
		starts[entries[i].slot->id] = at;
		at += entries[i].slot->count;
	}
	lay_out(turn, posting_count, starts, places);
	for (size_t i = 0, at = 0; i < turn->term_count; i++) {
		const struct slot *slot = entries[i].slot;

		run_writer_add(writer, slot->text, slot->len, places + at, slot->count);
		at += slot->count;
	}
	free(starts);
	free(places);
}

static void write_run(const struct turn *turn, const struct addition *postings, size_t count,
		      struct strbuf *out)
{
	struct entry *entries = xmalloc(2 * turn->term_count * sizeof *entries);
	uint32_t *numbers = xmalloc(count * sizeof *numbers);
	struct run_writer writer;

	for (size_t i = 0; i < count; i++)
		numbers[i] = postings[i].number;
	collect_entries(turn, entries);
	run_writer_init(&writer, out, numbers, count);
	write_terms(turn, sort_entries(entries, entries + turn->term_count, turn->term_count),
		    count, &writer);
	run_writer_end(&writer);
	free(numbers);
	free(entries);
}

void run_turn(const struct addition *postings, size_t count, const struct strbuf *bytes,
	      struct strbuf *out)
{
	struct turn *turn = xcalloc(1, sizeof *turn);

	turn->bits = SLOT_BITS_MIN;
	turn->slots = xcalloc((size_t)1 << turn->bits, sizeof *turn->slots);
	turn->ends = xmalloc(count * sizeof *turn->ends);
	number_terms(turn, postings, count, bytes);
	write_run(turn, postings, count, out);
	free(turn->slots);
	free(turn->ends);
	VEC_RELEASE(&turn->ids);
	free(turn);
}
