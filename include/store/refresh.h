/* How the last refresh of each entry of sources.yaml went. */
#ifndef SHORTLIST_STORE_REFRESH_H
#define SHORTLIST_STORE_REFRESH_H

#include "store/store.h"
#include "util/err.h"

#include <stdbool.h>
#include <stdint.h>

struct refresh {
	int64_t began, ended;    /* seconds since the epoch; 0: never */
	bool ok;
	char *message;           /* why it failed, a sentence, not gated; NULL: it did not */
	int64_t new_count, changed, unchanged, gone; /* postings */
};

void refresh_release(struct refresh *refresh);

/* Fills *refresh (zeroed) with the last one of the source NAME; all zero where there was none. */
bool refresh_get(struct store *store, const char *name, struct refresh *refresh, struct err *err);

/* One transaction of its own. */
bool refresh_put(struct store *store, const char *name, const struct refresh *refresh,
		 struct err *err);

#endif
