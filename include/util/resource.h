/*
 * The data files that belong to the program: vocabularies, themes, default keys and settings.
 *
 * Each is compiled in, so that the program works uninstalled. A user's file of the same name in the
 * configuration directory is read after it, by the same parser, and adds to it or overrides it.
 */
#ifndef SHORTLIST_UTIL_RESOURCE_H
#define SHORTLIST_UTIL_RESOURCE_H

#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>

struct resource {
	const char *name;        /* "technologies.yaml", "themes/dark.yaml" */
	const char *bytes;
	size_t len;
};

/* The table that the build makes (ends with a NULL name). */
extern const struct resource resource_table[];

/* The compiled-in file, or NULL. */
const struct resource *resource_find(const char *name);

/* Calls PARSE with the compiled-in NAME, if there is one, then with CONFIG_DIR/NAME, if
 * CONFIG_DIR is not NULL and there is such a file. SHOWN is the name to put into errors. Stops at
 * the first failure. */
typedef bool (*resource_parse_fn)(const char *bytes, size_t len, const char *shown, void *data,
				  struct err *err);
bool resource_load(const char *name, const char *config_dir, resource_parse_fn parse, void *data,
		   struct err *err);

/* Whether CONFIG_DIR, if it is not NULL, has a file NAME. */
bool resource_has_users(const char *name, const char *config_dir);

#endif
