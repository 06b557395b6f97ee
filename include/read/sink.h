/* Where a reader puts what it finds. */
#ifndef SHORTLIST_READ_SINK_H
#define SHORTLIST_READ_SINK_H

#include "posting/raw.h"

#include <stddef.h>

struct reader_sink {
	/* Takes over RAW's content (the reader releases the emptied struct). */
	void (*posting)(struct raw_posting *raw, void *data);
	/* One posting of the file, at LINE, could not be read; the others still can. */
	void (*refused)(size_t line, const char *why, void *data);
	void *data;
};

#endif
