/* Clues: those of a transaction, in memory, and the runs behind them. */
#include "config.h"

#include "store/clue_int.h"

#include "store/clue_row_int.h"
#include "store/clue_run_int.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/hash.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

#define HEADS_FIRST 1024
/* So many runs of a size become one. */
#define MERGED 4
/* Where rows are read again, so many clues make a run. */
#define RUN_ENTRIES ((size_t)1 << 20)
/* A posting has about 15 clues. With many more most are outdated, and all are made anew. */
#define ENTRIES_OF_POSTING 64
#define ENTRIES_FINE 100000

#define NONE UINT32_MAX

struct clues {
	/* What was added; `next` leads to the one before it with the same head. */
	struct added { struct clue_entry entry; uint32_t next; } *items;
	size_t count, cap;
	uint32_t *heads;         /* the last one added of those whose clues end alike */
	size_t head_count;       /* a power of two, not below the count */
	struct clue_runs runs;
};

/* -- clues as such */

/* All bits depend on all bits (the finalizer of MurmurHash3). */
static uint64_t mix(uint64_t number)
{
	number = (number ^ number >> 33) * UINT64_C(0xFF51AFD7ED558CCD);
	number = (number ^ number >> 33) * UINT64_C(0xC4CEB9FE1A85EC53);
	return (number ^ number >> 33) >> (64 - CLUE_BITS);
}

uint64_t clue_number(enum clue_kind kind, int64_t number)
{
	return mix((uint64_t)number + (uint64_t)kind * UINT64_C(0x9E3779B97F4A7C15));
}

uint64_t clue_texts(enum clue_kind kind, const char *text, const char *other)
{
	struct hash hash;

	hash_init(&hash);
	hash_add(&hash, text, strlen(text) + 1);
	if (other)
		hash_add(&hash, other, strlen(other));
	return clue_number(kind, (int64_t)hash.low);
}

uint64_t clue_text(enum clue_kind kind, const char *text)
{
	return clue_texts(kind, text, NULL);
}

/* -- what was added */

static void make_heads(struct clues *clues, size_t count)
{
	free(clues->heads);
	clues->head_count = count;
	clues->heads = xmalloc(count * sizeof *clues->heads);
	memset(clues->heads, 0xff, count * sizeof *clues->heads);
	for (size_t i = 0; i < clues->count; i++) {
		uint32_t *head = &clues->heads[clues->items[i].entry.clue & (count - 1)];

		clues->items[i].next = *head;
		*head = (uint32_t)i;
	}
}

struct clues *clues_new(void)
{
	struct clues *clues = xcalloc(1, sizeof *clues);

	make_heads(clues, HEADS_FIRST);
	return clues;
}

static void drop_runs(struct clues *clues)
{
	for (size_t i = 0; i < clues->runs.count; i++)
		clue_run_release(&clues->runs.items[i]);
	VEC_CLEAR(&clues->runs);
}

static void drop_added(struct clues *clues)
{
	VEC_CLEAR(clues);
	make_heads(clues, HEADS_FIRST);
}

void clues_forget(struct clues *clues)
{
	drop_runs(clues);
	drop_added(clues);
}

void clues_free(struct clues *clues)
{
	drop_runs(clues);
	VEC_RELEASE(&clues->runs);
	VEC_RELEASE(clues);
	free(clues->heads);
	free(clues);
}

void clues_add(struct clues *clues, uint64_t clue, int64_t posting)
{
	uint32_t *head;

	if (posting <= 0 || posting > UINT32_MAX || clues->count == NONE)
		return;
	if (clues->count == clues->head_count)
		make_heads(clues, 2 * clues->head_count);
	head = &clues->heads[clue & (clues->head_count - 1)];
	*VEC_PUSH(clues) = (struct added){ { clue, (uint32_t)posting }, *head };
	*head = (uint32_t)(clues->count - 1);
}

size_t clues_place(const struct clues *clues)
{
	return clues->count;
}

/* The last one added is always the head of its row. */
void clues_return(struct clues *clues, size_t place)
{
	while (clues->count > place) {
		const struct added *last = &clues->items[--clues->count];

		clues->heads[last->entry.clue & (clues->head_count - 1)] = last->next;
	}
}

/* -- finding */

static int compare_postings(const void *a, const void *b)
{
	const int64_t *one = a, *other = b;

	return (*one > *other) - (*one < *other);
}

static void sort_finds(struct clue_finds *finds)
{
	size_t kept = 0;

	if (finds->count > 1)
		qsort(finds->items, finds->count, sizeof *finds->items, compare_postings);
	for (size_t i = 0; i < finds->count; i++)
		if (kept == 0 || finds->items[kept - 1] != finds->items[i])
			finds->items[kept++] = finds->items[i];
	finds->count = kept;
}

bool clues_find(struct store *store, uint64_t clue, size_t limit, struct clue_finds *finds,
		bool *is_all, struct err *err)
{
	struct clues *clues = store->clues;
	uint32_t at = clues->heads[clue & (clues->head_count - 1)];
	bool is_cut = false;

	VEC_CLEAR(finds);
	for (; at != NONE; at = clues->items[at].next)
		if (clues->items[at].entry.clue == clue)
			*VEC_PUSH(finds) = clues->items[at].entry.posting;
	for (size_t i = 0; i < clues->runs.count; i++)
		if (!clue_run_find(&store->connection, &clues->runs.items[i], clue, limit, finds,
				   &is_cut, err))
			return false;
	sort_finds(finds);
	*is_all = !is_cut && finds->count <= limit;
	if (finds->count > limit)
		finds->count = limit;
	return true;
}

