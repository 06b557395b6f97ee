/*
 * A run, given any bytes: reading it stays in bounds; where it is one, what is made of it is one
 * too: merged with itself it says the same, a segment of it can be read, and the tail finds its
 * postings.
 */
#include "config.h"

#include "must.h"

#include <stdint.h>
#include <string.h>

#include "index/packed.h"
#include "index/run.h"
#include "index/segment.h"
#include "index/tail.h"

#define ROOM ((size_t)1 << 20)   /* of sets */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Reads all; false where it is none. */
static bool read_all(const struct run *run)
{
	struct run_cursor cursor;
	bool is_good;

	run_cursor_init(&cursor, run);
	while (run_cursor_next(&cursor)) {
		MUST(cursor.len > 0 && cursor.len <= TERM_MAX && cursor.count > 0);
		for (size_t i = 0; i < cursor.count; i++) {
			MUST(cursor.places[i] < run->count);
			MUST(i == 0 || cursor.places[i] > cursor.places[i - 1]);
		}
	}
	is_good = !cursor.is_bad;
	run_cursor_release(&cursor);
	return is_good;
}

static void check_merge(const uint8_t *data, size_t len, bool is_good)
{
	struct strbuf once = STRBUF_INIT, twice = STRBUF_INIT;

	MUST(run_merge(data, len, data, len, &once) == is_good);
	if (is_good) {
		MUST(run_merge(once.text, once.len, once.text, once.len, &twice));
		MUST(once.len == twice.len && memcmp(once.text, twice.text, once.len) == 0);
	}
	strbuf_release(&once);
	strbuf_release(&twice);
}

static bool check_row(const char *term, size_t len, const void *packed, size_t size, void *data)
{
	(void)term;
	(void)data;
	MUST(len > 0 && packed_count(packed, size) > 0);
	return true;
}

static void check_segment(const struct run *run, bool is_good)
{
	uint32_t first = run->numbers[0], end = first - first % BLOCK_SIZE + (BLOCK_SIZE - 1);
	bool is_bad;

	MUST(segment_build(run, 1, first, end, check_row, NULL, &is_bad) == !is_bad);
	MUST(is_good || is_bad || first == end);
}

static void check_tail(const struct run *run, const uint8_t *data, size_t len, bool is_good)
{
	struct tail *tail = tail_new();
	struct run_cursor cursor;
	struct bitset set;

	MUST(tail_add(tail, data, len) == is_good);
	MUST(tail_count(tail) == (is_good ? run->count : 0));
	bitset_init(&set, ROOM);
	run_cursor_init(&cursor, run);
	while (is_good && run_cursor_next(&cursor)) {
		tail_term(tail, cursor.term, cursor.len, &set);
		for (size_t i = 0; i < cursor.count; i++)
			MUST(run->numbers[cursor.places[i]] >= bitset_limit(&set) ||
			     bitset_has(&set, run->numbers[cursor.places[i]]));
	}
	run_cursor_release(&cursor);
	bitset_release(&set);
	tail_free(tail);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct run run;
	bool is_good = run_open(&run, data, len);

	if (is_good) {
		is_good = read_all(&run);
		check_segment(&run, is_good);
		check_tail(&run, data, len, is_good);
	}
	check_merge(data, len, is_good);
	run_release(&run);
	return 0;
}
