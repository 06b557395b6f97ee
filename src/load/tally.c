/* Counting what there is to load. */
#include "config.h"

#include "load/tally_int.h"

#include "load/thread_int.h"

#include <string.h>

static bool count(const char *path, const struct err *failure, void *data)
{
	struct tally *tally = data;
	struct file_stamp stamp;

	tally->files++;
	if (!failure && file_stamp(path, &stamp, NULL) && stamp.bytes > 0)
		tally->bytes += (uint64_t)stamp.bytes;
	return !atomic_load_explicit(&tally->shared->is_stopped, memory_order_relaxed);
}

static bool count_input(struct tally *tally, const struct load_input *input)
{
	bool go_on = true;

	if (input->bytes) {
		tally->files++;
		tally->bytes += input->len;
	}
	for (size_t i = 0; go_on && i < input->path_count; i++) {
		if (strcmp(input->paths[i], "-") == 0)
			tally->files++;
		else
			go_on = file_walk(input->paths[i], count, tally);
	}
	return go_on;
}

static void *run(void *data)
{
	struct tally *tally = data;
	bool go_on = true;

	for (size_t i = 0; go_on && i < tally->count; i++)
		go_on = count_input(tally, &tally->inputs[i]);
	if (go_on) {
		atomic_store(&tally->shared->total_bytes, tally->bytes);
		atomic_store(&tally->shared->total_files, tally->files);
	}
	return NULL;
}

void tally_start(struct tally *tally)
{
	tally->is_running = thread_start(&tally->thread, run, tally, NULL);
}

void tally_join(struct tally *tally)
{
	if (tally->is_running)
		pthread_join(tally->thread, NULL);
}
