/* show: postings in full, by number. */
#include "config.h"

#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/versions_int.h"
#include "store/get.h"
#include "store/version.h"
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

static void write_json(struct strbuf *out, int64_t id, const struct versions *versions,
		       const struct write_options *options)
{
	(void)options;
	versions_json(out, id, versions);
}

/* What a history can be written as, by the name of the writer. */
static const struct form {
	const char *name, *open, *between, *close;
	void (*write)(struct strbuf *out, int64_t id, const struct versions *versions,
		      const struct write_options *options);
} forms[] = {
	{ "text", "", "", "", versions_text },
	{ "json", "[\n ", ",\n ", "\n]\n", write_json },
	{ "jsonl", "", "\n", "\n", write_json },
};

static const struct form *find_form(const struct writer *writer, struct err *err)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (strcmp(forms[i].name, writer->name) == 0)
			return &forms[i];
	err_set(err, STATUS_USAGE, "a history is written as text, json or jsonl, not as %s",
		writer->name);
	return NULL;
}

static bool show_history(struct program *program, const char *word, struct output *output,
			 enum status *status, struct err *err)
{
	const struct form *form = find_form(output->writer, err);
	struct versions versions = { 0 };
	int64_t id;
	bool ok = form && parse_id(word, &id, err);

	if (ok && version_list(program->store, id, &versions, err)) {
		strbuf_puts(&output->text, output->count++ > 0 ? form->between : form->open);
		form->write(&output->text, id, &versions, &output->write);
	} else if (ok && err->status == STATUS_NO_INPUT) {
		message_error(err);
		*status = STATUS_PARTIAL;
	} else {
		ok = false;
	}
	versions_release(&versions);
	return ok;
}

static bool end_history(struct program *program, struct output *output, struct err *err)
{
	const struct form *form = find_form(output->writer, err);

	strbuf_puts(&output->text, form->close);
	return output_text(&program->options, &output->text, err);
}

static enum status run(struct program *program, const struct words *words)
{
	bool has_history = program->options.history;
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
		ok = (has_history ? show_history : show)(program, words->items[i], &output,
							 &status, &err);
	if (ok && output.count > 0)
		ok = has_history ? end_history(program, &output, &err) : output_end(&output, &err);
	output_release(&output);
	return ok ? status : message_error(&err);
}

const struct command command_show = {
	.name = "show", .bit = FOR_SHOW, .usage = "ID...",
	.summary = "print postings in full",
	.help = "Prints the postings with these numbers (the first column of shortlist list) in "
		"full.\n\n"
		"With --history it prints what each said before: the days, the facts that "
		"changed, and the words; [-those that went-] and {+those that came+}.",
	.run = run,
};
