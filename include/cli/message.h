/* Messages to standard error, gated: "shortlist: sentence". */
#ifndef SHORTLIST_CLI_MESSAGE_H
#define SHORTLIST_CLI_MESSAGE_H

#include "util/err.h"

void message(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says what went wrong, releases ERR and returns its status. */
enum status message_error(struct err *err);

#endif
