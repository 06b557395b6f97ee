/* The program: sets the process up, takes the options, runs a command. */
#include "config.h"

#include "cli/command.h"
#include "cli/manual.h"
#include "cli/message.h"
#include "cli/output.h"
#include "util/vec.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* A closed standard stream would give its number to the next file that is opened, the database
 * among them (sqlite.org/howtocorrupt.html, 1.1). */
static bool open_streams(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd)
			return false;
	return true;
}

/* Postings are private: nothing that is made is readable by others, and no core file holds them. */
static void set_up(void)
{
	struct rlimit none = { 0, 0 };

	umask(077);
	setrlimit(RLIMIT_CORE, &none);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	setlocale(LC_CTYPE, "");
}

static enum status print_help(const struct options *options, const struct command *command)
{
	struct strbuf text = STRBUF_INIT;
	struct err err = ERR_INIT;
	enum status status = STATUS_OK;

	if (command->name)
		manual_command_help(command, &text);
	else
		manual_help(&text);
	if (!output_text(options, &text, &err))
		status = message_error(&err);
	strbuf_release(&text);
	return status;
}

static enum status print_version(const struct options *options)
{
	struct strbuf text = STRBUF_INIT;
	struct err err = ERR_INIT;
	enum status status = STATUS_OK;

	strbuf_printf(&text, "shortlist %s\n", SHORTLIST_VERSION);
	if (!output_text(options, &text, &err))
		status = message_error(&err);
	strbuf_release(&text);
	return status;
}

static enum status run_command(const struct command *command, const struct options *options,
			       const struct words *words)
{
	struct program program;
	enum status status;

	program_init(&program, options);
	status = command->run(&program, words);
	program_release(&program);
	return status;
}

/* The first word chooses the command; any other word is a path to browse. */
static const struct command *choose(struct words *words)
{
	const struct command *command = NULL;

	if (words->count > 0)
		command = command_find(words->items[0]);
	if (!command)
		return command_at(0);
	VEC_REMOVE(words, 0);
	return command;
}

static enum status run(int argc, char **argv)
{
	struct options options = { 0 };
	struct words words = { 0 };
	struct err err = ERR_INIT;
	unsigned long given = 0;
	const struct command *command;
	enum status status;

	if (!options_parse(argc, argv, &options, &given, &words, &err)) {
		VEC_RELEASE(&words);
		return message_error(&err);
	}
	command = choose(&words);
	if (options.version)
		status = print_version(&options);
	else if (options.help)
		status = print_help(&options, command);
	else if (!options_fit(given, command->bit, command->name ? command->name : "shortlist",
			      &err))
		status = message_error(&err);
	else
		status = run_command(command, &options, &words);
	VEC_RELEASE(&words);
	return status;
}

int main(int argc, char **argv)
{
	enum status status;

	if (!open_streams())
		return STATUS_INTERNAL;
	if (getuid() != geteuid() || getgid() != getegid()) {
		message("it must not be run with another's rights (setuid or setgid)");
		return STATUS_PERMISSION;
	}
	set_up();
	status = run(argc, argv);
	if (fflush(stdout) != 0 && status == STATUS_OK)
		status = STATUS_IO;
	return (int)status;
}
