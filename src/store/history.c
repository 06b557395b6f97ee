/* What the journal says of one posting. */
#include "config.h"

#include "store/history_int.h"

#include "posting/field.h"
#include "store/store_int.h"
#include "util/date.h"
#include "util/vec.h"

static const char *stage_name(sqlite3_stmt *stmt, int column)
{
	const struct field *field = field_get(FIELD_STAGE);
	int64_t stage = stmt_column_known(stmt, column, STAGE_NONE);

	for (int64_t i = 0; i <= stage && field->choices[i].name; i++)
		if (i == stage)
			return field->choices[i].name;
	return "none";
}

bool history_read(struct store *store, const char *key, struct record *record, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT j.at, c.after FROM journal_change c JOIN journal j ON j.id = c.entry"
		" WHERE c.key = ? AND c.name = 'stage' AND NOT j.is_undone"
		" ORDER BY j.id, c.ordinal", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_text(stmt, 1, key);
	while ((step = stmt_step(&store->connection, stmt, err)) == STMT_ROW) {
		*VEC_PUSH(&record->history) = (struct record_step){
			.day = date_from_seconds(sqlite3_column_int64(stmt, 0)),
			.what = stage_name(stmt, 1),
		};
	}
	return step == STMT_DONE;
}
