/* One posting's rows: written whole, taken away whole. */
#ifndef SHORTLIST_STORE_ROW_INT_H
#define SHORTLIST_STORE_ROW_INT_H

#include "posting/posting.h"
#include "store/store.h"

/* Adds a posting under KEY with the hash of its content; *id is its number. */
bool row_insert(struct store *store, const struct posting *posting, const char *key,
		const char *content, int32_t today, int64_t *id, struct err *err);

/* Replaces what posting ID says; its key, and so the user's marks, stay. */
bool row_update(struct store *store, int64_t id, const struct posting *posting, const char *content,
		int32_t today, struct err *err);

#endif
