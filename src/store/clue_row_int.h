/* The clues of a posting's row. */
#ifndef SHORTLIST_STORE_CLUE_ROW_INT_H
#define SHORTLIST_STORE_CLUE_ROW_INT_H

#include "store/clue_int.h"
#include "store/likeness_int.h"
#include "store/store.h"

/* What of a row is hashed; texts may be NULL. */
struct clue_row {
	int64_t posting;
	const char *content, *key, *ref, *url, *title;
	const struct likeness *likeness;
};

/* Adds all clues of a row. */
void clue_row_add(struct clues *clues, const struct clue_row *row);

/* By content, and so by key, which is the content with which the posting came. */
uint64_t clue_of_content(const char *content);

/* Adds the clues of rows behind number *AFTER, of all or until there are COUNT; *after is then that
 * of the last one. */
bool clue_rows_add(struct store *store, size_t count, int64_t *after, bool *is_last,
		   struct err *err);

#endif
