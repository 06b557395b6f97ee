/* One run of clues: finding in it, writing it. */
#include "config.h"

#include "store/clue_run_int.h"

#include "util/alloc.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

#define ENTRY_BYTES 10
#define PAGE_ENTRIES 512         /* about so many to a page */
#define BITS_MAX 22
/* Numbers of pages, and behind them those of the parts of the filter. */
#define RUN_SHIFT 24
#define FILTER_FIRST ((int64_t)1 << 23)
#define FILTER_PART ((size_t)1 << 20)

#define LINE_BYTES 64
#define FILTER_BYTES 2           /* for each entry: one look in 300 is for nothing */
#define FILTER_PROBES 4
/* A filter is read once it is clear that there will be many looks. */
#define LOOKS_WITHOUT 64

void clue_run_release(struct clue_run *run)
{
	free(run->filter);
	run->filter = NULL;
}

int clue_entry_compare(const void *a, const void *b)
{
	const struct clue_entry *one = a, *other = b;

	if (one->clue != other->clue)
		return one->clue < other->clue ? -1 : 1;
	return (one->posting > other->posting) - (one->posting < other->posting);
}

/* -- the filter */

static uint64_t spread(uint64_t clue)
{
	clue = (clue ^ clue >> 23) * UINT64_C(0x2127599BF4325C37);
	return clue ^ clue >> 47;
}

/* The line of a clue; *bits is filled with what chooses its bits there. */
static unsigned char *filter_line(const struct clue_run *run, uint64_t clue, uint64_t *bits)
{
	uint64_t hash = spread(clue);

	*bits = hash >> 28;
	return run->filter + (size_t)((hash & 0xFFFFFFF) % run->filter_lines) * LINE_BYTES;
}

static void filter_add(struct clue_run *run, uint64_t clue)
{
	uint64_t bits;
	unsigned char *line = filter_line(run, clue, &bits);

	for (int i = 0; i < FILTER_PROBES; i++, bits >>= 9)
		line[bits >> 3 & 63] |= (unsigned char)(1u << (bits & 7));
}

static bool filter_has(const struct clue_run *run, uint64_t clue)
{
	uint64_t bits;
	const unsigned char *line = filter_line(run, clue, &bits);

	for (int i = 0; i < FILTER_PROBES; i++, bits >>= 9)
		if (!(line[bits >> 3 & 63] & 1u << (bits & 7)))
			return false;
	return true;
}

static size_t filter_lines(uint64_t entries)
{
	return (size_t)entries * FILTER_BYTES / LINE_BYTES + 1;
}

static sqlite3_stmt *ask_page(struct connection *connection, const struct clue_run *run,
			      int64_t number, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(connection, "SELECT bytes FROM clue_page WHERE id = ?", err);

	if (stmt)
		stmt_int(stmt, 1, run->id << RUN_SHIFT | number);
	return stmt;
}

/* A part that is not there would hide what is: then the filter lets all pass. */
static bool read_filter(struct connection *connection, struct clue_run *run, struct err *err)
{
	size_t bytes = run->filter_lines * LINE_BYTES;

	run->filter = xmalloc(bytes);
	for (size_t at = 0; at < bytes; at += FILTER_PART) {
		size_t want = bytes - at < FILTER_PART ? bytes - at : FILTER_PART;
		sqlite3_stmt *stmt = ask_page(connection, run,
			FILTER_FIRST + (int64_t)(at / FILTER_PART), err);
		enum stmt_step step = stmt ? stmt_step(connection, stmt, err) : STMT_FAILED;

		if (step == STMT_ROW && (size_t)sqlite3_column_bytes(stmt, 0) == want)
			memcpy(run->filter + at, sqlite3_column_blob(stmt, 0), want);
		else
			memset(run->filter + at, 0xff, want);
		sqlite3_reset(stmt);
		if (step == STMT_FAILED)
			return false;
	}
	return true;
}

/* -- finding */

static uint64_t page_of(const struct clue_run *run, uint64_t clue)
{
	return clue >> (CLUE_BITS - run->bits);
}

static struct clue_entry read_entry(const unsigned char *bytes)
{
	struct clue_entry entry = { 0, 0 };

	for (int i = 0; i < 6; i++)
		entry.clue = entry.clue << 8 | bytes[i];
	for (int i = 6; i < ENTRY_BYTES; i++)
		entry.posting = entry.posting << 8 | bytes[i];
	return entry;
}

/* The first entry of a page that is not below the clue. */
static size_t find_entry(const unsigned char *bytes, size_t count, uint64_t clue)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (read_entry(bytes + middle * ENTRY_BYTES).clue < clue)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void find_in_page(const unsigned char *bytes, size_t count, uint64_t clue, size_t limit,
			 struct clue_finds *finds, bool *is_cut)
{
	size_t found = 0;

