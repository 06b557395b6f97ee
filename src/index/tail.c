/*
 * The tail: every posting that comes gets the next place, and each term has the list of the places
 * that have it (tail_list_int.h). What is replaced loses its number but keeps its place, so that
 * lists need not be looked through; when such places are most of all, the tail is made anew.
 *
 * Terms are found in an array in the order of their bytes. A run has its terms in that order too:
 * each is looked for from the one before on.
 */
#include "config.h"

#include "index/tail.h"

#include <stdlib.h>
#include <string.h>

#include "index/bits_int.h"
#include "index/run_int.h"
#include "index/tail_list_int.h"
#include "util/vec.h"

#define GONE UINT32_MAX          /* in place of a number: replaced */
#define GONE_MIN 1024            /* places that are gone, before it is worth to be made anew */
#define UNKNOWN UINT32_MAX       /* in place of a term's number */

struct term {
	struct list list;
	uint32_t text;           /* in the texts */
	uint16_t len;
};

/* A term in the order of bytes, by its first ones. */
struct entry { uint64_t key; uint32_t term; };

/* A posting by number. */
struct member { uint32_t number, place; };

/* Where a term of a run belongs: before or at this entry; and which it is. */
struct spot { uint32_t entry, term; };

struct tail {
	struct { uint32_t *items; size_t count, cap; } numbers; /* by place; GONE: replaced */
	struct { struct member *items; size_t count, cap; } members; /* those that hold */
	struct { struct term *items; size_t count, cap; } terms;
	struct { struct entry *items; size_t count, cap; } entries;
	struct strbuf texts;
	struct pool pool;
	uint64_t *found;         /* a bit for each place; all 0 between calls */
	size_t found_cap;        /* words */
};

struct tail *tail_new(void)
{
	struct tail *tail = xcalloc(1, sizeof *tail);

	strbuf_init(&tail->texts);
	tail->texts.ceiling = UINT32_MAX;
	return tail;
}

static void release(struct tail *tail)
{
	VEC_RELEASE(&tail->numbers);
	VEC_RELEASE(&tail->members);
	VEC_RELEASE(&tail->terms);
	VEC_RELEASE(&tail->entries);
	strbuf_release(&tail->texts);
	pool_release(&tail->pool);
	free(tail->found);
}

void tail_free(struct tail *tail)
{
	if (!tail)
		return;
	release(tail);
	free(tail);
}

/* -- terms in order */

static const char *text_of(const struct tail *tail, const struct entry *entry, size_t *len)
{
	const struct term *term = &tail->terms.items[entry->term];

	*len = term->len;
	return tail->texts.text + term->text;
}

/* An entry against a term whose first bytes are KEY: below, at or above 0. */
static int compare_entry(const struct tail *tail, const struct entry *entry, uint64_t key,
			 const char *term, size_t len)
{
	const char *text;
	size_t text_len;

	if (entry->key != key)
		return entry->key < key ? -1 : 1;
	text = text_of(tail, entry, &text_len);
	return term_compare(text, text_len, term, len);
}

/* The first entry of [first, limit) that is not below a term; LIMIT where all are. */
static size_t find_entry(const struct tail *tail, size_t first, size_t limit, const char *term,
			 size_t len)
{
	uint64_t key = term_key(term, len);

	while (first < limit) {
		size_t middle = first + (limit - first) / 2;

		if (compare_entry(tail, &tail->entries.items[middle], key, term, len) < 0)
			first = middle + 1;
		else
			limit = middle;
	}
	return first;
}

/* The same where it is likely to be near FIRST: in steps that double. */
static size_t find_near(const struct tail *tail, size_t first, const char *term, size_t len)
{
	uint64_t key = term_key(term, len);
	size_t step = 1, count = tail->entries.count;

	while (first + step <= count &&
	       compare_entry(tail, &tail->entries.items[first + step - 1], key, term, len) < 0) {
		first += step;
		step *= 2;
	}
	return find_entry(tail, first, first + step < count ? first + step : count, term, len);
}

/* Whether the entry at AT, which is not below a term, is that term. */
static bool is_term(const struct tail *tail, size_t at, const char *term, size_t len)
{
	const char *text;
	size_t text_len;

	if (at == tail->entries.count)
		return false;
	text = text_of(tail, &tail->entries.items[at], &text_len);
	return text_len == len && memcmp(text, term, len) == 0;
}

/* -- taking in a run */

/* Looks up the terms of a run, all of them, so that nothing is changed where it is none. */
static bool find_spots(const struct tail *tail, const struct run *run, struct spot *spots)
{
	struct run_cursor cursor;
	size_t at = 0, text_len = tail->texts.len;
	bool is_good;

	run_cursor_init(&cursor, run);
	while (run_cursor_next(&cursor)) {
		at = find_near(tail, at, cursor.term, cursor.len);
		spots->entry = (uint32_t)at;
		spots->term = is_term(tail, at, cursor.term, cursor.len) ?
			tail->entries.items[at].term : UNKNOWN;
		text_len += spots->term == UNKNOWN ? cursor.len : 0;
		spots++;
	}
	is_good = !cursor.is_bad && text_len < tail->texts.ceiling;
	run_cursor_release(&cursor);
	return is_good;
}

