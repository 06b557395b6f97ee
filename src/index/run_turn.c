/*
 * Turns postings round, so that a term names them.
 *
 * Each term of each posting is looked up in a table and becomes a number, in the order in which
 * they are first seen; then the terms are sorted, and the places of the postings are laid out in
 * the order of the terms by counting.
 *
 * What takes the time is waiting for memory, and guessing branches. So a slot of the table is eight
 * bytes and leads to the term by its number; what is known of a term is half a line of the cache,
 * and frequent ones are seen first, so that theirs lie together; the slots of many terms, and then
 * the terms themselves, are asked for before the first of them is looked at; and of a term 16 bytes
 * are taken at once, however long it is.
 */
#include "config.h"

#include "index/run_turn_int.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "index/run_int.h"
#include "util/intern.h"
#include "util/vec.h"

#define SLOT_BITS_MIN 10u
#define PAIR_BYTES 8             /* of a term of a posting, about; for a first guess only */
#define BATCH 128                /* terms that are looked up together */
#define AHEAD 8                  /* terms that are asked for before they are written */
#define KEY_BYTES 8
#define START_BYTES 16           /* of a term; most have no more */
#define DIGITS 256               /* values of a byte */

struct slot { uint32_t hash, id; }; /* id is one more than the number; 0: free */

/* The first bytes of a term as they are in memory; zeroes behind a shorter one. */
struct start { uint64_t halves[2]; };

struct term {
	struct start start;
	uint32_t text;           /* where all of it is, if it is longer: in the texts */
	uint32_t len;
	uint32_t count;          /* postings that have it */
	uint32_t last;           /* place of the last one */
};

/* A term of a posting that is about to be looked up. */
struct word {
	const char *text;
	struct start start;
	uint32_t len, hash;
};

/* A list of terms that is read. */
struct list { const unsigned char *next, *end; };

/* A term that is sorted. */
struct entry { uint64_t key; uint32_t number; };

struct turn {
	struct slot *slots;
	unsigned bits;           /* there are two to this power, or no slots at all */
	struct { struct term *items; size_t count, cap; } terms;
	struct strbuf texts;
	struct { uint32_t *items; size_t count, cap; } pairs; /* numbers of the postings' terms */
	struct { size_t *items; size_t count, cap; } ends;   /* in the pairs, of each posting */
	struct { struct entry *items; size_t count, cap; } entries; /* twice as many as terms */
	struct { uint32_t *items; size_t count, cap; } starts; /* in the places, of each term */
	struct { uint32_t *items; size_t count, cap; } places; /* first the numbers of postings */
	struct word words[BATCH];
};

/* Makes a vector have COUNT items, whatever they are. */
#define VEC_HAVE(vec, need) \
	((vec)->cap >= (need) ? (void)0 : \
	 (void)(free((vec)->items), (vec)->cap = (need) + (need) / 4, \
		(vec)->items = xrealloc(NULL, (vec)->cap, sizeof *(vec)->items)), \
	 (void)((vec)->count = (need)))

/* Makes room for MORE items, and points behind those that there are. */
#define VEC_ROOM(vec, more) \
	((vec)->count + (more) <= (vec)->cap ? (void)0 : \
	 (void)((vec)->cap += (vec)->cap / 2 + (more), \
		(vec)->items = xrealloc((vec)->items, (vec)->cap, sizeof *(vec)->items)), \
	 (vec)->items + (vec)->count)

/* -- looking terms up */

static uint64_t read_eight(const void *bytes)
{
	uint64_t eight;

	memcpy(&eight, bytes, sizeof eight);
	return eight;
}

/* ROOM bytes may be read; where a list goes on behind a term, that is read and masked. */
static struct start read_start(const char *text, size_t len, size_t room)
{
	static const unsigned char masks[2 * START_BYTES] = {
		255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
	};
	size_t taken = len < START_BYTES ? len : START_BYTES;
	const unsigned char *mask = masks + START_BYTES - taken;
	struct start start = { { 0, 0 } };

