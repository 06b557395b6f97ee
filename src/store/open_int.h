/* Opening a connection: SQLite set up so that neither a hostile file nor a mistake of ours does
 * harm. */
#ifndef SHORTLIST_STORE_OPEN_INT_H
#define SHORTLIST_STORE_OPEN_INT_H

#include "store/store.h"
#include "store/stmt_int.h"

/* Instead of a path: a database in memory. */
#define OPEN_MEMORY ":memory:"

/* What was found in the file. */
enum open_state {
	OPEN_EMPTY,              /* no table yet */
	OPEN_OLDER, OPEN_CURRENT, OPEN_NEWER,
};

/* Opens PATH into CONNECTION (whose path and cache are set by the caller), with limits, and
 * looks at it: sound, ours, of which version. Nothing is written. On failure the connection is
 * closed. */
bool open_connection(struct connection *connection, const char *path, bool writable,
		     enum open_state *state, int *version, struct err *err);

/* From now on no statement may attach, change tables or set pragmas other than those we use. */
void open_lock_down(struct connection *connection);

/* Lets them be changed again, for a rebuild; lock it down when that is done. */
void open_unlock(struct connection *connection);

#endif
