/*
 * What of a posting's row is compared to find its cluster, and where those meet that may be of one:
 * hashes, of which they share one.
 */
#ifndef SHORTLIST_STORE_LIKENESS_INT_H
#define SHORTLIST_STORE_LIKENESS_INT_H

#include "posting/alike.h"
#include "posting/gazetteer.h"
#include "posting/posting.h"
#include "store/stmt_int.h"
#include "util/strbuf.h"

/* Of a posting's places, by which it may be found, and its link. */
#define LIKENESS_PLACES 8
#define LIKENESS_MEETINGS (2 * SIGNATURE_BANDS + LIKENESS_PLACES + 1)

struct likeness {
	int64_t id, cluster;
	struct alike alike;
	struct signature signature;
	int64_t meetings[LIKENESS_MEETINGS]; /* rising, none twice */
	size_t meeting_count;
};

/* Of a posting that has no row yet: its id and its cluster are 0. */
void likeness_make(struct likeness *likeness, const struct posting *posting,
		   const struct gazetteer *gazetteer);

/* The columns of posting p that likeness_read_columns() takes from the first on. */
#define LIKENESS_COLUMNS "p.id, p.cluster, p.job, p.alike, p.signature, p.meetings"
#define LIKENESS_COLUMN_COUNT 6
void likeness_read_columns(sqlite3_stmt *stmt, struct likeness *likeness);

/* Adds the meetings as they are stored: numbers divided by blanks. */
void likeness_meetings(const struct likeness *likeness, struct strbuf *text);

/* Binds job, alike, signature and meetings (as they are stored, for as long as the statement runs)
 * from parameter AT on; returns the next. */
int likeness_bind(sqlite3_stmt *stmt, int at, const struct likeness *likeness,
		  const struct strbuf *meetings);

/* Of the row of a posting; id 0 where there is none. */
bool likeness_read(struct connection *connection, int64_t id, struct likeness *likeness,
		   struct err *err);

bool likeness_meets_at(const struct likeness *likeness, int64_t meeting);

#endif
