/* Reading one file and understanding its postings. */
#include "config.h"

#include "load/intake_int.h"

#include "read/reader.h"
#include "util/alloc.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A posting's text above this is no posting; SQLite would take no more than twice as much. */
#define BODY_BYTES_MAX ((size_t)4 << 20)

/* What the reader's sink needs. */
struct taking {
	struct intake *intake;
	const struct extractor *extractor;
	struct load_report *report;
	int32_t today;
};

void intake_init(struct intake *intake, const char *path)
{
	memset(intake, 0, sizeof *intake);
	intake->path = path;
}

void intake_release(struct intake *intake)
{
	for (size_t i = 0; i < intake->postings.count; i++)
		posting_release(&intake->postings.items[i]);
	VEC_RELEASE(&intake->postings);
}

void intake_refuse(struct load_report *report, const char *path, size_t line, const char *why)
{
	*VEC_PUSH(&report->refusals) = (struct load_refusal){
		.path = xstrdup(path), .line = line, .why = xstrdup(why ? why : "cannot be read"),
	};
}

static void take_posting(struct raw_posting *raw, void *data)
{
	struct taking *taking = data;
	struct posting *posting;

	if (raw->body.len > BODY_BYTES_MAX) {
		intake_refuse(taking->report, taking->intake->path, raw->line,
			      "the text of this posting is over 4 MiB; cut the file");
		return;
	}
	posting = VEC_PUSH(&taking->intake->postings);
	posting_init(posting);
	extractor_run(taking->extractor, raw, taking->today, posting);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	struct taking *taking = data;

	intake_refuse(taking->report, taking->intake->path, line, why);
}

static bool read_bytes(struct intake *intake, struct strbuf *bytes, struct err *err)
{
	if (strcmp(intake->path, "-") == 0)
		return file_read_stream(STDIN_FILENO, "standard input", FILE_BYTES_MAX, bytes, err);
	return file_read(intake->path, FILE_BYTES_MAX, bytes, &intake->stamp, err);
}

/* Where the file as a whole cannot be read, nothing of it counts. */
static void forget_refusals(struct load_report *report, size_t count)
{
	while (report->refusals.count > count) {
		struct load_refusal *last = &report->refusals.items[--report->refusals.count];

		free(last->path);
		free(last->why);
	}
}

bool intake_read(struct intake *intake, const struct extractor *extractor, int32_t today,
		 struct load_report *report)
{
	struct taking taking = {
		.intake = intake, .extractor = extractor, .report = report, .today = today,
	};
	struct reader_sink sink = {
		.posting = take_posting, .refused = take_refusal, .data = &taking,
	};
	struct strbuf bytes = STRBUF_INIT;
	struct err err = ERR_INIT;
	size_t refusals = report->refusals.count;
	bool ok = read_bytes(intake, &bytes, &err);

	if (ok) {
		hash_init(&intake->hash);
		hash_add(&intake->hash, bytes.text, bytes.len);
		ok = reader_read(bytes.text, bytes.len, intake->path, &sink, &err);
	}
	if (!ok) {
		forget_refusals(report, refusals);
		intake_refuse(report, intake->path, 0, err.text);
	}
	/* What was refused is said again at the next load: the file never counts as loaded in
	 * this state. */
	if (report->refusals.count > refusals)
		intake->stamp = (struct file_stamp){ .bytes = -1, .mtime_ns = -1 };
	err_release(&err);
	strbuf_release(&bytes);
	return ok && intake->postings.count > 0;
}
