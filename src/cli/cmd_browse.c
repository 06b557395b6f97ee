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

#include <stdlib.h>

/* Where nobody looks at a screen, the list says it. */
static enum status list(struct context *context, const struct query *query)
{
	struct err err = ERR_INIT;
	struct output output;
	enum status status;

	if (!output_init(&output, context, "text", &err))
		return message_error(&err);
	output.write.is_list = true;
	status = emit_answer(context, query, &output);
	if (status == STATUS_PARTIAL)
		message("nothing matches");
	output_release(&output);
	return status;
}

static enum status browse_with(struct context *context, const struct keymap *keymap,
			       const struct load_report *report, struct err *err)
{
	struct strbuf loaded = STRBUF_INIT;
	struct session_options options = {
		.store = context->store, .vocabulary = &context->vocabulary,
		.extractor = context->extractor, .settings = &context->settings,
		.query = context->options.query, .today = clock_today(),
	};
	struct session *session = session_new(&options, err);
	struct loop_options loop = {
		.session = session, .keymap = keymap, .config_dir = context->config_dir,
		.no_color = !output_has_color(&context->options),
	};
	enum status status;

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

static enum status browse(struct context *context, const struct load_report *report)
{
	struct keymap keymap = { 0 };
	struct err err = ERR_INIT;
	enum status status;
	bool ok = context_settings(context, &err) &&
		  keymap_load(&keymap, context->config_dir, &err);

	if (ok && context->options.theme)
		ok = settings_set(&context->settings, "theme", context->options.theme, &err);
	if (ok && context->options.ascii)
		ok = settings_set(&context->settings, "ascii", "yes", &err);
	status = ok ? browse_with(context, &keymap, report, &err) : message_error(&err);
	keymap_release(&keymap);
	return status;
}

/* Loads what is named; what is refused is said at the end, when the screen is gone. */
static bool load(struct context *context, const struct words *words, struct load_report *report,
		 struct err *err)
{
	if (words->count == 0)
		return true;
	return loading_run(context, words, report, err);
}

static enum status show(struct context *context, const struct query *query,
			const struct load_report *report)
{
	enum status status;

	if (output_is_terminal() && !context->options.output)
		status = browse(context, report);
	else
		status = list(context, query);
	refusals_tell(report);
	if (status == STATUS_OK && report->refusals.count > 0)
		status = STATUS_PARTIAL;
	return status;
}

static enum status run(struct context *context, const struct words *words)
{
	struct words query_words = { .items = &context->options.query,
				     .count = context->options.query != NULL };
	struct err err = ERR_INIT;
	struct load_report report;
	struct query *query = context_query(&query_words, 0, &err);
	enum status status;

	if (!query)
		return message_error(&err);
	load_report_init(&report);
	if (context_extractor(context, &err) && context_store(context, false, &err) &&
	    load(context, words, &report, &err))
		status = show(context, query, &report);
	else
		status = message_error(&err);
	load_report_release(&report);
	query_free(query);
	return status;
}

const struct command command_browse = {
	.name = NULL, .bit = FOR_BROWSE, .usage = "[PATH...]",
	.summary = "browse; PATHs are loaded first",
	.help = "Opens the screen on all postings that were loaded, after loading the files and folders "
		"that are named (- is standard input). Where standard output is no terminal, the list is "
		"printed instead.",
	.run = run,
};
