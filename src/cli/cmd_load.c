/* load: files and folders into the database, without browsing. */
#include "config.h"

#include "cli/command.h"
#include "cli/loading_int.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/refusals_int.h"
#include "export/json.h"
#include "util/ascii.h"

static void add_refusals(struct strbuf *out, const struct load_report *report)
{
	strbuf_puts(out, "\"refused\": [");
	for (size_t i = 0; i < report->refusals.count; i++) {
		const struct load_refusal *refusal = &report->refusals.items[i];

		strbuf_puts(out, i > 0 ? ", {\"path\": " : "{\"path\": ");
		json_string(out, refusal->path);
		if (refusal->line > 0)
			strbuf_printf(out, ", \"line\": %zu, \"reason\": ", refusal->line);
		else
			strbuf_puts(out, ", \"line\": null, \"reason\": ");
		json_string(out, refusal->why);
		strbuf_puts(out, "}");
	}
	strbuf_puts(out, "]");
}

static void add_json(struct strbuf *out, const struct load_report *report)
{
	strbuf_printf(out, "{\"files\": %zu, \"new\": %zu, \"changed\": %zu, \"unchanged\": %zu, "
		      "\"gone\": %zu, \"stopped\": %s, ", report->files, report->new_count,
		      report->changed, report->unchanged, report->gone,
		      report->was_stopped ? "true" : "false");
	add_refusals(out, report);
	strbuf_puts(out, "}\n");
}

static bool tell(const struct program *program, const struct load_report *report, struct err *err)
{
	const char *format = program->options.format;
	struct strbuf text = STRBUF_INIT;
	bool is_json = format && (ascii_equal(format, "json") || ascii_equal(format, "jsonl"));
	bool ok;

	if (is_json) {
		add_json(&text, report);
	} else {
		refusals_tell(report);
		load_report_format(report, &text);
		strbuf_putc(&text, '\n');
	}
	ok = output_text(&program->options, &text, err);
	strbuf_release(&text);
	return ok;
}

static enum status load(struct program *program, const struct words *words)
{
	struct err err = ERR_INIT, write_err = ERR_INIT;
	struct load_report report;
	enum status status = STATUS_OK;

	load_report_init(&report);
	if (!loading_run(program, words, &report, &err))
		status = message_error(&err);
	if (!tell(program, &report, &write_err))
		status = message_error(&write_err);
	if (status == STATUS_OK && report.refusals.count > 0)
		status = STATUS_PARTIAL;
	load_report_release(&report);
	return status;
}

static enum status run(struct program *program, const struct words *words)
{
	struct err err = ERR_INIT;

	if (words->count == 0) {
		message("load needs a file or a folder: shortlist load PATH (or - for standard "
			"input)");
		return STATUS_USAGE;
	}
	if (!program_extractor(program, &err) || !program_store(program, false, &err))
		return message_error(&err);
	return load(program, words);
}

const struct command command_load = {
	.name = "load", .bit = FOR_LOAD, .usage = "PATH...",
	.summary = "load postings without browsing",
	.help = "Reads files, folders (recursively) and standard input (-), and keeps their "
		"postings. A file is loaded wholly or not at all; one that has not changed since "
		"is skipped. What is refused is said with its place and reason, and gives exit "
		"status 1. --format json prints the report for scripts.",
	.run = run,
};
