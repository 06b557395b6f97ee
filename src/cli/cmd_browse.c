/* Browsing: the screen, after loading what is named. */
#include "config.h"

#include "cli/command.h"
#include "cli/emit_int.h"
#include "cli/loading_int.h"
#include "cli/message.h"
#include "cli/refusals_int.h"
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

static enum status browse_with(struct program *program, const struct keymap *keymap,
			       const struct load_report *report, struct err *err)
{
	struct strbuf loaded = STRBUF_INIT;
	char *history = program->paths.state ? path_join(program->paths.state, "history") : NULL;
	struct session_options options = {
		.store = program->store, .vocabulary = &program->vocabulary,
		.extractor = program->extractor, .settings = &program->settings,
		.query = program->options.query, .history = history,
		.today = clock_today(),
	};
	struct session *session = session_new(&options, err);
	struct loop_options loop = {
		.session = session, .keymap = keymap, .config_dir = program->config_dir,
		.no_color = !output_has_color(&program->options),
	};
	enum status status;

	free(history);
	if (!session)
		return message_error(err);
	if (report->files > 0) {
		load_report_format(report, &loaded);
		session_say(session, report->refusals.count > 0 ? MESSAGE_WARNING : MESSAGE_INFO,
			    "loaded: %s", loaded.text);
	}
	strbuf_release(&loaded);
	status = loop_run(&loop, err);
	session_free(session);
	if (err->text)
		return message_error(err);
	return status;
}

static enum status browse(struct program *program, const struct load_report *report)
{
	struct keymap keymap = { 0 };
	struct err err = ERR_INIT;
	enum status status;
	bool ok = program_settings(program, &err) &&
		  keymap_load(&keymap, program->config_dir, &err);

	if (ok && program->options.theme)
		ok = settings_set(&program->settings, "theme", program->options.theme, &err);
	if (ok && program->options.ascii)
		ok = settings_set(&program->settings, "ascii", "yes", &err);
	status = ok ? browse_with(program, &keymap, report, &err) : message_error(&err);
	keymap_release(&keymap);
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

/* Loads what is named; what is refused is said at the end, when the screen is gone. */
static bool load(struct program *program, const struct words *words, struct load_report *report,
		 struct err *err)
{
	if (words->count == 0)
		return true;
	return loading_run(program, words, report, err);
}

static enum status show(struct program *program, const struct query *query,
			const struct load_report *report)
{
	enum status status;

	if (output_is_terminal() && !program->options.output)
		status = browse(program, report);
	else
		status = list(program, query);
	refusals_tell(report);
	if (status == STATUS_OK && report->refusals.count > 0)
		status = STATUS_PARTIAL;
	return status;
}

static enum status run(struct program *program, const struct words *words)
{
	struct words query_words = { .items = &program->options.query,
				     .count = program->options.query != NULL };
	struct err err = ERR_INIT;
	struct load_report report;
	struct query *query = program_query(&query_words, 0, &err);
	enum status status;

	if (!query)
		return message_error(&err);
	load_report_init(&report);
	if (check_word(words, &err) && program_extractor(program, &err) &&
	    program_store(program, false, &err) && load(program, words, &report, &err))
		status = show(program, query, &report);
	else
		status = message_error(&err);
	load_report_release(&report);
	query_free(query);
	return status;
}

const struct command command_browse = {
	.name = NULL, .bit = FOR_BROWSE, .usage = "[PATH...]",
	.summary = "browse; PATHs are loaded first",
	.help = "Opens the screen on all postings that were loaded, after loading the files and "
		"folders that are named (- is standard input). Where standard output is no "
		"terminal, the list is printed instead.",
	.run = run,
};
