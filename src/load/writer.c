/* Files into the store, a batch a transaction. */
#include "config.h"

#include "load/writer_int.h"

#include "util/alloc.h"
#include "util/date.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

/* What was read is gathered for so long, or until it is so much, and then stored at once: enough
 * that syncing costs little. The database is locked only while it is stored, not while it is read;
 * after HOLD_MS what is left waits for the next transaction, so that others do not wait long. */
#define BATCH_FILES 1000
#define BATCH_BYTES ((size_t)32 << 20)
#define BATCH_MS 1000
#define LIVE_BATCH_MS 100
#define HOLD_MS 300

/* A file of so many postings, which take about a tenth of a second, has a transaction to itself, so
 * that it can be given up halfway and nothing else with it. */
#define LARGE_POSTINGS 2000

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

/* -- files */

static bool is_large(const struct intake *intake)
{
	return intake->postings.count >= LARGE_POSTINGS;
}

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
		.drafts = intake->drafts.items, .run = &intake->run,
		.count = intake->postings.count,
		.is_partial = intake->is_partial,
	};
	struct put_report report = { 0 };
	bool ok;

	writer->may_interrupt = is_large(intake);
	ok = put_file(writer->store, &file, writer->today, &report, &writer->failure);
	writer->may_interrupt = false;
	if (!ok)
		return false;
	add_pending(writer, &report);
	list_stored(writer, intake, &report);
	return true;
}

/* Its new time is noted; it matters little where that does not succeed. */
static bool put_same(struct writer *writer, const struct intake *intake)
{
	put_is_same_bytes(writer->store, intake->name, &intake->hash, &intake->stamp, NULL);
	return true;
}

static bool put_missed(struct writer *writer, const struct intake *intake)
{
	struct put_scope scope = { .folder = intake->name };
	struct put_report report = { 0 };

	if (!put_vanished(writer->store, &scope, NULL, NULL, writer->today, &report,
			  &writer->failure))
		return false;
	add_pending(writer, &report);
	return true;
}

static bool store_intake(struct writer *writer, const struct intake *intake)
{
	switch (intake->kind) {
	case INTAKE_READ:
		return put(writer, intake);
	case INTAKE_SAME:
		return put_same(writer, intake);
	case INTAKE_MISSED:
		return put_missed(writer, intake);
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
	intake->is_partial = intake->refusals.count > 0;
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

/* -- batches */

static struct intake *first_gathered(const struct writer *writer)
{
	return writer->gathered.items[0];
}

/* The first COUNT of the gathered ones are stored. */
static void forget(struct writer *writer, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		writer->gathered_bytes -= intake_weight(writer->gathered.items[i]);
		intake_free(writer->gathered.items[i]);
	}
	writer->gathered.count -= count;
	memmove(writer->gathered.items, writer->gathered.items + count,
		writer->gathered.count * sizeof *writer->gathered.items);
}

/* The transaction ends before a large file and after one. */
static bool is_full(const struct writer *writer, size_t count, int64_t begun_ms)
{
	return count == writer->gathered.count || clock_ms() - begun_ms >= HOLD_MS ||
	       is_large(first_gathered(writer)) || is_large(writer->gathered.items[count]);
}

/* One transaction of the first that were gathered; *count of them. */
static bool store_some(struct writer *writer, size_t *count)
{
	int64_t begun_ms;
	bool ok = put_begin(writer->store, &writer->failure);

	*count = 0;
	if (!ok)
		return false;
	begun_ms = clock_ms();
	do {
		ok = store_intake(writer, writer->gathered.items[(*count)++]);
	} while (ok && !is_full(writer, *count, begun_ms));
	if (!ok)
		put_rollback(writer->store);
	ok = ok && put_commit(writer->store, &writer->failure);
	if (ok)
		take_pending(writer);
	else
		drop_pending(writer);
	return ok;
}

/* Another process may be storing a large file, or reading all there is; a load has time to wait for
 * its end. */
static bool may_try_again(struct writer *writer, int *tries)
{
	if (writer->failure.status != STATUS_BUSY || ++*tries > BUSY_TRIES || !tell(writer))
		return false;
	err_release(&writer->failure);
	return true;
}

static bool store_gathered(struct writer *writer)
{
	int tries = 1;

	while (writer->gathered.count > 0) {
		size_t count;

		if (store_some(writer, &count)) {
			tries = 1;
			forget(writer, count);
			tell_sometimes(writer);
			/* What does not succeed now, the next one does. */
			put_settle(writer->store, false, NULL);
		} else if (!may_try_again(writer, &tries)) {
			return false;
		}
	}
	return true;
}

static bool is_batch_due(const struct writer *writer)
{
	int64_t most = writer->options->is_live ? LIVE_BATCH_MS : BATCH_MS;

	return writer->gathered.count >= BATCH_FILES || writer->gathered_bytes >= BATCH_BYTES ||
	       clock_ms() - writer->gathered_ms >= most ||
	       is_large(writer->gathered.items[writer->gathered.count - 1]);
}

static void gather(struct writer *writer, struct intake *intake)
{
	if (writer->gathered.count == 0)
		writer->gathered_ms = clock_ms();
	*VEC_PUSH(&writer->gathered) = intake;
	writer->gathered_bytes += intake_weight(intake);
}

static bool store_due(struct writer *writer)
{
	if (writer->gathered.count == 0 || !is_batch_due(writer) || store_gathered(writer))
		return true;
	writer->has_failed = !writer->report->was_stopped;
	return false;
}

bool writer_take(struct writer *writer, struct intake *intake)
{
	note(writer, intake);
	if (intake->kind == INTAKE_REFUSED || intake->kind == INTAKE_SKIPPED)
		intake_free(intake);
	else
		gather(writer, intake);
	return store_due(writer) && tell(writer);
}

bool writer_idle(struct writer *writer)
{
	return store_due(writer) && tell(writer);
}

/* -- life */

void writer_init(struct writer *writer)
{
	writer->told_ms = clock_ms();
	store_watch(writer->store, watch, writer);
}

static bool fail(struct writer *writer)
{
	const struct err *failure = &writer->failure;

	return err_set(writer->err, failure->status, "%s", failure->text ? failure->text : "");
}

bool writer_end(struct writer *writer)
{
	enum status status;
	bool ok = !writer->has_failed && store_gathered(writer);

	store_watch(writer->store, NULL, NULL);
	/* Who stops waits neither for others nor for the end of a large file. */
	status = writer->failure.status;
	if (!ok && writer->report->was_stopped)
		ok = status == STATUS_BUSY || status == STATUS_INTERRUPTED;
	if (!ok)
		return fail(writer);
	if (!writer->report->was_stopped)
		put_settle(writer->store, true, NULL);
	return true;
}

void writer_release(struct writer *writer)
{
	for (size_t i = 0; i < writer->gathered.count; i++)
		intake_free(writer->gathered.items[i]);
	VEC_RELEASE(&writer->gathered);
	drop_pending(writer);
	VEC_RELEASE(&writer->pending_files);
	err_release(&writer->failure);
	free(writer->path);
}
