/* What a posting's copies add to it. */
#ifndef SHORTLIST_STORE_COPIES_INT_H
#define SHORTLIST_STORE_COPIES_INT_H

#include "posting/record.h"
#include "store/store.h"

/* A copy that was posted at least so many days after another is a repost; below that the boards
 * only were not equally quick. */
#define REPOST_DAYS 7

/* The condition that posting `p` is one. */
#define COPIES_TEXT_OF(number) #number
#define COPIES_NUMBER(number) COPIES_TEXT_OF(number)
#define COPIES_IS_REPOST "(p.cluster > 0 AND EXISTS (SELECT 1 FROM posting q WHERE" \
	" q.cluster > 0 AND q.cluster = p.cluster AND q.posted <= p.posted - " \
	COPIES_NUMBER(REPOST_DAYS) "))"

/* How many postings are the job that posting `p` is. */
#define COPIES_COUNT "(CASE p.cluster WHEN 0 THEN 1 ELSE (SELECT count(*) FROM posting q WHERE" \
	" q.cluster > 0 AND q.cluster = p.cluster) END)"

/* Fills copies, first_seen and is_repost of a record whose own facts are read. */
bool copies_read(struct store *store, int64_t id, struct record *record, struct err *err);

#endif
