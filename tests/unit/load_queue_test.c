/* The queue between reading and storing: its order, its bounds, and either end ending it. */
#include "config.h"

#include "load/queue_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "load/thread_int.h"

#define MANY 5000

static struct intake *numbered(size_t number, uint64_t bytes)
{
	char name[24];
	struct intake *intake;

	snprintf(name, sizeof name, "%zu", number);
	intake = intake_new(name, name, NULL);
	intake->bytes = bytes;
	return intake;
}

static void test_empty_and_closed(void **state)
{
	struct intake *intake = NULL;
	struct queue queue;

	(void)state;
	queue_init(&queue);
	assert_int_equal(queue_take(&queue, 0, &intake), QUEUE_NOTHING_YET);
	queue_close(&queue);
	assert_int_equal(queue_take(&queue, 1000, &intake), QUEUE_END);
	queue_release(&queue);
}

/* What is in it when it is closed is still taken; what nobody takes is freed. */
static void test_closed_with_some(void **state)
{
	struct intake *intake = NULL;
	struct queue queue;

	(void)state;
	queue_init(&queue);
	assert_true(queue_put(&queue, numbered(1, 0)));
	assert_true(queue_put(&queue, numbered(2, 0)));
	queue_close(&queue);
	assert_int_equal(queue_take(&queue, 0, &intake), QUEUE_INTAKE);
	assert_string_equal(intake->path, "1");
	intake_free(intake);
	queue_release(&queue);
}

static void test_stopped(void **state)
{
	struct queue queue;

	(void)state;
	queue_init(&queue);
	assert_true(queue_put(&queue, numbered(1, 0)));
	queue_stop(&queue);
	assert_false(queue_put(&queue, numbered(2, 0)));
	queue_release(&queue);
}

/* One that is larger than all the room goes in where there is nothing else. */
static void test_larger_than_its_room(void **state)
{
	struct intake *intake = NULL;
	struct queue queue;

	(void)state;
	queue_init(&queue);
	assert_true(queue_put(&queue, numbered(1, QUEUE_BYTES_MAX * 2)));
	assert_int_equal(queue_take(&queue, 0, &intake), QUEUE_INTAKE);
	assert_int_equal(queue.bytes, 0);
	intake_free(intake);
	queue_release(&queue);
}

static void *put_many(void *data)
{
	struct queue *queue = data;
	size_t put = 0;

	/* Some of them so large that the room for bytes runs out before that for numbers. */
	while (put < MANY && queue_put(queue, numbered(put, put % 7 * ((size_t)4 << 20))))
		put++;
	queue_close(queue);
	return NULL;
}

static void test_order_and_bounds(void **state)
{
	struct intake *intake;
	struct queue queue;
	pthread_t thread;
	size_t taken = 0;

	(void)state;
	queue_init(&queue);
	assert_true(thread_start(&thread, put_many, &queue, NULL));
	while (queue_take(&queue, 10000, &intake) == QUEUE_INTAKE) {
		char name[24];

		snprintf(name, sizeof name, "%zu", taken++);
		assert_string_equal(intake->path, name);
		intake_free(intake);
		pthread_mutex_lock(&queue.mutex);
		assert_true(queue.count <= QUEUE_COUNT_MAX);
		assert_true(queue.bytes <= QUEUE_BYTES_MAX || queue.count == 1);
		pthread_mutex_unlock(&queue.mutex);
	}
	assert_int_equal(taken, MANY);
	pthread_join(thread, NULL);
	queue_release(&queue);
}

/* The one that waits for room is woken by a stop. */
static void test_stopped_while_full(void **state)
{
	struct queue queue;
	pthread_t thread;
	size_t count;

	(void)state;
	queue_init(&queue);
	assert_true(thread_start(&thread, put_many, &queue, NULL));
	do {
		pthread_mutex_lock(&queue.mutex);
		count = queue.count;
		pthread_mutex_unlock(&queue.mutex);
	} while (count < 4);
	queue_stop(&queue);
	pthread_join(thread, NULL);
	queue_release(&queue);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty_and_closed),
		cmocka_unit_test(test_closed_with_some),
		cmocka_unit_test(test_stopped),
		cmocka_unit_test(test_larger_than_its_room),
		cmocka_unit_test(test_order_and_bounds),
		cmocka_unit_test(test_stopped_while_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
