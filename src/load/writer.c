/* Files into the store, a batch a transaction. */
#include "config.h"

#include "load/writer_int.h"

#include "util/alloc.h"
#include "util/date.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A transaction is committed after so many files, or so long, whichever comes first: large enough
 * that syncing costs little, short enough that another window does not wait. */
#define BATCH_FILES 1000
#define BATCH_MS 1000
#define LIVE_BATCH_MS 100
/* Between two transactions, for whoever waits to write: SQLite gives no turns. */
#define PAUSE_MS 5

/* A file of so many postings has a transaction to itself, so that it can be given up halfway and
 * nothing else with it. */
#define LARGE_POSTINGS 500

#define TELL_MS 100              /* between two calls of the progress while nothing ends */
#define BUSY_TRIES 12            /* of five seconds each */

/* -- progress */

/* False where the load is to end; that is asked no more than once. */
static bool tell(struct writer *writer)
{
	struct load_progress progress = {
		.report = writer->report, .path = writer->path ? writer->path : "",
		.postings = atomic_load(&writer->shared->postings),
		.total_files = atomic_load(&writer->shared->total_files),
		.total_bytes = atomic_load(&writer->shared->total_bytes),
	};

	if (writer->report->was_stopped)
		return false;
	writer->told_ms = clock_ms();
	if (!writer->options->progress ||
	    writer->options->progress(&progress, writer->options->data))
		return true;
	writer->report->was_stopped = true;
	atomic_store(&writer->shared->is_stopped, true);
	return false;
}

static bool tell_sometimes(struct writer *writer)
{
	if (clock_ms() - writer->told_ms < TELL_MS)
		return !writer->report->was_stopped;
	return tell(writer);
}

/* While the store is at work. A stop waits for the end of the file, unless that may take long. */
static bool watch(void *data)
{
	struct writer *writer = data;

	return tell_sometimes(writer) || !writer->may_interrupt;
}

/* -- transactions */

static void take_pending(struct writer *writer)
{
	struct load_report *report = writer->report;

	report->new_count += writer->pending.new_count;
	report->changed += writer->pending.changed;
	report->unchanged += writer->pending.unchanged;
	report->gone += writer->pending.gone;
	for (size_t i = 0; i < writer->pending_files.count; i++)
		*VEC_PUSH(&report->stored) = writer->pending_files.items[i];
	VEC_CLEAR(&writer->pending_files);
	memset(&writer->pending, 0, sizeof writer->pending);
}

static void drop_pending(struct writer *writer)
{
	for (size_t i = 0; i < writer->pending_files.count; i++)
		free(writer->pending_files.items[i].path);
	VEC_CLEAR(&writer->pending_files);
	memset(&writer->pending, 0, sizeof writer->pending);
}

/* Another process may be storing a large file; a load has time to wait for its end. */
static bool begin(struct writer *writer)
{
	for (int tries = 1; ; tries++) {
		struct err err = ERR_INIT;
		bool is_begun = put_begin(writer->store, &err);
		bool is_last = err.status != STATUS_BUSY || tries == BUSY_TRIES;

		if (!is_begun && is_last)
			err_set(writer->err, err.status, "%s", err.text ? err.text : "");
		err_release(&err);
		if (is_begun || is_last)
			return is_begun;
		if (!tell(writer))
			return false;
	}
}

static bool open_batch(struct writer *writer)
{
	if (writer->is_open)
		return true;
	writer->is_open = begin(writer);
	writer->batch = 0;
	writer->begun_ms = clock_ms();
	return writer->is_open;
}

static bool close_batch(struct writer *writer)
{
	struct timespec pause = { 0, PAUSE_MS * 1000000L };

	if (!writer->is_open)
		return true;
	writer->is_open = false;
	if (!put_commit(writer->store, writer->err)) {
		drop_pending(writer);
		return false;
	}
	take_pending(writer);
	nanosleep(&pause, NULL);
	put_settle(writer->store, false, NULL);
	return true;
}

static bool is_batch_due(const struct writer *writer)
{
	int64_t most = writer->options->is_live ? LIVE_BATCH_MS : BATCH_MS;

	return writer->batch >= BATCH_FILES || clock_ms() - writer->begun_ms >= most;
}

static bool end_of_file(struct writer *writer)
{
	if (!writer->is_open)
		return true;
	writer->batch++;
	return !is_batch_due(writer) || close_batch(writer);
}

/* -- files */

static void list_stored(struct writer *writer, const struct intake *intake,
			const struct put_report *put)
{
	if (!writer->options->lists_stored)
		return;
	*VEC_PUSH(&writer->pending_files) = (struct load_file){
		.path = xstrdup(intake->path), .postings = intake->postings.count,
		.new_count = put->new_count, .changed = put->changed,
		.unchanged = put->unchanged, .gone = put->gone,
	};
}

