/* sync: the sources of sources.yaml, read again. */
#include "config.h"

#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/refusals_int.h"
#include "export/json.h"
#include "load/sync.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/vec.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>

static volatile sig_atomic_t was_interrupted;

static void interrupt(int number)
{
	(void)number;
	was_interrupted = 1;
}

static bool go_on(void *data)
{
	(void)data;
	return !was_interrupted;
}

struct choice_of_sources { const struct source **items; size_t count, cap; };

/* -- which */

static bool add_named(struct choice_of_sources *chosen, const struct sources *sources,
		      const char *name, struct err *err)
{
	const struct source *source = sources_find(sources, name);
	const struct source *near = source ? NULL : sources_nearest(sources, name);

	if (source) {
		*VEC_PUSH(chosen) = source;
		return true;
	}
	if (near)
		return err_set(err, STATUS_USAGE, "sources.yaml has no source \"%s\"; did you mean "
			       "\"%s\"?", name, near->name);
	return err_set(err, STATUS_USAGE, "sources.yaml has no source \"%s\"", name);
}

static bool choose(struct choice_of_sources *chosen, const struct sources *sources,
		   const struct program *program, const struct words *words, struct err *err)
{
	if (sources->count == 0)
		return err_set(err, STATUS_NO_INPUT, "%s/sources.yaml: there are no sources yet; "
			       "list them there (the manual says how)",
			       program->config_dir ? program->config_dir : "~/.config/shortlist");
	for (size_t i = 0; i < words->count; i++)
		if (!add_named(chosen, sources, words->items[i], err))
			return false;
	for (size_t i = 0; words->count == 0 && i < sources->count; i++)
		*VEC_PUSH(chosen) = &sources->items[i];
	return true;
}

/* -- saying it */

static void add_span(struct strbuf *out, int64_t seconds)
{
	if (seconds < 3600)
		strbuf_printf(out, "%" PRId64 " min", (seconds + 59) / 60);
	else if (seconds < 2 * 86400)
		strbuf_printf(out, "%" PRId64 " h", (seconds + 3599) / 3600);
	else
		strbuf_printf(out, "%" PRId64 " days", (seconds + 86399) / 86400);
}

/* What went well is data, what did not is a message. */
static void add_line(struct strbuf *out, const struct sync_result *result)
{
	if (result->state == SYNC_NOT_DUE || result->state == SYNC_DONE)
		strbuf_printf(out, "%s: ", result->source->name);
	if (result->state == SYNC_NOT_DUE) {
		strbuf_puts(out, "not due for another ");
		add_span(out, result->due_s);
	} else if (result->state == SYNC_DONE) {
		load_report_format(&result->report, out);
	}
	if (out->len > 0)
		strbuf_putc(out, '\n');
}

static void tell(const struct sync_result *result, void *data)
{
	const struct program *program = data;
	struct strbuf line = STRBUF_INIT;

	if (result->state == SYNC_FAILED)
		message("%s: %s; what it gave before is kept", result->source->name,
			result->err.text ? result->err.text : "it failed");
	else
		refusals_tell(&result->report);
	if (!program->options.format)
		add_line(&line, result);
	output_text(&program->options, &line, NULL);
	strbuf_release(&line);
}

static void add_json(struct strbuf *out, const struct sync_result *result)
{
	static const char *const states[] = {
		[SYNC_STOPPED] = "stopped", [SYNC_NOT_DUE] = "not due", [SYNC_DONE] = "done",
		[SYNC_FAILED] = "failed",
	};
	const struct load_report *report = &result->report;

	strbuf_puts(out, "{\"name\": ");
	json_string(out, result->source->name);
	strbuf_printf(out, ", \"state\": \"%s\", \"new\": %zu, \"changed\": %zu, \"unchanged\": "
		      "%zu, \"gone\": %zu, \"refused\": %zu, \"reason\": ", states[result->state],
		      report->new_count, report->changed, report->unchanged, report->gone,
		      report->refusals.count);
	if (result->err.text)
		json_string(out, result->err.text);
	else
		strbuf_puts(out, "null");
	strbuf_puts(out, "}");
}

static bool tell_all(const struct program *program, const struct sync_result *results, size_t count,
		     struct err *err)
{
	const char *format = program->options.format;
	bool is_array = format && ascii_equal(format, "json");
	struct strbuf text = STRBUF_INIT;
	bool ok;

	if (!format)
		return true;
	strbuf_puts(&text, is_array ? "[" : "");
	for (size_t i = 0; i < count; i++) {
		strbuf_puts(&text, i > 0 && is_array ? ", " : "");
		add_json(&text, &results[i]);
		strbuf_puts(&text, is_array ? "" : "\n");
	}
	strbuf_puts(&text, is_array ? "]\n" : "");
	ok = output_text(&program->options, &text, err);
	strbuf_release(&text);
	return ok;
}

/* -- doing it */

static enum status status_of(const struct sync_result *results, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (results[i].state == SYNC_FAILED || results[i].report.refusals.count > 0)
			return STATUS_PARTIAL;
	return STATUS_OK;
}

static enum status sync_chosen(struct program *program, const struct choice_of_sources *chosen,
			       bool is_forced)
{
	struct sync_result *results = xcalloc(chosen->count + 1, sizeof *results);
	struct sync_options options = {
		.base = program->config_dir, .is_forced = is_forced, .tell = tell, .go_on = go_on,
		.data = program,
	};
	struct sigaction action = { .sa_handler = interrupt }, before;
	struct err err = ERR_INIT, write_err = ERR_INIT;
	enum status status = STATUS_OK;

	was_interrupted = 0;
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, &before);
	if (sync_run(program->store, program->extractor, chosen->items, chosen->count, &options,
		     results, &err))
		status = status_of(results, chosen->count);
	else
		status = message_error(&err);
	sigaction(SIGINT, &before, NULL);
	if (!tell_all(program, results, chosen->count, &write_err))
		status = message_error(&write_err);
	sync_results_release(results, chosen->count);
	free(results);
	return status;
}

static bool is_format(const struct program *program, struct err *err)
{
	const char *format = program->options.format;

	return !format || ascii_equal(format, "json") || ascii_equal(format, "jsonl") ||
	       err_set(err, STATUS_USAGE, "sync writes text, json or jsonl");
}

static enum status run(struct program *program, const struct words *words)
{
	struct choice_of_sources chosen = { 0 };
	struct sources sources = { 0 };
	struct err err = ERR_INIT;
	enum status status;

	if (is_format(program, &err) && sources_load(&sources, program->config_dir, &err) &&
	    choose(&chosen, &sources, program, words, &err) && program_extractor(program, &err) &&
	    program_store(program, false, &err))
		status = sync_chosen(program, &chosen, words->count > 0 || program->options.force);
	else
		status = message_error(&err);
	VEC_RELEASE(&chosen);
	sources_release(&sources);
	return status;
}

const struct command command_sync = {
	.name = "sync", .bit = FOR_SYNC, .usage = "[NAME...]",
	.summary = "read the sources of sources.yaml again",
	.help = "Reads every source that is due again (those that are named, and with --force "
		"all, whether due or not): the files of its paths, or what its command prints; "
		"several commands run at once. Says for each what is new, changed and gone. A "
		"source that fails is named with its reason, keeps what it gave before, and gives "
		"exit status 1; the others are not affected.",
	.run = run,
};
