/* A sink that tells the first posting how many bytes of its file had to be mended. */
#ifndef SHORTLIST_READ_MENDED_INT_H
#define SHORTLIST_READ_MENDED_INT_H

#include "read/sink.h"

#include <stddef.h>

struct mended {
	struct reader_sink sink; /* to be given on in the place of `to` */
	const struct reader_sink *to;
	size_t bad;
};

/* MENDED must stay where it is while it is used, and so must TO. */
void mended_init(struct mended *mended, const struct reader_sink *to, size_t bad);

#endif
