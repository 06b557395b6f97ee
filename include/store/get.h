/* Getting postings out of the store by id. */
#ifndef SHORTLIST_STORE_GET_H
#define SHORTLIST_STORE_GET_H

#include "posting/record.h"
#include "store/store.h"
#include "util/err.h"

#include <stdbool.h>
#include <stdint.h>

enum get_parts {
	GET_ROW,                 /* what a list shows: no body, no evidence */
	GET_WHOLE,
};

/* Fills RECORD (initialised; released first if it holds one). False where there is no such posting
 * (err->status is STATUS_NO_INPUT) or the store failed. */
bool get_record(struct store *store, int64_t id, enum get_parts parts, struct record *record,
		struct err *err);

#endif
