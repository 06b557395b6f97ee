/*
 * Sync: the sources of sources.yaml read again, several commands at once.
 *
 * What goes wrong with one source (its command hangs, floods, fails, or prints what holds no
 * posting) is that source's result and touches neither the others nor the database: its postings
 * stay as they are, and none of them is marked gone.
 */
#ifndef SHORTLIST_LOAD_SYNC_H
#define SHORTLIST_LOAD_SYNC_H

#include "extract/extract.h"
#include "load/load.h"
#include "load/sources.h"
#include "store/store.h"
#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sync_state { SYNC_STOPPED, SYNC_NOT_DUE, SYNC_DONE, SYNC_FAILED };

struct sync_result {
	const struct source *source;
	enum sync_state state;
	int64_t due_s;           /* SYNC_NOT_DUE: so many seconds until it is */
	struct load_report report; /* of what was read; its refusals name their places */
	struct err err;          /* SYNC_FAILED: why */
};

/* Called as the result of each source is known. */
typedef void (*sync_tell_fn)(const struct sync_result *result, void *data);

struct sync_options {
	const char *base;        /* the folder that relative paths start from */
	bool is_forced;          /* also those that are not due */
	sync_tell_fn tell;       /* NULL: none */
	bool (*go_on)(void *data); /* asked some ten times a second; NULL: always */
	void *data;
};

/* Refreshes COUNT sources; results[i] is that of sources[i], to be given back with
 * sync_results_release(). False where the store failed, so that nothing more can be done, or where
 * it was stopped; the results until then count. */
bool sync_run(struct store *store, const struct extractor *extractor,
	      const struct source *const *sources, size_t count, const struct sync_options *options,
	      struct sync_result *results, struct err *err);
void sync_results_release(struct sync_result *results, size_t count);

#endif
