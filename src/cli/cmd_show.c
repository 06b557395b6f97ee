/* show: postings in full, by number. */
#include "config.h"

#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "store/get.h"
#include "util/ascii.h"

#include <string.h>

static bool parse_id(const char *word, int64_t *id, struct err *err)
{
	size_t len = strlen(word);

	if (len > 0 && ascii_number(word, len, id) == len && *id > 0)
		return true;
	return err_set(err, STATUS_USAGE, "\"%s\" is not the number of a posting; shortlist list "
					  "shows them",
		       word);
}

/* One that is not there is said, and the others are shown. */
static bool show(struct program *program, const char *word, struct output *output,
		 enum status *status, struct err *err)
{
	struct record record;
	int64_t id;
	bool ok;

	if (!parse_id(word, &id, err))
		return false;
	record_init(&record);
	ok = get_record(program->store, id, GET_WHOLE, &record, err);
	if (ok) {
		output_record(output, &record);
	} else if (err->status == STATUS_NO_INPUT) {
		message_error(err);
		*status = STATUS_PARTIAL;
		ok = true;
	}
	record_release(&record);
	return ok;
}

static enum status run(struct program *program, const struct words *words)
{
	struct err err = ERR_INIT;
	enum status status = STATUS_OK;
	struct output output;
	bool ok = true;

	if (words->count == 0) {
		message("show needs the number of a posting; shortlist list shows them");
		return STATUS_USAGE;
	}
	if (!program_store(program, true, &err) || !output_init(&output, program, "text", &err))
		return message_error(&err);
	output.write.has_body = true;
	for (size_t i = 0; ok && i < words->count; i++)
		ok = show(program, words->items[i], &output, &status, &err);
	if (ok && output.count > 0)
		ok = output_end(&output, &err);
	output_release(&output);
	return ok ? status : message_error(&err);
}

const struct command command_show = {
	.name = "show", .bit = FOR_SHOW, .usage = "ID...",
	.summary = "print postings in full",
	.help = "Prints the postings with these numbers (the first column of shortlist list) in "
		"full.",
	.run = run,
};
