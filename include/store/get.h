/* Getting postings out of the store by id: one, or those of a window. */
#ifndef SHORTLIST_STORE_GET_H
#define SHORTLIST_STORE_GET_H

#include "posting/record.h"
#include "store/store.h"
#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum get_parts {
	GET_LINE,                /* what a list on the screen says: GET_ROW but for the languages
				  * and the file */
	GET_ROW,                 /* what a list shows: no body, no evidence */
	GET_WHOLE,
};

/* Fills RECORD (initialised; released first if it holds one). False where there is no such posting
 * (err->status is STATUS_NO_INPUT) or the store failed. */
bool get_record(struct store *store, int64_t id, enum get_parts parts, struct record *record,
		struct err *err);

/* The same for COUNT postings at once, of one state of the store. One that is not there leaves its
 * record empty, with the id 0, and so does one that cannot be read; only for that it is false. */
bool get_records(struct store *store, const int64_t *ids, size_t count, enum get_parts parts,
		 struct record *records, struct err *err);

#endif
