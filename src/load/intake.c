/* Reading one file and understanding its postings. */
#include "config.h"

#include "load/intake_int.h"

#include "load/stream_int.h"
#include "read/reader.h"
#include "util/alloc.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A posting's text above this is no posting; SQLite would take no more than twice as much. */
#define BODY_BYTES_MAX ((size_t)4 << 20)

/* What a posting takes beside its text: itself, and a few dozen small strings. */
#define POSTING_BYTES 4096

/* Of a file with more postings than these, the drafts of the rest are made when they are stored:
 * they would take as much memory as all that was read. */
#define DRAFTS_AHEAD 4096

/* What the reader's sink needs. */
struct taking {
	struct intake *intake;
	const struct intake_work *work;
};

struct intake *intake_new(const char *path, const char *name, const struct load_source *source)
{
	struct intake *intake = xcalloc(1, sizeof *intake);

	intake->path = xstrdup(path);
	intake->name = xstrdup(name);
	intake->source = source;
	strbuf_init(&intake->held);
	strbuf_init(&intake->run);
	return intake;
}

void intake_free(struct intake *intake)
{
	if (!intake)
		return;
	for (size_t i = 0; i < intake->postings.count; i++)
		posting_release(&intake->postings.items[i]);
	VEC_RELEASE(&intake->postings);
	for (size_t i = 0; i < intake->drafts.count; i++)
		draft_free(intake->drafts.items[i]);
	VEC_RELEASE(&intake->drafts);
	for (size_t i = 0; i < intake->refusals.count; i++) {
		free(intake->refusals.items[i].path);
		free(intake->refusals.items[i].why);
	}
	VEC_RELEASE(&intake->refusals);
	strbuf_release(&intake->held);
	strbuf_release(&intake->run);
	free(intake->path);
	free(intake->name);
	free(intake);
}

size_t intake_weight(const struct intake *intake)
{
	size_t weight = (size_t)intake->bytes + intake->run.len +
			POSTING_BYTES * (1 + intake->postings.count);

	for (size_t i = 0; i < intake->drafts.count; i++)
		weight += intake->drafts.items[i] ? draft_bytes(intake->drafts.items[i]) : 0;
	return weight;
}

void intake_refuse(struct intake *intake, size_t line, const char *why)
{
	*VEC_PUSH(&intake->refusals) = (struct load_refusal){
		.path = xstrdup(intake->path), .line = line,
		.why = xstrdup(why ? why : "cannot be read"),
	};
}

/* The user said what is in it. */
static bool is_told(const struct intake *intake)
{
	return intake->source && intake->source->as;
}

static void make_draft(struct taking *taking, const struct posting *posting)
{
	const struct intake_work *work = taking->work;
	struct draft **draft;

	if (!work->terms_maker)
		return;
	draft = VEC_PUSH(&taking->intake->drafts);
	*draft = taking->intake->drafts.count <= DRAFTS_AHEAD
		? draft_make(work->vocabulary, work->terms_maker, posting) : NULL;
}

static void make_run(struct intake *intake, const struct intake_work *work)
{
	size_t count = intake->drafts.count;

	if (work->run_builder && count >= DRAFTS_RUN && count <= DRAFTS_AHEAD)
		drafts_turn(work->run_builder, intake->drafts.items, count, &intake->run);
}

/* Once the load is stopped, what a large file still holds is passed over. */
static void take_posting(struct raw_posting *raw, void *data)
{
	struct taking *taking = data;
	struct posting *posting;

	if (atomic_load_explicit(&taking->work->shared->is_stopped, memory_order_relaxed))
		return;
	if (raw->body.len > BODY_BYTES_MAX) {
		intake_refuse(taking->intake, raw->line,
			      "the text of this posting is over 4 MiB; cut the file");
		return;
	}
	posting = VEC_PUSH(&taking->intake->postings);
	posting_init(posting);
	extractor_run(taking->work->extractor, raw, taking->work->today, posting);
	if (posting->is_doubtful && !is_told(taking->intake)) {
		posting_release(posting);
		taking->intake->postings.count--;
		intake_refuse(taking->intake, raw->line,
			      "nothing in this text says that it is a posting: no role, no pay, no "
			      "experience, no part about tasks; --as text takes it all the same");
		return;
	}
	make_draft(taking, posting);
	taking->intake->replaced += raw->bad_bytes;
	atomic_fetch_add_explicit(&taking->work->shared->postings, 1, memory_order_relaxed);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	struct taking *taking = data;

	intake_refuse(taking->intake, line, why);
}

static bool is_database(const struct intake_work *work, const char *path)
{
	struct stat state;

	return work->inode != 0 && stat(path, &state) == 0 && state.st_ino == work->inode &&
	       state.st_dev == work->device;
}

static bool read_bytes(struct intake *intake, const struct intake_work *work, struct strbuf *bytes,
		       struct err *err)
{
	if (strcmp(intake->path, "-") == 0)
		return stream_read(STDIN_FILENO, "standard input", FILE_BYTES_MAX,
				   &work->shared->is_stopped, bytes, err);
	if (is_database(work, intake->path))
		return err_set(err, STATUS_BAD_DATA, "%s: is the database itself; it is not read "
			       "for postings", intake->path);
	return file_read(intake->path, FILE_BYTES_MAX, bytes, &intake->stamp, err);
}

static void weigh(struct intake *intake, const char *bytes, size_t len)
{
	hash_init(&intake->hash);
	hash_add(&intake->hash, bytes, len);
	intake->bytes = len;
}

bool intake_open(struct intake *intake, const struct intake_work *work, struct strbuf *bytes)
{
	struct err err = ERR_INIT;
	bool ok = read_bytes(intake, work, bytes, &err);

	if (ok) {
		weigh(intake, bytes->text, bytes->len);
	} else {
		intake->kind = INTAKE_REFUSED;
		intake_refuse(intake, 0, err.text);
	}
	err_release(&err);
	return ok;
}

void intake_give(struct intake *intake, const char *bytes, size_t len)
{
	weigh(intake, bytes, len);
	intake->is_given = true;
	intake->given = bytes;
	intake->given_len = len;
}

/* Where the file as a whole cannot be read, nothing of it counts. */
static void forget(struct intake *intake)
{
	while (intake->refusals.count > 0) {
		struct load_refusal *last = &intake->refusals.items[--intake->refusals.count];

		free(last->path);
		free(last->why);
	}
	while (intake->postings.count > 0)
		posting_release(&intake->postings.items[--intake->postings.count]);
	while (intake->drafts.count > 0)
		draft_free(intake->drafts.items[--intake->drafts.count]);
	intake->replaced = 0;
}

void intake_read(struct intake *intake, const struct intake_work *work, const char *bytes,
		 size_t len)
{
	struct taking taking = { .intake = intake, .work = work };
	struct reader_sink sink = {
		.posting = take_posting, .refused = take_refusal, .data = &taking,
	};
	struct err err = ERR_INIT;

	intake->kind = INTAKE_READ;
	if (!reader_read_as(intake->source ? intake->source->as : NULL, bytes, len, intake->path,
			    &sink, &err)) {
		forget(intake);
		intake_refuse(intake, 0, err.text);
	}
	make_run(intake, work);
	/* Where all was refused, what the file held before stays. */
	if (intake->refusals.count > 0 && intake->postings.count == 0)
		intake->kind = INTAKE_REFUSED;
	/* What was refused is said again at the next load: the file never counts as loaded in
	 * this state. */
	if (intake->refusals.count > 0)
		intake->stamp = (struct file_stamp){ .bytes = -1, .mtime_ns = -1 };
	err_release(&err);
}
