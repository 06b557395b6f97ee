/*
 * What the user says about postings, and the journal that can take it back.
 *
 * Marks are kept under a posting's key, which survives re-imports. Every call here is one
 * transaction and one entry of the journal, however many postings it changes; undo and redo walk
 * the journal, which survives a restart. A new change after an undo drops what could have been
 * redone. Marking as seen by merely opening a posting is not a decision and makes no entry.
 *
 * On success *said, where SAID is not NULL, is a new string that says what was done ("added to the
 * shortlist", "undone: stage applied"); the caller frees it.
 */
#ifndef SHORTLIST_STORE_TRACK_H
#define SHORTLIST_STORE_TRACK_H

#include "posting/record.h"
#include "store/store.h"
#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* New ones go to the end of the shortlist in the order given. */
bool track_shortlist(struct store *store, const int64_t *ids, size_t count, bool on, char **said,
		     struct err *err);
/* Moves a posting BY places in the shortlist's order (negative: towards the top), as far as
 * there is room. */
bool track_move(struct store *store, int64_t id, int by, char **said, struct err *err);
bool track_stage(struct store *store, const int64_t *ids, size_t count, enum stage stage,
		 char **said, struct err *err);
/* A tag is one word, kept in lower case. */
bool track_tag(struct store *store, const int64_t *ids, size_t count, const char *tag, bool on,
	       char **said, struct err *err);
/* NULL or blank takes the notes away. */
bool track_notes(struct store *store, int64_t id, const char *notes, char **said, struct err *err);
bool track_hide(struct store *store, const int64_t *ids, size_t count, bool on, const char *reason,
		char **said, struct err *err);
bool track_seen(struct store *store, const int64_t *ids, size_t count, bool on, char **said,
		struct err *err);
/* Opened: seen, without an entry in the journal. */
bool track_opened(struct store *store, int64_t id, struct err *err);

/* Not the same job: takes a posting out of the cluster of its copies, for good. False with
 * STATUS_PARTIAL where it has none. */
bool track_split(struct store *store, int64_t id, char **said, struct err *err);

/* *id, where not NULL, is a posting that was changed. False with STATUS_PARTIAL where there is
 * nothing to undo or redo. */
bool track_undo(struct store *store, int64_t *id, char **said, struct err *err);
bool track_redo(struct store *store, int64_t *id, char **said, struct err *err);

#endif
