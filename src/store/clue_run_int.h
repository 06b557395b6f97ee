/* Runs of clues in the database; see clue_int.h. */
#ifndef SHORTLIST_STORE_CLUE_RUN_INT_H
#define SHORTLIST_STORE_CLUE_RUN_INT_H

#include "store/clue_int.h"
#include "store/stmt_int.h"
#include "util/strbuf.h"

#define CLUE_BITS 48

/* A clue with a posting. */
struct clue_entry { uint64_t clue; uint32_t posting; };

struct clue_run {
	int64_t id;
	uint64_t entries;        /* how many there are, at most */
	unsigned bits;           /* pages: two to the power of it */
	unsigned looks;          /* before the filter was read */
	unsigned char *filter;   /* NULL: not read */
	size_t filter_lines;
};

void clue_run_release(struct clue_run *run);

int clue_entry_compare(const void *a, const void *b);

/* Adds to FINDS the lowest postings that the run has with a clue, LIMIT at most; *is_cut: there are
 * more. */
bool clue_run_find(struct connection *connection, struct clue_run *run, uint64_t clue, size_t limit,
		   struct clue_finds *finds, bool *is_cut, struct err *err);

/* -- writing: entries rise; those that are equal, and those that are too many of one clue, are left
 * out */

struct clue_writer {
	struct connection *connection;
	struct clue_run run;
	uint64_t page;
	struct strbuf bytes;     /* of that page */
	struct clue_entry last;
	size_t of_last;          /* entries of that clue */
	bool has_failed;
};

/* A run of at most ENTRIES. */
void clue_writer_init(struct clue_writer *writer, struct connection *connection, int64_t id,
		      uint64_t entries);
bool clue_writer_add(struct clue_writer *writer, const struct clue_entry *entry, struct err *err);
/* Writes the rest; the run, with its filter, is in writer->run and then the caller's. On failure it
 * is released. */
bool clue_writer_end(struct clue_writer *writer, bool ok, struct err *err);

/* Makes one run of several, which are deleted. */
bool clue_runs_merge(struct connection *connection, const struct clue_run *const *runs,
		     size_t count, int64_t id, struct clue_run *merged, struct err *err);

/* Adds the runs of the database to RUNS, by their numbers. */
struct clue_runs { struct clue_run *items; size_t count, cap; };
bool clue_runs_read(struct connection *connection, struct clue_runs *runs, struct err *err);

/* Deletes a run. */
bool clue_run_delete(struct connection *connection, int64_t id, struct err *err);

#endif
