/*
 * Knowing postings again.
 *
 * A posting is the row with the same content, in whatever file; else that with its link and title;
 * else what stood at its place of the same file. A row is one posting of a file only, unless they
 * are equal.
 */
#ifndef SHORTLIST_STORE_IDENTIFY_INT_H
#define SHORTLIST_STORE_IDENTIFY_INT_H

#include "store/id_set_int.h"
#include "store/put.h"

/* A file while it is put: for each of its postings the row that it is, 0 for a new one. */
struct putting {
	struct store *store;
	const struct put_file *file;
	int32_t today;
	int64_t source;
	int64_t first;           /* ordinal of its first posting; standard input goes on counting */
	bool is_stream;
	int64_t *ids;
	struct id_set taken;     /* the rows among them */
	struct { int64_t *items; size_t count, cap; } old; /* what the file held before */
	char (*contents)[HASH_HEX_LEN + 1];
};

/* Fills contents and ids. */
bool identify_rows(struct putting *put, struct err *err);
/* Looks by content once more, for one that an equal one of the same file may have been put for. */
bool identify_by_content(struct putting *put, size_t at, struct err *err);

#endif
