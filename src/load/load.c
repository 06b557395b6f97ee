/* A load: threads read, the caller's stores. */
#include "config.h"

#include "load/load.h"

#include "load/producer_int.h"
#include "load/queue_int.h"
#include "load/readers_int.h"
#include "load/tally_int.h"
#include "load/writer_int.h"
#include "util/date.h"

#include <time.h>

/* For as long the thread that stores waits for those that read, before it looks round. */
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

/* Both ends of the queue and what is between. */
struct loading {
	struct producer producer;
	struct readers readers;
	struct writer writer;
	struct tally tally;
	struct queue queue;
};

static bool start(struct loading *loading, struct err *err)
{
	if (!readers_start(&loading->readers, err))
		return false;
	if (producer_start(&loading->producer, err))
		return true;
	queue_stop(&loading->queue);
	readers_join(&loading->readers);
	return false;
}

/* Runs all sides; the end of either ends the others. */
static bool run(struct loading *loading, struct err *err)
{
	struct writer *writer = &loading->writer;
	const struct err *failure = &loading->readers.failure;
	bool ok;

	if (!start(loading, err))
		return false;
	if (writer->options->progress)
		tally_start(&loading->tally);
	store_all(writer, &loading->queue);
	atomic_store(&writer->shared->is_stopped, true);
	queue_stop(&loading->queue);
	ok = writer_end(writer);
	producer_join(&loading->producer);
	readers_join(&loading->readers);
	tally_join(&loading->tally);
	if (ok && failure->text)
		ok = err_set(err, failure->status, "%s", failure->text);
	return ok;
}

bool load_run(struct store *store, const struct extractor *extractor,
	      const struct load_input *inputs, size_t count, const struct load_options *options,
	      struct load_report *report, struct err *err)
{
	static const struct load_options none;
	struct load_shared shared = { .is_stopped = false };
	int32_t today = clock_today();
	struct loading loading = {
		.producer = { .inputs = inputs, .count = count, .queue = &loading.queue,
			      .work = { .shared = &shared, .today = today } },
		.readers = { .extractor = extractor, .queue = &loading.queue,
			     .vocabulary = store_vocabulary(store),
			     .work = &loading.producer.work },
		.tally = { .inputs = inputs, .count = count, .shared = &shared },
		.writer = { .store = store, .shared = &shared, .report = report, .err = err,
			    .today = today },
	};
	double began = now();
	bool ok;

	loading.producer.options = options ? options : &none;
	loading.readers.options = loading.writer.options = loading.producer.options;
	queue_init(&loading.queue);
	readers_init(&loading.readers);
	writer_init(&loading.writer);
	ok = producer_init(&loading.producer, store, err) && run(&loading, err);
	store_watch(store, NULL, NULL);
	writer_release(&loading.writer);
	readers_release(&loading.readers);
	producer_release(&loading.producer);
	queue_release(&loading.queue);
	report->seconds += now() - began;
	if (ok && report->was_stopped)
		return err_set(err, STATUS_INTERRUPTED, "stopped; what was loaded so far is kept");
	return ok;
}
