/* A bounded queue of intakes. */
#include "config.h"

#include "load/queue_int.h"

#include <errno.h>
#include <string.h>
#include <time.h>

void queue_init(struct queue *queue)
{
	memset(queue, 0, sizeof *queue);
	pthread_mutex_init(&queue->mutex, NULL);
	pthread_cond_init(&queue->has_room, NULL);
	pthread_cond_init(&queue->has_work, NULL);
	pthread_cond_init(&queue->has_some, NULL);
}

static struct queue_slot *slot_at(struct queue *queue, uint64_t place)
{
	return &queue->slots[place % QUEUE_COUNT_MAX];
}

void queue_release(struct queue *queue)
{
	for (; queue->first < queue->end; queue->first++)
		intake_free(slot_at(queue, queue->first)->intake);
	pthread_cond_destroy(&queue->has_room);
	pthread_cond_destroy(&queue->has_work);
	pthread_cond_destroy(&queue->has_some);
	pthread_mutex_destroy(&queue->mutex);
}

/* -- adding; the mutex is held */

/* A place at the end, once there is one. */
static bool reserve(struct queue *queue, struct intake *intake, enum queue_state state,
		    uint64_t *place)
{
	while (!queue->is_stopped && !queue->has_failed &&
	       queue->end - queue->first >= QUEUE_COUNT_MAX)
		pthread_cond_wait(&queue->has_room, &queue->mutex);
	if (queue->is_stopped || queue->has_failed)
		return false;
	*place = queue->end++;
	*slot_at(queue, *place) = (struct queue_slot){ .intake = intake, .state = state };
	return true;
}

/* The first is what all wait for; it needs no room. */
static bool has_room(const struct queue *queue, uint64_t place, size_t weight)
{
	return place == queue->first || queue->bytes + weight <= QUEUE_BYTES_MAX;
}

static bool make_ready(struct queue *queue, uint64_t place, struct intake *intake)
{
	size_t weight = intake_weight(intake);

	while (!queue->is_stopped && !has_room(queue, place, weight))
		pthread_cond_wait(&queue->has_room, &queue->mutex);
	if (queue->is_stopped)
		return false;
	*slot_at(queue, place) = (struct queue_slot){ intake, weight, QUEUE_READY };
	queue->bytes += weight;
	pthread_cond_signal(&queue->has_some);
	return true;
}

bool queue_add(struct queue *queue, struct intake *intake)
{
	uint64_t place;
	bool is_taken;

	pthread_mutex_lock(&queue->mutex);
	is_taken = reserve(queue, intake, QUEUE_TO_READ, &place);
	pthread_cond_signal(&queue->has_work);
	pthread_mutex_unlock(&queue->mutex);
	if (!is_taken)
		intake_free(intake);
	return is_taken;
}

bool queue_put(struct queue *queue, struct intake *intake)
{
	uint64_t place;
	bool is_taken;

	pthread_mutex_lock(&queue->mutex);
	is_taken = reserve(queue, NULL, QUEUE_AT_WORK, &place) &&
		   make_ready(queue, place, intake);
	pthread_mutex_unlock(&queue->mutex);
	if (!is_taken)
		intake_free(intake);
	return is_taken;
}

void queue_close(struct queue *queue)
{
	pthread_mutex_lock(&queue->mutex);
	queue->is_closed = true;
	pthread_cond_broadcast(&queue->has_work);
	pthread_cond_signal(&queue->has_some);
	pthread_mutex_unlock(&queue->mutex);
}

/* -- reading */

/* Passes over what is not to be read. */
static bool has_work(struct queue *queue)
{
	if (queue->unread < queue->first)
		queue->unread = queue->first;
	while (queue->unread < queue->end &&
	       slot_at(queue, queue->unread)->state != QUEUE_TO_READ)
		queue->unread++;
	return queue->unread < queue->end;
}

struct intake *queue_next(struct queue *queue, uint64_t *place)
{
	struct intake *intake = NULL;

	pthread_mutex_lock(&queue->mutex);
	while (!queue->is_stopped && !queue->has_failed && !has_work(queue) && !queue->is_closed)
		pthread_cond_wait(&queue->has_work, &queue->mutex);
	if (!queue->is_stopped && !queue->has_failed && has_work(queue)) {
		struct queue_slot *slot = slot_at(queue, queue->unread);

		*place = queue->unread++;
		intake = slot->intake;
		*slot = (struct queue_slot){ .state = QUEUE_AT_WORK };
	}
	pthread_mutex_unlock(&queue->mutex);
	return intake;
}

bool queue_return(struct queue *queue, uint64_t place, struct intake *intake)
{
	bool is_taken;

	pthread_mutex_lock(&queue->mutex);
	is_taken = make_ready(queue, place, intake);
	pthread_mutex_unlock(&queue->mutex);
	if (!is_taken)
		intake_free(intake);
	return is_taken;
}

void queue_fail(struct queue *queue, uint64_t place, struct intake *intake)
{
	pthread_mutex_lock(&queue->mutex);
	slot_at(queue, place)->state = QUEUE_FAILED;
	queue->has_failed = true;
	pthread_cond_broadcast(&queue->has_room);
	pthread_cond_broadcast(&queue->has_work);
	pthread_cond_signal(&queue->has_some);
	pthread_mutex_unlock(&queue->mutex);
	intake_free(intake);
}

/* -- taking */

static struct timespec in_ms(int ms)
{
	struct timespec at;

	clock_gettime(CLOCK_REALTIME, &at);
	at.tv_sec += ms / 1000;
	at.tv_nsec += ms % 1000 * 1000000L;
	if (at.tv_nsec >= 1000000000L) {
		at.tv_sec++;
		at.tv_nsec -= 1000000000L;
	}
	return at;
}

/* Whether the first in order is there, or will never be. */
static enum queue_got look(struct queue *queue)
{
	if (queue->first == queue->end)
		return queue->is_closed ? QUEUE_END : QUEUE_NOTHING_YET;
	switch (slot_at(queue, queue->first)->state) {
	case QUEUE_READY:
		return QUEUE_INTAKE;
	case QUEUE_FAILED:
		return QUEUE_END;
	default:
		return QUEUE_NOTHING_YET;
	}
}

static struct intake *pop(struct queue *queue)
{
	struct queue_slot *slot = slot_at(queue, queue->first++);
	struct intake *intake = slot->intake;

	queue->bytes -= slot->weight;
	slot->intake = NULL;
	pthread_cond_broadcast(&queue->has_room);
	return intake;
}

enum queue_got queue_take(struct queue *queue, int wait_ms, struct intake **intake)
{
	struct timespec until = in_ms(wait_ms);
	enum queue_got got;
	int code = 0;

	pthread_mutex_lock(&queue->mutex);
	while ((got = look(queue)) == QUEUE_NOTHING_YET && code != ETIMEDOUT)
		code = pthread_cond_timedwait(&queue->has_some, &queue->mutex, &until);
	if (got == QUEUE_INTAKE)
		*intake = pop(queue);
	pthread_mutex_unlock(&queue->mutex);
	return got;
}

void queue_stop(struct queue *queue)
{
	pthread_mutex_lock(&queue->mutex);
	queue->is_stopped = true;
	pthread_cond_broadcast(&queue->has_room);
	pthread_cond_broadcast(&queue->has_work);
	pthread_mutex_unlock(&queue->mutex);
}
