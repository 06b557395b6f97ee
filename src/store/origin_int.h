/* Origins: which posting stands at which place of a file, and what the file says of it. */
#ifndef SHORTLIST_STORE_ORIGIN_INT_H
#define SHORTLIST_STORE_ORIGIN_INT_H

#include "store/put_int.h"
#include "store/stmt_int.h"

/* Reads PUT_ROW_COLUMNS from column AT of a row on. */
void origin_read_row(sqlite3_stmt *stmt, int at, struct put_row *row);

/* Fills put->old. */
bool origins_read(struct putting *put, struct err *err);
void origins_release(struct putting *put);

/* Writes what the file holds now in place of what it held. */
bool origins_write(struct putting *put, struct err *err);

/* What the file held, holds no longer, and no other file holds is marked gone, not deleted. */
bool origins_mark_gone(struct putting *put, struct put_report *report, struct err *err);

/* Takes posting ID from file SOURCE, which no longer holds it; *gone is raised where no other file
 * does. */
bool origin_let_go(struct store *store, int64_t id, int64_t source, int32_t today, size_t *gone,
		   struct err *err);

#endif