	for (size_t at = find_entry(bytes, count, clue); at < count; at++) {
		struct clue_entry entry = read_entry(bytes + at * ENTRY_BYTES);

		if (entry.clue != clue)
			break;
		*is_cut |= found == limit;
		if (found++ == limit)
			break;
		*VEC_PUSH(finds) = entry.posting;
	}
}

bool clue_run_find(struct connection *connection, struct clue_run *run, uint64_t clue, size_t limit,
		   struct clue_finds *finds, bool *is_cut, struct err *err)
{
	sqlite3_stmt *stmt;
	enum stmt_step step;

	if (!run->filter && ++run->looks > LOOKS_WITHOUT && !read_filter(connection, run, err))
		return false;
	if (run->filter && !filter_has(run, clue))
		return true;
	stmt = ask_page(connection, run, (int64_t)page_of(run, clue), err);
	if (!stmt)
		return false;
	step = stmt_step(connection, stmt, err);
	if (step == STMT_ROW)
		find_in_page(sqlite3_column_blob(stmt, 0),
			     (size_t)sqlite3_column_bytes(stmt, 0) / ENTRY_BYTES, clue, limit,
			     finds, is_cut);
	sqlite3_reset(stmt);
	return step != STMT_FAILED;
}

/* -- writing */

static unsigned bits_for(uint64_t entries)
{
	unsigned bits = 0;

	while (bits < BITS_MAX && entries >> bits > PAGE_ENTRIES)
		bits++;
	return bits;
}

void clue_writer_init(struct clue_writer *writer, struct connection *connection, int64_t id,
		      uint64_t entries)
{
	*writer = (struct clue_writer){
		.connection = connection, .bytes = STRBUF_INIT, .of_last = 0,
		.run = { .id = id, .bits = bits_for(entries),
			 .filter_lines = filter_lines(entries) },
	};
	writer->run.filter = xcalloc(writer->run.filter_lines, LINE_BYTES);
}

static bool put_page(struct clue_writer *writer, int64_t number, const char *bytes, size_t len,
		     struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(writer->connection,
		"INSERT INTO clue_page(id, bytes) VALUES(?, ?)", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, writer->run.id << RUN_SHIFT | number);
	stmt_blob(stmt, 2, bytes, len);
	return stmt_run(writer->connection, stmt, err);
}

static bool end_page(struct clue_writer *writer, struct err *err)
{
	bool ok = writer->bytes.len == 0 || put_page(writer, (int64_t)writer->page,
						     writer->bytes.text, writer->bytes.len, err);

	strbuf_clear(&writer->bytes);
	return ok;
}

static void add_entry(struct strbuf *bytes, const struct clue_entry *entry)
{
	char packed[ENTRY_BYTES];

	for (int i = 0; i < 6; i++)
		packed[i] = (char)(entry->clue >> (40 - 8 * i) & 0xff);
	for (int i = 0; i < 4; i++)
		packed[6 + i] = (char)(entry->posting >> (24 - 8 * i) & 0xff);
	strbuf_add(bytes, packed, sizeof packed);
}

bool clue_writer_add(struct clue_writer *writer, const struct clue_entry *entry, struct err *err)
{
	uint64_t page = page_of(&writer->run, entry->clue);
	bool is_first = writer->run.entries == 0;
	bool is_same = !is_first && entry->clue == writer->last.clue;

	/* One that is lower comes from a page that is damaged. */
	if ((!is_first && clue_entry_compare(entry, &writer->last) <= 0) ||
	    (is_same && writer->of_last >= CLUE_POSTINGS_MAX))
		return true;
	if (page != writer->page && !end_page(writer, err))
		return false;
	writer->page = page;
	writer->of_last = is_same ? writer->of_last + 1 : 1;
	writer->last = *entry;
	writer->run.entries++;
	add_entry(&writer->bytes, entry);
	if (!is_same)
		filter_add(&writer->run, entry->clue);
	return true;
}

static bool put_filter(struct clue_writer *writer, struct err *err)
{
	size_t bytes = writer->run.filter_lines * LINE_BYTES;

	for (size_t at = 0; at < bytes; at += FILTER_PART)
		if (!put_page(writer, FILTER_FIRST + (int64_t)(at / FILTER_PART),
			      (const char *)writer->run.filter + at,
			      bytes - at < FILTER_PART ? bytes - at : FILTER_PART, err))
			return false;
	return true;
}

static bool put_run(struct clue_writer *writer, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(writer->connection,
		"INSERT INTO clue_run(id, entries, bits, lines) VALUES(?, ?, ?, ?)", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, writer->run.id);
	stmt_int(stmt, 2, (int64_t)writer->run.entries);
	stmt_int(stmt, 3, writer->run.bits);
	stmt_int(stmt, 4, (int64_t)writer->run.filter_lines);
	return stmt_run(writer->connection, stmt, err);
}

