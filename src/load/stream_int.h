/* Reading what may take long to come, such as standard input, so that it can be stopped. */
#ifndef SHORTLIST_LOAD_STREAM_INT_H
#define SHORTLIST_LOAD_STREAM_INT_H

#include "util/err.h"
#include "util/strbuf.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

/* Reads descriptor FD to its end into OUT (cleared first), at most LIMIT bytes. Ends with
 * STATUS_INTERRUPTED soon after IS_STOPPED is set. NAME is for the message. */
bool stream_read(int fd, const char *name, size_t limit, atomic_bool *is_stopped,
		 struct strbuf *out, struct err *err);

#endif
