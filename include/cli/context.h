/*
 * What the commands share: the options, the places of files, and what is opened at first use.
 */
#ifndef SHORTLIST_CLI_CONTEXT_H
#define SHORTLIST_CLI_CONTEXT_H

#include "cli/option.h"
#include "extract/extract.h"
#include "posting/vocabulary.h"
#include "query/query.h"
#include "session/settings.h"
#include "store/store.h"
#include "util/path.h"

#include <stdbool.h>

struct context {
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

void context_init(struct context *context, const struct options *options);
void context_release(struct context *context);

/* Each is done once; false with a sentence in *err. */
bool context_vocabulary(struct context *context, struct err *err);
bool context_extractor(struct context *context, struct err *err);
bool context_settings(struct context *context, struct err *err);
/* Opens the database, for reading only where asked by the options or here. */
bool context_store(struct context *context, bool only_read, struct err *err);

/* The words joined by blanks, parsed. NULL where the line has a problem, with it in *err. */
struct query *context_query(const struct words *words, size_t first, struct err *err);

#endif
