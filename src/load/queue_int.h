/*
 * The queue between the thread that reads and the one that stores.
 *
 * It keeps the order, and holds so many intakes and bytes that neither thread waits for the other
 * without need, but no more: an intake that is larger than all its room goes in alone. One thread
 * puts, one takes; either may end it.
 */
#ifndef SHORTLIST_LOAD_QUEUE_INT_H
#define SHORTLIST_LOAD_QUEUE_INT_H

#include "load/intake_int.h"

#include <pthread.h>

#define QUEUE_COUNT_MAX 512
#define QUEUE_BYTES_MAX ((size_t)32 << 20)

struct queue {
	struct intake *items[QUEUE_COUNT_MAX];
	size_t first, count;
	size_t bytes;
	bool is_closed;          /* nothing more is put */
	bool is_stopped;         /* nothing more is taken */
	pthread_mutex_t mutex;
	pthread_cond_t has_room, has_some;
};

void queue_init(struct queue *queue);
/* Frees what nobody took. */
void queue_release(struct queue *queue);

/* Waits for room and takes INTAKE over. False where nobody takes any more; it is freed then. */
bool queue_put(struct queue *queue, struct intake *intake);
void queue_close(struct queue *queue);

enum queue_got { QUEUE_INTAKE, QUEUE_NOTHING_YET, QUEUE_END };

/* The next intake, which is then the caller's; waits for at most WAIT_MS. */
enum queue_got queue_take(struct queue *queue, int wait_ms, struct intake **intake);
void queue_stop(struct queue *queue);

#endif
