/* Loading what is named on the command line, which load and browse share. */
#ifndef SHORTLIST_CLI_LOADING_INT_H
#define SHORTLIST_CLI_LOADING_INT_H

#include "cli/program.h"
#include "load/load.h"

/* What the words name, as the options say it is to be read. */
struct loading {
	struct load_source source;
	struct load_input input;
	char *base;              /* where relative paths start from; NULL: not to be found out */
	struct load_options options;
};

/* WORDS and PROGRAM must outlive it. */
void loading_init(struct loading *loading, struct program *program, const struct words *words);
void loading_release(struct loading *loading);

/* Loads into the open store, with the progress on standard error; ^C stops it cleanly, a second one
 * at once. False with *err where it failed or was stopped. */
bool loading_run(struct program *program, const struct words *words, struct load_report *report,
		 struct err *err);

#endif
