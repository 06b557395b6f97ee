/* How much there is to load, counted beside the load so that it need not wait. */
#ifndef SHORTLIST_LOAD_TALLY_INT_H
#define SHORTLIST_LOAD_TALLY_INT_H

#include "load/intake_int.h"

#include <pthread.h>

struct tally {
	const struct load_input *inputs;
	size_t count;
	struct load_shared *shared; /* gets the totals at the end, and is looked at to stop */
	size_t files;
	uint64_t bytes;
	pthread_t thread;
	bool is_running;
};

/* Without a thread to be had nothing is counted. */
void tally_start(struct tally *tally);
void tally_join(struct tally *tally);

#endif
