/* A plain model for tests of the index: which posting has which term, as a table of yes and no. */
#ifndef SHORTLIST_TESTS_INDEX_WORLD_H
#define SHORTLIST_TESTS_INDEX_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/strbuf.h"

struct world_term { char *bytes; size_t len; };

struct world {
	uint64_t seed;
	struct world_term *terms; /* by their bytes, none twice */
	size_t term_count;
	size_t posting_count;
	bool *is_there;          /* by posting */
	bool *has;               /* by posting and then by term */
};

/* Terms are made up: typed kinds and others, characters of one to four bytes and bytes that are
 * none, short ones and very long ones, many that begin alike. No posting is there. */
void world_init(struct world *world, uint64_t seed, size_t term_count, size_t posting_count);
void world_release(struct world *world);
void world_clear(struct world *world);
void world_copy(struct world *to, const struct world *from);

/* A number below COUNT. */
size_t world_pick(struct world *world, size_t count);

bool world_has(const struct world *world, size_t posting, size_t term);
/* Whether any posting has it. */
bool world_has_any(const struct world *world, size_t term);
bool world_begins(const struct world_term *term, const char *start, size_t len);

/* The terms that begin so, or are just so: from *FIRST to before *LIMIT. */
void world_range(const struct world *world, const char *start, size_t len, bool is_whole,
		 size_t *first, size_t *limit);
/* Whether a posting has one of them. */
bool world_has_one(const struct world *world, size_t posting, size_t first, size_t limit);

/* Gives a posting other terms, about one in SPARSENESS, and fills TERMS with them, in any order. */
void world_draw(struct world *world, size_t posting, size_t sparseness, struct strbuf *terms);

#endif
