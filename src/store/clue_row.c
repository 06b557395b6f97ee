/* The clues of a posting's row. */
#include "config.h"

#include "store/clue_row_int.h"

#include "store/store_int.h"
#include "util/hash.h"

#include <stdio.h>

/* A key may have a number behind it. */
uint64_t clue_of_content(const char *content)
{
	char hex[HASH_HEX_LEN + 1];

	snprintf(hex, sizeof hex, "%s", content);
	return clue_text(CLUE_CONTENT, hex);
}

void clue_row_add(struct clues *clues, const struct clue_row *row)
{
	const struct likeness *likeness = row->likeness;

	if (row->content)
		clues_add(clues, clue_of_content(row->content), row->posting);
	if (row->key)
		clues_add(clues, clue_of_content(row->key), row->posting);
	if (row->ref)
		clues_add(clues, clue_text(CLUE_REF, row->ref), row->posting);
	if (row->url)
		clues_add(clues, clue_texts(CLUE_LINK, row->url, row->title), row->posting);
	if (likeness->alike.company != 0 && alike_has_text(&likeness->signature))
		clues_add(clues, clue_number(CLUE_ALIKE, likeness->alike.company), row->posting);
	for (size_t i = 0; i < likeness->meeting_count; i++)
		clues_add(clues, clue_number(CLUE_MEETING, likeness->meetings[i]), row->posting);
}

static const char *text_of(sqlite3_stmt *stmt, int at)
{
	return (const char *)sqlite3_column_text(stmt, at);
}

static void add_row(struct clues *clues, sqlite3_stmt *stmt)
{
	struct likeness likeness;
	struct clue_row row = { .likeness = &likeness };
	int at = LIKENESS_COLUMN_COUNT;

	likeness_read_columns(stmt, &likeness);
	row.posting = likeness.id;
	row.content = text_of(stmt, at++);
	row.key = text_of(stmt, at++);
	row.ref = text_of(stmt, at++);
	row.url = text_of(stmt, at++);
	row.title = text_of(stmt, at);
	clue_row_add(clues, &row);
}

bool clue_rows_add(struct store *store, size_t count, int64_t *after, bool *is_last,
		   struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT " LIKENESS_COLUMNS ", p.content, p.key, p.ref, p.url, p.title"
		" FROM posting p WHERE p.id > ? ORDER BY p.id", err);
	enum stmt_step step = STMT_ROW;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, *after);
	while (clues_place(store->clues) < count &&
	       (step = stmt_step(&store->connection, stmt, err)) == STMT_ROW) {
		*after = sqlite3_column_int64(stmt, 0);
		add_row(store->clues, stmt);
	}
	sqlite3_reset(stmt);
	*is_last = step == STMT_DONE;
	return step != STMT_FAILED;
}
