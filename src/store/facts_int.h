/*
 * The facts of postings that are kept as columns (index/column.h): what is compared with a range,
 * what is sorted by and what is counted by name. A column is one row of a table here; from there it
 * is read of the rows of postings, written into pieces and read back.
 */
#ifndef SHORTLIST_STORE_FACTS_INT_H
#define SHORTLIST_STORE_FACTS_INT_H

#include "index/column.h"
#include "store/store.h"
#include "util/strbuf.h"

#include <stdint.h>

enum number_fact {
	NUMBER_POSTED, NUMBER_EXPIRES, NUMBER_YEARS_MIN, NUMBER_YEARS_MAX, NUMBER_PAY_MIN,
	NUMBER_PAY_MAX, NUMBER_OFFICE_DAYS, NUMBER_ZONE_MIN, NUMBER_ZONE_MAX, NUMBER_WORKPLACE,
	NUMBER_EMPLOYMENT, NUMBER_SENIORITY, NUMBER_VISA, NUMBER_CLEARANCE, NUMBER_EDUCATION,
	NUMBER_FACTS
};

/* Places are named as in terms_place(), each with all that it lies in; sources are folders. */
enum name_fact { NAME_PLACE, NAME_STACK, NAME_LANGUAGE, NAME_COMPANY, NAME_SOURCE, NAME_FACTS };

/* Whether a place is a country or an area of several, and no part of one. */
bool facts_is_country(const char *name);
bool facts_is_area(const char *name);

/* Reads the facts of the postings [first, limit) from their rows; the column has room for them. */
bool facts_read_numbers(struct store *store, enum number_fact fact, int64_t first, int64_t limit,
			struct number_column *column, struct err *err);
bool facts_read_names(struct store *store, enum name_fact fact, int64_t first, int64_t limit,
		      struct name_column *column, struct err *err);

/* Writes all pieces of a segment, in a transaction of its own. */
bool facts_write_pieces(struct store *store, int64_t segment, int64_t first, int64_t limit,
			struct err *err);

/* Reads a segment's piece; its rows, where it is not there or damaged. */
bool facts_read_number_piece(struct store *store, enum number_fact fact, int64_t segment,
			     int64_t first, int64_t limit, struct number_column *column,
			     struct err *err);
bool facts_read_name_piece(struct store *store, enum name_fact fact, int64_t segment,
			   int64_t first, int64_t limit, struct name_column *column,
			   struct err *err);

/* Counts the pieces of a segment that say something else than the rows of its postings, BUT for
 * some of these. */
bool facts_check_pieces(struct store *store, int64_t segment, int64_t first, int64_t limit,
			const struct bitset *but, size_t *wrong, struct err *err);

#endif
