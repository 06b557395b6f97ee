/* The sources of sources.yaml, read again. */
#include "config.h"

#include "load/sync.h"

#include "store/put.h"
#include "store/refresh.h"
#include "util/alloc.h"
#include "util/capture.h"
#include "util/date.h"

#include <stdlib.h>
#include <string.h>

/* Commands that run at once: they wait for the network rather than for the machine. */
#define AT_ONCE 4

struct syncing {
	struct store *store;
	const struct extractor *extractor;
	const struct sync_options *options;
	struct sync_result *results;
	struct capture *captures; /* of those that have a command */
	size_t *owners;          /* captures[i] is for results[owners[i]] */
	size_t count;            /* of captures */
	int64_t began;
	bool is_stopped;
	struct err *err;         /* of the store */
	bool has_failed;         /* the store */
};

/* -- results */

static bool note(struct syncing *syncing, const struct sync_result *result)
{
	struct refresh refresh = {
		.began = syncing->began, .ended = clock_seconds(),
		.ok = result->state == SYNC_DONE, .message = result->err.text,
		.new_count = (int64_t)result->report.new_count,
		.changed = (int64_t)result->report.changed,
		.unchanged = (int64_t)result->report.unchanged,
		.gone = (int64_t)result->report.gone,
	};

	return refresh_put(syncing->store, result->source->name, &refresh, syncing->err);
}

static bool finish(struct syncing *syncing, struct sync_result *result, enum sync_state state)
{
	result->state = state;
	if ((state == SYNC_DONE || state == SYNC_FAILED) && !note(syncing, result)) {
		syncing->has_failed = true;
		return false;
	}
	if (syncing->options->tell)
		syncing->options->tell(result, syncing->options->data);
	return true;
}

/* -- loading */

static bool go_on(const struct load_progress *progress, void *data)
{
	struct syncing *syncing = data;

	(void)progress;
	return !syncing->options->go_on || syncing->options->go_on(syncing->options->data);
}

/* Nothing that was read could be used, and something was refused: the reason is the failure. */
static bool is_rubbish(const struct load_report *report)
{
	return report->refusals.count > 0 && report->new_count + report->changed +
		report->unchanged == 0;
}

/* Loads INPUT as the source's; then its result is known. */
static bool load(struct syncing *syncing, struct sync_result *result,
		 const struct load_input *input)
{
	const struct source *source = result->source;
	struct load_source from = {
		.name = source->name, .as = source->as,
		.tags = (const char *const *)source->tags.items, .tag_count = source->tags.count,
	};
	/* Under their whole names, as any other load knows them. */
	struct load_options options = { .progress = go_on, .data = syncing, .base = "/" };
	struct load_input named = *input;

	named.source = &from;
	if (!load_run(syncing->store, syncing->extractor, &named, 1, &options, &result->report,
		      syncing->err)) {
		syncing->is_stopped = result->report.was_stopped;
		syncing->has_failed = !syncing->is_stopped;
		return false;
	}
	if (!is_rubbish(&result->report))
		return finish(syncing, result, SYNC_DONE);
	err_set(&result->err, STATUS_BAD_DATA, "%s", result->report.refusals.items[0].why);
	return finish(syncing, result, SYNC_FAILED);
}

static struct sync_result *owner(struct syncing *syncing, const struct capture *capture)
{
	return &syncing->results[syncing->owners[capture - syncing->captures]];
}

/* A command has ended. Its output is not needed any more once it is loaded. */
static bool take_output(struct capture *capture, void *data)
{
	struct syncing *syncing = data;
	struct sync_result *result = owner(syncing, capture);
	struct load_input input = { .bytes = capture->out.text, .len = capture->out.len };
	struct strbuf name = STRBUF_INIT;
	bool ok;

	if (!capture_ok(capture, &result->err))
		return finish(syncing, result, SYNC_FAILED);
	/* A file may be called as the source is. */
	strbuf_printf(&name, "sync:%s", result->source->name);
	input.bytes_name = name.text;
	ok = load(syncing, result, &input);
	strbuf_release(&name);
	strbuf_release(&capture->out);
	return ok;
}

