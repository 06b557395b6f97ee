/*
 * The engine: what a connection has in memory to answer queries with.
 *
 * It is a picture of the database as it was at one moment: engine_enter() brings it up to date and
 * holds that moment until engine_leave(). Sets of postings are read when they are asked for, and
 * the ones that were asked for last are kept; columns and orders likewise.
 */
#ifndef SHORTLIST_STORE_ENGINE_INT_H
#define SHORTLIST_STORE_ENGINE_INT_H

#include "index/bitset.h"
#include "index/inverse.h"
#include "index/order.h"
#include "index/rows.h"
#include "index/tail.h"
#include "store/facts_int.h"
#include "store/store.h"
#include "store/tokens_int.h"

#include <stdbool.h>
#include <stdint.h>

struct engine_segment { int64_t id, first, end; };

/* A set that was asked for, by what it is called. */
struct kept_set {
	char *key;
	struct bitset set;
	struct bitset members;   /* of clusters (index/rows.h); no words: not looked up */
	uint64_t used;           /* when last */
	bool is_live;            /* it may change without a posting being put: of marks, clusters */
};

/* An order likewise, by its sort: terms. */
struct kept_order { char *key; struct order order; uint64_t used; bool is_live; };

struct engine {
	struct store *store;
	int depth;               /* of engine_enter() */
	bool has_begun;          /* a transaction of its own */
	uint64_t stamp;          /* another one after each change of anything */
	uint64_t clock;          /* counts what is asked for */
	/* The moment: counters of the database, of other connections and of this one. */
	int64_t change, layout, sealed, phrased, data_version, writes;
	int64_t last_run, last_segment; /* the highest that were read */
	uint32_t limit;          /* above every posting */
	struct { struct engine_segment *items; size_t count, cap; } segments;
	struct tail *tail;
	struct bitset all;       /* every posting */
	struct bitset overridden;/* those of the tail: segments do not speak for them */
	struct number_column numbers[NUMBER_FACTS];
	struct name_column names[NAME_FACTS];
	bool has_numbers[NUMBER_FACTS], has_names[NAME_FACTS];
	bool is_order_warm;      /* the order of most queries was made ahead */
	size_t names_read[NAME_FACTS]; /* the segments whose pieces a column has that is begun */
	uint64_t *all_counts[NAME_FACTS]; /* the rows that have each name; NULL: not counted */
	struct inverse inverses[NAME_FACTS];
	bool has_inverse[NAME_FACTS]; /* else it is not made to its end */
	struct rows rows;
	bool has_rows;
	struct { struct kept_set **items; size_t count, cap; } sets;
	struct { struct kept_order **items; size_t count, cap; } orders;
	struct tokens *tokens;   /* NULL before the first */
};

/* The engine of the store, at the state that the database is in now; until engine_leave() it stays
 * in that state. Calls may nest. NULL where the store failed. */
struct engine *engine_enter(struct store *store, struct err *err);
void engine_leave(struct engine *engine);
void engine_free(struct engine *engine);

/* The rest is for between enter and leave. */

/* A column, read when it is first asked for; NULL where the store failed. */
const struct number_column *engine_numbers(struct engine *engine, enum number_fact fact,
					   struct err *err);
const struct name_column *engine_names(struct engine *engine, enum name_fact fact,
				       struct err *err);
/* Reads a part of a column of names; *is_done after the last one. */
bool engine_read_names(struct engine *engine, enum name_fact fact, bool *is_done,
		       struct err *err);
/* The columns that are in memory take in the pieces of a segment. */
bool engine_read_pieces(struct engine *engine, const struct engine_segment *segment,
			struct err *err);
/* After companies were read: those that differ in case only become one. */
void engine_unite_companies(struct engine *engine);
/* The rows that have each of a column's names, in all; the column is in memory. */
const uint64_t *engine_all_counts(struct engine *engine, enum name_fact fact, struct rows *rows);
/* The clusters; likewise. */
struct rows *engine_rows(struct engine *engine, struct err *err);
/* The inverse of a column, of places that of countries and areas alone; NULL before it was made,
 * which takes a while, and so is done piece by piece while nobody waits. The column and the rows
 * are in memory. */
const struct inverse *engine_inverse(const struct engine *engine, enum name_fact fact);
void engine_make_inverse(struct engine *engine, enum name_fact fact);

/* The set that is kept by that name, NULL where there is none; and a new one, empty, to be
 * filled by the caller. Both stay until the last engine_leave(). */
const struct bitset *engine_kept(struct engine *engine, const char *key);
struct bitset *engine_keep(struct engine *engine, const char *key, bool is_live);
/* The members of clusters of a set that is kept; NULL of another. The rows are in memory. */
const struct bitset *engine_members(struct engine *engine, const struct bitset *set);
/* Takes back what engine_keep() gave last and could not be filled. Returns false. */
bool engine_unkeep(struct engine *engine);

/* The same for orders, which the caller makes with order_init(). */
const struct order *engine_kept_order(struct engine *engine, const char *key);
struct order *engine_keep_order(struct engine *engine, const char *key, bool is_live);

/* Fills an empty set with the postings that have a term; a term that begins so. */
bool engine_read_term(struct engine *engine, const char *term, size_t len, struct bitset *set,
		      struct err *err);
bool engine_read_prefix(struct engine *engine, const char *term, size_t len, struct bitset *set,
			struct err *err);

#endif
