/* export: the shortlist, or what a query selects. */
#include "config.h"

#include "cli/command.h"
#include "cli/emit_int.h"
#include "cli/message.h"
#include "util/vec.h"

static const char shortlist_query[] = "is:shortlisted sort:shortlisted";

/* A document for people says on top which query it is the answer to. */
static enum status export_query(struct program *program, const struct query *query,
				const char *nothing)
{
	struct err err = ERR_INIT;
	struct output output;
	enum status status;

	if (!program_store(program, true, &err) || !output_init(&output, program, "text", &err))
		return message_error(&err);
	output.write.has_body = true;
	output.write.heading = query->line;
	status = emit_answer(program, query, &output, nothing);
	output_release(&output);
	return status;
}

static enum status run(struct program *program, const struct words *words)
{
	struct words own = { 0 };
	struct err err = ERR_INIT;
	struct query *query;
	enum status status;

	*VEC_PUSH(&own) = shortlist_query;
	query = program_query(words->count > 0 ? words : &own, 0, &err);
	VEC_RELEASE(&own);
	if (!query)
		return message_error(&err);
	status = export_query(program, query, words->count > 0
			      ? "nothing matches; nothing was exported"
			      : "the shortlist is empty; add postings to it, or name a query");
	query_free(query);
	return status;
}

const struct command command_export = {
	.name = "export", .bit = FOR_EXPORT, .usage = "[QUERY]",
	.summary = "write the shortlist, or what a query selects, in full",
	.help = "Writes the postings in full, as text unless --format or the suffix of the file of "
		"-o says otherwise: the shortlist in its order, or, with QUERY, what that selects, "
		"in the order of the list. Each comes with your notes and what became of it; text, "
		"Markdown and HTML have the query on top. A file appears whole or not at all, and "
		"one that is there already is not touched without --force.",
	.run = run,
};
