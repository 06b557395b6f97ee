/*
 * The list of results: an answer, a cursor that stays on its posting, and the rows that are shown.
 *
 * Rows are looked up by id when they are drawn, all of a window at once, and a few windows' worth
 * of them is kept, also for another answer. An answer may say at first that it is not exact (see
 * store/find.h); it becomes so in place.
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

/* A row of the answer that shows the copies of its posting below it. */
struct opened_row {
	int64_t place;           /* in the answer */
	int64_t id;              /* its posting */
	struct find_ids copies;
};

/* A row that is shown, or near those. */
struct window_row {
	int64_t id;
	size_t at;               /* of its record in the cache; SIZE_MAX: not read */
};

struct result_list {
	struct store *store;
	struct find *find;       /* the present answer; never NULL after a first refresh */
	int64_t total, hidden;   /* of the answer; at most so many while it is not exact */
	bool is_exact;
	int64_t extent;          /* rows of the list: the answer's and the copies of opened ones */
	int64_t cursor;          /* the row under it; 0 while there is none */
	int64_t top;             /* the first row shown */
	int64_t id;              /* the posting under the cursor; 0: none */
	int rows;                /* how many rows the window shows, at least 1 */
	struct { struct opened_row *items; size_t count, cap; } opened; /* by place */
	/* The rows from window_first on. */
	struct { struct window_row *items; size_t count, cap; } window;
	int64_t window_first;
	struct { struct record *items; size_t count, cap; } cache;
};

void result_list_init(struct result_list *list, struct store *store);
void result_list_release(struct result_list *list);

/* Asks anew; the answer may be one that is not exact. The cursor stays on its posting where that is
 * still there, or on the row that it is behind, else on its row; what is opened stays open. QUERY
 * must live until the next refresh. On failure the old answer stays. */
bool result_list_refresh(struct result_list *list, const struct query *query, struct err *err);

/* Makes the answer exact; the cursor stays as above. Where store_watch() breaks it off, it may be
 * called again. */
bool result_list_refine(struct result_list *list, struct err *err);

void result_list_resize(struct result_list *list, int rows);
/* Moves the cursor BY rows, or TO a row, as far as there are any. */
void result_list_move(struct result_list *list, int64_t by);
void result_list_go(struct result_list *list, int64_t to);
/* Puts the cursor on a posting, or on the row that it is behind, where that is in the answer. */
bool result_list_select(struct result_list *list, int64_t id);

/* Opens the row under the cursor, so that the copies of its posting stand below it, or closes it;
 * on a copy, closes the row that it stands below and goes there. False where there are none. */
bool result_list_fold(struct result_list *list);
/* Whether a row is a copy below another one; whether copies stand below it. */
bool result_list_is_copy(const struct result_list *list, int64_t row);
bool result_list_is_open(const struct result_list *list, int64_t row);
/* The place in the answer, from 0, of the row under the cursor or above the copy that it is on. */
int64_t result_list_place(const struct result_list *list);

/* Looks the rows up again when they are next shown: postings have changed. */
void result_list_forget(struct result_list *list);
/* The same for one posting. */
void result_list_forget_posting(struct result_list *list, int64_t id);

/* The user has just seen a posting as it is: its row says so, before the store does. */
void result_list_set_seen(struct result_list *list, int64_t id);

/* The record of row ROW (no body); NULL past the end or where the store failed. Valid until the
 * list is moved, refreshed or asked for a far row. */
const struct record *result_list_row(struct result_list *list, int64_t row);

#endif
