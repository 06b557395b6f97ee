/*
 * What the commands share: the options, the places of files, and what is opened at first use.
 */
#ifndef SHORTLIST_CLI_PROGRAM_H
#define SHORTLIST_CLI_PROGRAM_H

#include "cli/option.h"
#include "extract/extract.h"
#include "posting/vocabulary.h"
#include "query/query.h"
#include "session/settings.h"
#include "store/store.h"
#include "util/path.h"

#include <stdbool.h>

struct program {
	struct options options;
	struct paths paths;
	char *config_file;       /* the settings */
	char *config_dir;        /* beside which the user's vocabularies, themes and keys stand */
	char *database;
	struct vocabulary vocabulary;
	struct extractor *extractor;
	struct store *store;
	struct settings settings;
	bool has_settings;
};

void program_init(struct program *program, const struct options *options);
void program_release(struct program *program);

/* Each is done once; false with a sentence in *err. */
bool program_vocabulary(struct program *program, struct err *err);
bool program_extractor(struct program *program, struct err *err);
bool program_settings(struct program *program, struct err *err);
/* Opens the database, for reading only where asked by the options or here. */
bool program_store(struct program *program, bool only_read, struct err *err);

/* The words joined by blanks, parsed. NULL where the line has a problem, with it in *err. */
struct query *program_query(const struct words *words, size_t first, struct err *err);

#endif
