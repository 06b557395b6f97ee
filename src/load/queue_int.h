/*
 * The queue between those that read and the one that stores.
 *
 * One thread adds intakes, in order; readers take those that are to be read, several at once, and
 * give them back; one thread takes them all, in the order in which they were added, however they
 * came back. It holds so many intakes and bytes that nobody waits for another without need, but no
 * more: the next to be taken is always let in, and so one that is larger than all its room goes in
 * alone. Either end may end it.
 */
#ifndef SHORTLIST_LOAD_QUEUE_INT_H
#define SHORTLIST_LOAD_QUEUE_INT_H

#include "load/intake_int.h"

#include <pthread.h>

#define QUEUE_COUNT_MAX 512
#define QUEUE_BYTES_MAX ((size_t)32 << 20)

enum queue_state {
	QUEUE_TO_READ,           /* waits for a reader */
	QUEUE_AT_WORK,           /* somebody has it */
	QUEUE_READY,
	QUEUE_FAILED,            /* there is none, and nothing after it counts */
};

struct queue_slot {
	struct intake *intake;   /* NULL while somebody has it */
	size_t weight;           /* where it is ready */
	enum queue_state state;
};

/* Places are numbered on and on; one is in the slot that its number leaves over. */
struct queue {
	struct queue_slot slots[QUEUE_COUNT_MAX];
	uint64_t first;          /* to be taken */
	uint64_t unread;         /* none before it waits for a reader */
	uint64_t end;            /* behind the last one added */
	size_t bytes;            /* of those that are ready */
	bool is_closed;          /* nothing more is added */
	bool has_failed;         /* nothing more is read */
	bool is_stopped;         /* nothing more is taken */
	pthread_mutex_t mutex;
	pthread_cond_t has_room, has_work, has_some;
};

void queue_init(struct queue *queue);
/* Frees what nobody took. */
void queue_release(struct queue *queue);

/* Each waits for room and takes INTAKE over. False where nobody takes any more; it is freed then.
 * The first adds one that is to be read, the second one that is ready. */
bool queue_add(struct queue *queue, struct intake *intake);
bool queue_put(struct queue *queue, struct intake *intake);
void queue_close(struct queue *queue);

/* The next one to read and its place; waits. NULL where no more comes. */
struct intake *queue_next(struct queue *queue, uint64_t *place);
/* Gives it back, read, as queue_put(). */
bool queue_return(struct queue *queue, uint64_t place, struct intake *intake);
/* It could not be read, nor can any other: INTAKE is freed, and the queue ends before it. */
void queue_fail(struct queue *queue, uint64_t place, struct intake *intake);

enum queue_got { QUEUE_INTAKE, QUEUE_NOTHING_YET, QUEUE_END };

/* The next intake, which is then the caller's; waits for at most WAIT_MS. */
enum queue_got queue_take(struct queue *queue, int wait_ms, struct intake **intake);
void queue_stop(struct queue *queue);

#endif
