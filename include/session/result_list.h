/*
 * The list of results: an answer, a cursor that stays on its posting, and the rows that are shown.
 *
 * Rows are looked up by id when they are drawn and kept only while they are near the window.
 */
#ifndef SHORTLIST_SESSION_RESULT_LIST_H
#define SHORTLIST_SESSION_RESULT_LIST_H

#include "posting/record.h"
#include "query/query.h"
#include "store/find.h"
#include "store/store.h"
#include "util/err.h"

#include <stdbool.h>
#include <stdint.h>

struct result_list {
	struct store *store;
	struct find *find;       /* the present answer; never NULL after a first refresh */
	int64_t total, hidden;
	int64_t cursor;          /* the row under it; 0 while there is none */
	int64_t top;             /* the first row shown */
	int64_t id;              /* the posting under the cursor; 0: none */
	int rows;                /* how many rows the window shows, at least 1 */
	struct { struct record *items; size_t count, cap; } cache;
	int64_t cache_first;     /* the row of cache.items[0] */
};

void result_list_init(struct result_list *list, struct store *store);
void result_list_release(struct result_list *list);

/* Asks anew. The cursor stays on its posting where that is still there, else on its row. QUERY must
 * live until the next refresh. On failure the old answer stays. */
bool result_list_refresh(struct result_list *list, const struct query *query, struct err *err);

void result_list_resize(struct result_list *list, int rows);
/* Moves the cursor BY rows, or TO a row, as far as there are any. */
void result_list_move(struct result_list *list, int64_t by);
void result_list_go(struct result_list *list, int64_t to);
/* Puts the cursor on a posting, where it is in the answer. */
bool result_list_select(struct result_list *list, int64_t id);

/* Looks the rows up again when they are next shown: marks have changed, the answer stays. */
void result_list_forget(struct result_list *list);

/* The record of row ROW (no body); NULL past the end or where the store failed. Valid until the
 * list is moved, refreshed or asked for a far row. */
const struct record *result_list_row(struct result_list *list, int64_t row);

#endif