/* -- runs */

/* Runs are of one size where the same power of four is in their entries. */
static unsigned size_of(const struct clue_run *run)
{
	unsigned size = 0;

	for (uint64_t entries = run->entries; entries > 3; entries /= 4)
		size++;
	return size;
}

static int64_t next_run(const struct clues *clues)
{
	return clues->runs.count > 0 ? clues->runs.items[clues->runs.count - 1].id + 1 : 1;
}

/* Puts MERGED runs of SIZE together; false in *merged where there are not so many. */
static bool merge_size(struct store *store, unsigned size, bool *merged, struct err *err)
{
	struct clue_runs *runs = &store->clues->runs;
	const struct clue_run *chosen[MERGED];
	struct clue_run made;
	size_t count = 0, kept = 0;

	for (size_t i = 0; i < runs->count && count < MERGED; i++)
		if (size_of(&runs->items[i]) == size)
			chosen[count++] = &runs->items[i];
	*merged = count == MERGED;
	if (!*merged)
		return true;
	if (!clue_runs_merge(&store->connection, chosen, count, next_run(store->clues), &made, err))
		return false;
	for (size_t i = 0, at = 0; i < runs->count; i++) {
		if (at < MERGED && chosen[at] == &runs->items[i]) {
			clue_run_release(&runs->items[i]);
			at++;
		} else {
			runs->items[kept++] = runs->items[i];
		}
	}
	runs->count = kept;
	*VEC_PUSH(runs) = made;
	return true;
}

/* What is merged may be one too many of the next size. */
static bool merge_runs(struct store *store, struct err *err)
{
	const struct clue_runs *runs = &store->clues->runs;
	bool merged = true;

	while (merged) {
		merged = false;
		for (size_t i = 0; !merged && i < runs->count; i++)
			if (!merge_size(store, size_of(&runs->items[i]), &merged, err))
				return false;
	}
	return true;
}

static int compare_added(const void *a, const void *b)
{
	const struct added *one = a, *other = b;

	return clue_entry_compare(&one->entry, &other->entry);
}

/* The order of what was added is lost; it is dropped afterwards. */
static bool write_run(struct store *store, struct clue_run *run, struct err *err)
{
	struct clues *clues = store->clues;
	struct clue_writer writer;
	bool ok = true;

	qsort(clues->items, clues->count, sizeof *clues->items, compare_added);
	clue_writer_init(&writer, &store->connection, next_run(clues), clues->count);
	for (size_t i = 0; ok && i < clues->count; i++)
		ok = clue_writer_add(&writer, &clues->items[i].entry, err);
	ok = clue_writer_end(&writer, ok, err);
	*run = writer.run;
	drop_added(clues);
	return ok;
}

bool clues_flush(struct store *store, struct err *err)
{
	struct clue_run run;

	if (store->clues->count == 0)
		return true;
	if (!write_run(store, &run, err))
		return false;
	*VEC_PUSH(&store->clues->runs) = run;
	return merge_runs(store, err);
}

/* -- beginning */

/* The runs as they are now; filters that were read stay, since a run never changes. */
static bool read_runs(struct store *store, struct err *err)
{
	struct clue_runs *old = &store->clues->runs, now = { 0 };
	bool ok = clue_runs_read(&store->connection, &now, err);

	for (size_t i = 0, at = 0; ok && i < now.count; i++) {
		while (at < old->count && old->items[at].id < now.items[i].id)
			at++;
		if (at < old->count && old->items[at].id == now.items[i].id) {
			now.items[i].filter = old->items[at].filter;
			now.items[i].looks = old->items[at].looks;
			old->items[at].filter = NULL;
		}
	}
	drop_runs(store->clues);
	VEC_RELEASE(old);
	*old = now;
	return ok;
}

static bool delete_runs(struct store *store, struct err *err)
{
	struct clues *clues = store->clues;

	for (size_t i = 0; i < clues->runs.count; i++)
		if (!clue_run_delete(&store->connection, clues->runs.items[i].id, err))
			return false;
	drop_runs(clues);
	return true;
}

static bool make_runs(struct store *store, struct err *err)
{
	int64_t after = 0;
	bool is_last = false;

	if (!delete_runs(store, err))
		return false;
	while (!is_last)
		if (!clue_rows_add(store, RUN_ENTRIES, &after, &is_last, err) ||
		    !clues_flush(store, err))
			return false;
	return true;
}

static bool count_postings(struct store *store, int64_t *count, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, "SELECT max(id) FROM posting", err);

	return stmt && stmt_value(&store->connection, stmt, 0, count, err);
}

bool clues_begin(struct store *store, struct err *err)
{
	struct clues *clues = store->clues;
	uint64_t entries = 0;
	int64_t postings;

	drop_added(clues);
	if (!read_runs(store, err) || !count_postings(store, &postings, err))
		return false;
	for (size_t i = 0; i < clues->runs.count; i++)
		entries += clues->runs.items[i].entries;
	if (entries > 0 ? entries <= (uint64_t)postings * ENTRIES_OF_POSTING + ENTRIES_FINE
			: postings == 0)
		return true;
	return make_runs(store, err);
}
