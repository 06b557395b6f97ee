/* One posting's rows: written whole, taken away whole. */
#ifndef SHORTLIST_STORE_ROW_INT_H
#define SHORTLIST_STORE_ROW_INT_H

#include "posting/posting.h"
#include "store/store.h"

/* Raised when more is read of a posting than before: what was stored with a lower number is read
 * anew with the next load, though its file is the same. */
#define ROW_FACTS 1

/* The statements of the columns' table; they live as long as the store. */
struct row_sqls { char *insert, *update, *select; };

void row_sqls_init(struct row_sqls *sqls);
void row_sqls_release(struct row_sqls *sqls);

/* Adds a posting under KEY with the hash of its content; *id is its number. */
bool row_insert(struct store *store, const struct posting *posting, const char *key,
		const char *content, int32_t today, int64_t *id, struct err *err);

/* Replaces what posting ID says; its key, and so the user's marks, stay. TODAY is the day of the
 * change, DATE_UNKNOWN where only more is understood of the same text. */
bool row_update(struct store *store, int64_t id, const struct posting *posting, const char *content,
		int32_t today, struct err *err);

#endif