	if (room < START_BYTES) {
		memcpy(start.halves, text, taken);
		return start;
	}
	start.halves[0] = read_eight(text) & read_eight(mask);
	start.halves[1] = read_eight(text + KEY_BYTES) & read_eight(mask + KEY_BYTES);
	return start;
}

static uint64_t mix(uint64_t mixed, uint64_t more)
{
	mixed = (mixed ^ mixed >> 29) * UINT64_C(0xBF58476D1CE4E5B9); /* odd, many bits */
	return mixed ^ more;
}

static uint32_t hash_of(const struct word *word)
{
	uint64_t hash = mix(word->start.halves[0], word->start.halves[1]);

	for (size_t at = START_BYTES; at < word->len; at += KEY_BYTES) {
		size_t left = word->len - at;

		hash = mix(hash, intern_head(word->text + at,
					     left < KEY_BYTES ? left : KEY_BYTES, left));
	}
	return (uint32_t)intern_hash(hash, word->len, 32);
}

static void begin(struct turn *turn, size_t bytes)
{
	unsigned bits = SLOT_BITS_MIN;

	while (bits < turn->bits && (size_t)1 << bits < bytes / PAIR_BYTES)
		bits++;
	if (bits != turn->bits) {
		free(turn->slots);
		turn->slots = xmalloc(((size_t)1 << bits) * sizeof *turn->slots);
		turn->bits = bits;
	}
	memset(turn->slots, 0, ((size_t)1 << bits) * sizeof *turn->slots);
	strbuf_clear(&turn->texts);
	VEC_CLEAR(&turn->terms);
	VEC_CLEAR(&turn->pairs);
	VEC_CLEAR(&turn->ends);
}

/* Makes room for a batch: at most half of the slots are taken. */
static void make_room(struct turn *turn)
{
	size_t old_count = (size_t)1 << turn->bits, mask = 2 * old_count - 1;
	struct slot *old = turn->slots;

	if (turn->terms.count + BATCH <= old_count / 2)
		return;
	turn->bits++;
	turn->slots = xcalloc(mask + 1, sizeof *turn->slots);
	for (size_t i = 0; i < old_count; i++) {
		size_t at = old[i].hash >> (32 - turn->bits);

		if (old[i].id == 0)
			continue;
		while (turn->slots[at].id != 0)
			at = (at + 1) & mask;
		turn->slots[at] = old[i];
	}
	free(old);
}

static bool is_same(const struct turn *turn, const struct term *term, const struct word *word)
{
	return ((term->start.halves[0] ^ word->start.halves[0]) |
		(term->start.halves[1] ^ word->start.halves[1]) |
		(term->len ^ word->len)) == 0 &&
		(word->len <= START_BYTES ||
		 memcmp(turn->texts.text + term->text, word->text, word->len) == 0);
}

/* Adds a term; its number. */
static uint32_t add_term(struct turn *turn, const struct word *word)
{
	*VEC_PUSH(&turn->terms) = (struct term){ word->start, (uint32_t)turn->texts.len,
						 word->len, 0, UINT32_MAX };
	if (word->len > START_BYTES) {
		strbuf_add(&turn->texts, word->text, word->len);
		assert(turn->texts.len <= UINT32_MAX);
	}
	return (uint32_t)(turn->terms.count - 1);
}

/* The number of a term, which may be new. */
static uint32_t find_term(struct turn *turn, const struct word *word)
{
	struct slot *slots = turn->slots;
	size_t mask = ((size_t)1 << turn->bits) - 1, at = word->hash >> (32 - turn->bits);

	for (; slots[at].id != 0; at = (at + 1) & mask) {
		uint32_t number = slots[at].id - 1;

		if (slots[at].hash == word->hash &&
		    is_same(turn, &turn->terms.items[number], word))
			return number;
	}
	slots[at].hash = word->hash;
	slots[at].id = add_term(turn, word) + 1;
	return slots[at].id - 1;
}

