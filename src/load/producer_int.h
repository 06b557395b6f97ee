/*
 * The producer: the thread that walks the inputs, passes over what has not changed and puts all
 * into the queue, in order; what is to be read the readers take from there.
 *
 * Between producer_start() and producer_join() all that it was given is its own, but for the queue
 * and what is shared.
 */
#ifndef SHORTLIST_LOAD_PRODUCER_INT_H
#define SHORTLIST_LOAD_PRODUCER_INT_H

#include "load/intake_int.h"
#include "load/known_int.h"
#include "load/queue_int.h"

struct producer {
	const struct load_input *inputs;
	size_t count;
	const struct load_options *options;
	struct intake_work work; /* of the readers, too */
	struct known known;
	struct queue *queue;
	pthread_t thread;

	const struct load_input *input; /* the one at hand */
	const char *path;        /* of it, as it is called */
	char *name;              /* the same, as the store knows it */
};

/* Asks STORE what it knows of the inputs. */
bool producer_init(struct producer *producer, struct store *store, struct err *err);
void producer_release(struct producer *producer);

bool producer_start(struct producer *producer, struct err *err);
void producer_join(struct producer *producer);

/* PATH as the store is to know it: where BASE is given, the whole name, without links to folders on
 * the way. A new string. */
char *producer_name(const char *path, const char *base);

#endif
