/*
 * Putting files into the store: wholly or not at all, many in one transaction.
 *
 *     put_begin(); { put_is_current() or put_file() } ...; put_commit()
 *
 * put_file() is a savepoint inside: where it fails, nothing of that file stays and the others do. A
 * posting keeps its row, and so the user's marks, where it comes again with the same link, the same
 * content, or at the same place of the same file.
 */
#ifndef SHORTLIST_STORE_PUT_H
#define SHORTLIST_STORE_PUT_H

#include "posting/posting.h"
#include "store/store.h"
#include "util/err.h"
#include "util/file.h"
#include "util/hash.h"

#include <stdbool.h>
#include <stddef.h>

struct put_file {
	const char *path;        /* as it is called, "-" for standard input */
	struct file_stamp stamp; /* of a file; zero for standard input */
	struct hash hash;        /* of its bytes */
	const struct posting *postings;
	size_t count;
};

struct put_report { size_t new_count, changed, unchanged, gone; };

bool put_begin(struct store *store, struct err *err);
bool put_commit(struct store *store, struct err *err);
void put_rollback(struct store *store);

/* Whether the file was loaded before in this very state, by size and time; the caller may then skip
 * it. *count, where not NULL, is how many postings it held. */
bool put_is_current(struct store *store, const char *path, const struct file_stamp *stamp,
		    size_t *count);

/* Adds to *report what came of it. TODAY is stored as the day of loading. */
bool put_file(struct store *store, const struct put_file *file, int32_t today,
	      struct put_report *report, struct err *err);

#endif
