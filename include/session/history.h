/*
 * The queries that were asked, the oldest first, kept from one session to the next.
 *
 * The file has one query a line. Several sessions may use it at once: each adds what it was asked
 * to what then stands there. It is a convenience; that it cannot be read or written is no error.
 */
#ifndef SHORTLIST_SESSION_HISTORY_H
#define SHORTLIST_SESSION_HISTORY_H

#include <stddef.h>

#define HISTORY_MAX 200

struct history {
	char **items;
	size_t count, cap;
	size_t own;              /* of the last entries: asked in this session */
	char *path;              /* NULL: not kept */
};

/* Reads PATH, or with NULL begins empty and keeps nothing. */
void history_init(struct history *history, const char *path);
void history_release(struct history *history);

/* An empty query, or the one that was asked last, is not added again. */
void history_add(struct history *history, const char *query);
/* Writes what was asked in this session behind what the file has now, at most HISTORY_MAX lines. */
void history_save(struct history *history);

#endif
