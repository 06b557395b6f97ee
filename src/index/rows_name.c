/*
 * How many rows have each name.
 *
 * Counting is one addition a name, so what costs is to come to them. The names of postings that are
 * alone are gathered in a small buffer, each posting's in one copy of a fixed size where it has
 * few, so that no branch depends on how many it has; then the buffer is counted in one loop. Where
 * the postings lie far apart, as those of a cluster do, they are gathered too, and memory is asked
 * for the names of all that are gathered before the first one's are counted.
 */
#include "config.h"

#include "index/rows.h"

#include <stdlib.h>
#include <string.h>

#include "index/bits_int.h"
#include "index/name_int.h"
#include "index/rows_int.h"
#include "util/alloc.h"

#define BUFFER_VALUES 1024u
#define BATCH 128u               /* postings whose names fit in the first cache */
#define LINE_VALUES 16u          /* in a line of the cache */
#define SPARSE 4u                /* fewer than one in so many: the next one is not in a line near */
#define FEW 16u                  /* members in the time that one is looked up from its bit */

/* A name while clusters are counted: the mark that it was last counted for. */
struct seen { uint32_t mark, count; };

/* A posting of a cluster has a mark that is even where it counts, odd where it is taken away. */
#define NO_MARK 0u
#define MARK(cluster) (2 * ((cluster) + 1))

struct tally {
	const struct rows *rows;
	const struct bitset *set, *all; /* ALL: what of it is not in SET is taken away */
	const struct name_column *column;
	uint64_t *counts;
	uint64_t one;            /* what a posting that is alone adds */
	uint32_t buffer[BUFFER_VALUES + NAME_SLACK];
	size_t buffered;
	struct { uint32_t posting, mark; } batch[BATCH];
	size_t batched;
	struct seen *seen;       /* by name */
};

/* The postings to look at, of a word. */
static uint64_t word_of(const struct tally *tally, size_t at)
{
	uint64_t word = bits_word(tally->set, at);

	return tally->all ? bits_word(tally->all, at) & ~word : word;
}

static bool has(const struct tally *tally, uint32_t posting)
{
	bool is_member = bits_has(tally->set, posting);

	return tally->all ? bits_has(tally->all, posting) && !is_member : is_member;
}

/* -- counting */

static void count_values(struct tally *tally, const uint32_t *values, size_t count)
{
	uint64_t *counts = tally->counts, one = tally->one;

	for (size_t i = 0; i < count; i++)
		counts[values[i]] += one;
}

static void count_buffer(struct tally *tally)
{
	count_values(tally, tally->buffer, tally->buffered);
	tally->buffered = 0;
}

static inline void count_alone(struct tally *tally, size_t posting)
{
	const uint32_t *values = tally->column->values + tally->column->starts[posting];
	size_t count = tally->column->counts[posting];

	if (count > NAME_SLACK) {
		count_values(tally, values, count);
		return;
	}
	if (tally->buffered + count > BUFFER_VALUES)
		count_buffer(tally);
	memcpy(tally->buffer + tally->buffered, values, NAME_SLACK * sizeof *values);
	tally->buffered += count;
}

static void count_member(struct tally *tally, uint32_t posting, uint32_t mark)
{
	const uint32_t *values = tally->column->values + tally->column->starts[posting];
	size_t count = tally->column->counts[posting];
	uint32_t one = mark % 2 == 0 ? 1 : UINT32_MAX;
	struct seen *seen = tally->seen;

	for (size_t i = 0; i < count; i++) {
		uint32_t name = values[i];

		seen[name].count += seen[name].mark != mark ? one : 0;
		seen[name].mark = mark;
	}
}

/* -- gathering */

static void count_batch(struct tally *tally)
{
	const struct name_column *column = tally->column;

	for (size_t i = 0; i < tally->batched; i++) {
		size_t start = column->starts[tally->batch[i].posting];

		__builtin_prefetch(column->values + start);
		__builtin_prefetch(column->values + start + LINE_VALUES - 1);
	}
	for (size_t i = 0; i < tally->batched; i++) {
		if (tally->batch[i].mark == NO_MARK)
			count_alone(tally, tally->batch[i].posting);
		else
			count_member(tally, tally->batch[i].posting, tally->batch[i].mark);
	}
	tally->batched = 0;
}

static inline void gather(struct tally *tally, uint32_t posting, uint32_t mark)
{
	if (posting >= tally->column->count)
		return;
	if (tally->batched == BATCH)
		count_batch(tally);
	__builtin_prefetch(&tally->column->starts[posting]);
	__builtin_prefetch(&tally->column->counts[posting]);
	tally->batch[tally->batched].posting = posting;
	tally->batch[tally->batched++].mark = mark;
}

/* -- postings that are alone */

