/*
 * How many rows have each name.
 *
 * Counting is one addition a name, so what costs is to come to them. The names of postings that are
 * alone are gathered in a small buffer, each posting's in one copy of a fixed size where it has
 * few, so that no branch depends on how many it has; then the buffer is counted in one loop. The
 * postings of a cluster lie anywhere, so they are gathered too, and memory is asked for the names
 * of all that are gathered before the first one's are counted.
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

/* A name while clusters are counted. STAMP is the cluster, and one, that it was last counted for. */
struct seen { uint32_t stamp, count; };

struct tally {
	const struct rows *rows;
	const struct bitset *set;
	const struct name_column *column;
	uint64_t *counts;
	uint32_t buffer[BUFFER_VALUES + NAME_SLACK];
	size_t buffered;
	struct cluster_pair batch[BATCH]; /* of clusters */
	size_t batched;
	struct seen *seen;       /* by name */
};

/* -- postings that are alone */

static void count_values(struct tally *tally, const uint32_t *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		tally->counts[values[i]]++;
}

static void count_buffer(struct tally *tally)
{
	count_values(tally, tally->buffer, tally->buffered);
	tally->buffered = 0;
}

static inline void take_posting(struct tally *tally, size_t posting)
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

static void take_word(struct tally *tally, size_t first, uint64_t word)
{
	while (word != 0)
		take_posting(tally, first + bits_take(&word));
}

static void count_alone(struct tally *tally)
{
	size_t limit = tally->column->count;

	if (tally->column->value_count == 0)
		return;
	for (size_t i = 0; i < tally->set->count && 64 * i < limit; i++) {
		uint64_t word = tally->set->words[i] & ~bits_word(&tally->rows->clustered, i);

		if (limit - 64 * i < 64)
			word &= (UINT64_C(1) << limit % 64) - 1;
		take_word(tally, 64 * i, word);
	}
	count_buffer(tally);
}

/* -- clusters */

static void count_once(struct tally *tally, uint32_t posting, uint32_t stamp)
{
	const uint32_t *values = tally->column->values + tally->column->starts[posting];

	for (size_t i = 0; i < tally->column->counts[posting]; i++) {
		struct seen *seen = &tally->seen[values[i]];

		seen->count += seen->stamp != stamp;
		seen->stamp = stamp;
	}
}

static void count_batch(struct tally *tally)
{
	const struct name_column *column = tally->column;

	for (size_t i = 0; i < tally->batched; i++) {
		size_t start = column->starts[tally->batch[i].posting];

		__builtin_prefetch(column->values + start);
		__builtin_prefetch(column->values + start + LINE_VALUES);
	}
	for (size_t i = 0; i < tally->batched; i++)
		count_once(tally, tally->batch[i].posting, tally->batch[i].cluster + 1);
	tally->batched = 0;
}

static void take_member(struct tally *tally, uint32_t cluster, uint32_t posting)
{
	if (tally->batched == BATCH)
		count_batch(tally);
	__builtin_prefetch(&tally->column->starts[posting]);
	__builtin_prefetch(&tally->column->counts[posting]);
	tally->batch[tally->batched++] = (struct cluster_pair){ cluster, posting };
}

/* Takes the cluster of the member at PLACE, of which the set has none before it; returns the
 * place of the next cluster. */
static size_t take_cluster(struct tally *tally, size_t place)
{
	const struct rows *rows = tally->rows;
	uint32_t cluster = rows->cluster_of[place];

	for (; place < rows->count && rows->cluster_of[place] == cluster; place++) {
		uint32_t posting = rows->members[place];

		if (bits_has(tally->set, posting) && posting < tally->column->count)
			take_member(tally, cluster, posting);
	}
	return place;
}

/* Numbers rise with the places of a cluster, so its first member of the set is met first. */
static void take_few(struct tally *tally, struct rows *rows)
{
	uint32_t stamp = rows_stamp(rows);

	for (size_t i = 0; i < rows->clustered.count; i++) {
		uint64_t word = rows->clustered.words[i] & bits_word(tally->set, i);

		while (word != 0) {
			uint32_t place = rows->place_of[64 * i + bits_take(&word)];
			uint32_t cluster = rows->cluster_of[place];

			if (rows->stamps[cluster] != stamp)
				take_cluster(tally, place);
			rows->stamps[cluster] = stamp;
		}
	}
}

static void count_clusters(struct tally *tally, struct rows *rows)
{
	if (rows->count == 0)
		return;
	tally->seen = xcalloc(tally->column->name_count, sizeof *tally->seen);
	if (rows_are_few(rows, rows_shared(tally->set, &rows->clustered)))
		take_few(tally, rows);
	else
		for (size_t place = 0; place < rows->count;)
			place = take_cluster(tally, place);
	count_batch(tally);
	for (size_t i = 0; i < tally->column->name_count; i++)
		tally->counts[i] += tally->seen[i].count;
	free(tally->seen);
}

void rows_count_names(struct rows *rows, const struct bitset *set, const struct name_column *column,
		      uint64_t *counts)
{
	struct tally tally = { .rows = rows, .set = set, .column = column, .counts = counts };

	count_alone(&tally);
	count_clusters(&tally, rows);
}