/* Gives the postings of a run places, and takes the numbers of those that they replace away. */
static void add_members(struct tail *tail, const struct run *run)
{
	const struct member *old = tail->members.items;
	size_t count = tail->members.count, k = 0;
	struct member *members = xmalloc((count + run->count) * sizeof *members), *next = members;

	for (size_t i = 0; i < run->count; i++) {
		uint32_t number = run->numbers[i];

		while (k < count && old[k].number < number)
			*next++ = old[k++];
		if (k < count && old[k].number == number)
			tail->numbers.items[old[k++].place] = GONE;
		*next++ = (struct member){ number, (uint32_t)tail->numbers.count };
		*VEC_PUSH(&tail->numbers) = number;
	}
	while (k < count)
		*next++ = old[k++];
	free(tail->members.items);
	tail->members.items = members;
	tail->members.cap = count + run->count;
	tail->members.count = (size_t)(next - members);
}

static uint32_t add_term(struct tail *tail, const char *text, size_t len)
{
	struct term *term = VEC_PUSH(&tail->terms);

	*term = (struct term){ LIST_INIT, (uint32_t)tail->texts.len, (uint16_t)len };
	strbuf_add(&tail->texts, text, len);
	return (uint32_t)(tail->terms.count - 1);
}

/* Adds the run's postings, from place BASE on, to the lists of its terms; makes those that are new,
 * whose spots are moved to the front. How many there are. */
static size_t add_lists(struct tail *tail, const struct run *run, uint32_t base,
			struct spot *spots)
{
	struct run_cursor cursor;
	size_t added = 0;

	run_cursor_init(&cursor, run);
	for (const struct spot *spot = spots; run_cursor_next(&cursor); spot++) {
		struct spot here = *spot;

		if (here.term == UNKNOWN) {
			here.term = add_term(tail, cursor.term, cursor.len);
			spots[added++] = here;
		}
		list_add(&tail->pool, &tail->terms.items[here.term].list, base, cursor.places,
			 cursor.count);
	}
	run_cursor_release(&cursor);
	return added;
}

/* Makes entries of new terms, from the last one down: what is behind it has moved then. */
static void add_entries(struct tail *tail, const struct spot *spots, size_t count)
{
	size_t end = tail->entries.count;

	if (end + count > tail->entries.cap) {
		tail->entries.cap = end + count + end / 4;
		tail->entries.items = xrealloc(tail->entries.items, tail->entries.cap,
					       sizeof *tail->entries.items);
	}
	tail->entries.count += count;
	while (count-- > 0) {
		const struct term *term = &tail->terms.items[spots[count].term];
		struct entry *at = tail->entries.items + spots[count].entry;

		memmove(at + count + 1, at, (end - spots[count].entry) * sizeof *at);
		at[count].key = term_key(tail->texts.text + term->text, term->len);
		at[count].term = spots[count].term;
		end = spots[count].entry;
	}
}

static void reserve_found(struct tail *tail)
{
	size_t words = tail->numbers.count / 64 + 1;

	if (words <= tail->found_cap)
		return;
	free(tail->found);
	tail->found_cap = words + words / 2;
	tail->found = xcalloc(tail->found_cap, sizeof *tail->found);
}

static void add_run(struct tail *tail, const struct run *run, struct spot *spots)
{
	uint32_t base = (uint32_t)tail->numbers.count;

	add_members(tail, run);
	add_entries(tail, spots, add_lists(tail, run, base, spots));
	reserve_found(tail);
}

/* -- making it anew */

/* Copies what holds; MAP gets the new place of each. */
static void copy_members(const struct tail *from, struct tail *to, uint32_t *map)
{
	for (size_t i = 0; i < from->numbers.count; i++) {
		map[i] = (uint32_t)to->numbers.count;
		if (from->numbers.items[i] != GONE)
			*VEC_PUSH(&to->numbers) = from->numbers.items[i];
	}
	for (size_t i = 0; i < from->members.count; i++) {
		struct member member = from->members.items[i];

		member.place = map[member.place];
		*VEC_PUSH(&to->members) = member;
	}
}

/* Leaves the places that hold, by their new numbers; how many. */
static size_t map_places(const struct tail *from, const uint32_t *map, uint32_t *places,
			 size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (from->numbers.items[places[i]] != GONE)
			places[kept++] = map[places[i]];
	return kept;
}

