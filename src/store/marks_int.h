/*
 * Marks as rows: a key, a name, a value.
 *
 *     shortlist   the place in the order
 *     stage       the number of the stage
 *     notes       the text
 *     hidden      the reason, "" for none
 *     seen        the version that was opened
 *     tag/NAME    1
 *     apart/KEY   1: it is another job than the posting of that key
 */
#ifndef SHORTLIST_STORE_MARKS_INT_H
#define SHORTLIST_STORE_MARKS_INT_H

#include "posting/record.h"
#include "store/store.h"
#include "store/stmt_int.h"

/* A mark's value: text, a number, or nothing. */
struct mark_value {
	char *text;              /* NULL: the number, if it is set */
	int64_t number;
	bool is_set;
};

bool marks_read(struct store *store, const char *key, struct marks *marks, struct err *err);

/* Within a transaction: notes that a posting has marks, or had some, so that it is found by its
 * key. There is no index over the keys of all: they come in no order. */
bool marks_note(struct store *store, int64_t id, struct err *err);

/* A posting's key as a new string; NULL where there is none. Within a transaction marks are going
 * to be set, and that is noted. */
char *marks_key(struct store *store, int64_t id, struct err *err);

bool mark_get(struct store *store, const char *key, const char *name, struct mark_value *value,
	      struct err *err);
/* A value that is not set takes the mark away. */
bool mark_set(struct store *store, const char *key, const char *name,
	      const struct mark_value *value, struct err *err);
bool mark_value_equal(const struct mark_value *a, const struct mark_value *b);
void mark_value_release(struct mark_value *value);

void mark_value_bind(sqlite3_stmt *stmt, int at, const struct mark_value *value);
void mark_value_column(sqlite3_stmt *stmt, int column, struct mark_value *value);

#endif
