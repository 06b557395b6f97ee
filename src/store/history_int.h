/* What the journal says of one posting. */
#ifndef SHORTLIST_STORE_HISTORY_INT_H
#define SHORTLIST_STORE_HISTORY_INT_H

#include "posting/record.h"
#include "store/store.h"
#include "util/err.h"

#include <stdbool.h>

/* Adds the stages that the posting under KEY was put into, but for what was undone, to
 * record->history. */
bool history_read(struct store *store, const char *key, struct record *record, struct err *err);

#endif
