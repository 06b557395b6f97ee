/* Making segments: of the tail, of texts, and anew. */
#include "config.h"

#include "store/seal_int.h"

#include "store/documents_int.h"
#include "store/facts_int.h"
#include "store/phrases_int.h"
#include "store/runs_int.h"
#include "store/segment_rows_int.h"
#include "store/store_int.h"
#include "store/turn_int.h"
#include "util/date.h"
#include "util/vec.h"

/* A tail below `tail` is quick to read, and fewer postings than `phrases` are looked through in
 * their texts in a moment. */
const struct seal_limits seal_defaults = {
	.tail = 8192, .phrases = 2048, .phrases_step = 8192, .segments = 4, .changed = 4096,
};

/* After so long a segment that is not whole was left by one that was killed. */
#define LEFT_SECONDS 3600

/* A segment on its way. */
struct sealing {
	struct store *store;
	int64_t id, first, limit, began;
	int64_t change;          /* facts up to here are in its pieces */
	int64_t layout;          /* of the segments and runs that it was made of */
	struct runs runs;
	struct segment_rows rows;
	bool is_anew;            /* made of texts, it takes the place of what stands there */
};

static bool run(struct store *store, const char *sql, int64_t a, int64_t b, int64_t c,
		struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, err);
	int64_t values[] = { a, b, c };

	if (!stmt)
		return false;
	for (int i = 0; i < sqlite3_bind_parameter_count(stmt) && i < 3; i++)
		stmt_int(stmt, i + 1, values[i]);
	return stmt_run(&store->connection, stmt, err);
}

static bool ask(struct store *store, const char *sql, int64_t a, int64_t b, int64_t *value,
		struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, err);
	int64_t values[] = { a, b };

	if (!stmt)
		return false;
	for (int i = 0; i < sqlite3_bind_parameter_count(stmt) && i < 2; i++)
		stmt_int(stmt, i + 1, values[i]);
	return stmt_value(&store->connection, stmt, 0, value, err);
}

/* -- one segment */

/* No number comes twice, also where segments went: who looks on knows new ones by that. */
static bool open_segment(struct sealing *sealing, struct err *err)
{
	struct store *store = sealing->store;
	bool ok = turn_begin(store, err);

	if (!ok)
		return false;
	ok = run(store, "INSERT INTO segment(id, first, end, began) SELECT 1 + max(layout,"
		 " (SELECT coalesce(max(id), 0) FROM segment)), ?, ?, ? FROM engine",
		 sealing->first, sealing->limit, sealing->began, err);
	sealing->id = sqlite3_last_insert_rowid(store->connection.db);
	return store_end(store, ok, err);
}

static bool build_rows(struct sealing *sealing, struct err *err)
{
	struct strbuf bytes = STRBUF_INIT;
	struct run made;
	bool is_bad = false, ok = true;

	if (sealing->is_anew) {
		ok = documents_run(sealing->store, sealing->first, sealing->limit, &bytes, err) &&
		     run_open(&made, bytes.text, bytes.len);
		if (ok)
			ok = segment_build(&made, 1, (uint32_t)sealing->first,
					   (uint32_t)sealing->limit, segment_rows_put,
					   &sealing->rows, &is_bad);
		if (bytes.len > 0 && ok)
			run_release(&made);
	} else {
		ok = segment_build(sealing->runs.runs, sealing->runs.count,
				   (uint32_t)sealing->first, (uint32_t)sealing->limit,
				   segment_rows_put, &sealing->rows, &is_bad);
	}
	strbuf_release(&bytes);
	if (is_bad)
		return err_set(err, STATUS_BAD_DATA, "%s: the words of its newest postings are "
			       "damaged; run shortlist check --rebuild", sealing->store->path);
	return ok;
}

/* Whether nobody else was quicker: since the runs were read no segment was made and none of them
 * taken out, and this segment was not taken for one that was left (the machine may have slept). It
 * starts where the sealed postings end, or takes the place of whole others. */
static bool is_wanted(struct sealing *sealing, bool *wanted, struct err *err)
{
	struct store *store = sealing->store;
	int64_t layout = 0, began = 0, sealed = 0, cut = 0;

	if (!ask(store, "SELECT layout FROM engine", 0, 0, &layout, err) ||
	    !ask(store, "SELECT began FROM segment WHERE id = ?", sealing->id, 0, &began, err) ||
	    !ask(store, "SELECT sealed FROM engine", 0, 0, &sealed, err) ||
	    !ask(store, "SELECT count(*) FROM segment WHERE is_whole AND first < ?2 AND end > ?1"
		 " AND NOT (first >= ?1 AND end <= ?2)", sealing->first, sealing->limit, &cut, err))
		return false;
	*wanted = layout == sealing->layout && began == sealing->began && cut == 0 &&
		  (sealing->is_anew ? sealing->first <= sealed : sealing->first == sealed);
	return true;
}

