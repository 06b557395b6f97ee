/* Knowing postings again: which rows those of a file are. */
#include "config.h"

#include "store/identify_int.h"

#include "store/store_int.h"

#include <string.h>

static void add_text(struct hash *hash, const char *text)
{
	hash_add(hash, text ? text : "", text ? strlen(text) + 1 : 0);
}

/* What a posting says; not what was understood of it, which may differ with a later version. */
static void hash_posting(const struct posting *posting, char hex[HASH_HEX_LEN + 1])
{
	struct hash hash;

	hash_init(&hash);
	add_text(&hash, posting->title_inferred ? NULL : posting->title);
	add_text(&hash, posting->company);
	add_text(&hash, posting->url);
	hash_add(&hash, posting->body.text, posting->body.len);
	hash_hex(&hash, hex);
}

static void take(struct putting *put, size_t at, int64_t id)
{
	put->ids[at] = id;
	if (id > 0)
		id_set_add(&put->taken, id);
}

bool identify_by_content(struct putting *put, size_t at, struct err *err)
{
	struct connection *connection = &put->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT id FROM posting WHERE content = ? ORDER BY id LIMIT 1", err);
	int64_t id;

	if (!stmt)
		return false;
	stmt_text(stmt, 1, put->contents[at]);
	if (!stmt_value(connection, stmt, 0, &id, err))
		return false;
	take(put, at, id);
	return true;
}

/* The same link and title, unless another posting of the file is that row, or another file holds
 * it: the jobs of one page often share both. */
static bool find_by_link(struct putting *put, size_t at, struct err *err)
{
	struct connection *connection = &put->store->connection;
	const struct posting *posting = &put->file->postings[at];
	enum stmt_step step;
	sqlite3_stmt *stmt;

	if (put->ids[at] > 0 || !posting->url)
		return true;
	stmt = stmt_get(connection, "SELECT id FROM posting WHERE url = ?1 AND title IS ?2 AND NOT"
			" EXISTS (SELECT 1 FROM origin WHERE origin.posting = posting.id AND"
			" source <> ?3) ORDER BY id", err);
	if (!stmt)
		return false;
	stmt_text(stmt, 1, posting->url);
	stmt_text(stmt, 2, posting->title);
	stmt_int(stmt, 3, put->source);
	while ((step = stmt_step(connection, stmt, err)) == STMT_ROW) {
		int64_t id = sqlite3_column_int64(stmt, 0);

		if (id_set_has(&put->taken, id))
			continue;
		take(put, at, id);
		break;
	}
	sqlite3_reset(stmt);
	return step != STMT_FAILED;
}

/* The same place of the same file, unless what stood there was found elsewhere in it. */
static bool find_by_place(struct putting *put, size_t at, struct err *err)
{
	struct connection *connection = &put->store->connection;
	sqlite3_stmt *stmt;
	int64_t id;

	if (put->ids[at] > 0 || put->is_stream)
		return true;
	stmt = stmt_get(connection, "SELECT posting FROM origin WHERE source = ? AND ordinal = ?",
			err);
	if (!stmt)
		return false;
	stmt_int(stmt, 1, put->source);
	stmt_int(stmt, 2, (int64_t)at);
	if (!stmt_value(connection, stmt, 0, &id, err))
		return false;
	if (id > 0 && !id_set_has(&put->taken, id))
		take(put, at, id);
	return true;
}

bool identify_rows(struct putting *put, struct err *err)
{
	for (size_t i = 0; i < put->file->count; i++) {
		hash_posting(&put->file->postings[i], put->contents[i]);
		if (!identify_by_content(put, i, err))
			return false;
	}
	for (size_t i = 0; i < put->file->count; i++)
		if (!find_by_link(put, i, err))
			return false;
	for (size_t i = 0; i < put->file->count; i++)
		if (!find_by_place(put, i, err))
			return false;
	return true;
}
