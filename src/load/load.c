/* Files and folders into the store, a batch of files a transaction. */
#include "config.h"

#include "load/load.h"

#include "load/intake_int.h"
#include "store/put.h"
#include "util/alloc.h"
#include "util/date.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A transaction is committed after so many files, or so long, whichever comes first: large
 * enough that syncing costs little, short enough that another window does not wait. */
#define BATCH_FILES 500
#define BATCH_MS 1000

struct loading {
	struct store *store;
	const struct extractor *extractor;
	const struct load_options *options;
	struct load_report *report;
	struct err *err;
	int32_t today;
	size_t batch;            /* files in the open transaction */
	int64_t batch_start_ms;
	bool is_open;
	bool has_failed;
};

void load_report_init(struct load_report *report)
{
	memset(report, 0, sizeof *report);
}

void load_report_release(struct load_report *report)
{
	for (size_t i = 0; i < report->refusals.count; i++) {
		free(report->refusals.items[i].path);
		free(report->refusals.items[i].why);
	}
	VEC_RELEASE(&report->refusals);
	for (size_t i = 0; i < report->stored.count; i++)
		free(report->stored.items[i].path);
	VEC_RELEASE(&report->stored);
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool open_batch(struct loading *loading)
{
	if (loading->is_open)
		return true;
	loading->is_open = put_begin(loading->store, loading->err);
	loading->batch = 0;
	loading->batch_start_ms = now_ms();
	return loading->is_open;
}

static bool close_batch(struct loading *loading)
{
	if (!loading->is_open)
		return true;
	loading->is_open = false;
	return put_commit(loading->store, loading->err);
}

static bool end_of_file(struct loading *loading)
{
	if (!loading->is_open || (++loading->batch < BATCH_FILES &&
				  now_ms() - loading->batch_start_ms < BATCH_MS))
		return true;
	return close_batch(loading);
}

/* The postings count only once the file has been stored. */
static bool store_file(struct loading *loading, const struct intake *intake)
{
	struct put_file file = {
		.path = intake->path, .stamp = intake->stamp, .hash = intake->hash,
		.postings = intake->postings.items, .count = intake->postings.count,
	};
	struct put_report put = { 0 };

	if (!open_batch(loading) ||
	    !put_file(loading->store, &file, loading->today, &put, loading->err))
		return false;
	loading->report->new_count += put.new_count;
	loading->report->changed += put.changed;
	loading->report->unchanged += put.unchanged;
	loading->report->gone += put.gone;
	return end_of_file(loading);
}

static bool skip_file(struct loading *loading, const char *path)
{
	struct file_stamp stamp;
	size_t count;

	if (strcmp(path, "-") == 0 || !file_stamp(path, &stamp, NULL) ||
	    !put_is_current(loading->store, path, &stamp, &count))
		return false;
	loading->report->skipped++;
	loading->report->unchanged += count;
	return true;
}

static bool tell(struct loading *loading, const char *path)
{
	struct load_progress progress = { .report = loading->report, .path = path };

	if (!loading->options->progress ||
	    loading->options->progress(&progress, loading->options->data))
		return true;
	loading->report->was_stopped = true;
	return false;
}

static bool load_file(const char *path, const struct err *failure, void *data)
{
	struct loading *loading = data;
	struct intake intake;
	bool ok = true;

	loading->report->files++;
	if (failure) {
		intake_refuse(loading->report, path, 0, failure->text);
	} else if (!skip_file(loading, path)) {
		intake_init(&intake, path);
		if (intake_read(&intake, loading->extractor, loading->today, loading->report))
			ok = store_file(loading, &intake);
		intake_release(&intake);
	}
	loading->has_failed = !ok;
	return ok && tell(loading, path);
}

static void load_paths(struct loading *loading, const struct load_input *input)
{
	for (size_t i = 0; i < input->path_count; i++) {
		if (loading->has_failed || loading->report->was_stopped)
			return;
		if (strcmp(input->paths[i], "-") == 0)
			load_file(input->paths[i], NULL, loading);
		else
			file_walk(input->paths[i], load_file, loading);
	}
}

bool load_run(struct store *store, const struct extractor *extractor,
	      const struct load_input *inputs, size_t count, const struct load_options *options,
	      struct load_report *report, struct err *err)
{
	static const struct load_options none;
	struct loading loading = {
		.store = store, .extractor = extractor, .options = options ? options : &none,
		.report = report, .err = err, .today = clock_today(),
	};

	for (size_t i = 0; i < count; i++)
		load_paths(&loading, &inputs[i]);
	if (loading.has_failed && loading.is_open) {
		put_rollback(store);
		loading.is_open = false;
	}
	if (!close_batch(&loading) || loading.has_failed)
		return false;
	if (report->was_stopped)
		return err_set(err, STATUS_INTERRUPTED, "stopped; what was loaded so far is kept");
	return true;
}

/* -- without storing */

struct inspecting {
	const struct extractor *extractor;
	load_inspect_fn fn;
	void *data;
	struct load_report *report;
	int32_t today;
};

static bool inspect_file(const char *path, const struct err *failure, void *data)
{
	struct inspecting *inspecting = data;
	struct intake intake;
	bool go_on = true;

	inspecting->report->files++;
	if (failure) {
		intake_refuse(inspecting->report, path, 0, failure->text);
		return true;
	}
	intake_init(&intake, path);
	if (intake_read(&intake, inspecting->extractor, inspecting->today, inspecting->report))
		for (size_t i = 0; go_on && i < intake.postings.count; i++)
			go_on = inspecting->fn(&intake.postings.items[i], path, inspecting->data);
	intake_release(&intake);
	return go_on;
}

bool load_inspect(const struct extractor *extractor, const char *const *paths, size_t count,
		  const struct reader *as, load_inspect_fn fn, void *data,
		  struct load_report *report, struct err *err)
{
	struct inspecting inspecting = {
		.extractor = extractor, .fn = fn, .data = data, .report = report,
		.today = clock_today(),
	};

	(void)as;

	for (size_t i = 0; i < count; i++) {
		bool go_on = strcmp(paths[i], "-") == 0
			? inspect_file(paths[i], NULL, &inspecting)
			: file_walk(paths[i], inspect_file, &inspecting);

		if (!go_on)
			return err_set(err, STATUS_INTERRUPTED, "stopped");
	}
	return true;
}

void load_report_format(const struct load_report *report, struct strbuf *out)
{
	strbuf_printf(out, "%zu new, %zu changed, %zu unchanged",
		      report->new_count, report->changed,
		      report->unchanged);
	if (report->gone > 0)
		strbuf_printf(out, ", %zu gone", report->gone);
	if (report->refusals.count > 0)
		strbuf_printf(out, ", %zu refused", report->refusals.count);
	strbuf_printf(out, " (%zu %s)", report->files, report->files == 1 ? "file" : "files");
}
