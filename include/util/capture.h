/*
 * What other programs print, taken in; several at once, each within its time and its size.
 *
 * A program is started from an argument vector, never through a shell, in a process group of its
 * own, with nothing on its standard input. One that takes too long, prints too much or outlives its
 * own end by a helper is ended with its whole group; what it printed until then counts for nothing.
 */
#ifndef SHORTLIST_UTIL_CAPTURE_H
#define SHORTLIST_UTIL_CAPTURE_H

#include "util/err.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum capture_end {
	CAPTURE_NOT_RUN,         /* the others were stopped before */
	CAPTURE_DONE,            /* it ended with status 0 */
	CAPTURE_NOT_STARTED,     /* `status` is an errno */
	CAPTURE_FAILED,          /* it ended with `status` */
	CAPTURE_SIGNALLED,       /* signal `status` ended it */
	CAPTURE_TOO_LONG,
	CAPTURE_TOO_MUCH,
};

struct capture {
	char *const *argv;       /* ends with NULL */
	int64_t time_ms;
	size_t bytes_max;        /* of standard output */
	/* What came of it. */
	enum capture_end end;
	int status;
	struct strbuf out;
	struct strbuf said;      /* the end of what it said on standard error */
};

/* Sets what is to be run; ARGV must outlive it. */
void capture_init(struct capture *capture, char *const *argv, int64_t time_ms, size_t bytes_max);
void capture_release(struct capture *capture);

/* Called as each has ended; false stops the others. Time that it takes is not counted. */
typedef bool (*capture_done_fn)(struct capture *capture, void *data);
/* Asked ten times a second; false stops. NULL: never. */
typedef bool (*capture_go_on_fn)(void *data);

/* Runs all, at most AT_ONCE at a time. False where it was stopped. No child is left behind. */
bool capture_run(struct capture *items, size_t count, size_t at_once, capture_done_fn done,
		 capture_go_on_fn go_on, void *data);

/* True where it ended well; else *err says what happened and what it said. */
bool capture_ok(const struct capture *capture, struct err *err);

#endif
