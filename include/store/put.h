/*
 * Putting files into the store: wholly or not at all, many in one transaction.
 *
 *     put_begin(); { put_is_current() or put_file() } ...; put_vanished(); put_commit()
 *
 * put_file() is a savepoint inside: where it fails, nothing of that file stays and the others do.
 * The words of a file are found once its transaction is committed.
 *
 * A posting keeps its row, and so the user's marks, where it comes again: what has the same
 * content, in whatever file; else what its source calls by the same name (ref); else what has the
 * same link and title, where no other file holds that; else what stood at the same place of the
 * same file. A row is one posting of a file only, unless they are equal.
 *
 * What each file says of a posting is kept. A row shows the text of one file; it changes when that
 * file changes or no longer holds it, and when another file clearly says more of the same job. The
 * text before goes into its history (store/version.h). So whatever the order, files that are put a
 * second time change nothing.
 */
#ifndef SHORTLIST_STORE_PUT_H
#define SHORTLIST_STORE_PUT_H

#include "posting/posting.h"
#include "store/draft.h"
#include "store/store.h"
#include "util/err.h"
#include "util/file.h"
#include "util/hash.h"

#include <stdbool.h>
#include <stddef.h>

/* What is put; stored by these numbers. */
enum put_kind {
	PUT_FILE,
	PUT_STREAM,              /* standard input: what came through it before stays */
	PUT_OUTPUT,              /* what a command printed */
};

struct put_file {
	const char *path;        /* as it is called; "-" is PUT_STREAM whatever its kind says */
	enum put_kind kind;
	const char *source;      /* the entry of sources.yaml that it belongs to; NULL: none */
	const char *const *tags; /* set on the postings that are new, without an entry in the
				  * journal; words in lower case */
	size_t tag_count;
	struct file_stamp stamp; /* of a file; zero for what is none */
	struct hash hash;        /* of its bytes */
	const struct posting *postings;
	/* Of each; NULL, and those that are NULL, are made here. */
	struct draft *const *drafts;
	const struct strbuf *run; /* see drafts_turn(); NULL or empty: made here */
	size_t count;
	bool is_partial;         /* some of it could not be read: what is missing is not gone */
};

struct put_report { size_t new_count, changed, unchanged, gone; };

bool put_begin(struct store *store, struct err *err);
bool put_commit(struct store *store, struct err *err);
void put_rollback(struct store *store);

/* For between transactions: takes what was stored into the sets for good, in transactions of its
 * own. Until then it is found as well, but slower; so nothing is lost where this fails. IS_END: no
 * more comes for now. */
bool put_settle(struct store *store, bool is_end, struct err *err);

/* Whether the file was loaded before in this very state, by size and time; the caller may then skip
 * it. *count, where not NULL, is how many postings it held. */
bool put_is_current(struct store *store, const char *path, const struct file_stamp *stamp,
		    size_t *count);

/* The same by the hash of its bytes, for one that was only touched: then its new size and time are
 * noted, so that the next look is a quick one. */
bool put_is_same_bytes(struct store *store, const char *path, const struct hash *hash,
		       const struct file_stamp *stamp, size_t *count);

/* Adds to *report what came of it. TODAY is stored as the day of loading. */
bool put_file(struct store *store, const struct put_file *file, int32_t today,
	      struct put_report *report, struct err *err);

/* Which files put_vanished() looks at. */
struct put_scope {
	const char *folder;      /* the files under it; NULL: anywhere */
	const char *source;      /* those of this entry of sources.yaml; NULL: of any or none */
};

/* Whether a file is still there. */
typedef bool (*put_is_there_fn)(const char *path, void *data);

/* For after a look at all of SCOPE that was complete: the postings of files that are not there any
 * more are marked gone, unless another file holds them; they are added to report->gone. With
 * IS_THERE NULL the file system is asked. */
bool put_vanished(struct store *store, const struct put_scope *scope, put_is_there_fn is_there,
		  void *data, int32_t today, struct put_report *report, struct err *err);

#endif