/* What came too late goes with the next cleaning. */
static bool give_up(struct sealing *sealing, struct err *err)
{
	return run(sealing->store, "UPDATE segment SET began = 0 WHERE id = ?", sealing->id, 0, 0,
		   err);
}

/* From here on it counts. */
static bool take_effect(struct sealing *sealing, struct err *err)
{
	struct store *store = sealing->store;
	int64_t first = sealing->first, limit = sealing->limit;

	return (!sealing->is_anew ||
		run(store, "UPDATE segment SET is_whole = 0, began = 0 WHERE first >= ?"
		    " AND end <= ? AND is_whole", first, limit, 0, err)) &&
	       run(store, "UPDATE segment SET is_whole = 1 WHERE id = ?", sealing->id, 0, 0, err) &&
	       run(store, "UPDATE engine SET sealed = max(sealed, ?), layout = layout + 1", limit,
		   0, 0, err) &&
	       run(store, "DELETE FROM touched WHERE posting >= ? AND posting < ? AND change <= ?",
		   first, limit, sealing->change, err) &&
	       runs_take_out(store, &sealing->runs, first, limit, err);
}

static bool finish(struct sealing *sealing, struct err *err)
{
	struct store *store = sealing->store;
	bool wanted = false, ok = turn_begin(store, err);

	if (!ok)
		return false;
	ok = is_wanted(sealing, &wanted, err) &&
	     (wanted ? take_effect(sealing, err) : give_up(sealing, err));
	return store_end(store, ok, err);
}

/* Its writer, should it still be there, sees that it comes too late. */
static bool claim_left(struct store *store, struct err *err)
{
	bool ok = turn_begin(store, err);

	if (!ok)
		return false;
	ok = run(store, "UPDATE segment SET began = 0 WHERE NOT is_whole AND began < ?",
		 clock_seconds() - LEFT_SECONDS, 0, 0, err);
	return store_end(store, ok, err);
}

/* Drops what counts for nothing: replaced segments, and those that were left. */
static bool clean_up(struct store *store, struct err *err)
{
	int64_t left = 0, id = 0;
	bool ok = ask(store, "SELECT count(*) FROM segment WHERE NOT is_whole AND began > 0"
		      " AND began < ?", clock_seconds() - LEFT_SECONDS, 0, &left, err) &&
		  (left == 0 || claim_left(store, err));

	do {
		ok = ok && ask(store, "SELECT id FROM segment WHERE NOT is_whole AND began = 0", 0,
			       0, &id, err) && (id == 0 || segment_rows_drop(store, id, err));
	} while (ok && id > 0);
	return ok;
}

static bool make_segment(struct store *store, int64_t first, int64_t limit, bool is_anew,
			 struct err *err)
{
	struct sealing sealing = { .store = store, .first = first, .limit = limit,
				   .began = clock_seconds(), .is_anew = is_anew,
				   .rows = { STRBUF_INIT } };
	bool ok = ask(store, "SELECT change FROM engine", 0, 0, &sealing.change, err) &&
		  ask(store, "SELECT layout FROM engine", 0, 0, &sealing.layout, err) &&
		  runs_read(store, &sealing.runs, err);

	ok = ok && build_rows(&sealing, err) && open_segment(&sealing, err) &&
	     segment_rows_write(store, sealing.id, &sealing.rows, err) &&
	     facts_write_pieces(store, sealing.id, first, limit, err) && finish(&sealing, err);
	segment_rows_release(&sealing.rows);
	runs_release(&sealing.runs);
	return ok;
}

/* -- when */

static int64_t block_end(int64_t posting)
{
	return (posting / BLOCK_SIZE + 1) * BLOCK_SIZE;
}

/* The first posting behind the sealed ones, and the one behind the last. */
static bool measure(struct store *store, int64_t *sealed, int64_t *end, struct err *err)
{
	if (!ask(store, "SELECT sealed FROM engine", 0, 0, sealed, err) ||
	    !ask(store, "SELECT coalesce(max(id), 0) + 1 FROM posting", 0, 0, end, err))
		return false;
	if (*sealed >= 1 && *sealed <= *end)
		return true;
	return err_set(err, STATUS_BAD_DATA, "%s: it says wrongly how far its sets are; run "
		       "shortlist check --rebuild", store->path);
}

