/*
 * A made-up world in a store, and whether the answers of the store's engine are those of the
 * oracle. What differs fails the test, with the query.
 */
#ifndef SHORTLIST_TESTS_ENGINE_COMPARE_H
#define SHORTLIST_TESTS_ENGINE_COMPARE_H

#include "../oracle/oracle.h"
#include "engine_world.h"

/* A world, its store, and who looks at it. */
struct test {
	char *folder, *path;
	struct world world;
	struct store *store;     /* puts */
	struct store *other;     /* asks, and is never opened again */
	struct oracle *oracle;
	const char *line;        /* that is asked */
	size_t facets;           /* that are counted for each query */
};

/* A new folder with an empty store, in which everything happens with few postings; all chance
 * follows from the seed. */
void test_begin(struct test *test, uint64_t seed);
void test_end(struct test *test);

/* A further handle. */
struct store *test_open(struct test *test);

/* Before comparing, after changes: the oracle learns of them. */
void test_renew(struct test *test);

/* Compares all that a handle says of a query. How many answers were not exact at once. */
size_t test_compare(struct test *test, struct store *store, const char *line);
/* The same with some queries. */
size_t test_compare_many(struct test *test, struct store *store, size_t count);
/* What is kept for the first screen, where it is, by a handle that has asked nothing yet. */
void test_compare_start(struct test *test);

#endif