static void take_word(struct tally *tally, size_t first, uint64_t word, bool is_sparse)
{
	if (is_sparse || first + 64 > tally->column->count)
		while (word != 0)
			gather(tally, (uint32_t)first + bits_take(&word), NO_MARK);
	else
		while (word != 0)
			count_alone(tally, first + bits_take(&word));
}

static void take_alone(struct tally *tally)
{
	const struct bitset *whole = tally->all ? tally->all : tally->set;
	uint64_t count = bitset_count(whole) - (tally->all ? bitset_count(tally->set) : 0);
	bool is_sparse = count * SPARSE < tally->column->count;

	for (size_t i = 0; i < whole->count; i++)
		take_word(tally, 64 * i,
			  word_of(tally, i) & ~bits_word(&tally->rows->clustered, i), is_sparse);
	count_batch(tally);
	count_buffer(tally);
}

/* -- clusters */

static void take_members(struct tally *tally, size_t place, const struct bitset *set, uint32_t mark)
{
	const struct rows *rows = tally->rows;
	uint32_t cluster = rows->cluster_of[place];

	for (; place < rows->count && rows->cluster_of[place] == cluster; place++)
		if (bits_has(set, rows->members[place]))
			gather(tally, rows->members[place], mark);
}

/* Takes the cluster whose first member is at PLACE. */
static void take_cluster(struct tally *tally, size_t place)
{
	uint32_t mark = MARK(tally->rows->cluster_of[place]);

	take_members(tally, place, tally->set, mark);
	if (tally->all)
		take_members(tally, place, tally->all, mark + 1);
}

/* The place behind the cluster of the member at PLACE; *is_met where one of it is looked at. */
static size_t pass_cluster(const struct tally *tally, size_t place, bool *is_met)
{
	const struct rows *rows = tally->rows;
	uint32_t cluster = rows->cluster_of[place];

	for (*is_met = false; place < rows->count && rows->cluster_of[place] == cluster; place++)
		*is_met |= has(tally, rows->members[place]);
	return place;
}

static void take_every_cluster(struct tally *tally)
{
	size_t next;
	bool is_met;

	for (size_t place = 0; place < tally->rows->count; place = next) {
		next = pass_cluster(tally, place, &is_met);
		if (is_met)
			take_cluster(tally, place);
	}
}

static size_t first_of_cluster(const struct rows *rows, size_t place)
{
	while (place > 0 && rows->cluster_of[place - 1] == rows->cluster_of[place])
		place--;
	return place;
}

/* A stamp that no cluster has. */
static uint32_t next_stamp(struct rows *rows)
{
	if (rows->stamp == UINT32_MAX) {
		memset(rows->stamps, 0, rows->cluster_count * sizeof *rows->stamps);
		rows->stamp = 0;
	}
	return ++rows->stamp;
}

static void take_met_clusters(struct tally *tally, struct rows *rows)
{
	uint32_t stamp = next_stamp(rows);

	for (size_t i = 0; i < rows->clustered.count; i++) {
		uint64_t word = rows->clustered.words[i] & word_of(tally, i);

		while (word != 0) {
			uint32_t place = rows->place_of[64 * i + bits_take(&word)];
			uint32_t cluster = rows->cluster_of[place];

			if (rows->stamps[cluster] != stamp)
				take_cluster(tally, first_of_cluster(rows, place));
			rows->stamps[cluster] = stamp;
		}
	}
}

/* The members of clusters that are looked at. */
static uint64_t count_met(const struct tally *tally)
{
	const struct bitset *clustered = &tally->rows->clustered;
	uint64_t members = rows_shared(tally->set, clustered);

	return tally->all ? rows_shared(tally->all, clustered) - members : members;
}

static void take_clusters(struct tally *tally, struct rows *rows)
{
	uint64_t met = count_met(tally);

	if (met == 0)
		return;
	tally->seen = xcalloc(tally->column->name_count, sizeof *tally->seen);
	if (met * FEW < rows->count)
		take_met_clusters(tally, rows);
	else
		take_every_cluster(tally);
	count_batch(tally);
	for (size_t i = 0; i < tally->column->name_count; i++)
		tally->counts[i] += (uint64_t)(int64_t)(int32_t)tally->seen[i].count;
	free(tally->seen);
}

static void count_names(struct tally *tally, struct rows *rows)
{
	if (tally->column->value_count == 0)
		return;
	take_alone(tally);
	take_clusters(tally, rows);
}

void rows_count_names(struct rows *rows, const struct bitset *set, const struct name_column *column,
		      uint64_t *counts)
{
	struct tally tally = {
		.rows = rows, .set = set, .column = column, .counts = counts, .one = 1
	};

	count_names(&tally, rows);
}

void rows_reduce_names(struct rows *rows, const struct bitset *all, const struct bitset *set,
		       const struct name_column *column, uint64_t *counts)
{
	struct tally tally = {
		.rows = rows, .set = set, .all = all, .column = column, .counts = counts,
		.one = UINT64_MAX
	};

	count_names(&tally, rows);
}
