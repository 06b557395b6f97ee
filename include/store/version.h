/*
 * The history of a posting: what it said, from when to when.
 *
 * Versions are numbered from 1; the last one is what it says now. Of a text that changes very often
 * only the latest are kept.
 */
#ifndef SHORTLIST_STORE_VERSION_H
#define SHORTLIST_STORE_VERSION_H

#include "posting/field.h"
#include "posting/posting.h"
#include "store/store.h"
#include "util/err.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Texts are as written, not gated; NULL where it said none. */
struct version {
	int number;
	int32_t first;           /* the day it was first read */
	int32_t replaced;        /* the day it was no longer said; DATE_UNKNOWN: it is */
	char *source;            /* the file that said it */
	char *title, *company, *url;
	enum workplace workplace;
	char *places;            /* divided by "; " */
	char *pay;
	enum body_format format;
	struct strbuf body;
};

struct versions { struct version *items; size_t count, cap; };

/* Fills VERSIONS (zeroed, or released here first) with all versions of posting ID, the oldest
 * first, with their bodies. False where there is no such posting (STATUS_NO_INPUT) or the store
 * failed. Release with versions_release(). */
bool version_list(struct store *store, int64_t id, struct versions *versions, struct err *err);
void versions_release(struct versions *versions);

/* The facts of a version that are told beside its text, in the order in which they are told. */
#define VERSION_FACTS 6
extern const enum field_id version_facts[VERSION_FACTS];

/* What it says of one of them; NULL: nothing. As written, not gated. */
const char *version_fact(const struct version *version, enum field_id field);
/* Whether two versions say different things of it. */
bool version_differs(const struct version *one, const struct version *two, enum field_id field);

#endif