static void add_pending(struct writer *writer, const struct put_report *put)
{
	writer->pending.new_count += put->new_count;
	writer->pending.changed += put->changed;
	writer->pending.unchanged += put->unchanged;
	writer->pending.gone += put->gone;
}

static bool put(struct writer *writer, const struct intake *intake)
{
	const struct load_source *source = intake->source;
	struct put_file file = {
		.path = intake->name, .kind = intake->is_output ? PUT_OUTPUT : PUT_FILE,
		.source = source ? source->name : NULL, .tags = source ? source->tags : NULL,
		.tag_count = source ? source->tag_count : 0, .stamp = intake->stamp,
		.hash = intake->hash, .postings = intake->postings.items,
		.terms = intake->terms.items, .count = intake->postings.count,
		.is_partial = intake->refusals.count > 0,
	};
	struct put_report report = { 0 };

	if (!put_file(writer->store, &file, writer->today, &report, writer->err))
		return false;
	add_pending(writer, &report);
	list_stored(writer, intake, &report);
	return true;
}

static bool store_large(struct writer *writer, const struct intake *intake)
{
	bool ok;

	if (!close_batch(writer) || !open_batch(writer))
		return false;
	writer->may_interrupt = true;
	ok = put(writer, intake);
	writer->may_interrupt = false;
	if (!ok) {
		put_rollback(writer->store);
		writer->is_open = false;
	}
	return ok && close_batch(writer);
}

static bool store_read(struct writer *writer, const struct intake *intake)
{
	if (intake->postings.count >= LARGE_POSTINGS)
		return store_large(writer, intake);
	return open_batch(writer) && put(writer, intake) && end_of_file(writer);
}

/* Its new time is noted; it matters little where that does not succeed. */
static bool store_same(struct writer *writer, const struct intake *intake)
{
	if (!open_batch(writer))
		return false;
	put_is_same_bytes(writer->store, intake->name, &intake->hash, &intake->stamp, NULL);
	return end_of_file(writer);
}

static bool store_missed(struct writer *writer, const struct intake *intake)
{
	struct put_scope scope = { .folder = intake->name };
	struct put_report report = { 0 };

	if (!open_batch(writer) ||
	    !put_vanished(writer->store, &scope, NULL, NULL, writer->today, &report, writer->err))
		return false;
	add_pending(writer, &report);
	return end_of_file(writer);
}

static bool store_intake(struct writer *writer, const struct intake *intake)
{
	switch (intake->kind) {
	case INTAKE_READ:
		return store_read(writer, intake);
	case INTAKE_SAME:
		return store_same(writer, intake);
	case INTAKE_MISSED:
		return store_missed(writer, intake);
	case INTAKE_REFUSED:
	case INTAKE_SKIPPED:
		break;
	}
	return true;
}

/* The refusals go over into the report; the rest stays with the intake. */
static void note(struct writer *writer, struct intake *intake)
{
	struct load_report *report = writer->report;
	bool is_known = intake->kind == INTAKE_SKIPPED || intake->kind == INTAKE_SAME;

	free(writer->path);
	writer->path = xstrdup(intake->path);
	if (intake->kind == INTAKE_MISSED)
		return;
	report->files++;
	report->bytes += intake->bytes;
	report->skipped += is_known;
	report->unchanged += is_known ? intake->known : 0;
	report->replaced += intake->replaced;
	for (size_t i = 0; i < intake->refusals.count; i++)
		*VEC_PUSH(&report->refusals) = intake->refusals.items[i];
	VEC_CLEAR(&intake->refusals);
}

bool writer_take(struct writer *writer, struct intake *intake)
{
	bool ok = store_intake(writer, intake);

	if (ok)
		note(writer, intake);
	intake_free(intake);
	if (!ok && !writer->report->was_stopped)
		writer->has_failed = true;
	return ok && tell(writer);
}

bool writer_idle(struct writer *writer)
{
	if (writer->is_open && is_batch_due(writer) && !close_batch(writer)) {
		writer->has_failed = true;
		return false;
	}
	return tell(writer);
}

/* -- life */

void writer_init(struct writer *writer)
{
	writer->told_ms = clock_ms();
	store_watch(writer->store, watch, writer);
}

bool writer_end(struct writer *writer)
{
	store_watch(writer->store, NULL, NULL);
	if (writer->has_failed && writer->is_open) {
		put_rollback(writer->store);
		drop_pending(writer);
		writer->is_open = false;
	}
	if (!close_batch(writer) || writer->has_failed)
		return false;
	/* What does not succeed now, the next load does. */
	if (!writer->report->was_stopped)
		put_settle(writer->store, true, NULL);
	return true;
}

void writer_release(struct writer *writer)
{
	drop_pending(writer);
	VEC_RELEASE(&writer->pending_files);
	free(writer->path);
}
