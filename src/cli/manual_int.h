/* What the help and the manual page share. */
#ifndef SHORTLIST_CLI_MANUAL_INT_H
#define SHORTLIST_CLI_MANUAL_INT_H

#include "cli/command.h"
#include "util/strbuf.h"

/* Adds "-o, --output FILE". */
void manual_option_name(const struct option *option, struct strbuf *out);
/* Adds "shortlist list [OPTIONS] [QUERY]". */
void manual_usage(const struct command *command, struct strbuf *out);

#endif
