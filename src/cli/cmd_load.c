/* load: files and folders into the database, without browsing. */
#include "config.h"

#include "cli/command.h"
#include "cli/loading_int.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/refusals_int.h"
#include "export/json.h"
#include "util/ascii.h"

#include <sys/stat.h>
#include <unistd.h>

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

/* The files that were read; those that were passed over are only counted. */
static void add_stored(struct strbuf *out, const struct load_report *report)
{
	strbuf_puts(out, "\"read\": [");
	for (size_t i = 0; i < report->stored.count; i++) {
		const struct load_file *file = &report->stored.items[i];

		strbuf_puts(out, i > 0 ? ", {\"path\": " : "{\"path\": ");
		json_string(out, file->path);
		strbuf_printf(out, ", \"postings\": %zu, \"new\": %zu, \"changed\": %zu, "
			      "\"unchanged\": %zu, \"gone\": %zu}", file->postings,
			      file->new_count, file->changed, file->unchanged, file->gone);
	}
	strbuf_puts(out, "], ");
}

static void add_json(struct strbuf *out, const struct load_report *report)
{
	strbuf_printf(out, "{\"files\": %zu, \"skipped\": %zu, \"bytes\": %llu, "
		      "\"seconds\": %.3f, \"new\": %zu, \"changed\": %zu, \"unchanged\": %zu, "
		      "\"gone\": %zu, \"replaced\": %zu, \"stopped\": %s, ",
		      report->files, report->skipped,
		      (unsigned long long)report->bytes, report->seconds, report->new_count,
		      report->changed, report->unchanged, report->gone, report->replaced,
		      report->was_stopped ? "true" : "false");
	add_stored(out, report);
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

/* Whether something is piped or redirected into the program; a terminal or /dev/null is not. */
static bool input_is_given(void)
{
	struct stat state;

	return fstat(STDIN_FILENO, &state) == 0 &&
	       (S_ISFIFO(state.st_mode) || S_ISREG(state.st_mode));
}

static enum status run(struct program *program, const struct words *words)
{
	static const char *names[] = { "-" };
	static const struct words input = { .items = names, .count = 1 };
	struct err err = ERR_INIT;

	if (words->count == 0 && input_is_given())
		words = &input;
	if (words->count == 0) {
		message("load needs a file or a folder: shortlist load PATH (or - for standard "
			"input)");
		return STATUS_USAGE;
	}
	if (!program_store(program, false, &err))
		return message_error(&err);
	return load(program, words);
}

const struct command command_load = {
	.name = "load", .bit = FOR_LOAD, .usage = "[PATH...]",
	.summary = "load postings without browsing",
	.help = "Reads files, folders (recursively) and standard input (-), and keeps their "
		"postings; without a PATH what is piped in. A file is loaded wholly or not at all; "
		"one that has not changed since is skipped (--force reads it all the same). ^C "
		"stops it, and the same command goes on from there. What is refused is said with "
		"its place and reason, and gives exit status 1. --format json prints the report "
		"for scripts, with every file that was read and every refusal.",
	.run = run,
};