static void copy_term(const struct tail *from, struct tail *to, const struct entry *entry,
		      const uint32_t *places, size_t count)
{
	const char *text;
	size_t len;
	uint32_t number;

	text = text_of(from, entry, &len);
	number = add_term(to, text, len);
	list_add(&to->pool, &to->terms.items[number].list, 0, places, count);
	*VEC_PUSH(&to->entries) = (struct entry){ entry->key, number };
}

static void renew(struct tail *tail)
{
	struct tail *fresh = tail_new();
	uint32_t *map = xmalloc(tail->numbers.count * sizeof *map);
	uint32_t *places = xmalloc(tail->numbers.count * sizeof *places);

	copy_members(tail, fresh, map);
	for (size_t i = 0; i < tail->entries.count; i++) {
		const struct entry *entry = &tail->entries.items[i];
		size_t count = list_get(&tail->pool, &tail->terms.items[entry->term].list, places);

		count = map_places(tail, map, places, count);
		if (count > 0)
			copy_term(tail, fresh, entry, places, count);
	}
	free(map);
	free(places);
	release(tail);
	*tail = *fresh;
	free(fresh);
	reserve_found(tail);
}

static bool is_mostly_gone(const struct tail *tail)
{
	size_t gone = tail->numbers.count - tail->members.count;

	return gone > GONE_MIN && gone > tail->members.count;
}

bool tail_add(struct tail *tail, const void *bytes, size_t len)
{
	struct run run;
	struct spot *spots;
	bool ok;

	if (pool_is_full(&tail->pool) || !run_open(&run, bytes, len))
		return false;
	spots = xmalloc(run.term_count * sizeof *spots);
	ok = run.count < GONE - tail->numbers.count && find_spots(tail, &run, spots);
	if (ok)
		add_run(tail, &run, spots);
	if (ok && is_mostly_gone(tail))
		renew(tail);
	free(spots);
	run_release(&run);
	return ok;
}

/* -- asking */

size_t tail_count(const struct tail *tail)
{
	return tail->members.count;
}

bool tail_has(const struct tail *tail, uint32_t number)
{
	size_t first = 0, limit = tail->members.count;

	while (first < limit) {
		size_t middle = first + (limit - first) / 2;

		if (tail->members.items[middle].number < number)
			first = middle + 1;
		else
			limit = middle;
	}
	return first < tail->members.count && tail->members.items[first].number == number;
}

static void add_number(struct bitset *set, uint32_t number)
{
	if (number / 64 < set->count)
		set->words[number / 64] |= UINT64_C(1) << number % 64;
}

void tail_members(const struct tail *tail, struct bitset *set)
{
	for (size_t i = 0; i < tail->members.count; i++)
		add_number(set, tail->members.items[i].number);
}

/* Adds the postings whose places were found. One that is gone has a number beyond every room. */
static void take_found(struct tail *tail, struct bitset *set)
{
	for (size_t i = 0; 64 * i < tail->numbers.count; i++)
		while (tail->found[i] != 0)
			add_number(set, tail->numbers.items[64 * i + bits_take(&tail->found[i])]);
}

static void find_list(struct tail *tail, size_t entry)
{
	const struct term *term = &tail->terms.items[tail->entries.items[entry].term];

	list_or(&tail->pool, &term->list, tail->found);
}

void tail_term(struct tail *tail, const char *term, size_t len, struct bitset *set)
{
	size_t at = find_entry(tail, 0, tail->entries.count, term, len);

	if (!is_term(tail, at, term, len))
		return;
	find_list(tail, at);
	take_found(tail, set);
}

/* The end of the entries that begin so, of which AT is the first one if there is any. */
static size_t find_end(const struct tail *tail, size_t at, const char *start, size_t len)
{
	size_t limit = tail->entries.count;

	while (at < limit) {
		size_t middle = at + (limit - at) / 2, text_len;
		const char *text = text_of(tail, &tail->entries.items[middle], &text_len);

		if (text_len >= len && memcmp(text, start, len) == 0)
			at = middle + 1;
		else
			limit = middle;
	}
	return at;
}

void tail_prefix(struct tail *tail, const char *start, size_t len, struct bitset *set)
{
	size_t at = find_entry(tail, 0, tail->entries.count, start, len);
	size_t end = find_end(tail, at, start, len);

	if (at == end)
		return;
	for (; at < end; at++)
		find_list(tail, at);
	take_found(tail, set);
}

size_t tail_bytes(const struct tail *tail)
{
	return sizeof *tail + tail->numbers.cap * sizeof *tail->numbers.items +
		tail->members.cap * sizeof *tail->members.items +
		tail->terms.cap * sizeof *tail->terms.items +
		tail->entries.cap * sizeof *tail->entries.items + tail->texts.cap +
		tail->pool.cap * POOL_UNIT + tail->pool.scratch_cap +
		tail->found_cap * sizeof *tail->found;
}
