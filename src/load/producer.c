/* The thread that walks. */
#include "config.h"

#include "load/producer_int.h"

#include "load/thread_int.h"
#include "util/alloc.h"
#include "util/path.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool is_stream(const char *path)
{
	return strcmp(path, "-") == 0;
}

static bool is_folder(const char *path)
{
	struct stat state;

	return stat(path, &state) == 0 && S_ISDIR(state.st_mode);
}

/* The folder with no link and no ".." left in it; a file in that of its folder. NULL where there is
 * none. */
static char *real_name(const char *path)
{
	char *folder, *real, *name;

	if (is_folder(path))
		return realpath(path, NULL);
	folder = path_directory(path);
	real = realpath(folder, NULL);
	name = real ? path_join(real, path_name(path)) : NULL;
	free(real);
	free(folder);
	return name;
}

char *producer_name(const char *path, const char *base)
{
	char *name;

	if (!base || is_stream(path))
		return xstrdup(path);
	name = real_name(path);
	if (name)
		return name;
	return path[0] == '/' ? xstrdup(path) : path_join(base, path);
}

/* A file that was met below the path at hand. */
static char *name_below(const struct producer *producer, const char *path)
{
	size_t len = strlen(producer->path);

	while (len > 0 && producer->path[len - 1] == '/')
		len--;
	for (path += len; *path == '/';)
		path++;
	return *path ? path_join(producer->name, path) : xstrdup(producer->name);
}

/* -- what is passed over */

static bool is_same_stamp(const struct known_file *known, const struct file_stamp *stamp)
{
	return known->stamp.bytes == stamp->bytes && known->stamp.mtime_ns == stamp->mtime_ns;
}

/* What was read of the file before, where that still is all there is to read; NULL otherwise. */
static const struct known_file *current(struct producer *producer, const char *name)
{
	struct known_file *known = known_find(&producer->known, name);

	if (!known)
		return NULL;
	known->is_met = true;
	return known->is_current && known->stamp.bytes >= 0 && !producer->options->is_forced &&
	       known_is_of(&producer->known, known, producer->input->source) ? known : NULL;
}

static bool skip(struct intake *intake)
{
	const struct known_file *known = intake->before;

	if (!known ||
	    !file_stamp(intake->path, &intake->stamp, NULL) ||
	    !is_same_stamp(known, &intake->stamp))
		return false;
	intake->kind = INTAKE_SKIPPED;
	intake->known = known->postings;
	intake->bytes = (uint64_t)intake->stamp.bytes;
	return true;
}

/* -- what is to be read */

/* There is only one, and who reads it first gets it all: so it is read here, in order. */
static bool add_stream(struct producer *producer, struct intake *intake)
{
	bool is_open = intake_open(intake, &producer->work, &intake->held);

	if (atomic_load(&producer->work.shared->is_stopped)) {
		intake_free(intake);
		return false;
	}
	if (!is_open)
		return queue_put(producer->queue, intake);
	intake_give(intake, intake->held.text, intake->held.len);
	return queue_add(producer->queue, intake);
}

static bool produce(const char *path, const struct err *failure, void *data)
{
	struct producer *producer = data;
	char *name = name_below(producer, path);
	struct intake *intake = intake_new(path, name, producer->input->source);

	free(name);
	if (failure) {
		intake->kind = INTAKE_REFUSED;
		intake_refuse(intake, 0, failure->text);
		return queue_put(producer->queue, intake);
	}
	if (is_stream(path)) {
		current(producer, intake->name);
		return add_stream(producer, intake);
	}
	intake->before = current(producer, intake->name);
	return skip(intake) ? queue_put(producer->queue, intake)
			    : queue_add(producer->queue, intake);
}

static bool produce_bytes(struct producer *producer)
{
	const struct load_input *input = producer->input;
	struct intake *intake = intake_new(input->bytes_name, input->bytes_name, input->source);

	intake_give(intake, input->bytes, input->len);
	intake->before = current(producer, intake->name);
	intake->stamp.bytes = (int64_t)input->len;
	intake->is_output = true;
	return queue_add(producer->queue, intake);
}

/* A file that was loaded and that the walk did not meet may have been left out for another reason
 * than that it is not there; only that counts. */
static bool is_there(const char *name, void *unused)
{
	struct stat state;

	(void)unused;
	return name[0] != '/' || lstat(name, &state) == 0 || errno != ENOENT;
}

/* After a whole folder was walked: whether something of it is gone. */
static bool produce_missed(struct producer *producer)
{
	struct intake *intake;

	if (!is_folder(producer->path) ||
	    known_missed(&producer->known, producer->name, is_there, NULL))
		return true;
	intake = intake_new(producer->path, producer->name, NULL);
	intake->kind = INTAKE_MISSED;
	return queue_put(producer->queue, intake);
}

static bool produce_path(struct producer *producer, const char *path)
{
	bool go_on;

	producer->path = path;
	producer->name = producer_name(path, producer->options->base);
	go_on = is_stream(path) ? produce(path, NULL, producer)
				: file_walk(path, produce, producer) && produce_missed(producer);
	free(producer->name);
	return go_on;
}

static bool produce_input(struct producer *producer)
{
	const struct load_input *input = producer->input;
	bool go_on = true;

	if (input->bytes)
		go_on = produce_bytes(producer);
	for (size_t i = 0; go_on && i < input->path_count; i++)
		go_on = produce_path(producer, input->paths[i]);
	return go_on;
}

static void *run(void *data)
{
	struct producer *producer = data;
	bool go_on = true;

	for (size_t i = 0; go_on && i < producer->count; i++) {
		producer->input = &producer->inputs[i];
		go_on = produce_input(producer);
	}
	queue_close(producer->queue);
	return NULL;
}

/* -- life */

static bool ask(struct producer *producer, struct store *store, const char *path, struct err *err)
{
	char *name = producer_name(path, producer->options->base);
	bool ok = known_ask(&producer->known, store, name, err);

	free(name);
	return ok;
}

bool producer_init(struct producer *producer, struct store *store, struct err *err)
{
	const char *database = store_path(store);
	struct stat state;
	bool ok = true;

	if (database && stat(database, &state) == 0) {
		producer->work.device = state.st_dev;
		producer->work.inode = state.st_ino;
	}
	for (size_t i = 0; ok && i < producer->count; i++) {
		const struct load_input *input = &producer->inputs[i];

		if (input->bytes)
			ok = known_ask(&producer->known, store, input->bytes_name, err);
		for (size_t j = 0; ok && j < input->path_count; j++)
			ok = ask(producer, store, input->paths[j], err);
	}
	return ok;
}

void producer_release(struct producer *producer)
{
	known_release(&producer->known);
}

bool producer_start(struct producer *producer, struct err *err)
{
	return thread_start(&producer->thread, run, producer, err);
}

void producer_join(struct producer *producer)
{
	pthread_join(producer->thread, NULL);
}
