/*
 * How far a load is, on standard error: one line that is drawn over and over on a terminal, a plain
 * line now and then elsewhere, and nothing for a short load.
 */
#ifndef SHORTLIST_CLI_PROGRESS_INT_H
#define SHORTLIST_CLI_PROGRESS_INT_H

#include "load/load.h"

struct progress {
	bool is_line;            /* on a terminal */
	bool was_drawn;
	int64_t began_ms, told_ms;
	/* Up to the last look, for the rate. */
	int64_t looked_ms;
	size_t files;
	double done;             /* work, see progress.c */
	double work_rate, file_rate, byte_rate; /* a second, smoothed; 0: not yet known */
	uint64_t bytes;
};

void progress_init(struct progress *progress);
/* Takes the line away. */
void progress_end(struct progress *progress);

/* Draws or says how far LOAD is, where it is time to. */
void progress_tell(struct progress *progress, const struct load_progress *load);

/* Adds the line, COLS wide at most, for tests. */
void progress_format(const struct progress *progress, const struct load_progress *load, int cols,
		     struct strbuf *out);

#endif
