/* Reading files without storing them. */
#include "config.h"

#include "load/intake_int.h"
#include "util/date.h"
#include "util/vec.h"

#include <string.h>

struct inspecting {
	struct intake_work work;
	struct load_source source;
	load_inspect_fn fn;
	void *data;
	struct load_report *report;
};

static void note(struct load_report *report, struct intake *intake)
{
	report->files++;
	report->bytes += intake->bytes;
	for (size_t i = 0; i < intake->refusals.count; i++)
		*VEC_PUSH(&report->refusals) = intake->refusals.items[i];
	VEC_CLEAR(&intake->refusals);
}

static void read(struct inspecting *inspecting, struct intake *intake)
{
	struct strbuf bytes = STRBUF_INIT;

	if (intake_open(intake, &inspecting->work, &bytes))
		intake_read(intake, &inspecting->work, bytes.text, bytes.len);
	strbuf_release(&bytes);
}

static bool inspect_file(const char *path, const struct err *failure, void *data)
{
	struct inspecting *inspecting = data;
	struct intake *intake = intake_new(path, path, &inspecting->source);
	bool go_on = true;

	if (failure)
		intake_refuse(intake, 0, failure->text);
	else
		read(inspecting, intake);
	note(inspecting->report, intake);
	for (size_t i = 0; go_on && i < intake->postings.count; i++)
		go_on = inspecting->fn(&intake->postings.items[i], path, inspecting->data);
	intake_free(intake);
	return go_on;
}

bool load_inspect(const struct extractor *extractor, const char *const *paths, size_t count,
		  const struct reader *as, load_inspect_fn fn, void *data,
		  struct load_report *report, struct err *err)
{
	struct load_shared shared = { .is_stopped = false };
	struct inspecting inspecting = {
		.work = { .extractor = extractor, .shared = &shared, .today = clock_today() },
		.source = { .as = as }, .fn = fn, .data = data, .report = report,
	};

	for (size_t i = 0; i < count; i++) {
		bool go_on = strcmp(paths[i], "-") == 0
			? inspect_file(paths[i], NULL, &inspecting)
			: file_walk(paths[i], inspect_file, &inspecting);

		if (!go_on)
			return err_set(err, STATUS_INTERRUPTED, "stopped");
	}
	return true;
}
