/*
 * Whether the sets say what the texts say.
 *
 * Each segment, and the tail, is made anew in memory and compared with what is stored. That takes a
 * while, in which somebody may put postings: a part is looked at again where the counters of the
 * engine moved meanwhile, and the last time in a transaction, for which the others wait.
 */
#include "config.h"

#include "store/check_int.h"

#include "index/segment.h"
#include "index/tail.h"
#include "store/documents_int.h"
#include "store/facts_int.h"
#include "store/runs_int.h"
#include "store/segment_rows_int.h"
#include "store/store_int.h"
#include "util/vec.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define TRIES 3

void check_fault(struct checking *checking, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	strbuf_vprintf(&checking->faults, format, args);
	va_end(args);
	strbuf_putc(&checking->faults, '\0');
}

/* -- the state */

static bool ask(struct checking *checking, const char *sql, int64_t *value)
{
	sqlite3_stmt *stmt = stmt_get(&checking->store->connection, sql, checking->err);

	return stmt && stmt_value(&checking->store->connection, stmt, -1, value, checking->err);
}

static bool read_segments(struct checking *checking)
{
	struct connection *connection = &checking->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT id, first, end FROM segment WHERE is_whole ORDER BY first", checking->err);
	enum stmt_step step = STMT_FAILED;

	VEC_CLEAR(&checking->segments);
	while (stmt && (step = stmt_step(connection, stmt, checking->err)) == STMT_ROW)
		*VEC_PUSH(&checking->segments) = (struct stretch){
			sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
			sqlite3_column_int64(stmt, 2),
		};
	return step == STMT_DONE;
}

static bool read_touched(struct checking *checking)
{
	struct connection *connection = &checking->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection, "SELECT posting FROM touched", checking->err);
	enum stmt_step step = STMT_FAILED;

	while (stmt && (step = stmt_step(connection, stmt, checking->err)) == STMT_ROW)
		bitset_add(&checking->touched, (uint32_t)sqlite3_column_int64(stmt, 0));
	return step == STMT_DONE;
}

/* As the engine takes the runs in. */
static bool is_tail(const struct runs *runs)
{
	struct tail *tail = tail_new();
	bool ok = true;

	for (size_t i = 0; ok && i < runs->count; i++)
		ok = tail_add(tail, runs->bytes[i].text, runs->bytes[i].len);
	tail_free(tail);
	return ok;
}

/* A run that is none is a fault; then there is no tail. */
static bool read_tail(struct checking *checking)
{
	struct err err = ERR_INIT;
	bool ok = runs_read(checking->store, &checking->runs, &err), is_bad;

	is_bad = ok ? !is_tail(&checking->runs) : err.status == STATUS_BAD_DATA;
	if (is_bad)
		check_fault(checking, "the words of the newest postings are damaged");
	else if (!ok && checking->err)
		err_set(checking->err, err.status, "%s", err.text);
	for (size_t i = 0; i < checking->runs.count; i++)
		for (size_t k = 0; k < checking->runs.runs[i].count; k++)
			bitset_add(&checking->tail, checking->runs.runs[i].numbers[k]);
	err_release(&err);
	return ok || is_bad;
}

static bool read_counters(struct checking *checking)
{
	return ask(checking, "SELECT change FROM engine", &checking->change) &&
	       ask(checking, "SELECT layout FROM engine", &checking->layout) &&
	       ask(checking, "SELECT sealed FROM engine", &checking->sealed) &&
	       ask(checking, "SELECT coalesce(max(id), 0) FROM posting", &checking->last);
}

static bool has_moved(struct checking *checking, bool *moved)
{
	int64_t change, layout;

	if (!ask(checking, "SELECT change FROM engine", &change) ||
	    !ask(checking, "SELECT layout FROM engine", &layout))
		return false;
	*moved = change != checking->change || layout != checking->layout;
	return true;
}

/* -- a segment */

static bool check_segment(struct checking *checking, const struct stretch *segment)
{
	size_t wrong = 0;

	if (segment->first < 1 || segment->first >= segment->end ||
	    segment->end > checking->last + 1 ||
	    segment->first / BLOCK_SIZE != (segment->end - 1) / BLOCK_SIZE)
		return true;     /* said by check_stretches() */
	if (!check_terms(checking, segment) ||
	    !facts_check_pieces(checking->store, segment->id, segment->first, segment->end,
				&checking->touched, &wrong, checking->err))
		return false;
	if (wrong > 0)
		check_fault(checking, "of the postings %" PRId64 " to %" PRId64
			    " %zu columns do not agree with the rows", segment->first,
			    segment->end - 1, wrong);
	return true;
}

/* -- the tail */

/* What the texts of the tail's postings in one block say, as a run. */
static bool make_run(struct checking *checking, int64_t first, int64_t end, struct strbuf *out)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf terms = STRBUF_INIT;
	bool ok = true;

	for (int64_t id = first; ok && id < end; id++) {
		if (!bitset_has(&checking->tail, (uint32_t)id))
			continue;
		strbuf_clear(&terms);
		ok = documents_terms(checking->store, id, &terms, checking->err);
		run_builder_add(builder, (uint32_t)id, &terms);
	}
	run_builder_write(builder, out);
	run_builder_free(builder);
	strbuf_release(&terms);
	return ok;
}

