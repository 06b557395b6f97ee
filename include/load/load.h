/*
 * Loading: files and folders into the store.
 *
 * Each file is read, understood and stored wholly or not at all; many files share a transaction,
 * and what was committed stays when the load is stopped. A file that was loaded before and has not
 * changed is skipped by its size and time.
 */
#ifndef SHORTLIST_LOAD_LOAD_H
#define SHORTLIST_LOAD_LOAD_H

#include "extract/extract.h"
#include "store/store.h"
#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct load_refusal {
	char *path;
	size_t line;             /* of the posting that was refused; 0 for the whole file */
	char *why;               /* a sentence, not gated */
};

struct load_report {
	size_t files;            /* looked at */
	size_t skipped;          /* of these, unchanged since they were loaded */
	size_t new_count, changed, unchanged, gone; /* postings */
	struct { struct load_refusal *items; size_t count, cap; } refusals;
	bool was_stopped;
};

void load_report_init(struct load_report *report);
void load_report_release(struct load_report *report);

/* Called after each file, and from time to time within a large one; returns false to stop. */
typedef bool (*load_progress_fn)(const struct load_report *report, const char *path, void *data);

/* Loads PATHS (files, folders recursively, "-" for standard input). A path that cannot be read is a
 * refusal, not a failure. False where the store failed or the load was stopped; what was committed
 * before stays. */
bool load_paths(struct store *store, const struct extractor *extractor, const char *const *paths,
		size_t count, load_progress_fn progress, void *data, struct load_report *report,
		struct err *err);

/* Reads and understands PATHS without storing: calls FN for each posting. For `inspect`. */
typedef bool (*load_inspect_fn)(struct posting *posting, const char *path, void *data);
bool load_inspect(const struct extractor *extractor, const char *const *paths, size_t count,
		  load_inspect_fn fn, void *data, struct load_report *report, struct err *err);

/* Adds "3 new, 0 changed, 12 unchanged, 1 refused" in words. */
void load_report_format(const struct load_report *report, struct strbuf *out);

#endif
