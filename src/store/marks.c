/* Reading and writing single marks. */
#include "config.h"

#include "store/marks_int.h"

#include "store/store_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/vec.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void mark_value_release(struct mark_value *value)
{
	free(value->text);
	memset(value, 0, sizeof *value);
}

bool mark_value_equal(const struct mark_value *a, const struct mark_value *b)
{
	if (a->is_set != b->is_set || (a->text == NULL) != (b->text == NULL))
		return false;
	if (!a->is_set)
		return true;
	return a->text ? strcmp(a->text, b->text) == 0 : a->number == b->number;
}

void mark_value_bind(sqlite3_stmt *stmt, int at, const struct mark_value *value)
{
	if (!value->is_set)
		stmt_text(stmt, at, NULL);
	else if (value->text)
		stmt_text(stmt, at, value->text);
	else
		stmt_int(stmt, at, value->number);
}

void mark_value_column(sqlite3_stmt *stmt, int column, struct mark_value *value)
{
	int type = sqlite3_column_type(stmt, column);

	memset(value, 0, sizeof *value);
	value->is_set = type != SQLITE_NULL;
	if (type == SQLITE_INTEGER)
		value->number = sqlite3_column_int64(stmt, column);
	else
		value->text = stmt_column_text(stmt, column);
}

bool mark_get(struct store *store, const char *key, const char *name, struct mark_value *value,
	      struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT value FROM mark WHERE key = ? AND name = ?", err);
	enum stmt_step step;

	memset(value, 0, sizeof *value);
	if (!stmt)
		return false;
	stmt_text(stmt, 1, key);
	stmt_text(stmt, 2, name);
	step = stmt_step(&store->connection, stmt, err);
	if (step == STMT_ROW)
		mark_value_column(stmt, 0, value);
	sqlite3_reset(stmt);
	return step != STMT_FAILED;
}

/* Marks that change neither which postings are shown nor how many have a value. */
static bool is_silent(const char *name)
{
	return strcmp(name, "seen") == 0 || strcmp(name, "notes") == 0 ||
	       strcmp(name, "shortlist") == 0;
}

bool mark_set(struct store *store, const char *key, const char *name,
	      const struct mark_value *value, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, value->is_set
		? "INSERT OR REPLACE INTO mark(key, name, value) VALUES(?, ?, ?)"
		: "DELETE FROM mark WHERE key = ? AND name = ?", err);

	if (!stmt)
		return false;
	stmt_text(stmt, 1, key);
	stmt_text(stmt, 2, name);
	if (value->is_set)
		mark_value_bind(stmt, 3, value);
	return stmt_run(&store->connection, stmt, err) &&
	       (is_silent(name) ||
		stmt_exec(&store->connection, "UPDATE engine SET marked = marked + 1", err));
}

bool marks_note(struct store *store, int64_t id, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"INSERT OR IGNORE INTO marked(key, posting) SELECT key, id FROM posting"
		" WHERE id = ?", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	return stmt_run(&store->connection, stmt, err);
}

char *marks_key(struct store *store, int64_t id, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, "SELECT key FROM posting WHERE id = ?",
				      err);
	char *key = NULL;

	if (!stmt || (!sqlite3_get_autocommit(store->connection.db) && !marks_note(store, id, err)))
		return NULL;
	stmt_int(stmt, 1, id);
	switch (stmt_step(&store->connection, stmt, err)) {
	case STMT_ROW:
		key = stmt_column_text(stmt, 0);
		break;
	case STMT_DONE:
		err_set(err, STATUS_NO_INPUT, "there is no posting %" PRId64, id);
		break;
	case STMT_FAILED:
		break;
	}
	sqlite3_reset(stmt);
	return key;
}

static void read_shortlist(struct marks *marks, struct mark_value *value)
{
	marks->is_shortlisted = true;
	marks->position = value->number;
}

static void read_stage(struct marks *marks, struct mark_value *value)
{
	marks->stage = (enum stage)value->number;
}

static void read_notes(struct marks *marks, struct mark_value *value)
{
	free(marks->notes);
	marks->notes = value->text;
	value->text = NULL;
}

static void read_hidden(struct marks *marks, struct mark_value *value)
{
	marks->is_hidden = true;
	if (!value->text || !value->text[0])
		return;
	free(marks->hidden_reason);
	marks->hidden_reason = value->text;
	value->text = NULL;
}

static void read_seen(struct marks *marks, struct mark_value *value)
{
	marks->is_seen = true;
	marks->seen_version = (int)value->number;
}

static void read_mark(struct marks *marks, const char *name, struct mark_value *value)
{
	static const struct {
		const char *name;
		void (*read)(struct marks *marks, struct mark_value *value);
	} table[] = {
		{ "shortlist", read_shortlist }, { "stage", read_stage }, { "notes", read_notes },
		{ "hidden", read_hidden }, { "seen", read_seen },
	};

	if (ascii_starts(name, "tag/")) {
		*VEC_PUSH(&marks->tags) = xstrdup(name + strlen("tag/"));
		return;
	}
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strcmp(table[i].name, name) == 0)
			table[i].read(marks, value);
}

bool marks_read(struct store *store, const char *key, struct marks *marks, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT name, value FROM mark WHERE key = ? ORDER BY name", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_text(stmt, 1, key);
	while ((step = stmt_step(&store->connection, stmt, err)) == STMT_ROW) {
		struct mark_value value;

		mark_value_column(stmt, 1, &value);
		read_mark(marks, (const char *)sqlite3_column_text(stmt, 0), &value);
		mark_value_release(&value);
	}
	return step == STMT_DONE;
}