/* The files that the source had and that are gone are not walked over any more. */
static bool forget_files(struct syncing *syncing, struct sync_result *result)
{
	struct put_scope scope = { .source = result->source->name };
	struct put_report put = { 0 };

	if (!put_begin(syncing->store, syncing->err))
		return false;
	if (!put_vanished(syncing->store, &scope, NULL, NULL, clock_today(), &put, syncing->err)) {
		put_rollback(syncing->store);
		return false;
	}
	result->report.gone += put.gone;
	return put_commit(syncing->store, syncing->err);
}

static bool load_files(struct syncing *syncing, struct sync_result *result)
{
	struct texts paths = { 0 };
	struct load_input input = { 0 };
	bool ok;

	source_expand(result->source, syncing->options->base, &paths);
	input.paths = (const char *const *)paths.items;
	input.path_count = paths.count;
	if (forget_files(syncing, result)) {
		ok = load(syncing, result, &input);
	} else {
		syncing->has_failed = true;
		ok = false;
	}
	texts_release(&paths);
	return ok;
}

/* -- all of them */

static bool ask_go_on(void *data)
{
	struct syncing *syncing = data;

	syncing->is_stopped = syncing->is_stopped || !go_on(NULL, syncing);
	return !syncing->is_stopped;
}

/* Whether it is to be read now; one that is not has its result. */
static bool is_due(struct syncing *syncing, struct sync_result *result)
{
	struct refresh last = { 0 };
	int64_t due_s;

	if (syncing->options->is_forced || result->source->every_s == 0)
		return true;
	if (!refresh_get(syncing->store, result->source->name, &last, syncing->err)) {
		syncing->has_failed = true;
		return false;
	}
	due_s = last.ok ? last.ended + result->source->every_s - syncing->began : 0;
	refresh_release(&last);
	if (due_s <= 0)
		return true;
	result->due_s = due_s;
	finish(syncing, result, SYNC_NOT_DUE);
	return false;
}

static void add_capture(struct syncing *syncing, size_t at)
{
	const struct source *source = syncing->results[at].source;

	capture_init(&syncing->captures[syncing->count], source->command.items,
		     source->time_s * 1000, source->bytes_max);
	syncing->owners[syncing->count++] = at;
}

/* Commands are started first; files are read when they have ended. */
static bool run(struct syncing *syncing, size_t count)
{
	bool *has_files = xcalloc(count + 1, sizeof *has_files);
	bool ok = true;

	for (size_t i = 0; i < count && !syncing->has_failed; i++) {
		if (!is_due(syncing, &syncing->results[i]))
			continue;
		has_files[i] = syncing->results[i].source->command.count == 0;
		if (!has_files[i])
			add_capture(syncing, i);
	}
	if (!syncing->has_failed)
		ok = capture_run(syncing->captures, syncing->count, AT_ONCE, take_output,
				 ask_go_on, syncing);
	for (size_t i = 0; ok && i < count && !syncing->has_failed; i++)
		ok = !has_files[i] || load_files(syncing, &syncing->results[i]);
	free(has_files);
	return ok && !syncing->has_failed;
}

bool sync_run(struct store *store, const struct extractor *extractor,
	      const struct source *const *sources, size_t count, const struct sync_options *options,
	      struct sync_result *results, struct err *err)
{
	struct syncing syncing = {
		.store = store, .extractor = extractor, .options = options, .results = results,
		.captures = xcalloc(count + 1, sizeof *syncing.captures),
		.owners = xcalloc(count + 1, sizeof *syncing.owners), .began = clock_seconds(),
		.err = err,
	};
	bool ok;

	for (size_t i = 0; i < count; i++) {
		results[i] = (struct sync_result){ .source = sources[i], .state = SYNC_STOPPED };
		load_report_init(&results[i].report);
	}
	ok = run(&syncing, count);
	if (syncing.is_stopped && !syncing.has_failed)
		err_set(err, STATUS_INTERRUPTED, "stopped; what was read so far is kept");
	for (size_t i = 0; i < syncing.count; i++)
		capture_release(&syncing.captures[i]);
	free(syncing.captures);
	free(syncing.owners);
	return ok;
}

void sync_results_release(struct sync_result *results, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		load_report_release(&results[i].report);
		err_release(&results[i].err);
	}
}
