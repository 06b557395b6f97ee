/* Taking a posting out of its cluster because the user says that it is another job. */
#include "config.h"

#include "store/track.h"

#include "store/cluster_int.h"
#include "store/journal_int.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/vec.h"

#include <stdlib.h>

struct keys { char **items; size_t count, cap; };

static void keys_release(struct keys *keys)
{
	for (size_t i = 0; i < keys->count; i++)
		free(keys->items[i]);
	VEC_RELEASE(keys);
}

static bool read_others(struct store *store, int64_t id, struct keys *keys, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT key FROM posting WHERE cluster > 0 AND id <> ?1 AND cluster ="
		" (SELECT cluster FROM posting WHERE id = ?1) ORDER BY id", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	while ((step = stmt_step(&store->connection, stmt, err)) == STMT_ROW)
		*VEC_PUSH(keys) = stmt_column_text(stmt, 0);
	if (step == STMT_FAILED)
		return false;
	return keys->count > 0 || err_set(err, STATUS_PARTIAL, "this posting has no copies");
}

static bool set_apart(struct journal *journal, const char *key, const struct keys *others,
		      struct err *err)
{
	static const struct mark_value set = { .number = 1, .is_set = true };
	bool ok = true;

	for (size_t i = 0; ok && i < others->count; i++) {
		struct strbuf name = STRBUF_INIT;

		strbuf_printf(&name, CLUSTER_APART "%s", others->items[i]);
		ok = journal_change(journal, key, name.text, &set, err);
		strbuf_release(&name);
	}
	return ok;
}

/* The others are named by marks. */
static bool note_others(struct store *store, int64_t id, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"INSERT OR IGNORE INTO marked(key, posting) SELECT key, id FROM posting"
		" WHERE cluster > 0 AND cluster = (SELECT cluster FROM posting WHERE id = ?)", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	return stmt_run(&store->connection, stmt, err);
}

static bool split(struct journal *journal, int64_t id, const struct keys *others, struct err *err)
{
	char *key = marks_key(journal->store, id, err);
	bool ok = key && note_others(journal->store, id, err) &&
		  set_apart(journal, key, others, err) &&
		  cluster_settle(journal->store, id, err);

	free(key);
	return ok;
}

bool track_split(struct store *store, int64_t id, char **said, struct err *err)
{
	char *sentence = xstrdup("taken apart from its copies");
	struct keys others = { 0 };
	struct journal journal;
	bool ok = read_others(store, id, &others, err) &&
		  journal_begin(&journal, store, sentence, err) &&
		  journal_end(&journal, split(&journal, id, &others, err), err);

	keys_release(&others);
	if (ok && said)
		*said = sentence;
	else
		free(sentence);
	return ok;
}
