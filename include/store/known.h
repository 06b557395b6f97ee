/*
 * What the store knows of the files that were loaded, told all at once before a load, so that the
 * load itself need not ask for each file.
 */
#ifndef SHORTLIST_STORE_KNOWN_H
#define SHORTLIST_STORE_KNOWN_H

#include "store/store.h"
#include "util/err.h"
#include "util/file.h"

#include <stdbool.h>
#include <stddef.h>

/* One file as it was loaded last; all texts are lent for the call. */
struct known_source {
	const char *path;
	const char *name;        /* the entry of sources.yaml that it belongs to; NULL: none */
	struct file_stamp stamp;
	const char *hash;        /* of its bytes, in hexadecimal digits */
	size_t postings;
	bool is_current;         /* all that is read of postings today was read of it */
};

typedef void (*known_fn)(const struct known_source *source, void *data);

/* Calls FN for the file PATH and for every file below the folder PATH. */
bool known_each(struct store *store, const char *path, known_fn fn, void *data, struct err *err);

#endif
