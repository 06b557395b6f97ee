/*
 * The readers: threads that read and understand what the producer puts into the queue.
 *
 * They take one intake after the other, whoever is free the next, and share only what nobody
 * changes: the words and vocabularies. Each has its own view of a text, cutter of words and bytes.
 */
#ifndef SHORTLIST_LOAD_READERS_INT_H
#define SHORTLIST_LOAD_READERS_INT_H

#include "load/intake_int.h"
#include "load/queue_int.h"

#define READERS_MAX 4            /* more would wait for the one that stores */

struct readers;

struct reading_thread {
	struct readers *readers;
	struct intake_work work;
	struct extractor *extractor; /* its own, of the words of all */
	struct strbuf bytes;     /* of the file at hand, kept for its memory */
	pthread_t thread;
};

struct readers {
	const struct load_options *options;
	const struct extractor *extractor; /* NULL: still to be made */
	const struct vocabulary *vocabulary; /* of the store */
	const struct intake_work *work; /* what is the same for all of them */
	struct queue *queue;
	struct reading_thread threads[READERS_MAX];
	size_t count;            /* of those that run */

	pthread_mutex_t making;  /* of the extractor and the failure */
	struct err failure;      /* what kept one from reading on */
	pthread_mutex_t large;   /* held while a large file is read */
};

void readers_init(struct readers *readers);
/* After readers_join(). */
void readers_release(struct readers *readers);

/* Starts as many as the machine has use for; false where there cannot be a single one. */
bool readers_start(struct readers *readers, struct err *err);
void readers_join(struct readers *readers);

#endif
