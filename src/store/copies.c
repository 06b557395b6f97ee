/* What a posting's copies add to it: how many there are, and since when. */
#include "config.h"

#include "store/copies_int.h"

#include "store/store_int.h"
#include "util/date.h"

static int32_t earlier(int32_t a, int32_t b)
{
	if (a == DATE_UNKNOWN || b == DATE_UNKNOWN)
		return a == DATE_UNKNOWN ? b : a;
	return a < b ? a : b;
}

bool copies_read(struct store *store, int64_t id, struct record *record, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT count(*), min(q.posted), min(q.added) FROM posting p JOIN posting q"
		" ON q.cluster > 0 AND q.cluster = p.cluster WHERE p.id = ?", err);
	enum stmt_step step;
	int32_t posted;

	record->copies = 1;
	record->first_seen = earlier(record->posting.posted, record->added);
	record->is_repost = false;
	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	step = stmt_step(&store->connection, stmt, err);
	if (step == STMT_ROW && sqlite3_column_int64(stmt, 0) > 0) {
		posted = (int32_t)stmt_column_known(stmt, 1, DATE_UNKNOWN);
		record->copies = sqlite3_column_int64(stmt, 0);
		record->first_seen = earlier(posted, (int32_t)sqlite3_column_int64(stmt, 2));
		record->is_repost = posted != DATE_UNKNOWN &&
				    record->posting.posted != DATE_UNKNOWN &&
				    posted <= record->posting.posted - REPOST_DAYS;
	}
	sqlite3_reset(stmt);
	return step != STMT_FAILED;
}
