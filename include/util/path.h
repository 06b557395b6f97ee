/*
 * Where things are: the XDG base directories, and small operations on path names.
 */
#ifndef SHORTLIST_UTIL_PATH_H
#define SHORTLIST_UTIL_PATH_H

#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>

/* The directories of this user, without a trailing slash; all NULL-terminated, owned by the struct.
 * An entry is NULL where neither the XDG variable nor HOME says where it would be. */
struct paths {
	char *config;            /* $XDG_CONFIG_HOME/shortlist */
	char *data;              /* $XDG_DATA_HOME/shortlist */
	char *state;             /* $XDG_STATE_HOME/shortlist */
};

void paths_init(struct paths *paths);
void paths_release(struct paths *paths);

/* New strings, free() them. */
char *path_join(const char *directory, const char *name);
char *path_directory(const char *path);
/* The part after the last slash; points into PATH. */
const char *path_name(const char *path);

/* Makes the directory and its parents with mode 0700. */
bool path_make_directory(const char *path, struct err *err);

#endif
