/* A load from the command line: what is named, progress and interruption. */
#include "config.h"

#include "cli/loading_int.h"

#include "cli/progress_int.h"
#include "util/ascii.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

static volatile sig_atomic_t was_interrupted;

static void interrupt(int number)
{
	(void)number;
	was_interrupted = 1;
}

static bool step(const struct load_progress *load, void *data)
{
	progress_tell(data, load);
	return !was_interrupted;
}

static bool is_json(const struct options *options)
{
	return options->format && (ascii_equal(options->format, "json") ||
				   ascii_equal(options->format, "jsonl"));
}

static const struct extractor *make_extractor(void *data, struct err *err)
{
	struct program *program = data;

	return program_extractor(program, err) ? program->extractor : NULL;
}

/* What was read another way before has to be read again, though it has not changed. */
void loading_init(struct loading *loading, struct program *program, const struct words *words)
{
	const struct options *options = &program->options;

	memset(loading, 0, sizeof *loading);
	loading->base = realpath(".", NULL);
	loading->source.as = options->as;
	loading->input = (struct load_input){
		.paths = words->items, .path_count = words->count, .source = &loading->source,
	};
	loading->options = (struct load_options){
		.is_forced = options->force || options->as, .lists_stored = is_json(options),
		.base = loading->base, .make_extractor = make_extractor, .make_data = program,
	};
}

void loading_release(struct loading *loading)
{
	free(loading->base);
}

bool loading_run(struct program *program, const struct words *words, struct load_report *report,
		 struct err *err)
{
	struct sigaction action = { .sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND };
	struct sigaction before;
	struct loading loading;
	struct progress progress;
	bool ok;

	loading_init(&loading, program, words);
	progress_init(&progress);
	loading.options.progress = step;
	loading.options.data = &progress;
	was_interrupted = 0;
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, NULL, &before);
	/* In the background of a script it is ignored, and stays so. */
	if (before.sa_handler != SIG_IGN)
		sigaction(SIGINT, &action, NULL);
	ok = load_run(program->store, program->extractor, &loading.input, 1, &loading.options,
		      report, err);
	sigaction(SIGINT, &before, NULL);
	progress_end(&progress);
	loading_release(&loading);
	return ok;
}
