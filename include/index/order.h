/*
 * Orders: all postings sorted by columns, and the walk through those of a set.
 */
#ifndef SHORTLIST_INDEX_ORDER_H
#define SHORTLIST_INDEX_ORDER_H

#include "index/bitset.h"
#include "index/rows.h"

/* A column by which is sorted: VALUES by posting, as many as the order has postings; what is
 * NUMBER_NONE comes last either way. */
struct order_key { const int64_t *values; bool is_descending; };

struct order {
	uint32_t *postings;      /* in order: every number below `count` */
	uint32_t *places;        /* by posting: where it stands */
	size_t count;
};

/* Sorts the postings below COUNT by the keys, the first one first, and last by their numbers. */
void order_init(struct order *order, const struct order_key *keys, size_t key_count, size_t count);
void order_release(struct order *order);

/*
 * The rows of a set, in order: of a cluster the first posting of the set stands for all, its lead.
 * The walk stands somewhere in the order and knows how many leads are before it; it goes from there
 * to where it is asked for. Order, rows and set must outlive it and not change.
 */
struct walk {
	const struct order *order;
	struct rows *rows;       /* NULL: each posting is a row */
	const struct bitset *set;
	size_t step;             /* where it stands, in steps of a number of places */
	size_t before;           /* the leads before that */
	struct bitset leads;     /* all of them, when it has gone far */
	bool has_leads;
	uint32_t *sorted;        /* instead, where they are few: all leads, in order */
	size_t sorted_count;
	bool is_sorted;
};

void walk_init(struct walk *walk, const struct order *order, struct rows *rows,
	       const struct bitset *set);
void walk_release(struct walk *walk);

/* The leads from place FIRST on, at most COUNT; how many. */
size_t walk_get(struct walk *walk, size_t first, size_t count, uint32_t *postings);

/* The place of the row that a posting is or is behind; SIZE_MAX where the set has none of it. */
size_t walk_place(struct walk *walk, uint32_t posting);

#endif
