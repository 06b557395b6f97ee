/* A load from the command line: progress and interruption. */
#include "config.h"

#include "cli/loading_int.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define PROGRESS_MS 100

static volatile sig_atomic_t was_interrupted;

static void interrupt(int number)
{
	(void)number;
	was_interrupted = 1;
}

struct progress {
	bool is_shown;
	bool was_drawn;
	int64_t drawn_ms;
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool step(const struct load_progress *load, void *data)
{
	const struct load_report *report = load->report;
	struct progress *progress = data;
	int64_t now = progress->is_shown ? now_ms() : 0;

	if (progress->is_shown && now - progress->drawn_ms >= PROGRESS_MS) {
		fprintf(stderr, "\rloading: %zu files, %zu new, %zu refused ", report->files,
			report->new_count, report->refusals.count);
		fflush(stderr);
		progress->drawn_ms = now;
		progress->was_drawn = true;
	}
	return !was_interrupted;
}

bool loading_run(struct program *program, const struct words *words, struct load_report *report,
		 struct err *err)
{
	struct progress progress = { .is_shown = isatty(STDERR_FILENO), .drawn_ms = now_ms() };
	struct load_input input = { .paths = words->items, .path_count = words->count };
	struct load_options options = { .progress = step, .data = &progress };
	struct sigaction action = { .sa_handler = interrupt }, before;
	bool ok;

	was_interrupted = 0;
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, &before);
	ok = load_run(program->store, program->extractor, &input, 1, &options, report, err);
	sigaction(SIGINT, &before, NULL);
	if (progress.was_drawn)
		fprintf(stderr, "\r%*s\r", 60, "");
	return ok;
}
