/*
 * Dates as days since 1970-01-01 (proleptic Gregorian, UTC), from 1970 to 2200; and the clock.
 *
 * Civil-day arithmetic is Howard Hinnant's (public domain, "chrono-compatible low-level date
 * algorithms"); no time zone database and no locale is asked.
 */
#ifndef SHORTLIST_UTIL_DATE_H
#define SHORTLIST_UTIL_DATE_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DATE_UNKNOWN INT32_MIN

/* DATE_UNKNOWN where the day does not exist or lies outside 1970 to 2200. */
int32_t date_from_civil(int64_t year, int64_t month, int64_t day);
void date_to_civil(int32_t days, int *year, int *month, int *day);

/* The day of a moment in seconds since the epoch; DATE_UNKNOWN out of range. */
int32_t date_from_seconds(int64_t seconds);

/* Reads an ISO 8601 date or date and time, "2026-11-22" or "2026-11-22T09:30:00-05:00" (also with a
 * blank for T; the day is taken in UTC where a zone is given), from the start of TEXT. Returns the
 * bytes read, 0 where there is none. */
size_t date_parse_iso(const char *text, size_t len, int32_t *days);

/* Reads a month's name or its short form ("Sept") in English, German, French, Spanish or Dutch,
 * without accents, from the start of TEXT: 1 to 12 into *month, and the bytes read; 0 where there
 * is none. */
size_t date_parse_month(const char *text, size_t len, int *month);

/* Reads an amount of time such as "14d", "3w", "6m" or "6mo", "1y", "12h" from the start of TEXT:
 * days into *days (a month is 30, a year 365; hours count as whole days, downwards). Returns the
 * bytes read, 0 where there is none. */
size_t date_parse_span(const char *text, size_t len, int32_t *days);

/* Adds "2026-11-22"; nothing for an unknown day. */
void date_format_iso(struct strbuf *out, int32_t days);
/* Adds an age such as "today", "2d", "5w", "7mo", "3y" for a day seen from TODAY: days up to 13,
 * then weeks up to 8, months, and years; "in 3d" for one to come; nothing for an unknown day. */
void date_format_age(struct strbuf *out, int32_t days, int32_t today);

/* Seconds since the epoch: SHORTLIST_NOW (ISO 8601) where it is set, else the system's clock. */
int64_t clock_seconds(void);
int32_t clock_today(void);

/* Milliseconds of a clock that never goes back, for how long something takes. */
int64_t clock_ms(void);

#endif
