/* list: one line a posting. */
#include "config.h"

#include "cli/command.h"
#include "cli/emit_int.h"
#include "cli/message.h"

static enum status run(struct program *program, const struct words *words)
{
	struct err err = ERR_INIT;
	struct output output;
	struct query *query = program_query(words, 0, &err);
	enum status status;

	if (!query)
		return message_error(&err);
	if (!program_store(program, true, &err) || !output_init(&output, program, "tsv", &err)) {
		query_free(query);
		return message_error(&err);
	}
	output.write.is_list = true;
	output.write.is_headless = !program->options.format && !program->options.output;
	status = emit_answer(program, query, &output, "nothing matches");
	output_release(&output);
	query_free(query);
	return status;
}

const struct command command_list = {
	.name = "list", .bit = FOR_LIST, .usage = "[QUERY]",
	.summary = "print one line a posting",
	.help = "Prints the postings that QUERY selects, newest first unless it says sort:. "
		"Without QUERY, all of them. On a terminal the lines are fitted to its width; "
		"elsewhere each is the columns of --format tsv, every field whole, without the "
		"names on top.",
	.run = run,
};