/* Reads terms until the batch is full or the list ends; how many. All bytes to END may be read. */
static size_t read_batch(struct turn *turn, struct list *list, const unsigned char *end)
{
	const struct slot *slots = turn->slots;
	struct word *words = turn->words;
	unsigned shift = 32 - turn->bits;
	size_t count = 0;
	uint32_t len;

	while (count < BATCH && varint_get(&list->next, list->end, &len)) {
		struct word *word = &words[count++];
		const char *text = (const char *)list->next;

		assert(len > 0 && len <= TERM_MAX && len <= (size_t)(list->end - list->next));
		list->next += len;
		word->text = text;
		word->start = read_start(text, len, (size_t)(end - (const unsigned char *)text));
		word->len = len;
		word->hash = hash_of(word);
		__builtin_prefetch(&slots[word->hash >> shift]);
	}
	return count;
}

/* Asks for the terms that the words of a batch are likely to be. */
static void prefetch_terms(const struct turn *turn, size_t count)
{
	const struct slot *slots = turn->slots;
	const struct term *terms = turn->terms.items;
	unsigned shift = 32 - turn->bits;

	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(&terms[slots[turn->words[i].hash >> shift].id], 1);
}

static void look_up(struct turn *turn, size_t count, uint32_t place)
{
	uint32_t *next = VEC_ROOM(&turn->pairs, count);

	for (size_t i = 0; i < count; i++) {
		uint32_t number = find_term(turn, &turn->words[i]);
		struct term *term = &turn->terms.items[number];

		*next = number;
		next += term->last != place;
		term->count += term->last != place;
		term->last = place;
	}
	turn->pairs.count = (size_t)(next - turn->pairs.items);
}

static void number_terms(struct turn *turn, const struct addition *postings, size_t count,
			 const struct strbuf *bytes)
{
	const unsigned char *first = (const unsigned char *)bytes->text;

	for (size_t i = 0; i < count; i++) {
		struct list list = { first + postings[i].start,
				     first + postings[i].start + postings[i].len };
		size_t batch;

		do {
			make_room(turn);
			batch = read_batch(turn, &list, first + bytes->len);
			prefetch_terms(turn, batch);
			look_up(turn, batch, (uint32_t)i);
		} while (batch == BATCH);
		*VEC_PUSH(&turn->ends) = turn->pairs.count;
	}
}

/* -- sorting terms */

static const char *text_of(const struct turn *turn, const struct term *term)
{
	return term->len <= START_BYTES ? (const char *)term->start.halves :
		turn->texts.text + term->text;
}

/* One pass of a radix sort, by the byte at SHIFT; COUNTS says how often each of its values is
 * there. */
static void sort_by_byte(const struct entry *from, struct entry *to, size_t count, unsigned shift,
			 uint32_t counts[DIGITS])
{
	for (uint32_t i = 0, sum = 0; i < DIGITS; i++) {
		uint32_t here = counts[i];

		counts[i] = sum;
		sum += here;
	}
	for (size_t i = 0; i < count; i++)
		to[counts[from[i].key >> shift & (DIGITS - 1)]++] = from[i];
}

/* Sorts by keys; SPARE has the same room. Returns which of both has the result. */
static struct entry *sort_by_key(struct entry *entries, struct entry *spare, size_t count)
{
	uint32_t counts[KEY_BYTES][DIGITS] = { { 0 } };

	for (size_t i = 0; i < count; i++)
		for (unsigned k = 0; k < KEY_BYTES; k++)
			counts[k][entries[i].key >> 8 * k & (DIGITS - 1)]++;
	for (unsigned k = 0; k < KEY_BYTES && count > 0; k++) {
		struct entry *from = entries;

		if (counts[k][from->key >> 8 * k & (DIGITS - 1)] == count)
			continue;
		sort_by_byte(from, spare, count, 8 * k, counts[k]);
		entries = spare;
		spare = from;
	}
	return entries;
}

/* What terms are behind the bytes of their keys, which are the same. */
static bool is_before(const struct turn *turn, uint32_t a, uint32_t b)
{
	const struct term *x = &turn->terms.items[a], *y = &turn->terms.items[b];

	return term_compare(text_of(turn, x), x->len, text_of(turn, y), y->len) < 0;
}

