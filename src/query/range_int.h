/*
 * Ranges as they are typed: amounts of pay, numbers, dates, ages, time zones, choices that rise.
 *
 *     150k   >=150k   <5   3+   120..160k   ..2026-11   2w..   <14d   yesterday   utc-5..utc+1
 *     <=bachelor
 *
 * A date stands for all its days (2026-11 for the month). An age counts back from today, and
 * forward for the day a posting expires: posted:<14d is younger than that, expires:<14d within
 * that. Alone, an age means "at most". The k of 120..160k counts for both ends.
 */
#ifndef SHORTLIST_QUERY_RANGE_INT_H
#define SHORTLIST_QUERY_RANGE_INT_H

#include "posting/field.h"
#include "query/query.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether the values of a field are ranges. (Those of choices that rise may be.) */
bool range_is_of(enum field_kind kind);

/* The bytes of an operator before a choice of FIELD: 2 of "<=bachelor"; 0 where they do not
 * rise. */
size_t range_op(const struct field *field, const char *text, size_t len);

/* Fills min, max and currency of *value from the LEN bytes of TEXT; false where they are no
 * range. */
bool range_read(const struct field *field, const char *text, size_t len, int32_t today,
		struct query_value *value);

/* Whether TEXT, which is no range, may become one as more is typed. */
bool range_may_become(enum field_kind kind, const char *text, size_t len);

/* How a range of the kind is written, for messages. */
const char *range_forms(enum field_kind kind);

#endif
