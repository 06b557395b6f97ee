/*
 * A load in the background, for a screen that stays live meanwhile.
 *
 * It runs in a thread and on a connection of its own, with short transactions: what was committed
 * is there for every other connection, and those can write between. It shares nothing with the
 * thread that began it but what is asked for here.
 */
#ifndef SHORTLIST_LOAD_LIVE_H
#define SHORTLIST_LOAD_LIVE_H

#include "load/load.h"

/* How far it is. Initialise with live_state_init(). */
struct live_state {
	bool is_over;
	bool is_bad;             /* over, and something was refused or went wrong */
	size_t files, total_files; /* total_files 0: not yet counted */
	size_t refused;
	struct strbuf said;      /* once it is over: what came of it, not gated */
};

void live_state_init(struct live_state *state);
void live_state_release(struct live_state *state);

struct live_options {
	const char *database;    /* a file, which can be written */
	const struct vocabulary *vocabulary;
	const struct extractor *extractor; /* used for nothing else but sections meanwhile */
	const struct load_input *inputs;
	size_t count;
	struct load_options load; /* its progress and is_live are set here */
};

struct live;

/* All that OPTIONS points to must outlive the load. NULL where no thread can be had. */
struct live *live_start(const struct live_options *options, struct err *err);

/* Tells how far it is; STATE is replaced. */
void live_look(struct live *live, struct live_state *state);

/* Asks it to end soon, and does not wait. */
void live_stop(struct live *live);

/* Waits for its end, puts its report in place of *REPORT and frees it. False as
 * load_run(). */
bool live_end(struct live *live, struct load_report *report, struct err *err);

#endif
