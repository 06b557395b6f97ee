/* Loading with progress, which load and browse share. */
#ifndef SHORTLIST_CLI_LOADING_INT_H
#define SHORTLIST_CLI_LOADING_INT_H

#include "cli/program.h"
#include "load/load.h"

/* Loads the words as paths into the open store, with a progress line where standard error is a
 * terminal; ^C stops it after the file at hand. False with *err where it failed or was stopped. */
bool loading_run(struct program *program, const struct words *words, struct load_report *report,
		 struct err *err);

#endif
