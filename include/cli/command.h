/* Subcommands: one row each, from which dispatch, help and the manual come. */
#ifndef SHORTLIST_CLI_COMMAND_H
#define SHORTLIST_CLI_COMMAND_H

#include "cli/program.h"
#include "cli/option.h"

#include <stddef.h>

struct command {
	const char *name;        /* NULL for browsing, which needs no word */
	enum command_bit bit;
	const char *usage;       /* what follows the name: "[QUERY]" */
	const char *summary;     /* half a line */
	const char *help;        /* a paragraph or two */
	enum status (*run)(struct program *program, const struct words *words);
};

/* The rows, browsing first; NULL past the last. */
const struct command *command_at(size_t at);
/* NULL where NAME is no subcommand: then it is a path. */
const struct command *command_find(const char *name);
/* The subcommand that NAME was probably meant to be; NULL where none is near. */
const struct command *command_nearest(const char *name);

extern const struct command command_browse, command_load, command_sync, command_list,
	command_show, command_inspect, command_export, command_stats, command_check;

#endif
