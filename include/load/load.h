/*
 * Loading: files, folders and bytes into the store.
 *
 * Each file is read, understood and stored wholly or not at all; many files share a transaction,
 * and what was committed stays when the load is stopped. A file that was loaded before and has not
 * changed is skipped by its size and time, and one that was only touched by the hash of its bytes,
 * so that a load that was stopped goes on where it was when it is begun again.
 *
 * Threads of its own, as many as the machine has use for, read and understand; the calling one
 * alone uses the store. Files are stored in the order in which they are named, folders in the byte
 * order of their names, so the result does not depend on which thread was faster.
 */
#ifndef SHORTLIST_LOAD_LOAD_H
#define SHORTLIST_LOAD_LOAD_H

#include "extract/extract.h"
#include "read/reader.h"
#include "store/store.h"
#include "util/err.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct load_refusal {
	char *path;
	size_t line;             /* of the posting that was refused; 0 for the whole file */
	char *why;               /* a sentence, not gated */
};

/* What came of one file that was read and stored. */
struct load_file {
	char *path;
	size_t postings, new_count, changed, unchanged, gone;
};

struct load_report {
	size_t files;            /* looked at */
	size_t skipped;          /* of these, unchanged since they were loaded */
	uint64_t bytes;          /* of the files looked at */
	double seconds;          /* that it took */
	size_t new_count, changed, unchanged, gone; /* postings */
	size_t replaced;         /* parts of the files read that are not UTF-8 */
	struct { struct load_refusal *items; size_t count, cap; } refusals;
	struct { struct load_file *items; size_t count, cap; } stored; /* where asked for */
	bool was_stopped;
};

void load_report_init(struct load_report *report);
void load_report_release(struct load_report *report);

/* Where postings come from, beside the files themselves. */
struct load_source {
	const char *name;        /* as the user calls it; NULL: none */
	const struct reader *as; /* what reads its files; NULL: what recognises them */
	const char *const *tags; /* for its postings */
	size_t tag_count;
};

/* What is loaded: PATHS (files, folders recursively, "-" for standard input), or BYTES that are
 * there already (NULL: none) and are known to the store as BYTES_NAME. */
struct load_input {
	const char *const *paths;
	size_t path_count;
	const char *bytes;
	size_t len;
	const char *bytes_name;
	const struct load_source *source; /* NULL: none */
};

struct load_progress {
	const struct load_report *report;
	/* How much there is in all, once it has been counted, which goes on beside the load;
	 * 0 until then, and where no progress is asked for. */
	size_t total_files;
	uint64_t total_bytes;
	size_t postings;         /* understood up to now, stored or not */
	const char *path;        /* the last that was stored, skipped or refused; "" for none */
};

/* Called by the calling thread after each file, and some ten times a second within a large one or
 * while none has come; returns false to stop. */
typedef bool (*load_progress_fn)(const struct load_progress *progress, void *data);

struct load_options {
	load_progress_fn progress; /* NULL: none */
	void *data;
	bool is_live;            /* somebody waits to write between: transactions are short */
	bool is_forced;          /* reads what has not changed, too */
	bool lists_stored;       /* fills report->stored */
	size_t readers;          /* threads that read; 0: as many as the machine has use for */
	/* Where relative paths start from: the store knows files by their whole names, however they
	 * are called, and a file is missed only under such a one. NULL: as they are called. */
	const char *base;
	/* Where load_run() is given no extractor: makes it once there is something to read, in a
	 * thread that reads. NULL, with *err, ends the load. */
	const struct extractor *(*make_extractor)(void *data, struct err *err);
	void *make_data;
};

/* Loads the inputs one after the other. A path that cannot be read is a refusal, not a failure.
 * OPTIONS may be NULL. Adds to *REPORT (initialised). False where the store failed or the load was
 * stopped; what was committed before stays, and the report counts no more than that. */
bool load_run(struct store *store, const struct extractor *extractor,
	      const struct load_input *inputs, size_t count, const struct load_options *options,
	      struct load_report *report, struct err *err);

/* Reads and understands PATHS without storing: calls FN for each posting. AS as in a source. For
 * `inspect`. */
typedef bool (*load_inspect_fn)(struct posting *posting, const char *path, void *data);
bool load_inspect(const struct extractor *extractor, const char *const *paths, size_t count,
		  const struct reader *as, load_inspect_fn fn, void *data,
		  struct load_report *report, struct err *err);

/* Adds "3 new, 0 changed, 12 unchanged, 1 refused (14 files)", and what had to be replaced. */
void load_report_format(const struct load_report *report, struct strbuf *out);

#endif
