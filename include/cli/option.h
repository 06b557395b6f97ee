/*
 * Options of the command line: one table, from which parsing, help and the manual come.
 *
 * An option takes its value as the next word or after '='; short ones can be joined ("-qrust").
 * "--" ends them.
 */
#ifndef SHORTLIST_CLI_OPTION_H
#define SHORTLIST_CLI_OPTION_H

#include "read/reader.h"
#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>

enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* What was asked for; NULL and 0 where it was not. Texts point into the arguments. */
struct options {
	const char *query;
	const char *db;
	const char *config;
	const char *theme;
	const char *format;
	const char *output;
	const struct reader *as; /* how files are read */
	size_t limit;            /* 0: none */
	enum color_when color;
	bool read_only, force, raw_csv, all, history, rebuild, ascii, help, version;
};

/* Which commands an option goes with. */
enum command_bit {
	FOR_BROWSE = 1 << 0, FOR_LOAD = 1 << 1, FOR_LIST = 1 << 2, FOR_SHOW = 1 << 3,
	FOR_INSPECT = 1 << 4, FOR_EXPORT = 1 << 5, FOR_STATS = 1 << 6, FOR_CHECK = 1 << 7,
	FOR_SYNC = 1 << 8,
	FOR_ALL = (1 << 9) - 1,
	FOR_STORED = FOR_ALL & ~FOR_INSPECT,
	FOR_RECORDS = FOR_LIST | FOR_SHOW | FOR_INSPECT | FOR_EXPORT,
};

struct option {
	const char *name;        /* without the dashes */
	char letter;             /* 0: none */
	const char *argument;    /* NULL: a switch */
	unsigned commands;
	const char *help;        /* one sentence */
	bool (*take)(struct options *options, const char *value, struct err *err);
};

/* The table; ends with a NULL name. */
extern const struct option option_table[];

/* What is left of the arguments once options are taken; points into them. */
struct words { const char **items; size_t count, cap; };

/* Takes all options out of ARGV. *given is the set of rows that were used, for options_fit(). */
bool options_parse(int argc, char **argv, struct options *options, unsigned long *given,
		   struct words *words, struct err *err);

/* Whether every option that was given goes with the command. */
bool options_fit(unsigned long given, unsigned command, const char *command_name, struct err *err);

#endif
