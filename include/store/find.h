/*
 * Finding: the one interface that answers a query.
 *
 * An answer is the rows that a query selects, in its order: how many there are, any stretch of
 * their ids, where a posting stands among them, and how many have each value of a field. A row is a
 * job: of the postings that are copies of each other the first one that matches stands for all.
 * The answer holds no rows: each call asks for what is shown. An answer belongs to the state of the
 * store when it was made; make a new one after a change. Everything that shows or exports postings
 * goes through here.
 */
#ifndef SHORTLIST_STORE_FIND_H
#define SHORTLIST_STORE_FIND_H

#include "posting/field.h"
#include "posting/place.h"
#include "query/query.h"
#include "store/store.h"
#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct find;

/* Answers QUERY, which must outlive the answer. NULL where the store failed. */
struct find *find_new(struct store *store, const struct query *query, struct err *err);
void find_free(struct find *find);

/*
 * The same for somebody who waits at a screen: what does not fit into a frame (a phrase of very
 * common words, a text that no set knows) is left for later. Until then the answer holds every
 * posting that may match, so that its numbers mean "at most", and find_is_exact() is false.
 * find_refine() does what was left; where store_watch() breaks it off (STATUS_INTERRUPTED), what
 * was done is kept and it may be called again. After it the number, the order and the counts are
 * new.
 */
struct find *find_begin(struct store *store, const struct query *query, struct err *err);
bool find_is_exact(const struct find *find);
bool find_refine(struct find *find, struct err *err);

/* Brings into memory what later answers will need, a few milliseconds' worth a call. *is_done where
 * nothing is left to bring. For when the user is idle. */
bool find_warm(struct store *store, bool *is_done, struct err *err);

/* From now on every posting that matches is a row of its own. */
void find_spread(struct find *find);

/* The rows that are shown; those that would be shown as well, were nothing hidden by the user. */
int64_t find_total(const struct find *find);
int64_t find_hidden(const struct find *find);
/* The postings that match and are shown, be they rows or behind one. */
int64_t find_postings(const struct find *find);

/* The ids from place FIRST (0 is the top) on, at most COUNT; *got of them. */
bool find_ids(struct find *find, int64_t first, size_t count, int64_t *ids, size_t *got,
	      struct err *err);

/* The place in the order of the row that a posting is, or is behind; -1 where there is none. */
int64_t find_place(struct find *find, int64_t id, struct err *err);

/* Adds the other postings of the same job, in the answer's order, whether they match or not.
 * Release with VEC_RELEASE(). */
struct find_ids { int64_t *items; size_t count, cap; };
bool find_copies(struct find *find, int64_t id, struct find_ids *copies, struct err *err);

/* One value of a field and how many rows of the answer have it, in whichever of their postings. The
 * counts of a field ignore the query's own positive tests of that field, so that they say what
 * adding the value would give. */
struct facet_value {
	char *value;             /* as it stands in a query: "toronto", "remote", "<7d" */
	char *label;             /* as shown: "Toronto"; not gated */
	char *code;              /* a place: what to ask its parts by ("CA", "CA-ON"); else NULL */
	bool has_parts;          /* a country with regions, a region with cities */
	int64_t count;
};

struct facet_values {
	struct facet_value *items;
	size_t count, cap;
	int64_t unknown;         /* rows with a posting that states no value */
	size_t more;             /* values beyond LIMIT */
};

/* The values of FIELD, the most frequent first (choices in their own order, dates from young to
 * old), at most LIMIT. PARENT: for places the code of the place whose parts are wanted, NULL for
 * the countries. CONTAINS: only values whose label holds it (folded), NULL for all. Release with
 * facet_values_release(). */
bool find_facet(struct find *find, enum field_id field, const char *parent, const char *contains,
		size_t limit, struct facet_values *values, struct err *err);
void facet_values_release(struct facet_values *values);

/* The number of rows that QUERY selects; for hints. -1 where the store failed. */
int64_t find_count(struct store *store, const struct query *query, struct err *err);

/* The rows that all postings of the store make. */
int64_t find_all_rows(struct store *store);

#endif
