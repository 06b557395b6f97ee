/* Browsing: the screen, while what is named is loaded. */
#include "config.h"

#include "cli/command.h"
#include "cli/emit_int.h"
#include "cli/loading_int.h"
#include "cli/message.h"
#include "cli/refusals_int.h"
#include "load/live.h"
#include "session/session.h"
#include "tui/keymap.h"
#include "tui/loop.h"
#include "util/date.h"
#include "util/path.h"

#include <stdlib.h>
#include <unistd.h>

/* Where nobody looks at a screen, the list says it. */
static enum status list(struct program *program, const struct query *query)
{
	struct err err = ERR_INIT;
	struct output output;
	enum status status;

	if (!output_init(&output, program, "text", &err))
		return message_error(&err);
	output.write.is_list = true;
	status = emit_answer(program, query, &output, "nothing matches");
	output_release(&output);
	return status;
}

/* A screen, and the load that goes on behind it. */
struct browsing {
	struct program *program;
	const struct words *words; /* what is to be loaded; none: nothing */
	struct keymap keymap;
	struct session *session;
	struct loading loading;
	struct live *live;       /* NULL: none */
};

static void look(void *data, struct live_state *state)
{
	live_look(data, state);
}

static bool start_load(struct browsing *browsing, struct err *err)
{
	struct program *program = browsing->program;
	struct live_options options = {
		.database = program->database, .vocabulary = &program->vocabulary,
		.extractor = program->extractor, .inputs = &browsing->loading.input, .count = 1,
		.load = browsing->loading.options,
	};
	struct session_load load = { .look = look };

	if (browsing->words->count == 0)
		return true;
	load.data = browsing->live = live_start(&options, err);
	if (!browsing->live)
		return false;
	session_follow_load(browsing->session, &load);
	return true;
}

/* Waits for the file at hand, which takes no time that a person sees. What went wrong is said now,
 * when the screen is gone. */
static enum status end_load(struct browsing *browsing, struct load_report *report)
{
	struct err err = ERR_INIT;

	if (!browsing->live || live_end(browsing->live, report, &err))
		return STATUS_OK;
	if (err.status != STATUS_INTERRUPTED)
		return message_error(&err);
	message("loading was stopped after %zu files; the same command goes on from there",
		report->files);
	err_release(&err);
	return STATUS_OK;
}

static enum status run_screen(struct browsing *browsing, struct err *err)
{
	struct program *program = browsing->program;
	struct loop_options loop = {
		.session = browsing->session, .keymap = &browsing->keymap,
		.config_dir = program->config_dir,
		.no_color = !output_has_color(&program->options),
	};
	enum status status;

	if (!start_load(browsing, err))
		return message_error(err);
	status = loop_run(&loop, err);
	if (browsing->live)
		live_stop(browsing->live);
	return err->text ? message_error(err) : status;
}

static enum status browse_with(struct browsing *browsing, struct load_report *report,
			       struct err *err)
{
	struct program *program = browsing->program;
	char *history = program->paths.state ? path_join(program->paths.state, "history") : NULL;
	struct session_options options = {
		.store = program->store, .vocabulary = &program->vocabulary,
		.extractor = program->extractor, .settings = &program->settings,
		.query = program->options.query, .history = history,
		.today = clock_today(),
	};
	enum status status, loaded;

	browsing->session = session_new(&options, err);
	free(history);
	if (!browsing->session)
		return message_error(err);
	loading_init(&browsing->loading, program, browsing->words);
	status = run_screen(browsing, err);
	session_free(browsing->session);
	loaded = end_load(browsing, report);
	loading_release(&browsing->loading);
	return status == STATUS_OK ? loaded : status;
}

static bool may_load(const struct browsing *browsing, struct err *err)
{
	const char *reason = store_read_only_reason(browsing->program->store);

	if (browsing->words->count == 0 || !reason)
		return true;
	return err_set(err, STATUS_PERMISSION, "%s: %s; browse it without naming files to load",
		       browsing->program->database, reason);
}

static enum status browse(struct program *program, const struct words *words,
			  struct load_report *report)
{
	struct browsing browsing = { .program = program, .words = words };
	struct err err = ERR_INIT;
	enum status status;
	bool ok = may_load(&browsing, &err) && program_extractor(program, &err) &&
		  program_settings(program, &err) &&
		  keymap_load(&browsing.keymap, program->config_dir, &err);

	if (ok && program->options.theme)
		ok = settings_set(&program->settings, "theme", program->options.theme, &err);
	if (ok && program->options.ascii)
		ok = settings_set(&program->settings, "ascii", "yes", &err);
	status = ok ? browse_with(&browsing, report, &err) : message_error(&err);
	keymap_release(&browsing.keymap);
	return status;
}

/* A first word that is neither a subcommand nor a file may be a mistyped subcommand. */
static bool check_word(const struct words *words, struct err *err)
{
	const struct command *near;

	if (words->count == 0 || access(words->items[0], F_OK) == 0)
		return true;
	near = command_nearest(words->items[0]);
	if (!near)
		return true;
	return err_set(err, STATUS_USAGE, "there is no file \"%s\"; did you mean the subcommand "
		       "\"%s\"?", words->items[0], near->name);
}

/* Where no screen is to be live, all is loaded first. */
static enum status load_and_list(struct program *program, const struct words *words,
				 const struct query *query, struct load_report *report)
{
	struct err err = ERR_INIT;

	if (words->count > 0 && !loading_run(program, words, report, &err))
		return message_error(&err);
	return list(program, query);
}

/* What is refused is said at the end, when the screen is gone. */
static enum status show(struct program *program, const struct words *words,
			const struct query *query)
{
	struct load_report report;
	enum status status;

	load_report_init(&report);
	if (output_is_terminal() && !program->options.output)
		status = browse(program, words, &report);
	else
		status = load_and_list(program, words, query, &report);
	refusals_tell(&report);
	if (status == STATUS_OK && report.refusals.count > 0)
		status = STATUS_PARTIAL;
	load_report_release(&report);
	return status;
}

static enum status run(struct program *program, const struct words *words)
{
	struct words query_words = { .items = &program->options.query,
				     .count = program->options.query != NULL };
	struct err err = ERR_INIT;
	struct query *query = program_query(&query_words, 0, &err);
	enum status status;

	if (!query)
		return message_error(&err);
	if (check_word(words, &err) && program_store(program, false, &err))
		status = show(program, words, query);
	else
		status = message_error(&err);
	query_free(query);
	return status;
}

const struct command command_browse = {
	.name = NULL, .bit = FOR_BROWSE, .usage = "[PATH...]",
	.summary = "browse; PATHs are loaded meanwhile",
	.help = "Opens the screen on all postings that were loaded, and loads the files and "
		"folders that are named (- is standard input) behind it: what is new appears as it "
		"comes, and leaving the screen stops the load cleanly. Where standard output is no "
		"terminal, all is loaded first and the list is printed.",
	.run = run,
};
