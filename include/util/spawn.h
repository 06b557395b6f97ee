/*
 * Other programs, started from an argument vector; never through a shell.
 *
 * A variable such as EDITOR or BROWSER is split at blanks into a program and its first arguments;
 * no quoting, no expansion.
 */
#ifndef SHORTLIST_UTIL_SPAWN_H
#define SHORTLIST_UTIL_SPAWN_H

#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>

/* A command line: COMMAND's words, then EXTRA. NULL-terminated; free with spawn_argv_free(). NULL
 * where COMMAND has no word. */
char **spawn_argv(const char *command, const char *extra);
void spawn_argv_free(char **argv);

/* Runs it on this terminal and waits; meanwhile the keys that interrupt are the child's. False
 * where it could not start or did not end with status 0. */
bool spawn_wait(char *const argv[], struct err *err);

/* Starts it in a session of its own with no terminal (standard streams on /dev/null), for
 * openers. One that has ended is reaped by the next call. Other descriptors are not handed on, as
 * long as each was opened close-on-exec. */
bool spawn_detached(char *const argv[], struct err *err);

/* Whether a link may be opened: http, https or mailto, at most 2,048 bytes, printable ASCII or
 * UTF-8 without blanks, backslashes and "%00". http and https name a host, with no user part
 * before an '@'; a mailto sets no other headers than subject, body, to, cc and bcc (one could
 * attach a file). */
bool spawn_url_is_safe(const char *url, struct err *err);

#endif