/* Shell's sort with Knuth's steps (volume 3, 5.2.1): of few it is a sort by insertion. */
static void sort_by_text(const struct turn *turn, struct entry *entries, size_t count)
{
	size_t step = 1;

	while (step < count / 3)
		step = 3 * step + 1;
	for (; step > 0; step /= 3)
		for (size_t i = step; i < count; i++) {
			struct entry entry = entries[i];
			size_t at = i;

			for (; at >= step && is_before(turn, entry.number,
						       entries[at - step].number); at -= step)
				entries[at] = entries[at - step];
			entries[at] = entry;
		}
}

/* The terms in their order. */
static const struct entry *sort_terms(struct turn *turn)
{
	size_t count = turn->terms.count, end;
	struct entry *entries;

	VEC_HAVE(&turn->entries, 2 * count);
	entries = turn->entries.items;
	for (size_t i = 0; i < count; i++)
		entries[i] = (struct entry){
			term_key((const char *)turn->terms.items[i].start.halves, KEY_BYTES),
			(uint32_t)i };
	entries = sort_by_key(entries, entries + count, count);
	for (size_t first = 0; first < count; first = end) {
		for (end = first + 1; end < count && entries[end].key == entries[first].key; )
			end++;
		if (end - first > 1)
			sort_by_text(turn, entries + first, end - first);
	}
	return entries;
}

/* -- writing */

/* Lays the places of the postings out in the order of the terms. */
static void lay_out(struct turn *turn, const struct entry *entries)
{
	const uint32_t *pair = turn->pairs.items;
	uint32_t *starts, *places, sum = 0;

	VEC_HAVE(&turn->starts, turn->terms.count);
	VEC_HAVE(&turn->places, turn->pairs.count);
	starts = turn->starts.items;
	places = turn->places.items;
	for (size_t i = 0; i < turn->terms.count; i++) {
		starts[entries[i].number] = sum;
		sum += turn->terms.items[entries[i].number].count;
	}
	for (size_t i = 0; i < turn->ends.count; i++)
		for (; pair < turn->pairs.items + turn->ends.items[i]; pair++)
			places[starts[*pair]++] = (uint32_t)i;
}

static void write_terms(const struct turn *turn, const struct entry *entries,
			struct run_writer *writer)
{
	const uint32_t *places = turn->places.items;
	size_t count = turn->terms.count;

	for (size_t i = 0; i < count; i++) {
		const struct term *term = &turn->terms.items[entries[i].number];

		if (i + AHEAD < count)
			__builtin_prefetch(&turn->terms.items[entries[i + AHEAD].number]);
		run_writer_add(writer, text_of(turn, term), term->len, places, term->count);
		places += term->count;
	}
}

struct turn *turn_new(void)
{
	struct turn *turn = xcalloc(1, sizeof *turn);

	strbuf_init(&turn->texts);
	turn->texts.ceiling = SIZE_MAX; /* no more than the bytes that it is made of */
	return turn;
}

void turn_free(struct turn *turn)
{
	free(turn->slots);
	VEC_RELEASE(&turn->terms);
	strbuf_release(&turn->texts);
	VEC_RELEASE(&turn->pairs);
	VEC_RELEASE(&turn->ends);
	VEC_RELEASE(&turn->entries);
	VEC_RELEASE(&turn->starts);
	VEC_RELEASE(&turn->places);
	free(turn);
}

void turn_write(struct turn *turn, const struct addition *postings, size_t count,
		const struct strbuf *bytes, struct strbuf *out)
{
	struct run_writer writer;
	const struct entry *entries;

	begin(turn, bytes->len);
	number_terms(turn, postings, count, bytes);
	entries = sort_terms(turn);
	VEC_HAVE(&turn->places, count);
	for (size_t i = 0; i < count; i++)
		turn->places.items[i] = postings[i].number;
	run_writer_init(&writer, out, turn->places.items, count);
	lay_out(turn, entries);
	write_terms(turn, entries, &writer);
	run_writer_end(&writer);
}
