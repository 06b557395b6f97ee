/* check: the database, the settings, the vocabularies, the keys and the themes. */
#include "config.h"

#include "cli/command.h"
#include "cli/message.h"
#include "tui/keymap.h"
#include "tui/theme.h"
#include "util/resource.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct checking {
	struct program *program;
	enum status status;
};

static void fault(const char *text, void *data)
{
	struct checking *checking = data;

	message("%s: %s", checking->program->database, text);
	checking->status = STATUS_BAD_DATA;
}

/* Says what was checked; on failure why not. */
static void tell(struct checking *checking, const char *what, bool ok, struct err *err)
{
	if (ok) {
		printf("%-14s ok\n", what);
		return;
	}
	printf("%-14s not ok\n", what);
	fflush(stdout);
	if (err->text)
		checking->status = message_error(err);
}

static void check_database(struct checking *checking)
{
	struct program *program = checking->program;
	struct err err = ERR_INIT;

	if (program->database && access(program->database, F_OK) != 0) {
		printf("%-14s not there yet (%s)\n", "database", program->database);
		return;
	}
	if (!program_store(program, program->options.read_only, &err)) {
		tell(checking, "database", false, &err);
		return;
	}
	if (program->options.rebuild) {
		bool ok = store_rebuild(program->store, &err);

		tell(checking, "rebuild", ok, &err);
		if (!ok)
			return;
	}
	tell(checking, "database", store_check(program->store, fault, checking, &err),
	     &err);
}

static void check_themes(struct checking *checking)
{
	const char *dir = checking->program->config_dir;
	struct strbuf names = STRBUF_INIT;
	struct err err = ERR_INIT;
	char *name, *rest;
	bool ok = true;

	theme_names(&names);
	rest = names.text;
	while (ok && (name = strtok_r(rest, " ", &rest))) {
		struct theme *theme = theme_load(name, dir, &err);

		ok = theme != NULL;
		theme_free(theme);
	}
	if (ok && checking->program->has_settings) {
		struct theme *theme = theme_load(checking->program->settings.theme, dir, &err);

		ok = theme != NULL;
		theme_free(theme);
	}
	tell(checking, "themes", ok, &err);
	strbuf_release(&names);
}

static void check_keys(struct checking *checking)
{
	struct keymap keymap = { 0 };
	struct err err = ERR_INIT;

	tell(checking, "keys", keymap_load(&keymap, checking->program->config_dir, &err), &err);
	keymap_release(&keymap);
}

/* One by one, so that a fault in one file does not keep those of the next back. */
static void check_vocabularies(struct checking *checking)
{
	struct program *program = checking->program;
	struct vocabulary *vocabulary = &program->vocabulary;
	struct err err = ERR_INIT;

	vocabulary->gazetteer = gazetteer_new(program->config_dir, &err);
	tell(checking, "places", vocabulary->gazetteer, &err);
	vocabulary->technologies = technologies_new(program->config_dir, &err);
	tell(checking, "technologies", vocabulary->technologies, &err);
	if (vocabulary->gazetteer && vocabulary->technologies)
		tell(checking, "lexicon", program_extractor(program, &err), &err);
}

static enum status run(struct program *program, const struct words *words)
{
	struct checking checking = { .program = program };
	struct err err = ERR_INIT;

	if (words->count > 0) {
		message("check takes no argument");
		return STATUS_USAGE;
	}
	tell(&checking, "settings", program_settings(program, &err), &err);
	check_vocabularies(&checking);
	check_keys(&checking);
	check_themes(&checking);
	if (program->extractor)
		check_database(&checking);
	return checking.status;
}

const struct command command_check = {
	.name = "check", .bit = FOR_CHECK, .usage = "",
	.summary = "check the database, the settings, vocabularies, keys and themes",
	.help = "Looks through the whole database (SQLite's own check, the references, the index "
		"of words, sets and columns against the postings) and reads every file of the "
		"configuration directory. What is wrong is said, of a file with its line; no "
		"posting and nothing that you said of one is changed. With --rebuild all that is "
		"derived from the postings is made anew first.",
	.run = run,
};
