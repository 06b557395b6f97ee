/*
 * How long others wait while a load runs: marks and queries of a process of its own.
 *
 *     waits_bench DATABASE SECONDS [JSON]
 *
 * A child tags a posting and takes the tag off again, twenty times a second; the parent asks the
 * store a query and reads its first page, fifty times a second, whatever else is written. Reported
 * are the milliseconds that each took: the middle one, one in a hundred, and the longest. Start the
 * load that they compete with beside it.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "query/query.h"
#include "store/find.h"
#include "store/store.h"
#include "store/track.h"
#include "util/date.h"
#include "util/vec.h"

#define MARK_PAUSE_MS 50
#define QUERY_PAUSE_MS 20
#define PAGE 50

static const char *const lines[] = { "rust", "senior back", "s", "remote:yes python", "pay:>100k" };

struct waits {
	struct { double *items; size_t count, cap; } ms;
	size_t failed;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec * 1e-6;
}

static void rest(int ms)
{
	struct timespec time = { 0, ms * 1000000L };

	nanosleep(&time, NULL);
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void report(struct waits *waits, const char *name, bool is_json)
{
	size_t count = waits->ms.count;
	double *ms = waits->ms.items;

	if (count == 0)
		*VEC_PUSH(&waits->ms) = 0, ms = waits->ms.items, count = 1;
	qsort(ms, count, sizeof *ms, compare);
	printf(is_json ? "{\"name\": \"%s\", \"count\": %zu, \"p50\": %.2f, \"p99\": %.2f, "
			 "\"max\": %.2f, \"failed\": %zu}\n"
		       : "%-8s %6zu times: p50 %8.2f ms, p99 %8.2f, longest %8.2f; %zu failed\n",
	       name, count, ms[count / 2], ms[count * 99 / 100], ms[count - 1], waits->failed);
	VEC_RELEASE(&waits->ms);
}

static bool mark(struct store *store, size_t turn)
{
	int64_t id = 1 + (int64_t)(turn / 2 % 100);

	return track_tag(store, &id, 1, "waiting", turn % 2 == 0, NULL, NULL);
}

static bool ask(struct store *store, size_t turn)
{
	struct query *query = query_parse(lines[turn % (sizeof lines / sizeof *lines)],
					  clock_today());
	struct find *find = find_begin(store, query, NULL);
	int64_t ids[PAGE];
	size_t got;
	bool ok = find && find_ids(find, 0, PAGE, ids, &got, NULL);

	find_free(find);
	query_free(query);
	return ok;
}

static int measure(const char *path, double seconds, bool is_mark, bool is_json)
{
	struct vocabulary vocabulary;
	struct err err = ERR_INIT;
	struct waits waits = { .failed = 0 };
	double end = now() + seconds * 1e3;
	struct store *store;

	if (!vocabulary_load(&vocabulary, NULL, &err))
		return STATUS_INTERNAL;
	store = store_open(path, STORE_READ_WRITE, &vocabulary, &err);
	if (!store) {
		fprintf(stderr, "waits_bench: %s\n", err.text);
		return STATUS_NO_INPUT;
	}
	for (size_t turn = 0; now() < end; turn++) {
		double began = now();
		bool ok = is_mark ? mark(store, turn) : ask(store, turn);

		*VEC_PUSH(&waits.ms) = now() - began;
		waits.failed += !ok;
		rest(is_mark ? MARK_PAUSE_MS : QUERY_PAUSE_MS);
	}
	store_close(store);
	vocabulary_release(&vocabulary);
	report(&waits, is_mark ? "marks" : "queries", is_json);
	return STATUS_OK;
}

int main(int argc, char **argv)
{
	bool is_json = argc > 3;
	double seconds;
	pid_t child;
	int status, own;

	if (argc < 3) {
		fputs("usage: waits_bench DATABASE SECONDS [JSON]\n", stderr);
		return STATUS_USAGE;
	}
	seconds = (double)strtol(argv[2], NULL, 10);
	child = fork();
	if (child < 0)
		return STATUS_INTERNAL;
	own = measure(argv[1], seconds, child == 0, is_json);
	if (child == 0) {
		fflush(stdout);
		_exit(own);
	}
	waitpid(child, &status, 0);
	return own != STATUS_OK ? own : WEXITSTATUS(status);
}
