/*
 * The store: one SQLite file that keeps the postings and what the user said about them.
 *
 * A store is one connection, used by one thread. Opening sets SQLite up defensively (SECURITY says
 * how), checks that the file is ours and sound, and brings its schema up to date in one
 * transaction. A damaged, foreign or newer file is never written to.
 *
 * Every change outside a load is one transaction of its own. "Saved" is said only after COMMIT has
 * returned with the rollback journal in full synchronous mode, so kill -9 cannot take it back.
 */
#ifndef SHORTLIST_STORE_STORE_H
#define SHORTLIST_STORE_STORE_H

#include "posting/vocabulary.h"
#include "util/err.h"

#include <stdbool.h>
#include <stdint.h>

struct store;

enum store_mode {
	STORE_READ_WRITE,        /* made when it is not there */
	STORE_READ_ONLY,         /* must be there */
};

/* Opens the database at PATH; its folder is made with mode 0700, the file has 0600. A database
 * made by a newer shortlist, or one that cannot be written, is opened for reading only: ask
 * store_is_read_only(). VOCABULARY must outlive the store. NULL on failure. */
struct store *store_open(const char *path, enum store_mode mode,
			 const struct vocabulary *vocabulary, struct err *err);

/* A database in memory, for inspecting and for tests. */
struct store *store_open_memory(const struct vocabulary *vocabulary, struct err *err);
void store_close(struct store *store);

/* The file, NULL for a database in memory. */
const char *store_path(const struct store *store);

/* What it was opened with. */
const struct vocabulary *store_vocabulary(const struct store *store);

/* While statements run, GO_ON is asked now and then; where it returns false, the one that runs
 * fails with STATUS_INTERRUPTED, and all of its transaction is taken back. NULL: never. It must not
 * use the store. */
void store_watch(struct store *store, bool (*go_on)(void *data), void *data);

bool store_is_read_only(const struct store *store);
/* Why, as a sentence; NULL where it can be written. */
const char *store_read_only_reason(const struct store *store);

/* True once after each change that another connection made. */
bool store_has_changed(struct store *store);

/* The number of postings. */
int64_t store_count(struct store *store);

/* The whole check: SQLite's own, the foreign keys, the word index, the sets and the columns against
 * the postings. Calls FN with a sentence for each fault; true when there is none. */
bool store_check(struct store *store, void (*fn)(const char *fault, void *data), void *data,
		 struct err *err);

/* Takes away all that is derived from the postings, and makes it anew. */
bool store_rebuild(struct store *store, struct err *err);

#endif
