/*
 * Time zones as people write them: by an abbreviation or by the distance from UTC.
 *
 * An abbreviation stands for one distance: "CET" for one hour east all year, "CEST" for two. One
 * that leaves it open ("ET") stands for the standard time.
 */
#ifndef SHORTLIST_POSTING_ZONE_H
#define SHORTLIST_POSTING_ZONE_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

/* The most that a clock is off UTC, either way. */
#define ZONE_MINUTES_MAX (14 * 60)

/* Reads a zone at the start of TEXT: "cet", "UTC+2", "GMT -3:30", "+5.5". Returns the bytes that
 * were read, 0 for none; *minutes is minutes east of UTC. */
size_t zone_parse(const char *text, size_t len, int *minutes);

/* Whether some zone's name begins with the letters of TEXT, all of which are letters. */
bool zone_begins(const char *text, size_t len);

/* Adds "UTC", "UTC+2" or "UTC-3:30". */
void zone_format(struct strbuf *out, int minutes);

/* The range of zones as text: "UTC-2 to UTC+4", "UTC+1"; nothing where MIN > MAX. */
void zone_format_range(struct strbuf *out, int min, int max);

#endif
