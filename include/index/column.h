/*
 * Columns: one fact of all postings, by number, in memory.
 *
 * A number column has one number a posting, a name column any number of names. They are kept in
 * pieces of a block each or less, as bytes that say how to read them; a piece may be damaged,
 * and then reading it says so and stays in bounds. A posting without a piece knows nothing.
 */
#ifndef SHORTLIST_INDEX_COLUMN_H
#define SHORTLIST_INDEX_COLUMN_H

#include "index/bitset.h"
#include "util/strbuf.h"

#define NUMBER_NONE INT64_MIN    /* not known */

struct number_column {
	int64_t *values;
	size_t count;            /* postings below this have a place */
	size_t cap;
};

void number_column_release(struct number_column *column);
/* Makes room for the numbers below COUNT, all unknown; never shrinks. */
void number_column_grow(struct number_column *column, size_t count);
void number_column_set(struct number_column *column, uint32_t number, int64_t value);

/* Adds the piece of the postings [first, limit) to OUT; and reads one that starts at FIRST. */
void number_column_write(const struct number_column *column, uint32_t first, uint32_t limit,
			 struct strbuf *out);
bool number_column_read(struct number_column *column, uint32_t first, const void *bytes,
			size_t len);

/* Adds the postings whose range [low, high], of which either end may be unknown (then it is the
 * other), meets [min, max]. LOW and HIGH may be the same column. */
void number_columns_meet(const struct number_column *low, const struct number_column *high,
			 int64_t min, int64_t max, struct bitset *set);

struct name_column {
	uint32_t *starts;        /* of a posting's names in `values` */
	uint16_t *counts;
	size_t count, cap;
	uint32_t *values;        /* numbers of names */
	size_t value_count, value_cap;
	char **names;            /* by their number, from 0 */
	size_t name_count, name_cap;
	uint32_t *slots;         /* of the hash of names */
	size_t slot_count;
};

void name_column_release(struct name_column *column);
void name_column_grow(struct name_column *column, size_t count);

/* The number of a name; made where it is new. And that of one that is known; UINT32_MAX else. */
uint32_t name_column_name(struct name_column *column, const char *name);
uint32_t name_column_find(const struct name_column *column, const char *name);

/* What a posting has, instead of what it had; at most 65,535 names, none twice. */
void name_column_set(struct name_column *column, uint32_t number, const uint32_t *names,
		     size_t count);

void name_column_write(const struct name_column *column, uint32_t first, uint32_t limit,
		       struct strbuf *out);
bool name_column_read(struct name_column *column, uint32_t first, const void *bytes, size_t len);

#endif