bool clue_writer_end(struct clue_writer *writer, bool ok, struct err *err)
{
	ok = ok && end_page(writer, err) && put_filter(writer, err) && put_run(writer, err);
	strbuf_release(&writer->bytes);
	if (!ok)
		clue_run_release(&writer->run);
	return ok;
}

/* -- all of them */

bool clue_runs_read(struct connection *connection, struct clue_runs *runs, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT id, entries, bits, lines FROM clue_run ORDER BY id", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	while ((step = stmt_step(connection, stmt, err)) == STMT_ROW) {
		int64_t entries = sqlite3_column_int64(stmt, 1);
		int64_t bits = sqlite3_column_int64(stmt, 2);
		int64_t lines = sqlite3_column_int64(stmt, 3);

		if (entries < 0 || bits < 0 || bits > BITS_MAX || lines < 1 || lines > 1 << 28) {
			sqlite3_reset(stmt);
			return err_set(err, STATUS_BAD_DATA, "%s: it is damaged (a run of clues)",
				       connection->path);
		}
		*VEC_PUSH(runs) = (struct clue_run){
			.id = sqlite3_column_int64(stmt, 0), .entries = (uint64_t)entries,
			.bits = (unsigned)bits, .filter_lines = (size_t)lines,
		};
	}
	return step == STMT_DONE;
}

bool clue_run_delete(struct connection *connection, int64_t id, struct err *err)
{
	static const char *const sqls[] = {
		"DELETE FROM clue_page WHERE id >= ?1 << 24 AND id < (?1 + 1) << 24",
		"DELETE FROM clue_run WHERE id = ?1",
	};

	for (size_t i = 0; i < sizeof sqls / sizeof *sqls; i++) {
		sqlite3_stmt *stmt = stmt_get(connection, sqls[i], err);

		if (!stmt)
			return false;
		stmt_int(stmt, 1, id);
		if (!stmt_run(connection, stmt, err))
			return false;
	}
	return true;
}

/* A run that is read from its beginning to its end. */
struct reading {
	sqlite3_stmt *stmt;
	const unsigned char *bytes;
	size_t count, at;        /* of this page */
	struct clue_entry entry;
	bool is_done;
};

static bool read_next(struct connection *connection, struct reading *reading, struct err *err)
{
	enum stmt_step step = STMT_ROW;

	while (reading->at == reading->count &&
	       (step = stmt_step(connection, reading->stmt, err)) == STMT_ROW) {
		reading->bytes = sqlite3_column_blob(reading->stmt, 0);
		reading->count = (size_t)sqlite3_column_bytes(reading->stmt, 0) / ENTRY_BYTES;
		reading->at = 0;
	}
	reading->is_done = step != STMT_ROW;
	if (step == STMT_ROW)
		reading->entry = read_entry(reading->bytes + reading->at++ * ENTRY_BYTES);
	return step != STMT_FAILED;
}

static bool begin_reading(struct connection *connection, struct reading *reading,
			  const struct clue_run *run, struct err *err)
{
	reading->stmt = stmt_make(connection, "SELECT bytes FROM clue_page WHERE id >= ?1 << 24"
				  " AND id < (?1 << 24) + (1 << 23) ORDER BY id", err);
	if (!reading->stmt)
		return false;
	stmt_int(reading->stmt, 1, run->id);
	return read_next(connection, reading, err);
}

static struct reading *lowest(struct reading *readings, size_t count)
{
	struct reading *low = NULL;

	for (size_t i = 0; i < count; i++)
		if (!readings[i].is_done &&
		    (!low || clue_entry_compare(&readings[i].entry, &low->entry) < 0))
			low = &readings[i];
	return low;
}

bool clue_runs_merge(struct connection *connection, const struct clue_run *const *runs,
		     size_t count, int64_t id, struct clue_run *merged, struct err *err)
{
	struct reading *readings = xcalloc(count, sizeof *readings), *low;
	struct clue_writer writer;
	uint64_t entries = 0;
	bool ok = true;

	for (size_t i = 0; i < count; i++) {
		entries += runs[i]->entries;
		ok = ok && begin_reading(connection, &readings[i], runs[i], err);
	}
	clue_writer_init(&writer, connection, id, entries);
	while (ok && (low = lowest(readings, count)))
		ok = clue_writer_add(&writer, &low->entry, err) &&
		     read_next(connection, low, err);
	for (size_t i = 0; i < count; i++)
		sqlite3_finalize(readings[i].stmt);
	free(readings);
	ok = clue_writer_end(&writer, ok, err);
	*merged = writer.run;
	for (size_t i = 0; ok && i < count; i++)
		ok = clue_run_delete(connection, runs[i]->id, err);
	return ok;
}
