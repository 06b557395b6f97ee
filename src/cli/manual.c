/* Help and the manual page, from the tables. */
#include "config.h"

#include "cli/manual.h"

#include "cli/manual_int.h"
#include "util/utf8.h"

#include <string.h>

#define NAME_COLS 28
#define HELP_COLS 80

/* Adds words wrapped to the width, each line after INDENT blanks. */
static void add_wrapped(struct strbuf *out, const char *text, size_t indent)
{
	size_t col = HELP_COLS;

	while (*text) {
		size_t len = strcspn(text, " ");

		if (col + 1 + len > HELP_COLS) {
			if (col < HELP_COLS)
				strbuf_putc(out, '\n');
			strbuf_repeat(out, " ", indent);
			col = indent;
		} else {
			strbuf_putc(out, ' ');
			col++;
		}
		strbuf_add(out, text, len);
		col += utf8_cols(text, len);
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
	strbuf_printf(out, "[OPTIONS] %s", command->usage);
}

void manual_help(struct strbuf *out)
{
	const struct command *command;
	struct strbuf usage = STRBUF_INIT;

	strbuf_puts(out, "shortlist browses job postings: it reads them, filters them as you type, and\n"
		    "exports a shortlist.\n\nUsage:\n");
	for (size_t i = 0; (command = command_at(i)); i++) {
		strbuf_clear(&usage);
		manual_usage(command, &usage);
		strbuf_printf(out, "  %s\n", usage.text);
		add_wrapped(out, command->summary, 6);
	}
	strbuf_release(&usage);
	strbuf_puts(out, "\nA word that is no subcommand is a path; give a file of such a name as ./name.\n");
	add_options(out, FOR_ALL);
	strbuf_puts(out, "\nA query:   rust \"event driven\" loc:toronto -stack:php salary:>=150k posted:<14d\n"
		    "           sort:-salary; the manual (man shortlist) names every key.\n"
		    "On screen: ? shows the keys.\n");
}

void manual_command_help(const struct command *command, struct strbuf *out)
{
	strbuf_puts(out, "Usage: ");
	manual_usage(command, out);
	strbuf_puts(out, "\n\n");
	add_wrapped(out, command->help, 0);
	add_options(out, command->bit);
}
