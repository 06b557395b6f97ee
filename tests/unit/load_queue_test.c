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
#define READERS 3

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

/* The first in order goes in whatever its size: then there is that much more. */
static void check_bounds(struct queue *queue)
{
	size_t bytes = 0;

	pthread_mutex_lock(&queue->mutex);
	assert_true(queue->end - queue->first <= QUEUE_COUNT_MAX);
	for (uint64_t place = queue->first; place < queue->end; place++)
		if (queue->slots[place % QUEUE_COUNT_MAX].state == QUEUE_READY)
			bytes += queue->slots[place % QUEUE_COUNT_MAX].weight;
	assert_int_equal(queue->bytes, bytes);
	assert_true(bytes <= QUEUE_BYTES_MAX + ((size_t)25 << 20));
	pthread_mutex_unlock(&queue->mutex);
}

static void take_all(struct queue *queue)
{
	struct intake *intake;
	size_t taken = 0;

	while (queue_take(queue, 10000, &intake) == QUEUE_INTAKE) {
		char name[24];

		snprintf(name, sizeof name, "%zu", taken++);
		assert_string_equal(intake->path, name);
		intake_free(intake);
		check_bounds(queue);
	}
	assert_int_equal(taken, MANY);
}

static void test_order_and_bounds(void **state)
{
	struct queue queue;
	pthread_t thread;

	(void)state;
	queue_init(&queue);
	assert_true(thread_start(&thread, put_many, &queue, NULL));
	take_all(&queue);
	pthread_join(thread, NULL);
	queue_release(&queue);
}

/* Every third is ready at once, as files are that did not change. */
static void *add_many(void *data)
{
	struct queue *queue = data;

	for (size_t i = 0; i < MANY; i++) {
		struct intake *intake = numbered(i, i % 7 * ((size_t)4 << 20));

		assert_true(i % 3 == 0 ? queue_put(queue, intake) : queue_add(queue, intake));
	}
	queue_close(queue);
	return NULL;
}

static void *read_many(void *data)
{
	struct queue *queue = data;
	struct intake *intake;
	uint64_t place;

	while ((intake = queue_next(queue, &place)) != NULL)
		assert_true(queue_return(queue, place, intake));
	return NULL;
}

/* However many read, what is taken has the order in which it was added. */
static void test_several_readers(void **state)
{
	struct queue queue;
	pthread_t adder, readers[READERS];

	(void)state;
	queue_init(&queue);
	assert_true(thread_start(&adder, add_many, &queue, NULL));
	for (size_t i = 0; i < READERS; i++)
		assert_true(thread_start(&readers[i], read_many, &queue, NULL));
	take_all(&queue);
	pthread_join(adder, NULL);
	for (size_t i = 0; i < READERS; i++)
		pthread_join(readers[i], NULL);
	queue_release(&queue);
}

/* What comes back before its turn waits for it. */
static void test_returned_in_another_order(void **state)
{
	struct intake *first, *second, *taken = NULL;
	struct queue queue;
	uint64_t places[2], none;

	(void)state;
	queue_init(&queue);
	assert_true(queue_add(&queue, numbered(1, 0)));
	assert_true(queue_add(&queue, numbered(2, 0)));
	queue_close(&queue);
	first = queue_next(&queue, &places[0]);
	second = queue_next(&queue, &places[1]);
	assert_null(queue_next(&queue, &none));
	assert_true(queue_return(&queue, places[1], second));
	assert_int_equal(queue_take(&queue, 0, &taken), QUEUE_NOTHING_YET);
	assert_true(queue_return(&queue, places[0], first));
	assert_int_equal(queue_take(&queue, 0, &taken), QUEUE_INTAKE);
	assert_string_equal(taken->path, "1");
	intake_free(taken);
	assert_int_equal(queue_take(&queue, 0, &taken), QUEUE_INTAKE);
	assert_string_equal(taken->path, "2");
	intake_free(taken);
	assert_int_equal(queue_take(&queue, 0, &taken), QUEUE_END);
	queue_release(&queue);
}

/* What was added before the one that failed is still taken, nothing after it. */
/* What needs no reading may go through the queue more than once round before something does. */
static void test_work_after_many_without(void **state)
{
	struct intake *intake = NULL;
	struct queue queue;
	uint64_t place = 0;

	(void)state;
	queue_init(&queue);
	for (size_t i = 0; i < QUEUE_COUNT_MAX + 88; i++) {
		assert_true(queue_put(&queue, numbered(i, 0)));
		assert_int_equal(queue_take(&queue, 0, &intake), QUEUE_INTAKE);
		intake_free(intake);
	}
	assert_true(queue_add(&queue, numbered(0, 0)));
	intake = queue_next(&queue, &place);
	assert_non_null(intake);
	assert_int_equal(place, QUEUE_COUNT_MAX + 88);
	intake->bytes = QUEUE_BYTES_MAX * 2;
	assert_true(queue_return(&queue, place, intake));
	assert_int_equal(queue_take(&queue, 0, &intake), QUEUE_INTAKE);
	intake_free(intake);
	queue_release(&queue);
}

static void test_failed(void **state)
{
	struct intake *intakes[3], *taken = NULL;
	struct queue queue;
	uint64_t places[3], none;

	(void)state;
	queue_init(&queue);
	for (size_t i = 0; i < 4; i++)
		assert_true(queue_add(&queue, numbered(i, 0)));
	for (size_t i = 0; i < 3; i++)
		intakes[i] = queue_next(&queue, &places[i]);
	queue_fail(&queue, places[1], intakes[1]);
	assert_false(queue_add(&queue, numbered(4, 0)));
	assert_null(queue_next(&queue, &none));
	assert_true(queue_return(&queue, places[2], intakes[2]));
	assert_int_equal(queue_take(&queue, 0, &taken), QUEUE_NOTHING_YET);
	assert_true(queue_return(&queue, places[0], intakes[0]));
	assert_int_equal(queue_take(&queue, 0, &taken), QUEUE_INTAKE);
	assert_string_equal(taken->path, "0");
	intake_free(taken);
	assert_int_equal(queue_take(&queue, 0, &taken), QUEUE_END);
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
		count = queue.end - queue.first;
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
		cmocka_unit_test(test_several_readers),
		cmocka_unit_test(test_returned_in_another_order),
		cmocka_unit_test(test_work_after_many_without),
		cmocka_unit_test(test_failed),
		cmocka_unit_test(test_stopped_while_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
