/* One posting's rows: written whole, taken away whole. */
#ifndef SHORTLIST_STORE_ROW_INT_H
#define SHORTLIST_STORE_ROW_INT_H

#include "posting/posting.h"
#include "store/draft.h"
#include "store/store.h"

/* Raised when more is read of a posting than before: what was stored with a lower number is read
 * anew with the next load, though its file is the same. */
#define ROW_FACTS 2

/* The statements of the columns' table; they live as long as the store. */
struct row_sqls { char *insert, *update, *select; };

void row_sqls_init(struct row_sqls *sqls);
void row_sqls_release(struct row_sqls *sqls);

/* What a row is written with beside the posting. */
struct row_facts {
	const char *content;     /* the hash of what it says */
	const struct draft *draft; /* NULL: still to be made */
	int64_t source;          /* the file that says it */
	int32_t today;
};

/* Adds a posting; *id is its number. Its key is its content, with a number where another row has
 * that. */
bool row_insert(struct store *store, const struct posting *posting, const struct row_facts *facts,
		int64_t *id, struct err *err);

/* Replaces what posting ID says; its key, and so the user's marks, stay. IS_CHANGE: what it said
 * before goes into its history; else only more is understood of the same text. */
bool row_update(struct store *store, int64_t id, const struct posting *posting,
		const struct row_facts *facts, bool is_change, struct err *err);

#endif
