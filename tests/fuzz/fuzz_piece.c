/*
 * Fuzz entry point: any bytes as pieces of columns. What is refused changes nothing; what is read
 * stays in bounds, and is the same when it is written and read again.
 */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "index/column.h"
#include "index/rows.h"
#include "must.h"
#include "util/alloc.h"

#define FIRST 70u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void try_number_piece(const uint8_t *data, size_t len)
{
	struct number_column column = { .values = NULL }, again = { .values = NULL };
	struct strbuf piece = STRBUF_INIT;

	number_column_set(&column, FIRST, 5);
	if (number_column_read(&column, FIRST, data, len)) {
		MUST(column.count <= FIRST + BLOCK_SIZE);
		number_column_write(&column, FIRST, (uint32_t)column.count, &piece);
		MUST(number_column_read(&again, FIRST, piece.text, piece.len));
		MUST(again.count == column.count);
		MUST(memcmp(again.values, column.values, FIRST * sizeof *again.values) == 0);
		MUST(memcmp(again.values + FIRST, column.values + FIRST,
			    (column.count - FIRST) * sizeof *again.values) == 0);
	} else {
		MUST(column.count == FIRST + 1 && column.values[FIRST] == 5);
	}
	number_column_release(&column);
	number_column_release(&again);
	strbuf_release(&piece);
}

static void check_same(const struct name_column *a, const struct name_column *b)
{
	MUST(a->count == b->count);
	for (size_t i = 0; i < a->count; i++) {
		MUST(a->counts[i] == b->counts[i] && a->starts[i] + a->counts[i] <= a->value_count);
		for (size_t k = 0; k < a->counts[i]; k++) {
			uint32_t x = a->values[a->starts[i] + k], y = b->values[b->starts[i] + k];

			MUST(x < a->name_count && y < b->name_count);
			MUST(strcmp(a->names[x], b->names[y]) == 0);
		}
	}
}

/* Every name of every posting is counted, and nothing else. */
static void check_counts(const struct name_column *column)
{
	uint64_t *counts = xcalloc(column->name_count, sizeof *counts), sum = 0, all = 0;
	struct bitset set;
	struct rows rows;

	bitset_init(&set, column->count);
	bitset_add_range(&set, 0, (uint32_t)column->count);
	rows_init(&rows, NULL, 0, column->count);
	rows_count_names(&rows, &set, column, counts);
	for (size_t i = 0; i < column->name_count; i++)
		sum += counts[i];
	for (size_t i = 0; i < column->count; i++)
		all += column->counts[i];
	MUST(sum == all);
	rows_release(&rows);
	bitset_release(&set);
	free(counts);
}

static void try_name_piece(const uint8_t *data, size_t len)
{
	struct name_column column = { .starts = NULL }, again = { .starts = NULL };
	struct strbuf piece = STRBUF_INIT;
	uint32_t name = name_column_name(&column, "a name");

	name_column_set(&column, FIRST, &name, 1);
	if (name_column_read(&column, FIRST, data, len)) {
		name_column_write(&column, FIRST, (uint32_t)column.count, &piece);
		MUST(name_column_read(&again, FIRST, piece.text, piece.len));
		check_same(&column, &again);
		check_counts(&column);
	} else {
		MUST(column.count == FIRST + 1 && column.counts[FIRST] == 1);
		MUST(column.name_count == 1);
	}
	name_column_release(&column);
	name_column_release(&again);
	strbuf_release(&piece);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	try_number_piece(data, len);
	try_name_piece(data, len);
	return 0;
}
