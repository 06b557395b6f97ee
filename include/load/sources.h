/*
 * Sources: where postings come from again and again, as sources.yaml lists them.
 *
 * A source is files (paths, folders, patterns) or a command, an argument vector whose output is
 * read; never a shell line. Its name is unique, and what `shortlist sync NAME` is given.
 */
#ifndef SHORTLIST_LOAD_SOURCES_H
#define SHORTLIST_LOAD_SOURCES_H

#include "read/reader.h"
#include "util/err.h"

#include <stddef.h>
#include <stdint.h>

struct texts { char **items; size_t count, cap; };

struct source {
	char *name;
	size_t line;             /* of sources.yaml */
	struct texts command;    /* ends with a NULL that is not counted; empty for files */
	struct texts paths;      /* as written: "~/jobs", or a pattern */
	const struct reader *as; /* NULL: by content */
	struct texts tags;       /* for its new postings */
	int64_t every_s;         /* not oftener than this unless asked for; 0: always */
	int64_t time_s;          /* a command is ended after it */
	size_t bytes_max;        /* of a command's output */
};

struct sources { struct source *items; size_t count, cap; };

/* Reads CONFIG_DIR/sources.yaml into SOURCES (zeroed). A file that is not there is an empty list.
 * False, with file and line in *err, where it cannot be understood; nothing is kept then. */
bool sources_load(struct sources *sources, const char *config_dir, struct err *err);
void sources_release(struct sources *sources);

/* NULL where there is none of this name. */
const struct source *sources_find(const struct sources *sources, const char *name);
/* The source whose name NAME was probably meant to be; NULL where none is near. */
const struct source *sources_nearest(const struct sources *sources, const char *name);

/* What an entry may say, for the manual: key AT from 0, NULL past the last, and its help. */
const char *source_key_name(size_t at);
const char *source_key_help(size_t at);

/* Adds the files and folders that the paths of a source stand for: "~/" is the home directory,
 * relative ones start from BASE (the folder of sources.yaml), patterns (* ? [...]) are what they
 * match, in the order of their names. One that matches nothing is added as it is, so that loading
 * says so. The caller frees the items. */
void source_expand(const struct source *source, const char *base, struct texts *out);
void texts_release(struct texts *texts);

#endif
