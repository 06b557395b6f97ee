/* inspect: what would be read from files, with evidence; stores nothing. */
#include "config.h"

#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/refusals_int.h"
#include "load/load.h"
#include "util/alloc.h"

#include <stdlib.h>

struct inspecting {
	struct output *output;
	struct err *err;
	size_t limit;
	bool is_full;            /* as many as asked for were written */
	bool has_failed;
};

/* The posting is lent to a record for the writer, and given back. */
static bool inspect(struct posting *posting, const char *path, void *data)
{
	struct inspecting *inspecting = data;
	struct record record;

	record_init(&record);
	posting_release(&record.posting);
	record.posting = *posting;
	record.source = xstrdup(path);
	output_record(inspecting->output, &record);
	posting_init(&record.posting);
	record_release(&record);
	inspecting->has_failed = !output_flush(inspecting->output, inspecting->err);
	inspecting->is_full = inspecting->output->count == inspecting->limit;
	return !inspecting->has_failed && !inspecting->is_full && !inspecting->output->is_closed;
}

static enum status inspect_all(struct program *program, const struct words *words,
			       struct output *output)
{
	struct err err = ERR_INIT, stopped = ERR_INIT;
	struct inspecting inspecting = {
		.output = output, .err = &err, .limit = program->options.limit,
	};
	struct load_report report;
	enum status status;

	load_report_init(&report);
	load_inspect(program->extractor, words->items, words->count, program->options.as,
		     inspect, &inspecting, &report, &stopped);
	err_release(&stopped);
	if (inspecting.has_failed || !output_end(output, &err)) {
		status = message_error(&err);
	} else {
		refusals_tell(&report);
		status = report.refusals.count > 0 || output->count == 0 ? STATUS_PARTIAL
									 : STATUS_OK;
	}
	load_report_release(&report);
	return status;
}

static enum status run(struct program *program, const struct words *words)
{
	struct err err = ERR_INIT;
	struct output output;
	enum status status;

	if (words->count == 0) {
		message("inspect needs a file: shortlist inspect PATH");
		return STATUS_USAGE;
	}
	if (!program_extractor(program, &err) || !output_init(&output, program, "json", &err))
		return message_error(&err);
	output.write.has_body = true;
	output.write.has_evidence = true;
	status = inspect_all(program, words, &output);
	output_release(&output);
	return status;
}

const struct command command_inspect = {
	.name = "inspect", .bit = FOR_INSPECT, .usage = "PATH...",
	.summary = "print what would be read from files, with evidence",
	.help = "Reads files and folders as load does, and prints what was understood of each "
		"posting; nothing is stored. json and jsonl (json is the rule where no terminal "
		"reads) give for each fact the bytes of the text that say it, and the rule that "
		"read it.",
	.run = run,
};