/* The segments of the block that a posting is in, before it. */
static bool count_before(struct store *store, int64_t posting, int64_t *count, struct err *err)
{
	return ask(store, "SELECT count(*) FROM segment WHERE first >= ? AND end <= ? AND is_whole",
		   posting / BLOCK_SIZE * BLOCK_SIZE, posting, count, err);
}

/* Many small segments of a block become one. */
static bool seal_next(struct store *store, int64_t sealed, int64_t limit, struct err *err)
{
	int64_t count, block = sealed / BLOCK_SIZE * BLOCK_SIZE;

	if (!count_before(store, sealed, &count, err))
		return false;
	if (count < store->seal_limits.segments)
		return make_segment(store, sealed, limit, false, err);
	return make_segment(store, block > 0 ? block : 1, limit, true, err);
}

static bool seal_blocks(struct store *store, bool is_end, struct err *err)
{
	int64_t sealed, end, limit;

	for (;;) {
		if (!measure(store, &sealed, &end, err))
			return false;
		limit = block_end(sealed);
		if (end < limit && (!is_end || end - sealed < store->seal_limits.tail))
			return true;
		if (end == sealed || !seal_next(store, sealed, limit < end ? limit : end, err))
			return end == sealed;
	}
}

/* A segment with the most postings that changed since, where there are many in all. */
static bool find_changed(struct store *store, int64_t *first, int64_t *end, struct err *err)
{
	int64_t sealed, count;

	*first = *end = 0;
	if (!ask(store, "SELECT sealed FROM engine", 0, 0, &sealed, err) ||
	    !ask(store, "SELECT count(*) FROM touched WHERE posting < ?", sealed, 0, &count, err))
		return false;
	if (count < store->seal_limits.changed)
		return true;
	return ask(store, "SELECT s.first FROM segment s WHERE s.is_whole ORDER BY (SELECT count(*)"
		   " FROM touched t WHERE t.posting >= s.first AND t.posting < s.end) DESC LIMIT 1",
		   0, 0, first, err) &&
	       ask(store, "SELECT end FROM segment WHERE first = ? AND is_whole", *first, 0, end,
		   err);
}

static bool compact(struct store *store, struct err *err)
{
	int64_t first, end;

	for (;;) {
		if (!find_changed(store, &first, &end, err))
			return false;
		if (end == 0)
			return true;
		if (!make_segment(store, first, end, true, err))
			return false;
	}
}

static bool catch_up(struct store *store, bool is_end, struct err *err)
{
	const struct seal_limits *limits = &store->seal_limits;
	int64_t least = is_end ? limits->phrases : limits->phrases_step;
	bool is_more = true;

	while (is_more)
		if (!phrases_catch_up(store, least, &is_more, err))
			return false;
	return true;
}

/* Goes on where it was broken off. */
bool seal_build(struct store *store, struct err *err)
{
	int64_t is_built, sealed, end;

	if (!ask(store, "SELECT is_built FROM engine", 0, 0, &is_built, err))
		return false;
	while (!is_built) {
		int64_t limit;

		if (!measure(store, &sealed, &end, err))
			return false;
		if (sealed >= end)
			break;
		limit = block_end(sealed);
		if (!make_segment(store, sealed, limit < end ? limit : end, true, err))
			return false;
	}
	return is_built || run(store, "UPDATE engine SET is_built = 1, layout = layout + 1", 0, 0,
			       0, err);
}

/* Segments of the tail follow those of what was there before it. */
bool seal_tail(struct store *store, bool is_end, struct err *err)
{
	return seal_build(store, err) && catch_up(store, is_end, err) &&
	       seal_blocks(store, is_end, err) &&
	       (!is_end || (compact(store, err) && clean_up(store, err)));
}

bool seal_rebuild(struct store *store, struct err *err)
{
	static const char *const sqls[] = {
		("INSERT OR IGNORE INTO engine(id, change, marked, layout, sealed, phrased,"
		 " is_built) VALUES(1, 1, 1, 1, 1, 1, 0)"),
		("UPDATE engine SET sealed = 1, is_built = 0, layout = 1 + max(layout,"
		 " (SELECT coalesce(max(id), 0) FROM segment))"),
		"DELETE FROM term", "DELETE FROM posting_set", "DELETE FROM piece",
		"DELETE FROM segment", "DELETE FROM run", "DELETE FROM touched",
	};
	bool ok = store_begin(store, err);

	if (!ok)
		return false;
	for (size_t i = 0; ok && i < sizeof sqls / sizeof *sqls; i++)
		ok = run(store, sqls[i], 0, 0, 0, err);
	ok = ok && phrases_rebuild(store, err);
	return store_end(store, ok, err) && seal_build(store, err) && catch_up(store, true, err);
}
