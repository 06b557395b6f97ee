/* The threads that read. */
#include "config.h"

#include "load/readers_int.h"

#include "load/thread_int.h"
#include "store/terms.h"
#include "util/alloc.h"

#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/resource.h>
#endif
#include <unistd.h>

/* Reading a file takes several times the memory that it has bytes: those with more than this are
 * read one at a time. */
#define LARGE_BYTES ((size_t)4 << 20)

#define READING_NICE 10

/* -- what is read with */

static void fail(struct readers *readers, const struct err *failure)
{
	if (!readers->failure.text)
		err_set(&readers->failure, failure->status, "%s",
			failure->text ? failure->text : "");
}

/* The first that has something to read makes the words for all; once, also where that fails. */
static bool has_words(struct readers *readers)
{
	const struct load_options *options = readers->options;
	struct err err = ERR_INIT;

	if (!readers->extractor && !readers->failure.text) {
		readers->extractor = options->make_extractor(options->make_data, &err);
		if (!readers->extractor)
			fail(readers, &err);
		err_release(&err);
	}
	return readers->extractor != NULL;
}

static bool make_tools(struct reading_thread *thread)
{
	struct readers *readers = thread->readers;
	struct err err = ERR_INIT;
	bool ok;

	pthread_mutex_lock(&readers->making);
	ok = has_words(readers);
	if (ok) {
		thread->extractor = extractor_share(readers->extractor);
		thread->work.extractor = thread->extractor;
		thread->work.vocabulary = readers->vocabulary;
		thread->work.run_builder = run_builder_new();
		thread->work.terms_maker = terms_maker_new(readers->vocabulary, &err);
		ok = thread->work.terms_maker != NULL;
		if (!ok)
			fail(readers, &err);
	}
	pthread_mutex_unlock(&readers->making);
	err_release(&err);
	return ok;
}

/* -- reading */

static bool is_same(struct intake *intake)
{
	char hex[HASH_HEX_LEN + 1];

	if (!intake->before)
		return false;
	hash_hex(&intake->hash, hex);
	if (strcmp(hex, intake->before->hash) != 0)
		return false;
	intake->kind = INTAKE_SAME;
	intake->known = intake->before->postings;
	return true;
}

/* False where nothing can be read at all. */
static bool read_bytes(struct reading_thread *thread, struct intake *intake, const char *bytes,
		       size_t len)
{
	bool is_large = len > LARGE_BYTES;

	if (!thread->work.terms_maker && !make_tools(thread))
		return false;
	if (is_large)
		pthread_mutex_lock(&thread->readers->large);
	intake_read(intake, &thread->work, bytes, len);
	if (is_large)
		pthread_mutex_unlock(&thread->readers->large);
	return true;
}

static bool read_intake(struct reading_thread *thread, struct intake *intake)
{
	struct strbuf *bytes = &thread->bytes;

	if (intake->is_given) {
		bool is_good = is_same(intake) ||
			       read_bytes(thread, intake, intake->given, intake->given_len);

		strbuf_release(&intake->held);
		return is_good;
	}
	return !intake_open(intake, &thread->work, bytes) || is_same(intake) ||
	       read_bytes(thread, intake, bytes->text, bytes->len);
}

/* What was read while the load was stopped may lack its end. */
static bool give_back(struct reading_thread *thread, uint64_t place, struct intake *intake)
{
	if (!atomic_load(&thread->work.shared->is_stopped))
		return queue_return(thread->readers->queue, place, intake);
	intake_free(intake);
	return false;
}

/* The one thread that writes waits for none of those that read: where cores are few, that is what
 * a load takes. Elsewhere than on Linux the whole process would be less urgent. */
static void let_the_writer_go_first(void)
{
#ifdef __linux__
	setpriority(PRIO_PROCESS, 0, READING_NICE);
#endif
}

static void *run(void *data)
{
	struct reading_thread *thread = data;
	struct queue *queue = thread->readers->queue;
	struct intake *intake;
	bool go_on = true;
	uint64_t place;

	let_the_writer_go_first();
	while (go_on && (intake = queue_next(queue, &place)) != NULL) {
		go_on = read_intake(thread, intake);
		if (go_on)
			go_on = give_back(thread, place, intake);
		else
			queue_fail(queue, place, intake);
	}
	return NULL;
}

/* -- life */

void readers_init(struct readers *readers)
{
	pthread_mutex_init(&readers->making, NULL);
	pthread_mutex_init(&readers->large, NULL);
}

void readers_release(struct readers *readers)
{
	err_release(&readers->failure);
	pthread_mutex_destroy(&readers->making);
	pthread_mutex_destroy(&readers->large);
}

static size_t wanted(const struct readers *readers)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t count = readers->options->readers;

	if (count == 0)
		count = cores > 1 ? (size_t)cores : 1;
	return count < READERS_MAX ? count : READERS_MAX;
}

/* Where the system lets no more start, those that did do the work. */
bool readers_start(struct readers *readers, struct err *err)
{
	size_t count = wanted(readers);
	bool ok = true;

	while (ok && readers->count < count) {
		struct reading_thread *thread = &readers->threads[readers->count];

		*thread = (struct reading_thread){
			.readers = readers, .work = *readers->work, .bytes = STRBUF_INIT,
		};
		ok = thread_start(&thread->thread, run, thread, readers->count == 0 ? err : NULL);
		readers->count += ok;
	}
	return readers->count > 0;
}

void readers_join(struct readers *readers)
{
	for (size_t i = 0; i < readers->count; i++) {
		struct reading_thread *thread = &readers->threads[i];

		pthread_join(thread->thread, NULL);
		terms_maker_free(thread->work.terms_maker);
		run_builder_free(thread->work.run_builder);
		extractor_free(thread->extractor);
		strbuf_release(&thread->bytes);
	}
	readers->count = 0;
}
