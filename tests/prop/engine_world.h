/*
 * A made-up world for holding the engine against the oracle: files of postings that change, and
 * things that a user does. All of it follows from the seed (engine_query.h).
 */
#ifndef SHORTLIST_TESTS_ENGINE_WORLD_H
#define SHORTLIST_TESTS_ENGINE_WORLD_H

#include "posting/field.h"
#include "store/store.h"
#include "util/strbuf.h"
#include "../unit/store_jobs.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct world_file {
	char path[40];
	int64_t mtime;
	bool is_there;
	struct { struct job *items; size_t count, cap; } jobs;
};

struct world {
	struct { struct world_file *items; size_t count, cap; } files;
	struct { char **items; size_t count, cap; } texts; /* that the jobs point to */
};

/* As many postings as that, in some files; nothing is put yet. */
void world_init(struct world *world, size_t postings);
void world_release(struct world *world);

/* Puts all files that are there, in a few transactions; what is not there vanishes. */
void world_put(struct world *world, struct store *store);

/* Changes a few files and puts them: postings that say something else, fewer, more, none, again.
 * Now and then what was put is taken back. */
void world_change(struct world *world, struct store *store);

/* Something that the user does to some of the postings. */
void world_act(struct store *store, int64_t postings);
#endif
