/* What a posting said before. */
#ifndef SHORTLIST_STORE_VERSION_INT_H
#define SHORTLIST_STORE_VERSION_INT_H

#include "store/store.h"
#include "util/err.h"

#include <stdbool.h>
#include <stdint.h>

/* Puts what posting ID says now into its history, before TODAY something else takes its place. */
bool version_keep(struct store *store, int64_t id, int32_t today, struct err *err);

#endif
