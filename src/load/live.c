/* A load in the background. */
#include "config.h"

#include "load/live.h"

#include "load/thread_int.h"
#include "util/alloc.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct live {
	struct live_options options;
	struct load_report report; /* the thread's until it has been joined */
	struct err err;
	bool ok;
	pthread_t thread;
	atomic_bool is_stopped;
	pthread_mutex_t mutex;   /* of what follows */
	struct live_state state;
};

void live_state_init(struct live_state *state)
{
	memset(state, 0, sizeof *state);
	strbuf_init(&state->said);
}

void live_state_release(struct live_state *state)
{
	strbuf_release(&state->said);
}

static bool tell(const struct load_progress *progress, void *data)
{
	struct live *live = data;

	pthread_mutex_lock(&live->mutex);
	live->state.files = progress->report->files;
	live->state.total_files = progress->total_files;
	live->state.refused = progress->report->refusals.count;
	pthread_mutex_unlock(&live->mutex);
	return !atomic_load(&live->is_stopped);
}

static void tell_end(struct live *live)
{
	const struct load_report *report = &live->report;
	struct live_state *state = &live->state;

	pthread_mutex_lock(&live->mutex);
	if (live->ok)
		load_report_format(report, &state->said);
	else
		strbuf_puts(&state->said, live->err.text ? live->err.text : "the load failed");
	state->files = report->files;
	state->refused = report->refusals.count;
	state->is_bad = !live->ok || report->refusals.count > 0;
	state->is_over = true;
	pthread_mutex_unlock(&live->mutex);
}

static void *run(void *data)
{
	struct live *live = data;
	const struct live_options *options = &live->options;
	struct store *store = store_open(options->database, STORE_READ_WRITE, options->vocabulary,
					 &live->err);

	live->ok = store && load_run(store, options->extractor, options->inputs, options->count,
				     &options->load, &live->report, &live->err);
	store_close(store);
	tell_end(live);
	return NULL;
}

static void release(struct live *live)
{
	pthread_mutex_destroy(&live->mutex);
	live_state_release(&live->state);
	load_report_release(&live->report);
	err_release(&live->err);
	free(live);
}

struct live *live_start(const struct live_options *options, struct err *err)
{
	struct live *live = xcalloc(1, sizeof *live);

	live->options = *options;
	live->options.load.is_live = true;
	live->options.load.progress = tell;
	live->options.load.data = live;
	load_report_init(&live->report);
	live_state_init(&live->state);
	pthread_mutex_init(&live->mutex, NULL);
	if (thread_start(&live->thread, run, live, err))
		return live;
	release(live);
	return NULL;
}

void live_look(struct live *live, struct live_state *state)
{
	pthread_mutex_lock(&live->mutex);
	state->is_over = live->state.is_over;
	state->is_bad = live->state.is_bad;
	state->files = live->state.files;
	state->total_files = live->state.total_files;
	state->refused = live->state.refused;
	strbuf_clear(&state->said);
	strbuf_add(&state->said, live->state.said.text, live->state.said.len);
	pthread_mutex_unlock(&live->mutex);
}

void live_stop(struct live *live)
{
	atomic_store(&live->is_stopped, true);
}

bool live_end(struct live *live, struct load_report *report, struct err *err)
{
	bool ok;

	pthread_join(live->thread, NULL);
	ok = live->ok;
	if (!ok)
		err_set(err, live->err.status, "%s", live->err.text ? live->err.text : "");
	load_report_release(report);
	*report = live->report;
	load_report_init(&live->report);
	release(live);
	return ok;
}