static bool check_tail_block(struct checking *checking, int64_t first, int64_t end)
{
	struct segment_rows have = { STRBUF_INIT }, want = { STRBUF_INIT };
	struct strbuf bytes = STRBUF_INIT;
	bool is_bad = false, ok = make_run(checking, first, end, &bytes);
	struct run run;

	if (ok && bytes.len > 0) {
		bool is_right = segment_build(checking->runs.runs, checking->runs.count,
					      (uint32_t)first, (uint32_t)end, segment_rows_put,
					      &have, &is_bad);

		if (run_open(&run, bytes.text, bytes.len)) {
			segment_build(&run, 1, (uint32_t)first, (uint32_t)end, segment_rows_put,
				      &want, &is_bad);
			run_release(&run);
		}
		is_right = is_right && have.bytes.len == want.bytes.len &&
			   memcmp(have.bytes.text, want.bytes.text, want.bytes.len) == 0;
		if (!is_right)
			check_fault(checking, "the words of the newest postings do not agree"
				    " with their texts");
	}
	segment_rows_release(&have);
	segment_rows_release(&want);
	strbuf_release(&bytes);
	return ok;
}

static bool check_tail(struct checking *checking)
{
	bool ok = true;

	for (int64_t first = 0; ok && first <= checking->last; first += BLOCK_SIZE) {
		int64_t end = first + BLOCK_SIZE;

		ok = check_tail_block(checking, first > 0 ? first : 1,
				      end <= checking->last ? end : checking->last + 1);
	}
	return ok;
}

/* -- all of it */

/* Segments stand one after another, each in its block, and the tail has all that is behind them. */
static void check_stretches(struct checking *checking)
{
	int64_t next = 1;

	for (size_t i = 0; i < checking->segments.count; i++) {
		const struct stretch *segment = &checking->segments.items[i];

		if (segment->first != next || segment->end <= next ||
		    segment->end > checking->last + 1 ||
		    next / BLOCK_SIZE != (segment->end - 1) / BLOCK_SIZE) {
			check_fault(checking, "the segments of its sets do not follow each other");
			return;
		}
		next = segment->end;
	}
	if (next != checking->sealed)
		check_fault(checking, "the sets end at another posting than is noted");
	for (int64_t id = next; id <= checking->last; id++)
		if (!bitset_has(&checking->tail, (uint32_t)id)) {
			check_fault(checking, "posting %" PRId64 " and perhaps others are in no"
				    " set", id);
			return;
		}
}

static bool begin(struct checking *checking)
{
	int64_t count, is_built;

	if (!read_counters(checking) || !read_segments(checking) ||
	    !ask(checking, "SELECT count(*) FROM posting", &count) ||
	    !ask(checking, "SELECT is_built FROM engine", &is_built))
		return false;
	if (count != checking->last) {
		check_fault(checking, "its postings are not numbered one after another");
		checking->last = 0;
	}
	if (is_built != 1)
		check_fault(checking, "its sets are not built");
	bitset_init(&checking->tail, (size_t)checking->last + 1);
	bitset_init(&checking->touched, (size_t)checking->last + 1);
	return read_tail(checking) && read_touched(checking);
}

static bool look(struct checking *checking)
{
	bool ok = begin(checking);

	if (!ok || checking->faults.len > 0)
		return ok;
	check_stretches(checking);
	for (size_t i = 0; ok && i < checking->segments.count; i++)
		ok = check_segment(checking, &checking->segments.items[i]);
	return ok && check_tail(checking);
}

static void release(struct checking *checking)
{
	VEC_RELEASE(&checking->segments);
	runs_release(&checking->runs);
	bitset_release(&checking->tail);
	bitset_release(&checking->touched);
	strbuf_release(&checking->faults);
}

/* One try; *again where what was seen may be of two states. */
static bool try(struct store *store, bool is_last, struct strbuf *faults, bool *again,
		struct err *err)
{
	struct checking checking = { .store = store, .faults = STRBUF_INIT, .err = err };
	bool ok = !is_last || stmt_exec(&store->connection, "BEGIN", err);

	*again = false;
	ok = ok && look(&checking) && (is_last || has_moved(&checking, again));
	if (is_last && !sqlite3_get_autocommit(store->connection.db))
		stmt_exec(&store->connection, "COMMIT", NULL);
	strbuf_clear(faults);
	strbuf_add(faults, checking.faults.text, checking.faults.len);
	release(&checking);
	return ok;
}

bool seal_check(struct store *store, void (*fn)(const char *fault, void *data), void *data,
		bool *is_sound, struct err *err)
{
	struct strbuf faults = STRBUF_INIT;
	bool again = true, ok = true;

	for (int tries = 1; ok && again; tries++)
		ok = try(store, tries == TRIES, &faults, &again, err);
	for (size_t at = 0; ok && at < faults.len; at += strlen(faults.text + at) + 1) {
		fn(faults.text + at, data);
		*is_sound = false;
	}
	strbuf_release(&faults);
	return ok;
}
