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
	pthread_cond_init(&queue->has_some, NULL);
}

static struct intake *pop(struct queue *queue)
{
	struct intake *intake = queue->items[queue->first];

	queue->first = (queue->first + 1) % QUEUE_COUNT_MAX;
	queue->count--;
	queue->bytes -= intake_weight(intake);
	return intake;
}

void queue_release(struct queue *queue)
{
	while (queue->count > 0)
		intake_free(pop(queue));
	pthread_cond_destroy(&queue->has_room);
	pthread_cond_destroy(&queue->has_some);
	pthread_mutex_destroy(&queue->mutex);
}

static bool has_room(const struct queue *queue, size_t weight)
{
	return queue->count == 0 || (queue->count < QUEUE_COUNT_MAX &&
				     queue->bytes + weight <= QUEUE_BYTES_MAX);
}

bool queue_put(struct queue *queue, struct intake *intake)
{
	size_t weight = intake_weight(intake);
	bool is_taken;

	pthread_mutex_lock(&queue->mutex);
	while (!queue->is_stopped && !has_room(queue, weight))
		pthread_cond_wait(&queue->has_room, &queue->mutex);
	is_taken = !queue->is_stopped;
	if (is_taken) {
		queue->items[(queue->first + queue->count++) % QUEUE_COUNT_MAX] = intake;
		queue->bytes += weight;
		pthread_cond_signal(&queue->has_some);
	}
	pthread_mutex_unlock(&queue->mutex);
	if (!is_taken)
		intake_free(intake);
	return is_taken;
}

void queue_close(struct queue *queue)
{
	pthread_mutex_lock(&queue->mutex);
	queue->is_closed = true;
	pthread_cond_signal(&queue->has_some);
	pthread_mutex_unlock(&queue->mutex);
}

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

enum queue_got queue_take(struct queue *queue, int wait_ms, struct intake **intake)
{
	enum queue_got got = QUEUE_NOTHING_YET;
	struct timespec until = in_ms(wait_ms);
	int code = 0;

	pthread_mutex_lock(&queue->mutex);
	while (queue->count == 0 && !queue->is_closed && code != ETIMEDOUT)
		code = pthread_cond_timedwait(&queue->has_some, &queue->mutex, &until);
	if (queue->count > 0) {
		*intake = pop(queue);
		got = QUEUE_INTAKE;
		pthread_cond_signal(&queue->has_room);
	} else if (queue->is_closed) {
		got = QUEUE_END;
	}
	pthread_mutex_unlock(&queue->mutex);
	return got;
}

void queue_stop(struct queue *queue)
{
	pthread_mutex_lock(&queue->mutex);
	queue->is_stopped = true;
	pthread_cond_signal(&queue->has_room);
	pthread_mutex_unlock(&queue->mutex);
}
