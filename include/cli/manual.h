/* Help and the manual, from the tables of commands, options, keys of the query, actions and
 * settings. */
#ifndef SHORTLIST_CLI_MANUAL_H
#define SHORTLIST_CLI_MANUAL_H

#include "cli/command.h"
#include "util/strbuf.h"

/* Adds the help of the program. */
void manual_help(struct strbuf *out);
/* Adds the help of one command. */
void manual_command_help(const struct command *command, struct strbuf *out);
/* Adds the whole manual page, in the man(7) language. */
void manual_page(struct strbuf *out);

#endif
