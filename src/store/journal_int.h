/*
 * The journal: every action of the user as one entry, with each mark's value before and after.
 *
 *     journal_begin(); { journal_change() } ...; journal_end()
 *
 * is one transaction. Changes that change nothing are not written, and an entry without a change is
 * not either.
 */
#ifndef SHORTLIST_STORE_JOURNAL_INT_H
#define SHORTLIST_STORE_JOURNAL_INT_H

#include "store/marks_int.h"
#include "store/store.h"

#include <stdbool.h>

struct journal {
	struct store *store;
	int64_t entry;           /* 0 while nothing is written */
	const char *what;        /* a sentence about the action */
	int count;               /* changes written */
};

bool journal_begin(struct journal *journal, struct store *store, const char *what, struct err *err);
/* Sets a mark and notes what it was. */
bool journal_change(struct journal *journal, const char *key, const char *name,
		    const struct mark_value *after, struct err *err);
/* Commits where OK, else takes everything back. Returns whether it was committed. */
bool journal_end(struct journal *journal, bool ok, struct err *err);

/* Takes back the last entry that stands, or does the last one again that was taken back; *what
 * is its sentence, *id a posting it changed (0: none is left). */
bool journal_walk(struct store *store, bool back, char **what, int64_t *id, struct err *err);

#endif
