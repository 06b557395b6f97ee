/* Help and the manual page, from the tables. */
#include "config.h"

#include "cli/manual.h"

#include "cli/manual_int.h"
#include "query/key.h"
#include "session/action.h"
#include "tui/keymap.h"
#include "util/utf8.h"

#include <string.h>

#define NAME_COLS 28
#define HELP_COLS 80

/* Adds words wrapped to the width, each line after INDENT blanks. */
static void add_wrapped(struct strbuf *out, const char *text, size_t indent)
{
	size_t col = 0;

	while (*text) {
		size_t len = strcspn(text, " "), cols = utf8_cols(text, len);

		if (col > 0 && col + 1 + cols > HELP_COLS) {
			strbuf_putc(out, '\n');
			col = 0;
		}
		strbuf_repeat(out, " ", col == 0 ? indent : 1);
		strbuf_add(out, text, len);
		col += (col == 0 ? indent : 1) + cols;
		text += len;
		text += strspn(text, " ");
	}
	strbuf_putc(out, '\n');
}

/* Adds "  NAME       help", the help wrapped beside it. */
static void add_row(struct strbuf *out, const char *name, const char *help)
{
	struct strbuf wrapped = STRBUF_INIT;
	size_t len = strlen(name);

	add_wrapped(&wrapped, help, NAME_COLS);
	strbuf_printf(out, "  %s", name);
	if (len + 4 > NAME_COLS)
		strbuf_printf(out, "\n%s", wrapped.text);
	else
		strbuf_puts(out, wrapped.text + len + 2);
	strbuf_release(&wrapped);
}

void manual_option_name(const struct option *option, struct strbuf *out)
{
	if (option->letter)
		strbuf_printf(out, "-%c, ", option->letter);
	strbuf_printf(out, "--%s", option->name);
	if (option->argument)
		strbuf_printf(out, " %s", option->argument);
}

static void add_options(struct strbuf *out, unsigned commands)
{
	struct strbuf name = STRBUF_INIT;

	strbuf_puts(out, "\nOptions:\n");
	for (const struct option *option = option_table; option->name; option++) {
		if (!(option->commands & commands))
			continue;
		strbuf_clear(&name);
		manual_option_name(option, &name);
		add_row(out, name.text, option->help);
	}
	strbuf_release(&name);
}

void manual_usage(const struct command *command, struct strbuf *out)
{
	strbuf_puts(out, "shortlist ");
	if (command->name)
		strbuf_printf(out, "%s ", command->name);
	strbuf_printf(out, "[OPTIONS]%s%s", command->usage[0] ? " " : "", command->usage);
}

/* The keys of the query language in a few lines. */
static void add_query_keys(struct strbuf *out)
{
	struct strbuf names = STRBUF_INIT;

	strbuf_puts(out, "\nKeys of a query:\n");
	for (size_t i = 0; i < query_key_count(); i++)
		strbuf_printf(&names, "%s%s:", i > 0 ? " " : "", query_key_at(i).name);
	add_wrapped(out, names.text, 2);
	strbuf_release(&names);
}

/* The keys that are bound in one context, each with its action. */
static void add_context_keys(struct strbuf *out, const struct keymap *keymap, enum context context)
{
	struct strbuf line = STRBUF_INIT, keys = STRBUF_INIT;

	strbuf_printf(&line, "%s:", context_name(context));
	for (const struct action *action = action_table; action->name; action++) {
		strbuf_clear(&keys);
		if (action->contexts & (unsigned)context)
			keymap_keys(keymap, context, action, 8, &keys);
		if (keys.len > 0)
			strbuf_printf(&line, " %s %s,", keys.text, action->name);
	}
	strbuf_cut(&line, line.len - 1);
	add_wrapped(out, line.text, 2);
	strbuf_release(&line);
	strbuf_release(&keys);
}

static void add_screen_keys(struct strbuf *out)
{
	struct keymap keymap = { 0 };
	struct err err = ERR_INIT;

	strbuf_puts(out, "\nKeys on the screen, with what they do (? explains them there):\n");
	if (keymap_load(&keymap, NULL, &err))
		for (unsigned context = 1; context <= CONTEXT_HELP; context <<= 1)
			add_context_keys(out, &keymap, (enum context)context);
	keymap_release(&keymap);
	err_release(&err);
}

void manual_help(struct strbuf *out)
{
	const struct command *command;
	struct strbuf usage = STRBUF_INIT;

	strbuf_puts(out, "shortlist browses job postings: it reads them, filters them as you type, "
		    "and\n"
		    "exports a shortlist.\n\nUsage:\n");
	for (size_t i = 0; (command = command_at(i)); i++) {
		strbuf_clear(&usage);
		manual_usage(command, &usage);
		strbuf_printf(out, "  %s\n", usage.text);
		add_wrapped(out, command->summary, 6);
	}
	strbuf_release(&usage);
	strbuf_puts(out, "\nA word that is no subcommand is a path; give a file of such a name as "
			 "./name.\n");
	add_options(out, FOR_ALL);
	strbuf_puts(out, "\nA query:   rust \"event driven\" loc:toronto -stack:php salary:>=150k"
		    " posted:<14d\n"
		    "           sort:-salary\n");
	add_query_keys(out);
	add_screen_keys(out);
	strbuf_puts(out, "\nThe manual, man shortlist, explains all of it.\n");
}

void manual_command_help(const struct command *command, struct strbuf *out)
{
	strbuf_puts(out, "Usage: ");
	manual_usage(command, out);
	strbuf_puts(out, "\n\n");
	add_wrapped(out, command->help, 0);
	add_options(out, command->bit);
}
