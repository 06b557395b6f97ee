/*
 * What the user said, and what else only a statement knows, as sets.
 *
 * Marks are few, and found by their name; other statements look at every posting, and are left for
 * later where there are many.
 */
#include "config.h"

#include "store/plan_int.h"

#include "store/copies_int.h"
#include "store/store_int.h"
#include "util/date.h"
#include "util/utf8.h"

#include <inttypes.h>
#include <string.h>

/* So many postings are looked at in a frame. */
#define POSTINGS_AT_ONCE 30000

/* What ?1 is. */
enum parameter { PARAMETER_NONE, PARAMETER_FOLDED, PARAMETER_CHOICE };

struct statement {
	enum field_id field;
	const char *known;       /* the postings with a value; NULL: its term says it */
	const char *sql;         /* those with one, ?1; NULL: there is no such question */
	enum parameter parameter;
	const char *sql_open;    /* the same while it is typed, NULL: no difference */
	bool is_slow;
};

#define MARKED(condition) \
	"SELECT p.posting FROM mark m JOIN marked p ON p.key = m.key WHERE " condition
/* By the names of tags, which are far fewer than the marks. */
#define TAGGED(condition) MARKED("m.name IN (SELECT name FROM (SELECT DISTINCT name FROM mark" \
	" WHERE name GLOB 'tag/*') WHERE " condition ")")
#define SOURCES "SELECT o.posting FROM source s JOIN origin o ON o.source = s.id"

static const struct statement statements[] = {
	{ .field = FIELD_URL, .is_slow = true, .parameter = PARAMETER_FOLDED,
	  .sql = "SELECT id FROM posting WHERE url IS NOT NULL AND holds(url, ?)" },
	{ .field = FIELD_SOURCE, .is_slow = true, .parameter = PARAMETER_FOLDED,
	  .sql = SOURCES " WHERE holds(ifnull(s.name || ' ', '') || s.path, ?)" },
	{ .field = FIELD_GONE, .known = "SELECT id FROM posting WHERE gone IS NOT NULL" },
	/* For one that was never opened a text of its first day is none that changed. */
	{ .field = FIELD_CHANGED,
	  .known = "SELECT p.id FROM posting p WHERE p.version > 1 AND coalesce(p.version >"
		   " (SELECT value FROM mark WHERE key = p.key AND name = 'seen'),"
		   " p.changed > max(p.added, today() - 15))" },
	{ .field = FIELD_REPOST, .is_slow = true,
	  .known = "SELECT p.id FROM posting p WHERE " COPIES_IS_REPOST },
	{ .field = FIELD_SHORTLISTED, .known = MARKED("m.name = 'shortlist'") },
	{ .field = FIELD_STAGE, .known = MARKED("m.name = 'stage'"),
	  .sql = MARKED("m.name = 'stage' AND m.value = ?"), .parameter = PARAMETER_CHOICE },
	{ .field = FIELD_TAG, .known = MARKED("m.name GLOB 'tag/*'"),
	  .sql = TAGGED("fold(name) = 'tag/' || ?"), .parameter = PARAMETER_FOLDED,
	  .sql_open = TAGGED("starts(name, 'tag/' || ?)") },
	{ .field = FIELD_NOTES, .known = MARKED("m.name = 'notes'"),
	  .sql = MARKED("m.name = 'notes' AND holds(m.value, ?)"),
	  .parameter = PARAMETER_FOLDED },
	{ .field = FIELD_HIDDEN, .known = MARKED("m.name = 'hidden'"),
	  .sql = MARKED("m.name = 'hidden' AND holds(m.value, ?)"),
	  .parameter = PARAMETER_FOLDED },
	{ .field = FIELD_SEEN, .known = MARKED("m.name = 'seen'") },
};

static bool fill(const struct plan *plan, const char *sql, enum parameter parameter,
		 const struct query_value *value, struct bitset *set, struct err *err)
{
	struct connection *connection = &plan->engine->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection, sql, err);
	struct strbuf folded = STRBUF_INIT;
	enum stmt_step step = STMT_FAILED;

	if (stmt && parameter == PARAMETER_CHOICE)
		stmt_int(stmt, 1, value->choice);
	if (stmt && parameter == PARAMETER_FOLDED) {
		utf8_fold(&folded, value->text, strlen(value->text));
		stmt_text(stmt, 1, folded.text);
	}
	while (stmt && (step = stmt_step(connection, stmt, err)) == STMT_ROW)
		bitset_add(set, (uint32_t)sqlite3_column_int64(stmt, 0));
	strbuf_release(&folded);
	return step == STMT_DONE;
}

static void make_key(struct strbuf *key, const char *sql, enum parameter parameter,
		     const struct query_value *value)
{
	strbuf_printf(key, "?%d %s", (int)clock_today(), sql);
	if (parameter == PARAMETER_CHOICE)
		strbuf_printf(key, " %d", value->choice);
	if (parameter == PARAMETER_FOLDED)
		strbuf_printf(key, " %s", value->text);
}

static bool run(const struct plan *plan, const struct statement *statement, const char *sql,
		const struct query_value *value, struct bitset *set, bool *exact, struct err *err)
{
	enum parameter parameter = value ? statement->parameter : PARAMETER_NONE;
	bool is_late = statement->is_slow && plan->engine->limit > POSTINGS_AT_ONCE;
	struct engine *engine = plan->engine;
	struct strbuf key = STRBUF_INIT;
	const struct bitset *kept;
	bool ok = true;

	make_key(&key, sql, parameter, value);
	kept = engine_kept(engine, key.text);
	if (kept) {
		bitset_copy(set, kept);
	} else if (is_late && !plan->is_patient) {
		bitset_copy(set, &engine->all);
		*exact = false;
	} else {
		ok = fill(plan, sql, parameter, value, set, err);
		if (ok)
			bitset_copy(engine_keep(engine, key.text, true), set);
	}
	strbuf_release(&key);
	return ok;
}

bool leaf_statement(const struct plan *plan, enum field_id field, const struct query_value *value,
		    struct bitset *set, bool *exact, bool *is_mine, struct err *err)
{
	*is_mine = false;
	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
		const struct statement *statement = &statements[i];
		const char *sql = value ? statement->sql : statement->known;

		if (statement->field != field || !sql)
			continue;
		if (value && value->is_prefix && statement->sql_open)
			sql = statement->sql_open;
		*is_mine = true;
		return run(plan, statement, sql, value, set, exact, err);
	}
	return true;
}

const struct bitset *leaf_hidden(const struct plan *plan, struct err *err)
{
	struct engine *engine = plan->engine;
	const struct bitset *kept = engine_kept(engine, "hidden");
	struct bitset *set;

	if (kept)
		return kept;
	set = engine_keep(engine, "hidden", true);
	if (fill(plan, MARKED("m.name = 'hidden'"), PARAMETER_NONE, NULL, set, err))
		return set;
	engine_unkeep(engine);
	return NULL;
}
