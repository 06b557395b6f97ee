/* A load: one thread reads, the caller's stores. */
#include "config.h"

#include "load/load.h"

#include "load/producer_int.h"
#include "load/queue_int.h"
#include "load/tally_int.h"
#include "load/writer_int.h"
#include "util/date.h"

#include <time.h>

/* For as long the thread that stores waits for the one that reads, before it looks round. */
#define WAIT_MS 50

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void store_all(struct writer *writer, struct queue *queue)
{
	struct intake *intake;
	bool go_on = true;

	while (go_on) {
		switch (queue_take(queue, WAIT_MS, &intake)) {
		case QUEUE_INTAKE:
			go_on = writer_take(writer, intake);
			break;
		case QUEUE_NOTHING_YET:
			go_on = writer_idle(writer);
			break;
		case QUEUE_END:
			go_on = false;
			break;
		}
	}
}

/* Runs both sides; the end of either ends the other. */
static bool run(struct producer *producer, struct writer *writer, struct tally *tally,
		struct err *err)
{
	bool ok;

	if (!producer_start(producer, err))
		return false;
	if (writer->options->progress)
		tally_start(tally);
	store_all(writer, producer->queue);
	atomic_store(&writer->shared->is_stopped, true);
	queue_stop(producer->queue);
	ok = writer_end(writer);
	producer_join(producer);
	tally_join(tally);
	if (ok && producer->failure.text)
		ok = err_set(err, producer->failure.status, "%s", producer->failure.text);
	return ok;
}

bool load_run(struct store *store, const struct extractor *extractor,
	      const struct load_input *inputs, size_t count, const struct load_options *options,
	      struct load_report *report, struct err *err)
{
	static const struct load_options none;
	struct load_shared shared = { .is_stopped = false };
	struct queue queue;
	struct producer producer = {
		.inputs = inputs, .count = count, .options = options ? options : &none,
		.queue = &queue,
		.work = { .extractor = extractor, .shared = &shared, .today = clock_today() },
	};
	struct tally tally = { .inputs = inputs, .count = count, .shared = &shared };
	struct writer writer = {
		.store = store, .options = options ? options : &none, .shared = &shared,
		.report = report, .err = err, .today = producer.work.today,
	};
	double began = now();
	bool ok;

	queue_init(&queue);
	writer_init(&writer);
	ok = producer_init(&producer, store, err) && run(&producer, &writer, &tally, err);
	store_watch(store, NULL, NULL);
	writer_release(&writer);
	producer_release(&producer);
	queue_release(&queue);
	report->seconds += now() - began;
	if (ok && report->was_stopped)
		return err_set(err, STATUS_INTERRUPTED, "stopped; what was loaded so far is kept");
	return ok;
}
