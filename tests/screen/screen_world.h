/*
 * Postings for the screen tests: a fixed market that no change of the readers and extractors moves.
 */
#ifndef SHORTLIST_TESTS_SCREEN_WORLD_H
#define SHORTLIST_TESTS_SCREEN_WORLD_H

#include "posting/place.h"
#include "store/store.h"
#include "util/err.h"

#include <stdbool.h>
#include <stdint.h>

/* Puts the postings of the table into an empty store. */
bool screen_world_put(struct store *store, const struct gazetteer *gazetteer, int32_t today,
		      struct err *err);

/* Puts one posting, in three versions, into an empty store. */
bool screen_world_change(struct store *store, const struct gazetteer *gazetteer, int32_t today,
			 struct err *err);

#endif
