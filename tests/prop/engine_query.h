/* Chance, words, and queries about a made-up world that are made of them. */
#ifndef SHORTLIST_TESTS_ENGINE_QUERY_H
#define SHORTLIST_TESTS_ENGINE_QUERY_H

#include "engine_world.h"

/* Marsaglia's xorshift64: a number below COUNT. */
void world_seed(uint64_t seed);
size_t world_pick(size_t count);

/* Adds a word; some stand in many texts, some in few. */
void world_word(struct strbuf *text);

/* One of its postings; NULL where it has none. */
const struct job *world_job(const struct world *world);

/* Puts a query into LINE. */
void world_query(const struct world *world, struct strbuf *line);

#endif
